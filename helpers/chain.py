"""How did these words reach us? The hops from an event to a page, drawn, and the witnesses that are independent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from helpers.case import Case, CaseError
from helpers.chart import Chart, shorten_months
from helpers.dates import parse
from helpers.ids import locate
from helpers.page import COLOURS, INK, PAPER, QUIET, Page, Point
from helpers.typeset import ASCENT, height, width, wrap

WIDTH, EDGE, TOP, GUTTER, INSET = 575.0, 10.0, 84.0, 18.0, 5.0
BODY, SMALL, TITLE, HEAD = 8.0, 7.0, 14.0, 9.5
CHANNEL, PORT = 25.0, 9.0
UNTRACED = "no source named"
HAPPENED = "who was there"
LATER = "later pages and talk"


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
    """One box of the picture: a person, an event or a document, in points from the top left corner."""

    key: str
    title: str
    note: str
    column: str
    seen: str
    witness: str = ""
    row: int = 0
    left: float = 0.0
    top: float = 0.0
    wide: float = 0.0
    high: float = 0.0
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def hops(case: Case, statement: str) -> pd.DataFrame:
    """List the hops by which a statement's telling has come down to us.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement whose telling is followed, such as "S05".

    Returns
    -------
    pandas.DataFrame
        The rows of the case's transmission table for it, with index id.

    Raises
    ------
    CaseError
        When there is no such statement, or no hop of it is recorded.
    """
    _, statement = locate(case, statement, "statements")
    found = case.transmission[case.transmission["statement"] == statement]
    if found.empty:
        known = ", ".join(dict.fromkeys(case.transmission["statement"]))
        raise CaseError(f"No hop is recorded for {statement}; the tellings that are followed are those of {known}.")
    return found.copy()


def independent_witnesses(case: Case, statement: str) -> pd.DataFrame:
    """Trace every telling back, and count as one witness those that meet anywhere after the event itself.

    Agreement counts only where independence is shown (Langlois and Seignobos 1898): a telling whose route is not known
    is listed, and counted for nothing.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement, such as "S05".

    Returns
    -------
    pandas.DataFrame
        One row a telling (a document, or an event that is a telling), index id: title, seen, route (ids from the event
        on), counts as ("witness 1" once, with "itself not seen" where that is so, then "witness 1 again"; or why it is
        not counted).

    Raises
    ------
    CaseError
        As `hops`.
    """
    followed = hops(case, statement)
    branches = _branches(_listed(followed))
    roots = _roots(case, _listed(followed))
    names = {branch: f"witness {number}" for number, branch in enumerate(roots, 1)}
    met: set[str] = set()
    rows = []
    for key, (branch, route) in branches.items():
        if key[0] == "B":
            continue
        unseen = _TAILS["cited only"] if branch and roots[branch] == "cited only" else ""
        counts = names.get(branch, f"not counted: {UNTRACED}") + (" again" if branch in met else unseen)
        met |= {branch} if branch else set()
        seen = case.documents.loc[key, "seen"] if key in case.documents.index else "told of; see its card"
        rows.append((key, _title(case, key), seen, " → ".join(route), counts))
    return pd.DataFrame(rows, columns=["id", "telling", "seen", "route", "counts as"]).set_index("id")


def transmission(case: Case, statement: str) -> Chart:
    """Draw the chain from an event to the pages that tell of it: a column for each language, an arrow for each hop.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement whose telling is followed, such as "S05".

    Returns
    -------
    Chart
        Its table has one row a hop: from, to, how, when, what changed, the words at the target, how it is known.

    Raises
    ------
    CaseError
        As `hops`.
    """
    _, statement = locate(case, statement, "statements")
    followed = _listed(hops(case, statement))
    nodes = _nodes(case, followed)
    columns = _columns(nodes)
    rows = _place(nodes, columns, followed)
    title = f"How {statement} came down to us"
    witnesses = _witnesses(case, followed)
    page = _draw(nodes, columns, followed, rows, title, f"{witnesses[0].upper()}{witnesses[1:]}")
    tellings = independent_witnesses(case, statement)
    lost = int(tellings["counts as"].str.startswith("not counted").sum())
    unread = int((tellings["seen"] == "cited only").sum())
    sentence = (
        f"{len(followed)} hops from {_title(case, _origin(followed))} "
        f"to {_count(len(tellings), 'telling')}: {witnesses}; "
        f"{lost} telling{'s name' if lost != 1 else ' names'} no source; {unread} known only from citation."
    )
    alt = (
        f"Chain of {len(followed)} hops, time running down, in columns for {', '.join(columns)}. "
        f"{_count(len(tellings), 'telling')}: {witnesses}."
    )
    return Chart(page.figure(), alt[:250], _table(case, followed), sentence, title, (nodes, page))


def _roots(case: Case, followed: Sequence[Hop]) -> dict[str, str]:
    """Give for every witness that is counted the node it begins at, and how much was read of what it wrote itself.

    A witness that is no document is as far read as the document that its own hop leads to; where a person only told
    another, what the witness said was not seen.
    """
    seen = case.documents["seen"]
    out = {}
    for root in dict.fromkeys(branch for branch, _ in _branches(followed).values() if branch):
        papers = [root, *(hop.target for hop in followed if hop.source == root and root not in seen.index)]
        read = {seen[paper] for paper in papers if paper in seen.index}
        out[root] = next((much for much in ("full", "opening") if much in read), "cited only")
    return out


def _witnesses(case: Case, followed: Sequence[Hop]) -> str:
    """Say how many independent witnesses are traced, no more firmly than they were seen and their hops are known."""
    roots = _roots(case, followed)
    unseen = sum(much == "cited only" for much in roots.values())
    own = [hop for hop in followed if hop.target in roots or hop.source in roots.keys() - {*case.documents.index}]
    unsure = unseen or any(hop.traced == "inferred" for hop in own)
    count = f"{'at most ' if unsure else ''}{_count(len(roots), 'independent witness', 'es')} traced"
    if len(roots) == 1:
        return count + _TAILS[next(iter(roots.values()))]
    return f"{count}, {unseen} of them not seen" if unseen else count


_TAILS = {"full": "", "opening": ", itself read in part", "cited only": ", itself not seen"}


def _count(number: int, thing: str, plural: str = "s") -> str:
    """Say how many: "no telling", "1 telling", "2 tellings"."""
    return f"{number or 'no'} {thing}{plural if number > 1 else ''}"


def _listed(followed: pd.DataFrame) -> list[Hop]:
    columns = ["source", "target", "mode", "date", "change", "wording", "traced", "certainty"]
    return [
        Hop(str(key), *map(str, row)) for key, row in zip(followed.index, followed[columns].to_numpy(), strict=True)
    ]


def _branches(followed: Sequence[Hop]) -> dict[str, tuple[str, list[str]]]:
    """For every node after the origin: the first node its route meets after the origin ("" if untraced), and the route.

    Where two routes lead to a node, the one recorded first is followed; a node reached by an untraced hop is untraced,
    unless another hop traces it.
    """
    origin = _origin(followed)
    out: dict[str, tuple[str, list[str]]] = {origin: ("", [origin])}
    waiting = list(followed)
    while waiting:
        ready = [hop for hop in waiting if hop.source in out]
        if not ready:
            raise CaseError(f"The hops do not hang together: {waiting[0].key} starts nowhere; look at its source.")
        for hop in ready:
            waiting.remove(hop)
            before, route = out[hop.source]
            lost = hop.traced == "not traced" or (hop.source != origin and not before)
            branch = "" if lost else before or hop.target
            if hop.target not in out or (branch and not out[hop.target][0]):
                out[hop.target] = (branch, [*route, hop.target])
    # Branches that meet further down are one: two routes into one document are not two witnesses.
    for hop in followed:
        one, two = out[hop.source][0], out[hop.target][0]
        if hop.source != origin and hop.traced != "not traced" and one and two and one != two:
            out = {key: (one if branch == two else branch, route) for key, (branch, route) in out.items()}
    del out[origin]
    return out


def _origin(followed: Sequence[Hop]) -> str:
    targets = {hop.target for hop in followed}
    return next((hop.source for hop in followed if hop.source not in targets), followed[0].source)


def _title(case: Case, key: str) -> str:
    for table, column in ((case.documents, "title"), (case.events, "label")):
        if key in table.index:
            return str(table.loc[key, column])
    return str(case.people.loc[key, "name"])


def _row(table: pd.DataFrame, key: str) -> dict[str, str]:
    return {str(column): str(value) for column, value in table.loc[[key]].iloc[0].items()}


def _nodes(case: Case, followed: Sequence[Hop]) -> dict[str, Node]:
    branches, origin = _branches(followed), _origin(followed)
    numbers = {b: str(n) for n, b in enumerate(dict.fromkeys(b for b, _ in branches.values() if b), 1)}
    nodes = {}
    for key in dict.fromkeys([origin, *(hop.source for hop in followed), *(hop.target for hop in followed)]):
        witness = "" if key == origin else numbers.get(branches[key][0], "?")
        title, note, column, seen = _title(case, key), "", HAPPENED, ""
        if key in case.documents.index:
            row = _row(case.documents, key)
            seen, column = row["seen"], _language(row)
            note = f"{_when(row['date_published'] or row['date_created'])}, {_READ[seen]}"
        elif key in case.events.index:
            row = _row(case.events, key)
            note = _when(row["date"])
            column = LATER if row["lane"] == "later retellings" and key != origin else HAPPENED
        nodes[key] = Node(key, title, note, column, seen, witness)
    for hop in followed:
        if nodes[hop.target].witness == "?" and hop.traced == "not traced":
            nodes[hop.target].column = UNTRACED
    return nodes


_READ = {"full": "read whole", "opening": "opening read", "cited only": "not read: cited only"}


def _when(text: str) -> str:
    return shorten_months(parse(text).words) if text else "no date recorded"


def _language(row: Mapping[str, str]) -> str:
    known = [
        word for word in ("English", "Russian", "Italian", "French", "German", "Chinese") if word in row["language"]
    ]
    known = known or [word for word in ("English", "Russian", "Italian", "French") if word in row["original_language"]]
    return LATER if len(known) > 1 and row["witness"] != "translation" else (known or ["language unseen"])[0]


def _columns(nodes: Mapping[str, Node]) -> list[str]:
    met = dict.fromkeys(node.column for node in nodes.values())
    ends = (HAPPENED, UNTRACED)
    return [c for c in met if c == HAPPENED] + [c for c in met if c not in ends] + [c for c in met if c == UNTRACED]


def _place(nodes: dict[str, Node], columns: Sequence[str], followed: Sequence[Hop]) -> list[tuple[float, float]]:
    """Give every node a row below all its sources, and return the rows' tops and feet in points."""
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for hop in followed:
            depth[hop.target] = max(depth[hop.target], depth[hop.source] + 1)
    taken: dict[tuple[int, str], str] = {}
    base = 0
    for level in range(max(depth.values()) + 1):
        at_level = [node for node in nodes.values() if depth[node.key] == level]
        for node in at_level:
            row = base
            while (row, node.column) in taken:
                row += 1
            taken[row, node.column] = node.key
            node.row = row
        base = max(node.row for node in at_level) + 1
    wide = (WIDTH - 2 * EDGE - GUTTER * len(columns)) / len(columns)
    for node in nodes.values():
        node.left = EDGE + GUTTER / 2 + columns.index(node.column) * (wide + GUTTER)
        node.wide = wide
        node.lines = wrap(f"{node.key} {node.title}", BODY, wide - 2 * INSET - 10, True)
        node.notes = wrap(node.note, SMALL, wide - 2 * INSET) if node.note else []
        node.high = (
            height(len(node.lines), BODY) + (height(len(node.notes), SMALL) + 2.5 if node.notes else 0) + 2 * INSET
        )
    rows, y = [], TOP
    for row in range(base):
        high = max(node.high for node in nodes.values() if node.row == row)
        buses = len({hop.source for hop in followed if nodes[hop.target].row == row})
        y += CHANNEL + 3 * max(buses - 1, 0) if row else 0
        rows.append((y, y + high))
        y += high
    for node in nodes.values():
        node.top = rows[node.row][0]
    return rows


def _draw(
    nodes: Mapping[str, Node],
    columns: Sequence[str],
    followed: Sequence[Hop],
    rows: Sequence[tuple[float, float]],
    title: str,
    witnesses: str,
) -> Page:
    page = Page(WIDTH, rows[-1][1] + 66)
    page.text(EDGE, EDGE, title, TITLE, bold=True)
    page.text(
        EDGE, EDGE + 21, f"Each arrow is one hop; time runs down; the table has the changes. {witnesses}.", BODY, QUIET
    )
    for number, column in enumerate(columns):
        some = next(node for node in nodes.values() if node.column == column)
        colour = COLOURS[-1] if column in (HAPPENED, UNTRACED) else COLOURS[number % (len(COLOURS) - 1)]
        head = wrap(column[:1].upper() + column[1:], HEAD, some.wide, True)
        page.text(some.left, TOP - 14 - height(len(head), HEAD), head, HEAD, colour, True)
        page.rule([[(some.left, TOP - 9), (some.left + some.wide, TOP - 9)]], colour, 2.4)
        for node in nodes.values():
            if node.column == column:
                _draw_node(page, node, colour)
    for path, hop, label_at, words in routes(nodes, followed, rows):
        style = {"stated": "solid", "inferred": (0, (4, 2)), "not traced": (0, (1, 2))}[hop.traced]
        page.rule([[*path[:-1], (path[-1][0], path[-1][1] - 3)]], INK, 0.9, 1.5, style, key=f"arrow {hop.key}")
        page.mark(path[-1][0], path[-1][1] - 2.6, "v", 4.2, INK, key=f"head {hop.key}")
        if words:
            page.text(*label_at, words, SMALL, INK, key=f"mode {hop.key}")
    _draw_key(page, rows[-1][1] + 20)
    return page


def _draw_node(page: Page, node: Node, colour: str) -> None:
    dash = (0, (3, 2)) if node.seen == "cited only" else "solid"
    page.box(
        node.left,
        node.top,
        node.wide,
        node.high,
        PAPER if node.seen == "cited only" else "#f7f7f4",
        colour,
        1.0,
        2,
        dash,
        node.key,
    )
    page.text(node.left + INSET, node.top + INSET, node.lines, BODY, INK, True, key=node.key)
    if node.notes:
        below = node.top + INSET + height(len(node.lines), BODY) + 2.5
        page.text(node.left + INSET, below, node.notes, SMALL, QUIET, key=node.key)
    if node.witness:
        _badge(page, node.left + node.wide - 7.5, node.top + 7.5, node.witness)


def _badge(page: Page, x: float, y: float, words: str) -> None:
    page.mark(x, y, "o", 10, INK if words != "?" else QUIET, words != "?", 3)
    page.text(x, y - SMALL * ASCENT / 2, words, SMALL, PAPER if words != "?" else QUIET, True, "middle")


def routes(
    nodes: Mapping[str, Node], followed: Sequence[Hop], rows: Sequence[tuple[float, float]]
) -> list[tuple[list[Point], Hop, Point, str]]:
    """Lead every arrow around the boxes: down its source's column where that is free, else down the gutter beside it.

    Returns
    -------
    list of (path, hop, place of the words, words)
        Path in points from the source's box to the top of the target's.
    """
    arriving: dict[str, list[Hop]] = {}
    for hop in followed:
        arriving.setdefault(hop.target, []).append(hop)
    out = []
    for target, group in arriving.items():
        node = nodes[target]
        buses = sorted(
            {hop.source for hop in followed if nodes[hop.target].row == node.row},
            key=lambda k: (-nodes[k].left, nodes[k].row),  # no tie is left to the order of a set
        )
        words = "; ".join(dict.fromkeys(f"{hop.mode}" for hop in group))
        for number, hop in enumerate(group):
            source = nodes[hop.source]
            x_end = node.left + PORT + number * PORT
            channel = node.top - 14 - 3 * buses.index(hop.source)
            x_start = source.left + source.wide / 2
            between = [n for n in nodes.values() if n.column == source.column and source.row < n.row < node.row]
            below = rows[source.row][1] + 5
            if between or (source.column == node.column and node.row > source.row + 1):
                gutter = (
                    source.left + source.wide + GUTTER / 2 if source.column != node.column else source.left - GUTTER / 2
                )
                path = [(x_start, source.top + source.high), (x_start, below), (gutter, below), (gutter, channel)]
            else:
                path = [(x_start, source.top + source.high), (x_start, channel)]
            out.append(
                (
                    [*path, (x_end, channel), (x_end, node.top)],
                    hop,
                    (node.left + PORT * len(group) + 5, node.top - 10.5),
                    words if not number else "",
                )
            )
    return out


def _draw_key(page: Page, top: float) -> None:
    page.rule([[(EDGE, top), (WIDTH - EDGE, top)]], QUIET, 0.6)
    page.text(EDGE, top + 6, "How to read it", BODY, INK, True)
    x, y = EDGE, top + 27
    for words, style in (("a witness says so", "solid"), ("inferred", (0, (4, 2))), (UNTRACED, (0, (1, 2)))):
        page.rule([[(x, y), (x + 20, y)]], INK, 0.9, dash=style)
        page.text(x + 24, y - SMALL * ASCENT / 2, words, SMALL)
        x += 36 + width(words, SMALL)
    page.box(x, y - 4.5, 14, 9, PAPER, QUIET, 1.0, dash=(0, (3, 2)))
    page.text(x + 18, y - SMALL * ASCENT / 2, "not read: cited only", SMALL)
    x += 30 + width("not read: cited only", SMALL)
    _badge(page, x + 5, y, "1")
    page.text(x + 13, y - SMALL * ASCENT / 2, "same number, same witness", SMALL)
    x += 25 + width("same number, same witness", SMALL)
    _badge(page, x + 5, y, "?")
    page.text(x + 13, y - SMALL * ASCENT / 2, "not counted", SMALL)


def _table(case: Case, followed: Sequence[Hop]) -> pd.DataFrame:
    words = case.statements["exact"]
    return pd.DataFrame(
        {
            "from": [f"{hop.source} {_title(case, hop.source)}" for hop in followed],
            "to": [f"{hop.target} {_title(case, hop.target)}" for hop in followed],
            "how": [hop.mode for hop in followed],
            "when": [_when(hop.date) for hop in followed],
            "what changed": [hop.change for hop in followed],
            "words there": [f"{hop.wording}: {words[hop.wording]}" if hop.wording else "" for hop in followed],
            "how it is known": [hop.traced for hop in followed],
            "certainty": [hop.certainty for hop in followed],
        },
        index=pd.Index([hop.key for hop in followed], name="id"),
    )
