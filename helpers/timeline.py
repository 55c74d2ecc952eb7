"""What happened when? Time runs down the page, one column a lane, and an uncertain date looks uncertain."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from numbers import Integral

import pandas as pd

from helpers.case import Case
from helpers.chart import Chart, shorten_months
from helpers.dates import When, parse
from helpers.layout import LayoutError, Mark, spread, stack, stagger
from helpers.page import BAND, COLOURS, INK, PAPER, QUIET, RULE, Page
from helpers.typeset import ASCENT, height, width, wrap

WIDTH, HEIGHT = 575.0, 800.0  # points: 203 × 282 mm, A4 at full size, letter at 97 %
EDGE, AXIS, FOOT, PAD = 10.0, 36.0, 70.0, 6.0
BODY, SMALL, SMALLEST, YEAR, HEAD, TITLE = 8.0, 7.5, 7.0, 9.0, 9.5, 14.0
HALF_LINE, AFTER_DATE = BODY * ASCENT / 2, 2.0
RADIUS, BAR, TRACK, COLUMN, GUTTER = 2.6, 3.2, 6.0, 6.5, 13.0
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GAP = 4.5  # between labels
CLEAR = 2.6  # least distance between marks, leaders and labels
SHORT = 9.0  # a mark up to this length stands on the lane's line, a longer one beside it

KINDS = {
    "day": "exact day",
    "day in doubt": "day in doubt (about, perhaps)",
    "interval": "from – to",
    "interval in doubt": "from – to, ends not exact",
    "open": "goes on, or end unknown",
    "month or year": "month or year only",
    "one of": "sources disagree",
}
"""Marks of the key, in its order."""


@dataclass
class Label:
    """One label, in points from the top left corner of the page."""

    key: str
    lane: int
    left: float
    top: float
    height: float
    date_lines: list[str]
    lines: list[str]
    width: float = 0.0


@dataclass
class Lane:
    """One column: its line at `line`, marks around it, labels from `text` on, `room` wide."""

    name: str
    left: float
    width: float
    line: float = 0.0
    text: float = 0.0
    room: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass
class Layout:
    """Where everything on the page stands, in points from the top left corner."""

    lanes: list[Lane]
    axis: TimeAxis
    kinds: dict[str, str]
    page: Page | None = None


class TimeAxis:
    """A day's place on the page.

    Parameters
    ----------
    first, last : datetime.date
        The days shown.
    top, bottom : float
        Room in points.
    stretch : mapping of int to float
        Years drawn at a multiple of the scale.
    """

    def __init__(self, first: date, last: date, top: float, bottom: float, stretch: Mapping[int, float]) -> None:
        self.first, self.last, self.top, self.bottom, self.stretch = first, last, top, bottom, dict(stretch)
        knots = [first, *(date(y, 1, 1) for y in range(first.year + 1, last.year + 1)), last + timedelta(days=1)]
        weights = [(b - a).days * self.stretch.get(a.year, 1.0) for a, b in itertools.pairwise(knots)]
        unit = (bottom - top) / sum(weights)
        self._knots, self._starts = knots, [top]
        for weight in weights:
            self._starts.append(self._starts[-1] + weight * unit)

    def place(self, day: date) -> float:
        """Place of a day in points; a day outside stands at the edge."""
        day = min(max(day, self.first), self._knots[-1])
        index = min(max(day.year - self.first.year, 0), len(self._knots) - 2)
        a, b = self._knots[index], self._knots[index + 1]
        part = (day - a).days / (b - a).days
        return self._starts[index] + part * (self._starts[index + 1] - self._starts[index])

    def ticks(self) -> list[tuple[float, str, bool]]:
        """Place, words and weight (True for a year) of the ticks; months where there is room for them."""
        out = []
        for index, (start, after) in enumerate(zip(self._starts, self._starts[1:], strict=False)):
            year = self._knots[index].year
            out.append((start, str(year), True))
            step = next((s for s, room in ((1, 240.0), (3, 84.0)) if after - start > room), 0)
            for month in range(1 + step, 13, step) if step else ():
                day = date(year, month, 1)
                if self.first < day <= self.last:
                    out.append((self.place(day), MONTHS[month - 1], False))
        return out


def kind_of(when: When, disputed: bool = False) -> str:
    """Name the kind of mark that a date gets: one of `KINDS`."""
    if disputed or when.mark == "one of":
        return "one of"
    if when.mark in ("open", "month or year"):
        return when.mark
    return f"{when.mark} in doubt" if when.about or when.perhaps else when.mark


def chronology(
    case_or_events: Case | pd.DataFrame,
    since: str | None = None,
    until: str | None = None,
    lanes: Sequence[str] | None = None,
    scale: Mapping[str, float] | None = None,
) -> Chart:
    """Draw dated events, time running down, one column a lane, every label whole and apart from every other.

    Labels keep their order and move as little as possible (see `helpers.layout.spread`).

    Parameters
    ----------
    case_or_events : Case or pandas.DataFrame
        A case, of which the events of weight 1 are drawn, or any table with the columns label, date (EDTF, a year as a
        whole number, or a day) and lane,
        of which every row is drawn; `date_disputed` and `certainty` are used where they are there.
    since, until : str, optional
        EDTF dates; events wholly outside are left out.
    lanes : sequence of str, optional
        Names of the columns from left to right; by default those of the case, or in the order met.
    scale : mapping of str to float, optional
        Years drawn larger, as {"1954": 3} for three times.

    Returns
    -------
    Chart
        Its table has one row an event: when (words), date (EDTF), kind of date, label, lane, certainty.

    Raises
    ------
    LayoutError
        When labels cannot fit; it says what to change.
    ValueError
        For a lane, a year or a column that is not there.
    """
    events = (
        case_or_events.events[case_or_events.events["weight"] == 1]
        if isinstance(case_or_events, Case)
        else case_or_events
    )
    wanted = (
        list(lanes) if lanes else (list(case_or_events.about["lanes"]) if isinstance(case_or_events, Case) else None)
    )
    events = _select(events, since, until, wanted, bool(lanes))
    names = [name for name in wanted or dict.fromkeys(events["lane"]) if name in set(events["lane"])]
    title = case_or_events.about["title"] if isinstance(case_or_events, Case) else "Chronology"
    whens = {str(key): parse(text) for key, text in events["date"].items()}
    rivals = {str(key): parse(text) for key, text in events.get("date_disputed", pd.Series(dtype=str)).items() if text}
    spans = {key: rivals.get(key, when) for key, when in whens.items()}
    window = _window(spans.values(), since, until)
    stretch = _stretch(scale, window)
    kinds = {key: kind_of(when, key in rivals) for key, when in whens.items()}
    layout = _lay_out(events, spans, kinds, names, window, stretch)
    everywhere = wanted or names
    colours = {name: COLOURS[everywhere.index(name) % len(COLOURS)] for name in names}
    layout.page = _draw(layout, _heading(title, window), _subtitle(events, names, stretch), colours)
    figure = layout.page.figure()
    table = _table(events, spans, kinds)
    return Chart(
        figure,
        _alt(events, names, window, kinds),
        table,
        _sentence(events, spans, kinds),
        _heading(title, window),
        layout,
    )


def _select(
    events: pd.DataFrame, since: str | None, until: str | None, lanes: list[str] | None, named: bool
) -> pd.DataFrame:
    for column in ("label", "date", "lane"):
        if column not in events:
            raise ValueError(f"A chronology needs the column “{column}”; this table has {', '.join(events.columns)}.")
    events = events.assign(date=[_edtf(key, value) for key, value in events["date"].items()])
    there = list(dict.fromkeys(events["lane"]))
    if named and (unknown := [name for name in lanes or () if name not in there]):
        raise ValueError(f"No event stands in the lane “{unknown[0]}”; the lanes are {', '.join(there)}.")
    low = parse(since).first if since else None
    high = parse(until).last if until else None
    whens = [parse(text) for text in events["date"]]
    keep = [
        (not lanes or lane in lanes)
        and (low is None or (when.last or date.max) >= low)
        and (high is None or (when.first or date.min) <= high)
        for lane, when in zip(events["lane"], whens, strict=True)
    ]
    chosen = events[keep]
    if chosen.empty:
        raise ValueError(f"No event lies between {since or 'the beginning'} and {until or 'the end'} in these lanes.")
    order = [(when.first or date.min, when.last or date.max) for when, kept in zip(whens, keep, strict=True) if kept]
    ranked = sorted(zip(order, map(str, chosen.index), range(len(chosen)), strict=True))
    return chosen.iloc[[place for *_, place in ranked]]


def _edtf(key: object, value: object) -> str:
    """Write a date as EDTF that a table of one's own holds as a whole number (a year) or as a day."""
    if isinstance(value, date) and not pd.isna(value):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, Integral):
        return f"{int(value):04}"
    text = "" if value is None or value is pd.NaT or isinstance(value, float) else str(value).strip()
    if not text:
        raise ValueError(
            f"Row {key} has no date that can be read ({value}): write a year, or a day such as 1954-03-31."
        )
    return text


def _window(spans: Sequence[When] | object, since: str | None, until: str | None) -> tuple[date, date]:
    days = [d for when in spans for d in (when.first, when.last) if d]  # type: ignore[attr-defined]
    first = (parse(since).first if since else None) or date(min(days).year, 1, 1)
    last = (parse(until).last if until else None) or date(max(days).year, 12, 31)
    return first, max(last, first + timedelta(days=1))


def _stretch(scale: Mapping[str, float] | None, window: tuple[date, date]) -> dict[int, float]:
    out = {}
    for year, factor in (scale or {}).items():
        if not str(year).isdigit() or not window[0].year <= int(year) <= window[1].year or factor <= 0:
            raise ValueError(
                f"A change of scale names a year of the picture and a factor, as {{'1954': 3}}; not {year!r}: {factor}."
            )
        out[int(year)] = float(factor)
    return out


def _lay_out(
    events: pd.DataFrame,
    spans: Mapping[str, When],
    kinds: dict[str, str],
    names: Sequence[str],
    window: tuple[date, date],
    stretch: Mapping[int, float],
) -> Layout:
    """Place marks, then share out the width so that the fullest lane is as low as can be, then place labels."""
    top, bottom = EDGE + 82.0, HEIGHT - FOOT
    axis = TimeAxis(*window, top, bottom, stretch)
    lanes = [Lane(name, 0.0, 0.0) for name in names]
    by_lane = {name: events[events["lane"] == name] for name in names}
    fixed = []
    for lane in lanes:
        lane.marks = [_mark(str(key), spans[str(key)], axis) for key in by_lane[lane.name].index]
        short = [m for m in lane.marks if m.bottom - m.top <= SHORT]
        stagger(short, CLEAR)
        long = [m for m in lane.marks if m.bottom - m.top > SHORT]
        stack(long, _stretches(short), CLEAR)
        tracks = 1 + max((m.track for m in long), default=-1)
        columns = 1 + max((m.column for m in short), default=0)
        lane.line = 2 + tracks * TRACK + RADIUS
        lane.text = lane.line + (columns - 1) * COLUMN + RADIUS + CLEAR + GUTTER
        fixed.append(lane.text + PAD)
    texts = {str(key): str(text) for key, text in events["label"].items()}
    words = {key: _date_words(spans[key]) for key in texts}
    rooms = _share(lanes, fixed, texts, words)
    left = EDGE + AXIS
    for lane, room, taken in zip(lanes, rooms, fixed, strict=True):
        lane.left, lane.width, lane.room = left, room + taken, room
        lane.line, lane.text = left + lane.line, left + lane.text
        left += lane.width
        marks = sorted(lane.marks, key=lambda m: m.leave)
        lane.labels = [_label(m.key, lanes.index(lane), lane, words[m.key], texts[m.key]) for m in marks]
        try:
            tops = spread(
                [m.leave - HALF_LINE for m in marks],
                [label.height for label in lane.labels],
                GAP,
                top - 6,
                bottom + 14,
            )
        except LayoutError as error:
            raise LayoutError(
                f"The lane “{lane.name}” cannot hold its labels ({error}): draw a shorter time with since and until, "
                "fewer lanes, or fewer events."
            ) from None
        for label, place in zip(lane.labels, tops, strict=True):
            label.top = place
    return Layout(lanes, axis, kinds)


def _mark(key: str, when: When, axis: TimeAxis) -> Mark:
    top = axis.place(when.first) if when.first else axis.top
    day_after = when.last + timedelta(days=1) if when.last and when.last < date.max else when.last
    bottom = axis.place(day_after) if day_after else axis.bottom
    if when.first == when.last or bottom - top < 2 * RADIUS:
        middle = top if when.first == when.last else (top + bottom) / 2
        return Mark(key, middle - RADIUS, middle + RADIUS, middle)
    return Mark(key, top, bottom, top)


def _stretches(short: Sequence[Mark]) -> list[tuple[float, float]]:
    return [(min(m.top, m.leave), max(m.bottom, m.leave)) for m in short]


def _date_words(when: When) -> str:
    return shorten_months(when.words)


def _share(
    lanes: Sequence[Lane], fixed: Sequence[float], texts: Mapping[str, str], words: Mapping[str, str]
) -> list[float]:
    """Give each lane room for its longest word, then every further step of width to the lane that is fullest."""
    least = [
        max(
            [
                width("29 Nov 1954", BODY, True),
                *(width(word, BODY) for m in lane.marks for word in texts[m.key].split()),
            ]
        )
        for lane in lanes
    ]
    free = WIDTH - 2 * EDGE - AXIS - sum(fixed) - sum(least)
    if free < 0:
        raise LayoutError(
            f"{len(lanes)} lanes with {len(texts)} events are too many for one page: "
            "draw a shorter time with since and until, or fewer lanes."
        )

    def need(index: int, room: float) -> float:
        return sum(_height(words[m.key], texts[m.key], room) + GAP for m in lanes[index].marks)

    rooms, step = least, 4.0
    needs = [need(index, room) for index, room in enumerate(rooms)]
    for _ in range(int(free / step)):
        fullest = needs.index(max(needs))
        rooms[fullest] += step
        needs[fullest] = need(fullest, rooms[fullest])
    return rooms


def _height(words: str, text: str, room: float) -> float:
    return height(len(wrap(words, BODY, room, True)), BODY) + AFTER_DATE + height(len(wrap(text, BODY, room)), BODY)


def _label(key: str, lane_number: int, lane: Lane, words: str, text: str) -> Label:
    date_lines, lines = wrap(words, BODY, lane.room, True), wrap(text, BODY, lane.room)
    wide = max([*(width(line, BODY, True) for line in date_lines), *(width(line, BODY) for line in lines)])
    return Label(key, lane_number, lane.text, 0.0, _height(words, text, lane.room), date_lines, lines, wide)


def _draw(layout: Layout, title: str, subtitle: str, colours: Mapping[str, str]) -> Page:
    page, axis = Page(WIDTH, HEIGHT), layout.axis
    page.text(EDGE, EDGE, title, TITLE, bold=True)
    page.text(EDGE, EDGE + 21, subtitle, BODY, QUIET)
    for year in axis.stretch:
        low, high = (axis.place(date(y, 1, 1)) for y in (year, year + 1))
        page.box(EDGE, low, WIDTH - 2 * EDGE, high - low, BAND, order=0)
    spine = EDGE + AXIS - 8
    page.rule([[(spine, axis.top), (spine, axis.bottom)]], QUIET, 0.8)
    shown: list[float] = []
    for place, words, is_year in axis.ticks():
        size = YEAR if is_year else SMALLEST
        if is_year:
            page.rule(_around_labels(layout, spine, place), RULE, 0.6)
        else:
            page.rule([[(spine - 3, place), (spine, place)]], QUIET, 0.6)
        if all(abs(place - other) > 11 for other in shown):
            shown.append(place)
            top = place - size * ASCENT / 2
            page.text(spine - 5, top, words, size, INK if is_year else QUIET, is_year, "right")
    for year, factor in axis.stretch.items():
        start, end = (axis.place(date(y, 1, 1)) for y in (year, year + 1))
        page.text(spine - 5, start + 6, f"scale ×{factor:g}", SMALLEST, QUIET, align="right")
        for place in (start, end):
            if axis.top < place < axis.bottom:
                page.rule([[(spine - 4, place + 1 + d), (spine + 4, place - 3 + d)] for d in (0, 3)], INK, 0.8, 3)
    for lane in layout.lanes:
        _draw_lane(page, lane, colours[lane.name], layout)
    _draw_key(page, layout)
    return page


def _around_labels(layout: Layout, left: float, place: float) -> list[list[tuple[float, float]]]:
    """Cut a rule across the page into pieces that keep clear of labels."""
    pieces, start = [], left
    for lane in layout.lanes:
        for label in lane.labels:
            if label.top - 2 < place < label.top + label.height + 2:
                pieces.append([(start, place), (label.left - 3, place)])
                start = label.left + label.width + 3
    return [*pieces, [(start, place), (WIDTH - EDGE, place)]]


def _draw_lane(page: Page, lane: Lane, colour: str, layout: Layout) -> None:
    axis, right = layout.axis, lane.left + lane.width - PAD
    page.rule([[(lane.line, axis.top), (lane.line, axis.bottom)]], "#b5b5b5", 1.0)
    head = wrap(lane.name[:1].upper() + lane.name[1:], HEAD, right - lane.line + RADIUS, True)
    page.text(lane.line - RADIUS, axis.top - 22 - height(len(head), HEAD), head, HEAD, colour, True)
    page.rule([[(lane.line - RADIUS, axis.top - 17), (right, axis.top - 17)]], colour, 2.4, 2)
    by_key = {mark.key: mark for mark in lane.marks}
    for label in lane.labels:
        page.rule([leader(by_key[label.key], label, lane)], colour, 0.7, 2, key=f"leader {label.key}")
        draw_mark(page, mark_x(by_key[label.key], lane), by_key[label.key], layout.kinds[label.key], colour)
        page.text(label.left, label.top, label.date_lines, BODY, colour, True, key=label.key)
        below = label.top + height(len(label.date_lines), BODY) + AFTER_DATE
        page.text(label.left, below, label.lines, BODY, key=label.key)


def mark_x(mark: Mark, lane: Lane) -> float:
    """Return where a mark stands across the page, in points."""
    return (
        lane.line - RADIUS - 2 - mark.track * TRACK - BAR / 2 if mark.track >= 0 else lane.line + mark.column * COLUMN
    )


def leader(mark: Mark, label: Label, lane: Lane) -> list[tuple[float, float]]:
    """Points of the line from a mark to its label."""
    x = mark_x(mark, lane)
    start = {
        "right": [(x + (BAR / 2 if mark.track >= 0 else RADIUS), mark.leave)],
        "up": [(x, mark.top), (x, mark.leave)],
        "down": [(x, mark.bottom), (x, mark.leave)],
    }[mark.port]
    target = label.top + HALF_LINE
    return [*start, (lane.text - GUTTER, mark.leave), (lane.text - 5, target), (lane.text - 2.5, target)]


def draw_mark(page: Page, x: float, mark: Mark, kind: str, colour: str) -> None:
    """Draw the mark of a kind of date at `x`."""
    key, middle = f"mark {mark.key}", (mark.top + mark.bottom) / 2
    if kind in ("day", "day in doubt"):
        page.mark(x, middle, "o", 2 * RADIUS, colour, kind == "day", key=key)
    elif kind in ("interval", "interval in doubt", "open"):
        low = mark.bottom - 6 if kind == "open" else mark.bottom
        face = PAPER if kind == "interval in doubt" else colour
        page.box(x - BAR / 2, mark.top, BAR, low - mark.top, face, colour, order=4, key=key)
        if kind == "open":
            page.mark(x, mark.bottom - 3, "v", 2 * RADIUS, colour, False, key=key)
    else:
        caps = [[(x - 2.4, y), (x + 2.4, y)] for y in (mark.top, mark.bottom)]
        page.rule([[(x, mark.top), (x, mark.bottom)], *caps], colour, 1.0, 3, key=key)
        page.mark(x, middle, "D" if kind == "one of" else "o", 2 * RADIUS - (kind == "one of"), colour, False, key=key)


def _draw_key(page: Page, layout: Layout) -> None:
    top = HEIGHT - FOOT + 24
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], QUIET, 0.6)
    page.text(EDGE, top + 6, "How to read the dates", BODY, INK, True)
    x, y = EDGE + 6, top + 27
    for kind in (kind for kind in KINDS if kind in layout.kinds.values()):
        wide = width(KINDS[kind], SMALL) + 24
        if x + wide > WIDTH - EDGE:
            x, y = EDGE + 6, y + 14
        tall = RADIUS if kind.startswith("day") else 6.0
        draw_mark(page, x, Mark(f"key {kind}", y - tall, y + tall, y), kind, INK)
        page.text(x + 8, y - SMALL * ASCENT / 2, KINDS[kind], SMALL)
        x += wide


def _heading(title: str, window: tuple[date, date]) -> str:
    first, last = window[0].year, window[1].year
    return f"{title} {first}–{last}" if first != last else f"{title} {first}"


def _subtitle(events: pd.DataFrame, names: Sequence[str], stretch: Mapping[int, float]) -> str:
    text = f"{len(events)} dated events in {len(names)} lanes. Time runs down the page"
    for year, factor in stretch.items():
        text += f"; {year} is drawn at {factor:g} times the scale"
    return text + "."


def _table(events: pd.DataFrame, spans: Mapping[str, When], kinds: Mapping[str, str]) -> pd.DataFrame:
    keys = [str(key) for key in events.index]
    table = pd.DataFrame(
        {
            "when": [spans[key].words for key in keys],
            "date": [spans[key].text for key in keys],
            "kind of date": [KINDS[kinds[key]] for key in keys],
            "label": list(events["label"]),
            "lane": list(events["lane"]),
        },
        index=pd.Index(keys, name="id"),
    )
    for extra in ("certainty", "caution"):
        if extra in events:
            table[extra] = list(events[extra])
    return table


def _alt(events: pd.DataFrame, names: Sequence[str], window: tuple[date, date], kinds: Mapping[str, str]) -> str:
    sure = sum(kind == "day" for kind in kinds.values())
    counts = ", ".join(f"{name} {int((events['lane'] == name).sum())}" for name in names)
    years = f"{window[0].year} to {window[1].year}"
    text = f"Chronology, {years}, time running down: {len(events)} events ({counts}), {sure} on an exact day."
    return text if len(text) <= 250 else text[:247] + "…"


def _sentence(events: pd.DataFrame, spans: Mapping[str, When], kinds: Mapping[str, str]) -> str:
    counts = [f"{sum(k == kind for k in kinds.values())} {KINDS[kind]}" for kind in KINDS if kind in kinds.values()]
    first, last = (spans[str(events.index[i])].words for i in (0, -1))
    return f"{len(events)} events, first {first}, last {last}: {', '.join(counts)}."
