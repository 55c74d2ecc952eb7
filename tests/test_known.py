"""Is anything called known that the record does not call known, on any day, to anybody?"""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from helpers import Case, CaseError, known_when
from helpers.dates import parse
from helpers.known import SECRET, TOLD
from tests.test_reading import changed


def test_nothing_later_than_the_day_is_listed(case: Case) -> None:
    table = known_when(case, "1954-04-02")
    starts = [parse(case.events.loc[key, "date"]).first for key in table.index]
    assert all(str(start) <= "1954-04-02" for start in starts)
    assert "E57" not in table.index
    assert starts == sorted(starts)


def test_the_note_is_public_and_the_drafts_are_not(case: Case) -> None:
    public, soviet = known_when(case, "1954-04-02"), known_when(case, "1954-04-02", "USSR")
    assert public.loc["E48", "known"].startswith("public")
    for draft in ("E44", "E45", "E46", "E47"):
        assert public.loc[draft, "known"] == SECRET
        assert soviet.loc[draft, "known"] == TOLD
    assert known_when(case, "1954-03-31").loc["E48", "known"] == SECRET


@pytest.mark.parametrize(("day", "known"), [
    ("1954-03-31", SECRET),
    ("1954-04-01", "public about then"),
    ("1954-04-02", "public about then"),
    ("1954-04-07", "public about then"),
    ("1954-04-08", "public"),
    ("1954-04-10", "public"),
])  # fmt: skip
def test_about_a_day_is_not_made_a_day(case: Case, day: str, known: str) -> None:
    assert case.events.loc["E48", "known_on"] == "1954-04-01~"
    table = known_when(case, day)
    assert table.loc["E48", "known"] == known
    assert table.loc["E48", "since"] == "about 1 April 1954"


def test_a_doubtful_day_is_only_perhaps_public(case: Case) -> None:
    assert case.events.loc["E91", "known_on"] == "1955-07-27?"
    known = {day: known_when(case, day).loc["E91", "known"] for day in ("1955-07-26", "1955-07-28", "1955-08-03")}
    assert list(known.values()) == [SECRET, "perhaps public", "public"]


def test_about_a_month_is_sure_a_month_later(case: Case) -> None:
    damaged = changed(case, "events", "E40", "known_on", "1953-03~")
    assert known_when(damaged, "1953-04-30").loc["E40", "known"] == "public about then"
    assert known_when(damaged, "1953-05-01").loc["E40", "known"] == "public"


def test_what_was_public_in_part_is_called_neither_secret_nor_public(case: Case) -> None:
    reader, desk = known_when(case, "1954-04-02"), known_when(case, "1954-04-02", "Western powers")
    assert reader.loc["E49", "known"] == "perhaps public in part"
    assert "press release public (day not recorded); memo secret" in reader.loc["E49", "since"]
    assert reader.loc["E50", "known"] == "public in part"
    assert desk.loc["E49", "known"] == desk.loc["E50", "known"] == TOLD


def test_no_row_is_secret_whose_note_says_public_nor_the_other_way_round(case: Case) -> None:
    table = known_when(case, "1955-12-31")
    for key in table.index:
        known, note = table.loc[key, "known"], case.events.loc[key, "known_note"]
        assert known != SECRET or not note.startswith("in part"), key
        assert known != "public" or "secret" not in note, key


def test_a_side_is_never_called_one_mind(case: Case) -> None:
    words = set(known_when(case, "1954-04-02", "USSR")["known"])
    assert TOLD in words
    assert TOLD.startswith("some on that side"), "a draft inside one ministry was not told to the whole side"


@pytest.mark.parametrize("day", [date(1954, 4, 2), datetime(1954, 4, 2, 9, 30), pd.Timestamp("1954-04-02"), "1954-4-2"])
def test_a_day_may_be_given_as_a_date(case: Case, day: object) -> None:
    pd.testing.assert_frame_equal(known_when(case, day), known_when(case, "1954-04-02"))  # type: ignore[arg-type]


def test_a_side_may_be_typed_in_small_letters(case: Case) -> None:
    pd.testing.assert_frame_equal(known_when(case, "1954-04-02", "ussr"), known_when(case, "1954-04-02", "USSR"))


def test_a_side_is_told_only_what_is_recorded_as_told_to_it(case: Case) -> None:
    # notes about Germany stand in its lane, but nothing says that Germany was shown them
    germany = known_when(case, "1952-06-01", "Germany")
    assert case.events.loc["E25", "lane"] == "Germany"
    assert germany.loc["E25", "known"] == SECRET
    assert known_when(case, "1952-06-01", "USSR").loc["E25", "known"] == TOLD


def test_a_side_is_not_told_before_the_last_possible_day(case: Case) -> None:
    assert known_when(case, "1951-06-21", "USSR").loc["E21", "known"] == SECRET
    assert known_when(case, "1951-06-22", "USSR").loc["E21", "known"] == TOLD


def test_since_leaves_out_what_was_over(case: Case) -> None:
    table = known_when(case, "1954-04-02", since="1954")
    assert "E40" not in table.index
    assert "E48" in table.index
    assert len(table) < len(known_when(case, "1954-04-02"))


def test_a_month_known_on_is_only_perhaps_public_within_it(case: Case) -> None:
    assert known_when(case, "1953-03-10").loc["E40", "known"] == "perhaps public"
    assert known_when(case, "1953-04-01").loc["E40", "known"] == "public"


@pytest.mark.parametrize(("day", "side", "words"), [
    ("1954-04-02", "Mars", "There is no side “Mars”; use one of: public, USSR"),
    ("1954-04", None, "'1954-04' is April 1954, not one day; write it as 1954-04-02 is written."),
    ("1954-02-30", None, "'1954-02-30' cannot be read: "),
    ("2 April 1954", None, "write 1954-04-02"),
    (19540402, None, "write 1954-04-02"),
    (None, None, "'None' cannot be read: "),
])  # fmt: skip
def test_slips_get_one_sentence(case: Case, day: object, side: str | None, words: str) -> None:
    with pytest.raises(CaseError) as raised:
        known_when(case, day, side)  # type: ignore[arg-type]
    assert words in str(raised.value)
    assert raised.value._render_traceback_() == [str(raised.value)], "a stack trace is shown for a slip"


def test_a_beginning_that_cannot_be_read_gets_one_sentence(case: Case) -> None:
    with pytest.raises(CaseError, match="'soon' cannot be read"):
        known_when(case, "1954-04-02", since="soon")
