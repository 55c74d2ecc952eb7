"""What would a reviewer ask of an argument? Only what a machine can look up, never the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from helpers.argued import Argued, Remark
from helpers.argument_text import PARTS, UNNAMED
from helpers.review_dates import after_death, hindsight
from helpers.review_days import date_not_given
from helpers.review_quotations import quotations
from helpers.review_receipts import form, no_receipt, not_evidence, parts, unknown
from helpers.review_sides import one_side, one_witness, other_version
from helpers.review_telling import condition, who_tells
from helpers.review_wording import absolute, as_if_seen, confidence, silence, stronger_verb

LOOKED_AT = (
    "that every part is there and every receipt exists",
    "that what needs a receipt has one",
    "that both sides and more than one witness are heard",
    "that quotations stand in what is cited, as written",
    "that what was not seen, or is retold, is told as such",
    "that a sentence names who tells what comes through somebody else, and keeps its condition",
    "that words are not put into a mouth",
    "dates that your receipts give otherwise, causes that came later, absolute words, a word for how sure you are",
)

NOT_LOOKED_AT = "whether your reasons are good, and whether your verdict is right: that is for a reader"


def review(argued: Argued) -> list[Remark]:
    """Ask what a reviewer would ask.

    Parameters
    ----------
    argued : Argued
        The argument.

    Returns
    -------
    list of Remark
        By their place in the argument: part, then sentence; first what is about a whole part.
    """
    found = [remark for check in _CHECKS for remark in check(argued)]
    order = (UNNAMED, *PARTS)
    return sorted(found, key=lambda remark: (order.index(remark.part), remark.number))


_CHECKS: tuple[Callable[[Argued], Iterator[Remark]], ...] = (
    parts,
    unknown,
    form,
    no_receipt,
    not_evidence,
    one_side,
    one_witness,
    other_version,
    quotations,
    as_if_seen,
    who_tells,
    condition,
    confidence,
    absolute,
    date_not_given,
    hindsight,
    after_death,
    silence,
    stronger_verb,
)
