"""What a reader is shown of a document, its card, its statements, and what could be known: whole, escaped, cautious."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Case, CaseError, card, known_when, read, statements
from helpers.dates import DateError, parse


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
    assert "We may print only these words" in sheet.text
    assert case.statements.loc["S24", "exact"] in sheet.text
    assert "Our gloss, not a quotation" in sheet.text
    assert "Only the opening was read" in sheet.text


def test_a_document_without_words_says_so(case: Case) -> None:
    assert "We have no words of it that we may print." in read(case, "D03").text


def test_script_in_a_document_stays_text(case: Case) -> None:
    evil = "<script>alert('x')</script>"
    damaged = changed(case, "documents", "D02", "title", evil)
    damaged = changed(damaged, "statements", "S24", "exact", evil)
    damaged = changed(damaged, "documents", "D02", "summary", evil)
    damaged = replace(damaged, texts={**case.texts, "D01": [evil, *case.texts["D01"][1:]]})
    for html in (read(damaged, "D02").html, card(damaged, "D02").html, read(damaged, "D01").html):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize("show", [read, card])
def test_an_unknown_document_is_answered_with_the_nearest(case: Case, show) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CaseError, match="There is no document D1; the nearest is D01"):
        show(case, "D1")


def test_every_document_has_a_card_and_a_reading(case: Case) -> None:
    for key, row in case.documents.iterrows():
        both = card(case, str(key)).html + read(case, str(key)).html
        for address in row["url_editors"].split():
            assert address not in both, f"{key} shows {address}, which is for editors only"
        for address in row["url"].split():
            assert f'href="{address.replace("&", "&amp;")}"' in both, f"{key} does not show {address}"


def test_a_card_says_what_must_be_said(case: Case) -> None:
    text = card(case, "D01").text
    assert "object of study" in text
    assert case.documents.loc["D01", "limits"] in text
    assert "2010" in text
    assert "How much was read: The document itself was not seen" in card(case, "D03").text


def test_only_addresses_break_inside_a_word(case: Case) -> None:
    html = card(case, "D12").html + read(case, "D01").html
    broken = re.findall(r"<([^>]*overflow-wrap:anywhere[^>]*)>", html)
    assert broken, "a long address makes the card wider than a page"
    assert all(tag.startswith("a ") for tag in broken), "names are cut into letters where a column is narrow"


def test_an_empty_answer_on_a_card_reads_not_recorded(case: Case) -> None:
    damaged = changed(changed(case, "documents", "D12", "witness", ""), "documents", "D12", "witness_note", "")
    assert "What kind of witness: not recorded" in card(damaged, "D12").text


def test_an_address_that_is_not_of_the_web_is_no_link(case: Case) -> None:
    assert "<a " not in card(changed(case, "documents", "D12", "url", "javascript:alert(1)"), "D12").html


def test_the_table_of_statements_speaks_in_names(case: Case) -> None:
    table = statements(case, "D01")
    assert len(table) == 22
    assert table.loc["S05", "speaker"] == "Joseph Stalin"
    assert table.loc["S05", "reported by"] == "Unknown note-taker → Nikolai V. Kochkin → The article (D01)"
    assert table.loc["S17", "paragraph"] == 3
    assert list(table["caution"]) == list(case.statements.loc[table.index, "caution"])
    assert len(statements(case)) == len(case.statements)
    with pytest.raises(CaseError, match="nearest"):
        statements(case, "D1")


def test_the_table_of_statements_never_says_more_than_is_recorded(case: Case) -> None:
    table = statements(case)
    assert "paragraph" not in table
    assert table.loc["S05", "remove"] == "3?"
    assert table.loc["S57", "when"] == "about an event of 10–26 March 1954"
    assert table.loc["S20", "when"] == ""


def test_nothing_later_than_the_day_is_listed(case: Case) -> None:
    table = known_when(case, "1954-04-02")
    starts = [parse(case.events.loc[key, "date"]).first for key in table.index]
    assert all(str(start) <= "1954-04-02" for start in starts)
    assert "E57" not in table.index
    assert starts == sorted(starts)


def test_the_note_is_public_and_the_drafts_are_not(case: Case) -> None:
    public, soviet = known_when(case, "1954-04-02"), known_when(case, "1954-04-02", "USSR")
    assert public.loc["E48", "known"] == "public"
    for draft in ("E44", "E45", "E46", "E47"):
        assert public.loc[draft, "known"] == "secret or not recorded"
        assert soviet.loc[draft, "known"] == "told at the time"
    assert known_when(case, "1954-03-31").loc["E48", "known"] == "secret or not recorded"


def test_a_side_is_told_only_what_is_recorded_as_told_to_it(case: Case) -> None:
    # notes about Germany stand in its lane, but nothing says that Germany was shown them
    germany = known_when(case, "1952-06-01", "Germany")
    assert case.events.loc["E25", "lane"] == "Germany"
    assert germany.loc["E25", "known"] == "secret or not recorded"
    assert known_when(case, "1952-06-01", "USSR").loc["E25", "known"] == "told at the time"


def test_a_side_is_not_told_before_the_last_possible_day(case: Case) -> None:
    assert known_when(case, "1951-06-21", "USSR").loc["E21", "known"] == "secret or not recorded"
    assert known_when(case, "1951-06-22", "USSR").loc["E21", "known"] == "told at the time"


def test_since_leaves_out_what_was_over(case: Case) -> None:
    table = known_when(case, "1954-04-02", since="1954")
    assert "E40" not in table.index
    assert "E48" in table.index
    assert len(table) < len(known_when(case, "1954-04-02"))


def test_a_month_known_on_is_only_perhaps_public_within_it(case: Case) -> None:
    assert known_when(case, "1953-03-10").loc["E40", "known"] == "perhaps public"
    assert known_when(case, "1953-04-01").loc["E40", "known"] == "public"


@pytest.mark.parametrize(("day", "side", "error", "words"), [
    ("1954-04-02", "Mars", ValueError, "There is no side “Mars”; use one of: public, USSR"),
    ("1954-04", None, ValueError, "not one day"),
    ("1954-02-30", None, DateError, "cannot be read"),
])  # fmt: skip
def test_slips_get_one_sentence(case: Case, day: str, side: str | None, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        known_when(case, day, side)


def test_no_table_of_the_case_is_changed(case: Case) -> None:
    names = ("documents", "statements", "events", "people")
    before = {name: getattr(case, name).copy() for name in names}
    read(case, "D01"), card(case, "D12"), statements(case), known_when(case, "1954-04-02", "USSR")
    for name in names:
        pd.testing.assert_frame_equal(getattr(case, name), before[name])
