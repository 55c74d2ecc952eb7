"""What would the check say of a case: as its folder is, or with one thing in a file changed?"""

from __future__ import annotations

import textwrap
from html import escape
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from helpers.case import Case, CaseError
from helpers.cells import is_date
from helpers.checks import Contents, Problem, inspect
from helpers.dates import parse
from helpers.new_case import still_practice
from helpers.sheet import Sheet
from helpers.tables import count, cure, nearest, show


def check_case(case: Case, file: str = "", words: str = "", slip: str = "") -> Sheet:
    """Say what ``python -m helpers check`` would say of a case, or of a copy in which one thing is changed.

    Parameters
    ----------
    case : Case
        An open case. Nothing in its folder is changed; the copy is gone when the answer is there.
    file : str, optional
        A file of the folder, such as "events.csv"; without it, the folder as it is.
    words, slip : str, optional
        Words that stand once in the file, and what is written in their place.

    Returns
    -------
    Sheet
        A summary of a sound case, or every problem on a line of its own: file, row, column, what is wrong, what to do.

    Raises
    ------
    CaseError
        If there is no such file, or the words do not stand in it once.
    """
    if not file:
        return _said(*inspect(case.folder))
    files = {one.relative_to(case.folder).as_posix(): one for one in case.folder.rglob("*") if one.is_file()}
    if file not in files:
        raise CaseError(f"There is no file {show(file)} in this case; {cure(nearest(file, files), ', '.join(files))}.")
    text = files[file].read_bytes().decode("utf-8")
    if not words or text.count(words) != 1:
        times = count(text.count(words), "time") if words else "nowhere"
        raise CaseError(f"{show(words)} stands {times} in {file}; give words that stand there once.")
    with TemporaryDirectory() as there:
        copy = copytree(case.folder, Path(there) / case.folder.name)
        (copy / file).write_bytes(text.replace(words, slip).encode())
        return _said(*inspect(copy))


def _said(contents: Contents, found: list[Problem]) -> Sheet:
    """Give the problems, or the summary of a case that has none."""
    text = "\n".join([*map(str, found), f"{count(len(found), 'problem')} found."]) if found else summary(contents)
    wrap = "white-space:pre-wrap;overflow-wrap:anywhere" if found else "white-space:pre;overflow-x:auto"
    return Sheet(f'<div style="font-family:monospace;{wrap}">{escape(text)}</div>', text)


def summary(contents: Contents) -> str:
    """Say in a screenful what a sound case holds.

    Parameters
    ----------
    contents : Contents
        What was read.

    Returns
    -------
    str
        At most 24 lines: rows a table, texts, quotations, dates, links, exercises; and, which is no problem, the files
        in which the text made up for practice still stands.
    """
    statements, documents = contents.tables["statements"].rows, contents.tables["documents"].rows
    held = sum(row["document"] in contents.texts for row in statements)
    dates = [
        parse(row[one["name"]])
        for table in contents.tables.values()
        for one in table.fields
        if is_date(one)
        for row in table.rows
        if row[one["name"]]
    ]
    unsure = sum(date.about or date.perhaps for date in dates)
    minutes = sum(one["minutes"] for one in contents.exercises)
    tables = [table for table in contents.tables.values() if table.there]
    lines: list[tuple[str, int | str, str]] = [
        *((table.name, len(table.rows), "" if table.rows else "no rows yet") for table in tables),
        ("texts", len(contents.texts), " ".join(contents.texts)),
        ("quotations", len(statements), f"{held} verified in texts held"),
        ("dates", len(dates), f"{unsure} uncertain (?) or approximate (~)"),
        ("links", sum(len(row["url"].split()) for row in documents), "recorded with the documents, none opened"),
        ("references", len(contents.references or {}), ""),
        ("exercises", len(contents.exercises), f"{minutes:g} minutes"),
    ]
    if short := len(statements) - held:
        note = f"{short} of documents not held: a slip there cannot be found"
        place = next(n for n, line in enumerate(lines) if line[0] == "dates")
        lines.insert(place, ("", "", note))
    about = contents.about or {}
    head = f"{about['title']} Version {about['version']}: sound, no problems found."
    shown = [head, *(f"  {name:<13}{number:>5}  {note}".rstrip() for name, number, note in lines)]
    if practice := still_practice(contents.folder):
        note = f"Note: text made up for practice still stands in {', '.join(practice)}."
        shown += textwrap.wrap(note, 80, subsequent_indent="  ")
    return "\n".join(shown)
