"""What would a reviewer ask of my argument, and how is it kept as a file with notes?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd

from helpers.argued import Argued, Remark
from helpers.argument_text import PARTS, Text, read_argument, without_brackets
from helpers.case import Case
from helpers.ids import NOUNS
from helpers.quotes import count_words
from helpers.receipts import sources_of
from helpers.review import LOOKED_AT, NOT_LOOKED_AT, review
from helpers.sheet import Sheet, listing
from helpers.whole_file import write_whole

NOTHING_YET = f"There is no argument yet: write it between the quotation marks, part by part ({', '.join(PARTS)})."
STYLE = "max-width:45em;font-family:system-ui,sans-serif;line-height:1.5"


@dataclass(frozen=True)
class Argument(Sheet):
    """An argument with what a reviewer would ask of it; shown as HTML, compared as plain text.

    Attributes
    ----------
    remarks : pandas.DataFrame
        One row a remark, in the order of the argument; index ``number`` from 1; all columns text: part, place (the
        beginning of the sentence, "" for the whole part), kind, remark (one sentence with the mend), receipts (ids).
    receipts : pandas.DataFrame
        One row for each id that is cited, in the order of the argument, those that the case does not have at the end;
        index ``id``; all columns text: kind (document, statement, …, or "not in this case"), part (where it is
        cited), what (its words, with our gloss, or its title), document, seen, remove, certainty and caution, "" where
        nothing is recorded.
    """

    remarks: pd.DataFrame = field(repr=False, compare=False, kw_only=True)
    receipts: pd.DataFrame = field(repr=False, compare=False, kw_only=True)
    written: Text = field(repr=False, compare=False, kw_only=True)
    case: Case = field(repr=False, compare=False, kw_only=True)

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.text

    def save(self, name: str | Path) -> Sheet:
        """Keep the argument as a file, each receipt a Chicago note, with a bibliography.

        Parameters
        ----------
        name : str or path
            A file's name that ends in .html or .docx; a file of that name is replaced whole, or left as it was.

        Returns
        -------
        Sheet
            One line: what was written, or why nothing was. The same argument gives the same bytes. No author, no date
            and no place is in the file. Nothing is raised.
        """
        path = Path(str(name))
        kind = path.suffix.lower()
        if not self.written.parts:
            return _line(NOTHING_YET)
        if kind not in (".html", ".docx"):
            return _line(f"{path.name or 'The file'} was not written: give it a name that ends in .html or .docx.")
        from helpers.argument_page import html_bytes, lay_out

        paper = lay_out(self.case, self.written)
        if kind == ".html":
            contents = html_bytes(paper)
        else:
            from helpers.argument_docx import docx_bytes

            contents = docx_bytes(paper)
        try:
            write_whole(path, contents)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no name of a file"
            return _line(f"{path.name} was not written ({reason}): close it elsewhere, or save it in another folder.")
        notes, works = len(paper.notes), len(paper.bibliography)
        return _line(
            f"{path.name} is written: {_counted(notes, 'note')}, {_counted(works, 'work')} in the bibliography."
        )


def argument(case: Case, text: str | Mapping[str, str] | None = None, /, **parts: str) -> Argument:
    """Ask of an argument what a reviewer would ask, and make it ready to be kept as a file.

    Parameters
    ----------
    case : Case
        The case.
    text : str or mapping of str to str, optional
        The argument: plain text with its parts under headings ("## Claim") or labels ("Claim:"), or a mapping of part
        to text. Receipts stand in square brackets after what they carry: [S05], [S05; D12], [S58–S61], [D01 ¶2].
    **parts : str
        The same by name: claim, evidence, reasoning, counter_evidence, confidence, what_would_change_my_mind.

    Returns
    -------
    Argument
        Remarks, receipts, and `Argument.save`. Remarks are questions, each with a place and a mend; they never grade a
        verdict. An empty argument gives one line.

    Notes
    -----
    What is looked at is named in the sheet, and so is what is not. Parts as in claim, evidence, reasoning (McNeill and
    Krajcik 2012), with counter-evidence and confidence beside them. Nothing is raised for what somebody wrote.
    """
    sources, written = sources_of(case), read_argument(text, parts)
    if not written.parts:
        empty = Argued(sources, written)
        sheet = _line(NOTHING_YET)
        return Argument(
            sheet.html, sheet.text, remarks=_remarks([]), receipts=_receipts(empty), written=written, case=case
        )
    argued = Argued(sources, written)
    found = review(argued)
    receipts = _receipts(argued)
    head = _head(argued)
    cautions = [(one.key, one.caution) for one in argued.of(argued.cited(evidence=True)) if one.caution]
    looked = f"Looked at: {'; '.join(LOOKED_AT)}."
    if not any(source.table == "claims" for source in argued.of(argued.cited("Claim"))):
        looked += (
            " Name the claim or explanation, such as [H3], in the Claim, and our judgements on it are looked at too."
        )
    last = f"Not looked at: {NOT_LOOKED_AT}."
    ask = "A reviewer would ask" if found else "A reviewer would find nothing to ask of what is looked at here."
    lines = [head, f"{ask}:" if found else ask]
    lines += [f"{number}. {_where(one)}: {one.words}" for number, one in enumerate(found, 1)]
    lines += (
        ["Cautions that go with your receipts:", *(f"[{key}] {words}" for key, words in cautions)] if cautions else []
    )
    return Argument(
        _html(head, ask, found, cautions, [looked, last]),
        "\n".join([*lines, looked, last]),
        remarks=_remarks(found),
        receipts=receipts,
        written=written,
        case=case,
    )


def _head(argued: Argued) -> str:
    words = count_words(" ".join(without_brackets(sentence.text) for sentence in argued.text.sentences))
    named = sum(part in PARTS for part in argued.text.parts)
    kinds = [argued.sources[key].table for key in argued.cited()]
    of = ", ".join(_counted(kinds.count(table), kind) for table, kind in NOUNS.items() if table in kinds)
    cited = f"{_counted(len(kinds), 'receipt')} ({of})" if kinds else "no receipt"
    return f"Your argument: {named} of {len(PARTS)} parts, {_counted(words, 'word')}, {cited}."


def _where(remark: Remark) -> str:
    return f"{remark.part[:1].upper()}{remark.part[1:]}{', ' if remark.place else ''}{remark.place}"


def _html(head: str, ask: str, found: list[Remark], cautions: list[tuple[str, str]], last: list[str]) -> str:
    items = "".join(f"<li><b>{escape(_where(one))}:</b> {escape(one.words)}</li>" for one in found)
    listed = f"<p>{escape(ask)}:</p><ol>{items}</ol>" if found else f"<p>{escape(ask)}</p>"
    table = listing("Cautions that go with your receipts", cautions).html
    small = "".join(f"<p><small>{escape(line)}</small></p>" for line in last)
    return f'<div style="{STYLE}"><p><b>{escape(head)}</b></p>{listed}{table if cautions else ""}{small}</div>'


def _remarks(found: list[Remark]) -> pd.DataFrame:
    rows = [(one.part, one.place, one.kind, one.words, "; ".join(one.receipts)) for one in found]
    index = pd.RangeIndex(1, len(rows) + 1, name="number")
    return pd.DataFrame(rows, index, ["part", "place", "kind", "remark", "receipts"], dtype="str")


def _receipts(argued: Argued) -> pd.DataFrame:
    return pd.DataFrame.from_dict(
        dict(_receipt_rows(argued)),
        orient="index",
        columns=["kind", "part", "what", "document", "seen", "remove", "certainty", "caution"],
        dtype="str",
    ).rename_axis("id")


def _receipt_rows(argued: Argued) -> Iterator[tuple[str, tuple[str, ...]]]:
    for source in argued.of(argued.cited()):
        parts = dict.fromkeys(one.part for one in argued.text.sentences if source.key in argued.ids(one))
        yield (
            source.key,
            (
                NOUNS[source.table],
                "; ".join(parts),
                f"{source.title} (our gloss: {source['gloss'].rstrip('.')})" if source["gloss"] else source.title,
                source.document,
                source.seen,
                "" if source.remove is None else str(source.remove),
                source["certainty"],
                source.caution,
            ),
        )
    unknown: dict[str, list[str]] = {}
    for sentence in argued.text.sentences:
        for receipt in sentence.receipts:
            for written in argued.sources.unknown(receipt) if receipt.form != "bare" else ():
                unknown.setdefault(written, []).append(sentence.part)
    for written, parts_of_it in unknown.items():
        mend = f"not in this case; {argued.sources.near(written)}"
        yield written, ("not in this case", "; ".join(dict.fromkeys(parts_of_it)), mend, *[""] * 5)


def _counted(number: int, thing: str) -> str:
    plural = {"person or body": "people or bodies"}.get(thing, thing.replace("claim or", "claims or") + "s")
    return f"{number} {thing if number == 1 else plural}"


def _line(text: str) -> Sheet:
    return Sheet(f"<p>{escape(text)}</p>", text)
