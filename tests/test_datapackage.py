"""Is the folder a valid Frictionless Data Package, and do its checks and ours agree?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package, system

from helpers.checks import problems

pytestmark = pytest.mark.no_cover  # measuring would slow Frictionless down threefold
DATA = Path(__file__).resolve().parent.parent / "data"


def rows_at_fault(folder: Path, table: str) -> set[int]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    task = next(task for task in report.tasks if task.name == table)
    return {row for (row,) in task.flatten(["rowNumber"]) if row}


def test_the_package_is_valid() -> None:
    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])


def edit(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("documents", edit(",opening,", ",openning,")),
        ("events", edit("\nE02,", "\nE01,")),
        ("events", edit("\nE02,", "\nX02,")),
        ("people", edit("\nB02,person,", "\nB02,persona,")),
        ("people", edit("\nB02,person,Louis Joxe,", "\nB02,person,,")),
        ("judgements", edit("supports", "suports")),
        ("judgements", edit(",H1,", ",H9,")),
        ("claims", edit("\nC1,claim,", "\nC1,clam,")),
        ("statements", edit("\nS02,D01,", "\nS02,D999,")),
        ("documents", edit(",object of study; opinion,", ",opinion; object of study,")),
    ],
)
def test_both_complain_of_the_same_row(tmp_path: Path, table: str, damage: Callable[[str], str]) -> None:
    shutil.copytree(DATA, tmp_path / "case")
    path = tmp_path / "case" / f"{table}.csv"
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    ours = {problem.row for problem in problems(tmp_path / "case") if problem.file == f"case/{table}.csv"}
    theirs = rows_at_fault(tmp_path / "case", table)
    assert theirs, "Frictionless saw nothing"
    assert theirs <= ours, f"ours {ours}, theirs {theirs}"
