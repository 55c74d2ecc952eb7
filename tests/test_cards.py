"""Does every id open a card, and does the card say all that is recorded, in words, and no more?"""

from __future__ import annotations

import re
from html import unescape

import pytest

from helpers import Case, CaseError, card
from helpers.cards import FIELDS, SPECIAL
from helpers.ids import NOUNS, in_words, mentioned
from helpers.lines import lines
from helpers.sheet import breakable
from tests.test_reading import changed

ONE_OF_EACH = ["D12", "S05", "E48", "B04", "B31", "C12", "H3", "J12", "T03", "R05", "P01", "G13"]


@pytest.mark.parametrize("key", ONE_OF_EACH)
def test_every_kind_of_id_opens_a_card_that_holds_its_whole_row(case: Case, key: str) -> None:
    sheet = card(case, key)
    assert sheet.html.startswith("<div")
    table = next(name for name in NOUNS if key in getattr(case, name).index)
    row = getattr(case, table).loc[key]
    kind = row["kind"] if table in ("people", "claims") else table
    said = " ".join(re.sub(r"\n  - ", " ", sheet.text).split())
    for field in FIELDS[kind]:
        name = field.rstrip("?")
        if (
            (table, name) not in SPECIAL
            and isinstance(row.get(name), str)
            and not name.startswith(("date", "born", "died", "office"))
        ):
            for word in row[name].split():
                assert word in said, f"{key}: {name} is cut"


def test_every_column_of_a_table_is_on_its_card(case: Case) -> None:
    """A column that is added to a table is not forgotten: it is on a card, or named here as one that is not."""
    elsewhere = {
        "documents": {"title", "witness_note", "link_label", "url_editors", "seen_note", "reference"},
        "statements": {"paragraph", "prefix", "suffix", "remove_note", "rung_note"},
        "events": {"label", "date_disputed", "known_note", "weight"},
        "people": {"kind", "name"},
        "claims": {"kind"},
        "judgements": set(),
        "transmission": set(),
        "readings": {"author"},
        "puzzles": {"question"},
        "glossary": {"term"},
    }
    kinds = {"people": ("person", "body"), "claims": ("claim", "explanation")}
    for table in NOUNS:
        asked = {field.rstrip("?") for kind in kinds.get(table, (table,)) for field in FIELDS[kind]}
        assert set(getattr(case, table).columns) - elsewhere[table] <= asked, table


@pytest.mark.parametrize(("typed", "key"), [
    ("d12", "D12"), ("DO1", "D01"), ("s5", "S05"), ("s O5", "S05"), ("p15", "P15"), ("[E48]", "E48"), ("c02", "C2"),
    ("J012", "J12"), ("r5", "R05"), ("EDTF", "G13"), ("edtf", "G13"), ("note", "G28"), ("Open date", "G30"),
    ("declassified", "G34"),
])  # fmt: skip
def test_an_id_or_term_is_found_however_it_is_typed(case: Case, typed: str, key: str) -> None:
    assert card(case, typed).text == card(case, key).text


@pytest.mark.parametrize(("typed", "words"), [
    ("D107", "There is no document D107; the nearest is D105."),
    ("D1234", "There is no document D1234; they run from D01 to D105."),
    ("E0", "There is no event E0; the nearest is E10."),
    ("X12", "There is no id X12; use an id such as D01, S05 or P01, or a term of the glossary."),
    ("EDFT", "There is no “EDFT” here; the nearest term is “EDTF”."),
    ("Waterloo", "There is no “Waterloo” here; use an id such as D01, S05 or P01, or a term of the glossary."),
    (12, "There is no “12” here; use an id such as D01, S05 or P01, or a term of the glossary."),
])  # fmt: skip
def test_an_unknown_id_gets_one_sentence_and_the_nearest_only_if_near(case: Case, typed: str, words: str) -> None:
    with pytest.raises(CaseError) as raised:
        card(case, typed)
    assert str(raised.value) == words


def answers(case: Case, key: str) -> dict[str, str]:
    """Give a card's questions and answers."""
    main = card(case, key).text.partition("\n\n")[0]
    return {q: a.strip() for q, a in re.findall(r"(?m)^(?!  - )([^:\n]+):((?: .*|(?:\n  - .*)+))", main)}


def test_a_statement_says_who_through_whom_and_how_far(case: Case) -> None:
    said = answers(case, "S05")
    assert said["Exact words"] == case.statements.loc["S05", "exact"]
    assert said["Who says it"] == "B01: Joseph Stalin"
    assert said["Reported by, first hand first"].split("\n") == [
        "- B30: Unknown note-taker", "  - B06: Nikolai V. Kochkin", "  - B31: The article (D01)",
    ]  # fmt: skip
    assert said["Where it stands"].startswith("D01: “Did Stalin")
    assert said["Where it stands"].endswith("¶1")
    assert said["Remove"] == "3?: retold again"
    assert said["When it was said or written"] == "perhaps 25 August 1952"
    assert said["Caution"] == case.statements.loc["S05", "caution"]
    assert said["Puzzles"] == "P05: What words did Stalin say?"


def test_a_gloss_is_labelled_and_words_carry_their_language(case: Case) -> None:
    assert answers(case, "S23")["Our gloss, not a quotation"] == case.statements.loc["S23", "gloss"]
    assert 'lang="ru"' in card(case, "S23").html
    assert "gloss" not in answers(case, "S05")


def test_an_unknown_remove_is_not_given_a_meaning(case: Case) -> None:
    assert answers(case, "S31")["Remove"] == "not recorded"
    assert answers(case, "S02")["Remove"].startswith("2 or more: ")


def test_a_puzzle_names_its_documents_and_those_of_its_statements(case: Case) -> None:
    said = answers(case, "P05")
    assert case.puzzles.loc["P05", "documents"] == ""
    assert [line.strip(" -").partition(":")[0] for line in said["Documents"].split("\n")] == ["D01", "D02", "D103"]
    assert said["What is safe to say"] == case.puzzles.loc["P05", "safe_to_say"]
    for key in ("D01", "D02", "D103"):
        assert "P05: What words did Stalin say?" in answers(case, key)["Puzzles about it"]
    assert "P05: " not in answers(case, "D15")["Puzzles about it"]


def test_an_event_says_its_date_its_kind_and_how_it_became_known(case: Case) -> None:
    said = answers(case, "E61")
    assert said["When"] == "30 August 1954; sources differ: 30 or 31 August 1954"
    assert said["Kind of date"] == "sources disagree"
    assert answers(case, "E57")["When and how the public could know it"] == "8 May 1954; by 1954-05-08"
    assert answers(case, "E06")["When and how the public could know it"] == "not recorded"


def test_an_explanation_lists_its_judgements_with_their_reasons(case: Case) -> None:
    said = card(case, "H5").text
    rows = case.judgements[case.judgements["claim"] == "H5"]
    assert len(rows)
    for key, row in rows.iterrows():
        assert f"{key}: {row['statement'] or row['document']} {row['relation']}: {row['reason']}" in said
        assert row["confidence"] in said


def test_an_empty_answer_on_a_card_reads_not_recorded(case: Case) -> None:
    damaged = changed(changed(case, "documents", "D12", "witness", ""), "documents", "D12", "witness_note", "")
    assert answers(damaged, "D12")["What kind of witness"] == "not recorded"
    for key, question in (("S05", "For whom"), ("E48", "Caution"), ("B04", "Born"), ("P15", "What would settle it")):
        column = {
            "For whom": "audience",
            "Caution": "caution",
            "Born": "born",
            "What would settle it": "would_settle_it",
        }
        table = {"S": "statements", "E": "events", "B": "people", "P": "puzzles"}[key[0]]
        assert answers(changed(case, table, key, column[question], ""), key)[question] == "not recorded"


def test_no_id_on_a_card_leads_nowhere(case: Case) -> None:
    """Every id on a card is said in words on it, and opens a card of its own."""
    for key in ("E61", "S05", "C12", "D30", "B31"):
        text = card(case, key).text.partition("Terms used here")[0]
        answered = text.partition("Named here")[0]
        for other in mentioned(case, answered):
            if other != key:
                assert f"{other}: " in text, f"{key} names {other} and does not say what it is"
                assert in_words(case, other) in text or other[0] == "J"
                card(case, other)
    assert (
        'Named here; card(case, "P15") opens one\nP15: When did the French'
        in card(changed(case, "events", "E61", "puzzles", ""), "E61").text
    )


def test_abbreviations_on_a_card_are_explained_from_the_glossary(case: Case) -> None:
    terms = card(case, "P01").text.partition("Terms used here")[2]
    for term in ("EDTF", "RGASPI"):
        assert f"\n{term}: {case.glossary.loc[case.glossary['term'] == term, 'meaning'].iloc[0]}" in terms
    assert "\nCWIHP: " in card(case, "C12").text, "an abbreviation in the words of an id is not explained"
    remark = card(case, "S05").text
    assert "\nIndirect speech: " in remark
    assert "\nQuotation: " not in remark, "the words with which every card asks are explained on each"
    assert "\nNote (diplomatic): " not in remark, "a note-taker is taken for a diplomatic note"


def test_a_link_carries_each_of_its_labels(case: Case) -> None:
    one, two = (
        card(changed(case, "documents", "D12", "link_label", label), "D12")
        for label in ("opinion", "object of study; opinion")
    )
    assert one.text.count("(opinion)") == one.html.count("(opinion)") == 1
    assert "(object of study, not an authority; opinion)" in two.text
    assert "(object of study, not an authority; opinion)" in two.html


def test_an_address_that_is_not_of_the_web_is_no_link(case: Case) -> None:
    assert "<a " not in card(changed(case, "documents", "D12", "url", "javascript:alert(1)"), "D12").html


@pytest.mark.parametrize(("table", "key", "column"), [
    ("statements", "S05", "exact"), ("statements", "S05", "caution"), ("events", "E48", "label"),
    ("people", "B04", "name"), ("claims", "C2", "text"), ("puzzles", "P15", "question"), ("glossary", "G13", "meaning"),
    ("judgements", "J01", "reason"), ("readings", "R05", "position"), ("transmission", "T03", "change"),
])  # fmt: skip
def test_script_in_a_card_stays_text(case: Case, table: str, key: str, column: str) -> None:
    html = card(changed(case, table, key, column, "<script>alert('x')</script>"), key).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_card_is_readable_on_any_ground_and_says_what_heads_what(case: Case) -> None:
    html = card(case, "P01").html
    assert not re.search(r"[^-]color:|background:(?!none)", html), (
        "a colour that may vanish on a dark or a light ground"
    )
    assert html.count('<th scope="row"') == html.count("<tr")
    assert html.count("<caption") == html.count("<table")


def test_the_longest_puzzle_is_broken_into_its_sentences(case: Case) -> None:
    parts = lines(case.puzzles.loc["P01", "what_each_says"])
    assert " ".join(parts) == case.puzzles.loc["P01", "what_each_says"]
    assert len(parts) == 7
    html = card(case, "P01").html
    for part in parts[:2]:
        assert f">{part.replace(chr(39), '&#x27;')}</div>" in html


LONG_WORD = "x" * 110 + " "


@pytest.mark.parametrize(("text", "count"), [
    ("One sentence. Another.", 2),
    ("by N. V. Kochkin, in St. Petersburg, and Mr. Eden in May. It goes on.", 2),
    ("Two things; the second.", 1),
    ("One thing; another; a third.", 3),
    ("What stands (in brackets. However long; or with; many marks) or “in words. Like this; one; here” is whole.", 1),
    ("Write 1952-08-23? (P22). It goes on.", 2),
    ("Printed in FRUS 1952-54, vol. VIII, ed. Brown, cf. Stalin, docs. IX, pp. XI, no. IV. It goes on.", 2),
    ("The clerk said no. The parish did not pay.", 2),
])  # fmt: skip
def test_a_long_text_is_broken_only_where_it_may_be(text: str, count: int) -> None:
    assert len(lines(LONG_WORD + text)) == count, lines(LONG_WORD + text)
    assert " ".join(lines(LONG_WORD + text)) == LONG_WORD + text
    assert lines(text) == [text], "a short text is broken"


def test_no_address_on_a_card_is_wider_than_a_phone_even_where_styles_are_dropped(case: Case) -> None:
    for key in case.documents.index:
        html = re.sub(r"<wbr>", "\n", card(case, key).html)
        shown = re.sub(r"<[^>]*>", " ", html)
        assert max(map(len, unescape(shown).split())) < 50, key
    long = "http://x.example/" + "a" * 300
    assert unescape(breakable(long).replace("<wbr>", "")) == long
    assert max(map(len, breakable(long).split("<wbr>"))) < 30


def test_no_text_of_the_case_loses_a_letter_when_it_is_broken(case: Case) -> None:
    for table in NOUNS:
        frame = getattr(case, table)
        for column in frame.columns[[str(kind) == "str" for kind in frame.dtypes]]:
            for text in frame[column]:
                assert " ".join(lines(text)) == text
