"""How does a notebook become a page to read? Plumbing is folded; exercises wait with hints and answer closed."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

from helpers.case import Case, CaseError
from helpers.double_reading import our_reading
from helpers.sheet import table_html
from helpers.site_page import Page, inside, markdown, parse, with_files

_OPENS = re.compile(r'open_case\((?:"([^"]+)")?\)')
_WAITS = ("is waiting: put", "There is no argument yet")
NEEDS_PYTHON = '<p class="small">This step needs the course on a computer.</p>'
_FACTS = re.compile(r"\*\*(Question|Time):\*\* (.*?)(?= · |$)", re.MULTILINE)


def notebook_pages(paths: Iterable[Path], case: Case, template: Callable[..., str]) -> Iterator[Page]:
    """Make a page of each notebook, from the outputs stored in it.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The notebooks.
    case : Case
        The course's case, for what it thinks where a reader is asked to judge.
    template : callable
        The template of a notebook's body; it is given ``parts``, one a cell: what is ``shown``, and how its ``lines``
        are: ``fold`` ("closed", "open" or "": not shown) and ``summary``.

    Yields
    ------
    Page
        Not yet finished. Its ``about`` holds ``question`` and ``time`` from the notebook's card, and ``case``, the
        folder of another case, where it opens one.

    Raises
    ------
    CaseError
        If a file is not a notebook.
    """
    for path in paths:
        try:
            cells = json.loads(path.read_bytes())["cells"]
            for cell in cells:
                cell["source"] = "".join(cell["source"])
        except (ValueError, LookupError, TypeError) as error:
            why = f"cannot be read as a notebook ({type(error).__name__}): fetch it again"
            raise CaseError(f"{path.name} {why}.") from None
        pictures: dict[str, bytes] = {}
        body = template(parts=_parts(cells, case, f"pictures/{path.stem}", pictures))
        card = cells[0]["source"] if cells else ""
        title = next((line[2:] for line in card.splitlines() if line.startswith("# ")), path.stem)
        facts = {key.lower(): value for key, value in _FACTS.findall(card)}
        other = next((found[1] for cell in cells if (found := _OPENS.search(cell["source"])) and found[1]), "")
        about = {"question": "", "time": "", "case": other, **facts}
        yield Page(f"{path.stem}.html", title, body, about, pictures, f"notebooks/{path.name}")


def _parts(cells: list[dict[str, Any]], case: Case, picture: str, pictures: dict[str, bytes]) -> list[dict[str, Any]]:
    """Rewrite every cell for a reader who cannot run it."""
    parts: list[dict[str, Any]] = []
    for number, cell in enumerate(cells):
        source = cell["source"]
        if cell["cell_type"] != "code":
            parts.append({"shown": [markdown(source)], "fold": ""})
            continue
        shown = [
            with_files(_shown(output["data"]), f"{picture}-{cell.get('id', number)}", pictures)
            for output in cell["outputs"]
            if "data" in output
        ]
        fold, summary = _fold(source)
        if _asks(source):
            shown = [_exercise(one) for one in shown]
        elif source.startswith("check(") and number and _asks(cells[number - 1]["source"]):
            box = parts[-1]["shown"]
            box[-1] = box[-1].removesuffix("</div>") + "".join(shown) + "</div>"
            shown = []
        elif any(wait in one for one in shown for wait in _WAITS):
            shown = [_ours(case, source) or NEEDS_PYTHON]
            fold = ""
        lines = highlight(source, PythonLexer(), HtmlFormatter()) if fold else ""
        parts.append({"shown": shown, "fold": fold, "summary": summary, "lines": lines})
    return parts


def _shown(data: dict[str, Any]) -> str:
    """Give what a notebook shows as HTML."""
    if "text/html" in data:
        return "".join(data["text/html"])
    return f'<p class="printed">{escape("".join(data["text/plain"]))}</p>'


def _asks(source: str) -> bool:
    return source.startswith("exercise(") or "\nexercise(" in source


def _fold(source: str) -> tuple[str, str]:
    """Say whether and how the lines of a cell are shown: folded; open where they hold a text to be read; or not."""
    if _asks(source) or source.startswith("check("):
        return "", ""
    if "open_case(" in source:
        return "closed", "The lines that open the case"
    if '"""' in source:
        return "open", "The text, as it is typed"
    lines = "lines" if "\n" in source else "line"
    return "closed", f"The {lines} that made this"


def _exercise(shown: str) -> str:
    """Give an exercise a heading, and ask for an answer in the head or on paper."""
    root = parse(shown)
    box, first = root.find("div"), root.find(".//p")
    if box is None or first is None or first.find("b") is None:
        return shown
    box.set("class", "exercise")
    first.tag = "h3"
    first.find("b").drop_tag()
    for how in root.iter("p"):
        words = how.text_content()
        if how.find("code") is not None and words.startswith("Answer with "):
            words = words.partition(". Made-up example:")[0].partition(";")[0]
            how.clear(keep_tail=True)
            how.text = f"{words.replace(', between quotation marks', '')}."
            how.set("class", "small")
    return inside(root)


def _ours(case: Case, source: str) -> str:
    """Give, closed, what the course thinks where a cell waits for a reader's judgements; "" where it has none."""
    tree = ast.parse(source)
    rows = {
        target.id: [key.value for key in node.value.keys if isinstance(key, ast.Constant)]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        match call:
            case ast.Call(func=ast.Name("second_reading"), args=[_, ast.Constant(str(key)), ast.Name(row)]):
                claims = [str(claim) for claim in rows.get(row, [])]
                table = table_html(our_reading(case, key, claims), f"{key} as we read it")
                asked = f"Write down a word for each of {', '.join(claims)}, then open: {key} as we read it"
                return f"<details><summary>{escape(asked)}</summary>{table}</details>"
    return ""
