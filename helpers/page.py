"""What is a page? A sheet measured in points from its top left corner, on which pictures write, rule and mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

from helpers.typeset import ASCENT, PITCH, font, width

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLE = {
    "font.family": "DejaVu Sans",
    "text.hinting": "none",
    "text.antialiased": True,
    "svg.hashsalt": "chart",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    "savefig.transparent": False,
    "savefig.bbox": None,
}
"""Settings under which every picture is drawn and saved, whatever a reader's own settings are."""

INK, QUIET, RULE, PAPER, BAND = "#1a1a1a", "#595959", "#cfcfcf", "#ffffff", "#f3f0e6"
COLOURS = ("#a8321a", "#00518f", "#00664a", "#7a5200", "#6a3d94", "#4a5560")
"""Colours of lanes and columns, each at least 5 to 1 against white; the column tells a lane, never colour alone."""

Point = tuple[float, float]
Dash = str | tuple[int, tuple[int, ...]]
Fill = bool | Literal["left", "bottom"]


@dataclass(frozen=True)
class Line:
    """One line of text: the left end of its baseline and its size in points, its look, and what it belongs to."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    bold: bool = False
    key: str = ""


class Page:
    """A sheet of `width` × `height` points; y runs down.

    Parameters
    ----------
    width, height : float
        Size in points.

    Attributes
    ----------
    lines : list of Line
        Every line of text on the page, for drawing and for tests.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height, self.lines = width, height, list[Line]()
        self._shapes: list[tuple[Callable[[], Any], float, str]] = []
        self._rules: dict[tuple[float, str, float, Dash], list[tuple[Sequence[Point], str]]] = {}
        self._marks: dict[tuple[float, str, float, str, Fill], list[tuple[float, float, str]]] = {}

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        size: float,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        key: str = "",
    ) -> None:
        """Write lines; `y` is the top of the first, `x` the left end, the right end or the middle, as `align` says."""
        for number, line in enumerate([text] if isinstance(text, str) else text):
            shift = {"left": 0.0, "right": 1.0, "middle": 0.5}[align] * width(line, size, bold)
            self.lines.append(Line(x - shift, y + size * (ASCENT + number * PITCH), line, size, colour, bold, key))

    def rule(
        self,
        paths: Sequence[Sequence[Point]],
        colour: str,
        thick: float,
        order: float = 1,
        dash: Dash = "solid",
        key: str = "",
    ) -> None:
        """Draw lines through points."""
        self._rules.setdefault((order, colour, thick, dash), []).extend((path, key) for path in paths)

    def box(
        self,
        left: float,
        top: float,
        wide: float,
        high: float,
        face: str = PAPER,
        edge: str = "none",
        thick: float = 0.8,
        order: float = 2,
        dash: Dash = "solid",
        key: str = "",
    ) -> None:
        """Draw a rectangle."""
        from matplotlib.patches import Rectangle

        shape = partial(Rectangle, (left, top), wide, high, fc=face, ec=edge, lw=thick, ls=dash)
        self._shapes.append((shape, order, key))

    def polygon(self, corners: Sequence[Point], face: str, order: float = 0, key: str = "") -> None:
        """Fill the room between corners."""
        from matplotlib.patches import Polygon

        self._shapes.append((partial(Polygon, corners, fc=face, ec="none"), order, key))

    def mark(
        self,
        x: float,
        y: float,
        shape: str,
        size: float,
        colour: str,
        full: Fill = True,
        order: float = 4,
        key: str = "",
    ) -> None:
        """Draw a marker of matplotlib's shapes, `size` points across: full, hollow, or its left or lower half full."""
        self._marks.setdefault((order, shape, size, colour, full), []).append((x, y, key))

    def figure(self) -> Figure:
        """Draw the page: what looks alike is one artist, which is quicker than one for each line and mark."""
        import matplotlib as mpl
        from matplotlib.collections import LineCollection
        from matplotlib.figure import Figure
        from matplotlib.lines import Line2D
        from matplotlib.transforms import Affine2D

        with mpl.rc_context(STYLE):
            figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72, facecolor=PAPER)
        points = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72) + figure.dpi_scale_trans

        def add(artist: Any, order: float, keys: Sequence[str]) -> None:
            artist.set_transform(points)
            artist.set_zorder(order)
            artist.keys = keys  # what its lines or marks belong to, for tests
            figure.add_artist(artist)

        for shape, order, key in self._shapes:
            add(shape(), order, [key])
        for (order, colour, thick, dash), rules in self._rules.items():
            paths, keys = zip(*rules, strict=True)
            add(LineCollection(paths, colors=colour, linewidths=thick, linestyles=dash, capstyle="butt"), order, keys)
        for (order, shape, size, colour, full), marks in self._marks.items():
            xs, ys, keys = zip(*marks, strict=True)
            half: Literal["left", "bottom", "full"] = full if isinstance(full, str) else "full"
            signs = Line2D(xs, ys, marker=shape, ms=size, lw=0, mec=colour, mew=1.0, mfcalt=PAPER, fillstyle=half)
            signs.set_markerfacecolor(colour if full else PAPER)
            add(signs, order, keys)
        figure.add_artist(_lines_artist()(self.lines, points)).set_clip_on(False)
        return figure


@cache
def _lines_artist() -> Any:
    """Make the artist that draws every line of text at its own baseline: exact, and quicker than one Text a line.

    It draws in the course's style whoever asks it to, so that letters are never hinted and keep their measured widths.
    """
    import matplotlib as mpl
    from matplotlib.artist import Artist
    from matplotlib.colors import to_rgba

    class Lines(Artist):
        def __init__(self, lines: Sequence[Line], points: Any) -> None:
            super().__init__()
            self.lines, self.points = lines, points
            self.set_zorder(5)

        @mpl.rc_context(STYLE)
        def draw(self, renderer: Any) -> None:
            flip = renderer.height if renderer.flipy() else None
            renderer.open_group("lines")
            for line in self.lines:
                x, y = self.points.transform((line.x, line.y))
                gc = renderer.new_gc()
                gc.set_foreground(to_rgba(line.colour), isRGBA=True)
                gc.set_antialiased(True)
                renderer.draw_text(gc, x, y if flip is None else flip - y, line.text, font(line.size, line.bold), 0.0)
                gc.restore()
            renderer.close_group("lines")

    return Lines
