"""Boxes and lines in points: how large is the ink of a text at a resolution, what touches, what crosses?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from helpers.page import Line
from helpers.typeset import font

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """A rectangle with what it is and whose, in points from the top left corner."""

    what: str
    key: str
    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


@lru_cache(maxsize=8)
def _renderer(dpi: int) -> RendererAgg:
    return RendererAgg(8, 8, dpi)


@lru_cache(maxsize=65536)
def _ink(text: str, size: float, bold: bool, dpi: int) -> tuple[float, float, float]:
    wide, high, below = _renderer(dpi).get_text_width_height_descent(text, font(size, bold), False)
    return wide * 72 / dpi, (high - below) * 72 / dpi, below * 72 / dpi


def line_box(line: Line, dpi: int) -> Box:
    """Measure a line's ink, within `rc_context(STYLE)`: to set the style for each line costs more than to measure."""
    wide, above, below = _ink(line.text, line.size, line.bold, dpi)
    return Box(
        "label" if line.key else "text", line.key or line.text, line.x, line.y - above, line.x + wide, line.y + below
    )


def touching(ones: Sequence[Box], others: Sequence[Box], slack: float = 0.0) -> list[tuple[int, int]]:
    """Find which of the ones touch which of the others by more than `slack`, all at once."""
    a, b = (np.array([(x.left, x.top, x.right, x.bottom) for x in boxes]).reshape(-1, 4) for boxes in (ones, others))
    meet = (a[:, None, :2] < b[:, 2:] - slack) & (b[:, :2] < a[:, None, 2:] - slack)
    return np.argwhere(meet.all(axis=2)).tolist()


def segment_in_box(segment: Segment, box: Box) -> bool:
    """Liang and Barsky's clipping: does a segment enter a box?"""
    (x0, y0), (x1, y1) = segment
    low, high = 0.0, 1.0
    for delta, near, far in ((x1 - x0, box.left - x0, box.right - x0), (y1 - y0, box.top - y0, box.bottom - y0)):
        if abs(delta) < 1e-12:
            if near > 0 or far < 0:
                return False
            continue
        a, b = sorted((near / delta, far / delta))
        low, high = max(low, a), min(high, b)
    return low < high


def segments_cross(one: Segment, other: Segment) -> bool:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    s = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
    if all(abs(value) < 1e-9 for value in s):  # on one line: do they share a stretch?
        axis = 0 if abs(a[0] - b[0]) > abs(a[1] - b[1]) else 1
        return (
            max(min(a[axis], b[axis]), min(c[axis], d[axis])) < min(max(a[axis], b[axis]), max(c[axis], d[axis])) - 1e-9
        )
    return s[0] * s[1] < 0 and s[2] * s[3] < 0
