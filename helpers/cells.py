"""Is a cell what its column allows? The rules of one field of a Table Schema, put to one cell after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.dates import DateError, parse, suggest
from helpers.tables import ID, Field, nearest, show

EXCEL_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NULL!|NUM!)|#{4,}")
SEASON = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})-(2[1-4])(?![-0-9])")
EXACT = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?")  # a day or a month, not a season
# Dates as spreadsheets rewrite them.
SPREADSHEET_DATE = re.compile(
    r"([0-9]{1,2})([/.-])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}([/.-])[0-9]{1,2}\3[0-9]{1,2}"
    r"|(?:[0-9]{1,2}[- ])?[A-Za-z]{3,9}[- ](?:[0-9]{4}|[0-9]{2})"
)


class Checker:
    """The constraints of one field, ready to be put to many cells.

    Parameters
    ----------
    one : mapping
        The field's descriptor (Table Schema): ``name``, ``type`` (string or integer), ``description``, ``constraints``
        (required, enum, pattern, minimum, maximum) and ``rdfType`` (one that ends in ``edtf/EDTF`` is an EDTF date).
    """

    def __init__(self, one: Field) -> None:
        limits = one.get("constraints", {})
        self.name: str = one["name"]
        self.meaning: str = one.get("description", "")
        self.required = bool(limits.get("required"))
        self.allowed: list[str] = limits.get("enum", [])
        # Cells that refer to ids are matched where the ids are known, see between.
        self.pattern = re.compile(limits["pattern"]) if "pattern" in limits and "refersTo" not in one else None
        self.integer = one.get("type") == "integer"
        self.least, self.most = limits.get("minimum"), limits.get("maximum")
        self.date = is_date(one)

    def check(self, cell: str) -> tuple[str, str, bool]:
        """Give the value to go on with, what is wrong with the cell ("" if nothing is), and whether tidy mends it."""
        if not cell:
            return "", f"is empty; every row needs it ({self.meaning})" if self.required else "", False
        if EXCEL_ERROR.fullmatch(cell):
            message = f"holds the spreadsheet’s error {show(cell)}; type the text again, in a cell formatted as text"
            return "", message, False
        if self.allowed and cell not in self.allowed:
            guess, listed = nearest(cell, self.allowed, 0.4), ", ".join(self.allowed)
            cure = f"nearest is {show(guess)} (allowed: {listed})" if guess else f"use one of: {listed}"
            return guess or "", f"{show(cell)} is not allowed; {cure}", False
        if self.pattern and not self.pattern.fullmatch(cell):
            return *self._match(cell), False
        if self.integer:
            return *self._whole(cell), False
        return _dated(cell) if self.date else (cell, "", False)

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
            return "", f"{show(cell)} is not a whole number; write {digits[0] if digits else 'digits only'}"
        if self.least is not None and int(cell) < self.least:
            return str(self.least), f"{cell} is too small; the least is {self.least}"
        if self.most is not None and int(cell) > self.most:
            return str(self.most), f"{cell} is too large; the most is {self.most}"
        return cell, ""


def is_date(one: Field) -> bool:
    """Say whether a field holds EDTF dates."""
    return str(one.get("rdfType", "")).endswith("edtf/EDTF")


def as_edtf(cell: str, years: tuple[int, int] | None = None) -> Sequence[str]:
    """Read a date that a spreadsheet has rewritten.

    Parameters
    ----------
    cell : str
        A cell, such as "31/03/1954", "1954/3/31" or "Mar-54".
    years : tuple of (int, int), optional
        First and last year of the case's other dates: a year of two figures is of a century that lies among them,
        where any does.

    Returns
    -------
    sequence of str
        The EDTF date; several where day and month could change places, the day before the month first, or where a year
        of two figures may be of several centuries; none where the cell is no such date, or names a day that no
        calendar has. No spreadsheet writes the day between year and month, so "1954-13-01" is a slip and no such date.

    Examples
    --------
    >>> as_edtf("31/03/1954"), as_edtf("04/02/1954"), as_edtf("31/02/1954")
    (['1954-03-31'], ['1954-02-04', '1954-04-02'], [])
    >>> as_edtf("Mar-54"), as_edtf("Mar-54", (1949, 1994))
    (['1954-03', '2054-03'], ['1954-03'])
    """
    cell = re.sub(r" 0?0:00(?::00)?$", "", cell.strip())
    found = SPREADSHEET_DATE.fullmatch(cell)
    figures = [int(figure) for figure in re.findall("[0-9]+", cell)]
    if found and len(figures) == 3 and figures[0] > 99 and figures[1] > 12:
        return []
    guesses = (suggest(cell) or "").split(" or ") if found else []
    days = [guess for guess in guesses if EXACT.fullmatch(guess) and int(guess[8:] or figures[0]) in figures]
    if years and days and not re.search("[0-9]{4}", cell):  # such a date ends with the figures of its year
        among = [year for year in range(years[0], years[1] + 1) if year % 100 == figures[-1]]
        rest = dict.fromkeys(day[4:] for day in days)
        days = [day for end in rest for year in among if _reads(day := f"{year:04}{end}")] or days
    return sorted(days, key=lambda day: int(day[8:] or 0) != figures[0])


def _reads(day: str) -> bool:
    try:
        return bool(parse(day))
    except DateError:
        return False


def _dated(cell: str) -> tuple[str, str, bool]:
    """Check a date: EDTF, and no season, since a season's code is mostly a year's last figures typed so."""
    try:
        parse(cell)
    except DateError as error:
        meant = as_edtf(cell)
        plain = meant[0] if len(meant) == 1 else ""
        return plain, str(error).rstrip("."), bool(plain)
    season = SEASON.search(cell)
    if not season:
        return cell, "", False
    first, last = (str(day)[:7] for day in (parse(season[0]).first, parse(season[0]).last))
    century, year, code = season.groups()
    years = f"for the years write {century}{year}/{century}{code}, " if code > year else ""
    return cell, f"{show(cell)} means {parse(season[0]).words}; {years}for the season its months, {first}/{last}", False
