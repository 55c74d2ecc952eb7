"""What is a stretch of text that is set in one way?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, plain until a page is made of it.

    Attributes
    ----------
    text : str
        The words, with no mark-up of any kind.
    italic, bold : bool
        How they are set.
    address : str
        Where a link leads, "" where it is none.
    language : str
        The language of the words as a BCP 47 code ("ru"), "" where it is the page's own.
    """

    text: str
    italic: bool = False
    bold: bool = False
    address: str = ""
    language: str = ""
