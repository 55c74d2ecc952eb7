"""Is an exported folder whole, the same every time, open to others' tools, and safe to write?"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from frictionless import Package, system

from helpers.__main__ import main
from helpers.case import Case, open_case
from helpers.exported import exported, write
from helpers.new_case import begin
from helpers.zipped import zipped

ROOT = Path(__file__).resolve().parent.parent
DIGEST = """
import hashlib
from helpers.case import open_case
from helpers.exported import exported
for name, contents in exported(open_case()).items():
    print(name, hashlib.sha256(contents).hexdigest())
"""


@pytest.fixture(scope="module")
def files(case: Case) -> dict[str, bytes]:
    return exported(case)


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    begin(tmp_path / "bell")
    return tmp_path / "bell"


def unpack(contents: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(contents))


def validate(path: Path) -> Any:
    with system.use_context(trusted=True):
        return Package(str(path)).validate()


def test_the_command_writes_every_file_and_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "out")]) == 0
    written = sorted(
        one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out").rglob("*") if one.is_file()
    )
    assert written == [
        "README.md",
        "annotations.jsonld",
        "datapackage.zip",
        "judgements.jsonld",
        "references.bib",
        "references.json",
        "references.ris",
        "texts/D01.txt",
        "texts/D01.xml",
    ]
    printed = capsys.readouterr().out
    assert all(name in printed for name in written)
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(.*?)\]\(\1\)", readme, re.MULTILINE) == [
        n for n in printed_names(printed) if n != "README.md"
    ]


def printed_names(printed: str) -> list[str]:
    return printed.partition(": ")[2].partition(". README")[0].split(", ")


def test_another_process_in_another_zone_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    expected = "".join(f"{name} {hashlib.sha256(contents).hexdigest()}\n" for name, contents in files.items())
    variables = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DIGEST]
    run = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == expected


def test_the_zip_opens_with_frictionless_and_is_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "datapackage.zip"
    path.write_bytes(files["datapackage.zip"])
    report = validate(path)
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert len(report.tasks) == 14


def test_damage_in_the_zip_is_seen_by_frictionless(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "datapackage.zip"
    with zipfile.ZipFile(path, "w") as damaged, unpack(zipped(case.folder)) as sound:
        for name in sound.namelist():
            damaged.writestr(name, sound.read(name).replace(b"\nB02,person,", b"\nB02,persona,"))
    assert not validate(path).valid


def test_the_zip_holds_the_case_s_files_byte_for_byte_in_order_and_without_times(
    case: Case, files: dict[str, bytes]
) -> None:
    with unpack(files["datapackage.zip"]) as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert {"datapackage.json", "README.md", "texts/D01.md", "statements.csv", "case.toml"} <= set(names)
        assert all(packed.read(name) == (case.folder / name).read_bytes() for name in names)
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}
        listed = json.loads(packed.read("datapackage.json"))["resources"]
        assert {one["path"] for one in listed} <= set(names)


def test_a_zip_takes_nothing_from_outside_its_folder(bell: Path) -> None:
    (bell.parent / "secret.txt").write_text("x", encoding="utf-8")
    package = json.loads((bell / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] += [
        {"name": "a", "path": "../secret.txt"},
        {"name": "b", "path": str(bell.parent / "secret.txt")},
    ]
    (bell / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    with unpack(zipped(bell)) as packed:
        assert not [name for name in packed.namelist() if "secret" in name]


def links(files: dict[str, bytes]) -> set[str]:
    """Give every address that a reader could follow: not words of a text, nor the columns of a table in the zip."""
    patterns = {
        ".xml": r'(?:target|ref|source)="(https?://[^"]*)"',
        ".bib": r"\burl = \{(.*?)\},$",
        ".ris": r"^(?:UR|L1|L2|L4|LK)  - (.*)$",
        ".json": r'"URL": "(.*?)"',
        "jsonld": r'"(?:id|source|target|rights|homepage|via)": "(https?://.*?)"',
        ".md": r"\]\((https?://.*?)\)|<(https?://.*?)>",
    }
    found: set[str] = set()
    for name, contents in files.items():
        for end, pattern in patterns.items():
            if name.endswith(end):
                for match in re.findall(pattern, contents.decode(), re.MULTILINE):
                    found |= {one for one in ([match] if isinstance(match, str) else match) if one}
    return found


def allowed(case: Case) -> set[str]:
    addresses = {one for cell in case.documents["url"] for one in cell.split()}
    return addresses | {"https://creativecommons.org/licenses/by/4.0/"}


def test_only_addresses_that_a_reader_may_follow_are_links(case: Case, files: dict[str, bytes]) -> None:
    found = {address.replace("&amp;", "&") for address in links(files)}
    assert len(found) > 60
    assert found <= allowed(case)
    unofficial = {
        urlsplit(one if "//" in one else f"//{one}").hostname
        for c in case.documents["url_editors"]
        for one in c.split()
    }
    official = {urlsplit(one).hostname for one in allowed(case)}
    assert not {urlsplit(one).hostname for one in found} & (unofficial - official)


def test_an_unofficial_copy_stands_in_the_zip_s_table_only(case: Case, files: dict[str, bytes]) -> None:
    copies = [one for cell in case.documents["url_editors"] for one in cell.split()]
    assert len(copies) > 20
    for name, contents in files.items():
        if name != "datapackage.zip":
            assert not [one for one in copies if one in contents.decode()], name
    with unpack(files["datapackage.zip"]) as packed:
        others = {name for name in packed.namelist() if any(one.encode() in packed.read(name) for one in copies)}
    assert others == {"documents.csv"}


def test_a_link_that_may_not_be_followed_is_seen(case: Case, files: dict[str, bytes]) -> None:
    for name, old, new in (
        ("references.ris", b"UR  - https://interaffairs.ru/", b"UR  - https://example.org/"),
        ("texts/D01.xml", b'target="https://en.interaffairs.ru/', b'target="https://example.org/'),
        ("annotations.jsonld", b'"source": "texts/D01.txt"', b'"source": "https://example.org/D01"'),
        ("references.bib", b"url = {https://interaffairs.ru/", b"url = {https://example.org/"),
    ):
        assert old in files[name]
        assert not links({**files, name: files[name].replace(old, new)}) <= allowed(case)


def test_a_folder_with_files_in_it_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["export", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr().out
    assert printed == f"{tmp_path / 'out'}: the folder out is not empty; choose another name. Nothing was written.\n"
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]
    assert main(["export", str(tmp_path / "out" / "mine.txt")]) == 1
    assert "mine.txt is a file, not a folder; choose another name. Nothing was written.\n" in capsys.readouterr().out
    assert (tmp_path / "out" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_used(tmp_path: Path, case: Case) -> None:
    (tmp_path / "out").mkdir()
    assert "README.md" in write(case, tmp_path / "out")


def test_a_case_that_is_not_sound_gives_its_first_problem_and_writes_nothing(
    bell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (bell / "documents.csv").unlink()
    assert main(["export", str(bell.parent / "out"), "--case", str(bell)]) == 1
    printed = capsys.readouterr().out
    assert "bell/documents.csv: this file is missing" in printed
    assert len(printed.splitlines()) == 1
    assert not (bell.parent / "out").exists()


def shrink(folder: Path, *gone: str) -> None:
    """Take files out of a case, and out of its list; a column that names one of them goes too."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["path"] not in gone]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in gone:
        (folder / name).unlink()
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(
            table, [name for name in rows[0] if name != "reference"], extrasaction="ignore", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)


def test_a_case_without_some_tables_exports_what_it_has(bell: Path) -> None:
    shrink(bell, "references.json", "judgements.csv", "exercises.toml", "claims.csv")
    files = exported(open_case(bell))
    assert list(files) == [
        "README.md",
        "datapackage.zip",
        "annotations.jsonld",
        "judgements.jsonld",
        "texts/D01.txt",
        "texts/D01.xml",
    ]
    assert json.loads(files["judgements.jsonld"])["total"] == 0
    shrink(bell, "statements.csv", "people.csv")
    files = exported(open_case(bell))
    assert json.loads(files["annotations.jsonld"])["total"] == 0
    assert b"<spanGrp" not in files["texts/D01.xml"]
    (bell / "texts" / "D01.md").unlink()
    assert list(exported(open_case(bell))) == ["README.md", "datapackage.zip"]


def test_the_readme_says_what_may_be_done_and_what_is_lost(case: Case, files: dict[str, bytes]) -> None:
    readme = files["README.md"].decode()
    for words in ("Zotero", "TEI P5", "Web Annotation", "Frictionless", "## Rights", "## What a format cannot hold"):
        assert words in readme
    assert case.documents.at["D01", "rights"] in readme
    assert "outside any such licence" in readme
