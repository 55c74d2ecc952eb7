"""What a reader is shown of a document, its card, its statements, and what could be known: whole, escaped, cautious."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

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
