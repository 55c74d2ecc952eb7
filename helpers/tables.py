"""What does one file of a case hold, and what is wrong in it? CSV is read by its Table Schema; nothing is written."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.dates import DateError, parse

Field = Mapping[str, Any]

LONGEST_CELL = 50  # lines; a quotation mark still open after so many was never closed
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
BAD_BYTE = re.compile("[\udc80-\udcff]")
TAKEN_FOR_WINDOWS = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
EXCEL_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NULL!|NUM!)|#{4,}")
ID = re.compile(r"([A-Za-z]+)\s*0*(\d+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a case folder.

    Attributes
    ----------
    file : str
        The file, with its folder: ``data/events.csv``.
    row : int or None
        The row as a spreadsheet shows it, 1 being the header line; in other files than CSV the line.
    column : str
        The column; in other files than CSV the key. Empty where the whole row or file is meant.
    message : str
        What is wrong and what to do, with the nearest right value where there is one.
    blocks : bool
        False where the content is whole all the same, so that a case can still be opened.
    """

    file: str
    row: int | None
    column: str
    message: str
    blocks: bool = True

    def __str__(self) -> str:
        """Give the whole problem on one line."""
        row, column = ("row", "column") if self.file.endswith(".csv") else ("line", "key")
        place = [self.file]
        if self.row is not None:
            place.append(f"{row} {self.row}")
        if self.column:
            place.append(f"{column} {self.column}")
        return " ".join(f"{', '.join(place)}: {self.message}".split())


@dataclass
class Table:
    """One table as it was read.

    Attributes
    ----------
    name, file : str
        The table's name and its file, with the folder.
    fields : list of mapping
        The Table Schema's field descriptors, in order.
    rows : list of dict
        The whole rows, one dict of column name to text each, "" where a cell is empty.
    numbers : list of int
        For every entry of `rows`, its row as a spreadsheet shows it (the header is row 1).
    ids : frozenset of str or None
        Every id of the table, those of damaged rows too; None where the table could not be read.
    problems : list of Problem
        What is wrong in this file by itself.
    """

    name: str
    file: str
    fields: Sequence[Field]
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    ids: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give every whole row with its row number."""
        return zip(self.numbers, self.rows, strict=True)

    def frame(self) -> pd.DataFrame:
        """Make the DataFrame of a table that has no problems.

        Returns
        -------
        pandas.DataFrame
            One row a record, indexed by ``id``; text columns of dtype ``str`` ("" where empty), whole numbers
            of dtype ``Int64`` (``<NA>`` where empty).
        """
        columns: dict[str, Any] = {}
        for one in self.fields:
            cells = [row[one["name"]] for row in self.rows]
            if one.get("type") == "integer":
                columns[one["name"]] = pd.array([int(cell) if cell else None for cell in cells], dtype="Int64")
            else:
                columns[one["name"]] = pd.array(cells, dtype="str")
        index = pd.Index(columns.pop("id"), name="id")
        return pd.DataFrame(columns, index=index, copy=False)


def show(value: str, longest: int = 60) -> str:
    """Put a value between quotation marks, on one line, cut where it is long."""
    value = " ".join(value.split()) if value.strip() else value
    return f"“{value if len(value) <= longest else value[: longest - 1].rstrip() + '…'}”"


def nearest(word: str, choices: Iterable[str], likeness: float = 0.6) -> str | None:
    """Give the choice most like `word` (difflib's ratio, case ignored), or None where none is as like as `likeness`."""
    folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.strip().casefold(), folded, 1, likeness)
    return folded[found[0]] if found else None


def nearest_id(wrong: str, ids: Collection[str]) -> str | None:
    """Give the existing id nearest to a wrong one: the same letter and the nearest number, else the most like it."""
    match = ID.fullmatch(wrong.strip())
    if match:
        letter, number = match[1].upper(), int(match[2])
        same = [(abs(int(m[2]) - number), known) for known in ids if (m := ID.fullmatch(known)) and m[1] == letter]
        if same:
            return min(same)[1]
    return nearest(wrong, ids, 0.3)


def natural(identifier: str) -> tuple[str | int, ...]:
    """Give the sort key that puts D99 before D100."""
    parts = re.split(r"(\d+)", identifier)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read a text file whatever it was saved as; bytes that are not UTF-8 come back as surrogates.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        Its name in problems.

    Returns
    -------
    tuple of (str or None, list of Problem)
        The text with LF line ends and without a byte order mark, None where the file cannot be read, and the problems.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(file, None, "", "this file is missing; put it back")]
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        return None, [
            Problem(file, None, "", f"cannot be read ({why}); close other programs that use it and try again")
        ]
    problems = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(file, None, "", "was saved as UTF-16 (“Unicode text”); save it as “CSV UTF-8”"))
        text = raw.decode("utf-16", "replace")
    else:
        text = raw.decode("utf-8", "surrogateescape")
    if text.startswith("\ufeff"):
        message = (
            "begins with a byte order mark (Excel’s “CSV UTF-8”); save it as plain UTF-8. Nothing is lost meanwhile"
        )
        problems.append(Problem(file, 1, "", message, blocks=False))
        text = text[1:]
    if "\r" in text:
        message = "has Windows line ends (CRLF); save it with LF line ends. Nothing is lost meanwhile"
        problems.append(Problem(file, 1, "", message, blocks=False))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def read_prose(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read a text, TOML or JSON file; a byte that is not UTF-8 is a problem of its line."""
    text, problems = read_text(path, file)
    if text and (bad := BAD_BYTE.search(text)):
        line = text.count("\n", 0, bad.start()) + 1
        problems.append(Problem(file, line, "", "has letters that are not UTF-8; save the file as UTF-8"))
        text = _from_windows(text)
    return text, problems


def read_table(path: Path, name: str, fields: Sequence[Field], file: str) -> Table:
    """Read one CSV file by its Table Schema and find everything that is wrong in it by itself.

    Parameters
    ----------
    path : pathlib.Path
        The CSV file.
    name : str
        The table's name.
    fields : sequence of mapping
        The schema's fields: ``name``, ``type`` (string or integer), ``constraints`` (required, unique, enum, pattern,
        minimum, maximum) and ``rdfType`` (a type that ends in ``edtf/EDTF`` is an EDTF date).
    file : str
        The file's name in problems.

    Returns
    -------
    Table
        The whole rows and the problems. A value whose right form is plain goes on in that form, so that one slip is
        one problem.
    """
    table = Table(name, file, fields)
    text, found = read_text(path, file)
    table.problems.extend(found)
    if text is None:
        return table
    names = [one["name"] for one in fields]
    header_line, _, _ = text.partition("\n")
    if not header_line.strip():
        what = "this file is empty" if not text.strip() else "row 1 is empty"
        table.problems.append(Problem(file, 1, "", f"{what}; the first row must name the columns: {','.join(names)}"))
        return table
    separator = max(SEPARATORS, key=lambda mark: len(set(_cells(header_line, mark) or ()) & set(names)))
    if separator != ",":
        message = f"the cells are separated by {SEPARATORS[separator]}; save the file as CSV with commas"
        table.problems.append(Problem(file, 1, "", message))
    records = _records(text, separator)
    header = next(records)[1]
    columns, found = _columns([_from_windows(label) for label in header], names, file)
    table.problems.extend(found)
    if columns:
        _read_rows(table, columns, records)
        table.problems.extend(_repeated(table))
        table.problems.extend(_out_of_order(table))
    return table


def _read_rows(table: Table, columns: list[str | None], records: Iterable[tuple[int, list[str], bool]]) -> None:
    """Read the rows under the header into `table`."""
    checkers = [_Checker(one) for one in table.fields if one["name"] in columns]
    blank = {one["name"]: "" for one in table.fields}
    ids = set()
    scrambled: list[tuple[int, str, str]] = []
    empty: list[int] = []
    for number, cells, matched in records:
        if not any(cell.strip() for cell in cells):
            empty.append(number)
            continue
        row = blank | {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        ids.add(row["id"])
        fault = "" if matched else "a quotation mark opens a cell and nothing closes it, or is not doubled inside one"
        if not fault and len(cells) != len(columns):
            short = "the row was cut short, or a comma is lost"
            long = "a cell with a comma in it needs quotation marks around it"
            cure = short if len(cells) < len(columns) else long
            fault = f"has {len(cells)} cells where row 1 has {len(columns)}: {cure}"
        if fault:
            table.problems.append(Problem(table.file, number, "", fault))
            continue
        for column, cell in row.items():
            if "\n" in cell:
                message = (
                    f"has a line break inside the cell, after {show(cell.partition(chr(10))[0])}; write “; ” instead"
                )
                table.problems.append(Problem(table.file, number, column, message))
                row[column] = " ".join(cell.split())
            if not cell.isascii() and (right := _unscrambled(cell)) != cell:
                scrambled.append((number, column, right))
                row[column] = right
        for checker in checkers:
            column = checker.name
            right, message = checker.check(row[column])
            if message:
                table.problems.append(Problem(table.file, number, column, message))
                row[column] = right
        table.rows.append(row)
        table.numbers.append(number)
        ids.add(row["id"])
    if scrambled:
        number, column, right = scrambled[0]
        more = f", and so has {_count(len(scrambled) - 1, 'more cell')}" if len(scrambled) > 1 else ""
        message = f"has letters in the wrong encoding{more}; it should read {show(right)}: save the file as “CSV UTF-8”"
        table.problems.append(Problem(table.file, number, column, message))
    if empty:
        more = (
            f", and so {'is' if len(empty) == 2 else 'are'} {_count(len(empty) - 1, 'more row')}" if empty[1:] else ""
        )
        table.problems.append(Problem(table.file, empty[0], "", f"is empty{more}; delete the line"))
    if "id" in columns:
        table.ids = frozenset(ids - {""})


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _from_windows(text: str) -> str:
    return BAD_BYTE.sub(lambda bad: bytes([ord(bad[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _unscrambled(cell: str) -> str:
    """Give the cell as it was meant, where it was saved as Windows-1252 or UTF-8 was taken for that."""
    if BAD_BYTE.search(cell):
        return _from_windows(cell)
    if not TAKEN_FOR_WINDOWS.search(cell):
        return cell
    try:
        return b"".join(bytes([ord(c)]) if 0x7F < ord(c) < 0xA0 else c.encode("cp1252") for c in cell).decode()
    except UnicodeError:
        return cell


def _cells(line: str, separator: str) -> list[str] | None:
    """Cut a line into cells: None where a quotation mark is still open, none at all where one is out of place."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error as error:
        return None if "unexpected end" in str(error) else []


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str], bool]]:
    """Give every record with its row number, and whether its quotation marks match.

    A record where they do not is cut at every separator and does not swallow those below it.
    """
    lines = text.removesuffix("\n").split("\n")
    width = 0
    at = number = 0
    while at < len(lines):
        number += 1
        cells, taken = _cells(lines[at], separator), 1
        while cells is None and at + taken < len(lines) and taken < LONGEST_CELL:
            taken += 1
            cells = _cells("\n".join(lines[at : at + taken]), separator)
        if cells is None or (not cells and lines[at]) or (taken > 1 and len(cells) != width):
            yield number, lines[at].split(separator), False
            taken = 1
        else:
            yield number, cells, True
            width = width or len(cells)
        at += taken


def _columns(header: list[str], names: list[str], file: str) -> tuple[list[str | None] | None, list[Problem]]:
    """Say which column each cell of row 1 names; None for all where row 1 does not name the columns at all."""
    missing = [name for name in names if name not in header]
    if "id" in missing and len(missing) > len(names) / 2:
        return None, [Problem(file, 1, "", f"does not name the columns; the first row must read {','.join(names)}")]
    columns: list[str | None] = []
    problems = []
    for place, label in enumerate(header, 1):
        if label in columns:
            problems.append(Problem(file, 1, label, "stands twice in row 1; take one of the two columns out"))
        elif label not in names:
            guess = nearest(label, missing)
            if guess:
                missing.remove(guess)
                columns.append(guess)
                problems.append(
                    Problem(file, 1, label or str(place), f"is not a known column; rename it to {show(guess)}")
                )
                continue
            what = "has no name in row 1" if not label.strip() else "is not a known column"
            cure = "take it out, or describe it in datapackage.json"
            problems.append(Problem(file, 1, label.strip() or f"number {place}", f"{what}; {cure}"))
        columns.append(label if label in names and label not in columns else None)
    for name in missing:
        before = names.index(name)
        where = f"after {show(names[before - 1])}" if before else "first"
        problems.append(Problem(file, 1, name, f"is missing; add the column, {where}"))
    known = [name for name in columns if name]
    if not problems and known != names:
        first = next(wrong for wrong, right in zip(known, names, strict=False) if wrong != right)
        problems.append(Problem(file, 1, first, f"stands in the wrong place; the order is {','.join(names)}"))
    return columns, problems


class _Checker:
    """The constraints of one field, ready to be put to many cells."""

    def __init__(self, one: Field) -> None:
        limits = one.get("constraints", {})
        self.name: str = one["name"]
        self.meaning: str = one.get("description", "")
        self.required = bool(limits.get("required"))
        self.allowed: list[str] = limits.get("enum", [])
        # Cells that refer to ids are matched where the ids are known, see checks.
        self.pattern = re.compile(limits["pattern"]) if "pattern" in limits and "refersTo" not in one else None
        self.integer = one.get("type") == "integer"
        self.least, self.most = limits.get("minimum"), limits.get("maximum")
        self.date = str(one.get("rdfType", "")).endswith("edtf/EDTF")

    def check(self, cell: str) -> tuple[str, str]:
        """Give the value to go on with and what is wrong with the cell, "" where nothing is."""
        if not cell:
            return "", f"is empty; every row needs it ({self.meaning})" if self.required else ""
        if EXCEL_ERROR.fullmatch(cell):
            return "", f"holds the spreadsheet’s error {show(cell)}; type the text again, in a cell formatted as text"
        if self.allowed and cell not in self.allowed:
            guess = nearest(cell, self.allowed, 0.4)
            return guess or "", f"{show(cell)} is not allowed; {_choose(guess, self.allowed)}"
        if self.pattern and not self.pattern.fullmatch(cell):
            return self._match(cell)
        if self.integer:
            return self._whole(cell)
        if self.date:
            try:
                parse(cell)
            except DateError as error:
                return "", str(error).rstrip(".")
        return cell, ""

    def _match(self, cell: str) -> tuple[str, str]:
        assert self.pattern
        for letter, digits in ID.findall(cell):
            for guess in (f"{letter.upper()}{digits}", f"{letter.upper()}{digits:0>2}"):
                if self.pattern.fullmatch(guess):
                    return guess, f"{show(cell)} is not written as an id is; write {guess}"
        return "", f"{show(cell)} does not have the right form ({self.meaning}; pattern {self.pattern.pattern})"

    def _whole(self, cell: str) -> tuple[str, str]:
        if not re.fullmatch(r"[+-]?\d{1,9}", cell, re.ASCII):
            digits = re.search(r"\d{1,9}", cell, re.ASCII)
            return (
                "",
                f"{show(cell)} is not a whole number; write {digits[0] if digits else 'digits only'}",
            )
        if self.least is not None and int(cell) < self.least:
            return str(self.least), f"{cell} is too small; the least is {self.least}"
        if self.most is not None and int(cell) > self.most:
            return str(self.most), f"{cell} is too large; the most is {self.most}"
        return cell, ""


def _choose(guess: str | None, allowed: Sequence[str]) -> str:
    listed = ", ".join(allowed)
    return f"nearest is {show(guess)} (allowed: {listed})" if guess else f"use one of: {listed}"


def _repeated(table: Table) -> Iterator[Problem]:
    """Find values that stand twice in a column where each must differ."""
    for one in table.fields:
        if not one.get("constraints", {}).get("unique"):
            continue
        first: dict[str, int] = {}
        for number, row in table.numbered():
            value = row[one["name"]]
            if value and first.setdefault(value, number) != number:
                message = f"{show(value)} stands already in row {first[value]}; give one of the two another"
                if one["name"] == "id":
                    message += f", for instance {_free_id(table)}"
                yield Problem(table.file, number, one["name"], message)


def _free_id(table: Table) -> str:
    """Give the first id after the table's last one."""
    last = max((row["id"] for row in table.rows if row["id"]), key=natural)
    letter, number = re.match(r"(\D*)(\d*)", last).groups()  # type: ignore[union-attr]
    return f"{letter}{int(number or 0) + 1:02d}"


def _out_of_order(table: Table) -> Iterator[Problem]:
    """Find the first row that does not come after the one above it; ids sort naturally, D99 before D100."""
    pairs = [(number, above["id"], row["id"]) for (_, above), (number, row) in pairwise(table.numbered())]
    falls = [(number, above, here) for number, above, here in pairs if here and natural(above) > natural(here)]
    if falls:
        number, above, here = falls[0]
        more = f", and so do {_count(len(falls) - 1, 'more row')}" if len(falls) > 1 else ""
        yield Problem(table.file, number, "id", f"{here} stands below {above}{more}; sort the rows by id")
