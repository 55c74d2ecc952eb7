"""Does the reviewer see what is wrong with an argument, and nothing wrong with a sound one?"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.argument_sheet import NOTHING_YET, Argument, argument
from helpers.argument_text import PARTS, PROMPTS, UNNAMED, Receipt, read_argument
from helpers.case import Case
from helpers.quotes import count_words
from helpers.receipts import Sources
from helpers.review_quotations import stands
from tests.planted_arguments import PLANTS, SAMPLES, SOUND, Plant, whole

ROOT = Path(__file__).resolve().parent.parent


def kinds(sheet: Argument) -> list[str]:
    return list(sheet.remarks["kind"])


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_fault_is_seen_where_it_is_with_a_mend_and_its_sound_twin_is_not(case: Case, plant: Plant) -> None:
    faulty = argument(case, whole(plant.part, plant.faulty)).remarks
    seen = faulty[(faulty["kind"] == plant.kind) & (faulty["part"] == plant.part)]
    assert len(seen), faulty.to_dict("records")
    for words in faulty["remark"]:
        assert re.fullmatch(r"[^\n]{20,260}[.?]", words), "a remark is one sentence"
        assert ": " in words, "a remark has a mend"
    sound = argument(case, whole(plant.part, plant.sound)).remarks
    assert sound.empty, sound.to_dict("records")


def test_every_kind_of_remark_has_been_planted() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "helpers").glob("review_*.py"))
    made = set(re.findall(r'(?:at\(\s*sentence, |Remark\([\w"-]+, "", )"([\w -]+)"', source))
    assert made == {plant.kind for plant in PLANTS}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_worked_samples_are_sound_short_and_cite_only_what_is_there(case: Case, name: str) -> None:
    sheet = argument(case, SAMPLES[name])
    assert sheet.remarks.empty
    assert count_words(SAMPLES[name]) <= 230  # with the six headings
    assert sheet.text.startswith("Your argument: 6 of 6 parts")


def test_the_two_samples_come_to_different_verdicts(case: Case) -> None:
    claims = [argument(case, text).receipts.query("part == 'Claim'").index.tolist() for text in SAMPLES.values()]
    assert claims == [["H3"], ["H2"]]


def test_remarks_stand_in_the_order_of_the_argument(case: Case) -> None:
    sheet = argument(
        case,
        claim="It certainly was so [H3].",
        evidence="Molotov gave it in 1954 [S999]. The memorandum proves it [S105].",
        counter_evidence="It is said.",
        confidence="I read it.",
    )
    order = [PARTS.index(part) for part in sheet.remarks["part"]]
    assert order == sorted(order)
    assert list(sheet.remarks.index) == list(range(1, len(sheet.remarks) + 1))
    assert kinds(sheet)[:3] == ["absolute word", "unknown receipt", "absolute word"]


@pytest.mark.parametrize("nothing", ["", "   \n", None, "...", {}, {"Claim": "..."}, 5, ..., "## Claim\n\n## Evidence"])
def test_an_empty_argument_gets_one_line(case: Case, nothing: object, tmp_path: Path) -> None:
    sheet = argument(case, nothing)  # type: ignore[arg-type]
    assert sheet.text == repr(sheet) == NOTHING_YET
    assert sheet.remarks.empty
    assert sheet.receipts.empty
    assert sheet.save(tmp_path / "my_argument.html").text == NOTHING_YET
    assert not list(tmp_path.iterdir())


def test_parts_may_come_as_headings_labels_a_mapping_or_by_name(case: Case) -> None:
    headings = "\n\n".join(f"## {name}\n{text}" for name, text in SOUND.items())
    labels = "\n".join(f"**{name}:** {text}" for name, text in SOUND.items())
    closed = "\n\n".join(f"**{name}.** {text}" for name, text in SOUND.items())
    lines = "\n\n".join(f"    {name.upper()}\n    {text}" for name, text in SOUND.items())
    names = {name.lower().replace("-", "_").replace(" ", "_"): text for name, text in SOUND.items()}
    expected = argument(case, SOUND).text
    for other in (headings, labels, closed, lines):
        assert argument(case, other).text == expected
    assert argument(case, **names).text == expected
    assert argument(case, {"Claim": SOUND["Claim"]}, **{key: names[key] for key in list(names)[1:]}).text == expected


@pytest.mark.parametrize("name", ["Evidnce", "evidence for", "2. Evidence", "Evidence?", "My claims", "How sure am I?"])
def test_a_part_is_known_by_a_near_name(name: str) -> None:
    assert set(read_argument(f"## {name}\nWords [S05].").parts) < set(PARTS)


def test_a_heading_that_is_no_part_stays_and_the_first_is_the_title() -> None:
    text = read_argument("# The laugh\n\n## Evidence\nWords.\n### 1952\nMore words.\n")
    assert text.title == "The laugh"
    assert [(block.kind, block.text) for block in text.parts["Evidence"]] == [
        ("paragraph", "Words."),
        ("heading", "1952"),
        ("paragraph", "More words."),
    ]


def test_signs_that_cannot_be_seen_are_spaces_or_nothing() -> None:
    (sentence,) = read_argument("Evidence:\u00a070\u202f% of\tit\u202e \x00was\ufeff said\r\n[S05].").sentences
    assert sentence.text.replace("\ufeff", "") == "70 % of it was said [S05]."


def test_a_text_without_parts_is_still_looked_at(case: Case) -> None:
    sheet = argument(case, "Stalin laughed [S05]. It was so [S999].")
    assert kinds(sheet) == ["part missing", "told as if seen", "unknown receipt"]
    assert set(sheet.remarks["part"]) == {UNNAMED}
    assert all(name in sheet.remarks["remark"][1] for name in PARTS)


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("[S05]", ["S05"]),
        ("[s5]", ["S05"]),
        ("[S-05]", ["S05"]),
        ("[S 05]", ["S05"]),
        ("[S05; D12]", ["S05", "D12"]),
        ("[S05, S07 and D12]", ["S05", "S07", "D12"]),
        ("[see S05]", ["S05"]),
        ("[D01 ¶2]", ["D01"]),
        ("[D01, par. 2]", ["D01"]),
        ("[S58–S61]", ["S58", "S59", "S60", "S61"]),
        ("[S58-60]", ["S58", "S59", "S60"]),
        ("[C4] [E48] [P05] [H3]", ["C4", "E48", "P05", "H3"]),
        ("[sic] [...] [the USSR] [1954]", []),
    ],
)
def test_a_receipt_is_read_as_it_was_meant(case: Case, written: str, ids: list[str]) -> None:
    assert list(argument(case, evidence=f"It is told {written}.").receipts.index) == ids


def test_sentences_are_cut_where_they_end_and_nowhere_else() -> None:
    text = read_argument(
        "Evidence: The U.S.S.R. sent it, Mr. Eden knew. [S05] Then “He laughed. He asked.” [S23] came. "
        "N. V. Kochkin saw it in No. 1 of 2009 [D03]. Why? 1954 was later."
    )
    assert [sentence.text for sentence in text.sentences] == [
        "The U.S.S.R. sent it, Mr. Eden knew. [S05]",
        "Then “He laughed. He asked.” [S23] came.",
        "N. V. Kochkin saw it in No. 1 of 2009 [D03].",
        "Why?",
        "1954 was later.",
    ]
    assert [sentence.number for sentence in text.sentences] == list(range(5))


@pytest.mark.parametrize(
    ("keys", "witness"),
    [
        ("S62 S64", "D42"),
        ("S15 S64 S66", "D42"),
        ("S86 S107 S15", "D42"),
        ("S05 S23", "D03"),
        ("S05 S07 S23 S24", "D02"),
        ("S57 S103", "D38"),
        ("S58 S61 S105", "D39"),
        ("S80 S81 S83", "D68"),
        ("S03 S25", "one telling"),
        ("D43 S62", "D43"),
        ("S05 S64", ""),
        ("S05 S15 S64", ""),
        ("S58 S15", ""),
        ("S39 S43", ""),
        ("S71 S64", ""),
        ("S05", ""),
        ("S05 H3", ""),
    ],
)
def test_receipts_hang_on_one_witness_only_where_the_case_says_so(case: Case, keys: str, witness: str) -> None:
    found = Sources(case).common_witness(keys.split())
    assert found.split(",")[0] == witness


@pytest.mark.parametrize(
    ("written", "near"),
    [("S999", "run from S01 to S128"), ("D106", "nearest is D105"), ("X12", "begin with D, S"), ("S1OOO", "run from")],
)
def test_only_a_near_id_is_offered(case: Case, written: str, near: str) -> None:
    sources = Sources(case)
    assert near in sources.near(written)
    assert sources.meant(Receipt(written)) == []


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("prepared to consider", "was Prepared  to consider the", True),
        ("‘prepared’ – to", 'he "prepared" - to go', True),
        ("prepared … question", "prepared to consider the question of", True),
        ("question … prepared", "prepared to consider the question of", False),
        ("prepared [by us] to consider,", "prepared to consider", True),
        ("prepared to consid", "prepared to consider", False),
        ("ready to consider", "prepared to consider", False),
    ],
)
def test_a_quotation_stands_as_a_person_would_say(words: str, text: str, expected: bool) -> None:
    assert stands(words, text) is expected


def test_an_id_that_is_not_there_does_not_vanish_where_it_stands_alone(case: Case) -> None:
    plan = argument(case, claim="[C12]", evidence="[S59] [S103]", counter_evidence="[X58]")
    assert plan.receipts.loc["X58", ["kind", "part"]].tolist() == ["not in this case", "Counter-evidence"]
    assert "ids begin with D, S" in plan.receipts.loc["X58", "what"]
    assert "Counter-evidence, “[X58]”: [X58] is not in this case" in plan.text
    assert "Nothing in it has a receipt" not in plan.text


@pytest.mark.parametrize(
    "words",
    [
        "Kirk's telegram has Stalin ask “How about Atlantic Pact?” [S39].",
        "As Glinski-Vassiliev quotes it, the reply of 7 May 1954 called it “completely unreal” [S75].",
        "Jessup reported on 31 March 1951 that the item was introduced [S45].",
        "On 31 March 1954 the note was delivered, the Lords were told [S120].",
        "Between 10 and 26 March 1954, says Roberts, the words on joining on certain conditions were struck out [S57].",
        "In late August 1952 Kennan wrote of the audience [D30].",
        "On 12 April 1954 Time wrote that Moscow had asked for a seat [S68].",
        "By the archive's summary of 26 March 1954 the aim was the Community [S58].",
        "Dulles made an ironic aside at Berlin on 10 February 1954, by the US delegation's record [S56].",
        "According to the column Stalin received Joxe on 25 August 1952 [D01].",
        "[S58] and [S105] count once, since they are on the same pages.",
        "The file number would mean 15 August 1952, which the place in the volume speaks against [D30].",
    ],
)
def test_a_sentence_that_names_teller_condition_and_date_is_left_alone(case: Case, words: str) -> None:
    assert argument(case, whole("Evidence", f"+{words}")).remarks.empty


@pytest.mark.parametrize(
    "words",
    [
        "It did not prove a wish [S105].",
        "It may prove it; it proves little [S105].",
        "Nobody can be certain, and it is almost certainly unclear [S105].",
        "Its provenance is known, of which course he spoke [S105].",
        "By the column he “certainly” laughed [S05].",
    ],
)
def test_an_absolute_word_that_is_taken_back_or_quoted_is_left_alone(case: Case, words: str) -> None:
    assert "absolute word" not in kinds(argument(case, whole("Reasoning", words)))


@pytest.mark.parametrize(
    "words",
    [
        "Since 1955 the story has often been told.",
        "It was read so because Time said in 1955 that it was.",
        "West Germany joined in 1955, because the note of 1954 had been refused [E68].",
        "Because of the treaty of May 1952 [E31], Moscow wrote in 1954.",
    ],
)
def test_what_came_earlier_or_is_only_said_later_is_no_hindsight(case: Case, words: str) -> None:
    assert "hindsight" not in kinds(argument(case, whole("Reasoning", words)))


def test_one_remark_is_enough_for_a_paragraph_without_receipts(case: Case) -> None:
    words = "Molotov gave the note to Bohlen. Eden spoke of it in the Commons. Dulles wrote to London."
    remarks = argument(case, whole("Counter-evidence", f"{SOUND['Counter-evidence']}\n\n{words}")).remarks
    assert len(remarks) == 1
    assert "nor with 2 more of this paragraph" in remarks["remark"][1]


def test_a_claim_that_is_rejected_wants_its_supporters_heard(case: Case) -> None:
    parts = SOUND | {
        "Claim": "It was no plain wish to join [H1].",
        "Evidence": "By the archive's summary there was another aim [S58]. By Roberts's account a condition was "
        "struck out [S57].",
        "Counter-evidence": "By a US telegram the plan of 1955 would end NATO [S84].",
    }
    remarks = argument(case, parts).remarks
    assert list(remarks["kind"]) == ["one side"]
    assert "[S80]" in remarks["remark"][1]
    parts["Counter-evidence"] = "According to Gromyko's memoirs a readiness was declared again in 1955 [S80]."
    assert argument(case, parts).remarks.empty


def test_without_a_named_claim_the_sheet_says_what_was_not_looked_at(case: Case) -> None:
    hint = "Name the claim or explanation"
    assert hint in argument(case, whole("Claim", "It was a move against the Community.")).text
    assert hint not in argument(case, SOUND).text


def test_what_is_cited_is_listed_with_what_must_be_said(case: Case) -> None:
    receipts = argument(case, SOUND).receipts
    assert list(receipts.index) == ["H3", "S105", "S57", "S59", "S60", "S103"]
    assert receipts.loc["S57"].to_dict() == {
        "kind": "statement",
        "part": "Evidence",
        "what": case.statements.loc["S57", "exact"],
        "document": "D38",
        "seen": "opening",
        "remove": "1",
        "certainty": "high",
        "caution": case.statements.loc["S57", "caution"],
    }


def test_cautions_stand_on_the_sheet(case: Case) -> None:
    sheet = argument(case, SOUND)
    for key in ("S105", "S57", "S59", "S60", "S103"):
        assert f"[{key}] {case.statements.loc[key, 'caution']}" in sheet.text


def test_what_a_student_writes_is_escaped_on_the_sheet(case: Case) -> None:
    sheet = argument(case, "Claim: <script>alert(1)</script> is “<b>certainly</b> & proved” certainly so.")
    assert "<script>" not in sheet.html
    assert "&lt;script&gt;" in sheet.html


def test_an_argument_changes_no_table(case: Case) -> None:
    before = {name: getattr(case, name).copy() for name in ("statements", "documents", "judgements", "transmission")}
    argument(case, SAMPLES["a wedge"])
    assert all(getattr(case, name).equals(table) for name, table in before.items())


def test_a_case_with_neither_ladder_nor_texts_nor_columns_of_our_own_still_answers(case: Case) -> None:
    bare = replace(
        case,
        about={"title": "T", "question": "Q"},
        texts={},
        transmission=case.transmission[["source", "target", "mode", "date", "change", "certainty"]],
        claims=case.claims[["kind", "parent", "text", "expect", "against"]],
    )
    assert argument(bare, SAMPLES["a wedge"]).remarks.empty


SCRAPS = [
    *SAMPLES["a wedge"].split(),
    *(
        "[S05",
        "S05]",
        "[D01 ¶99]",
        "[S9999999]",
        "[]",
        "[S05–S999]",
        "[О0О]",
        "[S05] says",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
    ),
    *("\n", "\n\n", "## Claim\n", "Evidence:", "# x\n", "- ", "> ", "1952. ", "**", "_", "«", "…", "\x00", "\u202e"),
    *("because", "in 9999-99", "because 2001-13", "proves", "said", "Stalin"),
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=40))
def test_nothing_that_somebody_writes_raises(case: Case, words: list[str]) -> None:
    sheet = argument(case, " ".join(words))
    assert sheet.text
    assert list(sheet.remarks.index) == list(range(1, len(sheet.remarks) + 1))


def test_looking_at_an_argument_loads_no_library_that_writes_files() -> None:
    code = (
        "import sys; from helpers import argument, open_case; print(argument(open_case(), 'Claim: so [S05].'));"
        "print(*(name for name in ('docx', 'citeproc', 'lxml', 'matplotlib') if name in sys.modules), sep='', end='!')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n!")


def test_a_prompt_left_standing_is_nobody_s_words_and_what_stands_beside_it_is_kept(case: Case) -> None:
    asked = "\n".join(f"## {part}\n... {prompt}" for part, prompt in PROMPTS.items())
    assert argument(case, asked).text == NOTHING_YET
    begun = argument(case, asked.replace(PROMPTS["Claim"], f"{PROMPTS['Claim']} I cannot tell yet [H3]."))
    assert begun.text.startswith("Your argument: 1 of 6 parts, 4 words, 1 receipt")
