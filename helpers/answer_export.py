"""How does a student hand answers in? As a page to read or print, or as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from types import EllipsisType
from typing import Any

from helpers.answer_file import Answer, answers_of
from helpers.answer_table import NONE_YET, best_try, feedback, local_time, result_of, sentence
from helpers.case import Case
from helpers.sheet import Sheet
from helpers.tables import count
from helpers.whole_file import write_whole

EXAMPLE = 'export(case, "my_answers.html")'
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
"""What a spreadsheet would take for a formula, and run: the beginning of a cell."""

HEADS = ("exercise", "notebook", "prompt", "try", "answer", "result", "feedback", "when")
_STYLE = (
    "body{max-width:45em;margin:2em auto;padding:0 1em;font-family:Georgia,serif;line-height:1.5;color:#111;"
    "background:#fff}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-top:1px solid #777;padding-top:.6em}"
    "blockquote{margin:.6em 0;padding:.1em 0 .1em 1em;border-left:3px solid #777;white-space:pre-wrap;"
    "overflow-wrap:anywhere}.small{font-size:.9em}section{break-inside:avoid}"
)


def export(case: object = None, name: object = None, model_answers: bool = False) -> Sheet:
    """Write the kept answers of a case into a file for others.

    Parameters
    ----------
    case : Case
        An open case.
    name : str or path
        A file's name that ends in .html (a page: prompt, best answer, feedback) or .csv (a table of every try); a
        file of that name is replaced whole, or left as it was. With ``...`` one fixed line.
    model_answers : bool, optional
        True to set the model answer and its reason beside each answer.

    Returns
    -------
    Sheet
        One sentence: what was written, or why nothing was. The file names nobody. In a table, a cell that a spreadsheet
        would take for a formula begins with an apostrophe.
    """
    if not isinstance(case, Case):
        return sentence(f"Type the case first, then the name of the file between quotation marks: {EXAMPLE}.")
    if name is None or isinstance(name, EllipsisType):
        return sentence(f"To write your answers into a file, put its name in place of the three dots: {EXAMPLE}.")
    path = Path(str(name))
    kind = path.suffix.lower()
    if kind not in (".html", ".csv"):
        return sentence(f"{path.name or 'The file'} was not written: give it a name that ends in .html or .csv.")
    found, notes = answers_of(case)
    if not found:
        return sentence(" ".join([NONE_YET, *notes]))
    write = html_page if kind == ".html" else csv_table
    try:
        write_whole(path, write(case, found, bool(model_answers)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a file"
        return sentence(f"{path.name} was not written ({reason}): close it elsewhere, or choose another folder.")
    answered = len({answer.exercise for answer in found})
    done = f"{path.name} is written: answers to {count(answered, 'exercise')}, without your name."
    return sentence(" ".join([done, *notes]))


def csv_table(case: Case, answers: Sequence[Answer], model_answers: bool = False) -> bytes:
    """Write answers as CSV that a spreadsheet opens as it is: with a byte order mark, no cell a formula.

    Parameters
    ----------
    case : Case
        The case, for the prompts.
    answers : sequence of Answer
        Answers in the order in which they were given.
    model_answers : bool, optional
        True for a last column with the model answers.

    Returns
    -------
    bytes
        UTF-8; one row a try, by exercise.
    """
    page = io.StringIO(newline="")
    write = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    write.writerow([*HEADS, *(["model answer"] if model_answers else [])])
    for name, one, tries in _by_exercise(case, answers):
        for number, answer in enumerate(tries, 1):
            about = [name, one.get("notebook", ""), _plain(one.get("prompt", "")), str(number)]
            cells = [*about, answer.text, answer.result, feedback(answer), local_time(answer.when)]
            cells += [one.get("model_answer", "")] if model_answers else []
            write.writerow([_harmless(str(cell)) for cell in cells])
    return page.getvalue().encode("utf-8-sig", "replace")


def html_page(case: Case, answers: Sequence[Answer], model_answers: bool = False) -> bytes:
    """Write answers as a page that needs nothing else and runs nothing.

    Parameters
    ----------
    case, answers, model_answers
        As for `csv_table`.

    Returns
    -------
    bytes
        UTF-8; of each exercise the best answer, and the latest below it where that is another.
    """
    parts = [_section(name, one, tries, model_answers) for name, one, tries in _by_exercise(case, answers)]
    title = f"Answers: {case.title}"
    language = escape(str(case.about["language"]), quote=True)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>{len(parts)} of {count(len(case.exercises), 'exercise')} answered. What the course said of each answer is "
        "no mark: it looked up what can be looked up, and a text was counted, not read.</p>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _by_exercise(case: Case, answers: Sequence[Answer]) -> list[tuple[str, Mapping[str, Any], list[Answer]]]:
    """Put the answers under their exercises, in the case's order; those of exercises that are gone at the end."""
    known = {str(one["id"]): one for one in case.exercises}
    given: dict[str, list[Answer]] = {name: [] for name in known}
    for answer in answers:
        given.setdefault(answer.exercise, []).append(answer)
    return [(name, known.get(name, {}), tries) for name, tries in given.items() if tries]


def _section(name: str, one: Mapping[str, Any], tries: Sequence[Answer], model_answers: bool) -> str:
    best = best_try(tries)
    head = f"Exercise {name}" + (f" (notebook {one['notebook']})" if one else " (no longer in the course)")
    options = "".join(
        f"<li><b>{letter}</b> {escape(str(option))}</li>"
        for letter, option in zip("abcdefghijklmnopqrstuvwxyz", one.get("options", ()), strict=False)
    )
    parts = [
        f"<h2>{escape(head)}</h2><p>{escape(_plain(one.get('prompt', '')))}</p>",
        f'<ul style="list-style:none">{options}</ul>' if options else "",
        _answer_html("Answer" if best == len(tries) - 1 else "Best answer", tries, best, result_of(tries)),
    ]
    if best < len(tries) - 1:
        parts.append(_answer_html("Latest answer", tries, len(tries) - 1, tries[-1].result))
    if model_answers and one:
        parts.append(
            f'<p class="small"><b>Model answer:</b> {escape(str(one["model_answer"]))} <b>Why:</b> '
            f"{escape(_plain(one['why']))}</p>"
        )
    return f"<section>{''.join(parts)}</section>"


def _answer_html(name: str, tries: Sequence[Answer], place: int, result: str) -> str:
    answer = tries[place]
    many = f", answer {place + 1} of {len(tries)}" if tries[1:] else ""
    return (
        f"<p><b>{name}</b> ({escape(local_time(answer.when))}{many})</p><blockquote>{escape(answer.text)}</blockquote>"
        f'<p class="small"><b>The check said:</b> {escape(result)}. {escape(feedback(answer))}</p>'
    )


def _plain(text: object) -> str:
    """Write a prompt without its marks of stress, on one line."""
    return " ".join(re.sub(r"\*(?! )([^*\n]+)(?<! )\*", r"\1", str(text)).split())


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run (OWASP, "CSV Injection")."""
    return f"'{cell}" if FORMULA.match(cell) else cell
