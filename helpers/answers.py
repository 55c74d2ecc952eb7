"""What did somebody answer? Any object as texts, and a text as a number or as ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from math import inf, isnan
from numbers import Real
from types import EllipsisType
from typing import Any

import numpy as np
import pandas as pd

from helpers.options import fold
from helpers.tables import ID, show

NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
DASHES = "-‐‑‒–—―−"
SIGNS = dict.fromkeys(map(ord, '‘’‚‛“”„‟«»‹›′″`´"'), "'") | dict.fromkeys(map(ord, DASHES), "-")
_RANGE = re.compile(rf"\b([a-z]+ ?[0-9o]+) ?(?:[{DASHES}]|\b(?:to|until|through)\b) ?((?:[a-z]+ ?)?[0-9o]+)\b", re.I)


class Unreadable(Exception):
    """An answer in a form that cannot be read; the sentence says why."""


def texts(*answers: object) -> list[str]:
    """Read answers as texts.

    Parameters
    ----------
    *answers : object
        Texts, numbers, dates, and lists, tuples, sets, arrays or columns of them.

    Returns
    -------
    list of str
        Blank ones, ``...`` among them, are left out; a set is in alphabetical order, the same at every run.

    Raises
    ------
    Unreadable
        If there is anything else in them.
    """
    found: list[str] = []
    for answer in answers:
        if isinstance(answer, (set, frozenset)):
            found += sorted(_text(one) for one in answer)
        elif isinstance(answer, (list, tuple, pd.Index, pd.Series, pd.api.extensions.ExtensionArray)):
            found += map(_text, answer)
        elif isinstance(answer, np.ndarray):
            found += map(_text, answer.ravel())
        else:
            found.append(_text(answer))
    return list(filter(None, found))


def _text(value: object) -> str:
    """Read one thing as text; "" where it is blank."""
    if isinstance(value, str):
        text = "".join(char for char in value if char.isprintable() or char.isspace()).strip()
        return "" if text in ("...", "…") else text
    if value is None or value is pd.NA or isinstance(value, EllipsisType):
        return ""
    if isinstance(value, date | np.datetime64):
        return "" if pd.isna(value) else str(value)[:10]
    if isinstance(value, Real) and not isinstance(value, bool):
        return _figures(value)
    name = type(value).__name__
    raise Unreadable(f"{'An' if name[:1].lower() in 'aeiou' else 'A'} {name} is no answer.")


def _figures(value: Any) -> str:
    """Write a number, a whole one without a point; "" where it is none (NaN)."""
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if abs(number) >= 10**12:
        raise Unreadable("So large a number is no answer.")
    return "" if isnan(number) else str(int(number)) if number.is_integer() else str(number)


def read_number(text: str, question: str) -> int:
    """Read a whole number.

    Parameters
    ----------
    text : str
        Figures, or a number word up to twenty; after it only words of the question, as in "6 rows".
    question : str
        The question.

    Returns
    -------
    int
        The number.

    Raises
    ------
    Unreadable
        If there is anything else in the text.
    """
    found = re.fullmatch(
        rf"([{DASHES}+]?[0-9]{{1,9}}|[a-z]+)\.?((?: [a-z]+)*)[.! ]*", " ".join(text.casefold().split())
    )
    asked = fold(question).split()
    unit = found[2].split() if found else []
    strange = any({word, f"{word}s", f"{word}es"}.isdisjoint(asked) for word in unit)
    if not found or strange or (found[1].isalpha() and found[1] not in NUMBERS):
        raise Unreadable(f"{show(text)} is not simply a number.")
    return NUMBERS.index(found[1]) if found[1] in NUMBERS else int(re.sub(f"[{DASHES}]", "-", found[1]))


@lru_cache(maxsize=1 << 12)
def id_key(text: str) -> tuple[str, int] | None:
    """Take an id apart, however it is written.

    Parameters
    ----------
    text : str
        Such as "S05", "s5", "S 005" or, with the letter O for a nought, "DO1".

    Returns
    -------
    tuple of (str, int) or None
        The letters, small, and the number; None where the text is no id.
    """
    found = re.fullmatch("([A-Za-z]) *([0-9Oo]*[0-9][0-9Oo]*)", text) or ID.fullmatch(text)
    return (found[1].casefold(), int(re.sub("[Oo]", "0", found[2]))) if found else None


def name_labels(text: str, labels: Mapping[str, str]) -> tuple[str, list[str]]:
    """Put ids in the place of the labels that a text names in full.

    Parameters
    ----------
    text : str
        An answer, such as "EDC fails in Paris, E44".
    labels : mapping of str to str
        Id to label, such as those of a case's events.

    Returns
    -------
    tuple of (str, list of str)
        The text with ids, and a sentence for each that says which was read. A label that several ids share is left;
        capitals, accents and signs do not count.
    """
    folded = Counter(map(fold, labels.values()))
    names = {fold(label): key for key, label in labels.items() if folded[fold(label)] == 1 and " " in fold(label)}
    notes = []
    for label in sorted(names, key=lambda one: (-len(one), one)):
        if f" {label} " not in f" {fold(text)} ":
            continue
        pattern = r"\W+".join(re.escape(word) for word in label.split())
        plain, places = _plain(text)
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", plain):
            start, end = places[found.start()], places[found.end() - 1] + 1
            notes.append(f"{show(text[start:end])} was read as {names[label]}.")
            text = f"{text[:start]} {names[label]} {text[end:]}"
    return text, notes


def _plain(text: str) -> tuple[str, list[int]]:
    """Fold every sign of a text by itself; give the folded text, and where each of its signs stood."""
    pieces = [(piece, place) for place, char in enumerate(text) for piece in fold(char) or " "]
    return "".join(piece for piece, _ in pieces), [place for _, place in pieces]


def read_ids(text: str, known: Iterable[str]) -> list[str]:
    """Find the ids that a text names.

    Parameters
    ----------
    text : str
        Ids with spaces, commas, brackets or the like between them, and ranges such as "E44–E47" or "E44 to 47".
    known : iterable of str
        Every id of the case.

    Returns
    -------
    list of str
        The ids, each once, in order, as the case writes them; of a range those that the case has. Whatever else
        stands in the text as it was typed.
    """
    names = {key: name for name in known if (key := id_key(name))}

    def run(found: re.Match[str]) -> str:
        first = id_key(found[1])
        last = id_key(found[2]) or (first and id_key(first[0] + found[2]))
        if not (first and last and first[0] == last[0]):
            return found[0]
        low, high = sorted((first[1], last[1]))
        inside = [name for key, name in names.items() if key[0] == first[0] and low <= key[1] <= high]
        return " ".join(inside) or found[0]

    text = _RANGE.sub(run, " ".join(text.split()))
    text = re.sub(r"\b([A-Za-z]) (?=[0-9])", r"\1", text)
    pieces = [piece.strip(".:") for piece in re.findall(r"[^\s,;/|&+()\[\]{}\"'“”‘’]+", text)]
    kept = [piece for piece in pieces if piece.casefold() not in ("", "and", "then") and not piece.startswith("¶")]
    return list(dict.fromkeys(names.get(id_key(piece) or ("", 0), piece) for piece in kept))
