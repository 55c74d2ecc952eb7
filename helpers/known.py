"""What could a newspaper reader, or one side, have known on a given day?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.case import Case
from helpers.dates import When, parse
from helpers.tables import natural

COLUMNS = ("when", "label", "lane", "known", "since", "caution")


def known_when(case: Case, day: str, side: str | None = None, since: str | None = None) -> pd.DataFrame:
    """List what may have happened up to a day, and whether it could have been known by then.

    "Could have been known" is all that is said: that nothing is recorded does not prove that nobody knew, and what
    was public was not read by everybody. Nothing that began after the day is listed, so there is no hindsight.

    Parameters
    ----------
    case : Case
        The case; of its events the columns label, date, date_disputed, lane, known_on, known_note, told and caution.
    day : str
        One day, such as "1954-04-02".
    side : str, optional
        A lane of the case, to add what that side took part in or was told. Without it, or as "public": what a
        newspaper reader could know.
    since : str, optional
        An EDTF date; events that were over before it are left out.

    Returns
    -------
    pandas.DataFrame
        One row an event whose first possible day is not after `day`, by date; index id; all columns text: when, label,
        lane, known, since (when the public could know it, and what is recorded on that) and caution. known is

        - "public": the last day on which it may have become public is not after `day`;
        - "told at the time": it is over, and the side took part in it or was told of it;
        - "perhaps public": only the first of those days is not after `day`;
        - "secret or not recorded".

    Raises
    ------
    ValueError
        If there is no such side, or `day` is not one day (a DateError where it cannot be read).
    """
    lanes = list(case.about["lanes"])
    if side not in (None, "public", *lanes):
        raise ValueError(f"There is no side “{side}”; use one of: public, {', '.join(lanes)}.")
    then = parse(str(day))
    if then.kind != "day" or not then.first:
        raise ValueError(f"{day!r} is {then.words}, not one day; write it as 1954-04-02 is written.")
    begin = (parse(since).first if since else None) or date.min
    rows = []
    for key, event in case.events.iterrows():
        when = parse(event.get("date_disputed") or event["date"])
        start = when.first or date.min
        if start <= then.first and (when.last or date.max) >= begin:
            told = side in [name.strip() for name in event["told"].split(";")]
            known = _known(event["known_on"], told and _surely(when) <= then.first, then.first)
            public, note = str(event["known_on"]), str(event["known_note"])
            shown = [words for words in (parse(public).words if public else "", note) if words]
            cells = (when.words, event["label"], event["lane"], known, "; ".join(shown), event["caution"])
            rows.append(((start, _surely(when), natural(str(key))), key, cells))
    rows.sort(key=lambda row: row[0])
    index = pd.Index([key for _, key, _ in rows], name="id", dtype="str")
    return pd.DataFrame([cells for *_, cells in rows], index, COLUMNS, dtype="str")


def _known(known_on: str, told: bool, day: date) -> str:
    public = parse(known_on) if known_on else None
    if public and _surely(public) <= day:
        return "public"
    if told:
        return "told at the time"
    return "perhaps public" if public and (public.first or date.min) <= day else "secret or not recorded"


def _surely(when: When) -> date:
    """Give the day by which it has surely happened; what still goes on has happened once it has surely begun."""
    return when.last or (when.parts[0].last if when.kind == "open end" else None) or date.max
