"""Is every sentence that may state a fact of history audited, and does it rest on entries that exist?"""

from __future__ import annotations

import pytest

from helpers import Case
from helpers.ids import locate
from tests.facts import ID, audited, names, sentences, stated


def test_every_sentence_that_may_state_a_fact_is_audited() -> None:
    new = [f"{place}: {sentence}" for place, sentence in stated() if (place, sentence) not in audited()]
    assert new == [], "not audited: find what supports each, then add it to tests/facts.csv"


def test_no_audited_sentence_is_gone() -> None:
    gone = set(audited()) - set(stated())
    assert gone == set(), "take these rows out of tests/facts.csv"


@pytest.mark.parametrize(("key", "support"), audited().items(), ids=lambda value: str(value)[:40])
def test_a_fact_rests_on_entries_of_the_case(case: Case, key: tuple[str, str], support: str) -> None:
    if support.startswith("- "):
        assert len(support) > 4, f"say why this states no fact: {key}"
        return
    entries = support.split()
    assert entries, key
    for entry in entries:
        assert locate(case, entry), f"{entry} is no entry of the case: {key}"
