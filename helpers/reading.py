"""What does a document say, word for word, and which of its words are statements?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.cards import LANGUAGES, NOT_RECORDED, how_read
from helpers.case import Case
from helpers.ids import locate, row_of
from helpers.quotes import find
from helpers.sheet import STYLE, Sheet, listing
from helpers.tables import natural
from helpers.terms import terms_in

GROUNDS = ("#ffe9a8", "#ffc94d")  # under the words of one statement, and of several at once

Span = tuple[int, int, str]
"""Start and end of a statement in its paragraph, and its id."""


class Piece(NamedTuple):
    """A run of characters under the same statements.

    Attributes
    ----------
    words : str
        The characters.
    over : list of str
        The statements that it is part of.
    opens, closes : list of str
        Those that start with its first character, and those that end with its last one.
    """

    words: str
    over: list[str]
    opens: list[str]
    closes: list[str]


BESIDE = "About this document, its people and its terms. Open when you have read it"
"""What a reader opens beside a text that is printed whole."""


def read(case: Case, document: str) -> Sheet:
    """Show a document to be read closely, with its statements marked, and its people and terms below.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id, such as "D01".

    Returns
    -------
    Sheet
        The numbered text, the title as ¶0; the exact words of every statement are marked and open with its id. Of a
        document whose text we do not hold: the short words that we may print, with our gloss, and the summary. Then
        how much was read, limits and rights; the people who speak or report in it, made it, or are named in it in
        full; surnames that also stand in it; the glossary's terms that stand in any of this. A surname alone does not
        say who is meant, since others bear it too; so nobody is listed among the people for that.

    Raises
    ------
    CaseError
        If there is no such document; it names the nearest where one is near.
    """
    _, document = locate(case, document, "documents")
    row = row_of(case, "documents", document)
    rows = case.statements[case.statements["document"] == document]
    about = [("How much was read", how_read(row)), ("Limits", row["limits"]), ("Rights", row["rights"])]
    if document in case.texts:
        html, text = _text(document, case.texts[document], rows)
        words = "\n".join(case.texts[document])
    else:
        html, text = _words(document, row["title"], rows)
        about.insert(0, ("What it says, in our words", row["summary"]))
        words = "\n".join([row["title"], *rows["exact"], *rows["gloss"]])
    about = [(name, value or NOT_RECORDED) for name, value in about]
    people, others = _people(case.people, rows, words, row["creator"])
    used = terms_in(case.glossary, "\n".join([words, *(value for _, value in [*about, *people, *others])]))
    terms = [(term, [meaning]) for term, meaning in used]
    beside = []
    for caption, pairs in (
        ("About this document", about),
        ("People in this document", people),
        ("Surnames that also occur here; alone they do not say who is meant", others),
        ("Terms used here", terms),
    ):
        if pairs:
            table = listing(caption, pairs)
            beside.append(table.html)
            text.append(table.text)
    if document in case.texts:  # a whole text is read before what is known about it
        beside = [f"<details><summary>{BESIDE}</summary>{''.join(beside)}</details>"]
    html += beside
    return Sheet(f'<div style="{STYLE}">{"".join(html)}</div>', "\n\n".join(text))


def _text(document: str, paragraphs: list[str], rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Write the numbered paragraphs of a text that we hold."""
    html, text = [], [f"{document}: [S…] opens the exact words of a statement, [/S…] closes them."]
    for number, paragraph in enumerate(paragraphs):
        spans = _spans(paragraph, rows[rows["paragraph"] == number])
        tag = "p" if number else "h3"
        html.append(
            f'<{tag}><span style="font-weight:normal;font-size:85%">¶{number}</span> {_mark(paragraph, spans)}</{tag}>'
        )
        text.append(f"¶{number} {_bracket(paragraph, spans)}")
    return html, text


def _words(document: str, title: str, rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Write the short words of a document whose text we do not hold."""
    label = "We print only these words:" if len(rows) else "We have no words of it that we may print."
    html, text = [f"<h3>{escape(f'{document}. {title}')}</h3><p><b>{label}</b></p>"], [f"{document}. {title}", label]
    for key in sorted(rows.index, key=natural):
        exact, gloss, language = (str(rows.loc[key, column]) for column in ("exact", "gloss", "language"))
        whole = [(0, len(exact), key)]
        code = LANGUAGES.get(language, "")
        ours = f"Our gloss, not a quotation: {gloss}" if gloss else ""
        below = f"<br>{escape(ours)}" if ours else ""
        html.append(f'<p><span lang="{code}">{_mark(exact, whole)}</span>{below}</p>')
        text.append("\n".join(filter(None, [_bracket(exact, whole), ours])))
    return html, text


def _spans(paragraph: str, rows: pd.DataFrame) -> list[Span]:
    """Find where statements stand in their paragraph; of several that start together the longest comes first."""
    spans = [
        (*place, str(key))
        for key, *selector in zip(rows.index, rows["exact"], rows["prefix"], rows["suffix"], strict=True)
        for place in find(paragraph, *selector)[:1]
    ]
    return sorted(spans, key=lambda span: (span[0], -span[1], natural(span[2])))


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Cut a text wherever a statement starts or ends, so that statements may stand in or across one another."""
    cuts = sorted({0, len(text)}.union(*((start, end) for start, end, _ in spans)))
    for start, end in pairwise(cuts):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        yield Piece(
            text[start:end],
            [key for _, _, key in over],
            [key for first, _, key in over if first == start],
            [key for _, last, key in reversed(over) if last == end],
        )


def _mark(text: str, spans: list[Span]) -> str:
    """Write a text as HTML; a statement's end is written out only where another one goes on over it."""
    html = []
    for piece in _pieces(text, spans):
        if not piece.over:
            html.append(escape(piece.words))
            continue
        goes_on = len(piece.closes) < len(piece.over)
        look = f"background-color:{GROUNDS[len(piece.over) > 1]};color:#1a1a1a"
        before, after = _tags(piece.opens, "[{}] "), _tags(piece.closes if goes_on else [], " [/{}]")
        words = f"{before}{escape(piece.words)}{after}"
        html.append(f'<mark style="{look}" title="{escape(" ".join(piece.over))}">{words}</mark>')
    return "".join(html)


def _tags(keys: Iterable[str], shape: str) -> str:
    return "".join(f'<small style="font-weight:bold">{escape(shape.format(key))}</small>' for key in keys)


def _bracket(text: str, spans: list[Span]) -> str:
    """Write a text with the start and the end of every statement in square brackets."""
    return "".join(
        "".join(f"[{key}] " for key in piece.opens) + piece.words + "".join(f" [/{key}]" for key in piece.closes)
        for piece in _pieces(text, spans)
    )


def _people(
    people: pd.DataFrame, rows: pd.DataFrame, words: str, creator: str
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give name and part of those who speak, report, made a document or are named in full, and of their namesakes."""
    speaking = set(" ".join([*rows["speaker"], *rows["reported_by"]]).split())
    here, others = [], []
    columns = (people[column] for column in ("kind", "name", "role", "note", "certainty"))
    for key, kind, full, role, note, certainty in zip(people.index, *columns, strict=True):
        name = _bare(full)
        surname = name.split()[-1]
        human = kind == "person" and surname[0].isupper()
        whole = human and surname != name and (_stands(name, words) or _stands(name, creator))
        if key in speaking or whole or (human and _stands(surname, words)):
            parts = [role, note, f"How sure: {certainty}" if certainty else ""]
            told = ". ".join(part.rstrip(".") for part in parts if part) + "."
            (here if key in speaking or whole else others).append((full, told))
    return here, others


def _bare(name: str) -> str:
    """Take off what stands in brackets."""
    return re.sub(r"\s*\(.*?\)", "", name)


def _stands(name: str, words: str) -> bool:
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
