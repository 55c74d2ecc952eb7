"""How is the course read without Python? As a site of plain pages, made from the notebooks and the case."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from helpers.case import Case, CaseError, open_case
from helpers.package import COURSE
from helpers.site_case import case_pages, data_page, places
from helpers.site_notebook import notebook_pages
from helpers.site_page import Page, finish, markdown
from helpers.site_search import NAME as INDEX
from helpers.site_search import index

ROOT = COURSE.parent
NOTEBOOKS, TEACHING = ROOT / "notebooks", ROOT / "teaching"
TEMPLATES = Path(__file__).with_name("site_template")
MADE = "made-by-helpers-site.txt"
"""A list of the files that the last run wrote: these, and no others, may be overwritten."""
HANDOUTS = "handouts"
"""A folder in OUT for the hand-outs, which other commands write; the home page links to what is in it."""
ASSETS = ("site.css", "site.js", "search.js", "minisearch.js")
NAVIGATION = (
    ("index.html", "Home"),
    ("documents.html", "Documents"),
    ("statements.html", "Statements"),
    ("chronology.html", "Chronology"),
    ("people.html", "People"),
    ("claims.html", "Claims"),
    ("puzzles.html", "Puzzles"),
    ("glossary.html", "Glossary"),
    ("search.html", "Search"),
)


def build(out: Path | str, folder: Path | str | None = None, say: Callable[[str], None] = print) -> list[str]:
    """Make the site.

    Parameters
    ----------
    out : path
        A folder that is not there yet, is empty, or holds a site that this function made. In it, the folder
        ``handouts`` is left alone.
    folder : path, optional
        Another case's folder, which has no notebooks; without it, the course.
    say : callable
        Is told of each page as it is made.

    Returns
    -------
    list of str
        Every file written, the same bytes every time.

    Raises
    ------
    CaseError
        If the case is not sound, or ``out`` holds other files; nothing is written then.
    """
    out = Path(out)
    before = _own_files(out)
    case = open_case(folder)
    files = site_files(case, case.folder.resolve() == COURSE.resolve(), sorted(_handouts(out)), say)
    _write(out, files, before)
    return sorted(files)


def site_files(case: Case, course: bool, handouts: Iterable[str], say: Callable[[str], None]) -> dict[str, bytes]:
    """Make every file of the site.

    Parameters
    ----------
    case : Case
        The case.
    course : bool
        Whether the course's notebooks and its guide for teachers belong to it.
    handouts : iterable of str
        Addresses of hand-outs, for the home page.
    say : callable
        Is told of each page as it is made.

    Returns
    -------
    dict of str to bytes
        Path in the site to content.
    """
    templates = _templates()
    paths = sorted(NOTEBOOKS.glob("*.ipynb")) if course else []
    template = {name: templates.get_template(f"{name}.html.j2").render for name in ("notebook", "entries", "data")}
    notebooks = [_said(page, say) for page in notebook_pages(paths, case, template["notebook"])]
    entries = [_said(page, say) for page in case_pages(case, template["entries"])]
    data, files = data_page(case, template["data"])
    works = [_markdown_page(path) for path in [case.folder / "bibliography.md"] if path.is_file()]
    guides = [_markdown_page(path) for path in (sorted(TEACHING.glob("*.md")) if course else [])]
    read = [*notebooks, *entries, data, *works, *guides]
    home = Page(
        "index.html",
        case.title,
        templates.get_template("home.html.j2").render(
            case=case, notebooks=notebooks, entries=[*entries, data, *works], guides=guides, handouts=list(handouts)
        ),
    )
    search = Page("search.html", "Search", templates.get_template("search.html.j2").render())
    pages = [*read, home, search]
    there = {page.name for page in pages} | {path for page in pages for path in page.pictures} | {*files, *handouts}
    known = {path: path for path in there} | {page.source: page.name for page in pages if page.source}
    known |= {f"notebooks/{path}": path for path in there} | {"data/README.md": data.name}
    ids = places(case)
    done = {
        page: finish(
            page.body,
            {} if page.about.get("case") else ids,
            page.name,
            partial(_leads, source=page.source, known=known),
        )
        for page in pages
    }
    frame = templates.get_template("frame.html.j2")
    order = [page.name for page in notebooks]
    navigation = [(name, words) for name, words in NAVIGATION if name in there]
    for page, (body, _) in done.items():
        place = order.index(page.name) if page.name in order else None
        text = frame.render(
            page=page,
            body=body,
            case=case,
            navigation=navigation,
            notebooks=notebooks,
            before=notebooks[place - 1] if place else None,
            after=notebooks[place + 1] if place is not None and place + 1 < len(order) else None,
        )
        files[page.name] = (text.rstrip() + "\n").encode()
        files |= page.pictures
    files |= {name: (TEMPLATES / name).read_bytes() for name in ASSETS}
    files[INDEX] = index((page, parts) for page, (_, parts) in done.items() if page is not search)
    return files


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _said(page: Page, say: Callable[[str], None]) -> Page:
    say(f"  {page.name}")
    return page


def _markdown_page(path: Path) -> Page:
    """Make a page of a Markdown file; its first heading is its title."""
    text = path.read_text(encoding="utf-8")
    if not re.search(r"^# ", text, re.MULTILINE):
        text = f"# {path.stem.replace('_', ' ').replace('-', ' ').capitalize()}\n\n{text}"
    body = markdown(text)
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = re.sub(r"<[^>]+>", "", found[1]) if found else path.stem
    name = path.stem if path.stem == "bibliography" else f"teaching-{path.stem}"
    source = f"{path.parent.name}/{path.name}"
    return Page(f"{name}.html", unescape(title), body, {"count": "", "lead": ""}, source=source)


def _leads(href: str, source: str, known: Mapping[str, str]) -> str | None:
    """Say where a relative link in a file of the course leads on the site; None where it leads out of it."""
    path, mark, part = href.partition("#")
    address = known.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
    return address and f"{address}{mark}{part}"


def _handouts(out: Path) -> Iterator[str]:
    """Give the addresses of the hand-outs that stand in OUT."""
    for path in (out / HANDOUTS).rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(out).as_posix()


def _own_files(out: Path) -> set[str]:
    """Give the files of a site made here before; refuse a folder that holds anything else."""
    if out.exists() and not out.is_dir():
        raise CaseError(f"{out} is a file, not a folder: give the name of a new folder.")
    made = out / MADE
    own = set(made.read_text(encoding="utf-8").splitlines()) if made.is_file() else set()
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    others = sorted(path for path in there - own - {MADE} if not path.startswith(f"{HANDOUTS}/"))
    if others:
        raise CaseError(
            f"{out} holds other files, such as {others[0]}: nothing was written; give a new or an empty folder."
        )
    return own & there


def _write(out: Path, files: dict[str, bytes], before: Iterable[str]) -> None:
    """Write the site; first the list of its files, so that a run cut short can be done again."""
    out.mkdir(parents=True, exist_ok=True)
    (out / MADE).write_text("\n".join(sorted({*files, *before})) + "\n", encoding="utf-8", newline="\n")
    for name in before:
        if name not in files:
            (out / name).unlink()
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (out / MADE).write_text("\n".join(sorted(files)) + "\n", encoding="utf-8", newline="\n")


def summary(out: Path, files: Iterable[str]) -> str:
    """Say in two lines what was made and how to open it."""
    names: list[Any] = list(files)
    size = sum((out / name).stat().st_size for name in names) / 1e6
    pages = sum(name.endswith(".html") for name in names)
    return f"{pages} pages, {size:.1f} MB with pictures. To read: open {out / 'index.html'} in a browser."
