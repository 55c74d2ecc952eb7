"""How large is a text, and where do its lines break? Measured in points with the renderer that draws it."""

from __future__ import annotations

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


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(8, 8, 72)


@lru_cache(maxsize=16)
def font(size: float, bold: bool = False) -> FontProperties:
    """Return the course's typeface in a size, in points."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=16384)
def width(text: str, size: float, bold: bool = False) -> float:
    """Measure the width of one line of text, in points."""
    return SAFETY * _renderer().get_text_width_height_descent(text, font(size, bold), False)[0]


def height(lines: int, size: float) -> float:
    """Measure the height of a block of lines, in points, from the first line's top to the last line's foot."""
    return size * ((lines - 1) * PITCH + ASCENT + DESCENT) if lines else 0.0


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `room` points, as evenly as the fewest lines allow.

    A word wider than the room stands alone on its line.
    """
    words = text.split()
    widths = [width(word, size, bold) for word in words]
    space = width("n n", size, bold) - width("nn", size, bold)
    lines = _fill(words, widths, space, room)
    low, high = max(widths, default=0.0), room
    while len(lines) > 1 and high - low > 1:  # narrow the column while the number of lines stays
        middle = (low + high) / 2
        trial = _fill(words, widths, space, middle)
        if len(trial) == len(lines):
            lines, high = trial, middle
        else:
            low = middle
    return lines


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
