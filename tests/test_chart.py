"""Does every picture speak, and save the same bytes every time?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
import pytest

from helpers import Case, Chart, chronology, show
from helpers.page import COLOURS, INK, PAPER, QUIET, Page
from helpers.typeset import height, width, wrap


def a_chart(alt: str = "A line.", pages: int = 1) -> Chart:
    figures = []
    for number in range(pages):
        page = Page(100, 50)
        page.text(5, 5, f"page {number}", 8)
        figures.append(page.figure())
    table = pd.DataFrame({"label": ["<script>alert(1)</script>"]}, index=pd.Index(["E01"], name="id"))
    return Chart(figures if pages > 1 else figures[0], alt, table, "One event & no more.", "A title")


@pytest.mark.parametrize("alt", ["", "x" * 251])
def test_a_picture_without_fit_words_is_refused(alt: str) -> None:
    with pytest.raises(ValueError, match="alternative text"):
        a_chart(alt)


def test_words_from_a_case_stay_text() -> None:
    html = a_chart('"><script>')._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "One event &amp; no more." in html


def test_the_three_forms_are_there_and_text_is_the_sentence() -> None:
    bundle = a_chart()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png"}
    assert bundle["text/plain"] == repr(a_chart()) == "One event & no more."
    assert '<th scope="col"' in bundle["text/html"]
    assert '<th scope="row"' in bundle["text/html"]
    assert "<caption" in bundle["text/html"]


def test_the_same_bytes_in_a_process_that_orders_sets_otherwise_and_refuses_every_connection(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom helpers import *\n"
        "case, to = open_case(), sys.argv[1]\n"
        "read(case, 'D01'), card(case, 'D01'), statements(case), known_when(case, '1954-04-02')\n"
        "check(case, '0.1', 105)\n"
        "pictures = [transmission(case, 'S05'), chronology(case), wording(case)]\n"
        "pictures += [agreement(case, once=True), explanations(case, drop='D40')]\n"
        "for n, chart in enumerate(pictures): chart.save(f'{to}/{n}.svg')\n"
        "from helpers.chart import Chart\nfrom helpers.page import Page\n"
        "page = Page(90, 40)\n"  # how pictures are written to these two is the same for a small one
        "page.text(5, 5, 'bold', 8, bold=True), page.text(5, 20, 'plain', 8), page.mark(50, 9, 'D', 6, '#00518f')\n"
        "small = Chart(page.figure(), 'Two words.', case.people, 'Two words.')\n"
        "for ending in ('png', 'pdf'): small.save(f'{to}/small.{ending}')"
    )
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONHASHSEED": "1"}  # such a seed gave another picture once
    refused = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('a connection')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
    )
    other = subprocess.Popen([sys.executable, "-c", refused + code, str(there)], cwd=root, env=environment)
    with mock.patch.object(sys, "argv", ["", str(here)]):
        exec(code, {})
    assert other.wait() == 0
    names = sorted(path.name for path in here.iterdir())
    assert len(names) >= 7
    assert [name for name in names if (here / name).read_bytes() != (there / name).read_bytes()] == []


def test_several_pages_are_saved_and_shown(tmp_path: Path) -> None:
    chart = a_chart(pages=2)
    assert [path.name for path in chart.save(tmp_path / "chart.pdf")] == ["chart-1.pdf", "chart-2.pdf"]
    assert "Page 2 of 2." in chart._repr_mimebundle_()["text/html"]


def test_another_ending_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"saved as .pdf, .svg or .png, not as “chart.doc”"):
        a_chart().save(tmp_path / "chart.doc")


def test_letters_stay_letters_in_print(case: Case, tmp_path: Path) -> None:
    (svg,) = chronology(case, since="1953").save(tmp_path / "chart.svg")
    assert "Stalin dies" in svg.read_text(encoding="utf-8")


def test_a_pictures_settings_do_not_leak_and_a_readers_do_not_change_it(case: Case) -> None:
    import matplotlib as mpl

    asked: dict[str, Any] = {"since": "1953", "lanes": ["Germany"]}
    chart = chronology(case, **asked)
    before = mpl.rcParams["font.family"]
    with mpl.rc_context(
        {"font.size": 30, "font.family": "serif", "text.hinting": "force_autohint", "savefig.facecolor": "red"}
    ):
        other = chronology(case, **asked)._repr_mimebundle_()
    assert other == chart._repr_mimebundle_()
    assert mpl.rcParams["font.family"] == before


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [*COLOURS, INK, QUIET])
@pytest.mark.parametrize("ground", [PAPER, "#f3f0e6", "#f7f7f4"])
def test_every_colour_can_be_read_on_its_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    text = "Soviet statement against the planned pact of the North Atlantic"
    lines = wrap(text, 8, 90)
    assert " ".join(lines) == text
    assert all(width(line, 8) <= 90 for line in lines)
    assert wrap("", 8, 90) == []
    assert height(0, 8) == 0
    assert height(2, 10) == pytest.approx(22)


def test_a_table_shows_whole_sentences_and_empty_cells() -> None:
    table = pd.DataFrame({"what_it_says": ["x" * 300, None]}, index=pd.Index(["S01", "S02"], name="id"))
    sheet = show(table, "A caption")
    assert "x" * 300 in sheet.html
    assert "what it says" in sheet.html
    assert sheet.text.splitlines()[0] == "A caption (2 rows)"
    assert repr(sheet) == sheet.text
    row = show(pd.Series({"safe_to_say": "perhaps", "empty": ""}), "One row")
    assert row.text == "One row\nsafe to say: perhaps"
    assert row._repr_html_() == row.html
