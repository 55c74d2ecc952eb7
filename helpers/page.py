"""What is a page? A sheet measured in points from its top left corner, on which pictures write, rule and mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
        import matplotlib as mpl
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.width, self.height, self.lines = width, height, list[Line]()
        with mpl.rc_context(STYLE):
            self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
        self._points = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72) + self._figure.dpi_scale_trans

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
        from matplotlib.collections import LineCollection

        self._add(LineCollection(paths, colors=colour, linewidths=thick, linestyles=dash, capstyle="butt"), order, key)

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

        self._add(Rectangle((left, top), wide, high, fc=face, ec=edge, lw=thick, ls=dash), order, key)

    def polygon(self, corners: Sequence[Point], face: str, order: float = 0, key: str = "") -> None:
        """Fill the room between corners."""
        from matplotlib.patches import Polygon

        self._add(Polygon(corners, fc=face, ec="none"), order, key)

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
        from matplotlib.lines import Line2D

        half: Literal["left", "bottom", "full"] = full if isinstance(full, str) else "full"
        sign = Line2D([x], [y], marker=shape, ms=size, lw=0, mec=colour, mew=1.0, mfcalt=PAPER, fillstyle=half)
        sign.set_markerfacecolor(colour if full else PAPER)
        self._add(sign, order, key)

    def figure(self) -> Figure:
        """Return the finished drawing."""
        artist = _lines_artist()(self.lines, self._points)
        self._figure.add_artist(artist)
        artist.set_clip_on(False)
        return self._figure

    def _add(self, artist: Any, order: float, key: str) -> None:
        artist.set_transform(self._points)
        artist.set_zorder(order)
        artist.set_gid(key or None)
        self._figure.add_artist(artist)


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
