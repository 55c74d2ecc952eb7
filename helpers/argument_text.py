"""What did somebody write, part by part, and where do the receipts and the quotations stand in it?

An argument is plain text with a few Markdown signs: parts under headings ("## Claim") or labels ("Claim:"), paragraphs
between blank lines, lists, quotations (">"), emphasis. Nothing else is mark-up, so that no word can vanish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from textwrap import dedent
from typing import Any, Literal

from helpers.runs import Run
from helpers.tables import nearest

PROMPTS = {
    "Claim": "What do you hold? One or two sentences, with the claim or explanation in square brackets.",
    "Evidence": "What do the documents say for it? Each sentence names who tells it, and ends with its receipt.",
    "Reasoning": "Why does this evidence bear on the claim? What shares a source, and so counts once?",
    "Counter-evidence": "What is the best that speaks against the claim? With receipts.",
    "Confidence": "How sure are you, in a word or a number, and why not surer?",
    "What would change my mind": "Which document, if it said what, would make you think again?",
}
"""What stands in the place of each part until it is written; it is not read as anybody's words."""
PARTS = tuple(PROMPTS)
UNNAMED = "before the first part"
_ALIASES = {re.sub(r"\W|_", "", name.casefold()): name for name in PARTS} | {
    "myclaim": "Claim",
    "evidencefor": "Evidence",
    "reasons": "Reasoning",
    "evidenceagainst": "Counter-evidence",
    "counterargument": "Counter-evidence",
    "counterarguments": "Counter-evidence",
    "howsure": "Confidence",
    "howsureami": "Confidence",
    "howsureiam": "Confidence",
    "changemymind": "What would change my mind",
    "whatwouldchangeit": "What would change my mind",
}
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(.*?)[\s#]*$")
_NAME = r"([A-Za-z][\w’' -]{3,30}?)[?.]?"
_LABEL = re.compile(rf"\s{{0,3}}(?:\d[.)]\s*)?(?:[*_]{{2,3}}{_NAME}:?[*_]{{2,3}}\s*:?|{_NAME}\s*:)\s*(.*)$")

_ID = r"(?:[^\W\d_a-z][ \-]?|[a-z])[0-9OoIl]{1,4}(?!\w)"
_BRACKET = re.compile(r"\[([^\[\]]{1,200})\]")
_RECEIPT = re.compile(
    rf"(?<!\w)({_ID})(?:\s*[–—-]\s*({_ID}|[0-9]{{1,4}}(?!\w)))?(?:[\s,]*(?:¶|§|par(?:a|agraph)?s?\b\.?)\s*([0-9]{{1,4}}))?"
)
_LITTLE_WORDS = re.compile(r"\b(?:and|see|also|cf|compare|with|both|from|in)\b\.?|[\s;,.:&+/¶§–—-]", re.I)
_ROUND = re.compile(r"\(((?:[^()\[\]]{0,8}?\b[A-Z][0-9]{2,3}\b[^()\[\]\w]{0,4}){1,6})\)")
_BARE = re.compile(r"(?<![\w\[(])[A-Z][0-9]{2,3}(?!\w)")

_PROMPT = re.compile(rf"(?:\.\.\.|…)?[ \t]*(?:{'|'.join(map(re.escape, PROMPTS.values()))})")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_QUOTATION = re.compile(
    r"“(?P<a>[^“”]{2,600})”|«(?P<b>[^«»]{2,600})»|„(?P<c>[^„“”]{2,600})[“”]|\"(?P<d>[^\"]{2,600})\""
    r"|‘(?P<e>(?:[^‘’]|’(?=\w)){2,600})’(?!\w)|(?<![\w'])'(?P<f>(?:[^'\n]|'(?=\w)){2,600})'(?!\w)"
)
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[Mm]r|\b[Dd]r|\b[Nn]o|\bSt|\bcf|\bvs)(?<!\b[Mm]rs|\bdoc|\bvol|\bpar|\be\.g|\bi\.e)[.!?…]+"
    r"[”’»\"')]*(?:\s*\[[^\[\]]{1,200}\])*(?=\s+[\[“‘«\"'(]*[^\W_a-zа-я])"
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An id that somebody put after a sentence.

    Attributes
    ----------
    written : str
        As it was written, such as "DO1".
    last : str
        The other end of a run of ids such as [S58–S61], "" for one id.
    paragraph : int or None
        The paragraph named with it, as in [D01 ¶2].
    form : {"square", "mixed", "round", "bare"}
        In square brackets, with other words in them, in round brackets, or in none.
    """

    written: str
    last: str = ""
    paragraph: int | None = None
    form: Literal["square", "mixed", "round", "bare"] = "square"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `before` and `after` are what stands around them in the sentence."""

    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, a quotation set off, or a heading within a part.

    Attributes
    ----------
    kind : {"paragraph", "item", "quotation", "heading"}
        What it is.
    runs : tuple of Run
        Its words and how they are set.
    mark : str
        What stands before an item: "•", or "3." in a numbered list.
    """

    kind: Literal["paragraph", "item", "quotation", "heading"]
    runs: tuple[Run, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """The words without mark-up, on one line."""
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(frozen=True)
class Sentence:
    """A sentence with what stands in it.

    Attributes
    ----------
    part : str
        One of `PARTS`, or `UNNAMED`.
    block, number : int
        Which block of the part, and which sentence of the argument it is, from 0.
    text : str
        Its words, receipts included.
    receipts : tuple of Receipt
        In order.
    quotations : tuple of Quotation
        In order.
    """

    part: str
    block: int
    number: int
    text: str
    receipts: tuple[Receipt, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    @property
    def place(self) -> str:
        """The sentence's beginning, between quotation marks; its receipts where it has nothing else."""
        words = (without_brackets(self.text) or self.text).replace("“", "").replace("”", "").split()
        return f"“{' '.join(words[:6])}{' …' if words[6:] else ''}”"

    @property
    def own(self) -> str:
        """The writer's own words: no brackets, and nothing of what is quoted."""
        return _QUOTATION.sub(" “ ” ", without_brackets(self.text))


@dataclass(frozen=True)
class Text:
    """An argument as it was written.

    Attributes
    ----------
    title : str
        A heading above the first part, "" where there is none.
    parts : dict of str to list of Block
        The parts that were written, in the order of `PARTS`; text above the first stands under `UNNAMED`.
    sentences : list of Sentence
        All of them, in the same order.
    """

    title: str = ""
    parts: dict[str, list[Block]] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)

    def of(self, *parts: str) -> list[Sentence]:
        """Give the sentences of some parts."""
        return [sentence for sentence in self.sentences if sentence.part in parts]


def read_argument(text: object, parts: Mapping[str, object] | None = None) -> Text:
    """Read an argument.

    Parameters
    ----------
    text : str, mapping of str to str, or None
        The whole, with the parts under headings or labels; or the parts by name.
    parts : mapping of str to str, optional
        More parts by name; "counter_evidence" is as good as "Counter-evidence".

    Returns
    -------
    Text
        What was written. A part that holds nothing, or only "..." or its prompt, is not there.
    """
    title, sources = "", []
    if isinstance(text, Mapping):
        sources += list(text.items())
    elif (whole := _plain(text)).strip():
        title, found = _split(whole)
        sources += found
    written: dict[str, list[str]] = {}
    for name, words in [*sources, *(parts or {}).items()]:
        written.setdefault(_part(str(name)) or UNNAMED, []).append(_plain(words))
    blocks = {name: _blocks("\n\n".join(written[name])) for name in (UNNAMED, *PARTS) if name in written}
    blocks = {name: found for name, found in blocks.items() if any(block.text.strip(" .…") for block in found)}
    return Text(title, blocks, _sentences(blocks))


def without_brackets(text: str) -> str:
    """Give the text without its receipts; other words in square brackets stay."""
    bare = _BRACKET.sub(lambda found: "" if list(_in_bracket(found[1])) else found[0], text)
    return re.sub(r"\s+(?=[.,;:!?])", "", " ".join(bare.split()))


def brackets(text: str) -> Iterator[tuple[int, int, list[Receipt]]]:
    """Find the square brackets that hold receipts.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    tuple of int, int, list of Receipt
        Start and end of a bracket, and what is in it; "[sic]" and "[...]" are none.
    """
    for found in _BRACKET.finditer(text):
        receipts = list(_in_bracket(found[1]))
        if receipts:
            yield found.start(), found.end(), receipts


def _plain(text: object) -> str:
    """Give a text without prompts and signs that cannot be printed; "" for what is no text."""
    if isinstance(text, Iterable) and not isinstance(text, (str, bytes, Mapping)):
        text = "\n\n".join(map(str, text))
    if not isinstance(text, str):
        return ""
    lines = dedent(text.replace("\r\n", "\n").expandtabs(4)).split("\n")
    return _PROMPT.sub("", "\n".join("".join(map(_printable, line)) for line in lines))


def _printable(char: str) -> str:
    """Give a sign, a plain space for any kind of space, nothing for what cannot be printed or turns a line round."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cs", "Cn") or char in _TURNING else char


def _part(name: str) -> str | None:
    """Find the part that a heading or label means, a slip of a letter or two allowed."""
    folded = re.sub(r"\W|_|\d", "", name.casefold())
    near = nearest(folded, _ALIASES, 0.85) if folded else None
    return _ALIASES[near] if near else None


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Split a text at its headings and labels into title and parts; another heading stays where it stands."""
    title, parts = "", [(UNNAMED, [""])]
    for line in text.split("\n"):
        heading, label = _HEADING.match(line), _LABEL.match(line)
        named = heading[2].strip(" *_:") if heading else line.strip(" *_:.?")
        rest = ""
        part = _part(named) if heading or len(named) < 32 else None
        if not part and label and _part(label[1] or label[2]):
            part, rest = _part(label[1] or label[2]), label[3]
        if part:
            parts.append((part, [rest]))
        elif heading and not title and parts == [(UNNAMED, [""])]:
            title = named
        elif heading:
            parts[-1][1].extend(["", f"# {named}", ""])
        elif line.strip() or parts[-1][1] != [""]:
            parts[-1][1].append(line)
    return title, [(name, "\n".join(lines)) for name, lines in parts if "".join(lines).strip()]


def _blocks(text: str) -> list[Block]:
    """Read paragraphs, lists, quotations and emphasis as Markdown does, and nothing else."""
    from mistune import BlockParser, InlineParser, Markdown

    blocks, inline = BlockParser(), InlineParser()
    blocks.rules, inline.rules = ["blank_line", "block_quote", "list"], ["emphasis"]
    found: list[Block] = []
    for piece in re.split(r"^(# .*)$", dedent(text), flags=re.M):
        if piece.startswith("# "):
            found.append(Block("heading", (Run(piece[2:]),)))
        elif piece.strip():
            tokens: Any = Markdown(renderer=None, block=blocks, inline=inline)(piece)
            found += _flat(tokens)
    return found


def _flat(tokens: list[dict[str, Any]], kind: str = "paragraph", mark: str = "") -> Iterator[Block]:
    for token in tokens:
        inner = token.get("children", [])
        if token["type"] == "list":
            ordered, start = token["attrs"]["ordered"], token["attrs"].get("start", 1)
            for place, item in enumerate(inner):
                yield from _flat(item.get("children", []), "item", f"{start + place}." if ordered else "•")
        elif token["type"] == "block_quote":
            yield from _flat(inner, "quotation")
        elif token["type"] in ("paragraph", "block_text"):
            yield Block(kind, tuple(_inline(inner)), mark)  # type: ignore[arg-type]
            mark = ""


def _inline(tokens: Iterable[dict[str, Any]], style: Run = Run("")) -> Iterator[Run]:  # noqa: B008 - frozen
    for token in tokens:
        if "children" in token:
            changed = replace(style, bold=True) if token["type"] == "strong" else replace(style, italic=True)
            yield from _inline(token["children"], changed)
        else:
            yield replace(style, text=str(token.get("raw", " ")).replace("\n", " "))


def _in_bracket(inside: str) -> Iterator[Receipt]:
    found = [match for match in _RECEIPT.finditer(inside) if any(map(str.isdigit, match[1]))]
    mixed = bool(_LITTLE_WORDS.sub("", _RECEIPT.sub("", inside)))
    for match in found:
        letter = match[1][0]
        last = match[2] or ""
        last = f"{letter}{last}" if last.isdigit() else last
        yield Receipt(match[1], last, int(match[3]) if match[3] else None, "mixed" if mixed else "square")


def _sentences(parts: Mapping[str, list[Block]]) -> list[Sentence]:
    found: list[Sentence] = []
    for part, blocks in parts.items():
        for place, block in enumerate(blocks):
            if block.kind != "heading":
                for text in _cut(block.text):
                    found.append(_sentence(part, place, len(found), text))
    return found


def _cut(text: str) -> list[str]:
    """Cut a paragraph into sentences, never within a quotation; receipts right after a full stop belong before it."""
    hidden = _QUOTATION.sub(lambda found: found[0][0] + "x" * (len(found[0]) - 2) + found[0][-1], text)
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(hidden)), len(text)]
    return [piece for start, end in pairwise(ends) if (piece := text[start:end].strip())]


def _sentence(part: str, block: int, number: int, text: str) -> Sentence:
    receipts = [receipt for *_, found in brackets(text) for receipt in found]
    rest = _BRACKET.sub("", text)
    for match in _ROUND.finditer(rest):
        receipts += (Receipt(one, form="round") for one in _BARE.findall(" " + match[1]))
    receipts += (Receipt(one, form="bare") for one in _BARE.findall(_QUOTATION.sub("", _ROUND.sub("", rest))))
    quotations = [
        Quotation(next(filter(None, found.groups())), text[: found.start()], text[found.end() :])
        for found in _QUOTATION.finditer(text)
    ]
    return Sentence(part, block, number, text, tuple(receipts), tuple(quotations))
