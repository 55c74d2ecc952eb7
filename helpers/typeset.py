"""How large is a text, and where do its lines break? Measured in points, in the typeface that draws it."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

PITCH = 1.2
"""From one baseline to the next, in ems."""

ASCENT, DESCENT = 0.76, 0.24
"""What a line covers above and below its baseline, in ems of the course's typeface."""

SAFETY = 1.02
"""Widths differ a little between resolutions; a line is taken to be this much wider than measured."""

TIE = "\N{NO-BREAK SPACE}"
"""A space at which no line breaks."""


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(8, 8, 72)


@lru_cache(maxsize=16)
def font(size: float, bold: bool = False) -> FontProperties:
    """Return the course's typeface in a size, in points."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=2)
def _face(bold: bool) -> Any:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    face = FT2Font(findfont(font(8.0, bold)))
    face.set_size(1000, 72)
    return face


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    """Give the unhinted advance of a character, in ems."""
    return _face(bold).load_char(ord(character)).linearHoriAdvance / 65_536_000


@lru_cache(maxsize=16384)
def width(text: str, size: float, bold: bool = False) -> float:
    """Measure the width of one line of text, in points.

    Latin, Greek and Cyrillic letters are measured one by one by their unhinted advances, which is fifty times as quick
    as setting a line and, for want of kerning, a little wide; anything else is set by the renderer.
    """
    if text.isascii() or max(text) < "\u0590" or all(c < "\u0590" or "\u2010" <= c <= "\u2044" for c in text):
        return SAFETY * size * sum(_advance(character, bold) for character in text)
    return SAFETY * _renderer().get_text_width_height_descent(text, font(size, bold), False)[0]


def height(lines: int, size: float) -> float:
    """Measure the height of a block of lines, in points, from the first line's top to the last line's foot."""
    return size * ((lines - 1) * PITCH + ASCENT + DESCENT) if lines else 0.0


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `room` points, as evenly as the fewest lines allow.

    A word wider than the room is broken, with a hyphen where it has none of its own there. Lines break at spaces and
    never at a `TIE`.
    """
    return list(_wrapped(text, size, room, bold))


@lru_cache(maxsize=16384)
def _wrapped(text: str, size: float, room: float, bold: bool) -> tuple[str, ...]:
    words = [piece for word in _words(text) for piece in _pieces(word, size, room, bold)]
    widths = [width(word, size, bold) for word in words]
    space = _space(size, bold)
    fewest = _fill(words, widths, space, room)
    if len(fewest) < 2:
        return tuple(fewest)
    runs = [wide for wide in _runs(widths, space) if wide <= room]
    even = bisect_left(runs, True, key=lambda run: len(_fill(words, widths, space, run)) <= len(fewest))
    return tuple(_fill(words, widths, space, runs[even]) if even < len(runs) else fewest)


@lru_cache(maxsize=4096)
def rooms(text: str, size: float, bold: bool = False) -> tuple[float, ...]:
    """Measure the least room, in points, in which a text takes one line, two lines, and so on down to a word a line.

    Parameters
    ----------
    text : str
        The text.
    size : float
        In points.
    bold : bool
        Weight.

    Returns
    -------
    tuple of float
        The n-th is the least room for n lines; never growing. A text without words has none.
    """
    words = _words(text)
    widths, space = [width(word, size, bold) for word in words], _space(size, bold)
    runs = [run for run in _runs(widths, space) if run > max(widths)]
    return tuple(
        runs[bisect_left(runs, True, key=lambda run: len(_fill(words, widths, space, run)) <= lines)]
        for lines in range(1, len(words) + 1)
    )


def lines_in(least: tuple[float, ...], room: float) -> int:
    """Count the lines that a text with these least rooms (see `rooms`) takes in a room."""
    return next((n for n, wide in enumerate(least, 1) if wide <= room), len(least))


@lru_cache(maxsize=16)
def _space(size: float, bold: bool) -> float:
    return SAFETY * size * _advance(" ", bold)


def _words(text: str) -> list[str]:
    return [word for word in text.replace("\n", " ").replace("\t", " ").split(" ") if word]


def _runs(widths: list[float], space: float) -> list[float]:
    """Give the width of every run of neighbouring words, each once, in order: at no other width do lines change."""
    out = set[float]()
    for start in range(len(widths)):
        wide = -space
        for one in widths[start:]:
            wide += space + one
            out.add(wide + 1e-6)
    return sorted(out)


def _fill(words: list[str], widths: list[float], space: float, room: float) -> list[str]:
    lines: list[str] = []
    left = -1.0
    for word, wide in zip(words, widths, strict=True):
        if lines and wide + space <= left:
            lines[-1] += " " + word
            left -= wide + space
        else:
            lines.append(word)
            left = room - wide
    return lines


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """Break a word that is wider than the room into as few pieces as fit, at its own joints where it has some."""
    out = []
    while len(word) > 1 and width(word, size, bold) > room:
        fits = max((n for n in range(1, len(word)) if width(f"{word[:n]}-", size, bold) <= room), default=1)
        joint = max((n for n in range(fits // 2, fits + 1) if n and not word[n - 1].isalnum()), default=0)
        out.append(word[:joint] if joint else f"{word[:fits]}-")
        word = word[joint or fits :]
    return [*out, word]
