"""Does any wrong answer pass, and does what is said of it lead to the place in the source and not to the solution?

Wrong answers are of two kinds: such as people give (planted_answers.toml, each with words that must be said to it), and
slips made by rule from the right answer of every exercise.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase as LETTERS
from typing import Any

import pytest

from helpers import Case, check, open_case
from helpers.answers import NUMBERS
from helpers.dates import parse
from helpers.exercises import examine, passes
from helpers.marking import Finding
from helpers.quotes import count_words
from tests.test_answers import said as model_said
from tests.test_exercises import model_answers

PLANTED: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("planted_answers.toml").read_text(encoding="utf-8")
)
COURSE = open_case()
EXERCISES: dict[str, dict[str, Any]] = {one["id"]: one for one in COURSE.exercises}

every = pytest.mark.parametrize("name", EXERCISES)


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no answer: a thousand files to write would prove nothing here (tests/test_kept.py does)."""
    monkeypatch.setattr("helpers.exercises.keep", lambda *_: "")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Collect what `check` finds, so that nothing is examined twice."""
    all_found: list[Finding] = []

    def examined(*asked: Any) -> Finding:
        all_found.append(examine(*asked))
        return all_found[-1]

    monkeypatch.setattr("helpers.exercises.examine", examined)
    return all_found


def told(capsys: pytest.CaptureFixture[str], case: Case, name: str, answer: object) -> str:
    check(case, name, answer)
    return capsys.readouterr().out


def place(one: dict[str, Any]) -> str:
    """Say where an exercise sends a reader who is wrong, from its own fields."""
    if one.get("look"):
        return f"Look at {one['look']}."
    if one.get("document"):
        return f"Look at {one['document']}" + (f" ¶{one['paragraph']}." if "paragraph" in one else ".")
    return f"Open the next hint of exercise {one['id']}." if one["hints"] else "Read the question again."


def slips(case: Case, one: dict[str, Any]) -> Iterator[object]:
    """Make wrong answers from the right one: a part left out, a neighbour in its place, something too much."""
    answers, options = [str(answer) for answer in one["answers"]], [str(option) for option in one.get("options", [])]
    letter = dict(zip(options, LETTERS, strict=False))
    rest = [option for option in options if option not in answers]
    match one["kind"]:
        case "choice":
            yield from rest
            yield from (f"{letter[option]})" for option in rest)
            yield [answers[0], rest[0]]
        case "several":
            yield from (answers[:at] + answers[at + 1 :] for at in range(len(answers)) if answers[1:])
            yield from ([*answers, option] for option in rest)
            yield from ([*answers[1:], option] for option in rest)
            yield from rest
            yield options
        case "order":
            for at in range(len(answers) - 1):
                yield [*answers[:at], answers[at + 1], answers[at], *answers[at + 2 :]]
                yield answers[:at] + answers[at + 1 :]
            yield from (answers[::-1], answers[1:] + answers[:1], sorted(answers), options)
        case "ids":
            names = " ".join(answers).split()
            known = [str(key) for table in (case.documents, case.statements, case.events) for key in table.index]
            known += [str(key) for key in case.claims.index]
            for name in names:
                near = [f"{name[0]}{int(name[1:]) + step:0{len(name) - 1}}" for step in (-1, 1)]
                yield from ([*(other for other in names if other != name), key] for key in near if key not in names)
                yield [other for other in names if other != name] or near[:1]
            yield from ([*names, key] for key in known[:: len(known) // 5] if key not in names)
        case "number":
            right = {int(answer) for answer in answers}
            yield from (n for n in range(min(right) - 3, max(right) + 4) if n not in right)
            yield from (word for n, word in enumerate(NUMBERS) if n not in right)
            yield f"{min(right)} or {min(right) + 1}"
        case "date":
            for answer in answers:
                day = parse(answer).first
                assert day
                yield from (day + timedelta(step) for step in (-7, -1, 1, 7, 31, 365))
                yield from (f"{day:%Y-%m}", f"{day:%Y}", f"{answer}?", f"{answer}~", f"{day:%d} {day:%B}")
        case "quote":
            for answer in answers:
                words = answer.split()
                yield from (" ".join(words[::-1]), " ".join([*words[:1], "not", *words[1:]]), f"{answer} " * 20)
            shortest = min(answers, key=len).split()
            yield from (" ".join(shortest[:-1]), " ".join(shortest[1:]))
            home = str(one["document"])
            yield from (" ".join(text.split()[:9]) for text in case.texts.get(home, [])[1:])
        case "words":
            model = one["model_answer"].removeprefix("For example: ")
            least = int(one.get("min_words", 1))
            yield from (" ".join(model.split()[:count]) for count in range(1, least) if count % 5 == 1)
            yield from (f"{model} [S999]", f"{model} (D900)")
            if names := one.get("must_name"):
                pattern = "|".join(rf"\b{re.escape(name)}\b" for name in names)
                yield re.sub(pattern, "it", model, flags=re.IGNORECASE)
                if one.get("name_least", 1) > 1:
                    first = re.search(pattern, model, re.IGNORECASE)
                    assert first
                    keep = first[0]
                    yield re.sub(
                        pattern, lambda found: found[0] if found[0] == keep else "it", model, flags=re.IGNORECASE
                    )


def solutions(one: dict[str, Any], answer: object) -> set[str]:
    """Give what of the solution an answer does not hold: nothing that is said to it may hold it either."""
    given = " ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
    answers = [str(solution) for solution in one["answers"]]
    match one["kind"]:
        case "ids":
            return {name for name in " ".join(answers).split() if name not in given}
        case "choice" | "several":
            return set(answers)
        case "date":
            return {*answers, *(parse(solution).words for solution in answers)}
        case "quote":
            return {min(answers, key=len)}
        case _:
            return set()


def gives_away(case: Case, one: dict[str, Any], answer: object, words: str) -> list[str]:
    """Give the parts of the solution that stand in what was said, and that were not in the answer."""
    words = re.sub(r"^Exercise [\d.]+: ", "", words.split("\nAnswer with ")[0])
    if one["kind"] == "ids":  # what was named and belongs, a range too; and from where to where ids run
        words = re.sub(r"Right so far: .*|; ids with [A-Z] run from .*", "", words)
    if one["kind"] in ("choice", "several"):
        words = re.sub(r"choose from: .*", "", words)
        words = re.sub(r"Right so far: .*", "", words)  # what was named and belongs
        return [solution for solution in solutions(one, answer) if solution.rstrip(".")[:99] in words]
    if one["kind"] == "number":
        others = {int(word) for word in re.findall(r"(?<![\w.¶])\d+(?!\w)", words.split("Look at")[0])}
        typed = set(re.findall(r"\d+", str(answer)))
        return [str(n) for n in others & set(map(int, one["answers"])) if str(n) not in typed]
    return [solution for solution in solutions(one, answer) if re.search(rf"\b{re.escape(solution)}\b", words)]


@every
def test_the_model_answer_passes(case: Case, name: str) -> None:
    one = EXERCISES[name]
    for answer in model_answers(one):
        assert passes(case, name, answer), answer
    if one["kind"] == "words":
        assert passes(case, name, one["model_answer"].removeprefix("For example: "))
    elif one["kind"] != "several":
        assert passes(case, name, model_said(one))


def test_every_exercise_has_three_wrong_answers_of_each_kind(case: Case) -> None:
    assert list(PLANTED) == list(EXERCISES)
    assert {name: len(wrong) for name, wrong in PLANTED.items() if len(wrong) < 3} == {}
    assert {name for name, one in EXERCISES.items() if len(list(slips(case, one))) < 3} == set()


@every
def test_whoever_is_wrong_is_told_so_and_sent_to_the_place_and_not_to_the_solution(
    case: Case, capsys: pytest.CaptureFixture[str], found: list[Finding], name: str
) -> None:
    one = EXERCISES[name]
    for answer in [*PLANTED[name], *slips(case, one)]:
        words = told(capsys, case, name, answer)
        if str(answer) in PLANTED[name]:
            assert PLANTED[name][str(answer)] in words, f"{answer!r}, which people give, is not answered in these words"
        assert found[-1].state != "right", f"{answer!r} passes"
        if found[-1].state == "not yet":
            assert words.endswith(f"{place(one)}\n"), answer
            assert found[-1].notes, f"nothing is said of {answer!r}"
        elif found[-1].state == "unreadable":
            assert f"\nAnswer with {'a' if one['kind'] in ('number', 'date') else ''}" in words, answer
        assert gives_away(case, one, answer, words) == [], f"{answer!r} is told: {words}"


def test_what_gives_the_solution_away_is_seen(case: Case) -> None:
    for name, answer, words in (
        ("0.1", 7, "It is not 7. There are 105."),
        ("1.2", "S05, S07", "Right so far: S05, S07.\nS15 is missing."),
        ("2.3", "a", "Only in the English is right."),
        ("2.9", "1952-08-16", "It was 15 August 1952."),
        ("1.4", "no", "Copy: was not a propaganda ploy."),
    ):
        assert gives_away(case, EXERCISES[name], answer, words), name


def test_every_place_to_look_is_there(case: Case) -> None:
    known = {
        str(key) for table in ("documents", "statements", "puzzles", "claims") for key in getattr(case, table).index
    }
    for name, one in EXERCISES.items():
        for key in re.findall(r"\b[DSPC]\d{1,3}\b|\bH\d\b", place(one)):
            assert key in known, f"{name} sends to {key}"
        for document, paragraph in re.findall(r"\b(D\d+) ¶(\d+)", place(one)):
            assert int(paragraph) < len(case.text(document)), f"{name} sends to {document} ¶{paragraph}"


def test_every_wrong_option_that_stands_alone_has_a_sentence_of_its_own_or_a_place(case: Case) -> None:
    for name, one in EXERCISES.items():
        for wrong in one.get("feedback", {}):
            found = examine(case, name, wrong)
            assert found.state == "not yet", f"{name} speaks to {wrong!r}, which is right"
            assert one["feedback"][wrong] in found.notes, f"{name} never says what it has for {wrong!r}"


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("5.2", "no", "“no” is not an option"),
        ("4.5", "European Defense Community", "You are in the right place in S105"),
        (
            "4.5",
            "European Defence Community",
            "Not letter for letter: S105 has another word or spelling for “Defence” (word 2 of yours): look",
        ),
        ("2.9", "25 August 1952", "That is the day that the column gives"),
        ("5.3", "S07", "S07 is a statement; the question asks for a claim or explanation."),
        ("5.9", "D68 " * 50, "It has to name at least two of D68, D66"),
    ],
)
def test_feedback_that_misled_once_does_so_no_more(
    case: Case, capsys: pytest.CaptureFixture[str], name: str, answer: str, words: str
) -> None:
    assert words in told(capsys, case, name, answer)


def test_a_text_one_word_short_is_told_how_many_are_asked_for(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    for name, one in EXERCISES.items():
        if one["kind"] == "words":
            text = " ".join(["word"] * (one["min_words"] - 1))
            assert count_words(text) == one["min_words"] - 1
            words = told(capsys, case, name, text)
            assert re.search(rf"At least ({one['min_words']} words are|1 word is) asked for\.", words), name
