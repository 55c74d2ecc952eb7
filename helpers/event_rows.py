"""Which events does a table hold, and when was each? Reads what tables hold: text, years, days of a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.axis import Window
from helpers.dates import DateError, When, parse
from helpers.slips import Slip
from helpers.tables import nearest


@dataclass(frozen=True)
class Event:
    """One row of a table of events.

    Attributes
    ----------
    key : str
        Its id, unlike every other.
    label, lane : str
        What happened, and in which column.
    when : When
        The day or days; where sources disagree, all that they give.
    disputed : bool
        Whether they do.
    public : When or None
        When it became public; None where that is secret or not recorded.
    row : int
        Its place in the table.
    """

    key: str
    label: str
    lane: str
    when: When
    disputed: bool
    public: When | None
    row: int

    @cached_property
    def words(self) -> str:
        """The date in words."""
        return self.when.words

    @property
    def first(self) -> date:
        """The first day on the page: an unknown start is taken at its end."""
        return self.when.first or (self._known if self.when.kind == "unknown start" else date.min)

    @property
    def last(self) -> date:
        """The last day on the page: an unknown end is taken at its start."""
        return self.when.last or (self._known if self.when.kind == "unknown end" else date.max)

    @property
    def _known(self) -> date:
        return self.when.first or self.when.last or date.min


def edtf(value: object) -> str:
    """Write a cell of a table as an EDTF date.

    Parameters
    ----------
    value : object
        A text, which is left as it is; a year as a whole number; a date, a Timestamp or a Period. Times of day are
        left out.

    Returns
    -------
    str
        EDTF; "" where there is nothing (None, NaN, NaT).

    Raises
    ------
    DateError
        For anything else.
    """
    if isinstance(value, str):
        return value.strip()
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, pd.Period):
        return str(value)[:10]
    if isinstance(value, int | float | np.number) and not isinstance(value, bool) and float(value).is_integer():
        return f"{int(value):04}"
    raise DateError(f"{value!r} cannot be read: write a date as 1954-03-31 or 1954 is written.")


def read_events(table: pd.DataFrame, names: Sequence[str]) -> list[Event]:
    """Read every row of a table, in an order that does not depend on the table's.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns label, date and lane; `date_disputed` and `known_on` (dates as well) are used where they are there.
    names : sequence of str
        What each row is called where something is wrong with it, such as "Row E02".

    Returns
    -------
    list of Event
        By first day, last day, lane and label. Ids that occur twice are numbered.

    Raises
    ------
    Slip
        One sentence: the row, what is wrong with it, and what to write.
    """
    met: dict[str, int] = {}
    keys = []
    for key in map(str, table.index):
        met[key] = met.get(key, 0) + 1
        keys.append(f"{key} ({met[key]})" if met[key] > 1 else key)
    labels, lanes = ([_text(value) for value in table[column]] for column in ("label", "lane"))
    nothing = [None] * len(table)
    dates, rivals, publics = (
        list(table[column]) if column in table else nothing for column in ("date", "date_disputed", "known_on")
    )
    events = []
    for row, (key, label, lane) in enumerate(zip(keys, labels, lanes, strict=True)):
        place = names[row] + (f", “{label}”" if label else "")
        when = _date(dates[row], place, "date")
        if not when:
            raise Slip(
                f"{place}{',' * bool(label)} has no date that can be read: write a year, or a day such as 1954-03-31."
            )
        if not lane:
            raise Slip(f"{place}{',' * bool(label)} has no lane: write the name of the column in which it is to stand.")
        rival = _date(rivals[row], place, "date_disputed")
        disputed = rival is not None or when.kind == "one of"
        events.append(Event(key, label, lane, rival or when, disputed, _date(publics[row], place, "known_on"), row))
    return sorted(events, key=lambda e: (e.first, e.last, e.lane, e.label, e.when.text, e.key))


def find_lanes(events: Sequence[Event], wanted: Sequence[str]) -> list[str]:
    """Find the lanes that names mean; capitals and blanks do not count, since a picture begins every lane with one.

    Parameters
    ----------
    events : sequence of Event
        As read.
    wanted : sequence of str
        Names as they were typed.

    Returns
    -------
    list of str
        The lanes as the events name them, each once, in the order wanted.

    Raises
    ------
    Slip
        If there is no such lane; it names those that there are.
    """
    there = list(dict.fromkeys(event.lane for event in events))
    plain = {" ".join(name.casefold().split()): name for name in reversed(there)}
    found = []
    for name in wanted:
        lane = name if name in there else plain.get(" ".join(name.casefold().split()))
        if lane is None:
            near = nearest(name, there)
            guess = f"the nearest is “{near}”, of" if near else "the lanes are"
            raise Slip(f"No event stands in the lane “{name}”; {guess} {', '.join(there)}.")
        found.append(lane)
    return list(dict.fromkeys(found))


def select(
    events: Sequence[Event], since: object = None, until: object = None, lanes: Sequence[str] | None = None
) -> tuple[list[Event], Window]:
    """Keep the events of a time and of some lanes.

    Parameters
    ----------
    events : sequence of Event
        As read.
    since, until : EDTF text, year or date, optional
        Events wholly outside are left out; an unknown start or end is taken at the day that is known.
    lanes : sequence of str, optional
        Names of lanes, as `find_lanes` gives them.

    Returns
    -------
    list of Event, Window
        In the same order; and the time of the picture, in whole years where it was not given.

    Raises
    ------
    Slip
        If a time cannot be read, ends before it begins, or holds no event.
    """
    begin, end = _date(since, "since", ""), _date(until, "until", "")
    low = begin.first if begin and begin.first else date.min
    high = end.last if end and end.last else date.max
    if low > high:
        raise Slip(f"since ({since}) comes after until ({until}): give the earlier one as since.")
    kept = [e for e in events if (not lanes or e.lane in lanes) and e.last >= low and e.first <= high]
    if not kept:
        if not events:
            raise Slip("There is no event to draw: the table is empty.")
        between = f" between {begin.words if begin else 'the beginning'} and {end.words if end else 'the end'}"
        raise Slip(f"No event lies{between if begin or end else ''} in these lanes.")
    days = [day for e in kept for day in (e.when.first, e.when.last) if day]
    first = low if begin else date(min(days).year, 1, 1)
    last = high if end else date(max(days).year, 12, 31)
    return kept, Window(first, max(first, last))


def _text(value: object) -> str:
    """Write a cell as text; "" where there is nothing."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return " ".join(str(int(value) if whole else value).split())


def _date(value: object, place: str, column: str) -> When | None:
    try:
        text = edtf(value)
        return parse(text) if text else None
    except DateError as problem:
        raise DateError(f"{place}{f', column {column}' if column not in ('', 'date') else ''}: {problem}") from None
