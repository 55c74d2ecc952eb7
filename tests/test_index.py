"""Does the index find what stands in a case, with its cautions, however a word is typed, or say that nothing does?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers import Case, CaseError, index, open_case

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def ids(text: str) -> list[str]:
    return re.findall(r"^([A-Z]\d+) \|", text, re.MULTILINE)


def test_the_lists_are_whole_and_counted(case: Case) -> None:
    tables = {"terms": case.glossary, "people": case.people, "puzzles": case.puzzles, "statements": case.statements}
    overview = index(case).text
    for name, table in tables.items():
        sheet = index(case, name)
        assert ids(sheet.text) == list(table.index), name
        assert sheet.text.startswith(f"All {len(table)} ")
        assert f'index(case, "{name}"): {len(table)} ' in overview


def test_every_row_stands_with_its_caution(case: Case) -> None:
    shown = index(case, "statements").text
    for key, caution in case.statements["caution"].items():
        assert f"{key} | " in shown
        assert caution in shown
    people, puzzles = index(case, "people").text, index(case, "puzzles").text
    assert all(note in people for note in case.people["note"])
    assert all(safe in puzzles for safe in case.puzzles["safe_to_say"])
    laugh = index(case, "statements", "laughed and asked Vyshinsky").html
    assert "<i>caution:</i>" in laugh
    assert "<i>certainty:</i>" in laugh


@pytest.mark.parametrize(
    ("which", "words", "key"),
    [
        ("statements", ["laugh"], "S05"),  # the words
        ("statements", ["LAUGHED"], "S05"),
        ("Statement", ["“laughed”"], "S05"),
        ("statements", ["prepared to consider"], "S64"),
        ("statements", ["joke", "diplomatic"], "S32"),  # our gloss
        ("statements", ["рассмеялся"], "S23"),  # the original words
        ("statements", ["Putin"], "S86"),  # the speaker
        ("statements", ["D39"], "S58"),  # the document
        ("statements", ["la stampa"], "S69"),
        ("statements", ["s105"], "S105"),
        ("people", ["Joxé"], "B02"),
        ("people", ["evian"], "B02"),
        ("persons", ["kochkin"], "B06"),
        ("glossary", ["back-translation"], "G02"),
        ("terms", ["avp"], "G01"),
        ("puzzle", ["laugh"], "P02"),
        ("puzzles", ["S07"], "P02"),
        ("Kochkin", [], "B06"),  # no list: in all of them
        ("Kochkin", [], "P02"),
        ("lauGHED", ["asked"], "S05"),
    ],
)
def test_a_word_is_found_whatever_its_capitals_accents_and_place(
    case: Case, which: str, words: list[str], key: str
) -> None:
    sheet = index(case, which, *words)
    assert key in ids(sheet.text), sheet.text[:300]
    for found in re.findall(r": (\d+) of \d+ \((\d+) rows\)", sheet.text):
        assert found[0] == found[1]


def test_what_is_shown_is_every_row_that_has_the_word_and_no_other(case: Case) -> None:
    words = case.statements["exact"] + case.statements["gloss"]
    named = set(ids(index(case, "statements", "propaganda").text))
    assert set(case.statements.index[words.str.contains(r"\bpropaganda", case=False)]) <= named
    whole = index(case, "statements").text.splitlines()
    for key in set(case.statements.index) - named:
        [line] = [line for line in whole if line.startswith(f"{key} | ")]
        assert "propaganda" not in line.partition(" | about ")[0].split(" | ")[1].lower()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("statements", "lauhg"), "No statement has “lauhg”; the nearest word is “laugh”."),
        (("people", "Kotchkin"), "No person or body has “Kotchkin”; the nearest word is “Kochkin”."),
        (("statements", "laugh", "pact"), "No statement has “laugh” and “pact” together."),
        (("terms", "zzzqqq"), "No term has “zzzqqq”."),
        (("zzzqqq",), "No term, person or body, puzzle or statement has “zzzqqq”."),
    ],
)
def test_where_nothing_is_found_one_sentence_names_the_nearest_word(
    case: Case, asked: tuple[str, ...], sentence: str
) -> None:
    assert index(case, *asked).text == sentence


def test_a_slip_is_answered(case: Case) -> None:
    assert index(case, "peple", "joxe").text.startswith("People and bodies with “joxe”")
    assert index(case, "  ").text == index(case).text == index(case, ...).text  # type: ignore[arg-type]
    assert index(case, "terms", ..., "").text == index(case, "terms").text  # type: ignore[arg-type]
    with pytest.raises(CaseError, match="Type the case first"):
        index("people")  # type: ignore[arg-type]
    with pytest.raises(CaseError, match=r"no list of documents, only of terms, people, puzzles and statements"):
        index(case, "documents")


def test_a_case_without_terms_or_puzzles_says_so() -> None:
    small = open_case("helpers/practice")
    assert '"terms"' not in index(small).text
    assert index(small, "terms").text == "This case has no terms."
    assert index(small, "puzzles", "bell").text == "This case has no puzzles."
    assert "S01" in ids(index(small, "statements", "bell").text)


def test_no_word_of_a_search_is_html(case: Case) -> None:
    assert "<b>" not in index(case, "statements", "<b>zq</b>").html
    assert "&lt;b&gt;" in index(case, "statements", "<b>zq</b>").html


def test_every_notebook_says_in_the_same_line_how_to_look_something_up(case: Case) -> None:
    """The word that is looked up is one of the notebook's own case."""
    lines = set()
    for path in NOTEBOOKS:
        last = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][-1]["source"])
        [line] = [line for line in last.splitlines() if line.startswith("**Look up**")]
        lines.add(re.sub(r'"statements", "\w+"', '"statements", "…"', line))
        assert len(line) < 170
        mine = open_case("helpers/practice") if path.stem[:2] == "08" else case
        for call in re.findall(r"`(index\(case[^`]*\))`", line):
            sheet = eval(call, {"index": index, "case": mine})
            assert not sheet.text.startswith("No "), f"{path.name}: {call} finds nothing"
    assert len(lines) == 1


def test_no_notebook_stores_a_whole_list() -> None:
    for path in NOTEBOOKS:
        assert not re.search(r"All \d+ (statements|people|puzzles|terms)", path.read_text(encoding="utf-8")), path.name
