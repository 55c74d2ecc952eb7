"""How does a notebook become a page to read? Plumbing is folded; exercises wait with hints and answer closed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode, read, v4

from helpers.case import Case, CaseError
from helpers.double_reading import our_reading
from helpers.sheet import table_html
from helpers.site_page import Page, clean

TEMPLATES = Path(__file__).with_name("site_template")
_OPENS = re.compile(r'open_case\((?:"([^"]+)")?\)')
_WAITS = ("is waiting: put", "There is no argument yet")
NEEDS_PYTHON = '<p class="small">This step needs the course on a computer.</p>'
_FACTS = re.compile(r"\*\*(Question|Time):\*\* (.*?)(?= · |$)", re.MULTILINE)


class ReadingEdition(Preprocessor):
    """Rewrites a notebook's cells for a reader who cannot run them.

    A code cell gets, as metadata, ``fold`` ("closed", "open" or "": its lines are not shown) and ``summary``. The
    picture files are left in ``resources["outputs"]``, where nbconvert keeps what is taken out of a notebook.

    Parameters
    ----------
    case : Case
        The course's case, for what it thinks where a reader is asked to judge.
    """

    def __init__(self, case: Case, **settings: Any) -> None:
        super().__init__(**settings)
        self.case = case

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Rewrite every cell."""
        pictures: dict[str, bytes] = resources.setdefault("outputs", {})
        name = resources["metadata"]["name"]
        asked: tuple[int, NotebookNode] | None = None
        for number, cell in enumerate(nb.cells):
            if cell.cell_type != "code":
                continue
            shown = [output for output in cell.outputs if output.output_type != "stream"]
            for output in shown:
                if "text/html" in output.get("data", {}):
                    html = output.data["text/html"]
                    output.data = {"text/html": clean(html, f"pictures/{name}-{cell.get('id', number)}", pictures)}
            cell.metadata |= _fold(cell.source)
            if cell.source.startswith("exercise(") or "\nexercise(" in cell.source:
                shown = [_html(_exercise(output.data["text/html"])) for output in shown]
                asked = (number, cell)
            elif cell.source.startswith("check("):
                if asked and asked[0] == number - 1:
                    box, answers = asked[1].outputs[-1].data, [output.data["text/html"] for output in shown]
                    box["text/html"] = box["text/html"].removesuffix("</div>") + "".join(answers) + "</div>"
                    shown = []
            elif any(wait in str(output.get("data")) for output in shown for wait in _WAITS):
                shown = [_html(_ours(self.case, cell.source) or NEEDS_PYTHON)]
                cell.metadata["fold"] = ""
            cell.outputs = shown
        return nb, resources


def notebook_pages(paths: Iterable[Path], case: Case) -> Iterator[Page]:
    """Make a page of each notebook, from the outputs stored in it.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The notebooks.
    case : Case
        The course's case.

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
    exporter = HTMLExporter(
        template_name="notebook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        preprocessors=[ReadingEdition(case)],
    )
    for path in paths:
        try:
            notebook: Any = read(path, as_version=4)
        except Exception as error:
            why = f"cannot be read as a notebook ({type(error).__name__}): fetch it again"
            raise CaseError(f"{path.name} {why}.") from None
        body, resources = exporter.from_notebook_node(notebook, {"metadata": {"name": path.stem}})
        card = notebook.cells[0].source if notebook.cells else ""
        title = next((line[2:] for line in card.splitlines() if line.startswith("# ")), path.stem)
        facts = {key.lower(): value for key, value in _FACTS.findall(card)}
        other = next((found[1] for cell in notebook.cells if (found := _OPENS.search(cell.source)) and found[1]), "")
        about = {"question": "", "time": "", "case": other, **facts}
        yield Page(f"{path.stem}.html", title, body, about, resources["outputs"])


def _fold(source: str) -> dict[str, str]:
    """Say whether and how the lines of a cell are shown: folded; open where they hold a text to be read; or not."""
    if source.startswith(("exercise(", "check(")) or "\nexercise(" in source:
        return {"fold": "", "summary": ""}
    if "open_case(" in source:
        return {"fold": "closed", "summary": "The lines that open the case"}
    if '"""' in source:
        return {"fold": "open", "summary": "The text, as it is typed"}
    lines = "line" if source.count("\n") == 0 else "lines"
    return {"fold": "closed", "summary": f"The {lines} that made this"}


def _html(html: str) -> NotebookNode:
    return v4.new_output("execute_result", {"text/html": html})


def _exercise(html: str) -> str:
    """Give an exercise a heading, and ask for an answer in the head or on paper."""
    soup = BeautifulSoup(html, "html.parser")
    box = soup.div
    first = soup.find("p")
    if box is None or first is None or first.b is None:
        return html
    box["class"] = "exercise"
    first.name = "h3"
    first.b.unwrap()
    for how in soup.find_all("p"):
        if how.code and how.get_text().startswith("Answer with "):
            words = how.get_text().partition(". Made-up example:")[0].partition(";")[0]
            how.clear()
            how.string = f"{words.replace(', between quotation marks', '')}."
            how["class"] = "small"
    return str(soup)


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
                table = clean(table_html(our_reading(case, key, claims), f"{key} as we read it"), "", {})
                asked = f"Write down a word for each of {', '.join(claims)}, then open: {key} as we read it"
                return f"<details><summary>{escape(asked)}</summary>{table}</details>"
    return ""
