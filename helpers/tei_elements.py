"""How is an element of TEI made: with its id, its language, and only such characters as XML allows?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.chicago import Chicago

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from helpers.case import Case

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Put the sign of a lost character where XML allows none."""
    return NOT_XML.sub("\ufffd", text)


def add(parent: Element, tag: str, text: str = "", xml_id: str = "", lang: str = "", **attributes: str) -> Element:
    """Add an element to its parent.

    Parameters
    ----------
    parent : lxml element
        It grows by one.
    tag, text : str
        TEI's name for the element, and its words.
    xml_id, lang : str, optional
        Its id, and the language of its words (BCP 47).
    **attributes : str
        Other attributes; one whose name Python keeps to itself ends in "_".

    Returns
    -------
    lxml element
        The new element.
    """
    from lxml import etree

    element = etree.SubElement(parent, f"{{{TEI}}}{tag}")
    if xml_id:
        element.set(f"{{{XML}}}id", xml_id)
    if lang:
        element.set(f"{{{XML}}}lang", lang)
    for name, value in attributes.items():
        element.set(name.removesuffix("_"), clean(value))
    element.text = clean(text) or None
    return element


def say(parent: Element, words: str) -> None:
    """Add words at the end of an element, after what stands in it."""
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + clean(words) or None
    else:
        last.tail = (last.tail or "") + clean(words) or None


def cite(parent: Element, case: Case, document: str, chicago: Chicago, xml_id: str) -> None:
    """Add a document as the bibliography cites it, with the label that its link must carry."""
    row = {str(column): str(cell) for column, cell in case.documents.loc[document].items()}
    bibl = add(parent, "bibl", xml_id=xml_id)
    if row["reference"] in case.references:
        for run in chicago.note(row["reference"]):
            if run.address:
                add(bibl, "ref", run.text, target=run.address)
            elif run.italic:
                add(bibl, "hi", run.text, rend="italic")
            else:
                say(bibl, run.text)
    else:
        add(bibl, "title", row["title"])
    if row["link_label"]:
        say(bibl, " ")
        add(bibl, "note", f"Link: {row['link_label']}.", type="link")
