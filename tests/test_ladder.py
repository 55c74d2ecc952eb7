"""Does the ladder of verbs show every statement once, on its rung, at its date, and nothing on anything else?"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from helpers import Case, CaseError, Chart, wording
from helpers.ladder import EDGE, HEIGHT
from tests.drawn import drawn, faults
from tests.random_sets import sets

DATES = ["", "", "1949~", "1951", "1954-03-31", "1954-04", "1954-04-12", "1955-07-18/1955-07-23", "2001-06-16?"]


def some_statements(case: Case, seed: int) -> Case:
    """Give a case with 1 to 60 statements of the case, at random on rungs and days."""
    r = random.Random(seed)
    table = case.statements.loc[sorted(r.sample(list(case.statements.index), r.choice([1, 2, 4, 7, 10, 60])))].copy()
    days = r.sample(DATES, r.randint(1, len(DATES)))
    table["rung"] = [r.randint(1, 7) if not n else r.randint(0, 7) for n in range(len(table))]
    table["date"] = [r.choice(days) for _ in range(len(table))]
    return replace(case, statements=table)


@pytest.fixture(scope="module")
def ladder(case: Case) -> Chart:
    return wording(case)


@pytest.mark.parametrize("dpi", [72, 100, 150, 300])
def test_nothing_touches_anything_on_the_ladder(ladder: Chart, dpi: int) -> None:
    assert [fault for figure in ladder.figures for fault in faults(figure, dpi)] == []


def test_nothing_touches_anything_on_random_ladders(case: Case) -> None:
    for seed in sets(15):
        chart = wording(some_statements(case, seed))
        assert [f for figure in chart.figures for f in faults(figure, (72, 100, 150, 300)[seed % 4])] == [], (
            f"set {seed}"
        )
        assert all(figure.get_size_inches()[1] * 72 <= HEIGHT for figure in chart.figures), f"set {seed}"
        _each_mark_once(chart)


def _each_mark_once(chart: Chart) -> None:
    entries, pages = chart.layout
    levels = sorted({entry.rung for entry in entries})
    for number, figure in enumerate(chart.figures):
        marks = drawn(figure, 72).marks
        here = [entry for entry in entries if entry.page == number]
        assert len([mark for mark in marks if mark.bottom < pages[number].height - 62]) == len(here)
        for level in levels:
            tops = {round(entry.top) for entry in here if entry.rung == level}
            xs = {round((m.left + m.right) / 2) for m in marks if round((m.top + m.bottom) / 2 - 4) in tops}
            assert len(tops) == 0 or xs, f"L{level} has no mark"


def test_every_statement_of_the_ladder_is_drawn_and_no_other(case: Case, ladder: Chart) -> None:
    on = set(case.statements.index[case.statements["rung"] > 0])
    assert set(ladder.table.index) == on
    written = {line.text.split()[0] for page in ladder.layout[1] for line in page.lines if line.key and line.bold}
    assert written == on
    _each_mark_once(ladder)


def test_marks_stand_on_the_line_of_their_rung(ladder: Chart) -> None:
    entries, pages = ladder.layout
    heads = {line.text: line.x for line in pages[0].lines if line.bold and line.text[:1] == "L" and len(line.text) == 2}
    marks = drawn(ladder.figures[0], 72).marks
    for entry in entries:
        if entry.page == 0:
            near = [m for m in marks if abs((m.top + m.bottom) / 2 - entry.top - 4) < 1]
            assert [round((m.left + m.right) / 2 - heads[f"L{entry.rung}"] - 3, 3) for m in near] == [0.0]


def test_words_of_the_rungs_are_written(case: Case, ladder: Chart) -> None:
    for page in ladder.layout[1]:
        written = {line.text for line in page.lines}
        assert {str(rung["words"]) for rung in case.about["rungs"] if rung["level"]} <= written
        assert any("81 statements on L0" in line for line in written)


def test_tellings_of_the_note_are_told_from_the_rest(ladder: Chart) -> None:
    marks = ladder.table["mark"].str.split(", ").str[0]
    assert set(marks[["S15", "S64", "S69", "S68", "S100", "S63", "S86", "S107", "S22"]]) == {"square"}
    assert set(marks[["S05", "S09", "S42", "S49", "S57", "S80", "S85", "S91", "S128"]]) == {"circle"}
    assert ladder.table.loc["S05", "tells of"] == "Stalin receives Joxe, perhaps 25 August 1952"


def test_a_date_with_more_statements_than_a_page_goes_on_overleaf(case: Case) -> None:
    crowd = case.statements.copy()
    crowd[["rung", "date"]] = 4, "1954-04-12"
    chart = wording(replace(case, statements=crowd))
    labels = [line.text for page in chart.layout[1] for line in page.lines if line.text == "12 Apr 1954"]
    assert len(labels) == len(chart.figures) > 2
    assert [fault for figure in chart.figures for fault in faults(figure, 100)] == []


def test_another_event_can_be_marked(case: Case) -> None:
    marks = wording(case, about="S05").table["mark"].str.split(", ").str[0]
    assert set(marks[["S05", "S23", "S07", "S24", "S32"]]) == {"square"}
    assert marks["S15"] == "circle"


def test_doubt_and_hands_are_in_the_mark(ladder: Chart) -> None:
    assert ladder.table.loc["S05", "mark"].endswith("hollow")
    assert ladder.table.loc["S107", "mark"].endswith("hollow"), "one half of its certainty is low"
    assert ladder.table.loc["S68", "mark"].endswith("full")
    entries = {entry.key: entry.hands for entry in ladder.layout[0]}
    assert (entries["S05"], entries["S64"], entries["S102"], entries["S46"]) == ("3", "2", "0", "?")


def test_language_and_translation_are_said(ladder: Chart) -> None:
    words = {entry.key: entry.words for entry in ladder.layout[0]}
    assert words["S69"].startswith("printed 1 Apr 1954, in Italian, our gloss: has asked")
    assert words["S112"].startswith("in Russian, perhaps back-translated, our gloss:")
    assert words["S94"].startswith("back-translated: “Why not?")
    assert words["S07"].startswith("on 1952, translated: “From every indication")
    assert words["S15"].startswith("translated: ‘the Soviet government was prepared “to consider")
    assert words["S101"].endswith("(L5: suggested with a question mark; “desire”, only intimated)")


def test_weaker_and_stronger_verbs_share_a_date(ladder: Chart) -> None:
    rungs = ladder.table[ladder.table["mark"].str.startswith("square")].groupby("date")["rung"].unique()
    assert {"L4", "L7"} <= set(rungs["1954-03-31"])
    assert {"L5", "L6", "L7"} == set(rungs["1954-04-12"])
    assert "already in 1954 on L4, L5, L6 and L7" in ladder.sentence


def test_a_case_without_hops_has_a_ladder_too(case: Case) -> None:
    chart = wording(replace(case, transmission=case.transmission.iloc[:0]))
    assert set(chart.table["mark"].str.split(", ").str[0]) == {"circle"}
    assert "tell of" not in chart.sentence
    assert [fault for figure in chart.figures for fault in faults(figure, 100)] == []


def test_a_time_can_be_chosen(case: Case) -> None:
    chart = wording(case, since="1954", until="1954")
    assert list(chart.table["date"].str[:4].unique()) == ["1954"]
    assert faults(chart.figure, 100) == []
    with pytest.raises(ValueError, match="No statement of that time stands on a rung above 0"):
        wording(case, since="1801", until="1802")


def test_a_statement_that_is_not_followed_is_answered_with_those_that_are(case: Case) -> None:
    with pytest.raises(CaseError, match=r"No telling of S1 is followed.*S01.*choose one of S05, S09"):
        wording(case, about="S1")


def test_a_planted_overlap_is_seen(case: Case) -> None:
    chart = wording(case, since="1954", until="1954")
    entries, (page,) = chart.layout
    line = next(n for n, one in enumerate(page.lines) if one.key == entries[1].key)
    page.lines[line] = replace(page.lines[line], y=page.lines[line].y - 12)
    assert any("touches label" in fault for fault in faults(chart.figure, 72))
    page.lines[line] = replace(page.lines[line], x=EDGE - 12)
    assert any("leaves the page" in fault for fault in faults(chart.figure, 72))


def test_shuffled_rows_give_the_same_picture_and_the_table_is_left_alone(case: Case, ladder: Chart) -> None:
    before = case.statements.copy()
    shuffled = replace(case, statements=case.statements.sample(frac=1, random_state=3))
    other = wording(shuffled)
    assert [page.lines for page in other.layout[1]] == [page.lines for page in ladder.layout[1]]
    assert (other.sentence, other.alt) == (ladder.sentence, ladder.alt)
    assert other.table.equals(ladder.table)
    assert case.statements.equals(before)


def test_alt_and_size_of_text(ladder: Chart) -> None:
    assert len(ladder.alt) <= 250
    assert min(line.size for figure in ladder.figures for line in drawn(figure, 72).lines) >= 7
