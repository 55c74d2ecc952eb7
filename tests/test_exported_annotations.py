"""Do the exported annotations mean what they say, find their passages, and keep certainty and caution together?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers.case import Case, open_case
from helpers.exported import exported
from helpers.new_case import begin
from tests.annotation_terms import PREFIXES, compact, expand
from tests.village import build

Json = dict[str, Any]
OA = PREFIXES["oa"]


@pytest.fixture(scope="module", params=["course", "village", "practice"])
def case_out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, dict[str, bytes]]:
    folder: Path | None = None
    if request.param == "village":
        folder = build(tmp_path_factory.mktemp("export") / "plum")
    elif request.param == "practice":
        folder = tmp_path_factory.mktemp("export") / "bell"
        begin(folder)
    opened = open_case(folder)
    return opened, exported(opened)


def items(files: dict[str, bytes], name: str = "annotations.jsonld") -> list[Json]:
    return json.loads(files[name])["first"]["items"]


def places(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def passages(annotation: Json, texts: dict[str, str]) -> list[str]:
    """Select an annotation's passage in each of its three ways, sharing nothing with what wrote them."""
    text = texts[annotation["target"]["source"]]
    quote, position, fragment = annotation["target"]["selector"]
    low, high = map(int, fragment["value"].removeprefix("char=").split(","))
    by_position = text[position["start"] : position["end"]]
    return [quoted(text, quote), by_position, quoted(text[low:high], fragment["refinedBy"])]


def quoted(text: str, quote: Json) -> str:
    [at] = places(text, quote["prefix"] + quote["exact"] + quote["suffix"])
    return text[at + len(quote["prefix"]) :][: len(quote["exact"])]


@pytest.mark.parametrize("name", ["annotations.jsonld", "judgements.jsonld"])
def test_no_word_of_the_annotations_is_lost_on_a_json_ld_processor(case_out: Any, name: str) -> None:
    written = json.loads(case_out[1][name])
    assert compact(expand(written, name), name) == written


def test_a_misspelt_term_is_seen(case_out: Any) -> None:
    name = "annotations.jsonld"
    written = json.loads(case_out[1][name])
    selector = written["first"]["items"][0]["target"]["selector"][0]
    selector["sufix"] = selector.pop("suffix")
    assert compact(expand(written, name), name) != written


def test_ids_are_once_each_and_stand_under_the_file_that_holds_them(case_out: Any) -> None:
    [collection] = expand(json.loads(case_out[1]["annotations.jsonld"]), "annotations.jsonld")
    listed = collection[PREFIXES["as"] + "first"][0][PREFIXES["as"] + "items"][0]["@list"]
    ids = [one["@id"] for one in listed]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("file:///out/annotations.jsonld#S") for one in ids)
    assert {one["@type"][0] for one in listed} == {OA + "Annotation"}


def test_every_statement_in_a_held_text_has_one_annotation_and_no_other_has(case_out: Any) -> None:
    case, files = case_out
    expected = case.statements.index[case.statements["document"].isin(list(case.texts))]
    assert [one["id"] for one in items(files)] == [f"#{name}" for name in expected]
    assert json.loads(files["annotations.jsonld"])["total"] == len(expected) > 0


def test_every_selector_finds_the_statement_once(case_out: Any) -> None:
    case, files = case_out
    texts = {name: contents.decode() for name, contents in files.items() if name.endswith(".txt")}
    for annotation in items(files):
        row = case.statements.loc[annotation["id"].removeprefix("#")]
        assert passages(annotation, texts) == [row["exact"]] * 3
        low, high = map(int, annotation["target"]["selector"][2]["value"].removeprefix("char=").split(","))
        assert texts[annotation["target"]["source"]][low:high] == case.text(row["document"])[row["paragraph"]]


def test_a_text_that_differs_by_one_letter_is_not_found(case: Case) -> None:
    files = exported(case)
    texts = {"texts/D01.txt": files["texts/D01.txt"].decode().replace("laughed", "laughd")}
    with pytest.raises(ValueError, match="not enough values"):
        [passages(annotation, texts) for annotation in items(files)]


def test_words_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    folder = build(tmp_path / "plum")
    text = folder / "texts" / "D01.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n\nThe parish did not pay.\n", encoding="utf-8", newline="\n")
    files = exported(open_case(folder))
    texts = {"texts/D01.txt": files["texts/D01.txt"].decode()}
    assert texts["texts/D01.txt"].count("The parish did not pay") == 2
    assert passages(items(files)[2], texts) == ["The parish did not pay"] * 3


def test_two_paragraphs_that_are_the_same_are_told_apart(tmp_path: Path) -> None:
    folder = build(tmp_path / "plum")
    text = folder / "texts" / "D01.md"
    whole = text.read_text(encoding="utf-8").rstrip("\n")
    text.write_text(f"{whole}\n\n{whole.splitlines()[-1]}\n", encoding="utf-8", newline="\n")
    files = exported(open_case(folder))
    texts = {"texts/D01.txt": files["texts/D01.txt"].decode()}
    assert [passages(one, texts)[0] for one in items(files)[4:6]] == ["the weir broke", "parish"]
    assert [passages(one, texts)[2] for one in items(files)[4:6]] == ["the weir broke", "parish"]


def test_certainty_and_caution_are_never_apart(case_out: Any) -> None:
    case, files = case_out
    for annotation in items(files):
        row = case.statements.loc[annotation["id"].removeprefix("#")]
        first = annotation["body"][0]
        assert first["purpose"] == "commenting"
        assert f"Certainty: {row['certainty']}" in first["value"]
        assert row["caution"] in first["value"]
        assert not any("ertainty" in body["value"] for body in annotation["body"][1:])


def test_a_statement_s_annotation_says_who_what_act_which_rung_and_where(case: Case) -> None:
    values = [body["value"] for body in items(exported(case))[4]["body"]]
    row = case.statements.loc["S05"]
    assert values[0] == f"Certainty: {row['certainty']}. Caution: {row['caution']}"
    assert values[1:4] == [
        "Speaker: Joseph Stalin (B01)",
        "Reported by: Unknown note-taker (B30), Nikolai V. Kochkin (B06), The article (D01) (B31)",
        row["speech_act"],
    ]
    assert values[4].startswith("Rung 1: joke or irony. A rung describes the wording of one statement")
    assert values[5] == "D01 ¶1"


def test_words_in_another_language_carry_their_gloss_as_ours(tmp_path: Path) -> None:
    folder = build(tmp_path / "plum")
    (folder / "texts" / "D03.md").write_text(
        "A song\n\ne l'acqua passò, and the miller laughed\n", encoding="utf-8", newline="\n"
    )
    table = folder / "statements.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",D03,,", ",D03,1,"), encoding="utf-8", newline="\n")
    shown = [body["value"] for one in items(exported(open_case(folder))) for body in one["body"] if one["id"] == "#S09"]
    assert "Gloss (ours, not a quotation): and the water passed" in shown


def test_a_judgement_points_to_an_annotation_and_gives_its_reason_with_its_confidence(case_out: Any) -> None:
    case, files = case_out
    statements = {f"annotations.jsonld{one['id']}" for one in items(files)}
    judged = items(files, "judgements.jsonld")
    assert [one["id"] for one in judged] == [
        f"#{name}" for name, row in case.judgements.iterrows() if f"annotations.jsonld#{row['statement']}" in statements
    ]
    for one in judged:
        row = case.judgements.loc[one["id"].removeprefix("#")]
        claim, relation, reason = (body["value"] for body in one["body"][:3])
        assert one["target"] in statements
        assert claim.startswith(f"{row['claim']} (")
        assert case.claims.at[row["claim"], "limits"] in claim
        assert relation == row["relation"]
        assert row["reason"].rstrip(".") in reason
        assert row["confidence"] in reason


def test_the_rights_of_the_words_quoted_travel_with_them(case: Case) -> None:
    collection = json.loads(exported(case)["annotations.jsonld"])
    assert collection["rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "outside any such licence" in collection["dc:rights"]
    assert case.documents.at["D01", "rights"] in collection["dc:rights"]
    assert {one["creator"]["name"] for one in collection["first"]["items"]} == {f"The contributors to {case.title}"}


def test_a_case_that_names_no_licence_gets_none(tmp_path: Path) -> None:
    folder = tmp_path / "bell"
    begin(folder)
    collection = json.loads(exported(open_case(folder))["annotations.jsonld"])
    assert "rights" not in collection
    assert collection["dc:rights"].startswith("No licence is named")
