"""What is a picture here? A figure that also speaks: alternative text, the table it was drawn from, and a sentence."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.page import STYLE
from helpers.sheet import table_html
from helpers.slips import Slip

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL import Image

_DATES = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {"Software": None}}
_DPI = 150


@dataclass(frozen=True)
class Chart:
    """What every picture function returns.

    Attributes
    ----------
    figure : matplotlib.figure.Figure or list of Figure
        The drawing; a list where it runs over several pages.
    alt : str
        Alternative text, at most 250 characters.
    table : pandas.DataFrame
        Everything that the picture shows.
    sentence : str
        One line made from the data.
    title : str
        Heading of the picture.
    layout : object
        Where everything stands, in points; for tests of geometry.
    """

    figure: Figure | list[Figure]
    alt: str
    table: pd.DataFrame
    sentence: str
    title: str = ""
    layout: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a picture that nobody can hear."""
        if not self.alt or len(self.alt) > 250:
            raise ValueError(f"The alternative text of “{self.title}” has {len(self.alt)} characters; give 1 to 250.")

    @property
    def figures(self) -> list[Figure]:
        """The pages, also where there is one."""
        return self.figure if isinstance(self.figure, list) else [self.figure]

    @cached_property
    def _pngs(self) -> list[bytes]:
        return [_png(figure) for figure in self.figures]

    def __repr__(self) -> str:
        """Give the sentence, so that a notebook's text changes when the data do."""
        return self.sentence

    def _html(self) -> str:
        pages = []
        for number, png in enumerate(self._pngs, 1):
            page = f" Page {number} of {len(self._pngs)}." if len(self._pngs) > 1 else ""
            data = base64.b64encode(png).decode("ascii")
            pages.append(
                f'<img alt="{escape(self.alt + page)}" src="data:image/png;base64,{data}" '
                'style="max-width:100%;height:auto;background:#fff"/>'
            )
        details = f"<details><summary>The same as a table</summary>{table_html(self.table, self.title)}</details>"
        caption = f"<figcaption>{escape(self.sentence)}</figcaption>"
        return f'<figure style="margin:0">{"".join(pages)}{caption}{details}</figure>'

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/plain": self.sentence,
            "text/html": self._html(),
            "image/png": base64.b64encode(self._pngs[0]).decode("ascii"),
        }

    def save(self, path: str | Path) -> list[Path]:
        """Save for print, as the ending says: .pdf, .svg or .png; the same bytes every time.

        Parameters
        ----------
        path : str or Path
            Where to; several pages get -1, -2 … before the ending.

        Returns
        -------
        list of Path
            The files written.

        Raises
        ------
        Slip
            For another ending.
        """
        import matplotlib as mpl

        path = Path(path)
        kind = path.suffix.lower().lstrip(".")
        if kind not in _DATES:
            raise Slip(f"A picture is saved as .pdf, .svg or .png, not as “{path.name}”.")
        written = []
        for number, figure in enumerate(self.figures, 1):
            page = path.with_stem(f"{path.stem}-{number}") if len(self.figures) > 1 else path
            with mpl.rc_context(STYLE):
                figure.savefig(page, format=kind, metadata=_DATES[kind], dpi=300)
            written.append(page)
        return written


def rendered(figure: Figure) -> Image.Image:
    """Draw a page for the screen."""
    import matplotlib as mpl
    from PIL import Image

    with mpl.rc_context(STYLE):
        raw = io.BytesIO()
        figure.savefig(raw, format="rgba", dpi=_DPI)
    wide, high = (int(inches * _DPI) for inches in figure.get_size_inches())
    return Image.frombytes("RGBA", (wide, high), raw.getvalue()).convert("RGB")


def _png(figure: Figure) -> bytes:
    """Save a drawn page in 96 colours, a third of the full size."""
    from PIL import Image

    image = rendered(figure).quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def shorten_months(words: str) -> str:
    """Shorten month names to three letters, for labels."""
    return re.sub(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+", r"\1", words)
