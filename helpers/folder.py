"""What does a case folder hold, as far as it can be read, and what is wrong in each of its files by itself?"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.package import ABOUT, COURSE, EXERCISES, FILES, PACKAGE, REFERENCES, TABLES, course_fields, entry, listed
from helpers.rows import read_prose, read_table
from helpers.tables import Problem, Table, cure, nearest
from helpers.typed import quoted

WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers")
WRITTEN = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".htm", ".html")
TOO_LARGE = "holds a number or a nesting too large to read; put the file back"


@dataclass
class Contents:
    """What a case folder holds, as far as it could be read.

    Attributes
    ----------
    folder : pathlib.Path
        The folder.
    tables : dict of str to Table
        The tables by name; one that could not be read, or that the case does not have, has no rows.
    texts : dict of str to list of str
        Document id to its paragraphs, the title being paragraph 0.
    about : dict or None
        case.toml; None where it could not be read.
    exercises : list of dict
        exercises.toml, empty where it cannot be read.
    references : dict of str to dict, or None
        Key to CSL-JSON item; None where there is no references.json, or it could not be read.
    problems : list of Problem
        What is wrong in each file by itself.
    lines : dict of str to list of str
        The lines of the TOML files, to say where in them a problem is.
    """

    folder: Path
    tables: dict[str, Table] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    about: dict[str, Any] | None = None
    exercises: list[dict[str, Any]] = field(default_factory=list)
    references: dict[str, dict[str, Any]] | None = None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Name a file of the folder as problems do: ``data/events.csv``."""
        return f"{self.folder.name}/{name}"

    def note(self, name: str, row: int | None, column: str, message: str, blocks: bool = True) -> None:
        """Write down a problem of one of the folder's files."""
        self.problems.append(Problem(self.label(name), row, column, message, blocks))

    def faulty(self, name: str) -> bool:
        """Say whether a file of the folder has problems by itself."""
        return any(problem.file == self.label(name) for problem in self.problems)

    def cells(self, table: str, *columns: str) -> list[tuple[int, list[str]]]:
        """Give row number and the named cells of every whole row; a column that the table lacks is empty."""
        return [(number, [row.get(column, "") for column in columns]) for number, row in self.tables[table].numbered()]

    def line(self, name: str, key: str | None, start: int = 0, end: int | None = None) -> int | None:
        """Give the line of a TOML file where a key stands, counted from 1."""
        pattern = re.compile(rf"\s*(?:\[+\s*)?(?:exercise\.)?{re.escape(key or '')}\s*(?:\]|=)")
        lines = self.lines.get(name, [])[start:end]
        return next((n for n, text in enumerate(lines, start + 1) if key and pattern.match(text)), None)


def find_folder(folder: Path | str) -> Path:
    """Find a case folder: where its path says, or else beside the course's own ``data/``."""
    here = Path(folder)
    beside = COURSE.parent / here
    return (beside if not here.exists() and beside.is_dir() else here).resolve()


def read_folder(folder: Path | str) -> Contents:
    """Read a case folder, whatever state it is in.

    Parameters
    ----------
    folder : path
        The folder, as `find_folder` finds it.

    Returns
    -------
    Contents
        What could be read, and what is wrong in each file by itself. The files that a case has are those that its
        datapackage.json lists; one that stands there unlisted is read all the same.
    """
    contents = Contents(find_folder(folder))
    try:
        present = sorted(one.name for one in contents.folder.iterdir())
    except OSError as error:
        contents.problems.append(Problem(contents.folder.name, None, "", _no_folder(contents.folder, error)))
        return contents
    promised = _read_tables(contents, present)
    contents.about = _read_toml(contents, ABOUT, present)
    if EXERCISES in promised:
        _read_exercises(contents, present)
    if REFERENCES in promised:
        _read_references(contents, present)
    if "texts" in present:
        _read_texts(contents)
    for name in sorted(promised - {PACKAGE, *FILES}):
        if not (contents.folder / name).exists():
            contents.note(name, None, "", "this file is missing; put it back, or take it out of datapackage.json")
    return contents


def _no_folder(folder: Path, error: OSError) -> str:
    """Say why a folder cannot be read, and where it was looked for."""
    if not isinstance(error, FileNotFoundError):
        return f"this folder {_unreadable(error)}; check its name"
    near = []
    for parent in (folder.parent, COURSE.parent):
        with suppress(OSError):
            near += [one.name for one in parent.iterdir() if one.is_dir()]
    where = f"neither in {folder.parent.name or 'the working folder'} nor beside the course’s data"
    begin = f"python -m helpers new {quoted(folder.name)} begins one"
    return f"there is no such folder, {where}; {cure(nearest(folder.name, near, 0.75), begin)}"


def _unreadable(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or str(error)).lower()})"


def _read_tables(contents: Contents, present: Sequence[str]) -> set[str]:
    """Read datapackage.json and every table; give the files that the case has.

    Where the list cannot be used, the files that stand there are the case's, with the course's own columns.
    """
    package = _read_json(contents, PACKAGE, present)
    files, faults = listed(package) if package is not None else ({}, [])
    for fault in faults:
        contents.note(PACKAGE, None, "", fault)
    here = [name for name in FILES if name in present]
    for name in here if files else ():
        if name not in files and name != ABOUT:
            message = f"is not listed in {PACKAGE}, so nobody would miss it; add {entry(name)} to its resources"
            contents.note(name, None, "", message, blocks=False)
    promised = {"documents.csv", *files, *here}
    own = {} if all(files.get(f"{name}.csv") for name in TABLES) else course_fields()
    used = set(present) & promised
    for name in TABLES:
        path = f"{name}.csv"
        described = files.get(path)
        if not (described or own):
            contents.note(path, None, "", "cannot be checked, since the course’s data/datapackage.json is damaged")
            return promised
        table = Table(name, contents.label(path), described or own[name], path in promised)
        if path in promised:
            found = path if path in present else _stand_in(contents, path, present, used)
            if found:
                used.add(found)
                table = read_table(contents.folder / found, name, table.fields, table.file, described is not None)
        else:
            table.ids = frozenset()
        contents.tables[name] = table
        contents.problems.extend(table.problems)
    for name in present:
        if name.lower().endswith(".csv") and name not in used and not name.startswith((".", "~")):
            meant = nearest(name, [f"{table}.csv" for table in TABLES if f"{table}.csv" not in used])
            message = f"rename it to {meant}, or take it out" if meant else "take it out"
            contents.note(name, None, "", f"is not one of the case’s tables, so nothing reads it; {message}")
    return promised


def _stand_in(contents: Contents, wanted: str, present: Sequence[str], taken: Collection[str]) -> str | None:
    """Note that a file is missing; give the file that seems to be it under another name."""
    guess = nearest(wanted, [name for name in present if name not in taken])
    message = "this file is missing; put it back"
    if wanted not in (PACKAGE, ABOUT):
        message += f", or take its line out of {PACKAGE}" if PACKAGE in present else ""
    if guess and guess.lower().endswith(WORKBOOKS):
        message = f"this file is missing; open “{guess}” and save it as “CSV UTF-8” under this name"
        guess = None
    elif guess:
        message = f"this file is missing; rename “{guess}” to {wanted}"
    elif wanted == PACKAGE:
        entries = ", ".join(entry(name) for name in FILES if name in present)
        message += f', or list there the files of a new case: {{"name": "my-case", "resources": [{entries}]}}'
    contents.note(wanted, None, "", message)
    return guess


def _read(contents: Contents, name: str, present: Sequence[str]) -> str | None:
    """Read one of the files that are not tables, under its own or the nearest name."""
    found = name if name in present else _stand_in(contents, name, present, {PACKAGE, *FILES})
    if found is None:
        return None
    text, faults = read_prose(contents.folder / found, contents.label(name))
    contents.problems.extend(faults)
    return text


def _read_json(contents: Contents, name: str, present: Sequence[str]) -> Any:
    text = _read(contents, name, present)
    if text is None:
        return None
    try:
        value = json.loads(text)
        if value is None:
            contents.note(name, 1, "", "is empty; put the file back")
        return value
    except json.JSONDecodeError as error:
        what = f"is not valid JSON ({error.msg.lower()}, character {error.colno})" if text else "is empty"
        hint = "look at this line and the one above for a lost comma, bracket or quotation mark"
        contents.note(name, error.lineno, "", f"{what}; {hint}")
    except (ValueError, RecursionError):
        contents.note(name, None, "", TOO_LARGE)
    return None


def _read_toml(contents: Contents, name: str, present: Sequence[str]) -> dict[str, Any] | None:
    text = _read(contents, name, present)
    if text is None:
        return None
    contents.lines[name] = text.split("\n")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.search(r"line (\d+)", place)
        message = f"is not valid TOML ({what[:1].lower()}{what[1:]}); look at this line and the one above"
        contents.note(name, int(line[1]) if line else len(contents.lines[name]), "", message)
    except (ValueError, RecursionError):
        contents.note(name, None, "", TOO_LARGE)
    return None


def _read_exercises(contents: Contents, present: Sequence[str]) -> None:
    read = _read_toml(contents, EXERCISES, present) or {}
    exercises = read.get("exercise", [])
    if set(read) - {"exercise"} or not isinstance(exercises, list) or not all(isinstance(e, dict) for e in exercises):
        wrong = min(set(read) - {"exercise"}, default="exercise")
        message = "every exercise stands under [[exercise]], with two brackets on either side"
        contents.note(EXERCISES, contents.line(EXERCISES, wrong), wrong, message)
    else:
        contents.exercises = exercises


def _read_references(contents: Contents, present: Sequence[str]) -> None:
    items = _read_json(contents, REFERENCES, present)
    if items is None:
        return
    if not isinstance(items, list):
        contents.note(REFERENCES, 1, "", "is not a list of references; CSL-JSON begins with [ and ends with ]")
        return
    contents.references = {}
    for place, item in enumerate(items, 1):
        key = item.get("id") if isinstance(item, dict) else None
        if not isinstance(key, str) or not item.get("type"):
            contents.note(REFERENCES, None, "", f"reference {place} lacks an “id” (a text) or a “type”; add it")
        elif key in contents.references:
            contents.note(REFERENCES, None, key, "stands twice; take one of the two references out")
        if isinstance(key, str):
            contents.references[key] = item


def _read_texts(contents: Contents) -> None:
    try:
        names = sorted(one.name for one in (contents.folder / "texts").iterdir())
    except OSError as error:
        contents.note("texts", None, "", f"{_unreadable(error)}; put the folder of texts back")
        return
    documents = contents.tables["documents"].ids if "documents" in contents.tables else None
    renamed = _renamed(names, documents or frozenset())
    for name in names:
        if name.startswith("."):
            continue
        document = renamed.get(name, name.removesuffix(".md") if name.endswith(".md") else "")
        if name in renamed:
            cure = f"rename “{name}” to {document}.md"
            if name.lower().endswith(WRITTEN):
                cure = f"open “{name}” and save its text as plain text (UTF-8) under this name"
            contents.note(f"texts/{document}.md", None, "", f"this file is missing; {cure}")
        if document and not name.lower().endswith(WRITTEN):
            text, found = read_prose(contents.folder / "texts" / name, contents.label(f"texts/{document}.md"))
            contents.problems.extend(found)
            if text is not None:
                paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
                contents.texts[document] = paragraphs


def _renamed(names: Sequence[str], documents: Collection[str]) -> dict[str, str]:
    """Give the files that seem to be the text of a document under another name, with the document's id.

    An editor adds an ending (D02.md.txt), a word processor has its own (D02.docx), and small letters are another name.
    """
    plain = {document.casefold(): document for document in documents if f"{document}.md" not in names}
    found: dict[str, str] = {}
    for name in names:
        stem = re.sub(r"(?:\.(?:md|txt|text|markdown|docx?|odt|rtf|pdf|html?))+$", "", name.casefold()).strip()
        if stem in plain and stem != name.casefold():
            found[name] = plain.pop(stem)
    return found
