"""Is a table shown so that it can be read: whole, with cautions under their rows, on any screen, in any order?"""

from __future__ import annotations

import re

import pandas as pd
import pytest

from helpers import Case, CaseError, card, hops, known_when, read, show, statements


def rows(html: str) -> list[str]:
    return re.findall(r"<tbody.*?</tbody>", html)


def test_a_caution_stands_under_its_row_over_the_whole_width(case: Case) -> None:
    table = known_when(case, "1954-04-02", since="1953-03")
    html = show(table, "Known").html
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)<', html)
    assert heads == ["id", "when", "label", "lane", "known", "since"]
    assert len(rows(html)) == len(table)
    for one, key in zip(rows(html), table.index, strict=True):
        assert f">{key}</th>" in one
        assert 'rowspan="2"' in one
        assert 'colspan="5"' in one
        assert "<i>caution:</i>" in one


def test_of_long_columns_the_first_stands_in_the_table(case: Case) -> None:
    table = hops(case, "S05")[["mode", "change"]].assign(second=hops(case, "S05")["change"])
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)<', show(table, "Hops").html)
    assert heads == ["id", "mode", "change"]
    assert "<i>second:</i>" in show(table, "Hops").html


def test_a_table_of_cautions_alone_is_still_a_table(case: Case) -> None:
    html = show(case.statements.loc[["S05"], ["caution"]], "Cautions").html
    assert "<i>" not in html
    assert case.statements.loc["S05", "caution"].split("(")[0].replace("'", "&#x27;") in html


def test_an_empty_caution_leaves_no_empty_line(case: Case) -> None:
    html = show(case.events.loc[["E08", "E12"], ["label", "caution"]], "Events").html
    assert "rowspan" not in rows(html)[0]
    assert "rowspan" in rows(html)[1]


def test_a_table_brings_no_colour_but_grey_lines_and_scrolls_on_a_small_screen(case: Case) -> None:
    html = show(statements(case, "D01"), "Statements").html
    assert not re.search(r"[^-]color:|background:(?!none)", html)
    assert html.startswith('<div style="overflow-x:auto')
    assert "table-layout:auto" in html, "a notebook's own style makes all columns equally wide"


def test_only_addresses_break_inside_a_word(case: Case) -> None:
    html = card(case, "D12").html + read(case, "D01").html + show(statements(case, "D01"), "x").html
    broken = re.findall(r"<[^>]*overflow-wrap:anywhere[^>]*>([^<]*)<", html)
    assert broken, "a long address makes the card wider than a page"
    assert all(words.startswith("http") for words in broken), "names are cut into letters where a column is narrow"
    assert not re.search(r"word-break|overflow-wrap:(?!anywhere)", html)


def test_one_row_is_called_one_row(case: Case) -> None:
    assert show(case.documents.head(1), "A letter", ["title"]).text.startswith("A letter (1 row)\n")


@pytest.mark.parametrize("name", ["speaker", "reported by", "reported_by", "Remove", "certainty", "form"])
def test_one_word_changes_the_order(case: Case, name: str) -> None:
    table = statements(case, "D01")
    sheet = show(table, "The statements", columns=["speaker", "words"], sort_by=name)
    column = name.replace("_", " ").casefold()
    assert sheet.text.startswith(f"The statements, sorted by {column} (22 rows)")
    order = re.findall(r"(?m)^(S\d\d) \|", sheet.text)
    assert list(table.loc[order, column]) == sorted(table[column])
    assert column in sheet.text.split("\n")[1].split(" | "), "the column that was asked for is not shown"


def test_columns_may_be_chosen_without_an_order(case: Case) -> None:
    sheet = show(statements(case, "D01"), "Words", columns=["Words", "speaker"])
    assert sheet.text.startswith("Words (22 rows)\nid | words | speaker\nS01 | Did Stalin")


def test_rows_that_are_alike_stay_in_their_order(case: Case) -> None:
    order = re.findall(r"(?m)^(S\d\d) \|", show(statements(case, "D01"), "x", sort_by="speaker").text)
    article = [key for key in order if case.statements.loc[key, "speaker"] == "B31"]
    assert article == sorted(article)


@pytest.mark.parametrize("way", [{"sort_by": "speeker"}, {"columns": ["words", "speeker"]}, {"columns": "speeker"}])
def test_an_unknown_column_is_answered_with_those_there_are(case: Case, way: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(
        ValueError, match=r"no column “speeker” in this table; the nearest is “speaker”; it has: words,"
    ):
        show(statements(case, "D01"), "x", **way)
    with pytest.raises(CaseError, match=r"no column “zzz” in this table; it has: words, paragraph, speaker"):
        show(statements(case, "D01"), "x", sort_by="zzz")


def test_a_row_is_shown_down_the_side(case: Case) -> None:
    sheet = show(case.puzzles.loc["P01"], "Puzzle P01")
    assert "what each says:\n  - D01 and D02" in sheet.text
    assert '<th scope="row"' in sheet.html


def test_script_in_a_table_stays_text() -> None:
    evil = "<script>alert('x')</script>"
    html = show(pd.DataFrame({evil: [evil], "caution": [evil]}, index=[evil]), evil).html
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


def test_the_table_given_is_left_alone(case: Case) -> None:
    table = statements(case, "D01")
    before = table.copy()
    show(table, "x", columns=["words"], sort_by="speaker")
    pd.testing.assert_frame_equal(table, before)
