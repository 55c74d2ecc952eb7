"""What happened when? Time runs down the page, one column a lane, and an uncertain date looks uncertain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pandas as pd

from helpers.arrange import BODY, GAP, SIGN, Panel, arrange, date_words, panel
from helpers.axis import Change, TimeAxis, Window, read_scale
from helpers.case import Case
from helpers.chart import Chart
from helpers.date_marks import AGAIN, CUT, KINDS, PUBLIC, key_entries, key_height, kind_of
from helpers.event_rows import Event, find_lanes, read_events, select
from helpers.event_table import open_events
from helpers.layout import LayoutError
from helpers.page import COLOURS
from helpers.paging import FAR, pages
from helpers.timeline_page import (
    EDGE,
    HEIGHT,
    WIDTH,
    Sheet,
    draw_sheet,
    head_lines,
    header_height,
    subtitle_lines,
)
from helpers.typeset import height, lines_in, rooms

__all__ = ["KINDS", "chronology"]


@dataclass
class Layout:
    """Where everything stands, page by page."""

    sheets: list[Sheet]


def chronology(
    case_or_events: Case | pd.DataFrame | str | Path,
    since: str | int | None = None,
    until: str | int | None = None,
    lanes: Sequence[str] | None = None,
    scale: Mapping[str | int, float | str] | None = None,
) -> Chart:
    """Draw dated events, time running down, one column a lane, every label whole and apart from every other.

    Labels keep their order and move as little as possible (see `helpers.layout.spread`). What one page cannot hold is
    split over several by time.

    Parameters
    ----------
    case_or_events : Case, pandas.DataFrame, str or pathlib.Path
        A case, of which the events of weight 1 are drawn, or any table with the columns label, date and lane, of which
        every row is drawn; or the name of a CSV file with such a table, as a spreadsheet saves it. A date is EDTF text,
        a year as a number, or a day of a calendar (date, Timestamp). `date_disputed`, `known_on`, `known_note`,
        `certainty` and `caution` are used where they are there.
    since, until : str or int, optional
        EDTF dates; events wholly outside are left out.
    lanes : sequence of str, optional
        Names of the columns from left to right, in small letters or with capitals; by default those of the case, or in
        the order of their first events.
    scale : mapping, optional
        Times to enlarge, each an EDTF date or interval: {"1954": 3} draws that year at three times the scale of the
        rest, {"1954": "panel"} draws it a second time, large, beside the whole, or on a page of its own where the lanes
        or the panels are too many for that. The labels of that time then stand in the panel.

    Returns
    -------
    Chart
        Its table has one row an event: when (words), date (EDTF), kind of date, label, lane, public (when it became
        so), certainty, caution; the last three where the columns are there. Its figure is a list where there are
        several pages.

    Raises
    ------
    LayoutError
        When labels cannot fit, however many the pages; it says what to change.
    Slip
        For a lane, a time or a column that is not there, and for a row without a date, or with one that cannot be read.
    """
    if isinstance(case_or_events, Case):
        main = case_or_events.events[case_or_events.events["weight"] == 1]
        (table, rows), about = open_events(main), case_or_events.about
    else:
        (table, rows), about = open_events(case_or_events), {"title": "Chronology", "lanes": []}
    wanted = [str(name) for name in ([lanes] if isinstance(lanes, str) else lanes or about["lanes"])]
    everything = read_events(table, rows)
    wanted = find_lanes(everything, wanted) if lanes else wanted
    events, window = select(everything, since, until, wanted if lanes else None)
    there = {event.lane for event in events}
    everywhere = list(dict.fromkeys([*about["lanes"], *wanted, *(event.lane for event in everything)]))
    names = [name for name in dict.fromkeys(wanted if lanes else everywhere) if name in there]
    changes = read_scale(scale, window)
    kinds = {event.key: kind_of(event.when, event.disputed) for event in events}
    title = f"{about['title']} {window.words}"
    colours = {name: COLOURS[everywhere.index(name) % len(COLOURS)] for name in names}
    sheets, foot = _plan(events, names, window, changes, title, kinds)
    key = _key(sheets, kinds)
    drawn = [draw_sheet(sheet, title, colours, kinds, key, foot).figure() for sheet in sheets]
    return Chart(
        drawn if len(drawn) > 1 else drawn[0],
        _alt(events, names, window, kinds, sheets, changes),
        _table(table, events, kinds),
        _sentence(events, kinds, sheets, changes),
        title,
        Layout(sheets),
    )


def _plan(
    events: Sequence[Event],
    names: Sequence[str],
    window: Window,
    changes: Sequence[Change],
    title: str,
    kinds: Mapping[str, str],
) -> tuple[list[Sheet], float]:
    """Arrange everything on as many pages as it needs; return them, and where the key begins.

    The room that the header takes is known only when all is arranged, so a second round may be needed.
    """
    room, key = (1, 2), key_entries(kinds.values(), [PUBLIC])
    while True:
        foot = HEIGHT - EDGE - key_height(key, EDGE, WIDTH - EDGE)
        top = header_height(title, *room)
        sheets = _sheets(events, names, window, changes, top, foot - 22)
        for number, sheet in enumerate(sheets, 1):
            sheet.subtitle = _subtitle(sheet, number, sheets, len(events), len(names))
        need = (
            max(len(subtitle_lines(sheet.subtitle)) for sheet in sheets),
            max(len(head_lines(lane)) for sheet in sheets for page in sheet.panels for lane in page.lanes),
        )
        found = _key(sheets, kinds)
        if need[0] <= room[0] and need[1] <= room[1] and set(found) <= set(key):
            return sheets, foot
        key = key_entries(kinds.values(), {PUBLIC, *key, *found})
        room = (max(room[0], need[0]), max(room[1], need[1]))


def _sheets(
    events: Sequence[Event],
    names: Sequence[str],
    window: Window,
    changes: Sequence[Change],
    top: float,
    bottom: float,
) -> list[Sheet]:
    """Put the whole and its panel beside each other where that fits, else each on pages of its own."""
    enlarged = [change.window for change in changes if change.factor is None]
    lanes_of = {
        time: [
            name
            for name in names
            if any(e.lane == name and e.last >= time.first and e.first <= time.last for e in events)
        ]
        for time in enlarged
    }

    def one(time: Window, columns: Sequence[str], low: float = bottom) -> Panel:
        silent = [] if time in enlarged else enlarged
        return panel(events, columns, TimeAxis(time, top, low, changes), window, bottom, silent)

    if len(enlarged) == 1:
        beside = [one(window, names), *(one(time, lanes_of[time]) for time in enlarged)]
        try:
            if arrange(beside, EDGE, WIDTH - EDGE) <= FAR:
                pointers = [(time, "see\nright") for time in enlarged]
                return [Sheet(beside, _scales(beside), pointers=pointers)]
        except LayoutError:
            pass
    out = _paged(events, names, window, changes, one)
    for time in enlarged:
        first = len(out) + 1
        added = _paged(
            [e for e in events if e.first <= time.last and e.last >= time.first], lanes_of[time], time, changes, one
        )
        for sheet in out:
            if sheet.panels[0].axis.window.first <= time.last and time.first <= sheet.panels[0].axis.window.last:
                sheet.pointers.append((time, f"see\npage {first}"))
        out += [replace(sheet, enlarged=True) for sheet in added]
    scales = _scales([sheet.panels[0] for sheet in out])
    for sheet, value in zip(out, scales, strict=True):
        sheet.scales = [value]
    return out


def _paged(
    events: Sequence[Event],
    names: Sequence[str],
    window: Window,
    changes: Sequence[Change],
    one: Callable[..., Panel],
) -> list[Sheet]:
    """Split a time over as few pages as hold it."""

    def trial(time: Window, like: Sequence[Window]) -> tuple[Panel, float]:
        page = one(time, names)
        if like:  # a shorter time takes less of the page
            part = page.axis.weight / max(TimeAxis(each, 0, 1, changes).weight for each in like)
            page = one(time, names, page.axis.top + part * (page.axis.bottom - page.axis.top))
        return page, arrange([page], EDGE, WIDTH - EDGE)

    labels: dict[str, float] = {}
    for event in events:
        lines = sum(
            lines_in(rooms(words, BODY, bold), 110) for words, bold in ((date_words(event), True), (event.label, False))
        )
        labels[event.lane] = labels.get(event.lane, 0.0) + height(lines, BODY) + GAP
    found = pages(window, int(max(labels.values(), default=0.0) / HEIGHT) + 1, trial)
    return [Sheet([page], [1.0]) for page in found]


def _scales(panels: Sequence[Panel]) -> list[float]:
    """How many times the scale of the smallest each is drawn at; what differs by less than a twentieth is the same."""
    units = [(each.axis.bottom - each.axis.top) / each.axis.weight for each in panels]
    return [unit / min(units) if unit / min(units) > 1.05 else 1.0 for unit in units]


def _key(sheets: Sequence[Sheet], kinds: Mapping[str, str]) -> list[str]:
    signs = set()
    for page in (page for sheet in sheets for page in sheet.panels):
        for lane in page.lanes:
            signs |= {PUBLIC for label in lane.labels if SIGN in "".join(label.dates)}
            signs |= {AGAIN for event in lane.events if page.again(event)}
            signs |= {CUT for mark in lane.marks if mark.cut_top or mark.cut_bottom}
    return key_entries(kinds.values(), signs)


def _subtitle(sheet: Sheet, number: int, sheets: Sequence[Sheet], events: int, lanes: int) -> str:
    """Say what the page shows, and every change of scale on it."""
    whole, *others = sheet.panels
    text = f"{events} dated events in {lanes} {'lane' if lanes == 1 else 'lanes'}. Time runs down the page"
    if len(sheets) > 1:
        text = f"Page {number} of {len(sheets)}: {whole.axis.window.words}, of {text}"
    text += "".join(f"; {change.words}" for change in whole.axis.changes)
    if sheet.scales[0] != 1:
        text += f", here at {sheet.scales[0]:.3g} times the smallest scale"
    for other, factor in zip(others, sheet.scales[1:], strict=True):
        text += f"; beside it {other.axis.window.words} is drawn at {factor:.3g} times the scale"
    return text + "."


def _scale_words(sheets: Sequence[Sheet], changes: Sequence[Change], brief: bool = False) -> str:
    """Say every change of scale and every page, or how many pages, in one sentence; "" where there is but one page."""
    said = [change.words for change in changes if change.factor]
    if len(sheets) == 1:
        others = zip(sheets[0].panels[1:], sheets[0].scales[1:], strict=True)
        said += [f"{page.axis.window.words} is drawn again at {factor:.3g} times the scale" for page, factor in others]
    else:
        named = [(s.panels[0].axis.window.words, s.scales[0]) for s in sheets]
        said.append(
            f"{len(sheets)} pages"
            if brief
            else f"{len(sheets)} pages: "
            + ", ".join(f"{words} (scale ×{f:.3g})" if f != 1 else words for words, f in named)
        )
    return "; ".join(said)


def _table(table: pd.DataFrame, events: Sequence[Event], kinds: Mapping[str, str]) -> pd.DataFrame:
    rows = [event.row for event in events]
    out = {
        "when": [event.when.words for event in events],
        "date": [event.when.text for event in events],
        "kind of date": [KINDS[kinds[event.key]] for event in events],
        "label": [event.label for event in events],
        "lane": [event.lane for event in events],
    }
    if "known_on" in table:
        notes = list(table["known_note"]) if "known_note" in table else [""] * len(table)
        out["public"] = [
            "; ".join(words for words in (e.public.words if e.public else "", _note(notes[e.row])) if words)
            for e in events
        ]
    out |= {extra: list(table[extra].iloc[rows]) for extra in ("certainty", "caution") if extra in table}
    return pd.DataFrame(out, index=pd.Index([event.key for event in events], name="id"))


def _note(value: object) -> str:
    return value if isinstance(value, str) else ""


def _alt(
    events: Sequence[Event],
    names: Sequence[str],
    window: Window,
    kinds: Mapping[str, str],
    sheets: Sequence[Sheet],
    changes: Sequence[Change],
) -> str:
    sure = sum(kind == "day" for kind in kinds.values())
    counts = ", ".join(f"{name} {sum(event.lane == name for event in events)}" for name in names)
    years = f"{window.first.year} to {window.last.year}" if window.first.year != window.last.year else window.words
    text = ""
    for lanes, brief in product((f" ({counts})", f" in {len(names)} lanes"), (False, True)):
        text = f"Chronology, {years}, time running down: {len(events)} events{lanes}, {sure} on an exact day."
        if scales := _scale_words(sheets, changes, brief):
            text += f" {scales[:1].upper()}{scales[1:]}."
        if len(text) <= 250:
            return text
    return f"{text[:249]}…"


def _sentence(
    events: Sequence[Event], kinds: Mapping[str, str], sheets: Sequence[Sheet], changes: Sequence[Change]
) -> str:
    counts = [f"{sum(k == kind for k in kinds.values())} {KINDS[kind]}" for kind in KINDS if kind in kinds.values()]
    scales = _scale_words(sheets, changes)
    count = f"{len(events)} events, first {events[0].when.words}, last {events[-1].when.words}"
    if len(events) == 1:
        count = f"1 event, {events[0].when.words}"
    return f"{count}: {'; '.join(counts)}{'; ' if scales else ''}{scales}."
