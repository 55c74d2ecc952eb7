"""Is a date in a sentence one that its receipts give, and no more exact than theirs?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from helpers.argued import TELLING, Argued, Remark, at, listed, negated
from helpers.dates import DateError, When, parse, suggest
from helpers.receipts import Source, Sources

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH}),? (?P<year>(?:18|19|20)\d\d)"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:18|19|20)\d\d)"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>(?:18|19|20)\d\d)"
    r"|(?P<iso>(?:18|19|20)\d\d(?:-\d\d){0,2}))(?![\w-])",
    re.I,
)
_ROUGHLY = re.compile(r"\b(?:about|around|circa|perhaps|probably|between|late|early|until|to)\b|\d[–-]\d", re.I)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_DATES = ("date", "date_event", "date_created", "date_published", "date_disputed", "known_on")
_TEXTS = ("exact", "gloss", "title", "label", "description", "date_note")
_DATED = ("statements", "documents", "events")


def date_not_given(argued: Argued) -> Iterator[Remark]:
    """Ask about a date that is none of those its receipts give, or is more exact than they are ("date").

    Looked at are sentences whose receipts are statements, documents or events alone. A second date in a sentence is
    often that of something else, so that one date that is given is enough; but only a day stands for a day.
    """
    for sentence in argued.text.of(*TELLING):
        cited = argued.of(argued.ids(sentence))
        if not cited or sentence.text.endswith("?") or any(one.table not in _DATED for one in cited):
            continue
        own = sentence.own
        found = [(when, words, start) for when, words, start in _in_words(own) if not negated(own[:start])]
        given = [when for source in cited for when in _given(argued.sources, source.key)]
        if not found or not given:
            continue
        years = {year for source in cited for year in _years(argued, source)}
        roughly = bool(_ROUGHLY.search(own))
        kept = [one for one in found if _is_given(one[0], given, years, roughly)]
        days = [one for one in found if one[0].kind == "day"]
        asked = [one for one in days if not any(other in kept for other in days)] or ([] if kept else found)
        if asked:
            keys = [one.key for one in cited]
            words = f"{listed(keys)} {'does' if len(keys) == 1 else 'do'} not give the date “{asked[0][1]}”"
            yield at(sentence, "date", f"{words}: write theirs ({_theirs(given)}), or cite what gives yours.", keys)


def _in_words(text: str) -> Iterator[tuple[When, str, int]]:
    """Give the dates that stand in a text, with their words and places."""
    for found in _DATE.finditer(text):
        part = {name.rstrip("23"): value for name, value in found.groupdict().items() if value}
        plain = " ".join(part[name] for name in ("day", "month", "year", "iso") if name in part)
        try:
            yield parse(suggest(plain) or plain), found[0], found.start()
        except DateError:
            continue


@lru_cache(maxsize=2048)
def _given(sources: Sources, key: str) -> tuple[When, ...]:
    """Give the dates of a receipt: its own, its document's, and those in the words that we hold of it."""
    case, source = sources.case, sources[key]
    rows = [source]
    if source.table == "statements" and source.document in sources:
        rows.append(sources[source.document])
    if source.table == "documents":
        own = case.statements.index[case.statements["document"] == key]
        rows += [sources[str(one)] for one in own]
    cells = [one[column] for one in rows for column in _DATES if one[column]]
    texts = [one[column] for one in rows for column in _TEXTS]
    texts += case.texts.get(key, [])
    found = [when for text in texts for when, *_ in _in_words(text)]
    held = [parsed for cell in cells for parsed in _read(cell)]
    told = [sure for event in _events(sources, source) for sure in _read(event) if not (sure.about or sure.perhaps)]
    found += [*held, *told]
    return tuple(dict.fromkeys(found))


def _read(cell: str) -> list[When]:
    try:
        return [parse(cell)]
    except DateError:
        return []


def _events(sources: Sources, source: Source) -> list[str]:
    """Give the dates of the events that rest on a receipt's document."""
    events = sources.case.events
    if not source.document or "documents" not in events:
        return []
    rows = zip(events["documents"], events["date"], strict=True)
    return [str(day) for documents, day in rows if source.document in str(documents).split()]


def _years(argued: Argued, source: Source) -> set[str]:
    """Give every year that stands anywhere in a receipt's row or its document's."""
    rows = [source, *argued.of([source.document] if source.document in argued.sources else [])]
    texts = argued.sources.case.texts.get(source.document, []) if source.table == "documents" else []
    return {
        year for text in [*texts, *(cell for row in rows for cell in row.row.values())] for year in _YEAR.findall(text)
    }


def _is_given(named: When, given: list[When], years: set[str], roughly: bool) -> bool:
    """Say whether a date is given: a day as that day, a month by what is no rougher, a year by any date in it."""
    if named.kind == "year" and named.text in years:
        return True
    for when in given:
        if named.kind == "day":
            days = [one for one in (when, *when.parts) if one.kind == "day"]
            if any(one.first == named.first and (roughly or not one.about) for one in days):
                return True
        elif _meet(named, when) and (named.kind == "year" or not _by_the_year(when)):
            return True
    return False


def _by_the_year(when: When) -> bool:
    return when.kind == "year" or any(part.kind == "year" for part in when.parts)


def _meet(one: When, other: When) -> bool:
    def ends(when: When) -> tuple[date, date]:
        return when.first or date.min, when.last or date.max

    (first, last), (begins, stops) = ends(one), ends(other)
    return first <= stops and begins <= last


def _theirs(given: list[When]) -> str:
    return "; ".join(dict.fromkeys(when.words for when in reversed(given)))[:70].rstrip(" ;")
