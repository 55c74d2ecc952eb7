"""What can be asked from the command line? ``python -m helpers check [FOLDER]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from helpers.case import FOLDER
from helpers.checks import Contents, inspect
from helpers.dates import parse


def check(options: argparse.Namespace) -> int:
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
    contents, found = inspect(options.folder)
    if found:
        print(*found, sep="\n")
        print(f"{len(found)} problem{'' if len(found) == 1 else 's'} found; nothing was changed.")
        return 1
    print(summary(contents))
    return 0


def summary(contents: Contents) -> str:
    """Say in a screenful what a sound case holds.

    Parameters
    ----------
    contents : Contents
        What was read.

    Returns
    -------
    str
        At most 24 lines: rows a table, texts, quotations, dates, links, exercises.
    """
    statements, documents = contents.tables["statements"].rows, contents.tables["documents"].rows
    held = sum(row["document"] in contents.texts for row in statements)
    dates = [
        parse(row[one["name"]])
        for table in contents.tables.values()
        for one in table.fields
        if str(one.get("rdfType", "")).endswith("edtf/EDTF")
        for row in table.rows
        if row[one["name"]]
    ]
    unsure = sum(date.about or date.perhaps for date in dates)
    minutes = sum(one["minutes"] for one in contents.exercises)
    lines = [(name, len(table.rows), "" if table.rows else "no rows yet") for name, table in contents.tables.items()]
    lines += [
        ("texts", len(contents.texts), " ".join(contents.texts)),
        (
            "quotations",
            len(statements),
            f"{held} verified in texts held, {len(statements) - held} known only as short words",
        ),
        ("dates", len(dates), f"{unsure} uncertain (?) or approximate (~)"),
        ("links", sum(len(row["url"].split()) for row in documents), "recorded with the documents, none opened"),
        ("references", len(contents.references or {}), ""),
        ("exercises", len(contents.exercises), f"{minutes:g} minutes"),
    ]
    about = contents.about or {}
    head = f"{about['title']} Version {about['version']}: sound, no problems found."
    return "\n".join([head, *(f"  {name:<13}{number:>5}  {note}".rstrip() for name, number, note in lines)])


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
    command.add_argument("folder", nargs="?", default=FOLDER, metavar="FOLDER", help="the case folder (default: data)")
    command.set_defaults(run=check)
    options = parser.parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    raise SystemExit(main())
