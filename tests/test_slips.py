"""Is a reader's slip shown as one sentence in a notebook, whichever helper finds it?"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import agreement, chronology, explanations, known_when, odds_game, open_case, read, wording
from helpers.case import Case, CaseError
from helpers.dates import DateError
from helpers.layout import LayoutError
from helpers.slips import Slip

HELPERS = Path(__file__).resolve().parent.parent / "helpers"
CROWD = pd.DataFrame({"label": [f"Event {n}" for n in range(99)], "date": ["1954-03-31"] * 99, "lane": ["a"] * 99})
SLIPS: dict[str, Callable[[Case], Any]] = {
    "a lane that is not there": lambda case: chronology(case, lanes=["Mars"]),
    "a date that is none": lambda case: chronology(case, since="spring"),
    "a scale that is none": lambda case: chronology(case, scale={"1066": 2}),
    "labels that cannot fit": lambda case: chronology(CROWD),
    "no such document": lambda case: read(case, "D999"),
    "no such claim": lambda case: agreement(case, ["C99"]),
    "no such relation": lambda case: agreement(
        case, judgements=pd.DataFrame([("C4", "D01", "x")], columns=["claim", "document", "relation"])
    ),
    "no such weight": lambda case: explanations(case, weights={"S05": "much"}),  # type: ignore[dict-item]
    "no statement then": lambda case: wording(case, since="1801", until="1802"),
    "a date of the ladder": lambda case: wording(case, since="spring"),
    "a number out of bounds": lambda case: odds_game(0, 2),
    "no such day": lambda case: known_when(case, "1954"),
    "another ending": lambda case: chronology(case, since="1954", until="1954").save("picture.doc"),
    "no such case": lambda case: open_case("nowhere"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_shows_one_sentence_and_no_stack_trace(name: str, case: Case) -> None:
    shell = InteractiveShell()
    shown: list[str] = []
    shell._showtraceback = lambda kind, value, lines: shown.extend(lines)  # type: ignore[method-assign]
    try:
        SLIPS[name](case)
    except ValueError:
        shell.showtraceback()
    assert len(shown) == 1, f"{name}: {shown}"
    assert "\n" not in shown[0]
    assert "Traceback" not in shown[0]
    assert shown[0].endswith((".", ")"))


def test_every_error_of_a_helper_that_a_reader_can_cause_is_a_slip() -> None:
    plain = [
        f"{path.name}:{node.lineno}"
        for path in HELPERS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and ast.unparse(node.exc.func) == "ValueError"
    ]
    assert [place.partition(":")[0] for place in plain] == ["chart.py"], plain  # an alternative text that nobody wrote
    assert all(issubclass(kind, Slip) and issubclass(kind, ValueError) for kind in (CaseError, DateError, LayoutError))
