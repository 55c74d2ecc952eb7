"""Which pages show a case itself? One page a table, one entry a row, each entry with its id as its address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from helpers.cards import LANGUAGES, NOT_RECORDED, answers
from helpers.case import Case
from helpers.dates import parse
from helpers.ids import in_words, row_of
from helpers.package import course_fields
from helpers.sheet import written
from helpers.site_page import Page, with_files
from helpers.tables import Field, count, natural
from helpers.timeline import chronology

Row = Mapping[str, str]
Sorter = Callable[[Case, Row], str]


@dataclass(frozen=True)
class Kind:
    """A page of entries.

    Attributes
    ----------
    table : str
        The table it shows.
    title : str
        Its heading.
    one, several : str
        What its rows are called, in a count.
    lead : str
        What a reader is told first.
    sorters : mapping of str to callable
        The names of what entries can be picked by, each with what gives an entry's value.
    """

    table: str
    title: str
    one: str
    several: str
    lead: str
    sorters: Mapping[str, Sorter] = field(default_factory=dict)


def _cell(column: str) -> Sorter:
    return lambda case, row: row.get(column, "")


def _title(case: Case, row: Row) -> str:
    return f"{row['document']} {case.documents.loc[row['document'], 'title']}"


def _speaker(case: Case, row: Row) -> str:
    return str(case.people.loc[row["speaker"], "name"]) if row["speaker"] in case.people.index else ""


def _year(case: Case, row: Row) -> str:
    if not row.get("date"):
        return ""
    when = parse(row["date"])
    day = when.first or when.last
    return str(day.year) if day else ""


def _rung(case: Case, row: Row) -> str:
    words = {str(rung["level"]): rung["words"] for rung in case.about.get("rungs", [])}
    return f"{row['rung']} {words.get(row['rung'], '')}".strip() if row.get("rung") else ""


KINDS = (
    Kind(
        "documents",
        "Documents",
        "document",
        "documents",
        "Every document and other witness, whether it was read whole, in part or not at all. Read the limits with it.",
        {"Kind of witness": _cell("witness"), "Language": _cell("language"), "How much was read": _cell("seen")},
    ),
    Kind(
        "statements",
        "Statements",
        "statement",
        "statements",
        "Passages in their exact words, with what must be said with each. A rung describes words, not the truth behind "
        "them.",
        {
            "Document": _title,
            "Who says it": _speaker,
            "Year said or written": _year,
            "Language": _cell("language"),
            "Rung": _rung,
        },
    ),
    Kind(
        "events",
        "Chronology",
        "event",
        "events",
        "An uncertain date is drawn as uncertain. Below the picture stands every event with what carries its date.",
        {"Lane": _cell("lane"), "Year": _year},
    ),
    Kind(
        "people",
        "People and bodies",
        "person or body",
        "people and bodies",
        "Who speaks, writes, reports or is addressed, with the cautions that go with the name.",
        {"Kind": _cell("kind")},
    ),
    Kind(
        "claims",
        "Claims and explanations",
        "claim or explanation",
        "claims and explanations",
        "A claim can be tested against documents; an explanation says why. Judgements on both are opinions with "
        "reasons: count sources, not rows.",
        {"Kind": _cell("kind")},
    ),
    Kind(
        "puzzles",
        "Puzzles",
        "puzzle",
        "puzzles",
        "Where sources disagree: what each says, what is safe to say, and what would settle it.",
    ),
    Kind(
        "transmission",
        "Hops",
        "hop",
        "hops",
        "How a statement passed from one witness to the next, hop by hop, and what changed on the way.",
        {"How it passed": _cell("mode"), "Statement": _cell("statement")},
    ),
    Kind(
        "readings",
        "Readings",
        "reading",
        "readings",
        "Positions of historians and commentators that were seen. The labels are ours, for sorting.",
        {"Label": _cell("stance")},
    ),
    Kind("glossary", "Glossary", "term", "terms", "What a word means in this course."),
)
FILES = {kind.table: "chronology.html" if kind.table == "events" else f"{kind.table}.html" for kind in KINDS}


def places(case: Case) -> dict[str, str]:
    """Say where every id of a case stands on its site.

    Parameters
    ----------
    case : Case
        The case.

    Returns
    -------
    dict of str to str
        Id to address; a judgement stands with its claim.
    """
    found = {
        str(key): f"{FILES[kind.table]}#{key}"
        for kind in KINDS
        if kind.table != "glossary"
        for key in getattr(case, kind.table).index
    }
    return found | {str(key): found[claim] for key, claim in case.judgements["claim"].items()}


def case_pages(case: Case, entries: Callable[..., str]) -> Iterator[Page]:
    """Make the pages of a case, those of empty tables left out.

    Parameters
    ----------
    case : Case
        The case.
    entries : callable
        The template of a page of entries; it is given ``kind``, ``rows``, ``picks`` and ``picture``.

    Yields
    ------
    Page
        Not yet finished. Its ``about`` holds ``count``.
    """
    for kind in KINDS:
        table = getattr(case, kind.table)
        if not len(table):
            continue
        pictures: dict[str, bytes] = {}
        drawn = kind.table == "events"
        picture = with_files(chronology(case)._html(), "pictures/chronology", pictures) if drawn else ""
        keys = sorted(table.index, key=natural)
        if kind.table == "glossary":
            keys = sorted(keys, key=lambda key: str(table.loc[key, "term"]).casefold())
        rows = [_entry(case, kind, str(key)) for key in keys]
        values = {name: {row["picks"][name] for row in rows} - {""} for name in kind.sorters}
        picks = {name: sorted(found, key=natural) for name, found in values.items() if len(found) > 1}
        for row in rows:
            row["picked"] = json.dumps([row["picks"][name] for name in picks], ensure_ascii=False)
        body = entries(kind=kind, rows=rows, picks=picks, picture=picture)
        counted = f"{len(table)} {kind.one if len(table) == 1 else kind.several}"
        yield Page(FILES[kind.table], kind.title, body, {"count": counted, "lead": kind.lead}, pictures)


def data_page(case: Case, template: Callable[..., str]) -> tuple[Page, dict[str, bytes]]:
    """Make the page on a case's tables, and the files to be fetched from it.

    Parameters
    ----------
    case : Case
        The case.
    template : callable
        The page's template; it is given ``tables``.

    Returns
    -------
    tuple of (Page, dict of str to bytes)
        The page, not yet finished; path to bytes of each CSV file, as it is in the case's folder.
    """
    meanings = course_fields()
    files, tables = {}, []
    for path in sorted(case.folder.glob("*.csv")):
        if not hasattr(case, path.stem):
            continue
        table, name = getattr(case, path.stem), f"data/{path.name}"
        files[name] = path.read_bytes()
        known = {one["name"]: one for one in meanings.get(path.stem, [])}
        columns = [(column, _meaning(known.get(column, {}))) for column in ["id", *table.columns]]
        tables.append({"name": path.stem, "file": name, "rows": count(len(table), "row"), "columns": columns})
    lead = "Every table of the case, what its columns hold, and the files to fetch."
    return Page("data.html", "The data", template(tables=tables), {"count": "", "lead": lead}), files


def _meaning(one: Field) -> str:
    return str(one.get("description", ""))


def _entry(case: Case, kind: Kind, key: str) -> dict[str, Any]:
    """Give what the template shows of a row."""
    row = row_of(case, kind.table, key)
    _, pairs = answers(case, kind.table, key)
    shown = [(name, written(value).html) for name, value in pairs if value != NOT_RECORDED]
    empty = [name for name, value in pairs if value == NOT_RECORDED]
    heading = row["term"] if kind.table == "glossary" else f"{key} · {in_words(case, key)}"
    return {
        "key": key,
        "heading": heading,
        "language": _language(kind, row),
        "pairs": shown,
        "empty": empty,
        "text": list(_text(case, key)) if kind.table == "documents" else [],
        "picks": {name: sorter(case, row) for name, sorter in kind.sorters.items()},
    }


def _language(kind: Kind, row: Row) -> str:
    """Give the language of a heading that is a title in another one, so that it is spoken right."""
    language = LANGUAGES.get(row.get("language", ""), "") if kind.table == "documents" else ""
    return language if language != "en" and row.get("title", "").startswith(("«", "„")) else ""


def _text(case: Case, key: str) -> Iterable[str]:
    """Give the paragraphs of a text that the case holds, numbered, the title as the first."""
    for number, paragraph in enumerate(case.texts.get(key, [])):
        yield f'<p><span class="small">¶{number}</span> {escape(paragraph)}</p>'
