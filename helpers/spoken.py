"""How are a statement's words given? Exact words in quotation marks, a gloss without, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.case import Case


def quoted(exact: str) -> str:
    """Put exact words between quotation marks: single ones where they hold double ones, none where they have them."""
    if exact[:1] == "“" and exact[-1:] == "”" and exact.count("“") == 1:
        return exact
    return f"‘{exact}’" if "“" in exact else f"“{exact}”"


def spoken(statement: Mapping[str, Any]) -> str:
    """Give the words of a row of statements: our gloss where they are not English, else the exact words."""
    return f"our gloss: {statement['gloss']}" if statement["gloss"] else quoted(str(statement["exact"]))


def in_language(case: Case, statement: Mapping[str, Any]) -> str:
    """Say in a few words in which language a row of statements is, and whether it was put into it; "" for neither."""
    form = f"{statement['form']} {statement['remove_note']}".lower()
    witness = case.documents["witness"][statement["document"]]
    if "back-transl" in form:
        how = "perhaps back-translated" if "possibly" in form else "back-translated"
    elif "interpreted" in form:
        how = "interpreted"
    else:
        how = "translated" if "transl" in form or witness == "translation" else ""
    tongue = "" if statement["language"] == "English" else f"in {statement['language']}"
    return ", ".join(part for part in (tongue, how) if part)
