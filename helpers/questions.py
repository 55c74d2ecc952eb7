"""What does an exercise ask, how is its answer typed, and where may one look? One entry of exercises.toml, read.

The fields of an ``[[exercise]]``; those marked * may be left out.

============ =============== ==================== ====================================================================
field        type            kinds                meaning
============ =============== ==================== ====================================================================
id           text            all                  "2.3": the third exercise of notebook 02; no two alike
notebook     text            all                  the notebook's two figures
skill        text            all                  the skill that it trains
minutes      number          all                  how long it takes, above 0
kind         text            all                  choice, several, order, date, quote, ids, number or words
prompt       text            all                  the question; an empty line parts paragraphs, ``*word*`` is stressed
options      list of text    choice several order 2 to 26, no two alike but for capitals, accents, marks and spaces;
                                                  none a single letter; shown with the letters a, b, c …
answers      list of text    all                  choice, date (EDTF), quote, number: each is right by itself; several,
                                                  ids: all of them; order: every option, first to last; words: examples
hints        list of text    all                  shown closed, one after the other; may be empty
model_answer text            all                  what a good student would answer
why          text            all                  the reason; read after the answer
rubric       text            all                  the row of the teacher's rubric; not printed
look*        text            all                  where to look without finding the answer: it ends "Look at …"; else
                                                  the document, else those of the answers, else the next hint
document*    text            all; quote: needed   the document that it is about
paragraph*   whole number    all                  the document's paragraph
feedback*    table           all but words        a wrong option, id, number, date or passage, and a sentence on it
max_words*   whole number    quote, words         the most words; of a quotation 25 where it is left out
min_words*   whole number    words                the fewest words
must_name*   list of text    words                ids or words, of which the answer has to name at least one
name_least*  whole number    words                of these how many at least, where one is not enough
not_after*   whole number    words                a year: the writer is asked about every later year in the answer
beware*      table           words                words that are a trap, and what to ask a writer who uses them
reader*      text            words                what a reader asks of the answer: a question or two
misreadings* list of text    all                  for the teacher: what is likely to be misread, and what to ask then
cut*         text            all                  for the teacher: how to shorten it when time is short, or what is lost
============ =============== ==================== ====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase
from typing import Any

from helpers.case import Case, CaseError
from helpers.checks import LONGEST_QUOTATION
from helpers.quotes import count_words
from helpers.tables import show


class Exercise(dict[str, Any]):
    """One exercise: its fields, and what is read from them."""

    @property
    def options(self) -> list[str]:
        """The options, each on one line; none where the kind has none."""
        return _lines(self.get("options", []))

    @property
    def labels(self) -> list[str]:
        """The options as they are named: the letter, and the words between quotation marks."""
        shown = [show(option.rstrip("."), 100) for option in self.options]
        return [f"{letter} {words}" for letter, words in zip(ascii_lowercase, shown, strict=False)]

    @property
    def answers(self) -> list[str]:
        """The answers, each on one line."""
        return _lines(self["answers"])

    @property
    def names(self) -> list[str]:
        """What an answer in words has to name, at least one of them."""
        return _lines(self.get("must_name", []))

    @property
    def name_least(self) -> int:
        """How many of the names an answer has to name."""
        return int(self.get("name_least", 1))

    @property
    def naming(self) -> str:
        """The names in words, of many only the ends: "at least one of S01, S02"; "" where there are none."""
        shown = [*self.names[:3], "…", self.names[-1]] if len(self.names) > 6 else self.names
        least = ("one", "two", "three")[self.name_least - 1] if self.name_least < 4 else self.name_least
        return f"{f'at least {least} of ' if shown[1:] else ''}{', '.join(shown)}"

    @property
    def home(self) -> str:
        """The document with its paragraph, "D01 ¶2"; "" where there is none."""
        paragraph = self.get("paragraph")
        return str(self.get("document", "")) + ("" if paragraph is None else f" ¶{paragraph}")

    @property
    def longest(self) -> int:
        """The most words of a quotation; never fewer than an answer has."""
        return max([int(self.get("max_words", LONGEST_QUOTATION)), *map(count_words, self.answers)])

    def feedback(self, same: Callable[[str], bool]) -> list[str]:
        """Find the sentences on somebody's answer in the field ``feedback``.

        Parameters
        ----------
        same : callable
            Says of a wrong answer there whether it is the one that was given.

        Returns
        -------
        list of str
            The sentences, in the order of the field.
        """
        return [str(words) for key, words in self.get("feedback", {}).items() if same(str(key))]


def find_exercise(case: object, identifier: object, call: str = "check") -> Exercise:
    """Find an exercise of a case.

    Parameters
    ----------
    case : Case
        An open case; anything else is a slip.
    identifier : str
        The exercise's id, such as "1.2".
    call : str, optional
        The function that was called, to say the right line.

    Returns
    -------
    Exercise
        The exercise.

    Raises
    ------
    CaseError
        If the case or the id is missing or of another kind, or there is no such exercise; the message has the right
        line, or the ids that there are.
    """
    names = [str(one["id"]) for one in case.exercises] if isinstance(case, Case) else []
    if isinstance(case, Case) and not names:
        raise CaseError("This case has no exercises.")
    if isinstance(case, Case) and isinstance(identifier, str):
        typed = "".join(filter(str.isprintable, identifier)).strip(" .")
        wanted = typed.casefold().removeprefix("exercise").strip()
        for name, one in zip(names, case.exercises, strict=True):
            if name.casefold() == wanted:
                return Exercise(one)
        near = [name for name in names if name.split(".")[0] == wanted.split(".")[0]] or names
        there = " to ".join(dict.fromkeys((near[0], near[-1])))
        raise CaseError(f"There is no exercise {show(typed)}; there are {there}.")
    typed = str(case if isinstance(case, str) else identifier)
    meant = [name for name in names if name.rstrip("0") == typed.rstrip("0")] or (
        [typed] if re.fullmatch(r"\d+\.\d+", typed) else names[:1] or ["0.1"]
    )
    lines = " or ".join(f'{call}(case, "{name}"{", ..." * (call == "check")})' for name in meant)
    raise CaseError(f"Type the case first, then the number of the exercise between quotation marks: {lines}.")


def how_to_answer(one: Exercise) -> tuple[str, str]:
    """Say how an answer is typed.

    Parameters
    ----------
    one : Exercise
        An exercise.

    Returns
    -------
    tuple of (str, str)
        What to give, and a line of code with a made-up answer that is not the right one.
    """
    quoted = ", between quotation marks"
    match one["kind"]:
        case "choice":
            words, example = f"the letter or some words of one option{quoted}", '"x"'
        case "several":
            words, example = f"the letters or some words of the options, in any order{quoted}", '"x, z"'
        case "order":
            words, example = f"the letters or some words of all options, first to last{quoted}", '"z, x, y"'
        case "date":
            words = f"a date in words or figures{quoted}; add ? for perhaps, ~ for about, where the date is not sure"
            example = '"14 July 1789"'
        case "quote":
            place = f"from {one.home}{quoted}"
            words, example = (
                f"at most {one.longest} words copied letter for letter {place}",
                '"the words as they stand"',
            )
        case "ids":
            words, example = f"one id or several, in any order{quoted}", '"X01, X02"'
        case "number":
            words, example = "a whole number", "99" if "99" not in one.answers else "98"
        case _:
            least, most = one.get("min_words"), one.get("max_words")
            length = f"{least} to {most} " if least and most else f"at least {least} " if least else f"at most {most} "
            named = f", that name {one.naming}" if one.names else ""
            words = f"{length if least or most else ''}words of your own{quoted}{named}"
            example = '"In my own words."'
    return words, f'check(case, "{one["id"]}", {example})'


def where_to_look(case: Case, one: Exercise) -> str:
    """Say where to look, without giving the answer away.

    Parameters
    ----------
    case : Case
        An open case; of the statements that are answers the columns document and paragraph.
    one : Exercise
        An exercise.

    Returns
    -------
    str
        A sentence: the exercise's ``look``, else its document, else those of the statements that are its answers,
        else its next hint.
    """
    if place := str(one.get("look") or one.home or ", ".join(_homes(case, one))).strip().rstrip("."):
        return f"Look at {place}."
    return f"Open the next hint of exercise {one['id']}." if one["hints"] else "Read the question again."


def _homes(case: Case, one: Exercise) -> list[str]:
    """Give the documents, with paragraphs, of the statements that are the answers of an exercise on ids."""
    wanted = " ".join(one.answers).split() if one["kind"] == "ids" else []
    rows = case.statements.loc[[name for name in wanted if name in case.statements.index], ["document", "paragraph"]]
    homes = (f"{home} ¶{number}" if home in case.texts else home for home, number in rows.itertuples(index=False))
    return list(dict.fromkeys(homes))


def _lines(texts: object) -> list[str]:
    return [" ".join(str(text).split()) for text in (texts if isinstance(texts, list) else [texts])]
