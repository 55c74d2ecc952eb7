"""Where do marks, labels and columns go so that nothing touches? Pure geometry in points, no drawing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from helpers.slips import Slip


class LayoutError(Slip):
    """Labels cannot fit; the message says what to change."""


def spread(wanted: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Place intervals in order, without overlap, as near to where they are wanted as possible.

    Minimises the sum of squared shifts subject to the order. Substituting the room taken by those before turns it into
    isotonic regression, which pooling adjacent violators solves exactly in one pass (Ayer et al. 1955; for labels,
    Dwyer, Marriott and Stuckey 2006). Bounds are kept by clipping, which stays optimal.

    Parameters
    ----------
    wanted : sequence of float
        Wanted starts, in points, in the order to keep.
    sizes : sequence of float
        Lengths in points.
    gap : float
        Least distance between neighbours in points.
    low, high : float
        The room in points.

    Returns
    -------
    list of float
        Starts in points, in the same order.

    Raises
    ------
    LayoutError
        When the lengths and gaps together are more than the room.
    """
    before, offsets = 0.0, []
    for size in sizes:
        offsets.append(before)
        before += size + gap
    room, need = high - low, before - gap if sizes else 0.0
    if need > room + 1e-9:
        raise LayoutError(f"{len(sizes)} labels need {need:.0f} points and there are {room:.0f}")
    blocks: list[list[float]] = []  # mean, count
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1.0
        while blocks and blocks[-1][0] >= mean:
            other, n = blocks.pop()
            mean, count = (mean * count + other * n) / (count + n), count + n
        blocks.append([mean, count])
    pooled = [mean for mean, count in blocks for _ in range(int(count))]
    top = high - need
    return [min(max(value, low), top) + offset for value, offset in zip(pooled, offsets, strict=True)]


BEND = 6
"""How many times the least distance a leader may run along a bar's line beyond its end, to leave there."""


@dataclass
class Mark:
    """One mark in a lane; all in points, down the page.

    Attributes
    ----------
    key : str
        Id of the event.
    top, bottom : float
        What the mark covers.
    anchor : float
        Where its leader would best leave it.
    column : int
        Column to the right of the lane's line, for short marks.
    track : int
        Track to the left of the line, for long marks; -1 for a short one.
    leave : float
        Where the leader leaves the zone of the marks.
    port : str
        Side on which the leader leaves the mark: "right", "up" or "down".
    cut_top, cut_bottom : bool
        Whether it goes on beyond the picture there.
    """

    key: str
    top: float
    bottom: float
    anchor: float
    column: int = 0
    track: int = -1
    leave: float = 0.0
    port: str = "right"
    cut_top: bool = False
    cut_bottom: bool = False

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it and its leader lie, in points down the page."""
        return min(self.top, self.leave), max(self.bottom, self.leave)


@dataclass
class _Group:
    """Marks so near each other that their leaders must be led around them, or one mark, or marks without leaders.

    `top` and `bottom` are of the marks, `highest` and `lowest` of the leaders.
    """

    marks: list[Mark]
    top: float = 0.0
    bottom: float = 0.0
    highest: float = 0.0
    lowest: float = 0.0
    column: int = 0
    columns: int = 1

    def arrange(self, clear: float) -> None:
        """Point the group like an arrowhead: the middle mark outermost, leaders above and below it nested."""
        marks = self.marks
        middle = (len(marks) - 1) // 2
        pivot = marks[middle]
        pivot.column, pivot.leave, pivot.port = 0, pivot.anchor, "right"
        self.top, self.bottom = min(mark.top for mark in marks), max(mark.bottom for mark in marks)
        self.highest = self.lowest = pivot.anchor
        for step, mark in enumerate(reversed(marks[:middle]), 1):
            self.highest = min(self.highest, self.top) - clear
            mark.column, mark.leave, mark.port = -step, self.highest, "up"
        column = 0
        for mark in marks[middle + 1 :]:
            self.lowest = max(self.lowest, self.bottom) + clear
            column -= 1
            while middle + column >= 0 and marks[middle + column].bottom + clear > mark.top:
                column -= 1
            mark.column, mark.leave, mark.port = column, self.lowest, "down"
        inmost = min(mark.column for mark in marks)
        self.columns = 1 - inmost
        for mark in marks:
            mark.column -= inmost

    def pack(self, near: float) -> None:
        """Put marks without leaders into as few columns as keep them apart."""
        ends: list[float] = []
        for mark in self.marks:
            mark.column = next((n for n, end in enumerate(ends) if end + near <= mark.top), len(ends))
            ends[mark.column : mark.column + 1] = [mark.bottom]
            mark.leave, mark.port = mark.anchor, "right"
        self.top = self.highest = min(mark.top for mark in self.marks)
        self.bottom = self.lowest = max(mark.bottom for mark in self.marks)
        self.columns = len(ends)

    def apart(self, below: _Group, near: float) -> bool:
        """Is there room between all of this group and another below it, so that both may have the same columns?"""
        return max(self.bottom, self.lowest) + near <= min(below.top, below.highest)

    def passes(self, below: _Group, clear: float, near: float) -> bool:
        """May another group stand beside this one, without leaders too near to leaders or to marks?"""
        leaders = self.lowest + clear <= below.highest
        return leaders and self.lowest + near <= below.top and self.bottom + near <= below.highest


def stagger(marks: Sequence[Mark], clear: float, silent: Collection[str] = ()) -> None:
    """Set column, leave and port of short marks so that no mark and no leader touches another.

    Parameters
    ----------
    marks : sequence of Mark
        Short marks of one lane; changed in place. Sorted here by anchor and key.
    clear : float
        Least distance between leaders, in points; other things keep half of it.
    silent : collection of str
        Keys of the marks that have no leader.

    Notes
    -----
    Marks stand in one column where they can, and take turns in two where that is enough to lead every leader straight
    past the others. Marks nearer than that form a group; groups that come too near are merged until none do.
    """
    near = clear / 2
    ordered = sorted(marks, key=lambda m: (m.anchor, m.key))
    mute: list[_Group] = []
    for mark in (m for m in ordered if m.key in silent):
        joins = mute and mute[-1].bottom + near > mark.top
        group = _Group([*(mute.pop().marks if joins else []), mark])
        group.pack(near)
        mute.append(group)
    groups: list[_Group] = []
    for mark in (m for m in ordered if m.key not in silent):
        group = _Group([mark])
        group.arrange(clear)
        while groups and not groups[-1].passes(group, clear, near):
            group = _Group(groups.pop().marks + group.marks)
            group.arrange(clear)
        groups.append(group)
    for number, group in enumerate(groups):
        beside = [m.columns for m in mute if not (group.apart(m, near) or m.apart(group, near))]
        group.column = max(beside, default=0)
        if number and not groups[number - 1].apart(group, near):
            before = groups[number - 1]
            if before.column < group.column + group.columns:
                group.column = max(group.column, before.column + before.columns)
        for mark in group.marks:
            mark.column += group.column


def stack(marks: Sequence[Mark], blocked: Sequence[tuple[float, float]], clear: float) -> None:
    """Give long marks tracks beside the line, and each a place where its leader leaves without crossing anything.

    Parameters
    ----------
    marks : sequence of Mark
        Long marks of one lane; `track` and `leave` are set in place. The later a bar starts, the nearer it stands to
        the line, so that no leader that leaves at a start crosses a bar.
    blocked : sequence of (float, float)
        Stretches taken by short marks and their leaders, in points.
    clear : float
        Least distance in points.

    Notes
    -----
    A bar that is hemmed in over its whole length gets the outermost track, and its leader runs along that track to the
    nearest free place.
    """
    placed: list[Mark] = []
    taken = [(top - clear, bottom + clear) for top, bottom in blocked]
    for mark in sorted(marks, key=lambda m: (-m.top, m.bottom, m.key)):
        near, far = mark.top - BEND * clear, mark.bottom + BEND * clear
        over = [m for m in placed if m.reach[0] < far + clear and near - clear < m.reach[1]]
        mark.track = 1 + max((m.track for m in over), default=-1)
        leave = _nearest_free(mark.anchor, near, far, [*taken, *_barred(over, clear)])
        if leave is None:
            mark.track = 1 + max((m.track for m in placed), default=-1)
            leave = _nearest_free(mark.anchor, -np.inf, np.inf, [*taken, *_barred(placed, clear)])
        mark.leave = leave or 0.0
        mark.port = "up" if mark.leave < mark.top else "down" if mark.leave > mark.bottom else "right"
        taken.append((mark.leave - clear, mark.leave + clear))
        placed.append(mark)


def _barred(marks: Sequence[Mark], clear: float) -> list[tuple[float, float]]:
    """Give the stretches in which no leader can pass these marks."""
    return [(m.reach[0] - clear, m.reach[1] + clear) for m in marks]


def _nearest_free(wanted: float, low: float, high: float, barred: Sequence[tuple[float, float]]) -> float | None:
    """Place nearest to the wanted one, between `low` and `high`, that lies in no barred stretch."""
    edges = {wanted, *(edge for stretch in barred for edge in stretch)}
    nearest = sorted((edge for edge in edges if low <= edge <= high), key=lambda edge: (abs(edge - wanted), edge))
    return next((edge for edge in nearest if not any(a < edge < b for a, b in barred)), None)


def share(choices: Sequence[Sequence[tuple[int, float]]], room: int) -> list[int]:
    """Share out a width among columns so that their costs together are least.

    Solved exactly, column by column, by the least cost of every width so far (Bellman 1957).

    Parameters
    ----------
    choices : sequence of sequences of (int, float)
        For each column the widths that it may take, in whole points, each with its cost; at least one.
    room : int
        Points to share.

    Returns
    -------
    list of int
        A width for each column; together no more than the room. Of equal costs the narrowest, from the left.

    Raises
    ------
    LayoutError
        When even the narrowest widths are more than the room.
    """
    least = np.full(room + 1, np.inf)
    least[:1] = 0.0
    chosen = []
    for column in choices:
        best, pick = np.full(room + 1, np.inf), np.full(room + 1, -1)
        for number, (wide, cost) in enumerate(column):
            if wide <= room:
                trial = least[: room + 1 - wide] + cost
                better = trial < best[wide:]
                best[wide:][better], pick[wide:][better] = trial[better], number
        least = best
        chosen.append(pick)
    if not np.isfinite(least).any():
        raise LayoutError(f"{len(choices)} columns need more than {room} points")
    left, widths = int(np.argmin(least)), []
    for column, pick in zip(reversed(choices), reversed(chosen), strict=True):
        widths.append(column[pick[left]][0])
        left -= widths[-1]
    return widths[::-1]
