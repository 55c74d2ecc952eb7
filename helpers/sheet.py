"""What does a reader see that is not a picture? A sheet: HTML for the eye, plain text for every other reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

import pandas as pd


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


def table_html(table: pd.DataFrame, caption: str) -> str:
    """Write a table with a caption and header cells that say what they head; every cell escaped.

    Parameters
    ----------
    table : pandas.DataFrame
        Shown with its index as row headers.
    caption : str
        What the table is.

    Returns
    -------
    str
        HTML.
    """
    left = 'style="text-align:left;vertical-align:top"'
    names = [str(table.index.name or "row"), *map(str, table.columns)]
    heads = "".join(f'<th scope="col" {left}>{escape(name.replace("_", " "))}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row" {left}>{escape(str(key))}</th>'
        + "".join(f"<td {left}>{escape(_cell(value))}</td>" for value in row)
        + "</tr>"
        for key, row in zip(table.index, table.itertuples(index=False), strict=True)
    )
    return (
        f'<table><caption style="text-align:left"><b>{escape(caption)}</b></caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def rows_html(pairs: Iterable[tuple[str, str]], caption: str) -> str:
    """Write pairs as a two-column table; the first of each pair is plain, the second is HTML already."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top">{escape(name)}</th>'
        f'<td style="text-align:left">{value}</td></tr>'
        for name, value in pairs
    )
    return f'<table><caption style="text-align:left"><b>{escape(caption)}</b></caption><tbody>{rows}</tbody></table>'


def _cell(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def show(table: pd.DataFrame | pd.Series, caption: str) -> Sheet:
    """Show a table so that whole sentences can be read, with a caption and named headers.

    Parameters
    ----------
    table : pandas.DataFrame or pandas.Series
        Any table; one row of a table (a Series) is shown with its column names down the side.
    caption : str
        What it is, in a few words.

    Returns
    -------
    Sheet
        Nothing is cut off; a plain-text reader gets one line a row.
    """
    if isinstance(table, pd.Series):
        pairs = [(str(name).replace("_", " "), _cell(value)) for name, value in table.items() if _cell(value)]
        lines = [f"{name}: {value}" for name, value in pairs]
        return Sheet(rows_html([(name, escape(value)) for name, value in pairs], caption), "\n".join([caption, *lines]))
    lines = [
        " | ".join([str(key), *(_cell(value) for value in row)])
        for key, row in zip(table.index, table.itertuples(index=False), strict=True)
    ]
    head = " | ".join([str(table.index.name or "row"), *map(str, table.columns)])
    return Sheet(table_html(table, caption), "\n".join([f"{caption} ({len(table)} rows)", head, *lines]))
