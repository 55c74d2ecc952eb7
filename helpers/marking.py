"""Is an answer right, as far as a machine can say, and what would help whoever gave it?

What is told helps somebody who reads and gives little to somebody who guesses. Of several options or ids those that do
not belong are named, unless they are more than those that do or every option was named; that some are missing is said,
how many is not. Of a number or a date nobody hears whether it is too high or too low. Of a text the words are counted
and the ids looked up; its traps are asked about, and never count as wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from string import ascii_lowercase
from typing import Literal

import pandas as pd

from helpers.answers import Unreadable, id_key, name_labels, read_ids, read_number, texts
from helpers.case import Case
from helpers.ids import NOUNS, locate
from helpers.marking_dates import mark_date
from helpers.marking_quotes import mark_quotation
from helpers.options import fold, listed, name_options
from helpers.questions import Exercise, find_exercise, where_to_look
from helpers.quotes import count_words
from helpers.tables import show

LONGEST = {"words": 20_000}  # letters and signs read of an answer; of every other kind:
LONGEST_OTHER = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer turned out to be.

    Attributes
    ----------
    state : str
        "waiting" (nothing answered yet), "unreadable" (a form that cannot be read), "right" or "not yet".
    notes : tuple of str
        Sentences on what is not right yet; where the answer is unreadable, why.
    asides : tuple of str
        Sentences that do not count: of a text, what was counted, and what the writer is asked; of ids, which were read
        where events were named by their labels.
    look : str
        A sentence that says where to look, where the answer is not right yet.
    """

    state: Literal["waiting", "unreadable", "right", "not yet"]
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    look: str = ""


def examine(case: Case, identifier: str, *answers: object) -> Finding:
    """Find out what an answer is; what `check` prints is made from it.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".
    *answers : object
        Anything.

    Returns
    -------
    Finding
        What was found.

    Raises
    ------
    CaseError
        If the case has no such exercise.
    """
    one = find_exercise(case, identifier)
    kind = one["kind"]
    try:
        if kind == "order" and any(isinstance(answer, (set, frozenset)) and answer for answer in answers):
            raise Unreadable("A set has no order.")
        given = texts(*answers)
        if not given:
            return Finding("waiting")
        if sum(map(len, given)) > (longest := LONGEST.get(kind, LONGEST_OTHER)):
            raise Unreadable(f"So long an answer is not read; {longest} letters and signs are the most.")
        if len(given) > 1 and kind in ("date", "quote", "number"):
            raise Unreadable(f"Those are {len(given)} answers, and one is asked for.")
        notes = tuple(dict.fromkeys(_KINDS[kind](case, one, given)))
    except Unreadable as error:
        return Finding("unreadable", (str(error),))
    asides = tuple(_asides(one, " ".join(given))) if kind == "words" else ()
    if kind == "ids" and (read := _with_ids(case, given)[1]):
        asides = (" ".join(read),)
    return Finding("not yet", notes, asides, where_to_look(case, one)) if notes else Finding("right", asides=asides)


def passes(case: Case, identifier: str, *answers: object) -> bool:
    """Say whether an answer passes all that is checked.

    Parameters
    ----------
    case, identifier, *answers
        As for `examine`, which also says what is raised.

    Returns
    -------
    bool
        True where nothing is missing, nothing is too much and nothing is wrong.
    """
    return examine(case, identifier, *answers).state == "right"


def _some_of(right: list[str], wrong: list[str], missing: bool) -> Iterator[str]:
    """Say of several parts which belong, where that does not name the rest."""
    if len(wrong) > max(1, len(right)):
        yield "More than half of what you named does not belong."
    elif wrong or missing:
        if right:
            yield f"Right so far: {', '.join(right)}."
        if wrong:
            yield f"Does not belong: {', '.join(wrong)}."
        if right and missing:
            yield "Something is missing."


# Options


def _places(one: Exercise) -> list[int]:
    return [one.options.index(answer) for answer in one.answers]


def _option_feedback(one: Exercise, places: Iterable[int]) -> list[str]:
    named = [[place] for place in places]
    return one.feedback(lambda key: name_options([key], one)[0] in named)


def _choice(case: Case, one: Exercise, given: list[str]) -> list[str]:
    picks, notes = name_options([re.sub("[,;]", " ", text) for text in given], one)
    if (many := len(set(picks))) > 1:
        return [*notes, f"Pick one option; you named {many}."]
    wrong = set(picks).difference(_places(one))
    return [*notes, *(f"Option {one.labels[place]} is not it." for place in wrong), *_option_feedback(one, wrong)]


def _several(case: Case, one: Exercise, given: list[str]) -> list[str]:
    picks, notes = name_options(given, one)
    wanted, named = set(_places(one)), sorted(set(picks))
    wrong = [place for place in named if place not in wanted]
    if wrong and len(named) == len(one.options):
        return ["You named every option, and not every one belongs."]
    right = [one.labels[place] for place in named if place in wanted]
    some = _some_of(right, [one.labels[place] for place in wrong], not wanted <= set(named))
    return [*some, *notes, *_option_feedback(one, wrong)]


def _order(case: Case, one: Exercise, given: list[str]) -> list[str]:
    picks, notes = name_options(given, one)
    wanted = _places(one)
    if picks == wanted:
        return notes
    upto = [*(pick == place for pick, place in zip(picks, wanted, strict=False)), False].index(False)
    notes += [f"Option {one.labels[place]} is named twice." for place, times in Counter(picks).items() if times > 1]
    if not notes and (left := [ascii_lowercase[place] for place in sorted({*wanted}.difference(picks))]):
        notes.append(f"Not in your order yet: {listed(left)}.")
    notes.append(f"Right up to place {upto} of {len(wanted)}." if upto else "Place 1 is not right yet.")
    return [*notes, *_option_feedback(one, picks[upto : upto + 1])]


# Ids, numbers, words


def _known(case: Case) -> list[str]:
    return [
        str(name) for table in vars(case).values() if isinstance(table, pd.DataFrame) for name in table.index.tolist()
    ]


def _not_ids(known: list[str], unknown: Iterable[str], letter: str) -> Iterator[str]:
    """Say of what is no id which ids there are with its letter; where there are none, with the letter given."""
    groups: dict[str, list[str]] = {}
    for name in unknown:
        own = name[0].upper() if id_key(name) and any(other[0] == name[0].upper() for other in known) else letter
        groups.setdefault(own, []).append(show(name))
    for own, names in groups.items():
        like = [name for name in known if name[0] == own]
        are = "is no id" if len(names) == 1 else "are no ids"
        yield f"{listed(names)} {are} of this case; ids with {own} run from {like[0]} to {like[-1]}."


def _ids(case: Case, one: Exercise, given: list[str]) -> list[str]:
    known = _known(case)
    wanted, named = " ".join(one.answers).split(), read_ids(_with_ids(case, given)[0], known)
    if not named:
        raise Unreadable(f"{show(given[0])} names no id.")
    wrong = [name for name in named if name in known and name not in wanted]
    some = _some_of([name for name in named if name in wanted], wrong, not {*wanted} <= {*named})
    strange = _not_ids(known, [name for name in named if name not in known], wanted[0][0])
    told = one.feedback(lambda key: key in wrong)
    return [*some, *strange, *(told or _other_kinds(case, wrong, wanted))]


def _other_kinds(case: Case, wrong: list[str], wanted: list[str]) -> Iterator[str]:
    """Say of ids with another letter than those asked for what they are, and what is asked for."""
    asked = {name[0]: locate(case, name)[0] for name in wanted}
    for name in wrong:
        if len(asked) == 1 and name[0] not in asked:
            table = locate(case, name)[0]
            yield f"{name} is a {NOUNS[table]}; the question asks for a {NOUNS[asked[wanted[0][0]]]}."


def _with_ids(case: Case, given: list[str]) -> tuple[str, list[str]]:
    """Write an answer with ids where it names events by their labels, and say which were read."""
    labels = dict(zip(case.events.index.tolist(), case.events["label"].tolist(), strict=True))
    return name_labels(" , ".join(given), labels)


def _number(case: Case, one: Exercise, given: list[str]) -> list[str]:
    number = read_number(given[0], str(one["prompt"]))
    if number in map(int, one.answers):
        return []
    return [f"It is not {number}.", *one.feedback(lambda key: key == str(number))]


def _words(case: Case, one: Exercise, given: list[str]) -> list[str]:
    """Look whether a text is long enough, whether the ids in it exist, and whether it names what is asked for."""
    text, known = " ".join(given), _known(case)
    count, keys = count_words(text), set(map(id_key, known))
    least, most = int(one.get("min_words", 1)), int(one.get("max_words", count))
    letters = {name[0] for table in (case.documents, case.statements) for name in table.index[:1]}
    notes = [*_not_ids(known, [name for name in _cited(text) if name[0] in letters and id_key(name) not in keys], "")]
    if not least <= count <= most:
        notes.append(f"At least {_count(least)} asked for." if count < least else f"At most {_count(most)} asked for.")
    if one.names and len(_named(one, text)) < one.name_least:
        notes.append(f"It has to name {one.naming}.")
    return notes


def _asides(one: Exercise, text: str) -> Iterator[str]:
    """Say what was counted, and ask about later years and traps."""
    count, latest = count_words(text), one.get("not_after", inf)
    named = "".join(f", {name} named" for name in _named(one, text))
    yield f"Counted: {_count(count).rpartition(' ')[0]}{named}."
    if later := sorted({year for year in re.findall(r"(?<![\w.])[12][0-9]{3}\b", text) if int(year) > latest}):
        yield f"You write {listed(later)}: does your text need what came after {latest}?"
    yield from (str(question) for trap, question in one.get("beware", {}).items() if _says(text, trap))


def _count(words: int) -> str:
    return "1 word is" if words == 1 else f"{words} words are"


def _cited(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\b[A-Za-z]{1,3}[0-9]{1,6}\b", text)))


def _named(one: Exercise, text: str) -> list[str]:
    """Give the names asked for that stand in a text: ids, however they are written, or words."""
    keys = set(map(id_key, _cited(text)))
    return [name for name in one.names if (id_key(name) in keys if id_key(name) else _says(text, name))]


def _says(text: str, words: str) -> bool:
    return re.search(rf"\b{fold(words)}\b", fold(text)) is not None


_KINDS: dict[str, Callable[[Case, Exercise, list[str]], list[str]]] = {
    "choice": _choice,
    "several": _several,
    "order": _order,
    "date": lambda case, one, given: mark_date(one, given[0]),
    "quote": lambda case, one, given: mark_quotation(case, one, given[0]),
    "ids": _ids,
    "number": _number,
    "words": _words,
}
