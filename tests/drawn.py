"""Measures what is drawn on a page, artist by artist, in points from its top left corner: what touches what?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from tests.geometry import Box, boxes_touch, line_box, segment_in_box

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Drawn:
    """All that one page holds, grounds left out; with lines and what may cover them stands how far above they lie."""

    width: float
    height: float
    texts: list[Box]
    boxes: list[Box]
    marks: list[Box]
    paths: list[tuple[str, list[Segment], float]]
    covers: list[tuple[Box, float]]
    sizes: list[float]


def drawn(figure: Figure, dpi: int) -> Drawn:
    """Take a page apart; texts as large as that resolution makes them."""
    wide, high = figure.get_size_inches() * 72
    out = Drawn(wide, high, [], [], [], [], [], [])
    for artist in figure.get_children():
        key = artist.get_gid() or ""
        if hasattr(artist, "lines") and hasattr(artist, "points"):
            out.texts.extend(line_box(line, dpi) for line in artist.lines)
            out.sizes.extend(line.size for line in artist.lines)
        elif isinstance(artist, LineCollection):
            out.paths.extend(
                (key, list(pairwise(map(tuple, path))), artist.get_zorder()) for path in artist.get_segments()
            )
        elif isinstance(artist, Line2D):
            (x,), (y,), half = artist.get_xdata(), artist.get_ydata(), artist.get_markersize() / 2
            out.marks.append(Box("mark", key, x - half, y - half, x + half, y + half))
            out.covers.append((out.marks[-1], artist.get_zorder()))
        elif isinstance(artist, Rectangle) and artist is not figure.patch and artist.get_zorder() > 0:
            x, y = artist.get_xy()
            out.boxes.append(Box("box", key, x, y, x + artist.get_width(), y + artist.get_height()))
            out.covers.append((out.boxes[-1], artist.get_zorder()))
    return out


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.right >= inner.right
        and outer.top <= inner.top
        and outer.bottom >= inner.bottom
    )


def faults(figure: Figure, dpi: int) -> list[str]:
    """Name every text and mark that touches another, crosses an edge or a line, or leaves the page."""
    page = drawn(figure, dpi)
    found = [f"{a} touches {b}" for a, b in combinations(page.texts, 2) if boxes_touch(a, b, 0.01)]
    found += [f"{a} touches {b}" for a, b in combinations(page.marks, 2) if boxes_touch(a, b, 0.01)]
    for text in page.texts:
        around = [*page.boxes, *page.marks]
        found += [
            f"{text} runs into {other}" for other in around if boxes_touch(text, other) and not holds(other, text)
        ]
    for mark in page.marks:
        found += [
            f"{mark} runs into {box}" for box in page.boxes if boxes_touch(mark, box, 0.6) and not holds(box, mark)
        ]
    for one, other in combinations(page.boxes, 2):
        if boxes_touch(one, other, 0.01) and not holds(one, other) and not holds(other, one):
            found.append(f"{one} touches {other}")
    for key, path, order in page.paths:
        for text in page.texts:
            if _enters(path, text) and not any(above > order and holds(cover, text) for cover, above in page.covers):
                found.append(f"line {key} runs into {text}")
        for box in page.boxes:
            inner = Box("box", box.key, box.left + 0.6, box.top + 0.6, box.right - 0.6, box.bottom - 0.6)
            if _enters(path, inner) and not all(_within(s, box) for s in path):
                found.append(f"line {key} runs into {box}")
    for one in [*page.texts, *page.marks, *page.boxes]:
        if one.left < 0 or one.top < 0 or one.right > page.width or one.bottom > page.height:
            found.append(f"{one} leaves the page")
    return found


def _within(segment: Segment, box: Box) -> bool:
    return all(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in segment)


def _enters(path: list[Segment], box: Box) -> bool:
    """Does a line enter a box? Asked first of the box around the line, which is quicker."""
    xs, ys = [x for s in path for x, _ in s], [y for s in path for _, y in s]
    if max(xs) < box.left or min(xs) > box.right or max(ys) < box.top or min(ys) > box.bottom:
        return False
    return any(segment_in_box(s, box) for s in path)
