"""Is a right answer passed in any form, a wrong one told where to look, and does no answer whatsoever raise?"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from html import unescape

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.case import CaseError, open_case
from helpers.dates import parse
from helpers.exercises import check, examine, exercise, passes, reveal


def made(identifier: str, kind: str, answers: list[object], **more: object) -> dict[str, object]:
    """Make an exercise of the test case."""
    usual = {
        "id": identifier,
        "notebook": "01_the_article",
        "skill": "close reading",
        "minutes": 5,
        "prompt": f"A made-up question of the kind {kind}.\n\nIt has <b>two</b> paragraphs.",
        "kind": kind,
        "answers": answers,
        "hints": ["Read <slowly>.", "Read again & compare."],
        "model_answer": "A model <answer>.",
        "why": "Because the sources & their <dates> differ.",
        "rubric": "close reading",
    }
    return usual | more


COURSE = open_case()
SENTENCE = str(COURSE.statements.loc["S05", "exact"])
OPTIONS = ["He laughed, and asked; why?", "A note was sent", "S05 is a quotation", "Nothing <at all>"]
EXERCISES = [
    made("1.1", "choice", ["A note was sent"], options=OPTIONS, look="D01 ¶2", feedback={"d": "Silence is not “no”."}),
    made("1.2", "several", OPTIONS[:2], options=OPTIONS, look="D01 ¶1", feedback={"S05": "Who is quoted there?"}),
    made(
        "1.3", "order", [OPTIONS[2], OPTIONS[0], OPTIONS[3], OPTIONS[1]], options=OPTIONS, feedback={"b": "Too soon."}
    ),
    made("1.4", "date", ["1952-08-25?"], document="D01", paragraph=1, feedback={"1952-08-26": "A day too late."}),
    made(
        "1.5", "quote", ["laughed and asked Vyshinsky"], document="D01", paragraph=1, feedback={"irony": "Whose word?"}
    ),
    made("1.6", "ids", ["S05 S07", "S10"], feedback={"S09": "Another year."}),
    made("1.7", "words", [], min_words=5, max_words=12, must_name=["S05", "Kochkin"]),
    made("1.8", "number", [2], look="S05", feedback={"5": "You counted retellings."}),
    made("1.9", "date", ["1954-03-31", "[1951-02-16,1951-02-17]", "1954-01-25/1954-02-18"]),
    made("1.10", "quote", ["laughed"], document="D02", look="S23"),
    made("2.1", "words", ["One word will do."], hints=[]),
    made("2.2", "ids", ["D01", "D12"], hints=[]),
]


CASE = replace(COURSE, exercises=EXERCISES)
IDS = [str(one["id"]) for one in EXERCISES]


@pytest.fixture(scope="module")
def case():
    return CASE


RIGHT = {
    "1.1": [
        *("b", "B", " b. ", "(b)", "b)", "option b", "a note was sent", "  A  NOTE was\nsent. ", "b) A note was sent"),
        *(
            ["b"],
            ("A note was sent",),
            {"b"},
            pd.Series(["b"]),
            np.array("b"),
            "“A note was sent”",
            "b: a note was sent",
        ),
    ],
    "1.2": [
        *("a, b", "b a", "ab", "BA", "a and b", "B; A", "a & b", ["a", "b"], ("B", "A"), {"a", "b"}, ["a, b"]),
        *(
            "He laughed, and asked; why?, A note was sent",
            "a note was sent; he laughed, and asked; why",
            [OPTIONS[1], "a"],
        ),
        *(pd.Index(["b", "a"]), pd.Series(OPTIONS[:2]), np.array(["a", "b"]), ["a", None, "b", "a"]),
    ],
    "1.3": [
        *("c a d b", "c, a, d, b", "cadb", "C > A > D > B", "c → a → d → b", "c-a-d-b", "c\na\nd\nb", list("cadb")),
        *(
            "S05, a, d, b",
            ["s5", "He laughed, and asked; why?", "nothing <AT all>", "b"],
            tuple("CADB"),
            "c, a, d and b",
        ),
        *(
            "c then a then d then b",
            pd.Series(list("cadb")),
            pd.Categorical(list("cadb")),
            ", ".join(map(OPTIONS.__getitem__, [2, 0, 3, 1])),
        ),
    ],
    "1.4": [
        *(
            "1952-08-25?",
            " 1952-08-25? ",
            "25 August 1952?",
            "perhaps 25 August 1952",
            "maybe 25.8.1952",
            "25/8/1952 ?",
        ),
        *(
            "Perhaps 25 August 1952.",
            "25 August 1952 (?)",
            "August 25, 1952?",
            ["1952-08-25?"],
            "possibly 25th August 1952",
        ),
    ],
    "1.5": [
        *(
            "laughed and asked Vyshinsky",
            "  laughed  and asked\nvyshinsky. ",
            "Stalin laughed and asked Vyshinsky,",
            SENTENCE,
        ),
        *(
            SENTENCE.replace("“", '"').replace("”", '"'),
            "'laughed and asked Vyshinsky'",
            ["laughed and asked Vyshinsky"],
        ),
    ],
    "1.6": [
        *(
            "S05, S07, S10",
            "s5 S7 s10",
            "S05; S07; S10.",
            "[S05] [S07] [S10]",
            "S 5, S 7 and S 10",
            ["S10", "S07", "S05"],
        ),
        *(
            {"S05", "S07", "S10"},
            ("s05", "S007", "S10"),
            pd.Index(["S05", "S07", "S10"]),
            pd.Series(["S10", "S05", "S07"]),
        ),
        *(["S05 S07", "S10", "S10"], CASE.statements.loc[["S05", "S07", "S10"]].index, "“S05”, “S07” & “S10”"),
    ],
    "1.7": [
        "S05 is all that Kochkin leaves us.",
        "kochkin’s words, as in [s5], are not seen.",
        ["One two three Kochkin S05"],
        "S05 is all that is left.",
    ],
    "1.8": [
        2,
        2.0,
        "2",
        " 2. ",
        "two",
        "Two witnesses",
        "2 witnesses",
        [2],
        {2},
        np.int64(2),
        pd.Series([2]),
        Fraction(2),
    ],
    "1.9": [
        *(
            date(1954, 3, 31),
            datetime(1954, 3, 31, 12),
            pd.Timestamp("1954-03-31"),
            np.datetime64("1954-03-31"),
            "31/03/1954",
        ),
        *(
            "31 March 1954",
            "31 march 1954.",
            "on Wednesday, 31 March 1954",
            "March 31st, 1954",
            "31.3.1954",
            "1954-3-31",
        ),
        *("1954–03–31", "16 or 17 February 1951", "[1951-02-16, 1951-02-17]", "25 January to 18 February 1954"),
        *("from 25 January until 18 February 1954", "1954-01-25/1954-02-18", pd.to_datetime(["1954-03-31"])),
        *(np.array(["1954-03-31"], "datetime64[ns]"), "the 31 March 1954"),
    ],
    "1.10": [],
    "2.1": ["x", "Anything, at any length."],
    "2.2": ["D01 ¶1, D12", ["D1", "d12"]],
}
WRONG = {
    "1.1": [
        ("a", "Does not belong: a “He laughed, and asked; why?”.", "Look again at D01 ¶2."),
        ("d", "Silence is not “no”.", "Look again at D01 ¶2."),
        ("a, b", "Pick one option; you named 2.", "D01 ¶2"),
        ("a note was snt", "is not an option; the nearest is “A note was sent”.", "D01 ¶2"),
        ("zzz", "“zzz” is not an option; the options are a to d.", "D01 ¶2"),
        (17, "“17” is not an option", "D01 ¶2"),
    ],
    "1.2": [
        ("a", "Right: a “He laughed, and asked; why?”.", "Missing: 1 more.", "D01 ¶1"),
        ("a, b, c", "Does not belong: c “S05 is a quotation”.", "Who is quoted there?", "D01 ¶1"),
        ("c, d", "Missing: 2 more.", "Does not belong: c “S05 is a quotation”, d “Nothing <at all>”.", "D01 ¶1"),
        ("a, b, maybe", "“maybe” is not an option", "Right: a", "D01 ¶1"),
        ("a joke, b", "“a joke” is not an option", "Right: b", "Missing: 1 more.", "D01 ¶1"),
    ],
    "1.3": [
        ("c a b d", "Right up to place 2 of 4.", "Too soon.", "Open the next hint of exercise 1.3."),
        ("bdac", "Place 1 is not right yet.", "Too soon.", "next hint"),
        ("c a d", "Missing: 1 more.", "Right up to place 3 of 4.", "next hint"),
        ("c a d d b", "Named twice: d", "Right up to place 3 of 4.", "next hint"),
        (["c", "a", "d", "b", "e"], "“e” is not an option", "Right up to place 4 of 4.", "next hint"),
    ],
    "1.4": [
        (
            "25 August 1952",
            "The doubt is missing: the course writes it with ?. Why: Because the",
            "Look again at D01 ¶1.",
        ),
        (date(1952, 8, 25), "Right: the days that you name.", "The doubt is missing", "D01 ¶1"),
        ("1952-08-25~", "The doubt is of another kind", "D01 ¶1"),
        ("26 August 1952", "A day too late.", "D01 ¶1"),
        ("August 1952", "Your date takes in the one asked for; be more exact.", "D01 ¶1"),
        ("1951", "Your date is too early.", "D01 ¶1"),
        ("1954-03-31?", "Your date is too late.", "D01 ¶1"),
    ],
    "1.5": [
        (
            "it was simply irony",
            "Whose word?",
            "These words stand in D01 ¶1, but they are not the passage",
            "Look again at D01 ¶1.",
        ),
        ("asked Vyshinsky", "You are in the right place in D01 ¶1; the passage asked for is longer.", "D01 ¶1."),
        ("laughed and askd Vyshinsky", "Not letter for letter: D01 ¶1 has “laughed and asked Vyshinsky”.", "D01 ¶1."),
        (
            "In March 1954",
            "These words stand in D01 ¶2; the passage asked for stands elsewhere.",
            "Look again at D01 ¶1.",
        ),
        (
            "The weather was fine",
            "These words do not stand in D01 ¶1; copy them, letter for letter.",
            "Look again at D01 ¶1.",
        ),
        (CASE.text("D01")[1], "Quote at most 25 words, those that matter; yours are ", "Look again at D01 ¶1."),
    ],
    "1.6": [
        ("S05, S07", "Right: S05, S07.", "Missing: 1 more.", "Look again at D01 ¶2."),
        ("S05 S07 S10 S09", "Does not belong: S09.", "Another year."),
        ("S09, S500", "“S500” is not an id of this case; the nearest is S128.", "Look again at D01 ¶1, D01 ¶2."),
        (["S05", "S07", "S10", "x"], "“x” is not an id", "next hint"),
        ("S05-S10", "“S05-S10” is not an id of this case", "Missing: 3 more."),
    ],
    "1.7": [
        ("Kochkin, S05.", "Right: names S05, names Kochkin.", "2 words; write at least 5."),
        ("Nobody else has seen it so far.", "Right: 7 words.", "It has to name one of S05, Kochkin."),
        ("Kochkin " * 13 + "S05", "14 words; write at most 12."),
        ("Kochkin says it in S05 and S500.", "“S500” is not an id of this case; the nearest is S128."),
        ("Kochkins and S055 are other things.", "It has to name one of S05, Kochkin."),
    ],
    "1.8": [
        (5, "5 is too many.", "You counted retellings.", "Look again at S05."),
        ("one", "1 is too few.", "S05"),
        (-2, "-2 is too few.", "S05"),
    ],
    "1.9": [
        ("04/02/1954", "may be 4 February 1954 or 2 April 1954; write the month as a word.", "next hint"),
        ("31 March 1954?", "You wrote it with ?, a doubt that the course does not have here.", "next hint"),
        ("1951-02-16/1951-02-17", "how they belong together is not", "next hint"),
        ("1954-03-30/1954-03-31", "Your date takes in the one asked for", "next hint"),
    ],
    "1.10": [
        ("words that nobody wrote", "These words do not stand in D02", "Look again at S23."),
        (("x" * 26 + " ") * 26, "Quote at most 25 words", "S23"),
        ("?!", "These words do not stand in D02", "S23"),
    ],
    "2.1": [
        ("…!", "0 words; write at least 1.", "Read the question again."),
        ("D900", "is not an id"),
        ("S0 S1", "“S0” is not"),
    ],
    "2.2": [
        ("D12", "Missing: 1 more.", "Read the question again."),
        (("D01", "D12", "S05"), "Does not belong: S05."),
        ("D01 D12 nonsense", "“nonsense” is not an id"),
    ],
}
UNREADABLE = [
    *(
        lambda: "b",
        print,
        {"b": 1},
        pd.DataFrame({"a": ["b"]}),
        b"b",
        str,
        object(),
        3j,
        Decimal("sNaN"),
        [["b"]],
        iter("b"),
    ),
    *(float("inf"), 10**5000, Fraction(10**400), "x" * 30_000, [lambda: 1]),
]
WAITING = [
    ...,
    None,
    "",
    "  ",
    "...",
    "…",
    [],
    (),
    set(),
    [None, ...],
    float("nan"),
    pd.NA,
    pd.NaT,
    [""],
    pd.Series(dtype="str"),
]


def said(capsys, case, identifier, answer) -> str:
    """What `check` prints."""
    check(case, identifier, answer)
    return capsys.readouterr().out


@pytest.mark.parametrize("identifier", IDS)
def test_a_right_answer_passes_in_every_form(case, capsys, identifier):
    for answer in RIGHT[identifier]:
        assert passes(case, identifier, answer), answer
        line, rest = said(capsys, case, identifier, answer).strip().split("\n")
        if case.exercises[IDS.index(identifier)]["kind"] == "words":
            assert line.startswith(f"Exercise {identifier}: checked: ")
            assert rest == "The rest is for a reader: the rubric row “close reading”."
        else:
            assert line == f"Exercise {identifier}: right."
            assert re.fullmatch("Checked: .+, nothing else.", rest)


@pytest.mark.parametrize("identifier", IDS)
def test_a_wrong_answer_is_told_what_is_wrong_and_where_to_look(case, capsys, identifier):
    assert len(WRONG[identifier]) >= 3
    for answer, *parts in WRONG[identifier]:
        assert not passes(case, identifier, answer), answer
        printed = said(capsys, case, identifier, answer)
        assert printed.startswith(f"Exercise {identifier}: not yet.\n")
        assert all(part in printed for part in parts), (answer, printed)
        assert printed.endswith(".\n")


def test_a_passage_of_a_document_we_do_not_hold_is_looked_for_in_the_words_quoted_from_it(case, capsys):
    name, words = next(
        (name, words)
        for name, words, home in zip(
            case.statements.index, case.statements["exact"], case.statements["document"], strict=True
        )
        if home == "D12" and words
    )
    asked = made("1.1", "quote", [words], document="D12")
    one = replace(case, exercises=[asked])
    assert passes(one, "1.1", f" {words.upper()} ")
    assert f"Not letter for letter: {name} has “{words[:20]}" in said(capsys, one, "1.1", words[:30] + words[31:])
    assert "You cut a word in two; quote whole words." in said(capsys, one, "1.1", words[:-2])
    none = replace(case, exercises=[made("1.1", "quote", ["words"], document="D999")])
    assert "These words do not stand in D999" in said(capsys, none, "1.1", "words")


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("31 March 1954", "Your date is more exact than the one asked for; say no more than the document does."),
        ("1954-03-15/1954-04-15", "Your date overlaps the one asked for; look at where it begins and ends."),
        ("1954-03?", "You wrote it with ?, a doubt that the course does not have here."),
    ],
)
def test_a_date_that_lies_askew_to_the_one_asked_for_is_told_how(case, capsys, answer, note):
    month = replace(case, exercises=[made("3.1", "date", ["1954-03"])])
    assert passes(month, "3.1", "March 1954")
    assert note in said(capsys, month, "3.1", answer)


@pytest.mark.parametrize("identifier", IDS)
def test_an_answer_not_yet_given_prints_one_fixed_line(case, capsys, identifier):
    line = f"Exercise {identifier} is waiting: put your answer in place of the ... and run this cell again.\n"
    check(case, identifier)
    assert capsys.readouterr().out == line
    for answer in WAITING:
        assert said(capsys, case, identifier, answer) == line


@pytest.mark.parametrize("identifier", IDS)
def test_an_answer_of_a_wrong_type_gets_one_sentence_with_the_form_allowed(case, capsys, identifier):
    for answer in UNREADABLE:
        printed = said(capsys, case, identifier, answer)
        assert re.fullmatch(
            rf"Exercise {re.escape(identifier)} cannot read [^\n]+: give [^\n]+ \(made up\)\.\n", printed
        )
        assert not passes(case, identifier, answer)
    assert "a DataFrame" in said(capsys, case, identifier, pd.DataFrame())
    assert "a function" in said(capsys, case, identifier, lambda: 1)


@pytest.mark.parametrize(
    ("identifier", "answer", "what"),
    [
        ("1.3", {"a", "b"}, "a set, which has no order"),
        ("1.4", "once upon a time", "“once upon a time” as a date"),
        ("1.4", ["1952", "1953"], "2 answers at once"),
        ("1.6", ",;", "“,;”"),
        ("1.8", "2 or 3", "“2 or 3”"),
        ("1.8", 2.5, "“2.5”"),
        ("1.8", True, "“True”"),
        ("1.8", 12345678901, "“12345678901”"),
        ("1.8", "many", "“many”"),
    ],
)
def test_what_cannot_be_read_for_the_kind_is_named(case, capsys, identifier, answer, what):
    assert f"cannot read {what}: give" in said(capsys, case, identifier, answer)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.text("abcdS05D12,;. 1945?~-/[]“\ud800", max_size=25)
    | st.dates()
    | st.datetimes()
    | st.decimals()
    | st.fractions()
    | st.complex_numbers()
    | st.binary(max_size=3)
    | st.sampled_from([..., pd.NA, pd.NaT, np.datetime64("NaT"), np.bool_(1), np.int64(-(2**63)), print, str, *OPTIONS])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
        | st.lists(inner, max_size=3).map(lambda held: pd.Series(held, dtype=object))
    ),
    max_leaves=5,
)
endless: list[object] = []
endless.append(endless)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(IDS), anything)
@example("1.6", endless)
@example("1.6", "S" + "9" * 1999)
@example("1.8", "9" * 1999)
@example("1.4", "9" * 1999)
def test_no_answer_whatsoever_raises(identifier, answer):
    found = examine(CASE, identifier, answer)
    assert found.state in ("waiting", "unreadable", "right", "not yet")
    assert bool(found.look) == (found.state == "not yet")
    check(CASE, identifier, answer)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_a_right_answer_passes_whatever_its_order_case_and_spaces(data):
    def dressed(text: str) -> str:
        cased = data.draw(st.sampled_from([str.lower, str.upper, str.title, str.swapcase]))(text)
        spaces = st.sampled_from([" ", "  ", "\u00a0", " \t "])
        return (
            data.draw(spaces)
            + re.sub(" ", lambda _: data.draw(spaces), cased)
            + data.draw(st.sampled_from(["", " ", ".", " ."]))
        )

    for identifier in ("1.2", "1.6"):
        names = OPTIONS[:2] if identifier == "1.2" else ["S05", "S07", "S10"]
        mixed = [dressed(name) for name in data.draw(st.permutations(names))]
        for answer in (mixed, tuple(mixed), set(mixed), pd.Series(mixed), ",".join(mixed), ";\n".join(mixed)):
            assert passes(CASE, identifier, answer), answer
    assert passes(CASE, "1.1", dressed(OPTIONS[1]))
    assert passes(CASE, "1.3", [dressed(OPTIONS[place]) for place in (2, 0, 3, 1)])
    assert passes(CASE, "1.4", dressed("25 August 1952?").rstrip(". "))
    assert passes(CASE, "1.5", dressed("laughed and asked Vyshinsky"))


# Every exercise, of this file and of the course


def planted(one: dict, case) -> Iterator[object]:
    """Make wrong answers to an exercise by its kind."""
    answers, options = [str(answer) for answer in one["answers"]], one.get("options", [])
    rest = [option for option in options if option not in answers]
    yield from ("", {}, "?!")
    match one["kind"]:
        case "choice" | "several":
            yield from (["no such option", *answers], options if rest else options[1:], answers[:-1] + rest[:1], rest)
        case "order":
            yield from (answers[::-1], answers[1:], [answers[1], answers[0], *answers[2:]], [*answers, answers[0]])
        case "date":
            for answer in answers:
                mark = answer.rstrip("?~%") if answer[-1] in "?~%" else f"{answer}?" if answer[-1].isdigit() else "1789"
                yield from (mark, re.sub(r"\d{4}", lambda year: str(int(year[0]) + 100), answer), date(1789, 7, 14))
        case "quote":
            answer = min(answers, key=len)
            half = len(answer) // 2
            yield from (answer[:half] + "qz" + answer[half:], answer[1:-1], answer[::-1], f"{answer} " * 40)
        case "ids":
            names = " ".join(answers).split()
            other = next(name for name in case.statements.index if name not in names)
            yield from (names[1:], [*names, other], [other], [*names, "S999"])
        case "number":
            numbers = [int(answer) for answer in answers]
            yield from (max(numbers) + 1, min(numbers) - 1, max(numbers) + 10, f"{numbers[0]} or {numbers[0] + 1}")
        case "words":
            model = (answers or [one["model_answer"]])[0]
            yield f"{model} [S999]"
            if one.get("max_words"):
                yield model + " more" * one["max_words"]
            if names := one.get("must_name"):
                yield re.sub("|".join(map(re.escape, names)), "", model, flags=re.I)


def model_answers(one: dict) -> list[object]:
    """Give each answer that must pass, from the exercise itself."""
    if one["kind"] in ("several", "order", "ids"):
        return [one["answers"]]
    return list(one["answers"]) or [one["model_answer"]]


OWN = [
    replace(
        CASE,
        exercises=[{**EXERCISES[n], "model_answer": "S05 is all that Kochkin leaves us."} for n in (*range(9), 10, 11)],
    )
]


@pytest.mark.parametrize("case", [*OWN, COURSE], ids=["made up", "the course"])
def test_each_model_answer_passes_and_planted_wrong_ones_do_not(case):
    for one in case.exercises:
        for answer in model_answers(one):
            assert passes(case, one["id"], answer), (one["id"], answer, examine(case, one["id"], answer))
        wrong = list(planted(one, case))
        assert len(wrong) >= 3
        for answer in wrong:
            assert not passes(case, one["id"], answer), (one["id"], answer)


@pytest.mark.parametrize("case", [*OWN, COURSE], ids=["made up", "the course"])
def test_the_made_up_example_and_the_feedback_do_not_give_the_answer_away(case, capsys):
    for one in case.exercises:
        shown = exercise(case, one["id"])
        typed = re.search(r'check\(case, "[^"]+", (?:"(.*)"|(\d+))\)', shown.text)
        assert typed, shown.text
        assert one["kind"] == "words" or not passes(case, one["id"], typed[1] or typed[2])
        check(case, one["id"], "Ωmega")
        printed = capsys.readouterr().out
        if one["kind"] in ("quote", "date", "choice", "several"):
            assert not any(str(answer) in printed for answer in one["answers"]), printed


def visible(html: str) -> list[str]:
    """The words of HTML, without its tags."""
    return unescape(re.sub("<[^>]*>", " ", html)).split()


@pytest.mark.parametrize("identifier", IDS)
def test_an_exercise_shows_all_and_escapes_what_the_case_holds(case, identifier):
    one, shown = case.exercises[IDS.index(identifier)], exercise(case, identifier)
    assert f"Exercise {identifier} (close reading, 5 minutes)" in shown.text
    assert shown.html.count("<details><summary>Hint ") == len(one["hints"])
    assert "<details open" not in shown.html
    assert "<slowly>" not in shown.html
    assert "<at all>" not in shown.html
    assert "<b>two</b>" not in shown.html
    assert "It has &lt;b&gt;two&lt;/b&gt; paragraphs." in shown.html
    for letter, option in zip("abcd", one.get("options", []), strict=False):
        assert f"\n{letter}  {option}" in shown.text
    for number, hint in enumerate(one["hints"], 1):
        assert f"\nHint {number}. {hint}" in shown.text
    assert [word for word in visible(shown.html) if word not in shown.text] == []
    assert f'check(case, "{identifier}", ' in shown.text
    assert "model" not in shown.text


@pytest.mark.parametrize("identifier", IDS)
def test_the_model_answer_is_shown_closed_with_its_reason(case, identifier):
    shown = reveal(case, identifier)
    assert re.match(
        f"<details><summary>Exercise {re.escape(identifier)}. Open when you have tried</summary>", shown.html
    )
    assert "A model &lt;answer&gt;." in shown.html
    assert "Model answer: A model <answer>.\nWhy: Because the sources & their <dates> differ." in shown.text
    assert [word for word in visible(shown.html) if word not in shown.text] == []


def test_what_is_accepted_can_be_typed_after_it_is_revealed(case):
    accepted = {name: re.search("Accepted: (.*)", reveal(case, name).text) for name in IDS}
    assert accepted["1.1"][1] == "b “A note was sent”"
    assert accepted["1.4"][1] == "1952-08-25?"
    assert accepted["1.9"][1].split(" or ")[0] == parse("1954-03-31").text
    assert accepted["1.6"][1] == "S05 S07, S10"
    assert accepted["1.7"] is None
    assert "For a reader: the rubric row “close reading”" in reveal(case, "1.7").text


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (20, 60, "20 to 60 words"),
        (20, None, "at least 20 words"),
        (None, 60, "at most 60 words"),
        (None, None, "words of your own"),
    ],
)
def test_how_to_answer_in_words_says_how_long_and_what_to_name(case, least, most, words):
    limits = {key: value for key, value in (("min_words", least), ("max_words", most)) if value}
    one = made("3.1", "words", [], must_name=["S05", "Kochkin"], minutes=1, **limits)
    shown = exercise(replace(case, exercises=[one]), "3.1").text
    assert f"Answer with {words}" in shown
    assert "that name one of S05, Kochkin." in shown
    assert "(close reading, 1 minute)" in shown


def test_an_unknown_exercise_names_the_nearest(case, capsys):
    printed = said(capsys, case, "1.22", "b")
    assert re.fullmatch(r"There is no exercise “1\.22”; the nearest are (\d\.\d+, ){2}\d\.\d+\.\n", printed)
    assert "1.2" in printed
    for show in (exercise, reveal):
        with pytest.raises(CaseError, match=re.escape(printed.strip())):
            show(case, "1.22")
    for slip in (1.2, None, ["1.2"], "\ud800"):
        assert said(capsys, case, slip, "b").count("\n") == 1
    assert "between quotation marks" in said(capsys, case, 1.2, "b")
    assert said(capsys, case, " Exercise 1.1 ", "b").startswith("Exercise 1.1: right.")
    assert said(capsys, replace(case, exercises=[]), "1.1", "b") == "This case has no exercises.\n"


def test_the_same_answer_gives_the_same_words(case, capsys):
    names = [f"S{n:02}" for n in range(1, 40)]
    shuffled = random.Random(4).sample(names, len(names))
    assert said(capsys, case, "1.6", set(names)) == said(capsys, case, "1.6", set(shuffled))


def test_of_many_names_only_the_ends_are_shown_and_stress_is_rendered(case):
    names = [f"S{n:02}" for n in range(1, 19)]
    one = made("3.1", "words", [], must_name=names, prompt="What did it *ask* for, 2 * 3 * 4 times? *No <b>*")
    shown = exercise(replace(case, exercises=[one]), "3.1")
    assert "name one of S01, S02, S03, …, S18." in shown.text
    assert "What did it ask for, 2 * 3 * 4 times? No <b>" in shown.text
    assert "What did it <em>ask</em> for, 2 * 3 * 4 times? <em>No &lt;b&gt;</em>" in shown.html
