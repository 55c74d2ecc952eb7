"""Which row of a case does an id mean, and what is that row in a few words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from helpers.case import Case, CaseError
from helpers.dates import parse
from helpers.tables import near_id, nearest, span

NOUNS = {
    "documents": "document",
    "statements": "statement",
    "events": "event",
    "people": "person or body",
    "claims": "claim or explanation",
    "judgements": "judgement",
    "transmission": "hop",
    "readings": "reading",
    "puzzles": "puzzle",
    "glossary": "term",
}
"""What one row of each table is called."""

SUCH_AS = "an id such as D01, S05 or P01, or a term of the glossary"
_TYPED = re.compile(r"([A-Za-z])\s*(?=\D*[0-9])([0-9OoIl]{1,9})")
_LOOK_ALIKES = str.maketrans("OoIl", "0011")
_IN_TEXT = re.compile(r"(?<![\w/])[A-Z]\d{1,3}(?!\w)")


def locate(case: Case, word: str, table: str | None = None) -> tuple[str, str]:
    """Find the row that an id means, however it was typed.

    Parameters
    ----------
    case : Case
        The case.
    word : str
        An id such as "D12", "d12", "D 12" or "DO1" (the letter O for a zero); where any table will do, also a term of
        the glossary such as "EDTF".
    table : str, optional
        The only table that will do.

    Returns
    -------
    tuple of (str, str)
        The name of the table, and the id.

    Raises
    ------
    CaseError
        If nothing is meant by it; one sentence, which names the nearest only where one is near.
    """
    typed = str(word).strip().strip("[]().,;:“”\"' ")
    wanted = _plain(typed)
    found = next(((name, typed) for name in NOUNS if wanted and typed in getattr(case, name).index), None)
    rows = {} if found else {_plain(key): (name, str(key)) for name in NOUNS for key in getattr(case, name).index}
    if found := found or rows.get(wanted):
        name, key = found
        if table in (None, name):
            return name, key
        raise CaseError(f"{key} is a {NOUNS[name]}, not a {NOUNS[str(table)]}; open it with {call(key)}.")
    if table is None and not wanted:
        return "glossary", _term(case, typed)
    alike = [(name, key) for name, key in rows.values() if (name == table if table else key.startswith(wanted[:1]))]
    noun = NOUNS[table] if table else NOUNS[alike[0][0]] if alike else "id"
    raise CaseError(f"There is no {noun} {typed}; {_hint(typed, [key for _, key in alike])}.")


def call(key: str) -> str:
    """Give the line that opens an id's card."""
    return f'card(case, "{key}")'


def row_of(case: Case, table: str, key: str) -> dict[str, str]:
    """Give a row as text.

    Parameters
    ----------
    case : Case
        The case.
    table, key : str
        Where it stands, as `locate` gives them.

    Returns
    -------
    dict of str to str
        Column to cell, "" where nothing is recorded; a copy.
    """
    return dict(_rows(case, table)[key])


@lru_cache(maxsize=32)
def _rows(case: Case, table: str) -> dict[str, dict[str, str]]:
    """Give every row of a table as text, written once: no helper changes a table."""
    frame = getattr(case, table)
    cells = (
        {str(name): "" if pd.isna(cell) else str(cell) for name, cell in row.items()}
        for row in frame.to_dict("records")
    )
    return dict(zip(frame.index, cells, strict=True))


def in_words(case: Case, key: str) -> str:
    """Say in a few words what an id is: a title, a name, a question, who says what kind of thing in which document.

    A statement's words are not given, because its caution must be said with them.

    Parameters
    ----------
    case : Case
        The case.
    key : str
        An id of the case.

    Returns
    -------
    str
        No full stop at the end.
    """
    table = next(name for name in NOUNS if key in getattr(case, name).index)
    row = row_of(case, table, key)
    match table:
        case "statements":
            who = row["attribution"] or case.people.loc[row["speaker"], "name"]
            return f"{who}: {row['speech_act']} ({row['document']})"
        case "events":
            return f"{row['label']}, {parse(row['date']).words}"
        case "claims":
            return f"{row['kind']}: {row['text'].split(': ')[0]}"
        case "judgements":
            return f"{row['statement'] or row['document']} {row['relation']} {row['claim']}"
        case "transmission":
            return f"hop of {row['statement']} from {row['source']} to {row['target']}"
    titles = {"documents": "title", "people": "name", "readings": "author", "puzzles": "question", "glossary": "term"}
    return row[titles[table]].rstrip(".")


def mentioned(case: Case, text: str) -> list[str]:
    """Give the ids of the case that stand in a text, in the order of first mention."""
    tables = [getattr(case, name).index for name in NOUNS]
    return [key for key in dict.fromkeys(_IN_TEXT.findall(text)) if any(key in index for index in tables)]


@lru_cache(maxsize=1 << 12)
def _plain(typed: str) -> str:
    """Fold an id: "S5" for "S05", "s5", "S 5" and "SO5"; "" where the text is no id."""
    found = _TYPED.fullmatch(typed)
    return f"{found[1].upper()}{int(found[2].translate(_LOOK_ALIKES))}" if found else ""


def _hint(typed: str, ids: list[str]) -> str:
    """Name the nearest id where one is near, else from where to where ids run."""
    near = near_id(typed, ids)
    return f"the nearest is {near}" if near else f"they run from {span(typed, ids)}" if ids else f"use {SUCH_AS}"


def _term(case: Case, word: str) -> str:
    """Find a term of the glossary by one of its names."""
    terms = {name.casefold(): str(key) for key, term in case.glossary["term"].items() for name in names_of(term)}
    if word.casefold() in terms:
        return terms[word.casefold()]
    near = nearest(word, [name for term in case.glossary["term"] for name in names_of(term)], 0.7)
    raise CaseError(f"There is no “{word}” here; {f'the nearest term is “{near}”' if near else f'use {SUCH_AS}'}.")


def names_of(term: str) -> Iterator[str]:
    """Give the names that a term of the glossary goes by: as it stands, and each part without what is in brackets."""
    yield from dict.fromkeys([term, *re.sub(r"\s*\(.*?\)", "", term).split(" / ")])
