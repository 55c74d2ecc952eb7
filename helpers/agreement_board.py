"""Do the documents agree? Claims in rows, documents in columns, and what shares a source is seen to count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from helpers.board import Board, Column, Row, draw, items
from helpers.case import Case
from helpers.chart import Chart
from helpers.judged import RELATIONS, Judgement, chosen, counted_once, judged, many, words_of
from helpers.slips import Slip
from helpers.tables import natural

SPEAKING = ("contradicts", "supports", "qualifies", "open")
"""Relations in which a document says something on the claim; the others are silences."""


def agreement(
    case: Case,
    claims: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    once: bool = False,
    judgements: pd.DataFrame | None = None,
) -> Chart:
    """Draw how each document bears on each claim; a blank is no judgement recorded, never "no".

    Parameters
    ----------
    case : Case
        The case.
    claims : sequence of str, optional
        Ids of claims, such as ["C11", "C16"]; by default all on which something is judged.
    documents : sequence of str, optional
        Ids of documents, such as ["D43", "D44"]; by default all on which something is judged.
    once : bool
        Whether every source gets its signs once, in a frame that spans the documents that share it. Documents may
        share a source on one claim and not on another, so they keep their columns.
    judgements : pandas.DataFrame, optional
        A reader's own table with the columns claim, document and relation, in the place of the case's; see
        `helpers.judged.judged`.

    Returns
    -------
    Chart
        Its table has one row a judgement shown, index as in the table of judgements: claim, claim in words, document,
        title, statement, relation, source (what has the same number on one claim counts once), reason, confidence.

    Raises
    ------
    Slip
        For an id or a relation that is not there; it names those allowed.
    """
    every = [str(key) for key, kind in case.claims["kind"].items() if kind == "claim"]
    there = judged(case, "claim", judgements)
    filled = {one.claim for one in there}
    rows = chosen(claims, every, "claim") if claims or not filled else [key for key in every if key in filled]
    seen = {one.document for one in there if one.claim in rows}
    if documents is None:
        keys = sorted(seen, key=natural)
    else:
        keys = chosen(documents, [str(key) for key in case.documents.index], "document")
    if not keys:
        raise Slip("No judgement is recorded on these claims; name documents to draw an empty board.")
    there = [one for one in there if one.claim in rows and one.document in keys]
    there.sort(key=lambda one: (natural(one.claim), natural(one.document), natural(one.key)))
    sources = {claim: counted_once(one for one in there if one.claim == claim) for claim in rows}
    columns = _columns(case, keys, sources.values())
    place = {column.key: number for number, column in enumerate(columns)}
    board = Board(
        "Do the documents agree?",
        "Claims in rows, documents in columns. " + ("A frame is one source." if once else "A line joins one source."),
        [Row(claim, str(case.claims["text"][claim]), _note(sources[claim])) for claim in rows],
        columns,
        {
            claim: items([[(place[one.document], one.relation, False) for one in group] for group in groups], once)
            for claim, groups in sources.items()
        },
        {} if once else {claim: _ties(groups, place) for claim, groups in sources.items()},
    )
    panels = draw(board)
    figures = [panel.page.figure() for panel in panels]
    return Chart(
        figures if len(figures) > 1 else figures[0],
        _alt(rows, keys, there),
        _table(case, there, sources),
        _sentence(rows, keys, there, sources) + ("" if judgements is None else words_of(there)),
        board.title,
        panels,
    )


def _columns(case: Case, keys: Sequence[str], sources: Iterable[list[list[Judgement]]]) -> list[Column]:
    """Put documents that share a source on some claim side by side."""
    kin = {key: {key} for key in keys}
    for group in (group for groups in sources for group in groups):
        together = set().union(*(kin[one.document] for one in group))
        for key in together:
            kin[key] = together
    first = {key: min(kin[key], key=natural) for key in keys}
    ordered = sorted(keys, key=lambda key: (natural(first[key]), natural(key)))
    return [Column(key, _document(case, key), first[key] if len(kin[key]) > 1 else "") for key in ordered]


def _document(case: Case, key: str) -> str:
    read = {"full": "read whole", "opening": "opening read", "cited only": "not read: cited only"}
    return f"{case.documents['title'][key]}; {read[case.documents['seen'][key]]}"


def _ties(groups: Iterable[Sequence[Judgement]], place: Mapping[str, int]) -> list[tuple[int, ...]]:
    ties = [tuple(sorted({place[one.document] for one in group})) for group in groups]
    return [tie for tie in ties if len(tie) > 1]


def _spoken(groups: Iterable[Sequence[Judgement]]) -> tuple[int, int]:
    """Count the documents that speak on a claim, and the sources behind them."""
    speaking = [[one.document for one in group if one.relation in SPEAKING] for group in groups]
    return len({key for group in speaking for key in group}), sum(1 for group in speaking if group)


def _note(groups: Iterable[Sequence[Judgement]]) -> str:
    documents, sources = _spoken(groups)
    if not documents:
        return ""
    return f"{many(documents, 'document')}, {many(sources, 'source')}"


def _table(case: Case, there: Sequence[Judgement], sources: dict[str, list[list[Judgement]]]) -> pd.DataFrame:
    number = {one.key: n for groups in sources.values() for n, group in enumerate(groups, 1) for one in group}
    texts, titles = case.claims["text"].to_dict(), case.documents["title"].to_dict()
    return pd.DataFrame(
        {
            "claim": [one.claim for one in there],
            "claim in words": [texts[one.claim] for one in there],
            "document": [one.document for one in there],
            "title": [titles[one.document] for one in there],
            "statement": ["" if one.evidence == one.document else one.evidence for one in there],
            "relation": [one.relation for one in there],
            "source": [number[one.key] for one in there],
            "reason": [one.reason for one in there],
            "confidence": [one.confidence for one in there],
        },
        index=pd.Index([one.key for one in there], name="id"),
    )


def _alt(rows: Sequence[str], keys: Sequence[str], there: Sequence[Judgement]) -> str:
    counts = [(sum(one.relation == relation for one in there), relation) for relation in RELATIONS]
    words = ", ".join(f"{count} {relation}" for count, relation in counts if count)
    return f"Board of {many(len(rows), 'claim')} by {many(len(keys), 'document')}: {words or 'nothing judged yet'}."[
        :250
    ]


def _sentence(
    rows: Sequence[str], keys: Sequence[str], there: Sequence[Judgement], sources: dict[str, list[list[Judgement]]]
) -> str:
    spoken = [_spoken(groups) for groups in sources.values()]
    documents, once = sum(pair[0] for pair in spoken), sum(pair[1] for pair in spoken)
    fewer = sum(pair[0] > pair[1] for pair in spoken)
    head = f"{many(len(there), 'judgement')} on {many(len(rows), 'claim')} by {many(len(keys), 'document')}."
    if not documents:
        return f"{head} No document speaks."
    if documents == 1:
        return f"{head} One document speaks, on one claim."
    if not fewer:
        return f"{head} Documents speak {documents} times; on no claim do two of them share a source."
    return (
        f"{head} Documents speak {documents} times; with shared sources counted once, {many(once, 'time')}: fewer on "
        f"{many(fewer, 'claim')}."
    )
