"""A small sound case to damage: a quarrel over a weir in a village that does not exist."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

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
    "rubric": [{"id": "K1", "criterion": "Sourcing"}],
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
look = "D01 ¶1"
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
look = "the table of statements"

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
look = "D01 ¶2"
document = "D01"
paragraph = 2

[[exercise]]
id = "1.4"
notebook = "01"
skill = "context"
minutes = 1
prompt = "Put E01 and E03 in order."
kind = "order"
options = ["The weir breaks", "The miller asks"]
answers = ["The miller asks", "The weir breaks"]
hints = []
model_answer = "First the miller asks."
why = "The dates say so."
rubric = "context"
look = "the dates"
feedback = {"The weir breaks" = "Look at its year."}

[[exercise]]
id = "1.5"
notebook = "01"
skill = "context"
minutes = 1
prompt = "How many documents are there?"
kind = "number"
answers = ["3"]
hints = []
model_answer = "3"
why = "The case says so."
rubric = "context"
look = "the documents"

[[exercise]]
id = "1.6"
notebook = "01"
skill = "context"
minutes = 1
prompt = "When did the miller ask?"
kind = "date"
answers = ["1900-04-02"]
hints = []
model_answer = "2 April 1900"
why = "E01 has that date."
rubric = "context"
look = "E01"

[[exercise]]
id = "1.7"
notebook = "01"
skill = "arguing"
minutes = 5
prompt = "Say who was right."
kind = "words"
min_words = 5
max_words = 90
must_name = ["S02", "the miller"]
hints = []
model_answer = "The miller had warned them (S02)."
why = "Nobody is marked for a verdict."
rubric = "arguing"
look = "your own notes"
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
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1), encoding="utf-8")
    for table, rows in TABLES.items():
        (folder / f"{table}.csv").write_text(table_text(folder, table, rows), encoding="utf-8", newline="\n")
    rungs = "".join(f'[[rungs]]\nlevel = {level}\nwords = "rung {level}"\n' for level in range(8))
    about = 'title = "Who mends the weir?"\nquestion = "Who?"\nlanguage = "en-GB"\nversion = "1"\n'
    lanes = f'lanes = {json.dumps(LANES)}\nlanguages = ["English", "Italian"]\nnot_claimed = []\n'
    (folder / "case.toml").write_text(about + lanes + rungs, encoding="utf-8", newline="\n")
    (folder / "exercises.toml").write_text(EXERCISES, encoding="utf-8", newline="\n")
    (folder / "texts" / "D01.md").write_text(LETTER, encoding="utf-8", newline="\n")
    references = [{"id": key, "type": "book", "title": key} for key in ("plum-1901", "book-1900", "song-1932")]
    (folder / "references.json").write_text(json.dumps(references, indent=1), encoding="utf-8", newline="\n")
    return folder


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
