"""What can be asked from the command line? ``python -m helpers check``, ``tidy``, ``new`` or ``site``, and a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from helpers.case_report import summary
from helpers.checks import inspect
from helpers.habits import tidy
from helpers.new_case import begin
from helpers.package import COURSE
from helpers.tables import count


def run_check(options: argparse.Namespace) -> int:
    """Print a one-screen summary of a sound case, or every problem on a line of its own.

    Parameters
    ----------
    options : argparse.Namespace
        ``folder``, the case folder. Nothing in it is changed.

    Returns
    -------
    int
        0 where the case is sound, 1 where it is not.
    """
    contents, found = inspect(options.folder or COURSE)
    if not found:
        print(summary(contents))
        return 0
    print(*found, sep="\n")
    print(f"{count(len(found), 'problem')} found; nothing was changed.")
    if tidied := sum(problem.tidied for problem in found):
        folder = options.folder or COURSE.name
        print(f"To mend {tidied} of them, with a copy of each file kept: python -m helpers tidy {folder}")
    return 1


def run_tidy(options: argparse.Namespace) -> int:
    """Undo what spreadsheets do to the files of a case, and say what was done.

    Parameters
    ----------
    options : argparse.Namespace
        ``folder``, the case folder; ``day_first``, True or False where a date may be two days.

    Returns
    -------
    int
        0 where nothing is left to a person, 1 where something is.
    """
    mended = tidy(options.folder, options.day_first)
    for one in mended:
        if one.done:
            kept = f"; the file as it was is kept as {one.backup}" if one.backup else ""
            print(f"{one.file}: put right: {', '.join(one.done)}{kept}")
        for left in one.left:
            print(f"{one.file}: {left}")
    print(f"{'' if mended else 'Nothing to tidy. '}Next: python -m helpers check {options.folder}")
    return int(any(one.left for one in mended))


def run_new(options: argparse.Namespace) -> int:
    """Write a small case to begin with, and say what to do next.

    Parameters
    ----------
    options : argparse.Namespace
        ``folder``, a folder that is not there yet or is empty.

    Returns
    -------
    int
        0 where it was written, 1 where it was not.
    """
    try:
        files = begin(options.folder)
    except OSError as error:
        print(f"{options.folder}: {error.strerror or error}.")
        return 1
    print(
        f"{options.folder} now holds a small case of {len(files)} files, made up for practice.",
        "Put your own in its place: first title, question and lanes in case.toml, then documents.csv, then",
        "texts/D01.md and statements.csv, then the rest. data/README.md explains every column.",
        f"After each step: python -m helpers check {options.folder}",
        f'In a notebook: case = open_case("{options.folder}"), then chronology(case)',
        sep="\n",
    )
    return 0


def run_site(options: argparse.Namespace) -> int:
    """Make the reading edition: the course, or another case, as pages that need no Python.

    Parameters
    ----------
    options : argparse.Namespace
        ``out``, the folder for the pages; ``case``, another case's folder, or None for the course.

    Returns
    -------
    int
        0 where it was written, 1 where it was not.
    """
    from helpers.case import CaseError  # with its tools, only where a site is made: the other commands stay quick
    from helpers.site import build, summary

    try:
        files = build(options.out, options.case)
    except CaseError as error:
        print(error)
        return 1
    except OSError as error:
        print(f"{options.out}: {error.strerror or error}.")
        return 1
    print(summary(options.out, files))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``python -m helpers``.

    Returns
    -------
    int
        The exit code: 0 where all is well.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a notebook's streams have no reconfigure
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="python -m helpers", description="Tools for a case folder.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="find everything that is wrong in a case folder; nothing is changed")
    command.add_argument("folder", nargs="?", metavar="FOLDER", help="the case folder (default: data)")
    command.set_defaults(run=run_check)
    command = commands.add_parser("tidy", help="undo what a spreadsheet does to the files; a copy of each is kept")
    command.add_argument("folder", metavar="FOLDER", help="the case folder")
    order = command.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", default=None, help="read 04/02/1954 as 4 February")
    order.add_argument("--month-first", action="store_false", dest="day_first", help="read 04/02/1954 as 2 April")
    command.set_defaults(run=run_tidy, day_first=None)
    command = commands.add_parser("new", help="begin a case of your own, from a small one made up for practice")
    command.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet")
    command.set_defaults(run=run_new)
    command = commands.add_parser("site", help="make the reading edition: web pages that need no Python")
    command.add_argument("out", metavar="OUT", type=Path, help="a folder that is not there yet, or an earlier site's")
    command.add_argument("--case", metavar="FOLDER", help="a case folder (default: data, with the notebooks)")
    command.set_defaults(run=run_site)
    options = parser.parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    raise SystemExit(main())
