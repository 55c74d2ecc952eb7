"""Does the course's own case open as its parts expect it: tables, texts, words for the ladder, and quickly?"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers import folder
from helpers.__main__ import main
from helpers.case import Case, CaseError, open_case
from helpers.checks import TABLES, inspect, problems
from helpers.folder import Contents
from helpers.new_case import begin

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def test_the_course_s_own_case_is_sound() -> None:
    assert [str(problem) for problem in problems(DATA)] == []


def test_check_without_a_folder_checks_the_course_on_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) <= 24
    assert max(map(len, rows)) <= 80
    assert "  documents      105" in rows
    at = rows.index("  quotations     128  22 verified in texts held")
    assert rows[at + 1].strip() == "106 of documents not held: a slip there cannot be found"


@pytest.fixture(scope="module")
def read() -> Contents:
    return inspect(DATA)[0]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_types_and_no_missing_text(case: Case, read: Contents, name: str) -> None:
    table = getattr(case, name)
    fields = read.tables[name].fields
    assert table.index.name == "id"
    assert table.index.is_unique
    assert list(table.columns) == [one["name"] for one in fields if one["name"] != "id"]
    for one in fields[1:]:
        assert str(table[one["name"]].dtype) == ("Int64" if one["type"] == "integer" else "str")
    assert not table.select_dtypes("str").isna().to_numpy().any()


def test_an_empty_number_is_missing_and_an_empty_text_is_empty(case: Case) -> None:
    assert case.statements.loc["S01", "gloss"] == ""
    assert case.judgements["strength"].isna().any()
    assert case.statements.loc["S05", "rung"] == 1


def test_paragraphs_are_numbered_from_the_title(case: Case) -> None:
    text = case.text("D01")
    assert text[0] == "Did Stalin Want to Join NATO?"
    assert text[1].startswith("ON 25 AUGUST 1952")
    assert len(text) == 8
    text.clear()
    assert len(case.text("D01")) == 8


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("D999", "There is no document D999; the nearest is D105."),
        ("d1", "There is no document d1; the nearest is D01."),
        ("D02", "We do not hold the text of D02, only the short words quoted from it; texts held: D01."),
    ],
)
def test_a_text_that_is_not_held_is_one_sentence(case: Case, document: str, words: str) -> None:
    with pytest.raises(CaseError) as stopped:
        case.text(document)
    assert str(stopped.value) == words


def test_the_case_opens_from_the_notebooks_folder(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "notebooks")
    assert open_case().documents.equals(case.documents)
    assert open_case("../data").folder == case.folder == DATA


def test_a_case_shows_no_folder_of_this_machine(case: Case) -> None:
    assert repr(case) == "Did Stalin Want to Join NATO? 105 documents, 128 statements, 92 events."
    assert (case.title, case.question) == (case.about["title"], case.about["question"])


def test_case_toml_has_the_lanes_in_order_and_words_for_every_rung(case: Case) -> None:
    assert case.about["lanes"] == ["USSR", "Western powers", "NATO", "Germany", "later retellings"]
    rungs = {rung["level"]: rung["words"] for rung in case.about["rungs"]}
    assert list(rungs) == list(range(8))
    assert (rungs[1], rungs[4], rungs[6]) == ("joke or irony", "prepared to consider", "proposes")
    assert case.about["ladder_caveat"]
    for key in ("not_claimed", "not_yet_known", "not_attributed"):
        assert all(isinstance(line, str) and line.endswith(".") for line in case.about[key])


def test_every_id_named_in_case_toml_exists(case: Case) -> None:
    known = {one for name in TABLES for one in getattr(case, name).index}
    lines = pd.Series([line for key in ("not_claimed", "not_yet_known", "not_attributed") for line in case.about[key]])
    named = set(lines.str.findall(r"\b[DSEBPRCH]\d+\b").explode().dropna())
    assert named
    assert named <= known


def test_references_are_found_by_the_documents_keys(case: Case) -> None:
    assert set(case.documents["reference"]) <= set(case.references)


def test_opening_takes_no_longer_than_a_reader_notices(case: Case) -> None:
    """Checked and typed, it costs at most twenty times what pandas needs to read the same tables; the best of five."""

    def seconds(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    def floor() -> object:
        return [pd.read_csv(path, dtype=str, keep_default_na=False) for path in DATA.glob("*.csv")]

    assert min(seconds(open_case) for _ in range(5)) < 20 * min(seconds(floor) for _ in range(5))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("copy") / "data"))


FILES = [path.relative_to(DATA).as_posix() for path in sorted(DATA.rglob("*")) if path.is_file()]


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("README.md", "bibliography.md")])
def test_a_file_of_the_course_s_own_case_that_is_deleted_is_named_and_would_stop_it(copy: Path, name: str) -> None:
    kept = (copy / name).read_bytes()
    (copy / name).unlink()
    try:
        first = [problem for problem in problems(copy) if problem.file == f"data/{name}"]
        assert [problem.message.partition(";")[0].partition(",")[0] for problem in first] == ["this file is missing"]
        assert first[0].blocks
    finally:
        (copy / name).write_bytes(kept)


def test_a_case_beside_the_course_s_own_opens_by_its_name_from_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    begin(tmp_path / "bell")
    monkeypatch.setattr(folder, "COURSE", tmp_path / "data")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert open_case("bell").folder == tmp_path / "bell"
    with pytest.raises(CaseError) as stopped:
        open_case("bel")
    words = "bel: there is no such folder, neither in notebooks nor beside the course’s data; nearest is “bell”"
    assert str(stopped.value) == f"{words} (to see all, run python -m helpers check bel)"
    with pytest.raises(CaseError, match="python -m helpers new lessons begins one"):
        open_case("lessons")


def test_damage_in_the_course_s_own_case_stops_it_with_place_and_command(tmp_path: Path) -> None:
    folder = shutil.copytree(DATA, tmp_path / "data")
    text = (folder / "statements.csv").read_text(encoding="utf-8")
    broken = text.replace("absolutely peaceful structure", "absolutely peacefull structure", 1)
    (folder / "statements.csv").write_text(broken, encoding="utf-8", newline="\n")
    with pytest.raises(CaseError) as stopped:
        open_case(folder)
    place, _, words = str(stopped.value).partition(": ")
    assert place == "data/statements.csv, row 5, column exact"
    assert "nearest is “hinted that the bloc was an absolutely peaceful structure" in words
    assert words.endswith(f"(to see all, run python -m helpers check {folder})")
