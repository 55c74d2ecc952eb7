"""Which files does a case have, and which columns have its tables? What datapackage.json says of both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.tables import Field, show

TABLES = (
    "documents",
    "statements",
    "events",
    "people",
    "claims",
    "judgements",
    "transmission",
    "readings",
    "puzzles",
    "glossary",
    "rubric",
)
PACKAGE, ABOUT, EXERCISES, REFERENCES = "datapackage.json", "case.toml", "exercises.toml", "references.json"
FILES = (*(f"{table}.csv" for table in TABLES), ABOUT, REFERENCES, EXERCISES)
"""Every file that a case may have, but for datapackage.json and the texts."""
COURSE = Path(__file__).resolve().parent.parent / "data"


def listed(package: Any) -> tuple[dict[str, list[Field] | None], list[str]]:
    """Read the list of files in a datapackage.json.

    Parameters
    ----------
    package : object
        The file as JSON gives it.

    Returns
    -------
    tuple of (dict of str to list of mapping or None, list of str)
        Every file's path to the fields that its schema describes, None where it has no schema; and what is wrong in
        the list, which is empty then.
    """
    files: dict[str, list[Field] | None] = {}
    faults = []
    try:
        for one in package["resources"]:
            name, path = str(one["name"]), str(one["path"])
            files[path] = one["schema"]["fields"] if "schema" in one else None
            if path in FILES and name != Path(path).stem:
                faults.append(f"gives {path} the name {show(name)}; it must be {show(Path(path).stem)}")
            if path in FILES and files[path] is not None:
                faults += _faults(name, files[path] or [])
    except (TypeError, KeyError, AttributeError):
        files = {}
    if not files:
        faults = ["does not list the case’s files (resources), each with name and path; put the file back"]
    return ({}, faults) if faults else (files, [])


def entry(path: str) -> str:
    """Write the entry that lists a file."""
    return json.dumps({"name": Path(path).stem, "path": path})


def course_fields() -> dict[str, list[Field]]:
    """Give the fields of the course's own tables, which are those of every table that no schema describes.

    Returns
    -------
    dict of str to list of mapping
        Table to fields; empty where the course's own datapackage.json cannot be used.
    """
    try:
        files, _ = listed(json.loads((COURSE / PACKAGE).read_bytes()))
    except (OSError, ValueError):
        return {}
    described = {table: files.get(f"{table}.csv") for table in TABLES}
    return {table: fields for table, fields in described.items() if fields} if all(described.values()) else {}


def _faults(name: str, fields: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say what in a table's schema could not be used."""
    if "id" not in [one["name"] for one in fields]:
        yield f"describes the table {show(name)} without a field “id”; put it back"
    for one in fields:
        limits = one.get("constraints", {})
        lists = {"enum": limits.get("enum", []), "refersTo": one.get("refersTo", [])}
        shapes: list[tuple[str, Any, type, str]] = [
            ("name", one["name"], str, "a text"),
            ("description", one.get("description", ""), str, "a text"),
            ("pattern", limits.get("pattern", ""), str, "a text"),
            *((key, limits.get(key, 0), int, "a whole number") for key in ("minimum", "maximum")),
            *((key, values, list, "a list") for key, values in lists.items()),
            *((f"part of {key}", value, str, "a text") for key, values in lists.items() for value in values),
        ]
        faults = [f"a {key} that is not {what}" for key, part, kind, what in shapes if not isinstance(part, kind)]
        if one.get("type", "string") not in ("string", "integer"):
            faults.append("a type other than string or integer")
        try:
            re.compile(str(limits.get("pattern", "")))
        except re.error as error:
            faults.append(f"a pattern that cannot be read ({error})")
        for fault in faults:
            yield f"gives {name}.{one['name']} {fault}; put the file back"
