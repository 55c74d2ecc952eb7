"""Where do answers stay, so that nothing loses them? One JSON file beside the notebooks, on this computer only.

The file is written whole or not at all, under a lock that two notebooks share: whoever writes reads first what the
other wrote, and adds to it. Where it cannot be written another place is used, else the memory of the notebook; a file
that is damaged is set aside under another name. What is told of that is one sentence.

    {"what": …, "cases": {"data": {"title": …, "answers": {"2.2": [
        {"answer": "z, x, y", "result": "not yet", "said": […], "when": …}, …]}}}}

A case is named by its folder, an exercise by its id; its answers stand in the order in which they were given.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from helpers.answers import Unreadable, texts
from helpers.case import Case
from helpers.package import COURSE
from helpers.whole_file import PART, write_whole

FOLDERS = "COURSE_ANSWERS"
"""The environment variable that names other folders for the file, the first choice first, parted as in PATH."""

NAME = "my_answers.json"
WHAT = (
    "Answers to the exercises, kept by check(...) on this computer only. kept(case) shows them, export(case, ...) "
    "writes them for others, reset(case, ...) takes them out."
)
PATIENCE = 5.0  # seconds to wait for another notebook that is writing

_unwritten: list[Answer] = []  # what no place would take yet
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as it was given.

    Attributes
    ----------
    case, title : str
        The case: the name of its folder, and its title.
    exercise : str
        The exercise's id.
    answer : str or list of str
        What was typed, whole; a list where several things were.
    result : str
        "right", "not yet", "counted" (a text, which only a reader can judge) or "not readable".
    said : list of str
        What `check` said of it, line by line.
    when : str
        The second, in universal time: "2026-03-01T09:30:00+00:00".
    """

    case: str
    title: str
    exercise: str
    answer: str | list[str]
    result: str
    said: list[str]
    when: str

    @property
    def text(self) -> str:
        """The answer as one text."""
        return self.answer if isinstance(self.answer, str) else ", ".join(self.answer)


def name_of(case: Case) -> str:
    """Name a case by its folder: inside the course by its path there, elsewhere by its last part and the title."""
    root = COURSE.parent.resolve()
    if case.folder.is_relative_to(root):
        return case.folder.relative_to(root).as_posix()
    return f"{case.folder.name} ({case.title})"


def places() -> list[Path]:
    """Give the files in which answers may be kept, the first choice first."""
    if chosen := os.environ.get(FOLDERS):
        folders = [Path(folder) for folder in chosen.split(os.pathsep) if folder]
    else:
        beside = COURSE.parent / "notebooks"
        folders = [beside if beside.is_dir() else Path.cwd()]
        with suppress(ImportError):
            from platformdirs import user_data_path

            folders.append(user_data_path("did-stalin-want-to-join-nato", appauthor=False))
    return [Path(os.path.realpath(folder / NAME)) for folder in folders]  # a link leads to the file, and stays


def keep(case: Case, exercise: str, typed: Sequence[object], result: str, said: Sequence[str]) -> str:
    """Keep an answer.

    Parameters
    ----------
    case : Case
        The case.
    exercise : str
        The exercise's id.
    typed : sequence of object
        What was typed; what is no text, number, date or list of them cannot be kept.
    result, said
        As in `Answer`.

    Returns
    -------
    str
        "" where it is in the first place, or stands there already as the latest; else one sentence on where it is, or
        on what was found damaged. Nothing is raised for a place that cannot be written.
    """
    try:
        words = [str(one) for one in typed if isinstance(one, str)]
        words = words if len(words) == len(typed) else texts(*typed)
    except Unreadable:
        return ""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    one = Answer(name_of(case), case.title, exercise, words[0] if len(words) == 1 else words, result, list(said), when)
    with _turn:
        _unwritten.append(one)
        return _write_down()


def answers_of(case: Case) -> tuple[list[Answer], list[str]]:
    """Read what is kept of a case, in every place and in memory.

    Parameters
    ----------
    case : Case
        The case.

    Returns
    -------
    tuple of (list of Answer, list of str)
        The answers in the order in which they were given; and a sentence on every file that is damaged or cannot be
        read. Nothing is changed.
    """
    name, parts, notes = name_of(case), list[list[Answer]](), list[str]()
    for place in places():
        try:
            contents, whole = _read(place)
        except OSError as error:
            notes.append(f"{_named(place)} could not be read ({reason(error)}), so what it holds is not shown.")
            continue
        parts.append(_listed(contents, name))
        if not whole:
            notes.append(f"{_named(place)} is damaged; what can be read of it is shown, and the next answer mends it.")
    parts.append([one for one in _unwritten if one.case == name])
    found = [one for part in parts for one in part]
    several = sum(map(bool, parts)) > 1  # one file is in order whatever the clock said; of several only the clock knows
    return sorted(found, key=lambda one: one.when) if several else found, notes


def forget(case: Case, exercise: str | None) -> tuple[int, list[str]]:
    """Take answers out of every place; a copy of the whole file as it was is kept beside it.

    Parameters
    ----------
    case : Case
        The case.
    exercise : str or None
        The exercise's id; None for all of the case.

    Returns
    -------
    tuple of (int, list of str)
        How many answers were taken out, and the names of the copies.

    Raises
    ------
    OSError
        If a copy or a file cannot be written: what cannot be copied is not taken out.
    """
    name, count, copies = name_of(case), 0, list[str]()
    with _turn:
        if _unwritten and _write_down() and _unwritten:
            raise OSError("what stands in memory only cannot be copied")
        for place in filter(Path.exists, places()):
            with _locked(place):
                contents, _ = _read_or_set_aside(place)
                held = contents["cases"].get(name, {"answers": {}})["answers"]
                out = [one for one in held if exercise in (None, one)]
                if not out:
                    continue
                copy = _free(place, "backup")
                shutil.copyfile(place, copy)
                count += sum(len(held.pop(one)) for one in out)
                write_whole(place, _bytes(contents))
                copies.append(_named(copy))
    return count, copies


def _write_down() -> str:
    """Write what is not written yet into the first place that takes it; say where that is, if it is not the first."""
    trouble = ""
    for place in places():
        try:
            aside = _add(place, _unwritten)
        except (OSError, ImportError) as error:
            trouble = trouble or reason(error)
            continue
        _unwritten.clear()
        elsewhere = f"{_named(places()[0])} cannot be written ({trouble}): your answer is kept in {place}."
        return " ".join(filter(None, [_damaged(aside) if aside else "", elsewhere if trouble else ""]))
    return (
        f"No file could be written ({trouble}): your answer is kept until this notebook stops, so also keep it "
        'elsewhere, for instance with export(case, "my_answers.html") in a folder that you may write in.'
    )


def _add(place: Path, new: Sequence[Answer]) -> Path | None:
    """Add answers to a file; give the name under which a damaged one was set aside."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=place.parent):  # a folder that cannot be written says so at once, and a lock only in the end
        pass
    with _locked(place):
        contents, aside = _read_or_set_aside(place)
        changed = False
        for one in new:
            here = contents["cases"].setdefault(one.case, {"title": one.title, "answers": {}})
            given = here["answers"].setdefault(one.exercise, [])
            if given and (given[-1]["answer"], given[-1].get("result")) == (one.answer, one.result):
                continue  # the same cell, run again
            here["title"] = one.title
            given.append({"answer": one.answer, "result": one.result, "said": one.said, "when": one.when})
            changed = True
        if changed:
            write_whole(place, _bytes(contents))
    return aside


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold the lock of a file, and clear away what a crash left behind."""
    from filelock import FileLock

    with FileLock(place.with_name(f".{place.stem}.lock"), timeout=PATIENCE):
        for part in place.parent.glob(f".{place.stem}-*{PART}"):
            part.unlink(missing_ok=True)
        yield


def _read(place: Path) -> tuple[dict[str, Any], bool]:
    """Read a file; what in it is no answer is left out. Say too whether the file was whole."""
    try:
        raw = place.read_bytes()
    except FileNotFoundError:
        return _empty(), True
    try:
        held = json.loads(raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    except (ValueError, RecursionError):
        return _empty(), False
    faults: list[object] = []

    def sound(value: object, of: type, fits: Callable[[Any], bool]) -> Any:
        """Give what fits of a mapping or a list, and note down the rest."""
        if not isinstance(value, of):
            faults.append(value)
            return of()
        if isinstance(value, Mapping):
            faults.extend(one for one in value.values() if not fits(one))
            return {key: one for key, one in value.items() if fits(one)}
        faults.extend(one for one in value if not fits(one))
        return [one for one in value if fits(one)]

    top = sound(held, dict, lambda _: True)
    cases = sound(top.get("cases"), dict, lambda one: isinstance(one, dict))
    for case in cases.values():
        case["answers"] = sound(case.get("answers"), dict, lambda one: isinstance(one, list))
        for exercise, given in case["answers"].items():
            case["answers"][exercise] = sound(given, list, _is_answer)
    return {**_empty(), **top, "cases": cases}, not faults


def _is_answer(one: object) -> bool:
    """Say whether an entry of the file is an answer; the rest of it may be missing."""
    if not isinstance(one, dict):
        return False
    said, answer = one.get("said", []), one.get("answer")
    strings = [one.get("result", ""), one.get("when", ""), *(said if isinstance(said, list) else [said, None])]
    words = answer if isinstance(answer, list) else [answer]
    return all(isinstance(text, str) for text in [*strings, *words])


def _read_or_set_aside(place: Path) -> tuple[dict[str, Any], Path | None]:
    """Read a file, and copy it under another name where it is damaged; the caller holds the lock."""
    contents, whole = _read(place)
    if whole:
        return contents, None
    aside = _free(place, "damaged")
    shutil.copyfile(place, aside)
    write_whole(place, _bytes(contents))
    return contents, aside


def _free(place: Path, kind: str) -> Path:
    """Give the next name that no file has: my_answers.damaged-1.json."""
    number = 1
    while (path := place.with_name(f"{place.stem}.{kind}-{number}{place.suffix}")).exists():
        number += 1
    return path


def _listed(contents: Mapping[str, Any], name: str) -> list[Answer]:
    here = contents["cases"].get(name, {"answers": {}})
    return [
        Answer(
            name,
            str(here.get("title", "")),
            exercise,
            one["answer"],
            one.get("result", ""),
            list(one.get("said", [])),
            one.get("when", ""),
        )
        for exercise, given in here["answers"].items()
        for one in given
    ]


def _empty() -> dict[str, Any]:
    return {"what": WHAT, "cases": {}}


def _bytes(contents: Mapping[str, Any]) -> bytes:
    """Write JSON for the eye; half a letter, which UTF-8 cannot hold, as JSON's own escape."""
    return (json.dumps(contents, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _damaged(aside: Path) -> str:
    return f"{NAME} was damaged: it is kept as it was in {_named(aside)}, and whatever in it can be read is used."


def _named(path: Path) -> str:
    """Name a file by its place in the course, where it is there."""
    root = COURSE.parent.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def reason(error: Exception) -> str:
    """Say in a few words why a file cannot be read or written."""
    if isinstance(error, ImportError):
        return "the package filelock is missing; python3 start.py setup installs it"
    if type(error).__name__ == "Timeout":
        return "another notebook is writing in it for too long"
    return (getattr(error, "strerror", None) or str(error)).lower().rstrip(".")
