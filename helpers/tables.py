"""What is a table of a case, how is a slip in it told, and which right value is nearest to a wrong one?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

Field = Mapping[str, Any]

ID = re.compile(r"([A-Za-z]+)\s*0*(\d+)")
LOOK_ALIKES = str.maketrans("OoIl|", "00111")


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
    tidied : bool
        True where ``python -m helpers tidy`` mends it.
    """

    file: str
    row: int | None
    column: str
    message: str
    blocks: bool = True
    tidied: bool = False

    def __str__(self) -> str:
        """Give the whole problem on one line."""
        row, column = ("row", "column") if self.file.endswith(".csv") else ("line", "key")
        place = [self.file]
        if self.row is not None:
            place.append(f"{row} {self.row}")
        if self.column:
            place.append(f"{column} {self.column}")
        mend = "; python -m helpers tidy mends it" if self.tidied else ""
        return " ".join(f"{', '.join(place)}: {self.message}{mend}".split())


@dataclass
class Table:
    """One table as it was read.

    Attributes
    ----------
    name, file : str
        The table's name and its file, with the folder.
    fields : list of mapping
        The Table Schema's field descriptors, in order.
    there : bool
        False where the case does not have this table.
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
    there: bool = True
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    ids: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give every whole row with its row number."""
        return zip(self.numbers, self.rows, strict=True)

    def note(self, row: int | None, column: str, message: str, blocks: bool = True, tidied: bool = False) -> None:
        """Write down a problem of this table."""
        self.problems.append(Problem(self.file, row, column, message, blocks, tidied))

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


def needed(fields: Sequence[Field]) -> list[str]:
    """Name the columns that every row has to fill."""
    return [one["name"] for one in fields if one.get("constraints", {}).get("required")]


def show(value: str, longest: int = 60) -> str:
    """Put a value between quotation marks, on one line, cut where it is long."""
    value = " ".join(value.split()) if value.strip() else value
    return f"“{value if len(value) <= longest else value[: longest - 1].rstrip() + '…'}”"


def count(number: int, thing: str) -> str:
    """Say how many: "1 row", "2 rows"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def nearest(word: str, choices: Iterable[str], likeness: float = 0.6) -> str | None:
    """Give the choice most like `word` (difflib's ratio, case ignored), or None where none is as like as `likeness`."""
    folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.strip().casefold(), folded, 1, likeness)
    return folded[found[0]] if found else None


def row_names(index: pd.Index) -> list[str]:
    """Say what each row of a table is called: by its id, or, where it has none, as a spreadsheet counts it."""
    if isinstance(index, pd.RangeIndex) and index.name is None and index.start == 0:
        return [f"Row {place} (the header is row 1)" for place in range(2, len(index) + 2)]
    return [f"Row {key}" for key in index]


def cure(guess: str | None, otherwise: str) -> str:
    """Name the nearest right value, or say what else to do where there is none."""
    return f"nearest is {show(guess)}" if guess else otherwise


def nearest_id(wrong: str, ids: Collection[str]) -> str | None:
    """Give the existing id nearest to a wrong one: the same letter and the nearest number, else the most like it."""
    meant = _parts(wrong)
    if meant:
        same = [(abs(number - meant[1]), known) for known, (letter, number) in _numbered(ids) if letter == meant[0]]
        if same:
            return min(same)[1]
    return nearest(wrong, ids, 0.3)


def near_id(wrong: str, ids: Collection[str]) -> str | None:
    """Give the existing id that one slip of the pen makes the wrong one, or None.

    Slips are zeros too many or too few, O for 0 or l for 1, a small letter, a stray sign, and in numbers of two figures
    or more one figure changed, lost, added, or swapped with its neighbour (Damerau 1964).
    """
    meant = _parts(wrong)
    if not meant:
        return nearest(wrong, ids, 0.75)
    near = [
        (abs(number - meant[1]), known)
        for known, (letter, number) in _numbered(ids)
        if letter == meant[0] and _one_slip(str(number), str(meant[1]))
    ]
    return min(near)[1] if near else None


def span(wrong: str, ids: Collection[str]) -> str:
    """Say from where to where the ids of a wrong one's letter run, or else all: "D01 to D05"."""
    ordered = sorted(ids, key=natural)
    ordered = [known for known in ordered if known[:1] == wrong[:1].upper()] or ordered
    return " to ".join(dict.fromkeys([ordered[0], ordered[-1]])) if ordered else "none yet"


def natural(identifier: str) -> tuple[str | int, ...]:
    """Give the sort key that puts D99 before D100."""
    parts = re.split(r"(\d+)", identifier)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def _parts(identifier: str) -> tuple[str, int] | None:
    """Read letter and number of an id, whichever look-alikes it was typed with; None where it is none."""
    found = re.fullmatch(r"([A-Za-z])\s*(?=\D*[0-9])([0-9OoIl|]{1,9})", identifier.strip())
    return (found[1].upper(), int(found[2].translate(LOOK_ALIKES))) if found else None


def _numbered(ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, int]]]:
    return ((known, parts) for known in ids if (parts := _parts(known)))


def _one_slip(one: str, other: str) -> bool:
    """Say whether two numbers are the same but for one figure, or for two that changed places."""
    if len(one) == len(other):
        places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(places) == 2 and places[1] == places[0] + 1 and sorted(one) == sorted(other)
        return not places or (len(one) > 1 and (len(places) == 1 or swapped))
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
