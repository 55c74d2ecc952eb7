"""Can every exercise of a case be asked and checked? Its keys, its answers, and the ids that it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from string import ascii_lowercase as LETTERS
from typing import Any, NamedTuple

from helpers.dates import DateError, parse
from helpers.folder import Contents
from helpers.package import EXERCISES
from helpers.passages import nearest_words
from helpers.quotes import find
from helpers.tables import Problem, cure, near_id, nearest, show

Exercise = Mapping[str, Any]

SKILLS = ("sourcing", "context", "close reading", "corroboration", "weighing", "arguing")
KINDS = ("choice", "several", "order", "date", "quote", "ids", "number", "words")
WITH_OPTIONS = ("choice", "several", "order")
KEYS: dict[str, tuple[str, bool]] = {
    "id": ("text", True),
    "notebook": ("text", True),
    "skill": ("text", True),
    "minutes": ("number", True),
    "prompt": ("text", True),
    "kind": ("text", True),
    "options": ("list", False),
    "answers": ("list", False),
    "hints": ("list", True),
    "model_answer": ("text", True),
    "why": ("text", True),
    "rubric": ("text", True),
    "look": ("text", False),
    "document": ("text", False),
    "paragraph": ("whole number", False),
    "min_words": ("whole number", False),
    "max_words": ("whole number", False),
    "must_name": ("list", False),
    "name_least": ("whole number", False),
    "feedback": ("table", False),
    "not_after": ("whole number", False),
    "beware": ("table", False),
    "reader": ("text", False),
    "misreadings": ("list", False),
    "cut": ("text", False),
}
"""Every key that an exercise may have: what it holds, and whether every exercise needs it. `options` belong to those to
choose from, `answers` to all but free words."""

FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "text": (lambda value: isinstance(value, str), "a text between quotation marks"),
    "list": (
        lambda value: isinstance(value, list) and all(isinstance(one, str | int) for one in value),
        "a list of texts between [ and ]",
    ),
    "whole number": (lambda value: type(value) is int and value >= 0, "a whole number"),
    "number": (lambda value: type(value) in (int, float) and value > 0, "a number above 0"),
    "table": (
        lambda value: isinstance(value, dict) and all(isinstance(one, str) for one in value.values()),
        "lines of “wrong answer” = “what to say”, under [exercise.feedback]",
    ),
}
PLAIN = ("id", "notebook", "skill", "kind", "rubric", "document", "must_name")
"""Keys whose words are not read for ids."""


class Ids(NamedTuple):
    """The ids of a case, None while they are not all known, and how they look where a text cites them."""

    known: frozenset[str] | None
    cited: re.Pattern[str]


def exercises(contents: Contents) -> Iterator[Problem]:
    """Find what is wrong in each exercise."""
    lines = contents.lines.get(EXERCISES, [])
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*exercise\s*\]\]", line)]
    seen: set[str] = set()
    ids = _ids(contents)
    for place, one in enumerate(contents.exercises):
        start, end = (*starts[place : place + 2], None, None)[:2] if place < len(starts) else (0, None)
        for key, message in _faults(contents, one, seen, ids):
            named = f"exercise {one['id']} " if one.get("id") and key != "id" else ""
            line = contents.line(EXERCISES, key, start or 0, end)
            yield Problem(contents.label(EXERCISES), line or (start or 0) + 1, key, named + message)


def _faults(contents: Contents, one: Exercise, seen: set[str], ids: Ids) -> Iterator[tuple[str, str]]:
    """Give the key and the fault of everything that is wrong in one exercise."""
    broken = dict(_keys(one))
    yield from broken.items()
    identifier = str(one.get("id", ""))
    if identifier in seen:
        yield "id", f"{show(identifier)} stands already above; give one of the two another"
    seen.add(identifier)
    for key, allowed in (("skill", SKILLS), ("kind", KINDS)):
        if key not in broken and one[key] not in allowed:
            mend = cure(nearest(one[key], allowed, 0.4), "use an allowed one")
            yield key, f"has {show(one[key])}, not a known {key}; {mend} (allowed: {', '.join(allowed)})"
    whole = {key: value for key, value in one.items() if key not in broken}
    yield from _place(contents, whole)
    yield from _options(whole)
    yield from _answers(contents, whole, ids)
    yield from _words(whole, ids)
    yield from _feedback(whole)
    yield from _for_the_teacher(whole)
    yield from _named(whole, ids)


def _keys(one: Exercise) -> Iterator[tuple[str, str]]:
    """Find keys that are missing, unknown or of the wrong kind."""
    kind = one.get("kind")
    wanted = {key for key, (_, always) in KEYS.items() if always}
    wanted |= {"options"} if kind in WITH_OPTIONS else set()
    wanted |= {"answers"} if kind in KINDS and kind != "words" else set()
    unknown = [key for key in one if key not in KEYS]
    for key, (form, _) in KEYS.items():
        fits, what = FORMS[form]
        if key in wanted and (key not in one or (one[key] in ("", []) and key != "hints")):
            guess = nearest(key, unknown)
            mend = f"rename {show(guess)} to it" if guess else "add it"
            unknown = [other for other in unknown if other != guess]
            yield key, f"has no {key}; {mend}"
        elif key in one and not fits(one[key]):
            yield key, f"has {show(str(one[key]))} as its {key}; it must be {what}"
    for key in unknown:
        yield key, f"has a key that nothing reads; {cure(nearest(key, KEYS), 'take it out')}"


def _place(contents: Contents, one: Exercise) -> Iterator[tuple[str, str]]:
    """Find documents and paragraphs that are not there."""
    documents, document = contents.tables["documents"].ids, one.get("document", "")
    if document and documents is not None and document not in documents:
        yield (
            "document",
            f"names {show(document)}, which is not a document; {cure(near_id(document, documents), 'add it')}",
        )
    text = contents.texts.get(document)
    if text and one.get("paragraph", 0) >= len(text):
        yield "paragraph", f"names paragraph {one['paragraph']}; {document} has the paragraphs 0 to {len(text) - 1}"


def _options(one: Exercise) -> Iterator[tuple[str, str]]:
    """Find options that are too few or too many, the same but for capitals, or taken for the letter of another."""
    options = [" ".join(str(option).split()).casefold() for option in one.get("options", ())]
    if len(options) == 1:
        yield "options", "has one option; give another to choose from"
    if len(options) > len(LETTERS):
        yield (
            "options",
            f"has {len(options)} options, and there are {len(LETTERS)} letters to name them; take some out",
        )
    for option, times in Counter(options).items():
        if times > 1:
            yield "options", f"has the option {show(option)} twice; change one of the two"
        elif option in [*LETTERS, ""]:
            yield "options", f"has the option {show(option)}; write words, since single letters name the options"


def _answers(contents: Contents, one: Exercise, ids: Ids) -> Iterator[tuple[str, str]]:
    """Find answers that could never be given, by the kind of the exercise."""
    kind, answers = one.get("kind"), [str(answer) for answer in one.get("answers", ())]
    options = [str(option) for option in one.get("options", ())]
    if kind in WITH_OPTIONS and options:
        for answer in (answer for answer in answers if answer not in options):
            mend = cure(nearest(answer, options, 0.0), "add it to the options")
            yield "answers", f"has the answer {show(answer)}, which is not an option; {mend}"
        if kind == "order" and sorted(answers) != sorted(options):
            yield "answers", "must put every option in order, each once"
    for answer in answers:
        if kind == "number" and not re.fullmatch("[+-]?[0-9]{1,9}", answer):
            yield "answers", f"has the answer {show(answer)}, which is not a whole number; write digits only"
        if kind == "date":
            try:
                parse(answer)
            except DateError as error:
                yield "answers", f"has a date that is not one: {str(error).rstrip('.')}"
        held = _held(contents, one) if kind == "quote" and one.get("document") else []
        if held and not any(find(words, answer) for words in held):
            mend = nearest_words(held, answer)
            yield "answers", f"has the quotation {show(answer)}, not found in {one['document']}; {mend}"
    if kind == "ids":
        yield from (("answers", message) for message in _unknown(ids, " ".join(answers).split()))
    if kind == "quote" and not one.get("document"):
        yield "answers", "has a quotation to find and no document to find it in; add the key document"


def _held(contents: Contents, one: Exercise) -> list[str]:
    """Give the passages in which a quotation is to be found: a paragraph, a text, or the short words of a document."""
    if text := contents.texts.get(one["document"]):
        return text[one["paragraph"] :][:1] or text if "paragraph" in one else text
    return [exact for _, [home, exact] in contents.cells("statements", "document", "exact") if home == one["document"]]


def _words(one: Exercise, ids: Ids) -> Iterator[tuple[str, str]]:
    """Find limits that no text can keep, and names that no text can name."""
    least, most = one.get("min_words", 0), one.get("max_words")
    if most is not None and most < max(least, 1):
        yield "max_words", f"has at most {most} words and at least {least}; no text can be both"
    names = one.get("must_name", ())
    if "name_least" in one and not 1 <= one["name_least"] <= len(names):
        yield "name_least", f"asks for {one['name_least']} of {len(names)} names; no text can do so"
    named = [str(name) for name in names if ids.cited.fullmatch(str(name))]
    yield from (("must_name", message) for message in _unknown(ids, named))


def _feedback(one: Exercise) -> Iterator[tuple[str, str]]:
    """Find feedback on answers that nobody can give."""
    options = [str(option).casefold() for option in one.get("options", ())]
    for key in one.get("feedback", {}):
        if one.get("kind") in WITH_OPTIONS and options and key.casefold() not in options:
            yield (
                "feedback",
                f"speaks to {show(key)}, which is not an option; {cure(nearest(key, options), 'take it out')}",
            )


def _for_the_teacher(one: Exercise) -> Iterator[tuple[str, str]]:
    """Find misreadings and cuts that say nothing."""
    for key, values in (("misreadings", one.get("misreadings", ())), ("cut", (one.get("cut", "-"),))):
        if any(not str(value).strip() for value in values):
            yield key, f"has nothing written in its {key}; write it, or take it out"


def _named(one: Exercise, ids: Ids) -> Iterator[tuple[str, str]]:
    """Find ids in the exercise's words that the case does not have."""
    for key, value in one.items():
        values = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if key not in PLAIN and (key != "answers" or one.get("kind") != "ids"):
            named = ids.cited.findall("\n".join(map(str, values)))
            yield from ((key, message) for message in _unknown(ids, dict.fromkeys(named)))


def _ids(contents: Contents) -> Ids:
    """Gather the ids of a case; none are unknown while a table cannot be read, and those of terms nobody cites."""
    tables = contents.tables.values()
    known = frozenset[str]().union(*(table.ids or () for table in tables))
    letters = {key[0] for table in tables if table.name != "glossary" for key in table.ids or ()}
    if any(table.ids is None for table in tables) or not letters:
        return Ids(None, re.compile("(?!)"))
    return Ids(known, re.compile(rf"\b[{re.escape(''.join(sorted(letters)))}][0-9]{{1,3}}\b"))


def _unknown(ids: Ids, named: Collection[str]) -> Iterator[str]:
    """Say of each unknown id that it is none, and which is meant."""
    known = frozenset(named) if ids.known is None else ids.known
    for wrong in named:
        if wrong not in known:
            mend = cure(near_id(wrong, known), "take it out, or add its row")
            yield f"names {show(wrong)}, which is no id of the case; {mend}"
