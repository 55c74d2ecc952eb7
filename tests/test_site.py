"""The reading edition: what a reader without Python sees, hears and can reach."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from lxml import html
from playwright import sync_api as playwright

from helpers.__main__ import main
from helpers.case import Case, CaseError
from helpers.printing import browser as find_browser
from helpers.site import HANDOUTS, MADE, build
from helpers.site_notebook import notebook_pages
from tests.village import ROOT

MOST_BYTES = 1_000_000
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
PHONE, DESK = {"width": 320, "height": 256}, {"width": 1280, "height": 400}
STORED = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [
    "bibliography", "chronology", "claims", "data", "documents", "glossary", "index", "people", "puzzles", "readings",
    "search", "statements", "transmission", *(path.stem for path in STORED),
    *(f"teaching-{path.stem}" for path in sorted((ROOT / "teaching").glob("*.md"))),
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course's site once, in this process."""
    out = tmp_path_factory.mktemp("site") / "out"
    build(out, say=lambda line: None)
    return out


@cache
def read(site: Path, name: str) -> Any:
    """Read a page, once: no test changes it."""
    return html.document_fromstring((site / f"{name}.html").read_text(encoding="utf-8"))


def ids_of(site: Path) -> dict[str, set[str]]:
    return {f"{name}.html": set(read(site, name).xpath("//@id")) for name in NAMES}


def words(part: Any) -> str:
    return " ".join(part.text_content().split())


def outputs(path: Path) -> Iterator[dict[str, Any]]:
    for cell in json.loads(path.read_bytes())["cells"]:
        for output in cell.get("outputs", []):
            yield {kind: "".join(value) for kind, value in output.get("data", {}).items()}


# ── Pages as files


def test_every_page_is_there_and_no_other(site: Path) -> None:
    assert sorted(path.stem for path in site.glob("*.html")) == sorted(NAMES)


def test_every_page_has_a_title_of_its_own_a_language_and_one_heading_of_the_first_level(site: Path) -> None:
    titles = []
    for name in NAMES:
        page = read(site, name)
        assert len(page.xpath("//h1")) == 1, name
        assert page.get("lang") == "en-GB", name
        titles.append(page.findtext("head/title").strip())
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_table_has_a_caption_and_every_header_cell_says_what_it_heads(site: Path) -> None:
    for name in NAMES:
        for table in read(site, name).iter("table"):
            assert words(table.find("caption")), name
            assert all(head.get("scope") in ("col", "row") and words(head) for head in table.iter("th")), name


def test_every_link_within_the_site_leads_to_a_place_that_is_there(site: Path) -> None:
    ids = ids_of(site)
    there = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    for name in NAMES:
        for one in read(site, name).iter("a", "link", "script", "img"):
            address = str(one.get("href") or one.get("src"))
            path, _, part = address.partition("#")
            if path.startswith(("http:", "https:")):
                assert one.tag == "a", f"{name} loads {path}"
                continue
            target = path or f"{name}.html"
            assert target in there, f"{name}: {address}"
            assert not part or part in ids[target], f"{name}: {address}"


def test_no_page_changes_the_order_of_the_tab_key_or_makes_a_control_of_what_is_none(site: Path) -> None:
    for name in NAMES:
        page = read(site, name)
        assert set(page.xpath("//@tabindex")) <= {"0", "-1"}, name
        assert [one.tag for one in page.xpath("//*[@tabindex='-1']")] == ["main"], name
        assert not page.xpath("//@onclick"), name


def test_no_id_stands_twice_on_a_page_and_every_name_of_one_leads_to_it(site: Path) -> None:
    for name in NAMES:
        page = read(site, name)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        assert page.xpath("//label/@for") == page.xpath("//input/@id | //select/@id"), name
        assert not page.xpath("//@aria-labelledby | //@aria-describedby | //@aria-controls | //@aria-owns"), name


def test_no_heading_jumps_over_a_level(site: Path) -> None:
    for name in NAMES:
        levels = [int(head.tag[1]) for head in read(site, name).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, name
        assert all(below <= above + 1 for above, below in pairwise(levels)), name


def test_every_part_that_a_search_finds_is_there(site: Path) -> None:
    text = (site / "search-index.js").read_text(encoding="utf-8")
    parts = json.loads(text.partition(" = ")[2].rstrip(";\n"))
    ids = ids_of(site)
    for address, *_ in parts:
        path, _, part = address.partition("#")
        assert not part or part in ids[path], address
    found = {path.partition("#")[0] for path, *_ in parts}
    assert found == {f"{name}.html" for name in NAMES} - {"search.html"}


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_pictures_keep_their_bytes_and_their_words(site: Path, path: Path) -> None:
    stored = [
        (image.get("alt"), base64.b64decode(image.get("src").partition(",")[2]))
        for data in outputs(path)
        for image in html.fragment_fromstring(data.get("text/html", ""), create_parent=True).iter("img")
    ]
    images = list(read(site, path.stem).iter("img"))
    assert [(image.get("alt"), (site / image.get("src")).read_bytes()) for image in images] == stored
    whole = read(site, path.stem).xpath("//p[@class='whole']/a/@href")
    assert whole == [image.get("src") for image in images]


def test_every_page_is_light_with_its_pictures_and_scripts(site: Path) -> None:
    for name in NAMES:
        used = read(site, name).xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href")
        assert sum((site / path).stat().st_size for path in {*used, f"{name}.html"}) <= MOST_BYTES, name


def test_exercises_are_asked_hinted_and_answered_without_python(site: Path, case: Case) -> None:
    for one in case.exercises:
        page = read(site, next(path.stem for path in STORED if path.stem.startswith(f"{one['notebook']:0>2}"[:2])))
        [head] = [head for head in page.iter("h3") if words(head).startswith(f"Exercise {one['id']} ")]
        [box] = head.xpath("ancestor::div[@class='exercise']")
        *hints, answer = box.iter("details")
        assert [words(hint.find("summary")) for hint in hints] == [f"Hint {n + 1}" for n in range(len(one["hints"]))]
        assert words(answer.find("summary")) == f"Exercise {one['id']}. Open when you have tried"
        assert not [fold for fold in (*hints, answer) if fold.get("open") is not None], one["id"]
        assert "check(" not in words(box), one["id"]
        plain = words(answer)
        for asked in ("model_answer", "why"):
            begins = " ".join(re.sub(r"\*(?! )([^*\n]+)(?<! )\*", r"\1", str(one[asked])).split()[:5])
            assert begins in plain, one["id"]


def test_nothing_waits_for_python(site: Path) -> None:
    for path in STORED:
        text = read(site, path.stem).text_content()
        assert "is waiting" not in text, path.stem
        assert "There is no argument yet" not in text, path.stem
        for code in read(site, path.stem).iter("pre"):
            assert not code.text_content().startswith(("check(", "exercise(", "reveal(")), path.stem


def test_judgements_asked_for_in_a_notebook_are_there_to_compare(site: Path) -> None:
    folds = read(site, "05_do_the_sources_agree").iter("details")
    [box] = [fold for fold in folds if words(fold.find("summary")).endswith("D02 as we read it")]
    assert [words(head).split()[0] for head in box.xpath(".//tbody//th")] == [
        "C4", "C5", "C6", "C11", "C13", "C14", "C16",
    ]  # fmt: skip


def test_lines_that_are_plumbing_are_folded_and_texts_to_read_are_open(site: Path) -> None:
    folds = [fold for path in STORED for fold in read(site, path.stem).xpath("//details[@class='lines']")]
    assert {fold.get("open") is not None for fold in folds if "import sys" in fold.text_content()} == {False}
    texts = [fold for fold in folds if '"""' in fold.text_content()]
    assert texts
    assert all(fold.get("open") is not None for fold in texts)


def test_an_id_of_another_case_leads_nowhere(site: Path) -> None:
    assert not read(site, "08_bring_your_own_documents").xpath("//main//a[@class='id']")
    assert "statements.html#S57" in read(site, "07_make_your_case").xpath("//main//a[@class='id']/@href")


def test_a_second_run_in_another_process_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "helpers", "site", str(tmp_path / "out")]
    again = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert "pages" in again.stdout
    assert digest(tmp_path / "out") == digest(site)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_file_that_is_no_notebook_stops_with_one_sentence(case: Case, tmp_path: Path) -> None:
    for text in ("", "{}", "[]", '{"cells": [{}]}'):
        path = tmp_path / "01_cut_short.ipynb"
        path.write_text(text)
        with pytest.raises(CaseError, match=r"^01_cut_short\.ipynb cannot be read as a notebook .*: fetch it again\.$"):
            list(notebook_pages([path], case, lambda parts: ""))


# ── Another case, and a folder that is not empty


def test_another_case_has_its_own_pages_and_no_notebooks(plum: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = build(out, plum, say=lambda line: None)
    assert "statements.html" in files
    assert "chronology.html" in files
    assert not [name for name in files if name.startswith("0")]
    home = read(out, "index")
    assert "The weir" in (out / "documents.html").read_text(encoding="utf-8")
    assert not home.xpath("//nav[@aria-label='Notebooks']")
    for href in home.xpath("//a/@href"):
        assert (out / href.partition("#")[0]).exists()


def test_a_damaged_case_stops_with_one_sentence_and_writes_nothing(
    plum: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (plum / "case.toml").unlink()
    assert main(["site", str(tmp_path / "out"), "--case", str(plum)]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_files_is_left_alone(
    plum: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("mine")
    assert main(["site", str(out), "--case", str(plum)]) == 1
    said = capsys.readouterr().out
    assert "holds other files, such as index.html: nothing was written" in said
    assert said.count("\n") == 1
    assert [path.name for path in out.iterdir()] == ["index.html"]


def test_a_site_is_made_again_in_its_folder_and_what_is_gone_goes(plum: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plum, say=lambda line: None)
    made = out / MADE
    (out / "old.html").write_text("from an earlier version")
    made.write_text(made.read_text() + "old.html\n")
    (out / HANDOUTS).mkdir()
    (out / HANDOUTS / "sheet.pdf").write_bytes(b"%PDF-")
    build(out, plum, say=lambda line: None)
    assert not (out / "old.html").exists()
    assert f"{HANDOUTS}/sheet.pdf" in read(out, "index").xpath("//a/@href")
    (out / "mine.txt").write_text("a reader's own")
    with pytest.raises(CaseError, match=r"such as mine\.txt"):
        build(out, plum, say=lambda line: None)


def test_a_file_in_the_place_of_the_folder_is_left_alone(
    plum: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine")
    assert main(["site", str(tmp_path / "out"), "--case", str(plum)]) == 1
    assert "is a file, not a folder" in capsys.readouterr().out


# ── In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start one headless browser for all tests here; where none is found, skip in plain words, but fail in CI.

    It ends with this module: its event loop would be in the way of every notebook that runs later.
    """
    command = find_browser()
    if command is None:
        message = "No Chromium, Chrome or Edge was found, so the pages were not tried in a browser."
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=command, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def page(browser: Any, site: Path) -> Iterator[Any]:
    """Open one tab, in which every request is written down."""
    tab = browser.new_context(viewport=DESK).new_page()
    tab.asked = []
    tab.on("request", lambda request: tab.asked.append(request.url))
    [axe] = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    tab.add_init_script(path=axe)
    tab.kinds, tab.looks = "", {"light": [], "dark": []}
    yield tab
    tab.close()


def open_page(page: Any, site: Path, name: str, scheme: str = "light") -> None:
    page.emulate_media(color_scheme=scheme, media="screen")
    page.goto((site / f"{name}.html").as_uri())


OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Templates repeat themselves: a part stays only if it brings an element of a kind that its place did not show before,
# here or on a page seen before. The kind is the tag with its attributes (of names, links and words only whether they
# are empty); the place is the number of its parent's kind and place. What hangs on names and on order (ids, labels,
# levels of headings) is tested on whole pages above.
THIN = """(before) => {
  const seen = new Map((before ? JSON.parse(before) : []).map((kind, number) => [kind, number]));
  const named = /^(id|href|src|alt|title|for|width|height|open|aria-label|aria-labelledby|data-.*)$/;
  const says = (node) => node.nodeType === 3 && node.data.trim() !== '';
  const kind = (one, place) => place + one.localName + [...one.childNodes].some(says) + !one.textContent.trim()
    + [...one.attributes].map(({ name, value }) => name + (named.test(name) ? value === '' : value)).sort();
  const known = (one, place) => {
    const number = seen.get(kind(one, place));
    return number !== undefined && [...one.children].every((part) => known(part, number));
  };
  const thin = (one, place) => {
    const parts = ':is(article, section, details, figure, div, tbody, li, p, p a, dd a, pre span):not(th *)';
    if (one.matches(parts) && known(one, place)) {
      one.remove();
      return;
    }
    const own = kind(one, place);
    if (!seen.has(own)) seen.set(own, seen.size);
    [...one.children].forEach((part) => thin(part, seen.get(own)));
  };
  thin(document.body, -1);
  return JSON.stringify([...seen.keys()]);
}"""
# Contrast hangs on nothing but these, so one element of each look is looked at, in place of thousands.
LOOKS = """(before) => {
  const seen = new Set(before), says = (node) => node.nodeType === 3 && node.data.trim();
  for (const one of document.querySelectorAll('body, body *')) {
    one.removeAttribute('data-look');
    one.removeAttribute('data-look-within');
    if (![...one.childNodes].some(says)) continue;
    const style = getComputedStyle(one), grounds = [];
    for (let up = one; up; up = up.parentElement) grounds.push(getComputedStyle(up).backgroundColor);
    const link = one.closest('a') && [style.textDecorationLine, [...one.parentElement.childNodes].some(says)];
    const look = [style.color, style.fontSize, style.fontWeight, style.opacity, link, ...new Set(grounds)].join();
    if (seen.has(look)) continue;
    seen.add(look);
    one.setAttribute('data-look', '');
    one.closest('a')?.setAttribute('data-look-within', '');
  }
  return [...seen];
}"""
AXE = """async (rules) => {
  axe.configure({ rules: [
    { id: 'color-contrast', selector: '[data-look]' },
    { id: 'link-in-text-block', selector: 'a[data-look-within]' }, // axe knows no :has
  ] });
  const found = await axe.run({ runOnly: rules, resultTypes: ['violations'], elementRef: false });
  const said = (node) => [node.target.join(' '), node.failureSummary];
  return found.violations.map((one) => [one.id, one.impact, ...said(one.nodes[0])]);
}"""
OF_LOOKS = ["color-contrast", "link-in-text-block"]
NOT_THINNED = ("people", "06_which_explanation_survives")
"""Pages that axe sees whole: one of entries, and the heaviest notebook."""
SHAPE = """() => {
  const order = [];
  for (const parent of [document.body, document.querySelector('main')]) {
    let bottom = -1e9;
    for (const one of parent.children) {
      const box = one.getBoundingClientRect();
      if (!box.height || getComputedStyle(one).position === 'absolute') continue;
      if (box.top < bottom - 1) order.push(one.outerHTML.slice(0, 80));
      bottom = box.top;
    }
  }
  return { order, width: document.scrollingElement.scrollWidth };
}"""
# In one go with thinning, so that the whole page is not laid out once more in between.
LARGE = """() => {
  const { style } = document.documentElement;
  style.fontSize = '200%';
  const width = document.scrollingElement.scrollWidth;
  style.fontSize = '';
  return width;
}"""


def faults(page: Any, rules: list[str], scheme: str = "light") -> list[list[str]]:
    """Let axe look at a page as it stands, of looks only at those that no page showed before."""
    before, page.looks[scheme] = page.looks[scheme], page.evaluate(LOOKS, page.looks[scheme])
    return [] if rules == OF_LOOKS and page.looks[scheme] == before else page.evaluate(AXE, rules)


@pytest.fixture(scope="module", params=NAMES)
def tried(request: pytest.FixtureRequest, page: Any, site: Path) -> dict[str, Any]:
    """Try a page in every way, opened once: as it is on a phone and in large letters, and thinned by axe."""
    page.set_viewport_size(PHONE)
    open_page(page, site, request.param)
    page.evaluate(OPEN)
    found = {"phone": page.evaluate(SHAPE)}
    page.set_viewport_size(DESK)
    found["desk"] = page.evaluate(SHAPE)
    whole = request.param in NOT_THINNED
    found["axe"] = faults(page, TAGS) if whole else []
    found["large"], page.kinds = page.evaluate(f"(before) => [({LARGE})(), ({THIN})(before)]", page.kinds)
    found["axe"] += [] if whole else faults(page, TAGS)
    page.emulate_media(color_scheme="dark")
    found["ground"] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    found["axe"] += faults(page, OF_LOOKS, "dark")
    return found


def test_a_page_has_no_fault_that_axe_finds_in_light_or_dark(tried: dict[str, Any]) -> None:
    assert tried["ground"] == "rgb(22, 24, 27)"
    assert tried["axe"] == []


def test_a_page_reads_in_order_and_fits_a_phone_and_large_letters(tried: dict[str, Any]) -> None:
    assert tried["phone"]["width"] <= PHONE["width"]
    assert tried["phone"]["order"] + tried["desk"]["order"] == []
    assert tried["large"] <= DESK["width"]


@pytest.mark.parametrize("name", ["index", "search", "statements", "chronology", "data", *(p.stem for p in STORED[:3])])
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(page: Any, site: Path, name: str) -> None:
    open_page(page, site, name)
    page.evaluate(THIN)
    page.evaluate("""() => {
      window.passed = new Set(); window.unseen = [];
      document.addEventListener('focusin', (event) => {
        passed.add(event.target);
        const style = getComputedStyle(event.target);
        const plain = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
        if (plain) unseen.push(event.target.outerHTML.slice(0, 80));
      });
    }""")
    controls = page.evaluate("""() => {
      window.controls = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
        .filter((one) => one.checkVisibility());
      return controls.length;
    }""")
    assert controls > 5
    page.keyboard.down("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(controls):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    missed = page.evaluate("() => controls.filter((one) => !passed.has(one)).map((one) => one.outerHTML.slice(0, 80))")
    assert missed == []
    assert page.evaluate("unseen") == []


DAMAGE = {
    "index": {
        "color-contrast": "document.querySelector('footer .small').style.color = '#ccc'",
        "heading-order": "document.querySelector('h2').outerHTML = '<h4>x</h4>'",
        "link-name": "[...document.querySelectorAll('.entries a')].at(-1).textContent = ''",
        "link-in-text-block": "document.querySelector('.entries a').style.textDecoration = 'none'",
    },
    "03_chronology": {
        "image-alt": "[...document.images].at(-1).removeAttribute('alt')",
        "list": "[...document.querySelectorAll('main ul')].at(-1).append(document.createElement('hr'))",
        "nested-interactive": "[...document.querySelectorAll('summary')].at(-1).innerHTML = '<button>x</button>'",
    },
}


@pytest.mark.parametrize("name", DAMAGE)
def test_axe_would_find_faults_in_parts_of_kinds_seen_before(page: Any, site: Path, name: str) -> None:
    open_page(page, site, name)
    page.evaluate("; ".join(DAMAGE[name].values()))
    page.evaluate(THIN, page.kinds)
    assert {fault[0] for fault in faults(page, TAGS)} >= {*DAMAGE[name]}


def test_the_skip_link_leads_to_the_text(page: Any, site: Path) -> None:
    open_page(page, site, "00_start_here")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_hints_and_answer_open_by_the_keyboard(page: Any, site: Path) -> None:
    open_page(page, site, "00_start_here")
    page.locator(".exercise summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".exercise details[open]").count() == 1


def test_the_search_finds_words_ids_and_words_with_a_slip(page: Any, site: Path) -> None:
    open_page(page, site, "search")
    for words, href in (("Kochkin", ""), ("S05", "statements.html#S05"), ("Vyshinksy", ""), ("Oganesyan column", "")):
        page.fill("#words", words)
        page.keyboard.press("Enter")
        links = page.eval_on_selector_all("#results a", "all => all.map((one) => one.getAttribute('href'))")
        assert links, words
        assert href in links[0], words
        assert "found" in page.inner_text("#found")
    page.fill("#words", "zzzzzz")
    page.keyboard.press("Enter")
    assert page.inner_text("#found") == "No parts found."
    page.goto((site / "search.html").as_uri() + "?q=D12")
    assert page.locator('#results a[href="documents.html#D12"]').count() == 1


def test_statements_are_picked_by_speaker_and_by_words(page: Any, site: Path, case: Case) -> None:
    open_page(page, site, "statements")
    assert page.inner_text(".pick [role=status]") == f"All {len(case.statements)} statements are shown."
    speaker = case.statements["speaker"].mode()[0]
    page.get_by_label("Who says it").select_option(case.people.loc[speaker, "name"])
    wanted = int((case.statements["speaker"] == speaker).sum())
    assert 0 < wanted < len(case.statements)
    assert page.locator("article:visible").count() == wanted
    page.get_by_label("Words").fill("zzzz")
    assert page.locator("article:visible").count() == 0
    page.evaluate("location.hash = '#S01'")
    page.wait_for_function("!document.getElementById('S01').hidden")


def test_a_reader_can_change_light_to_dark_and_it_stays(page: Any, site: Path) -> None:
    open_page(page, site, "index")
    page.get_by_role("button", name="Dark page").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    page.reload()
    assert page.get_by_role("button", name="Light page").count() == 1
    page.get_by_role("button", name="Light page").click()
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("name", ["index", "03_chronology", "puzzles"])
def test_a_page_prints_without_what_is_of_the_screen(page: Any, site: Path, name: str) -> None:
    open_page(page, site, name, scheme="dark")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("header").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").is_visible()


def test_no_page_asks_another_host_for_anything(page: Any, site: Path) -> None:
    for name in NAMES:
        if (site / f"{name}.html").as_uri() not in page.asked:  # every page was opened above, if all tests were run
            open_page(page, site, name)
    assert len(page.asked) > len(NAMES)
    assert [url for url in page.asked if not url.startswith(site.as_uri())] == []
