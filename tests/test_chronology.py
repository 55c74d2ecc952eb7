"""Does the chronology put every event at its date, once, and nothing on anything else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from benchmarks.labels import Labels, boxes_of_pages, boxes_of_texts, events, ours, outside, overlaps
from helpers import Case, Chart, chronology
from helpers.arrange import HALF_LINE, Label
from helpers.axis import TimeAxis, Window, read_scale
from helpers.date_marks import AGAIN, CUT, KINDS, PUBLIC, kind_of, look_of
from helpers.dates import parse
from helpers.layout import LayoutError
from helpers.page import BAND, COLOURS, PAPER
from helpers.slips import Slip
from helpers.timeline_page import SMALLEST, YEAR, Sheet
from helpers.typeset import ASCENT
from tests.drawn import Drawn, drawn, faults_of
from tests.event_sets import some_events
from tests.random_sets import sets
from tests.test_chart import contrast

RESOLUTIONS = (72, 100, 150, 300)


def labels(sheet: Sheet) -> list[Label]:
    return [label for panel in sheet.panels for lane in panel.lanes for label in lane.labels]


def faults(chart: Chart, *dpis: int) -> list[str]:
    """Name whatever touches what it must not, leaves a page, is missing, or is led to the wrong place."""
    found = []
    for dpi in dpis:
        for number, (sheet, figure) in enumerate(zip(chart.layout.sheets, chart.figures, strict=True), 1):
            page = drawn(figure, dpi)
            found += [f"page {number}, {dpi} dpi: {fault}" for fault in faults_of(page)]
            found += [f"page {number}: {fault}" for fault in misled(sheet, page)]
    told = {label.key for sheet in chart.layout.sheets for label in labels(sheet)}
    return found + [f"{key} has no label" for key in sorted(set(map(str, chart.table.index)) - told)]


def misled(sheet: Sheet, page: Drawn) -> list[str]:
    """Name labels that do not stand there in all their words, and leaders that do not go from mark to label."""
    found = []
    names = [(panel.left, label) for panel in sheet.panels for lane in panel.lanes for label in lane.labels]
    if len(page.leaders) != len(names):
        return [f"{len(page.leaders)} leaders for {len(names)} labels"]
    paths = {key: path for key, path, _ in page.paths}
    for left, label in names:
        key, path = label.key, paths[f"leader {label.key}@{left:.0f}"]
        words = "".join(line.text for line in sheet.page.lines if line.key == label.key)
        if not letters(words).endswith(letters("".join(label.lines))):
            found.append(f"label {label.key} says {words}")
        (x, y), *_, (end, height) = [corner for segment in path for corner in segment]
        marks = [mark for mark in page.marks if mark.key == key]
        if not any(m.left <= x <= m.right and m.top - 0.6 <= y <= m.bottom + 0.6 for m in marks):
            found.append(f"leader {key} does not begin at its mark")
        if not (0 < label.left - end < 4 and label.top < height < label.top + 8):
            found.append(f"leader {key} does not end at its label")
    return found


def letters(words: str) -> str:
    return "".join(character for character in words if character.isalnum())


def written(chart: Chart) -> list[str]:
    return [line.text for sheet in chart.layout.sheets for line in sheet.page.lines]


@pytest.fixture(scope="module")
def main_chart(case: Case) -> Chart:
    return chronology(case)


def test_nothing_touches_anything_on_the_main_chart(main_chart: Chart) -> None:
    assert faults(main_chart, *RESOLUTIONS) == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"since": 1954, "until": 1954},
        {"since": "1949", "until": "1951"},
        {"since": "1991", "until": "2025"},
        {"lanes": ["Germany", "USSR"]},
        {"lanes": ["USSR", "Western powers"], "scale": {"1954": "panel"}},
        {"scale": {"1954-03/1954-05": 4}},
        {"lanes": ["USSR"], "scale": {"1949": "panel", "1954": "panel", "1955": 0.5}},
    ],
)
def test_nothing_touches_anything_when_every_event_is_drawn(case: Case, asked: dict[str, Any]) -> None:
    assert faults(chronology(case.events, **asked), 100) == []


def test_nothing_touches_anything_on_random_sets() -> None:
    """Draw a few sets, each at one resolution; a thorough run draws 200, each at all."""
    for seed in (seeds := sets(12)):
        dpis = RESOLUTIONS if len(seeds) > 12 else [RESOLUTIONS[seed % 4]]
        assert faults(chronology(some_events(seed)), *dpis) == [], f"set {seed}"


@pytest.mark.parametrize(
    ("artist", "move", "fault"),
    [
        ("mark E42", (0, 12), "mark E42 touches mark"),
        ("mark E44", (0, -800), "mark E44 leaves the page"),
        ("leader E44", (0, 14), "leader E44 crosses leader"),
        ("leader E44", (0, -6), "leader E44 does not begin at its mark"),
        ("leader E44", (12, 0), "leader E44 runs into label E44"),
        ("public E48", (12, 0), "label E48 runs into mark public E48"),
    ],
)
def test_planted_faults_of_marks_are_seen(case: Case, artist: str, move: tuple[float, float], fault: str) -> None:
    chart = chronology(case.events, since="1954", until="1954")
    assert faults(chart, 72) == []
    for piece in chart.figures[0].get_children():
        moves = [np.multiply(move, key.partition("@")[0] == artist) for key in getattr(piece, "keys", [])]
        if hasattr(piece, "set_segments"):
            piece.set_segments([path + by for path, by in zip(piece.get_segments(), moves, strict=True)])
        elif hasattr(piece, "set_data"):
            piece.set_data(*(np.transpose(piece.get_xydata() + moves)))
    assert any(fault in each for each in faults(chart, 72)), faults(chart, 72)


def test_planted_faults_of_labels_are_seen(case: Case) -> None:
    chart = chronology(case)
    sheet = chart.layout.sheets[0]
    one, other = labels(sheet)[:2]
    number = next(n for n, line in enumerate(sheet.page.lines) if line.key == one.key)
    before = sheet.page.lines[number]

    def with_line(**changes: Any) -> str:
        sheet.page.lines[number] = replace(before, **changes)
        found = faults(chart, 72)
        sheet.page.lines[number] = before
        return "\n".join(found)

    assert f"label {one.key} leaves the page" in with_line(x=-5.0)
    assert f"leader {one.key} runs into label {one.key}" in with_line(x=one.left - 24)
    assert f"label {one.key} touches label {other.key}" in with_line(y=before.y + other.top - one.top)
    last = max(n for n, line in enumerate(sheet.page.lines) if line.key == one.key)
    lost = sheet.page.lines.pop(last)
    assert any(f"label {one.key} says" in fault for fault in faults(chart, 72))
    sheet.page.lines.insert(last, lost)
    sheet.panels[0].lanes[0].labels.remove(one)
    assert f"{one.key} has no label" in faults(chart, 72)


def test_every_mark_stands_at_its_date(main_chart: Chart) -> None:
    """Measured on the drawing itself, against the years written down its side."""
    (sheet,), (figure,) = main_chart.layout.sheets, main_chart.figures
    years = {
        int(line.text): line.y - YEAR * ASCENT / 2 for line in sheet.page.lines if not line.key and line.text.isdigit()
    }

    def place(day: date) -> float:
        begin, days = date(day.year, 1, 1), 365 + (day.year % 4 == 0)
        length = years[1950] - years[1949] if days == 365 else years[1953] - years[1952]
        return years[day.year] + (day - begin).days / days * length

    marks = {mark.key: mark for mark in drawn(figure, 72).marks}
    for key, text in main_chart.table["date"].items():
        when, mark = parse(text), marks[str(key)]
        first, last = when.first or date(1949, 1, 1), when.last or date(1955, 12, 31)
        top, bottom = place(first), place(last) + (last > first) * (years[1950] - years[1949]) / 365
        assert (mark.top + mark.bottom) / 2 == pytest.approx((top + bottom) / 2, abs=0.5), key
        if bottom - top > 9:
            assert mark.top == pytest.approx(top, abs=0.5), key


def test_labels_keep_the_order_of_their_marks(main_chart: Chart) -> None:
    for lane in main_chart.layout.sheets[0].panels[0].lanes:
        tops = {label.key: label.top for label in lane.labels}
        anchors = {mark.key: mark.anchor for mark in lane.marks}
        assert sorted(tops, key=lambda key: tops[key]) == sorted(tops, key=lambda key: (anchors[key], tops[key]))


def test_labels_stand_near_their_dates(main_chart: Chart) -> None:
    moved = []
    for lane in main_chart.layout.sheets[0].panels[0].lanes:
        anchors = {mark.key: mark.anchor for mark in lane.marks}
        moved += [abs(label.top + HALF_LINE - anchors[label.key]) for label in lane.labels]
    assert len(moved) == len(main_chart.table)
    assert np.mean(moved) <= 15
    assert max(moved) <= 40


def test_the_main_chart_shows_every_event_of_weight_one_and_no_other(case: Case, main_chart: Chart) -> None:
    assert set(main_chart.table.index) == set(case.events.index[case.events["weight"] == 1])
    assert 35 <= len(main_chart.table) <= 45
    assert len(main_chart.figures) == 1


def test_shuffled_rows_give_the_same_picture(case: Case, main_chart: Chart, tmp_path: Path) -> None:
    shuffled = chronology(replace(case, events=case.events.sample(frac=1, random_state=7)))
    (one,), (other,) = main_chart.save(tmp_path / "one.svg"), shuffled.save(tmp_path / "other.svg")
    assert one.read_bytes() == other.read_bytes()
    assert (main_chart.alt, main_chart.sentence) == (shuffled.alt, shuffled.sentence)
    pd.testing.assert_frame_equal(main_chart.table, shuffled.table)


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
    assert "public" not in chart.table
    assert faults(chart, 72) == []


def test_one_event_and_an_empty_label_still_draw() -> None:
    chart = chronology(pd.DataFrame({"label": [""], "date": ["1801-05-01"], "lane": ["village"]}))
    assert faults(chart, 72) == []
    assert chart.sentence == "1 event, 1 May 1801: 1 exact day."


def test_a_word_wider_than_its_column_is_broken_and_stays_whole() -> None:
    word = "Nordatlantikvertragsorganisationsbeitrittsverhandlungen"
    rows = [(f"{word} {n}", 1950 + n, f"lane {n}") for n in range(5)]
    chart = chronology(pd.DataFrame(rows, columns=["label", "date", "lane"]))
    assert faults(chart, 72, 300) == []


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (
            pd.DataFrame({"label": ["x"], "date": ["1801"]}),
            "needs the column “lane”; the columns of this table are: label",
        ),
        (
            pd.DataFrame({"label": ["x"], "date": ["1801"], "lane": [None]}),
            r"^Row 2 \(the header is row 1\), “x”, has no lane",
        ),
        (pd.DataFrame({"label": [], "date": [], "lane": []}), "the table is empty"),
        (
            pd.DataFrame({"label": ["x"], "date": ["31/03/1954"], "lane": ["a"]}),
            r"Row 2 \(the header is row 1\), “x”: .*write 1954-03-31",
        ),
        (pd.DataFrame({"label": ["x"], "date": [1954.5], "lane": ["a"]}), "Row 2 .*, “x”: 1954.5 cannot be read"),
        (1954, "from a case, a table of events .a DataFrame. or the name of a CSV file, not from 1954"),
        ("nowhere.csv", "There is no file “nowhere.csv”, neither in the folder of this notebook nor beside"),
        ("table.xlsx", "is a workbook: open it in its spreadsheet and save the table as “CSV UTF-8”"),
        (pd.DataFrame({"label;date;lane": ["x;1801;a"]}), r"semicolons between the cells: read it with sep=';'"),
        (pd.DataFrame({"label": ["x"], "dates": ["1801"], "lane": ["a"]}), r"rename “dates” to it, if that is meant"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_told_why(table: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        chronology(table)


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"since": "1801", "until": "1802"}, "No event lies between 1801 and 1802"),
        ({"lanes": ["USSR", "Mars"]}, r"“Mars”.*the lanes are"),
        ({"since": "1955", "until": "1949"}, r"since \(1955\) comes after until \(1949\): give the earlier one"),
        ({"lanes": "Later retelling"}, "the nearest is “later retellings”"),
        ({"since": "spring"}, "since: 'spring' cannot be read"),
        ({"scale": {"1066": 2}}, "names a year of the picture and a factor or a panel.*it cannot be {'1066': 2}"),
        ({"scale": {"1954": 0}}, "names a year of the picture"),
        ({"scale": {"1954": True}}, "names a year of the picture"),
        ({"scale": {"1954": "large"}}, "names a year of the picture"),
        ({"scale": {"spring": 2}}, "names a year of the picture"),
        ({"scale": {"1954": 2, "1954-03": 4}}, "overlap: name each day once"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(case: Case, asked: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        chronology(case, **asked)


def test_lanes_are_named_as_the_picture_writes_them(case: Case) -> None:
    asked = ["Later retellings", " USSR"]
    assert set(chronology(case, lanes=asked).table["lane"]) == {"later retellings", "USSR"}


def test_columns_are_found_however_their_names_are_typed() -> None:
    table = pd.DataFrame({" Label": ["x"], "DATE ": ["1801"], "Lane": ["a"], "Known on": ["1802"]})
    chart = chronology(table)
    assert chart.table["public"].to_list() == ["1802"]
    assert list(table.columns) == [" Label", "DATE ", "Lane", "Known on"]


LIST = "Label;Date;Lane;;\r\nFirst “letter”;1914-08-01;home;;\r\nReply;1914-08~;front;;\r\n;;;;\r\nLeave;1915;home\r\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_a_table_that_a_spreadsheet_saved_is_drawn_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, separator: str, letters: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_bytes(LIST.replace(";", separator).encode(letters))
    chart = chronology("list.csv")
    assert chart.table["label"].to_list() == ["First “letter”", "Reply", "Leave"]
    assert chart.sentence.startswith("3 events, first 1 August 1914, last 1915")
    assert (chronology(tmp_path / "list.csv").table == chart.table).all(axis=None)


@pytest.mark.parametrize(
    ("slip", "fault"),
    [
        (("1915;home", "31/12/1915;home"), "^Row 5 of list.csv, “Leave”: .*write 1915-12-31"),
        (("Leave;1915;home", "Leave;1915;home;Mars;x;y"), "^Row 5 of list.csv has 6 cells where row 1 has 3"),
        (("Leave", '"Leave'), "^Row 5 of list.csv has a quotation mark that opens a cell"),
        (("Lane", "Column"), "needs the column “lane”"),
    ],
)
def test_a_slip_in_a_saved_table_is_named_with_its_row(tmp_path: Path, slip: tuple[str, str], fault: str) -> None:
    (tmp_path / "list.csv").write_text(LIST.replace(*slip), encoding="utf-8", newline="")
    with pytest.raises(Slip, match=fault):
        chronology(tmp_path / "list.csv")


def test_ids_of_a_saved_table_name_its_events(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,label,date,lane\nE7,x,1914,a\n", encoding="utf-8")
    assert chronology(tmp_path / "list.csv").table.index.to_list() == ["E7"]


def test_labels_that_cannot_fit_say_what_to_change() -> None:
    crowd = pd.DataFrame({"label": [f"Event {n}" for n in range(99)], "date": ["1954-03-31"] * 99, "lane": ["a"] * 99})
    with pytest.raises(
        LayoutError, match=r"lane “a” has too many marks side by side: .*divide the lane, or leave events out"
    ):
        chronology(crowd)
    tall = pd.DataFrame({"label": ["A word " * 80] * 20, "date": ["1954-03-31"] * 20, "lane": ["a"] * 20})
    with pytest.raises(LayoutError, match=r"lane “a” cannot hold its labels of 31 March 1954"):
        chronology(tall)
    lanes = pd.DataFrame({"label": ["Event"] * 14, "date": [1954] * 14, "lane": [f"column {n}" for n in range(14)]})
    with pytest.raises(LayoutError, match=r"not wide enough for 14 lanes .*name fewer with lanes="):
        chronology(lanes)


def test_hundreds_of_events_run_over_pages_and_lose_nothing() -> None:
    table = pd.concat([some_events(seed, 50) for seed in range(8)], ignore_index=True)
    chart = chronology(table)
    assert len(table) > 400
    assert 4 <= len(chart.figures) <= 20
    assert faults(chart, 100) == []
    for number, sheet in enumerate(chart.layout.sheets, 1):
        assert sheet.subtitle.startswith(f"Page {number} of {len(chart.figures)}: ")
    assert f"{len(chart.figures)} pages: " in chart.sentence


def test_pages_of_events_that_are_spread_out_have_one_scale() -> None:
    table = pd.concat([some_events(seed, 50) for seed in range(8)], ignore_index=True)
    chart = chronology(table[table["date"].str.len() == 10])
    assert 4 <= len(chart.figures) <= 8
    assert {sheet.scales[0] for sheet in chart.layout.sheets} == {1.0}


def test_a_crowded_year_among_empty_ones_gets_pages_of_its_own() -> None:
    rows = [(f"Event number {n} of the year", f"1954-{n % 12 + 1:02}-{n % 28 + 1:02}", "ab"[n % 2]) for n in range(150)]
    rows += [(f"Jubilee {year}", year, "a") for year in range(1900, 1954)]
    chart = chronology(pd.DataFrame(rows, columns=["label", "date", "lane"]))
    windows = [sheet.panels[0].axis.window for sheet in chart.layout.sheets]
    assert windows[0].first.year == 1900
    assert windows[-1].last == date(1954, 12, 31)
    assert len(windows) <= 6
    assert max(sheet.scales[0] for sheet in chart.layout.sheets) > 10
    assert "times the smallest scale" in chart.layout.sheets[-1].subtitle
    assert faults(chart, 72) == []


def test_lanes_keep_their_colour_when_others_are_left_out(case: Case) -> None:
    chart = chronology(case, lanes=["Germany"])
    assert set(chart.table["lane"]) == {"Germany"}
    colours = {line.colour for line in chart.layout.sheets[0].page.lines if line.text == "Germany"}
    assert colours == {COLOURS[case.about["lanes"].index("Germany")]}
    assert chronology(case, lanes="Germany").sentence == chart.sentence


def test_a_change_of_scale_is_marked_four_ways(case: Case) -> None:
    plain, large = chronology(case), chronology(case, scale={"1954": 3})
    start, end = date(1954, 1, 1), date(1955, 1, 1)
    (axis, wide) = (chart.layout.sheets[0].panels[0].axis for chart in (plain, large))
    assert wide.place(end) - wide.place(start) > 2 * (axis.place(end) - axis.place(start))
    (figure,) = large.figures
    breaks = [
        path for _, path, _ in drawn(figure, 72).paths if len(path) == 1 and 0 < path[0][0][1] - path[0][1][1] < 5
    ]
    at = {round(np.mean([y for _, y in path[0]])) for path in breaks}
    assert all(any(abs(place - y) <= 3 for y in at) for place in (wide.place(start), wide.place(end))), "broken axis"
    grounds = [piece for piece in figure.get_children() if getattr(piece, "keys", "") == ["ground 1954"]]
    assert [piece.get_facecolor()[:3] for piece in grounds] == [
        tuple(int(BAND[n : n + 2], 16) / 255 for n in (1, 3, 5))
    ]
    assert {"scale", "×3"} <= set(written(large)), "words on the axis"
    assert "1954 is drawn at 3 times the scale" in " ".join(written(large)), "words under the title"
    assert "1954 is drawn at 3 times the scale" in large.sentence
    assert "1954 is drawn at 3 times the scale" in large.alt
    assert faults(large, 72) == []


def test_a_crowded_year_is_drawn_again_beside_the_whole(case: Case) -> None:
    chart = chronology(case, lanes=["USSR", "Western powers"], scale={"1954": "panel"})
    (sheet,) = chart.layout.sheets
    whole, year = sheet.panels
    assert year.left > whole.right
    assert year.axis.window.words == "1954"
    in_1954 = {key for key, text in chart.table["date"].items() if text.startswith("1954")}
    named = [{label.key for lane in panel.lanes for label in lane.labels} for panel in sheet.panels]
    assert named == [set(chart.table.index) - in_1954, in_1954]
    assert in_1954 <= {mark.key for lane in whole.lanes for mark in lane.marks}, "the whole keeps the marks"
    assert "beside it 1954 is drawn at" in sheet.subtitle
    assert "1954 is drawn again at" in chart.sentence
    assert faults(chart, 100) == []


def test_a_year_that_has_no_room_beside_the_whole_gets_a_page(case: Case) -> None:
    chart = chronology(case.events, scale={"1954": "panel"})
    assert len(chart.figures) > 1
    assert "see" in written(chart)
    assert faults(chart, 72) == []


def test_time_runs_evenly_down_the_page() -> None:
    axis = TimeAxis(Window(date(1949, 1, 1), date(1950, 12, 31)), 0, 730)
    assert axis.place(date(1949, 1, 1)) == 0
    assert axis.place(date(1949, 1, 2)) == pytest.approx(1)
    assert axis.place(date(1950, 7, 1)) == pytest.approx(546)
    assert axis.place(date(2000, 1, 1)) == 730
    assert [words for _, words, _ in axis.ticks()][:3] == ["1949", "Feb", "Mar"]


def test_an_enlarged_time_takes_its_share_of_the_page() -> None:
    window = Window(date(1949, 1, 1), date(1950, 12, 31))
    axis = TimeAxis(window, 0, 1460, read_scale({"1950": 3}, window))
    assert axis.place(date(1950, 1, 1)) == pytest.approx(365)
    assert axis.place(date(1950, 1, 2)) - axis.place(date(1950, 1, 1)) == pytest.approx(3)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("1954-03-31", "day", "exact day"),
        ("1952-08-25?", "day perhaps", "day, perhaps"),
        ("1949-04-14~", "day about", "day, about"),
        ("1949-04-14%", "day perhaps about", "day, perhaps about"),
        ("1954-01-25/1954-02-18", "interval", "from – to"),
        ("1952-08-21~/1952-08-31~", "interval about", "from – to, about"),
        ("1949-04-04/..", "open end", "still going on"),
        ("1949/", "unknown end", "end unknown"),
        ("../1949", "open start", "start left open"),
        ("/1949", "unknown start", "start unknown"),
        ("1951", "month or year", "month or year only"),
        ("1952-06", "month or year", "month or year only"),
        ("1952-06~", "month or year about", "month or year, about"),
        ("[1951-02-16,1951-02-17]", "one of", "sources disagree"),
        ("[1951,1952?]", "one of", "sources disagree"),
    ],
)
def test_every_kind_of_date_has_its_mark(text: str, kind: str, words: str) -> None:
    assert kind_of(parse(text)) == kind
    assert KINDS[kind] == words


def some_kinds() -> pd.DataFrame:
    doubts = {"": "", "about": "~", "perhaps": "?", "perhaps about": "%"}
    shapes = {"day": "1954-05-05{}", "month or year": "1954-05{}", "interval": "1954-03{}/1954-09"}
    shapes |= {"one of": "[1954,1955]", "open end": "1954{}/..", "unknown end": "1954{}/"}
    shapes |= {"open start": "../1954{}", "unknown start": "/1954{}"}
    dates = [shapes[look_of(kind)[0]].format(doubts[look_of(kind)[1]]) for kind in KINDS]
    rows = [(kind, text, f"lane {n % 3}") for n, (kind, text) in enumerate(zip(KINDS, dates, strict=True))]
    return pd.DataFrame(rows, columns=["label", "date", "lane"], index=list(KINDS))


def test_no_two_kinds_of_date_look_alike_even_in_grey() -> None:
    """Cut every mark out of the key, in black, and compare the pictures."""
    chart = chronology(some_kinds(), since="1953-06", until="1955")
    assert faults(chart, 72) == []
    assert list(chart.table.loc[list(KINDS), "kind of date"]) == list(KINDS.values())
    looks = {}
    for figure in chart.figures[:1]:
        figure.set_dpi(144)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())[..., :3].mean(axis=2)
        for mark in drawn(figure, 72).marks:
            if mark.key.startswith("key "):
                x, y = mark.left + mark.right, mark.top + mark.bottom
                looks[mark.key] = pixels[round(y) - 18 : round(y) + 18, round(x) - 8 : round(x) + 8]
    assert len(looks) == len(KINDS) + (CUT in written(chart))
    for one in looks:
        for other in looks:
            if one < other:
                assert np.abs(looks[one] - looks[other]).sum() > 255 * 4, f"{one} looks like {other}"


def test_the_day_on_which_something_became_public_stands_apart(case: Case) -> None:
    rows = {
        "later": ("1954-03-31", "1954-04-01", "1 Apr"),
        "another year": ("1954-03-31", "1955-04~", "about Apr 1955"),
        "the same day": ("1954-03-31", "1954-03-31", None),
        "within the time": ("1954-03", "1954-03-20", None),
        "secret": ("1954-03-31", "", None),
    }
    table = pd.DataFrame(
        [(k, d, "a", p) for k, (d, p, _) in rows.items()], columns=["label", "date", "lane", "known_on"]
    )
    table.index = list(rows)
    chart = chronology(table)
    lines = chart.layout.sheets[0].page.lines
    signs = {mark.key.removeprefix("public ") for mark in drawn(chart.figures[0], 72).marks if "public " in mark.key}
    for key, (*_, said) in rows.items():
        later = [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in lines if line.key == key]
        assert (key in signs) == (said is not None), key
        assert said is None or said in later, key
    assert chart.table.loc["later", "public"] == "1 April 1954"
    assert PUBLIC in written(chart)
    assert PUBLIC not in written(chronology(table.drop(columns="known_on")))
    assert chronology(case).table.loc["E47", "public"] == case.events.loc["E47", "known_note"]


def test_rival_days_get_the_mark_of_disagreement(main_chart: Chart) -> None:
    assert main_chart.table.loc["E61", "kind of date"] == KINDS["one of"]
    assert main_chart.table.loc["E61", "when"] == "30 or 31 August 1954"
    assert main_chart.table.loc["E37", "kind of date"] == KINDS["day perhaps"]


def test_the_key_explains_every_mark_used(main_chart: Chart) -> None:
    assert set(main_chart.table["kind of date"]) <= set(written(main_chart))
    long = pd.DataFrame({"label": ["Pact", "x"], "date": ["1949/1960", "1951"], "lane": ["a", "a"]})
    assert CUT in written(chronology(long, since=1950, until=1952))
    many = pd.concat(
        [pd.DataFrame({"label": ["Pact"], "date": ["1945/1955"], "lane": ["Lane A"]}), some_events(3, 56)] * 2
    )
    chart = chronology(many)
    assert len(chart.figures) > 1
    assert AGAIN in written(chart)
    assert "…" in "".join(line.text for line in chart.layout.sheets[1].page.lines if line.key == "0")


def test_no_text_is_small(main_chart: Chart) -> None:
    assert min(line.size for line in main_chart.layout.sheets[0].page.lines) >= SMALLEST >= 7
    assert all(line.size >= 8 for line in main_chart.layout.sheets[0].page.lines if line.key)


def test_colours_stay_apart_from_paper_for_every_eye(case: Case) -> None:
    """Every colour drawn, as it is, in grey and as a reader without green cones sees it."""
    chart = chronology(case, scale={"1954": 3})
    texts = {line.colour for line in chart.layout.sheets[0].page.lines}
    assert set(COLOURS[: len(set(case.events["lane"]))]) <= texts
    for see in (lambda colour: colour, grey, without_green):
        for ground in (PAPER, BAND):
            for colour in texts | set(COLOURS):
                assert contrast(see(colour), see(ground)) >= 4.5, f"{colour} on {ground}"


def grey(colour: str) -> str:
    return "#" + 3 * f"{round(np.dot(linear(colour), [0.2126, 0.7152, 0.0722]) ** (1 / 2.2) * 255):02x}"


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def without_green(colour: str) -> str:
    """Simulate deuteranopia as Machado, Oliveira and Fernandes (2009) do, at full severity."""
    matrix = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    seen = np.clip(np.array(matrix) @ linear(colour), 0, 1)
    encoded = np.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(part * 255):02x}" for part in encoded)


def test_the_benchmark_counts_what_overlaps_and_what_leaves_the_page() -> None:
    chart = ours(events(30))
    assert overlaps(boxes_of_texts(*Labels(chart).floor())) > 5
    assert sum(map(overlaps, boxes_of_pages(chart))) == 0
    assert overlaps([(0, 0, 2, 2), (1, 1, 3, 3), (2, 0, 4, 2)]) == 2
    assert outside([(0, 0, 2, 2), (-1, 0, 2, 2), (8, 0, 11, 2)], 10, 10) == 2


def test_years_as_numbers_and_days_of_pandas_are_read() -> None:
    years = pd.DataFrame({"label": ["a", "b"], "date": [1954, 1955], "lane": ["x", "x"]})
    assert list(chronology(years).table["date"]) == ["1954", "1955"]
    assert list(chronology(years.assign(date=[1954.0, 1955.0])).table["date"]) == ["1954", "1955"]
    days = years.assign(date=pd.to_datetime(["1954-03-31", "1955-05-14"]))
    assert list(chronology(days).table["date"]) == ["1954-03-31", "1955-05-14"]
    months = years.assign(date=pd.PeriodIndex(["1954-03", "1955-05"], freq="M"))
    assert list(chronology(months).table["date"]) == ["1954-03", "1955-05"]
    mixed = years.assign(date=[date(1954, 3, 31), np.datetime64("1955-05-14")])
    assert list(chronology(mixed).table["date"]) == ["1954-03-31", "1955-05-14"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA, "  "])
def test_a_row_without_a_date_is_named(missing: object) -> None:
    events = pd.DataFrame({"label": ["a", "b"], "date": ["1954", missing], "lane": ["x", "x"]}, index=["E1", "E2"])
    with pytest.raises(ValueError, match="Row E2, “b”, has no date that can be read"):
        chronology(events)


def test_ids_that_occur_twice_are_told_apart() -> None:
    table = pd.DataFrame({"label": ["a", "b"], "date": [1954, 1955], "lane": ["x", "x"]}, index=["E1", "E1"])
    assert list(chronology(table).table.index) == ["E1", "E1 (2)"]
