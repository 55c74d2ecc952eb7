"""What is made from what: every derived file of the project, and the one command that makes them all again.

    python3 start.py refresh

| file | made from | by |
| --- | --- | --- |
| data/README.md | data/datapackage.json, data/case.toml | tests/dictionary.py |
| data/bibliography.md | data/references.json, data/documents.csv | tests/bibliography.py |
| teaching/rubric.md | data/rubric.csv, teaching/samples.toml | tests/rubric_page.py |
| .github/chronology.png | data/events.csv | helpers/timeline.py |
| outputs in notebooks/*.ipynb | the notebooks' own cells, data/, helpers/ | Jupyter |

`tests/test_derived.py` and nbval prove that what is committed is what these make.
"""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.case import open_case
from helpers.chart import Chart
from helpers.timeline import chronology
from tests import bibliography, dictionary, rubric_page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def front_chart() -> Chart:
    """Draw the picture of the README."""
    return chronology(open_case())


FILES: dict[str, Callable[[], bytes]] = {
    "data/README.md": lambda: dictionary.render(ROOT / "data").encode(),
    "data/bibliography.md": lambda: bibliography.render(ROOT / "data").encode(),
    "teaching/rubric.md": lambda: rubric_page.render(ROOT).encode(),
    ".github/chronology.png": lambda: base64.b64decode(front_chart()._repr_mimebundle_()["image/png"]),
}


def execute(path: Path) -> str:
    """Run a notebook from top to bottom and return it as text: no times, no machine, the same every run."""
    import nbformat
    from nbclient import NotebookClient

    notebook: Any = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # what is printed is one output, however the kernel sends it
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # its warnings are not for a teacher
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
    return nbformat.writes(notebook) + "\n"


def refresh() -> None:
    """Make every derived file again, saying which changed."""
    makers: dict[str, Callable[[], bytes]] = dict(FILES)
    makers |= {f"notebooks/{path.name}": lambda path=path: execute(path).encode() for path in NOTEBOOKS}
    for name, make in makers.items():
        begun = time.monotonic()
        made, path = make(), ROOT / name
        same = path.exists() and path.read_bytes() == made
        if not same:
            path.write_bytes(made)
        print(f"{name}: {'as it was' if same else 'written anew'} ({time.monotonic() - begun:.1f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(refresh())
