"""What stands where on the pages of a chronology? Marks at their dates, columns shared out, labels beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from helpers.axis import TimeAxis, Window
from helpers.chart import shorten_months
from helpers.date_marks import BAR, RADIUS, TAIL, kind_of, look_of
from helpers.event_rows import Event
from helpers.layout import LayoutError, Mark, share, spread, stack, stagger
from helpers.typeset import ASCENT, TIE, height, lines_in, rooms, width, wrap

BODY, HEAD = 8.0, 9.5  # points
AFTER_DATE, HALF_LINE = 1.5, BODY * ASCENT / 2
TRACK, COLUMN, GUTTER, PAD = 6.0, 6.4, 10.0, 4.5
AXIS = 36.0  # room for the years
BETWEEN = 22.0  # between the whole and what is enlarged beside it
GAP = 4.0  # between labels
CLEAR = 2.6  # least distance between marks, leaders and labels
SHORT = 9.0  # a mark up to this length stands on the lane's line, a longer one beside it
LONG_WORD, SHORT_WORD = 84, 36  # no lane is made wider for the sake of one word, or, where room is short, of part of it
BEFORE, BEYOND = 20.0, 14.0  # how far above the beginning and below the end of time a label may hang
NEAR, FAR = 34.0, 200.0  # points: from where on a label's shift costs dear, and how dear
LINES = 25.0  # cost of a label's height: of columns in which nothing moves, the one with fewer lines
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
    shown = [e for e in events if e.last >= window.first and e.first <= window.last and not _told(e, window, whole)]
    lanes = []
    for name in names:
        mine = [event for event in shown if event.lane == name]
        elsewhere = {e.key for e in mine if any(max(e.first, whole.first) in time for time in silent)}
        lanes.append(Lane(name, mine, {event.key for event in mine} - elsewhere))
    return Panel(axis, whole, lanes, bottom)


def _told(event: Event, window: Window, whole: Window) -> bool:
    """Is this event, which has no end or no start, drawn on another page, with an arrow that says it goes on?"""
    if event.when.kind == "open start":
        return min(event.last, whole.last) > window.last
    return event.when.kind == "open end" and max(event.first, whole.first) < window.first


def arrange(panels: Sequence[Panel], left: float, right: float) -> float:
    """Place everything on a page, and return how far the label that moved most stands from its mark, in points.

    Parameters
    ----------
    panels : sequence of Panel
        Side by side; changed in place.
    left, right : float
        The room across the page, in points.

    Returns
    -------
    float
        How far above or below its mark the farthest label stands; beside a long mark a label may stand anywhere.

    Raises
    ------
    LayoutError
        When labels or lanes cannot fit; it names the lane.

    Notes
    -----
    Widths are shared out among all lanes so that the sum of squared shifts is least, where a shift beyond `NEAR`
    points counts `FAR` times more; see `helpers.layout.share` and `helpers.layout.spread`. Words and dates are broken
    only where a single panel would else not fit.
    """
    columns = [Column(panel, lane) for panel in panels for lane in panel.lanes]
    free = int(
        right - left - AXIS * len(panels) - BETWEEN * (len(panels) - 1) - sum(column.fixed for column in columns)
    )
    for most in range(LONG_WORD, SHORT_WORD - 1 if len(panels) == 1 else LONG_WORD - 1, -4):
        need = sum(column.narrow(most) for column in columns)
        if need <= free:
            break
    else:
        widest = max(columns, key=lambda column: column.fixed)
        if widest.fixed > (right - left) / 2:
            raise LayoutError(
                f"The lane “{widest.lane.name}” has too many marks side by side: draw a shorter time with since and "
                "until, divide the lane, or leave events out."
            )
        raise _too_wide(columns)
    choices = [column.choices(column.least + free - need) for column in columns]
    try:
        shared = share(choices, free)
    except LayoutError:
        raise _too_wide(columns) from None
    spare = (free - sum(shared)) / len(columns)
    x, worst, rest = left, 0.0, list(zip(columns, shared, strict=True))
    for panel in panels:
        x += AXIS
        panel.left = x
        for column, room in rest[: len(panel.lanes)]:
            worst = max(worst, column.place(x, room + spare))
            x += column.fixed + room + spare
        rest = rest[len(panel.lanes) :]
        panel.right = x
        x += BETWEEN
    return worst


def _too_wide(columns: Sequence[Column]) -> LayoutError:
    names = ", ".join(dict.fromkeys(column.lane.name for column in columns))
    return LayoutError(
        f"The page is not wide enough for {len(columns)} lanes and their events ({names}): name fewer with lanes=[…], "
        "draw a shorter time with since and until, or leave events out."
    )


class Column:
    """A lane of a panel: its marks are placed; its width is chosen, and then its labels placed."""

    def __init__(self, panel: Panel, lane: Lane) -> None:
        self.panel, self.lane = panel, lane
        lane.marks = [_mark(event, panel.axis) for event in lane.events]
        short = [m for m in lane.marks if m.bottom - m.top <= SHORT]
        long = [m for m in lane.marks if m.bottom - m.top > SHORT]
        stagger(short, CLEAR, {event.key for event in lane.events} - lane.spoken)
        stack(long, [m.reach for m in short], CLEAR)
        lane.marks.sort(key=lambda m: m.leave)
        events = {event.key: event for event in lane.events}
        self.entries = [
            (mark, date_words(events[mark.key], panel.again(events[mark.key])), events[mark.key].label)
            for mark in lane.marks
            if mark.key in lane.spoken
        ]
        self.line = 2 + max((m.track + 1 for m in long), default=0) * TRACK + RADIUS
        self.text = self.line + max((m.column for m in short), default=0) * COLUMN + RADIUS + CLEAR + GUTTER
        self.fixed = self.text + PAD
        words = [(word, True) for _, dates, _ in self.entries for word in dates.split(" ")]
        words += [(word, False) for *_, text in self.entries for word in text.split()]
        head = max((width(word, HEAD, True) for word in lane.name.split()), default=0.0) + self.line - self.text
        widest = max([width(word, BODY, bold) for word, bold in dict.fromkeys(words)], default=0.0)
        self.least = self.wanted = ceil(max(widest, head, 24.0))

    def narrow(self, most: int) -> int:
        """Make the least width of the labels no more than this, if need be by breaking words, and return it."""
        self.least = min(self.wanted, most)
        return self.least

    def choices(self, most: int) -> list[tuple[int, float]]:
        """Give the widths at which fewer lines do, each with its cost, as long as a wider one costs less."""
        if self._cost(most) is None:
            self.place(0, most)  # raises, and says which lane
        at = {self.least, most}
        for _, dates, text in self.entries:
            at |= {ceil(r) for r in (*rooms(dates, BODY, True), *rooms(text, BODY)) if self.least < r <= most}
        out: list[tuple[int, float]] = []
        for room in sorted(at):
            cost = self._cost(room)
            if cost is not None and (not out or cost < out[-1][1]):
                out.append((room, cost))
        return out

    def place(self, x: float, room: float) -> float:
        """Place the column at `x` with labels `room` wide; return how far the farthest stands from its mark's ends."""
        lane, worst = self.lane, 0.0
        lane.left, lane.width, lane.room = x, self.fixed + room, room
        lane.line, lane.text = x + self.line, x + self.text
        heights = self._heights(room)
        try:
            tops = self._tops(heights)
        except LayoutError as error:
            raise LayoutError(
                f"The lane “{lane.name}” cannot hold its labels of {self.panel.axis.window.words} ({error}): draw a "
                "shorter time with since and until, divide the lane, or leave events out."
            ) from None
        lane.labels = []
        for (mark, dates, text), top, high in zip(self.entries, tops, heights, strict=True):
            set_dates, lines = wrap(dates, BODY, room, True), wrap(text, BODY, room)
            wide = max([0.0, *(width(d, BODY, True) for d in set_dates), *(width(line, BODY) for line in lines)])
            lane.labels.append(Label(mark.key, lane.text, top, wide, high, set_dates, lines))
            worst = max(worst, mark.top - top - HALF_LINE, top + HALF_LINE - mark.bottom)
        return worst

    def _cost(self, room: float) -> float | None:
        heights = self._heights(room)
        try:
            tops = self._tops(heights)
        except LayoutError:
            return None
        shifts = [abs(top + HALF_LINE - mark.anchor) for (mark, *_), top in zip(self.entries, tops, strict=True)]
        far = sum(max(shift - NEAR, 0.0) ** 2 for shift in shifts)
        return sum(shift**2 for shift in shifts) + FAR * far + LINES * sum(heights)

    def _heights(self, room: float) -> list[float]:
        return [_height(dates, text, room) for _, dates, text in self.entries]

    def _tops(self, heights: Sequence[float]) -> list[float]:
        wanted = [mark.leave - HALF_LINE for mark, *_ in self.entries]
        return spread(wanted, heights, GAP, self.panel.axis.top - BEFORE, self.panel.bottom + BEYOND)


def date_words(event: Event, again: bool = False) -> str:
    """Say a date for a label, months short, no day broken over lines, and when it became public if that was later."""
    words = _tied(event.words)
    if event.public and event.when.last and event.public.first and event.public.first > event.when.last:
        public = event.public.words
        if event.public.first.year == event.when.last.year:
            public = public.removesuffix(f" {event.when.last.year}")
        words += f" {SIGN}{TIE}{_tied(public)}"
    return f"…{TIE}{words}" if again else words


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=65536)
def _height(dates: str, text: str, room: float) -> float:
    above, below = (_lines(words, room, bold) for words, bold in ((dates, True), (text, False)))
    return height(above, BODY) + (AFTER_DATE + height(below, BODY) if below else 0.0)


def _lines(words: str, room: float, bold: bool) -> int:
    least = rooms(words, BODY, bold)
    return lines_in(least, room) if not least or least[-1] <= room else len(wrap(words, BODY, room, bold))


def _mark(event: Event, axis: TimeAxis) -> Mark:
    """Place the mark of an event: a point, or a stretch that the edges of the panel cut."""
    when, window = event.when, axis.window
    shape, _ = look_of(kind_of(when, event.disputed))
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
