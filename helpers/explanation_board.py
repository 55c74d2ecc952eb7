"""Which explanation survives? Explanations in rows, evidence in columns, and what moves when a piece is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.board import Board, Column, Item, Row, draw, items
from helpers.case import Case
from helpers.chart import Chart
from helpers.judged import RELATIONS, Judgement, chosen, counted_once, judged, many, mend, words_of
from helpers.slips import Slip
from helpers.spoken import spoken
from helpers.tables import natural

Counts = dict[str, tuple[float, float]]
"""For every explanation the weight of the sources that contradict it, and of those that support it."""


def explanations(
    case: Case,
    only: Sequence[str] | None = None,
    evidence: Sequence[str] | None = None,
    drop: str | Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
    once: bool = False,
    judgements: pd.DataFrame | None = None,
) -> Chart:
    """Draw what each piece of evidence does to each explanation; what speaks against stands out.

    Explanations stand in the order of their ids and are never ranked. Beside each stands how many sources speak
    against it and how many for it: sources, not rows, and only those that somebody has judged. The numbers are for
    one question, what moves when something is left out or weighed otherwise; they are no measure of truth.
    That explanations stand in rows and evidence in columns follows Dhami (2024).

    Parameters
    ----------
    case : Case
        The case.
    only : sequence of str, optional
        Ids of explanations, such as ["H1", "H3"]; by default all on which something is judged.
    evidence : sequence of str, optional
        Ids of statements or documents, for a smaller board; a document stands for every statement in it.
    drop : str or sequence of str
        Ids of documents or statements to leave out; they stay on the board, pale.
    weights : mapping of str to float, optional
        Weights of documents or statements other than 1 (or than the case's `strength`, where it has one). A source
        weighs as much as the heaviest of what rests on it.
    once : bool
        Whether every source has its signs once, in a frame that spans what rests on it.
    judgements : pandas.DataFrame, optional
        A reader's own table with the columns claim, statement or document, and relation; see `helpers.judged.judged`.

    Returns
    -------
    Chart
        Its table has one row a judgement shown, index as in the table of judgements: explanation, evidence, words,
        document, relation, reason, confidence, source (same number, one source), weight, left out ("yes" or "").

    Raises
    ------
    Slip
        For an id or a relation that is not there, or a weight that is none; it names those allowed.
    """
    every = [str(key) for key, kind in case.claims["kind"].items() if kind == "explanation"]
    there = judged(case, "explanation", judgements)
    filled = {one.claim for one in there}
    rows = chosen(only, every, "explanation") if only else [key for key in every if key in filled]
    there = [one for one in there if one.claim in rows]
    if evidence is not None:
        wanted = _evidence(there, evidence)
        there = [one for one in there if one.evidence in wanted]
    if not there:
        raise Slip("Nothing is judged on these explanations yet; fill the table of judgements first.")
    out = _evidence(there, [drop] if isinstance(drop, str) else drop)
    weighed = _weights(there, weights or {})
    there.sort(key=lambda one: (natural(one.claim), _place(one.evidence), natural(one.key)))
    groups = sorted(counted_once(there), key=lambda group: min(_place(one.evidence) for one in group))
    columns = _columns(case, groups, out, weighed)
    place = {column.key: number for number, column in enumerate(columns)}
    before = {claim: _count(groups, claim, {}, set()) for claim in rows}
    after = {claim: _count(groups, claim, weighed, out) for claim in rows}
    changed = bool(out or weighed)
    board = Board(
        "Explanations and evidence",
        "Explanations in rows, in the order of their numbers; evidence in columns. What speaks against is drawn full.",
        [
            Row(claim, str(case.claims["text"][claim]), _note(before[claim], after[claim], changed, bool(weighed)),
                changed and before[claim] != after[claim])
            for claim in rows
        ],
        columns,
        {claim: _items(groups, claim, place, once, out) for claim in rows},
        brackets=any(column.kin for column in columns),
        hollow=frozenset(["supports"]),
    )  # fmt: skip
    panels = draw(board)
    figures = [panel.page.figure() for panel in panels]
    return Chart(
        figures if len(figures) > 1 else figures[0],
        _alt(rows, columns, there, out),
        _table(there, groups, columns, weighed, out),
        _sentence(before, after, groups, out, weighed, columns) + ("" if judgements is None else words_of(there)),
        board.title,
        panels,
    )


def without_each(case: Case, evidence: Sequence[str] | None = None) -> pd.DataFrame:
    """Leave out every source in turn, and list what moves: which counts hang on one source, and which on none.

    To leave out one at a time is the jackknife of statistics (Tukey 1958), here for looking, not for reckoning.

    Parameters
    ----------
    case : Case
        The case.
    evidence : sequence of str, optional
        Ids of statements or documents, as in `explanations`; by default all.

    Returns
    -------
    pandas.DataFrame
        First how many sources stand against and for each explanation, then one row a source left out, named by its
        evidence: one text column an explanation, "stays" or what moves, such as "against 4 → 3".

    Raises
    ------
    Slip
        For an id that is not there; it names those allowed.
    """
    there = judged(case, "explanation")
    if evidence is not None:
        wanted = _evidence(there, evidence)
        there = [one for one in there if one.evidence in wanted]
    groups = sorted(counted_once(there), key=lambda group: min(_place(one.evidence) for one in group))
    claims = sorted({one.claim for one in there}, key=natural)
    whole = {claim: _count(groups, claim, {}, set()) for claim in claims}
    rows = {"all": {claim: f"{against:g} against, {good:g} for" for claim, (against, good) in whole.items()}}
    for group in groups:
        keys = {one.evidence for one in group}
        rows[f"without {', '.join(sorted(keys, key=_place))}"] = {
            claim: _moved(was, _count(groups, claim, {}, keys)) or "stays" for claim, was in whole.items()
        }
    return pd.DataFrame(rows, dtype="str").T.rename_axis("sources")


def _moved(before: tuple[float, float], after: tuple[float, float]) -> str:
    """Write what moves in one row of the board: "against 4 → 3, for 2 → 1"; "" where nothing does."""
    pairs = zip(("against", "for"), before, after, strict=True)
    return ", ".join(f"{word} {was:g} → {now:g}" for word, was, now in pairs if was != now)


def _place(evidence: str) -> tuple[bool, tuple[str | int, ...]]:
    """Give the sort key of evidence: statements by number, whole documents after them."""
    return evidence[0] == "D", natural(evidence)


def _evidence(there: Sequence[Judgement], wanted: str | Sequence[str]) -> set[str]:
    """Give the evidence on the board that is named, or stands in a document that is."""
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    homes = {one.evidence: one.document for one in there}
    found = set()
    for key in wanted:
        here = {evidence for evidence, document in homes.items() if key in (evidence, document)}
        if not here:
            behind = sorted({one.evidence for one in there if key in one.sources}, key=natural)
            if behind:
                raise Slip(f"Nothing on the board stands in {key}; what goes back to it is {', '.join(behind)}.")
            ids = sorted({*homes, *homes.values()}, key=natural)
            raise Slip(f"{key} is not on the board; {mend(key, ids, ', '.join(ids))}.")
        found |= here
    return found


def _weights(there: Sequence[Judgement], weights: Mapping[str, float]) -> dict[str, float]:
    if not isinstance(weights, Mapping):
        raise Slip(f'Weights stand between braces, such as {{"S80": 0.5}}, not {weights!r}.')
    out = {}
    for key, weight in weights.items():
        if not isinstance(weight, int | float) or not 0 <= weight <= 10:
            raise Slip(f"The weight of {key} must be a number from 0 to 10, such as 0.5 or 2, not {weight!r}.")
        out |= dict.fromkeys(sorted(_evidence(there, key), key=natural), float(weight))
    return out


def _columns(
    case: Case, groups: Sequence[Sequence[Judgement]], out: set[str], weighed: Mapping[str, float]
) -> list[Column]:
    """Put evidence that shares a source side by side."""
    columns = []
    for group in groups:
        keys = sorted({one.evidence for one in group}, key=_place)
        ids = {key for one in group for key in one.sources} - set(keys)
        shared = sorted(ids & set(case.documents.index), key=natural)
        kin = f"one source: {shared[0]}" if len(shared) == 1 else f"one source ({keys[0]})"
        for key in keys:
            mark = "out" if key in out else f"×{weighed[key]:.2g}" if key in weighed else ""
            columns.append(Column(key, _words(case, key), kin if len(keys) > 1 else "", mark, key in out))
    return columns


def _words(case: Case, key: str) -> str:
    if key not in case.statements.index:
        return str(case.documents["title"][key])
    row: dict[str, Any] = {str(column): value for column, value in case.statements.loc[key].items()}
    name, home = str(case.people["name"][row["speaker"]]), str(row["document"])
    return f"{name if home in name else f'{name} ({home})'}, {spoken(row)}"


def _items(
    groups: Sequence[Sequence[Judgement]], claim: str, place: Mapping[str, int], once: bool, out: set[str]
) -> list[Item]:
    here = [[one for one in group if one.claim == claim] for group in groups]
    return items([[(place[one.evidence], one.relation, one.evidence in out) for one in group] for group in here], once)


def _count(
    groups: Iterable[Sequence[Judgement]], claim: str, weighed: Mapping[str, float], out: set[str]
) -> tuple[float, float]:
    """Add up the weights of the sources that contradict an explanation, and of those that support it."""
    totals = []
    for relation in ("contradicts", "supports"):
        heaviest = [
            max(
                (
                    weighed.get(one.evidence, one.weight)
                    for one in group
                    if (one.claim, one.relation) == (claim, relation) and one.evidence not in out
                ),
                default=0.0,
            )
            for group in groups
        ]
        totals.append(sum(heaviest))
    return totals[0], totals[1]


def _note(before: tuple[float, float], after: tuple[float, float], changed: bool, weighed: bool) -> str:
    parts = [
        f"{now:g} {word}" + (f" (was {was:g})" if changed and now != was else "")
        for word, was, now in zip(("against", "for"), before, after, strict=True)
    ]
    return f"{'weight of sources' if weighed else 'sources'}: {', '.join(parts)}"


def _table(
    there: Sequence[Judgement],
    groups: Sequence[Sequence[Judgement]],
    columns: Sequence[Column],
    weighed: Mapping[str, float],
    out: set[str],
) -> pd.DataFrame:
    number = {one.evidence: n for n, group in enumerate(groups, 1) for one in group}
    words = {column.key: column.words for column in columns}
    return pd.DataFrame(
        {
            "explanation": [one.claim for one in there],
            "evidence": [one.evidence for one in there],
            "words": [words[one.evidence] for one in there],
            "document": [one.document for one in there],
            "relation": [one.relation for one in there],
            "reason": [one.reason for one in there],
            "confidence": [one.confidence for one in there],
            "source": [number[one.evidence] for one in there],
            "weight": [weighed.get(one.evidence, one.weight) for one in there],
            "left out": ["yes" if one.evidence in out else "" for one in there],
        },
        index=pd.Index([one.key for one in there], name="id"),
    )


def _alt(rows: Sequence[str], columns: Sequence[Column], there: Sequence[Judgement], out: set[str]) -> str:
    counts = [(sum(one.relation == relation for one in there), relation) for relation in RELATIONS]
    words = ", ".join(f"{count} {relation}" for count, relation in counts if count)
    left = f" {len(out)} left out." if out else ""
    return f"Board of {many(len(rows), 'explanation')} by {many(len(columns), 'column')} of evidence: {words}.{left}"[
        :250
    ]


def _sentence(
    before: Counts,
    after: Counts,
    groups: Sequence[Sequence[Judgement]],
    out: set[str],
    weighed: Mapping[str, float],
    columns: Sequence[Column],
) -> str:
    size = f"{many(len(before), 'explanation')}, {many(len(columns), 'column')} of evidence"
    size += f" from {many(len(groups), 'source')}"
    if not out and not weighed:
        counts = "; ".join(f"{key} {against:g} against, {good:g} for" for key, (against, good) in before.items())
        return f"{size}. Sources: {counts}."
    moved = [f"{key} {words}" for key in before if (words := _moved(before[key], after[key]))]
    what = [f"without {', '.join(sorted(out, key=natural))}"] if out else []
    what += [f"with weights {', '.join(f'{key} ×{weight:g}' for key, weight in weighed.items())}"] if weighed else []
    still = [
        f"{', '.join(sorted(left, key=natural))} still speak{'s' if len(left) == 1 else ''} for the same source"
        for group in groups
        if {one.evidence for one in group} & out and (left := {one.evidence for one in group} - out)
    ]
    words = f"{size}; {' and '.join(what)}, {'what moves: ' + '; '.join(moved) if moved else 'nothing moves'}."
    return words + (f" {'; '.join(still)}." if still else "")
