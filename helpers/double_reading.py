"""Where do two readers of one document agree, and where not? Students' rows beside the case's own, and together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import EllipsisType

import pandas as pd

from helpers.cards import how_read
from helpers.case import Case, CaseError
from helpers.ids import locate, row_of
from helpers.judged import RELATIONS
from helpers.judgement_table import SILENCES, homes, quoted
from helpers.sheet import Sheet, table_html
from helpers.tables import natural, nearest, nearest_id, show

WORDS = tuple(word for word in RELATIONS if word != "silent")
"""The words for what a document does for a claim; "silent", often quoted for it yet mute, is for explanations only."""
NOT_WORDS = {
    "no": "a document that says nothing has not said “no”",
    "yes": "ask what the document does for the claim",
    "silent": "say which silence it is, or that nobody has searched",
}
AGREE, PARTLY, DIFFER, ALONE = "we agree", "we agree in part", "we differ", "yours alone"


def second_reading(case: Case, document: str, mine: Mapping[str, object]) -> Sheet:
    """Set a student's row of judgements on one document beside the case's own, as a second reader would.

    To judge apart and then compare is the double coding of content analysis (Krippendorff 2004). A difference is a
    question to the document: nobody is marked. What the case thinks of a claim shows when the student has a word.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id, such as "D02".
    mine : dict of str to str
        Claim id to a word of `WORDS`, such as ``{"C5": "contradicts"}``; ``...`` where there is none yet.

    Returns
    -------
    Sheet
        One row a claim that has a word: the claim, the student's word, the case's, how they stand, and why the case
        says so, with the statement and its caution. Then which cells are empty, which claims the case has a word on
        besides, and one sentence for each slip (a claim or a word that there is not).

    Raises
    ------
    CaseError
        If there is no such document; it names the nearest.
    """
    row = row_of(case, *locate(case, document, "documents"))
    words, empty, slips = _read(case, mine)
    all_ours = case.judgements[homes(case) == document]
    ours = {claim: all_ours[all_ours["claim"] == claim] for claim in words}
    standing = {claim: _standing(word, ours[claim]) for claim, word in words.items()}
    title = f"{document} read twice: {row['title']}"
    if not words:
        lines = [*slips, f"Your row of {document} is waiting: put a word in place of the dots: {_choice(WORDS)}."]
        return _sheet(f"<p><b>{escape(title)}</b></p>", [title], lines)
    table = pd.DataFrame(
        {
            "your word": words,
            "our word": {
                claim: " and ".join(dict.fromkeys(found["relation"])) or "none" for claim, found in ours.items()
            },
            "side by side": standing,
            "why we say so": {claim: _why(case, document, claim, found) for claim, found in ours.items()},
        }
    )
    table.index = pd.Index([f"{claim} {case.claims.loc[claim, 'text']}" for claim in words], name="claim")
    lines = [_counted(standing), *_asked(row, words, standing)]
    if empty:
        lines.append(f"Still empty: {', '.join(empty)}. An empty cell never says “no”.")
    kinds = {claim[0] for claim in words}
    others = {claim for claim in all_ours["claim"] if claim[0] in kinds} - {*words, *empty}
    if others:
        lines.append(f"On {document} we also have a word for {', '.join(sorted(others, key=natural))}.")
    rows = [" | ".join([str(key), *cells]) for key, *cells in table.itertuples()]
    return _sheet(table_html(table, title), [title, *rows], [*slips, *lines])


def together(case: Case, **rows: Mapping[str, object]) -> pd.DataFrame:
    """Put the rows of a class together into one table of judgements.

    Parameters
    ----------
    case : Case
        The case.
    **rows : dict of str to str
        Each document's row under its id, such as ``D02={"C5": "contradicts"}``; what has no word yet is left out.

    Returns
    -------
    pandas.DataFrame
        One row a word, with index id ("D02 C5") and the text columns document, claim and relation, as a table of
        judgements has them; `agreement` draws it.

    Raises
    ------
    CaseError
        For a document, a claim or a word that there is not; it names the nearest.
    """
    cells = []
    for document, row in rows.items():
        row_of(case, *locate(case, document, "documents"))
        words, _, slips = _read(case, row)
        if slips:
            raise CaseError(f"The row of {document}: {slips[0]}")
        cells += [(f"{document} {claim}", document, claim, word) for claim, word in words.items()]
    return pd.DataFrame(cells, columns=["id", "document", "claim", "relation"], dtype="str").set_index("id")


def _sheet(html: str, text: list[str], lines: list[str]) -> Sheet:
    below = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return Sheet(f"<div>{html}{below}</div>", "\n".join([*text, *lines]))


def _read(case: Case, mine: object) -> tuple[dict[str, str], list[str], list[str]]:
    """Read a row: the words by claim, the claims without one, and a sentence for each slip."""
    if not isinstance(mine, Mapping):
        return {}, [], ['Write a row between braces, each claim with its word: {"C1": "supports", "C2": ...}.']
    words: dict[str, str] = {}
    empty, slips = [], []
    for key, value in mine.items():
        claim = nearest_id(str(key), list(case.claims.index)) or ""
        word = "" if value is None or isinstance(value, EllipsisType) else " ".join(str(value).split()).strip(" .…")
        if not claim or claim.casefold() != str(key).strip().casefold():
            near = f"; the nearest is {claim}" if claim else ""
            slips.append(f"There is no claim {show(str(key))}{near}.")
        elif not word:
            empty.append(claim)
        elif word.casefold() in _allowed(claim):
            words[claim] = word.casefold()
        else:
            guess = nearest(word, _allowed(claim))
            hint = NOT_WORDS.get(word.casefold(), f"the nearest is {guess}" if guess else "choose the nearest")
            slips.append(f"{claim}: {show(word)} is none of the words {_choice(_allowed(claim))}: {hint}.")
    return words, empty, slips


def _allowed(claim: str) -> tuple[str, ...]:
    return WORDS if claim.startswith("C") else RELATIONS


def _choice(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"


def _standing(word: str, ours: pd.DataFrame) -> str:
    relations = set(ours["relation"])
    if not relations:
        return ALONE
    if word not in relations:
        return DIFFER
    return PARTLY if len(relations) > 1 else AGREE


def _why(case: Case, document: str, claim: str, ours: pd.DataFrame) -> str:
    if ours.empty:
        says_it = str(case.claims.loc[claim, "statements"]).split()
        own = [key for key in says_it if case.statements.loc[key, "document"] == document]
        return f"The claim itself stands here ({', '.join(own)})." if own else "We have no word on this pair."
    parts = []
    for reason, statement, confidence in zip(ours["reason"], ours["statement"], ours["confidence"], strict=True):
        parts += [reason, quoted(case, statement), f"How sure: {confidence}"]
        if statement:
            parts.append(f"Caution: {case.statements.loc[statement, 'caution']}")
        elif limits := case.documents.loc[document, "limits"]:
            parts.append(f"Limits: {limits}")
    return " ".join(f"{part[:1].upper()}{part[1:]}{'' if part[-1] in '.?!”' else '.'}" for part in parts if part)


def _counted(standing: Mapping[str, str]) -> str:
    parts = []
    for kind in (AGREE, PARTLY, DIFFER, ALONE):
        if claims := [claim for claim, how in standing.items() if how == kind]:
            parts.append(f"{kind} on {', '.join(claims)}" if kind != ALONE else f"only you on {', '.join(claims)}")
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _asked(row: Mapping[str, str], words: Mapping[str, str], standing: Mapping[str, str]) -> Iterator[str]:
    """Ask about a difference, and about a silence of a document that was not read whole."""
    if DIFFER in standing.values():
        yield "Where we differ, nobody is wrong yet: which words of the document decide it? You may keep yours."
    doubted = [claim for claim, word in words.items() if word in SILENCES[:2] and standing[claim] != AGREE]
    if doubted and row["seen"] != "full":
        yield f"Silence on {', '.join(doubted)}, or not searched? {how_read(dict(row))}"
