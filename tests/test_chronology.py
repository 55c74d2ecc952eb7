"""Does the chronology put every event at its date, once, and nothing on anything else?"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from helpers import Case, Chart, chronology
from helpers.dates import parse
from helpers.layout import LayoutError
from helpers.timeline import KINDS, TimeAxis, kind_of
from tests.geometry import faults, shifts

WORDS = ["note", "treaty", "talks", "future", "Europe", "ministers", "answers", "conference", "opens", "signed"]


def some_events(seed: int, most: int = 56) -> pd.DataFrame:
    """Make a set of events of every kind of date."""
    r = random.Random(seed)
    lanes = [f"Lane {letter}" for letter in "ABCDE"[: r.randint(2, 5)]]
    rows = []
    for number in range(r.randint(5, most)):
        y, m, d = r.randint(1945, 1955), r.randint(1, 12), r.randint(1, 27)
        day = f"{y}-{m:02}-{d:02}"
        text = r.choice(
            [day] * 12
            + [f"{day}?", f"{y}-{m:02}", f"{y}~", f"{day}/{y + 1}-06-30", f"{day}/{y}-{m:02}-{d + 1:02}", f"{day}/.."]
            + [f"{day}/", f"[{day},{y}-{m:02}-{d + 1:02}]", f"{day}~/{y + 1}-03-01~"]
        )
        rows.append((f"E{number:02}", " ".join(r.sample(WORDS, r.randint(1, 5))), text, r.choice(lanes)))
    return pd.DataFrame(rows, columns=["id", "label", "date", "lane"]).set_index("id")


@pytest.fixture(scope="module")
def main_chart(case: Case) -> Chart:
    return chronology(case)


@pytest.mark.parametrize("dpi", [72, 100, 150, 300])
def test_nothing_touches_anything_on_the_main_chart(main_chart: Chart, dpi: int) -> None:
    assert faults(main_chart, dpi) == []


@pytest.mark.parametrize(("since", "until"), [("1954", "1954"), ("1949", "1951"), ("1991", "2025"), ("1952", "1953")])
def test_nothing_touches_anything_when_every_event_of_a_time_is_drawn(case: Case, since: str, until: str) -> None:
    assert faults(chronology(case.events, since=since, until=until), 100) == []


@pytest.mark.no_cover
def test_nothing_touches_anything_on_random_sets() -> None:
    drawn = 0
    for seed in range(24):
        try:
            chart = chronology(some_events(seed))
        except LayoutError:
            continue
        drawn += 1
        assert faults(chart, 72) == [], f"set {seed}"
    assert drawn >= 20, f"only {drawn} of 24 sets could be drawn"


def test_the_measure_sees_planted_faults(main_chart: Chart) -> None:
    lane = main_chart.layout.lanes[0]
    label, mark = lane.labels[0], lane.marks[0]
    line = next(n for n, one in enumerate(main_chart.layout.page.lines) if one.key == label.key)
    before, top, bottom = main_chart.layout.page.lines[line], mark.top, mark.bottom
    try:
        main_chart.layout.page.lines[line] = replace(before, x=lane.line - 3)
        assert any("touches mark" in fault or "runs into label" in fault for fault in faults(main_chart, 72))
        main_chart.layout.page.lines[line] = replace(before, x=-5)
        assert f"label {label.key} leaves the page" in faults(main_chart, 72)
        main_chart.layout.page.lines[line] = replace(before, y=before.y + lane.labels[1].top - label.top)
        assert any(fault.startswith("label") and "touches label" in fault for fault in faults(main_chart, 72))
        main_chart.layout.page.lines[line] = before
        mark.top, mark.bottom = lane.marks[1].top, lane.marks[1].bottom
        assert any("touches mark" in fault for fault in faults(main_chart, 72))
    finally:
        main_chart.layout.page.lines[line] = before
        mark.top, mark.bottom = top, bottom
    assert faults(main_chart, 72) == []


def test_every_mark_stands_at_its_date(main_chart: Chart) -> None:
    axis = main_chart.layout.axis
    for lane in main_chart.layout.lanes:
        for mark in lane.marks:
            when = parse(main_chart.table.loc[mark.key, "date"])
            assert when.first is not None
            place = axis.place(when.first)
            end = axis.place(when.last) if when.last else axis.bottom
            middle = (mark.top + mark.bottom) / 2
            assert abs(mark.top - place) <= 0.5 or abs(middle - (place + end) / 2) <= 0.5, mark.key


def test_labels_keep_the_order_of_their_dates(main_chart: Chart) -> None:
    for lane in main_chart.layout.lanes:
        tops = [label.top for label in lane.labels]
        starts = [parse(main_chart.table.loc[label.key, "date"]).first for label in lane.labels]
        assert tops == sorted(tops)
        assert starts == sorted(starts, key=lambda day: day or date.min)


def test_labels_stand_near_their_dates(main_chart: Chart) -> None:
    moved = shifts(main_chart)
    assert sum(moved) / len(moved) <= 15, f"mean shift {sum(moved) / len(moved):.1f} points"


def test_the_main_chart_shows_every_event_of_weight_one_and_no_other(case: Case, main_chart: Chart) -> None:
    assert set(main_chart.table.index) == set(case.events.index[case.events["weight"] == 1])
    assert 35 <= len(main_chart.table) <= 45


def test_shuffled_rows_give_the_same_picture(case: Case, main_chart: Chart) -> None:
    shuffled = replace(case, events=case.events.sample(frac=1, random_state=7))
    assert chronology(shuffled)._repr_mimebundle_() == main_chart._repr_mimebundle_()


def test_the_callers_table_is_left_alone(case: Case) -> None:
    before = case.events.copy()
    chronology(case)
    pd.testing.assert_frame_equal(case.events, before)


def test_three_columns_are_enough() -> None:
    table = pd.DataFrame(
        {"label": ["Mill burns", "Mill rebuilt"], "date": ["1801-05", "1803/1804"], "lane": ["village", "village"]}
    )
    chart = chronology(table)
    assert list(chart.table["kind of date"]) == ["month or year only", "from – to"]
    assert faults(chart, 72) == []


def test_one_event_and_an_empty_label_still_draw() -> None:
    table = pd.DataFrame({"label": [""], "date": ["1801-05-01"], "lane": ["village"]})
    assert faults(chronology(table), 72) == []


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="needs the column “lane”"):
        chronology(pd.DataFrame({"label": ["x"], "date": ["1801"]}))


def test_a_time_without_events_is_said(case: Case) -> None:
    with pytest.raises(ValueError, match="No event lies between 1801 and 1802"):
        chronology(case, since="1801", until="1802")


def test_an_unknown_lane_is_named(case: Case) -> None:
    with pytest.raises(ValueError, match=r"“Mars”.*the lanes are"):
        chronology(case, lanes=["USSR", "Mars"])


def test_too_many_labels_say_what_to_change(case: Case) -> None:
    crowd = pd.concat([case.events] * 4, ignore_index=True)
    with pytest.raises(LayoutError, match=r"draw a shorter time|too many"):
        chronology(crowd)


def test_lanes_keep_their_colour_when_others_are_left_out(case: Case) -> None:
    chart = chronology(case, lanes=["Germany"])
    assert set(chart.table["lane"]) == {"Germany"}
    assert faults(chart, 72) == []


def test_a_change_of_scale_stretches_that_year_and_says_so(case: Case) -> None:
    plain, large = chronology(case).layout.axis, chronology(case, scale={"1954": 3})
    start, end = date(1954, 1, 1), date(1955, 1, 1)
    axis = large.layout.axis
    assert axis.place(end) - axis.place(start) > 2 * (plain.place(end) - plain.place(start))
    assert any("scale ×3" in line.text for line in large.layout.page.lines)
    assert any("1954 is drawn at 3 times the scale" in line.text for line in large.layout.page.lines)
    assert faults(large, 72) == []


@pytest.mark.parametrize("scale", [{"1066": 2}, {"1954": 0}, {"spring": 2}])
def test_an_impossible_scale_is_refused(case: Case, scale: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="names a year of the picture"):
        chronology(case, scale=scale)


def test_time_runs_evenly_down_the_page() -> None:
    axis = TimeAxis(date(1949, 1, 1), date(1950, 12, 31), 0, 730, {})
    assert axis.place(date(1949, 1, 1)) == 0
    assert axis.place(date(1949, 1, 2)) == pytest.approx(1)
    assert axis.place(date(1950, 7, 1)) == pytest.approx(546)
    assert axis.place(date(2000, 1, 1)) == 730


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1954-03-31", "day"), ("1952-08-25?", "day in doubt"), ("1949-04-14~", "day in doubt"),
        ("1954-01-25/1954-02-18", "interval"), ("1952-08-21~/1952-08-31~", "interval in doubt"),
        ("1949-04-04/..", "open"), ("1949/", "open"), ("1951", "month or year"), ("1952-06", "month or year"),
        ("[1951-02-16,1951-02-17]", "one of"),
    ],
)  # fmt: skip
def test_every_kind_of_date_has_its_mark(text: str, kind: str) -> None:
    assert kind_of(parse(text)) == kind
    assert kind in KINDS


def test_rival_days_get_the_mark_of_disagreement(case: Case, main_chart: Chart) -> None:
    assert main_chart.table.loc["E61", "kind of date"] == KINDS["one of"]
    assert main_chart.table.loc["E61", "when"] == "30 or 31 August 1954"
    assert main_chart.table.loc["E37", "kind of date"] == KINDS["day in doubt"]


def test_the_key_explains_every_mark_used(main_chart: Chart) -> None:
    written = {line.text for line in main_chart.layout.page.lines}
    assert set(main_chart.table["kind of date"]) <= written


def test_no_text_is_small(main_chart: Chart) -> None:
    assert min(line.size for line in main_chart.layout.page.lines) >= 7
    assert all(line.size >= 8 for line in main_chart.layout.page.lines if line.key)


def test_years_as_numbers_and_days_of_pandas_are_read() -> None:
    years = pd.DataFrame({"label": ["a", "b"], "date": [1954, 1955], "lane": ["x", "x"]})
    assert list(chronology(years).table["date"]) == ["1954", "1955"]
    days = years.assign(date=pd.to_datetime(["1954-03-31", "1955-05-14"]))
    assert list(chronology(days).table["date"]) == ["1954-03-31", "1955-05-14"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, "  "])
def test_a_row_without_a_date_is_named(missing: object) -> None:
    events = pd.DataFrame({"label": ["a", "b"], "date": ["1954", missing], "lane": ["x", "x"]}, index=["E1", "E2"])
    with pytest.raises(ValueError, match="Row E2 has no date that can be read"):
        chronology(events)
