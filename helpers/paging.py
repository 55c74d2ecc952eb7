"""Which time goes on which page? One page if that holds everything, else as few as do, of whole years if possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, takewhile
from math import ceil, inf

from helpers.arrange import Panel
from helpers.axis import Window
from helpers.layout import LayoutError

FAR = 90.0
"""A label farther than this from its date, in points, is a reason for another page."""

Trial = Callable[[Window, Sequence[Window]], tuple[Panel, float]]
"""Arranges a page of a time, at the scale of the longest of some times where there are any; returns it with the largest
shift of a label, in points, and raises LayoutError where it cannot hold what it must."""


def pages(window: Window, least: int, trial: Trial) -> list[Panel]:
    """Split a time over pages.

    Parameters
    ----------
    window : Window
        The whole time.
    least : int
        Pages that are needed at the very least.
    trial : Trial
        Says whether and how well a page holds what it must.

    Returns
    -------
    list of Panel
        One a page, arranged. All have the same scale where that takes few pages more; else they differ.

    Raises
    ------
    LayoutError
        When no page is short enough.
    """
    for way in chain([[window]] if least <= 1 else [], _even(window, least)):
        held = list(takewhile(bool, (_held(time, trial, way if len(way) > 1 else ()) for time in way)))
        if len(held) == len(way):
            return [page for page in held if page]
    return list(_uneven(window, trial))


def _held(time: Window, trial: Trial, like: Sequence[Window] = (), far: float = FAR) -> Panel | None:
    """Arrange a page, if it holds what it must and no label is farther from its date."""
    try:
        page, shift = trial(time, like)
    except LayoutError:
        return None
    return page if shift <= far else None


def cut(window: Window, months: int) -> list[Window]:
    """Cut a time into runs of months, beginning where the calendar does: 12 gives years, 3 gives quarters.

    Parameters
    ----------
    window : Window
        What is cut.
    months : int
        Length of a run, a part of 12.

    Returns
    -------
    list of Window
        In order; the first and the last may be shorter.
    """
    out, first = [], window.first
    while first <= window.last:
        year, month = divmod(first.year * 12 + first.month - 1 + months - (first.month - 1) % months, 12)
        last = min(date(year, month + 1, 1) - timedelta(days=1) if year < 10000 else date.max, window.last)
        out.append(Window(first, last))
        if last == window.last:
            break
        first = last + timedelta(days=1)
    return out


def _even(window: Window, least: int) -> Iterator[list[Window]]:
    """Give the ways to cut a time into pages of one length, from the fewest pages to twice as many and one."""
    met = 1
    for wanted in range(max(least, 2), 2 * least + 2):
        units = next((units for months in (12, 3, 1) if len(units := cut(window, months)) >= wanted), [])
        size = ceil(len(units) / wanted)
        starts = range(0, len(units), size or 1)
        if len(starts) > met:
            met = len(starts)
            yield [Window(units[n].first, units[min(n + size, len(units)) - 1].last) for n in starts]


def _uneven(window: Window, trial: Trial) -> Iterator[Panel]:
    """Fill page after page with as much time as it holds well, else with as much as it holds at all."""
    while True:
        page = next(
            filter(None, (_longest(window, months, trial, far) for far in (FAR, inf) for months in (12, 3, 1))), None
        )
        page = page or _some_days(window, trial)
        yield page
        if page.axis.window.last == window.last:
            return
        window = Window(page.axis.window.last + timedelta(days=1), window.last)


def _longest(rest: Window, months: int, trial: Trial, far: float) -> Panel | None:
    """Arrange a page with as many runs of months as it holds, found by doubling and halving."""
    units = cut(rest, months)
    best, held, more = None, 0, 1
    while more - held > 0 and more <= len(units):
        if page := _held(Window(rest.first, units[more - 1].last), trial, far=far):
            best, held = page, more
            more = min(2 * more, len(units)) if more < len(units) else more
        else:
            break
    while more - held > 1:
        middle = (held + more) // 2
        if page := _held(Window(rest.first, units[middle - 1].last), trial, far=far):
            best, held = page, middle
        else:
            more = middle
    return best


def _some_days(rest: Window, trial: Trial) -> Panel:
    for days in (15, 7, 3):
        if page := _held(Window(rest.first, min(rest.first + timedelta(days=days - 1), rest.last)), trial, far=inf):
            return page
    return trial(Window(rest.first, rest.first), ())[0]  # raises where not even one day can be held
