"""Are exact words found where they stand and nowhere else, and is the meant passage shown where they do not."""

import re
from pathlib import Path
from string import ascii_letters
from time import process_time
from timeit import timeit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.quotes import count_words, find, nearest, stands_alike

ARTICLE = (Path(__file__).parents[1] / "data" / "texts" / "D01.md").read_text(encoding="utf-8")
INVENTED = (
    "On the 3rd, the envoy – a careful man – said:\u00a0“We’ll see.”  Nobody laughed… The Café Évian’s "
    "co-op\u00adera\u00adtion — such as it was — ended in E\u0301te\u0301 1951. Привет, посол; до свидания."
)


def word_slices(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """Places of passages of four to thirty words; of three, "to Join NATO" has a rival, "to join NATO"."""
    words = [word.span() for word in re.finditer("[\\w\u0301\u00ad]+", text)]
    return st.tuples(st.integers(0, len(words) - 1), st.integers(3, 29)).map(
        lambda made: (words[made[0]][0], words[min(sum(made), len(words) - 1)][1])
    )


@given(st.data(), st.text(min_size=1, max_size=40) | st.just(ARTICLE) | st.just(INVENTED))
def test_every_slice_of_a_text_is_found_where_it_stands(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = text[start:end]
    assert (start, end) in find(text, exact)
    assert find(text, exact, text[:start], text[end:]) == [(start, end)]
    assert nearest(text, exact) == (exact, 1.0)


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=4), st.text("ab ", max_size=2), st.text("ab ", max_size=2))
def test_places_are_all_those_that_a_plain_search_gives(text, exact, prefix, suffix):
    places = [(n, n + len(exact)) for n in range(len(text)) if exact and text.startswith(exact, n)]
    assert find(text, exact, prefix, suffix) == [
        (start, end) for start, end in places if text[:start].endswith(prefix) and text[end:].startswith(suffix)
    ]


def test_search_is_exact_and_never_normalises():
    for near in ("‘We’ll see.’", "“We'll see.”", "said: “We", "man - said", "“we’ll", "cooperation", "Été 1951"):
        assert find(INVENTED, near) == [], near
    assert find("E\u0301", "É") == []
    assert find("É", "E\u0301") == []
    assert find("aaa", "aa") == [(0, 2), (1, 3)]
    assert find("text", "") == []


@given(st.data(), st.sampled_from([ARTICLE, INVENTED]), st.sampled_from(ascii_letters))
def test_one_letter_changed_is_not_found_and_nearest_gives_the_passage_meant(data, text, letter):
    start, end = data.draw(word_slices(text))
    meant = text[start:end]
    at = data.draw(st.sampled_from([n for n in range(len(meant)) if meant[n].isalnum()]))
    typed = meant[:at] + letter + meant[at + 1 :]
    assume(typed != meant and len(meant) >= 12)
    assert find(text, typed) == []
    passage, likeness = nearest(text, typed)
    assert passage == meant
    assert likeness > 0.8


@given(st.data())
def test_one_letter_dropped_or_doubled_inside_a_word_gives_the_passage_meant(data):
    start, end = data.draw(word_slices(INVENTED))  # in the article "hould join" may be "should join" or "would join"
    meant = INVENTED[start:end]
    assume(len(meant) >= 12)
    inner = [n for n in range(1, len(meant) - 1) if meant[n - 1 : n + 2].isalpha()]
    assume(inner)
    at = data.draw(st.sampled_from(inner))
    for typed in (meant[:at] + meant[at + 1 :], meant[: at + 1] + meant[at:]):
        if typed not in INVENTED:
            assert nearest(INVENTED, typed)[0] == meant


@given(st.data(), st.sampled_from([ARTICLE, INVENTED]))
def test_what_a_keyboard_changes_does_not_count(data, text):
    start, end = data.draw(word_slices(text))
    meant = text[start:end]
    assume(len(meant) >= 12)
    keyboard = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": None})
    for typed in (meant.translate(keyboard), meant.replace(" ", "  "), meant.replace("…", "...")):
        assert nearest(text, typed) == (meant, 1.0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("'We'll see.'", "“We’ll see.”"),
        ("said: “We’ll see", "said:\u00a0“We’ll see"),
        ("see.” Nobody laughed...", "see.”  Nobody laughed…"),
        ("  nobody LAUGHED ", "Nobody laughed"),
        ("cafe EVIAN'S", "Café Évian’s"),
        ("co-operation", "co-op\u00adera\u00adtion"),
        ("ended in Été", "ended in E\u0301te\u0301"),
    ],
)
def test_what_does_not_count_gives_full_likeness_and_the_characters_of_the_text(typed, meant):
    assert find(INVENTED, typed) == []
    assert nearest(INVENTED, typed) == (meant, 1.0)


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        (INVENTED, "a careful man-said", "a careful man – said"),
        (INVENTED, "Привед, посол", "Привет, посол"),
        (INVENTED, "o careful man", "a careful man"),  # a word of one letter, at the edge
        (INVENTED, "We’ll seee", "We’ll see"),  # a letter is no full stop
        (INVENTED, "nvoy – a carefull man", "envoy – a careful man"),  # whole words
        (ARTICLE, "from de Gaulle's prespective", "de Gaulle’s perspective"),  # no space at the edge
        ("He asked to Join NATO, to join Nato", "ao join Nato", "to join Nato"),  # the kind of sign breaks a tie
        ("Why not?\n\nON they went", "Why not?\n\nN", "Why not?\n\nON"),  # the longest of equals
    ],
)
def test_the_passage_meant_is_chosen_over_its_rivals(text, typed, meant):
    passage, likeness = nearest(text, typed)
    assert passage == meant
    assert 0.8 < likeness < 1


def test_words_that_are_not_there_have_no_likeness_to_speak_of():
    assert nearest("", "words") == ("", 0.0)
    assert nearest("words", "") == ("", 0.0)
    assert nearest("words", "\u00ad") == ("", 0.0)
    assert nearest("words", "!!") == ("", 0.0)
    assert nearest(ARTICLE, "日本国憲法")[1] == 0.0


@given(st.text(max_size=40), st.text(max_size=12))
def test_nearest_always_gives_a_passage_of_the_text(text, exact):
    passage, likeness = nearest(text, exact)
    assert passage in text
    assert 0.0 <= likeness <= 1.0


@given(st.data(), st.text("aàA \u200b-–“'", max_size=12))
def test_words_that_are_whole_in_likeness_stand_alike_and_no_others(data, text):
    exact = data.draw(st.text("aàA \u200b-–“'", max_size=5) | st.sampled_from([text[n : n + 5] for n in range(5)]))
    assert stands_alike(text, exact) or nearest(text, exact)[1] < 1
    assert not stands_alike("A cat laughed.", "dog")


def test_nearest_is_quick_in_a_long_text():
    # 0.15 s measured for 115,000 characters.
    assert timeit(lambda: nearest(ARTICLE * 40, "x" * 150), number=1, timer=process_time) < 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – ", 0),
        ("“…”", 0),
        ("coali-tion", 1),
        ("1-2", 1),
        ("U.S.S.R.", 1),
        ("Stalin’s", 1),
        ("co\u00adoperation", 1),
        ("E\u0301te\u0301", 1),
        ("great powers – members", 3),
        ("wait—no", 2),
        ("first…last", 2),
        ("first...last", 2),
        ("No. 1-2, 2009", 3),
        ("in\u00a01954\nПривет", 3),
    ],
)
def test_words_are_counted_as_a_person_would(text, words):
    assert count_words(text) == words


@given(st.lists(st.sampled_from(["Stalin’s", "coali-tion", "1-2", "–", "“", "NATO.”", "…"]), max_size=30))
def test_a_piece_counts_once_and_a_sign_alone_never(pieces):
    assert count_words(" ".join(pieces)) == sum(piece not in {"–", "“", "…"} for piece in pieces)
