"""How do the references of a case read in BibLaTeX? Written by bibtexparser, in UTF-8.

pybtex was the other choice: it writes the signs of an address as TeX, and BibLaTeX takes what it adds for a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from helpers.cited_fields import Item, family_first, iso_date, left_over, plain

if TYPE_CHECKING:
    from bibtexparser.model import Entry

TYPES = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "webpage": "online",
}
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
FIELDS = {
    "title": "title",
    "container-title": "journaltitle",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "location",
    "genre": "type",
    "language": "language",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "note": "note",
}
TITLES = ("title", "container-title")
"""Braces keep their capitals, which many styles would take away."""
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    }
)
ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def biblatex(references: Mapping[str, Item], labels: Mapping[str, str]) -> str:
    """Write references as a ``.bib`` file.

    Parameters
    ----------
    references : mapping of str to mapping
        Key to CSL-JSON item, as in `Case.references`; not changed.
    labels : mapping of str to str
        Key to the label that a link must carry.

    Returns
    -------
    str
        An entry for each reference, in order. What BibLaTeX has no field for stands in words in ``annotation``.
    """
    import bibtexparser
    from bibtexparser.library import Library

    layout = bibtexparser.BibtexFormat()
    layout.indent, layout.block_separator, layout.trailing_comma = "  ", "\n", True
    library = Library()
    library.add([_entry(key, item, labels.get(key, "")) for key, item in references.items()])
    return bibtexparser.write_string(library, bibtex_format=layout)


def _entry(key: str, item: Item, label: str) -> Entry:
    from bibtexparser.model import Entry, Field

    kind = TYPES.get(item["type"], "misc")
    return Entry(kind, key, [Field(name, value) for name, value in _fields(kind, item, label)])


def _fields(kind: str, item: Item, label: str) -> Iterator[tuple[str, str]]:
    """Give the fields of an entry, in order."""
    fields = dict(FIELDS)
    if kind in ("incollection", "inproceedings"):
        fields["container-title"] = "booktitle"
    if "issue" not in item:
        fields = {("number" if key == "issue" else key): name for key, name in fields.items()}
    used = {"id", "type", "URL", *NAMES, *fields}
    for key, name in NAMES.items():
        if item.get(key):
            yield name, _people(item[key])
    for key, name in fields.items():
        if item.get(key):
            words = plain(item[key]).translate(TEX)
            yield name, f"{{{words}}}" if key in TITLES else words
    if item["type"] in SUBTYPES:
        yield "entrysubtype", SUBTYPES[item["type"]]
    if date := iso_date(item.get("issued", {})):
        yield "date", date
        used.add("issued")
    if item.get("URL"):
        yield "url", plain(item["URL"]).translate(ADDRESS)
    others = left_over(item, used)
    if item["type"] not in TYPES:
        others.append(f"type: {item['type']}")
    if label and item.get("URL"):
        others.append(f"link: {label}")
    if others:
        yield "annotation", "; ".join(others).translate(TEX)


def _people(names: Iterable[Item]) -> str:
    """Write names; braces keep the name of a body whole."""
    written = []
    for name in names:
        family, given = (half.translate(TEX) for half in family_first(name))
        written.append(", ".join(filter(None, (family, given))) if family else f"{{{given}}}")
    return " and ".join(written)
