"""What does the header of a TEI document say: of the text, its source and rights, and of the people in it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.chicago import Chicago
from helpers.origin import Origin
from helpers.tei_elements import add, cite

if TYPE_CHECKING:
    import pandas as pd
    from lxml.etree import _Element as Element

    from helpers.case import Case

LANGUAGES = {"English": "en", "French": "fr", "German": "de", "Italian": "it", "Russian": "ru", "Spanish": "es"}
NOTES = ("summary", "limits", "seen", "seen_note", "witness", "witness_note", "dates_note")


def header(root: Element, case: Case, document: str, statements: pd.DataFrame, origin: Origin) -> None:
    """Add the header of a document.

    Parameters
    ----------
    root : lxml element
        The TEI element; it grows by the header.
    case : Case
        An open case; not changed.
    document : str
        The id of the document.
    statements : pandas.DataFrame
        The statements in its text.
    origin : Origin
        Who made them, and what may be done with them.
    """
    top = add(root, "teiHeader")
    _file(top, case, document, origin)
    encoding = add(top, "encodingDesc")
    add(add(encoding, "projectDesc"), "p", f"{case.title} {case.question}")
    ladder, caveat = case.about.get("rungs", []), case.about.get("ladder_caveat", "")
    if caveat:
        add(add(add(encoding, "editorialDecl"), "interpretation"), "p", caveat)
    if ladder and len(statements):
        taxonomy = add(add(encoding, "classDecl"), "taxonomy", xml_id="ladder")
        for rung in ladder:
            add(add(taxonomy, "category", xml_id=f"rung-{rung['level']}"), "catDesc", rung["words"])
    profile = add(top, "profileDesc")
    languages = add(profile, "langUsage")
    name, code = str(case.documents.at[document, "language"]), code_of(case, document)
    add(languages, "language", name or "not recorded", ident=code)
    if code != "en":
        add(languages, "language", "English", ident="en")
    _people(profile, case, statements)


def code_of(case: Case, document: str) -> str:
    """Give the code (BCP 47) of a document's language, "und" where it is not one of a few."""
    return LANGUAGES.get(str(case.documents.at[document, "language"]), "und")


def _file(top: Element, case: Case, document: str, origin: Origin) -> None:
    """Say what the file is, what may be done with it, and where the text is from."""
    row = {str(column): str(cell) for column, cell in case.documents.loc[document].items()}
    file = add(top, "fileDesc")
    titles = add(file, "titleStmt")
    add(titles, "title", row["title"])
    if row["creator"]:
        add(titles, "author", row["creator"])
    made = add(titles, "respStmt", xml_id="course")
    add(made, "resp", "statements, notes and header")
    add(made, "orgName", origin.creator)
    version = case.about["version"]
    add(add(file, "editionStmt"), "edition", f"Version {version}", n=version)
    published = add(file, "publicationStmt")
    add(published, "publisher", origin.creator)
    rights = add(published, "availability", status="restricted")
    add(rights, "p", origin.notice)
    if origin.licence:
        terms = f"Of the statements, notes and header only, not of the text: {origin.terms}"
        add(rights, "licence", terms, target=origin.licence)
    notes = add(file, "notesStmt")
    for column in NOTES:
        if row[column]:
            add(notes, "note", row[column], type=column)
    cite(add(file, "sourceDesc"), case, document, Chicago(case.references), f"{document}-source")


def _people(profile: Element, case: Case, statements: pd.DataFrame) -> None:
    """List who speaks or reports in the statements: persons, then bodies."""
    cells = [cell for column in ("speaker", "reported_by") for cell in statements[column]]
    people = case.people.loc[sorted({one for cell in cells for one in cell.split()})]
    if people.empty:
        return
    parties = add(profile, "particDesc")
    for tag, inside, called in (("listPerson", "person", "persName"), ("listOrg", "org", "orgName")):
        rows = people[people["kind"].eq("person") == (inside == "person")]
        everyone = add(parties, tag) if len(rows) else parties
        for name, row in rows.iterrows():
            party = add(everyone, inside, xml_id=str(name))
            add(party, called, row["name"])
            for column, life in (("born", "birth"), ("died", "death")):
                if row[column] and inside == "person":
                    _dated(party, life, row[column])
            for column in ("role", "note", "certainty"):
                if row[column]:
                    add(party, "note", row[column], type=column)


def _dated(person: Element, tag: str, date: str) -> None:
    """Add a date of a life: as it is recorded, and for machines where it is a plain day, month or year."""
    plain = {"when": date} if re.fullmatch(r"\d{4}(-\d\d){0,2}", date) else {}
    add(add(person, tag, **plain), "date", date)
