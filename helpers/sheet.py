"""What does a reader see that is not a picture? A sheet: HTML for the eye, plain text for every other reader.

No colour is set but a grey for thin lines, so that a sheet reads as well on a dark ground as on a light one. Every
style stands in its tag, because a notebook's page brings its own and a copied cell leaves a style sheet behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from helpers.case import CaseError
from helpers.lines import LONG, lines
from helpers.tables import count, nearest

STYLE = "max-width:46em;font-family:system-ui,sans-serif;line-height:1.5"
"""Style of the outermost box of a sheet that is read rather than looked up."""

UNDER = ("certainty", "caution")
"""Columns that must be said with a row: they are written under it."""

_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_RULE = "border-top:1px solid #999"
_CELL = "text-align:left;vertical-align:top;padding:.3em .6em .3em 0"
_SCREEN = "max-width:calc(100vw - 5em)"  # what is read as prose ends at the edge of a phone, not of a wide table
_TABLE = "border-collapse:collapse;table-layout:auto;margin:0 0 1em 0;font-size:inherit;line-height:1.4;width:"


@dataclass(frozen=True)
class Sheet:
    """A readable thing in a notebook: shown as HTML, compared and spoken as plain text.

    Attributes
    ----------
    html : str
        Safe HTML; whatever came from a case is escaped in it.
    text : str
        The same in plain text.
    """

    html: str = field(repr=False)
    text: str

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.text

    def _repr_html_(self) -> str:
        return self.html


Value = str | Sheet | Sequence[str]
"""What stands beside a name: a text, which is broken into lines where it is long; something ready; or a list."""


def show(
    table: pd.DataFrame | pd.Series, caption: str, columns: Iterable[str] | None = None, sort_by: str | None = None
) -> Sheet:
    """Show a table so that whole sentences can be read, with a caption and named headers.

    Parameters
    ----------
    table : pandas.DataFrame or pandas.Series
        Any table; one row of a table (a Series) is shown with its column names down the side.
    caption : str
        What it is, in a few words.
    columns : list of str, optional
        The columns to show, in this order; without it, all.
    sort_by : str, optional
        The column by which the rows are sorted; it is shown too, and named in the caption.

    Returns
    -------
    Sheet
        Nothing is cut off. Certainty and caution, and all but the first of the columns that hold long texts, stand
        under each row, with their names. A plain-text reader gets one line a row.

    Raises
    ------
    CaseError
        If the table has no such column; it names those that there are.
    """
    if isinstance(table, pd.Series):
        return listing(caption, [(_named(str(name)), _cell(value)) for name, value in table.items() if _cell(value)])
    if columns is not None or sort_by is not None:
        wanted = [columns] if isinstance(columns, str) else columns or table.columns
        shown = [_column(table, name) for name in wanted]
        if sort_by is not None:
            order = _column(table, sort_by)
            shown, table = list(dict.fromkeys([*shown, order])), table.sort_values(order, kind="stable")
            caption = f"{caption}, sorted by {_named(order)}"
        table = table[shown]
    rows = [
        " | ".join([str(key), *(_cell(value) for value in row)])
        for key, row in zip(table.index, table.itertuples(index=False), strict=True)
    ]
    head = " | ".join([str(table.index.name or "row"), *map(str, table.columns)])
    return Sheet(table_html(table, caption), "\n".join([f"{caption} ({count(len(table), 'row')})", head, *rows]))


def table_html(table: pd.DataFrame, caption: str) -> str:
    """Write a table with a caption and header cells that say what they head; every cell escaped.

    Parameters
    ----------
    table : pandas.DataFrame
        Shown with its index as row headers. Under each row, over its whole width, stand certainty and caution, and all
        columns with a cell of more than `LONG` characters but the first, each after its name.

    Returns
    -------
    str
        HTML; the table scrolls sideways where its words do not fit on a small screen.
    """
    cells = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    names = [_named(str(name)) for name in table.columns]
    said = [place for place, name in enumerate(names) if name in UNDER]
    long = [place for place in range(len(names)) if place not in said and any(len(row[place]) > LONG for row in cells)]
    under = sorted([*said, *long[1:]]) if len(said) < len(names) else []
    inside = [place for place in range(len(names)) if place not in under]
    heads = "".join(
        f'<th scope="col" style="{_CELL};vertical-align:bottom">{escape(name)}</th>'
        for name in [_named(str(table.index.name or "row")), *(names[place] for place in inside)]
    )
    rows = "".join(
        _row_html(
            str(key), [row[place] for place in inside], [(names[place], row[place]) for place in under if row[place]]
        )
        for key, row in zip(table.index, cells, strict=True)
    )
    return (
        f'<div style="overflow-x:auto;max-width:72em"><table style="{_TABLE}100%">{_caption(caption)}'
        f'<thead><tr style="background:none">{heads}</tr></thead>{rows}</table></div>'
    )


def listing(caption: str, pairs: Iterable[tuple[str, Value]]) -> Sheet:
    """Show names with what stands beside each, one below the other.

    Parameters
    ----------
    caption : str
        What it is.
    pairs : iterable of tuple of (str, str or Sheet or list of str)
        A name, and a text (broken into lines where it is long), a list of lines, or a sheet.

    Returns
    -------
    Sheet
        A table of two columns; in plain text one line a pair, and further lines where a value has them.
    """
    html, text = [], [caption]
    for name, value in pairs:
        one = written(value)
        html.append(
            f'<tr style="background:none;{_RULE}"><th scope="row" style="{_CELL};width:25%">{escape(name)}</th>'
            f'<td style="{_CELL}">{one.html}</td></tr>'
        )
        text.append(f"{name}:{one.text}" if one.text.startswith("\n") else f"{name}: {one.text}")
    return Sheet(
        f'<table style="{_TABLE}100%">{_caption(caption)}<tbody>{"".join(html)}</tbody></table>', "\n".join(text)
    )


def written(value: Value) -> Sheet:
    """Write what stands beside a name: a long text line by line, in plain text each after a dash."""
    if isinstance(value, Sheet):
        return value
    parts = lines(value) if isinstance(value, str) else list(value)
    if len(parts) == 1:
        return Sheet(safe(parts[0]), parts[0])
    html = "".join(f'<div style="margin:0 0 .35em 0">{safe(part)}</div>' for part in parts)
    return Sheet(html, "".join(f"\n  - {part}" for part in parts))


def safe(text: str) -> str:
    """Escape a text for HTML; an address in it may be broken, so that it is never wider than a page."""
    return "".join(
        f'<span style="overflow-wrap:anywhere">{breakable(part)}</span>' if place % 2 else escape(part)
        for place, part in enumerate(_ADDRESS.split(text))
    )


def breakable(address: str) -> str:
    """Escape an address and let it be broken after its signs, also where a notebook that is not trusted loses styles.

    Such a notebook keeps the tag ``<wbr>`` and drops ``overflow-wrap``.
    """
    return "<wbr>".join(map(escape, re.findall(r"[^/,.?&=_%#+~:;-]{0,24}[/,.?&=_%#+~:;-]*", address)[:-1]))


def _row_html(key: str, cells: list[str], under: list[tuple[str, str]]) -> str:
    """Write one row, and below it what is too long to stand in it."""
    span = ' rowspan="2"' if under else ""
    inside = "".join(f'<td style="{_CELL}">{safe(cell)}</td>' for cell in cells)
    more = ""
    if under:
        notes = "".join(f"<div><i>{escape(name)}:</i> {safe(text)}</div>" for name, text in under)
        more = (
            f'<tr style="background:none"><td colspan="{len(cells)}" style="{_CELL};padding-top:0;font-size:90%">'
            f'<div style="{_SCREEN}">{notes}</div></td></tr>'
        )
    return (
        f'<tbody style="{_RULE}"><tr style="background:none"><th scope="row"{span} style="{_CELL}">{escape(key)}</th>'
        f"{inside}</tr>{more}</tbody>"
    )


def _caption(caption: str) -> str:
    inner = f'<b style="display:block;{_SCREEN}">{escape(caption)}</b>'
    return f'<caption style="caption-side:top;text-align:left;padding:.3em 0">{inner}</caption>'


def _named(column: str) -> str:
    return column.replace("_", " ")


def _cell(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _column(table: pd.DataFrame, name: str) -> str:
    """Find a column, however its name was typed."""
    known = {_named(str(column)).casefold(): str(column) for column in table.columns}
    typed = _named(str(name)).strip().casefold()
    if typed in known:
        return known[typed]
    near = nearest(typed, known)
    guess = f"the nearest is “{near}”; " if near else ""
    raise CaseError(f"There is no column “{name}” in this table; {guess}it has: {', '.join(map(str, table.columns))}.")
