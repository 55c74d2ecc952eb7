"""Which hand-outs does a case have, and where do they go? Those of each notebook, and what every lesson needs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

from helpers.case import Case, open_case
from helpers.handout_aids import blank_rubric, ladder, picture, shown, sources, text
from helpers.handout_page import FOR_WHOM, SHEETS, Handout, page
from helpers.handout_student import ask, of_plan, student
from helpers.handout_teacher import answer, teacher
from helpers.handout_words import in_short, whole
from helpers.lesson import lessons, plan
from helpers.package import COURSE
from helpers.printing import NO_BROWSER, browser, pdf, sides
from helpers.questions import Exercise
from helpers.tables import count

NOTHING = "This case has no documents and no exercises yet, so there is nothing to hand out."


def handouts(case: Case) -> Iterator[Handout]:
    """Make the hand-outs of a case.

    Parameters
    ----------
    case : Case
        The case. The notebooks belong to the course's own; any other case gets its source cards and its exercises.

    Yields
    ------
    Handout
        One after the other; none where the case has neither documents nor exercises.
    """
    if case.folder == COURSE:
        for lesson in lessons():
            own = open_case(lesson.folder) if lesson.folder else case
            yield student(own, lesson)
            yield teacher(own, lesson)
            yield sources(own, lesson)
            if pictures := shown(own, lesson):
                yield pictures
        if steps := plan():
            yield of_plan(case, steps, {lesson.key: lesson for lesson in lessons()})
    else:
        yield from _without_notebooks(case)
    yield from (text(case, document) for document in case.texts)
    if not case.events.empty:
        from helpers.timeline import chronology

        yield picture(case, chronology(case if (case.events["weight"] == 1).any() else case.events))
    if case.about.get("rungs"):
        yield ladder(case)
    if not case.rubric.empty:
        yield blank_rubric(case)


def _without_notebooks(case: Case) -> Iterator[Handout]:
    """Make the sheets of a case of one's own: its source cards, its exercises, and their key."""
    if not case.documents.empty:
        cards = "".join(whole(case, str(key)) for key in case.documents.index)
        yield Handout("sources", f"{case.title} Sources", f'<div class="two">{cards}</div>', 0, "group")
    if case.exercises:
        exercises = [Exercise(one) for one in case.exercises]
        short = "".join(in_short(case, str(key)) for key in case.documents.index)
        question = f"<p><strong>Question:</strong> {escape(case.question)}</p>"
        tasks = f'{question}<div class="two"><h2>Sources, in short</h2>{short}<h2>Exercises</h2>'
        yield Handout("student", case.title, f"{tasks}{''.join(map(ask, exercises))}</div>", 0, "student")
        key = f'<div class="two">{"".join(map(answer, exercises))}</div>'
        yield Handout("teacher", f"{case.title} For the teacher", key, 0, "teacher")


def index(case: Case, made: list[Handout]) -> bytes:
    """Write the page that lists all hand-outs.

    Parameters
    ----------
    case : Case
        The case.
    made : list of Handout
        The hand-outs, in order.

    Returns
    -------
    bytes
        HTML in UTF-8.
    """
    lines = "".join(
        f'<li><a href="{escape(one.name)}.html">{escape(one.title)}</a> ({FOR_WHOM[one.audience]})</li>' for one in made
    )
    paper = "Print on A4 or letter, both sides, but what is given out leaf by leaf; grey copies will do."
    body = f"<p>{paper}</p><ul>{lines}</ul>"
    return page(case, Handout("index", "Hand-outs", body, 0, "group"))


def write(case: Case, folder: Path) -> Iterator[str]:
    """Write every hand-out as HTML, and as PDF where there is a browser.

    Parameters
    ----------
    case : Case
        The case.
    folder : pathlib.Path
        Where to; it is made where it is not there. Files of the same names are replaced, no other is touched.

    Yields
    ------
    str
        What was written, a line at a time.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    made = list(handouts(case))
    if not made:
        yield NOTHING
        return
    folder.mkdir(parents=True, exist_ok=True)
    pages = {one.name: page(case, one) for one in made}
    for name, html in pages.items():
        (folder / f"{name}.html").write_bytes(html)
    (folder / "index.html").write_bytes(index(case, made))
    yield f"{len(made)} hand-outs written as web pages; index.html lists them."
    command = browser()
    if command is None:
        yield NO_BROWSER
        return
    with ThreadPoolExecutor(2) as pool:
        jobs = [(one, [(paper, pool.submit(pdf, command, pages[one.name], paper)) for paper in SHEETS]) for one in made]
        for place, (one, papers) in enumerate(jobs, 1):
            said = [_keep(folder / paper / f"{one.name}.pdf", job.result()) for paper, job in papers]
            yield f"{place} of {len(jobs)}  {one.name}: {', '.join(map(' '.join, zip(SHEETS, said, strict=True)))}"


def _keep(path: Path, made: bytes | None) -> str:
    """Write a PDF, and say how many sides it has."""
    if made is None:
        return "not printed by the browser"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(made)
    return count(sides(made), "side")
