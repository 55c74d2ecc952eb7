"""Measures what is drawn on a page, artist by artist, in points from its top left corner: what touches what?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from matplotlib import rc_context
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image, ImageChops, ImageStat

from helpers.page import STYLE, Line
from tests.geometry import Box, line_box, segment_in_box, segments_cross, touching

TINY = 1e-6  # points: so near, a line and what is beside it are looked at more closely
Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass
class Drawn:
    """All that one page holds, grounds left out; with lines and what may cover them stands how far above they lie.

    What is drawn in several pieces under one name that begins with "mark" is one mark; what follows "@" is not shown.
    """

    width: float
    height: float
    dpi: int
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    paths: list[tuple[str, list[Segment], float]] = field(default_factory=list)
    covers: list[tuple[Box, float]] = field(default_factory=list)

    @cached_property
    def texts(self) -> list[Box]:
        """Every line of text, as large as the resolution makes it; measured only where somebody asks for it."""
        with rc_context(STYLE):
            return [line_box(line, self.dpi) for line in self.lines]

    @property
    def leaders(self) -> list[tuple[str, list[Segment]]]:
        """The lines from marks to labels, with what they belong to."""
        ours = [(key.removeprefix("leader "), path) for key, path, _ in self.paths if key.startswith("leader ")]
        return [(key.partition("@")[0], path) for key, path in ours]


def drawn(figure: Figure, dpi: int) -> Drawn:
    """Take a page apart as it is at a resolution."""
    wide, high = figure.get_size_inches() * 72
    out, pieces = Drawn(wide, high, dpi), dict[str, list[Box]]()
    for artist in figure.get_children():
        keys, parts = getattr(artist, "keys", [""]), list[Box]()
        if hasattr(artist, "lines") and hasattr(artist, "points"):
            out.lines.extend(artist.lines)
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
    return faults_of(drawn(figure, dpi))


def faults_of(page: Drawn) -> list[str]:
    """Name the faults of a page that was taken apart."""
    texts, marks, boxes, leaders = page.texts, page.marks, page.boxes, page.leaders
    around = [*boxes, *marks]
    found = [f"{a} touches {b}" for alike in (texts, marks) for a, b in _among(alike)]
    found += [f"{a} touches {b}" for a, b in _among(boxes) if not holds(a, b) and not holds(b, a)]
    for n, m in touching(texts, around):
        if not holds(around[m], texts[n]):
            found.append(f"{texts[n]} runs into {around[m]}")
    for n, m in touching(marks, boxes, 0.6):
        if not holds(boxes[m], marks[n]):
            found.append(f"{marks[n]} runs into {boxes[m]}")
    inner = [Box("box", b.key, b.left + 0.6, b.top + 0.6, b.right - 0.6, b.bottom - 0.6) for b in boxes]
    rules = [_around_path(path) for _, path, _ in page.paths]
    for n, m in touching(rules, texts, -TINY):
        (key, path, order), text = page.paths[n], texts[m]
        if _enters(path, text) and not any(above > order and holds(cover, text) for cover, above in page.covers):
            found.append(f"line {key.partition('@')[0]} runs into {text}")
    for n, m in touching(rules, inner, -TINY):
        key, path, _ = page.paths[n]
        if _enters(path, inner[m]) and not all(_within(s, boxes[m]) for s in path):
            found.append(f"line {key.partition('@')[0]} runs into {boxes[m]}")
    led = [_around_path(path) for _, path in leaders]
    for n, m in touching(led, led, -TINY):
        if n < m and any(segments_cross(s, t) for s in leaders[n][1] for t in leaders[m][1]):
            found.append(f"leader {leaders[n][0]} crosses leader {leaders[m][0]}")
    for n, m in touching(led, marks, -TINY):
        key, path = leaders[n]
        if marks[m].key != key and _enters(path, marks[m]):
            found.append(f"leader {key} runs into {marks[m]}")
    for one in [*texts, *around]:
        if one.left < 0 or one.top < 0 or one.right > page.width or one.bottom > page.height:
            found.append(f"{one} leaves the page")
    return found


def _among(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(boxes[n], boxes[m]) for n, m in touching(boxes, boxes, 0.01) if n < m]


def _around_path(path: list[Segment]) -> Box:
    return _hull("", [end for segment in path for end in segment])


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Say how far the greys of two pictures of one size lie apart on average, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def _within(segment: Segment, box: Box) -> bool:
    return all(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in segment)


def _enters(path: list[Segment], box: Box) -> bool:
    return any(segment_in_box(s, box) for s in path)
