"""Do the teaching pages lead somewhere, keep the notebooks' minutes, quote the case rightly, and grade no verdict?"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import Case, argument
from helpers.handouts import handouts
from helpers.lesson import Lesson, lessons
from tests.rubric_page import LEVELS
from tests.test_notebooks import QUOTED, quotable

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "teaching").glob("*.md"))
SHEET = re.compile(r"`(\d\d_(?:student|teacher|sources|shown)|one_lesson_student|article|chronology|ladder|rubric)`")
OF_A_WHOLE = {"part missing", "one side", "one witness", "confidence", "no receipt"}
"""Remarks that a piece of an argument cannot help to draw."""

every = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def course() -> dict[str, Lesson]:
    return {one.key: one for one in lessons()}


@pytest.fixture(scope="module")
def sheets(case: Case) -> set[str]:
    return {one.name for one in handouts(case)}


@pytest.fixture(scope="module")
def samples() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((ROOT / "teaching/samples.toml").read_text(encoding="utf-8"))


def minutes(step: str, course: dict[str, Lesson], case: Case) -> float:
    """Give the minutes that the notebooks give to steps such as "02 part 4, exercise 1.2" or "notebook 06"."""
    total = 0.0
    for one in step.replace(" (in short)", "").split(", "):
        if found := re.fullmatch(r"(\d\d) part (\d+)", one):
            total += course[found[1]].parts[int(found[2]) - 1].minutes
        elif found := re.fullmatch(r"notebook (\d\d)", one):
            total += course[found[1]].minutes
        else:
            total += next(each["minutes"] for each in case.exercises if f"exercise {each['id']}" == one)
    return total


def plans(path: Path) -> Iterator[list[list[str]]]:
    """Give the tables of a page that say minutes, step and from, as rows of cells."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if "|" in line]
        if rows and rows[0][:3] == ["minutes", "step", "from"]:
            yield rows[2:]


def test_there_are_pages_and_plans_to_test() -> None:
    assert [path.name for path in PAGES if list(plans(path))] == ["README.md", "one_lesson.md", "three_lessons.md"]


@every
def test_links_lead_somewhere(path: Path) -> None:
    for words, target in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        assert words.strip()
        assert target.startswith("https://") or (path.parent / target.partition("#")[0]).exists(), target


@every
def test_minutes_are_those_of_the_notebooks(path: Path, course: dict[str, Lesson], case: Case) -> None:
    for rows in plans(path):
        for row in rows:
            whole = ", ".join(one for one in row[2].split(", ") if "(in short)" not in one)
            least = minutes(whole, course, case) if whole else 0
            most = minutes(row[2], course, case)
            assert least < float(row[0]) < most or float(row[0]) == least == most, f"{path.name}: {row}"


def test_paths_take_the_minutes_that_they_say() -> None:
    sums = {path.name: [sum(int(row[0]) for row in rows) for rows in plans(path)] for path in PAGES}
    assert sums["one_lesson.md"] == [50]
    assert sums["three_lessons.md"] == [75, 50, 75, 48, 75, 50]
    assert sums["README.md"] == [50, 225, 560]


def test_the_clock_of_the_one_lesson_runs_as_its_plan() -> None:
    path = ROOT / "teaching/one_lesson.md"
    clock = [
        tuple(map(int, pair)) for pair in re.findall(r"^\*\*(\d+)–(\d+)\. ", path.read_text(encoding="utf-8"), re.M)
    ]
    [rows] = plans(path)
    assert [end - start for start, end in clock] == [int(row[0]) for row in rows]
    assert [end for _, end in clock[:-1]] == [start for start, _ in clock[1:]]


def test_what_is_won_by_leaving_out_is_what_it_takes(case: Case) -> None:
    text = (ROOT / "teaching/one_lesson.md").read_text(encoding="utf-8")
    for one, won in re.findall(r"^\| exercise ([\d.]+) \| (\d+) \|", text, re.MULTILINE):
        assert int(won) == next(each["minutes"] for each in case.exercises if each["id"] == one)


def named(text: str) -> set[str]:
    """Give the ids that a text names, ranges written out."""
    for letter, first, last in re.findall(r"\b([SE])(\d\d)–\1(\d\d)\b", text):
        text += " ".join(f" {letter}{number:02}" for number in range(int(first), int(last) + 1))
    return set(re.findall(r"\b(?:[DSEBPJTR]\d{2,3}|[CH]\d{1,2})\b", text))


@every
def test_every_id_is_known(path: Path, case: Case) -> None:
    known = {
        key
        for table in ("documents", "statements", "events", "people", "claims", "puzzles")
        for key in _ids(case, table)
    }
    assert named(path.read_text(encoding="utf-8")) - known == set()


def _ids(case: Case, table: str) -> list[str]:
    return list(getattr(case, table).index)


@every
def test_every_quotation_stands_in_the_case(path: Path, case: Case) -> None:
    allowed = quotable(case) + (ROOT / "data/rubric.csv").read_text(encoding="utf-8")
    for words in QUOTED.findall(path.read_text(encoding="utf-8")):
        assert words in allowed, f"{path.name}: “{words}” stands in no document"
        assert len(words.split()) <= 25


@every
def test_every_exercise_and_hand_out_that_is_named_is_there(path: Path, case: Case, sheets: set[str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"[Ee]xercises? (\d\.\d+)", text)) <= {one["id"] for one in case.exercises}
    assert set(SHEET.findall(text)) <= sheets


@every
def test_every_part_that_is_named_is_there(path: Path, course: dict[str, Lesson]) -> None:
    for key, number in re.findall(r"\b(\d\d) part (\d+)", path.read_text(encoding="utf-8")):
        assert int(number) <= len(course[key].parts), f"{path.name} names part {number} of {key}"


def test_every_cell_of_the_rubric_has_a_sample(samples: dict[str, list[dict[str, Any]]]) -> None:
    with (ROOT / "data/rubric.csv").open(encoding="utf-8", newline="") as file:
        cells = {(row["id"], level) for row in csv.DictReader(file) for level in LEVELS}
    assert {(one["criterion"], one["level"]) for one in samples["sample"]} == cells


def test_a_yes_a_no_and_an_open_answer_are_strong(samples: dict[str, list[dict[str, Any]]]) -> None:
    assert sorted(one["verdict"].split(",")[0] for one in samples["argument"]) == ["a no", "a yes", "undecided"]


def test_the_checker_has_nothing_to_ask_of_a_whole_argument(
    case: Case, samples: dict[str, list[dict[str, Any]]]
) -> None:
    for one in samples["argument"]:
        checked = argument(case, one["text"])
        assert list(checked.remarks["remark"]) == [], one["verdict"]
        assert len(checked.receipts) >= 5


def test_the_receipts_of_the_better_samples_are_in_order(case: Case, samples: dict[str, list[dict[str, Any]]]) -> None:
    for one in samples["sample"]:
        if one["level"] in ("secure", "strong"):
            asked = argument(case, f"## Evidence\n{one['text']}").remarks
            found = list(asked.loc[~asked["kind"].isin(OF_A_WHOLE), "remark"])
            assert found == [], f"{one['criterion']} {one['level']}"


def test_a_sample_with_a_wrong_receipt_is_seen(case: Case) -> None:
    planted = "According to a US telegram NATO would “be closed at once” [S84]. He said it [S999]."
    asked = argument(case, f"## Evidence\n{planted}").remarks
    assert len(asked[~asked["kind"].isin(OF_A_WHOLE)]) >= 2


def test_planted_faults_are_only_in_the_weak_samples(samples: dict[str, list[dict[str, Any]]]) -> None:
    from tests.facts import AUDIT, sentences

    with AUDIT.open(encoding="utf-8", newline="") as file:
        planted = {row["sentence"] for row in csv.DictReader(file) if row["support"] == "- planted fault of a sample"}
    weak = {line for one in samples["sample"] if one["level"] in LEVELS[:2] for line in sentences(one["text"])}
    strong = {line for one in samples["sample"] if one["level"] in LEVELS[2:] for line in sentences(one["text"])}
    assert planted <= weak
    assert not planted & strong
