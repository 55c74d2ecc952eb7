"""What does the case think that a statement, or a silence, does for a claim, and why? The judgements as a table."""

from __future__ import annotations

import pandas as pd

from helpers.cards import how_read
from helpers.case import Case, CaseError
from helpers.tables import natural, nearest_id

SILENCES = ("silent though expected", "silent as expected", "not searched")
"""The three kinds of silence; only the first tells against a claim, and only as far as the document was read."""


def judgements(case: Case, claim: str) -> pd.DataFrame:
    """List the case's own judgements on one claim or explanation, with their reasons.

    Parameters
    ----------
    case : Case
        The case.
    claim : str
        Id of a claim or an explanation, such as "C16".

    Returns
    -------
    pandas.DataFrame
        One row a judgement, index id; all columns text: document (id and title), words (the statement's id and exact
        words, with our gloss; "" where the whole document is meant), relation, reason, how sure, and one witness with
        (ids that share its source: such rows are not separate votes).

    Raises
    ------
    CaseError
        If there is no such claim; it names the nearest.
    """
    if claim not in case.claims.index:
        guess = nearest_id(str(claim), list(case.claims.index)) or case.claims.index[0]
        raise CaseError(f"There is no claim {claim}; the nearest is {guess}.")
    rows = case.judgements[case.judgements["claim"] == claim]
    columns = {
        "document": [f"{home} {case.documents.loc[home, 'title']}" for home in homes(case)[rows.index]],
        "words": [quoted(case, statement) for statement in rows["statement"]],
        "relation": rows["relation"],
        "reason": rows["reason"],
        "how sure": rows["confidence"],
        "one witness with": rows["same_source"],
    }
    return pd.DataFrame(columns, index=rows.index).astype("str")


def silences(case: Case) -> pd.DataFrame:
    """List the silences that the case has judged: unexpected, expected, and not searched.

    Parameters
    ----------
    case : Case
        The case.

    Returns
    -------
    pandas.DataFrame
        One row a silence of a document on a claim, the kinds in the order of `SILENCES`, index id; all columns text:
        silence, document (id and title), claim (id and text), reason, and how much of the document was read.
    """
    rows = case.judgements[case.judgements["relation"].isin(SILENCES)]
    order = sorted(rows.index, key=lambda key: (SILENCES.index(rows.loc[key, "relation"]), natural(str(key))))
    rows, places = rows.loc[order], homes(case)[order]
    columns = {
        "silence": rows["relation"],
        "document": [f"{home} {case.documents.loc[home, 'title']}" for home in places],
        "claim": [f"{claim} {case.claims.loc[claim, 'text']}" for claim in rows["claim"]],
        "reason": rows["reason"],
        "how much was read": [how_read(dict(case.documents.loc[home])) for home in places],
    }
    return pd.DataFrame(columns, index=rows.index).astype("str")


def disputed(judgements: pd.DataFrame) -> list[str]:
    """Put claims in order, those on which the documents disagree most first.

    Parameters
    ----------
    judgements : pandas.DataFrame
        Any table with the columns claim and relation: the case's, or the rows of a class put together.

    Returns
    -------
    list of str
        The ids of its claims: first where one contradicts what another supports, then where one qualifies it, then
        where a thing is left open, then the others; of equals the one with more relations, then the lower id.
    """
    relations = judgements.groupby("claim")["relation"].agg(set)

    def place(claim: str) -> tuple[object, ...]:
        said = relations[claim]
        clashes = ({"supports", "contradicts"} <= said, {"supports", "qualifies"} <= said, "open" in said)
        return (*(not clash for clash in clashes), -len(said), natural(claim))

    return sorted(relations.index, key=place)


def homes(case: Case) -> pd.Series:
    """Give the document of every judgement: its own, or the one its statement stands in.

    Parameters
    ----------
    case : Case
        The case.

    Returns
    -------
    pandas.Series
        Document id by judgement id.
    """
    rows = case.judgements
    return rows["document"].where(rows["statement"] == "", rows["statement"].map(case.statements["document"]))


def quoted(case: Case, statement: str) -> str:
    """Give a statement's id and exact words, and our gloss where they are not English.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        A statement's id, or "".

    Returns
    -------
    str
        "" for no statement.
    """
    if not statement:
        return ""
    row = case.statements.loc[statement]
    gloss = f" (our gloss: {row['gloss'].rstrip('.')})" if row["gloss"] else ""
    return f"{statement}: {row['exact']}{gloss}"
