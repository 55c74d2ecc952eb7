"""What is wrong in a case folder? Every problem in one run: of each file, and between the files."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from helpers.dates import DateError, When, parse
from helpers.quotes import count_words, find
from helpers.quotes import nearest as nearest_passage
from helpers.tables import ID, Problem, Table, nearest, nearest_id, read_prose, read_table, show

__all__ = ["TABLES", "Contents", "Problem", "inspect", "problems"]

TABLES = (
    "documents",
    "statements",
    "events",
    "people",
    "claims",
    "judgements",
    "transmission",
    "readings",
    "puzzles",
    "glossary",
)
FILES = ("datapackage.json", "case.toml", "references.json", "exercises.toml")
OWN_PACKAGE = Path(__file__).resolve().parent.parent / "data" / "datapackage.json"
LONGEST_QUOTATION = 25  # words
SKILLS = ("sourcing", "context", "close reading", "corroboration", "weighing", "arguing")
KINDS = ("choice", "several", "order", "date", "quote", "ids", "number", "words")
ABOUT: dict[str, type] = {"title": str, "question": str, "language": str, "version": str, "lanes": list, "rungs": list}
ABOUT_LISTS = ("not_claimed", "not_yet_known", "not_attributed")
EXERCISE = ("id", "notebook", "skill", "minutes", "prompt", "kind", "answers", "hints", "model_answer", "why", "rubric")
WITH_OPTIONS = ("choice", "several", "order")


@dataclass
class Contents:
    """What a case folder holds, as far as it could be read.

    Attributes
    ----------
    folder : pathlib.Path
        The folder.
    tables : dict of str to Table
        The tables by name, in the order of datapackage.json; a table that could not be read has no rows.
    texts : dict of str to list of str
        Document id to its paragraphs, the title being paragraph 0.
    about : dict or None
        case.toml; None where it could not be read.
    exercises : list of dict
        exercises.toml, empty where it cannot be read.
    references : dict of str to dict, or None
        Key to CSL-JSON item; None where references.json could not be read.
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

    def note(self, name: str, row: int | None, column: str, message: str) -> None:
        """Write down a problem of one of the folder's files."""
        self.problems.append(Problem(self.label(name), row, column, message))


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
        The case folder.

    Returns
    -------
    tuple of (Contents, list of Problem)
        What could be read, and every problem in order of file and row.
    """
    contents = _read_folder(Path(folder).resolve())
    found = list(contents.problems)
    if contents.tables:
        checks = (_links, _passages, _times, _judgements, _lanes, _about, _keys, _texts, _exercises)
        found.extend(chain.from_iterable(check(contents) for check in checks))
    files = [*map(contents.label, FILES[:2]), *(table.file for table in contents.tables.values())]
    order = {file: place for place, file in enumerate([*files, *map(contents.label, FILES[2:])])}
    found.sort(key=lambda problem: (order.get(problem.file, len(order)), problem.file, problem.row or 0))
    return contents, found


# Reading the folder


def _read_folder(folder: Path) -> Contents:
    contents = Contents(folder)
    try:
        present = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        guess = None
        with suppress(OSError):
            guess = nearest(folder.name, [entry.name for entry in folder.parent.iterdir() if entry.is_dir()])
        cure = f"nearest is {show(guess)}" if guess and guess != folder.name else "check its name"
        contents.problems.append(Problem(folder.name, None, "", f"this folder {_unreadable(error)}; {cure}"))
        return contents
    used = _read_tables(contents, present)
    contents.about = _read_toml(contents, "case.toml", present)
    _read_exercises(contents, present)
    _read_references(contents, present)
    for name in present:
        if name.lower().endswith(".csv") and name not in used and not name.startswith((".", "~")):
            message = "is not one of the case’s tables, so nothing reads it; take it out, or give it the table’s name"
            contents.note(name, None, "", message)
    if "texts" in present:
        _read_texts(contents)
    return contents


def _unreadable(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or str(error)).lower()})"


def _read_texts(contents: Contents) -> None:
    try:
        names = sorted(entry.name for entry in (contents.folder / "texts").iterdir())
    except OSError as error:
        contents.note("texts", None, "", f"{_unreadable(error)}; put the folder of texts back")
        return
    for name in names:
        if name.endswith(".md") and not name.startswith("."):
            text, found = read_prose(contents.folder / "texts" / name, contents.label(f"texts/{name}"))
            contents.problems.extend(found)
            if text is not None:
                paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
                contents.texts[name.removesuffix(".md")] = paragraphs


def _stand_in(contents: Contents, wanted: str, present: Sequence[str], taken: Collection[str]) -> str | None:
    """Note that a file is missing; give the file that seems to be it under another name."""
    guess = nearest(wanted, [name for name in present if name not in taken])
    message = "this file is missing; put it back"
    if guess and guess.lower().endswith((".xlsx", ".xls", ".ods", ".numbers")):
        message = f"this file is missing; open {show(guess)} and save it as “CSV UTF-8” under this name"
        guess = None
    elif guess:
        message = f"this file is missing; rename {show(guess)} to {wanted}"
    contents.note(wanted, None, "", message)
    return guess


def _read(contents: Contents, name: str, present: Sequence[str]) -> str | None:
    """Read one of the files that are not tables, under its own or the nearest name."""
    tables = (f"{table}.csv" for table in TABLES)
    found = name if name in present else _stand_in(contents, name, present, {*FILES, *tables})
    if found is None:
        return None
    text, faults = read_prose(contents.folder / found, contents.label(name))
    contents.problems.extend(faults)
    return text


def _read_json(contents: Contents, name: str, present: Sequence[str]) -> Any:
    text = _read(contents, name, present)
    try:
        return None if text is None else json.loads(text)
    except json.JSONDecodeError as error:
        what = f"is not valid JSON ({error.msg.lower()}, character {error.colno})" if text else "is empty"
        cure = "look at this line and the one above for a lost comma, bracket or quotation mark"
        contents.note(name, error.lineno, "", f"{what}; {cure}")
    except (ValueError, RecursionError):
        contents.note(name, None, "", "holds a number or a nesting too large to read; put the file back")
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
        contents.note(name, None, "", "holds a number or a nesting too large to read; put the file back")
    return None


def _read_tables(contents: Contents, present: Sequence[str]) -> set[str]:
    """Read every table that datapackage.json describes; give the names of the files used.

    Where it cannot be used, the course's own stands in for it, so that the tables are checked all the same.
    """
    package = _read_json(contents, "datapackage.json", present)
    resources, faults = _resources(package)
    if package is not None:
        for fault in faults:
            contents.note("datapackage.json", None, "", fault)
    if faults:
        try:
            resources, _ = _resources(json.loads(OWN_PACKAGE.read_bytes()))
        except (OSError, ValueError):
            return set(present)
        for one in resources["events"][1] if resources else ():
            if one["name"] == "lane":
                one.get("constraints", {}).pop("enum", None)  # every case has its own
    used = {path for path, _ in resources.values()}
    for name, (path, fields) in resources.items():
        found = path if path in present else _stand_in(contents, path, present, {*used, *FILES})
        if found:
            used.add(found)
            contents.tables[name] = read_table(contents.folder / found, name, fields, contents.label(path))
        else:
            contents.tables[name] = Table(name, contents.label(path), fields)
        contents.problems.extend(contents.tables[name].problems)
    return used


def _resources(package: Any) -> tuple[dict[str, tuple[str, list[dict[str, Any]]]], list[str]]:
    """Give each table's path and fields, or none and what is wrong in the package."""
    try:
        resources = {str(one["name"]): (str(one["path"]), one["schema"]["fields"]) for one in package["resources"]}
        faults = [fault for name, (_, fields) in resources.items() for fault in _schema_faults(name, fields)]
    except (TypeError, KeyError, AttributeError):
        return {}, ["does not list its tables (resources) with name, path and schema; put the file back"]
    faults += [f"does not describe the table {show(name)}; put it back" for name in TABLES if name not in resources]
    return ({}, faults) if faults else (resources, [])


def _schema_faults(name: str, fields: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say what in a table's schema could not be used."""
    if "id" not in [one["name"] for one in fields]:
        yield f"describes the table {show(name)} without a field “id”; put it back"
    for one in fields:
        limits = one.get("constraints", {})
        lists = {"enum": limits.get("enum", []), "refersTo": one.get("refersTo", [])}
        shapes: list[tuple[str, Any, type, str]] = [
            ("name", one["name"], str, "a text"),
            ("description", one.get("description", ""), str, "a text"),
            ("pattern", limits.get("pattern", ""), str, "a text"),
            *((key, limits.get(key, 0), int, "a whole number") for key in ("minimum", "maximum")),
            *((key, values, list, "a list") for key, values in lists.items()),
            *((f"part of {key}", value, str, "a text") for key, values in lists.items() for value in values),
        ]
        faults = [f"a {key} that is not {what}" for key, part, kind, what in shapes if not isinstance(part, kind)]
        if one.get("type", "string") not in ("string", "integer"):
            faults.append("a type other than string or integer")
        try:
            re.compile(str(limits.get("pattern", "")))
        except re.error as error:
            faults.append(f"a pattern that cannot be read ({error})")
        for fault in faults:
            yield f"gives {name}.{one['name']} {fault}; put the file back"


def _read_exercises(contents: Contents, present: Sequence[str]) -> None:
    name = "exercises.toml"
    read = _read_toml(contents, name, present) or {}
    exercises = read.get("exercise", [])
    if set(read) - {"exercise"} or not isinstance(exercises, list) or not all(isinstance(e, dict) for e in exercises):
        wrong = min(set(read) - {"exercise"}, default="exercise")
        row = _line(contents.lines[name], wrong)
        contents.note(name, row, wrong, "every exercise stands under [[exercise]], with two brackets on either side")
    else:
        contents.exercises = exercises


def _read_references(contents: Contents, present: Sequence[str]) -> None:
    name = "references.json"
    items = _read_json(contents, name, present)
    if items is None:
        return
    if not isinstance(items, list):
        contents.note(name, 1, "", "is not a list of references; CSL-JSON begins with [ and ends with ]")
        return
    contents.references = {}
    for place, item in enumerate(items, 1):
        key = item.get("id") if isinstance(item, dict) else None
        if not isinstance(key, str) or not item.get("type"):
            contents.note(name, None, "", f"reference {place} lacks an “id” (a text) or a “type”; add it")
        elif key in contents.references:
            contents.note(name, None, key, "stands twice; take one of the two references out")
        if isinstance(key, str):
            contents.references[key] = item


# Between the files


def _rows(contents: Contents, table: str, *columns: str) -> Iterator[tuple[int, str, list[str]]]:
    """Give row number, id and the named cells of every whole row; a column that the table lacks is empty."""
    for number, row in contents.tables[table].numbered():
        yield number, row["id"], [row.get(column, "") for column in columns]


def _file(contents: Contents, table: str) -> str:
    return contents.tables[table].file


def _limits(contents: Contents, table: str, column: str) -> Mapping[str, Any]:
    """Give the constraints of a column."""
    fields = contents.tables[table].fields
    return next((one.get("constraints", {}) for one in fields if one["name"] == column), {})


def _cure(guess: str | None, otherwise: str) -> str:
    return f"nearest is {show(guess)}" if guess else otherwise


def _links(contents: Contents) -> Iterator[Problem]:
    """Find ids that no table has, in every column that `refersTo` one."""
    for table in contents.tables.values():
        for one in table.fields:
            targets = [contents.tables[name] for name in one.get("refersTo", ()) if name in contents.tables]
            if not targets or any(target.ids is None for target in targets):
                continue
            known = frozenset().union(*(target.ids or () for target in targets))
            pattern = re.compile(one.get("constraints", {}).get("pattern", ".*"))
            for number, row in table.numbered():
                cell = row[one["name"]]
                if cell and not pattern.fullmatch(cell):
                    guess = " ".join(nearest_id("".join(parts), known) or "" for parts in ID.findall(cell))
                    cure = f"write {guess}" if pattern.fullmatch(guess) else "write ids with one space between them"
                    yield Problem(table.file, number, one["name"], f"{show(cell)} is not written as ids are; {cure}")
                    continue
                for wrong in cell.split():
                    if wrong not in known:
                        names = " or ".join(target.name for target in targets)
                        guess = nearest_id(wrong, known)
                        message = f"{show(wrong)} is not an id in {names}" + (f"; nearest is {guess}" if guess else "")
                        yield Problem(table.file, number, one["name"], message)


def _passages(contents: Contents) -> Iterator[Problem]:
    """Find quotations that are too long, do not stand where they say, or lack their gloss."""
    file = _file(contents, "statements")
    columns = ("document", "paragraph", "exact", "prefix", "suffix", "language", "gloss")
    for number, _, (document, paragraph, exact, prefix, suffix, language, gloss) in _rows(
        contents, "statements", *columns
    ):
        words = count_words(exact)
        if words > LONGEST_QUOTATION:
            message = f"has {words} words, and a quotation at most {LONGEST_QUOTATION}; keep the words that matter"
            yield Problem(file, number, "exact", message)
        if language and language != "English" and not gloss:
            yield Problem(file, number, "gloss", f"is empty, and the words are {language}; add our own English gloss")
        if exact and (text := contents.texts.get(document)):
            column, message = _misquoted(text, document, paragraph, exact, prefix, suffix)
            if message:
                yield Problem(file, number, column, message)


def _misquoted(text: list[str], document: str, paragraph: str, exact: str, prefix: str, suffix: str) -> tuple[str, str]:
    """Say in which column a quotation goes wrong against the text we hold, and how; "" where it is right."""
    where = [n for n, words in enumerate(text) if find(words, exact)]
    if not where:
        return "exact", f"{show(exact)} does not stand in {document}; {_nearest_words(text, exact)}"
    n = int(paragraph) if paragraph.isdecimal() else -1
    if n not in where:
        wrong = f"is {n}, but" if paragraph else f"is empty; we hold the text of {document}, and"
        return "paragraph", f"{wrong} the words stand in paragraph {' or '.join(map(str, where))}; write that"
    places = find(text[n], exact, prefix, suffix)
    if len(places) > 1:
        return "exact", f"{show(exact)} stands {len(places)} times in {document} ¶{n}; add words to prefix or suffix"
    if places:
        return "exact", ""
    start, end = find(text[n], exact)[0]
    before, after = text[n][max(0, start - 30) : start], text[n][end : end + 30]
    column = "suffix" if find(text[n], exact, prefix) else "prefix"
    return column, f"is not beside the words in {document} ¶{n}; they stand between {show(before)} and {show(after)}"


def _nearest_words(passages: Sequence[str], exact: str) -> str:
    """Name the passage most like words that stand nowhere."""
    passage, _ = max((nearest_passage(words, exact) for words in passages), key=lambda found: found[1])
    return f"nearest is {show(passage, 300)}" if passage else "nothing in it is like them"


def _times(contents: Contents) -> Iterator[Problem]:
    """Find statements after their speaker's death, and spans that end before they begin."""
    died = {identifier: (name, day) for _, identifier, (name, day) in _rows(contents, "people", "name", "died") if day}
    for number, _, (speaker, said) in _rows(contents, "statements", "speaker", "date"):
        if not said or speaker not in died:
            continue
        name, end = died[speaker]
        spoke, death = _when(said), _when(end)
        if spoke and death and spoke.first and death.last and spoke.first > death.last:
            message = f"{spoke.words} is after the death of {name} ({death.words}); correct the date or the speaker"
            yield Problem(_file(contents, "statements"), number, "date", message)
    for column, start in (("died", "born"), ("office_to", "office_from")):
        for number, _, (end, begin) in _rows(contents, "people", column, start):
            since, until = _when(begin), _when(end)
            if since and until and since.first and until.last and until.last < since.first:
                message = f"{end} is before {start} ({begin}); correct one of the two"
                yield Problem(_file(contents, "people"), number, column, message)


def _when(text: str) -> When | None:
    try:
        return parse(text) if text else None
    except DateError:
        return None


def _judgements(contents: Contents) -> Iterator[Problem]:
    """Find judgements that are about nothing, or about two things."""
    for number, _, (statement, document) in _rows(contents, "judgements", "statement", "document"):
        if bool(statement) == bool(document):
            what = "names both a statement and a document; take one out" if statement else "names neither; name one"
            message = f"a judgement is about one statement or one document, and this row {what}"
            yield Problem(_file(contents, "judgements"), number, "statement", message)


def _lanes(contents: Contents) -> Iterator[Problem]:
    """Find lanes that case.toml and the tables do not agree on, one problem for each."""
    lanes = (contents.about or {}).get("lanes")
    if not isinstance(lanes, list) or not lanes:
        return
    lanes = [str(lane) for lane in lanes]
    allowed: list[str] = _limits(contents, "events", "lane").get("enum", lanes)
    meant = set(lanes)
    for lane in lanes:
        if lane not in allowed:
            guess = nearest(lane, allowed)
            meant.add(guess or lane)
            message = f"{show(lane)} is not a lane of datapackage.json; {_cure(guess, 'add it there too')}"
            file = contents.label("case.toml")
            yield Problem(file, _line(contents.lines["case.toml"], "lanes"), "lanes", message)
    wrong: dict[tuple[str, str], list[int]] = {}
    for number, _, (lane, told) in _rows(contents, "events", "lane", "told"):
        for column, value in [("lane", lane), *(("told", part.strip()) for part in told.split(";"))]:
            if value and value not in meant:
                wrong.setdefault((column, value), []).append(number)
    for (column, value), numbers in wrong.items():
        more = f" (so in {len(numbers)} rows)" if len(numbers) > 1 else ""
        cure = _cure(nearest(value, lanes, 0.4), f"the lanes are {', '.join(lanes)}")
        message = f"{show(value)} is not a lane of case.toml{more}; {cure}"
        yield Problem(_file(contents, "events"), numbers[0], column, message)


def _about(contents: Contents) -> Iterator[Problem]:
    """Find what case.toml lacks: its keys, and the words of every rung of the ladder."""
    about, file = contents.about, contents.label("case.toml")
    if about is None:
        return
    lines = contents.lines["case.toml"]
    for key, kind in [*ABOUT.items(), *((key, list) for key in ABOUT_LISTS if key in about)]:
        if key not in about:
            guess = nearest(key, [other for other in about if other not in ABOUT])
            cure = f"rename {show(guess)} to it" if guess else "add it"
            yield Problem(file, _line(lines, guess), key, f"is missing; {cure}")
        elif not isinstance(about[key], kind) or not (about[key] or key in ABOUT_LISTS):
            what = "a text between quotation marks" if kind is str else "a list between [ and ]"
            yield Problem(file, _line(lines, key), key, f"must be {what}{', and not empty' * (key in ABOUT)}")
    rungs = about.get("rungs")
    if not isinstance(rungs, list):
        return
    worded = [one.get("level") for one in rungs if isinstance(one, dict) and str(one.get("words", "")).strip()]
    limits = _limits(contents, "statements", "rung")
    for level in range(limits.get("minimum", 0), limits.get("maximum", 7) + 1):
        if level not in worded:
            message = f'rung {level} has no words; add them: level = {level}, words = "…"'
            yield Problem(file, _line(lines, "rungs"), "rungs", message)
        elif worded.count(level) > 1:
            yield Problem(file, _line(lines, "rungs"), "rungs", f"rung {level} stands twice; take one out")


def _line(lines: list[str], key: str | None, start: int = 0) -> int | None:
    """Give the line where a TOML key stands, counted from 1."""
    pattern = re.compile(rf"\s*(?:\[\[)?\s*{re.escape(key or '')}\s*(?:\]\]|=)")
    return next((n for n, text in enumerate(lines[start:], start + 1) if key and pattern.match(text)), None)


def _keys(contents: Contents) -> Iterator[Problem]:
    """Find documents whose reference is not in references.json."""
    if contents.references is None:
        return
    for number, _, (key,) in _rows(contents, "documents", "reference"):
        if key and key not in contents.references:
            cure = _cure(nearest(key, contents.references), "add the reference there")
            message = f"{show(key)} is not in references.json; {cure}"
            yield Problem(_file(contents, "documents"), number, "reference", message)


def _texts(contents: Contents) -> Iterator[Problem]:
    """Find texts of no document, texts without words, and texts that statements cite by paragraph and nobody holds."""
    faulty = {problem.file for problem in contents.problems}
    cited = Counter(
        document for _, _, (document, paragraph) in _rows(contents, "statements", "document", "paragraph") if paragraph
    )
    for document, count in sorted(cited.items()):
        file = contents.label(f"texts/{document}.md")
        known = contents.tables["documents"].ids
        if (
            document not in contents.texts
            and document in (known or ())
            and not faulty & {file, contents.label("texts")}
        ):
            message = f"this file is missing, and {count} statements cite its paragraphs; put it back"
            yield Problem(file, None, "", message)
    known = contents.tables["documents"].ids
    for document, paragraphs in contents.texts.items():
        file = contents.label(f"texts/{document}.md")
        if known is not None and document not in known:
            guess = nearest_id(document, known)
            cure = f"rename it, nearest is {guess}.md" if guess else "add the document, or take the text out"
            yield Problem(file, None, "", f"no document has the id {show(document)}; {cure}")
        if not paragraphs:
            yield Problem(file, None, "", "has no words; put the text back, paragraphs separated by a blank line")


def _exercises(contents: Contents) -> Iterator[Problem]:
    """Find what is wrong in each exercise."""
    lines = contents.lines.get("exercises.toml", [])
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*exercise\s*\]\]", line)]
    seen: set[str] = set()
    for place, one in enumerate(contents.exercises):
        start = starts[place] if place < len(starts) else 0
        for key, message in _exercise_faults(contents, one, seen):
            line = _line(lines[: (starts[place + 1] if place + 1 < len(starts) else None)], key, start)
            named = f"exercise {one['id']} " if one.get("id") and key != "id" else ""
            yield Problem(contents.label("exercises.toml"), line or start + 1, key, named + message)


def _exercise_faults(contents: Contents, one: dict[str, Any], seen: set[str]) -> Iterator[tuple[str, str]]:
    """Give the key and the fault of everything that is wrong in one exercise."""
    wanted = [*EXERCISE, *(["options"] if one.get("kind") in WITH_OPTIONS else [])]
    for key in wanted:
        if key not in one or one[key] == "":
            guess = nearest(key, [other for other in one if other not in wanted]) if key not in one else None
            cure = f"rename {show(guess)} to it" if guess else "add it"
            yield key, f"has no {key}; {cure}"
    identifier = one.get("id", "")
    if not isinstance(identifier, str):
        yield "id", f'{identifier} must stand between quotation marks: id = "{identifier}"'
    elif identifier in seen:
        yield "id", f"{show(identifier)} stands already above; give one of the two another"
    seen.add(str(identifier))
    for key, allowed in (("skill", SKILLS), ("kind", KINDS)):
        if one.get(key) and one[key] not in allowed:
            cure = _cure(nearest(str(one[key]), allowed, 0.4), "use an allowed one")
            yield key, f"has {show(str(one[key]))}, not a known {key}; {cure} (allowed: {', '.join(allowed)})"
    minutes = one.get("minutes", 1)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not minutes > 0:
        yield "minutes", f"has {minutes} minutes; write a number above 0"
    documents = contents.tables["documents"].ids
    document, paragraph = str(one.get("document", "")), one.get("paragraph")
    if document and documents is not None and document not in documents:
        cure = _cure(nearest_id(document, documents), "add the document")
        yield "document", f"names {show(document)}, which is not a document; {cure}"
    text = contents.texts.get(document)
    if paragraph is not None and text and (not isinstance(paragraph, int) or not 0 <= paragraph < len(text)):
        yield "paragraph", f"names paragraph {paragraph}; {document} has the paragraphs 0 to {len(text) - 1}"
    answers = one.get("answers", [])
    answers = [str(answer) for answer in (answers if isinstance(answers, list) else [answers])]
    for message in _wrong_answers(contents, one, answers):
        yield "answers", message


def _wrong_answers(contents: Contents, one: dict[str, Any], answers: list[str]) -> Iterator[str]:
    """Say what is wrong with the answers of an exercise, by its kind."""
    kind, options = one.get("kind"), one.get("options")
    if kind in WITH_OPTIONS and isinstance(options, list):
        options = [str(option) for option in options]
        for answer in answers:
            if answer not in options:
                cure = _cure(nearest(answer, options, 0.0), "add the options")
                yield f"has the answer {show(answer)}, which is not an option; {cure}"
        if kind == "order" and sorted(answers) != sorted(options):
            yield "must put every option in order, each once"
    elif kind == "date":
        for answer in answers:
            try:
                parse(answer)
            except DateError as error:
                yield f"has a date that is not one: {str(error).rstrip('.')}"
    elif kind == "ids" and all(table.ids is not None for table in contents.tables.values()):
        known = frozenset().union(*(table.ids or () for table in contents.tables.values()))
        for wrong in " ".join(answers).split():
            if wrong not in known:
                cure = _cure(nearest_id(wrong, known), "take it out")
                yield f"has the answer {show(wrong)}, which is no id of the case; {cure}"
    elif kind == "quote":
        document = str(one.get("document", ""))
        if not document:
            yield "has a quotation to find and no document to find it in; add the key document"
            return
        held = contents.texts.get(document) or [
            exact for _, _, (home, exact) in _rows(contents, "statements", "document", "exact") if home == document
        ]
        paragraph = one.get("paragraph")
        if document in contents.texts and isinstance(paragraph, int) and 0 <= paragraph < len(held):
            held = [held[paragraph]]
        for answer in answers:
            if held and not any(find(words, answer) for words in held):
                yield f"has the quotation {show(answer)}, not found in {document}; {_nearest_words(held, answer)}"
