"""Is a cause earlier than what it is to explain, and was who is named alive?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from helpers.argued import TELLING, Argued, Remark, at
from helpers.argument_text import brackets
from helpers.dates import DateError, When, parse, suggest

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|in (?:response|reaction|answer|reply) to|as a (?:response|reaction|reply|result)(?: to| of)"
    r"|(?:due|owing) to|(?:prompted|provoked|caused|motivated|driven|triggered) by|in view of"
    r"|since(?! (?:\d|then\b|[A-Z]\w+ \d)))\b",
    re.I,
)
_SAYING = re.compile(r"\b(?:sa(?:ys|id)|writes|wrote|tells|told|reports?|reported|according|suggests?|shows?)\b", re.I)
_DATE = re.compile(r"(?<![\w-])((?:\d{1,2} )?[A-Z][a-z]{2,8} )?((?:1[89]|20)\d\d(?:-\d\d){0,2})(?![\w-])")
_DEATH = re.compile(
    r"\b(?:successors?|after (?:his|her|\w+['’]s) death|died|dead|cannot|nothing|nobody|no one|no evidence)\b", re.I
)


def hindsight(argued: Argued) -> Iterator[Remark]:
    """Ask about a cause that is later than what it is to explain ("hindsight").

    What follows "because" or "in response to" is the cause, by the years in it and the events that it cites; the rest
    of the sentence, or else the Claim, is what is explained. "Because X says so" gives a reason to believe, no cause.
    """
    claimed = [when.last for one in argued.text.of("Claim") for when in _dates(argued, one.text) if when.last]
    for sentence in argued.text.of(*TELLING):
        cause = _CAUSE.search(sentence.text)
        if not cause:
            continue
        clause = re.split(r"[,;:.](?=\s)", sentence.text[cause.end() :])[0]
        rest = sentence.text[: cause.start()] + sentence.text[cause.end() + len(clause) :]
        causes = [when.first for when in _dates(argued, clause) if when.first]
        explained = [when.last for when in _dates(argued, rest) if when.last] or claimed
        if causes and explained and min(causes) > max(explained) and not _SAYING.search(clause):
            words = (
                f"What follows “{cause[0]}” is of {min(causes).year}, later than what it is to explain: nobody could"
            )
            yield at(
                sentence, "hindsight", f"{words} know it then, so give a reason of the time.", argued.ids(sentence)
            )


def after_death(argued: Argued) -> Iterator[Remark]:
    """Ask about a claim on somebody for which all the evidence is later than that life ("after death")."""
    claim = " ".join(sentence.own for sentence in argued.text.of("Claim"))
    evidence = [one for one in argued.of(argued.cited("Evidence", evidence=True)) if one.table != "people"]
    days: list[date | None] = [source.when.first if source.when else None for source in evidence]
    for person in argued.of(argued.people(claim)) if days and not _DEATH.search(claim) else []:
        died = parse(person["died"]) if person["died"] and person["kind"] == "person" else None
        if died and died.last and all(day and day > died.last for day in days):
            words = f"{person['name']}, whom it names, died on {died.words}, and all the evidence is later:"
            yield Remark("Claim", "", "after death", f"{words} cite something of that life, or name who acted.")


def _dates(argued: Argued, text: str) -> Iterator[When]:
    """Give the dates that a text names: in words and figures, or by the events that it cites."""
    for words, figures in _DATE.findall(text):
        try:
            yield parse(suggest(words + figures) or figures)
        except DateError:
            yield parse(figures[:4])
    for *_, receipts in brackets(text):
        for source in argued.of(key for receipt in receipts for key in argued.sources.meant(receipt)):
            if source.table == "events" and source.when:
                yield source.when
