"""Helpers for reading documents as historians do: open a case, read, date, trace, weigh and draw.

Everything takes a case first, then words and ids such as "D01" or "S05", and returns a table, a sheet or a chart.
"""

from helpers.card import card
from helpers.case import Case, CaseError, open_case
from helpers.chart import Chart
from helpers.chronology import chronology
from helpers.exercises import check, exercise, reveal
from helpers.known import known_when
from helpers.reading import read
from helpers.sheet import Sheet, show
from helpers.statements import statements
from helpers.transmission import hops, independent_witnesses, transmission

__all__ = [
    "Case",
    "CaseError",
    "Chart",
    "Sheet",
    "card",
    "check",
    "chronology",
    "exercise",
    "hops",
    "independent_witnesses",
    "known_when",
    "open_case",
    "read",
    "reveal",
    "show",
    "statements",
    "transmission",
]
