"""Is the folder a valid Frictionless Data Package, and do its checks and ours agree?"""

from __future__ import annotations

import shutil
from pathlib import Path

from frictionless import Package, system

from helpers.checks import problems

DATA = Path(__file__).resolve().parent.parent / "data"


def faults(folder: Path) -> dict[str, set[int]]:
    """Give the rows that Frictionless faults, table by table."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return {task.name: {row for (row,) in task.flatten(["rowNumber"]) if row} for task in report.tasks}


def test_the_package_is_valid() -> None:
    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])


DAMAGE = [
    ("documents", ",opening,", ",openning,"),
    ("documents", ",object of study; opinion,", ",opinion; object of study,"),
    ("events", "\nE02,", "\nE01,"),
    ("events", "\nE03,", "\nX03,"),
    ("people", "\nB02,person,", "\nB02,persona,"),
    ("people", "\nB03,person,Andrei Vyshinsky,", "\nB03,person,,"),
    ("judgements", "supports", "suports"),
    ("judgements", ",H2,", ",H9,"),
    ("claims", "\nC1,claim,", "\nC1,clam,"),
    ("statements", "\nS02,D01,", "\nS02,D999,"),
]


def test_both_complain_of_the_same_rows(tmp_path: Path) -> None:
    """Plant every damage in a row of its own, then ask both."""
    folder = shutil.copytree(DATA, tmp_path / "case")
    planted = set()
    for table, old, new in DAMAGE:
        path = folder / f"{table}.csv"
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, old
        planted.add((table, f"{before}{old}".count("\n") + 1))
        path.write_text(f"{before}{new}{after}", encoding="utf-8", newline="\n")
    assert len(planted) == len(DAMAGE), "two in one row"
    theirs = {(table, row) for table, rows in faults(folder).items() for row in rows}
    ours = {(Path(problem.file).stem, problem.row) for problem in problems(folder)}
    assert planted <= theirs
    assert theirs <= ours
