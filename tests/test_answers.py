"""Are the answers of the exercises true of the case, and does each model answer say the same as its key?"""

from __future__ import annotations

import re

import pytest

from helpers import Case, independent_witnesses, known_when, statements
from helpers.answers import NUMBERS
from helpers.dates import parse
from helpers.exercises import check, exercise, passes, reveal
from helpers.known import TOLD
from helpers.timeline import KINDS, chronology


def keys(case: Case) -> dict[str, set[str]]:
    return {one["id"]: set(one["answers"]) for one in case.exercises}


def by_id(case: Case, one: str) -> dict:  # type: ignore[type-arg]
    return next(exercise for exercise in case.exercises if exercise["id"] == one)


def test_what_can_be_counted_or_looked_up_is_what_the_key_says(case: Case) -> None:
    article = case.statements[case.statements["document"] == "D01"]
    table = statements(case, "D01")
    chart = chronology(case).table
    tellings = independent_witnesses(case, "S05")
    public, soviet = (
        known_when(case, "1954-04-02", since="1954-03"),
        known_when(case, "1954-04-02", "USSR", since="1954-03"),
    )
    march = soviet.index[[key in public.index and case.events.loc[key, "date"] < "1954-04" for key in soviet.index]]
    truth = {
        "0.1": {str(len(case.documents))},
        "0.4": {case.statements.loc["S05", "document"]},
        "1.2": set(article.index[article["paragraph"].isin([1, 2]) & article["exact"].str.contains("“")]),
        "1.5": set(table.index[table["speaker"] == "Joseph Stalin"]),
        "2.7": {str(len(tellings))},
        "2.8": {str(tellings["counts as"].str.extract(r"^(witness \d+)")[0].nunique())},
        "3.2": set(chart.index[chart["kind of date"] == KINDS["one of"]]),
        "3.3": {key for key in chart.index if parse(case.events.loc[key, "date"]).kind == "year"},
        "3.4": {k for k in march if soviet.loc[k, "known"] == TOLD and public.loc[k, "known"].startswith("secret")},
        "3.8": {case.documents.loc["D48", "date_published"]},
    }
    assert {one: keys(case)[one] for one in truth} == truth


def test_the_order_of_events_is_the_order_of_their_dates(case: Case) -> None:
    answers = by_id(case, "3.1")["answers"]
    dates = {event["label"]: parse(event["date"]).first for _, event in case.events.iterrows()}
    assert answers == sorted(answers, key=dates.__getitem__)


def test_the_order_of_the_phrases_is_the_order_of_their_rungs(case: Case) -> None:
    keys = ["S05", "S49", "S19", "S64", "S09", "S117", "S87"]
    rows = case.statements.loc[keys]
    assert list(rows["rung"]) == [1, 2, 3, 4, 5, 6, 7]
    for phrase, exact, gloss in zip(by_id(case, "4.1")["answers"], rows["exact"], rows["gloss"], strict=True):
        assert all(part.strip() in f"{exact} {gloss}" for part in phrase.removesuffix(" (gloss)").split("…")), phrase


def test_strong_verbs_were_in_print_within_two_weeks_and_softer_ones_much_later(case: Case) -> None:
    rows = case.statements.loc[["S69", "S100", "S107", "S86", "S17"], ["rung", "date"]]
    assert [*rows.itertuples(index=False, name=None)] == [
        (7, "1954-03-31"),
        (7, "1954-04-12"),
        (5, "2001-06-16"),
        (7, "2001-06-16"),
        (5, "2010"),
    ]
    assert "within two weeks" in by_id(case, "4.7")["answers"][0]


def said(exercise: dict) -> object:  # type: ignore[type-arg]
    """Read a model answer as its key would be read."""
    model, kind = exercise["model_answer"], exercise["kind"]
    if kind == "ids":
        return re.findall(r"[DSEBP]\d{2,3}|[CH]\d", model)
    if kind == "number":
        return next(word for word in re.findall(r"\w+", model.lower()) if word.isdigit() or word in NUMBERS)
    if kind == "date":
        return re.findall(r"\d{1,2} [A-Z]\w+ \d{4}", model)[0]
    if kind == "order":
        return exercise["answers"] if exercise["id"] == "2.2" else model.rstrip(".").split(" → ")
    return model


def test_every_model_answer_says_what_its_key_says(case: Case) -> None:
    for one in case.exercises:
        if one["kind"] == "words":
            assert passes(case, one["id"], one["model_answer"].removeprefix("For example: ")), one["id"]
        elif one["kind"] != "several":
            assert passes(case, one["id"], said(one)), f"{one['id']}: the model answer is not the key's: {said(one)}"


@pytest.mark.parametrize("one", ["0.3", "2.4", "2.6", "2.10", "3.5", "4.3", "4.8"])
def test_several_are_as_many_as_the_model_answer_tells(case: Case, one: str) -> None:
    exercise = by_id(case, one)
    told = exercise["model_answer"].lower()
    words = [re.findall(r"\w{4,}", answer.lower()) for answer in exercise["answers"]]
    assert all(any(word in told for word in some) for some in words), f"{one}: {exercise['answers']} against {told}"


# What the exercises show and say


def printed(capsys: pytest.CaptureFixture[str], *typed: object) -> str:
    check(*typed)
    return capsys.readouterr().out


def words_of(case: Case, one: dict) -> str:  # type: ignore[type-arg]
    """All that an exercise ever shows."""
    parts = [exercise(case, one["id"]).text, reveal(case, one["id"]).text, str(one.get("look", ""))]
    return "\n".join([*parts, *one.get("feedback", {}).values(), *one.get("beware", {}).values()])


def test_options_do_not_give_the_answer_away(case: Case) -> None:
    several, longest = set(), []
    for one in case.exercises:
        options, answers = one.get("options", []), one["answers"]
        assert len(options) <= 26, one["id"]
        assert len({re.sub(r"\W", "", option.casefold()) for option in options}) == len(options), one["id"]
        if one["kind"] == "order":
            assert not re.search(r"\b[DSEBPR]\d\d", " ".join(options)), f"{one['id']}: ids are in order of time"
            assert options not in (answers, answers[::-1], sorted(options)), one["id"]
        if one["kind"] == "choice":
            several.add(options.index(answers[0]))
            others = max(len(option) for option in options if option not in answers)
            longest.append(len(answers[0]) > others + 10)
    assert len(several) > 2, "the right option always stands in the same places"
    assert not any(longest), "a right option is longer than all others"


def test_a_place_to_look_and_the_hints_do_not_name_the_answer(case: Case) -> None:
    for one in case.exercises:
        look = str(one.get("look", ""))
        assert not re.search(r"\bbelow\b|picture of the chain|\.$", look), one["id"]
        if one["kind"] in ("ids", "number", "date"):
            named = re.findall(r"[A-Z]\d\d|\d{4}-\d\d-\d\d", look)
            assert not set(named) & set(one["answers"]), one["id"]
            assert not passes(case, one["id"], look), one["id"]
            for hint in one["hints"]:
                assert not passes(case, one["id"], re.findall(r"[A-Z]\d\d", hint) or hint), f"{one['id']}: {hint}"
    assert by_id(case, "2.2")["look"] == "the rows of D02 and D03 in the table above"


def test_every_sentence_after_a_look_reads_well(case: Case) -> None:
    for one in case.exercises:
        place = str(one.get("look", "D01"))
        assert re.match(r"[a-z]|[A-Z]\d\d\b", place), f"{one['id']}: Look at {place}."
        assert not re.search(r"\bcolumns? [a-z]", place), f"{one['id']}: quote the column in {place!r}"
        for sentence in [*one.get("feedback", {}).values(), *one.get("beware", {}).values(), one.get("reader", "So?")]:
            assert re.fullmatch(r"[A-Z].*[.?]", sentence), f"{one['id']}: {sentence}"


def test_nothing_is_promised_that_is_not_there(case: Case) -> None:
    there = {one["notebook"] for one in case.exercises}
    for one in case.exercises:
        words = words_of(case, one)
        assert set(re.findall(r"notebook (\d\d)", words)) <= there, one["id"]
        assert "rubric" not in words, one["id"]


SHORT = {"EDC": "European Defence Community", "FRUS": "Foreign Relations of the United States", "[sic]": "stands so"}


def test_short_names_are_explained_where_an_exercise_uses_them(case: Case) -> None:
    for one in case.exercises:
        words = words_of(case, one)
        for short, meaning in SHORT.items():
            assert short not in words or meaning in words, f"{one['id']} does not explain {short}"
        assert "EDTF" not in words
    assert all(SHORT[short] in by_id(case, "2.9")["prompt"] for short in ("FRUS", "[sic]"))  # they are on the card


def test_answers_are_typed_between_quotation_marks_where_they_are_words(case: Case) -> None:
    for one in case.exercises:
        shown = exercise(case, one["id"]).text
        assert ("between quotation marks" in shown.split("Made-up")[0]) is (one["kind"] != "number"), one["id"]


def test_nothing_is_firmer_than_the_data(case: Case) -> None:
    assert case.statements.loc["S05", "remove_note"] == "3?"
    assert "perhaps three hands" in by_id(case, "1.5")["why"]
    assert "at least three" not in by_id(case, "1.5")["why"]
    assert "at most" in by_id(case, "2.8")["prompt"]
    assert by_id(case, "2.8")["model_answer"] == "At most one, itself unseen."
    assert "press release public" in case.events.loc["E49", "known_note"]
    asked = by_id(case, "3.5")
    assert "How the three powers would answer" not in asked["options"]
    assert parse(case.events.loc["E57", "date"]).words == "7 May 1954"
    assert "7 May 1954 (E57)" in asked["why"]
    assert all("Soviet desk" not in words_of(case, one) for one in case.exercises)
    assert "desk in the Soviet Foreign Ministry" in by_id(case, "3.4")["prompt"]


@pytest.mark.parametrize(
    ("one", "answer", "words"),
    [
        ("0.1", "it is not 105", "is not simply a number"),
        ("0.4", "S05", "the question asks for the document"),
        ("1.9", "No", "Counted: 1 word.\nAt least 4 words are asked for."),
        ("2.9", "611.61/8-1552", "That is the number itself; read what stands after the stroke"),
        ("2.9", "8-1552", "That is the end of the number"),
        ("2.9", "15 August", "“15 August” has no year; add it."),
        ("2.11", "Stalin received Joxe", "fits the options a, b and d; write more of the words"),
        ("3.8", "31 March 1954", "the question asks for the day of printing"),
        ("3.1", "d, h, f, j", "Right up to place 4 of 12."),
    ],
)
def test_a_slip_that_was_really_made_is_helped(
    case: Case, capsys: pytest.CaptureFixture[str], one: str, answer: str, words: str
) -> None:
    assert words in printed(capsys, case, one, answer)
    assert not passes(case, one, answer)


@pytest.mark.parametrize(
    ("one", "answers"),
    [
        ("0.1", ["105 documents"]),
        ("0.4", ["DO1"]),
        ("1.2", ["S05", "S07", "S09", "S15"]),
        ("1.4", ["[S17] was not a propaganda ploy [/S17]"]),
        ("1.8", ["I cannot tell yet"]),
        ("2.7", ["6 rows"]),
        ("2.8", ["1 independent witness"]),
        ("2.9", ["August 15, 1952"]),
        ("2.11", ["Stalin received Joxe in late August"]),
        ("3.1", ["dhfjblceikag"]),
        ("3.1", ["d, h, f, j, b, l, c, e, EDC, k, a, g"]),
        (
            "3.1",
            ["North", "Pravda", "First", "Joxe", "dies", "Molotov", "note is", "reply", "EDC", "West G", "War", "Gen"],
        ),
        ("3.4", ["E44 to E47"]),
    ],
)
def test_a_right_answer_in_a_form_that_was_really_typed_passes(case: Case, one: str, answers: list[str]) -> None:
    assert passes(case, one, *answers)


def test_an_anachronism_and_words_put_into_a_mouth_are_asked_about(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    context = by_id(case, "3.6")["answers"][0]
    assert "does your text need" not in printed(capsys, case, "3.6", context)
    asked = printed(capsys, case, "3.6", f"{context} In 1955 came the Warsaw Treaty.")
    assert asked.startswith("Exercise 3.6: counted, not read.\n")
    assert asked.endswith("\nYou write 1955: does your text need what came after 1954?\n")
    ticket = by_id(case, "2.13")["answers"][0]
    assert "own words" not in printed(capsys, case, "2.13", ticket)
    assert printed(capsys, case, "2.13", f"Stalin said so. {ticket}").endswith(
        "have you his own words, or a report of them (P05)?\n"
    )
