"""Measures what is drawn on a page, artist by artist, in points from its top left corner: what touches what?"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise

from matplotlib import rc_context
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers.page import STYLE
from tests.geometry import Box, boxes_touch, line_box, segment_in_box, segments_cross

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass
class Drawn:
    """All that one page holds, grounds left out; with lines and what may cover them stands how far above they lie.

    What is drawn in several pieces under one name that begins with "mark" is one mark; what follows "@" is not shown.
    """

    width: float
    height: float
    texts: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    paths: list[tuple[str, list[Segment], float]] = field(default_factory=list)
    covers: list[tuple[Box, float]] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    @property
    def leaders(self) -> list[tuple[str, list[Segment]]]:
        """The lines from marks to labels, with what they belong to."""
        ours = [(key.removeprefix("leader "), path) for key, path, _ in self.paths if key.startswith("leader ")]
        return [(key.partition("@")[0], path) for key, path in ours]


@rc_context(STYLE)
def drawn(figure: Figure, dpi: int) -> Drawn:
    """Take a page apart; texts as large as that resolution makes them."""
    wide, high = figure.get_size_inches() * 72
    out, pieces = Drawn(wide, high), dict[str, list[Box]]()
    for artist in figure.get_children():
        keys, parts = getattr(artist, "keys", [""]), list[Box]()
        if hasattr(artist, "lines") and hasattr(artist, "points"):
            out.texts.extend(line_box(line, dpi) for line in artist.lines)
            out.sizes.extend(line.size for line in artist.lines)
        elif isinstance(artist, LineCollection):
            paths = [list(map(tuple, path)) for path in artist.get_segments()]
            rules = [(key, list(pairwise(path)), artist.get_zorder()) for key, path in zip(keys, paths, strict=True)]
            out.paths.extend(rule for rule in rules if not rule[0].startswith("mark "))
            parts = [_hull(key, path) for key, path in zip(keys, paths, strict=True)]
        elif isinstance(artist, Line2D):
            half = artist.get_markersize() / 2 * (2**0.5 if artist.get_marker() == "D" else 1)
            for key, x, y in zip(keys, artist.get_xdata(), artist.get_ydata(), strict=True):
                parts.append(Box("mark", key, x - half, y - half, x + half, y + half))
            out.marks.extend(part for part in parts if not part.key.startswith("mark "))
            out.covers.extend((part, artist.get_zorder()) for part in parts)
        elif isinstance(artist, Rectangle) and artist is not figure.patch and artist.get_zorder() > 0:
            x, y = artist.get_xy()
            parts = [Box("box", keys[0], x, y, x + artist.get_width(), y + artist.get_height())]
            out.boxes.extend(part for part in parts if not part.key.startswith("mark "))
            out.covers.append((parts[0], artist.get_zorder()))
        for part in parts:
            if part.key.startswith("mark "):
                pieces.setdefault(part.key, []).append(part)
    out.marks.extend(_around(key.removeprefix("mark ").partition("@")[0], parts) for key, parts in pieces.items())
    return out


def _hull(key: str, path: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in path], [y for _, y in path]
    return Box("mark", key, min(xs), min(ys), max(xs), max(ys))


def _around(key: str, parts: list[Box]) -> Box:
    left, top = min(part.left for part in parts), min(part.top for part in parts)
    return Box("mark", key, left, top, max(part.right for part in parts), max(part.bottom for part in parts))


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
                found.append(f"line {key.partition('@')[0]} runs into {text}")
        for box in page.boxes:
            inner = Box("box", box.key, box.left + 0.6, box.top + 0.6, box.right - 0.6, box.bottom - 0.6)
            if _enters(path, inner) and not all(_within(s, box) for s in path):
                found.append(f"line {key.partition('@')[0]} runs into {box}")
    for (key, path), (other, across) in combinations(page.leaders, 2):
        if any(segments_cross(s, t) for s in path for t in across):
            found.append(f"leader {key} crosses leader {other}")
    for key, path in page.leaders:
        found += [f"leader {key} runs into {mark}" for mark in page.marks if mark.key != key and _enters(path, mark)]
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
