"""A student's row beside the case's own: nobody is marked, nothing is told too early, and no slip raises."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Case, CaseError, disputed, explanations, judgements, second_reading, silences, together
from helpers.double_reading import WORDS
from helpers.exercises import examine
from helpers.judgement_table import SILENCES, homes
from helpers.tables import natural


def lines(case: Case, document: str, mine: object) -> list[str]:
    return second_reading(case, document, mine).text.splitlines()  # type: ignore[arg-type]


def test_the_same_word_agrees_and_another_differs_with_our_reason_and_statement(case: Case) -> None:
    _, agreed, differ, counted, asked, *_ = lines(case, "D02", {"C4": "supports", "C5": "supports"})
    assert " | supports | supports | we agree | " in agreed
    assert " | supports | contradicts | we differ | The Russian reports the reverse (P02). S24: это не было" in differ
    assert "our gloss: it was not mere irony" in differ
    assert "How sure: high that the Russian says so" in differ
    assert "Caution: Opposite of S07 (P02)." in differ
    assert counted == "We agree on C4; we differ on C5."
    assert "nobody is wrong yet" in asked


def test_a_word_on_a_whole_document_comes_with_its_limits(case: Case) -> None:
    assert "Limits: The substance of the talk falls after the part read." in lines(case, "D30", {"C4": "open"})[1]
    documents = case.documents.copy()
    documents.loc["D30", "limits"] = ""
    assert "Limits" not in lines(replace(case, documents=documents), "D30", {"C4": "open"})[1]


def test_where_we_have_two_words_one_of_them_agrees_in_part(case: Case) -> None:
    row, counted = lines(case, "D01", {"C15": "supports"})[1:3]
    assert " | supports | supports and qualifies | we agree in part | " in row
    assert counted == "We agree in part on C15."


def test_where_we_have_no_word_the_students_stands_alone(case: Case) -> None:
    row, counted = lines(case, "D20", {"C4": "qualifies"})[1:3]
    assert " | qualifies | none | yours alone | We have no word on this pair." in row
    assert counted == "Only you on C4."
    assert "The claim itself stands here (S09)." in lines(case, "D01", {"C6": "supports"})[1]


def test_nothing_of_ours_is_told_before_the_student_has_a_word(case: Case) -> None:
    ours = case.judgements[homes(case) == "D02"]
    empty = second_reading(case, "D02", dict.fromkeys(ours["claim"], ...))
    partly = second_reading(case, "D02", {"C4": "supports", "C5": ...})
    assert empty.text.splitlines()[1].startswith("Your row of D02 is waiting")
    for reason in {*ours["reason"]} - {*ours["reason"][ours["claim"] == "C4"]}:
        for sheet in (empty, partly):
            assert reason not in sheet.text + sheet.html
    assert "Still empty: C5. An empty cell never says “no”." in partly.text
    assert "On D02 we also have a word for C2, C3, C6, C12, C15." in partly.text


def test_a_row_is_never_called_wrong(case: Case) -> None:
    for document in ("D01", "D02", "D30", "D39", "D40", "D100"):
        for word in WORDS:
            text = second_reading(case, document, dict.fromkeys(case.claims.index, word)).text
            told = re.sub(r"(?s).*\n(We agree|We differ|Only you)", r"\1", text)
            assert not re.search(r"\b(wrong|right|correct|mistake|false|should)\b", told.replace("nobody is wrong", ""))


def test_a_silence_of_a_document_not_read_whole_is_asked_about_unless_we_say_so_too(case: Case) -> None:
    asked = "Silence on C4, or not searched? Only the opening was read"
    assert asked in second_reading(case, "D30", {"C4": "silent though expected"}).text
    assert "or not searched?" not in second_reading(case, "D30", {"C4": "not searched"}).text
    assert "or not searched?" not in second_reading(case, "D97", {"C14": "silent as expected"}).text
    assert "or not searched?" not in second_reading(case, "D100", {"C4": "silent as expected"}).text


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        ({"C99": "open"}, "There is no claim “C99”; the nearest is C16."),
        ({"": "open"}, "There is no claim “”."),
        ({"D02": "open"}, "There is no claim “D02”"),
        ({"C5": "contradict"}, "C5: “contradict” is none of the words contradicts, "),
        ({"C5": "contradict"}, "or not searched: the nearest is contradicts."),
        ({"C5": "no"}, "a document that says nothing has not said “no”."),
        ({"C5": "silent"}, "say which silence it is, or that nobody has searched."),
        ({"C5": "xyzzy"}, "choose the nearest."),
        ({"C5": ["open"]}, "C5: “['open']” is none of the words"),
        ("C5 open", "Write a row between braces"),
        (..., "Write a row between braces"),
    ],
)
def test_a_slip_is_one_sentence_and_the_rest_is_read_all_the_same(case: Case, mine: object, told: str) -> None:
    found = [line for line in lines(case, "D02", mine) if told in line]
    assert len(found) == 1
    assert found[0].count(". ") == 0
    if isinstance(mine, dict):
        both = second_reading(case, "D02", {**mine, "C4": "supports"}).text
        assert told in both
        assert "We agree on C4." in both


def test_words_and_claims_are_read_as_they_are_typed(case: Case) -> None:
    for key, word in (("c5", "Contradicts"), (" C5 ", " contradicts. "), ("C5", np.str_("contradicts"))):
        assert "We agree on C5." in second_reading(case, "D02", {key: word}).text
    for nothing in (..., None, "", " ", "...", "…"):
        assert "is waiting" in second_reading(case, "D02", {"C5": nothing}).text


def test_silent_alone_is_a_word_for_an_explanation_only(case: Case) -> None:
    assert "We agree on H2." in second_reading(case, "D01", {"H2": "silent"}).text.replace("in part ", "")
    assert "none of the words" in second_reading(case, "D01", {"C2": "silent"}).text


def test_an_unknown_document_is_answered_with_the_nearest(case: Case) -> None:
    with pytest.raises(CaseError, match=r"There is no document D999; the nearest is D99\."):
        second_reading(case, "D999", {})


@given(st.dictionaries(st.text(max_size=4) | st.sampled_from(["C4", "C5", "H1"]), st.text(max_size=12) | st.none()))
def test_no_row_whatsoever_raises_and_none_is_shown_unescaped(case: Case, mine: dict[str, object]) -> None:
    sheet = second_reading(case, "D02", {**mine, "C5": "<b>"})
    assert "&lt;b&gt;" in sheet.html
    assert "<b>" not in re.sub("<b>D02 read twice: [^<]*</b>", "", sheet.html)


def test_the_words_are_those_of_the_data(case: Case) -> None:
    used = case.judgements[case.judgements["claim"].str.startswith("C")]["relation"]
    assert {*used} == {*WORDS}


def test_the_rows_of_a_class_become_one_table_of_judgements(case: Case) -> None:
    table = together(case, D20={"C6": "qualifies", "C4": ...}, D02={"c5": "Contradicts"})
    assert table.to_dict("index") == {
        "D20 C6": {"document": "D20", "statement": "", "claim": "C6", "relation": "qualifies"},
        "D02 C5": {"document": "D02", "statement": "", "claim": "C5", "relation": "contradicts"},
    }
    assert list(together(case, D02={}).columns) == ["document", "statement", "claim", "relation"]
    with pytest.raises(CaseError, match="The row of D02: C5: “no” is none of the words"):
        together(case, D02={"C5": "no"})
    with pytest.raises(CaseError, match="There is no document D999"):
        together(case, D999={})


def test_a_statement_is_read_twice_as_a_document_is(case: Case) -> None:
    title, h1, h2, h5, counted, _, caution, empty = lines(
        case, "s84", {"H1": "contradicts", "H2": "qualifies", "H5": "silent", "H3": ...}
    )
    assert title.startswith("S84 read twice: Nikolai Bulganin (D66), “NATO, Paris agreements")
    assert h1.endswith("we agree | The tabled plan of 1955 would end NATO. How sure: high.")
    assert " | qualifies | contradicts | we differ | " in h2
    assert h5.endswith("yours alone | We have no word on this pair.")
    assert counted == "We agree on H1; we differ on H2; only you on H5."
    assert caution == f"Caution on S84: {case.statements.loc['S84', 'caution']}"
    assert empty == "Still empty: H3. An empty cell never says “no”."
    assert "On S103 we also have a word for H1, H2." in lines(case, "S103", {"H3": "contradicts"})
    assert "The claim itself stands here (S09)." in lines(case, "S09", {"C6": "supports"})[1]
    assert lines(case, "S09", {"C5": "open"})[1].endswith("We have no word on this pair.")


def test_nothing_of_ours_on_a_statement_is_told_before_the_student_has_a_word(case: Case) -> None:
    sheet = second_reading(case, "S58", dict.fromkeys(["H1", "H2", "H3"], ...))
    assert sheet.text.splitlines()[1].startswith("Your column of S58 is waiting: put a word in place of the dots: ")
    assert sheet.text.endswith("contradicts, supports, qualifies, open or silent.")
    assert not [why for why in case.judgements[case.judgements["statement"] == "S58"]["reason"] if why in sheet.html]


def test_the_silence_of_a_document_is_no_word_for_a_statement(case: Case) -> None:
    assert "none of the words" in second_reading(case, "S84", {"H1": "not searched"}).text
    assert "none of the words contradicts, supports, qualifies or open:" in (
        second_reading(case, "S84", {"C14": "silent as expected"}).text
    )
    with pytest.raises(CaseError, match="There is no statement S999"):
        second_reading(case, "S999", {})


def test_columns_of_statements_become_a_board_on_which_one_source_counts_once(case: Case) -> None:
    table = together(case, S58={"H1": "contradicts"}, S60={"H1": "contradicts"}, D48={"H3": "qualifies"})
    assert table.loc["S60 H1"].to_dict() == {
        "document": "D40",
        "statement": "S60",
        "claim": "H1",
        "relation": "contradicts",
    }
    assert table.loc["D48 H3", "statement"] == ""
    board = explanations(case, ["H1", "H2", "H3"], judgements=table)
    assert "from 2 sources. Sources: H1 1 against, 0 for; H2 0 against, 0 for" in board.sentence


def test_disagreements_come_first() -> None:
    pairs = [
        *(
            ("C9", "supports"),
            ("C9", "contradicts"),
            ("C10", "supports"),
            ("C8", "supports"),
            ("C2", "supports"),
            ("C2", "open"),
        ),
        *(("C3", "qualifies"), ("C3", "supports"), ("C4", "qualifies"), ("C4", "contradicts")),
    ]
    assert disputed(pd.DataFrame(pairs, columns=["claim", "relation"])) == ["C9", "C3", "C2", "C4", "C8", "C10"]
    assert disputed(pd.DataFrame({"claim": [], "relation": []})) == []


def test_every_judgement_on_a_claim_is_listed_with_its_words_and_what_it_shares(case: Case) -> None:
    table = judgements(case, "C12")
    rows = case.judgements[case.judgements["claim"] == "C12"]
    assert list(table.index) == list(rows.index)
    assert list(table["relation"]) == list(rows["relation"])
    assert table.loc["J97", "document"].startswith("D40 ")
    assert table.loc["J97", "words"].endswith("(our gloss: this will mean a great success for the Soviet Union)")
    assert table.loc["J97", "one witness with"] == "D39"
    assert table.loc["J99", "words"] == ""
    with pytest.raises(CaseError, match=r"There is no claim C98; the nearest is C16\."):
        judgements(case, "C98")


def test_every_silence_is_listed_by_its_kind_with_how_much_was_read(case: Case) -> None:
    table = silences(case)
    assert sorted(table.index) == sorted(case.judgements.index[case.judgements["relation"].isin(SILENCES)])
    kinds = list(table["silence"])
    assert kinds == sorted(kinds, key=SILENCES.index)
    assert table.loc["J122", "how much was read"] == "Only the opening was read; nothing is claimed about the rest."
    late = list(table.index[table["silence"] == "not searched"])
    assert late == sorted(late, key=natural)


def test_no_table_of_the_case_is_changed(case: Case) -> None:
    before = {name: getattr(case, name).copy() for name in ("judgements", "documents", "statements", "claims")}
    second_reading(case, "D02", {"C5": "supports"})
    silences(case)
    disputed(judgements(replace(case), "C12").assign(claim="C12"))
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(case, name), table)


# What the exercises of notebook 05 count or look up


def keys(case: Case, one: str) -> set[str]:
    return set(next(exercise for exercise in case.exercises if exercise["id"] == one)["answers"])


def sources(case: Case, claim: str) -> list[set[str]]:
    """Put together the judgements on a claim that name one another or one source."""
    groups: list[set[str]] = []
    rows = case.judgements[(case.judgements["claim"] == claim) & ~case.judgements["relation"].isin(SILENCES)]
    for _, row in rows.iterrows():
        ids = {row["statement"] or row["document"], *row["same_source"].split()}
        meeting = [group for group in groups if group & ids]
        groups = [group for group in groups if group not in meeting] + [ids.union(*meeting)]
    return groups


def test_what_exercises_of_05_count_is_what_the_judgements_say(case: Case) -> None:
    rows = case.judgements
    opposite = [
        claim
        for claim in case.claims.index[case.claims["kind"] == "claim"]
        if {"supports", "contradicts"} <= set(rows[rows["claim"] == claim]["relation"])
    ]
    assert keys(case, "5.3") == set(opposite)
    c12 = rows[(rows["claim"] == "C12") & ~rows["relation"].isin(SILENCES)]
    assert len(c12) == 8
    assert keys(case, "5.7") == {str(len(sources(case, "C12")))}
    both = [
        one
        for one in case.documents.index
        if {*c12[c12["same_source"] == one]["relation"]} == {"supports", "qualifies"}
    ]
    assert keys(case, "5.8") == set(both)
    d43 = rows[(rows["claim"] == "C16") & (homes(case) == "D43")]
    assert [*d43["statement"]] == ["S63"]
    assert case.statements.loc["S62", "exact"] in keys(case, "5.4")
    expected = rows[rows["relation"] == "silent though expected"]
    assert all(document in answer for document in expected["document"] for answer in keys(case, "5.5"))
    assert [*expected["document"]] == ["D100"]


def test_the_board_of_05_holds_a_contradiction_shared_sources_and_three_silences(case: Case) -> None:
    import json
    from pathlib import Path

    path = Path(__file__).resolve().parent.parent / "notebooks/05_do_the_sources_agree.ipynb"
    cell = next(cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["id"] == "board")
    names: dict[str, list[str]] = {}
    exec("".join(cell["source"][:-1]), names)
    shown = case.judgements["claim"].isin(names["claims"]) & homes(case).isin(names["papers"])
    rows = case.judgements[shown]
    assert disputed(rows) == names["claims"], "disagreements do not stand first"
    assert {*rows["relation"]} == {*WORDS}
    assert {*homes(case)[shown]} == {*names["papers"]}, "a document on the board has no word"


WRONG = {
    "5.1": ["a", "a, b, c, d", "e", "b"],
    "5.2": ["a", "b", "the document says no"],
    "5.3": ["C16", "C14", "C6"],
    "5.4": ["the proposal of Soviet adherence to NATO", "raised a possibility", "membership"],
    "5.5": ["b", "c", "all of them"],
    "5.6": ["a", "a, b, c", "d", "b"],
    "5.7": [8, 9, 5, 2],
    "5.8": ["D40", "D38", "D39 D40"],
    "5.9": ["Too short, D68.", "word " * 60, "D999 " * 60],
    "5.10": ["P02 is open.", "word " * 30, "P99 " * 30],
}


@pytest.mark.parametrize("one", WRONG)
def test_no_wrong_answer_of_05_passes_and_each_is_told_where_to_look(case: Case, one: str) -> None:
    for answer in WRONG[one]:
        found = examine(case, one, answer)
        assert found.state == "not yet", answer
        assert found.look
    assert one == "5.1" or all(examine(case, one, answer).notes for answer in WRONG[one][:2])
