"""What does a teacher need beside a lesson? Minutes, what may be cut, the key, and what students are likely to say."""

from __future__ import annotations

from html import escape
from string import ascii_lowercase as LETTERS

from helpers.case import Case
from helpers.handout_page import Handout, table
from helpers.lesson import Lesson, Part
from helpers.marked import inline
from helpers.questions import Exercise, find_exercise

NO_VERDICT = "Nobody is marked for yes or no: mark how a verdict is reached."


def teacher(case: Case, lesson: Lesson) -> Handout:
    """Make the teacher's sheet of a notebook.

    Parameters
    ----------
    case : Case
        The case that the notebook opens.
    lesson : Lesson
        The notebook.

    Returns
    -------
    Handout
        One sheet, front and back at most.
    """
    keys = [find_exercise(case, one) for part in lesson.parts for one in part.steps if isinstance(one, str)]
    rows = [_row(case, part) for part in lesson.parts]
    plan = table("Part by part", ["part", "minutes", "steps", "if time is short"], rows, "34% 8% 20% 38%")
    needs = f" <strong>Needs:</strong> {inline(lesson.needs)}." if lesson.needs else ""
    total = (
        f"<p><strong>{lesson.minutes} minutes.</strong> <strong>Question:</strong> {inline(lesson.question)}{needs}</p>"
    )
    key = f'<h2>Key</h2><div class="two">{"".join(map(answer, keys))}</div>' if keys else ""
    sheets = ["article (one each)"] if any(one in case.texts for part in lesson.parts for one in part.opened) else []
    sheets += [f"{lesson.key}_student (one each)", f"{lesson.key}_sources (one for a group)"]
    sheets += [f"{lesson.key}_shown (leaf by leaf, each after its exercise)"] if lesson.shown else []
    give = f"<p><strong>On paper:</strong> {', '.join(sheets)}. {NO_VERDICT}</p>"
    body = f"{total}{plan}{give}{key}"
    return Handout(f"{lesson.key}_teacher", f"{lesson.key} · {lesson.title} (for the teacher)", body, 2, "teacher")


def answer(one: Exercise) -> str:
    """Set the key of an exercise: the answer, the reason, wrong answers and misreadings that are likely.

    Parameters
    ----------
    one : Exercise
        The exercise.

    Returns
    -------
    str
        One block of HTML.
    """
    model = " ".join(str(one["model_answer"]).split()).removeprefix("For example: ")
    match one["kind"]:
        case "order":
            model = " ".join(LETTERS[one.options.index(each)] for each in one.answers)
        case "choice" | "several":
            model = " · ".join(one.labels[one.options.index(each)] for each in one.answers)
    said = [f"<strong>{escape(str(one['id']))}</strong> <strong>Key:</strong> {inline(model)}"]
    said.append(f"<strong>Why:</strong> {inline(str(one['why']))}")
    said += [f"<strong>Ask of it:</strong> {inline(one['reader'])}"] if one.get("reader") else []
    wrong = [f"“{escape(key)}”: {inline(text)}" for key, text in one.get("feedback", {}).items()]
    said += [f"<strong>Likely:</strong> {' '.join(wrong)}"] if wrong else []
    misread = [inline(str(text)) for text in one.get("misreadings", [])]
    said += [f"<strong>Misread:</strong> {' '.join(misread)}"] if misread else []
    return f'<div class="key"><p>{" ".join(said)}</p></div>'


def _row(case: Case, part: Part) -> list[str]:
    """Give the row of a part: its title, its minutes, its steps with theirs, and what may be cut."""
    steps, cuts = [], []
    for step in part.steps:
        if isinstance(step, str):
            one = find_exercise(case, step)
            steps.append(f"{step} ({one['minutes']})")
            cuts += [f"<strong>{step}:</strong> {inline(str(one['cut']))}"] if one.get("cut") else []
        elif step.name:
            steps.append(f"{escape(step.name)} ({step.minutes})")
    return [f"{part.number}. {inline(part.title)}", str(part.minutes), " · ".join(steps), " ".join(cuts)]
