"""Where do two readers of one piece of evidence agree? Students' words beside the case's own, and together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import EllipsisType

import pandas as pd

from helpers.cards import how_read
from helpers.case import Case, CaseError
from helpers.ids import locate, row_of
from helpers.judged import AGAIN, RELATIONS
from helpers.judgement_table import SILENCES, homes, quoted
from helpers.sheet import Sheet, table_html
from helpers.spoken import spoken
from helpers.tables import natural, nearest, nearest_id, show

WORDS = tuple(word for word in RELATIONS if word != "silent")
"""The words for what a document does for a claim; "silent", often quoted for it yet mute, is for explanations only."""
NOT_WORDS = {
    "no": "a document that says nothing has not said “no”",
    "yes": "ask what the document does for the claim",
    "silent": "say which silence it is, or that nobody has searched",
}
AGREE, PARTLY, DIFFER, ALONE = "we agree", "we agree in part", "we differ", "yours alone"


def second_reading(case: Case, evidence: str, mine: Mapping[str, object]) -> Sheet:
    """Set a student's judgements on one document or statement beside the case's own, as a second reader would.

    To judge apart and then compare is the double coding of content analysis (Krippendorff 2004). A difference is a
    question to the document: nobody is marked. What the case thinks of a claim shows when the student has a word.

    Parameters
    ----------
    case : Case
        The case.
    evidence : str
        A document's id, such as "D02", or a statement's, such as "S84". A statement cannot have a silence of a
        document.
    mine : dict of str to str
        Claim or explanation id to a word of `RELATIONS`, such as ``{"C5": "contradicts"}``; "silent", often quoted
        for it yet mute, is for explanations only; ``...`` where there is none yet.

    Returns
    -------
    Sheet
        One row a claim that has a word: the claim, the student's word, the case's, how they stand, and why the case
        says so, with the statement and its caution (of a statement's own reading, below the table). Then which cells
        are empty, which claims the case has a word on besides, and one sentence for each slip (a claim or a word that
        there is not).

    Raises
    ------
    CaseError
        If there is no such document or statement; it names the nearest.
    """
    table, key = _located(case, evidence)
    row = row_of(case, table, key)
    words, empty, slips = _read(case, key, mine)
    all_ours = _bearing(case, table, key)
    ours = _by_claim(all_ours, words)
    standing = {claim: _standing(word, ours[claim]) for claim, word in words.items()}
    title = f"{key} read twice: {row['title']}" if table == "documents" else f"{key} read twice: {_words(case, row)}"
    if not words:
        allowed = _choice(_allowed(key, empty[0] if empty else "C"))
        lines = [*slips, f"Your {'row' if table == 'documents' else 'column'} of {key} is waiting: put a word in "
                 f"place of the dots: {allowed}."]  # fmt: skip
        return _sheet(f"<p><b>{escape(title)}</b></p>", [title], lines)
    shown = _shown(case, key, ours)
    shown.insert(0, "your word", list(words.values()))
    shown.insert(2, "side by side", list(standing.values()))
    lines = [_counted(standing), *_asked(row, words, standing)]
    if table == "statements" and row["caution"]:
        lines.append(f"Caution on {key}: {row['caution']}")
    if empty:
        lines.append(f"Still empty: {', '.join(empty)}. An empty cell never says “no”.")
    kinds = {claim[0] for claim in words}
    others = {claim for claim in all_ours["claim"] if claim[0] in kinds} - {*words, *empty}
    if others:
        lines.append(f"On {key} we also have a word for {', '.join(sorted(others, key=natural))}.")
    rows = [" | ".join([str(claim), *cells]) for claim, *cells in shown.itertuples()]
    return _sheet(table_html(shown, title), [title, *rows], [*slips, *lines])


def our_reading(case: Case, evidence: str, claims: Iterable[str]) -> pd.DataFrame:
    """Give the case's own word on one piece of evidence for each of some claims, and why.

    Parameters
    ----------
    case : Case
        The case.
    evidence : str
        A document's id, such as "D02", or a statement's, such as "S84".
    claims : iterable of str
        Ids of claims, or of explanations.

    Returns
    -------
    pandas.DataFrame
        One row a claim, indexed by its id and text; the text columns "our word" ("none" where the case has none) and
        "why we say so".

    Raises
    ------
    CaseError
        If there is no such document or statement; it names the nearest.
    """
    table, key = _located(case, evidence)
    return _shown(case, key, _by_claim(_bearing(case, table, key), claims))


def _bearing(case: Case, table: str, key: str) -> pd.DataFrame:
    """Give the case's judgements on one piece of evidence."""
    return case.judgements[(homes(case) if table == "documents" else case.judgements["statement"]) == key]


def _by_claim(judgements: pd.DataFrame, claims: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Give for each claim its judgements, none where there is none."""
    found = {str(claim): rows for claim, rows in judgements.groupby("claim")}
    return {claim: found.get(claim, judgements[:0]) for claim in claims}


def _shown(case: Case, key: str, ours: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = {
        "our word": [" and ".join(dict.fromkeys(found["relation"])) or "none" for found in ours.values()],
        "why we say so": [_why(case, key, claim, found) for claim, found in ours.items()],
    }
    name = "claim" if any(claim.startswith("C") for claim in ours) else "explanation"
    return pd.DataFrame(columns, pd.Index([f"{claim} {case.claims.loc[claim, 'text']}" for claim in ours], name=name))


def together(case: Case, **rows: Mapping[str, object]) -> pd.DataFrame:
    """Put the rows of a class together into one table of judgements.

    Parameters
    ----------
    case : Case
        The case.
    **rows : dict of str to str
        The words on each document or statement under its id, such as ``D02={"C5": "contradicts"}`` or
        ``S84={"H1": "contradicts"}``; what has no word yet is left out.

    Returns
    -------
    pandas.DataFrame
        One row a word, with index id ("D02 C5") and the text columns document, statement ("" for a whole document),
        claim and relation, as a table of judgements has them; `agreement` and `explanations` draw it.

    Raises
    ------
    CaseError
        For a document, a statement, a claim or a word that there is not; it names the nearest.
    """
    cells = []
    for name, row in rows.items():
        table, key = _located(case, name)
        words, _, slips = _read(case, key, row)
        if slips:
            raise CaseError(f"The row of {key}: {slips[0]}")
        document, statement = (key, "") if table == "documents" else (case.statements.loc[key, "document"], key)
        cells += [(f"{key} {claim}", document, statement, claim, word) for claim, word in words.items()]
    columns = ["id", "document", "statement", "claim", "relation"]
    return pd.DataFrame(cells, columns=columns, dtype="str").set_index("id")


def _located(case: Case, key: str) -> tuple[str, str]:
    """Find the table and the id of a piece of evidence."""
    return locate(case, key, "statements" if str(key).strip().upper().startswith("S") else "documents")


def _words(case: Case, row: Mapping[str, str]) -> str:
    return f"{case.people.loc[row['speaker'], 'name']} ({row['document']}), {spoken(row)}"


def _sheet(html: str, text: list[str], lines: list[str]) -> Sheet:
    below = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return Sheet(f"<div>{html}{below}</div>", "\n".join([*text, *lines]))


def _read(case: Case, key: str, mine: object) -> tuple[dict[str, str], list[str], list[str]]:
    """Read a row: the words by claim, the claims without one, and a sentence for each slip."""
    if not isinstance(mine, Mapping):
        made = f"; if `{mine}` is one that the notebook makes, {AGAIN}" if str(mine).isidentifier() else ""
        return {}, [], [f'Write a row between braces, each claim with its word: {{"C1": "supports", "C2": ...}}{made}.']
    words: dict[str, str] = {}
    empty, slips = [], []
    for name, value in mine.items():
        claim = nearest_id(str(name), list(case.claims.index)) or ""
        word = "" if value is None or isinstance(value, EllipsisType) else " ".join(str(value).split()).strip(" .…")
        if not claim or claim.casefold() != str(name).strip().casefold():
            near = f"; the nearest is {claim}" if claim else ""
            slips.append(f"There is no claim {show(str(name))}{near}.")
        elif not word:
            empty.append(claim)
        elif word.casefold() in (allowed := _allowed(key, claim)):
            words[claim] = word.casefold()
        else:
            guess = nearest(word, allowed)
            hint = NOT_WORDS.get(word.casefold(), f"the nearest is {guess}" if guess else "choose the nearest")
            slips.append(f"{claim}: {show(word)} is none of the words {_choice(allowed)}: {hint}.")
    return words, empty, slips


def _allowed(key: str, claim: str) -> tuple[str, ...]:
    words = WORDS if claim.startswith("C") else RELATIONS
    return tuple(word for word in words if key.startswith("D") or word not in SILENCES)


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


def _why(case: Case, key: str, claim: str, ours: pd.DataFrame) -> str:
    if ours.empty:
        says_it = str(case.claims.loc[claim, "statements"]).split()
        own = [one for one in says_it if key in (one, case.statements.loc[one, "document"])]
        return f"The claim itself stands here ({', '.join(own)})." if own else "We have no word on this pair."
    parts = []
    for reason, statement, confidence in zip(ours["reason"], ours["statement"], ours["confidence"], strict=True):
        parts += [reason, quoted(case, statement) if statement != key else "", f"How sure: {confidence}"]
        if statement and statement != key:
            parts.append(f"Caution: {case.statements.loc[statement, 'caution']}")
        elif not statement and (limits := case.documents.loc[key, "limits"]):
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
