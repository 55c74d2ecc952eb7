"""Are the hops followed and the independent witnesses counted as the case says?"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers import Case, CaseError, hops, independent_witnesses, transmission
from helpers.chart import Chart
from tests.drawn import faults

UNSEEN = "witness 1, itself not seen"
NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
TELLINGS = ["S05", "S09", "S15", "S39", "S52", "S58", "S75", "S80"]


def with_hops(case: Case, rows: list[tuple[str, str, str]]) -> Case:
    """Give a case whose hops of S05 are these: source, target, traced."""
    table = pd.DataFrame(
        [("S05", a, b, "retold", "", "x", "", traced, "low") for a, b, traced in rows],
        columns=case.transmission.columns,
        index=pd.Index([f"T{n:02}" for n in range(len(rows))], name="id"),
    )
    return replace(case, transmission=table)


def counted(case: Case) -> dict[str, str]:
    return independent_witnesses(case, "S05")["counts as"].to_dict()


def test_every_traced_telling_of_the_remark_hangs_on_one_witness(case: Case) -> None:
    table = independent_witnesses(case, "S05")
    assert set(table["counts as"]) == {UNSEEN, "witness 1 again", "not counted: no source named"}
    assert (table["counts as"] == UNSEEN).sum() == 1
    assert table.loc["D20", "counts as"].startswith("not counted")
    assert table.loc["D03", "seen"] == "cited only"


def seen(case: Case, **much: str) -> Case:
    documents = case.documents.copy()
    for key, value in much.items():
        documents.loc[key, "seen"] = value
    return replace(case, documents=documents)


@pytest.mark.parametrize(("statement", "words"), [
    ("S05", "to 6 tellings: at most 1 independent witness traced, itself not seen; 1 telling names"),
    ("S09", "to 3 tellings: no independent witness traced; 3 tellings name"),
    ("S15", "to 21 tellings: at most 1 independent witness traced, itself not seen; 6 tellings name"),
    ("S39", "to 1 telling: at most 1 independent witness traced, itself not seen; 0 tellings name"),
    ("S52", "to 1 telling: at most 1 independent witness traced, itself not seen; 0 tellings name"),
    ("S58", "to 2 tellings: 1 independent witness traced, itself read in part; 0 tellings name"),
    ("S75", "to 9 tellings: at most 1 independent witness traced, itself not seen; 2 tellings name"),
    ("S80", "to 4 tellings: 1 independent witness traced, itself read in part; 2 tellings name"),
])  # fmt: skip
def test_a_witness_is_never_told_firmer_than_it_was_seen(case: Case, statement: str, words: str) -> None:
    chart = transmission(case, statement)
    assert words in chart.sentence
    count = words.partition(": ")[2].partition("; ")[0]
    assert chart.alt.endswith(f": {count}."), "the picture's alternative text is firmer than its sentence"
    assert ("itself not seen" in count) == any("itself not seen" in one for one in told(case, statement))


@pytest.mark.parametrize("statement", TELLINGS)
def test_a_bare_chain_counts_no_witness_and_tells_no_change(case: Case, statement: str) -> None:
    counted, chain = transmission(case, statement), transmission(case, statement, bare=True)
    assert "first telling of a witness" in words_of(counted)
    assert "witness" not in words_of(chain)
    assert [fault for figure in chain.figures for fault in faults(figure, 100)] == []
    assert chain.sentence == re.sub(r": [^;]+witness[^;]+", "", counted.sentence)
    assert chain.table.equals(counted.table.drop(columns="what changed"))
    assert [node.key for node in chain.layout.nodes] == [node.key for node in counted.layout.nodes]


def words_of(chart: Chart) -> str:
    """Give all that a picture says: in it, below it, and in its place."""
    artists = [artist for figure in chart.figures for artist in figure.get_children()]
    return " ".join([chart.sentence, chart.alt, *(line.text for one in artists for line in getattr(one, "lines", []))])


def test_what_a_reader_is_to_find_does_not_stand_above_its_exercise(case: Case) -> None:
    stored = json.loads((NOTEBOOKS / "02_who_says_so.ipynb").read_text(encoding="utf-8"))["cells"]
    above, text = dict[str, str](), ""
    for cell in stored:
        above[cell["id"]] = " ".join(text.split())
        for output in cell.get("outputs", []):
            text += "".join("".join(data) for data in (output.get("text", ""), *output.get("data", {}).values()))
    assert case.statements.loc["S05", "exact"] in above["ex-2-3"], "the words to compare are missing"
    for exercise, keys in (("ex-2-3", ("S03", "S25")), ("ex-2-5", ("S07", "S24"))):
        for caution in case.statements.loc[list(keys), "caution"]:
            assert caution not in above[exercise], f"{exercise}: {caution}"
    for change in hops(case, "S05").loc[["T03", "T04"], "change"]:
        assert change not in above["ex-2-3"]
        assert change in above["ex-2-8"]
    assert "independent witness" not in above["ex-2-8"]
    for read in case.documents.loc[["D30", "D31"], "dates_note"]:
        assert read.partition(";")[0] not in above["ex-2-9"]
        assert read.partition(";")[0] in above["ex-2-10"]


def told(case: Case, statement: str) -> list[str]:
    return list(independent_witnesses(case, statement)["counts as"])


def test_a_witness_that_was_seen_and_stated_is_simply_one(case: Case) -> None:
    known = with_hops(seen(case, D30="full"), [("E37", "D30", "stated"), ("D30", "D29", "inferred")])
    assert ": 1 independent witness traced; " in transmission(known, "S05").sentence
    assert told(known, "S05") == ["witness 1", "witness 1 again"]


def test_a_witness_known_by_inference_is_one_at_most(case: Case) -> None:
    known = with_hops(seen(case, D30="full"), [("E37", "B30", "inferred"), ("B30", "D30", "stated")])
    assert ": at most 1 independent witness traced; " in transmission(known, "S05").sentence


def test_of_several_witnesses_those_not_seen_are_counted(case: Case) -> None:
    hops_of = [("E37", "D01", "stated"), ("E37", "D30", "stated"), ("E37", "D03", "stated")]
    sentence = transmission(with_hops(case, hops_of), "S05").sentence
    assert ": at most 3 independent witnesses traced, 1 of them not seen; " in sentence
    both = seen(case, D30="full", D03="full")
    assert ": 3 independent witnesses traced; " in transmission(with_hops(both, hops_of), "S05").sentence


def test_two_papers_from_one_telegram_are_one_witness(case: Case) -> None:
    table = independent_witnesses(case, "S15")
    assert "B14" in table.loc["D43", "route"]
    assert "B14" in table.loc["D44", "route"]
    assert table.loc[["D43", "D44"], "counts as"].str.startswith("witness 1").all()


def test_witnesses_who_never_meet_are_counted_apart(case: Case) -> None:
    got = counted(with_hops(case, [("E37", "D01", "stated"), ("E37", "D30", "stated"), ("D30", "D29", "inferred")]))
    assert got == {"D01": "witness 1", "D30": "witness 2", "D29": "witness 2 again"}


def test_witnesses_who_meet_further_down_are_one(case: Case) -> None:
    got = counted(
        with_hops(
            case,
            [("E37", "D01", "stated"), ("E37", "D30", "stated"), ("D01", "D29", "stated"), ("D30", "D29", "stated")],
        )
    )
    assert set(got.values()) == {"witness 1", "witness 1 again"}


def test_what_hangs_on_an_untraced_telling_counts_for_nothing(case: Case) -> None:
    got = counted(with_hops(case, [("E37", "D20", "not traced"), ("D20", "D09", "stated")]))
    assert set(got.values()) == {"not counted: no source named"}


def test_hops_that_do_not_hang_together_are_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="do not hang together"):
        counted(with_hops(case, [("E37", "D01", "stated"), ("D20", "D09", "stated"), ("D09", "D20", "stated")]))


def test_an_unknown_statement_is_answered_with_the_nearest(case: Case) -> None:
    with pytest.raises(CaseError, match="There is no statement S130; the nearest is S120"):
        hops(case, "S130")
    assert transmission(case, "s5").title == "How S05 came down to us"


def test_a_statement_whose_telling_is_not_followed_is_said(case: Case) -> None:
    with pytest.raises(CaseError, match="No hop is recorded for S01"):
        transmission(case, "S01")


def test_the_case_is_left_alone(case: Case) -> None:
    before = case.transmission.copy()
    transmission(case, "S15")
    independent_witnesses(case, "S15")
    mine = hops(case, "S15")
    mine.loc[:, "mode"] = "x"
    pd.testing.assert_frame_equal(case.transmission, before)
