"""What has a spreadsheet or an editor done to a case's files, and how is it undone without losing anything?"""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from helpers.cells import as_edtf, is_date
from helpers.dates import DateError, parse
from helpers.folder import Contents, read_folder
from helpers.package import FILES, PACKAGE
from helpers.rows import AS_TYPED, SEPARATORS, cut, decode, separator_of, without_empty_ends
from helpers.tables import Field, count


@dataclass
class Mended:
    """What was done to one file.

    Attributes
    ----------
    file : str
        The file, with its folder.
    done : list of str
        What was undone; empty where the file stays as it was.
    left : list of str
        What only a person can decide or do.
    backup : str
        Name of the copy of the file as it was, beside it; "" where none was needed.
    """

    file: str
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    backup: str = ""


def tidy(folder: Path | str, day_first: bool | None = None) -> list[Mended]:
    """Undo what spreadsheets and editors do to a case's files, and keep a copy of each file as it was.

    Byte order marks, UTF-16, Windows line ends, a lost last line end, semicolons or tabs between cells, blanks around
    cells, empty columns and rows at the end, and dates written as the country writes them: nothing else is touched. A
    date that may be two days is left, and so is one with two figures for the year, unless the case's other dates lie in
    one century of those that it may be of. Run again, it changes nothing.

    Parameters
    ----------
    folder : path
        The case folder, as `helpers.folder.find_folder` finds it.
    day_first : bool, optional
        How to read "04/02/1954": True for 4 February, False for 2 April. Without it such a date is left.

    Returns
    -------
    list of Mended
        One entry a file that was changed or that needs a person. A file is replaced in one step, so that a power cut
        leaves the old one or the new one.
    """
    contents = read_folder(folder)
    if not contents.folder.is_dir():
        return [Mended(problem.file, left=[problem.message]) for problem in contents.problems]
    tables = {f"{table.name}.csv": table for table in contents.tables.values()}
    mended, years = [], _years(contents)
    for name in _files(contents.folder):
        path, one = contents.folder / name, Mended(contents.label(name))
        try:
            raw = path.read_bytes()
            text, habits = decode(raw)
            one.done = list(habits)
            if name in tables:
                text = _tidy_table(text, tables[name].fields, one, day_first, years)
            new = text.encode("utf-8", "surrogateescape")
            if new != raw:
                one.backup = _keep(path, raw)
                _replace(path, new)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            one = Mended(one.file, left=[f"cannot be written ({why}); close other programs that use it and try again"])
        if one.done or one.left:
            mended.append(one)
    return mended


def _files(folder: Path) -> Iterator[str]:
    """Name the files of a case that are there."""
    texts = sorted(path.name for path in (folder / "texts").glob("*.md") if not path.name.startswith("."))
    for name in (PACKAGE, *FILES, *(f"texts/{name}" for name in texts)):
        if (folder / name).is_file():
            yield name


def _years(contents: Contents) -> tuple[int, int] | None:
    """Give the first and the last year that stand in the dates of a case in four figures; None where none does."""
    dates = (
        row[one["name"]]
        for table in contents.tables.values()
        for one in table.fields
        if is_date(one)
        for row in table.rows
    )
    years = [int(year) for date in dates for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9X])", date)]
    return (min(years), max(years)) if years else None


def _tidy_table(
    text: str, fields: Sequence[Field], one: Mended, day_first: bool | None, years: tuple[int, int] | None
) -> str:
    """Put commas between the cells of a table and dates in EDTF; take off what is blank at its ends."""
    separator = separator_of(text, [field["name"] for field in fields])
    records, columns, rows = without_empty_ends(list(cut(text, separator)))
    width = len(records[0][1])
    broken = [number for number, cells, matched in records if not matched or len(cells) not in (width, 0)]
    if broken or not text.strip():
        one.left += (
            [f"row {broken[0]} is damaged, so its cells are left; python -m helpers check says how"] if broken else []
        )
        return text
    header = [label.strip() for label in records[0][1]]
    blanks = sum(_trim(cells, header) for _, cells, _ in records)
    read = _Dates(day_first, years)
    dates = {field["name"] for field in fields if is_date(field)}
    for place in (place for place, label in enumerate(header) if label in dates):
        for number, cells, _ in records[1:]:
            if cells:
                cells[place] = read.read(cells[place], f"row {number}, column {header[place]}: {cells[place]}")
    one.done += [f"{SEPARATORS[separator]} between the cells"] if separator != "," else []
    one.done += [f"blanks around {count(blanks, 'cell')}"] if blanks else []
    one.done += [f"{count(columns, 'empty column')} at the end"] if columns else []
    one.done += [f"{count(rows, 'empty row')} at the end"] if rows else []
    one.done += read.done
    one.done += ["no line end after the last row; see that it is whole"] if not text.endswith("\n") else []
    one.left += read.left
    if separator == "," and not (blanks or columns or rows or read.done):
        return text if text.endswith("\n") else text + "\n"
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(cells for _, cells, _ in records)
    return table.getvalue()


def _trim(cells: list[str], header: Sequence[str]) -> int:
    """Take the blanks off both ends of cells, in place, and count those that had any."""
    found = 0
    for place, cell in enumerate(cells):
        if header[place] not in AS_TYPED and cell != cell.strip():
            cells[place] = cell.strip()
            found += 1
    return found


class _Dates:
    """Dates that a spreadsheet rewrote: how many were put right, and which ones only a person can read."""

    def __init__(self, day_first: bool | None, years: tuple[int, int] | None) -> None:
        self._day_first, self._years = day_first, years
        self._written = self._by_case = 0
        self._days, self._centuries = list[str](), list[str]()

    def read(self, cell: str, place: str) -> str:
        """Give the date of a cell where it can be but one, else the cell as it is."""
        with suppress(DateError):
            return parse(cell).text
        meant = self._ordered(as_edtf(cell, self._years))
        if len(meant) == 1:
            self._written += 1
            self._by_case += len(self._ordered(as_edtf(cell))) > 1
            return meant[0]
        if len({day[4:] for day in meant}) > 1:
            self._days.append(place)
        elif meant:
            self._centuries.append(f"{place} ({' or '.join(meant)})")
        return cell

    def _ordered(self, days: Sequence[str]) -> Sequence[str]:
        """Keep of two orders of day and month the one asked for; of a year the day-first date comes first."""
        if self._day_first is None:
            return days
        first = {day[:4]: day for day in (reversed(days) if self._day_first else days)}
        return [day for day in days if first[day[:4]] == day]

    @property
    def done(self) -> list[str]:
        """What was put right."""
        out = [f"{count(self._written, 'date')} in a spreadsheet’s figures"] if self._written else []
        if self._by_case and self._years:
            lie = "–".join(str(year) for year in dict.fromkeys(self._years))
            each = "its year" if self._by_case == 1 else "their years"
            out.append(
                f"{count(self._by_case, 'date')} of these with two figures for {each}, read as of the one century in "
                f"which the case’s other dates lie ({lie})"
            )
        return out

    @property
    def left(self) -> list[str]:
        """What is left to a person."""
        out = []
        if self._days:
            which = f"may be two days, first {self._days[0]}; add --day-first or --month-first to the command"
            out.append(f"left: {count(len(self._days), 'date')} that {which}")
        if self._centuries:
            out.append(
                f"left: {count(len(self._centuries), 'date')} with two figures for the year, first "
                f"{self._centuries[0]}; write the year in four figures, in a column formatted as Text"
            )
        return out


def _keep(path: Path, raw: bytes) -> str:
    """Copy a file's bytes beside it, under a name that was not taken; give the name."""
    for number in itertools.count(1):
        copy = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        try:
            _write(copy, raw, "xb")
        except FileExistsError:
            if copy.read_bytes() != raw:
                continue
        return copy.name
    raise AssertionError  # counting has no end


def _replace(path: Path, new: bytes) -> None:
    """Replace a file in one step."""
    path = path.resolve()
    made = path.with_name(f".{path.name}.new")
    try:
        _write(made, new, "wb")
        shutil.copymode(path, made)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _write(path: Path, content: bytes, mode: Literal["wb", "xb"]) -> None:
    with path.open(mode) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
