"""Does a teacher's own case begin sound, stay as small as it may be, and miss nothing that its files name?"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from helpers import (
    CaseError,
    card,
    check_case,
    chronology,
    exercise,
    known_when,
    open_case,
    read,
    statements,
    transmission,
)
from helpers.__main__ import main
from helpers.checks import problems
from helpers.exercises import passes
from helpers.new_case import PRACTICE, begin, still_practice
from helpers.package import TABLES, course_fields
from helpers.tables import near_id, nearest_id, needed
from helpers.typed import command

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    begin(tmp_path / "bell")
    return tmp_path / "bell"


def columns(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").partition("\n")[0].split(",")


def spoken(folder: Path) -> list[str]:
    return [str(problem) for problem in problems(folder)]


def keep(path: Path, *names: str) -> None:
    """Leave only some columns of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def test_a_new_case_passes_the_check_at_once_and_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "bell"]) == 0
    printed = capsys.readouterr().out
    assert f"After each step: {command('check', 'bell')}" in printed
    assert 'open_case("bell")' in printed
    assert all(name in printed for name in ("case.toml", "documents.csv", "texts/D01.md", "statements.csv"))
    assert main(["check", "bell"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) <= 24
    assert max(map(len, rows)) <= 80


def test_everything_that_opens_the_course_s_case_opens_a_new_one(bell: Path) -> None:
    case = open_case(bell)
    assert len(case.documents) == 3
    assert set(case.texts) == {"D01"}
    assert list(chronology(case).table.index) == list(case.events.index)
    assert "“took it down to mend the rope”" in read(case, "D01").text
    assert len(statements(case)) == len(case.statements)
    assert "E01" in known_when(case, "1931-07-10").index
    with pytest.raises(CaseError, match="No hop is recorded for S02; this case records no hops yet"):
        transmission(case, "S02")
    for document in case.documents.index:
        assert "not recorded" in card(case, document).text
    for one in case.exercises:
        assert one["prompt"] in exercise(case, one["id"]).text
        assert passes(case, one["id"], one["answers"])


def test_the_practice_case_is_marked_as_made_up_and_is_not_the_course_s_subject(bell: Path) -> None:
    for path in (path for path in bell.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        assert not re.search("NATO|Stalin|Soviet|Molotov|Oganesyan", text), path.name
    case = open_case(bell)
    assert "made up" in case.title
    assert case.documents["limits"].str.startswith("Made up.").all()
    assert case.people["name"].str.endswith("(made up)").all()
    assert all("made up" in item["note"] for item in case.references.values())


def test_a_folder_that_is_not_empty_is_left_as_it_is(bell: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bell / "case.toml").write_text("mine")
    assert main(["new", str(bell)]) == 1
    assert "the folder bell is not empty; choose another name. Nothing was written." in capsys.readouterr().out
    assert (bell / "case.toml").read_text() == "mine"
    assert main(["new", str(bell / "case.toml")]) == 1
    assert re.search(r"case.toml: [^/]*\.$", capsys.readouterr().out)


def test_the_required_columns_alone_make_a_case(bell: Path) -> None:
    for table, fields in course_fields().items():
        if (bell / f"{table}.csv").exists():
            extra = ["paragraph"] if table == "statements" else ["statement"] if table == "judgements" else []
            keep(bell / f"{table}.csv", *reversed([*needed(fields), *extra]))
    (bell / "references.json").unlink()
    package = json.loads((bell / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "references"]
    (bell / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert spoken(bell) == []
    case = open_case(bell)
    assert len(card(case, "D01").text) > 100
    assert list(case.events.columns) == list(open_case().events.columns)
    assert len(chronology(case).table) == 5


@pytest.mark.parametrize("table", [table for table in TABLES if not (PRACTICE / f"{table}.csv").exists()])
def test_a_table_that_a_case_does_not_have_is_empty(bell: Path, table: str) -> None:
    assert len(getattr(open_case(bell), table)) == 0


def test_a_table_is_read_though_nobody_listed_it_and_the_check_says_how_to_list_it(bell: Path) -> None:
    (bell / "glossary.csv").write_text("id,meaning,term\nG01,a dam,weir\n")
    assert spoken(bell) == [
        "bell/glossary.csv: is not listed in datapackage.json, so nobody would miss it; "
        'add {"name": "glossary", "path": "glossary.csv"} to its resources'
    ]
    assert open_case(bell).glossary.loc["G01", "term"] == "weir"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "people.csv",
            "12 cells of statements.csv name its rows; put it back, or begin it with the columns id,kind,name",
        ),
        ("claims.csv", "7 cells of judgements.csv name its rows"),
        ("statements.csv", "9 cells of claims.csv, judgements.csv name its rows"),
        ("references.json", '3 documents name a reference in it; put it back, or begin it with {"id": "news-1931", "'),
    ],
)
def test_a_file_that_others_name_is_missed_though_nobody_listed_it(bell: Path, name: str, words: str) -> None:
    package = json.loads((bell / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["path"] != name]
    (bell / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (bell / name).unlink()
    found = [line for line in spoken(bell) if line.startswith(f"bell/{name}")]
    assert len(found) == 1
    assert "this file is missing, and " in found[0]
    assert words in found[0]


def test_every_file_of_a_new_case_is_missed(bell: Path) -> None:
    for path in sorted(path for path in bell.rglob("*") if path.is_file()):
        kept = path.read_bytes()
        path.unlink()
        assert spoken(bell)[0].startswith("bell/")
        assert any(f"{path.name}: this file is missing" in line for line in spoken(bell)), path.name
        path.write_bytes(kept)
    assert spoken(bell) == []


def test_without_datapackage_json_the_check_writes_the_list_to_put_there(bell: Path) -> None:
    (bell / "datapackage.json").unlink()
    [line] = spoken(bell)
    listing = re.search(r'\{"name": "my-case".*\}\]\}', line)
    assert listing
    (bell / "datapackage.json").write_text(listing[0], encoding="utf-8")
    assert spoken(bell) == []


def test_lanes_are_changed_in_one_place(bell: Path) -> None:
    text = (bell / "case.toml").read_text(encoding="utf-8")
    (bell / "case.toml").write_text(text.replace('"village"', '"town"'), encoding="utf-8")
    assert len(spoken(bell)) == 1
    rows = (bell / "events.csv").read_text(encoding="utf-8")
    (bell / "events.csv").write_text(rows.replace(",village,", ",town,"), encoding="utf-8")
    assert spoken(bell) == []


def test_a_column_that_a_table_may_have_is_told_from_a_slip(bell: Path) -> None:
    rows = (bell / "events.csv").read_text(encoding="utf-8")
    (bell / "events.csv").write_text(rows.replace("known_on", "knwon_on"), encoding="utf-8")
    assert spoken(bell) == ["bell/events.csv, row 1, column knwon_on: is not a known column; rename it to “known_on”"]


def test_the_readme_s_examples_of_a_table_draw_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mytable.csv").write_bytes(b"\xef\xbb\xbflabel;date;lane\r\na;1914;x\r\nb;1915;x\r\nc;1916;y\r\n")
    page = (ROOT / "README.md").read_text(encoding="utf-8").partition("## For teachers")[2].partition("\n## ")[0]
    examples = re.findall(r"(?:^ {6}.*\n)+", page, re.MULTILINE)
    assert [code.count("\n") for code in examples] == [2, 4]
    for code in examples:
        lines = [line.strip() for line in code.splitlines()]
        names: dict[str, object] = {}
        exec("\n".join(lines[:-1]), names)
        chart = eval(lines[-1], names)
        assert len(chart.table) == 3


def test_what_is_left_of_the_practice_text_is_noted_until_it_is_replaced(
    bell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(bell)]) == 0
    text = " ".join(capsys.readouterr().out.split())
    every = (
        "case.toml, claims.csv, documents.csv, events.csv, exercises.toml, judgements.csv, people.csv, statements.csv"
    )
    assert text.endswith(f"Note: text made up for practice still stands in {every}, texts/D01.md.")
    keep(bell / "events.csv", *columns(bell / "events.csv"))
    rows = (bell / "events.csv").read_text(encoding="utf-8").splitlines()
    mine = "E01,A day,1931-03-04,school,1,1931-07-10,It is told.,D01 D02,of its own,high"
    (bell / "events.csv").write_text(f"{rows[0]}\n{mine}\n", encoding="utf-8")
    assert "events.csv" not in still_practice(bell)
    assert "exercises.toml" in still_practice(bell)
    assert still_practice(PRACTICE) == still_practice(ROOT / "data") == []


def test_a_rung_above_a_short_ladder_is_named_where_it_was_typed(bell: Path) -> None:
    text = (bell / "statements.csv").read_text(encoding="utf-8")
    (bell / "statements.csv").write_text(text.replace("explains,2,", "explains,5,", 1), encoding="utf-8")
    assert spoken(bell) == [
        "bell/statements.csv, row 3, column rung: 5 is above the ladder of case.toml; its top is rung 2: write 0 to 2, "
        "or add the rung"
    ]


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("D01.md.txt", "rename “D01.md.txt” to D01.md"),
        ("D01.txt", "rename “D01.txt” to D01.md"),
        ("d01.md", "rename “d01.md” to D01.md"),
    ],
)
def test_a_text_under_another_name_is_one_problem_and_read_all_the_same(bell: Path, name: str, mend: str) -> None:
    (bell / "texts" / "D01.md").rename(bell / "texts" / name)
    assert spoken(bell) == [f"bell/texts/D01.md: this file is missing; {mend}"]


def test_a_text_in_a_word_processor_s_file_is_named(bell: Path) -> None:
    (bell / "texts" / "D01.md").rename(bell / "texts" / "D01.docx")
    mend = "open “D01.docx” and save its text as plain text (UTF-8) under this name"
    assert spoken(bell) == [f"bell/texts/D01.md: this file is missing; {mend}"]


@pytest.mark.parametrize(
    ("typed", "difference"),
    [
        ("\u00a0", "after “bell” it is a no-break space, and in the document a plain blank"),
        ("\u00ad ", "after “bell” it is a soft hyphen, and in the document nothing"),
        ("  ", "after “bell” it is a plain blank, and in the document nothing"),
    ],
)
def test_a_quotation_that_looks_right_says_what_is_not_seen(bell: Path, typed: str, difference: str) -> None:
    text = (bell / "statements.csv").read_text(encoding="utf-8")
    (bell / "statements.csv").write_text(text.replace("the bell of", f"the bell{typed}of", 1), encoding="utf-8")
    [problem] = spoken(bell)
    assert f"the same words, but for a sign that is not seen: {difference}; copy them from there" in problem


def test_a_quotation_over_a_line_break_of_the_text_says_so(bell: Path) -> None:
    path = bell / "texts" / "D01.md"
    path.write_text(path.read_text(encoding="utf-8").replace("the bell of", "the bell\nof", 1), encoding="utf-8")
    [problem] = spoken(bell)
    assert "after “bell” it is a plain blank, and in the document a line break" in problem


@pytest.mark.parametrize(
    ("day", "public", "note", "found"),
    [
        ("1954-04-02", "1953-04-02", "", 1),
        ("1954-04-02", "1954-04", "", 0),
        ("1954-04-02/1954-05", "1954-04-01", "", 1),
        ("1954-04-02~", "1954-04-01", "", 0),
        ("1954-04-02", "1954-04-01?", "", 0),
        ("1954-04-02", "1954-04-01", "announced the day before", 0),
        ("../1954-04-02", "1953", "", 0),
    ],
)
def test_an_event_is_not_known_before_it_happens(bell: Path, day: str, public: str, note: str, found: int) -> None:
    head = "id,label,date,lane,weight,known_on,known_note,description,documents,date_basis,certainty"
    row = f"E01,A day,{day},school,1,{public},{note},It is told.,D01,of its own,high"
    (bell / "events.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    said = [problem for problem in spoken(bell) if "is before the event itself" in problem]
    assert len(said) == found
    assert all(one.startswith(f"bell/events.csv, row 2, column known_on: {public} is before") for one in said)


@pytest.mark.parametrize(
    ("wrong", "near", "nearest"),
    [
        ("DO1", "D01", "D01"),
        ("d1", "D01", "D01"),
        ("Dl2", "D12", "D12"),
        ("D001", "D01", "D01"),
        ("D21", "D12", "D12"),
        ("D121", "D12", "D12"),
        ("D13", "D12", "D12"),
        ("D04", None, "D02"),
        ("D9", None, "D12"),
        ("D99", None, "D12"),
        ("E01", None, "D01"),
        ("D01.", "D01", "D01"),
        ("the letter", None, None),
    ],
)
def test_an_id_is_offered_only_where_one_slip_explains_it(wrong: str, near: str | None, nearest: str | None) -> None:
    ids = ["D01", "D02", "D12"]
    assert near_id(wrong, ids) == near
    assert nearest_id(wrong, ids) == nearest


def test_a_slip_is_rehearsed_on_a_copy_and_the_case_stays_as_it_is(bell: Path) -> None:
    case = open_case(bell)
    before = {path: path.read_bytes() for path in bell.rglob("*") if path.is_file()}
    assert check_case(case).text.startswith("Who Moved the School Bell? (made up) Version 0.1.0: sound")
    for place, words, slip, said in [
        ("statements.csv", "to mend the rope", "to mend a rope", "row 3, column exact: .* does not stand in D01"),
        ("events.csv", "1931-05-05/1931-05-16", "05/05/1931", "row 3, column date: .*; write 1931-05-05"),
        ("texts/D01.md", "We did not see it there", "We saw it there", "row 9, column exact: .* does not stand in D01"),
    ]:
        [problem, total] = check_case(case, place, words, slip).text.splitlines()
        assert re.match(f"bell/[a-z]+.csv, {said}", problem), problem
        assert total == "1 problem found."
    assert {path: path.read_bytes() for path in bell.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("place", "words", "said"),
    [
        ("evnts.csv", "fair", "There is no file “evnts.csv” in this case; nearest is “events.csv”."),
        ("events.csv", "school", "“school” stands 3 times in events.csv; give words that stand there once."),
        ("events.csv", "weir", "“weir” stands 0 times in events.csv; give words that stand there once."),
        ("events.csv", "", "“” stands nowhere in events.csv; give words that stand there once."),
    ],
)
def test_a_slip_that_cannot_be_planted_is_one_sentence(bell: Path, place: str, words: str, said: str) -> None:
    with pytest.raises(CaseError) as stopped:
        check_case(open_case(bell), place, words, "x")
    assert str(stopped.value) == said


def test_the_practice_case_has_three_documents_and_ten_statements_of_each_rung(bell: Path) -> None:
    case = open_case(bell)
    assert (len(case.documents), len(case.statements)) == (3, 10)
    assert set(case.statements["rung"]) == {0, 1, 2}
    assert set(case.statements["document"]) == set(case.documents.index)
    assert list(case.statements.index[case.statements["rung"] == 2]) == case.exercises[0]["answers"]
