"""Where in this case is a term, a person, a puzzle, or any statement? Four lists to look something up in.

This looks rows up, with their cautions; `helpers.concordance` shows where a word stands in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from types import EllipsisType

import pandas as pd

from helpers.case import Case, CaseError
from helpers.ids import NOUNS
from helpers.options import fold, listed
from helpers.sheet import Sheet, listing, show
from helpers.statement_table import statements
from helpers.tables import nearest
from helpers.tables import show as quoted

LISTS: Mapping[str, tuple[str, str, str]] = {
    "terms": ("term", "terms", "what they mean here"),
    "people": ("person or body", "people and bodies", "who they were, and what is in doubt about them"),
    "puzzles": ("puzzle", "puzzles", "where sources disagree, and what is safe to say"),
    "statements": ("statement", "statements", "who says what, where, how sure one can be, with the caution"),
}
"""The lists: what one row is called, and several, and what the list says of them."""

_ALSO = {
    **dict.fromkeys(("glossary", "term", "words"), "terms"),
    **dict.fromkeys(("person", "persons", "bodies", "body", "names"), "people"),
    "puzzle": "puzzles",
    "statement": "statements",
}
_EXAMPLES = 'index(case, "people") for a whole list, index(case, "statements", "newspaper") for a word in it'
_SEARCHED = ("term", "meaning", "name", "kind", "role", "question", "what_each_says", "safe_to_say", "would_settle_it")


def index(case: Case, which: str | None = None, *words: str) -> Sheet:
    """Look up terms, people, puzzles and statements.

    Parameters
    ----------
    case : Case
        The case.
    which : str, optional
        "terms", "people", "puzzles" or "statements"; without it, what the lists hold. Any other word is looked for in
        all four.
    *words : str
        What to look for: each must begin a word somewhere in the row, whatever its capitals and accents; several words
        between the same quotation marks must stand side by side. Of a statement its id, words, gloss, speaker,
        reporters and document are searched.

    Returns
    -------
    Sheet
        The rows that were found, in the order of the case, certainty and caution under each, and how many of how many.
        Where nothing was found one sentence, with the nearest word of the list.

    Raises
    ------
    CaseError
        If there is no case, or the list is none of the four but a table of the case.
    """
    if not isinstance(case, Case):
        raise CaseError(f"Type the case first: index(case) says what there is; {_EXAMPLES}.")
    typed = [" ".join(str(word).split()) for word in words if not isinstance(word, EllipsisType)]
    wanted = [word for word in typed if fold(word)]
    name = " ".join(str(which or "").split()).strip("\"'“”. ")
    if which is None or isinstance(which, EllipsisType) or not fold(name):
        return _overview(case)
    chosen = _list_named(case, name)
    lists = list(LISTS) if chosen is None else [chosen]
    wanted = [name, *wanted] if chosen is None else wanted
    tables = {one: _table(case, one) for one in lists}
    rows = {one: _search(table, _searched(case, one, table), wanted) for one, table in tables.items()}
    sheets = [_found(one, found, len(tables[one]), wanted) for one, found in rows.items() if len(found) or not wanted]
    if chosen and not len(tables[chosen]):
        return _sentence(f"This case has no {LISTS[chosen][1]}.")
    if not sheets:
        return _nothing(case, tables, wanted)
    return Sheet("".join(sheet.html for sheet in sheets), "\n\n".join(sheet.text for sheet in sheets))


def _list_named(case: Case, typed: str) -> str | None:
    """Find the list that somebody means; None where it is a word to look for."""
    name = typed.casefold()
    if name in LISTS or name in _ALSO:
        return _ALSO.get(name, name)
    if name in NOUNS:
        raise CaseError(
            f"The index has no list of {name}, only of {listed(list(LISTS))}; show(case.{name}, “{name}”) lists them."
        )
    return nearest(name, LISTS, 0.8)


def _overview(case: Case) -> Sheet:
    """Say what the lists hold, and how one looks into them."""
    rows = [
        (f'index(case, "{name}")', f"{count} {several}: {what}")
        for name, (_, several, what) in LISTS.items()
        if (count := len(_table(case, name)))
    ]
    rows.append(('index(case, "statements", "newspaper")', "only the rows of a list in which a word begins so"))
    rows.append(('index(case, "newspaper")', "the same in all lists"))
    return listing("What you can look up, in any cell", rows)


def _table(case: Case, name: str) -> pd.DataFrame:
    """Make a list: what is said of each row, and under caution and certainty what must be said with it."""
    match name:
        case "terms":
            return case.glossary[["term", "meaning"]]
        case "people":
            return case.people[["name", "kind", "role", "certainty", "note"]].rename(columns={"note": "caution"})
        case "puzzles":
            return case.puzzles[["question", "status", "what_each_says", "safe_to_say", "would_settle_it"]]
    table, titles = statements(case), case.documents["title"].to_dict()
    columns = {
        "words": table["words"],
        "gloss": case.statements["gloss"],
        "speaker": table["speaker"],
        "reported by": table["reported by"],
        "document": case.statements["document"].map(lambda key: f"{key}, {titles[key]}"),
        "when": table["when"],
        "certainty": table["certainty"],
        "caution": table["caution"],
    }
    return pd.DataFrame(columns, index=table.index)


def _searched(case: Case, name: str, table: pd.DataFrame) -> list[str]:
    """Give the words of each row that are searched, its id first."""
    columns = [table[column] for column in table if column in _SEARCHED]
    if name == "statements":
        shown = [table[column] for column in ("words", "gloss", "speaker", "reported by", "document")]
        columns = [*shown, case.statements["attribution"]]
    if name == "puzzles":
        columns += [case.puzzles["documents"], case.puzzles["statements"]]
    return [" | ".join([str(key), *map(str, cells)]) for key, *cells in zip(table.index, *columns, strict=True)]


def _search(table: pd.DataFrame, searched: Iterable[str], wanted: Iterable[str]) -> pd.DataFrame:
    """Keep the rows in which every word wanted begins a word."""
    patterns = [re.compile(rf"\b{re.escape(fold(word))}") for word in wanted]
    return table[[all(pattern.search(fold(row)) for pattern in patterns) for row in searched]]


def _found(name: str, found: pd.DataFrame, of: int, wanted: list[str]) -> Sheet:
    """Show the rows of one list."""
    several = LISTS[name][1]
    caption = f"All {of} {several}"
    if wanted:
        asked = listed([quoted(word) for word in wanted])
        caption = f"{several[0].upper()}{several[1:]} with {asked}: {len(found)} of {of}"
    used = [column for column in found if (found[column] != "").any()]
    return show(found[used], caption)


def _nothing(case: Case, tables: Mapping[str, pd.DataFrame], wanted: list[str]) -> Sheet:
    """Say that nothing was found, and which word of the lists is nearest to one that none of them has."""
    searched = [row for name, table in tables.items() for row in _searched(case, name, table)]
    folded = [fold(row) for row in searched]
    lost = [word for word in wanted if not any(re.search(rf"\b{re.escape(fold(word))}", row) for row in folded)]
    nouns = listed([LISTS[name][0] for name in tables]).replace(" and ", " or ")
    have = f"No {nouns} has {listed([quoted(word) for word in wanted])}{' together' if wanted[1:] and not lost else ''}"
    vocabulary = {fold(word): word for row in searched for word in re.findall(r"[^\W_]+", row)}
    near = next((vocabulary[one] for word in lost if (one := nearest(fold(word), vocabulary))), None)
    hint = f"; the nearest word is {quoted(near)}" if near else ""
    return _sentence(f"{have}{hint}.")


def _sentence(text: str) -> Sheet:
    return Sheet(f"<p>{escape(text)}</p>", text)
