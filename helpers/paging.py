"""Which time goes on which page? One page where that holds everything, else as few as do, each whole years if it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from helpers.axis import Window
from helpers.layout import LayoutError

FAR = 90.0
"""A label farther than this from its date, in points, is a reason for another page."""

MANY = 40
"""Pages of one scale that are tried before pages of different scales are."""

Trial = Callable[[Sequence[Window]], float]


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


def pages(window: Window, least: float, trial: Trial) -> list[Window]:
    """Split a time over pages.

    Parameters
    ----------
    window : Window
        The whole time.
    least : float
        Pages that are needed at the very least.
    trial : callable
        Arranges pages with these times, and returns the largest shift of a label in points; raises LayoutError when
        they cannot hold what they must.

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
    uneven = _uneven(window, trial)
    return next((even for even in _even(window, least, 2 * len(uneven)) if _fits(even, trial)), uneven)


def _fits(windows: Sequence[Window], trial: Trial) -> bool:
    try:
        return trial(windows) <= FAR
    except LayoutError:
        return False


def _even(window: Window, least: float, most: int) -> list[list[Window]]:
    """Give the ways to cut a time into pages of one length, from the fewest pages to the most allowed."""
    out: list[list[Window]] = []
    for months in (*range(12 * 300, 12, -12), 12, 6, 3, 1):
        units = cut(window, min(months, 12))
        size = max(months // 12, 1)
        runs = [Window(units[n].first, units[min(n + size, len(units)) - 1].last) for n in range(0, len(units), size)]
        if max(least, 2) <= len(runs) <= min(most, MANY) and (not out or len(runs) > len(out[-1])):
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
    trial([*done, Window(rest.first, rest.first)])  # raises where not even one day can be held
    return Window(rest.first, rest.first)
