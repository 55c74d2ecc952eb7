"""What nbval does not look at: counts, pictures, words, minutes, links, skips and what a notebook gives away."""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import re
import tomllib
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from PIL import Image

from helpers import Case, Chart, open_case
from helpers.chart import rendered
from helpers.sheet import table_html
from tests.drawn import unlike

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MINUTES = re.compile(r"\*\*[^*\n]+\*\* \((\d+) min\)")
SECTION = re.compile(r"^## (\d+)\. (.+) \((\d+) min\)$", re.MULTILINE)
QUOTED = re.compile(r"“([^”]+)”")

every = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@lru_cache
def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in load(path)["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def text_of(path: Path) -> str:
    return "\n\n".join(source(cell) for cell in cells(path, "markdown"))


def outputs(path: Path) -> list[dict[str, Any]]:
    return [output for cell in cells(path, "code") for output in cell["outputs"]]


def exercises_of(path: Path, text: str | None = None) -> list[str]:
    return re.findall(r'exercise\(case, "([\d.]+)"\)', text or "\n".join(map(source, cells(path, "code"))))


@lru_cache
def exercises() -> dict[str, dict[str, Any]]:
    data = tomllib.loads((ROOT / "data/exercises.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in data["exercise"]}


class Pictures(HTMLParser):
    """Collects the attributes of every img, and the cells of every table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.rows: list[list[str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


pictures = cache(Pictures)
"""Reads what a notebook stores of a page but once."""


def test_there_are_notebooks_to_test() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS][:4] == ["00", "01", "02", "03"]


@every
def test_every_cell_was_run_once_from_top_to_bottom(path: Path) -> None:
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1)), f"{path.name} has counts {counts}: run python3 start.py refresh"


@every
def test_no_cell_is_skipped_or_let_off(path: Path) -> None:
    marks = re.compile("(?i)nb" + "val[-_](skip|ignore|lax|raises|check|test)")
    for cell in load(path)["cells"]:
        tags = " ".join(cell["metadata"].get("tags", []))
        assert not marks.search(source(cell) + tags), f"{path.name}, cell {cell['id']} asks to be skipped"
        assert cell["metadata"] == {}, f"{path.name}, cell {cell['id']} has metadata {cell['metadata']}"


def test_nothing_else_switches_a_check_off() -> None:
    off = "(skip|ignore|lax|dime|xfail)"
    marks = re.compile(rf"(nbval[-_]|--nb|--nbval-|importor|mark\.){off}\b", re.IGNORECASE)
    for path in [
        *ROOT.glob("tests/*.py"),
        *ROOT.glob("tests/*.cfg"),
        ROOT / "start.py",
        ROOT / "pyproject.toml",
        ROOT / ".ci/run",
    ]:
        found = [line for line in path.read_text(encoding="utf-8").splitlines() if marks.search(line)]
        assert not found, f"{path.name} switches a check off: {found}"


def test_the_sanitiser_hides_nothing_but_pictures() -> None:
    rules = re.findall(r"^regex: (.*)$", (ROOT / "tests/sanitize.cfg").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rules) == 1
    assert not re.search(rules[0], '<img alt="words" src="picture.png"/> S05 25 August 1952')
    assert re.fullmatch(rules[0], "data:image/png;base64,iVBORw0KGgo=")


@every
def test_no_error_and_no_warning_is_stored(path: Path) -> None:
    kinds = {output["output_type"] for output in outputs(path)}
    assert kinds <= {"execute_result", "display_data", "stream"}, f"{path.name} holds {kinds}"
    assert not [o for o in outputs(path) if o.get("name") == "stderr"], f"{path.name} holds words on stderr"


@every
def test_every_picture_speaks(path: Path) -> None:
    for output in outputs(path):
        data = output.get("data", {})
        page = pictures("".join(data.get("text/html", "")))
        if "image/png" in data:
            assert page.images, f"{path.name}: a picture without HTML"
        for image in page.images:
            words = image.get("alt") or ""
            assert 20 <= len(words) <= 250 + len(" Page 10 of 10."), (
                f"{path.name}: a picture whose alternative text is {words!r}"
            )


opened = cache(open_case)


@lru_cache
def charts(path: Path) -> list[tuple[dict[str, Any], Chart]]:
    """Run the cells that draw, in this process, and give each chart with what is stored of it.

    Of the cells that do not draw only what gives a name is run: imports and assignments.
    """
    if not any("image/png" in output.get("data", {}) for output in outputs(path)):
        return []
    found = []
    names: dict[str, Any] = {}
    once = mock.patch("helpers.open_case", opened)
    with once, contextlib.chdir(path.parent), contextlib.redirect_stdout(io.StringIO()):
        for cell in cells(path, "code"):
            tree = ast.parse(source(cell))
            drawn = [o["data"] for o in cell["outputs"] if "image/png" in o.get("data", {})]
            if drawn and isinstance(tree.body[-1], ast.Expr):
                last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
                exec(compile(tree, cell["id"], "exec"), names)
                found.append((drawn[0], eval(compile(last, cell["id"], "eval"), names)))
            else:
                tree.body = [each for each in tree.body if not isinstance(each, ast.Expr)]
                exec(compile(tree, cell["id"], "exec"), names)
    return found


@every
def test_every_picture_stored_is_the_picture_drawn_now(path: Path) -> None:
    for stored, chart in charts(path):
        pages = [image["src"] for image in pictures("".join(stored["text/html"])).images]
        for src, figure in zip(pages, chart.figures, strict=True):
            image = Image.open(io.BytesIO(base64.b64decode((src or "").partition(",")[2])))
            old, new = (one.convert("L") for one in (image, rendered(figure)))
            assert old.size == new.size, f"{path.name}: “{chart.title}” has another size: run python3 start.py refresh"
            assert unlike(old, new) < 0.5, f"{path.name}: “{chart.title}” looks otherwise: run python3 start.py refresh"


@every
def test_every_picture_in_the_page_is_the_picture_stored(path: Path) -> None:
    for stored, _ in charts(path):
        image = pictures("".join(stored["text/html"])).images[0]["src"]
        assert (image or "").removeprefix("data:image/png;base64,") == "".join(stored["image/png"]).replace("\n", "")


@every
def test_every_table_under_a_picture_is_its_data(path: Path) -> None:
    for stored, chart in charts(path):
        rows = pictures("".join(stored["text/html"])).rows
        assert rows == Pictures(table_html(chart.table, chart.title)).rows
        shown = " ".join(" ".join(" ".join(row).split()) for row in rows)
        for key, row in zip(chart.table.index, chart.table.itertuples(index=False), strict=True):
            for value in (key, *row):
                assert " ".join(str(value).split()) in shown, f"{path.name}: “{value}” of {key} is not in the table"


def quotable(case: Case) -> str:
    """All words that a notebook may put between quotation marks."""
    parts = [paragraph for text in case.texts.values() for paragraph in text]
    parts += [*case.statements["exact"], *case.documents["title"]]
    return "\n".join(parts)


@every
def test_every_quotation_in_the_prose_stands_in_the_case(path: Path, case: Case) -> None:
    allowed = quotable(case)
    for cell in cells(path, "markdown"):
        for words in QUOTED.findall(source(cell)):
            assert words in allowed, f"{path.name}, cell {cell['id']}: “{words}” stands in no document"
        for line in source(cell).splitlines():
            if line.startswith(">"):
                assert line.lstrip("> ").strip() in allowed, (
                    f"{path.name}, cell {cell['id']}: the block quotation {line!r}"
                )


@every
def test_every_id_in_prose_and_code_is_known(path: Path, case: Case) -> None:
    known = {
        *case.documents.index,
        *case.statements.index,
        *case.events.index,
        *case.people.index,
        *case.puzzles.index,
        *case.claims.index,
    }
    words = text_of(path) + "\n".join(map(source, cells(path, "code")))
    unknown = set(re.findall(r"\b(?:[DSEBP]\d{2,3}|[CH]\d{1,2})\b", words)) - known - {"D99"}  # D99 shows how to answer
    assert not unknown, f"{path.name} names {unknown}, which the case does not have"


@every
def test_links_lead_somewhere(path: Path) -> None:
    for words, target in re.findall(r"\[([^\]]+)\]\(([^)]*)\)", text_of(path)):
        assert words.strip()
        assert not target.startswith(("http:", "/")), f"{path.name} links to {target}"
        if not target.startswith("https://"):
            assert (path.parent / target.partition("#")[0]).exists(), (
                f"{path.name} links to {target}, which is not there"
            )


@every
def test_section_titles_are_the_promises_of_the_card(path: Path) -> None:
    text = text_of(path)
    promises = re.findall(
        r"^(\d+)\. (.+)$", text.partition("**In this notebook you will**")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert promises, f"{path.name} promises nothing"
    assert [(number, title) for number, title, _ in SECTION.findall(text)] == promises
    assert len(SECTION.findall(text)) == len(re.findall(r"^## ", text, re.MULTILINE)), (
        f"{path.name} has a section without minutes"
    )


@every
def test_minutes_add_up(path: Path) -> None:
    said = int(re.search(r"\*\*Time:\*\* (\d+) minutes", text_of(path))[1])  # type: ignore[index]
    sections: list[list[int]] = []
    for cell in load(path)["cells"]:
        if section := SECTION.search(source(cell)):
            sections.append([int(section[3]), 0])
        if sections and cell["cell_type"] == "markdown":
            sections[-1][1] += sum(map(int, MINUTES.findall(source(cell))))
        elif sections:
            sections[-1][1] += sum(exercises()[one]["minutes"] for one in exercises_of(path, source(cell) or "-"))
    assert all(stated == counted for stated, counted in sections), (
        f"{path.name}: stated and counted per section {sections}"
    )
    assert sum(stated for stated, _ in sections) == said


@every
def test_every_exercise_is_shown_checked_and_revealed_in_its_notebook(path: Path) -> None:
    code = "\n".join(map(source, cells(path, "code")))
    mine = [one["id"] for one in exercises().values() if one["notebook"] == path.stem[:2]]
    assert exercises_of(path) == mine
    for one in mine:
        assert f'check(case, "{one}", ...)\nreveal(case, "{one}")' in code, (
            f"{path.name} does not check {one} unanswered"
        )


def test_every_exercise_has_a_notebook() -> None:
    assert {one["notebook"] for one in exercises().values()} <= {path.stem[:2] for path in NOTEBOOKS}


@every
def test_outputs_name_no_machine(path: Path) -> None:
    words = json.dumps([cell["outputs"] for cell in cells(path, "code")], ensure_ascii=False)
    words = re.sub(r"data:image/png;base64,[\w+/=]+|\"image/png\": \"[\w+/=\\]+\"", "", words)
    found = re.search(
        r"(/home/|/Users/|/tmp/|/root/|/work/|[A-Z]:\\\\|localhost|127\.0\.0\.1| at 0x[0-9a-f]+)[^\"\s]*", words
    )
    assert not found, f"{path.name} gives away {found[0] if found else ''}"


@every
def test_metadata_is_the_same_on_every_machine(path: Path) -> None:
    assert load(path)["metadata"] == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    ids = [cell["id"] for cell in load(path)["cells"]]
    assert len(ids) == len(set(ids))


@every
def test_no_cell_is_long_and_no_notebook_either(path: Path) -> None:
    assert len(load(path)["cells"]) <= 60
    for cell in cells(path, "code"):
        code = re.sub(r'"""(.*?)"""', "text", source(cell), flags=re.DOTALL)  # a text in a cell is prose, not code
        assert len(code.splitlines()) <= 7, f"{path.name}, cell {cell['id']} is long"
        assert "lambda" not in source(cell)
