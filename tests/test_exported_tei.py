"""Is the TEI valid against the TEI's own schema, and does it keep the text, the statements and their cautions?"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from helpers.case import Case, open_case
from helpers.new_case import begin
from helpers.origin import origin
from helpers.tei import tei
from helpers.tei_elements import TEI, XML
from tests.test_exported import shrink
from tests.village import build

RNG = "http://relaxng.org/ns/structure/1.0"
SCHEMA = Path(__file__).parent / "schemas" / "tei_all.rng"
ID = f"{{{XML}}}id"


def tei_all(root: Any) -> etree.RelaxNG:
    """Read of the TEI Consortium's tei_all what a text can need: whole, it takes 13 seconds; so, 0.1.

    An element that the text does not hold is no longer allowed anywhere. Patterns have no "not", so that a text valid
    by what is left is valid by the whole, and a text that the whole refuses is refused.
    """
    schema, used = etree.parse(SCHEMA), {etree.QName(one).localname for one in root.iter(etree.Element)}
    for element in list(schema.iter(f"{{{RNG}}}element")):
        if element.get("name") not in {*used, None}:
            element.getparent().replace(element, etree.Element(f"{{{RNG}}}notAllowed"))
    return etree.RelaxNG(schema)


def assert_valid(root: Any) -> None:
    tei_all(root).assertValid(root.getroottree())


def find(root: Any, path: str) -> Any:
    return root.xpath(re.sub(r"(^|/)(?=\w)", r"\1t:", path), namespaces={"t": TEI})


def root_of(case: Case, document: str = "D01") -> Any:
    return etree.fromstring(tei(case, document, origin(case)))


@pytest.fixture(scope="module")
def root(case: Case) -> Any:
    return root_of(case)


def hostile(folder: Path) -> Path:
    """Build a case whose text has overlapping statements, signs of XML and a second language."""
    build(folder)
    text = "La <diga> & l'acqua\n\ne l'acqua passò, and the miller laughed ]]> &amp; “so”\n"
    (folder / "texts" / "D03.md").write_text(text, encoding="utf-8", newline="\n")
    table = folder / "statements.csv"
    edited = table.read_text(encoding="utf-8").replace(",D03,,", ",D03,1,")
    edited = edited.replace("the miller laughed", '"l\'acqua passò, and the miller laughed ]]>"')
    table.write_text(edited, encoding="utf-8", newline="\n")
    return folder


def test_it_is_valid_tei(case: Case) -> None:
    assert_valid(root_of(case))


def test_other_cases_give_valid_tei_too(tmp_path: Path) -> None:
    begin(tmp_path / "bell")
    assert_valid(root_of(open_case(tmp_path / "bell")))
    plum = open_case(hostile(tmp_path / "plum"))
    for document in ("D01", "D03"):
        assert_valid(root_of(plum, document))


def test_a_text_of_one_line_without_statements_is_valid_too(tmp_path: Path) -> None:
    begin(tmp_path / "bell")
    gone = ("statements.csv", "judgements.csv", "exercises.toml", "claims.csv", "people.csv", "references.json")
    shrink(tmp_path / "bell", *gone)
    (tmp_path / "bell" / "texts" / "D01.md").write_text("Only a title\n", encoding="utf-8", newline="\n")
    assert_valid(root_of(open_case(tmp_path / "bell")))


def rename(path: str, name: str) -> Callable[[Any], None]:
    def change(root: Any) -> None:
        find(root, path)[0].tag = f"{{{TEI}}}{name}"

    return change


def pointer(root: Any) -> None:
    find(root, "//person/birth")[0].set("when", "about 1878")


@pytest.mark.parametrize(
    "damage",
    [
        rename("//span", "statement"),
        rename("//publicationStmt/publisher", "maker"),
        rename("//fs/f", "g"),
        pointer,
    ],
)
def test_damage_is_not_valid(case: Case, damage: Callable[[Any], None]) -> None:
    root = root_of(case)
    damage(root)
    with pytest.raises(etree.DocumentInvalid):
        assert_valid(etree.fromstring(etree.tostring(root)))


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def between(root: Any, start: str, end: str) -> str:
    """Give the words between two anchors."""
    events: list[Any] = root.xpath("//t:body//text() | //t:body//t:anchor", namespaces={"t": TEI})
    inside, words = False, ""
    for one in events:
        if isinstance(one, str):
            words += str(one) if inside else ""
        elif one.get(ID) in (start, end):
            inside = one.get(ID) == start
    return words


def test_the_text_is_whole_paragraph_by_paragraph(case: Case, root: Any, tmp_path: Path) -> None:
    plum = open_case(hostile(tmp_path / "plum"))
    for opened, document, tree in (
        (case, "D01", root),
        (plum, "D01", root_of(plum)),
        (plum, "D03", root_of(plum, "D03")),
    ):
        paragraphs = tree.xpath("//t:body/t:div/*", namespaces={"t": TEI})
        assert [text_of(one) for one in paragraphs] == opened.text(document)
        assert [one.get(ID) for one in paragraphs] == [f"{document}-p{n}" for n in range(len(paragraphs))]


def test_every_statement_stands_between_its_anchors(case: Case, root: Any, tmp_path: Path) -> None:
    plum = open_case(hostile(tmp_path / "plum"))
    for opened, document, tree in (
        (case, "D01", root),
        (plum, "D01", root_of(plum)),
        (plum, "D03", root_of(plum, "D03")),
    ):
        expected = opened.statements[opened.statements["document"].eq(document)]
        spans = find(tree, "//spanGrp/span")
        assert [span.get(ID) for span in spans] == list(expected.index)
        for span in spans:
            start, end = (span.get(name).removeprefix("#") for name in ("from", "to"))
            assert between(tree, start, end) == expected.at[span.get(ID), "exact"]


def test_what_is_said_of_a_statement_is_the_table_s_row(case: Case, root: Any) -> None:
    spans = {span.get(ID): span for span in find(root, "//spanGrp/span")}
    for name, row in case.statements[case.statements["document"].eq("D01")].iterrows():
        rung, said = spans[name].get("ana").split()
        assert rung == f"#rung-{row['rung']}"
        [structure] = root.xpath(f"//*[@xml:id='{said.removeprefix('#')}']")
        features = {feature.get("name"): feature for feature in structure}
        for column in ("certainty", "caution", "speech_act", "form", "attribution", "date", "conditions", "puzzles"):
            assert (text_of(features[column]).strip() if column in features else "") == row[column]
        for column in ("speaker", "reported_by"):
            symbols = features[column].iter(f"{{{TEI}}}symbol") if column in features else ()
            assert " ".join(symbol.get("value") for symbol in symbols) == row[column]


def test_every_pointer_inside_the_file_leads_somewhere(root: Any, tmp_path: Path) -> None:
    for tree in (root, root_of(open_case(hostile(tmp_path / "plum")), "D03")):
        ids = [one.get(ID) for one in tree.iter() if one.get(ID)]
        assert len(set(ids)) == len(ids)
        values = [value for one in tree.iter() for key, value in one.attrib.items() if not key.endswith("}id")]
        pointers = [part for value in values for part in value.split() if part.startswith("#")]
        assert pointers
        assert {pointer[1:] for pointer in pointers} <= set(ids)


def test_the_header_says_that_the_text_is_outside_the_licence(case: Case, root: Any) -> None:
    rights = text_of(find(root, "//availability")[0])
    assert case.documents.at["D01", "rights"] in rights
    assert "outside any such licence" in rights
    [licence] = find(root, "//licence")
    assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    assert "not of the text" in text_of(licence)
    limits = root.xpath("//t:note[@type='limits']", namespaces={"t": TEI})
    assert text_of(limits[0]) == case.documents.at["D01", "limits"]


def test_people_keep_their_dates_as_recorded_and_their_cautions(case: Case, root: Any) -> None:
    for party in root.xpath("//t:person | //t:org", namespaces={"t": TEI}):
        row = case.people.loc[party.get(ID)]
        said = {note.get("type"): note.text for note in party.iter(f"{{{TEI}}}note")}
        assert said.get("note", "") == row["note"]
        assert said["certainty"] == row["certainty"]
        dates = [text_of(date) for date in party.iter(f"{{{TEI}}}date")]
        assert dates == [date for date in (row["born"], row["died"]) if date]
    assert len(find(root, "//listPerson/person")) > 3


def test_documents_that_the_cautions_name_are_listed(case: Case, root: Any) -> None:
    listed = [bibl.get(ID) for bibl in find(root, "//listBibl/bibl")]
    said = " ".join(
        case.statements.loc[case.statements["document"].eq("D01"), ["certainty", "caution", "attribution"]].agg(
            " ".join, axis=1
        )
    )
    assert set(re.findall(r"\bD\d+\b", said)) - {"D01"} <= set(listed)


def test_a_character_that_xml_forbids_does_not_stop_the_export(tmp_path: Path) -> None:
    from helpers.tei_elements import add, say

    parent = etree.Element(f"{{{TEI}}}p")
    add(parent, "note", "a\x00b", type="x\x0by")
    say(parent, "c\ufffe")
    assert text_of(parent) == "a\ufffdbc\ufffd"
