"""Is a quotation the passage that an exercise asks for, letter for letter, and if not, where do its words stand?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from helpers.answers import Unreadable, id_key
from helpers.case import Case
from helpers.options import fold
from helpers.questions import Exercise
from helpers.quotes import count_words, find, nearest, stands_alike
from helpers.tables import show

LIKE = 0.85  # from here on a passage is taken for a slip of the pen in copying another (difflib's ratio)
TAGS = re.compile(r"\s*\[/[A-Z]+\d+\]|\[[A-Z]+\d+\]\s*|¶\d+\s")  # what the course writes into a text
MARKS = " .,;:!?'\"“”‘’«»„"


def mark_quotation(case: Case, one: Exercise, text: str) -> list[str]:
    """Look for a quotation in the document, and compare it with the passages that an exercise accepts.

    Parameters
    ----------
    case : Case
        An open case; its texts, and of its statements the columns document and exact.
    one : Exercise
        An exercise of the kind quote.
    text : str
        The words. The course's own tags in them, such as [S05] and [/S05], kinds of quotation mark, dash and space,
        and capitals do not count.

    Returns
    -------
    list of str
        What is not right, in sentences; empty where the quotation is right.

    Raises
    ------
    Unreadable
        If the text is an id.
    """
    words = " ".join(TAGS.sub("", text).split())
    if not words or id_key(words):
        raise Unreadable(f"{show(text)} is an id; copy the words themselves.")
    if (count := count_words(words)) > one.longest:
        return [f"You quoted {count} words; quote those that matter, {one.longest} at most."]
    held = _held(case, str(one["document"]))
    wanted = {place: part for place, part in held.items() if one.get("paragraph") is None or place == one.home} or held
    bare, accepted = words.strip(MARKS), [answer.strip(MARKS) for answer in one.answers]
    found = {place: there for place, part in held.items() if (there := _stands(part, bare))}
    asked = {place for place, part in wanted.items() if any(_stands(part, answer) for answer in accepted)}
    here = {place: passage for place, passage in found.items() if place in wanted}
    if any(_stands(passage, answer) for passage in here.values() for answer in accepted):
        return []
    notes = one.feedback(lambda key: any(fold(key) in fold(passage) for passage in found.values()))
    if here:
        place, passage = min(here.items(), key=lambda item: item[0] not in asked)
        longer = place in asked and any(_stands(answer, passage) for answer in accepted)
        right = f"You are in the right place in {place}; the passage asked for is longer."
        return [*notes, right if longer else f"These words stand in {place}, but they are not the passage asked for."]
    if found:
        return [*notes, f"These words stand in {next(iter(found))}; the passage asked for stands elsewhere."]
    near = {place: nearest(part, bare) for place, part in wanted.items()}
    nearest_first = max(near.items(), key=lambda item: (item[1][1], item[0] in asked), default=("", ("", 0.0)))
    place, (passage, likeness) = nearest_first
    if likeness == 1:
        return ["You cut a word in two; quote whole words."]
    if likeness >= LIKE:
        elsewhere = "" if place in asked else "; and it is not the passage asked for"
        return [f"Not letter for letter: {place} {_differing(bare, passage)}: look again{elsewhere}."]
    return [f"These words do not stand in {one.home}; copy them, letter for letter."]


def _differing(words: str, passage: str) -> str:
    """Name the words that differ from a passage, and where, without a word of the passage that was not typed."""
    mine, theirs = words.split(), passage.split()
    pairs = SequenceMatcher(None, [_plain(word) for word in mine], [_plain(word) for word in theirs], autojunk=False)
    found = []
    for kind, start, end, *_ in pairs.get_opcodes():
        typed = f"{show(' '.join(mine[start:end]), 80)} (word {start + 1} of yours)"
        if kind == "replace":
            found.append(f"has another word or spelling for {typed}")
        elif kind == "delete":
            found.append(f"does not have {typed}")
        elif kind == "insert":
            found.append(f"has more after word {start} of yours" if start else "has more before your first word")
    return ", and ".join(found[:3]) or "has another sign"


def _plain(word: str) -> str:
    return re.sub(r"[‐‑–—−]", "-", re.sub(r"['\"`´‘’‚‛“”„«»]", "", fold(word)))


def _held(case: Case, document: str) -> dict[str, str]:
    """Give what we hold of a document: its paragraphs ("D01 ¶1"), else the words quoted from it, by statement."""
    if document in case.texts:
        return {f"{document} ¶{n}": words for n, words in enumerate(case.texts[document])}
    quoted = case.statements.loc[case.statements["document"] == document, "exact"]
    return {str(name): words for name, words in quoted.items() if words}


def _stands(text: str, words: str) -> str:
    """Give the passage of a text that is the words but for kinds of quotation mark, dash, space, capitals; else ""."""
    if not stands_alike(text, words):
        return ""
    passage, likeness = nearest(text, words)
    return passage if likeness == 1 and any(_whole(text, *place) for place in find(text, passage)) else ""


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether a passage neither begins nor ends inside a word."""
    return not any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end))
