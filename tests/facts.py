"""Which sentences of the notebooks and exercises may state a fact of history, and what do they rest on?

`tests/facts.csv` holds one row for each such sentence: where it stands, its words, and the entries of the case that support
it, or `-` with the reason why it states none (an instruction, a question, a rule of method). After a change of prose

    python -m tests.facts

prints the sentences that nobody has audited yet, and the rows whose sentence is gone.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUDIT = ROOT / "tests" / "facts.csv"

ID = re.compile(r"\b[DSECHPBRJ]\d{1,3}\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
NAME = re.compile(r"(?<=[\w,;:)’”»] )(?:[A-ZА-Я][\wÀ-žа-яё’]+)")
FIRST = re.compile(r"^\W*([A-ZА-Я][\wÀ-žа-яё]+)")
END = re.compile(r"(?<=[.?!])[”»)]*\s+(?=[A-ZА-Я“«(\d])")
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.|#)\s?)")

# Capital letters that name nothing in history: the course's own words, its tools, days and places on a screen.
OURS = set(
    """I A Alone Answer Ask Back Before Card Cell Chapter Check Code Ctrl Do Documents Edit Enter Exercise Exit Explain File Find Hint
    HTML Index Jupyter JupyterLab Kernel Look Markdown Model Needs Next Now One Open Optional Part Predict Python Question
    Read Restart Run Save Say Screens Shift Stop Take Tell The Then Time Two What When Where Which Who Why Word Work Write
    Yes You Your CSV ZIP README EDTF EN""".split()
)


def plain(text: str) -> str:
    """Give the words of Markdown without its marks and addresses."""
    return re.sub(r"[*`]|<[^>]+>", "", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text))


def sentences(text: str) -> list[str]:
    """Cut Markdown into sentences; a heading, a list item and a row of a table each stand alone."""
    found = []
    for block in BLOCK.split(text):
        words = re.sub(r"\s+", " ", plain(block)).strip(" #>-|")
        found += [one.strip() for one in END.split(words) if re.search(r"\w{2}", one)]
    return found


def names(case_words: set[str], sentence: str) -> bool:
    """Tell whether a sentence names an id, a year, or somebody or something with a capital letter that is not ours."""
    first = FIRST.match(sentence)
    return bool(
        ID.search(sentence)
        or YEAR.search(sentence)
        or set(NAME.findall(sentence)) - OURS
        or (first and first[1] in case_words - OURS)
    )


def prose() -> Iterator[tuple[str, str]]:
    """Give every place and its Markdown: the cells of each notebook, the texts of each exercise."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield path.stem[:2], "".join(cell["source"])
    for one in tomllib.loads((ROOT / "data" / "exercises.toml").read_text(encoding="utf-8"))["exercise"]:
        for key in ("prompt", "options", "hints", "look", "model_answer", "why", "feedback"):
            value = one.get(key, [])
            for text in [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value:
                yield one["id"], str(text)


def stated() -> list[tuple[str, str]]:
    """Give each sentence that may state a fact, once a place, in the order of the course."""
    with (ROOT / "data" / "people.csv").open(encoding="utf-8", newline="") as file:
        words = {word for row in csv.DictReader(file) for word in re.findall(r"\b[A-Z][\w’]{2,}", row["name"])}
    found = [(place, sentence) for place, text in prose() for sentence in sentences(text) if names(words, sentence)]
    return list(dict.fromkeys(found))


def audited() -> dict[tuple[str, str], str]:
    """Give what each audited sentence rests on."""
    with AUDIT.open(encoding="utf-8", newline="") as file:
        return {(row["place"], row["sentence"]): row["support"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    known, now = audited(), stated()
    for place, sentence in now:
        if (place, sentence) not in known:
            print(f"not audited\t{place}\t{sentence}")
    for place, sentence in known:
        if (place, sentence) not in set(now):
            print(f"gone\t{place}\t{sentence}")
