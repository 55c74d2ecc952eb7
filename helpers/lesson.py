"""What does a notebook promise, part by part? Its card, its sections, and what each asks, names and shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
ONE_LESSON = NOTEBOOKS.parent / "teaching" / "one_lesson.md"

_SECTION = re.compile(r"## (\d+)\. (.+) \((\d+) min\)$", re.MULTILINE)
_ACTIVITY = re.compile(r"^\*\*([^*\n]+)\*\* \((\d+) min\) ?", re.MULTILINE)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_LONG_TEXT = re.compile(r'"""(.*?)"""', re.DOTALL)
_BLANK = re.compile(r'"([A-Z]\d+)": \.\.\.')
_QUESTION = re.compile(r"^## (.+)\n\.\.\. (.+)$", re.MULTILINE)
_STATEMENT = re.compile(r"\bS\d{2,3}\b")
_RANGE = re.compile(r"\b([A-Z])(\d{2,3})(?: to \1(\d{2,3}))?\b")


@dataclass(frozen=True)
class Activity:
    """Something to do that is not an exercise: its name, its minutes, and its words in Markdown.

    Words before the first name of a cell, where they hold a table, have no name and no minutes.
    """

    name: str
    minutes: int
    text: str


@dataclass(frozen=True)
class Shown:
    """What a cell shows, its HTML or a puzzle's id, and the last exercise before it, "" where there is none."""

    html: str
    after: str
    image: bool = False
    puzzle: str = ""


@dataclass(frozen=True)
class Part:
    """One section of a notebook.

    Attributes
    ----------
    number : int
        From 1, as in its heading.
    title : str
        As the card promises it.
    minutes : int
        As its heading says.
    steps : tuple of Activity or str
        Activities, and ids of exercises, in their order.
    statements : tuple of str
        The statements that its cells name.
    opened : tuple of str
        The ids whose cards or texts its cells open.
    blanks : tuple of tuple of str
        For each table to fill, the ids of its rows.
    questions : tuple of tuple of (str, str)
        The parts of a text to write, each with its question.
    follows : str
        The statement whose chain students draw, before its witnesses are counted; "" where there is none.
    lists : str
        The document whose statements it lists, "" where there is none.
    """

    number: int
    title: str
    minutes: int
    steps: tuple[Activity | str, ...]
    statements: tuple[str, ...]
    opened: tuple[str, ...]
    blanks: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, str], ...]
    follows: str
    lists: str


@dataclass(frozen=True)
class Lesson:
    """One notebook: what its card says, its parts, and what its cells show.

    Attributes
    ----------
    key : str
        Its two figures.
    title, question, needs : str
        From the card, in Markdown.
    minutes : int
        From the card.
    documents : tuple of str
        The ids on the card.
    folder : str
        The case folder that it opens, "" for the course's own.
    parts : tuple of Part
        Its sections.
    shown : tuple of Shown
        The pictures and tables of its cells, but for exercises, cards, texts and words.
    """

    key: str
    title: str
    question: str
    needs: str
    minutes: int
    documents: tuple[str, ...]
    folder: str
    parts: tuple[Part, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Step:
    """One row of a plan: its minutes, what it is called, and the exercise or the part of a notebook that it takes."""

    minutes: int
    title: str
    exercise: str
    notebook: str = ""
    part: int = 0


def plan(path: Path = ONE_LESSON) -> list[Step]:
    """Read the plan of a lesson that takes its steps from several notebooks.

    Parameters
    ----------
    path : pathlib.Path, optional
        A page with a table of minutes, steps and where they are from; by default the course's one lesson.

    Returns
    -------
    list of Step
        In order; none where the page is not there.
    """
    if not path.is_file():
        return []
    rows = re.findall(
        r"^\| (\d+) \| ([^|]+) \| (?:exercise ([\d.]+)|(\d\d) part (\d+))(?: \(in short\))? \|$",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return [Step(int(took), title, one, key, int(part or 0)) for took, title, one, key, part in rows]


def lessons(folder: Path = NOTEBOOKS) -> list[Lesson]:
    """Read the notebooks of a folder, in order.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A folder of notebooks; by default the course's own.

    Returns
    -------
    list of Lesson
        One a notebook whose first cell is a card; others are left out.
    """
    found = [_lesson(path.stem[:2], json.loads(path.read_bytes())["cells"]) for path in sorted(folder.glob("*.ipynb"))]
    return [one for one in found if one]


def _lesson(key: str, cells: list[dict[str, Any]]) -> Lesson | None:
    """Read one notebook."""
    card = _source(cells[0]) if cells else ""
    said = {name: _field(card, name) for name in ("Question", "Time", "Needs", "Documents")}
    title = re.match(r"# \S+ · (.+)", card)
    minutes = re.match(r"\d+", said["Time"])
    if not title or not minutes:
        return None
    code = "\n".join(_source(cell) for cell in cells if cell["cell_type"] == "code")
    case = re.search(r'open_case\("([^"]+)"\)', code)
    return Lesson(
        key=key,
        title=title[1],
        question=said["Question"],
        needs=said["Needs"],
        minutes=int(minutes[0]),
        documents=tuple(_ids(said["Documents"])),
        folder=case[1] if case else "",
        parts=tuple(_part(group) for group in _grouped(cells[1:])),
        shown=tuple(_shown(cells)),
    )


def _field(card: str, name: str) -> str:
    found = re.search(rf"\*\*{name}:\*\* (.+?)(?: · \*\*|$)", card, re.MULTILINE)
    return found[1] if found else ""


def _ids(text: str) -> Iterator[str]:
    """Give the ids of documents in a line such as "D01, and D38 to D40"."""
    for letter, first, last in _RANGE.findall(text):
        yield from (f"{letter}{number:0{len(first)}}" for number in range(int(first), int(last or first) + 1))


def _grouped(cells: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Give the cells of each section."""
    group: list[Mapping[str, Any]] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and _SECTION.search(_source(cell)):
            if group:
                yield group
            group = [cell]
        elif group:
            group.append(cell)
    if group:
        yield group


def _part(cells: list[Mapping[str, Any]]) -> Part:
    number, title, minutes = _SECTION.findall(_source(cells[0]))[0]
    steps: list[Activity | str] = []
    code = []
    for cell in cells:
        source = _source(cell)
        if cell["cell_type"] == "markdown":
            steps += _activities(source)
        else:
            steps += re.findall(r'^exercise\(case, "([\d.]+)"\)', source, re.MULTILINE)
            code.append(source)
    written, lines = "\n".join(code), _LONG_TEXT.sub("", "\n".join(code))
    follows = re.search(r'transmission\(case, "(\w+)", bare=True\)', lines)
    lists = re.search(r'statements\(case, "(\w+)"', lines)
    return Part(
        number=int(number),
        title=title,
        minutes=int(minutes),
        steps=tuple(steps),
        statements=tuple(dict.fromkeys(_STATEMENT.findall("\n".join(_word_lines(lines))))),
        opened=tuple(dict.fromkeys(re.findall(r'\b(?:card|read)\(case, "(\w+)"\)', lines))),
        blanks=tuple(tuple(_BLANK.findall(line)) for line in lines.splitlines() if _BLANK.search(line)),
        questions=tuple(_QUESTION.findall(written)),
        follows=follows[1] if follows else "",
        lists=lists[1] if lists else "",
    )


def _word_lines(code: str) -> Iterator[str]:
    """Give the lines that set statements side by side to be read: lists of ids, and rows taken from the table."""
    for line in code.splitlines():
        if re.search(r"\.loc\[|= \[", line):
            yield line


def _activities(source: str) -> Iterator[Activity]:
    """Give the activities of a text, each with all its words up to the next."""
    text = _HEADING.sub("", source)
    found = list(_ACTIVITY.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    before = text[: found[0].start()] if found else text
    if "\n| ---" in before:
        yield Activity("", 0, before.strip())
    for one, end in zip(found, ends, strict=False):
        words = text[one.end() : end].split("\n\n**Next:**")[0].strip()
        yield Activity(one[1], int(one[2]), words)


_NOT_SHOWN = re.compile(
    r"^(?:exercise|check|reveal|read|argument|check_case|kept|index|reset|export)\(|case\.documents"
    r"|^card\(|case\.statements|statements\(case|ladder\.loc|second_reading\("
    r"|argument\(|odds_game|^case$|^paper$|judgements=|receipts|rubric\(",
    re.MULTILINE,
)
"""Cells whose output is an exercise, a document, words that stand on other sheets, or somebody's own work."""


def _shown(cells: Iterable[Mapping[str, Any]]) -> Iterator[Shown]:
    """Give what the cells show that is neither an exercise nor a document, with the exercise that comes before."""
    after = ""
    for cell in cells:
        source = _source(cell)
        asked = re.search(r'^exercise\(case, "([\d.]+)"\)', source, re.MULTILINE)
        after = asked[1] if asked else after
        if puzzle := re.search(r'^card\(case, "(P\d+)"\)', source, re.MULTILINE):
            yield Shown("", after, puzzle=puzzle[1])
        if cell["cell_type"] == "markdown" or _NOT_SHOWN.search(_LONG_TEXT.sub("", source)):
            continue
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            if html:
                yield Shown(html, after, "image/png" in output["data"])


def _source(cell: Mapping[str, Any]) -> str:
    return "".join(cell["source"])
