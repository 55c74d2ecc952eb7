"""Is what a spreadsheet does to a case undone byte for byte, and is nothing lost or guessed on the way?"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from calendar import month_abbr
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.case import open_case
from helpers.cells import as_edtf
from helpers.checks import problems
from helpers.habits import tidy
from helpers.package import course_fields
from helpers.typed import command
from tests.village import cell

DATA = Path(__file__).resolve().parent.parent / "data"
DATES = {table: [one["name"] for one in fields if "rdfType" in one] for table, fields in course_fields().items()}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def through_a_spreadsheet(path: Path, separator: str, day: str, month: str) -> None:
    """Save a table as a spreadsheet does: byte order mark, CRLF, its separator, and its own kind of date."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    dates = [place for place, label in enumerate(rows[0]) if label in DATES[path.stem]]
    for row in rows[1:]:
        for place in dates:
            year, number, last = [*row[place].split("-"), "", ""][:3]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", row[place]):
                row[place] = day.format(y=year, m=int(number), d=int(last))
            elif re.fullmatch(r"19[3-6]\d-\d\d", row[place]):
                row[place] = month.format(y=year[2:], m=month_abbr[int(number)])
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())


@pytest.mark.parametrize(
    ("separator", "day", "option"),
    [
        (",", "{d:02}/{m:02}/{y}", "--day-first"),
        (";", "{d:02}.{m:02}.{y}", "--day-first"),
        (",", "{m}/{d}/{y}", "--month-first"),
        ("\t", "{y}/{m}/{d}", "--day-first"),
    ],
)
def test_the_course_s_tables_come_back_from_a_spreadsheet_byte_for_byte(
    tmp_path: Path, separator: str, day: str, option: str
) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    before = files(folder)
    for path in folder.glob("*.csv"):
        through_a_spreadsheet(path, separator, day, "{m}-{y}")
    changed = files(folder)
    assert all(changed[name] != before[name] for name in before if name.endswith(".csv"))
    assert main(["tidy", str(folder), option]) == 0
    after = files(folder)
    assert {name: after[name] for name in before} == before
    assert {name.removesuffix(".bak"): after[name] for name in after.keys() - before.keys()} == {
        name: raw for name, raw in changed.items() if name.endswith(".csv")
    }
    assert tidy(folder) == []
    assert problems(folder) == []


def test_only_what_a_spreadsheet_did_is_undone_and_what_may_be_two_days_is_left(
    plum: Path, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for row, date in (("E01", "31/03/1900"), ("E02", "04/02/1900"), ("E03", "31/02/1900"), ("E04", "Mar-33")):
        cell("events", row, "date", date)(plum)
    (plum / "texts" / "D01.md").write_bytes((sound / "texts" / "D01.md").read_bytes().replace(b"\n", b"\r\n"))
    assert main(["tidy", str(plum)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "plum/events.csv: put right: 1 date in a spreadsheet’s figures; the file as it was is kept as events.csv.bak",
        "plum/events.csv: left: 1 date that may be two days, first row 3, column date: 04/02/1900; "
        "add --day-first or --month-first to the command",
        "plum/events.csv: left: 1 date with two figures for the year, first row 5, column date: Mar-33 "
        "(1933-03 or 2033-03); write the year in four figures, in a column formatted as Text",
        "plum/texts/D01.md: put right: Windows line ends (CRLF); the file as it was is kept as D01.md.bak",
        f"Next: {command('check', str(plum))}",
    ]
    assert re.findall(r"E\d\d,[^,]*,([^,]*),", (plum / "events.csv").read_text(encoding="utf-8")) == [
        "1900-03-31",
        "04/02/1900",
        "31/02/1900",
        "Mar-33",
    ]
    assert (plum / "texts" / "D01.md").read_bytes() == (sound / "texts" / "D01.md").read_bytes()
    assert [problem.row for problem in problems(plum)] == [3, 4, 5]


def test_tidying_twice_changes_nothing_more_and_never_writes_over_a_copy(plum: Path) -> None:
    path = plum / "glossary.csv"
    first = b"\xef\xbb\xbf" + path.read_bytes()
    path.write_bytes(first)
    assert [one.backup for one in tidy(plum)] == ["glossary.csv.bak"]
    state = files(plum)
    assert tidy(plum) == []
    assert files(plum) == state
    second = path.read_bytes().replace(b",", b";")
    path.write_bytes(second)
    assert [one.backup for one in tidy(plum)] == ["glossary.csv.bak2"]
    path.write_bytes(first)
    assert [one.backup for one in tidy(plum)] == ["glossary.csv.bak"]
    assert (plum / "glossary.csv.bak").read_bytes() == first
    assert (plum / "glossary.csv.bak2").read_bytes() == second
    assert problems(plum) == []


def test_a_damaged_table_keeps_its_cells(plum: Path) -> None:
    path = plum / "glossary.csv"
    path.write_bytes(b"id;term;meaning\r\nG01;weir;x\r\nG02;cle")
    [one] = tidy(plum)
    assert one.left == ["row 3 is damaged, so its cells are left; python -m helpers check says how"]
    assert path.read_bytes() == b"id;term;meaning\nG01;weir;x\nG02;cle"


def test_a_lost_last_line_end_is_put_back_and_told(plum: Path, sound: Path) -> None:
    path = plum / "events.csv"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert [(one.done, one.left) for one in tidy(plum)] == [
        (["no line end after the last row; see that it is whole"], [])
    ]
    assert files(plum).items() > files(sound).items()


@pytest.mark.parametrize("change", [lambda raw: raw.decode().encode("utf-16"), lambda raw: b"\xef\xbb\xbf" + raw])
def test_a_file_saved_in_another_encoding_comes_back(plum: Path, sound: Path, change: Callable[[bytes], bytes]) -> None:
    for name in ("people.csv", "case.toml", "datapackage.json", "texts/D01.md"):
        (plum / name).write_bytes(change((plum / name).read_bytes()))
    assert open_case(plum).people.equals(open_case(sound).people)
    assert len(tidy(plum)) == 4
    assert files(plum).items() > files(sound).items()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_file_holds_its_copy_keeps_it_and_a_second_run_finds_nothing(
    data: st.DataObject, sound: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("junk") / "plum"))
    path = data.draw(st.sampled_from([folder / "events.csv", folder / "glossary.csv", folder / "texts" / "D01.md"]))
    kept = path.read_bytes()
    at = data.draw(st.integers(0, len(kept)))
    junk = data.draw(
        st.binary(max_size=6) | st.sampled_from([b'"', b";", b"\r", b"\xef\xbb\xbf", b"31/03/1900,", b"\n\n"])
    )
    separator = data.draw(st.sampled_from([b",", b";", b"\t"]))
    before = (kept[:at] + junk + kept[at + len(junk) :]).replace(b",", separator)
    path.write_bytes(before)
    tidy(folder)
    if path.read_bytes() != before:
        assert path.with_name(f"{path.name}.bak").read_bytes() == before
    state = files(folder)
    tidy(folder)
    assert files(folder) == state


def test_letters_that_may_be_of_any_alphabet_are_left(plum: Path) -> None:
    path = plum / "people.csv"
    path.write_bytes(path.read_bytes().replace(b",", b";").replace(b"song", b"s\xf6ng"))
    tidy(plum)
    assert b"s\xf6ng" in path.read_bytes()
    assert b";" not in path.read_bytes()


def test_an_empty_file_and_a_missing_one_are_left(plum: Path) -> None:
    (plum / "glossary.csv").write_bytes(b"")
    (plum / "puzzles.csv").unlink()
    assert tidy(plum) == []
    assert (plum / "glossary.csv").read_bytes() == b""


def test_a_file_that_cannot_be_replaced_stays_whole_and_is_named(
    plum: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = plum / "people.csv"
    before = b"\xef\xbb\xbf" + path.read_bytes()
    path.write_bytes(before)

    def locked(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", os.fspath(target))

    monkeypatch.setattr(Path, "replace", locked)
    assert main(["tidy", str(plum)]) == 1
    assert "plum/people.csv: cannot be written (permission denied); close other" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert not list(plum.glob(".*"))


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out.startswith("nowhere: there is no such folder")


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("31/03/1954", ["1954-03-31"]),
        ("3/31/54", ["1954-03-31", "2054-03-31"]),
        ("31.03.1954", ["1954-03-31"]),
        ("1954/3/31", ["1954-03-31"]),
        ("31-Mar-54", ["1954-03-31", "2054-03-31"]),
        ("Apr-54", ["1954-04", "2054-04"]),
        ("Aug-14", ["1914-08", "2014-08"]),
        ("1954-13-01", []),
        ("1954-14-12", []),
        ("1954/14/12", []),
        ("March 1954", ["1954-03"]),
        ("31/03/1954 00:00", ["1954-03-31"]),
        ("04/02/1954", ["1954-02-04", "1954-04-02"]),
        ("04/04/1954", ["1954-04-04"]),
        ("31/02/1954", []),
        ("31/03/05", ["1905-03-31", "2005-03-31"]),
        ("Mar-05", ["1905-03", "2005-03"]),
        ("1954-1955", []),
        ("about 1954", []),
        ("spring 1954", []),
        ("March", []),
    ],
)
def test_a_date_is_read_only_where_nothing_is_guessed(cell: str, dates: list[str]) -> None:
    assert list(as_edtf(cell)) == dates


@pytest.mark.parametrize(
    ("cell", "years", "dates"),
    [
        ("Aug-14", (1905, 1919), ["1914-08"]),
        ("Aug-14", (1905, 2015), ["1914-08", "2014-08"]),
        ("Dec-91", (1878, 2025), ["1891-12", "1991-12"]),
        ("Aug-14", (1954, 1955), ["1914-08", "2014-08"]),
        ("29/02/00", (1890, 1910), ["2000-02-29"]),
        ("1954/3/31", (1900, 1960), ["1954-03-31"]),
    ],
)
def test_two_figures_for_a_year_are_read_only_where_the_case_has_one_century_for_them(
    cell: str, years: tuple[int, int], dates: list[str]
) -> None:
    assert list(as_edtf(cell, years)) == dates


def test_a_year_of_two_figures_is_read_aloud_and_else_left(plum: Path) -> None:
    cell("events", "E03", "date", "Mar-05")(plum)
    cell("events", "E04", "date", "Mar-33")(plum)
    [one] = tidy(plum)
    assert one.done == [
        "1 date in a spreadsheet’s figures",
        "1 date of these with two figures for its year, read as of the one century in which the case’s other dates lie "
        "(1850–1932)",
    ]
    assert one.left[0].startswith("left: 1 date with two figures for the year, first row 5, column date: Mar-33 (1933")
    [problem] = problems(plum)
    assert "write 1933-03 or 2033-03, whichever is meant" in problem.message
    assert not problem.tidied


def test_an_order_that_no_spreadsheet_writes_is_left_to_the_check(plum: Path) -> None:
    cell("events", "E03", "date", "1901-13-01")(plum)
    before = files(plum)
    assert tidy(plum) == []
    assert files(plum) == before
    [problem] = problems(plum)
    assert "'1901-13-01' cannot be read" in problem.message
    assert not problem.tidied


def test_blanks_and_a_spreadsheet_s_empty_end_are_taken_off_and_a_prefix_keeps_its_blank(
    plum: Path, sound: Path
) -> None:
    lines = (plum / "events.csv").read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace("label", " label ")
    lines[1] = lines[1].replace("The miller asks", "The miller asks\u00a0")
    rows = [f"{line},," for line in lines] + ["," * (lines[0].count(",") + 2)] * 3
    (plum / "events.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = problems(plum)
    assert [str(problem).partition(": ")[2] for problem in found] == [
        "has 2 empty columns at the end; nothing is lost meanwhile; python -m helpers tidy mends it",
        "has a blank beside its name; nothing is lost meanwhile; python -m helpers tidy mends it",
        "has a blank at an end; nothing is lost meanwhile; python -m helpers tidy mends it",
        "begins 3 empty rows at the end; nothing is lost meanwhile; python -m helpers tidy mends it",
    ]
    assert open_case(plum).events.equals(open_case(sound).events)
    [one] = tidy(plum)
    assert one.done == ["blanks around 2 cells", "2 empty columns at the end", "3 empty rows at the end"]
    assert (plum / "events.csv").read_bytes() == (sound / "events.csv").read_bytes()
    assert b" paid" in (plum / "statements.csv").read_bytes()
    assert problems(plum) == []
