"""How is a chain of tellings drawn? One row a telling, one column a language or kind, an arrow for each hop."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpers.case import CaseError
from helpers.page import INK, PAPER, QUIET, Dash, Page, Point
from helpers.typeset import ASCENT, height, width, wrap

WIDTH, HEIGHT, EDGE = 575.0, 815.0, 10.0  # points: A4 at full size, letter at 94 %
BODY, SMALL, TITLE = 8.0, 7.5, 14.0
CHIP, TALL, PAD = 32.0, 13.0, 2.3  # an id in its box; what a row keeps free below its text
LANE, TRACK, LEVEL, BEND = 43.0, 5.0, 4.0, 3.0
TOP, BADGE, FOOT = 82.0, 24.0, 46.0  # where rows begin; room for a witness's number, for the key
BAND = "#f5f5f1"
STYLES: Mapping[str, Dash] = {"stated": "solid", "inferred": (0, (4, 2)), "not traced": (0, (1, 2))}


@dataclass(frozen=True)
class Hop:
    """One row of the transmission table, all text."""

    key: str
    source: str
    target: str
    mode: str
    date: str
    change: str
    wording: str
    traced: str
    certainty: str


@dataclass
class Node:
    """One row of the picture: a person, an event or a document; in points from its page's top left corner.

    Attributes
    ----------
    key, title, note, column, seen : str
        Id, heading, what stands under it, the column that its id stands in, and how much of it was read.
    witness : str
        Its witness's number, "?" where it is counted for nothing, "" where it is no telling.
    again : bool
        Whether an earlier row has spoken for that witness already.
    since : str
        What rows from one source are sorted by: its first day, written year first.
    page : int
        The page that its row stands on.
    left, top : float
        Place of the box around its id, `CHIP` wide and `TALL` high.
    row_top, row_high : float
        The band of its row.
    """

    key: str
    title: str
    note: str
    column: str
    seen: str
    witness: str = ""
    again: bool = False
    since: str = "9999"
    page: int = 0
    left: float = 0.0
    top: float = 0.0
    row_top: float = 0.0
    row_high: float = 0.0
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Stemma:
    """A chain laid out: its rows in order, the pages, and every arrow as pieces of (page, points)."""

    nodes: list[Node]
    pages: list[Page]
    arrows: dict[str, list[tuple[int, list[Point]]]]


def in_order(nodes: Mapping[str, Node], hops: Sequence[Hop]) -> list[Node]:
    """Put every telling below all its sources, next to its kin, the earliest first.

    Raises
    ------
    CaseError
        Where hops go round in a circle.
    """
    sources: dict[str, set[str]] = {key: set() for key in nodes}
    targets: dict[str, dict[str, None]] = {key: {} for key in nodes}
    for hop in hops:
        sources[hop.target].add(hop.source)
        targets[hop.source][hop.target] = None
    out: dict[str, Node] = {}
    waiting = [key for key in nodes if not sources[key]][::-1]
    while waiting:
        key = waiting.pop()
        out[key] = nodes[key]
        ready = [target for target in targets[key] if target not in out and sources[target] <= out.keys()]
        waiting += sorted(ready, key=lambda target: nodes[target].since)[::-1]
    if left := [key for key in nodes if key not in out]:
        raise CaseError(f"The hops go round in a circle at {left[0]}; look at the sources of its hops.")
    return list(out.values())


def draw(nodes: Mapping[str, Node], hops: Sequence[Hop], columns: Mapping[str, str], title: str, note: str) -> Stemma:
    """Lay out a chain and draw it, on as many pages as it needs.

    Parameters
    ----------
    nodes : mapping of str to Node
        What is told by whom; place and lines are set here.
    hops : sequence of Hop
        The arrows.
    columns : mapping of str to str
        Names of the columns from left to right, and their colours.
    title : str
        Heading.
    note : str
        A sentence below it, or "".

    Returns
    -------
    Stemma
        Rows, pages and arrows.
    """
    rows = in_order(nodes, hops)
    tracks = _tracks(rows, hops)
    lefts, text = _lanes(columns, rows, tracks)
    arriving = {node.key: [hop for hop in hops if hop.target == node.key] for node in rows}
    heights = _place(rows, lefts, text, arriving)
    pages = [Page(WIDTH, high) for high in heights]
    stemma = Stemma(rows, pages, _arrows(rows, arriving, tracks, heights))
    for number, page in enumerate(pages):
        more = f"Page {number + 1} of {len(pages)}." if len(pages) > 1 else ""
        head = " ".join(filter(None, ("Each row is one telling, each arrow one hop.", note, more)))
        page.text(EDGE, EDGE, title, TITLE, bold=True)
        page.text(EDGE, EDGE + 21, head, BODY, QUIET)
        _draw_heads(page, columns, lefts, text)
        _draw_key(page, heights[number] - FOOT + 8, any(node.witness for node in rows))
    for number, node in enumerate(rows):
        _draw_row(pages[node.page], node, columns[node.column], text, number % 2 == 0)
    for hop in hops:
        for number, path in stemma.arrows[hop.key]:
            pages[number].rule([_rounded(path)], INK, 0.9, 3, STYLES[hop.traced], f"arrow {hop.key}")
        pages[number].mark(path[-1][0], path[-1][1] - 2.2, "v", 4.2, INK, key=f"head {hop.key}")
    return stemma


def _tracks(rows: Sequence[Node], hops: Sequence[Hop]) -> dict[str, int]:
    """Say beside which boxes a source's arrows run down: 0 straight from its own, 1, 2 … right of the column's boxes.

    A source whose column is free down to its last target needs no track; the others share them as intervals do.
    """
    place = {node.key: number for number, node in enumerate(rows)}
    last = {node.key: max((place[hop.target] for hop in hops if hop.source == node.key), default=-1) for node in rows}
    out = {}
    busy: dict[str, list[int]] = {}
    for node in rows:
        start, end = place[node.key], last[node.key]
        between = [other for other in rows[start + 1 : max(end, 0)] if other.column == node.column]
        out[node.key] = 0
        if between:
            taken = busy.setdefault(node.column, [])
            free = next((number for number, until in enumerate(taken) if until <= start), len(taken))
            taken[free : free + 1] = [end]
            out[node.key] = free + 1
    return out


def _lanes(
    columns: Mapping[str, str], rows: Sequence[Node], tracks: Mapping[str, int]
) -> tuple[dict[str, float], float]:
    """Give every column the place of its boxes' left edge, and say where the text begins."""
    most = {name: max(tracks[node.key] for node in rows if node.column == name) for name in columns}
    word = max(width(word.capitalize(), BODY, True) for name in columns for word in name.split())
    lane = max(min(max(LANE, 260 / len(columns)), 76.0), word + 6)
    lefts, x = {}, EDGE
    for name in columns:
        lefts[name] = x + (lane - CHIP) / 2
        x += lane + TRACK * max(most[name] - 1, 0)
    return lefts, x + BADGE


def _place(
    rows: Sequence[Node], lefts: Mapping[str, float], text: float, arriving: Mapping[str, Sequence[Hop]]
) -> list[float]:
    """Set every row's place and lines; return the heights of the pages."""
    room = WIDTH - EDGE - text
    y, page, heights = TOP, 0, []
    for node in rows:
        node.lines = wrap(node.title, BODY, room)
        node.notes = wrap(node.note, SMALL, room) if node.note else []
        tall = height(len(node.lines), BODY) + (height(len(node.notes), SMALL) + 1.5 if node.notes else 0)
        above = 4 + LEVEL * max(len(arriving[node.key]), 1)  # the channel in which arrows come
        node.row_high = above - (TALL - BODY) / 2 + max(tall + (TALL - BODY) / 2, TALL) + PAD
        if y + node.row_high > HEIGHT - FOOT and y > TOP:
            heights.append(y + FOOT)
            y, page = TOP, page + 1
        node.page, node.row_top = page, y
        node.left, node.top = lefts[node.column], y + above - 1.5
        y += node.row_high
    return [*heights, y + FOOT]


def _arrows(
    rows: Sequence[Node],
    arriving: Mapping[str, Sequence[Hop]],
    tracks: Mapping[str, int],
    heights: Sequence[float],
) -> dict[str, list[tuple[int, list[Point]]]]:
    """Lead every hop from its source's box down a free track and across to the top of its target's."""
    nodes = {node.key: node for node in rows}
    out = {}
    for target, group in arriving.items():
        node = nodes[target]
        middle = node.left + CHIP / 2
        by_rail = sorted(group, key=lambda hop: (_rail(nodes[hop.source], tracks), hop.key))
        rails = [_rail(nodes[hop.source], tracks) for hop in by_rail]
        central = rails.index(middle) if middle in rails else (len(group) - 1) / 2
        apart = min(6.0, 13 / max(central, len(group) - 1 - central, 1))
        for number, hop in enumerate(by_rail):
            source, x = nodes[hop.source], rails[number]
            port = middle + apart * (number - central)
            straight = not tracks[source.key]
            # The outermost arrow turns lowest, so that those from one side do not cross each other.
            level = number if x < middle else len(group) - 1 - number
            channel = node.top - 5.5 - LEVEL * level
            start = (
                [(x, source.top + TALL)]
                if straight
                else [(source.left + CHIP, source.top + TALL / 2), (x, source.top + TALL / 2)]
            )
            end = [(x, channel), (port, channel), (port, node.top)] if port != x else [(x, node.top)]
            legs = [(source.page, start)]
            for page in range(source.page, node.page):
                legs[-1][1].append((x, heights[page] - FOOT + 4))
                legs.append((page + 1, [(x, TOP - 4)]))
            legs[-1][1].extend(end)
            out[hop.key] = legs
    return out


def _rail(node: Node, tracks: Mapping[str, int]) -> float:
    """Place of the line on which a source's arrows run down."""
    track = tracks[node.key]
    return node.left + CHIP + 1 + TRACK * track if track else node.left + CHIP / 2


def _rounded(path: Sequence[Point]) -> list[Point]:
    """Round the corners, so that an arrow that turns is told from one that crosses."""
    out = [path[0]]
    for before, at, after in zip(path, path[1:], path[2:], strict=False):
        ins, outs = math.dist(before, at), math.dist(at, after)
        bend = min(BEND, ins / 2, outs / 2)
        a = [at[i] + (before[i] - at[i]) * bend / ins for i in (0, 1)]
        b = [at[i] + (after[i] - at[i]) * bend / outs for i in (0, 1)]
        for step in range(5):
            t = step / 4
            out.append((
                (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * at[0] + t * t * b[0],
                (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * at[1] + t * t * b[1],
            ))  # fmt: skip
    return [*out, path[-1]]


def _draw_heads(page: Page, columns: Mapping[str, str], lefts: Mapping[str, float], text: float) -> None:
    foot, names = TOP - 5, list(columns)
    ends = [*(lefts[name] for name in names[1:]), text - BADGE + min(lefts[names[0]] - EDGE, 7.0)]
    for name, end in zip(names, ends, strict=True):
        room = end - lefts[name] - 5
        head = wrap(name[:1].upper() + name[1:], BODY, room, True)
        page.text(lefts[name] - 2, foot - 5 - height(len(head), BODY), head, BODY, columns[name], True)
        page.rule([[(lefts[name] - 2, foot), (lefts[name] + room - 2, foot)]], columns[name], 2.4)
    head = "What it is; how it was passed on, when, how much was read"
    lines = wrap(head, BODY, WIDTH - EDGE - text, True)
    page.text(text, foot - 5 - height(len(lines), BODY), lines, BODY, INK, True)
    page.rule([[(text - BADGE + 5, foot), (WIDTH - EDGE, foot)]], INK, 2.4)


def _draw_row(page: Page, node: Node, colour: str, text: float, shaded: bool) -> None:
    if shaded:
        page.box(EDGE, node.row_top, WIDTH - 2 * EDGE, node.row_high, BAND, order=0)
    draw_chip(page, node.left, node.top, node.key, colour, node.seen == "cited only")
    first = node.top + (TALL - BODY) / 2 - 0.5
    page.text(text, first, node.lines, BODY, key=node.key)
    page.text(text, first + height(len(node.lines), BODY) + 1.5, node.notes, SMALL, QUIET, key=node.key)
    if node.witness:
        draw_badge(page, text - BADGE / 2 - 1, node.top + TALL / 2, node.witness, node.again)


def draw_chip(page: Page, left: float, top: float, words: str, colour: str, unread: bool) -> None:
    """Draw an id in its box; the edge is broken where it was not read."""
    dash: Dash = (0, (3, 2)) if unread else "solid"
    page.box(left, top, CHIP, TALL, PAPER, colour, 1.2, 4, dash, f"box {words}")
    page.text(left + CHIP / 2, top + (TALL - BODY) / 2 + 0.6, words, BODY, INK, True, "middle", words)


def draw_badge(page: Page, x: float, y: float, words: str, again: bool = False) -> None:
    """Draw a witness's number: full where it is counted, hollow where it is the same witness again or none."""
    full = words != "?" and not again
    page.mark(x, y, "o", 11, INK if words != "?" else QUIET, full, 3)
    page.text(x, y - 7 * ASCENT / 2, words, 7, PAPER if full else INK if words != "?" else QUIET, True, "middle")


def _draw_key(page: Page, top: float, counted: bool) -> None:
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], QUIET, 0.6)
    y = top + 12
    x = _key_words(page, EDGE, y, "The source of these words is")
    for words, style in (("stated", "stated"), ("inferred", "inferred"), ("not named", "not traced")):
        page.rule([[(x, y), (x + 22, y)]], INK, 0.9, dash=STYLES[style])
        x = _key_words(page, x + 26, y, words)
    page.box(x + 4, y - 5, 16, 10, PAPER, QUIET, 1.2, dash=(0, (3, 2)))
    _key_words(page, x + 24, y, "not read by us: cited only")
    x, y = EDGE + 6, y + 16
    badges = (
        ("1", False, "first telling of a witness"),
        ("1", True, "the same witness again"),
        ("?", False, "not counted: no source named"),
    )
    for number, again, words in badges if counted else ():
        draw_badge(page, x, y, number, again)
        x = _key_words(page, x + 9, y, words) + 6


def _key_words(page: Page, x: float, y: float, words: str) -> float:
    page.text(x, y - SMALL * ASCENT / 2, words, SMALL)
    return x + width(words, SMALL) + 10
