"""How does a text of a case, with its statements, read in TEI? TEI P5: header, text, statements as spans.

The statements stand off: anchors mark where each begins and ends, a span names both, and a feature structure says who
speaks, how sure one may be, and with what caution. Nothing is used that TEI P5 3.0.0 did not have, so that older
software reads it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.chicago import Chicago
from helpers.origin import Origin
from helpers.placed import Place, held, place
from helpers.tei_elements import TEI, XML, add, cite, say
from helpers.tei_header import code_of, header

if TYPE_CHECKING:
    import pandas as pd
    from lxml.etree import _Element as Element

    from helpers.case import Case

PEOPLE = ("speaker", "reported_by")
SAID = (
    "attribution",
    "remove",
    "remove_note",
    "audience",
    "date",
    "date_event",
    "date_note",
    "form",
    "speech_act",
    "rung_note",
    "conditions",
    "gloss",
    "certainty",
    "caution",
    "puzzles",
)
"""Columns of the statements that are words, or a number."""


def tei(case: Case, document: str, origin: Origin) -> bytes:
    """Write a text that the case holds as a TEI document.

    Parameters
    ----------
    case : Case
        An open case; not changed.
    document : str
        The id of a document of which the case holds the text.
    origin : Origin
        Who made the annotations, and what may be done with them.

    Returns
    -------
    bytes
        TEI P5 in UTF-8. Paragraph n has the id ``D01-pn``; statements, people and documents have their own ids.
    """
    from lxml import etree

    statements = held(case.statements, document)
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.set(f"{{{XML}}}lang", "en")
    header(root, case, document, statements, origin)
    text = add(root, "text", lang=code_of(case, document))
    _body(text, case, document, statements)
    if len(statements):
        _back(text, case, document, statements)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _body(text: Element, case: Case, document: str, statements: pd.DataFrame) -> None:
    """Set the text, with an anchor where each statement begins and ends."""
    division = add(add(text, "body"), "div", xml_id=document)
    paragraphs = case.text(document)
    places = {str(name): place(paragraphs, row) for name, row in statements.iterrows()}
    for number, words in enumerate(paragraphs):
        paragraph = add(division, "p" if number else "head", xml_id=f"{document}-p{number}", n=str(number))
        at = 0
        for end, anchor in _anchors(number, places):
            say(paragraph, words[at:end])
            add(paragraph, "anchor", xml_id=anchor)
            at = end
        say(paragraph, words[at:])
    if len(paragraphs) == 1:
        add(division, "p")  # a division is more than its head


def _anchors(number: int, places: dict[str, Place]) -> list[tuple[int, str]]:
    """Give place and id of the anchors in a paragraph; where one statement ends and one begins, the end is first."""
    here = [(name, one) for name, one in places.items() if one.paragraph == number]
    ends = [(one.end, 0, f"{name}-end") for name, one in here]
    starts = [(one.start, 1, f"{name}-begin") for name, one in here]
    return [(at, anchor) for at, _, anchor in sorted(ends + starts)]


def _back(text: Element, case: Case, document: str, statements: pd.DataFrame) -> None:
    """Set the statements, what is said of each, and the documents that are named there."""
    back = add(text, "back", lang="en")
    division = add(back, "div", type="statements")
    add(division, "head", "Statements")
    spans = add(division, "spanGrp", type="statement", resp="#course")
    for name, row in statements.iterrows():
        ends = {"from_": f"#{name}-begin", "to": f"#{name}-end", "ana": f"#rung-{row['rung']} #{name}-said"}
        add(spans, "span", row["speech_act"], xml_id=str(name), **ends)
    named: set[str] = set()
    for name, row in statements.iterrows():
        structure = add(division, "fs", xml_id=f"{name}-said", type="statement")
        for column in PEOPLE:
            if row[column]:
                _point(add(structure, "f", name=column), row[column].split())
        for column, words in _said(row):
            add(add(structure, "f", name=column), "string", words)
            named.update(re.findall(r"\bD\d+\b", words))
    others = [one for one in case.documents.index if one in named and one != document]
    if others:
        documents = add(add(back, "div", type="documents"), "listBibl")
        add(documents, "head", "Documents that the notes name")
        chicago = Chicago(case.references)
        for one in others:
            cite(documents, case, one, chicago, one)


def _said(row: pd.Series) -> Iterator[tuple[str, str]]:
    """Give what a statement's row says, column by column; what is not recorded is left out."""
    for column, cell in row[list(SAID)].dropna().items():
        if str(cell):
            yield str(column), str(cell)


def _point(feature: Element, people: list[str]) -> None:
    """Point to people, in the order of the telling."""
    holder = add(feature, "vColl", org="list") if len(people) > 1 else feature
    for one in people:
        add(holder, "symbol", value=one, corresp=f"#{one}")
