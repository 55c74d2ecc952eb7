"""Is an answer kept whatever happens: two notebooks at once, a crash in the middle, a full or a damaged file?"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Case, answer_file, check, export, kept, open_case, reset, whole_file
from helpers.answer_file import answers_of, keep
from helpers.exercises import examine

ROOT = Path(__file__).resolve().parent.parent
WAITING = "Exercise 0.1 is waiting: put your answer in place of the ... and run this cell again.\n"
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def held(folder: Path) -> dict[str, Any]:
    return json.loads((folder / answer_file.NAME).read_text(encoding="utf-8"))["cases"]


def typed(case: Case, exercise: str) -> list[object]:
    return [one.answer for one in answers_of(case)[0] if one.exercise == exercise]


def process(code: str, folder: Path) -> subprocess.Popen[str]:
    """Start another notebook, so to say: a process that runs this code over the course."""
    begin = "import sys\nfrom helpers import open_case\nfrom helpers.answer_file import keep\ncase = open_case()\n"
    return subprocess.Popen(
        [sys.executable, "-c", begin + code],
        cwd=ROOT,
        env={**os.environ, answer_file.FOLDERS: str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )


# What is kept


def test_an_answer_is_in_the_file_as_soon_as_it_is_checked(case: Case, own_answers: Path) -> None:
    check(case, "2.2", "z, x, y")
    [entry] = held(own_answers)["data"]["answers"]["2.2"]
    assert (entry["answer"], entry["result"]) == ("z, x, y", "not yet")
    assert entry["said"][0] == "Exercise 2.2: not yet."
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", entry["when"])
    assert "name" not in entry


def test_an_exercise_that_waits_writes_nothing_and_prints_its_line(
    case: Case, own_answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for waiting in (..., "", None, [], "..."):
        check(case, "0.1", waiting)
        assert capsys.readouterr().out == WAITING
    check(case, "0.1")
    check(case, "9.9", "b")
    check("0.1", 105)
    assert list(own_answers.iterdir()) == []
    check(case, "0.1", 105)
    before = (own_answers / answer_file.NAME).stat().st_mtime_ns
    capsys.readouterr()
    check(case, "0.1", ...)
    assert capsys.readouterr().out == WAITING
    assert (own_answers / answer_file.NAME).stat().st_mtime_ns == before


def test_a_check_prints_the_same_whether_answers_are_kept_or_not(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(case, "2.4", "a, c")
    with_file = capsys.readouterr().out
    monkeypatch.setattr("helpers.exercises.keep", lambda *_: "")
    check(case, "2.4", "a, c")
    assert capsys.readouterr().out == with_file


@given(st.lists(anything, min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was_typed_and_is_judged_the_same(case: Case, texts: list[str]) -> None:
    for text in texts:
        keep(case, "1.8", [text], "counted", [f"said of {text}"])
    wanted = [text for place, text in enumerate(texts) if not place or text != texts[place - 1]]
    back = typed(case, "1.8")[-len(wanted) :]
    assert back == wanted
    for text, again in zip(wanted, back, strict=True):
        assert examine(case, "1.8", again) == examine(case, "1.8", text)


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ((105,), "105"),
        (("S05", "S07"), ["S05", "S07"]),
        ((["S05", "S07"],), ["S05", "S07"]),
        (({"S07", "S05"},), ["S05", "S07"]),
        (("  “Straße”\n\nнет \t",), "  “Straße”\n\nнет \t"),
        (("half \ud800",), "half \ud800"),
    ],
)
def test_an_answer_of_any_form_is_kept_as_text(case: Case, answers: tuple[object, ...], stored: object) -> None:
    assert keep(case, "1.2", answers, "not yet", []) == ""
    assert typed(case, "1.2") == [stored]


def test_what_is_no_answer_is_told_so_and_not_kept(case: Case, own_answers: Path) -> None:
    check(case, "0.1", lambda: 1)
    assert list(own_answers.iterdir()) == []


def test_a_long_text_is_kept_whole_though_it_is_not_read(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    text = "word " * 10_000
    check(case, "1.8", text)
    assert "So long an answer is not read" in capsys.readouterr().out
    assert typed(case, "1.8") == [text]


def test_earlier_answers_are_kept_and_the_same_cell_run_again_adds_none(case: Case) -> None:
    for answer in ("a", "b", "b", "b", "a"):
        check(case, "2.3", answer)
    assert typed(case, "2.3") == ["a", "b", "a"]


def test_a_case_keeps_its_own_answers(case: Case, plum: Path) -> None:
    other = open_case(plum)
    check(case, "1.2", "S05")
    keep(other, "1.2", ["S99"], "not yet", [])
    assert typed(case, "1.2") == ["S05"]
    assert typed(other, "1.2") == ["S99"]
    reset(case, "all")
    assert typed(case, "1.2") == []
    assert typed(other, "1.2") == ["S99"]


# What might lose it


def test_two_notebooks_that_write_at_once_lose_nothing(case: Case, own_answers: Path) -> None:
    code = "for n in range(120): assert not keep(case, '1.8', [f'{sys.argv[0]} {WHO} {n}'], 'counted', [])"
    both = [process(code.replace("{WHO}", who), own_answers) for who in ("left", "right")]
    assert [one.wait(120) for one in both] == [0, 0]
    found = [str(answer) for answer in typed(case, "1.8")]
    assert len(found) == 240
    for who in ("left", "right"):
        mine = [int(answer.split()[-1]) for answer in found if who in answer]
        assert mine == list(range(120)), f"{who} lost an answer, or its order"


@pytest.mark.parametrize("pause", [0.03, 0.11, 0.2, 0.35])
def test_a_notebook_killed_while_it_writes_leaves_a_whole_file(case: Case, own_answers: Path, pause: float) -> None:
    loop = "while True:\n keep(case, '1.8', [f'{n} ' + 'x' * 200_000], 'counted', [])\n n += 1"
    code = f"print('go', flush=True)\nn = 0\n{loop}"
    one = process(code, own_answers)
    assert one.stdout is not None
    assert one.stdout.readline() == "go\n"
    patience = time.monotonic() + 20
    while not (own_answers / answer_file.NAME).exists() and time.monotonic() < patience:
        time.sleep(0.01)
    time.sleep(pause)
    one.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    one.wait(20)
    numbers = [int(str(answer).split()[0]) for answer in typed(case, "1.8")]
    assert numbers == list(range(len(numbers)))
    assert numbers
    begun = time.monotonic()
    assert keep(case, "1.8", ["after the crash"], "counted", []) == ""
    assert time.monotonic() - begun < answer_file.PATIENCE, "the lock of the dead is still held"
    assert typed(case, "1.8")[-1] == "after the crash"
    assert not list(own_answers.glob(f"*{whole_file.PART}")), "a half-written file was left behind"


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def second(own_answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name two places, of which the first is no folder at all."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv(answer_file.FOLDERS, os.pathsep.join([str(blocked / "notebooks"), str(own_answers)]))
    return own_answers


def test_where_the_first_place_cannot_be_written_the_next_is_used_and_named(
    case: Case, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(case, "0.1", 105)
    head, checked, note = capsys.readouterr().out.splitlines()
    assert (head, checked) == ("Exercise 0.1: right.", "Checked: the number, nothing else.")
    assert note.endswith(f"your answer is kept in {second.resolve() / answer_file.NAME}.")
    assert "cannot be written (" in note
    assert typed(case, "0.1") == ["105"]


@pytest.mark.parametrize("fault", [no_room, PermissionError, ImportError])
def test_where_no_place_can_be_written_the_answer_is_kept_in_memory_and_written_later(
    case: Case,
    own_answers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Any,
) -> None:
    def fails(*_: object, **__: object) -> None:
        if fault is no_room:
            no_room()
        raise fault("refused")

    with monkeypatch.context() as full:
        full.setattr(answer_file, "write_whole", fails)
        check(case, "0.1", 105)
        said = capsys.readouterr().out
        assert said.startswith("Exercise 0.1: right.\n")
        assert said.count("No file could be written (") == 1
        assert typed(case, "0.1") == ["105"], "what is in memory is not shown"
        assert "Nothing was taken out" in reset(case, "0.1").text, "what cannot be copied was taken out"
    check(case, "0.4", "D01")
    assert capsys.readouterr().out == "Exercise 0.4: right.\nChecked: which ids you named, nothing else.\n"
    assert list(held(own_answers)["data"]["answers"]) == ["0.1", "0.4"]
    assert answer_file._unwritten == []


def test_a_full_disk_leaves_the_file_as_it_was_and_nothing_beside_it(
    case: Case, own_answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(case, "0.1", 7)
    before = (own_answers / answer_file.NAME).read_bytes()
    monkeypatch.setattr(whole_file.os, "fsync", no_room)
    check(case, "0.1", 8)
    assert (own_answers / answer_file.NAME).read_bytes() == before
    assert sorted(path.name for path in own_answers.iterdir()) == [".my_answers.lock", answer_file.NAME]


def test_a_notebook_that_holds_the_lock_for_ever_stops_no_check(
    case: Case, own_answers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(answer_file, "PATIENCE", 0.1)
    with answer_file._locked(own_answers / answer_file.NAME):
        check(case, "0.1", 105)
    assert "another notebook is writing in it for too long" in capsys.readouterr().out


def test_a_link_to_a_file_elsewhere_stays_a_link(case: Case, own_answers: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "cloud" / answer_file.NAME
    elsewhere.parent.mkdir()
    elsewhere.write_text('{"cases": {}}', encoding="utf-8")
    (own_answers / answer_file.NAME).symlink_to(elsewhere)
    check(case, "0.1", 105)
    assert (own_answers / answer_file.NAME).is_symlink()
    assert "105" in elsewhere.read_text(encoding="utf-8")


# A damaged file

GOOD = '{"cases": {"data": {"title": "T", "answers": {"1.8": [{"answer": "old"}]}}}}'


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        (GOOD[:-9], []),
        ("", []),
        ("my notes, not JSON", []),
        ("[1, 2]", []),
        ('{"cases": []}', []),
        ("[" * 20_000, []),
        ("{}", []),
        (GOOD.replace('[{"answer": "old"}]', '[{"answer": "old"}, 7, {"answer": 5}, {"answer": ["a", 1]}]'), ["old"]),
        (GOOD.replace('"answers"', '"other": [], "answers"').replace('"T"', '"T", "answers": 4'), ["old"]),
        (GOOD.replace('[{"answer": "old"}]', '[{"answer": "old"}], "2.2": "text"'), ["old"]),
        (GOOD.replace('"answer": "old"', '"answer": "old", "said": "not a list"'), []),
    ],
)
def test_a_damaged_file_is_set_aside_told_and_used_as_far_as_it_can_be_read(
    case: Case, own_answers: Path, capsys: pytest.CaptureFixture[str], damage: str, left: list[str]
) -> None:
    (own_answers / answer_file.NAME).write_text(damage, encoding="utf-8")
    assert typed(case, "1.8") == left
    whole = '"answers": 4' in damage  # the last of two keys counts in JSON
    check(case, "1.8", "I cannot tell")
    said = capsys.readouterr().out
    assert typed(case, "1.8") == [*left, "I cannot tell"]
    assert said.startswith("Exercise 1.8: counted, not read.\n")
    assert ("was damaged: it is kept as it was in" in said) is not whole
    if not whole:
        assert (own_answers / "my_answers.damaged-1.json").read_text(encoding="utf-8") == damage
        (own_answers / answer_file.NAME).write_text("again", encoding="utf-8")
        check(case, "1.8", "I still cannot tell")
        assert (own_answers / "my_answers.damaged-2.json").read_text(encoding="utf-8") == "again"


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16"])
def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_read(
    case: Case, own_answers: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    (own_answers / answer_file.NAME).write_bytes(GOOD.replace("\n", "\r\n").encode(code))
    check(case, "1.8", "newer answer")
    assert "damaged" not in capsys.readouterr().out
    assert typed(case, "1.8") == ["old", "newer answer"]


@given(st.binary(max_size=60) | st.integers(0, len(GOOD)).map(lambda at: GOOD[:at].encode()))
def test_no_damage_stops_a_check_or_loses_a_byte(case: Case, raw: bytes) -> None:
    folder = Path(os.environ[answer_file.FOLDERS])
    folder.mkdir(exist_ok=True)
    (folder / answer_file.NAME).write_bytes(raw)
    keep(case, "1.8", ["kept all the same"], "counted", [])
    assert typed(case, "1.8")[-1] == "kept all the same"
    asides = [path.read_bytes() for path in folder.glob("my_answers.damaged-*.json")]
    assert raw in asides or raw.decode().strip() == GOOD


def test_a_file_that_may_not_be_read_is_left_alone_and_told(
    case: Case, own_answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_answers / answer_file.NAME).mkdir()
    check(case, "0.1", 105)
    assert "No file could be written (" in capsys.readouterr().out
    shown = kept(case).text
    assert "105" in shown
    assert "could not be read (" in shown
    assert (own_answers / answer_file.NAME).is_dir()


# Seen, taken out, handed in


def test_what_is_kept_is_shown_with_what_was_said(case: Case, own_answers: Path) -> None:
    assert kept(case).text.startswith("No answer is kept yet")
    assert not own_answers.exists() or not list(own_answers.iterdir()), "to look writes nothing"
    check(case, "2.4", "a")
    check(case, "2.4", "a, b, d")
    check(case, "0.1", 7)
    check(case, "2.9", "once upon a time")
    lines = kept(case).text.splitlines()
    assert lines[0] == "Your answers: 3 exercises of 69 (3 rows)"
    assert [line.split(" | ")[0] for line in lines[2:5]] == ["0.1", "2.4", "2.9"]
    assert lines[2].startswith("0.1 | 00 | 7 | not yet | It is not 7. Look at the line under the cell")
    assert "| a, b, d | right | Checked: which options you picked, nothing else. |" in lines[3]
    assert lines[3].endswith(" | 2")
    assert "| not readable | “once upon a time” is not a date" in lines[4]
    tries = kept(case, "2.4").text
    assert re.search(r"^1 \| 02 \| a \| not yet", tries, re.MULTILINE)
    assert re.search(r"^2 \| 02 \| a, b, d \| right", tries, re.MULTILINE)
    assert kept(case, "2.5").text == "No answer to exercise 2.5 is kept."


def test_the_best_try_stands_first_and_a_worse_one_does_not_hide_it(
    case: Case, own_answers: Path, tmp_path: Path
) -> None:
    for answer in ("a, b, d", "a", "zebra"):
        check(case, "2.4", answer)
    for answer in (7, 8):
        check(case, "0.1", answer)
    lines = kept(case).text.splitlines()
    assert lines[2].startswith("0.1 | 00 | 8 | not yet | "), "of two that are as good the latest"
    assert lines[3].startswith("2.4 | 02 | a, b, d | right at try 1 of 3 | ")
    assert lines[3].endswith(" | 3")
    export(case, tmp_path / "answers.html")
    words = Page((tmp_path / "answers.html").read_text(encoding="utf-8")).words
    assert "Best answer" in words
    assert words.index("right at try 1 of 3. Checked") < words.index("Latest answer") < words.index("zebra")
    assert ", answer 1 of 3)" in words


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda case: kept(case, ...), "To see what is kept, take out the dots"),
        (lambda case: kept(), "Type the case first"),
        (lambda case: kept("2.2"), 'kept(case, "2.2")'),
        (lambda case: kept(case, "2.22"), "There is no exercise “2.22”; there are 2.1 to 2.13."),
        (lambda case: reset(), "Type the case first"),
        (lambda case: reset(case), "Say which answers to take out"),
        (lambda case: reset(case, ...), "Say which answers to take out"),
        (lambda case: reset(case, "2.22"), "There is no exercise “2.22”"),
        (lambda case: reset(case, "2.2"), "No answer to exercise 2.2 is kept, so nothing was taken out."),
        (lambda case: reset(case, "all"), "No answer to this case is kept, so nothing was taken out."),
        (lambda case: export(), "Type the case first"),
        (lambda case: export("my_answers.html"), "Type the case first"),
        (lambda case: export(case), "To write your answers into a file"),
        (lambda case: export(case, ...), "To write your answers into a file"),
        (lambda case: export(case, "my_answers.json"), "give it a name that ends in .html or .csv"),
        (lambda case: export(case, ""), "The file was not written"),
        (lambda case: export(case, "my_answers.csv"), "No answer is kept yet"),
    ],
)
def test_a_slip_gets_one_sentence_and_changes_nothing(
    case: Case, own_answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = call(case)
    assert words in sheet.text
    assert "\n" not in sheet.text
    assert sheet.html.startswith("<p>")
    assert list(own_answers.iterdir()) == [path for path in own_answers.iterdir() if path.suffix == ".lock"]
    assert not list(tmp_path.glob("*my_answers*"))


def test_what_is_taken_out_stays_in_a_copy_that_can_be_put_back(case: Case, own_answers: Path) -> None:
    for exercise, answer in (("0.1", 7), ("0.1", 105), ("2.3", "a")):
        check(case, exercise, answer)
    before = (own_answers / answer_file.NAME).read_bytes()
    assert reset(case, "0.1").text.startswith("2 answers to exercise 0.1 taken out; a copy of the whole file is in ")
    assert (own_answers / "my_answers.backup-1.json").read_bytes() == before
    assert (typed(case, "0.1"), typed(case, "2.3")) == ([], ["a"])
    assert reset(case, " ALL ").text.startswith("1 answer to this case taken out")
    assert (own_answers / "my_answers.backup-2.json").exists()
    (own_answers / "my_answers.backup-1.json").replace(own_answers / answer_file.NAME)
    assert typed(case, "0.1") == ["7", "105"]


class Page(HTMLParser):
    """Collects the words of a page, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


NASTY = "<script>alert(1)</script> & “S05”,\nzweite Zeile; «нет»"


@pytest.fixture
def answered(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.chdir(tmp_path)
    for exercise, answer in (("0.1", 7), ("0.1", 105), ("1.8", NASTY), ("2.3", "a")):
        check(case, exercise, answer)
    return case


def test_a_page_holds_prompt_answer_and_feedback_and_runs_nothing(answered: Case, tmp_path: Path) -> None:
    said = export(answered, "my_answers.html")
    assert said.text == "my_answers.html is written: answers to 3 exercises, without your name."
    html = (tmp_path / "my_answers.html").read_text(encoding="utf-8")
    page = Page(html)
    for part in (
        "Exercise 0.1 (notebook 00)",
        "How many documents does it hold?",
        "105",
        "right. Checked: the number, nothing else.",
        NASTY,
        "In both",
        "not yet. Option a “In both” is not it. Put our gloss of S25",
        "Look at the rows of S03 and S25",
        ", answer 2 of 2)",
    ):
        assert part in page.words, part
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "http" not in html
    assert "Only in the English." not in page.words, "a model answer is told unasked"
    assert "*" not in page.words
    export(answered, tmp_path / "with.html", model_answers=True)
    told = Page((tmp_path / "with.html").read_text(encoding="utf-8")).words
    assert "Model answer: Only in the English." in told


def test_a_table_opens_in_a_spreadsheet_with_every_try(answered: Case, tmp_path: Path) -> None:
    export(answered, "my_answers.csv")
    raw = (tmp_path / "my_answers.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["exercise", "notebook", "prompt", "try", "answer", "result", "feedback", "when"]
    assert [(row[0], row[3], row[4]) for row in rows[1:]] == [
        ("0.1", "1", "7"),
        ("0.1", "2", "105"),
        ("1.8", "1", NASTY),
        ("2.3", "1", "a"),
    ]
    export(answered, "with.csv", model_answers=True)
    assert "Only in the English." in (tmp_path / "with.csv").read_text(encoding="utf-8-sig")


@given(st.sampled_from("=+-@\t\r＝＋－＠") | st.sampled_from([" =", "\n@", "  -"]), anything)
def test_no_cell_of_a_table_is_a_formula(case: Case, first: str, rest: str) -> None:
    from helpers.answer_export import csv_table

    keep(case, "1.8", [first + rest], "counted", ["Exercise 1.8: counted, not read.", "=1+1"])
    rows = list(csv.reader(io.StringIO(csv_table(case, answers_of(case)[0]).decode("utf-8-sig"), newline="")))
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=+\-@＝＋－＠]", cell), cell
    assert rows[-1][4] == f"'{first}{rest}"
    assert rows[-1][6] == "'=1+1"


def test_a_file_that_cannot_be_written_is_told_and_left_as_it_was(answered: Case, tmp_path: Path) -> None:
    (tmp_path / "taken.html").mkdir()
    assert "taken.html was not written (" in export(answered, "taken.html").text
    assert "was not written (" in export(answered, "no/such/folder.csv").text
    assert "was not written (" in export(answered, "nul\0.csv").text


def test_answers_to_an_exercise_that_is_gone_are_still_shown_and_handed_in(answered: Case, tmp_path: Path) -> None:
    fewer = replace(answered, exercises=[one for one in answered.exercises if one["id"] != "2.3"])
    assert "\n2.3 |  | a | not yet" in kept(fewer).text
    export(fewer, "my_answers.html", model_answers=True)
    assert "Exercise 2.3 (no longer in the course)" in (tmp_path / "my_answers.html").read_text(encoding="utf-8")


# Where


def test_answers_stand_beside_the_notebooks_or_else_in_the_readers_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(answer_file.FOLDERS)
    first, second = answer_file.places()
    assert first == (ROOT / "notebooks" / answer_file.NAME).resolve()
    assert second.parent.name == "did-stalin-want-to-join-nato"
    assert not second.is_relative_to(ROOT)


def test_git_never_sees_a_readers_answers() -> None:
    names = ["my_answers.json", "my_answers.backup-1.json", ".my_answers.lock", ".my_answers-x.part", "my_answers.csv"]
    ignored = subprocess.run(
        ["git", "check-ignore", *(f"notebooks/{name}" for name in names)], cwd=ROOT, capture_output=True, text=True
    )
    assert len(ignored.stdout.splitlines()) == len(names) or "not a git repository" in ignored.stderr
