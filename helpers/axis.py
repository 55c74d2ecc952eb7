"""Where does a day stand on the page? Time runs evenly down it, but for the times whose scale was asked to change."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from helpers.dates import DateError, parse
from helpers.slips import Slip

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PANEL = "panel"
ROOM = 12.0  # points that a tick's words need


@dataclass(frozen=True)
class Window:
    """A time from its first day to its last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last.toordinal() - self.first.toordinal() + 1

    @property
    def words(self) -> str:
        """The time in words, as short as it can be said: "1954", "1949–1955"."""
        first, last = self.first.isoformat(), self.last.isoformat()
        if first.endswith("-01-01") and last.endswith("-12-31"):
            return f"{self.first.year}–{self.last.year}" if self.first.year != self.last.year else f"{self.first.year}"
        if first.endswith("-01") and self.last.day == monthrange(self.last.year, self.last.month)[1]:
            first, last = first[:7], last[:7]
        return parse(f"{first}/{last}").words

    def __contains__(self, day: date) -> bool:
        """Is this day in it?"""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Change:
    """A time drawn at `factor` times the scale, or, with a factor of None, in a panel of its own."""

    window: Window
    factor: float | None

    @property
    def words(self) -> str:
        """The change in words."""
        return f"{self.window.words} is drawn at {self.factor:g} times the scale" if self.factor else self.window.words


def read_scale(scale: Mapping[str | int, float | str] | None, window: Window) -> list[Change]:
    """Read what `chronology` was asked to enlarge.

    Parameters
    ----------
    scale : mapping of str or int to float or str, or None
        An EDTF date or interval within the picture, and either a factor or "panel".
    window : Window
        The time of the picture.

    Returns
    -------
    list of Change
        In order of time.

    Raises
    ------
    Slip
        If a time is not one, lies outside the picture or overlaps another, or a factor is not above nought.
    """
    out = []
    for span, factor in (scale or {}).items():
        sound = factor == PANEL or (isinstance(factor, int | float) and factor is not True and 0 < factor < 1e6)
        try:
            when = parse(str(span))
        except DateError:
            sound, when = False, parse("0001")
        if not sound or not when.first or not when.last or when.first not in window or when.last not in window:
            raise Slip(
                "A change of scale names a year of the picture and a factor or a panel, as {'1954': 3} or "
                f"{{'1954': 'panel'}}; the picture shows {window.words}, so it cannot be {{{span!r}: {factor!r}}}."
            )
        out.append(Change(Window(when.first, when.last), None if isinstance(factor, str) else float(factor)))
    out.sort(key=lambda change: change.window.first)
    for one, other in pairwise(out):
        if one.window.last >= other.window.first:
            raise Slip(
                f"The scale of {one.window.words} and of {other.window.words} was asked to change, and they overlap: "
                "name each day once."
            )
    return out


class TimeAxis:
    """A day's place on the page.

    Parameters
    ----------
    window : Window
        The days shown.
    top, bottom : float
        Room in points.
    changes : sequence of Change
        Times drawn at a multiple of the scale; panels are passed over.
    """

    def __init__(self, window: Window, top: float, bottom: float, changes: Sequence[Change] = ()) -> None:
        self.window, self.top, self.bottom = window, top, bottom
        self.changes = [
            Change(Window(max(c.window.first, window.first), min(c.window.last, window.last)), c.factor)
            for c in changes
            if c.factor and c.window.first <= window.last and window.first <= c.window.last
        ]
        self._knots = [window.first.toordinal()]
        self._starts, weights = [top], [0.0]
        for change in self.changes:
            self._knots += [change.window.first.toordinal(), change.window.last.toordinal() + 1]
            weights += [1.0, change.factor or 1.0]
        self._knots.append(window.last.toordinal() + 1)
        lengths = [(b - a) * w for (a, b), w in zip(pairwise(self._knots), [*weights[1:], 1.0], strict=True)]
        self.weight = sum(lengths)
        for length in lengths:
            self._starts.append(self._starts[-1] + length * (bottom - top) / self.weight)

    def place(self, day: date | int) -> float:
        """Place of the beginning of a day, in points; a day outside stands at the edge."""
        ordinal = day if isinstance(day, int) else day.toordinal()
        ordinal = min(max(ordinal, self._knots[0]), self._knots[-1])
        piece = min(bisect_right(self._knots, ordinal), len(self._knots) - 1) - 1
        a, b = self._knots[piece], self._knots[piece + 1]
        part = (ordinal - a) / (b - a) if b > a else 0.0
        return self._starts[piece] + part * (self._starts[piece + 1] - self._starts[piece])

    def ticks(self) -> list[tuple[float, str, bool]]:
        """Place, words and weight (True for a year) of the ticks; months and days only where there is room for them.

        Where the picture does not begin with a year, the words of its first tick say the month on a second line.
        """
        window = self.window
        a_year = min(self._unit(365), (self.bottom - self.top))
        step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500) if s * a_year >= ROOM), 1000)
        years = [year for year in range(window.first.year, window.last.year + 1) if year % step == 0]
        out = [(self.place(max(date(year, 1, 1), window.first)), str(year), True) for year in years]
        if window.first.year not in years:
            out = [tick for tick in out if tick[0] - self.top >= ROOM]
            out.insert(0, (self.top, str(window.first.year), True))
        first = window.first
        if (first.month, first.day) != (1, 1):
            day = f"{first.day} " if first.day > 1 else ""
            out[0] = (self.top, f"{first.year}\n{day}{MONTHS[first.month - 1]}", True)
        if step == 1:
            out += [tick for year in years for tick in self._months(year)]
        return sorted(out)

    def _unit(self, days: int) -> float:
        return (self.bottom - self.top) * days / self.weight

    def _months(self, year: int) -> list[tuple[float, str, bool]]:
        window, out = self.window, []
        start, after = (self.place(_day(y, 1, 1)) for y in (year, year + 1))
        shown = min(_day(year + 1, 1, 1), window.last.toordinal() + 1) - max(_day(year, 1, 1), window.first.toordinal())
        room = (after - start) * 365 / shown if shown > 0 else 0.0
        step = next((s for s, least in ((1, 12 * ROOM), (3, 84.0)) if room > least), 0)
        for month in range(1, 13, step) if step else ():
            day = date(year, month, 1)
            if month > 1 and window.first < day <= window.last:
                out.append((self.place(day), MONTHS[month - 1], False))
            if room > 12 * 6 * ROOM:  # days of the month: the 1st is the month's own tick
                days = (6, 11, 16, 21, 26) if room > 12 * 10 * ROOM else (11, 21)
                out += [(self.place(day.replace(day=n)), str(n), False) for n in days if day.replace(day=n) in window]
        return out


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() if year < 10000 else date.max.toordinal() + 1
