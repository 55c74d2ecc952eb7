"""What do the fields of a reference (CSL-JSON) say, for a format with fields of its own?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Item = Mapping[str, Any]


def plain(value: object) -> str:
    """Give a value on one line."""
    return " ".join(str(value).split())


def iso_date(issued: Item) -> str:
    """Give a date as ISO 8601 writes it: "2010-03-18", "2010", "1954/1955"; "" where it is only in words, or about."""
    if issued.get("circa") or "season" in issued or set(issued) - {"date-parts", "circa"}:
        return ""
    ends = issued.get("date-parts", [])
    return "/".join("-".join(f"{int(part):0{2 if place else 4}}" for place, part in enumerate(end)) for end in ends)


def date_in_words(issued: Item) -> str:
    """Give a date that no ISO date can say: "about 1949"."""
    said = issued.get("literal") or issued.get("raw") or iso_date({"date-parts": issued.get("date-parts", [])})
    return " ".join(filter(None, ("about" if issued.get("circa") else "", plain(said))))


def family_first(name: Item) -> tuple[str, str]:
    """Give the two halves of a person's name: "van Gogh, Jr" and "Vincent"; of a body "" and its name."""
    if "family" not in name:
        return "", plain(name.get("literal") or name.get("given") or "")
    family = plain(f"{name.get('non-dropping-particle', '')} {name['family']}")
    if name.get("suffix"):
        family += f", {plain(name['suffix'])}"
    return family, plain(f"{name.get('given', '')} {name.get('dropping-particle', '')}")


def left_over(item: Item, used: Collection[str]) -> list[str]:
    """Say in words what a format has no field for.

    Parameters
    ----------
    item : mapping
        A CSL-JSON item.
    used : collection of str
        Its variables that have a field.

    Returns
    -------
    list of str
        "archive: UK National Archives", one for each other variable, in the item's order.
    """
    return [f"{key}: {_in_words(item[key])}" for key in item if key not in used and item[key] not in ("", [], {})]


def _in_words(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        return "; ".join(", ".join(filter(None, family_first(one))) for one in value)
    if isinstance(value, Mapping) and ("date-parts" in value or "literal" in value or "raw" in value):
        return date_in_words(value)
    return plain(value)
