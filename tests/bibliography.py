"""How is each document cited in full?

`data/bibliography.md` is derived: one Chicago note a document, made from `references.json` (CSL-JSON) and the order
of `documents.csv`, by ``python3 start.py refresh``; nothing is fetched.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from helpers.chicago import Chicago
from helpers.runs import Run

HEAD = """# Bibliography

Derived file, do not edit: made from `references.json` and the order of `documents.csv` by
`python3 start.py refresh`, in the Chicago note style (16th edition).
A title in square brackets is ours. Where no date stands, none of publication is recorded.
"""


def render(folder: Path) -> str:
    """Render one Chicago note for every document of a case.

    Parameters
    ----------
    folder : Path
        The case, with ``documents.csv`` (columns ``id`` and ``reference``) and ``references.json``
        (a CSL-JSON array whose ``id`` is the key in ``reference``).

    Returns
    -------
    str
        Markdown: a heading, then one paragraph a document, ``D01. note``, in the order of the table.

    Raises
    ------
    ValueError
        If a document names a reference that ``references.json`` does not have.
    """
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as table:
        documents = [(row["id"], row["reference"]) for row in csv.DictReader(table)]
    items = {item["id"]: item for item in json.loads((folder / "references.json").read_text(encoding="utf-8"))}
    for document, key in documents:
        if key not in items:
            raise ValueError(
                f"documents.csv, row {document}, column reference: {key!r} is not in references.json; "
                "add the reference there or correct the key."
            )
    chicago = Chicago(items)
    lines = [f"{document}. {''.join(map(_markdown, chicago.note(key)))}" for document, key in documents]
    return "\n".join([HEAD, "\n\n".join(lines), ""])


def _markdown(run: Run) -> str:
    return f"<{run.address}>" if run.address else f"*{run.text}*" if run.italic else run.text
