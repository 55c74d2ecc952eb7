"""Which terms of the glossary stand in a text?"""

from __future__ import annotations

import re

import pandas as pd

from helpers.ids import names_of


def terms_in(glossary: pd.DataFrame, text: str) -> list[tuple[str, str]]:
    """Give the terms of which one name stands in a text, in small or capital letters, in the plural too.

    Parameters
    ----------
    glossary : pandas.DataFrame
        Terms in rows, with the columns term and meaning.
    text : str
        Any text.

    Returns
    -------
    list of tuple of (str, str)
        Term and meaning, in the order of the glossary.
    """
    folded = text.casefold()
    return [
        (term, meaning)
        for term, meaning in zip(glossary["term"], glossary["meaning"], strict=True)
        if any(_stands(name.casefold(), folded) for name in names_of(term))
    ]


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?:e?s)?(?![\w-])", text) is not None
