"""Is every sentence that may state a fact of history audited, and does it rest on entries that exist?"""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import Case
from helpers.case import CaseError
from helpers.ids import locate, row_of
from tests.facts import ID, ROOT, YEAR, audited, may_state, sentences, stated


def unsound(case: Case, rows: dict[tuple[str, str], str]) -> list[str]:
    """Say what is wrong with each row: no reason, no such entry, an id or a year that no entry bears out."""
    found = []
    for (place, sentence), support in rows.items():
        if support.startswith("- "):
            wrong = [] if 1 <= len(support[2:].split()) <= 6 else ["say in one to six words why it states no fact"]
        else:
            entries = support.split()
            wrong = [f"{entry} is no entry of the case" for entry in entries if not _stands(case, entry)]
            wrong += [] if entries else ["it rests on nothing"]
            wrong += [f"it names {one}, its support does not" for one in ID.findall(sentence) if one not in entries]
            said = "" if wrong else " ".join(_words(case, entry) for entry in entries)
            wrong += (
                [] if wrong else [f"no entry speaks of {year}" for year in YEAR.findall(sentence) if year not in said]
            )
        found += [f"{place}: {sentence}: {one}" for one in wrong]
    return found


def _stands(case: Case, entry: str) -> bool:
    try:
        return locate(case, entry)[1] == entry
    except CaseError:
        return False


def _words(case: Case, entry: str) -> str:
    return " ".join(row_of(case, *locate(case, entry)).values())


def test_every_sentence_that_may_state_a_fact_is_audited() -> None:
    known = audited()
    new = [f"{place}: {sentence}" for place, sentence in stated() if (place, sentence) not in known]
    assert new == [], "not audited: find what supports each, then add it to tests/facts.csv"


def test_no_audited_sentence_is_gone() -> None:
    assert list(audited().keys() - set(stated())) == [], "take these rows out of tests/facts.csv"


def test_every_fact_rests_on_entries_of_the_case(case: Case) -> None:
    assert unsound(case, audited()) == []


@pytest.mark.parametrize(
    ("sentence", "support", "wrong"),
    [
        ("Stalin laughed.", "S999", "S999 is no entry of the case"),
        ("Stalin laughed.", "s05", "s05 is no entry of the case"),
        ("Stalin laughed.", "EDTF", "EDTF is no entry of the case"),
        ("Stalin laughed.", "", "it rests on nothing"),
        ("Stalin laughed.", "- ", "say in one to six words why it states no fact"),
        ("Stalin laughed (S05).", "S23", "it names S05, its support does not"),
        ("He died in 1952.", "E40", "no entry speaks of 1952"),
    ],
)
def test_a_row_with_a_wrong_support_is_named(case: Case, sentence: str, support: str, wrong: str) -> None:
    assert unsound(case, {("9.9", sentence): support}) == [f"9.9: {sentence}: {wrong}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The note was handed over in the evening.",
        "It lasted two weeks.",
        "He never spoke of it again.",
        "An ambassador waits outside.",
        "The journal prints both versions.",
        "Moscow answers at once.",
        "Nobody in Warsaw believes it.",
        "Look (2 min) Khrushchev signs.",
        "It rests on D39.",
        "By 1955 all is over.",
    ],
)
def test_a_sentence_of_fact_is_not_overlooked(sentence: str) -> None:
    text = f"Read the next line. {sentence} Run it."
    assert [one for one in sentences(text) if may_state(one)] == sentences(sentence)


def test_a_fact_that_is_new_in_a_notebook_or_exercise_is_named(tmp_path: Path) -> None:
    for name in ("notebooks/03_chronology.ipynb", "data/exercises.toml"):
        (tmp_path / name).parent.mkdir()
        text = (ROOT / name).read_text(encoding="utf-8")
        text = text.replace("Two days earlier the note was handed over.", "The note was handed over in the evening.")
        text = text.replace('hints = ["The month is secure', 'hints = ["Joxe left at once.", "The month is secure')
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [one for one in stated(tmp_path) if one not in audited()] == [
        ("03", "Look: The note was handed over in the evening."),
        ("2.11", "Joxe left at once."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hold Shift and press Enter.",
        "Look: Here are three.",
        "A claim can be true or false.",
        "Nothing that you typed is lost.",
    ],
)
def test_a_sentence_about_the_course_raises_no_alarm(sentence: str) -> None:
    assert not may_state(sentence)


def test_markdown_is_cut_into_sentences() -> None:
    text = "## 1. Run it (5 min)\n\n**Read** (3 min) First. See [here](x.md), *now*.\n\n- One\n- Two\n\n| a | b |"
    assert sentences(text) == ["Run it", "Read: First.", "See here, now.", "One", "Two"]
