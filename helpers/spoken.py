"""How are a statement's words given? Exact words in quotation marks; a gloss is ours and gets none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def quoted(exact: str) -> str:
    """Put exact words between quotation marks: single ones where they hold double ones, none where they have them."""
    if exact[:1] == "“" and exact[-1:] == "”" and exact.count("“") == 1:
        return exact
    return f"‘{exact}’" if "“" in exact else f"“{exact}”"


def spoken(statement: Mapping[str, Any]) -> str:
    """Give the words of a row of statements: our gloss where they are not English, else the exact words."""
    return f"our gloss: {statement['gloss']}" if statement["gloss"] else quoted(str(statement["exact"]))
