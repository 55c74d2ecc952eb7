"""What moves when a source is left out, what a count of dependent voices does, and what notebook 06 says of both."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Case, explanations, odds_game, without_each
from helpers.exercises import examine

NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks/06_which_explanation_survives.ipynb"


def cell(name: str) -> list[str]:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return next(one["source"] for one in cells if one["id"] == name)


@pytest.fixture(scope="module")
def ten() -> list[str]:
    names: dict[str, list[str]] = {}
    exec(cell("ten")[0], names)
    return names["ten"]


def sides(case: Case, evidence: list[str], claim: str, relation: str) -> list[set[str]]:
    """Put together what has this relation to an explanation and shares a source, counted anew and apart."""
    rows = case.judgements[(case.judgements["claim"] == claim) & case.judgements["statement"].isin(evidence)]
    groups: list[set[str]] = []
    for _, row in rows[rows["relation"] == relation].iterrows():
        ids = {row["statement"], *row["same_source"].split()}
        meeting = [group for group in groups if group & ids]
        groups = [group for group in groups if group not in meeting] + [ids.union(*meeting)]
    return groups


# The table that leaves out each source


def test_every_row_says_what_the_board_says_when_that_source_is_dropped(case: Case, ten: list[str]) -> None:
    table = without_each(case, ten)
    assert table.index[0] == "all"
    for row, cells in table.iloc[1:].iterrows():
        out = str(row).removeprefix("without ").split(", ")
        moved = "; ".join(f"{claim} {words}" for claim, words in cells.items() if words != "stays")
        told = explanations(case, evidence=ten, drop=out).sentence.partition("what moves: ")[2].rstrip(".")
        assert moved == told


def test_the_first_row_counts_sources_and_every_piece_is_left_out_once(case: Case, ten: list[str]) -> None:
    table = without_each(case, ten)
    for claim in table.columns:
        against, good = (len(sides(case, ten, claim, relation)) for relation in ("contradicts", "supports"))
        assert table.loc["all", claim] == f"{against} against, {good} for"
    assert re.findall(r"S\d+", " ".join(table.index)) == ten
    assert "without S58, S60, S61" in table.index, "one memorandum is left out in parts"


def test_all_evidence_is_taken_where_none_is_named_and_a_wrong_id_is_answered(case: Case) -> None:
    rows = case.judgements[case.judgements["claim"].str.startswith("H")]
    named = set(re.findall(r"[SD]\d+", " ".join(without_each(case).index)))
    assert named == ({*rows["statement"], *rows["document"]} - {""})
    with pytest.raises(ValueError, match="S999 is not on the board"):
        without_each(case, ["S58", "S999"])


# The game of odds


def test_three_voices_counted_thrice_and_once_end_at_different_numbers() -> None:
    assert list(odds_game(50, ratio=2, times=3)["in per cent"]) == ["50 %", "67 %", "80 %", "89 %"]
    assert list(odds_game(50, ratio=2)["in per cent"]) == ["50 %", "67 %"]
    assert odds_game(50, ratio=2, times=3).loc[3, "in words"] == "8 times as likely right as wrong"
    assert odds_game(20, ratio=0.5, times=1).loc[1].tolist() == ["8 times as likely wrong as right", "1 to 8", "11 %"]


@given(st.integers(1, 99), st.floats(0.1, 10), st.integers(0, 5))
def test_words_odds_and_per_cent_never_disagree_or_claim_certainty(start: float, ratio: float, times: int) -> None:
    for words, odds, per_cent in odds_game(start, ratio, times).itertuples(index=False):
        assert per_cent not in ("0 %", "100 %")
        part = float(re.findall(r"\d+", per_cent)[0])
        if "right as wrong" in words and "times" in words:
            assert odds.endswith(" to 1")
            assert part >= 50
        elif "times" in words:
            assert odds.startswith("1 to ")
            assert part <= 50


@pytest.mark.parametrize("slip", [(0, 2, 1), (100, 2, 1), (50, 0, 1), (50, 11, 1), (50, 2, 1.5), (50, 2, 6), ("50", 2)])
def test_a_number_out_of_bounds_is_answered_with_those_allowed(slip: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"^(start|ratio|times) must be a (whole )?number from [\d.]+ to \d+, not “"):
        odds_game(*slip)


# What notebook 06 counts or says of the board


def keys(case: Case, one: str) -> set[str]:
    return set(next(exercise for exercise in case.exercises if exercise["id"] == one)["answers"])


def word(case: Case, statement: str, claim: str) -> str:
    rows = case.judgements
    found = rows[(rows["statement"] == statement) & (rows["claim"] == claim)]["relation"]
    return " and ".join(found)


def test_every_explanation_has_both_sides_on_the_board_of_ten(case: Case, ten: list[str]) -> None:
    for claim in case.claims.index[case.claims["kind"] == "explanation"]:
        assert sides(case, ten, claim, "supports"), claim
        assert sides(case, ten, claim, "contradicts"), claim


def test_the_pairs_to_choose_from_are_the_ten_pieces(ten: list[str]) -> None:
    rows = [line for line in cell("text-ten-pieces") if line.startswith("| ")]
    assert sorted(re.findall(r"S\d+", "".join(rows))) == sorted(ten)
    prose = "".join(line for line in cell("text-ten-pieces") if not line.startswith("|"))
    assert "Only S05 and S42" in prose


def test_only_two_of_the_ten_are_about_stalins_own_time(case: Case, ten: list[str]) -> None:
    dates = case.statements.loc[ten, "date"]
    late = {key for key, date in dates.items() if date >= "1954"} | {"S57", "S58", "S103"}  # of March 1954 and Berlin
    assert set(ten) - late == {"S05", "S42"}


def test_what_fits_both_cannot_choose_and_what_pulls_apart_can(case: Case) -> None:
    words = {one: (word(case, one, "H1"), word(case, one, "H3")) for one in ("S15", "S58", "S103")}
    assert words["S15"] == ("silent", "silent")
    assert words["S58"] == ("contradicts", "supports")
    assert words["S103"] == ("supports", "contradicts")
    assert all("S15" in answer for answer in keys(case, "6.3"))


def test_a_copy_left_out_moves_nothing_and_the_source_left_out_does(case: Case, ten: list[str]) -> None:
    alone = explanations(case, evidence=ten, drop="D39").sentence
    assert alone.endswith("without S58, nothing moves. S60, S61 still speak for the same source.")
    assert "what moves: " in explanations(case, evidence=ten, drop=["D39", "D40"]).sentence
    assert any(word(case, "S58", claim) for claim in ("H1", "H2", "H3", "H4"))


def test_what_stays_true_whichever_source_is_left_out_is_the_key_of_6_5(case: Case, ten: list[str]) -> None:
    def counts(out: set[str]) -> dict[str, tuple[int, int]]:
        left = [one for one in ten if one not in out]
        return {
            claim: (len(sides(case, left, claim, "contradicts")), len(sides(case, left, claim, "supports")))
            for claim in ("H1", "H2", "H3", "H4")
        }

    boards = [counts(out) for out in (set(), {"S58", "S60", "S61"}, *({one} for one in ten))]
    says = {
        "At least one source speaks for H3": lambda board: board["H3"][1] > 0,
        "At least one source speaks against H2": lambda board: board["H2"][0] > 0,
        "As many sources speak for H2 as against it": lambda board: board["H2"][0] == board["H2"][1],
        "At least one source speaks for H1": lambda board: board["H1"][1] > 0,
        "At least one source speaks against H4": lambda board: board["H4"][0] > 0,
    }
    assert all(test(boards[0]) for test in says.values()), "a sentence is false from the start"
    assert keys(case, "6.5") == {words for words, test in says.items() if all(map(test, boards))}
    assert [*says] == next(one for one in case.exercises if one["id"] == "6.5")["options"]


def test_the_sign_against_h3_and_the_example_of_the_exit_ticket_are_as_told(case: Case, ten: list[str]) -> None:
    rows = case.judgements
    against = rows[(rows["claim"] == "H3") & (rows["relation"] == "contradicts")]
    assert [*against["statement"]] == ["S103"]
    assert "made to be refused" in against["reason"].iloc[0]
    assert [{*group} & {*ten} for group in sides(case, ten, "H2", "contradicts")] in (
        [{"S84"}, {"S80"}],
        [{"S80"}, {"S84"}],
    )
    assert [{*group} & {*ten} for group in sides(case, ten, "H5", "supports")] == [{"S05"}]
    assert len(sides(case, ten, "H1", "contradicts")) == 4
    assert case.documents.loc["D66", "seen"] == "opening"


WRONG = {
    "6.1": ["H1 forbids lies.", "word " * 30, "H9 forbids " * 12],
    "6.2": ["a", "c", "none of the three"],
    "6.3": ["a", "b", "S57"],
    "6.4": ["a", "c", "the memorandum is false"],
    "6.5": ["a, b, d", "b", "b, c, d", "e"],
    "6.6": ["a", "a, b, d, e", "c", "b"],
    "6.7": ["I cannot tell (S05).", "word " * 30, "S999 " * 30],
    "6.8": ["S58 stands, S80 falls.", "word " * 50, "S999 " * 50],
}


@pytest.mark.parametrize("one", WRONG)
def test_no_wrong_answer_of_06_passes_and_each_is_told_where_to_look(case: Case, one: str) -> None:
    for answer in WRONG[one]:
        found = examine(case, one, answer)
        assert found.state == "not yet", answer
        assert found.look
