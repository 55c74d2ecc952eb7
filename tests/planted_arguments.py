"""Arguments with one fault each, and their sound twins (planted_arguments.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

_PLANTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class Plant(NamedTuple):
    """A fault: its kind, the part that is changed, the faulty words, and words that are sound in their place."""

    name: str
    kind: str
    part: str
    faulty: str
    sound: str


SOUND: dict[str, str] = _PLANTED["sound"]
SAMPLES: dict[str, str] = _PLANTED["samples"]
PLANTS = [Plant(**one) for one in _PLANTED["plant"]]


def whole(part: str, words: str) -> dict[str, str]:
    """Put words in the place of a part of the sound argument; "+" adds them to it."""
    words = f"{SOUND[part]} {words[1:]}" if words.startswith("+") else words
    return {name: text for name, text in (SOUND | {part: words}).items() if text}
