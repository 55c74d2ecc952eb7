"""Are the hops followed and the independent witnesses counted as the case says?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from helpers import Case, CaseError, hops, independent_witnesses, transmission


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
    assert set(table["counts as"]) == {"witness 1", "witness 1 again", "not counted: no source named"}
    assert (table["counts as"] == "witness 1").sum() == 1
    assert table.loc["D20", "counts as"].startswith("not counted")
    assert table.loc["D03", "seen"] == "cited only"


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
    with pytest.raises(CaseError, match="There is no statement S5; the nearest is S05"):
        hops(case, "S5")


def test_a_statement_whose_telling_is_not_followed_is_said(case: Case) -> None:
    with pytest.raises(CaseError, match="No hop is recorded for S01"):
        transmission(case, "S01")


def test_the_case_is_left_alone(case: Case) -> None:
    before = case.transmission.copy()
    transmission(case, "S15")
    independent_witnesses(case, "S15")
    hops(case, "S15").loc[:, "mode"] = "x"
    pd.testing.assert_frame_equal(case.transmission, before)
