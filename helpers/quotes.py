"""Where do exact words stand in a text, and which passage was meant where they do not.

A quotation is a W3C text-quote selector: `exact` words, with the `prefix` right before and the `suffix` right after
them where the words alone stand in more than one place (Web Annotation Data Model, 2017, 4.2.4). Places are counted
in code points, so that ``text[start:end]`` is the passage.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

_QUOTATION_MARKS = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″")
_SIGNS = {
    " ": "a plain blank",
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u2009": "a thin space",
    "\n": "a line break",
    "\t": "a tab",
    "-": "a plain hyphen",
    "\u2011": "a no-break hyphen",
    "\u00ad": "a soft hyphen",
    "\u200b": "a blank of no width",
    "\ufeff": "a byte order mark",
}
# What a passage costs: another kind of the same sign, another letter (or another mark), one sign too many or too few,
# a letter for a mark, an end inside a word.
_KIND, _CHANGE, _GAP, _MISMATCH, _INSIDE = 1, 4, 6, 8, 10


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[tuple[int, int]]:
    """Find every place where the exact words stand, character for character.

    Parameters
    ----------
    text : str
        The text to look in.
    exact : str
        The words; nothing is normalised, so a curly quotation mark is not a straight one.
    prefix, suffix : str, optional
        What stands right before and right after the words.

    Returns
    -------
    list of tuple of int
        Start and end of each place, in order; places may overlap. Empty where the words do not stand, or are empty.

    Examples
    --------
    >>> find("to join or not to join", "join")
    [(3, 7), (18, 22)]
    >>> find("to join or not to join", "join", prefix="not to ")
    [(18, 22)]
    """
    places: list[tuple[int, int]] = []
    if not exact:
        return places
    whole = prefix + exact + suffix
    at = text.find(whole)
    while at >= 0:
        start = at + len(prefix)
        places.append((start, start + len(exact)))
        at = text.find(whole, at + 1)
    return places


def nearest(text: str, exact: str) -> tuple[str, float]:
    """Find the passage of a text that is most like some words, to show in an error message.

    The passage is the one that takes the least change to turn into the words, whole words first (approximate string
    matching: Sellers, 1980). Kinds of quotation mark, dash and space, capitals and accents do not count.

    Parameters
    ----------
    text : str
        The text to look in.
    exact : str
        The words as somebody typed them.

    Returns
    -------
    passage : str
        The text's own characters, perhaps "" where nothing in the text is like the words.
    likeness : float
        `difflib.SequenceMatcher` ratio, 0 to 1; 1 where they differ at most in what does not count.

    Examples
    --------
    >>> nearest("He “laughed”, and asked.", '"laughed"')
    ('“laughed”', 1.0)
    """
    if not exact or exact in text:
        return exact, float(bool(exact))
    folded, signs, places = _fold(text)
    wanted, wanted_signs, _ = _fold(exact.strip())
    start, end = _cheapest_passage(folded, signs, wanted, wanted_signs)
    # The accents after the last letter, which folding dropped, are the passage's too.
    passage = text[places[start] : max(places[end], places[end - 1] + 1)].strip() if start < end else ""
    return passage, SequenceMatcher(None, folded[start:end].strip(), wanted, autojunk=False).ratio() if passage else 0.0


def stands_alike(text: str, exact: str) -> bool:
    """Say whether words stand in a text but for what does not count: see `nearest`, which takes far longer.

    Parameters
    ----------
    text : str
        The text to look in.
    exact : str
        The words as somebody typed them.

    Returns
    -------
    bool
        False where `nearest` finds nothing of likeness 1.

    Examples
    --------
    >>> stands_alike("He “laughed”, and asked.", '"Laughed"')
    True
    """
    return _fold(exact.strip())[0] in _fold(text)[0]


def unseen_difference(exact: str, passage: str) -> str:
    r"""Name the first sign in which words differ from a passage that looks the same.

    Parameters
    ----------
    exact : str
        The words as somebody typed them.
    passage : str
        The passage of a text that is most like them.

    Returns
    -------
    str
        Where it stands, and what each of the two has; "" where the two are the same, or differ in what can be seen.

    Examples
    --------
    >>> unseen_difference("of\u00a0peace", "of peace")
    'after “of” it is a no-break space, and in the document a plain blank'
    """
    if exact == passage or _seen(exact) != _seen(passage):
        return ""
    signs = SequenceMatcher(None, exact, passage, autojunk=False).get_opcodes()
    _, start, end, first, last = next(code for code in signs if code[0] != "equal")
    before = exact[:start].split()
    where = f"after “{before[-1]}”" if before else "at the beginning"
    return f"{where} it is {_sign(exact[start:end])}, and in the document {_sign(passage[first:last])}"


def _seen(text: str) -> str:
    """Give what is seen of a text: no invisible signs, one kind of blank and hyphen, letters with accents whole."""
    plain = "".join(char for char in text if unicodedata.category(char) != "Cf").replace("\u2011", "-")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _sign(signs: str) -> str:
    """Name a sign; several of them by the first."""
    if not signs:
        return "nothing"
    return _SIGNS.get(signs[0]) or f"the sign U+{ord(signs[0]):04X} ({unicodedata.name(signs[0], 'no name').lower()})"


def count_words(text: str) -> int:
    """Count words as a person would.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    int
        The number of pieces between spaces, long dashes and dots of omission that hold a letter or a figure:
        "coali-tion", "1-2" and "U.S.S.R." are one word each, a dash alone is none.
    """
    return sum(any(map(str.isalnum, piece)) for piece in re.split(r"[\s—―…]+|\.{2,}", text))


@lru_cache(maxsize=1024)
def _fold(text: str) -> tuple[str, str, tuple[int, ...]]:
    """Fold a text for comparison; give what each folded character was, where it stood, and last the text's length."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for piece in _fold_character(char):
            if not (piece == " " and folded and folded[-1] == " "):
                folded.append(piece)
                places.append(place)
    return "".join(folded), "".join(text[place] for place in places), (*places, len(text))


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    """Fold one character: no capitals, accents or invisible signs; one kind of space, dash and quotation mark."""
    if char.isspace():
        return " "
    if char in _QUOTATION_MARKS:
        return "'"
    category = unicodedata.category(char)
    if category == "Pd" or char == "−":
        return "-"
    if category == "Cf":
        return ""
    return "".join(
        piece for piece in unicodedata.normalize("NFKD", char).casefold() if not unicodedata.combining(piece)
    )


def _cheapest_passage(text: str, signs: str, wanted: str, wanted_signs: str) -> tuple[int, int]:
    """Find start and end of the passage that costs least to change into the wanted words.

    Text and words are folded; the signs are what each folded character was. Of several passages it is the first, and
    there the longest. Row by row of the table of Sellers (1980): a row for each wanted character, a column for each end
    in the text. A cell holds cost * width + start, so that the least cell is the cheapest passage and tells its start.
    """
    width = len(text) + 1
    codes, kinds = (np.array([ord(char) for char in chars], dtype=np.int64) for chars in (text, signs))
    letters = np.array([char.isalnum() for char in text], dtype=bool)
    ramp = np.arange(width, dtype=np.int64) * (_GAP * width)
    inside = np.zeros(width, dtype=np.int64)
    inside[1:-1] = (letters[:-1] & letters[1:]) * (_INSIDE * width)
    row = np.arange(width, dtype=np.int64) + inside
    for char, sign in zip(wanted, wanted_signs, strict=True):
        change = np.where(letters == char.isalnum(), _CHANGE, _MISMATCH)
        same = codes == ord(char)
        change[same] = np.where(kinds[same] != ord(sign), _KIND, 0)
        cells = row + _GAP * width
        cells[1:] = np.minimum(cells[1:], row[:-1] + change * width)
        row = np.minimum.accumulate(cells - ramp) + ramp
    end = width - 1 - int((row + inside)[::-1].argmin())
    return int(row[end]) % width, end
