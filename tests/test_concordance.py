"""Does a search by words find every place that we hold, once, with its neighbours, and promise no more than that?"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers import Case, CaseError, find_words, open_case
from helpers.concordance import HEADS


def rows(case: Case, *words: str) -> list[dict[str, str]]:
    """Give the lines of a listing by the heads of its columns."""
    lines = [line.split(" | ") for line in find_words(case, *words).text.splitlines()]
    return [dict(zip(HEADS, line, strict=True)) for line in lines[2:] if len(line) == len(HEADS)]


def test_a_word_is_found_wherever_we_hold_it_and_nowhere_else(case: Case) -> None:
    whole = re.compile(r"\bif\b", re.IGNORECASE)
    table = case.statements[case.statements["document"] != "D01"]
    elsewhere = {str(key) for key in table.index if whole.search(f"{table['exact'][key]} {table['gloss'][key]}")}
    places = sum(len(whole.findall(paragraph)) for paragraph in case.text("D01"))
    found = rows(case, "if")
    assert {row["id"] for row in found if row["document"] != "D01"} == elsewhere == {"S26", "S46"}
    assert len([row for row in found if row["document"] == "D01"]) == places
    assert [row["id"] for row in found] == ["S09", "S14", "S26", "S46"]


def test_the_words_beside_are_those_of_the_source(case: Case) -> None:
    for row in rows(case, "join", "the", "и", "di"):
        held = [*case.texts.get(row["document"], [])]
        if row["id"] in case.statements.index:
            held += [str(case.statements[column][row["id"]]) for column in ("exact", "gloss")]
        beside = [row[name].strip("… ") for name in HEADS[3:6]]
        assert any(all(part in words for part in beside) for words in held), row
        assert row["word"].casefold() in ("join", "the", "и", "di")


def test_a_place_in_a_text_is_named_by_its_statement_else_by_its_paragraph(case: Case) -> None:
    consider, conditions = rows(case, "consider")[0], rows(case, "conditions")[0]
    assert (consider["id"], consider["when"]) == ("S15", "31 March 1954")
    assert consider["whose words"] == "the document's, translated"
    assert (conditions["id"], conditions["when"], conditions["whose words"]) == ("D01 ¶2", "2010", "the document's")
    assert rows(case, "sham")[0]["when"] == "not recorded"


def test_a_gloss_is_never_taken_for_the_words_of_a_document(case: Case) -> None:
    ours = {row["id"]: row["whose words"] for row in rows(case, "ready", "asked", "готов*", "chiesto")}
    assert ours["S112"].startswith("the document's, in Russian, perhaps back-translated")
    assert [row["whose words"] for row in rows(case, "ready to consider")] == ["our gloss of the Russian"]
    assert [row["whose words"] for row in rows(case, "chiesto")] == ["the document's, in Italian"]
    assert "our gloss of the Italian" in {row["whose words"] for row in rows(case, "asked") if row["id"] == "S69"}


def test_capitals_endings_marks_and_spaces_are_understood(case: Case) -> None:
    assert rows(case, " IF ") == rows(case, "if")
    assert {row["word"] for row in rows(case, "appl*")} == {"applied", "apply", "applying", "application"}
    assert [row["id"] for row in rows(case, "prepared  to")] == ["S15", "S64"]
    assert rows(case, "stalin's") == rows(case, "Stalin’s") != []
    assert rows(case, "a.b", "(", "*x") == []


def test_the_same_place_stands_once_and_in_the_order_of_the_words_asked(case: Case) -> None:
    assert rows(case, "consider", "consider*", "consider") == rows(case, "consider")
    assert rows(case, "sham", "if") == rows(case, "sham") + rows(case, "if")


def test_a_long_line_is_cut_at_a_word(case: Case) -> None:
    row = rows(case, "consider")[0]
    assert row["words before"].startswith("… In view of this")
    assert row["words after"].endswith("the question …")


def test_a_word_that_is_not_found_is_told_with_one_like_it(case: Case) -> None:
    text = find_words(case, "aply").text
    assert "“aply” was not found; a word like it is “apply”." in text
    assert not rows(case, "aply")
    assert "card(case" not in text
    assert "“xyzzyq” was not found.\n" in find_words(case, "xyzzyq", "if").text
    assert find_words(case, "xyzzyq").html.startswith("<p><b>Where")


@pytest.mark.parametrize("words", [(), ("",), ("  ",), ("?", "*"), ("...",)])
def test_a_search_without_a_word_is_answered_with_the_right_line(case: Case, words: tuple[str, ...]) -> None:
    with pytest.raises(CaseError, match=r'find_words\(case, "consider", "if"\)\.$'):
        find_words(case, *words)


def test_it_finds_and_says_that_it_does_not_count(case: Case) -> None:
    text = find_words(case, "NATO").text
    assert "This finds passages; it does not count them." in text
    assert "We hold the whole text of D01, and of other documents a few short words or none" in text
    assert not re.search(r"\b\d+ (places|rows|times|passages)\b", text)
    bare = replace(case, texts={})
    assert "We hold no whole text" in find_words(bare, "NATO").text
    assert "S15" in {row["id"] for row in rows(bare, "consider")}


class Cells(HTMLParser):
    """The cells of the table's rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_the_page_shows_what_the_plain_text_says_and_escapes_it(case: Case) -> None:
    table = case.statements.copy()
    table.loc["S92", "exact"] = "sham <b>application</b>"
    damaged = replace(case, statements=table)
    sheet = find_words(damaged, "sham")
    assert "<b>application</b>" not in sheet.html
    assert Cells(sheet.html.partition("</table>")[0]).rows[1] == [*rows(damaged, "sham")[0].values()]


def test_no_table_is_changed_and_another_case_works(case: Case, sound: Path) -> None:
    before = case.statements.copy()
    find_words(case, "join")
    assert case.statements.equals(before)
    assert [row["id"] for row in rows(open_case(sound), "weir")] == ["S01", "S02", "S05", "S07"]
