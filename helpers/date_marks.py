"""What does a date look like? The shape of a mark says what is known of the date, its fill how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.dates import When
from helpers.layout import Mark
from helpers.page import INK, PAPER, QUIET, Fill, Page, Point
from helpers.typeset import ASCENT, height, width

RADIUS, BAR, CAP = 2.6, 3.2, 2.4  # points: half of a dot, the width of a bar, half of a cap
TAIL = 18.0
"""Length, in points, of a bar one end of which is not known: it says nothing about how long it lasted."""

SHAPES = {
    "day": "day",
    "month or year": "month or year",
    "interval": "from – to",
    "open end": "still going on",
    "unknown end": "end unknown",
    "open start": "start left open",
    "unknown start": "start unknown",
    "one of": "sources disagree",
}
"""What is known of a date; its shape."""

FILLS: dict[str, Fill] = {"": True, "about": False, "perhaps": "left", "perhaps about": "bottom"}
"""How sure it is; the fill of its shape. Sources that disagree are never sure, and have one look."""

KINDS = {
    f"{shape} {doubt}".strip(): f"{words}, {doubt}" if doubt else {"day": "exact day"}.get(shape, words)
    for shape, words in SHAPES.items()
    for doubt in FILLS
    if not doubt or shape != "one of"
}
KINDS["month or year"] += " only"
"""Marks of the key, in its order, with their words."""

PUBLIC = "became public later than it happened"
AGAIN, CUT = "begun on an earlier page", "goes on beyond the picture"
SIZE = 7.5


def kind_of(when: When, disputed: bool = False) -> str:
    """Name the kind of mark that a date gets: one of `KINDS`."""
    if disputed or when.kind == "one of":
        return "one of"
    shape = when.kind if when.kind in SHAPES else "month or year"
    return f"{shape} {'perhaps ' * when.perhaps}{'about' * when.about}".strip()


def shape_of(kind: str) -> tuple[str, str]:
    """Take a kind apart into its shape and its doubt, "" where there is none."""
    shape = next(shape for shape in sorted(SHAPES, key=len, reverse=True) if kind.startswith(shape))
    return shape, kind.removeprefix(shape).strip()


def draw_mark(page: Page, x: float, mark: Mark, kind: str, colour: str) -> None:
    """Draw the mark of a kind of date.

    Parameters
    ----------
    page : Page
        Drawn on.
    x : float
        Middle of the mark across the page, in points.
    mark : Mark
        Top and bottom in points.
    kind : str
        One of `KINDS`.
    colour : str
        Of the lane.
    """
    key, middle, (shape, doubt) = f"mark {mark.key}", (mark.top + mark.bottom) / 2, shape_of(kind)
    fill = FILLS[doubt]
    if shape == "day":
        page.mark(x, middle, "o", 2 * RADIUS, colour, fill, key=key)
    elif shape in ("month or year", "one of"):
        caps = [[(x - CAP, y), (x + CAP, y)] for y in (mark.top, mark.bottom)]
        page.rule([[(x, mark.top), (x, mark.bottom)], *caps], colour, 1.0, 3, key=key)
        if shape == "one of":
            page.mark(x, middle, "D", 2 * RADIUS - 1, colour, False, key=key)
        elif doubt:
            page.mark(x, middle, "o", 2 * RADIUS - 0.6, colour, fill, key=key)
    else:
        _bar(page, x, mark, shape, fill, colour, key)


def _bar(page: Page, x: float, mark: Mark, shape: str, fill: Fill, colour: str, key: str) -> None:
    top, bottom = mark.top, mark.bottom
    if shape == "open end":
        bottom -= 6
        page.mark(x, mark.bottom - 3, "v", 2 * RADIUS, colour, False, key=key)
    elif shape == "open start":
        top += 6
        page.mark(x, mark.top + 3, "^", 2 * RADIUS, colour, False, key=key)
    elif shape in ("unknown end", "unknown start"):  # the bar breaks up into shorter and shorter pieces
        length = bottom - top
        pieces = [(0.42, 0.57), (0.68, 0.78), (0.9, 0.97)]
        for a, b in pieces:
            start, stop = (a, b) if shape == "unknown end" else (1 - b, 1 - a)
            page.box(x - BAR / 2, top + start * length, BAR, (stop - start) * length, colour, order=4, key=key)
        top, bottom = (top, top + 0.3 * length) if shape == "unknown end" else (bottom - 0.3 * length, bottom)
    face, high = colour if fill is True else PAPER, max(bottom - top, 0.5)
    page.box(x - BAR / 2, top, BAR, high, face, colour, order=4, key=key)
    if fill == "left":
        page.box(x - BAR / 2, top, BAR / 2, high, colour, order=4.1, key=key)
    elif fill == "bottom":
        page.box(x - BAR / 2, top + high / 2, BAR, high / 2, colour, order=4.1, key=key)


def draw_public(page: Page, x: float, y: float, colour: str, key: str) -> None:
    """Draw the sign before the day on which something became public; `x` is its left end, `y` its middle."""
    page.mark(x + 2.4, y, ">", 4.4, colour, False, key=key)
