"""How is one page of a chronology drawn? Header, axis and lanes, leaders and labels, and the key below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpers.arrange import AXIS, BEFORE, BODY, HEAD, PAD, SIGN, Label, Lane, Panel, leader, mark_x
from helpers.axis import ROOM, Change, TimeAxis, Window
from helpers.date_marks import RADIUS, draw_key, draw_mark, draw_public
from helpers.page import BAND, INK, QUIET, RULE, Page, Point
from helpers.typeset import ASCENT, TIE, height, width, wrap

WIDTH, HEIGHT, EDGE = 579.0, 819.0, 8.0  # points: 204 × 289 mm, A4 with a narrow margin, letter at 96 %
TITLE, YEAR, SMALLEST = 14.0, 8.5, 7.0
RAISED = BEFORE + 6.0  # of the rules under the names of lanes, above the beginning of time
SPINE = 6.0  # of the line of the axis, left of the lanes
LANE_LINE = "#b5b5b5"


@dataclass
class Sheet:
    """One page: its panels side by side, each with how many times the scale of the whole it is drawn at.

    Attributes
    ----------
    panels : list of Panel
        From left to right.
    scales : list of float
        One a panel; 1 for the scale of the whole.
    subtitle : str
        What stands under the title.
    enlarged : bool
        Whether its time stands smaller on another page.
    pointers : list of (Window, str)
        Times that are enlarged elsewhere, and where.
    page : Page
        The drawing, once it is drawn.
    """

    panels: list[Panel]
    scales: list[float]
    subtitle: str = ""
    enlarged: bool = False
    pointers: list[tuple[Window, str]] = field(default_factory=list)
    page: Page | None = None


def subtitle_lines(text: str) -> list[str]:
    """Break a subtitle into lines."""
    return wrap(text, BODY, WIDTH - 2 * EDGE)


def head_lines(lane: Lane) -> list[str]:
    """Break a lane's name into lines over its column."""
    name = lane.name[:1].upper() + lane.name[1:]
    return wrap(name, HEAD, lane.left + lane.width - PAD - lane.line + RADIUS, True)


def header_height(title: str, subtitles: int, heads: int) -> float:
    """Say how far down the page time begins, in points, with so many lines of subtitle and of lanes' names."""
    return 2 * EDGE + _title_height(title) + height(subtitles, BODY) + height(heads, HEAD) + RAISED + 12


def draw_sheet(
    sheet: Sheet,
    title: str,
    colours: Mapping[str, str],
    kinds: Mapping[str, str],
    key: Sequence[str],
    foot: float,
) -> Page:
    """Draw a page.

    Parameters
    ----------
    sheet : Sheet
        Arranged.
    title : str
        Of the picture.
    colours : mapping of str to str
        Of each lane.
    kinds : mapping of str to str
        Of each event's date, by its key.
    key : sequence of str
        Entries of the key.
    foot : float
        Where the key begins, in points.

    Returns
    -------
    Page
        The drawing, also kept in the sheet.
    """
    page = sheet.page = Page(WIDTH, HEIGHT)
    page.text(EDGE, EDGE, wrap(title, TITLE, WIDTH - 2 * EDGE, True), TITLE, bold=True)
    page.text(EDGE, EDGE + _title_height(title) + 4, subtitle_lines(sheet.subtitle), BODY, QUIET)
    for panel, scale in zip(sheet.panels, sheet.scales, strict=True):
        first = panel is sheet.panels[0]
        _draw_axis(page, panel, scale, sheet.enlarged or not first, sheet.pointers if first else [])
        for lane in panel.lanes:
            _draw_lane(page, lane, panel, colours[lane.name], kinds)
    for panel in sheet.panels[1:]:
        _draw_wedge(page, sheet.panels[0], panel)
    draw_key(page, key, EDGE, WIDTH - EDGE, foot)
    return page


def _title_height(title: str) -> float:
    return height(len(wrap(title, TITLE, WIDTH - 2 * EDGE, True)), TITLE) + 3


def _draw_axis(page: Page, panel: Panel, scale: float, enlarged: bool, pointers: Sequence[tuple[Window, str]]) -> None:
    axis, spine, right = panel.axis, panel.left - SPINE, panel.right
    changes = list(axis.changes)
    if scale != 1:
        changes = [Change(axis.window, scale)]
    page.rule([[(spine, axis.top), (spine, axis.bottom)]], QUIET, 0.8)
    notes = [(change.window, f"scale\n×{change.factor:.3g}") for change in changes]
    taken: list[float] = []
    ticks = axis.ticks()
    for place, words, is_year in ticks:
        if is_year:
            page.rule(_around_labels(panel, spine, right, place), RULE, 0.6)
            if all(abs(place - other) >= ROOM - 1 for other in taken):
                year, *month = words.split("\n")
                page.text(spine - 5, place - YEAR * ASCENT / 2, year, YEAR, INK, True, "right")
                page.text(spine - 5, place + 6, month, SMALLEST, QUIET, align="right")
                taken += [place, *([place + 9] if month else [])]
    for window, words in [*notes, *pointers]:
        low, high = axis.place(window.first), axis.place(window.last.toordinal() + 1)
        if enlarged or window != axis.window:
            page.box(spine + 0.5, low, right - spine - 0.5, high - low, BAND, order=0, key=f"ground {window.words}")
        y = low + 6
        while any(abs(y + 3 - other) < ROOM - 2 for other in taken):
            y += 2
        for line in words.split("\n"):
            page.text(spine - 5, y, line, SMALLEST, QUIET, align="right")
            taken.append(y + 3)
            y += 8.5
        _draw_ends(page, axis, spine, right, low, high, (window, words) in pointers)
    for place, words, is_year in ticks:
        if not is_year:
            page.rule([[(spine - 3, place), (spine, place)]], QUIET, 0.6)
            if all(abs(place - other) >= ROOM - 2 for other in taken):
                taken.append(place)
                page.text(spine - 5, place - SMALLEST * ASCENT / 2, words, SMALLEST, QUIET, align="right")


def _draw_ends(page: Page, axis: TimeAxis, spine: float, right: float, low: float, high: float, pointer: bool) -> None:
    """Mark a change of scale with broken lines on the axis, a time that is enlarged elsewhere with a bracket."""
    if pointer:
        page.rule([[(right - 4, low), (right, low), (right, high), (right - 4, high)]], INK, 0.8, 3)
        return
    for place in (low, high):
        page.rule([[(spine - 3, place + 1 + d), (spine + 4, place - 3 + d)] for d in (0, 3)], INK, 0.8, 3)


def _around_labels(panel: Panel, left: float, right: float, place: float) -> list[list[Point]]:
    """Cut a rule across a panel into pieces that keep clear of labels."""
    pieces, start = [], left
    for lane in panel.lanes:
        for label in lane.labels:
            if label.top - 2 < place < label.top + label.height + 2:
                pieces.append([(start, place), (label.left - 3, place)])
                start = label.left + label.width + 3
    return [*pieces, [(start, place), (max(start, right), place)]]


def _draw_lane(page: Page, lane: Lane, panel: Panel, colour: str, kinds: Mapping[str, str]) -> None:
    axis, right = panel.axis, lane.left + lane.width - PAD
    page.rule([[(lane.line, axis.top), (lane.line, axis.bottom)]], LANE_LINE, 1.0)
    head = head_lines(lane)
    page.text(lane.line - RADIUS, axis.top - RAISED - 5 - height(len(head), HEAD), head, HEAD, colour, True)
    page.rule([[(lane.line - RADIUS, axis.top - RAISED), (right, axis.top - RAISED)]], colour, 2.4, 2)
    by_key = {label.key: label for label in lane.labels}
    for mark in lane.marks:
        draw_mark(page, mark_x(mark, lane), mark, kinds[mark.key], colour, f"mark {mark.key}@{panel.left:.0f}")
        if mark.key in by_key:
            page.rule([leader(mark, by_key[mark.key], lane)], colour, 0.7, 2, key=f"leader {mark.key}@{panel.left:.0f}")
            _draw_label(page, by_key[mark.key], colour)


def _draw_label(page: Page, label: Label, colour: str) -> None:
    y, public = label.top, False
    for line in label.dates:
        before, sign, after = line.partition(SIGN)
        x = label.left
        if not public and before:
            page.text(x, y, before.rstrip(), BODY, colour, True, key=label.key)
            x += width(before, BODY, True)
        elif public:
            page.text(x, y, line, BODY, QUIET, key=label.key)
        if sign:
            public = True
            draw_public(page, x, y + BODY * ASCENT / 2, colour, f"public {label.key}")
            page.text(x + 7, y, after.lstrip(TIE), BODY, QUIET, key=label.key)
        y += height(2, BODY) - height(1, BODY)
    page.text(label.left, label.top + label.height - height(len(label.lines), BODY), label.lines, BODY, key=label.key)


def _draw_wedge(page: Page, whole: Panel, panel: Panel) -> None:
    """Join a time of the whole with the panel beside it that enlarges it."""
    window = panel.axis.window
    low, high = whole.axis.place(window.first), whole.axis.place(window.last.toordinal() + 1)
    start, end = whole.right, panel.left - AXIS
    corners = [(start, low), (end, panel.axis.top), (end, panel.axis.bottom), (start, high)]
    page.polygon(corners, BAND)
    page.box(end, panel.axis.top, AXIS - SPINE, panel.axis.bottom - panel.axis.top, BAND, order=0)
    page.rule([corners[:2], corners[2:]], QUIET, 0.6, dash=(0, (4, 3)))
