"""How much do the words say, and when? The ladder of verbs: weaker and stronger ones side by side at every date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from helpers.case import Case, CaseError
from helpers.chart import Chart, shorten_months
from helpers.dates import parse
from helpers.page import COLOURS, INK, PAPER, QUIET, RULE, Page
from helpers.slips import Slip
from helpers.spoken import in_language, spoken
from helpers.tables import natural, nearest_id
from helpers.typeset import ASCENT, PITCH, SAFETY, height, width, wrap

WIDTH, HEIGHT, EDGE, DATES = 575.0, 815.0, 10.0, 68.0  # points: A4 at full size, letter at 94 %
BODY, SMALL, TITLE = 8.0, 7.5, 14.0
RUNG, MARK, STEP, GAP, PAD = 25.0, 10.5, 11.0, 3.5, 4.0
TOP, FOOT = 46.0, 62.0
SQUARE, CIRCLE = COLOURS[0], COLOURS[1]
UNDATED = "no date recorded"


@dataclass
class Entry:
    """One statement on the ladder; its mark and its words, in points on a page counted from 0."""

    key: str
    rung: int
    when: tuple[date, str]
    hands: str
    told: bool
    sure: bool
    head: str
    words: str
    lines: list[str] = field(default_factory=list)
    page: int = 0
    top: float = 0.0
    high: float = 0.0


def wording(case: Case, about: str | None = None, since: str | None = None, until: str | None = None) -> Chart:
    """Draw every statement that says something about membership at its date and on its rung; no line joins them.

    A rung is what one statement's words say. Rungs are names in an order, not measures: they are never added up.

    Parameters
    ----------
    case : Case
        The case.
    about : str, optional
        Id of a statement whose telling is followed, such as "S15"; what tells of the same event gets a mark of its
        own. By default the one that has most statements on the ladder.
    since, until : str, optional
        EDTF dates; statements made wholly outside are left out, and with them those without a date.

    Returns
    -------
    Chart
        Its table has one row a statement, by date and rung: rung, its words, when, date (EDTF) and its note, who
        speaks, through whom, hands, language, form, words (exact), gloss, tells of, mark, document, note on the rung,
        conditions, certainty and caution.

    Raises
    ------
    CaseError
        For a statement whose telling is not followed; it names those that are.
    Slip
        Where no statement of that time stands on a rung above 0.
    """
    told = _told_of(case)
    on = case.statements[case.statements["rung"] > 0]
    on = on[[_within(day, since, until) for day in on["date"]]]
    if on.empty:
        raise Slip("No statement of that time stands on a rung above 0; leave out since and until, or change them.")
    chains = [chain for key in on.index if (chain := told.get(str(key)))]
    if about is None:
        about = max(sorted(set(chains), key=natural), key=chains.count, default="")
    elif about not in set(case.transmission["statement"]):
        known = ", ".join(dict.fromkeys(case.transmission["statement"]))
        guess = nearest_id(str(about), list(case.statements.index))
        raise CaseError(f"No telling of {about} is followed ({guess} is the nearest id); choose one of {known}.")
    rungs = {int(rung["level"]): str(rung["words"]) for rung in case.about["rungs"]}
    events = _events(case)
    entries = [_entry(case, str(key), told, events, about) for key in on.index]
    entries.sort(key=lambda entry: (entry.when, entry.rung, natural(entry.key)))
    event = events[about]
    pages = _draw(case, entries, rungs, event)
    figures = [page.figure() for page in pages]
    table = _table(case, entries, rungs, {key: events[chain] for key, chain in told.items()})
    return Chart(
        figures if len(figures) > 1 else figures[0],
        _alt(entries, event),
        table,
        _sentence(case, entries, event),
        "The ladder of verbs, by date",
        (entries, pages),
    )


def _within(day: str, since: str | None, until: str | None) -> bool:
    if not day:
        return since is None and until is None
    when = parse(day)
    low = (parse(since).first if since else None) or date.min
    high = (parse(until).last if until else None) or date.max
    return (when.last or date.max) >= low and (when.first or date.min) <= high


def _told_of(case: Case) -> dict[str, str]:
    """Say of which followed statement's event each statement tells: the words of its hops, and those they mention."""
    out: dict[str, str] = {}
    where = case.statements["document"].to_dict()
    for chain, key in zip(case.transmission["statement"], case.transmission["wording"], strict=True):
        if key:
            out.setdefault(key, chain)
    columns = (case.transmission[name] for name in ("statement", "target", "change"))
    for chain, target, change in zip(*columns, strict=True):
        for key in re.findall(r"\bS\d{2,3}\b", change):
            if where.get(key) == target:  # another statement of the page that the hop leads to
                out.setdefault(key, chain)
    return out


def _events(case: Case) -> dict[str, tuple[str, str]]:
    """Give the label and the EDTF date of the event that each followed telling begins with."""
    out = {"": ("", "")}
    for chain, hops in case.transmission.groupby("statement", sort=False):
        targets = set(hops["target"])
        start = next((key for key in hops["source"] if key not in targets and key in case.events.index), "")
        out[str(chain)] = (
            (str(case.events.at[start, "label"]), str(case.events.at[start, "date"])) if start else ("", "")
        )
    return out


def _entry(case: Case, key: str, told: Mapping[str, str], events: Mapping[str, tuple[str, str]], about: str) -> Entry:
    row: dict[str, Any] = {str(column): value for column, value in case.statements.loc[key].items()}
    day, chain, rung = str(row["date"]), told.get(key, ""), int(row["rung"])
    same = bool(chain) and chain == about
    other = str(row["date_event"]) or events[chain][1]
    on = "" if same or not other or (day and _year(other) == _year(day)) else f"on {_year(other)}"
    printed = re.fullmatch(r"printed (\S+)", str(row["date_note"]))
    before = [on, f"printed {_when(printed[1])}" if printed else "", in_language(case, row)]
    told_as = ", ".join(part for part in before if part)
    words = spoken(row)
    note = f" (L{rung}: {row['rung_note']})" if row["rung_note"] else ""
    unread = case.documents["seen"][row["document"]] == "cited only"
    return Entry(
        key,
        rung,
        (parse(day).first or date.min, day) if day else (date.max, ""),
        "?" if row["remove"] is pd.NA else str(row["remove"]),
        same,
        not unread and not re.search(r"\b(low|none)\b", str(row["certainty"]).lower()),
        f"{key} {case.people['name'][row['speaker']]}",
        f"{told_as}{', ' if row['gloss'] else ': '}{words}{note}" if told_as else f"{words}{note}",
    )


def _year(text: str) -> str:
    when = parse(text)
    first = when.first.year if when.first else ""
    return f"{'about ' if when.about else ''}{first}"


def _lines(entry: Entry, room: float) -> list[str]:
    """Fill lines with an entry's words; the first is what follows its bold head, perhaps nothing."""
    lines, left, space = [""], room - _head_width(entry), width("n n", BODY) - width("nn", BODY)
    for word in entry.words.split():
        wide = width(word, BODY)
        if wide <= left:
            lines[-1] += f" {word}" if lines[-1] else word
        else:
            lines.append(word)
            left = room
        left -= wide + space
    return lines


def _head_width(entry: Entry) -> float:
    return width(entry.head, BODY, True) / SAFETY + 4


def _draw(case: Case, entries: list[Entry], rungs: Mapping[int, str], event: tuple[str, str]) -> list[Page]:
    levels = [level for level in sorted(rungs) if level > 0]
    places = {level: EDGE + DATES + RUNG * (number + 0.5) for number, level in enumerate(levels)}
    text = EDGE + DATES + RUNG * len(levels) + 6
    top = TOP + STEP * len(levels) + 20
    for entry in entries:
        entry.lines = _lines(entry, WIDTH - EDGE - text)
        entry.high = max(height(len(entry.lines), BODY), MARK) + GAP
    full = HEIGHT - FOOT
    least = len(_place(entries, top, full)[1])
    tried = (top + step * (full - top) / 50 for step in range(50 // least, 51))
    even = next((foot for foot in tried if len(_place(entries, top, foot)[1]) <= least), full)
    labels, feet = _place(entries, top, even)
    pages = [Page(WIDTH, foot + FOOT) for foot in feet]
    for number, page in enumerate(pages):
        more = f" Page {number + 1} of {len(pages)}." if len(pages) > 1 else ""
        _draw_heads(page, places, rungs, top, feet[number], more)
        _draw_key(page, case, feet[number] + 12, event)
    for page, y, label in labels:
        if y > top:
            pages[page].rule([[(EDGE, y), (WIDTH - EDGE, y)]], QUIET, 0.6, 0.5)
        pages[page].text(EDGE, y + PAD, label, BODY, INK, True)
    for entry in entries:
        _draw_entry(pages[entry.page], entry, places[entry.rung], text)
    return pages


def _place(entries: Sequence[Entry], top: float, foot: float) -> tuple[list[tuple[int, float, list[str]]], list[float]]:
    """Put the entries one below the other, a date on one page where it fits on one, no row lower than `foot`.

    Returns
    -------
    list of (page, top, lines)
        The label of every date, again where it goes on overleaf.
    list of float
        Where the rows end on every page, in points.
    """
    days: dict[tuple[date, str], list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.when, []).append(entry)
    labels, feet, y, least = [], [], top, height(2, BODY) + 2 * PAD
    for day, group in days.items():
        label = wrap(_when(day[1]), BODY, DATES - 6, True)
        tall = max(sum(entry.high for entry in group) + 2 * PAD - GAP, least)
        if y > top and foot - y < tall and (tall <= foot - top or foot - y < least):
            feet.append(y)
            y = top
        labels.append((len(feet), y, label))
        start, place = y, y + PAD
        for entry in group:
            if place + entry.high - GAP + PAD > foot and place > start + PAD:
                feet.append(place)
                start, place = top, top + PAD
                labels.append((len(feet), top, label))
            entry.page, entry.top = len(feet), place
            place += entry.high
        y = max(place - GAP + PAD, start + least)
    return labels, [*feet, y]


def _when(text: str) -> str:
    return shorten_months(parse(text).words) if text else UNDATED


def _draw_heads(
    page: Page, places: Mapping[int, float], rungs: Mapping[int, str], top: float, foot: float, more: str
) -> None:
    """Write each rung's words on a step of its own, above the line on which its statements stand."""
    page.text(EDGE, EDGE, "The ladder of verbs, by date", TITLE, bold=True)
    about = (
        "Each mark is one statement: how much do its words say? Rungs run to the right, time runs down, not to scale."
    )
    page.text(EDGE, EDGE + 21, about + more, BODY, QUIET)
    for number, (level, x) in enumerate(places.items()):
        y = TOP + STEP * number
        page.text(x - 3, y, f"L{level}", BODY, INK, True)
        page.text(x - 3 + width("L7n", BODY, True), y, rungs[level], BODY)
        page.rule([[(x, y + BODY * 1.2), (x, foot)]], RULE, 0.8, 0.4)
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], INK, 1.4)
    page.text(EDGE, top - 15, "when", BODY, QUIET)
    right = max(places.values()) + RUNG / 2 + 6
    page.text(right, top - 15, "who speaks; of which other year, in which language; the words", BODY, QUIET)


def _draw_entry(page: Page, entry: Entry, x: float, text: float) -> None:
    y = entry.top + BODY / 2
    page.rule([[(x + MARK / 2 + 2, y), (text - 4, y)]], RULE, 0.8, 0.4)
    draw_hands(page, x, y, entry.hands, entry.told, entry.sure)
    page.text(text, entry.top, entry.head, BODY, INK, True, key=entry.key)
    page.text(text + _head_width(entry), entry.top, entry.lines[0], BODY, key=entry.key)
    page.text(text, entry.top + BODY * PITCH, entry.lines[1:], BODY, key=entry.key)


def draw_hands(page: Page, x: float, y: float, hands: str, told: bool, sure: bool) -> None:
    """Draw a mark with the number of hands in it: a square or a circle, full or hollow."""
    colour = SQUARE if told else CIRCLE
    page.mark(x, y, "s" if told else "o", MARK - 0.8 if told else MARK + 0.4, colour, sure)
    page.text(x, y - 7 * ASCENT / 2, hands, 7, PAPER if sure else colour, True, "middle")


def _draw_key(page: Page, case: Case, top: float, event: tuple[str, str]) -> None:
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], QUIET, 0.6)
    x, y = EDGE + MARK / 2, top + 12
    keys = [(True, True, f"tells of “{event[0]}”, {_when(event[1])}")] if event[0] else []
    keys += [(False, True, "speaks of something else"), (bool(event[0]), False, "hollow: in some part doubtful")]
    for told, sure, words in keys:
        draw_hands(page, x, y, "1", told, sure)
        page.text(x + 9, y - SMALL * ASCENT / 2, words, SMALL)
        x += 24 + width(words, SMALL)
    number = (
        "The number counts the hands between speaker and page: 0 none, 1 a minute-taker or a telegram; ? not recorded."
    )
    page.text(EDGE, y + 9, number, SMALL)
    low = int((case.statements["rung"] == 0).sum())
    words = next((str(rung["words"]) for rung in case.about["rungs"] if rung["level"] == 0), "")
    page.text(EDGE, y + 20, wrap(f"Not drawn: {low} statements on L0 ({words}).", SMALL, WIDTH - 2 * EDGE), SMALL)


def _table(
    case: Case, entries: Iterable[Entry], rungs: Mapping[int, str], told: Mapping[str, tuple[str, str]]
) -> pd.DataFrame:
    names, rows = case.people["name"].to_dict(), []
    statements = {str(key): row for key, row in case.statements.to_dict("index").items()}
    for entry in entries:
        row = statements[entry.key]
        label, day = told.get(entry.key, ("", ""))
        rows.append({
            "rung": f"L{entry.rung}",
            "rung in words": rungs[entry.rung],
            "when": parse(row["date"]).words if row["date"] else UNDATED,
            "date": row["date"],
            "note on the date": row["date_note"],
            "who speaks": names[row["speaker"]],
            "through": " → ".join(names[key] for key in row["reported_by"].split()),
            "hands": row["remove_note"] or entry.hands,
            "language": row["language"],
            "form": row["form"],
            "words": row["exact"],
            "gloss": row["gloss"],
            "tells of": f"{label}, {parse(day).words}" if day else "",
            "mark": f"{'square' if entry.told else 'circle'}, {'full' if entry.sure else 'hollow'}",
            "document": row["document"],
            "note on the rung": row["rung_note"],
            "conditions": row["conditions"],
            "certainty": row["certainty"],
            "caution": row["caution"],
        })  # fmt: skip
    return pd.DataFrame(rows, index=pd.Index([entry.key for entry in entries], name="id"))


def _alt(entries: Sequence[Entry], event: tuple[str, str]) -> str:
    levels = sorted({entry.rung for entry in entries})
    counts = ", ".join(f"L{level} {sum(e.rung == level for e in entries)}" for level in levels)
    same = f" {sum(e.told for e in entries)} marked as telling of one event." if event[0] else ""
    return f"Ladder of verbs, time running down, rungs across: {len(entries)} statements ({counts}).{same}"


def _sentence(case: Case, entries: Sequence[Entry], event: tuple[str, str]) -> str:
    dated = [entry for entry in entries if entry.when[1]]
    low = int((case.statements["rung"] == 0).sum())
    bare = f", {len(entries) - len(dated)} of them without a date" if len(dated) < len(entries) else ""
    words = f"{len(entries)} statements on the ladder{bare}; {low} more in the case stand on L0."
    told = [entry for entry in entries if entry.told]
    if told:
        words += f" {len(told)} tell of “{event[0]}”, on {_and(told)}"
        year = min((entry.when[0].year for entry in told if entry.when[1]), default=0)
        if soon := [entry for entry in told if entry.when[1] and entry.when[0].year == year]:
            words += f"; already in {year} on {_and(soon)}"
        words += "."
    return words


def _and(entries: Iterable[Entry]) -> str:
    rungs = [f"L{level}" for level in sorted({entry.rung for entry in entries})]
    return " and ".join([", ".join(rungs[:-1]), rungs[-1]] if rungs[1:] else rungs)
