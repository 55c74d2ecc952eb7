"""Are the hand-outs whole, quiet about answers, legible on one sheet, readable by ear, and the same every time?"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from helpers import Case, open_case, printing
from helpers.__main__ import main
from helpers.handout_page import CSS, SHEETS, SMALLEST, Handout, page
from helpers.handout_student import ROOM, ask, lines, student
from helpers.handout_teacher import NO_VERDICT, answer
from helpers.handouts import NOTHING, handouts, write
from helpers.lesson import lessons
from helpers.marked import blocks, inline
from helpers.printing import NO_BROWSER, browser, pdf, sides
from helpers.questions import Exercise
from tests.village import swap

NUMBERS = [f"{number:02}" for number in range(9)]
FULLEST = (
    "one_lesson_student",
    "02_student",
    "04_student",
    "05_student",
    "07_student",
    "04_teacher",
    "05_teacher",
    "article",
)
"""The sheets with the most on them, of all that may take one sheet of paper only."""


@pytest.fixture(scope="module")
def made(case: Case) -> dict[str, Handout]:
    return {one.name: one for one in handouts(case)}


@pytest.fixture(scope="module")
def pages(case: Case, made: dict[str, Handout]) -> dict[str, str]:
    return {name: page(case, one).decode() for name, one in made.items()}


class Heard(HTMLParser):
    """What somebody hears who does not see: the outline, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._quiet = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._quiet = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._quiet = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._quiet else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def said(html: str) -> str:
    """Give the words of a page, without tags and with single spaces."""
    return " ".join(Heard(html).words.split())


def test_every_notebook_has_its_sheets_and_a_lesson_on_paper_has_its_aids(made: dict[str, Handout]) -> None:
    assert {name for name in made if "student" in name} - {"one_lesson_student"} == {
        f"{number}_student" for number in NUMBERS
    }
    assert {name for name in made if "teacher" in name} == {f"{number}_teacher" for number in NUMBERS}
    assert {name for name in made if "sources" in name} == {f"{number}_sources" for number in NUMBERS}
    assert {"article", "chronology", "ladder", "rubric", "02_shown", "06_shown"} <= set(made)


def test_every_exercise_stands_on_the_student_s_and_the_teacher_s_sheet(case: Case, pages: dict[str, str]) -> None:
    for one in map(Exercise, case.exercises):
        asked = pages[f"{one['notebook']}_student"]
        assert inline(str(one["prompt"])) in asked, one["id"]
        assert all(inline(option) in asked for option in one.options), one["id"]
        key = pages[f"{one['notebook']}_teacher"]
        assert answer(one) in key
        for text in (one["why"], one.get("cut", ""), one.get("reader", ""), *one.get("misreadings", ())):
            assert inline(str(text)) in key, f"{one['id']}: {text}"


def test_a_student_s_sheet_gives_no_answer_and_no_hint_away(case: Case, pages: dict[str, str]) -> None:
    for one in map(Exercise, case.exercises):
        sheet = said(pages[f"{one['notebook']}_student"])
        told = [one["why"], *one["hints"], *one.get("misreadings", ()), *one.get("feedback", {}).values()]
        if one["kind"] not in ("choice", "number", "ids", "date", "quote"):
            told.append(one["model_answer"])
        for text in told:
            assert said(inline(str(text))) not in sheet, f"{one['id']}: {text}"


def test_a_given_away_answer_would_be_seen(case: Case) -> None:
    one = Exercise(case.exercises[1])
    assert said(inline(str(one["why"]))) in said(ask(one) + answer(one))
    assert said(inline(str(one["why"]))) not in said(ask(one))


def test_minutes_on_the_sheets_are_those_of_the_notebooks(pages: dict[str, str]) -> None:
    for lesson in lessons():
        sheet, key = pages[f"{lesson.key}_student"], pages[f"{lesson.key}_teacher"]
        assert sum(part.minutes for part in lesson.parts) == lesson.minutes
        assert f"{lesson.minutes} minutes." in sheet
        assert f"{lesson.minutes} minutes." in key
        for part in lesson.parts:
            assert f"<h2>{part.number}. {inline(part.title)} ({part.minutes} min)</h2>" in sheet
            assert f"<td>{part.minutes}</td>" in key


def test_the_steps_of_a_part_add_up_to_its_minutes(case: Case) -> None:
    took = {one["id"]: one["minutes"] for one in case.exercises}
    for lesson in lessons():
        for part in lesson.parts:
            steps = sum(took[step] if isinstance(step, str) else step.minutes for step in part.steps)
            assert steps == part.minutes, f"{lesson.key} part {part.number}"


def test_every_teacher_s_sheet_says_that_no_verdict_is_marked(pages: dict[str, str]) -> None:
    assert all(NO_VERDICT in pages[f"{number}_teacher"] for number in NUMBERS)


def test_a_statement_never_goes_without_its_caution(case: Case, pages: dict[str, str]) -> None:
    printed = 0
    for name, html in pages.items():
        for block in re.findall(r'<div class="said">.*?</div>', html, re.DOTALL):
            words = said(block)
            row = case.statements.loc[words[: words.index(" ")]] if "08" not in name else None
            if row is not None:
                printed += 1
                held = "What must be said with" in html and "How sure" not in words
                later = said("".join(re.findall(r'<div class="cautions">.*?</div>', html, re.DOTALL)))
                assert not held or re.search(r"How sure, and cautions: (?:below|on the last leaf, after)", said(html))
                for column in ("caution", "certainty", "gloss"):
                    words = f"{words} {later}" if held and column != "gloss" else words
                    assert " ".join(row[column].rstrip(".").split()) in words, (
                        f"{name}: {words[:60]} lacks its {column}"
                    )
                if row["gloss"]:
                    assert "Our gloss, not a quotation" in words
    assert printed > 100


def test_a_caution_does_not_stand_above_the_exercise_that_it_would_answer(case: Case, pages: dict[str, str]) -> None:
    for name, first, last in (("02_student", "2.3", "2.4"), ("02_student", "2.5", "2.6")):
        sheet = said(pages[name])
        for key in {"2.3": ("S03", "S25"), "2.5": ("S07", "S24")}[first]:
            caution = " ".join(case.statements.loc[key, "caution"].split())
            assert sheet.count(caution) == 1
            assert sheet.index(caution) > sheet.index(f"{last} ("), f"{key} answers {first}"
    sources = said(pages["02_sources"])
    assert sources.index("Opposite of S07") > sources.index("Last leaf.")


def test_what_is_to_be_talked_about_stands_whole(pages: dict[str, str]) -> None:
    assert "How can one column say both? List three ways" in said(pages["02_student"])
    for lesson in lessons():
        sheet = said(pages[f"{lesson.key}_student"])
        for one in (step for part in lesson.parts for step in part.steps if not isinstance(step, str)):
            if one.name == "Stop and talk" and "`" not in one.text:
                first = re.sub(r"^Screens down[^.]*\. (?=[A-Z])", "", one.text.split("\n")[0].partition(" *Alone")[0])
                assert said(inline(first)) in sheet, f"{lesson.key}: {first}"


def test_the_sheet_of_the_one_lesson_follows_its_plan_and_asks_for_nothing_private(pages: dict[str, str]) -> None:
    sheet = said(pages["one_lesson_student"])
    order = ["1.1 ", "1.3 ", "2.5 ", "2.6 ", "Opposite of S07", "2.7 ", "2.8 ", "1.6 ", "1.8 ", "2.13 "]
    places = [sheet.index(words) for words in order]
    assert places == sorted(places)
    assert "50 minutes." in sheet
    confidence = pages["one_lesson_student"].split("<strong>1.8</strong>")[1].split("</section>")[0]
    assert "Nobody collects it." in confidence
    assert 'class="write"' not in confidence


def test_an_exercise_that_needs_a_computer_says_so_on_paper(pages: dict[str, str]) -> None:
    assert said(pages["00_student"]).count("Skip without a computer.") == 2
    assert sum("Skip without a computer." in html for html in pages.values()) == 1


def test_words_that_a_lesson_compares_are_on_its_sources_or_its_sheet(pages: dict[str, str]) -> None:
    for lesson in lessons():
        for part in lesson.parts:
            for key in part.statements:
                assert f"<strong>{key}</strong>" in pages[f"{lesson.key}_sources"], f"{lesson.key}: {key}"


def test_words_to_choose_from_are_on_paper(pages: dict[str, str]) -> None:
    for name in ("05_sources", "06_sources", "06_student"):
        assert "To use here" in pages[name]
        assert '<th scope="row">qualifies</th>' in pages[name]
    assert "D68, Gromyko&#x27;s memoirs" in pages["05_sources"] or "D68, Gromyko's memoirs" in pages["05_sources"]


def test_the_article_is_printed_whole_with_its_source_and_its_rights(case: Case, pages: dict[str, str]) -> None:
    html = pages["article"]
    plain = said(re.sub(r'<b class="tag">.*?</b>', "", html))
    assert all(" ".join(paragraph.split()) in plain for paragraph in case.text("D01")[1:])
    keys = case.statements.index[case.statements["document"] == "D01"]
    assert [key for key in keys if f'<b class="tag">[{key}] </b>' not in html] == []
    assert "“Related” list belongs to the repost" in plain
    assert "never link it" in plain
    assert "propaganda ploy" not in plain.partition("How much was read")[2], "the foot answers 1.4"
    row = case.documents.loc["D01"]
    for needed in (row["creator"], row["rights"], row["url"].split()[0]):
        assert escape(needed) in html


def test_the_rubric_sheet_and_the_ladder_hold_every_line_of_the_data(case: Case, pages: dict[str, str]) -> None:
    for row in case.rubric.to_dict("records"):
        assert all(escape(row[column]) in pages["rubric"] for column in row)
    for rung in case.about["rungs"]:
        assert f">L{rung['level']}</th><td>{escape(rung['words'])}</td>" in pages["ladder"]
    assert escape(case.about["ladder_caveat"]) in pages["ladder"]


def test_the_chronology_is_a_page_of_its_own_and_the_same_as_a_table(case: Case, pages: dict[str, str]) -> None:
    html = pages["chronology"]
    drawn = case.events[case.events["weight"] == 1]
    assert '<figure class="alone"><img alt="' in html
    assert all(f'<th scope="row">{key}</th>' in html for key in drawn.index)
    assert all(escape(caution) in html for caution in drawn["caution"])


def test_pictures_are_given_out_after_their_exercise_not_before(pages: dict[str, str]) -> None:
    shown = said(pages["02_shown"])
    order = [
        "Give out after exercise 2.2.",
        "Give out after exercise 2.6.",
        "P02 Did Kochkin",
        "Tellings of S05",
        "Give out after exercise 2.8.",
        "P01 On",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert [f"Leaf {number}." in shown for number in range(1, 6)] == [True] * 4 + [False]
    assert "on one side of the paper only" in shown
    assert "<details>" not in pages["06_shown"].split("<img")[1]


def test_nothing_is_fetched_and_nothing_runs(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        for tag, attributes in Heard(html).tags:
            assert tag not in ("script", "link", "iframe", "object", "embed"), f"{name} has a {tag}"
            assert (attributes.get("src") or "data:").startswith("data:"), f"{name} fetches {attributes}"
        assert not re.search(r"@import|url\(", html), name


def test_every_page_can_be_heard(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        heard = Heard(html)
        assert heard.all("html") == [{"lang": "en-GB"}]
        assert len(heard.all("title")) == len(heard.all("h1")) == len(heard.all("main")) == 1, name
        outline = [int(tag[1]) for tag, _ in heard.tags if re.fullmatch("h[1-6]", tag)]
        assert all(later <= earlier + 1 for earlier, later in pairwise(outline)), name
        assert len(heard.all("table")) == len(heard.all("caption")), f"{name} has a table without a caption"
        assert all(cell.get("scope") in ("col", "row") for cell in heard.all("th")), f"{name}: a header without scope"
        assert not re.search(r"<th[^>]*>\s*</th>", html), f"{name}: an empty header"
        assert all(20 <= len(image.get("alt") or "") <= 270 for image in heard.all("img")), name


def test_no_letter_is_smaller_than_it_may_be() -> None:
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ?([\d.]+)pt", CSS)]
    assert len(sizes) > 5
    assert min(sizes) >= SMALLEST
    assert not re.search(r"font-size: ?[\d.]+(?:px|em|rem|%|mm)", CSS)


def test_sheets_are_black_on_white() -> None:
    greys = re.findall(r"#([0-9a-f]+)\b", CSS)
    assert set(greys) <= {"000", "fff", "555"}, "a colour may vanish in a copier"


def test_a_student_s_sheet_is_not_fuller_than_paper_allows(made: dict[str, Handout]) -> None:
    for name, one in made.items():
        if one.sides == 2:
            assert lines(one.body) <= ROOM * 1.1, f"{name}: {lines(one.body)}"


def test_words_leave_a_sheet_that_would_be_too_full(case: Case) -> None:
    by_key = {one.key: student(case, one).body for one in lessons() if not one.folder}
    assert '<div class="said">' in by_key["02"]
    assert '<div class="said">' not in by_key["04"]
    assert "on the sheets 04_sources" in by_key["04"]


def sides_of_each(command: str, sheets: list[tuple[str, str]]) -> list[int]:
    """Print sheets, each on its paper, at once: each is wider by a hair, by which it is told, and no line longer."""
    sizes = [f"calc({SHEETS[paper].replace(' ', f' + {n * 2}px) ')}" for n, (paper, _) in enumerate(sheets)]
    hairs = "".join(f"@page s{n} {{ size: {size}; }} " for n, size in enumerate(sizes))
    bodies = "".join(
        f'<div style="page: s{n}; break-before: page">{html.partition("<body")[2].partition(">")[2]}</div>'
        for n, (_, html) in enumerate(sheets)
    )
    head = sheets[0][1].partition("<body")[0]
    printed = pdf(command, f"{head}<style>{hairs}</style><body>{bodies}".encode(), "A4")
    assert printed, "the browser printed nothing"
    widths = Counter(re.findall(rb"/MediaBox \[0 0 ([\d.]+)", printed))
    assert len(widths) == len(sheets)
    assert widths.total() == sides(printed)
    return [widths[width] for width in sorted(widths, key=float)]


def test_the_fullest_sheets_fit_on_front_and_back(made: dict[str, Handout], pages: dict[str, str]) -> None:
    """Print them where a browser is found; where none is, the sentence that says so is all that there is to test."""
    command = browser()
    if command is None:
        assert NO_BROWSER.startswith("No PDF was made")
        return
    sheets = [(paper, name) for paper in SHEETS for name in FULLEST]
    took = sides_of_each(command, [(paper, pages[name]) for paper, name in sheets])
    many = [(*one, number) for one, number in zip(sheets, took, strict=True) if number > made[one[1]].sides]
    assert many == []


def test_hand_outs_are_the_same_every_time(
    case: Case, made: dict[str, Handout], pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.handouts.picture", lambda case, drawn: made["chronology"])  # tested with the charts
    assert {one.name: page(case, one).decode() for one in handouts(case)} == pages


# --- another case, and the command


def test_a_case_without_notebooks_gets_its_cards_and_its_exercises(sound: Path) -> None:
    other = open_case(sound)
    sheets = {one.name: page(other, one).decode() for one in handouts(other)}
    assert {"sources", "student", "teacher", "article"} <= set(sheets)
    for one in map(Exercise, other.exercises):
        assert inline(str(one["prompt"])) in sheets["student"]
        assert inline(str(one["why"])) in sheets["teacher"]
        assert said(inline(str(one["why"]))) not in said(sheets["student"])
    for title in other.documents["title"]:
        assert escape(title) in sheets["sources"]


def test_the_command_writes_pages_and_says_where_no_pdf_is_made(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("helpers.handouts.browser", lambda: None)
    out = tmp_path / "new" / "folder"
    out.mkdir(parents=True)
    (out / "mine.txt").write_text("kept", encoding="utf-8")
    assert main(["handouts", str(out), "--case", str(sound)]) == 0
    said_lines = capsys.readouterr().out.splitlines()
    assert said_lines[1:] == [NO_BROWSER]
    assert (out / "mine.txt").read_text(encoding="utf-8") == "kept"
    listed = re.findall(r'href="([^"]+)"', (out / "index.html").read_text(encoding="utf-8"))
    assert listed
    assert all((out / name).is_file() for name in listed)


def test_the_command_prints_each_page_on_both_papers(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("helpers.handouts.browser", lambda: "chromium")
    monkeypatch.setattr(
        "helpers.handouts.pdf", lambda command, html, paper: b"/Type /Page " * 2 if paper == "A4" else None
    )
    assert main(["handouts", str(tmp_path), "--case", str(sound)]) == 0
    assert "student: A4 2 sides, letter not printed by the browser" in capsys.readouterr().out
    assert (tmp_path / "A4" / "student.pdf").is_file()
    assert not (tmp_path / "letter").exists()


def test_a_case_with_a_slip_gets_one_sentence(plum: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    swap("documents.csv", "D01", "D1")(plum)
    assert main(["handouts", str(tmp_path / "out"), "--case", str(plum)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_gets_one_sentence(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert main(["handouts", str(tmp_path / "taken"), "--case", str(sound)]) == 1
    assert "name a folder that you may write to" in capsys.readouterr().out


def test_a_case_with_nothing_in_it_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, case: Case, tmp_path: Path
) -> None:
    monkeypatch.setattr("helpers.handouts.handouts", lambda case: iter(()))
    assert list(write(case, tmp_path / "out")) == [NOTHING]


# --- the browser


def test_a_browser_is_asked_for_the_paper_and_the_hour_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prints(line: list[str], **options: object) -> None:
        asked.extend(line)
        target = next(one.partition("=")[2] for one in line if one.startswith("--print-to-pdf="))
        html = (Path(target).parent / "page.html").read_text(encoding="utf-8")
        assert "@page { size: 8.5in 11in;" in html
        Path(target).write_bytes(b"%PDF /Type /Pages /Type /Page /CreationDate (D:20300102030405+00'00')")

    monkeypatch.setattr(subprocess, "run", prints)
    printed = pdf("any", b"@page { margin: 0 }", "letter")
    assert printed == b"%PDF /Type /Pages /Type /Page /CreationDate (D:00000000000000+00'00')"
    assert sides(printed) == 1
    assert {"--headless", "--disable-background-networking", "--disable-sync"} <= set(asked)


def test_a_browser_that_prints_nothing_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda line, **options: None)
    assert pdf("any", b"", "A4") is None


def test_a_browser_is_found_by_its_command_or_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing.shutil, "which", lambda name: "/bin/x" if name == "google-chrome" else None)
    assert browser() == "/bin/x"
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    monkeypatch.setattr(printing, "PLACES", ("{PROGRAMFILES}/chrome.exe",))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert browser() is None
    (tmp_path / "chrome.exe").write_text("", encoding="utf-8")
    assert browser() == f"{tmp_path}/chrome.exe"


# --- Markdown on paper


def test_marks_of_markdown_become_html_and_everything_else_is_escaped() -> None:
    assert inline("**a** *b* `c` [d](e.md) <f> & 2 * 3") == (
        "<strong>a</strong> <em>b</em> <code>c</code> d &lt;f&gt; &amp; 2 * 3"
    )
    assert blocks("One.\n\n- a\n- *b*\n\nTwo:\n1. c\n2. d") == (
        "<p>One.</p><ul><li>a</li><li><em>b</em></li></ul><p>Two:</p><ol><li>c</li><li>d</li></ol>"
    )
    assert unescape(inline("“quoted” 'it'")) == "“quoted” 'it'"
