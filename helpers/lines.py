"""Where may a long text be broken, so that a reader sees its parts? After its sentences, and between listed things."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = 110  # characters; a text up to this length is read in one glance

_OPEN, _CLOSED = "([“«", ")]”»"
_ITEM_END = re.compile("; ")
_SHORT = (
    *("Mr", "Dr", "Mrs", "Ms", "St", "Sir", "Gen", "Col", "Capt", "Prof", "Amb", "Rev", "Hon"),
    *("vol", "vols", "ed", "eds", "p", "pp", "cf", "doc", "docs", "art", "arts", "ch", "sec", "fig", "col", "cols"),
    *("fol", "fols", "f", "ff", "nos", "No", "Nos", "Vol", "Vols", "Cf", "Ed", "Eds", "Doc", "Docs", "Art", "trans"),
    *("approx", "ca", "esp", "viz", "etc", "op", "cit", "suppl", "ser", "pt", "pts", "para", "paras", "incl"),
)
"""Words that are shortened with a full stop, which ends no sentence."""
_SENTENCE_END = re.compile(
    r"(?<![\s.(“]\w)"
    + "".join(rf"(?<!\b{word})" for word in _SHORT)
    + r"(?<!\bno(?=\. [IVXLC]+\b))(?:[.!]|(?<!\d)\?)[”»)\]]* (?=[A-ZÀ-ÞА-Я“«(])"
)


def lines(text: str) -> list[str]:
    """Break a long text after its sentences, and a sentence of three things or more between semicolons.

    Parameters
    ----------
    text : str
        One paragraph.

    Returns
    -------
    list of str
        Its pieces in order; joined by spaces they are the text again, to the letter. What stands in brackets or in
        quotation marks is not broken, nor is a name after its initials, nor what
        follows a word shortened with a full stop ("vol. VIII").

    Examples
    --------
    >>> lines("no day")
    ['no day']
    """
    if len(text) <= LONG:
        return [text]
    pieces = []
    for sentence in _cut(text, _SENTENCE_END):
        items = list(_cut(sentence, _ITEM_END))
        pieces += items if len(items) > 2 else [sentence]
    return pieces


def _cut(text: str, end: re.Pattern[str]) -> Iterator[str]:
    """Cut a text after every end that stands in no bracket and in no quotation."""
    start = 0
    for found in end.finditer(text):
        if _depth(text[start : found.end()]) == 0:
            yield text[start : found.end() - 1]
            start = found.end()
    yield text[start:]


def _depth(text: str) -> int:
    """Count the brackets and quotations still open at the end of a text."""
    depth = 0
    for sign in text:
        depth = depth + 1 if sign in _OPEN else max(depth - (sign in _CLOSED), 0)
    return depth
