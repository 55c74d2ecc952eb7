"""What could a newspaper reader, or somebody on one side, have known on a given day?"""

from __future__ import annotations

import re
from datetime import date, datetime

import pandas as pd

from helpers.case import Case, CaseError
from helpers.dates import DateError, When, parse
from helpers.tables import natural

COLUMNS = ("when", "label", "lane", "known", "since", "caution")
TOLD = "some on that side took part or were told"
SECRET = "secret or not recorded"
IN_PART = "in part"
REACH = {"month": 31, "year": 366}
"""Days after an approximate or doubtful date until it is surely past; after a day or an interval 7."""


def known_when(case: Case, day: str | date, side: str | None = None, since: str | date | None = None) -> pd.DataFrame:
    """List what may have happened up to a day, and whether it could have been known by then.

    "Could have been known" is all that is said: that nothing is recorded does not prove that nobody knew, and what
    was public was not read by everybody. Nothing that began after the day is listed, so there is no hindsight.

    Parameters
    ----------
    case : Case
        The case; of its events the columns label, date, date_disputed, lane, known_on, known_note, told and caution.
    day : str or datetime.date
        One day, such as "1954-04-02".
    side : str, optional
        A lane of the case, to add what somebody there took part in or was told. Without it, or as "public": what a
        newspaper reader could know.
    since : str or datetime.date, optional
        An EDTF date; events that were over before it are left out.

    Returns
    -------
    pandas.DataFrame
        One row an event whose first possible day is not after `day`, by date; index id; all columns text: when, label,
        lane, known, since (when the public could know it, and what is recorded on that) and caution. known is, and the
        first that is true is given,

        - "public": the last day on which it may have become public is not after `day`;
        - "some on that side took part or were told": it is over, and a side is more than one desk: what one ministry
          drafted, its neighbour may not have known;
        - "public about then": it became public approximately (``~``) on a date that has come, but is not surely past;
        - "perhaps public": the same with a doubtful date (``?``); or only the first of those days is not after `day`;
        - "secret or not recorded".

        An approximate or doubtful day or interval is surely past a week later, a month a month later, a year a year
        later: "about 1 April" is "public about then" from 1 April and "public" from 8 April on. Where the record says
        that only a part became public (known_note begins "in part"), so does known, with "perhaps" where that part has
        no date.

    Raises
    ------
    CaseError
        If there is no such side, or `day` is not one day.
    """
    sides = {name.casefold(): name for name in ("public", *case.about["lanes"])}
    chosen = sides.get(str(side or "public").strip().casefold())
    if chosen is None:
        raise CaseError(f"There is no side “{side}”; use one of: {', '.join(sides.values())}.")
    then = _read(day)
    if then.kind != "day" or not then.first:
        raise CaseError(f"{str(day)!r} is {then.words}, not one day; write it as 1954-04-02 is written.")
    begin = (_read(since).first if since else None) or date.min
    rows = []
    for key, event in case.events.iterrows():
        when = parse(event.get("date_disputed") or event["date"])
        start = when.first or date.min
        if start <= then.first and (when.last or date.max) >= begin:
            over = _surely(when) <= then.first
            told = over and chosen in [name.strip() for name in event["told"].split(";")]
            public, note = str(event["known_on"]), str(event["known_note"])
            known = _known(_public(public, then.first), note.startswith(IN_PART), told, over and not public)
            shown = [words for words in (parse(public).words if public else "", note) if words]
            cells = (when.words, event["label"], event["lane"], known, "; ".join(shown), event["caution"])
            rows.append(((start, _surely(when), natural(str(key))), key, cells))
    rows.sort(key=lambda row: row[0])
    index = pd.Index([key for _, key, _ in rows], name="id", dtype="str")
    return pd.DataFrame([cells for *_, cells in rows], index, COLUMNS, dtype="str")


def _read(day: object) -> When:
    """Read a date in EDTF, one of Python's or pandas', or one that lacks its zeros."""
    text = day.date().isoformat() if isinstance(day, datetime) else str(day).strip()
    try:
        return parse(re.sub(r"(?<=-)\d(?=-|$)", lambda found: f"0{found[0]}", text))
    except DateError as problem:
        raise CaseError(str(problem)) from None


def _known(public: str, in_part: bool, told: bool, undated: bool) -> str:
    """Choose the words of the column known."""
    if public == "public" and not in_part:
        return public
    if told:
        return TOLD
    if in_part and undated:
        public = "perhaps public"
    return f"{public} {IN_PART}" if public and in_part else public or SECRET


def _public(known_on: str, day: date) -> str:
    """Say whether what became public on `known_on` was public on a day; "" where it was not."""
    when = parse(known_on) if known_on else None
    if not when or day < (when.first or date.min):
        return ""
    reach = REACH.get(when.kind, 7) if when.about or when.perhaps else 0
    if (day - _surely(when)).days >= reach:
        return "public"
    return "public about then" if when.about and not when.perhaps else "perhaps public"


def _surely(when: When) -> date:
    """Give the day by which it has surely happened; what still goes on has happened once it has surely begun."""
    return when.last or (when.parts[0].last if when.kind == "open end" else None) or date.max
