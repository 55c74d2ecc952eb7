"""What is wrong in a case folder? Every problem in one run: of each file, and between the files."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from helpers import about, between, passages
from helpers.exercise_faults import exercises
from helpers.folder import Contents, read_folder
from helpers.package import ABOUT, FILES, PACKAGE, TABLES
from helpers.passages import LONGEST_QUOTATION
from helpers.tables import Problem

__all__ = ["LONGEST_QUOTATION", "TABLES", "Contents", "Problem", "inspect", "problems"]

CHECKS = (
    about.keys,
    about.names,
    about.ladder,
    between.links,
    between.references,
    between.lives,
    between.known,
    between.judgements,
    passages.quotations,
    passages.texts,
    exercises,
)


def problems(folder: Path | str) -> list[Problem]:
    """Find everything that is wrong in a case folder, in one run.

    Parameters
    ----------
    folder : path
        The case folder. Nothing in it is changed.

    Returns
    -------
    list of Problem
        In order of file and row; empty where the case is sound.
    """
    return inspect(folder)[1]


def inspect(folder: Path | str) -> tuple[Contents, list[Problem]]:
    """Read a case folder and find everything that is wrong in it.

    Parameters
    ----------
    folder : path
        The case folder, as `helpers.folder.find_folder` finds it.

    Returns
    -------
    tuple of (Contents, list of Problem)
        What could be read, and every problem in order of file and row.
    """
    contents = read_folder(folder)
    found = list(contents.problems)
    if len(contents.tables) == len(TABLES):
        found.extend(chain.from_iterable(check(contents) for check in CHECKS))
    files = (PACKAGE, ABOUT, *(name for name in FILES if name != ABOUT))
    order = {contents.label(name): place for place, name in enumerate(files)}
    found.sort(key=lambda problem: (order.get(problem.file, len(order)), problem.file, problem.row or 0))
    return contents, found
