"""What can be asked from the command line? ``python -m helpers``, and a verb."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from helpers.case_report import summary
from helpers.checks import inspect
from helpers.habits import tidy
from helpers.new_case import begin
from helpers.package import COURSE
from helpers.tables import count
from helpers.typed import command, typed


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
    folder = options.folder or COURSE.name
    for problem in found:
        print(typed(str(problem), folder))
    print(f"{count(len(found), 'problem')} found; nothing was changed.")
    if tidied := sum(problem.tidied for problem in found):
        print(f"To mend {tidied} of them, with a copy of each file kept: {command('tidy', folder)}")
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
            print(f"{one.file}: {typed(left, options.folder)}")
    print(f"{'' if mended else 'Nothing to tidy. '}Next: {command('check', options.folder)}")
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
        f"After each step: {command('check', options.folder)}",
        f'In a notebook: case = open_case("{options.folder}"), then chronology(case)',
        sep="\n",
    )
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write a case in the standard formats of libraries and digital editions.

    Parameters
    ----------
    options : argparse.Namespace
        ``out``, a folder that is not there yet or is empty; ``case``, the case folder.

    Returns
    -------
    int
        0 where it was written, 1 where it was not.
    """

    def work() -> None:
        from helpers.case import open_case
        from helpers.exported import write

        files = write(open_case(options.case), options.out)
        print(f"{options.out} now holds {count(len(files), 'file')}: {', '.join(files)}. README.md says what each is.")

    return _written(work, options.out)


def run_handouts(options: argparse.Namespace) -> int:
    """Write the hand-outs of a case, and say how each fits on paper.

    Parameters
    ----------
    options : argparse.Namespace
        ``out``, the folder to write to; ``case``, the case folder.

    Returns
    -------
    int
        0 where they were written, 1 where they were not.
    """

    def work() -> None:
        from helpers.case import open_case
        from helpers.handouts import write

        for line in write(open_case(options.case), Path(options.out)):
            print(line, flush=True)

    return _written(work, options.out)


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

    def work() -> None:
        from helpers.site import build, summary

        out = Path(options.out)
        print(summary(out, build(out, options.case)))

    return _written(work, options.out)


def _written(work: Callable[[], None], out: str) -> int:
    """Write a folder, with tools that are loaded only then; what hinders it is told in one sentence."""
    from helpers.case import CaseError

    try:
        work()
    except CaseError as error:
        print(error)
        return 1
    except OSError as error:
        print(
            f"{out}: {error.strerror}; name a folder that you may write to." if error.strerror else f"{out}: {error}."
        )
        return 1
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
    parser = argparse.ArgumentParser(prog=command(), description="Tools for a case folder.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verb = commands.add_parser("check", help="find everything that is wrong in a case folder; nothing is changed")
    verb.add_argument("folder", nargs="?", metavar="FOLDER", help="the case folder (default: data)")
    verb.set_defaults(run=run_check)
    verb = commands.add_parser("tidy", help="undo what a spreadsheet does to the files; a copy of each is kept")
    verb.add_argument("folder", metavar="FOLDER", help="the case folder")
    order = verb.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", default=None, help="read 04/02/1954 as 4 February")
    order.add_argument("--month-first", action="store_false", dest="day_first", help="read 04/02/1954 as 2 April")
    verb.set_defaults(run=run_tidy, day_first=None)
    verb = commands.add_parser("new", help="begin a case of your own, from a small one made up for practice")
    verb.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet")
    verb.set_defaults(run=run_new)
    verb = commands.add_parser("export", help="write a case in the standard formats of libraries and editions")
    verb.add_argument("out", metavar="OUT", help="a folder that is not there yet")
    verb.add_argument("--case", metavar="FOLDER", help="the case folder (default: data)")
    verb.set_defaults(run=run_export)
    verb = commands.add_parser("handouts", help="print a lesson: sheets for students and teacher, HTML and PDF")
    verb.add_argument("out", metavar="OUT", help="the folder to write to")
    verb.add_argument("--case", metavar="FOLDER", help="the case folder (default: data)")
    verb.set_defaults(run=run_handouts)
    verb = commands.add_parser("site", help="make the reading edition: web pages that need no Python")
    verb.add_argument("out", metavar="OUT", help="a folder that is not there yet, or an earlier site's")
    verb.add_argument("--case", metavar="FOLDER", help="a case folder (default: data, with the notebooks)")
    verb.set_defaults(run=run_site)
    options = parser.parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough, as in `check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
