"""Is every part there, does every receipt exist, and has every sentence one that needs it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.argued import TELLING, Argued, Remark, at, listed
from helpers.argument_text import PARTS, UNNAMED, Sentence
from helpers.quotes import count_words
from helpers.review_quotations import is_ours

MISSING = {
    "Claim": "say in one or two sentences what you hold",
    "Evidence": "say what the documents say, each sentence with its receipt",
    "Reasoning": "say why this evidence bears on the claim",
    "Counter-evidence": "name what speaks against the claim, with receipts",
    "Confidence": "say how sure you are, in a word such as “likely” or in a number",
    "What would change my mind": "name a document or a finding that would make you think again",
}

_STATING = ("Evidence", "Counter-evidence", UNNAMED)

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")

_POINTING = re.compile(
    r"^(?:I|We|My|Our|This|That|These|Those|So|Thus|Therefore|Hence|Both|Together|All|None|No|But|If|Taken)\b"
)


def parts(argued: Argued) -> Iterator[Remark]:
    """Name the parts that are missing ("part missing")."""
    written = argued.text.parts
    if set(written) == {UNNAMED}:
        names = ", ".join(PARTS)
        yield Remark(UNNAMED, "", "part missing", f"No part is named: write each of these above its words: {names}.")
        return
    for part in PARTS:
        if part not in written:
            yield Remark(part, "", "part missing", f"There is no {part}: {MISSING[part]}.")


def unknown(argued: Argued) -> Iterator[Remark]:
    """Ask about receipts that the case does not have ("unknown receipt")."""
    sources = argued.sources
    for sentence in argued.text.sentences:
        for receipt in sentence.receipts:
            if receipt.form == "bare":
                continue
            for written in sources.unknown(receipt):
                words = f"[{written}] is not in this case; {sources.near(written)}: correct it, or take it out."
                yield at(sentence, "unknown receipt", words)
            for key in sources.meant(receipt)[: 0 if receipt.last else 1]:
                if sources.looks_alike(receipt):
                    words = f"[{receipt.written}] has a sign that only looks right: write [{key}]."
                    yield at(sentence, "unknown receipt", words, [key])
                yield from _paragraph(argued, sentence, key, receipt.paragraph)


def _paragraph(argued: Argued, sentence: Sentence, key: str, number: int | None) -> Iterator[Remark]:
    """Ask about a paragraph that is not in the text that we hold."""
    document = argued.sources[key].document
    held = argued.sources.case.texts.get(document)
    if number is not None and held is None:
        words = f"We do not hold the text of {document or key}, so ¶{number} cannot be looked up: write [{key}] alone."
        yield at(sentence, "unknown receipt", words, [key])
    elif number is not None and held is not None and number >= len(held):
        words = f"{document} has no ¶{number}; its last is ¶{len(held) - 1}: correct the number."
        yield at(sentence, "unknown receipt", words, [key])


def form(argued: Argued) -> Iterator[Remark]:
    """Ask about receipts that are not in square brackets, or not alone in them ("receipt form")."""
    square = {
        key
        for one in argued.text.sentences
        for receipt in one.receipts
        if receipt.form in ("square", "mixed")
        for key in argued.sources.meant(receipt)
    }
    for sentence in argued.text.sentences:
        forms: dict[str, list[str]] = {}
        for receipt in sentence.receipts:
            for key in argued.sources.meant(receipt):
                if receipt.form == "mixed" or key not in square:
                    forms.setdefault(receipt.form, []).append(key)
        for form, keys in forms.items():
            if form == "mixed":
                words = f"Other words stand in the brackets of {listed(keys)}: put them before the brackets."
                yield at(sentence, "receipt form", words, keys)
            elif form in ("round", "bare") and argued.sources[keys[0]].table in ("documents", "statements"):
                words = f"A receipt stands in square brackets: write {listed(keys)}, so that it becomes a note."
                yield at(sentence, "receipt form", words, keys)


def no_receipt(argued: Argued) -> Iterator[Remark]:
    """Ask for a receipt where a sentence states something or quotes ("no receipt"), once a paragraph."""
    if not argued.cited(evidence=True) and not any(one.receipts for one in argued.text.sentences):
        part = next(one for one in ("Evidence", *argued.text.parts) if one in argued.text.parts)
        example = argued.sources.case.statements.index[0]
        words = f"There is no receipt in the whole argument: put an id such as [{example}] after what rests on it."
        yield Remark(part, "", "no receipt", words)
        return
    if "Evidence" in argued.text.parts and not any(one.receipts for one in argued.text.of("Evidence")):
        words = "No sentence of the Evidence has a receipt: put the id of a statement or document after each."
        yield Remark("Evidence", "", "no receipt", words)
        return
    years = {
        year
        for source in argued.of(argued.cited())
        for one in [source, *argued.of([source.document] if source.document else [])]
        for cell in one.row.values()
        for year in _YEAR.findall(cell)
    }
    found: dict[tuple[str, int], list[Remark]] = {}
    cites = {part for part in argued.text.parts if any(one.receipts for one in argued.text.of(part))}
    for sentence in argued.text.of(*TELLING):
        if sentence.receipts or sentence.text.endswith("?"):
            continue
        new = [year for year in _YEAR.findall(sentence.own) if year not in years]
        quoted = any(count_words(one.words) > 3 and not is_ours(argued, one.words) for one in sentence.quotations)
        states = sentence.part in _STATING and sentence.part in cites and _states(argued, sentence)
        if quoted or states:
            words = (
                "No receipt stands here: put the id of what this rests on after it, or say that it is your own view."
            )
            found.setdefault((sentence.part, sentence.block), []).append(at(sentence, "no receipt", words))
        elif new and sentence.part in ("Reasoning", "Counter-evidence"):
            words = f"Nothing cited is of {new[0]}: put a receipt for it here, or leave the year out."
            yield at(sentence, "no receipt", words)
    for first, *others in found.values():
        more = f", nor with {len(others)} more of this paragraph" if others else ""
        yield replace(first, words=first.words.replace("stands here", f"stands here{more}"))


def _states(argued: Argued, sentence: Sentence) -> bool:
    """Say whether a sentence names a year, a person or a thing with a capital, so that it wants a receipt."""
    own = sentence.own
    if _YEAR.search(own):
        return True
    return not _POINTING.match(own) and bool(argued.people(own) or re.search(r"(?<=[a-z,] )[A-Z]\w+", own))


def not_evidence(argued: Argued) -> Iterator[Remark]:
    """Ask about evidence that is a claim, an explanation or a judgement ("not evidence")."""
    for sentence in argued.text.of("Evidence", "Counter-evidence"):
        ids = argued.ids(sentence)
        if ids and not any(source.is_evidence for source in argued.of(ids)):
            words = f"{listed(ids)} is what is argued about, or a judgement: add the statement that bears on it."
            yield at(sentence, "not evidence", words, ids)
