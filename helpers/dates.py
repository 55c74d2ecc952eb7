"""What does a date in the tables say: which days, in which words, and how sure.

Dates are EDTF (Extended Date/Time Format, Library of Congress 2019, part of ISO 8601-2): levels 0 and 1 without times
of day, one-of sets such as ``[1951-02-16,1951-02-17]``, and a day known by its first digit only (``1954-03-3X``).
Years run from 0001 to 9999.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from helpers.slips import Slip

Kind = Literal["day", "month", "year", "interval", "open end", "unknown end", "open start", "unknown start", "one of"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
# First and last month of each month code; winter runs on into February of the next year (months 13 and 14).
_MONTH_SPANS: dict[str | None, tuple[int, int]] = {
    None: (1, 12),
    "XX": (1, 12),
    **{f"{month:02}": (month, month) for month in range(1, 13)},
    **{season: (3 * n, 3 * n + 2) for n, season in enumerate(_SEASONS, start=1)},
}
_DAY_SPANS: dict[str | None, tuple[int, int]] = {
    None: (1, 31),
    "XX": (1, 31),
    **{"0X": (1, 9), "1X": (10, 19), "2X": (20, 29), "3X": (30, 31)},
    **{f"{day:02}": (day, day) for day in range(1, 32)},
}
_DATE = re.compile(
    r"([0-9]{4}|[0-9]{3}X(?!-)|[0-9]{2}XX(?!-))"  # an open year takes no month
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|[0-3]X|XX))?)?([?~%]?)"
)
_PLAIN = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_RUN = re.compile(rf"({_PLAIN})\.\.({_PLAIN})")
_ANY_DASH = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_HEDGES = re.compile(r"^(perhaps )?(about |around |circa |ca?\.? ?(?=[0-9]))?(.*)", re.I)
_PIECES = {
    "Y": "(?P<year>[0-9]{4})",
    "y": "(?P<year>[0-9]{4}|[0-9]{2})",
    "m": "(?P<month>0?[0-9]|1[0-2])",
    "n": "(?P<month>[a-z]{3,9})",
    "d": "(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?",
    "D": "(?P<day>1[3-9]|[23][0-9])",  # too large for a month
}
_ORDERS = [
    re.compile(r"[-/., ]+(?:of )?".join(_PIECES[piece] for piece in order))
    for order in ("Y", "Ym", "Yn", "mY", "ny", "Ymd", "YDm", "Ynd", "dmy", "mdy", "dny", "ndy")
]


class DateError(Slip):
    """A date that cannot be read; one sentence says why, with the nearest right value where one can be guessed."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as the tables know it: the days it may mean, and how sure it is.

    Attributes
    ----------
    text : str
        The EDTF text that was read.
    kind : str
        "day", "month", "year", "interval", "open end", "unknown end", "open start", "unknown start" or "one of".
        A date with digits left open has the kind of what is known: ``1954-03-XX`` is a month, ``1954-XX`` and
        ``195X`` are years. A season is a month.
    first : datetime.date or None
        The earliest day it may mean; None only where the start is open or unknown.
    last : datetime.date or None
        The latest day it may mean; None only where the end is open or unknown.
    about : bool
        True where the date, an end or a member is approximate (``~`` or ``%``).
    perhaps : bool
        True where the date, an end or a member is uncertain (``?`` or ``%``).
    parts : tuple of When
        The ends of an interval (one, where the other is open or unknown) or the members of a set; a run of a set,
        ``a..b``, is one member, the interval ``a/b``.
    """

    text: str
    kind: Kind
    first: date | None
    last: date | None
    about: bool = False
    perhaps: bool = False
    parts: tuple["When", ...] = ()

    @property
    def words(self) -> str:
        """The date in plain British English, such as "perhaps 25 August 1952"."""
        match self.kind:
            case "interval":
                return _interval_words(*self.parts)
            case "open end":
                return f"from {self.parts[0].words}, still going on"
            case "unknown end":
                return f"from {self.parts[0].words}, end unknown"
            case "open start":
                return f"up to {self.parts[0].words}, start left open"
            case "unknown start":
                return f"up to {self.parts[0].words}, start unknown"
            case "one of":
                *others, final = _brief_words(self.parts)
                return f"{', '.join(others)} or {final}" if others else final
            case _:
                return f"{'perhaps ' * self.perhaps}{'about ' * self.about}{_date_words(self)}"


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Read an EDTF date.

    Seasons are those of the northern hemisphere in whole months: spring (21) is March to May, winter (24) December
    to February of the next year.

    Parameters
    ----------
    text : str
        An EDTF date of level 0 or 1, a one-of set of such dates, or a day known by its first digit (``1954-03-3X``).

    Returns
    -------
    When
        The date.

    Raises
    ------
    DateError
        If the text is empty, is not such a date, names a day that no calendar has, or ends before it begins.

    Examples
    --------
    >>> parse("1952-08-25?").words
    'perhaps 25 August 1952'
    >>> parse("1949-04-04/..").first
    datetime.date(1949, 4, 4)
    >>> parse("1954-13")
    Traceback (most recent call last):
    ...
    helpers.dates.DateError: '1954-13' cannot be read: months run from 01 to 12, seasons from 21 to 24.
    """
    try:
        return _read(text)
    except DateError as problem:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        guess = suggest(text)
        choice = ", whichever is meant" if guess and " or " in guess else " if that is meant"
        hint = f"; write {guess}{choice}" if guess else ""
        raise DateError(f"{shown!r} cannot be read: {problem}{hint}.") from None


@lru_cache(maxsize=4096)
def suggest(text: str) -> str | None:
    """Guess which EDTF date was meant by one that a person or a spreadsheet wrote in another way.

    Parameters
    ----------
    text : str
        Any text, such as "31/03/1954", "Mar-54", "about 1949" or "1954-02-30".

    Returns
    -------
    str or None
        A text that `parse` reads, or two joined by " or " where day and month could change places; None where nothing
        can be guessed. Two figures for a year may be of the twentieth or of the twenty-first century.

    Examples
    --------
    >>> suggest("31/03/1954"), suggest("Mar-54"), suggest("04/02/1954")
    ('1954-03-31', '1954-03 or 2054-03', '1954-02-04 or 1954-04-02')
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).translate(_ANY_DASH).split()).strip("'\"` ")
    tidy = re.sub(r" ?(\.\.|[/,])\.? ?", r"\1", tidy)
    for guesses in ([text], [tidy], _as_date(tidy), _as_interval(tidy), _as_set(tidy)):
        if readable := _readable(guesses):
            return " or ".join(readable)
    return None


def _read(text: str) -> When:
    """Read an EDTF date; the DateError gives the reason alone."""
    if not text:
        raise DateError("it is empty")
    if text.startswith("["):
        return _set(text)
    return _interval(text) if "/" in text else _date(text)


def _date(text: str) -> When:
    """Read a date without "/" or brackets."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise DateError("a date goes year-month-day, as in 1954-03-31")
    year, month, day, mark = found.groups()
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        raise DateError("years run from 0001 to 9999")
    if month not in _MONTH_SPANS:
        raise DateError("months run from 01 to 12, seasons from 21 to 24")
    first_month, last_month = _MONTH_SPANS[month]
    if day and first_month != last_month and not month == day == "XX":
        raise DateError("a day needs its month, 01 to 12")
    if last_month > 12:
        last_year, last_month = last_year + 1, last_month - 12
    length = monthrange(last_year, last_month)[1] if last_year < 10000 else 31
    first_day, last_day = _DAY_SPANS.get(day, (99, 99))
    if first_day > length:
        raise DateError(f"the days of {_MONTHS[last_month - 1]} {year} run from 01 to {length}")
    first = date(first_year, first_month, first_day)
    last = date(last_year, last_month, min(last_day, length)) if last_year < 10000 else date.max
    kind: Kind = "day" if first == last else "year" if month in (None, "XX") else "month"
    return When(text, kind, first, last, mark in ("~", "%"), mark in ("?", "%"))


def _interval(text: str) -> When:
    """Read an interval "a/b", where an end may be ".." (open) or empty (unknown)."""
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise DateError("an interval needs at least one date")
    if end in ("", ".."):
        known = _date(start)
        kind: Kind = "open end" if end else "unknown end"
        return When(text, kind, known.first, None, known.about, known.perhaps, (known,))
    if start in ("", ".."):
        known = _date(end)
        kind = "open start" if start else "unknown start"
        return When(text, kind, None, known.last, known.about, known.perhaps, (known,))
    return _from_to(text, _date(start), _date(end))


def _from_to(text: str, start: When, end: When) -> When:
    """Make the interval between two dates; it may not end before it begins."""
    (first, _), (_, last) = _days(start), _days(end)
    if first > last:
        raise DateError("it ends before it begins")
    return When(text, "interval", first, last, start.about or end.about, start.perhaps or end.perhaps, (start, end))


def _set(text: str) -> When:
    """Read a one-of set "[a,b]" or "[a..b]"."""
    names = text[1:-1].split(",")
    if not text.endswith("]") or names == [""]:
        raise DateError("a one-of set is written [1954,1955] or [1954..1956]")
    members = tuple(_run(name) if ".." in name else _date(name) for name in names)
    if len(members) == 1 and members[0].kind != "interval":
        raise DateError("a one-of set needs two dates or more")
    for place, name in enumerate(names):
        if name in names[:place]:
            raise DateError(f"it names {name} twice")
    return When(
        text,
        "one of",
        min(_days(member)[0] for member in members),
        max(_days(member)[1] for member in members),
        any(member.about for member in members),
        any(member.perhaps for member in members),
        members,
    )


def _run(text: str) -> When:
    """Read the run "a..b" of a one-of set as the interval "a/b"."""
    found = _RUN.fullmatch(text)
    if found is None or len(found[1]) != len(found[2]) or found[1] == found[2]:
        raise DateError("a run goes from one year, month or day to a later one, as in [1954..1956]")
    return _from_to(f"{found[1]}/{found[2]}", _date(found[1]), _date(found[2]))


def _days(when: When) -> tuple[date, date]:
    """Take the first and last day of a date; an end that it lacks is as far away as can be."""
    return when.first or date.min, when.last or date.max


def _year_words(year: int) -> str:
    return str(year) if year >= 1000 else f"AD {year}"


def _date_words(when: When) -> str:
    """Say a date without "perhaps" and "about"."""
    first, last = _days(when)
    year, month = _year_words(first.year), f"{_MONTHS[first.month - 1]} {_year_words(first.year)}"
    match when.text.rstrip("?~%").split("-"):
        case [digits]:
            return f"some year in {year}–{last.year}" if "X" in digits else year
        case [_, "XX"]:
            return f"some month in {year}"
        case [_, "XX", _]:
            return f"some day in {year}"
        case [_, "24"]:
            following = first.year + 1
            return f"winter {year}–{f'{following % 100:02}' if following % 100 else following}"
        case [_, code]:
            return f"{_SEASONS[code]} {year}" if code in _SEASONS else month
        case [_, _, "XX"]:
            return f"some day in {month}"
    if first == last:
        return f"{first.day} {month}"
    if last.day == first.day + 1:
        return f"{first.day} or {last.day} {month}"
    return f"some day in {first.day}–{last.day} {month}"


def _brief_words(parts: tuple[When, ...]) -> list[str]:
    """Say several dates; a month or year that dates of one kind share is said once, in the last."""
    words = [f"some {part.parts[0].kind} in {part.words}" if part.kind == "interval" else part.words for part in parts]
    if len({(part.kind, part.about, part.perhaps) for part in parts}) == 1:
        days = [_days(part)[0] for part in parts]
        ending = f" {_year_words(days[0].year)}"
        if parts[0].kind == "day" and len({day.month for day in days}) == 1:
            ending = f" {_MONTHS[days[0].month - 1]}{ending}"
        if all(said.endswith(ending) for said in words):
            words[:-1] = [said.removesuffix(ending) for said in words[:-1]]
    return words


def _interval_words(start: When, end: When) -> str:
    """Say an interval: with a dash between plain dates, else with "from" and "to"."""
    if start.words == end.words:
        return start.words
    first, last = _brief_words((start, end))
    if re.search("[X?~%]", start.text + end.text):
        return f"from {first} to {last}"
    tight = " " not in first and start.kind == end.kind
    return f"{first}–{last}" if tight else f"{first} – {last}"


def _readable(guesses: Iterable[str]) -> list[str]:
    """Keep the guesses that are EDTF dates, each once, in order."""

    def reads(guess: str) -> bool:
        try:
            _read(guess)
        except DateError:
            return False
        return True

    return [guess for guess in dict.fromkeys(guesses) if reads(guess)]


def _as_date(tidy: str) -> Iterator[str]:
    """Guess at one date: its parts in any order, names of months and seasons, "about" and "perhaps"."""
    rest = tidy.rstrip("?~% ")
    marks = tidy.removeprefix(rest)
    [(perhaps, about, body)] = _HEDGES.findall(rest)
    about, perhaps = about or re.search("[~%]", marks), perhaps or re.search("[?%]", marks)
    mark = "%" if about and perhaps else "~" if about else "?" if perhaps else ""
    body = re.sub(r"[t ][0-9]{2}:[0-9]{2}.*|\.0$", "", body.lower())  # a time of day; 1954.0
    if re.fullmatch("[-0-9xu]+", body):
        yield re.sub("[xu]", "X", body) + mark
    if decade := re.fullmatch("(?:the )?([0-9]{3})0'?s", body):
        yield f"{decade[1]}X{mark}"
    if re.fullmatch("[0-9]{8}", body):
        yield f"{body[:4]}-{body[4:6]}-{body[6:]}{mark}"
    for order in _ORDERS:
        if found := order.fullmatch(body):
            parts = found.groupdict()
            for century in ("",) if len(parts["year"]) == 4 else ("19", "20"):
                yield f"{_put_together(**parts | {'year': century + parts['year']})}{mark}"


def _put_together(year: str, month: str = "0", day: str = "0") -> str:
    """Write year, month (a number or a name) and day as EDTF, the day no later than the month's last."""
    code, number = int(month) if month.isdigit() else _month_number(month), int(day)
    if 1 <= code <= 12 and number:
        return f"{year}-{code:02}-{min(number, monthrange(int(year), code)[1]):02}"
    if number or not (code or month.isdigit()):
        return ""
    return f"{year}-{code:02}" if code else year


def _month_number(name: str) -> int:
    """Find the month (1 to 12) or season (21 to 24) that a name or its first letters mean; 0 if none."""
    names = [*enumerate(_MONTHS, start=1), *((int(code), season) for code, season in _SEASONS.items()), (23, "fall")]
    return next((number for number, full in names if full.lower().startswith(name)), 0)


def _as_interval(tidy: str) -> Iterator[str]:
    """Guess at an interval: two dates about "/" or a dash, in either order; "open" and "unknown"; 1954-55."""
    if years := re.fullmatch("([0-9]{2})([0-9]{2})-([0-9]{2})", tidy):
        yield f"{years[1]}{years[2]}/{years[1]}{years[3]}"
    elif ends := re.fullmatch(rf"([^/]*)/([^/]*)|(.+?) - (.+)|({_PLAIN})-({_PLAIN})", tidy):
        start, end = (_as_member(part) for part in ends.groups() if part is not None)
        yield from _readable([f"{start}/{end}"]) or [f"{end}/{start}"]


def _as_set(tidy: str) -> Iterator[str]:
    """Guess at a one-of set, or at one date in brackets."""
    if re.fullmatch(r"\[.*\]|\(.*\)", tidy):
        members = list(dict.fromkeys(_as_member(part) for part in tidy[1:-1].split(",")))
        yield members[0] if len(members) == 1 else f"[{','.join(members)}]"


def _as_member(part: str) -> str:
    """Guess at one end or member; the text itself where there is no guess, or more than one."""
    part = {"open": "..", "unknown": ""}.get(part.strip().lower(), part.strip())
    guesses = _readable([part]) or _readable(_as_date(part))
    return guesses[0] if len(guesses) == 1 else part
