"""How is an argument set on a page, each receipt a numbered note and each work in the bibliography?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from helpers.argument_text import UNNAMED, Receipt, Text, brackets
from helpers.case import Case
from helpers.chicago import Chicago
from helpers.ids import NOUNS
from helpers.receipts import Source, Sources, sources_of
from helpers.runs import Run

LANGUAGES = {"Russian": "ru", "Italian": "it", "French": "fr", "German": "de", "English": ""}
_STOP = re.compile(r"[.,;:!?]+(?=\s|$)")
_LITTLE_WORD = re.compile(r"\b(?:and|or|with|in|of|from|by|than|both|to|as|on|only|that|but|for|against)$", re.I)
READ = {"full": "", "opening": " Read in its opening only.", "cited only": " Not seen: known because others cite it."}


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is called in the text; `number` is that of the note."""

    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, an item, a quotation or a heading on the page, with its notes called where receipts stood."""

    kind: Literal["paragraph", "item", "quotation", "heading"]
    pieces: tuple[Run | NoteMark, ...]
    mark: str = ""


@dataclass(frozen=True)
class Paper:
    """An argument ready to be set: everything but the form of the file.

    Attributes
    ----------
    title, language : str
        The title, and the language as a BCP 47 code.
    parts : list of tuple of str and list of Line
        Part by part: its name ("" for what stands before the first), and its lines.
    notes : list of list of Run
        Note 1 and so on.
    bibliography : list of list of Run
        The works that the notes name, by their first letter.
    last : str
        What the ids in square brackets are.
    """

    title: str
    language: str
    parts: list[tuple[str, list[Line]]]
    notes: list[list[Run]]
    bibliography: list[list[Run]]
    last: str


def lay_out(case: Case, text: Text) -> Paper:
    """Set an argument: receipts become notes, numbered as they come, in the Chicago style.

    Parameters
    ----------
    case : Case
        The case; ``documents.reference`` leads to the references.
    text : Text
        The argument.

    Returns
    -------
    Paper
        Every word of the argument, and a note for every pair of square brackets that holds receipts. An id stands in
        square brackets in its note, with its words, how much of the document was read, and its caution.
    """
    notes = _Notes(sources_of(case))
    parts = [
        ("" if part == UNNAMED else part, [Line(one.kind, tuple(notes.called(one.runs)), one.mark) for one in blocks])
        for part, blocks in text.parts.items()
    ]
    version = case.about.get("version")
    last = f"Ids in square brackets are those of the case “{case.title}”{f', version {version}' if version else ''}."
    language = str(case.about.get("language", "en"))
    return Paper(text.title or case.title, language, parts, notes.notes, notes.chicago.bibliography(), last)


class _Notes:
    """The notes of one argument, in the order in which they are called."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.chicago = Chicago(sources.case.references)
        self.notes: list[list[Run]] = []
        self._first: dict[str, int] = {}

    def called(self, runs: Iterable[Run]) -> Iterator[Run | NoteMark]:
        """Put the call of a note in the place of every pair of brackets that holds receipts, after a stop there.

        Where the id is a word of the sentence ("[S58] and [S59] are one witness") it also stays.
        """
        so_far = ""
        for run in runs:
            at = 0
            for start, end, receipts in brackets(run.text):
                if not any(self.sources.meant(receipt) for receipt in receipts):
                    continue
                before, stop = run.text[at:start], _STOP.match(run.text, end)
                is_word = _is_word(so_far + before, run.text[end:])
                before = before + run.text[start:end] if is_word else before.rstrip()
                if stop:
                    before, end = before.removesuffix(stop[0]) + stop[0], stop.end()
                yield from [replace(run, text=before)] if before else []
                self._add(run.text[start:end], receipts)
                yield NoteMark(len(self.notes))
                so_far, at = so_far + before, end
            if rest := run.text[at:]:
                so_far += rest
                yield replace(run, text=rest)

    def _add(self, written: str, receipts: Iterable[Receipt]) -> None:
        note: list[Run] = []
        self.notes.append(note)
        document = ""
        for receipt in receipts:
            for key in self.sources.meant(receipt):
                source, place = self.sources[key], "" if receipt.paragraph is None else f" ¶{receipt.paragraph}"
                note += [Run(" ")] if note else []
                note += self._entry(source, place, source.document != document)
                document = source.document
            note += (Run(f" [{one}] is not in the case.") for one in self.sources.unknown(receipt))
        if any(receipt.form == "mixed" for receipt in receipts):
            note.append(Run(f" Written: {written.rstrip(' .,;:!?')}."))

    def _entry(self, source: Source, place: str, other_document: bool) -> Iterator[Run]:
        """Set what one receipt stands for; the second time, where to find it."""
        key, number = source.key, len(self.notes)
        documents = [source.document] if source.document else source["documents"].split()
        for document in documents if other_document or not source.document else []:
            reference = self.sources[document]["reference"] if document in self.sources else ""
            if reference in self.chicago.references:
                yield from self.chicago.note(reference)
                yield Run(" ")
        first = self._first.setdefault(key, number)
        if first != number:
            yield Run(f"[{key}{place}], as in note {first}.")
            return
        if source.table == "statements":
            where = f", {source.document} ¶{source['paragraph']}" if source["paragraph"] else ""
            yield Run(f"[{key}{where}] “")
            yield Run(source["exact"].strip("“”"), language=LANGUAGES.get(source["language"], ""))
            gloss, teller = source["gloss"].rstrip("."), source["attribution"]
            yield Run(f"”{f' (our English: {gloss})' if gloss else ''}.")
            yield Run(f" {teller[0].upper()}{teller[1:]}." if teller else "")
        else:
            kind = source["kind"] if source.table in ("claims", "people") else NOUNS[source.table]
            when = f", {source.when.words}" if source.table == "events" and source.when else ""
            title = "" if source.table == "documents" else f" {kind[0].upper()}{kind[1:]}: {source.title}{when}"
            yield Run(f"[{key}{place}]{_ended(title)}")
        yield Run(READ.get(source.seen, ""))
        if source.caution and source.is_evidence:
            label = "What is safe to say" if source.table == "puzzles" else "Caution"
            yield Run(_ended(f" {label}: {source.caution}"))


def _is_word(before: str, after: str) -> bool:
    """Say whether an id is a word of its sentence: at its beginning, or after a word such as "and"."""
    before = before.rstrip()
    return bool(_LITTLE_WORD.search(before) or ((not before or before[-1] in ".!?:") and re.match(r" +[a-z]", after)))


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!" else f"{text}."


def html_bytes(paper: Paper) -> bytes:
    """Write a page that stands alone: no script, nothing fetched, notes linked both ways, light and dark, printable.

    Parameters
    ----------
    paper : Paper
        What to set; every word is escaped.

    Returns
    -------
    bytes
        HTML in UTF-8, the same for the same paper.
    """
    parts = "\n".join(_part(name, lines) for name, lines in paper.parts)
    notes = "\n".join(
        f'<li id="note-{number}">{_runs(note)} <a class="back" href="#call-{number}" role="doc-backlink" '
        f'aria-label="Back to note {number} in the text">↩</a></li>'
        for number, note in enumerate(paper.notes, 1)
    )
    works = "\n".join(f"<li>{_runs(work)}</li>" for work in paper.bibliography)
    notes = f'<section role="doc-endnotes"><h2>Notes</h2>\n<ol>\n{notes}\n</ol></section>\n' if notes else ""
    works = f'<section role="doc-bibliography"><h2>Bibliography</h2>\n<ul>\n{works}\n</ul></section>\n' if works else ""
    return f"""<!DOCTYPE html>
<html lang="{escape(paper.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(paper.title)}</title>
<style>
{CSS}</style>
</head>
<body>
<main>
<h1>{escape(paper.title)}</h1>
{parts}
{notes}{works}<footer><p>{escape(paper.last)}</p></footer>
</main>
</body>
</html>
""".encode()


CSS = """:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --link: #0b4f9e; --line: #999; }
@media (prefers-color-scheme: dark) { :root { --ink: #eaeaea; --paper: #16181b; --link: #9cc7ff; --line: #777; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.06rem/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 38rem; margin: 0 auto; padding: 1.5rem 1.1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 1.8em; } h3 { font-size: 1.06rem; }
a { color: var(--link); } sup { line-height: 0; } sup a { padding: 0 .15em; }
blockquote { margin: 1em 0 1em .2em; padding-left: 1em; border-left: 3px solid var(--line); }
.item { margin: .3em 0 .3em 1.6em; text-indent: -1.3em; }
section ol, section ul { padding-left: 1.6em; font-size: .94rem; } section li { margin: .6em 0; }
[role="doc-bibliography"] ul { list-style: none; padding-left: 1.6em; text-indent: -1.6em; }
li:target, sup:target { outline: 2px solid var(--link); outline-offset: 3px; }
footer { margin-top: 2.5em; border-top: 1px solid var(--line); font-size: .88rem; }
@media print {
  :root { --ink: #000; --paper: #fff; --link: #000; --line: #666; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; } .back { display: none; } a { text-decoration: none; }
  h1, h2, h3 { break-after: avoid; } p, li { orphans: 2; widows: 2; } section li { break-inside: avoid; }
}
"""


def _part(name: str, lines: Iterable[Line]) -> str:
    body = "\n".join(_line(line) for line in lines)
    return f"<section><h2>{escape(name)}</h2>\n{body}\n</section>" if name else f"<section>\n{body}\n</section>"


def _line(line: Line) -> str:
    inner = "".join(_call(piece.number) if isinstance(piece, NoteMark) else _runs([piece]) for piece in line.pieces)
    match line.kind:
        case "heading":
            return f"<h3>{inner}</h3>"
        case "quotation":
            return f"<blockquote><p>{inner}</p></blockquote>"
        case "item":
            return f'<p class="item">{escape(line.mark or "")} {inner}</p>'
        case _:
            return f"<p>{inner}</p>"


def _call(number: int) -> str:
    link = f'<a href="#note-{number}" role="doc-noteref" aria-label="Note {number}">{number}</a>'
    return f'<sup id="call-{number}">{link}</sup>'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text)
    text = f"<em>{text}</em>" if run.italic else text
    text = f"<strong>{text}</strong>" if run.bold else text
    text = f'<span lang="{escape(run.language)}">{text}</span>' if run.language else text
    return f'<a href="{escape(run.address)}" rel="noopener">{text}</a>' if run.address else text
