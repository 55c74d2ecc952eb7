"""Renders teaching/rubric.md: the rubric of the course, and a sample answer for each of its cells."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

LEVELS = ("beginning", "developing", "secure", "strong")

HEAD = """\
# The rubric, with sample answers

*This page is made from data/rubric.csv and teaching/samples.toml by `python3 start.py refresh`; change those, not
this.*

Six criteria, four levels. Find the words first, then the level: the highest whose line is true. Between two levels take
the lower, and say what is missing for the higher. **A verdict earns nothing by itself: nobody is graded for yes or
no.**
At the level *strong* there are samples that lean to a yes, samples that lean to a no, and one that cannot tell.

All samples were written for this course. The faults in the weak ones are planted; never copy a weak one out alone. Ids
in square brackets are receipts: `card(case, "S05")` opens one in a notebook, and the sheets of sources print it.

A blank sheet to copy: `python -m helpers handouts handouts` writes `rubric.html`.

{table}
"""

WHOLE = """
## Three whole arguments at the level *strong*

Three verdicts; all three name what would change the writer's mind. The course's checker has nothing to ask of any of
them, which says only that their receipts and quotations are in order. None of the three is ours.
"""


def render(root: Path) -> str:
    """Write the page.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the course.

    Returns
    -------
    str
        Markdown.
    """
    with (root / "data" / "rubric.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    samples = tomllib.loads((root / "teaching" / "samples.toml").read_text(encoding="utf-8"))
    lines = ["| criterion | " + " | ".join(LEVELS) + " |", "| --- " * 5 + "|"]
    lines += [
        f"| **{row['criterion']}.** {row['asks']} | " + " | ".join(row[each] for each in LEVELS) + " |" for row in rows
    ]
    page = HEAD.format(table="\n".join(lines))
    page += "".join(_criterion(row, samples["sample"]) for row in rows)
    return page + WHOLE + "".join(_whole(one) for one in samples["argument"])


def _criterion(row: dict[str, str], samples: list[dict[str, Any]]) -> str:
    """Write the samples of one criterion, each with what shows its level."""
    text = f"\n## {row['criterion']}: {row['asks'][0].lower()}{row['asks'][1:]}\n"
    for level in LEVELS:
        for one in samples:
            if (one["criterion"], one["level"]) == (row["id"], level):
                text += f"\n**{level.capitalize()}.** {one['text']}\n*What shows it:* {one['shows']}\n"
    return text


def _whole(one: dict[str, Any]) -> str:
    """Write a whole argument under its verdict, its parts one step lower."""
    return f"\n### Verdict: {one['verdict']}\n" + re.sub(r"^## ", "#### ", one["text"], flags=re.MULTILINE)
