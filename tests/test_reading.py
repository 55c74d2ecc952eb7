"""Is a document shown whole and escaped, its statements marked, and are they told no firmer than is recorded?"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Case, CaseError, card, known_when, read, statements
from helpers.terms import terms_in


def changed(case: Case, table: str, key: str, column: str, value: str) -> Case:
    frame = getattr(case, table).copy()
    frame.loc[key, column] = value
    return replace(case, **{table: frame})


def test_the_article_is_shown_whole_with_every_statement_marked(case: Case) -> None:
    sheet = read(case, "D01")
    words = re.sub(r"\[S\d+\] | \[/S\d+\]", "", sheet.text)
    for number, paragraph in enumerate(case.text("D01")):
        assert f"¶{number}" in sheet.html
        assert paragraph in words, f"paragraph {number}"
    for key in case.statements.index[case.statements["document"] == "D01"]:
        assert f"[{key}]" in sheet.html
    assert "Joseph Stalin" in sheet.html
    assert "The whole text was read." in sheet.text


class Marks(HTMLParser):
    """The characters of one paragraph with the statements that mark each, and the tags in the order met."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.over: list[str] = []
        self.small = False
        self.characters: list[tuple[str, frozenset[str]]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.small = tag == "small"
        if tag == "mark":
            assert not self.over, "a mark stands in a mark"
            self.over = str(dict(attrs)["title"]).split()

    def handle_endtag(self, tag: str) -> None:
        self.small = False
        if tag == "mark":
            self.over = []

    def handle_data(self, data: str) -> None:
        if self.small:
            self.tags.append(data.strip())
        else:
            self.characters += [(character, frozenset(self.over)) for character in data]


def with_spans(case: Case, paragraph: str, spans: list[tuple[int, int]]) -> Case:
    """Put statements S01, S02 … at these places of a new first paragraph of D01."""
    rows = case.statements[case.statements["document"] == "D01"].iloc[: len(spans)].copy()
    rows["paragraph"] = 1
    for key, (start, end) in zip(rows.index, spans, strict=True):
        rows.loc[key, ["exact", "prefix", "suffix"]] = [paragraph[start:end], paragraph[:start], paragraph[end:]]
    return replace(case, statements=rows, texts={"D01": ["Title", paragraph]})


def marks(case: Case) -> Marks:
    _, _, after = read(case, "D01").html.partition("¶1</span> ")
    return Marks(after.partition("</p>")[0])


def test_statements_in_and_across_one_another_keep_their_own_ends(case: Case) -> None:
    damaged = with_spans(case, "one two three four", [(0, 13), (4, 18), (4, 7), (8, 18)])
    assert marks(damaged).tags == ["[S01]", "[S02]", "[S03]", "[/S03]", "[S04]", "[/S01]"]
    plain = "[S01] one [S02] [S03] two [/S03] [S04] three [/S01] four [/S04] [/S02]"
    assert f"¶1 {plain}\n" in read(damaged, "D01").text


@given(data=st.data())
def test_every_character_is_marked_by_the_statements_it_belongs_to(case: Case, data: st.DataObject) -> None:
    paragraph = data.draw(st.text('ab <>&"“', min_size=1, max_size=12))
    ends = st.tuples(*[st.integers(0, len(paragraph))] * 2).map(sorted).filter(lambda pair: pair[0] < pair[1])
    spans = [(start, end) for start, end in data.draw(st.lists(ends, max_size=4))]
    wanted = [
        (character, frozenset(f"S{n:02}" for n, (start, end) in enumerate(spans, 1) if start <= place < end))
        for place, character in enumerate(paragraph)
    ]
    assert marks(with_spans(case, paragraph, spans)).characters == wanted


def test_a_document_that_is_not_held_shows_its_short_words_and_says_so(case: Case) -> None:
    sheet = read(case, "D02")
    assert "We print only these words" in sheet.text
    assert case.statements.loc["S24", "exact"] in sheet.text
    assert "Our gloss, not a quotation" in sheet.text
    assert "Only the opening was read" in sheet.text


def test_a_document_without_words_says_so(case: Case) -> None:
    assert "We have no words of it that we may print." in read(case, "D03").text


def test_a_surname_alone_does_not_put_anybody_among_the_people_of_a_document(case: Case) -> None:
    people, _, names = read(case, "D43").text.partition("\nSurnames that also occur here; alone they do not say who")
    assert "Molotov" not in people.partition("People in this document")[2]
    assert "Vyacheslav Molotov" in names
    full = changed(case, "documents", "D43", "title", "A letter to Vyacheslav Molotov")
    assert "Surnames that also" not in read(full, "D43").text
    assert "Vyacheslav Molotov" in read(full, "D43").text.partition("People in this document")[2]
    made = changed(case, "documents", "D43", "creator", "Vyacheslav Molotov, minister")
    assert "Surnames that also" not in read(made, "D43").text
    assert "Molotov" in read(changed(case, "documents", "D03", "title", "For Molotov"), "D03").text.partition("also")[2]
    assert "Surnames" not in read(changed(case, "documents", "D03", "title", "Molotovists"), "D03").text


def test_script_in_a_document_stays_text(case: Case) -> None:
    evil = "<script>alert('x')</script>"
    damaged = changed(case, "documents", "D02", "title", evil)
    damaged = changed(damaged, "statements", "S24", "exact", evil)
    damaged = changed(damaged, "documents", "D02", "summary", evil)
    damaged = replace(damaged, texts={**case.texts, "D01": [evil, *case.texts["D01"][1:]]})
    for html in (read(damaged, "D02").html, card(damaged, "D02").html, read(damaged, "D01").html):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize("show", [read, statements])
def test_an_unknown_document_is_answered_with_the_nearest_if_one_is_near(case: Case, show) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CaseError, match=r"^There is no document D107; the nearest is D105\.$"):
        show(case, "D107")
    with pytest.raises(CaseError, match=r"^There is no document D1234; they run from D01 to D105\.$"):
        show(case, "D1234")
    with pytest.raises(CaseError, match=r'^S05 is a statement, not a document; open it with card\(case, "S05"\)\.$'):
        show(case, "S05")
    assert repr(show(case, "do1")) == repr(show(case, "D01"))


def test_abbreviations_beside_a_document_are_explained(case: Case) -> None:
    damaged = changed(case, "documents", "D01", "limits", "See the AVP RF and the FRUS volumes.")
    for term in ("AVP RF", "FRUS"):
        assert f"\n{term}: " not in read(case, "D01").text
        assert f"\n{term}: " in read(damaged, "D01").text.partition("Terms used here")[2]


def test_a_term_is_found_in_the_plural_and_in_capitals_and_not_in_a_longer_word(case: Case) -> None:
    assert [term for term, _ in terms_in(case.glossary, "two TELEGRAMS")] == ["Telegram"]
    assert terms_in(case.glossary, "telegrammed, hopeful, hop-picker") == []


def test_every_document_has_a_card_and_a_reading(case: Case) -> None:
    for key, row in case.documents.iterrows():
        both = card(case, str(key)).html + read(case, str(key)).html
        for address in row["url_editors"].split():
            assert address not in both, f"{key} shows {address}, which is for editors only"
        for address in row["url"].split():
            assert f'href="{address.replace("&", "&amp;")}"' in both, f"{key} does not show {address}"


def test_the_table_of_statements_speaks_in_names(case: Case) -> None:
    table = statements(case, "D01")
    assert len(table) == 22
    assert table.loc["S05", "speaker"] == "Joseph Stalin"
    assert table.loc["S05", "reported by"] == "Unknown note-taker → Nikolai V. Kochkin → The article (D01)"
    assert table.loc["S17", "paragraph"] == 3
    assert list(table["caution"]) == list(case.statements.loc[table.index, "caution"])
    assert len(statements(case)) == len(case.statements)


def test_the_table_of_statements_never_says_more_than_is_recorded(case: Case) -> None:
    table = statements(case)
    assert "paragraph" not in table
    assert table.loc["S05", "remove"] == "3?"
    assert table.loc["S57", "when"] == "about an event of 10–26 March 1954"
    assert table.loc["S20", "when"] == ""


def test_no_table_of_the_case_is_changed(case: Case) -> None:
    names = ("documents", "statements", "events", "people")
    before = {name: getattr(case, name).copy() for name in names}
    read(case, "D01"), card(case, "D12"), card(case, "H1"), statements(case), known_when(case, "1954-04-02", "USSR")
    for name in names:
        pd.testing.assert_frame_equal(getattr(case, name), before[name])
