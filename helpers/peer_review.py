"""By which criteria does one reader look at another's argument? The rubric of the case, as a sheet to lay beside it."""

from __future__ import annotations

from html import escape

from helpers.case import Case
from helpers.sheet import Sheet

LEVELS = ("beginning", "developing", "secure", "strong")
NOT_GRADED = "A verdict earns nothing by itself: nobody is graded for yes or no."
_CELL = "text-align:left;vertical-align:top;padding:.3em .8em .3em 0;min-width:9em"
_HEAD = f"{_CELL};border-bottom:1px solid #999"


def rubric(case: Case) -> Sheet:
    """Show the criteria by which an argument is read, each in four levels.

    Parameters
    ----------
    case : Case
        The case; rubric.csv with the columns criterion, asks, beginning, developing, secure, strong.

    Returns
    -------
    Sheet
        One row a criterion, with its question; the levels from left to right. Nothing is graded here: a reader finds
        the words of an argument that show a level, and asks. Of a case without a rubric one line.
    """
    if case.rubric.empty:
        line = "This case has no rubric.csv of its own; rubric(open_case()) shows the course's."
        return Sheet(f"<p>{escape(line)}</p>", line)
    caption = f"How an argument is read: {len(case.rubric)} criteria, {len(LEVELS)} levels"
    heads = "".join(f'<th scope="col" style="{_HEAD}">{escape(name)}</th>' for name in ("criterion", *LEVELS))
    html, text = [], [caption]
    for row in case.rubric.to_dict("records"):
        cells = "".join(f'<td style="{_HEAD}">{escape(row[level])}</td>' for level in LEVELS)
        named = f"<b>{escape(row['criterion'])}</b><br>{escape(row['asks'])}"
        html.append(
            f'<tr style="background:none"><th scope="row" style="{_HEAD};font-weight:normal">{named}</th>{cells}</tr>'
        )
        text += [f"{row['criterion']}: {row['asks']}", *(f"  - {level}: {row[level]}" for level in LEVELS)]
    table = (
        f'<table style="border-collapse:collapse;line-height:1.4;font-size:inherit">'
        f'<caption style="caption-side:top;text-align:left;padding:.3em 0"><b>{escape(caption)}</b></caption>'
        f'<thead><tr style="background:none">{heads}</tr></thead><tbody>{"".join(html)}</tbody></table>'
    )
    box = f'<div style="overflow-x:auto;max-width:72em">{table}</div><p>{escape(NOT_GRADED)}</p>'
    return Sheet(box, "\n".join([*text, NOT_GRADED]))
