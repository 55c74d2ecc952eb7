"""How is a board drawn? Claims or explanations in rows, evidence in columns, a sign for how one bears on the other."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.judged import RELATIONS
from helpers.page import COLOURS, INK, PAPER, QUIET, RULE, Page
from helpers.typeset import ASCENT, height, width, wrap

WIDTH, HEIGHT, EDGE = 575.0, 815.0, 10.0  # points: A4 at full size, letter at 94 %
BODY, SMALL, TINY, TITLE = 8.0, 7.5, 7.0, 14.0
NAMES, LEAST, ROOMY, WORDY, MOST = 150.0, 20.0, 44.0, 68.0, 92.0  # least room for a row's words; widths of columns
SIGN, APART, STACK, PAD, GAP, TIE = 11.0, 14.0, 13.5, 3.5, 3.0, 4.0
TOP, HEAD, BRACKET, LEGEND = 46.0, 15.0, 13.0, 16.0
GROUND, FRAME, FADED = "#f5f5f1", "#6b6b6b", "#6e6e6e"
SIGNS: Mapping[str, tuple[str, str, bool, str]] = {
    "contradicts": ("s", "×", True, INK),
    "supports": ("o", "+", True, COLOURS[1]),
    "qualifies": ("D", "~", False, COLOURS[3]),
    "open": ("o", "?", False, INK),
    "silent": ("o", "–", False, QUIET),
    "silent though expected": ("s", "!", False, QUIET),
    "silent as expected": ("s", "–", False, QUIET),
    "not searched": ("s", "…", False, QUIET),
}
"""Shape, what stands in it, full or hollow, and colour of each relation's sign."""


@dataclass(frozen=True)
class Row:
    """A claim or an explanation: its id, its words, and a line that sums up its row, bold where it has moved."""

    key: str
    words: str
    note: str = ""
    moved: bool = False


@dataclass(frozen=True)
class Column:
    """A piece of evidence: its id, what it is, what it is kin to, a mark below its id, and whether it is left out."""

    key: str
    words: str
    kin: str = ""
    mark: str = ""
    out: bool = False


@dataclass(frozen=True)
class Item:
    """What stands in a row: signs under one column, or under all those that share a source, in one frame.

    Attributes
    ----------
    columns : tuple of int
        What rests on it.
    signs : tuple of str
        Relations, each once.
    framed : bool
        Whether a frame stands round it.
    homes : tuple of tuple of int
        For each sign the columns of which it is true; the sign stands under one of them.
    """

    columns: tuple[int, ...]
    signs: tuple[str, ...]
    framed: bool
    homes: tuple[tuple[int, ...], ...]


@dataclass
class Spot:
    """Where an item stands on its page, in points."""

    row: str
    item: Item
    left: float
    top: float
    wide: float
    high: float
    signs: list[tuple[str, int]]
    """The signs that stand on this page, each with its column."""


@dataclass
class Panel:
    """One page: its rows with their tops and heights, its columns with their left edges, and what stands there."""

    page: Page
    columns: list[int]
    lefts: list[float]
    wide: float
    rows: list[tuple[Row, float, float]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """All that is drawn.

    Attributes
    ----------
    title, about : str
        Heading, and what to look at.
    rows, columns : sequence of Row, of Column
        In order; columns that are kin are kept on one page where they fit.
    items : mapping of row key to sequence of Item
        What stands where; the rest stays blank.
    ties : mapping of row key to sequence of tuples of column numbers
        Columns whose items in that row share a source; a line joins them.
    brackets : bool
        Whether columns that are kin stand under a bracket.
    hollow : frozenset of str
        Relations whose signs are drawn hollow, so that the others stand out.
    """

    title: str
    about: str
    rows: Sequence[Row]
    columns: Sequence[Column]
    items: Mapping[str, Sequence[Item]]
    ties: Mapping[str, Sequence[tuple[int, ...]]] = field(default_factory=dict)
    brackets: bool = False
    hollow: frozenset[str] = frozenset()


def items(groups: Iterable[Iterable[tuple[int, str, bool]]], once: bool) -> list[Item]:
    """Make a row's items of its judgements, put together by source: (column, relation, whether it is left out).

    Every column has its signs, or every source has its signs once, where `once` says so; what is left out stands
    apart. What speaks against stands first.
    """
    found: dict[int, dict[str, set[int]]] = {}
    out = []
    for group in groups:
        kept = [(column, sign) for column, sign, left_out in group if once and not left_out]
        for column, sign, left_out in group:
            if left_out or not once:
                found.setdefault(column, {})[sign] = {column}
        if kept:
            homes: dict[str, set[int]] = {}
            for column, sign in kept:
                homes.setdefault(sign, set()).add(column)
            out.append(_item(homes, len(kept) > 1))
    out += [_item(homes, False) for homes in found.values()]
    return sorted(out, key=lambda item: item.columns)


def _item(homes: Mapping[str, Collection[int]], framed: bool) -> Item:
    signs = tuple(relation for relation in RELATIONS if relation in homes)
    columns = tuple(sorted({column for of_sign in homes.values() for column in of_sign}))
    return Item(columns, signs, framed, tuple(tuple(sorted(homes[sign])) for sign in signs))


def draw(board: Board) -> list[Panel]:
    """Draw a board on the fewest pages, whether its columns or its rows are shared out."""
    widest = max([LEAST, *(width(column.key, SMALL, True) + 2 for column in board.columns)])
    most = int((WIDTH - 2 * EDGE - NAMES) / widest)
    fewest = math.ceil(len(board.columns) / most)
    shares = [_share(board.columns, math.ceil(len(board.columns) / n), most) for n in range(fewest, fewest + 3)]
    tries = [_plan(board, share, widest + more) for share in shares for more in (4.0, 0.0)]
    panels = [_draw_panel(board, *plan) for plan in min(tries, key=len)]
    for number, panel in enumerate(panels):
        more = f" Page {number + 1} of {len(panels)}." if len(panels) > 1 else ""
        panel.page.text(EDGE, EDGE, board.title, TITLE, bold=True)
        panel.page.text(EDGE, EDGE + 21, board.about + more, BODY, QUIET)
    return panels


def _share(columns: Sequence[Column], even: int, most: int) -> list[list[int]]:
    """Share the columns out over pages, about `even` on each, kin together where they fit on one."""
    families: list[list[int]] = []
    for number, column in enumerate(columns):
        if families and column.kin and columns[families[-1][0]].kin == column.kin:
            families[-1].append(number)
        else:
            families.append([number])
    out: list[list[int]] = [[]]
    for family in families:
        if out[-1] and (len(out[-1]) + len(family) > most or len(out[-1]) + len(family) / 2 > even):
            out.append([])
        for number in family:
            if len(out[-1]) == most:
                out.append([])
            out[-1].append(number)
    return out


def _plan(board: Board, shares: Sequence[list[int]], widest: float) -> list[tuple[list[int], list[int], float]]:
    """Say which rows and columns stand on each page, and how wide a column is."""
    out = []
    for columns in shares:
        wide = min((WIDTH - 2 * EDGE - 1.3 * NAMES) / len(columns), MOST)
        if wide < WORDY:
            wide = min(max(wide, widest), ROOMY, (WIDTH - 2 * EDGE - NAMES) / len(columns))
        room = HEIGHT - _head(board) - _foot(board, columns)
        talls = [_row_height(board, row, columns, wide) for row in board.rows]
        rows: list[list[int]] = [[]]
        for number, tall in enumerate(talls):
            if rows[-1] and sum(talls[n] for n in rows[-1]) + tall > room:
                rows.append([])
            rows[-1].append(number)
        out += [(part, columns, wide) for part in rows]
    return out


def _head(board: Board) -> float:
    return TOP + HEAD + (BRACKET if board.brackets else 0) + (TINY + 2 if any(c.mark for c in board.columns) else 0)


def _foot(board: Board, columns: Sequence[int]) -> float:
    return 8 + _legend(board, columns)[2] + 14 + 10.5 * len(_key_lines(board)) + 6


def _room(columns: Sequence[int], wide: float) -> float:
    return WIDTH - 2 * EDGE - wide * len(columns)


def _row_words(row: Row, room: float) -> tuple[list[str], list[str]]:
    room -= _indent() + 8
    return wrap(row.words, BODY, room), wrap(row.note, SMALL, room, row.moved) if row.note else []


def _indent() -> float:
    return width("H88n", BODY, True)


def _row_height(board: Board, row: Row, columns: Sequence[int], wide: float) -> float:
    lines, notes = _row_words(row, _room(columns, wide))
    text = height(len(lines), BODY) + (height(len(notes), SMALL) + 2.5 if notes else 0)
    spots, lines_below = _stack(board, row, columns, wide)
    signs = max((spot.top + spot.high for spot in spots), default=0.0)
    return max(text, signs, max((y for _, y in lines_below), default=0.0) + 1) + 2 * PAD


def _stack(
    board: Board, row: Row, columns: Sequence[int], wide: float
) -> tuple[list[Spot], list[tuple[list[int], float]]]:
    """Let a row's items and the lines that tie them sink from the row's top to where nothing is in their way."""
    floor = dict.fromkeys(columns, 0.0)
    spots, ties = [], []
    for item in board.items.get(row.key, ()):
        here = [number for number in item.columns if number in floor]
        if here:
            span = [n for n in columns if here[0] <= n <= here[-1]]
            top = max(floor[n] for n in span)
            across = wide * len(span)
            signs = _placed(item, here)
            piles = [[sign for sign, number in signs if number == column] for column in here]
            high = max(STACK, *(_pile_height(pile, wide) for pile in piles)) + (3 if item.framed else 0)
            spots.append(Spot(row.key, item, wide * columns.index(here[0]), top, across, high, signs))
            floor |= dict.fromkeys(span, top + high + GAP)
    for tie in board.ties.get(row.key, ()):
        here = [number for number in tie if number in floor]
        if here:
            span = [n for n in columns if here[0] <= n <= here[-1]]
            y = max(floor[n] for n in span) + 1
            ties.append((here, y))
            floor |= dict.fromkeys(span, y + TIE)
    return spots, ties


def _placed(item: Item, here: Sequence[int]) -> list[tuple[str, int]]:
    """Put each sign under a column of which it is true, the emptiest; one whose columns are on other pages is there."""
    homes = {sign: [n for n in of_sign if n in here] for sign, of_sign in zip(item.signs, item.homes, strict=True)}
    found: dict[str, int] = {}
    for sign in sorted((sign for sign in homes if homes[sign]), key=lambda sign: len(homes[sign])):
        taken = list(found.values())
        found[sign] = min(homes[sign], key=lambda number: (taken.count(number), number))
    return [(sign, found[sign]) for sign in item.signs if sign in found]


def _side_by_side(pile: Sequence[str], wide: float) -> bool:
    return len(pile) * APART <= wide - 4 and wide < WORDY


def _pile_height(pile: Sequence[str], wide: float) -> float:
    return STACK if _side_by_side(pile, wide) else sum(_sign_height(sign, wide) for sign in pile)


def _sign_height(sign: str, wide: float) -> float:
    return max(STACK, height(len(_sign_words(sign, wide)), SMALL) + 4)


def _sign_words(sign: str, wide: float) -> list[str]:
    return wrap(sign, SMALL, wide - SIGN - 10) if wide >= WORDY else []


def _draw_panel(board: Board, rows: Sequence[int], columns: list[int], wide: float) -> Panel:
    top, room = _head(board), _room(columns, wide)
    highs = [_row_height(board, board.rows[n], columns, wide) for n in rows]
    foot = top + sum(highs)
    page = Page(WIDTH, foot + _foot(board, columns))
    panel = Panel(page, columns, [EDGE + room + wide * place for place in range(len(columns))], wide)
    _draw_heads(board, panel, top, foot)
    y = top
    for number, high in zip(rows, highs, strict=True):
        panel.rows.append((board.rows[number], y, high))
        _draw_row(board, panel, board.rows[number], y, high)
        y += high
    _draw_legend(board, page, columns, foot + 8)
    _draw_key(board, page, foot + 8 + _legend(board, columns)[2])
    return panel


def _draw_heads(board: Board, panel: Panel, top: float, foot: float) -> None:
    page, wide = panel.page, panel.wide
    marked = TINY + 2 if any(column.mark for column in board.columns) else 0
    for place, (number, left) in enumerate(zip(panel.columns, panel.lefts, strict=True)):
        column, middle = board.columns[number], left + wide / 2
        if place % 2:
            page.box(left, top, wide, foot - top, GROUND, order=0)
        y = top - marked - SMALL - 4
        page.text(middle, y, column.key, SMALL, FADED if column.out else INK, True, "middle", f"head {column.key}")
        page.text(middle, top - TINY - 3, column.mark, TINY, INK, False, "middle")
    if board.brackets:
        y = top - marked - SMALL - 9
        for kin in dict.fromkeys(board.columns[n].kin for n in panel.columns if board.columns[n].kin):
            places = [place for place, n in enumerate(panel.columns) if board.columns[n].kin == kin]
            left, right = panel.lefts[places[0]] + 2, panel.lefts[places[-1]] + wide - 2
            page.rule([[(left, y + 3), (left, y), (right, y), (right, y + 3)]], INK, 1.0)
            words = next((words for words in (kin, "one source") if width(words, TINY) < right - left), "")
            page.text((left + right) / 2, y - TINY - 1.5, words, TINY, INK, False, "middle")
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], INK, 1.4)


def _draw_row(board: Board, panel: Panel, row: Row, top: float, high: float) -> None:
    page, wide = panel.page, panel.wide
    lines, notes = _row_words(row, _room(panel.columns, wide))
    page.text(EDGE, top + PAD, row.key, BODY, INK, True, key=row.key)
    page.text(EDGE + _indent(), top + PAD, lines, BODY, key=row.key)
    y = top + PAD + height(len(lines), BODY) + 2.5
    page.text(EDGE + _indent(), y, notes, SMALL, INK if row.moved else QUIET, row.moved, key=row.key)
    page.rule([[(EDGE, top + high), (WIDTH - EDGE, top + high)]], RULE, 0.7, 0.5)
    spots, ties = _stack(board, row, panel.columns, wide)
    for spot in spots:
        spot.left, spot.top = panel.lefts[0] + spot.left, top + PAD + spot.top
        panel.spots.append(spot)
        _draw_item(board, panel, spot)
    for columns, y in ties:
        xs = [_sign_x(panel, number) for number in columns]
        ends = (xs[0], xs[-1]) if xs[1:] else (xs[0], xs[0] + wide / 3)  # the rest of it stands on another page
        y += top + PAD
        page.rule([[(ends[0], y), (ends[1], y)], *([(x, y), (x, y - 2.5)] for x in xs)], INK, 1.0, 2)


def _sign_x(panel: Panel, number: int) -> float:
    left = panel.lefts[panel.columns.index(number)]
    return left + (SIGN / 2 + 5 if panel.wide >= WORDY else panel.wide / 2)


def _draw_item(board: Board, panel: Panel, spot: Spot) -> None:
    page, wide = panel.page, panel.wide
    out = all(board.columns[number].out for number in spot.item.columns)
    top = spot.top + (0.5 if spot.item.framed else 0)
    if spot.item.framed:
        page.box(spot.left + 1.5, spot.top, spot.wide - 3, spot.high, "none", FRAME, 0.9, 2, key=f"frame {spot.row}")
        here = [number for number in spot.item.columns if number in panel.columns]
        y = spot.top + spot.high
        for x in (_sign_x(panel, number) for number in here if here[1:]):
            page.rule([[(x, y - 3), (x, y)]], FRAME, 2.4, 3)
    for column in dict.fromkeys(number for _, number in spot.signs):
        pile, x, y = [sign for sign, number in spot.signs if number == column], _sign_x(panel, column), top
        side = _side_by_side(pile, wide)
        x -= (len(pile) - 1) * APART / 2 if side else 0
        for sign in pile:
            draw_sign(page, x, y + STACK / 2, sign, sign in board.hollow, out)
            words = _sign_words(sign, wide)
            page.text(x + SIGN / 2 + 4, y + (STACK - SMALL) / 2, words, SMALL, FADED if out else INK)
            x, y = (x + APART, y) if side else (x, y + _sign_height(sign, wide))


def draw_sign(page: Page, x: float, y: float, relation: str, hollow: bool = False, out: bool = False) -> None:
    """Draw the sign of a relation: shape and letter tell it, fill and colour besides; what is left out is pale."""
    shape, letter, full, colour = SIGNS[relation]
    full, colour = full and not hollow and not out, FADED if out else colour
    page.mark(x, y, shape, {"s": SIGN - 1.0, "o": SIGN, "D": SIGN - 2.5}[shape], colour, full)
    page.text(x, y - BODY * ASCENT / 2, letter, BODY, PAPER if full else colour, True, "middle")


def _legend(board: Board, columns: Sequence[int]) -> tuple[list[list[str]], int, float]:
    """Break what each column is into lines, and say how many entries stand on the left and how high it all is."""
    room = (WIDTH - 2 * EDGE - LEGEND) / 2 - width("D888n", SMALL, True)
    entries = [wrap(board.columns[number].words, SMALL, room) for number in columns]
    talls = [height(len(lines), SMALL) + 2.5 for lines in entries]
    left = min(range(1, len(entries) + 1), key=lambda n: max(sum(talls[:n]), sum(talls[n:])))
    return entries, left, max(sum(talls[:left]), sum(talls[left:])) + 6


def _draw_legend(board: Board, page: Page, columns: Sequence[int], top: float) -> None:
    entries, left, _ = _legend(board, columns)
    y = top
    for place, (number, lines) in enumerate(zip(columns, entries, strict=True)):
        y = top if place == left else y
        x = EDGE if place < left else EDGE + (WIDTH - 2 * EDGE + LEGEND) / 2
        colour = FADED if board.columns[number].out else INK
        page.text(x, y, board.columns[number].key, SMALL, colour, True)
        page.text(x + width("D888n", SMALL, True), y, lines, SMALL, colour)
        y += height(len(lines), SMALL) + 2.5


def _key_lines(board: Board) -> list[list[tuple[str, str]]]:
    """Break the key into lines of (sign, words)."""
    used = {sign for items in board.items.values() for item in items for sign in item.signs}
    keys = [(relation, relation) for relation in RELATIONS if relation in used or not used]
    if any(board.ties.values()):
        keys.append(("tie", "one source: count once"))
    if any(item.framed for items in board.items.values() for item in items):
        keys.append(("frame", "one source, counted once; ticks: what rests on it"))
    if any(column.out for column in board.columns):
        keys.append(("", "pale, “out”: left out"))
    keys.append(("", "blank: no judgement recorded, which is not “no”"))
    lines: list[list[tuple[str, str]]] = [[]]
    x = EDGE
    for sign, words in keys:
        wide = _key_width(sign, words)
        if lines[-1] and x + wide - 12 > WIDTH - EDGE:
            lines.append([])
            x = EDGE
        lines[-1].append((sign, words))
        x += wide
    return lines


def _key_width(sign: str, words: str) -> float:
    return (SIGN + 5 if sign else 0) + width(words, SMALL) + 12


def _draw_key(board: Board, page: Page, top: float) -> None:
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], QUIET, 0.6)
    for number, keys in enumerate(_key_lines(board)):
        x, y = EDGE, top + 11 + number * 14
        for sign, words in keys:
            if sign == "tie":
                page.rule([[(x, y - 1), (x, y + 2), (x + SIGN, y + 2), (x + SIGN, y - 1)]], INK, 1.0, 2)
            elif sign == "frame":
                page.box(x, y - 5, SIGN, 10, "none", FRAME, 0.9)
            elif sign:
                draw_sign(page, x + SIGN / 2, y, sign, sign in board.hollow)
            page.text(x + (SIGN + 5 if sign else 0), y - SMALL * ASCENT / 2, words, SMALL)
            x += _key_width(sign, words)
