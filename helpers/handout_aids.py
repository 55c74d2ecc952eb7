"""Which sheets does a lesson on paper need beside those of a notebook? Article, chronology, ladder, rubric, sources."""

from __future__ import annotations

import base64
import io
import re
from html import escape

from matplotlib.figure import Figure

from helpers.cards import how_read
from helpers.case import Case
from helpers.chart import Chart
from helpers.handout_page import Handout, table
from helpers.handout_student import compared, to_use
from helpers.handout_words import cautions, puzzle, statement, tagged, whole
from helpers.ids import row_of
from helpers.lesson import Lesson, Shown
from helpers.page import STYLE
from helpers.peer_review import LEVELS, NOT_GRADED

DOTS = 200
"""Dots an inch in a picture that is printed."""

ONE_SIDED = "Print on one side of the paper only, so that no back gives a later answer away; give out leaf by leaf."
"""Stands on what is given out bit by bit: a browser cannot be told to begin on the front of a sheet."""


def text(case: Case, document: str) -> Handout:
    """Print the text of a document whole: paragraphs numbered, statements tagged; then its source, copies and rights.

    Parameters
    ----------
    case : Case
        The case; it must hold the text.
    document : str
        The document's id.

    Returns
    -------
    Handout
        One side, or as many as the text needs.
    """
    title, *paragraphs = case.text(document)
    row = case.documents.loc[document]
    tags = dict(tagged(case, document))
    first = 0 if tags[0] != escape(title) else 1
    numbered = "".join(
        f'<p><span class="number">¶{number}</span>{words}</p>' for number, words in tags.items() if number >= first
    )
    source = [("Source", row["creator"]), ("Published", row["date_published"]), ("Rights", row["rights"])]
    about = " ".join(f"<strong>{name}:</strong> {escape(str(value).rstrip('.'))}." for name, value in source if value)
    links = escape(str(row["url"]).split(" ")[0])
    at = f" <strong>Address:</strong> {links} ." if links else ""
    ours = "<strong>Tags</strong> such as [S05] are ours: each opens a statement, whose words are underlined."
    foot = f"<p>{ours} {about}{at}</p>{_copies(case, document)}"
    body = f'<div class="body" lang="{_language(str(row["language"]))}">{numbered}</div>{foot}'
    name = "article" if len(case.texts) == 1 else f"text_{document}"
    return Handout(name, f"{document} · {title}", body, 1 if len(" ".join(paragraphs)) < 4000 else 0, "each")


def _copies(case: Case, document: str) -> str:
    """Say which copy was read, what the card says of copies, and what must be said of the citations in the text."""
    row = row_of(case, "documents", document)
    limits = [
        one for one in re.split(r"(?<=\.)\s+(?=[A-Z])", row["limits"]) if re.search(r"cop(?:y|ies)\b|repost", one)
    ]
    rows = case.statements[case.statements["document"] == document]
    cited = rows[(rows["form"] == "citation") & (rows["caution"] != "")]["caution"]
    said = [how_read(row), *limits, *(f"On {key}: {words}" for key, words in cited.items())]
    words = " ".join(f"{one.rstrip('.')}." for one in said)
    return f"<p><strong>How much was read:</strong> {escape(words)}</p>"


def _language(name: str) -> str:
    return {"English": "en", "Russian": "ru", "Italian": "it", "French": "fr", "German": "de"}.get(name, "")


def picture(case: Case, chart: Chart) -> Handout:
    """Print the chronology as a page of its own, with its key, and the same as a table on the pages after it.

    Parameters
    ----------
    case : Case
        The case.
    chart : Chart
        The picture.

    Returns
    -------
    Handout
        A page for each page of the picture, then the table.
    """
    pages = "".join(f'<figure class="alone">{_img(figure, chart.alt)}</figure>' for figure in chart.figures)
    columns = [str(name) for name in chart.table.columns if name != "date"]
    rows = [[escape(str(key)), *(escape(_cell(row[name])) for name in columns)] for key, row in chart.table.iterrows()]
    wide = {"kind of date": 9, "label": 20, "lane": 10, "public": 11, "certainty": 10, "caution": 28}
    widths = " ".join(["6%", *(f"{wide.get(name, 12)}%" for name in columns)])
    listed = table("The same as a table", ["event", *columns], rows, widths)
    body = f"{pages}<p>{escape(chart.sentence)}</p>{listed}"
    return Handout("chronology", chart.title, body, 0, "group")


def _cell(value: object) -> str:
    return "" if value != value or value is None else str(value)


def _img(figure: Figure, alt: str) -> str:
    """Draw a picture in sixteen greys, so that a copier does to it what it would do anyway."""
    import matplotlib as mpl
    from PIL import Image

    raw, out = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(raw, format="raw", dpi=DOTS)
    size = (int(figure.get_figwidth() * DOTS), int(figure.get_figheight() * DOTS))
    grey = Image.frombytes("RGBA", size, raw.getvalue()).convert("L").point([round(shade / 17) for shade in range(256)])
    sixteen = Image.frombytes("P", size, grey.tobytes())
    sixteen.putpalette([17 * shade for shade in range(16) for _ in "RGB"])
    sixteen.save(out, "PNG")
    wide = f"{figure.get_figwidth():.2f}in"
    data = base64.b64encode(out.getvalue()).decode("ascii")
    return f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}" style="width:{wide}">'


def ladder(case: Case) -> Handout:
    """Print the rungs of the wording ladder with room for phrases, the highest at the top.

    Parameters
    ----------
    case : Case
        The case; case.toml has its ``rungs``.

    Returns
    -------
    Handout
        One side.
    """
    rungs = sorted(case.about["rungs"], key=lambda rung: -int(rung["level"]))
    rows = [[f"L{rung['level']}", escape(str(rung["words"])), "", ""] for rung in rungs]
    heads = ["rung", "its words", "a phrase, with its id", "who says it, when"]
    caveat = f"<p>{escape(str(case.about.get('ladder_caveat', '')))}</p>"
    strips = next((one["options"] for one in case.exercises if one["kind"] == "order" and _is_ladder(one)), [])
    cut = "".join(f"<tr><td>{escape(str(strip))}</td></tr>" for strip in strips)
    lay = "To cut out, and lay on the ladder"
    cut = f'<table class="strips"><caption>{lay}</caption><tbody>{cut}</tbody></table>' if cut else ""
    body = f"{caveat}{table('The ladder, the most at the top', heads, rows, '7% 29% 38% 26%', 'fill tall')}{cut}"
    return Handout("ladder", "The ladder of words", body, 1, "student")


def _is_ladder(one: dict[str, object]) -> bool:
    return len(one["options"]) == 7 and one["skill"] == "close reading"  # type: ignore[arg-type]


def blank_rubric(case: Case) -> Handout:
    """Print the rubric, with room for the words that show a level.

    Parameters
    ----------
    case : Case
        The case; rubric.csv.

    Returns
    -------
    Handout
        One side.
    """
    rows = []
    for row in case.rubric.to_dict("records"):
        cells = [f'<span class="box"></span>{escape(str(row[level]))}' for level in LEVELS]
        rows.append([f"{escape(row['criterion'])}<br><span>{escape(row['asks'])}</span>", *cells, ""])
    heads = ["criterion", *LEVELS, "the words that show it"]
    sheet = table("Tick the highest level whose line is true", heads, rows, "17% 15% 15% 16% 16% 21%", "rubric")
    write = '<div class="write"></div>' * 2
    ends = f"<h2>One question that would make it better</h2>{write}<p>{escape(NOT_GRADED)}</p>"
    who = '<p>Argument of <span class="gap"></span> read by <span class="gap"></span></p>'
    return Handout("rubric", "Rubric: how an argument is read", who + sheet + ends, 1, "student")


def sources(case: Case, lesson: Lesson) -> Handout:
    """Print what a lesson reads: words to compare, part by part, and the whole card and the words of each document.

    Parameters
    ----------
    case : Case
        The case.
    lesson : Lesson
        The notebook.

    Returns
    -------
    Handout
        As many sides as it needs. Every caution stands with its words, but for those of statements that an exercise
        compares: they stand on a leaf of their own at the end, to be given out when the class has compared.
    """
    html, done, later = "", set[str](), dict[str, list[str]]()
    for part in lesson.parts:
        html += "".join(to_use(one) for one in part.steps if not isinstance(one, str))
        keys = [key for key in part.statements if key in case.statements.index]
        if keys:
            last, held = compared(case, part)
            words = "".join(statement(case, key, key not in held) for key in keys)
            wait = f"<p><em>How sure, and cautions: on the last leaf, after exercise {last}.</em></p>" if held else ""
            html += f"<h2>Words for part {part.number}</h2>{words}{wait}"
            done.update(keys)
            if held:
                later.setdefault(last, []).extend(held)
    listed = {part.lists for part in lesson.parts}
    for document in (one for one in lesson.documents if one in case.documents.index):
        keys = [str(key) for key in case.statements.index[case.statements["document"] == document]]
        keys = [key for key in keys if key not in done and (document not in case.texts or document in listed)]
        html += whole(case, document) + "".join(statement(case, key) for key in keys)
    title = f"{lesson.key} · {lesson.title} (sources)"
    leaf = "".join(f"<h2>After exercise {last}</h2>{cautions(case, held)}" for last, held in later.items())
    if leaf:
        wait = "<p><strong>Last leaf. Give out when the class has compared; print it alone.</strong></p>"
        leaf = f'<section class="sheet">{wait}{leaf}</section>'
    return Handout(f"{lesson.key}_sources", title, f'<div class="two">{html}</div>{leaf}', 0, "group")


def shown(case: Case, lesson: Lesson) -> Handout | None:
    """Print the pictures and tables that a notebook shows, with the open cases, leaf by leaf, after their exercises.

    Parameters
    ----------
    case : Case
        The case.
    lesson : Lesson
        The notebook.

    Returns
    -------
    Handout or None
        As many sides as it needs, each leaf from the top of a page; None where the notebook shows none.
    """
    html, before, leaf = "", None, 0
    for one in lesson.shown:
        fresh = " sheet" if before not in (None, one.after) else ""
        when = f"Give out after exercise {one.after}." if one.after else "Give out when the lesson begins."
        leaf += before != one.after
        head = f'<p class="when{fresh}"><strong>Leaf {leaf}. {when}</strong></p>' if before != one.after else ""
        inside = puzzle(case, one.puzzle) if one.puzzle else _without_table(one)
        html += f'{head}<section class="shown">{inside}</section>'
        before = one.after
    title = f"{lesson.key} · {lesson.title} (pictures and tables)"
    return Handout(f"{lesson.key}_shown", title, f"<p>{ONE_SIDED}</p>{html}", 0, "group") if html else None


def _without_table(one: Shown) -> str:
    """Leave out the folded table of a picture, which a page cannot unfold."""
    return re.sub(r"<details>.*?</details>", "", one.html, flags=re.DOTALL) if one.image else one.html
