"""What is each exported file, in which standard, how is it imported, and what may be done with it?"""

from __future__ import annotations

from collections.abc import Collection

from helpers.annotated import STATEMENTS
from helpers.case import Case
from helpers.origin import Origin
from helpers.package import REFERENCES

ZIP, JUDGEMENTS = "datapackage.zip", "judgements.jsonld"
ABOUT = {
    ZIP: (
        "The whole case: tables, references, exercises, texts.",
        "Frictionless Data Package 1; CSV, UTF-8; dates in EDTF (ISO 8601-2:2019)",
        "`frictionless validate datapackage.zip`, or unpack it: every table opens in a spreadsheet as UTF-8. "
        "`README.md` in it, where it has one, explains every column.",
    ),
    STATEMENTS: (
        "One annotation for each statement in a text that is given whole: certainty and caution, speaker, speech act, "
        "rung, gloss.",
        "W3C Web Annotation Data Model (2017), JSON-LD 1.1, one AnnotationCollection",
        "Load it beside `texts/ID.txt` in a tool that reads Web Annotations (Recogito and Annotorious do; Hypothesis "
        "takes the quote selectors through its API). Ids and addresses are relative to where you put the folder. "
        "Show the first body of an annotation whole: it holds certainty and caution together.",
    ),
    JUDGEMENTS: (
        "One annotation for each judgement of such a statement: claim, relation, reason, confidence.",
        "as above",
        f"As above; the target of each is an annotation in `{STATEMENTS}`. Judgements of other statements are in the "
        "zip only. Rows with the same source are one witness, however many there are.",
    ),
    REFERENCES: (
        "The references, as the case holds them; nothing is left out.",
        "CSL-JSON (Citation Style Language 1.0.2)",
        "Zotero: *File → Import*. Pandoc: `--bibliography references.json`.",
    ),
    "references.bib": (
        "The same references for LaTeX.",
        "BibLaTeX 3, UTF-8",
        "JabRef: open it. LaTeX: `\\addbibresource{references.bib}`, with Biber. Zotero: *File → Import*.",
    ),
    "references.ris": (
        "The same references for reference managers.",
        "RIS, UTF-8",
        "Zotero, EndNote, Mendeley, Citavi: *File → Import*, format RIS.",
    ),
    ".txt": (
        "A text given whole. Places in the annotations are counted in its characters (Unicode code points).",
        "plain text, UTF-8, paragraphs separated by a blank line",
        "Open it in any editor.",
    ),
    ".xml": (
        "The same text with its statements, the people who speak in it, and the documents that the notes name.",
        "TEI P5. Only what P5 3.0.0 (2016) already had: statements are `span`s between anchors with feature "
        "structures, not `standOff`",
        "oXygen, TEI Publisher, CETEIcean: open it. Validate against `tei_all`.",
    ),
}
LOST = """## What a format cannot hold

Nothing is left out silently.

- **BibLaTeX** has no field for a date in words ("about 1949"), for an archive and its shelf mark, or for the label that
  a link must carry: they stand in `annotation`. A kind of work that it does not know is `misc`, and the kind stands
  there too.
- **RIS** cannot hold the same dates and labels: they stand in notes (`N1`). It takes a comma in a name for the end of
  a family name and has no sign for the name of a body, so a body with a comma in its name is repeated whole in a note
  that begins "one name". Prefer `references.json` where your software reads it.
- **Web Annotations** and **TEI** hold what is said of texts that are given whole. All other statements, and the events,
  claims, hops, readings and puzzles, are in the zip only.
- **TEI** dates only what is a plain day, month or year for machines (`when`); every date stands as it is recorded too.

## Links

Follow and republish only the addresses of the column `url` and of the references. Where a document has a
`link_label`, show it with the link; the `.bib`, `.ris` and TEI files carry it. In the zip, the column `url_editors`
names unofficial copies for editors' checks: never show these as links.
"""


def readme(case: Case, origin: Origin, files: Collection[str]) -> str:
    """Describe the exported files.

    Parameters
    ----------
    case : Case
        An open case; not changed.
    origin : Origin
        Who made it, and what may be done with it.
    files : collection of str
        The paths of the files.

    Returns
    -------
    str
        Markdown, a row for each file.
    """
    rows = [f"| [{name}]({name}) | {' | '.join(ABOUT.get(name) or ABOUT[name[-4:]])} |" for name in files]
    parts = [
        f"# {case.title} The case in standard formats",
        f"{case.question}",
        f"Version {case.about['version']}. Made by `python -m helpers export`; the same case gives the same bytes.",
        "| file | what it is | standard | how to use it |\n| --- | --- | --- | --- |\n" + "\n".join(rows),
        LOST.strip(),
        f"## Rights\n\n{origin.notice} Creator: {origin.creator}.",
    ]
    return "\n\n".join(parts) + "\n"
