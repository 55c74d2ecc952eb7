"""Do the references survive in every format, and does what a format cannot hold stand in words?

Each file is read back by a library that did not write it: BibLaTeX by pybtex, RIS by gris.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pytest
from gris import read_ris
from jsonschema import Draft3Validator
from lxml import etree
from pybtex.database import Entry, parse_string

from helpers.biblatex import biblatex
from helpers.case import Case
from helpers.exported import exported
from helpers.ris import ris

Item = dict[str, Any]
SCHEMA = Path(__file__).parent / "schemas" / "csl-data.json"
HOSTILE: Item = {
    "id": "hostile",
    "type": "motion_picture",
    "title": "100 % of {all} & #1: $5 \\ x_y ~ ^ – «Мир», café\nand on",
    "author": [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr"},
        {"literal": "Smith and Sons, Ltd"},
        {"family": "Пушкин", "given": "Александр"},
    ],
    "issued": {"date-parts": [[1932]], "circa": True},
    "accessed": {"date-parts": [["2020", "1", "2"]]},
    "director": [{"family": "Eisenstein", "given": "S."}],
    "dimensions": "90 min",
    "issue": "3",
    "number": "7",
    "archive": "A & B",
    "URL": "https://x.y/a_b?c=1&d=50%25~e{f}#g",
    "note": "One\nline",
}


def names(item: Mapping[str, Any]) -> list[str]:
    """Give the authors as "Family, Given", a body by its name."""
    return [
        one["literal"] if "literal" in one else ", ".join(one[key] for key in ("family", "given") if key in one)
        for one in item.get("author", [])
    ]


def day(item: Mapping[str, Any]) -> str:
    return "-".join(f"{part:02}" for part in item.get("issued", {}).get("date-parts", [[]])[0])


def from_tex(text: str) -> str:
    """Read the signs that TeX writes otherwise; written here anew."""
    text = (
        text.replace(r"\textbackslash{}", "\0").replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    )
    text = re.sub(r"(?<!\\)[{}]", "", text)
    return re.sub(r"\\([{}$&#%_])", r"\1", text).replace("\0", "\\")


def bib(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries)


def bib_people(entry: Entry) -> list[str]:
    """Give the authors that pybtex read as "Family, Given", a body by its name."""
    halves = (
        (" ".join(person.prelast_names + person.last_names), " ".join(person.first_names + person.middle_names))
        for person in entry.persons.get("author", [])
    )
    return [from_tex(", ".join(filter(None, both))) for both in halves]


def differences_bib(text: str, items: Mapping[str, Item]) -> list[str]:
    read = bib(text)
    wrong = [f"keys {set(read) ^ set(items)}"] if list(read) != list(items) else []
    for key, item in items.items():
        fields = read[key].fields if key in read else {}
        container = fields.get("booktitle") or fields.get("journaltitle") or ""
        pairs = {
            "title": (from_tex(fields.get("title", "")), item["title"]),
            "container-title": (from_tex(container), item.get("container-title", "")),
            "URL": (fields.get("url", ""), item.get("URL", "")),
            "author": (bib_people(read[key]) if key in read else [], names(item)),
            "issued": (fields.get("date", ""), day(item)),
            "note": (from_tex(fields.get("note", "")), item.get("note", "")),
            "volume": (from_tex(fields.get("volume", "")), item.get("volume", "")),
            "page": (from_tex(fields.get("pages", "")), item.get("page", "")),
            "language": (fields.get("language", ""), item.get("language", "")),
            "genre": (from_tex(fields.get("type", "")), item.get("genre", "")),
            "number": (from_tex(fields.get("number", "")), item.get("issue", item.get("number", ""))),
        }
        wrong += [f"{key} {what}: {got!r} is not {meant!r}" for what, (got, meant) in pairs.items() if got != meant]
        said = from_tex(fields.get("annotation", ""))
        words = [item.get("issued", {}).get("literal", ""), item.get("archive", ""), item.get("archive_location", "")]
        wrong += [f"{key}: {one!r} is lost" for one in words if one not in said]
    return wrong


def ris_records(text: str, folder: Path) -> list[dict[str, Any]]:
    path = folder / "read.ris"
    path.write_text(text, encoding="utf-8", newline="\n")
    return read_ris(str(path))


def listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def differences_ris(text: str, items: Mapping[str, Item], folder: Path) -> list[str]:
    read = {record["ID"]: record for record in ris_records(text, folder)}
    wrong = [f"keys {set(read) ^ set(items)}"] if list(read) != list(items) else []
    for key, item in items.items():
        record = read.get(key, {})
        notes = listed(record.get("N1"))
        pairs = {
            "title": (record.get("TI"), item["title"]),
            "container-title": (record.get("T2"), item.get("container-title")),
            "URL": (record.get("UR"), item.get("URL")),
            "author": (listed(record.get("AU")), names(item)),
            "issued": (record.get("DA", "///").rstrip("/").replace("/", "-"), day(item)),
            "year": (record.get("PY", ""), day(item)[:4]),
            "note": (notes[: len(listed(item.get("note")))], listed(item.get("note"))),
            "volume": (record.get("VL"), item.get("volume")),
            "page": (record.get("SP"), item.get("page")),
            "language": (record.get("LA"), item.get("language")),
            "genre": (record.get("M3"), item.get("genre")),
            "number": (record.get("IS"), item.get("issue", item.get("number"))),
            "archive": (record.get("DB"), item.get("archive")),
            "archive_location": (record.get("AV"), item.get("archive_location")),
        }
        wrong += [f"{key} {what}: {got!r} is not {meant!r}" for what, (got, meant) in pairs.items() if got != meant]
        words = item.get("issued", {}).get("literal", "")
        wrong += [f"{key}: {words!r} is lost"] if words and f"issued: {words}" not in notes else []
    return wrong


@pytest.fixture(scope="module")
def files(case: Case) -> dict[str, bytes]:
    return exported(case)


def official_schema() -> Any:
    """Give the official schema for CSL-JSON, with the item types that came with CSL 1.0.2."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    with (resources("citeproc") / "data/schema/schemas/styles/csl.rng").open("rb") as file:
        kinds_of = "//*[local-name()='define'][starts-with(@name, 'item-types')]//*[local-name()='value']/text()"
        newer = [str(kind) for kind in etree.parse(file).xpath(kinds_of)]
    kinds = schema["items"]["properties"]["type"]["enum"]
    assert {"document", "software"} <= set(newer)
    schema["items"]["properties"]["type"]["enum"] = sorted({*kinds, *newer})
    return schema


def test_csl_json_is_the_case_s_own_and_valid(case: Case, files: dict[str, bytes]) -> None:
    assert files["references.json"] == (case.folder / "references.json").read_bytes()
    items = json.loads(files["references.json"])
    assert len(items) == len(case.references) == 105
    assert not list(Draft3Validator(official_schema()).iter_errors(items))


@pytest.mark.parametrize(
    "damage",
    [{"type": "webpages"}, {"Title": "x"}, {"author": [{"surname": "x"}]}, {"title": 7}, {"issued": {"days": 1}}],
)
def test_csl_json_that_is_wrong_is_seen(files: dict[str, bytes], damage: Item) -> None:
    items = json.loads(files["references.json"])
    items[0] |= damage
    assert list(Draft3Validator(official_schema()).iter_errors(items))


def test_every_reference_reads_back_from_biblatex(case: Case, files: dict[str, bytes]) -> None:
    assert differences_bib(files["references.bib"].decode(), case.references) == []


def test_every_reference_reads_back_from_ris(case: Case, files: dict[str, bytes], tmp_path: Path) -> None:
    assert differences_ris(files["references.ris"].decode(), case.references, tmp_path) == []


@pytest.mark.parametrize("old", ["Сталин", "date = {2010-03-18}", "Kochkin, Nikolai", "@book{", "issued: about 1949"])
def test_damage_to_biblatex_is_seen(case: Case, files: dict[str, bytes], old: str) -> None:
    text = files["references.bib"].decode()
    assert old in text
    new = {"@book{": "@book{x", "date = {2010-03-18}": "date = {2010-03-19}"}.get(old, old[:-1])
    assert differences_bib(text.replace(old, new, 1), case.references)


@pytest.mark.parametrize("old", ["Сталин", "DA  - 2010/03/18/", "AU  - Kochkin", "ID  - ", "N1  - issued: 2009?"])
def test_damage_to_ris_is_seen(case: Case, files: dict[str, bytes], old: str, tmp_path: Path) -> None:
    text = files["references.ris"].decode()
    assert old in text
    new = {"ID  - ": "ID  - x", "DA  - 2010/03/18/": "DA  - 2010/03/19/"}.get(old, old[:-1])
    assert differences_ris(text.replace(old, new, 1), case.references, tmp_path)


def test_a_link_carries_its_label(case: Case, files: dict[str, bytes], tmp_path: Path) -> None:
    labelled = case.documents[case.documents["link_label"].ne("")]
    records = {record["ID"]: record for record in ris_records(files["references.ris"].decode(), tmp_path)}
    entries = bib(files["references.bib"].decode())
    assert len(labelled) == 6
    for _, row in labelled.iterrows():
        assert f"link: {row['link_label']}" in listed(records[row["reference"]].get("N1"))
        assert f"link: {row['link_label']}" in entries[row["reference"]].fields["annotation"]


def test_signs_of_tex_and_what_biblatex_cannot_hold_survive() -> None:
    entry = bib(biblatex({"hostile": HOSTILE}, {}))["hostile"]
    assert entry.type == "misc"
    assert from_tex(entry.fields["title"]) == HOSTILE["title"].replace("\n", " ")
    assert entry.fields["url"] == "https://x.y/a_b?c=1&d=50%25~e%7Bf%7D#g"
    assert from_tex(entry.fields["annotation"]).split("; ") == [
        "issued: about 1932",
        "accessed: 2020-01-02",
        "director: Eisenstein, S.",
        "dimensions: 90 min",
        "number: 7",
        "archive: A & B",
        "type: motion_picture",
    ]
    people = [str(person) for person in entry.persons["author"]]
    assert people == ["van Gogh, Jr, Vincent", "{Smith and Sons, Ltd}", "Пушкин, Александр"]


def test_what_ris_cannot_hold_stands_in_notes(tmp_path: Path) -> None:
    [record] = ris_records(ris({"hostile": HOSTILE}, {}), tmp_path)
    assert record["TY"] == "GEN"
    assert record["TI"] == HOSTILE["title"].replace("\n", " ")
    assert record["AU"] == ["van Gogh, Jr, Vincent", "Smith and Sons, Ltd", "Пушкин, Александр"]
    assert record["UR"] == HOSTILE["URL"]
    assert record["N1"] == [
        "One line",
        "issued: about 1932",
        "accessed: 2020-01-02",
        "director: Eisenstein, S.",
        "dimensions: 90 min",
        "number: 7",
        "one name: Smith and Sons, Ltd",
        "type: motion_picture",
    ]


def test_capitals_of_titles_are_kept_from_styles_that_take_them_away(files: dict[str, bytes]) -> None:
    titles = re.findall(r"^  (?:title|journaltitle|booktitle) = (.*),$", files["references.bib"].decode(), re.MULTILINE)
    assert len(titles) > 105
    assert all(title.startswith("{{") and title.endswith("}}") for title in titles)
