"""Is an argument kept whole, with its notes, its cautions and its bibliography, as HTML and as a Word file?"""

from __future__ import annotations

import html
import io
import re
import time
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from helpers.argument_docx import NAMESPACE, docx_bytes
from helpers.argument_page import NoteMark, Paper, html_bytes, lay_out
from helpers.argument_sheet import argument
from helpers.argument_text import read_argument
from helpers.case import Case
from helpers.chicago import Chicago
from helpers.runs import Run
from tests.planted_arguments import SAMPLES
from tests.test_argument import SCRAPS

WEDGE = SAMPLES["a wedge"]
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Reads a page: its words, ids, links and headings; a tag that is not closed is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data if "style" not in self.open else ""

    def all(self, tag: str, name: str) -> list[str]:
        return [str(attributes[name]) for seen, attributes in self.seen if seen == tag and name in attributes]


def paper(case: Case, text: str) -> Paper:
    return lay_out(case, read_argument(text))


def plain(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def footnotes(contents: bytes) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(contents)).read("word/footnotes.xml"))
    notes = [note for note in root if note.get(f"{{{NAMESPACE}}}type") is None]
    return ["".join(note.itertext()).strip() for note in notes]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_bracket_becomes_one_note_in_both_files(case: Case, name: str) -> None:
    laid = paper(case, SAMPLES[name])
    brackets = re.findall(r"\[[^\]]*\d[^\]]*\]", SAMPLES[name])
    assert len(laid.notes) == len(brackets)
    for note, bracket in zip(laid.notes, brackets, strict=True):
        assert all(f"[{key}" in plain(note) for key in re.findall(r"[A-Z]\d+", bracket))
    page = Page(html_bytes(laid).decode())
    numbers = [str(number) for number in range(1, len(brackets) + 1)]
    links = page.all("a", "href")
    assert [link[6:] for link in links if link.startswith("#note-")] == numbers
    assert [link[6:] for link in links if link.startswith("#call-")] == numbers
    assert page.all("li", "id") == [f"note-{number}" for number in numbers]
    assert page.all("sup", "id") == [f"call-{number}" for number in numbers]
    contents = docx_bytes(laid)
    assert footnotes(contents) == [plain(note).strip() for note in laid.notes]
    body = zipfile.ZipFile(io.BytesIO(contents)).read("word/document.xml").decode()
    assert re.findall(r'<w:footnoteReference [^>]*w:id="(\d+)"', body) == numbers


def test_the_bibliography_has_each_work_once_by_its_first_letter(case: Case) -> None:
    laid = paper(case, WEDGE)
    cited = {case.statements.loc[key, "document"] for key in re.findall(r"S\d+", WEDGE)}
    works = [plain(work) for work in laid.bibliography]
    assert len(works) == len(cited) == 3
    assert [work[:20] for work in works] == ["Molotov, V. M. [Memo", "Roberts, Geoffrey. [", "Roberts, Geoffrey. M"]


def test_notes_are_those_of_the_bibliography_page_and_short_the_second_time(case: Case) -> None:
    page = (case.folder / "bibliography.md").read_text(encoding="utf-8")
    first, again = (plain(note) for note in paper(case, "Evidence: One [D40]. Two [D40].").notes)
    assert f"D40. {first.split(' [D40]')[0]}\n" in page
    assert again == "Roberts, [Biography of Molotov, Russian edition]. [D40], as in note 1."


def test_a_work_cited_twice_in_one_note_is_named_once_and_never_as_ibid(case: Case) -> None:
    notes = [plain(note) for note in paper(case, "Evidence: One [S59; S60]. Two [S61].").notes]
    assert notes[0].count("Roberts, [") == 1
    assert notes[1].startswith("Roberts, [")
    assert not any("ibid" in note.casefold() for note in notes)


def test_a_caution_goes_with_its_receipt_into_both_files(case: Case) -> None:
    laid = paper(case, WEDGE)
    page, notes = html.unescape(html_bytes(laid).decode()), "\n".join(footnotes(docx_bytes(laid)))
    for key in ("S105", "S58", "S57", "S59", "S60", "S103"):
        for text in (page, notes):
            assert str(case.statements.loc[key, "caution"]) in text


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        ("[S05]", "[S05, D01 ¶1] “Stalin laughed and asked"),
        ("[S80]", "(our English: declared the USSR's readiness to join the North Atlantic alliance)"),
        ("[D42]", "Not seen: known because others cite it."),
        ("[D01 ¶2]", "[D01 ¶2]"),
        ("[E48]", "[E48] Event: The Soviet note is handed over, 31 March 1954."),
        ("[P05]", "[P05] Puzzle: "),
        ("[P05]", "What is safe to say: "),
        ("[H3]", "[H3] Explanation: A wedge"),
        ("[B01]", "[B01] Person: Joseph Stalin."),
        ("[R03]", "[R03] Reading: "),
        ("[S05; S999]", "[S999] is not in the case."),
        ("[S05, a column]", "Written: [S05, a column]."),
    ],
)
def test_a_note_says_what_its_receipt_stands_for(case: Case, receipt: str, expected: str) -> None:
    (note,) = paper(case, f"Evidence: It is told {receipt}.").notes
    assert expected in plain(note)
    assert ".." not in plain(note)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It is told [S05].", "It is told.^"),
        ("It is told. [S05] More.", "It is told.^ More."),
        ("[S58] and [S105] count once.", "[S58]^ and [S105]^ count once."),
        ("It hangs on [S58].", "It hangs on [S58].^"),
        ("The *memo* [S58] says so, [S57], too.", "The memo^ says so,^ too."),
        ("Not known [S999].", "Not known [S999]."),
    ],
)
def test_a_note_is_called_after_the_stop_and_an_id_that_is_a_word_stays(case: Case, words: str, expected: str) -> None:
    ((_, (line,)),) = paper(case, f"Evidence: {words}").parts
    assert "".join("^" if isinstance(piece, NoteMark) else piece.text for piece in line.pieces) == expected


def test_the_page_can_be_read_by_everybody(case: Case) -> None:
    text = html_bytes(paper(case, WEDGE)).decode()
    page = Page(text)
    assert page.all("html", "lang") == ["en-GB"]
    assert [tag for tag, _ in page.seen if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * 8]
    assert page.all("section", "role") == ["doc-endnotes", "doc-bibliography"]
    assert page.all("span", "lang") == ["ru", "ru"]
    assert all(page.all("a", "aria-label"))
    for rule in ("prefers-color-scheme: dark", "@media print", "color-scheme: light dark"):
        assert rule in text


def test_the_page_fetches_nothing_and_runs_nothing(case: Case) -> None:
    text = "# <img src=x onerror=alert(1)>\n\nClaim: <script>alert(1)</script> *<b>* & [S05]."
    page = Page(html_bytes(paper(case, text)).decode())
    assert not {tag for tag, _ in page.seen} & {"script", "img", "link", "iframe", "b"}
    assert "<script>alert(1)</script>" in page.words
    assert not page.all("style", "src")
    assert not [name for _, attributes in page.seen for name in attributes if name.startswith("on")]


def test_lists_quotations_and_emphasis_are_kept(case: Case, tmp_path: Path) -> None:
    text = "# My title\nFirst words.\n\n## Evidence\n- one *two* **three**\n\n3. four\n\n> five [S05]\n\n### Six\nseven"
    laid = paper(case, text)
    page = html_bytes(laid).decode()
    for piece in ("<h1>My title</h1>", "<em>two</em>", "<strong>three</strong>", ">3. four<", "<blockquote><p>five<"):
        assert piece in page
    assert "<h3>Six</h3>" in page
    document = docx.Document(io.BytesIO(docx_bytes(laid)))
    assert [(one.style.name, one.text) for one in document.paragraphs[:8]] == [  # type: ignore[union-attr]
        ("Title", "My title"),
        ("Normal", "First words."),
        ("Heading 1", "Evidence"),
        ("List Bullet", "one two three"),
        ("Normal", "3. four"),
        ("Quote", "five"),
        ("Heading 2", "Six"),
        ("Normal", "seven"),
    ]
    assert [run.bold for run in document.paragraphs[3].runs] == [None, None, None, True]


def test_a_word_file_opens_again_and_says_who_and_when_of_nobody(case: Case) -> None:
    contents = docx_bytes(paper(case, WEDGE))
    document = docx.Document(io.BytesIO(contents))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings == [*(name for name in re.findall("## (.*)", WEDGE)), "Bibliography"]
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.created, properties.modified) == (
        "",
        "",
        None,
        None,
    )
    assert (properties.title, properties.language) == ("Did Stalin Want to Join NATO?", "en-GB")
    with zipfile.ZipFile(io.BytesIO(contents)) as parts:
        assert parts.testzip() is None
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        assert "footnotes+xml" in parts.read("[Content_Types].xml").decode()


def test_an_argument_without_receipts_has_neither_notes_nor_works(case: Case) -> None:
    laid = paper(case, "Claim: So it is.")
    assert laid.notes == laid.bibliography == []
    assert "<h2>Notes" not in html_bytes(laid).decode()
    with zipfile.ZipFile(io.BytesIO(docx_bytes(laid))) as parts:
        assert "word/footnotes.xml" not in parts.namelist()


@pytest.mark.parametrize("name", ["my_argument.html", "my_argument.docx"])
def test_the_same_argument_gives_the_same_bytes_at_any_time(
    case: Case, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = argument(case, WEDGE).save(tmp_path / name)
    first = (tmp_path / name).read_bytes()
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert argument(case, WEDGE).save(tmp_path / name).text == said.text
    assert (tmp_path / name).read_bytes() == first
    assert said.text == f"{name} is written: 10 notes, 3 works in the bibliography."
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "name", ["my_argument.pdf", "my_argument", "missing/my_argument.html", "folder.html", "a\0.html"]
)
def test_a_file_that_cannot_be_written_is_one_sentence_and_nothing_is_left(
    case: Case, name: str, tmp_path: Path
) -> None:
    (tmp_path / "folder.html").mkdir()
    before = sorted(tmp_path.rglob("*"))
    said = argument(case, WEDGE).save(tmp_path / name)
    assert re.fullmatch(r"\S+ was not written[^\n]*\.", said.text)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_old_file_stays_when_the_disk_is_full(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "my_argument.html"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left on device" in argument(case, WEDGE).save(path).text
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "old"


@settings(max_examples=15)
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=30))
def test_no_word_that_somebody_writes_is_lost_or_breaks_a_file(case: Case, words: list[str]) -> None:
    text = read_argument("Evidence: a " + " ".join(words))
    laid = lay_out(case, text)
    page = Page(html_bytes(laid).decode())
    docx.Document(io.BytesIO(docx_bytes(laid)))
    for part in text.parts.values():
        for block in part:
            for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"\[[^\[\]]*\]", " ", block.text)):
                assert word in page.words


def test_a_title_in_italics_or_with_signs_is_cited_as_it_is() -> None:
    chicago = Chicago(
        {
            "a": {"type": "book", "title": "1 < 2 & “so”", "note": "Seen in part"},
            "b": {"type": "book", "title": "[Ours]", "URL": "https://example.org/a?b=1&c=2"},
        }
    )
    assert chicago.note("a") == [Run("1 < 2 & “so”", italic=True), Run(". Seen in part.")]
    assert chicago.note("b")[0] == Run("[Ours], ")
    assert chicago.note("b")[-1].text == "[Ours]."
    assert [run.address for run in chicago.bibliography()[1] if run.address] == ["https://example.org/a?b=1&c=2"]
    with pytest.raises(KeyError):
        chicago.note("c")


def test_a_document_without_a_reference_is_named_by_its_id_alone(case: Case) -> None:
    bare = replace(case, references={}, about={"title": "T"})
    laid = paper(bare, "Evidence: One [D40].")
    assert plain(laid.notes[0]).startswith("[D40] Read in its opening only.")
    assert (laid.title, laid.language, laid.bibliography) == ("T", "en", [])
