"""How does an exercise look, how does it answer an answer, and where is its model answer? Shown, checked and revealed.

Exercises are data (exercises.toml). A slip in the line that calls one is answered with the right line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from string import ascii_lowercase as LETTERS

from helpers.answer_file import keep
from helpers.case import CaseError
from helpers.dates import parse
from helpers.marking import Finding, examine, passes
from helpers.questions import Exercise, find_exercise, how_to_answer
from helpers.sheet import Sheet
from helpers.tables import show

__all__ = ["check", "examine", "exercise", "passes", "reveal"]

CHECKED = {
    "choice": "which option you picked",
    "several": "which options you picked",
    "order": "the order",
    "date": "the date and its marks of doubt",
    "quote": "that the words stand there, letter for letter, and are the passage asked for",
    "ids": "which ids you named",
    "number": "the number",
}
RESULTS = {"waiting": "", "unreadable": "not readable", "right": "right", "not yet": "not yet"}
"""What a finding is called where it is kept; nothing is kept while an exercise waits."""

STRESSED = re.compile(r"\*(?! )([^*\n]+)(?<! )\*")


def exercise(case: object = None, identifier: object = None) -> Sheet:
    """Show an exercise: what to do, the options, how to type the answer, and hints one by one.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".

    Returns
    -------
    Sheet
        The hints are closed in HTML and numbered in the plain text. After a slip: one sentence, with the right line.
    """
    try:
        one = find_exercise(case, identifier, "exercise")
    except CaseError as error:
        return Sheet(f"<p>{escape(str(error))}</p>", str(error))
    head, about = f"Exercise {one['id']}", f"{one['skill']}, {_minutes(one['minutes'])}"
    prompt, hints = _paragraphs(one["prompt"]), [" ".join(str(hint).split()) for hint in one["hints"]]
    options = list(zip(LETTERS, one.options, strict=False))
    words, code = how_to_answer(one)
    how = f"Answer with {words}. Made-up example:"
    listed = "".join(f"<li><b>{letter}</b> {escape(option)}</li>" for letter, option in options)
    html = (
        f"<p><b>{escape(head)}</b> ({escape(about)})</p>{_html(prompt)}"
        + (f'<ul style="list-style:none">{listed}</ul>' if options else "")
        + f"<p>{escape(how)} <code>{escape(code)}</code></p>"
        + "".join(f"<details><summary>Hint {n}</summary>{_html([hint])}</details>" for n, hint in enumerate(hints, 1))
    )
    blocks = [
        f"{head} ({about})",
        *prompt,
        "\n".join(f"{letter}  {option}" for letter, option in options),
        f"{how} {code}",
        "\n".join(f"Hint {n}. {hint}" for n, hint in enumerate(hints, 1)),
    ]
    return Sheet(f"<div>{html}</div>", _plain("\n\n".join(block for block in blocks if block)))


def check(case: object = None, identifier: object = None, *answers: object) -> None:
    """Print what is right in an answer, what does not belong, and where to look.

    The answer is kept on this computer (`helpers.answer_file`); one not yet given is not. No answer and no slip raises
    an error. Only what the last line names was checked: whether a text argues well is for a reader.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".
    *answers : object
        The answer, or several; ``...`` where there is none yet.
    """
    try:
        one = find_exercise(case, identifier, "check")
        found = examine(case, str(one["id"]), *answers)  # type: ignore[arg-type]
    except CaseError as error:
        print(_plain(str(error)))
        return
    lines = [_plain(line) for line in _lines(one, found, bool(answers))]
    print("\n".join([*lines, ""]), end="")  # in one piece, which no kernel stores as two
    result = "counted" if one["kind"] == "words" and found.state == "right" else RESULTS[found.state]
    if result and (note := keep(case, str(one["id"]), answers, result, lines)):  # type: ignore[arg-type]
        print(note)


def reveal(case: object = None, identifier: object = None) -> Sheet:
    """Show the model answer of an exercise, and why, closed until it is opened.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".

    Returns
    -------
    Sheet
        What `check` accepts, the model answer and the reason, or what a reader asks; the plain text says the same.
        After a slip: one sentence, with the right line.
    """
    try:
        one = find_exercise(case, identifier, "reveal")
    except CaseError as error:
        return Sheet(f"<p>{escape(str(error))}</p>", str(error))
    summary = f"Exercise {one['id']}. Open when you have tried"
    parts = [("Accepted", _accepted(one)), ("Model answer", one["model_answer"]), ("Why", one["why"])]
    parts.append(("A reader asks", one.get("reader", "")))
    parts = [(name, _paragraphs(value)) for name, value in parts if value]
    html = "".join(f"<p><b>{name}</b></p>{_html(value)}" for name, value in parts)
    text = "\n".join(f"{name}: {' '.join(value)}" for name, value in parts)
    return Sheet(f"<details><summary>{escape(summary)}</summary>{html}</details>", _plain(f"{summary}\n{text}"))


def _lines(one: Exercise, found: Finding, typed: bool) -> list[str]:
    """Put a finding into lines."""
    head = f"Exercise {one['id']}"
    words, code = how_to_answer(one)
    match found.state:
        case "waiting" if typed:
            return [f"{head} is waiting: put your answer in place of the ... and run this cell again."]
        case "waiting":
            return [f"{head} is waiting: type your answer after its number, as in the made-up {code}."]
        case "unreadable":
            return [f"{head}: {found.notes[0]}", f"Answer with {words}. Made-up example: {code}"]
        case "right" if one["kind"] == "words":
            counted, *asked = found.asides
            lines = [f"{head}: counted, not read.", counted, "Only a reader can say whether it is good."]
            return [*lines, *(f"A reader asks: {part}" for part in _paragraphs(one.get("reader", ""))), *asked]
        case "right":
            return [f"{head}: right.", *found.asides, f"Checked: {CHECKED[one['kind']]}, nothing else."]
    return [f"{head}: not yet.", *found.asides[:1], *found.notes, *found.asides[1:], found.look]


def _accepted(one: Exercise) -> str:
    """Write the answers as they may be typed; "" for words of one's own."""
    match one["kind"]:
        case "words":
            return ""
        case "choice" | "several" | "order":
            answers = [one.labels[one.options.index(answer)] for answer in one.answers]
        case "date":
            answers = [parse(answer).words for answer in one.answers]
        case "quote":
            answers = [show(answer, 300) for answer in one.answers]
        case _:
            answers = one.answers
    return (" or " if one["kind"] in ("choice", "date", "quote", "number") else ", ").join(answers)


def _paragraphs(text: object) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", str(text)) if part.strip()]


def _html(paragraphs: Iterable[str]) -> str:
    """Write paragraphs, escaped; what stands between two asterisks is stressed."""
    return "".join("<p>" + STRESSED.sub(r"<em>\1</em>", escape(paragraph)) + "</p>" for paragraph in paragraphs)


def _plain(text: str) -> str:
    return STRESSED.sub(r"\1", text)


def _minutes(minutes: float) -> str:
    return f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"
