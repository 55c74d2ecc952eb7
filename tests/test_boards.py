"""Do the boards show every judgement once, count sources as they should, and put nothing on anything else?"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from helpers import Case, Chart, agreement, explanations, together, without_each
from helpers.board import FADED, FRAME, GROUND, HEIGHT, SIGNS
from helpers.judged import RELATIONS, counted_once, judged
from helpers.page import COLOURS, PAPER
from tests.drawn import drawn, faults
from tests.random_sets import sets
from tests.test_chart import contrast

MINE = [("C4", "D01", "supports"), ("C4", "D02", "supports"), ("C5", "D01", "supports"), ("C5", "D02", "contradicts")]


def mine(rows: list[tuple[str, str, str]] = MINE, second: str = "document") -> pd.DataFrame:
    """Make a reader's own table of judgements."""
    return pd.DataFrame(rows, columns=["claim", second, "relation"])


def some_judgements(case: Case, seed: int) -> pd.DataFrame:
    """Make a table of 1 to 60 judgements on claims and explanations, by chance, some of them sharing a source."""
    r = random.Random(seed)
    kind = "C" if seed % 2 else "H"
    claims = [key for key in case.claims.index if key[0] == kind]
    claims = r.sample(claims, r.randint(1, len(claims)))
    pool = r.sample(list(case.statements.index), r.choice([1, 3, 6, 12, 30]))
    rows = []
    for _ in range(r.choice([1, 5, 12, 25, 60])):
        shared = " ".join(r.sample(pool, min(len(pool), r.choice([0, 0, 1, 2]))))
        rows.append((r.choice(claims), r.choice(pool), r.choice(RELATIONS), shared))
    return pd.DataFrame(rows, columns=["claim", "statement", "relation", "same_source"])


def all_faults(chart: Chart, *dpis: int) -> list[str]:
    return [fault for dpi in dpis for figure in chart.figures for fault in faults(figure, dpi)]


def signs(chart: Chart) -> list[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    """List what stands on the pages: row, columns, signs; what runs over two pages once."""
    spots = {(s.row, s.item.columns, s.item.signs) for panel in chart.layout for s in panel.spots}
    return sorted(spots)


@pytest.mark.parametrize("once", [False, True])
def test_nothing_touches_anything_on_the_boards(case: Case, once: bool) -> None:
    assert all_faults(agreement(case, once=once), 72, 100, 150, 300) == []
    assert all_faults(explanations(case, once=once, drop=["D39"], weights={"S80": 0.5}), 72, 100, 150, 300) == []


def test_nothing_touches_anything_on_random_boards(case: Case) -> None:
    for seed in sets(20):
        table, once = some_judgements(case, seed), seed % 3 == 0
        draw = agreement if seed % 2 else explanations
        chart = draw(case, judgements=table, once=once)
        assert all_faults(chart, (72, 100, 150, 300)[seed % 4]) == [], f"set {seed}"
        assert all(figure.get_size_inches()[1] * 72 <= HEIGHT for figure in chart.figures), f"set {seed}"
        for panel, figure in zip(chart.layout, chart.figures, strict=True):
            low = panel.rows[-1][1] + panel.rows[-1][2]
            marks = [mark for mark in drawn(figure, 72).marks if mark.bottom < low]
            assert len(marks) == sum(len(spot.signs) for spot in panel.spots), f"set {seed}"
            for spot in panel.spots:
                homes = dict(zip(spot.item.signs, spot.item.homes, strict=True))
                here = {sign for sign in homes if set(homes[sign]) & set(panel.columns)}
                assert {sign for sign, _ in spot.signs} == here, f"set {seed}"
                assert all(number in homes[sign] for sign, number in spot.signs), f"set {seed}"


def test_every_judgement_stands_in_its_row_and_column(case: Case) -> None:
    chart = agreement(case)
    assert len(chart.table) == 66
    shown = {(row, columns[0], sign) for row, columns, found in signs(chart) for sign in found}
    column = {}
    for panel in chart.layout:
        heads = [line.text for line in panel.page.lines if line.key.startswith("head ")]
        column |= dict(zip(heads, panel.columns, strict=True))
    assert shown == {(one.claim, column[one.document], one.relation) for one in chart.table.itertuples()}
    board = explanations(case)
    assert len(board.table) == 64
    assert sum(len(found) for *_, found in signs(board)) == 64


def test_signs_stand_below_their_column_and_beside_their_row(case: Case) -> None:
    for panel in agreement(case).layout:
        rows = {row.key: (top, high) for row, top, high in panel.rows}
        for spot in panel.spots:
            (number,) = spot.item.columns
            assert spot.left == pytest.approx(panel.lefts[panel.columns.index(number)])
            top, high = rows[spot.row]
            assert top < spot.top
            assert spot.top + spot.high < top + high


def test_documents_that_share_a_source_are_joined_and_counted_once(case: Case) -> None:
    chart = agreement(case)
    assert chart.table.loc[["J94", "J95"], "source"].nunique() == 1, "two papers from one telegram"
    assert "Documents speak 49 times; with shared sources counted once, 34 times" in chart.sentence
    notes = {row.key: row.note for panel in chart.layout for row, *_ in panel.rows}
    assert notes["C16"] == "6 documents, 1 source"
    assert notes["C1"] == "3 documents, 3 sources"
    framed = {(row, found) for row, columns, found in signs(agreement(case, once=True)) if len(columns) > 1}
    assert ("C16", ("supports", "qualifies")) in framed
    assert ("C5", ("contradicts", "supports")) in framed


@pytest.mark.parametrize("draw", [agreement, explanations])
def test_a_sign_in_a_frame_stands_below_a_column_of_which_it_is_true(case: Case, draw: Callable[..., Chart]) -> None:
    """Read the picture as a reader does: by where a sign is drawn, and which column's head stands above it."""
    chart = draw(case, once=True)
    name, evidence = ("claim", "document") if draw is agreement else ("explanation", "evidence")
    true = {(row[name], row[evidence], row["relation"]) for row in chart.table.to_dict("records")}
    letters = {sign: letter for sign, (_, letter, *_) in SIGNS.items()}
    seen = 0
    for panel in chart.layout:
        heads = {line.text: line.x for line in panel.page.lines if line.key.startswith("head ")}
        for spot in (spot for spot in panel.spots if len(spot.item.columns) > 1):
            inside = [
                line
                for line in panel.page.lines
                if spot.left < line.x < spot.left + spot.wide and spot.top <= line.y < spot.top + spot.high
            ]
            for sign in spot.item.signs:
                for line in (line for line in inside if line.text == letters[sign]):
                    over = min(heads, key=lambda head: abs(heads[head] - line.x))
                    seen += 1
                    assert (spot.row, over, sign) in true or any(
                        (spot.row, over, other) in true for other in letters if letters[other] == line.text
                    )
    assert seen > 3


def test_what_shares_a_source_on_one_claim_may_be_apart_on_another(case: Case) -> None:
    judgements = judged(case, "claim")
    groups = {claim: counted_once(j for j in judgements if j.claim == claim) for claim in ("C6", "C16")}
    assert [len(group) for group in groups["C6"]] == [1] * 7
    assert [len(group) for group in groups["C16"]] == [6]


def test_sources_are_counted_as_the_case_warns(case: Case) -> None:
    notes = {row.key: row.note for panel in explanations(case).layout for row, *_ in panel.rows}
    assert notes["H1"].startswith("sources: 4 against"), "seven rows, four sources: see the note on H1"
    assert list(notes) == ["H1", "H2", "H3", "H4", "H5"], "explanations are never ranked"


def test_a_document_left_out_stays_pale_and_what_moves_is_said(case: Case) -> None:
    chart = explanations(case, drop="S84")
    assert "what moves: H1 against 4 → 3; H2 against 2 → 1" in chart.sentence
    assert set(chart.table.index[chart.table["left out"] == "yes"]) == {"J15", "J22"}
    assert all_faults(chart, 100) == []
    notes = {row.key: (row.note, row.moved) for panel in chart.layout for row, *_ in panel.rows}
    assert notes["H1"] == ("sources: 3 against (was 4), 2 for", True)
    assert notes["H3"] == ("sources: 1 against, 1 for", False)


def test_a_source_that_speaks_through_another_document_stays(case: Case) -> None:
    assert explanations(case, drop=["D39"]).sentence.endswith(
        "nothing moves. S59, S60, S61 still speak for the same source."
    )
    assert "H3 for 1 → 0" in explanations(case, drop=["D39", "D40"]).sentence


def test_a_weight_moves_the_source_it_belongs_to(case: Case) -> None:
    chart = explanations(case, weights={"S84": 2, "D39": 3})
    assert "with weights S84 ×2, S58 ×3, S105 ×3, S106 ×3, what moves: H1 against 4 → 7" in chart.sentence
    heavier = replace(case, judgements=case.judgements.assign(strength=2))
    assert "H1 8 against, 4 for" in explanations(heavier).sentence


def test_a_smaller_board_writes_the_words(case: Case) -> None:
    chart = explanations(case, only=["H1", "H3"], evidence=["S58", "D38"])
    written = {line.text for panel in chart.layout for line in panel.page.lines}
    assert {"contradicts", "supports"} <= written
    assert set(chart.table["evidence"]) == {"S57", "S58", "S103"}
    assert all_faults(chart, 72, 300) == []
    small = agreement(case, claims=["C11", "C16"], documents=["D43", "D44"])
    assert all_faults(small, 72, 300) == []
    assert "qualifies" in {line.text for panel in small.layout for line in panel.page.lines}


def test_a_readers_own_table_is_drawn(case: Case) -> None:
    chart = agreement(case, judgements=mine())
    assert chart.table["relation"].value_counts().to_dict() == {"supports": 3, "contradicts": 1}
    assert [row.key for row, *_ in chart.layout[0].rows] == ["C4", "C5"]
    assert chart.table.loc["0", "source"] == chart.table.loc["1", "source"], "tied as the case ties its own"
    tied = explanations(case, judgements=mine([("H1", "S58", "contradicts"), ("H4", "S60", "supports")], "statement"))
    assert tied.table["source"].tolist() == [1, 1], "two passages of one memorandum"


def test_rows_not_yet_filled_are_left_out_and_an_empty_board_can_be_drawn(case: Case) -> None:
    table = mine([*MINE[:1], ("C4", "D02", ""), ("C5", "D01", None), ("C5", "D02", ...)])
    assert len(agreement(case, judgements=table).table) == 1
    empty = agreement(case, ["C4", "C5"], ["D01", "D02"], judgements=mine([]))
    assert len(empty.table) == 0
    assert all_faults(empty, 100) == []
    assert "nothing judged yet" in empty.alt
    assert set(RELATIONS) <= {line.text for line in empty.layout[0].page.lines}, "the key of a board to fill"
    with pytest.raises(ValueError, match="name documents to draw an empty board"):
        agreement(case, judgements=mine([]))
    with pytest.raises(ValueError, match="Nothing is judged on these explanations yet"):
        explanations(case, judgements=mine([]))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("C4", "D01", "suports")],
            r"Row 2 .the header is row 1.: “suports” is no relation; the nearest is “supports”, of: contradicts",
        ),
        ([("C4", "D01", "yes")], "“yes” is no relation; use one of: contradicts, supports, qualifies"),
        ([("C99", "D01", "open")], r"Row 2 .the header is row 1.: there is no claim “C99”; the nearest is C16"),
        ([("C4", "D999", "open")], "there is no document “D999”; the nearest is D105"),
        ([("C4", "", "open")], "there is no document “”; write an id such as D01"),
        ([("H1", "D01", "open")], "H1 is no claim; this board is for C1, C2"),
    ],
)
def test_a_slip_in_a_readers_table_is_named_with_what_is_allowed(case: Case, rows: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        agreement(case, judgements=mine(rows))


def test_a_strength_that_is_none_is_named_and_two_rows_may_share_a_name(case: Case) -> None:
    with pytest.raises(
        ValueError,
        match=r"Row 2 .the header is row 1.: the strength is 1 .weak., 2 or 3 .strong., or empty; not “great”",
    ):
        agreement(case, judgements=mine().assign(strength="great"))
    twice = pd.concat([mine(), mine([("C5", "D03", "Not searched")])])
    assert list(agreement(case, judgements=twice).table["source"]) == [1, 1, 1, 1, 2]


def test_a_small_board_says_how_often_documents_speak_in_words(case: Case) -> None:
    none = agreement(case, ["C4"], ["D01"], judgements=mine([("C4", "D01", "silent as expected")]))
    assert none.sentence == "1 judgement on 1 claim by 1 document. No document speaks. Your words are on D01."
    one = agreement(case, ["C4"], ["D01"], judgements=mine([("C4", "D01", "supports")]))
    assert (
        one.sentence
        == "1 judgement on 1 claim by 1 document. One document speaks, on one claim. Your words are on D01."
    )
    two = agreement(case, judgements=mine([("C4", "D01", "supports"), ("C5", "D01", "open")]))
    assert "Documents speak 2 times; on no claim do two of them share a source. Your words" in two.sentence


def test_a_table_without_its_columns_is_named(case: Case) -> None:
    with pytest.raises(ValueError, match="needs the column “relation”; this one has claim, document, verdict"):
        agreement(case, judgements=mine().rename(columns={"relation": "verdict"}))
    with pytest.raises(ValueError, match="needs a column “document” or “statement”; this one has claim, relation"):
        agreement(case, judgements=mine()[["claim", "relation"]])


def test_wrong_ids_and_weights_are_answered(case: Case) -> None:
    with pytest.raises(ValueError, match="no claim “C61” for this board; the nearest is C16, of C1, C2"):
        agreement(case, claims=["C61"])
    with pytest.raises(ValueError, match="no explanation “H9” for this board; the nearest is H5, of H1, H2"):
        explanations(case, only="H9")
    with pytest.raises(ValueError, match="no document “D1” for this board; the nearest is D01, of D01 to D105"):
        agreement(case, documents=["D1"])
    with pytest.raises(ValueError, match="S999 is not on the board; the nearest is S111, of D01, D10"):
        explanations(case, drop="S999")
    with pytest.raises(ValueError, match="Nothing on the board stands in D42; what goes back to it is D48, S12, S14"):
        explanations(case, drop="D42")
    for weight in (-1, 11, "much"):
        with pytest.raises(ValueError, match="weight of S84 must be a number from 0 to 10"):
            explanations(case, weights={"S84": weight})  # type: ignore[dict-item]


def test_no_relation_is_told_by_colour_alone(case: Case) -> None:
    looks = [(shape, letter, full) for shape, letter, full, _ in SIGNS.values()]
    assert set(SIGNS) == set(RELATIONS)
    assert len({(shape, letter) for shape, letter, _ in looks}) == len(RELATIONS)
    for colour in [*(colour for *_, colour in SIGNS.values()), FADED, FRAME]:
        assert min(contrast(colour, PAPER), contrast(colour, GROUND)) >= 4.5, colour


def seen_by_deuteranopes(colour: str) -> str:
    """Simulate full deuteranopia (Machado, Oliveira and Fernandes 2009) in linear light."""
    parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    matrix = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    linear = np.clip(np.array(matrix) @ linear, 0, 1)
    parts = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


@pytest.mark.parametrize("ground", [PAPER, GROUND])
def test_marks_stay_visible_to_colour_blind_readers(ground: str) -> None:
    assert contrast(seen_by_deuteranopes("#e8b500"), PAPER) < 3, "the measure sees a pale colour"
    for colour in {*COLOURS, *(colour for *_, colour in SIGNS.values())}:
        assert contrast(seen_by_deuteranopes(colour), seen_by_deuteranopes(ground)) >= 3, colour


def test_a_key_explains_every_sign_and_the_blank(case: Case) -> None:
    for panel in agreement(case).layout:
        written = {line.text for line in panel.page.lines}
        assert {"contradicts", "supports", "not searched", "silent though expected"} <= written
        assert "blank: no judgement recorded, which is not “no”" in written


def test_planted_overlaps_are_seen(case: Case) -> None:
    chart = agreement(case, ["C4", "C5"])
    panel = chart.layout[0]
    spot = panel.spots[0]
    panel.page.mark(spot.left + 14, spot.top + 6, "s", 8, "#000000", key="planted")
    assert any("touches mark planted" in fault for fault in faults(panel.page.figure(), 72))
    line = next(n for n, one in enumerate(panel.page.lines) if one.key == "C5")
    panel.page.lines[line] = replace(panel.page.lines[line], y=panel.rows[0][1] + 12)
    assert any(fault.startswith("label C4 touches label C5") for fault in faults(chart.figure, 72))


def test_shuffled_rows_give_the_same_board_and_the_table_is_left_alone(case: Case) -> None:
    before = case.judgements.copy()
    shuffled = replace(case, judgements=case.judgements.sample(frac=1, random_state=5))
    for draw in (agreement, explanations):
        one, other = draw(case), draw(shuffled)
        assert signs(one) == signs(other)
        assert len(one.alt) <= 250
    pd.testing.assert_frame_equal(case.judgements, before)


def test_text_is_large_enough(case: Case) -> None:
    for chart in (agreement(case), explanations(case, weights={"S84": 2})):
        assert min(line.size for figure in chart.figures for line in drawn(figure, 72).lines) >= 7


@pytest.mark.parametrize(
    "call",
    [
        lambda case: explanations(case, evidence="ten"),  # type: ignore[arg-type]
        lambda case: explanations(case, "ten"),  # type: ignore[arg-type]
        lambda case: explanations(case, drop="ten"),
        lambda case: explanations(case, judgements="ten"),  # type: ignore[arg-type]
        lambda case: without_each(case, "ten"),  # type: ignore[arg-type]
        lambda case: agreement(case, "ten"),  # type: ignore[arg-type]
        lambda case: agreement(case, documents="ten"),  # type: ignore[arg-type]
        lambda case: agreement(case, judgements="ten"),  # type: ignore[arg-type]
        lambda case: together(case, D02="ten"),  # type: ignore[arg-type]
    ],
)
def test_a_name_that_the_notebook_has_not_made_yet_is_answered_as_a_name(
    case: Case, call: Callable[[Case], object]
) -> None:
    """After a restart `ten` reaches a helper as the word "ten"."""
    with pytest.raises(ValueError, match=r"if `ten` is .* that the notebook makes, run the notebook from its first"):
        call(case)


@pytest.mark.parametrize("wrong", ["S99999", "Q7", "x 1", "", "%1"])
def test_an_error_of_a_board_never_offers_none(case: Case, wrong: str) -> None:
    for call in (lambda: explanations(case, evidence=[wrong]), lambda: agreement(case, documents=[wrong])):
        with pytest.raises(ValueError, match=r"(?s)\w") as caught:
            call()
        assert "None" not in str(caught.value)


def test_a_board_of_own_words_names_what_they_are_on(case: Case) -> None:
    rows = together(case, D02={"C5": "contradicts"}, D30={"C4": "open"})
    assert agreement(case, judgements=rows).sentence.endswith(" Your words are on D02, D30.")
    columns = together(case, S57={"H1": "contradicts"}, S84={"H2": "supports"})
    assert explanations(case, judgements=columns).sentence.endswith(" Your words are on S57, S84.")
    assert "Your words" not in agreement(case).sentence + explanations(case).sentence
