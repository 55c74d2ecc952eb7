"""Are the answers of the exercises true of the case, and does each model answer say the same as its key?"""

from __future__ import annotations

import re

import pytest

from helpers import Case, independent_witnesses, known_when, statements
from helpers.dates import parse
from helpers.exercises import NUMBERS, passes
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
    assert answers == sorted(answers, key=lambda words: parse(case.events.loc[words[:3], "date"]).first)  # type: ignore[arg-type,return-value]
    assert all(case.events.loc[words[:3], "label"] == words[4:] for words in answers)


def said(exercise: dict) -> object:  # type: ignore[type-arg]
    """Read a model answer as its key would be read."""
    model, kind = exercise["model_answer"], exercise["kind"]
    if kind == "ids":
        return re.findall(r"[DSEBP]\d{2,3}|[CH]\d", model)
    if kind == "number":
        word = re.findall(r"\w+", model.lower())[0]
        return NUMBERS.get(word, word)
    if kind == "date":
        return re.findall(r"\d{1,2} [A-Z]\w+ \d{4}", model)[0]
    if kind == "order":
        return re.findall(r"E\d\d", model) or exercise["answers"]
    return model


def test_every_model_answer_says_what_its_key_says(case: Case) -> None:
    for exercise in case.exercises:
        if exercise["kind"] in ("choice", "quote", "number", "date", "ids"):
            assert passes(case, exercise["id"], said(exercise)), (
                f"{exercise['id']}: the model answer is not the key's: {said(exercise)}"
            )
        if exercise["kind"] == "order" and (ids := said(exercise)) != exercise["answers"]:
            assert ids == [words[:3] for words in exercise["answers"]], exercise["id"]
        if exercise["kind"] == "words":
            assert passes(case, exercise["id"], exercise["model_answer"].removeprefix("For example: ")), exercise["id"]


@pytest.mark.parametrize("one", ["0.3", "2.4", "2.6", "2.10", "3.5"])
def test_several_are_as_many_as_the_model_answer_tells(case: Case, one: str) -> None:
    exercise = by_id(case, one)
    told = exercise["model_answer"].lower()
    words = [re.findall(r"\w{4,}", answer.lower()) for answer in exercise["answers"]]
    assert all(any(word in told for word in some) for some in words), f"{one}: {exercise['answers']} against {told}"
