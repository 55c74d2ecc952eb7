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

from helpers.answers import name_labels
from helpers.case import CaseError, open_case
from helpers.exercises import check, examine, exercise, passes, reveal
from helpers.reading import read


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
WITNESSES = "How many witnesses are there?\n\nIt has <b>two</b> paragraphs."
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
    made("1.8", "number", [2], prompt=WITNESSES, look="S05", feedback={"5": "You counted retellings."}),
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
            ["S05", "He laughed, and asked; why?", "nothing <AT all>", "b"],
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
        ("a", "Option a “He laughed, and asked; why?” is not it.", "Look at D01 ¶2."),
        ("d", "Silence is not “no”.", "Look at D01 ¶2."),
        ("a, b", "Pick one option; you named 2.", "D01 ¶2"),
        (
            "a note was snt",
            "“a note was snt” is not an option; choose from: a “He laughed, ",
            "; b “A note was sent”; c",
        ),
        ("zzz", "“zzz” is not an option; choose from: a “He", "; d “Nothing <at all>”.", "D01 ¶2"),
        (17, "“17” is not an option", "D01 ¶2"),
        ("and", "That is not an option; choose from", "D01 ¶2"),
    ],
    "1.2": [
        ("a", "Right so far: a “He laughed, and asked; why?”.", "\nSomething is missing.\n", "D01 ¶1"),
        ("a, b, c", "Does not belong: c “S05 is a quotation”.", "Who is quoted there?", "D01 ¶1"),
        ("c, d", "\nMore than half of what you named does not belong.\n", "Who is quoted there?", "D01 ¶1"),
        ("a, b, maybe", "“maybe” is not an option", "D01 ¶1"),
        (
            "a joke, b, or so",
            "“a joke” and “or so” are not options",
            "Right so far: b",
            "Something is missing.",
            "D01 ¶1",
        ),
        ("a, b, c, d", "\nYou named every option, and not every one belongs.\n", "D01 ¶1"),
        ("and", "That is not an option", "D01 ¶1"),
    ],
    "1.3": [
        ("c a b d", "Right up to place 2 of 4.", "Too soon.", "Open the next hint of exercise 1.3."),
        ("bdac", "Place 1 is not right yet.", "Too soon.", "next hint"),
        ("c a d", "Not in your order yet: b.", "Right up to place 3 of 4.", "next hint"),
        ("c a d d b", "Option d “Nothing <at all>” is named twice.", "Right up to place 3 of 4.", "next hint"),
        (["c", "a", "d", "b", "e"], "“e” is not an option", "next hint"),
    ],
    "1.4": [
        ("25 August 1952", "The days are right. How sure are they? Add ? for perhaps", "Look at D01 ¶1."),
        (date(1952, 8, 25), "The days are right. How sure are they?", "D01 ¶1"),
        ("1952-08-25~", "The days are right. How sure are they?", "D01 ¶1"),
        ("26 August 1952", "A day too late.", "D01 ¶1"),
        ("August 1952", "Your date is too wide; be more exact.", "D01 ¶1"),
        ("1951", "\nIt is not 1951.\n", "D01 ¶1"),
        ("1954-03-31?", "\nIt is not perhaps 31 March 1954.\n", "D01 ¶1"),
    ],
    "1.5": [
        (
            "it was simply irony",
            "Whose word?",
            "These words stand in D01 ¶1, but they are not the passage",
            "Look at D01 ¶1.",
        ),
        ("asked Vyshinsky", "You are in the right place in D01 ¶1; the passage asked for is longer.", "D01 ¶1."),
        (
            "laughed and askd Vyshinsky",
            "D01 ¶1 has another word or spelling for “askd” (word 3 of yours): look again.",
            "D01 ¶1.",
        ),
        ("In March 1954", "These words stand in D01 ¶2; the passage asked for stands elsewhere.", "Look at D01 ¶1."),
        (
            "The weather was fine",
            "These words do not stand in D01 ¶1; copy them, letter for letter.",
            "Look at D01 ¶1.",
        ),
        (CASE.text("D01")[1], "words; quote those that matter, 25 at most.", "Look at D01 ¶1."),
    ],
    "1.6": [
        ("S05, S07", "Right so far: S05, S07.", "\nSomething is missing.\n", "Look at D01 ¶1, D01 ¶2."),
        ("S05 S07 S10 S09", "Does not belong: S09.", "Another year."),
        ("S09, S500", "“S500” is no id of this case; ids with S run from S01 to S128.", "Look at D01 ¶1, D01 ¶2."),
        (["S05", "S07", "S10", "x"], "“x” is no id of this case; ids with S run from S01 to S128."),
        ("S05-S10", "Right so far: S05, S07, S10.", "Does not belong: S06, S08, S09."),
        ("S01 to S22", "\nMore than half of what you named does not belong.\n"),
    ],
    "1.7": [
        (
            "Kochkin, S05.",
            "Counted: 2 words, S05 named, Kochkin named.\nAt least 5 words are asked for.\n",
            "next hint",
        ),
        ("Nobody else has seen it so far.", "Counted: 7 words.\nIt has to name at least one of S05, Kochkin.\n"),
        ("Kochkin " * 13 + "S05", "Counted: 14 words", "At most 12 words are asked for.\n"),
        ("Kochkin says it in S05 and S500.", "“S500” is no id of this case; ids with S run from S01 to S128."),
        ("Kochkins and S055 are other things.", "It has to name at least one of S05, Kochkin."),
    ],
    "1.8": [
        (5, "\nIt is not 5.\n", "You counted retellings.", "Look at S05."),
        ("one", "\nIt is not 1.\n", "S05"),
        (-2, "\nIt is not -2.\n", "S05"),
    ],
    "1.9": [
        ("04/02/1954", "may be 4 February 1954 or 2 April 1954; write the month as a word.", "next hint"),
        ("31 March 1954?", "The days are right. The course has no doubt about them.", "next hint"),
        ("1951-02-16/1951-02-17", "how they belong together is not", "next hint"),
        ("1954-03-30/1954-03-31", "Your date is too wide", "next hint"),
    ],
    "1.10": [
        ("words that nobody wrote", "These words do not stand in D02", "Look at S23."),
        (("x" * 26 + " ") * 26, "You quoted 26 words", "S23"),
        ("?!", "These words do not stand in D02", "S23"),
    ],
    "2.1": [
        ("…!", "Counted: 0 words.\nAt least 1 word is asked for.", "Read the question again."),
        ("D900", "“D900” is no id of this case; ids with D run from D01 to D105."),
        ("S0 S1", "“S0” is no id"),
    ],
    "2.2": [
        ("D12", "Right so far: D12.\nSomething is missing.\nRead the question again."),
        (("D01", "D12", "S05"), "Does not belong: S05."),
        ("D01 D12 nonsense", "“nonsense” is no id"),
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


def said(capsys, case, identifier, *answers) -> str:
    """What `check` prints."""
    check(case, identifier, *answers)
    return capsys.readouterr().out


@pytest.mark.parametrize("identifier", IDS)
def test_a_right_answer_passes_in_every_form(case, capsys, identifier):
    for answer in RIGHT[identifier]:
        assert passes(case, identifier, answer), answer
        line, _, rest = said(capsys, case, identifier, answer).strip().partition("\n")
        if case.exercises[IDS.index(identifier)]["kind"] == "words":
            assert line == f"Exercise {identifier}: counted, not read."
            assert re.fullmatch(
                r"Counted: \d+ words?(, \w+ named)*\.\nOnly a reader can say whether it is good\.", rest
            )
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
    assert f"Not letter for letter: {name} " in said(capsys, one, "1.1", words[:30] + words[31:])
    assert "You cut a word in two; quote whole words." in said(capsys, one, "1.1", words[:-2])
    none = replace(case, exercises=[made("1.1", "quote", ["words"], document="D999")])
    assert "These words do not stand in D999" in said(capsys, none, "1.1", "words")


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("31 March 1954", "Your date is more exact than the one asked for; say no more than the document does."),
        ("1954-03-15/1954-04-15", "Your date overlaps the one asked for; look at where it begins and ends."),
        ("1954-03?", "The days are right. The course has no doubt about them."),
        ("~ March 1954", "The days are right. The course has no doubt about them."),
    ],
)
def test_a_date_that_lies_askew_to_the_one_asked_for_is_told_how(case, capsys, answer, note):
    month = replace(case, exercises=[made("3.1", "date", ["1954-03"])])
    assert passes(month, "3.1", "March 1954")
    assert note in said(capsys, month, "3.1", answer)


@pytest.mark.parametrize("identifier", IDS)
def test_an_answer_not_yet_given_prints_one_fixed_line(case, capsys, identifier):
    line = f"Exercise {identifier} is waiting: put your answer in place of the ... and run this cell again.\n"
    for answer in WAITING:
        assert said(capsys, case, identifier, answer) == line
    assert said(capsys, case, identifier, ..., "") == line


@pytest.mark.parametrize("identifier", IDS)
def test_an_answer_of_a_wrong_type_gets_one_sentence_with_the_form_allowed(case, capsys, identifier):
    for answer in UNREADABLE:
        printed = said(capsys, case, identifier, answer)
        form = r"Answer with [^\n]+\. Made-up example: check\(case, [^\n]+\)"
        assert re.fullmatch(rf"Exercise {re.escape(identifier)}: [A-Z][^\n]+\.\n{form}\n", printed)
        assert not passes(case, identifier, answer)
    assert "A DataFrame is no answer." in said(capsys, case, identifier, pd.DataFrame())
    assert "A function is no answer." in said(capsys, case, identifier, lambda: 1)


@pytest.mark.parametrize(
    ("identifier", "answer", "what"),
    [
        ("1.3", {"a", "b"}, "A set has no order."),
        ("1.4", "once upon a time", "“once upon a time” is not a date that can be read."),
        ("1.4", "Monday", "“Monday” is not a date that can be read."),
        ("1.4", "25 August", "“25 August” has no year; add it."),
        ("1.4", "August", "“August” has no year; add it."),
        ("1.4", ["1952", "1953"], "Those are 2 answers, and one is asked for."),
        ("1.5", "S05", "“S05” is an id; copy the words themselves."),
        ("1.5", "[S05]", "“[S05]” is an id; copy the words themselves."),
        ("1.6", ",;", "“,;” names no id."),
        ("1.8", "2 or 3", "“2 or 3” is not simply a number."),
        ("1.8", 2.5, "“2.5” is not simply a number."),
        ("1.8", True, "A bool is no answer."),
        ("1.8", 12345678901, "“12345678901” is not simply a number."),
        ("1.8", "many", "“many” is not simply a number."),
        ("1.8", "it is not 2", "“it is not 2” is not simply a number."),
        ("1.8", "not 2", "“not 2” is not simply a number."),
        ("1.8", "2 perhaps", "“2 perhaps” is not simply a number."),
        ("1.8", "two or three witnesses", "“two or three witnesses” is not simply a number."),
        ("1.8", "P2", "“P2” is not simply a number."),
        ("1.8", "x" * 2001, "So long an answer is not read; 2000 letters and signs are the most."),
    ],
)
def test_what_cannot_be_read_for_the_kind_is_named(case, capsys, identifier, answer, what):
    assert f"Exercise {identifier}: {what}\nAnswer with " in said(capsys, case, identifier, answer)


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
            yield from (f"{model} [S999]", f"S0 {model}", f"{model}\nD999")
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
        wrong = [examine(case, one["id"], answer) for answer in planted(one, case)]
        assert not [found for found in wrong if found.state == "right"], one["id"]
        looks = [found.look for found in wrong if found.state == "not yet"]
        assert len(looks) >= 3
        place = one.get("look") or (one.get("document") and f"{one['document']} ¶{one['paragraph']}")
        assert set(looks) == {f"Look at {place}."} or (not place and len(set(looks)) == 1), one["id"]


@pytest.mark.parametrize("case", [*OWN, COURSE], ids=["made up", "the course"])
def test_the_made_up_example_and_the_feedback_do_not_give_the_answer_away(case, capsys):
    for one in case.exercises:
        shown = exercise(case, one["id"])
        typed = re.search(r'check\(case, "[^"]+", (?:"(.*)"|(\d+))\)', shown.text)
        assert typed, shown.text
        assert one["kind"] == "words" or not passes(case, one["id"], typed[1] or typed[2])
        printed = said(capsys, case, one["id"], "Ωmega")
        if one["kind"] in ("quote", "date"):
            assert not any(str(answer) in printed for answer in one["answers"]), printed
        if "options" in one:
            assert all(str(option)[:40].rstrip(".") in printed for option in one["options"]), printed


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
    assert accepted["1.4"][1] == "perhaps 25 August 1952"
    assert accepted["1.9"][1] == "31 March 1954 or 16 or 17 February 1951 or 25 January – 18 February 1954"
    for name, words in (("1.4", "perhaps 25 August 1952"), ("1.9", "16 or 17 February 1951"), ("1.6", "S05 S07, S10")):
        assert passes(case, name, words)
    assert accepted["1.6"][1] == "S05 S07, S10"
    assert accepted["1.7"] is None


def test_what_a_reader_asks_is_shown_where_the_exercise_says_it_and_no_rubric_is(case, capsys):
    asked = replace(case, exercises=[made("3.1", "words", ["One two."], reader="Is it *so*?", min_words=2)])
    assert "\nA reader asks: Is it so?" in reveal(asked, "3.1").text
    assert "\nA reader asks: Is it so?\n" in said(capsys, asked, "3.1", "One two.")
    assert "A reader asks" not in reveal(case, "1.7").text
    assert not [
        name for name in IDS if "rubric" in reveal(case, name).text + said(capsys, case, name, "1954 S05 words")
    ]


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
    assert "words of your own, between quotation marks, that name at least one of S05, Kochkin. Made-up" in shown
    assert "(close reading, 1 minute)" in shown


SLIPS = [
    ((), "0.1"),
    (("0.1", 105), "0.1"),
    (("1.2",), "1.2"),
    ((CASE,), "1.1"),
    ((CASE, 105), "1.1"),
    ((CASE, ...), "1.1"),
    ((CASE, ["1.2"], "b"), "1.1"),
    ((CASE, 1.2, "b"), "1.2"),
    ((None, "1.2", "b"), "1.2"),
    ((105, 105), "0.1"),
]


@pytest.mark.parametrize(("typed", "name"), SLIPS)
def test_a_line_without_case_or_exercise_gets_the_right_line(capsys, typed, name):
    way = "Type the case first, then the number of the exercise between quotation marks:"
    check(*typed)
    assert capsys.readouterr().out == f'{way} check(case, "{name}", ...).\n'
    for shows in (exercise, reveal):
        sheet = shows(*typed[:2])
        assert sheet.text == f'{way} {shows.__name__}(case, "{name}").'
        assert unescape(sheet.html) == f"<p>{sheet.text}</p>"


def test_a_number_that_two_exercises_may_be_gets_both_lines(case, capsys):
    assert 'check(case, "1.1", ...) or check(case, "1.10", ...).' in said(capsys, case, 1.1, "b")


def test_an_unknown_exercise_names_those_that_there_are(case, capsys):
    assert said(capsys, case, "1.22", "b") == "There is no exercise “1.22”; there are 1.1 to 1.10.\n"
    assert said(capsys, case, "S05", "S07") == "There is no exercise “S05”; there are 1.1 to 2.2.\n"
    assert said(capsys, case, "\ud800", "b").startswith("There is no exercise “”; there are")
    for shows in (exercise, reveal):
        assert shows(case, "1.22").text == "There is no exercise “1.22”; there are 1.1 to 1.10."
    with pytest.raises(CaseError, match=r"there are 1\.1 to 1\.10"):
        passes(case, "1.22", "b")
    assert said(capsys, case, " Exercise 1.1. ", "b").startswith("Exercise 1.1: right.")
    assert said(capsys, replace(case, exercises=[]), "1.1", "b") == "This case has no exercises.\n"


def test_without_an_answer_the_line_says_where_it_goes(case, capsys):
    check(case, "1.8")
    line = 'type your answer after its number, as in the made-up check(case, "1.8", 99).'
    assert capsys.readouterr().out == f"Exercise 1.8 is waiting: {line}\n"


def test_several_answers_may_stand_one_after_the_other(case):
    assert passes(case, "1.6", "S05", "S07", "S10")
    assert passes(case, "1.6", "S05, S07", ["S10"], ...)
    assert passes(case, "1.2", "a", "b")
    assert passes(case, "1.3", *"cadb")
    assert passes(case, "1.7", "S05 is all that", "is left.")
    assert examine(case, "1.8", 2, 3).state == "unreadable"


# Parts of options

LATE = "Stalin received Joxe in late August 1952 (25 August, according to a column of 2010)."
EARLY = "Stalin received Joxe on 25 August 1952."
PICK = replace(
    CASE,
    exercises=[
        made("3.1", "choice", [LATE], options=[EARLY, LATE, "The “café” was closed.", "EDC fails"], look="P01"),
        made("3.2", "several", [LATE, EARLY], options=[EARLY, LATE, "Nobody knows, or says", "A note was sent"]),
        made("3.3", "order", ["EDC fails", "He dies", "A note"], options=["A note", "He dies", "EDC fails"]),
    ],
)


@pytest.mark.parametrize(
    "answer",
    [
        *("Stalin received Joxe in", "stalin RECEIVED joxe in late Aug", "in late August", "Stalinreceived Joxe in l"),
        *("August 1952 (25", "according to a column", "Stalin received Joxe in late August 1952 (25 August, acc"),
        *(
            "“in late August 1952”",
            "Stálin received Joxe, in late",
            "b) in late August",
            "B: Stalin received",
            "column",
        ),
    ],
)
def test_a_part_that_is_in_one_option_only_is_taken_for_it(answer):
    assert passes(PICK, "3.1", answer)


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (
            "Stalin received Joxe",
            "“Stalin received Joxe” fits the options a and b; write more of the words, or the letter.",
        ),
        ("25 August", "“25 August” fits the options a and b; write more"),
        ("Stalin received Joxe in late September", "is not an option; choose from: a “Stalin received Joxe on 25"),
        ("alin received Joxe in", "is not an option; choose from: a “"),
        ("c) Stalin received Joxe in late", "is not an option; choose from"),
        ("cafe", "Option c “The “café” was closed” is not it."),
        ("edc", "Option d “EDC fails” is not it."),
    ],
)
def test_a_part_that_is_in_several_options_or_in_none_is_not_taken_for_the_nearest(capsys, answer, note):
    printed = said(capsys, PICK, "3.1", answer)
    assert note in printed
    assert "nearest" not in printed
    assert printed.endswith("Look at P01.\n")


def test_parts_and_letters_of_several_options_are_told_apart():
    for answer in ("in late August, on 25", "ab", "a & in late", "in late and on 25 August", "and b and a", "b, a"):
        assert passes(PICK, "3.2", answer), answer
    assert not passes(PICK, "3.2", "a, b, note")
    for answer in ("edc, he, note", "EDC then dies then a note", "cba", "c then b then a", ["edc", "b", "a note"]):
        assert passes(PICK, "3.3", answer), answer


# Ids, quotations, words


@pytest.mark.parametrize(
    "answer",
    ["E44-E47", "E44–E47", "E44 to E47", "e44 – 47", "E47-E44", "E44, E45-E46, e047", "[E44][/E45] E46; E4 7 E47"],
)
def test_a_range_of_ids_is_all_of_them_that_the_case_has(answer):
    four = replace(CASE, exercises=[made("3.1", "ids", ["E44", "E45", "E46", "E47"])])
    assert passes(four, "3.1", answer) is ("E4 7" not in answer)
    assert not passes(four, "3.1", "E44-E48")
    assert not passes(four, "3.1", "E44-D47")


@pytest.mark.parametrize(
    ("answer", "date"),
    [
        ("~13 April 1954", "1954-04-13~"),
        ("13 April 1954~", "1954-04-13~"),
        ("~ 13.4.1954", "1954-04-13~"),
        ("~1954-04-13", "1954-04-13~"),
        ("~13.4.54", "1954-04-13~"),
        ("?25 August 1952", "1952-08-25?"),
        ("? ~ 25 August 1952", "1952-08-25%"),
        ("13.4.14", "2014-04-13"),
        ("13.4.14", "1914-04-13"),
    ],
)
def test_a_mark_may_stand_before_or_after_the_date_and_two_figures_are_of_the_century_asked_for(answer, date):
    assert passes(replace(CASE, exercises=[made("3.1", "date", [date])]), "3.1", answer)


def test_events_may_be_named_by_their_labels_and_the_id_that_was_read_is_said(capsys):
    one = replace(CASE, exercises=[made("3.1", "ids", ["E61", "E39"])])
    answer = "edc fails in paris, Kennan’s Berlin remarks"
    assert passes(one, "3.1", answer)
    printed = said(capsys, one, "3.1", answer)
    assert "“edc fails in paris” was read as E61." in printed
    assert "“Kennan’s Berlin remarks” was read as E39." in printed
    assert "right." in printed
    wrong = said(capsys, one, "3.1", "Berlin Conference; E61")
    assert "“Berlin Conference” was read as E41." in wrong
    assert "Does not belong: E41." in wrong


def test_a_label_that_several_events_share_is_read_as_none():
    labels = {"E01": "The miller asks", "E02": "The miller asks", "E03": "A song"}
    assert name_labels("The miller asks; a song", labels) == ("The miller asks;  E03 ", ["“a song” was read as E03."])
    assert name_labels("a songbook", labels) == ("a songbook", [])


def test_the_letter_o_is_read_as_a_nought():
    one = replace(CASE, exercises=[made("3.1", "ids", ["D01", "D10"])])
    for answer in ("DO1, D1O", "do1 d1o", "D01 DlO".replace("l", "1")):
        assert passes(one, "3.1", answer)


def test_what_is_no_id_is_told_which_ids_there_are(capsys):
    one = replace(CASE, exercises=[made("3.1", "ids", ["D01"])])
    printed = said(capsys, one, "3.1", "the article, S900, Z5")
    assert "“the”, “article” and “Z5” are no ids of this case; ids with D run from D01 to D105.\n" in printed
    assert "“S900” is no id of this case; ids with S run from S01 to S128.\n" in printed


def test_a_passage_pasted_with_our_tags_is_recognised(capsys):
    asked = replace(CASE, exercises=[made("3.1", "quote", ["was not a propaganda ploy"], document="D01", paragraph=3)])
    for answer in (
        "[S16] An analysis [/S16]",
        "[S17] the Soviet intention to join NATO was not a propaganda ploy [/S17].",
        "¶3 [S16] the Soviet [S17]intention to join NATO [/S16] was not a propaganda ploy[/S17]",
    ):
        assert passes(asked, "3.1", answer) is ("ploy" in answer), answer
    pasted = read(CASE, "D01").text.split("¶3 ")[1].split(". ")[0]
    assert "[S17]" in pasted
    assert passes(asked, "3.1", " ".join(pasted.split()[-15:])), pasted


TRAPS = {"Stalin said": "His own words?", "of course": "Is it?"}


def test_years_and_traps_are_asked_about_and_never_wrong(capsys):
    one = made("3.1", "words", ["One."], min_words=3, not_after=1954, beware=TRAPS, reader="Is it so?")
    asked = replace(CASE, exercises=[one])
    printed = said(capsys, asked, "3.1", "In 1956, 1955 and 1955 E1999, as STALIN  said: 1954.")
    assert printed.endswith(
        "A reader asks: Is it so?\nYou write 1955 and 1956: does your text need what came after 1954?\nHis own words?\n"
    )
    assert printed.startswith("Exercise 3.1: counted, not read.\nCounted: 10 words.\n")
    assert "?\n" not in said(capsys, asked, "3.1", "In 1954, as Stalin’s saida.").replace("Is it so?\n", "")
    assert "does your text need" in said(capsys, asked, "3.1", "In 1955.")


def test_the_same_answer_gives_the_same_words(case, capsys):
    names = [f"S{n:02}" for n in range(1, 40)]
    shuffled = random.Random(4).sample(names, len(names))
    assert said(capsys, case, "1.6", set(names)) == said(capsys, case, "1.6", set(shuffled))


def test_of_many_names_only_the_ends_are_shown_and_stress_is_rendered(case):
    names = [f"S{n:02}" for n in range(1, 19)]
    one = made("3.1", "words", [], must_name=names, prompt="What did it *ask* for, 2 * 3 * 4 times? *No <b>*")
    shown = exercise(replace(case, exercises=[one]), "3.1")
    assert "name at least one of S01, S02, S03, …, S18." in shown.text
    assert "What did it ask for, 2 * 3 * 4 times? No <b>" in shown.text
    assert "What did it <em>ask</em> for, 2 * 3 * 4 times? <em>No &lt;b&gt;</em>" in shown.html
