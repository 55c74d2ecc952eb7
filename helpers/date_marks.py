"""What does a date look like? The shape of a mark says what is known of the date, its fill how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from helpers.dates import When
from helpers.layout import Mark
from helpers.page import INK, PAPER, QUIET, Fill, Page
from helpers.typeset import ASCENT, width

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

PUBLIC = "became public"
AGAIN, CUT = "begun on an earlier page", "goes on beyond the picture"
SIZE = 7.5


def kind_of(when: When, disputed: bool = False) -> str:
    """Name the kind of mark that a date gets: one of `KINDS`."""
    if disputed or when.kind == "one of":
        return "one of"
    shape = when.kind if when.kind in SHAPES else "month or year"
    return f"{shape} {'perhaps ' * when.perhaps}{'about' * when.about}".strip()


@cache
def look_of(kind: str) -> tuple[str, str]:
    """Take a kind apart into its shape and its doubt, "" where there is none."""
    shape = next(shape for shape in sorted(SHAPES, key=len, reverse=True) if kind.startswith(shape))
    return shape, kind.removeprefix(shape).strip()


def draw_mark(page: Page, x: float, mark: Mark, kind: str, colour: str, key: str) -> None:
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
    key : str
        What to call it.
    """
    middle, (shape, doubt) = (mark.top + mark.bottom) / 2, look_of(kind)
    fill = FILLS[doubt]
    if shape == "day":
        page.mark(x, middle, "o", 2 * RADIUS, colour, fill, key=key)
    elif shape in ("month or year", "one of"):
        ends = [y for y, cut in ((mark.top, mark.cut_top), (mark.bottom, mark.cut_bottom)) if not cut]
        caps = [[(x - CAP, y), (x + CAP, y)] for y in ends]
        if shape != "one of" or mark.bottom - mark.top > 4 * RADIUS:  # days next to each other: the diamond alone
            page.rule([[(x, mark.top), (x, mark.bottom)], *caps], colour, 1.0, 3, key=key)
        if shape == "one of":
            page.mark(x, middle, "D", 2 * RADIUS - 1, colour, False, key=key)
        elif doubt:
            page.mark(x, middle, "o", 2 * RADIUS - 0.6, colour, fill, key=key)
    else:
        _bar(page, x, mark, shape, fill, colour, key)
    for y in (mark.top + 4) * mark.cut_top, (mark.bottom - 4) * mark.cut_bottom:
        if y:  # two cuts across it: it goes on beyond
            page.rule([[(x - 3, y + d + 1.2), (x + 3, y + d - 1.2)] for d in (-1.5, 1.5)], PAPER, 1.1, 4.5, key=key)


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


def key_entries(kinds: Iterable[str], signs: Iterable[str]) -> list[str]:
    """Put what a picture shows in the key's order: kinds of dates, then the signs `PUBLIC`, `AGAIN` and `CUT`."""
    kinds, signs = set(kinds), set(signs)
    return [kind for kind in KINDS if kind in kinds] + [sign for sign in (PUBLIC, AGAIN, CUT) if sign in signs]


def key_places(entries: Iterable[str], left: float, right: float) -> list[tuple[str, float, float]]:
    """Give every entry of the key its place: how far from the left, and how far below the first row, in points."""
    out, x, y = [], left, 0.0
    for entry in entries:
        wide = 10 + width(KINDS.get(entry, entry), SIZE)
        if out and x + wide > right:
            x, y = left, y + 17
        out.append((entry, x, y))
        x += wide + 14
    return out


def draw_key(page: Page, entries: Iterable[str], left: float, right: float, top: float) -> None:
    """Draw the key under a line across the page at `top`."""
    page.rule([[(left, top), (right, top)]], QUIET, 0.6)
    page.text(left, top + 6, "How to read the dates", 8.0, INK, True)
    for entry, x, down in key_places(entries, left + 3, right):
        y = top + 28 + down
        if entry == PUBLIC:
            draw_public(page, x - 2, y, INK, f"key {entry}")
        elif entry == AGAIN:
            page.text(x - 3, y - 5, "…", 8.0, INK, True)
        else:
            kind, cut = ("interval", True) if entry == CUT else (entry, False)
            shape, _ = look_of(kind)
            tall = RADIUS if shape == "day" else 6.5
            mark = Mark(entry, y - tall, y + tall, y, cut_bottom=cut)
            draw_mark(page, x, mark, kind, INK, f"mark key {entry}")
        page.text(x + 7, y - SIZE * ASCENT / 2, KINDS.get(entry, entry), SIZE)


def key_height(entries: Iterable[str], left: float, right: float) -> float:
    """Say how much room the key takes, in points."""
    return 40.0 + key_places(entries, left + 3, right)[-1][2]
