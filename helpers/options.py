"""Which options does an answer name: by letters, by their words, or by a part of their words that is in no other?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from string import ascii_lowercase

from helpers.questions import Exercise
from helpers.tables import show

SMALL_WORDS = ("and", "then")
SEPARATORS = r"[,;/|>→&+\n]+"


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Fold what does not count: capitals, accents, and every sign between words.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Letters and figures, one space between words.
    """
    plain = (char for char in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", "".join(plain)))


def listed(names: Sequence[str]) -> str:
    """Write names as a list in words: "a, b and c".

    Parameters
    ----------
    names : sequence of str
        One name at least.

    Returns
    -------
    str
        The names.
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def name_options(texts: Iterable[str], one: Exercise) -> tuple[list[int], list[str]]:
    """Find which options an answer names.

    A text may name several, with commas or the like between them; an option's own commas are no division.

    Parameters
    ----------
    texts : iterable of str
        The answer.
    one : Exercise
        An exercise with options.

    Returns
    -------
    tuple of (list of int, list of str)
        The places of the options named, in order, repeated where they are; and a sentence on what names none, or may
        name several.
    """
    longest = 1 + max(len(re.findall(SEPARATORS, option)) for option in one.options)
    picks: list[int] = []
    unknown: list[str] = []
    notes: list[str] = []
    for text in texts:
        pieces = [found.span() for found in re.finditer(SEPARATORS.replace("[", "[^", 1), text)]
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + longest), at, -1):
                whole = text[pieces[at][0] : pieces[end - 1][1]]
                named, may_be = _named(whole, one.options)
                if named:
                    break
            picks += named
            if may_be:
                fits = listed([ascii_lowercase[place] for place in may_be])
                notes.append(f"{show(whole)} fits the options {fits}; write more of the words, or the letter.")
            elif not named and fold(whole) not in ("", *SMALL_WORDS):
                unknown.append(show(whole.strip()))
            at = end
    if unknown or not (picks or notes):
        are = "are not options" if unknown[1:] else "is not an option"
        notes.append(f"{listed(unknown or ['That'])} {are}; choose from: {'; '.join(one.labels)}.")
    return picks, notes


def _named(text: str, options: Sequence[str]) -> tuple[list[int], list[int]]:
    """Give the options that a piece of an answer names, else those of which it is a part."""
    key = _key(text)
    keys = [_key(option) if "," in key else fold(option) for option in options]
    if key in keys:
        return [keys.index(key)], []
    letters = ascii_lowercase[: len(options)]
    words = re.sub(r"^(?:options?|answers?) |\b(?:and|then)\b", " ", key).split()
    if words and all(word in [*letters] for word in words):
        return [letters.index(word) for word in words], []
    fits = [place for place, one in enumerate(keys) if re.search(_part(key), one)]
    whole_words = [place for place in fits if re.search(rf"{_part(key)}\b", keys[place])]
    if key and set(key) <= set(letters) and len(set(key)) == len(key) and not whole_words:
        return [letters.index(letter) for letter in key], []
    head, _, rest = key.partition(" ")
    if not fits and head in [*letters] and re.search(_part(rest), keys[letters.index(head)]):
        return [letters.index(head)], []
    halves = re.split(r" (?:and|then) |^(?:and|then) ", key)
    if not fits and halves[1:]:
        named = [_named(half, options)[0] for half in halves if half]
        return ([place for places in named for place in places] if all(named) else []), []
    return (fits, []) if len(fits) == 1 else ([], fits)


def _part(key: str) -> str:
    """Write the pattern of a part that begins with a word, wherever its spaces are; one sign or "and" is no part.

    A part of two letters must be a word: "no" is not the beginning of "nobody".
    """
    end = r"\b" if len(key) < 3 else ""
    return "(?!)" if len(key) < 2 or key in SMALL_WORDS else rf"\b{' ?'.join(key.replace(' ', ''))}{end}"


def _key(text: str) -> str:
    """Fold a text and keep its divisions, as commas."""
    return " , ".join(filter(None, map(fold, re.split(SEPARATORS, text))))
