"""Helpers for reading documents as historians do: open a case, read, date, trace, weigh and draw.

Everything takes a case first, then words and ids such as "D01" or "S05", and returns a table, a sheet or a chart.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from helpers.needs import see_that_it_is_set_up

see_that_it_is_set_up()

if TYPE_CHECKING:
    from helpers.agreement_board import agreement
    from helpers.answer_export import export
    from helpers.answer_table import kept, reset
    from helpers.argument_sheet import Argument, argument
    from helpers.cards import card
    from helpers.case import Case, CaseError, open_case
    from helpers.case_index import index
    from helpers.case_report import check_case
    from helpers.chain import hops, independent_witnesses, transmission
    from helpers.chart import Chart
    from helpers.concordance import find_words
    from helpers.double_reading import second_reading, together
    from helpers.exercises import check, exercise, reveal
    from helpers.explanation_board import explanations, without_each
    from helpers.judgement_table import disputed, judgements, silences
    from helpers.known import known_when
    from helpers.ladder import wording
    from helpers.odds import odds_game
    from helpers.peer_review import rubric
    from helpers.reading import read
    from helpers.sheet import Sheet, show
    from helpers.statement_table import statements
    from helpers.timeline import chronology

_HOMES = {
    "Argument": "helpers.argument_sheet",
    "Case": "helpers.case",
    "CaseError": "helpers.case",
    "Chart": "helpers.chart",
    "Sheet": "helpers.sheet",
    "agreement": "helpers.agreement_board",
    "argument": "helpers.argument_sheet",
    "card": "helpers.cards",
    "check": "helpers.exercises",
    "check_case": "helpers.case_report",
    "chronology": "helpers.timeline",
    "disputed": "helpers.judgement_table",
    "exercise": "helpers.exercises",
    "explanations": "helpers.explanation_board",
    "export": "helpers.answer_export",
    "find_words": "helpers.concordance",
    "hops": "helpers.chain",
    "independent_witnesses": "helpers.chain",
    "index": "helpers.case_index",
    "judgements": "helpers.judgement_table",
    "kept": "helpers.answer_table",
    "known_when": "helpers.known",
    "odds_game": "helpers.odds",
    "open_case": "helpers.case",
    "read": "helpers.reading",
    "reset": "helpers.answer_table",
    "reveal": "helpers.exercises",
    "rubric": "helpers.peer_review",
    "second_reading": "helpers.double_reading",
    "show": "helpers.sheet",
    "silences": "helpers.judgement_table",
    "statements": "helpers.statement_table",
    "together": "helpers.double_reading",
    "transmission": "helpers.chain",
    "without_each": "helpers.explanation_board",
    "wording": "helpers.ladder",
}
"""Where each name lives; a module is loaded when one of its names is first used. No module shares a name with one."""

__all__ = [
    "Argument",
    "Case",
    "CaseError",
    "Chart",
    "Sheet",
    "agreement",
    "argument",
    "card",
    "check",
    "check_case",
    "chronology",
    "disputed",
    "exercise",
    "explanations",
    "export",
    "find_words",
    "hops",
    "independent_witnesses",
    "index",
    "judgements",
    "kept",
    "known_when",
    "odds_game",
    "open_case",
    "read",
    "reset",
    "reveal",
    "rubric",
    "second_reading",
    "show",
    "silences",
    "statements",
    "together",
    "transmission",
    "without_each",
    "wording",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'helpers' has no name {name!r}; it has {', '.join(__all__)}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


if "IPython" in sys.modules and (_shell := sys.modules["IPython"].get_ipython()):
    from helpers.cell_slips import listen

    listen(_shell, __all__)
