"""Who says what, through whom, in which form, and how sure? The statements as a table to read."""

from __future__ import annotations

import pandas as pd

from helpers.case import Case
from helpers.dates import parse
from helpers.ids import locate


def statements(case: Case, document: str | None = None) -> pd.DataFrame:
    """List statements with names in the place of ids.

    Parameters
    ----------
    case : Case
        The case.
    document : str, optional
        A document's id, such as "D01", for its statements only.

    Returns
    -------
    pandas.DataFrame
        One row a statement, index id; all columns text but paragraph: words (exact), paragraph (Int64; only of one
        document whose text we hold), speaker, reported by (first hand first, "" where direct), form, act, when
        ("about an event of …" where only the date of what it tells is recorded, "" where neither is), remove (0
        direct, 1 minute-taker or telegram, 2 and more retold, in the words of its note where it has one), certainty
        and caution.

    Raises
    ------
    CaseError
        If there is no such document.
    """
    rows = case.statements
    if document is not None:
        _, document = locate(case, document, "documents")
        rows = rows[rows["document"] == document]
    names = case.people["name"]
    remove = rows["remove"].astype("str").where(rows["remove"].notna(), "not recorded")
    columns = {
        "words": rows["exact"],
        "paragraph": rows["paragraph"],
        "speaker": rows["speaker"].map(lambda key: _names(names, key)),
        "reported by": rows["reported_by"].map(lambda keys: _names(names, keys)),
        "form": rows["form"],
        "act": rows["speech_act"],
        "when": [_when(*dates) for dates in zip(rows["date"], rows["date_event"], strict=True)],
        "remove": remove.mask(rows["remove_note"] != "", rows["remove_note"]),
        "certainty": rows["certainty"],
        "caution": rows["caution"],
    }
    if document not in case.texts:
        del columns["paragraph"]
    table = pd.DataFrame(columns, index=rows.index)
    return table.astype({column: "str" for column in table if column != "paragraph"})


def _names(names: pd.Series, keys: str) -> str:
    return " → ".join(names[key] for key in keys.split())


def _when(said: str, event: str) -> str:
    if said:
        return parse(said).words
    return f"about an event of {parse(event).words}" if event else ""
