"""What does one file of a case hold, and what is wrong in it by itself? CSV is read by its fields."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from helpers.cells import Checker
from helpers.tables import Field, Problem, Table, count, natural, nearest, needed, show

LONGEST_CELL = 50  # lines; a quotation mark still open after so many was never closed
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
BAD_BYTE = re.compile("[\udc80-\udcff]")
TAKEN_FOR_WINDOWS = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
AS_TYPED = ("prefix", "suffix")
"""Columns in which a blank at an end counts."""
WHOLE = "; nothing is lost meanwhile"


def decode(raw: bytes) -> tuple[str, list[str]]:
    """Read text whatever a spreadsheet or an editor saved it as.

    Parameters
    ----------
    raw : bytes
        The file's bytes.

    Returns
    -------
    tuple of (str, list of str)
        The text with LF line ends and without a byte order mark, bytes that are not UTF-8 as surrogates; and the
        habits that were undone, each as what the file has.
    """
    habits = []
    text = raw.decode("utf-8", "surrogateescape")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) and len(raw) % 2 == 0:
        text = raw.decode("utf-16", "replace")
        habits.append("UTF-16 letters (“Unicode text”)")
    if text.startswith("\ufeff"):
        text = text[1:]
        habits.append("a byte order mark (Excel’s “CSV UTF-8”)")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        habits.append("Windows line ends (CRLF)")
    return text, habits


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read a file; what it was saved as is a problem that does not stop a case.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        Its name in problems.

    Returns
    -------
    tuple of (str or None, list of Problem)
        The text as `decode` gives it, None where the file cannot be read, and the problems.
    """
    try:
        text, habits = decode(path.read_bytes())
    except FileNotFoundError:
        return None, [Problem(file, None, "", "this file is missing; put it back")]
    except OSError as error:
        cure = "close other programs that use it and try again"
        return None, [Problem(file, None, "", f"cannot be read ({(error.strerror or str(error)).lower()}); {cure}")]
    return text, [Problem(file, 1, "", f"has {habit}{WHOLE}", blocks=False, tidied=True) for habit in habits]


def read_prose(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read a text, TOML or JSON file; a byte that is not UTF-8 is a problem of its line."""
    text, problems = read_text(path, file)
    if text and (bad := BAD_BYTE.search(text)):
        line = text.count("\n", 0, bad.start()) + 1
        problems.append(Problem(file, line, "", "has letters that are not UTF-8; save the file as UTF-8"))
        text = _from_windows(text)
    return text, problems


def read_table(path: Path, name: str, fields: Sequence[Field], file: str, whole: bool = True) -> Table:
    """Read one CSV file by its Table Schema and find everything that is wrong in it by itself.

    Parameters
    ----------
    path : pathlib.Path
        The CSV file.
    name : str
        The table's name.
    fields : sequence of mapping
        The schema's fields, as `helpers.cells.Checker` reads them, and ``unique``.
    file : str
        The file's name in problems.
    whole : bool
        True where every field needs its column, in this order; False where the required ones are enough.

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
    wanted = names if whole else needed(fields)
    if not text.partition("\n")[0].strip():
        what = "this file is empty" if not text.strip() else "row 1 is empty"
        table.note(1, "", f"{what}; the first row must name the columns: {','.join(wanted)}")
        return table
    separator = separator_of(text, names)
    if separator != ",":
        table.note(1, "", f"has {SEPARATORS[separator]} between the cells{WHOLE}", blocks=False, tidied=True)
    (first, *records), surplus, empty = without_empty_ends(list(cut(text, separator)))
    if surplus:
        table.note(1, "", f"has {count(surplus, 'empty column')} at the end{WHOLE}", blocks=False, tidied=True)
    columns = _columns(table, [_from_windows(label) for label in first[1]], wanted, whole)
    if columns:
        _read_rows(table, columns, records)
        if empty:
            number = (records[-1] if records else first)[0] + 1
            table.note(number, "", f"begins {count(empty, 'empty row')} at the end{WHOLE}", blocks=False, tidied=True)
        last = text.count("\n") + 1
        if not text.endswith("\n") and all(problem.row != last for problem in table.problems):
            table.note(
                last, "", "has no line end, so the file may be saved in part; see that this row is whole", tidied=True
            )
        table.problems.extend(_repeated(table))
        table.problems.extend(_out_of_order(table))
    return table


def separator_of(text: str, names: Sequence[str]) -> str:
    """Give the separator that makes the most columns of the first row."""
    first = text.partition("\n")[0]

    def named(mark: str) -> int:
        return len({cell.strip().casefold() for cell in _cells(first, mark) or ()} & set(names))

    return max(SEPARATORS, key=named)


def cut(text: str, separator: str) -> Iterator[tuple[int, list[str], bool]]:
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


def without_empty_ends(
    records: list[tuple[int, list[str], bool]],
) -> tuple[list[tuple[int, list[str], bool]], int, int]:
    """Leave out the empty columns and rows with which spreadsheets end a table.

    Parameters
    ----------
    records : list of tuple of (int, list of str, bool)
        As `cut` gives them, the first of them the names of the columns.

    Returns
    -------
    tuple of (list, int, int)
        The others, and how many columns and rows were left out.
    """
    kept = list(records)
    while len(kept) > 1 and kept[-1][2] and not any(map(str.strip, kept[-1][1])):
        kept.pop()
    width = max((len(cells) for _, cells, matched in kept if matched), default=0)
    used = max(
        (place for _, cells, matched in kept for place, cell in enumerate(cells, 1) if cell.strip() or not matched),
        default=0,
    )
    if used and used < width:
        kept = [(number, cells[:used], matched) for number, cells, matched in kept]
    return kept, max(width - used, 0) if used else 0, len(records) - len(kept)


def _cells(line: str, separator: str) -> list[str] | None:
    """Cut a line into cells: None where a quotation mark is still open, none at all where one is out of place."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error as error:
        return None if "unexpected end" in str(error) else []


def _columns(table: Table, header: list[str], wanted: list[str], whole: bool) -> list[str | None] | None:
    """Say which column each cell of row 1 names; None for all where row 1 does not name the columns at all."""
    names = [one["name"] for one in table.fields]
    header_names = [label.strip() for label in header]
    missing = [name for name in wanted if name not in header_names]
    if "id" in missing and len(missing) > len(wanted) / 2:
        table.note(1, "", f"does not name the columns; the first row must read {','.join(wanted)}")
        return None
    columns: list[str | None] = []
    sound = len(table.problems)
    for place, typed in enumerate(header, 1):
        label = typed.strip()
        if label != typed and label in names:
            table.note(1, label, f"has a blank beside its name{WHOLE}", blocks=False, tidied=True)
        known = label in names and label not in columns
        columns.append(label if known else None)
        if known:
            continue
        guess = nearest(label, [name for name in names if name not in header_names and name not in columns])
        if label in columns:
            table.note(1, label, "stands twice in row 1; take one of the two columns out")
        elif guess:
            columns[-1] = guess
            table.note(1, label, f"is not a known column; rename it to {show(guess)}")
        else:
            what = "has no name in row 1" if not label.strip() else "is not a known column"
            table.note(
                1, label.strip() or f"number {place}", f"{what}; take it out, or describe it in datapackage.json"
            )
    for name in (name for name in missing if name not in columns):
        before = wanted.index(name)
        table.note(1, name, f"is missing; add the column, {f'after {show(wanted[before - 1])}' if before else 'first'}")
    known = [name for name in columns if name]
    if len(table.problems) == sound and whole and known != names:
        first = next(wrong for wrong, right in zip(known, names, strict=False) if wrong != right)
        table.note(1, first, f"stands in the wrong place; the order is {','.join(names)}")
    return columns


def _read_rows(table: Table, columns: list[str | None], records: Iterable[tuple[int, list[str], bool]]) -> None:
    """Read the rows under the header into `table`."""
    checkers = [Checker(one) for one in table.fields if one["name"] in columns]
    blank = {one["name"]: "" for one in table.fields}
    ids = set()
    scrambled: list[tuple[int, str, str]] = []
    blanks: list[tuple[int, str]] = []
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
            table.note(number, "", fault)
            continue
        for column, cell in row.items():
            if "\n" in cell:
                after = show(cell.partition("\n")[0])
                table.note(number, column, f"has a line break inside the cell, after {after}; write “; ” instead")
                row[column] = " ".join(cell.split())
            elif cell != cell.strip() and column not in AS_TYPED:
                blanks.append((number, column))
                row[column] = cell.strip()
            if not cell.isascii() and (right := unscrambled(cell)) != cell:
                scrambled.append((number, column, right))
                row[column] = right if column in AS_TYPED else right.strip()
        for checker in checkers:
            cell = row[checker.name]
            if not cell and not checker.required:
                continue
            right, message, tidied = checker.check(cell)
            if message:
                table.note(number, checker.name, message, tidied=tidied)
                row[checker.name] = right
        table.rows.append(row)
        table.numbers.append(number)
        ids.add(row["id"])
    if scrambled:
        number, column, right = scrambled[0]
        more = f", and so has {count(len(scrambled) - 1, 'more cell')}" if len(scrambled) > 1 else ""
        message = f"has letters in the wrong encoding{more}; it should read {show(right)}: save the file as “CSV UTF-8”"
        table.note(number, column, message)
    if blanks:
        number, column = blanks[0]
        more = f", and so has {count(len(blanks) - 1, 'more cell')}" if len(blanks) > 1 else ""
        table.note(number, column, f"has a blank at an end{more}{WHOLE}", blocks=False, tidied=True)
    if empty:
        more = f", and so {'is' if len(empty) == 2 else 'are'} {count(len(empty) - 1, 'more row')}" if empty[1:] else ""
        table.note(empty[0], "", f"is empty{more}; delete the line")
    if "id" in columns:
        table.ids = frozenset(ids - {""})


def _from_windows(text: str) -> str:
    return BAD_BYTE.sub(lambda bad: bytes([ord(bad[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def unscrambled(cell: str) -> str:
    """Give the cell as it was meant, where it was saved as Windows-1252 or UTF-8 was taken for that."""
    if BAD_BYTE.search(cell):
        return _from_windows(cell)
    if not TAKEN_FOR_WINDOWS.search(cell):
        return cell
    try:
        return b"".join(bytes([ord(c)]) if 0x7F < ord(c) < 0xA0 else c.encode("cp1252") for c in cell).decode()
    except UnicodeError:
        return cell


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
    places = [(number, row["id"], natural(row["id"])) for number, row in table.numbered()]
    falls = [(number, a, here) for (_, a, above), (number, here, place) in pairwise(places) if here and above > place]
    if falls:
        number, above, here = falls[0]
        more = f", and so do {count(len(falls) - 1, 'more row')}" if len(falls) > 1 else ""
        yield Problem(table.file, number, "id", f"{here} stands below {above}{more}; sort the rows by id")
