"""What does a student get on paper for a lesson? Sources in short, words to compare, tables to fill, room to write."""

from __future__ import annotations

import re
from html import escape
from math import ceil
from string import ascii_lowercase as LETTERS

from helpers.case import Case
from helpers.handout_page import WRITE, Handout, table
from helpers.handout_words import cautions, in_short, statement
from helpers.lesson import Activity, Lesson, Part, Step
from helpers.marked import blocks, inline
from helpers.questions import Exercise, find_exercise

TO_ANSWER = ("Predict", "Compare", "Prepare", "Argue", "Change sides", "Exit ticket")
"""Activities after which there is room to write."""
TO_READ = ("Think", "Stop and talk", "Agree on these", "Do", *TO_ANSWER)
"""Activities that are printed; all others speak of what a screen shows."""

PRIVATE = "Write it on paper of your own. Nobody collects it."
"""Stands where a confidence line would be handed in with a name."""

PLACES = "Numbers such as 1.1 are those of the exercises in the notebooks."
"""Stands at the head of a sheet whose exercises come from several notebooks."""

WORDS_A_LINE = 7
"""What a hand writes on one line of a column."""

COLUMN, ROOM = 54, 248
"""Letters on a line of a column, and lines that the four columns of a sheet hold, whatever breaks between them."""

_ON_SCREEN = re.compile(
    r"`|\b(?:cells?|scroll\w*|windows?|typ(?:e|es|ed)|picture|command|checker|slip|column|row|id)\b"
    r"|\brun (?!the check)",
    re.IGNORECASE,
)
_SHOWN_CODE = re.compile("`")
_AT_A_COMPUTER = re.compile(r"\brun (?:the|a) cell\b", re.IGNORECASE)
_COMPARED = re.compile(r"\bS\d{2,3}\b")
_FOR_ONE_ALONE = re.compile(r"\s*\*Alone: .*?\*(?=\s|$)", re.DOTALL)
_SCREENS = re.compile(r"Screens down[.;]\s*(?:your notes may stay\. )?")
_TO_WRITE = re.compile(r"(?:^|[.:] )(?:Write|Now write)\b")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z*])")


def student(case: Case, lesson: Lesson) -> Handout:
    """Make the student's sheet of a notebook.

    Parameters
    ----------
    case : Case
        The case that the notebook opens.
    lesson : Lesson
        The notebook.

    Returns
    -------
    Handout
        One sheet, front and back at most; no answer, no hint.
    """
    documents = [one for one in lesson.documents if one in case.documents.index]
    cards = "".join(in_short(case, one) for one in documents)
    sources = f"<section><h2>Sources, in short</h2>{cards}</section>" if cards else ""
    for with_words, with_tables in ((True, True), (False, True), (False, False)):
        parts = sources + "".join(_part(case, part, with_words, with_tables) for part in lesson.parts)
        if lines(parts) <= ROOM:
            break
    left = "" if with_words else f" <strong>Words and cautions:</strong> on the sheets {lesson.key}_sources."
    question = f"<strong>Question:</strong> {inline(lesson.question)} <strong>{lesson.minutes} minutes.</strong>"
    body = f'<p>{question}{left}</p><div class="two">{parts}</div>'
    return Handout(f"{lesson.key}_student", f"{lesson.key} · {lesson.title}", body, 2, "student")


def lines(html: str) -> float:
    """Guess how many lines of a column a piece of a sheet takes, without a browser.

    Parameters
    ----------
    html : str
        A piece of a sheet.

    Returns
    -------
    float
        Lines of print.
    """
    total = 2 * html.count('class="write"') + 0.9 * html.count("<h2") + 0.5 * html.count('class="ask"')
    for block in re.split(r"</(?:p|li|tr|div|h2|h3|caption)>", html):
        letters = len(re.sub(r"<[^>]+>", "", block))
        total += ceil(letters / COLUMN) * 1.12 + 0.35 * ("<tr" in block)
    return total


def ask(one: Exercise, number: str = "") -> str:
    """Set an exercise on paper: its question, its options to tick, or lines to write on.

    Parameters
    ----------
    one : Exercise
        The exercise.
    number : str, optional
        What it is called; by default its id.

    Returns
    -------
    str
        One block of HTML; neither hints nor answers.
    """
    options = [inline(option) for option in one.options]
    match one["kind"]:
        case "choice" | "several":
            lead = "Tick one." if one["kind"] == "choice" else "Tick all that may stand."
            room = "".join(f'<li><span class="box"></span>{option}</li>' for option in options)
            room = f"<p><em>{lead}</em></p><ul>{room}</ul>"
        case "order":
            listed = "".join(
                f"<li><b>{letter}</b> {option}</li>" for letter, option in zip(LETTERS, options, strict=False)
            )
            places = "".join(f'<span class="place">{n} <span></span></span>' for n in range(1, len(options) + 1))
            room = f"<ul>{listed}</ul><p><em>Write the letters in order.</em></p><p>{places}</p>"
        case "words":
            named = f"<p><em>Name {escape(one.naming)}.</em></p>" if one.names else ""
            room = named + WRITE * max(2, min(6, ceil(int(one.get("min_words", 14)) * 1.25 / WORDS_A_LINE)))
        case "quote":
            room = WRITE * 2
        case _:
            room = '<p>Answer: <span class="gap"></span></p>'
    skip = "<em>Skip without a computer.</em> " if _AT_A_COMPUTER.search(str(one["prompt"])) else ""
    title = f"<strong>{escape(number or str(one['id']))}</strong> ({one['minutes']} min) {skip}"
    return f'<div class="ask"><p>{title}{inline(one["prompt"])}</p>{room}</div>'


def compared(case: Case, part: Part) -> tuple[str, list[str]]:
    """Find the statements whose cautions would give an answer away, since an exercise of the part compares them.

    Parameters
    ----------
    case : Case
        The case.
    part : Part
        A section of a notebook.

    Returns
    -------
    tuple of (str, list of str)
        The last exercise of the part, and the ids of those statements; "" and none where it compares none.
    """
    asked = [one for one in part.steps if isinstance(one, str)]
    named = [_COMPARED.findall(str(find_exercise(case, one)["prompt"])) for one in asked]
    both = {key for keys in named if len(set(keys)) > 1 for key in keys}
    held = [key for key in part.statements if key in both and key in case.statements.index]
    return (asked[-1], held) if held else ("", [])


def _part(case: Case, part: Part, with_words: bool, with_tables: bool) -> str:
    names = [one if isinstance(one, str) else one.name for one in part.steps]
    steps = [
        ask(find_exercise(case, one)) if isinstance(one, str) else _activity(one, bool(part.questions), with_tables)
        for one in part.steps
    ]
    at = next((names.index(name) for name in ("Do", "Look") if name in names), 0)
    steps.insert(at + (names[at : at + 1] == ["Do"]), _to_fill(case, part))
    keys = [key for key in part.statements if key in case.statements.index]
    last, held = compared(case, part)
    quoted = "".join(statement(case, key, key not in held) for key in keys) if with_words else ""
    if held and with_words:
        quoted += f"<p><em>How sure, and cautions: below exercise {last}. Compare first.</em></p>"
        steps.insert(len(steps) - names[::-1].index(last), cautions(case, held))
    return _headed(part.number, part.title, part.minutes, quoted + "".join(steps))


def _headed(number: int, title: str, minutes: int, inside: str) -> str:
    return f"<section><h2>{number}. {inline(title)} ({minutes} min)</h2>{inside}</section>"


def of_plan(case: Case, plan: list[Step], by_key: dict[str, Lesson]) -> Handout:
    """Make the one sheet of a lesson that takes its steps from several notebooks, in the order of its plan.

    Parameters
    ----------
    case : Case
        The course's case.
    plan : list of Step
        The steps of the lesson.
    by_key : dict of str to Lesson
        The notebooks, by their two figures.

    Returns
    -------
    Handout
        Front and back of one sheet. A confidence line is asked for, but has no room: it is not handed in.
    """
    html = ""
    for number, step in enumerate(plan, 1):
        if step.exercise:
            inside = ask(find_exercise(case, step.exercise))
        else:
            whole = _part(case, by_key[step.notebook].parts[step.part - 1], with_words=True, with_tables=True)
            inside = whole.partition("</h2>")[2].removesuffix("</section>")
        if "confidence" in step.title:
            inside = f"{inside.replace(WRITE, '')}<p><em>{PRIVATE}</em></p>"
        inside = re.sub(r" \(\d+ min\)", "", inside)  # the plan may give a step less than its notebook does
        html += _headed(number, step.title[:1].upper() + step.title[1:], step.minutes, inside)
    minutes = sum(step.minutes for step in plan)
    body = f'<p><strong>{minutes} minutes.</strong> {PLACES}</p><div class="two">{html}</div>'
    return Handout("one_lesson_student", "One lesson: whose words are these?", body, 2, "student")


def _activity(one: Activity, framed: bool, with_tables: bool) -> str:
    """Set an activity on paper, without what it says of the screen; nothing where no word is left."""
    if one.name not in TO_READ:
        return to_use(one) if with_tables else ""
    text = _SCREENS.sub("", _FOR_ONE_ALONE.sub("", one.text))
    screen = _SHOWN_CODE if one.name == "Stop and talk" else _ON_SCREEN
    kept = "\n\n".join(filter(None, (_off_screen(block, screen) for block in re.split(r"\n\s*\n", text))))
    if not kept or (one.name == "Do" and not _TO_WRITE.search(kept)):
        return ""
    room = {"Prepare": 2, "Exit ticket": 2, "Do": 0 if framed else 3}.get(one.name, int(one.name in TO_ANSWER))
    return f'<div class="ask"><h3>{escape(one.name)} ({one.minutes} min)</h3>{blocks(kept)}{WRITE * room}</div>'


def to_use(one: Activity) -> str:
    """Set the tables of an activity: words to choose from, pairs to share out.

    Parameters
    ----------
    one : Activity
        An activity; its tables are in Markdown.

    Returns
    -------
    str
        Tables of HTML, "" where it has none.
    """
    html = ""
    for block in re.split(r"\n\s*\n", one.text):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        if block.startswith("|") and len(rows) > 2:
            html += table("To use here", rows[0], [[inline(cell) for cell in row] for row in rows[2:]])
    return html


def _off_screen(block: str, screen: re.Pattern[str]) -> str:
    """Keep the sentences of a block that need no screen."""
    if re.match(r"\s*(?:[-*]|\d+\.|\|) ?", block):
        return block if not screen.search(block) and "|" not in block else ""
    return " ".join(one for one in _SENTENCE.split(block) if not screen.search(one))


def _to_fill(case: Case, part: Part) -> str:
    """Make the tables of a part that students fill."""
    html = ""
    if part.blanks:
        ends = ("first", "second", "third")[: len(part.blanks)]
        rows = [[key, escape(case.claims["text"].get(key, "")), *("" for _ in ends)] for key in part.blanks[0]]
        heads = ["id", "claim or explanation", *(f"{place}: ______" for place in ends)]
        widths = "9% 51%" + " 20%" * len(ends)
        html += table("One word in each cell, and a reason that you can say", heads, rows, widths, "fill")
    if part.lists:
        keys = case.statements.index[case.statements["document"] == part.lists]
        rows = [[str(key), "", "", ""] for key in keys]
        html += table(
            f"The statements of {part.lists}", ["id", "quoted, reported, own voice", "speaker", "reported by"], rows,
            "12% 30% 29% 29%", "fill",
        )  # fmt: skip
    if part.follows and not part.statements:
        hops = int((case.transmission["statement"] == part.follows).sum()) or 5
        rows = [[str(n), "", "", ""] for n in range(1, hops + 1)]
        html += table(
            f"The hops of {part.follows}", ["hop", "from", "to", "what changed"], rows, "9% 27% 27% 37%", "fill"
        )
    for name, question in part.questions:
        html += f'<div class="ask"><h3>{escape(name)}</h3><p>{inline(question)}</p>{WRITE * 2}</div>'
    return html
