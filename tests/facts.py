"""Which sentences of the notebooks, exercises and teaching pages may state a fact of history, and on what do they rest?

`tests/facts.csv` holds one row for each such sentence: where it stands, its words, and the entries of the case that
support it, or `-` with the reason why it states none (an instruction, a question, a rule of method). After a change of
prose

    python -m tests.facts

prints the sentences that nobody has audited yet, and the rows whose sentence is gone.

A sentence is listed that names an id, a year, or somebody or something of the case; that has a word for a thing of
history, such as note, laugh or editor; or that tells of the past. A sentence that does none of these is not seen.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUDIT = ROOT / "tests" / "facts.csv"

ID = re.compile(r"\b[DSECHPBRJT]\d{1,3}\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
CAPITAL = re.compile(r"[A-ZА-Я][\wÀ-žа-яё’-]+")
MINUTES = re.compile(r"\s*\(\d+ min\)\s*")
HEADING = re.compile(r"^(#+ .*)$", re.MULTILINE)
END = re.compile(r"(?<=[.?!])[”»)]*\s+(?=[A-ZА-Я“«(\d])")
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.|#)\s?)")

# Capital letters that name nothing in history: keys, menus, tools, and words that open a sentence of the course.
OURS = frozenset(
    """Agreement All As Cells Ctrl CSV EDTF Enter False File I Jupyter JupyterLab Kernel Mac Markdown NameError Notebook
    PNG Put Python Read Restart Run Shift Stop True When ZIP""".split()  # noqa: SIM905
)

# Small letters that name a thing of history: who acted, what was said or handed over, and when.
HISTORY = re.compile(
    r"""\b(?:
    agenda|(?:the|an)\sarchives?|archive's|alliances?|all(?:y|ies)|ambassadors?|anecdotes?|army|article|audience|authors?|bulletin|cabinet|citations?|clerk
    |(?<!each\s)(?<!last\s)column(?!\s“)|conference|correspondent|days?|delegations?|deputy|digits?|diplomats?
    |dispatch(?:es)?|drafts?|editors?|embassy|feeler|file\snumbers?|forecasts?|governments?|headlines?|historians?|interpreter
    |interview|irony|join(?:ed|ing)|joked?|jokes|journal(?:ist)?s?|languages|laugh\w*|leaders?|(?<!for\s)letter(?!\sfor)
    |letters|magazine|meetings?|member(?:s|ship)?|memo\w*|minist\w+|motive|negotiations?|news(?:papers?)?|noted?|notes
    |offer(?:ed|s)?|offic(?:e|ial)s?|pact|papers?|paragraphs?\s\d|parliament|party|peace|possibility|powers?|premier
    |presidents?|press\srelease|the\spress|printed|propaganda|proposals?|publicly|reception|records?|refus\w+|remarks?
    |repl(?:y|ies|ied)|reporters?|repost\w*|retell\w*|secret\w*|sources|speech|spokesm[ae]n|summits?
    |(?<!and\s)talks?(?!\sabout)|telegrams?|transcripts?|translat\w+|treat(?:y|ies)|troops|verdicts?|versions?|visitors
    |votes?|war(?:time)?|witnessed
    |mornings?|evenings?|nights?|weeks?|months?|years?|centur(?:y|ies)|winter|spring|summer|autumn
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Words that tell of the past, or of somebody.
PAST = re.compile(
    r"""\b(?:
    he|him|his|she|her|hers|was|were|had|did|been|began|broke|brought|came|died|fell|gave|got|held|kept|knew|laid|made
    |meant|met|rose|said|sat|saw|sent|signed|spoke|stood|struck|thought|told|took|went|won|wrote
    )\b""",
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Give the words of Markdown without its marks and addresses; a colon takes the place of an activity's minutes."""
    return MINUTES.sub(": ", re.sub(r"[*`]|<[^>]+>", "", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)))


def sentences(text: str) -> list[str]:
    """Cut Markdown into sentences; a heading, a list item and a row of a table each stand alone."""
    found = []
    for block in BLOCK.split(HEADING.sub(r"\1\n", text)):
        words = re.sub(r"^\d+\. ", "", re.sub(r"\s+", " ", plain(block)).strip(" #>-|:"))
        found += [one.strip() for one in END.split(words) if re.search(r"[^\W\d_]{2}", one)]
    return found


@cache
def known() -> frozenset[str]:
    """Give the words that the case writes with a capital only: people, places, papers, pacts."""
    text = " ".join(
        row[column]
        for name, columns in {
            "people": ("name", "role"),
            "events": ("label", "description"),
            "documents": ("title", "creator", "summary"),
        }.items()
        for row in _rows(ROOT / "data" / f"{name}.csv")
        for column in columns
    )
    words = set(WORD.findall(text))
    return frozenset(word.removesuffix("'s") for word in words if word[0].isupper() and word.lower() not in words)


def may_state(sentence: str) -> bool:
    """Tell whether a sentence may state a fact of history: see the head of this module."""
    if not re.search(r"[^\W\d_]{2}", ID.sub("", sentence)):
        return False
    words = [word.removesuffix("'s") for word in WORD.findall(sentence)]
    capitals = {word for word in words[1:] if CAPITAL.fullmatch(word)} - OURS
    return bool(
        ID.search(sentence)
        or YEAR.search(sentence)
        or {word for word in capitals if word in known() or not _opens(word, sentence)}
        or (words and words[0] in known() - OURS)
        or HISTORY.search(sentence)
        or PAST.search(sentence)
    )


def _opens(word: str, sentence: str) -> bool:
    """Tell whether a capital is there because words begin: after a colon, a bar, a dash, a stop or an opening mark."""
    return all(
        re.search(r"(?:[:|→·–(“.?!]\s?)$", sentence[: at.start()]) for at in re.finditer(rf"\b{word}\b", sentence)
    )


def spoken(source: str) -> Iterator[str]:
    """Give the texts in a cell of code that a reader sees: strings of three words or more."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 2:
            yield node.value


def prose(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Give every place and its text: the cells of each notebook, the texts of each exercise, each page for teachers."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            for text in [source] if cell["cell_type"] == "markdown" else spoken(source):
                yield path.stem[:2], text
    for one in tomllib.loads((root / "data" / "exercises.toml").read_text(encoding="utf-8"))["exercise"]:
        for key in (
            "prompt",
            "options",
            "hints",
            "look",
            "answers",
            "model_answer",
            "why",
            "feedback",
            "beware",
            "reader",
            "misreadings",
            "cut",
        ):
            value = one.get(key, [])
            for text in [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value:
                yield one["id"], str(text)
    for path in sorted((root / "teaching").glob("*.md")):
        yield path.stem, path.read_text(encoding="utf-8")


def stated(root: Path = ROOT) -> list[tuple[str, str]]:
    """Give each sentence that may state a fact, once a place, in the order of the course."""
    found = [(place, one) for place, text in prose(root) for one in sentences(text) if may_state(one)]
    return list(dict.fromkeys(found))


@cache
def audited() -> dict[tuple[str, str], str]:
    """Give what each audited sentence rests on."""
    return {(row["place"], row["sentence"]): row["support"] for row in _rows(AUDIT)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    done, now = audited(), stated()
    for place, sentence in now:
        if (place, sentence) not in done:
            print(f"not audited\t{place}\t{sentence}")
    for place, sentence in done:
        if (place, sentence) not in set(now):
            print(f"gone\t{place}\t{sentence}")
