"""What was judged, by the case or by a reader, and which judgements rest on one source and so count once?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.case import Case
from helpers.slips import Slip
from helpers.tables import natural, nearest, nearest_id, row_names, show

AGAIN = "run the notebook from its first cell"

RELATIONS = (
    "contradicts",
    "supports",
    "qualifies",
    "open",
    "silent",
    "silent though expected",
    "silent as expected",
    "not searched",
)
"""How evidence may bear on a claim; what speaks against comes first wherever several stand together."""


@dataclass(frozen=True)
class Judgement:
    """One judgement: `evidence` is a statement or a whole document; `sources` are the ids that tie it to others."""

    key: str
    claim: str
    evidence: str
    document: str
    relation: str
    reason: str
    confidence: str
    weight: float
    sources: frozenset[str]


def judged(case: Case, kind: str, table: pd.DataFrame | None = None) -> list[Judgement]:
    """List the judgements on the claims or on the explanations.

    Parameters
    ----------
    case : Case
        The case.
    kind : str
        "claim" or "explanation", as in the case's table of claims.
    table : pandas.DataFrame, optional
        A reader's own judgements in the place of the case's: columns claim, relation, and statement or document or
        both; reason, confidence, strength and same_source are used where they are there. Rows without a relation
        are taken as not yet filled. Without same_source, what the case knows of shared sources is used.

    Returns
    -------
    list of Judgement
        In the order of the table.

    Raises
    ------
    Slip
        For a missing column, an id that the case does not have, or a relation that is none of `RELATIONS`.
    """
    rows = case.judgements if table is None else table
    if not isinstance(rows, pd.DataFrame):
        name = str(rows)
        made = (
            f"if `{name}` is one that the notebook makes, {AGAIN}" if name.isidentifier() else "make one of your rows"
        )
        raise Slip(f"{show(name, 40)} is no table of judgements; {made}.")
    for column in ("claim", "relation"):
        if column not in rows:
            raise Slip(f"A table of judgements needs the column “{column}”; this one has {_list(rows.columns)}.")
    if "statement" not in rows and "document" not in rows:
        raise Slip(
            f"A table of judgements needs a column “document” or “statement”; this one has {_list(rows.columns)}."
        )
    known = {str(key): str(kind) for key, kind in case.claims["kind"].items()}
    homes = {str(key): str(document) for key, document in case.statements["document"].items()}
    out = []
    names = rows.index if rows.index.is_unique else pd.RangeIndex(len(rows))
    for key, place, row in zip(names, row_names(names), rows.to_dict("records"), strict=True):
        cells = {str(name): _text(value) for name, value in row.items()}
        if table is not None and not cells["relation"]:
            continue
        claim = _known(cells["claim"], known, "claim", place)
        if known[claim] != kind:
            if table is None:
                continue
            ids = _list([other for other, what in known.items() if what == kind])
            raise Slip(f"{place}: {claim} is no {kind}; this board is for {ids}.")
        statement, document = cells.get("statement", ""), cells.get("document", "")
        if statement:
            document = homes[_known(statement, homes, "statement", place)]
        else:
            _known(document, case.documents.index, "document", place)
        sources = cells.get("same_source", "").split()
        out.append(
            Judgement(
                str(key),
                claim,
                statement or document,
                document,
                _relation(cells["relation"].lower(), place),
                cells.get("reason", ""),
                cells.get("confidence", ""),
                _strength(cells.get("strength", "").removesuffix(".0") or "1", place),
                frozenset([statement or document, *sources]),
            )
        )
    return out if table is None or "same_source" in rows else _with_sources(out, judged(case, kind), kind == "claim")


def counted_once(judgements: Iterable[Judgement]) -> list[list[Judgement]]:
    """Put together what shares a source, directly or through others; every group is one witness.

    Parameters
    ----------
    judgements : iterable of Judgement
        Usually those on one claim: what shares a source on one claim may be independent on another.

    Returns
    -------
    list of list of Judgement
        In the order in which each group is first met.
    """
    groups: list[tuple[frozenset[str], list[Judgement]]] = []
    for one in judgements:
        met = [group for group in groups if group[0] & one.sources]
        place = groups.index(met[0]) if met else len(groups)
        ids = one.sources.union(*(others for others, _ in met))
        groups = [group for group in groups if group not in met]
        groups.insert(place, (ids, [*(member for _, members in met for member in members), one]))
    return [members for _, members in groups]


def many(number: int, thing: str) -> str:
    """Write a number with its thing, in the plural where it is not one: 1 claim, 2 claims."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def chosen(wanted: str | Sequence[str] | None, ids: Sequence[str], what: str) -> list[str]:
    """Give the wanted ids, or all of them; a wrong one is answered with those allowed."""
    if wanted is None:
        return list(ids)
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    for one in wanted:
        if one not in ids:
            known = sorted(ids, key=natural)
            allowed = _list(known) if len(known) <= 40 else f"{known[0]} to {known[-1]}"
            raise Slip(f"There is no {what} “{one}” for this board; {mend(one, known, allowed)}.")
    return list(dict.fromkeys(wanted))


def mend(wrong: object, ids: Sequence[str], allowed: str) -> str:
    """Say in half a sentence what to write in place of what is no id of a board.

    Parameters
    ----------
    wrong : object
        What was given. A word without a figure is probably a name that the notebook has not made yet.
    ids : sequence of str
        The ids that there are.
    allowed : str
        The same in words.

    Returns
    -------
    str
        The nearest id, or where a list is made; and in both cases what is allowed.
    """
    if isinstance(wrong, str) and wrong.isidentifier() and not any(map(str.isdigit, wrong)):
        return f"if `{wrong}` is a list that the notebook makes, {AGAIN}; ids are {allowed}"
    guess = nearest_id(str(wrong), ids)
    return f"the nearest is {guess}, of {allowed}" if guess else f"ids are {allowed}"


def words_of(judgements: Iterable[Judgement]) -> str:
    """Name what a reader's own words are on, in one sentence, so that a row under another id is seen."""
    keys = sorted({one.evidence for one in judgements}, key=natural)
    return f" Your words are on {_list(keys) if len(keys) <= 10 else many(len(keys), 'piece') + ' of evidence'}."


def _with_sources(rows: Sequence[Judgement], theirs: Sequence[Judgement], by_claim: bool) -> list[Judgement]:
    """Tie a reader's judgements as the case ties its own on the same statement or document (and the same claim)."""
    out = []
    for one in rows:
        kin = [
            other.sources
            for other in theirs
            if one.evidence in (other.evidence, other.document) and (one.claim == other.claim or not by_claim)
        ]
        out.append(replace(one, sources=one.sources.union(*kin)))
    return out


def _text(value: object) -> str:
    return "" if value is None or value is ... or value is pd.NA or value != value else str(value).strip()


def _known(key: str, ids: Collection[str] | Mapping[str, object] | pd.Index, what: str, row: str) -> str:
    if key not in ids:
        guess = nearest_id(key, list(ids)) if key else None
        hint = f"the nearest is {guess}" if guess else f"write an id such as {next(iter(ids))}"
        raise Slip(f"{row}: there is no {what} “{key}”; {hint}.")
    return key


def _strength(text: str, row: str) -> float:
    if text not in ("1", "2", "3"):
        raise Slip(f"{row}: the strength is 1 (weak), 2 or 3 (strong), or empty; not “{text}”.")
    return float(text)


def _relation(word: str, row: str) -> str:
    if word not in RELATIONS:
        guess = nearest(word, RELATIONS)
        hint = f"the nearest is “{guess}”, of" if guess else "use one of"
        raise Slip(f"{row}: “{word}” is no relation; {hint}: {_list(RELATIONS)}.")
    return word


def _list(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))
