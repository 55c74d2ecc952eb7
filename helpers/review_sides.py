"""Are both sides heard, and more than one witness?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from helpers.argued import TELLING, Argued, Remark, at, listed
from helpers.receipts import Sources

_SIDES = {"supports", "contradicts"}

_THEY = {"supports": "support", "contradicts": "contradict"}

_AGREEING = re.compile(
    r"\b(?:(?:independent|several|many|both|two|three|four|five|six) (?:of )?(?:the |these |those )?(?:\w+ )?"
    r"(?:sources|witnesses|documents|reports|papers|statements)|independently|confirm(?:s|ed)|corroborat(?:e|es|ed))\b",
    re.I,
)

_ONE_WITNESS_SAID = re.compile(
    r"\b(?:one|same|single) (?:\w+ )?(?:witness|source|telegram|chain|note|paper|document)\b", re.I
)


def one_side(argued: Argued) -> Iterator[Remark]:
    """Ask for the other side, where nothing or nothing else is cited for it ("one side").

    The judgements are looked at for the claims and explanations that the Claim names.
    """
    against = argued.cited("Counter-evidence", evidence=True)
    named = [source.key for source in argued.of(argued.cited("Claim")) if source.table == "claims"]
    part = argued.text.parts.get("Counter-evidence")
    if part and not against and argued.cited(evidence=True):
        hint = next((f", for example {listed(keys[:3], 'or')}" for keys in _other_side(argued, named)), "")
        none = any(one.receipts for one in argued.text.of("Counter-evidence"))
        nothing = "No receipt in it is evidence of this case" if none else "Nothing in it has a receipt"
        words = f"{nothing}: cite what speaks against your claim{hint}."
        yield Remark("Counter-evidence", "", "one side", words)
    elif against and set(against) <= set(argued.cited("Evidence", evidence=True)):
        words = f"{listed(against)} stands in the Evidence too: name something that speaks against your claim."
        yield Remark("Counter-evidence", "", "one side", words, tuple(against))
    for claim in named:
        evidence = argued.cited("Evidence", "Reasoning", evidence=True)
        bearings = _bearings(argued, claim, evidence)
        sides = set().union(*bearings.values())
        if bearings and not sides & {"supports", "contradicts", "qualifies"}:
            words = f"By our judgements {listed(bearings)} say nothing either way on {claim}: say why you differ."
            yield Remark("Evidence", "", "one side", words, tuple(bearings))
        other = _bearings(argued, claim, against)
        same = set().union(*other.values())
        if part and against and len(other) == len(against) and len(same) == 1 and sides == same <= _SIDES:
            words = f"By our judgements {listed(against)} and your evidence all {_THEY[same.pop()]} {claim}: "
            hint = next(
                (f"look at {listed(keys[:3])}" for keys in _other_side(argued, [claim])),
                "look for what speaks the other way",
            )
            yield Remark("Counter-evidence", "", "one side", f"{words}{hint}.", tuple(against))


def _bearings(argued: Argued, claim: str, keys: Iterable[str]) -> dict[str, set[str]]:
    """Give how receipts bear on a claim, by the judgements; a document bears as its own statements do."""
    found: dict[str, set[str]] = {}
    for key, relation in _judged(argued.sources, claim):
        if key in keys:
            found.setdefault(key, set()).add(relation)
    return found


@lru_cache(maxsize=256)
def _judged(sources: Sources, claim: str) -> list[tuple[str, str]]:
    """Give what was judged on a claim, statements and their documents, and how it bears on it."""
    case = sources.case
    rows = case.judgements[case.judgements["claim"] == claim]
    return [
        (key, relation)
        for statement, document, relation in rows[["statement", "document", "relation"]].itertuples(index=False)
        for key in (statement, document or case.statements["document"].get(statement, ""))
    ]


def _other_side(argued: Argued, claims: Iterable[str]) -> Iterator[list[str]]:
    """Give, claim by claim, the statements that our judgements put on the side that the evidence leaves out."""
    case = argued.sources.case
    for claim in claims:
        bearings = _bearings(argued, claim, argued.cited("Evidence", "Reasoning", evidence=True))
        sides = set().union(*bearings.values()) & _SIDES
        wanted = _SIDES - sides or {"qualifies"}
        rows = case.judgements[(case.judgements["claim"] == claim) & case.judgements["relation"].isin(wanted)]
        every = rows["statement"].where(rows["statement"] != "", rows["document"])
        keys = [key for key in every if key not in bearings]
        if keys and sides:
            yield keys


def one_witness(argued: Argued) -> Iterator[Remark]:
    """Ask about evidence that all hangs on one witness, unless the writer says so ("one witness")."""
    evidence = [key for key in argued.cited("Evidence") if argued.sources[key].table in ("documents", "statements")]
    said = any(_ONE_WITNESS_SAID.search(sentence.own) for sentence in argued.text.sentences)
    witness = argued.sources.common_witness(evidence)
    if witness and not said:
        words = f"{len(evidence)} receipts, one witness ({witness}): count them once, or add another witness."
        yield Remark("Evidence", "", "one witness", words, tuple(evidence))
        return
    for sentence in argued.text.of(*TELLING):
        ids = argued.ids(sentence)
        if _AGREEING.search(sentence.own) and not _ONE_WITNESS_SAID.search(sentence.own):
            witness = argued.sources.common_witness(ids)
            if witness:
                words = f"{listed(ids)} agree because they hang on one witness ({witness}): count them once."
                yield at(sentence, "one witness", words, ids)


def other_version(argued: Argued) -> Iterator[Remark]:
    """Ask for the other of two statements that one source has in two ways ("other version"); its puzzle will do."""
    cited = set(argued.cited())
    rows = argued.sources.case.judgements[["statement", "claim", "relation", "same_source"]].to_numpy().tolist()
    by_pair = {(statement, claim): (relation, twins.split()) for statement, claim, relation, twins in rows if statement}
    for sentence in argued.text.of(*TELLING):
        for key in argued.ids(sentence):
            puzzles = set(argued.sources[key]["puzzles"].split())
            for (one, claim), (relation, twins) in by_pair.items():
                for twin in twins if one == key and not puzzles & cited else []:
                    other, _ = by_pair.get((twin, claim), ("", []))
                    if twin not in cited and {relation, other} == _SIDES:
                        words = f"[{twin}] has the opposite from the same source: tell both, or neither."
                        yield at(sentence, "other version", words, [key, twin])
