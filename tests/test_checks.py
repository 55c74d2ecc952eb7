"""Is every slip in a case folder found, named by its place, and cured by what the message says?

The case is invented: a quarrel over a weir in a village that does not exist.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.case import CaseError, open_case
from helpers.checks import problems

ROOT = Path(__file__).resolve().parent.parent
LANES = ["mill", "parish", "later tellings"]
LETTER = "\n\n".join(
    (
        "The weir at Nether Plum",
        "The miller told the parish that he would mend the weir if the parish paid. The parish did not pay. "
        "“Mend it yourself”, the clerk wrote.",
        "In the spring the weir broke, and the miller said that he had warned the parish. The parish paid.\n",
    )
)
TABLES: dict[str, list[dict[str, str]]] = {
    "documents": [
        {"id": "D01", "title": "The weir at Nether Plum", "seen": "full", "reference": "plum-1901"},
        {
            "id": "D02",
            "title": "The clerk's book",
            "seen": "opening",
            "date_created": "1900-04",
            "reference": "book-1900",
        },
        {"id": "D03", "title": "A song", "seen": "cited only", "date_published": "1932~", "reference": "song-1932"},
    ],
    "statements": [
        {"id": "S01", "paragraph": "0", "exact": "The weir at Nether Plum", "speaker": "B03"},
        {
            "id": "S02",
            "paragraph": "1",
            "exact": "he would mend the weir if the parish paid",
            "speaker": "B01",
            "rung": "5",
        },
        {"id": "S03", "paragraph": "1", "exact": "The parish did not pay", "speaker": "B03"},
        {"id": "S04", "paragraph": "1", "exact": "“Mend it yourself”", "speaker": "B02", "reported_by": "B03"},
        {"id": "S05", "paragraph": "2", "exact": "the weir broke", "speaker": "B03", "puzzles": "P01"},
        {"id": "S06", "paragraph": "2", "exact": "parish", "suffix": " paid", "speaker": "B03"},
        {"id": "S07", "document": "D02", "exact": "weir, nothing paid", "speaker": "B02", "date": "1900-04-02"},
        {"id": "S08", "document": "D02", "exact": "the miller came twice", "speaker": "B02", "date": "1900-04-03?"},
        {
            "id": "S09",
            "document": "D03",
            "exact": "e l'acqua passò",
            "speaker": "B04",
            "language": "Italian",
            "gloss": "and the water passed",
        },
        {"id": "S10", "document": "D03", "exact": "the miller laughed", "speaker": "B04", "date": "1932~"},
    ],
    "events": [
        {"id": "E01", "label": "The miller asks", "date": "1900-04-02", "lane": "mill", "told": "mill; parish"},
        {"id": "E02", "label": "The parish refuses", "date": "1900-04-03/1900-04-09", "lane": "parish"},
        {"id": "E03", "label": "The weir breaks", "date": "1901-03", "lane": "mill", "documents": "D01 D02"},
        {
            "id": "E04",
            "label": "The song",
            "date": "1932~",
            "lane": "later tellings",
            "weight": "2",
            "documents": "D03",
        },
    ],
    "people": [
        {"id": "B01", "name": "The miller", "born": "1850", "died": "1901-12-01"},
        {"id": "B02", "name": "The clerk"},
        {"id": "B03", "name": "The letter (D01)", "kind": "body"},
        {"id": "B04", "name": "The song-maker"},
    ],
    "claims": [
        {"id": "C1", "kind": "claim", "text": "The miller offered to mend the weir", "statements": "S02"},
        {"id": "H1", "kind": "explanation", "text": "The parish had no money"},
        {"id": "H2", "kind": "explanation", "text": "The clerk disliked the miller"},
    ],
    "judgements": [
        {"id": "J01", "statement": "S03", "claim": "H1", "relation": "qualifies"},
        {
            "id": "J02",
            "statement": "S04",
            "claim": "H2",
            "relation": "supports",
            "strength": "1",
            "same_source": "S03 D01",
        },
        {"id": "J03", "document": "D02", "claim": "H1", "relation": "silent though expected"},
    ],
    "transmission": [
        {"id": "T01", "statement": "S02", "source": "B01", "target": "D01", "mode": "quoted", "traced": "stated"},
        {
            "id": "T02",
            "statement": "S02",
            "source": "D01",
            "target": "D03",
            "mode": "retold",
            "traced": "inferred",
            "wording": "S10",
        },
    ],
    "readings": [{"id": "R01", "document": "D03", "bears_on": "H1 H2"}],
    "puzzles": [{"id": "P01", "documents": "D01 D02", "statements": "S05 S07"}],
    "glossary": [{"id": "G01", "term": "weir"}, {"id": "G02", "term": "clerk"}],
}
DEFAULTS: dict[str, dict[str, str]] = {
    "documents": {"witness": "original"},
    "statements": {"document": "D01", "language": "English", "rung": "0"},
    "events": {"weight": "1", "documents": "D01"},
    "people": {"kind": "person"},
}
EXERCISES = """
[[exercise]]
id = "1.1"
notebook = "01"
skill = "close reading"
minutes = 3
prompt = "Who mends the weir?"
kind = "choice"
options = ["the miller", "the parish"]
answers = ["the miller"]
hints = ["Read ¶1."]
model_answer = "the miller"
why = "He says so."
rubric = "close reading"
document = "D01"
paragraph = 1

[[exercise]]
id = "1.2"
notebook = "01"
skill = "sourcing"
minutes = 2.5
prompt = "Which statements are the clerk's?"
kind = "ids"
answers = ["S04", "S07", "S08"]
hints = []
model_answer = "S04, S07 and S08."
why = "The table says so."
rubric = "sourcing"

[[exercise]]
id = "1.3"
notebook = "01"
skill = "context"
minutes = 2
prompt = "Copy the words that say that the weir gave way."
kind = "quote"
answers = ["the weir broke"]
hints = []
model_answer = "the weir broke"
why = "It stands there."
rubric = "context"
document = "D01"
paragraph = 2
"""


def table_text(folder: Path, table: str, rows: list[dict[str, str]]) -> str:
    """Write rows as the table's CSV; a required cell that a row does not name is filled."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(one for one in package["resources"] if one["name"] == table)["schema"]["fields"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one["name"] for one in fields])
    for row in rows:
        full = {one["name"]: "noted" for one in fields if one.get("constraints", {}).get("required")}
        full |= DEFAULTS.get(table, {}) | row
        writer.writerow([full.get(one["name"], "") for one in fields])
    return text.getvalue()


def build(folder: Path) -> Path:
    """Build the village's case."""
    (folder / "texts").mkdir(parents=True)
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for one in next(one for one in package["resources"] if one["name"] == "events")["schema"]["fields"]:
        if one["name"] == "lane":
            one["constraints"]["enum"] = LANES
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1), encoding="utf-8")
    for table, rows in TABLES.items():
        (folder / f"{table}.csv").write_text(table_text(folder, table, rows), encoding="utf-8", newline="\n")
    rungs = "".join(f'[[rungs]]\nlevel = {level}\nwords = "rung {level}"\n' for level in range(8))
    about = 'title = "Who mends the weir?"\nquestion = "Who?"\nlanguage = "en-GB"\nversion = "1"\n'
    lanes = f"lanes = {json.dumps(LANES)}\nnot_claimed = []\n"
    (folder / "case.toml").write_text(about + lanes + rungs, encoding="utf-8", newline="\n")
    (folder / "exercises.toml").write_text(EXERCISES, encoding="utf-8", newline="\n")
    (folder / "texts" / "D01.md").write_text(LETTER, encoding="utf-8", newline="\n")
    references = [{"id": key, "type": "book", "title": key} for key in ("plum-1901", "book-1900", "song-1932")]
    (folder / "references.json").write_text(json.dumps(references, indent=1), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("village") / "plum")


@pytest.fixture
def plum(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "plum"))


Damage = Callable[[Path], object]


def swap(name: str, old: str, new: str) -> Damage:
    """Change one place of a file, bytes that are not UTF-8 included (written as surrogates)."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_bytes().decode("utf-8", "surrogateescape")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (folder / name).write_bytes(text.replace(old, new).encode("utf-8", "surrogateescape"))

    return damage


def whole(name: str, change: Callable[[bytes], bytes]) -> Damage:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes()))


def cell(table: str, row_id: str, column: str, value: str) -> Damage:
    """Change one cell, everything else as a spreadsheet would keep it."""

    def damage(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        row = next(row for row in rows if row[0] == row_id)
        row[rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return damage


def lines(name: str, change: Callable[[list[str]], list[str]]) -> Damage:
    def damage(folder: Path) -> None:
        found = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(change(found)), encoding="utf-8", newline="\n")

    return damage


def rename(name: str, new: str) -> Damage:
    return lambda folder: (folder / name).rename(folder / new)


def add(name: str, text: str) -> Damage:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def append(name: str, text: str) -> Damage:
    return whole(name, lambda raw: raw + text.encode())


PLANTED: dict[str, tuple[Damage, str]] = {
    # files that are missing, renamed or half saved
    "table missing": (lambda f: (f / "puzzles.csv").unlink(), r"plum/puzzles.csv: this file is missing"),
    "table renamed by a browser": (
        rename("documents.csv", "documents (1).csv"),
        r"plum/documents.csv: .*missing; rename “documents \(1\).csv” to documents.csv",
    ),
    "table with a capital": (rename("documents.csv", "Documents.csv"), r"plum/documents.csv: .*rename “Documents.csv”"),
    "table saved as a workbook": (
        rename("glossary.csv", "glossary.xlsx"),
        r"plum/glossary.csv: .*open “glossary.xlsx” and save it as “CSV UTF-8”",
    ),
    "second copy of a table": (
        add("people (2).csv", "id\n"),
        r"plum/people \(2\).csv: is not one of the case’s tables",
    ),
    "folder in place of a table": (
        lambda f: ((f / "glossary.csv").unlink(), (f / "glossary.csv").mkdir()),
        r"plum/glossary.csv: cannot be read \(is a directory\)",
    ),
    "empty file": (whole("readings.csv", lambda raw: b""), r"plum/readings.csv, row 1: this file is empty.*id,author"),
    "header line lost": (
        lines("glossary.csv", lambda rows: rows[1:]),
        r"plum/glossary.csv, row 1: does not name the columns; the first row must read id,term,meaning",
    ),
    "last row cut short": (
        whole("judgements.csv", lambda raw: raw[:-20]),
        r"plum/judgements.csv, row 4: has 5 cells where row 1 has 9: the row was cut short",
    ),
    "comma not quoted": (
        swap("glossary.csv", "G01,weir,noted", "G01,weir,a dam, small"),
        r"plum/glossary.csv, row 2: has 4 cells where row 1 has 3: .*quotation marks",
    ),
    "quotation mark not closed": (
        swap("claims.csv", "H1,explanation,,The parish", 'H1,explanation,,"The parish'),
        r"plum/claims.csv, row 3: a quotation mark opens a cell and nothing closes it",
    ),
    "empty row": (swap("people.csv", "B03,body", "\nB03,body"), r"plum/people.csv, row 4: is empty; delete"),
    "empty rows of commas": (append("glossary.csv", ",,\n,,\n"), r"row 4: is empty, and so is 1 more row; delete"),
    "line break in a cell": (
        cell("glossary", "G02", "meaning", "first\nsecond"),
        r"plum/glossary.csv, row 3, column meaning: has a line break inside the cell, after “first”",
    ),
    # a spreadsheet's habits
    "byte order mark": (
        whole("events.csv", lambda raw: b"\xef\xbb\xbf" + raw),
        r"plum/events.csv, row 1: begins with a byte order mark",
    ),
    "Windows line ends": (
        whole("events.csv", lambda raw: raw.replace(b"\n", b"\r\n")),
        r"row 1: has Windows line ends",
    ),
    "semicolons": (
        lambda f: (f / "glossary.csv").write_text("id;term;meaning\nG01;weir;x\nG02;clerk;y, z\n"),
        r"plum/glossary.csv, row 1: the cells are separated by semicolons",
    ),
    "tabs": (
        whole("glossary.csv", lambda raw: raw.replace(b",", b"\t")),
        r"plum/glossary.csv, row 1: the cells are separated by tabs",
    ),
    "UTF-16": (
        whole("glossary.csv", lambda raw: raw.decode().encode("utf-16")),
        r"plum/glossary.csv: was saved as UTF-16 .* “CSV UTF-8”",
    ),
    "Windows-1252 bytes": (
        swap("people.csv", "The song-maker,noted", "The song-maker,Andr\udce9\udc92s"),
        r"plum/people.csv, row 5, column role: has letters in the wrong encoding; it should read “André’s”",
    ),
    "UTF-8 taken for Windows-1252": (
        cell("statements", "S09", "exact", "e l'acqua passÃ²"),
        r"plum/statements.csv, row 10, column exact: .*should read “e l'acqua passò”",
    ),
    "spreadsheet error": (cell("people", "B02", "note", "#NAME?"), r"row 3, column note: .*error “#NAME\?”"),
    "date in figures of the country": (cell("events", "E01", "date", "02/04/1900"), r"row 2, column date: .*1900-0"),
    "day over twelve": (cell("events", "E01", "date", "31/03/1900"), r"row 2, column date: .*1900-03-31"),
    "month by name": (cell("events", "E03", "date", "Mar-54"), r"row 4, column date: .*1954-03"),
    "no such day": (cell("documents", "D02", "date_created", "1900-04-31"), r"column date_created: .*1900-04-30"),
    "interval reversed": (
        cell("events", "E02", "date", "1900-04-09/1900-04-03"),
        r"plum/events.csv, row 3, column date: .*ends before it begins",
    ),
    # columns
    "column misspelt": (
        swap("events.csv", "id,label,date,", "id,lable,date,"),
        r"plum/events.csv, row 1, column lable: is not a known column; rename it to “label”",
    ),
    "column unknown": (
        lines("glossary.csv", lambda rows: [rows[0].strip() + ",zzz\n", *(row.strip() + ",\n" for row in rows[1:])]),
        r"plum/glossary.csv, row 1, column zzz: is not a known column; take it out",
    ),
    "column missing": (
        lines("glossary.csv", lambda rows: [row.replace(",meaning", "").replace(",noted", "") for row in rows]),
        r"plum/glossary.csv, row 1, column meaning: is missing; add the column, after “term”",
    ),
    "id column missing": (
        lines("people.csv", lambda rows: [row.partition(",")[2] for row in rows]),
        r"plum/people.csv, row 1, column id: is missing; add the column, first",
    ),
    "column twice": (
        swap(
            "glossary.csv",
            "id,term,meaning\nG01,weir,noted\nG02,clerk,noted",
            "id,term,meaning,term\nG01,weir,noted,x\nG02,clerk,noted,y",
        ),
        r"plum/glossary.csv, row 1, column term: stands twice",
    ),
    "columns in another order": (
        lambda f: (f / "glossary.csv").write_text("id,meaning,term\nG01,x,weir\nG02,y,clerk\n"),
        r"plum/glossary.csv, row 1, column meaning: stands in the wrong place; the order is id,term,meaning",
    ),
    # cells
    "required cell empty": (
        cell("documents", "D02", "rights", ""),
        r"row 3, column rights: is empty; every row needs it",
    ),
    "value not allowed": (cell("documents", "D02", "seen", "fulll"), r"column seen: “fulll” .*nearest is “full”"),
    "id in small letters": (cell("glossary", "G02", "id", "g2"), r"row 3, column id: “g2” .* write G02"),
    "number with a fraction": (
        cell("events", "E01", "weight", "1.0"),
        r"column weight: “1.0” is not a whole .* write 1",
    ),
    "number too large": (cell("statements", "S02", "rung", "9"), r"row 3, column rung: 9 is too large; the most is 7"),
    "number too small": (cell("events", "E01", "weight", "0"), r"column weight: 0 is too small; the least is 1"),
    "id twice": (
        append("glossary.csv", "G02,mill,noted\n"),
        r"plum/glossary.csv, row 4, column id: “G02” stands already in row 3; .*G03",
    ),
    "term twice": (cell("glossary", "G02", "term", "weir"), r"row 3, column term: “weir” stands already in row 2"),
    "rows not sorted": (
        lines("people.csv", lambda rows: [*rows[:2], rows[3], rows[2], rows[4]]),
        r"plum/people.csv, row 4, column id: B02 stands below B03; sort",
    ),
    # ids of other tables
    "unknown document": (
        cell("statements", "S07", "document", "D09"),
        r"row 8, column document: “D09” .*nearest is D03",
    ),
    "unknown speaker": (cell("statements", "S01", "speaker", "B99"), r"row 2, column speaker: “B99” .*nearest is B04"),
    "one unknown of several": (
        cell("events", "E03", "documents", "D01 D7"),
        r"column documents: “D7” .*nearest is D03",
    ),
    "ids with commas": (cell("events", "E03", "documents", "d1, d2"), r"column documents: “d1, d2” .* write D01 D02"),
    "unknown end of a hop": (
        cell("transmission", "T01", "source", "E88"),
        r"“E88” is not an id in events or people or",
    ),
    "unknown claim": (cell("judgements", "J01", "claim", "H7"), r"row 2, column claim: “H7” .*nearest is H2"),
    "unknown parent": (cell("claims", "H1", "parent", "C8"), r"row 3, column parent: “C8” .*nearest is C1"),
    "unknown reference": (
        cell("documents", "D01", "reference", "plum-1910"),
        r"row 2, column reference: “plum-1910” is not in references.json; nearest is “plum-1901”",
    ),
    # statements
    "quotation with one letter changed": (
        cell("statements", "S05", "exact", "the wier broke"),
        r"plum/statements.csv, row 6, column exact: .*does not stand in D01; nearest is “the weir broke”",
    ),
    "quotation in another paragraph": (
        cell("statements", "S05", "paragraph", "1"),
        r"row 6, column paragraph: is 1, but the words stand in paragraph 2; write that",
    ),
    "paragraph not named": (cell("statements", "S05", "paragraph", ""), r"column paragraph: is empty; .*paragraph 2"),
    "paragraph past the end": (
        cell("statements", "S05", "paragraph", "9"),
        r"column paragraph: is 9, but .*paragraph 2",
    ),
    "quotation that stands twice": (
        cell("statements", "S06", "suffix", ""),
        r"row 7, column exact: “parish” stands 2 times in D01 ¶2; add words to prefix or suffix",
    ),
    "suffix that is not there": (
        cell("statements", "S06", "suffix", " played"),
        r"row 7, column suffix: is not beside the words in D01 ¶2",
    ),
    "quotation over 25 words": (
        cell("statements", "S07", "exact", " ".join(["so"] * 26)),
        r"row 8, column exact: has 26 words, and a quotation at most 25",
    ),
    "gloss missing": (
        cell("statements", "S09", "gloss", ""),
        r"row 10, column gloss: is empty, and the words are Italian",
    ),
    "dated after death": (
        cell("statements", "S02", "date", "1902"),
        r"row 3, column date: 1902 is after the death of The miller \(1 December 1901\)",
    ),
    "born after death": (
        cell("people", "B01", "born", "1950"),
        r"row 2, column died: 1901-12-01 is before born \(1950\)",
    ),
    # judgements, lanes, rungs
    "judgement about nothing": (
        cell("judgements", "J01", "statement", ""),
        r"row 2, column statement: .*names neither",
    ),
    "judgement about two things": (
        cell("judgements", "J01", "document", "D01"),
        r"row 2, column statement: .*names both",
    ),
    "lane misspelt in an event": (
        cell("events", "E03", "lane", "mil"),
        r"row 4, column lane: “mil” .*nearest is “mill”",
    ),
    "lane misspelt among those told": (
        cell("events", "E01", "told", "mill; parrish"),
        r"column told: “parrish” .*“parish”",
    ),
    "lane left out of case.toml": (
        swap("case.toml", '"mill", ', ""),
        r"plum/events.csv, row 2, column lane: “mill” is not a lane of case.toml \(so in 2 rows\)",
    ),
    "lane misspelt in case.toml": (
        swap("case.toml", '"mill"', '"mil"'),
        r"plum/case.toml, line 5, key lanes: “mil” is not a lane of datapackage.json; nearest is “mill”",
    ),
    "rung without words": (
        swap("case.toml", '"rung 3"', '""'),
        r"plum/case.toml, line \d+, key rungs: rung 3 has no words",
    ),
    "rung left out": (swap("case.toml", "level = 7\n", ""), r"key rungs: rung 7 has no words"),
    "rung twice": (append("case.toml", '[[rungs]]\nlevel = 1\nwords = "x"\n'), r"key rungs: rung 1 stands twice"),
    # case.toml, datapackage.json, references.json, texts
    "text missing": (
        lambda f: (f / "texts" / "D01.md").unlink(),
        r"plum/texts/D01.md: this file is missing, and \d+ statements cite its paragraphs; put it back",
    ),
    "folder of texts missing": (
        lambda f: shutil.rmtree(f / "texts"),
        r"plum/texts/D01.md: this file is missing, and \d+ statements cite its paragraphs; put it back",
    ),
    "exercises.toml missing": (
        lambda f: (f / "exercises.toml").unlink(),
        r"plum/exercises.toml: this file is missing; put it back",
    ),
    "case.toml missing": (lambda f: (f / "case.toml").unlink(), r"plum/case.toml: this file is missing; put it back"),
    "case.toml renamed": (
        rename("case.toml", "case (1).toml"),
        r"plum/case.toml: .*rename “case \(1\).toml” to case.toml",
    ),
    "case.toml empty": (whole("case.toml", lambda raw: b""), r"plum/case.toml, key title: is missing; add it"),
    "case.toml broken": (
        swap("case.toml", 'question = "Who?"', 'question = "Who?'),
        r"plum/case.toml, line 2: is not valid TOML \(illegal character",
    ),
    "key of case.toml misspelt": (
        swap("case.toml", "question =", "qestion ="),
        r"plum/case.toml, line 2, key question: is missing; rename “qestion” to it",
    ),
    "title that is no text": (swap("case.toml", '"Who mends the weir?"', "7"), r"line 1, key title: must be a text"),
    "datapackage.json missing": (lambda f: (f / "datapackage.json").unlink(), r"plum/datapackage.json: .*missing"),
    "datapackage.json broken": (
        swap("datapackage.json", '"resources": [', '"resources": '),
        r"plum/datapackage.json, line \d+: is not valid JSON \(.*look at this line",
    ),
    "table not described": (
        swap("datapackage.json", '"name": "glossary"', '"name": "gloss"'),
        r"plum/datapackage.json: does not describe the table “glossary”",
    ),
    "pattern that cannot be read": (
        swap("datapackage.json", r'"pattern": "G\\d{2,3}"', '"pattern": "G("'),
        r"plum/datapackage.json: gives glossary.id a pattern that cannot be read",
    ),
    "references.json missing": (lambda f: (f / "references.json").unlink(), r"plum/references.json: .*missing"),
    "references.json broken": (
        lines("references.json", lambda rows: [row.replace("},", "}") for row in rows]),
        r"plum/references.json, line \d+: is not valid JSON",
    ),
    "reference without type": (
        swap("references.json", '"type": "book",\n  "title": "song-1932"', '"title": "song-1932"'),
        r"plum/references.json: reference 3 lacks an “id” \(a text\) or a “type”",
    ),
    "references that are no list": (
        whole("references.json", lambda raw: b"{}"),
        r"line 1: is not a list of references",
    ),
    "text of no document": (add("texts/D9.md", "A title\n"), r"plum/texts/D9.md: no document .*nearest is D03.md"),
    "text without words": (add("texts/D02.md", "\n\n"), r"plum/texts/D02.md: has no words"),
    "text with cp1252 bytes": (
        swap("texts/D01.md", "In the spring", "In the \udc93spring\udc94"),
        r"plum/texts/D01.md, line 5: has letters that are not UTF-8",
    ),
    "file where the texts should be": (
        lambda f: (shutil.rmtree(f / "texts"), (f / "texts").write_text("")),
        r"plum/texts: cannot be read \(not a directory\)",
    ),
    # exercises.toml
    "exercises.toml broken": (
        swap("exercises.toml", "minutes = 3", "minutes = "),
        r"exercises.toml, line 6: is not valid",
    ),
    "exercises under a wrong name": (
        whole("exercises.toml", lambda raw: raw.replace(b"[[exercise]]", b"[[exercises]]")),
        r"plum/exercises.toml, line 2, key exercises: every exercise stands under \[\[exercise\]\]",
    ),
    "unknown skill": (
        swap("exercises.toml", '"context"\nminutes', '"contekst"\nminutes'),
        r"exercises.toml, line \d+, key skill: exercise 1.3 has “contekst”.* nearest is “context”",
    ),
    "unknown kind": (swap("exercises.toml", '"choice"', '"choices"'), r"line 8, key kind: .*nearest is “choice”"),
    "minutes not above zero": (
        swap("exercises.toml", "minutes = 2.5", "minutes = 0"),
        r"key minutes: exercise 1.2 has 0",
    ),
    "exercise id twice": (swap("exercises.toml", '"1.3"', '"1.2"'), r"line 32, key id: “1.2” stands already above"),
    "exercise id that is a number": (
        swap("exercises.toml", '"1.3"', "1.3"),
        r"key id: 1.3 must stand between quotation",
    ),
    "key of an exercise missing": (
        swap("exercises.toml", 'why = "It stands there."\n', ""),
        r"key why: exercise 1.3 has no why",
    ),
    "key of an exercise misspelt": (
        swap("exercises.toml", "options =", "optoins ="),
        r"has no options; rename “optoins”",
    ),
    "answer that is no option": (
        swap("exercises.toml", 'answers = ["the miller"]', 'answers = ["the miler"]'),
        r"key answers: exercise 1.1 has the answer “the miler”, .*nearest is “the miller”",
    ),
    "answer that is no id": (
        swap("exercises.toml", '"S08"]', '"S8"]'),
        r"key answers: exercise 1.2 .*“S8”.*nearest is “S08”",
    ),
    "quotation to find that is not there": (
        swap("exercises.toml", '["the weir broke"]', '["the weir brook"]'),
        r"key answers: exercise 1.3 .*not found in D01; nearest is “the weir bro",
    ),
    "exercise on an unknown document": (
        lines("exercises.toml", lambda rows: [*rows[:14], 'document = "D1"\n', *rows[15:]]),
        r"line 15, key document: exercise 1.1 names “D1”, which is not a document; nearest is “D01”",
    ),
    "exercise on a paragraph past the end": (
        swap("exercises.toml", "paragraph = 1", "paragraph = 3"),
        r"key paragraph: exercise 1.1 names paragraph 3; D01 has the paragraphs 0 to 2",
    ),
}
SEVERAL = {"case.toml empty", "lane left out of case.toml"}  # as many problems as keys or columns
HARMLESS = {"byte order mark", "Windows line ends"}


def test_a_sound_case_has_no_problem(sound: Path) -> None:
    assert problems(sound) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_slip_is_one_problem_with_its_place_and_cure(name: str, plum: Path) -> None:
    damage, pattern = PLANTED[name]
    damage(plum)
    found = problems(plum)
    spoken = [str(problem) for problem in found]
    assert spoken, "the slip was not found"
    assert re.search(pattern, spoken[0]), spoken[0]
    assert all(line.startswith("plum/") and "\n" not in line for line in spoken)
    assert len(spoken) == 1 or name in SEVERAL, "\n".join(spoken)
    assert all(problem.blocks != (name in HARMLESS) for problem in found)


def test_many_slips_are_all_found_in_one_run_in_order_of_file_and_row(plum: Path) -> None:
    for name in ("second copy of a table", "day over twelve", "value not allowed", "gloss missing", "unknown speaker"):
        PLANTED[name][0](plum)
    for name in ("case.toml broken", "datapackage.json missing", "unknown skill", "text of no document", "tabs"):
        PLANTED[name][0](plum)
    places = [re.match(r"plum/([^:]*)", str(problem))[1] for problem in problems(plum)]  # type: ignore[index]
    assert places == [
        "datapackage.json",
        "case.toml, line 2",
        "documents.csv, row 3, column seen",
        "statements.csv, row 2, column speaker",
        "statements.csv, row 10, column gloss",
        "events.csv, row 2, column date",
        "glossary.csv, row 1",
        "exercises.toml, line 34, key skill",
        "people (2).csv",
        "texts/D9.md",
    ]


def test_check_prints_every_problem_and_writes_nothing(plum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("semicolons", "byte order mark", "quotation with one letter changed", "rows not sorted"):
        PLANTED[name][0](plum)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in plum.rglob("*") if path.is_file()}
    assert main(["check", str(plum)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[:-1] == [str(problem) for problem in problems(plum)]
    assert printed[-1] == "4 problems found; nothing was changed."
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in plum.rglob("*") if path.is_file()} == before


def test_check_of_a_sound_case_fits_one_screen(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sound)]) == 0
    printed = capsys.readouterr().out
    rows = printed.splitlines()
    assert len(rows) <= 24
    assert max(map(len, rows)) <= 80
    for fact in (
        r"^  documents +3$",
        r"^  quotations +10  6 verified in texts held, 4 known only as short words$",
        r"^  dates +11  4 uncertain",
        r"^  links +0",
        r"^  exercises +3  7.5 minutes$",
    ):
        assert re.search(fact, printed, re.MULTILINE), fact


@pytest.mark.parametrize("name", ["byte order mark", "Windows line ends"])
def test_a_habit_that_loses_nothing_does_not_stop_the_case(name: str, plum: Path, sound: Path) -> None:
    PLANTED[name][0](plum)
    assert open_case(plum).events.equals(open_case(sound).events)


def test_windows_line_ends_in_every_file_lose_nothing(plum: Path, sound: Path) -> None:
    for path in (path for path in plum.rglob("*") if path.is_file()):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    ended, whole_case = open_case(plum), open_case(sound)
    assert ended.texts == whole_case.texts
    assert ended.about == whole_case.about
    assert ended.references == whole_case.references
    assert ended.statements.equals(whole_case.statements)
    assert len(problems(plum)) == 2 * len([path for path in plum.rglob("*") if path.is_file()])


def test_no_final_line_end_is_no_problem(plum: Path) -> None:
    for path in plum.glob("*.csv"):
        path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert problems(plum) == []


def test_opening_stops_with_the_first_problem_and_the_number_of_the_others(plum: Path) -> None:
    for name in ("gloss missing", "day over twelve", "unknown skill"):
        PLANTED[name][0](plum)
    with pytest.raises(CaseError) as stopped:
        open_case(plum)
    first, *others = problems(plum)
    assert str(stopped.value) == f"{first} (2 more; to see all, run python -m helpers check {plum})"
    assert len(others) == 2


def test_a_folder_that_is_not_there_is_a_sentence(sound: Path, tmp_path: Path) -> None:
    assert [str(problem) for problem in problems(sound.parent / "plumm")] == [
        "plumm: this folder cannot be read (no such file or directory); nearest is “plum”"
    ]
    (tmp_path / "file").write_text("")
    assert "this folder cannot be read (not a directory)" in str(problems(tmp_path / "file")[0])


def test_a_file_that_may_not_be_read_is_a_sentence(plum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name in ("people.csv", "case.toml", "D01.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    found = [str(problem) for problem in problems(plum)]
    assert [line.partition(":")[0] for line in found] == ["plum/case.toml", "plum/people.csv", "plum/texts/D01.md"]
    assert all("cannot be read (permission denied)" in line for line in found)


def test_the_course_checks_a_folder_without_a_usable_datapackage(plum: Path) -> None:
    for name in ("datapackage.json broken", "unknown speaker"):
        PLANTED[name][0](plum)
    found = [str(problem) for problem in problems(plum)]
    assert any("“B99” is not an id in people" in line for line in found)


def test_a_console_that_cannot_show_a_letter_gets_no_traceback(plum: Path) -> None:
    cell("events", "E01", "date", "март 1900")(plum)
    command = [sys.executable, "-m", "helpers", "check", str(plum)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=plum.parent)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert "plum/events.csv, row 2, column date" in ran.stdout


def test_checking_does_not_load_matplotlib() -> None:
    code = "import sys; from helpers.checks import problems; problems('data'); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_the_check_fail_itself(data: st.DataObject, sound: Path) -> None:
    files = sorted(path for path in sound.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    kept = path.read_bytes()
    start = data.draw(st.integers(0, len(kept)))
    end = data.draw(st.integers(start, min(len(kept), start + 40)))
    junk = data.draw(
        st.binary(max_size=8) | st.sampled_from([b'"', b"[", b"{", b",", b"\n", b"\xe9", b"[1, 2]", b"-1"])
    )
    try:
        path.write_bytes(kept[:start] + junk + kept[end:])
        assert all(isinstance(str(problem), str) for problem in problems(sound))
    finally:
        path.write_bytes(kept)
