"""Is an answer right, as far as a machine can say? Exercises shown, checked and revealed.

Exercises are data (exercises.toml). What an answer is comes first (a `Finding`), the words for it after: what is right,
how much is missing, what does not belong and where to look; never the answer itself. What a machine cannot judge goes
to a reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from html import escape
from math import inf, isnan
from numbers import Real
from string import ascii_lowercase as LETTERS
from types import EllipsisType
from typing import Any, Literal

import numpy as np
import pandas as pd

from helpers.case import Case, CaseError
from helpers.checks import LONGEST_QUOTATION, TABLES
from helpers.dates import DateError, When, parse, suggest
from helpers.quotes import count_words, find
from helpers.quotes import nearest as nearest_passage
from helpers.sheet import Sheet
from helpers.tables import ID, nearest, nearest_id, show

__all__ = ["Finding", "check", "examine", "exercise", "passes", "reveal"]

Exercise = Mapping[str, Any]

LONGEST = {"words": 20_000}  # characters read of an answer; of every other kind:
LONGEST_OTHER = 2_000
LIKE = 0.85  # from here on a passage is taken for a slip of the pen in copying another (difflib's ratio)
WHAT_WAS_CHECKED = {
    "choice": "which option you picked",
    "several": "which options you picked",
    "order": "the order",
    "date": "the date and its marks of doubt",
    "quote": "that the words stand there, letter for letter, and are the passage asked for",
    "ids": "which ids you named",
    "number": "the number",
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
SMALL_WORDS = ("and", "then", "")
SIGNS = dict.fromkeys(map(ord, '‘’‚‛“”„‟«»‹›′″`´"'), "'") | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
STRESSED = re.compile(r"\*(?! )([^*\n]+)(?<! )\*")
MARKS = " .,;:!?'\"“”‘’«»„"
ENDS = " .,;:!?'()[]<>*"


class _Unreadable(Exception):
    """An answer in a form that cannot be read; the text says what it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer turned out to be, before it is put into words.

    Attributes
    ----------
    state : str
        "waiting" (nothing answered yet), "unreadable" (a form that cannot be read), "right" or "not yet".
    right : tuple of str
        The parts of the answer that are right.
    missing : int
        How many parts are missing; which, is not told.
    extra : tuple of str
        The parts that do not belong.
    notes : tuple of str
        Sentences; where the answer is unreadable, what it is.
    look : str
        Where to look, where the answer is not right yet.
    """

    state: Literal["waiting", "unreadable", "right", "not yet"]
    right: tuple[str, ...] = ()
    missing: int = 0
    extra: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    look: str = ""


# What a notebook calls


def exercise(case: Case, identifier: str) -> Sheet:
    """Show an exercise: what to do, the options, how to type the answer, and hints one by one.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".

    Returns
    -------
    Sheet
        The hints are closed in HTML and numbered in the plain text.

    Raises
    ------
    CaseError
        If the case has no such exercise; the message names the nearest.
    """
    one = _exercise(case, identifier)
    words, example = _form(one)
    head = f"Exercise {one['id']}"
    about = f"{one['skill']}, {_minutes(one['minutes'])}"
    prompt, hints = _paragraphs(one["prompt"]), [" ".join(str(hint).split()) for hint in one["hints"]]
    options = list(zip(LETTERS, _options(one), strict=False))
    how, code = f"Answer with {words}. Made-up example:", f'check(case, "{one["id"]}", {example})'
    listed = "".join(f"<li><b>{letter}</b> {escape(option)}</li>" for letter, option in options)
    html = (
        f"<p><b>{escape(head)}</b> ({escape(about)})</p>{_html(prompt)}"
        + (f'<ul style="list-style:none">{listed}</ul>' if options else "")
        + f"<p>{escape(how)} <code>{escape(code)}</code></p>"
        + "".join(f"<details><summary>Hint {n}</summary>{_html([hint])}</details>" for n, hint in enumerate(hints, 1))
    )
    blocks = [
        f"{head} ({about})",
        *prompt,
        "\n".join(f"{letter}  {option}" for letter, option in options),
        f"{how} {code}",
        "\n".join(f"Hint {n}. {hint}" for n, hint in enumerate(hints, 1)),
    ]
    return Sheet(f"<div>{html}</div>", _plain("\n\n".join(block for block in blocks if block)))


def check(case: Case, identifier: str, answer: object = ...) -> None:
    """Print what is right in an answer, what is missing, what does not belong, and where to look.

    Nothing is kept, and no answer raises an error. Only what the last line names was checked: whether a text argues
    well is for a reader.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".
    answer : object
        The answer; ``...`` where there is none yet.
    """
    try:
        one = _exercise(case, identifier)
    except CaseError as error:
        print(error)
        return
    print(*_words(one, _examine(case, one, answer)), sep="\n")


def reveal(case: Case, identifier: str) -> Sheet:
    """Show the model answer of an exercise, and why, closed until it is opened.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".

    Returns
    -------
    Sheet
        What `check` accepts, the model answer and the reason; the plain text says the same.

    Raises
    ------
    CaseError
        If the case has no such exercise; the message names the nearest.
    """
    one = _exercise(case, identifier)
    summary = f"Exercise {one['id']}. Open when you have tried"
    parts = [("Model answer", one["model_answer"]), ("Why", one["why"])]
    if one["kind"] == "words":
        parts.append(("For a reader", _reader(one)))
    else:
        parts.insert(0, ("Accepted", _accepted(one)))
    html = "".join(f"<p><b>{name}</b></p>{_html(_paragraphs(value))}" for name, value in parts)
    text = "\n".join(f"{name}: {' '.join(str(value).split())}" for name, value in parts)
    return Sheet(f"<details><summary>{escape(summary)}</summary>{html}</details>", _plain(f"{summary}\n{text}"))


def examine(case: Case, identifier: str, answer: object) -> Finding:
    """Find out what an answer is, without words; what `check` prints is made from it.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".
    answer : object
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
    return _examine(case, _exercise(case, identifier), answer)


def passes(case: Case, identifier: str, answer: object) -> bool:
    """Say whether an answer passes all that `check` checks.

    Parameters
    ----------
    case : Case
        An open case.
    identifier : str
        The exercise's id, such as "1.2".
    answer : object
        Anything.

    Returns
    -------
    bool
        True where nothing is missing, nothing is too much and nothing is wrong.

    Raises
    ------
    CaseError
        If the case has no such exercise.
    """
    return examine(case, identifier, answer).state == "right"


# The exercise


def _exercise(case: Case, identifier: object) -> Exercise:
    found = {str(one["id"]): one for one in case.exercises}
    if not found:
        raise CaseError("This case has no exercises.")
    if not isinstance(identifier, str):
        raise CaseError(f'Write the number of the exercise between quotation marks, such as "{next(iter(found))}".')
    wanted = _printable(identifier).casefold().removeprefix("exercise").strip()
    if wanted not in found:
        near = ", ".join(get_close_matches(wanted[:60], found, 3, 0.0))
        raise CaseError(f"There is no exercise {show(wanted)}; the nearest are {near}.")
    return found[wanted]


def _options(one: Exercise) -> list[str]:
    return [" ".join(str(option).split()) for option in one.get("options", ())]


def _answers(one: Exercise) -> list[str]:
    answers = one["answers"]
    return [str(answer) for answer in (answers if isinstance(answers, list) else [answers])]


def _form(one: Exercise) -> tuple[str, str]:
    """Say how an answer is typed, and give an example that is not the answer."""
    match one["kind"]:
        case "choice":
            return "the letter or the words of one option", '"x"'
        case "several":
            return "the letters or the words of the options, in any order", '"x, z"'
        case "order":
            return "the letters or the words of all options, first to last", '"z, x, y"'
        case "date":
            example = "14 July 1789" if "1789-07-14" not in _answers(one) else "2 January 1900"
            return "a date in words or figures; add ? if it is in doubt, ~ if it is only about then", f'"{example}"'
        case "quote":
            return f"the exact words of {_home(one)}, at most {_limit(one)} of them", '"the words as they stand"'
        case "ids":
            return "ids, in any order", '"X01, X02"'
        case "number":
            return "a whole number", "99" if "99" not in _answers(one) else "98"
    least, most = one.get("min_words"), one.get("max_words")
    limits = {
        (True, True): f"{least} to {most} ",
        (True, False): f"at least {least} ",
        (False, True): f"at most {most} ",
    }
    length = limits.get((bool(least), bool(most)), "")
    return f"{length}words of your own" + (
        f" that name {_one_of(one)}" if one.get("must_name") else ""
    ), '"In my own words."'


def _one_of(one: Exercise) -> str:
    names = [str(name) for name in one.get("must_name", ())]
    return (
        f"one of {', '.join([*names[:3], '…', names[-1]] if len(names) > 6 else names)}" if len(names) > 1 else names[0]
    )


def _home(one: Exercise) -> str:
    paragraph = one.get("paragraph")
    return str(one.get("document", "")) + ("" if paragraph is None else f" ¶{paragraph}")


def _limit(one: Exercise) -> int:
    return max(int(one.get("max_words", LONGEST_QUOTATION)), *map(count_words, _answers(one)))


def _accepted(one: Exercise) -> str:
    answers = _answers(one)
    if one["kind"] in ("choice", "several", "order"):
        keys = _option_keys(one)
        answers = [f"{LETTERS[keys[_fold(answer)]]} {show(answer, 200)}" for answer in answers]
    if one["kind"] == "quote":
        answers = [show(answer, 300) for answer in answers]
    return (" or " if one["kind"] in ("choice", "date", "quote", "number") else ", ").join(answers)


def _reader(one: Exercise) -> str:
    return f"the rubric row {show(str(one['rubric']))}"


def _look(case: Case, one: Exercise, missing: Iterable[str] = ()) -> str:
    """Say where to look: where the exercise says, in its document, or in the documents of the missing statements."""
    if place := str(one.get("look") or _home(one)).strip().rstrip("."):
        return f"Look again at {place}."
    places = dict.fromkeys(
        f"{row['document']} ¶{row['paragraph']}" if row["document"] in case.texts else f"{row['document']}"
        for row in (case.statements.loc[name] for name in missing if name in case.statements.index)
    )
    if places:
        return f"Look again at {', '.join(places)}."
    return f"Open the next hint of exercise {one['id']}." if one["hints"] else "Read the question again."


# The answer


def _examine(case: Case, one: Exercise, answer: object) -> Finding:
    try:
        if one["kind"] == "order" and isinstance(answer, (set, frozenset)) and len(answer) > 1:
            raise _Unreadable("a set, which has no order")
        texts = _texts(answer)
        if not texts:
            return Finding("waiting")
        if sum(map(len, texts)) > LONGEST.get(one["kind"], LONGEST_OTHER):
            raise _Unreadable("so long an answer")
        return _KINDS[one["kind"]](case, one, texts)
    except _Unreadable as error:
        return Finding("unreadable", notes=(str(error),))


def _texts(answer: object) -> list[str]:
    """Read an answer as texts, blank ones left out; a set in alphabetical order, the same at every run."""
    if isinstance(answer, (set, frozenset)):
        return sorted(filter(None, map(_text, answer)))
    if isinstance(answer, np.ndarray):
        answer = list(answer.ravel())
    if isinstance(answer, (pd.Index, pd.Series, pd.api.extensions.ExtensionArray)):
        answer = list(answer)
    if isinstance(answer, (list, tuple)):
        return list(filter(None, map(_text, answer)))
    return list(filter(None, [_text(answer)]))


def _text(value: object) -> str:
    """Read one thing as text; "" where it is blank."""
    if isinstance(value, str):
        text = _printable(value)
        return "" if text in ("...", "…") else text
    if value is None or value is pd.NA or isinstance(value, EllipsisType):
        return ""
    if isinstance(value, date | np.datetime64):
        return "" if pd.isna(value) else str(value)[:10]
    if isinstance(value, (bool, np.bool_)):
        return str(value)
    if isinstance(value, Real):
        return _number_text(value)
    name = type(value).__name__
    raise _Unreadable(f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}")


def _number_text(value: Any) -> str:
    """Write a number, a whole one without a point; "" where it is none (NaN)."""
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if abs(number) >= 10**12:
        raise _Unreadable("so large a number")
    return "" if isnan(number) else str(int(number)) if number.is_integer() else str(number)


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char.isspace()).strip()


def _single(texts: list[str]) -> str:
    if len(texts) > 1:
        raise _Unreadable(f"{len(texts)} answers at once")
    return texts[0]


def _fold(text: str) -> str:
    """Fold what does not count: capitals, spaces, kinds of quotation mark and dash, signs at either end."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(SIGNS).casefold().split()).strip(ENDS)


def _feedback(one: Exercise, same: Callable[[str], bool]) -> list[str]:
    return [str(words) for key, words in one.get("feedback", {}).items() if same(str(key))]


def _finding(
    case: Case,
    one: Exercise,
    good: bool,
    right: Iterable[str] = (),
    missing: int = 0,
    extra: Iterable[str] = (),
    notes: Iterable[str] = (),
    missing_ids: Iterable[str] = (),
) -> Finding:
    look = "" if good else _look(case, one, missing_ids)
    return Finding("right" if good else "not yet", tuple(right), missing, tuple(extra), tuple(notes), look)


# Options: choice, several, order


def _option_keys(one: Exercise) -> dict[str, int]:
    """Give every way to name an option, folded: its letter, the id that it begins with, its words, letter and words."""
    options = _options(one)
    keys: dict[str, int] = {}
    for n, (letter, _) in enumerate(zip(LETTERS, options, strict=False)):
        keys |= {letter: n, f"option {letter}": n, f"answer {letter}": n}
    begun = [_id_key(option.split(" ")[0]) for option in options]
    keys |= {key: n for n, key in enumerate(begun) if key and begun.count(key) == 1}
    for n, (letter, option) in enumerate(zip(LETTERS, options, strict=False)):
        keys |= {f"{letter}{sign} {_fold(option)}": n for sign in ("", ")", ".", ":", " -")}
    return keys | {_fold(option): n for n, option in enumerate(options)}


def _id_key(text: str) -> str:
    """Fold an id: "s5" for "S05", "S005" and "s 5"; "" where the text is no id."""
    found = ID.fullmatch(text.strip(ENDS))
    return f"{found[1]}{int(found[2])}".casefold() if found else ""


def _picked(one: Exercise, texts: Iterable[str]) -> tuple[list[int], list[str]]:
    """Find which options the texts name, in order, and the pieces that name none.

    A text may name several, with commas or the like between them; an option's own commas are no division.
    """
    keys = _option_keys(one)
    longest = 1 + max(len(re.findall(r"[,;/|>→&+\n]", option)) for option in _options(one))
    picks: list[int] = []
    unknown: list[str] = []
    for text in texts:
        pieces = [found.span() for found in re.finditer(r"[^,;/|>→&+\n]+", text)]
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + longest), at, -1):
                whole = text[pieces[at][0] : pieces[end - 1][1]]
                if named := _named_options(keys, whole):
                    break
            else:
                end, whole, named = at + 1, text[slice(*pieces[at])], _loosely_named(keys, text[slice(*pieces[at])])
            picks.extend(named)
            if not named and _fold(whole) not in SMALL_WORDS:
                unknown.append(whole.strip())
            at = end
    return picks, unknown


def _named_options(keys: Mapping[str, int], text: str) -> list[int]:
    folded = _fold(text)
    bare = re.sub("^(?:and|then) ", "", folded)
    return [keys[key] for key in (folded, bare, _id_key(bare)) if key in keys][:1]


def _loosely_named(keys: Mapping[str, int], text: str) -> list[int]:
    """Read "a c", "a and c", "c-a-b" and "ac"; none where any part names no option."""
    for parts in (re.split(r" and | then ", _fold(text)), re.split(r"[\s.()'-]+", _fold(text))):
        named = [_named_options(keys, part) for part in parts if part not in SMALL_WORDS]
        if named and all(named):
            return [pick for picks in named for pick in picks]
    folded = _fold(text)
    together = folded.isalpha() and len(set(folded)) == len(folded) and all(letter in keys for letter in folded)
    return [keys[letter] for letter in folded] if together else []


def _option_label(one: Exercise, pick: int) -> str:
    option = show(_options(one)[pick].rstrip("."), 40)
    return f"{LETTERS[pick]} {option}" if pick < len(LETTERS) else option


def _option_feedback(one: Exercise, picks: Iterable[int]) -> Iterator[str]:
    keys = _option_keys(one)
    for pick in picks:
        yield from _feedback(one, lambda key, pick=pick: pick in _named_options(keys, key))


def _not_options(one: Exercise, unknown: Iterable[str]) -> Iterator[str]:
    options = _options(one)
    for text in unknown:
        guess = nearest(text, options)
        last = LETTERS[min(len(options), len(LETTERS)) - 1]
        cure = f"the nearest is {show(guess)}" if guess else f"the options are a to {last}"
        yield f"{show(text)} is not an option; {cure}."


def _choice(case: Case, one: Exercise, texts: list[str]) -> Finding:
    picks, unknown = _picked(one, texts)
    picks = list(dict.fromkeys(picks))
    accepted = {_option_keys(one)[_fold(answer)] for answer in _answers(one)}
    notes = list(_not_options(one, unknown))
    if len(picks) > 1:
        return _finding(case, one, False, notes=[*notes, f"Pick one option; you named {len(picks)}."])
    wrong = [pick for pick in picks if pick not in accepted]
    notes += _option_feedback(one, wrong)
    right = [_option_label(one, pick) for pick in picks if pick in accepted]
    good = bool(right) and not unknown
    return _finding(case, one, good, right, extra=[_option_label(one, pick) for pick in wrong], notes=notes)


def _several(case: Case, one: Exercise, texts: list[str]) -> Finding:
    picks, unknown = _picked(one, texts)
    picks = sorted(set(picks))
    wanted = {_option_keys(one)[_fold(answer)] for answer in _answers(one)}
    wrong = [pick for pick in picks if pick not in wanted]
    return _finding(
        case,
        one,
        set(picks) == wanted and not unknown,
        [_option_label(one, pick) for pick in picks if pick in wanted],
        len(wanted.difference(picks)),
        [_option_label(one, pick) for pick in wrong],
        [*_not_options(one, unknown), *_option_feedback(one, wrong)],
    )


def _order(case: Case, one: Exercise, texts: list[str]) -> Finding:
    picks, unknown = _picked(one, texts)
    wanted = [_option_keys(one)[_fold(answer)] for answer in _answers(one)]
    good = picks == wanted and not unknown
    notes = list(_not_options(one, unknown))
    notes += [f"Named twice: {_option_label(one, pick)}." for pick, times in Counter(picks).items() if times > 1]
    if not good:
        same = [pick == other for pick, other in zip(picks, wanted, strict=False)]
        upto = (*same, False).index(False)
        notes.append(f"Right up to place {upto} of {len(wanted)}." if upto else "Place 1 is not right yet.")
        notes += _option_feedback(one, picks[upto : upto + 1])
    return _finding(case, one, good, missing=len(set(wanted).difference(picks)), notes=notes)


# Dates


def _date(case: Case, one: Exercise, texts: list[str]) -> Finding:
    text = _single(texts)
    accepted = [parse(answer) for answer in _answers(one)]
    said = next((when for when in accepted if _plain_date(text) == _plain_date(when.words)), None)
    given = [said] if said else _dates(text)
    if not given:
        raise _Unreadable(f"{show(text)} as a date")
    if len(given) > 1:
        note = f"{show(text)} may be {' or '.join(when.words for when in given)}; write the month as a word."
        return _finding(case, one, False, notes=[note])
    when = given[0]
    good = any(_same(when, other) for other in accepted)
    right, notes = [], []
    if not good:
        other = next((other for other in accepted if _days(other) == _days(when)), accepted[0])
        named = _feedback(one, lambda key: any(_same(when, read) for read in _dates(key)))
        if _days(other) == _days(when):
            right.append("the days that you name")
        notes = named or list(_date_notes(one, when, other))
    return _finding(case, one, good, right, notes=notes)


def _plain_date(text: str) -> str:
    plain = " ".join(text.translate(SIGNS).casefold().split()).strip(" .,;!'")
    return re.sub(r"\bfrom ", "", re.sub(r" ?(?:-|\b(?:to|until)\b) ?", "-", plain))


def _dates(text: str) -> list[When]:
    """Read a date in EDTF, words or figures: two where day and month could change places, none where it is no date."""
    tidy = re.sub(r"\b(?:maybe|possibly|probably)\b", "perhaps", text, flags=re.I).replace("(?)", "?")
    tidy = re.sub(
        r"^(?:(?:on|in|the|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b[ ,.]*)+", "", tidy, flags=re.I
    )
    for guess in (text, tidy.strip().rstrip(".,;! ")):
        try:
            return [parse(guess)]
        except DateError:
            if found := suggest(guess):
                return [parse(part) for part in found.split(" or ")]
    return []


def _days(when: When) -> tuple[date, date]:
    return when.first or date.min, when.last or date.max


def _same(when: When, other: When) -> bool:
    """Say whether two dates are one, however they are written."""
    return (
        (when.kind, when.first, when.last, when.about, when.perhaps)
        == (other.kind, other.first, other.last, other.about, other.perhaps)
        and len(when.parts) == len(other.parts)
        and all(map(_same, when.parts, other.parts))
    )


def _mark(when: When) -> str:
    return "%" if when.about and when.perhaps else "~" if when.about else "?" if when.perhaps else ""


def _date_notes(one: Exercise, when: When, other: When) -> Iterator[str]:
    """Say how a date lies to the one asked for."""
    (first, last), (start, end) = _days(when), _days(other)
    mark, wanted = _mark(when), _mark(other)
    if (first, last) == (start, end):
        if wanted and not mark:
            yield f"The doubt is missing: the course writes it with {wanted}. Why: {' '.join(str(one['why']).split())}"
        elif mark and not wanted:
            yield f"You wrote it with {mark}, a doubt that the course does not have here."
        elif mark != wanted:
            yield "The doubt is of another kind: ? means perhaps, ~ means about, % means both."
        else:
            yield "The days are right; how they belong together is not: / joins two ends, [ , ] means one of."
    elif first <= start and end <= last:
        yield "Your date takes in the one asked for; be more exact."
    elif start <= first and last <= end:
        yield "Your date is more exact than the one asked for; say no more than the document does."
    elif last < start or end < first:
        yield f"Your date is too {'early' if last < start else 'late'}."
    else:
        yield "Your date overlaps the one asked for; look at where it begins and ends."


# Quotations


def _quote(case: Case, one: Exercise, texts: list[str]) -> Finding:
    text, limit = _single(texts), _limit(one)
    words = count_words(text)
    if words > limit:
        note = f"Quote at most {limit} words, those that matter; yours are {words}."
        return _finding(case, one, False, notes=[note])
    held = _held(case, str(one["document"]))
    wanted = {
        place: words for place, words in held.items() if one.get("paragraph") is None or place == _home(one)
    } or held
    bare, accepted = text.strip(MARKS), [answer.strip(MARKS) for answer in _answers(one)]
    found = {place: there for place, words in held.items() if (there := _stands(words, bare))}
    here = {place: passage for place, passage in found.items() if place in wanted}
    if any(_stands(passage, answer) for passage in here.values() for answer in accepted):
        return _finding(case, one, True, right=here.values())
    notes = _feedback(one, lambda key: any(_fold(key) in _fold(passage) for passage in found.values()))
    if here:
        place, passage = next(iter(here.items()))
        if any(_stands(answer, passage) for answer in accepted):
            notes.append(f"You are in the right place in {place}; the passage asked for is longer.")
        else:
            notes.append(f"These words stand in {place}, but they are not the passage asked for.")
    elif found:
        notes.append(f"These words stand in {next(iter(found))}; the passage asked for stands elsewhere.")
    else:
        near = {place: nearest_passage(words, bare) for place, words in wanted.items()}
        place, (passage, likeness) = max(near.items(), key=lambda item: item[1][1], default=("", ("", 0.0)))
        if likeness == 1:
            notes.append("You cut a word in two; quote whole words.")
        elif likeness >= LIKE:
            notes.append(f"Not letter for letter: {place} has {show(passage, 300)}.")
        else:
            notes.append(f"These words do not stand in {_home(one)}; copy them, letter for letter.")
    return _finding(case, one, False, notes=notes)


def _held(case: Case, document: str) -> dict[str, str]:
    """Give what we hold of a document: its paragraphs ("D01 ¶1"), else the words quoted from it, by statement."""
    if document in case.texts:
        return {f"{document} ¶{n}": words for n, words in enumerate(case.texts[document])}
    quoted = case.statements.loc[case.statements["document"] == document, "exact"]
    return {str(name): words for name, words in quoted.items() if words}


def _stands(text: str, words: str) -> str:
    """Give the passage of a text that is the words but for kinds of quotation mark, dash, space, capitals; else ""."""
    passage, likeness = nearest_passage(text, words)
    return passage if likeness == 1 and any(_whole(text, *place) for place in find(text, passage)) else ""


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether a passage neither begins nor ends inside a word."""
    return not any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (start, end))


# Ids, numbers, words


def _known(case: Case) -> dict[str, str]:
    """Give every id of the case by its folded form."""
    return {_id_key(name): name for table in TABLES for name in getattr(case, table).index}


def _unknown_ids(case: Case, unknown: Iterable[str]) -> Iterator[str]:
    known = list(_known(case).values())
    for name in unknown:
        guess = nearest_id(name, known)
        yield f"{show(name)} is not an id of this case" + (f"; the nearest is {guess}." if guess else ".")


def _ids(case: Case, one: Exercise, texts: list[str]) -> Finding:
    known = _known(case)
    text = re.sub(r"\b([A-Za-z])\s+(?=[0-9])", r"\1", " , ".join(texts))
    tokens = [token.strip(".:") for token in re.findall(r"[^\s,;/|&+()\[\]{}\"'“”‘’]+", text)]
    tokens = [token for token in tokens if token.casefold() not in SMALL_WORDS and not token.startswith("¶")]
    if not tokens:
        raise _Unreadable(show(texts[0]))
    named = list(dict.fromkeys(known.get(_id_key(token), token) for token in tokens))
    unknown = [name for name in named if _id_key(name) not in known]
    wanted = [known.get(_id_key(name), name) for name in " ".join(_answers(one)).split()]
    wrong = [name for name in named if name not in wanted and name not in unknown]
    missing = [name for name in wanted if name not in named]
    notes = [*_unknown_ids(case, unknown)]
    for name in wrong:
        notes += _feedback(one, lambda key, name=name: _id_key(key) == _id_key(name))
    right = [name for name in named if name in wanted]
    return _finding(case, one, set(named) == set(wanted), right, len(missing), wrong, notes, missing)


def _number(case: Case, one: Exercise, texts: list[str]) -> Finding:
    text = _single(texts)
    figures = re.findall(r"[-−]?[0-9]+(?:[.,][0-9]+)*", text)
    spelled = [NUMBERS[word] for word in re.findall("[a-z]+", text.casefold()) if word in NUMBERS]
    if len(figures) + len(spelled) != 1 or any(re.search("[.,]|[0-9]{10}", figure) for figure in figures):
        raise _Unreadable(show(text))
    number = spelled[0] if spelled else int(figures[0].replace("−", "-"))
    accepted = [int(answer) for answer in _answers(one)]
    if number in accepted:
        return _finding(case, one, True, [str(number)])
    size = "too many" if number > max(accepted) else "too few" if number < min(accepted) else "not the number"
    notes = [f"{number} is {size}.", *_feedback(one, lambda key: key.strip() == str(number))]
    return _finding(case, one, False, notes=notes)


def _free_text(case: Case, one: Exercise, texts: list[str]) -> Finding:
    """Check of a text what can be checked: its length, the names asked for, and that the ids in it exist."""
    text = _single(texts)
    known, words = _known(case), count_words(text)
    least, most = int(one.get("min_words", 1)), int(one.get("max_words", words))
    families = "".join({name[0] for table in (case.documents, case.statements) for name in table.index[:1]})
    cited = list(dict.fromkeys(re.findall(rf"\b[{re.escape(families)}][0-9]{{1,4}}\b", text)))
    unknown = [name for name in cited if _id_key(name) not in known]
    names = [str(name) for name in one.get("must_name", ())]
    named = [name for name in names if _names(text, name)]
    notes = [*_unknown_ids(case, unknown)]
    if not least <= words <= most:
        notes.append(f"{words} words; write {f'at least {least}' if words < least else f'at most {most}'}.")
    if names and not named:
        notes.append(f"It has to name {_one_of(one)}.")
    right = [f"{words} {'word' if words == 1 else 'words'}", *(f"names {name}" for name in named)]
    return _finding(case, one, not notes, right if least <= words <= most else right[1:], notes=notes)


def _names(text: str, name: str) -> bool:
    """Say whether a text names an id, however it is written, or some words."""
    if key := _id_key(name):
        return key in (_id_key("".join(found)) for found in ID.findall(text))
    return re.search(rf"(?<!\w){re.escape(_fold(name))}(?!\w)", _fold(text)) is not None


_KINDS: dict[str, Callable[[Case, Exercise, list[str]], Finding]] = {
    "choice": _choice,
    "several": _several,
    "order": _order,
    "date": _date,
    "quote": _quote,
    "ids": _ids,
    "number": _number,
    "words": _free_text,
}


# Words


def _words(one: Exercise, found: Finding) -> list[str]:
    """Put a finding into lines."""
    head = f"Exercise {one['id']}"
    if found.state == "waiting":
        return [f"{head} is waiting: put your answer in place of the ... and run this cell again."]
    if found.state == "unreadable":
        words, example = _form(one)
        return [f"{head} cannot read {found.notes[0]}: give {words}, such as {example} (made up)."]
    if found.state == "right" and one["kind"] == "words":
        return [f"{head}: checked: {', '.join(found.right)}.", f"The rest is for a reader: {_reader(one)}."]
    if found.state == "right":
        return [f"{head}: right.", f"Checked: {WHAT_WAS_CHECKED[one['kind']]}, nothing else."]
    lines = [f"{head}: not yet."]
    lines += [f"Right: {', '.join(found.right)}."] if found.right else []
    lines += [f"Missing: {found.missing} more."] if found.missing else []
    lines += [f"Does not belong: {', '.join(found.extra)}."] if found.extra else []
    return [*lines, *(_plain(" ".join(note.split())) for note in found.notes), found.look]


def _paragraphs(text: object) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", str(text)) if part.strip()]


def _html(paragraphs: Iterable[str]) -> str:
    """Write paragraphs, escaped; what stands between two asterisks is stressed."""
    return "".join("<p>" + STRESSED.sub(r"<em>\1</em>", escape(paragraph)) + "</p>" for paragraph in paragraphs)


def _plain(text: str) -> str:
    return STRESSED.sub(r"\1", text)


def _minutes(minutes: float) -> str:
    return f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"
