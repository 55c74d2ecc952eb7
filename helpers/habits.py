"""What has a spreadsheet or an editor done to a case's files, and how is it undone without losing anything?"""

from __future__ import annotations

import csv
import io
import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from helpers.cells import as_edtf, is_date
from helpers.dates import DateError, parse
from helpers.folder import read_folder
from helpers.package import FILES, PACKAGE
from helpers.rows import SEPARATORS, cut, decode, separator_of
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

    Byte order marks, UTF-16, Windows line ends, a lost last line end, semicolons or tabs between cells, and dates
    written as the country writes them: nothing else is touched, and a date that may be two days is left. Run again, it
    changes nothing.

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
    mended = []
    for name in _files(contents.folder):
        path, one = contents.folder / name, Mended(contents.label(name))
        try:
            raw = path.read_bytes()
            text, habits = decode(raw)
            one.done = list(habits)
            if name in tables:
                text = _tidy_table(text, tables[name].fields, one, day_first)
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


def _tidy_table(text: str, fields: Sequence[Field], one: Mended, day_first: bool | None) -> str:
    """Put commas between the cells of a table, dates in EDTF, and a line end after the last row."""
    separator = separator_of(text, [field["name"] for field in fields])
    records = list(cut(text, separator))
    width = len(records[0][1])
    broken = [number for number, cells, matched in records if not matched or len(cells) not in (width, 0)]
    if broken or not text.strip():
        one.left += (
            [f"row {broken[0]} is damaged, so its cells are left; python -m helpers check says how"] if broken else []
        )
        return text
    dates = {field["name"] for field in fields if is_date(field)}
    columns = [place for place, label in enumerate(records[0][1]) if label in dates]
    written, unclear = 0, []
    for number, cells, _ in records[1:]:
        for place in columns if cells else ():
            meant = _meant(cells[place], day_first)
            if len(meant) == 1:
                cells[place] = meant[0]
                written += 1
            elif meant:
                unclear.append(f"row {number}, column {records[0][1][place]}: {cells[place]}")
    one.done += [f"{SEPARATORS[separator]} between the cells"] if separator != "," else []
    one.done += [f"{count(written, 'date')} in a spreadsheet’s figures"] if written else []
    one.done += ["no line end after the last row; see that it is whole"] if not text.endswith("\n") else []
    if unclear:
        which = f"may be two days, first {unclear[0]}; add --day-first or --month-first to the command"
        one.left.append(f"left: {count(len(unclear), 'date')} that {which}")
    if separator == "," and not written:
        return text if text.endswith("\n") else text + "\n"
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(cells for _, cells, _ in records)
    return table.getvalue()


def _meant(cell: str, day_first: bool | None) -> Sequence[str]:
    """Give the date or the two dates that a spreadsheet's date may be; none where the cell is EDTF, or no date."""
    try:
        parse(cell)
    except DateError:
        meant = as_edtf(cell)
        return meant if day_first is None or len(meant) < 2 else [meant[0 if day_first else 1]]
    return ()


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
