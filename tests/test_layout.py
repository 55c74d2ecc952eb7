"""Does the layout keep order, keep apart, and move as little as can be?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.layout import LayoutError, Mark, spread, stack, stagger

places = st.lists(st.floats(0, 500), min_size=1, max_size=20).map(sorted)
sizes = st.lists(st.floats(1, 20), min_size=20, max_size=20)


@given(places, sizes)
def test_labels_never_overlap_and_keep_their_order(wanted: list[float], heights: list[float]) -> None:
    heights = heights[: len(wanted)]
    tops = spread(wanted, heights, 2.0, -500, 1000)
    for (a, height), b in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert a + height + 2.0 <= b + 1e-6


@given(places, sizes, st.integers(0, 10_000))
@settings(max_examples=60)
def test_no_other_placing_moves_labels_less(wanted: list[float], heights: list[float], seed: int) -> None:
    heights = heights[: len(wanted)]
    tops = np.array(spread(wanted, heights, 2.0, 0, 1000))
    best = ((tops - wanted) ** 2).sum()
    steps = np.random.default_rng(seed).normal(0, 3, (40, len(wanted)))
    for step in steps:
        other = tops + step
        fits = (
            (other[:-1] + heights[:-1] + 2.0 <= other[1:]).all() and other[0] >= 0 and other[-1] + heights[-1] <= 1000
        )
        assert not fits or ((other - wanted) ** 2).sum() >= best - 1e-6


def test_labels_with_room_do_not_move() -> None:
    assert spread([10, 50, 90], [5, 5, 5], 2, 0, 100) == [10, 50, 90]


def test_two_labels_for_one_place_share_the_move() -> None:
    assert spread([50, 50], [10, 10], 2, 0, 100) == [44, 56]


def test_labels_stay_inside() -> None:
    assert spread([-5, 99], [10, 10], 2, 0, 100) == [0, 90]


def test_too_many_labels_are_refused_not_dropped() -> None:
    with pytest.raises(LayoutError, match="3 labels need 34 points and there are 30"):
        spread([0, 0, 0], [10, 10, 10], 2, 0, 30)


def test_no_labels_need_no_room() -> None:
    assert spread([], [], 2, 0, 0) == []


@given(st.lists(st.floats(0, 60), min_size=1, max_size=9), st.integers(1, 5))
def test_short_marks_never_touch_and_leaders_keep_apart(anchors: list[float], radius: int) -> None:
    marks = [Mark(f"{n:02}", a - radius, a + radius, a) for n, a in enumerate(anchors)]
    stagger(marks, 2.6)
    for n, one in enumerate(marks):
        assert one.column >= 0
        for other in marks[n + 1 :]:
            same = one.column == other.column
            assert not same or one.bottom <= other.top or other.bottom <= one.top
            assert abs(one.leave - other.leave) >= 2.6 - 1e-6
    ordered = sorted(marks, key=lambda m: (m.anchor, m.key))
    assert [m.leave for m in ordered] == sorted(m.leave for m in ordered)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(10, 90)), min_size=1, max_size=6))
def test_long_marks_take_tracks_of_their_own(spans: list[tuple[float, float]]) -> None:
    marks = [Mark(f"{n:02}", a, a + size, a) for n, (a, size) in enumerate(spans)]
    try:
        stack(marks, [], 2.6)
    except LayoutError:
        return
    for n, one in enumerate(marks):
        for other in marks[n + 1 :]:
            assert one.track != other.track or one.bottom < other.top or other.bottom < one.top
            assert abs(one.leave - other.leave) >= 2.6 - 1e-6
            if one.track > other.track:  # its leader passes the other's track
                assert not other.top < one.leave < other.bottom


def test_a_bar_that_is_hemmed_in_is_led_round_the_rest() -> None:
    mark = Mark("E09", 50, 60, 50)
    stack([mark], [(0, 200)], 2.6)
    assert mark.leave == pytest.approx(-2.6)
    assert (mark.track, mark.port) == (0, "up")
