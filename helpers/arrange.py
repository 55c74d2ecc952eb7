"""What stands where on the pages of a chronology? Marks at their dates, columns shared out, labels beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from helpers.axis import TimeAxis, Window
from helpers.chart import shorten_months
from helpers.date_marks import BAR, RADIUS, TAIL, kind_of, shape_of
from helpers.event_rows import Event
from helpers.layout import LayoutError, Mark, share, spread, stack, stagger
from helpers.typeset import ASCENT, TIE, height, lines_in, rooms, width, wrap

BODY, HEAD = 8.0, 9.5  # points
AFTER_DATE, HALF_LINE = 1.5, BODY * ASCENT / 2
TRACK, COLUMN, GUTTER, PAD = 6.0, 6.4, 10.0, 4.5
AXIS = 36.0  # room for the years
GAP = 4.0  # between labels
CLEAR = 2.6  # least distance between marks, leaders and labels
SHORT = 9.0  # a mark up to this length stands on the lane's line, a longer one beside it
LONG_WORD = 84.0  # no lane is made wider than this for the sake of one word: it is broken
BEFORE, BEYOND = 20.0, 14.0  # how far above the beginning and below the end of time a label may hang
NEAR, FAR = 34.0, 200.0  # points: from where on a label's shift costs dear, and how dear
SIGN = "▹"


@dataclass
class Label:
    """One label, in points from the top left corner of the page; `dates` may hold a `SIGN` and what follows it."""

    key: str
    left: float
    top: float
    width: float
    height: float
    dates: list[str]
    lines: list[str]


@dataclass
class Lane:
    """One column of a panel: its line at `line`, marks around it, labels from `text` on, `room` wide."""

    name: str
    events: list[Event]
    spoken: set[str]
    left: float = 0.0
    width: float = 0.0
    line: float = 0.0
    text: float = 0.0
    room: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass
class Panel:
    """One axis of time with its lanes, from `left` to `right`; a picture has one or, beside the whole, several."""

    axis: TimeAxis
    whole: Window
    lanes: list[Lane]
    bottom: float
    left: float = 0.0
    right: float = 0.0

    def again(self, event: Event) -> bool:
        """Has this event begun before this panel does, and on a page that shows it?"""
        return max(event.first, self.whole.first) < self.axis.window.first


def panel(
    events: Iterable[Event],
    names: Sequence[str],
    axis: TimeAxis,
    whole: Window,
    bottom: float,
    silent: Sequence[Window] = (),
) -> Panel:
    """Gather what a panel shows: the events of its time by lane, and which of them it labels.

    Parameters
    ----------
    events : iterable of Event
        Of the whole picture.
    names : sequence of str
        Lanes from left to right.
    axis : TimeAxis
        The panel's time.
    whole : Window
        The time of the whole picture.
    bottom : float
        Where the axis would end if it had the full room, in points.
    silent : sequence of Window
        Times whose events are labelled elsewhere; here they have marks alone.

    Returns
    -------
    Panel
        Not yet arranged.
    """
    window = axis.window
    shown = [e for e in events if e.last >= window.first and e.first <= window.last]
    lanes = []
    for name in names:
        mine = [event for event in shown if event.lane == name]
        elsewhere = {e.key for e in mine if any(max(e.first, whole.first) in time for time in silent)}
        lanes.append(Lane(name, mine, {event.key for event in mine} - elsewhere))
    return Panel(axis, whole, lanes, bottom)


def arrange(slots: Sequence[Sequence[Panel]], left: float, right: float) -> list[float]:
    """Place everything, and return for each page how far the label that moved most stands from its date, in points.

    Parameters
    ----------
    slots : sequence of sequences of Panel
        Panels side by side; for each of them, its pages, whose columns are alike. Changed in place.
    left, right : float
        The room across the page, in points.

    Returns
    -------
    list of float
        The largest shift of a label on each page.

    Raises
    ------
    LayoutError
        When labels or lanes cannot fit; it names the lane.

    Notes
    -----
    Widths are shared out among all lanes so that the sum of squared shifts is least, where a shift beyond `NEAR`
    points counts `FAR` times more; see `helpers.layout.share` and `helpers.layout.spread`.
    """
    columns = [
        Column([(page, page.lanes[number]) for page in pages]) for pages in slots for number in range(len(pages[0].lanes))
    ]
    free = int(right - left - AXIS * len(slots) - GUTTER * (len(slots) - 1) - sum(column.fixed for column in columns))
    need = sum(column.least for column in columns)
    if need > free:
        names = ", ".join(dict.fromkeys(column.name for column in columns))
        raise LayoutError(
            f"{len(columns)} lanes are too wide for one page ({names}): name fewer with lanes=[…], "
            "or draw a shorter time with since and until."
        )
    shared = share([column.choices(column.least + free - need) for column in columns], free)
    spare = (free - sum(shared)) / len(columns)
    x, number, worst = left, 0, [0.0] * len(slots[0])
    for pages in slots:
        x += AXIS
        for page in pages:
            page.left = x
        for _ in pages[0].lanes:
            worst = list(map(max, worst, columns[number].place(x, shared[number] + spare)))
            x += columns[number].fixed + shared[number] + spare
            number += 1
        for page in pages:
            page.right = x
        x += GUTTER
    return worst


class Column:
    """A lane on every page it runs over: its marks are placed; its width is chosen, and then its labels placed."""

    def __init__(self, pages: Sequence[tuple[Panel, Lane]]) -> None:
        self.pages, self.name = pages, pages[0][1].name
        self.entries: list[list[tuple[Mark, str, str]]] = []
        tracks, across = 0, 1
        for page, lane in pages:
            lane.marks = [_mark(event, page.axis) for event in lane.events]
            short = [m for m in lane.marks if m.bottom - m.top <= SHORT]
            long = [m for m in lane.marks if m.bottom - m.top > SHORT]
            stagger(short, CLEAR)
            stack(long, [m.reach for m in short], CLEAR)
            tracks = max([tracks, *(m.track + 1 for m in long)])
            across = max([across, *(m.column + 1 for m in short)])
            lane.marks.sort(key=lambda m: m.leave)
            by_key = {event.key: event for event in lane.events}
            self.entries.append(
                [
                    (mark, date_words(by_key[mark.key], page.again(by_key[mark.key])), by_key[mark.key].label)
                    for mark in lane.marks
                    if mark.key in lane.spoken
                ]
            )
        self.line = 2 + tracks * TRACK + RADIUS
        self.text = self.line + (across - 1) * COLUMN + RADIUS + CLEAR + GUTTER
        self.fixed = self.text + PAD
        words = [(word, True) for page in self.entries for _, dates, _ in page for word in dates.split(" ")]
        words += [(word, False) for page in self.entries for *_, text in page for word in text.split()]
        head = max((width(word, HEAD, True) for word in self.name.split()), default=0.0) + self.line - self.text
        widest = max([width(word, BODY, bold) for word, bold in dict.fromkeys(words)], default=0.0)
        self.least = ceil(min(max(widest, head, 24.0), LONG_WORD))

    def choices(self, most: int) -> list[tuple[int, float]]:
        """Give the widths at which fewer lines do, each with its cost, as long as a wider one costs less."""
        at = {self.least}
        for page in self.entries:
            for _, dates, text in page:
                at |= {ceil(r) for r in (*rooms(dates, BODY, True), *rooms(text, BODY)) if self.least < r <= most}
        out: list[tuple[int, float]] = []
        for room in sorted(at):
            cost = self._cost(room)
            if cost is not None and (not out or cost < out[-1][1]):
                out.append((room, cost))
        if not out:
            self.place(0, most)  # raises, and says which lane
        return out

    def _cost(self, room: float) -> float | None:
        total = 0.0
        for (page, _), entries in zip(self.pages, self.entries, strict=True):
            heights = [_height(dates, text, room) for _, dates, text in entries]
            try:
                tops = self._spread(page, entries, heights)
            except LayoutError:
                return None
            for (mark, *_), top in zip(entries, tops, strict=True):
                shift = abs(top + HALF_LINE - mark.anchor)
                total += shift**2 + FAR * max(shift - NEAR, 0.0) ** 2
            total += 1.5 * sum(heights)  # of columns in which nothing moves, the one with fewer lines
        return total

    def place(self, x: float, room: float) -> list[float]:
        """Place the column at `x` with labels `room` wide; return the largest shift on each page."""
        worst = [0.0] * len(self.pages)
        for number, ((page, lane), entries) in enumerate(zip(self.pages, self.entries, strict=True)):
            lane.left, lane.width, lane.room = x, self.fixed + room, room
            lane.line, lane.text = x + self.line, x + self.text
            heights = [_height(dates, text, room) for _, dates, text in entries]
            try:
                tops = self._spread(page, entries, heights)
            except LayoutError as error:
                raise LayoutError(
                    f"The lane “{self.name}” cannot hold its labels of {page.axis.window.words} ({error}): draw a shorter "
                    "time with since and until, divide the lane, or leave events out."
                ) from None
            lane.labels = []
            for (mark, dates, text), top, high in zip(entries, tops, heights, strict=True):
                set_dates, lines = wrap(dates, BODY, room, True), wrap(text, BODY, room)
                wide = max([0.0, *(width(d, BODY, True) for d in set_dates), *(width(line, BODY) for line in lines)])
                lane.labels.append(Label(mark.key, lane.text, top, wide, high, set_dates, lines))
                worst[number] = max(worst[number], abs(top + HALF_LINE - mark.anchor))
        return worst

    def _spread(self, page: Panel, entries: Sequence[tuple[Mark, str, str]], heights: Sequence[float]) -> list[float]:
        wanted = [mark.leave - HALF_LINE for mark, *_ in entries]
        return spread(wanted, heights, GAP, page.axis.top - BEFORE, page.bottom + BEYOND)


def date_words(event: Event, again: bool = False) -> str:
    """Say a date for a label: months short, no line broken within a day, and when it became public if that was later."""
    words = _tied(event.when.words)
    if event.public and event.when.last and event.public.first and event.public.first > event.when.last:
        public = event.public.words
        if event.public.first.year == event.when.last.year:
            public = public.removesuffix(f" {event.when.last.year}")
        words += f" {SIGN}{TIE}{_tied(public)}"
    return f"…{TIE}{words}" if again else words


def _tied(words: str) -> str:
    """Keep a day with its month, and one exact day whole."""
    words = re.sub(r"(?<=\d) (?=[A-Z][a-z]{2}\b)| (?=–)", TIE, shorten_months(words))
    return re.sub(rf"(?<![–\w])(\d\d?{TIE}[A-Z][a-z]{{2}}) (\d{{4}})\b", rf"\1{TIE}\2", words)


def mark_x(mark: Mark, lane: Lane) -> float:
    """Return where a mark stands across the page, in points."""
    if mark.track >= 0:
        return lane.line - RADIUS - 2 - mark.track * TRACK - BAR / 2
    return lane.line + mark.column * COLUMN


def leader(mark: Mark, label: Label, lane: Lane) -> list[tuple[float, float]]:
    """Points of the line from a mark to its label."""
    x = mark_x(mark, lane)
    start = {
        "right": [(x, mark.leave)],
        "up": [(x, mark.top), (x, mark.leave)],
        "down": [(x, mark.bottom), (x, mark.leave)],
    }[mark.port]
    target = label.top + HALF_LINE
    return [*start, (lane.text - GUTTER, mark.leave), (lane.text - 5, target), (lane.text - 2.5, target)]


def _height(dates: str, text: str, room: float) -> float:
    above, below = (_lines(words, room, bold) for words, bold in ((dates, True), (text, False)))
    return height(above, BODY) + (AFTER_DATE + height(below, BODY) if below else 0.0)


def _lines(words: str, room: float, bold: bool) -> int:
    least = rooms(words, BODY, bold)
    return lines_in(least, room) if not least or least[-1] <= room else len(wrap(words, BODY, room, bold))


def _mark(event: Event, axis: TimeAxis) -> Mark:
    """Place the mark of an event: a point, or a stretch that the edges of the panel cut."""
    when, window = event.when, axis.window
    shape, _ = shape_of(kind_of(when, event.disputed))
    top = axis.place(when.first) if when.first else axis.top
    bottom = axis.place(when.last.toordinal() + 1) if when.last else axis.bottom
    if shape == "unknown end":
        bottom = top + TAIL
    elif shape == "unknown start":
        top = bottom - TAIL
    elif shape == "open end":
        bottom = max(bottom, top + 2 * SHORT)
    elif shape == "open start":
        top = min(top, bottom - 2 * SHORT)
    if when.first == when.last or bottom - top < 2 * RADIUS:
        middle = top if when.first == when.last else (top + bottom) / 2
        return Mark(event.key, middle - RADIUS, middle + RADIUS, middle)
    middle = (top + bottom) / 2 if shape in ("month or year", "one of") else bottom if "start" in shape else top
    cut = (when.first is not None and when.first < window.first, when.last is not None and when.last > window.last)
    return Mark(event.key, top, bottom, middle, cut_top=cut[0], cut_bottom=cut[1])
