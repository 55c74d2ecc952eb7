"""Who made a case, and what may be done with it? What datapackage.json and the documents say of rights."""

from __future__ import annotations

import json
from dataclasses import dataclass

from helpers.case import Case
from helpers.package import PACKAGE


@dataclass(frozen=True, slots=True)
class Origin:
    """Where what is exported comes from.

    Attributes
    ----------
    creator : str
        Who made the tables.
    licence : str
        The address of their licence; "" where datapackage.json names none.
    terms : str
        What the licence is called, with what it does not cover.
    notice : str
        What may be done with the tables, the quotations and the texts, in sentences.
    """

    creator: str
    licence: str
    terms: str
    notice: str


def origin(case: Case) -> Origin:
    """Say who made a case and what may be done with it.

    Parameters
    ----------
    case : Case
        An open case; its folder's datapackage.json is read for ``licenses``.

    Returns
    -------
    Origin
        The texts and quotations are always named as outside the licence.
    """
    package = json.loads((case.folder / PACKAGE).read_text(encoding="utf-8-sig"))
    first = next(iter(package.get("licenses", [])), {})
    licence, terms = str(first.get("path", "")), str(first.get("title") or first.get("name") or "")
    texts = [f"{document}: {case.documents.at[document, 'rights']}." for document in case.texts]
    sentences = [
        f"Tables, notes and glosses: {terms}." if terms else "No licence is named for the tables, notes and glosses.",
        "Quotations, and texts given whole, are outside any such licence; the rights stay with their holders.",
        *texts,
    ]
    return Origin(f"The contributors to {case.title}", licence, terms, " ".join(sentences))
