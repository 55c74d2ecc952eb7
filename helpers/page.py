"""What is a page? A sheet measured in points from its top left corner, on which pictures write, rule and mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from helpers.typeset import ASCENT, PITCH, font, width

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path

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


@dataclass(frozen=True)
class Shape:
    """One outline, in points from the top left corner: its path, its look, and what it belongs to."""

    path: Path
    order: float
    edge: str
    thick: float
    face: str = "none"
    dash: Dash = "solid"
    key: str = ""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its ink, in points."""
        box, half = self.path.get_extents(), self.thick / 2 if self.edge != "none" else 0.0
        return box.x0 - half, box.y0 - half, box.x1 + half, box.y1 + half


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
    shapes : list of Shape
        Everything else on the page.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height, self.lines, self.shapes = width, height, list[Line](), list[Shape]()

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
        from matplotlib.path import Path

        if points := [point for path in paths for point in path]:
            codes = [Path.LINETO if step else Path.MOVETO for path in paths for step in range(len(path))]
            self.shapes.append(Shape(Path(points, codes), order, colour, thick, dash=dash, key=key))

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
        corners = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high)]
        self.polygon(corners, face, edge, thick, order, dash, key)

    def polygon(
        self,
        corners: Sequence[Point],
        face: str = PAPER,
        edge: str = "none",
        thick: float = 0.8,
        order: float = 2,
        dash: Dash = "solid",
        key: str = "",
    ) -> None:
        """Draw a filled outline through corners."""
        from matplotlib.path import Path

        self.shapes.append(Shape(Path([*corners, corners[0]], closed=True), order, edge, thick, face, dash, key))

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
        """Draw a marker of matplotlib's shapes, `size` points across: full, hollow, or one half of it full."""
        outline, half = _marker(shape, size, full)
        for path, face in ((outline, colour if full is True else PAPER), (half, colour)):
            if path is not None:
                moved = type(path)(path.vertices + (x, y), path.codes)
                self.shapes.append(Shape(moved, order, colour, 1.0 if path is outline else 0.0, face, key=key))

    def figure(self) -> Figure:
        """Return the finished drawing."""
        import matplotlib as mpl
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        with mpl.rc_context(STYLE):
            figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72, facecolor=PAPER)
        points = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72) + figure.dpi_scale_trans
        artist = _sheet_artist()(self, points)
        figure.add_artist(artist)
        artist.set_clip_on(False)
        return figure


@lru_cache(maxsize=64)
def _marker(shape: str, size: float, full: Fill) -> tuple[Path, Path | None]:
    """Make a marker's outline about (0, 0), y running down, and the part of it that is full where that is a half."""
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import Affine2D

    scale = Affine2D().scale(size, -size)
    whole = MarkerStyle(shape)
    outline = (whole.get_transform() + scale).transform_path(whole.get_path())
    if isinstance(full, bool):
        return outline, None
    half = MarkerStyle(shape, fillstyle=full)
    return outline, (half.get_transform() + scale).transform_path(half.get_path())


def _sheet_artist() -> Any:
    """Make the artist that draws a whole page, each line of text at its own baseline.

    One artist for all is exact, and quicker than one of matplotlib's own for each line and mark.
    """
    from matplotlib.artist import Artist
    from matplotlib.colors import to_rgba

    class Sheet(Artist):
        def __init__(self, page: Page, points: Any) -> None:
            super().__init__()
            self.page, self.points = page, points

        def draw(self, renderer: Any) -> None:
            shapes = sorted(self.page.shapes, key=lambda shape: shape.order)
            renderer.open_group("marks")
            for shape in shapes:
                gc = renderer.new_gc()
                gc.set_linewidth(shape.thick if shape.edge != "none" else 0.0)
                gc.set_foreground(to_rgba(shape.edge if shape.edge != "none" else shape.face), isRGBA=True)
                gc.set_antialiased(True)
                gc.set_capstyle("butt")
                gc.set_joinstyle("miter")
                if not isinstance(shape.dash, str):
                    start, lengths = shape.dash
                    gc.set_dashes(start * shape.thick, [length * shape.thick for length in lengths])
                face = None if shape.face == "none" else to_rgba(shape.face)
                renderer.draw_path(gc, shape.path, self.points, face)
                gc.restore()
            renderer.close_group("marks")
            renderer.open_group("lines")
            flip = renderer.height if renderer.flipy() else None
            for line in self.page.lines:
                x, y = self.points.transform((line.x, line.y))
                gc = renderer.new_gc()
                gc.set_foreground(to_rgba(line.colour), isRGBA=True)
                gc.set_antialiased(True)
                renderer.draw_text(gc, x, y if flip is None else flip - y, line.text, font(line.size, line.bold), 0.0)
                gc.restore()
            renderer.close_group("lines")

    return Sheet
