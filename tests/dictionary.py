"""Renders data/README.md, the data dictionary, from the schema and the case."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from helpers import questions

HEAD = """\
# The data: one folder is one case

*This page is made from datapackage.json and case.toml by `python3 start.py refresh`; change those, not this.*

{description}

The tables are UTF-8 CSV, one row a line, sorted by id. datapackage.json describes them as a
[Frictionless Data Package](https://specs.frictionlessdata.io/data-package/). Check the folder with
`python -m helpers check`.

## A case of your own

`python -m helpers new FOLDER` writes a small one, made up for practice, to be replaced line by line. A case needs

| file | when | columns that every row fills |
| --- | --- | --- |
| datapackage.json | always: it lists the files, and a listed file that is missing is a problem | |
| case.toml | always: title, question, language, version; `lanes` for events, `rungs` for statements | |
{own}
| references.json | once a document names a `reference` | |
| texts/ID.md | once a statement names a `paragraph` of it | |

Every other file and column may be left out, and columns may stand in any order. Where datapackage.json gives a table
a schema of its own, as here, all its columns must be there in their order.

## Editorial principles

- **What is quoted.** `exact` holds words that were seen, character for character, in the language of the
  witness, at most 25 of them. Where we hold the text of a document (`texts/`), a test finds them in the
  paragraph named.
- **What is paraphrased.** Every other cell is in our own words. A `gloss` is our own English for words in
  another language: a help for reading, never a quotation. A translation that may have gone through a third
  language says so in its caution and is never given as an original.
- **How much was read.** `seen` is *full*, *opening* (about the first 2,000 characters, about 1,000 for
  Russian) or *cited only*. Silence of an opening is not evidence of absence.
- **How sure one can be.** `certainty` says how sure, and of what; `caution` must be said with the fact.
  Neither is ever dropped or made firmer.
- **Dates** are written in [EDTF](https://www.loc.gov/standards/datetime/), levels 0 and 1, and one-of sets:
  `1954-03-31` a day, `1954-03` a month, `?` perhaps, `~` about, `A/B` from A to B, `[A,B]` one of the two. An
  empty cell means *not recorded in anything read*. A day that rests on a file number is no proof of a day
  (see P01).
- **Addresses.** `url` may be followed. `url_editors` are unofficial copies, for editors' checks only, and no
  page of the course links to them. Addresses of partisan or disreputable pages are withheld altogether.
- **No verdict.** The explanations are tools for sorting evidence. `strength` is empty where nobody has
  weighed a judgement.

## Rights

The tables and our own prose are under CC BY 4.0. **Not** under that licence are the article printed whole in
`texts/D01.md`, whose rights stay with its publisher, and every quotation, which stays with its author. US
government documents (the FRUS volumes, CIA bulletins) are in the public domain. The article is printed once,
because it is the document that the course was asked to teach: its title, its three paragraphs and its list of
related titles as found in a repost of 25 December 2025; the title, which stood twice on the page, is given
once, and page furniture is left out. Its own slips, such as “coali-tion” and a misspelt address, are kept.

## What this case does not claim

{not_claimed}

## The wording ladder

{rungs}

{caveat}

## Exercises

{exercises}

## Other files

| file | what it holds |
| --- | --- |
| case.toml | title, question, language, version, lanes in order, languages, rungs, what is not claimed or known |
| exercises.toml | the exercises, in the order of the notebooks; each key is explained below |
| references.json | one reference a document, in CSL-JSON |
| bibliography.md | the same as Chicago notes; derived |
| texts/ID.md | the text of a document that may be printed whole; the title is paragraph 0, `D01 ¶n` cites the nth |
| datapackage.json | the list of the files and the schema of the tables |
"""


OWN = {
    "documents": "always",
    "statements": "for quotations",
    "people": "once a statement names a `speaker`",
    "events": "for a chronology",
    "claims": "once a judgement names one",
    "judgements": "for weighing statements against claims",
}
"""When a case of one's own needs a table."""

TAKEN = {"lane": "lanes", "language": "languages"}
"""Columns whose values case.toml lists, where they are required."""


def render(folder: Path) -> str:
    """Write the dictionary of a case folder as Markdown."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    tables = [resource for resource in package["resources"] if "schema" in resource]
    page = HEAD.format(
        own="\n".join(_needed(resource) for resource in tables if resource["name"] in OWN),
        description=package["description"],
        not_claimed="\n".join(f"- {line}" for line in case["not_claimed"]),
        rungs="\n".join(f"- **L{rung['level']}**: {rung['words']}" for rung in case["rungs"]),
        caveat=case["ladder_caveat"],
        exercises=exercises(),
    )
    return page + "".join(_table(resource, folder, case) for resource in tables)


def exercises() -> str:
    """Write the keys of an exercise as a table: what is said of them where they are read."""
    rows: list[list[str]] = []
    table = str(questions.__doc__).split("\n")
    columns = [found.span() for found in re.finditer("=+", next(line for line in table if line.startswith("=")))]
    starts = [start for start, _ in columns]
    marks = [place for place, line in enumerate(table) if line.startswith("=")]
    for line in table[marks[1] + 1 : marks[2]]:
        cells = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
        if cells[0]:
            rows.append(cells)
        else:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
    lines = ["| key | holds | of the kinds | what it holds |", "| --- | --- | --- | --- |"]
    lines += [f"| `{key.rstrip('*')}` | {kind} | {kinds} | {words} |" for key, kind, kinds, words in rows]
    optional = ", ".join(f"`{key.rstrip('*')}`" for key, *_ in rows if key.endswith("*"))
    return "\n".join([*lines, "", f"May be left out: {optional}."]).replace("``", "`")


def _needed(resource: dict[str, Any]) -> str:
    required = [f"`{f['name']}`" for f in resource["schema"]["fields"] if f.get("constraints", {}).get("required")]
    return f"| {resource['path']} | {OWN[resource['name']]} | {', '.join(required)} |"


def _table(resource: dict[str, Any], folder: Path, case: dict[str, Any]) -> str:
    rows = (folder / resource["path"]).read_text(encoding="utf-8").count("\n") - 1
    lines = [
        f"\n## {resource['path']}\n",
        f"{resource['title']}; {rows} rows.\n",
        "| column | type | what it holds | allowed |",
    ]
    lines.append("| --- | --- | --- | --- |")
    lines += [
        f"| `{f['name']}` | {_type(f)} | {f['description']} | {_allowed(f, case)} |"
        for f in resource["schema"]["fields"]
    ]
    return "\n".join(lines) + "\n"


def _type(field: dict[str, Any]) -> str:
    return "EDTF date" if "rdfType" in field else field["type"]


def _allowed(field: dict[str, Any], case: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    said = ["required"] if rules.get("required") else []
    said += ["unique"] if rules.get("unique") else []
    said += [", ".join(value for value in rules["enum"] if ";" not in value)] if "enum" in rules else []
    said += [", ".join(case[TAKEN[field["name"]]])] if field["name"] in TAKEN and said else []
    said += [f"{rules['minimum']} to {rules['maximum']}"] if {"minimum", "maximum"} <= rules.keys() else []
    said += [f"ids of {', '.join(field['refersTo'])}"] if "refersTo" in field else []
    if "pattern" in rules and "refersTo" not in field:
        said.append("`" + rules["pattern"].replace("|", "\\|") + "`")
    return "; ".join(said)
