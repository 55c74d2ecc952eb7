"""What have I answered so far, what was said of it, and how do I begin an exercise again?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from types import EllipsisType

import pandas as pd

from helpers.answer_file import Answer, answers_of, forget, reason
from helpers.case import Case, CaseError
from helpers.questions import find_exercise
from helpers.sheet import Sheet, show
from helpers.tables import count

NONE_YET = 'No answer is kept yet: answer an exercise, as in check(case, "1.2", "your answer").'
RANKS = ("not readable", "not yet", "counted", "right")
"""What was said of an answer, the best last."""
COLUMNS = ("notebook", "answer", "result", "feedback", "when", "tries")


def kept(case: object = None, exercise: object = None) -> Sheet:
    """Show the answers that are kept on this computer.

    Parameters
    ----------
    case : Case
        An open case; answers to another case's exercises are not shown.
    exercise : str, optional
        An exercise's id, such as "2.2", for every answer to it; without it, the best answer to each exercise.

    Returns
    -------
    Sheet
        A table: exercise, notebook, answer, result (right, not yet, counted or not readable; with its try where a later
        one was no better), what was said, when (by this computer's clock), tries. With ``...`` one fixed line. After a
        slip one sentence.
    """
    if isinstance(exercise, EllipsisType):
        return sentence('To see what is kept, take out the dots: kept(case), or kept(case, "2.2") for one exercise.')
    try:
        one = None if exercise is None and isinstance(case, Case) else find_exercise(case, exercise, "kept")["id"]
    except CaseError as error:
        return sentence(str(error))
    assert isinstance(case, Case)
    found, notes = answers_of(case)
    mine = [answer for answer in found if one in (None, answer.exercise)]
    if not mine:
        return sentence(" ".join([NONE_YET if one is None else f"No answer to exercise {one} is kept.", *notes]))
    table = answer_table(case, mine) if one is None else _tries(case, mine)
    caption = f"Your answers: {count(len(table), 'exercise')} of {len(case.exercises)}"
    sheet = show(table, caption if one is None else f"Your answers to exercise {one}")
    more = [_how_many(mine), *notes]
    html = "".join(f"<p>{escape(note)}</p>" for note in more)
    return Sheet(sheet.html + html, "\n".join([sheet.text, *more]))


def reset(case: object = None, exercise: object = None) -> Sheet:
    """Take kept answers out, so that an exercise can be begun again; a copy of them is kept.

    Parameters
    ----------
    case : Case
        An open case.
    exercise : str
        An exercise's id, such as "2.2", or "all" for every exercise of the case.

    Returns
    -------
    Sheet
        One sentence: how many answers were taken out, and in which file the copy is; or why nothing was.
    """
    every = isinstance(case, Case) and isinstance(exercise, str) and exercise.strip().casefold() == "all"
    if isinstance(case, Case) and (exercise is None or isinstance(exercise, EllipsisType)):
        return sentence('Say which answers to take out: reset(case, "2.2") for one exercise, or reset(case, "all").')
    try:
        one = None if every else str(find_exercise(case, exercise, "reset")["id"])
    except CaseError as error:
        return sentence(str(error))
    assert isinstance(case, Case)
    try:
        number, copies = forget(case, one)
    except (OSError, ImportError) as error:
        return sentence(f"Nothing was taken out, because no copy could be written ({reason(error)}).")
    whose = "this case" if one is None else f"exercise {one}"
    if not number:
        return sentence(f"No answer to {whose} is kept, so nothing was taken out.")
    where = " and ".join(copies)
    return sentence(f"{count(number, 'answer')} to {whose} taken out; a copy of the whole file is in {where}.")


def answer_table(case: Case, answers: Sequence[Answer]) -> pd.DataFrame:
    """Put the best answer to each exercise in a row.

    Parameters
    ----------
    case : Case
        The case, for the order of its exercises.
    answers : sequence of Answer
        Answers in the order in which they were given.

    Returns
    -------
    pandas.DataFrame
        Index exercise; the columns of `COLUMNS`, all text.
    """
    order = [str(one["id"]) for one in case.exercises]
    given: dict[str, list[Answer]] = {one: [] for one in order}
    for answer in answers:
        given.setdefault(answer.exercise, []).append(answer)
    rows = {name: _best_row(case, tries) for name, tries in given.items() if tries}
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS), dtype="str").rename_axis("exercise")


def best_try(tries: Sequence[Answer]) -> int:
    """Give the place of the best of some answers to one exercise, from 0; the latest of several that are as good.

    Parameters
    ----------
    tries : sequence of Answer
        At least one, in the order in which they were given.

    Returns
    -------
    int
        "right" is best, then "counted" (a text), "not yet", "not readable".
    """
    return max(range(len(tries)), key=lambda place: (_rank(tries[place]), place))


def result_of(tries: Sequence[Answer]) -> str:
    """Say what was said of the best answer, and at which try where a later one was no better: "right at try 1 of 2"."""
    place = best_try(tries)
    last = place == len(tries) - 1
    return tries[place].result + ("" if last else f" at try {place + 1} of {len(tries)}")


def _rank(answer: Answer) -> int:
    return RANKS.index(answer.result) if answer.result in RANKS else -1


def feedback(answer: Answer) -> str:
    """Say what was right or missing in an answer, without the line that names the exercise."""
    head, *rest = answer.said or [""]
    return " ".join([head.partition(": ")[2], *rest] if answer.result == "not readable" else rest)


def local_time(when: str) -> str:
    """Write a moment by this computer's clock: "1 March 2026, 10:30"; what is no moment as it stands."""
    try:
        moment = datetime.fromisoformat(when).astimezone()
    except (ValueError, OverflowError, OSError):
        return when
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def sentence(words: str) -> Sheet:
    """Write one sentence as a sheet."""
    return Sheet(f"<p>{escape(words)}</p>", words)


def _tries(case: Case, answers: Sequence[Answer]) -> pd.DataFrame:
    rows = [_row(case, answer, number) for number, answer in enumerate(answers, 1)]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").drop(columns="tries")
    table.index = pd.RangeIndex(1, len(rows) + 1, name="try")
    return table


def _row(case: Case, answer: Answer, tries: int) -> list[str]:
    notebook = next((str(one["notebook"]) for one in case.exercises if one["id"] == answer.exercise), "")
    return [notebook, answer.text, answer.result, feedback(answer), local_time(answer.when), str(tries)]


def _best_row(case: Case, tries: Sequence[Answer]) -> list[str]:
    notebook, answer, _, *rest = _row(case, tries[best_try(tries)], len(tries))
    return [notebook, answer, result_of(tries), *rest]


def _how_many(answers: Sequence[Answer]) -> str:
    return f"{count(len(answers), 'answer')} kept, on this computer only; name an exercise to see every try."
