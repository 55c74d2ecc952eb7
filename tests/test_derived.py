"""Is what is committed what the refresh command makes, and does importing stay light?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from helpers import Case, check
from helpers.chart import rendered
from tests import derived
from tests.drawn import unlike

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", [name for name in derived.FILES if name.endswith(".md")])
def test_a_derived_page_is_as_its_sources_make_it(name: str) -> None:
    assert (ROOT / name).read_bytes() == derived.FILES[name](), f"{name} is out of date: run python3 start.py refresh"


def test_the_front_picture_is_as_its_sources_make_it() -> None:
    name = ".github/chronology.png"
    (figure,) = derived.front_chart().figures
    old, new = (image.convert("L") for image in (Image.open(ROOT / name), rendered(figure)))
    assert old.size == new.size
    assert unlike(old, new) < 0.5, f"{name} is out of date: run python3 start.py refresh"


def test_the_list_of_derived_files_is_whole() -> None:
    assert all(f"| {name} |" in (derived.__doc__ or "") for name in derived.FILES)


def test_importing_the_helpers_loads_nothing_heavy() -> None:
    code = "import pandas, sys; before = set(sys.modules); import helpers; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "helpers" in loaded
    assert not loaded & {"matplotlib", "PIL", "IPython", "frictionless", "requests", "socket", "nbformat"}


def test_what_a_check_prints_is_one_piece(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel may send what is written in several pieces as several outputs: the same run, other bytes."""
    for answer in (..., 7, 105):
        pieces: list[str] = []
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(write=pieces.append, flush=lambda: None))
        check(case, "0.1", answer)
        assert len([piece for piece in pieces if piece]) == 1, pieces
