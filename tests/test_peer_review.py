"""Does the rubric say the same to a reader, a teacher and an exercise, and grade no verdict?"""

from __future__ import annotations

import re
from pathlib import Path

from helpers import Case, argument, open_case, rubric
from helpers.argument_sheet import NOTHING_YET
from helpers.argument_text import PROMPTS
from helpers.peer_review import LEVELS, NOT_GRADED
from tests.planted_arguments import SAMPLES
from tests.test_notebooks import ROOT, cells, source

NOTEBOOK = ROOT / "notebooks/07_make_your_case.ipynb"


def texts(name: str) -> list[str]:
    """Give what a cell of notebook 07 writes between triple quotation marks under a name."""
    found = [re.search(rf'^{name} = """(.*?)"""', source(cell), re.DOTALL | re.M) for cell in cells(NOTEBOOK, "code")]
    return [one[1] for one in found if one]


def test_six_criteria_have_four_levels_and_no_two_alike(case: Case) -> None:
    assert len(case.rubric) == 6
    written = case.rubric[list(LEVELS)].to_numpy().ravel()
    assert len(set(written)) == 24
    assert all(re.fullmatch(r"[A-Z].*[.]", words) for words in written)
    assert max(map(len, written)) <= 100


def test_every_exercise_names_a_criterion_of_the_rubric(case: Case) -> None:
    criteria = {name.casefold() for name in case.rubric["criterion"]}
    assert {one["rubric"] for one in case.exercises} <= criteria
    assert set(next(one for one in case.exercises if one["id"] == "7.6")["must_name"]) == criteria


def test_the_rubric_shows_every_word_and_grades_no_verdict(case: Case) -> None:
    sheet = rubric(case)
    for row in case.rubric.to_dict("records"):
        assert all(value in sheet.text for value in row.values())
        assert all(value.replace("'", "&#x27;") in sheet.html for value in row.values())
    assert sheet.html.count('scope="row"') == 6
    assert sheet.html.count('scope="col"') == 1 + len(LEVELS)
    assert sheet.text.endswith(NOT_GRADED)
    assert "change the writer's mind" in case.rubric.loc["K6", "strong"]
    assert not re.search(r"NATO|Stalin|Soviet", sheet.text)


def test_a_case_without_a_rubric_is_told_where_there_is_one() -> None:
    assert rubric(open_case("helpers/practice")).text.count("\n") == 0


def test_the_blank_argument_of_the_notebook_claims_nothing_and_leaves_no_file(case: Case, tmp_path: Path) -> None:
    [blank] = texts("my_argument")
    assert all(f"## {part}\n... {prompt}\n" in blank for part, prompt in PROMPTS.items())
    paper = argument(case, blank)
    assert paper.text == NOTHING_YET
    assert paper.save(tmp_path / "my_argument.docx").text == NOTHING_YET
    assert list(tmp_path.iterdir()) == []


def test_the_samples_of_the_notebook_are_those_that_were_tried(case: Case) -> None:
    assert [*texts("first_sample"), *texts("second_sample")] == [f"\n{text}" for text in SAMPLES.values()]


def test_the_checker_asks_of_the_faulty_argument_what_the_exercise_says(case: Case) -> None:
    [faulty] = texts("faulty")
    kinds = list(argument(case, faulty).remarks["kind"])
    assert kinds == ["one witness", "told as if seen", "quotation", "silence", "absolute word", "part missing"]
