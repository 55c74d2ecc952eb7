"""Which time goes on which page? One page where that holds everything, else as few as do, each whole years if it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from helpers.axis import Window
from helpers.layout import LayoutError

FAR = 90.0
"""A label farther than this from its date, in points, is a reason for another page."""

Trial = Callable[[Sequence[Window], bool], Sequence[float]]
"""Arranges pages with these times, of one scale or not, and returns the largest shift of a label on each, in points;
raises LayoutError when they cannot hold what they must."""


def cut(window: Window, months: int) -> list[Window]:
    """Cut a time into runs of months, beginning where the calendar does: 12 gives years, 3 gives quarters.

    Parameters
    ----------
    window : Window
        What is cut.
    months : int
        Length of a run.

    Returns
    -------
    list of Window
        In order; the first and the last may be shorter.
    """
    out, first = [], window.first
    while first <= window.last:
        ahead = months - ((first.month - 1) % months if months < 12 else first.month - 1)
        year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
        after = date(year, month + 1, 1) if year < 10000 else None
        last = min(after - timedelta(days=1), window.last) if after else window.last
        out.append(Window(first, last))
        if last == window.last:
            break
        first = last + timedelta(days=1)
    return out


def pages(window: Window, least: int, trial: Trial) -> list[Window]:
    """Split a time over pages.

    Parameters
    ----------
    window : Window
        The whole time.
    least : int
        Pages that are needed at the very least.
    trial : Trial
        Says whether and how well pages hold what they must.

    Returns
    -------
    list of Window
        One a page. All have the same length, and so the same scale, where that takes few pages more; else they
        differ.

    Raises
    ------
    LayoutError
        When no page is short enough.
    """
    if least <= 1 and _fits([window], trial):
        return [window]
    even = (way for way in _even(window, least) if _fits(way, trial, True))
    return next(even, None) or _uneven(window, trial)


def _fits(windows: Sequence[Window], trial: Trial, even: bool = False) -> bool:
    """Do the pages hold what they must, and the last, or all where they are even, without labels far from their dates?"""
    try:
        shifts = trial(windows, even)
    except LayoutError:
        return False
    return max(shifts if even else shifts[-1:]) <= FAR


def _even(window: Window, least: int) -> list[list[Window]]:
    """Give the ways to cut a time into pages of one length, from the fewest pages to twice as many and one."""
    out: list[list[Window]] = []
    for months in (*range(12 * (window.last.year - window.first.year), 12, -12), 12, 6, 3, 1):
        units = cut(window, min(months, 12))
        size = max(months // 12, 1)
        runs = [Window(units[n].first, units[min(n + size, len(units)) - 1].last) for n in range(0, len(units), size)]
        if max(least, 2) <= len(runs) <= 2 * least + 1 and (not out or len(runs) > len(out[-1])):
            out.append(runs)
    return out


def _uneven(window: Window, trial: Trial) -> list[Window]:
    """Fill page after page with as many years as it holds; where one year is too much, with months, then days."""
    done: list[Window] = []
    rest = window
    while True:
        page = _longest(rest, done, trial)
        done.append(page)
        if page.last >= window.last:
            return done
        rest = Window(page.last + timedelta(days=1), window.last)


def _longest(rest: Window, done: Sequence[Window], trial: Trial) -> Window:
    for months in (12, 3, 1):
        units = cut(rest, months)
        held, more = 0, 1
        while more <= len(units) and _fits([*done, Window(rest.first, units[more - 1].last)], trial):
            held, more = more, 2 * more
        more = min(more, len(units) + 1)
        while more - held > 1:
            middle = (held + more) // 2
            if _fits([*done, Window(rest.first, units[middle - 1].last)], trial):
                held = middle
            else:
                more = middle
        if held:
            return Window(rest.first, units[held - 1].last)
    for days in (15, 7, 3, 1):
        last = min(rest.first + timedelta(days=days - 1), units[0].last)
        if _fits([*done, Window(rest.first, last)], trial):
            return Window(rest.first, last)
    trial([*done, Window(rest.first, rest.first)], False)  # raises where not even one day can be held
    return Window(rest.first, rest.first)
