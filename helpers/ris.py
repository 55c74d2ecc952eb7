"""How do the references of a case read in RIS? Written by rispy, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.cited_fields import Item, family_first, iso_date, left_over, plain

TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "manuscript": "MANSCPT",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
TAGS = {
    "title": "TI",
    "container-title": "T2",
    "volume": "VL",
    "issue": "IS",
    "page": "SP",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "language": "LA",
    "DOI": "DO",
    "archive": "DB",
    "archive_location": "AV",
    "URL": "UR",
}


def ris(references: Mapping[str, Item], labels: Mapping[str, str]) -> str:
    """Write references as a ``.ris`` file.

    Parameters
    ----------
    references : mapping of str to mapping
        Key to CSL-JSON item, as in `Case.references`; not changed.
    labels : mapping of str to str
        Key to the label that a link must carry.

    Returns
    -------
    str
        A record for each reference, in order; its own note is the first N1. What RIS has no field for stands in words
        in further N1: a date in words, and the name of a body with a comma in it, which RIS would split.
    """
    import rispy

    class Writer(rispy.RisWriter):
        """RIS as reference managers read it: no number before a record."""

        def set_header(self, count: int) -> str:
            return ""

    tags = {**rispy.TAG_KEY_MAPPING, "AV": "archive_location"}
    listed = ["AU", "N1"]
    records = [_record(item, labels.get(key, ""), tags) for key, item in references.items()]
    return rispy.dumps(records, implementation=Writer, mapping=tags, list_tags=listed, delimiter_tags_mapping={})


def _record(item: Item, label: str, tags: Mapping[str, str]) -> dict[str, Any]:
    """Give the values of a record, by rispy's names."""
    used = {"id", "type", "author", "note", *TAGS}
    values: dict[str, Any] = {"TY": TYPES.get(item["type"], "GEN"), "ID": plain(item["id"])}
    names = [", ".join(filter(None, family_first(name))) for name in item.get("author", [])]
    if names:
        values["AU"] = names
    fields = TAGS if "issue" in item else {("number" if key == "issue" else key): tag for key, tag in TAGS.items()}
    used |= set(fields)
    values |= {tag: plain(item[key]) for key, tag in fields.items() if item.get(key)}
    if (date := iso_date(item.get("issued", {}))) and "/" not in date:
        values["PY"], values["DA"] = date[:4], "/".join((*date.split("-"), "", "", "")[:4])
        used.add("issued")
    notes = [plain(item["note"])] if item.get("note") else []
    notes += left_over(item, used)
    notes += [f"one name: {name['literal']}" for name in item.get("author", []) if "," in name.get("literal", "")]
    if item["type"] not in TYPES:
        notes.append(f"type: {item['type']}")
    if label and item.get("URL"):
        notes.append(f"link: {label}")
    if notes:
        values["N1"] = notes
    return {tags[tag]: value for tag, value in values.items()}
