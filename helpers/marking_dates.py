"""Is a date the one that an exercise asks for, and if not, how does it lie to it?"""

from __future__ import annotations

import re
from datetime import date

from helpers.answers import SIGNS, Unreadable
from helpers.dates import DateError, When, parse, suggest
from helpers.questions import Exercise
from helpers.tables import show


def mark_date(one: Exercise, text: str) -> list[str]:
    """Compare a date with those that an exercise accepts.

    Parameters
    ----------
    one : Exercise
        An exercise of the kind date.
    text : str
        A date in EDTF, words or figures, such as "1952-08-25?", "perhaps 25 August 1952", "25.8.1952 (?)" or
        "?25 August 1952". Two figures for a year are of the century of the date asked for.

    Returns
    -------
    list of str
        What is not right, in sentences; empty where the date is right. Whether it is too early or too late is not told.

    Raises
    ------
    Unreadable
        If it is no date, or has no year.
    """
    accepted = [parse(answer) for answer in one.answers]
    if any(_fold(text) == _fold(when.words) for when in accepted):
        return []
    found, typed = _of_one_century(_read(text), accepted[0]), one.feedback(lambda key: _fold(key) == _fold(text))
    if len(found) == 1 and any(_same(found[0], other) for other in accepted):
        return []
    if typed:
        return typed
    if not found:
        lacks = any(when.kind != "year" for when in _read(f"{text} 2000"))
        raise Unreadable(f"{show(text)} {'has no year; add it' if lacks else 'is not a date that can be read'}.")
    if len(found) > 1:
        return [f"{show(text)} may be {' or '.join(when.words for when in found)}; write the month as a word."]
    alike = next((other for other in accepted if _days(other) == _days(found[0])), accepted[0])
    return one.feedback(lambda key: any(_same(found[0], read) for read in _read(key))) or [_how(found[0], alike)]


def _fold(text: str) -> str:
    """Fold a date's words: no capitals; "from … to", "until" and every dash a hyphen."""
    plain = " ".join(text.translate(SIGNS).casefold().split()).strip(" .,;!'")
    return re.sub(r"\bfrom ", "", re.sub(r" ?(?:-|\b(?:to|until)\b) ?", "-", plain))


def _read(text: str) -> list[When]:
    """Read a date: two where day and month could change places, none where the text is no date."""
    tidy = re.sub(r"\b(?:maybe|possibly|probably)\b", "perhaps", text, flags=re.I).replace("(?)", "?")
    tidy = re.sub(r"^\s*([?~%][?~% ]*)([^/\[\]]*)$", r"\2\1", tidy)  # a mark in front of one date
    days = r"^(?:(?:on|in|the|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b[ ,.]*)+"
    for guess in (text, re.sub(days, "", tidy, flags=re.I).strip().rstrip(".,;! ")):
        try:
            return [parse(guess)]
        except DateError:
            if found := suggest(guess):
                return [parse(part) for part in found.split(" or ")]
    return []


def _of_one_century(found: list[When], asked: When) -> list[When]:
    """Of dates of several centuries, as two figures for a year leave them, keep the nearest to the date asked for."""
    year = _days(asked)[0].year
    near = min((abs(_days(when)[0].year - year) for when in found), default=0)
    return [when for when in found if abs(_days(when)[0].year - year) == near]


def _days(when: When) -> tuple[date, date]:
    return when.first or date.min, when.last or date.max


def _same(when: When, other: When) -> bool:
    """Say whether two dates are one, however they are written."""
    return (
        (when.kind, when.first, when.last, when.about, when.perhaps)
        == (other.kind, other.first, other.last, other.about, other.perhaps)
        and len(when.parts) == len(other.parts)
        and all(map(_same, when.parts, other.parts))
    )


def _how(when: When, other: When) -> str:
    """Say how a date lies to the one asked for."""
    (first, last), (start, end) = _days(when), _days(other)
    doubt, wanted = ((one.about, one.perhaps) for one in (when, other))
    if (first, last) == (start, end) and doubt == wanted:
        return "The days are right; how they belong together is not: / joins two ends, [ , ] means one of."
    if (first, last) == (start, end):
        asked = "How sure are they? Add ? for perhaps, ~ for about, % for both." if any(wanted) else "The course has no"
        return f"The days are right. {asked}{'' if any(wanted) else ' doubt about them.'}"
    if first <= start and end <= last:
        return "Your date is too wide; be more exact."
    if start <= first and last <= end:
        return "Your date is more exact than the one asked for; say no more than the document does."
    if last < start or end < first:
        return f"It is not {when.words}."
    return "Your date overlaps the one asked for; look at where it begins and ends."
