"""Which table of events is meant: one that is open, or one that a spreadsheet saved as CSV?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from helpers.package import COURSE
from helpers.rows import SEPARATORS, cut, read_text, separator_of, unscrambled
from helpers.slips import Slip
from helpers.tables import nearest, row_names, show

NEEDED = ("label", "date", "lane")
KNOWN = (*NEEDED, "id", "date_disputed", "known_on", "known_note", "certainty", "caution")
"""Columns that a chronology uses; their names are found however they are typed."""


def open_events(table_or_file: pd.DataFrame | str | Path) -> tuple[pd.DataFrame, list[str]]:
    """Give a table of events with the column names that a chronology uses, and what each row is called.

    Parameters
    ----------
    table_or_file : pandas.DataFrame, str or pathlib.Path
        A table, or the name of a CSV file: from the working directory or else beside the course's ``data/``. A byte
        order mark, Windows line ends, and semicolons or tabs between the cells lose nothing. Capitals and blanks in
        the names of columns do not count.

    Returns
    -------
    tuple of (pandas.DataFrame, list of str)
        A new table, of a file every column as text; and for each row the words that name it: "Row 2 of list.csv", as a
        spreadsheet counts.

    Raises
    ------
    Slip
        One sentence: the file or the column that is missing, the separator that was not seen, or the row that is
        damaged.
    """
    if isinstance(table_or_file, str | Path):
        return _read(Path(table_or_file))
    if not isinstance(table_or_file, pd.DataFrame):
        raise Slip(
            "A chronology is drawn from a case, a table of events (a DataFrame) or the name of a CSV file, not from "
            f"{table_or_file!r:.60}."
        )
    return _named(table_or_file), row_names(table_or_file.index)


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Write the names of columns as they are known, and see that those that are needed are there."""
    names = {column: _plain(column) for column in table.columns if _plain(column) in KNOWN}
    taken = [name for column, name in names.items() if column != name]
    named = table.rename(columns={old: new for old, new in names.items() if new not in table and taken.count(new) == 1})
    there = ", ".join(map(str, table.columns)) or "none"
    for column in NEEDED:
        if column not in named:
            parts = [(mark, str(one).split(mark)) for one in table.columns for mark in (";", "\t")]
            for mark, cells in parts:
                if column in map(_plain, cells):
                    raise Slip(
                        f"The columns of this table ({show(there)}) were not cut apart, because the file has "
                        f"{SEPARATORS[mark]} between the cells: read it with sep={mark!r}, as in "
                        f"pd.read_csv(…, sep={mark!r}), or give chronology the name of the file."
                    )
            near = nearest(column, [str(one) for one in table.columns], 0.75)
            mend = f"; rename {show(near)} to it, if that is meant" if near else ""
            raise Slip(f"A chronology needs the column “{column}”; the columns of this table are: {there}{mend}.")
    return named


def _plain(column: object) -> str:
    return "_".join(str(column).casefold().split())


def _read(file: Path) -> tuple[pd.DataFrame, list[str]]:
    """Read a table that a spreadsheet saved."""
    beside = COURSE.parent / file
    path = beside if not file.exists() and beside.exists() else file
    if path.suffix.lower() in (".xlsx", ".xls", ".ods", ".numbers"):
        raise Slip(f"{file.name} is a workbook: open it in its spreadsheet and save the table as “CSV UTF-8”.")
    if not path.is_file():
        near = nearest(path.name, [one.name for one in path.parent.glob("*.csv")], 0.75)
        where = "neither in the folder of this notebook nor beside the course’s data"
        raise Slip(f"There is no file {show(str(file))}, {where}{f'; the nearest is {show(near)}' if near else ''}.")
    text, problems = read_text(path, file.name)
    if text is None:
        raise Slip(f"{problems[0]}.")
    separator = separator_of(text, NEEDED)
    records = [
        (number, [unscrambled(cell).strip() for cell in cells], whole) for number, cells, whole in cut(text, separator)
    ]
    header = records[0][1]
    while header and not header[-1]:
        header.pop()
    rows, names = list[Sequence[str]](), list[str]()
    for number, cells, whole in records[1:]:
        if not any(cells):
            continue
        if not whole or any(cells[len(header) :]):
            what = (
                f"has {len(cells)} cells where row 1 has {len(header)}: a cell with a comma in it needs quotation "
                "marks around it"
                if whole
                else "has a quotation mark that opens a cell and is not closed, or is not doubled inside one"
            )
            raise Slip(f"Row {number} of {file.name} {what}.")
        rows.append([*cells, *[""] * len(header)][: len(header)])
        names.append(f"Row {number} of {file.name}")
    table = _named(pd.DataFrame(rows, columns=header, dtype="str"))
    return (table.set_index("id") if "id" in table and table["id"].all() else table), names
