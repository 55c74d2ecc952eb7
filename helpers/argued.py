"""What does each sentence of an argument cite, and how does it tell it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from helpers.argument_text import UNNAMED, Sentence, Text
from helpers.receipts import Source, Sources

TELLING = ("Claim", "Evidence", "Reasoning", "Counter-evidence", UNNAMED)

HEDGES = (
    r"according to|as (?:\w+ ){1,4}(?:says?|tells?|has it|reports?|writes?|remembers?|recalls?|quotes?|puts? it)",
    r"(?:is|are|was|were|been|be)(?: only)? (?:said|reported|alleged|credited|supposed|believed|thought|quoted|told)",
    r"(?:is|are|was|were|been|be)(?: only)? (?:remembered|retold|described|known (?:only )?(?:from|through|because))",
    r"report(?:edly|s that)|reported(?: to| that| by)|as (?:quoted|printed|reported|retold|read out) by",
    r"by (?:its|his|her|their|the \w+['’]s|one|that) (?:own )?(?:account|report|summary|telling|memoirs?)",
    r"allege[sd]?|allegedly|apparently|supposedly|presumably|perhaps|possibly|probably|seems?|appears?",
    r"might|could have|(?-i:may) (?:well |only )?[a-z]+|if the|claim(?:s|ed)|credits?|rests? (?:only )?on",
    r"(?:column|article|newspaper|magazine|dispatch|telegram|memoir|editor|repost|page|book|translation)(?:s|es)?",
    r"(?:version|gloss|witness|chain)(?:s|es)?|biograph\w+|retell\w*|retold|paraphras\w+|summar(?:y|ies|ise[sd]?)",
    r"hearsay|second[- ]hand|unsourced|unseen|unread|unconfirmed|unverified",
    r"not (?:been )?(?:seen|read|verified|found|shown)",
)
"""Words by which a sentence tells that it has something through somebody else, or that it is not sure."""

_HEDGE = re.compile(rf"\b(?:{'|'.join(HEDGES)})\b", re.I)
_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|nothing|none|cannot|without|hardly|whether|if|may|might|would|could"
    r"|far from|rather than"
    r"|almost|nearly|nobody|no one|needs?)|n['’]t)\b[^.;:]{0,25}$",
    re.I,
)
_NO_NAME = {"The", "Government", "USSR", "Soviet", "Union"}


@dataclass(frozen=True)
class Remark:
    """One thing that a reviewer would ask.

    Attributes
    ----------
    part : str
        The part of the argument.
    place : str
        The beginning of the sentence, between quotation marks; "" where the whole part is meant.
    kind : str
        What sort of remark it is, in two or three words.
    words : str
        One sentence: what was found, and the mend.
    receipts : tuple of str
        The ids that it is about.
    number : int
        Which sentence of the argument, from 0; -1 where the whole part is meant.
    """

    part: str
    place: str
    kind: str
    words: str
    receipts: tuple[str, ...] = ()
    number: int = -1


class Argued:
    """An argument beside the case that it cites.

    Parameters
    ----------
    sources : Sources
        The ids of the case.
    text : Text
        The argument.
    """

    def __init__(self, sources: Sources, text: Text) -> None:
        self.sources, self.text = sources, text
        self._ids = [
            list(dict.fromkeys(key for receipt in one.receipts for key in sources.meant(receipt)))
            for one in text.sentences
        ]

    def ids(self, sentence: Sentence) -> list[str]:
        """Give the ids of the case that a sentence cites."""
        return self._ids[sentence.number]

    def cited(self, *parts: str, evidence: bool = False) -> list[str]:
        """Give what some parts cite (without parts: the whole argument), each id once."""
        sentences = self.text.of(*parts) if parts else self.text.sentences
        ids = dict.fromkeys(key for one in sentences for key in self.ids(one))
        return [key for key in ids if not evidence or self.sources[key].is_evidence]

    def of(self, keys: Iterable[str]) -> list[Source]:
        """Give what some ids stand for."""
        return [self.sources[key] for key in keys]

    @cached_property
    def names(self) -> dict[str, str]:
        """The people and bodies of the case by the word that stands for them in a sentence."""
        people = self.sources.case.people
        found: dict[str, str] = {}
        for key, kind, name in zip(people.index, people["kind"], people["name"], strict=True):
            plain = re.sub(r"\s*\(.*", "", str(name)).removeprefix("The ")
            word = plain.split()[-1] if kind == "person" else plain
            if word[:1].isupper():
                found.setdefault(word, str(key))
        return found

    def people(self, text: str) -> list[str]:
        """Give the people and bodies named in a text, in the order of their last mention."""
        places = dict.fromkeys(self.names.values(), -1)
        for word, key in self.names.items():
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                places[key] = max(places[key], match.start())
        return sorted((key for key, place in places.items() if place >= 0), key=lambda key: places[key])

    def hedged(self, sentence: Sentence, source: Source) -> bool:
        """Say whether a sentence tells that it has this at second hand (`HEDGES`), or names the one who tells it."""
        own = re.sub(r"(?<!\w)(?:The|A) ", "", sentence.own)
        named = " ".join(
            re.sub(r"\bon [^,]+", "", text)
            for text in (source["attribution"], *(str(self.sources[key]["name"]) for key in source.writers))
        )
        tellers = set(re.findall(r"(?<!\w)[A-Z][\w-]{2,}", named)) - _NO_NAME
        speaker = self.sources[source["speaker"]]["name"].split() if source["reported_by"] else []
        return bool(_HEDGE.search(own)) or any(re.search(rf"\b{word}\b", own) for word in tellers - set(speaker))


def at(sentence: Sentence, kind: str, words: str, keys: Iterable[str] = ()) -> Remark:
    """Make a remark on a sentence."""
    return Remark(sentence.part, sentence.place, kind, words, tuple(keys), sentence.number)


def listed(keys: Iterable[str], word: str = "and") -> str:
    """List ids in words: "[S05], [S23] and [S39]"."""
    *others, last = [f"[{key}]" for key in keys]
    return f"{', '.join(others)} {word} {last}" if others else last


def negated(before: str) -> bool:
    """Say whether a word is taken back by what stands before it in its sentence: "does not", "almost", "if"."""
    return bool(_NEGATION.search(before))
