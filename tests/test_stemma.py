"""Is a chain drawn so that every hop can be followed and nothing touches anything?"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise

import pandas as pd
import pytest

from helpers import Case, CaseError, Chart, hops, transmission
from helpers.stemma import CHIP, HEIGHT, TALL
from tests.drawn import faults
from tests.geometry import segments_cross
from tests.random_sets import sets

TELLINGS = ["S05", "S09", "S15", "S39", "S52", "S58", "S75", "S80"]


def some_hops(case: Case, seed: int) -> Case:
    """Give a case whose hops of S05 lead at random from E37 to 2 to 26 documents, some from several sources."""
    r = random.Random(seed)
    keys = ["E37", *r.sample(list(case.documents.index), r.choice([2, 4, 7, 11, 26]))]
    rows = []
    for number, key in enumerate(keys[1:], 1):
        for source in r.sample(keys[:number], min(number, r.choice([1, 1, 1, 2, 3]))):
            date = r.choice(["", "1954-04-01", "1990~", "2001/2003", "1953?"])
            traced = r.choice(["stated", "inferred", "not traced"])
            rows.append(("S05", source, key, r.choice(["retold", "translated"]), date, "x", "", traced, "low"))
    index = pd.Index([f"T{n:02}" for n in range(len(rows))], name="id")
    return replace(case, transmission=pd.DataFrame(rows, columns=case.transmission.columns, index=index))


def astray(chart: Chart) -> list[str]:
    """Name every arrow that does not lead from its source's box to its target's, or runs along another's line."""
    stemma = chart.layout
    nodes = {node.key: node for node in stemma.nodes}
    ends = {
        key: (chart.table.loc[key, "from"].split()[0], chart.table.loc[key, "to"].split()[0]) for key in stemma.arrows
    }
    found = []
    for key, legs in stemma.arrows.items():
        source, target = (nodes[end] for end in ends[key])
        (page, first), (last_page, last) = (legs[0][0], legs[0][1][0]), (legs[-1][0], legs[-1][1][-1])
        if page != source.page or not (
            source.left <= first[0] <= source.left + CHIP and source.top <= first[1] <= source.top + TALL
        ):
            found.append(f"{key} does not start at {source.key}")
        if last_page != target.page or last[1] != target.top or not target.left < last[0] < target.left + CHIP:
            found.append(f"{key} does not end at {target.key}")
        if [node.key for node in stemma.nodes].index(source.key) >= [n.key for n in stemma.nodes].index(target.key):
            found.append(f"{key} runs upwards")
    for one, other in combinations(stemma.arrows, 2):
        if ends[one][0] == ends[other][0]:
            continue
        for (_, path), (other_page, another) in (
            (a, b) for a in stemma.arrows[one] for b in stemma.arrows[other] if a[0] == b[0]
        ):
            for s in pairwise(path):
                for t in pairwise(another):
                    along = abs(s[0][0] - s[1][0]) < 0.1 and abs(t[0][0] - t[1][0]) < 0.1
                    along |= abs(s[0][1] - s[1][1]) < 0.1 and abs(t[0][1] - t[1][1]) < 0.1
                    if along and segments_cross(s, t):
                        found.append(f"{one} runs along {other} on page {other_page + 1}")
    return found


@pytest.fixture(scope="module", params=TELLINGS)
def telling(request: pytest.FixtureRequest, case: Case) -> tuple[str, Chart]:
    """Draw the chain of a statement."""
    return request.param, transmission(case, request.param)


def test_nothing_touches_anything_and_no_arrow_goes_astray(telling: tuple[str, Chart]) -> None:
    _, chart = telling
    assert [fault for dpi in (72, 100, 150, 300) for figure in chart.figures for fault in faults(figure, dpi)] == []
    assert astray(chart) == []


def test_nothing_touches_anything_in_random_chains(case: Case) -> None:
    pages = 0
    for seed in sets(15):
        chart = transmission(some_hops(case, seed), "S05")
        pages += len(chart.figures)
        dpi = (72, 100, 150, 300)[seed % 4]
        assert [fault for figure in chart.figures for fault in faults(figure, dpi)] == [], f"chain {seed}"
        assert astray(chart) == [], f"chain {seed}"
    assert pages > seed + 1, "hardly a chain ran over a page"


def test_the_longest_chain_of_the_case_stands_on_one_page(case: Case) -> None:
    (figure,) = transmission(case, "S15").figures
    assert figure.get_size_inches()[1] * 72 <= HEIGHT


def test_the_picture_tells_every_hop(case: Case, telling: tuple[str, Chart]) -> None:
    statement, chart = telling
    followed = hops(case, statement)
    assert list(chart.table.index) == list(followed.index)
    assert 0 < len(chart.alt) <= 250
    assert {node.key for node in chart.layout.nodes} == {*followed["source"], *followed["target"]}
    assert set(chart.layout.arrows) == set(followed.index)


def test_each_witness_is_marked_full_once(case: Case) -> None:
    nodes = transmission(case, "S15").layout.nodes
    assert [node.key for node in nodes if node.witness == "1" and not node.again] == ["D42"]
    assert {node.witness for node in nodes if node.column == "no source named"} == {"?"}


def test_kin_stand_together_the_earliest_first(case: Case) -> None:
    order = [node.key for node in transmission(case, "S15").layout.nodes]
    assert order[:6] == ["E48", "D42", "B14", "D44", "D43", "D48"]
    assert order[-1] == "E86"


def test_a_planted_box_and_a_planted_line_are_seen(case: Case) -> None:
    chart = transmission(case, "S05")
    page = chart.layout.pages[0]
    node = chart.layout.nodes[2]
    page.box(node.left + 3, node.top - 5, 10, 10, key="box planted")
    page.rule([[(0, 0), (500, 300)]], "#000000", 1, key="planted")
    found = faults(page.figure(), 72)
    assert f"box box {node.key} touches box box planted" in found
    assert any(fault.startswith("line planted runs into label") for fault in found)


def test_hops_that_go_round_in_a_circle_are_refused(case: Case) -> None:
    columns = case.transmission.columns
    pairs = [("E37", "D01"), ("D01", "D02"), ("D02", "D01")]
    rows = [("S05", a, b, "retold", "", "x", "", "stated", "low") for a, b in pairs]
    circle = replace(case, transmission=pd.DataFrame(rows, columns=columns, index=["T01", "T02", "T03"]))
    with pytest.raises(CaseError, match="go round in a circle at D01"):
        transmission(circle, "S05")
