"""Where in the whole text of a document does a statement stand, and between which words?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.quotes import find

BESIDE = 32  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands.

    Attributes
    ----------
    paragraph : int
        The paragraph, the title being 0.
    start, end : int
        Its place in that paragraph, in characters (code points).
    offset : int
        Where the paragraph begins in the whole text (`plain_text`).
    prefix, suffix : str
        What stands beside it: so much that the words stand once in the whole text.
    """

    paragraph: int
    start: int
    end: int
    offset: int
    prefix: str
    suffix: str


def plain_text(paragraphs: Sequence[str]) -> str:
    """Give a text whole: paragraphs separated by a blank line, a line feed at the end."""
    return "\n\n".join(paragraphs) + "\n"


def held(statements: pd.DataFrame, document: str) -> pd.DataFrame:
    """Give the statements of a document of which the text is held: those that name a paragraph."""
    return statements[statements["document"].eq(document) & statements["paragraph"].notna()]


def place(paragraphs: Sequence[str], statement: pd.Series) -> Place:
    """Find a statement in the text of its document.

    Parameters
    ----------
    paragraphs : sequence of str
        The text, as `Case.text` gives it.
    statement : pandas.Series
        A row of the statements: ``paragraph``, ``exact``, ``prefix``, ``suffix``. Those of an open case stand once.

    Returns
    -------
    Place
        Where it stands.
    """
    number = int(statement["paragraph"])
    words = paragraphs[number]
    [(start, end), *_] = find(words, statement["exact"], statement["prefix"], statement["suffix"])
    offset = sum(len(one) + len("\n\n") for one in paragraphs[:number])
    prefix, suffix = _beside(plain_text(paragraphs), offset + start, offset + end, offset, offset + len(words))
    return Place(number, start, end, offset, prefix, suffix)


def _beside(text: str, start: int, end: int, low: int, high: int) -> tuple[str, str]:
    """Give what stands beside a passage: so much that it stands once in the text, in its own paragraph if that will do.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The passage.
    low, high : int
        Its paragraph.

    Returns
    -------
    tuple of str
        What stands before it and after it.
    """
    regions = ((low, high), (0, len(text)))
    beside = (
        (text[max(first, start - width) : start], text[end : min(last, end + width)])
        for first, last in regions
        for width in range(BESIDE, last - first + BESIDE)
    )
    return next(both for both in beside if len(find(text, text[start:end], *both)) == 1)
