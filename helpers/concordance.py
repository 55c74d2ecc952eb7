"""Where do these words stand, and between which others? Keyword in context: it finds passages, it never counts them.

The form is that of Luhn's index (H. P. Luhn, "Key word-in-context index for technical literature", 1960): every place
on a line of its own, the word in the middle, so that the eye runs down the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from helpers.cards import NOT_RECORDED
from helpers.case import Case, CaseError
from helpers.dates import parse
from helpers.options import listed
from helpers.quotes import find
from helpers.sheet import Sheet, safe
from helpers.spoken import in_language
from helpers.statement_table import statements
from helpers.tables import natural, nearest, show

BESIDE = 55  # characters on either side of a word: what an eye takes in without moving
HEADS = ("id", "document", "when", "words before", "word", "words after", "whose words")
_CELL = "vertical-align:top;padding:.3em .6em .3em 0"
OWN = "the document's"
_EXAMPLE = 'find_words(case, "consider", "if")'


class Passage(NamedTuple):
    """Words that are searched, and what a reader has to know of them.

    Attributes
    ----------
    words : str
        The words.
    key, document, when, whose : str
        The statement (or the paragraph, "D01 ¶2"), the document, the date in words, and whose words they are.
    spans : dict of (str, str, str) to tuple of int
        Statements that are a part of the words: id, when and whose, to start and end.
    """

    words: str
    key: str
    document: str
    when: str
    whose: str
    spans: dict[tuple[str, str, str], tuple[int, int]]


def find_words(case: Case, *words: str) -> Sheet:
    """Find passages by their words and show each between its neighbours, to be read; nothing is counted.

    Texts that we hold are searched whole; of all other documents there are only the short words of the statements,
    and our glosses of those that are not English.

    Parameters
    ----------
    case : Case
        The case.
    *words : str
        One or more to look for: "if" finds the whole word whatever its capitals, "consider*" any ending, "prepared
        to" two words side by side.

    Returns
    -------
    Sheet
        One line a place, by word and then by id: id (the statement, or the paragraph where no statement is), document,
        when (of the statement; of a paragraph when it was printed), words before, word, words after, whose words (the
        document's, with their language and "translated" where they are; or our gloss). Then what was not found, and
        what such a list cannot tell.

    Raises
    ------
    CaseError
        If there is no word to look for.

    Examples
    --------
    >>> from helpers import open_case
    >>> print(find_words(open_case(), "sham").text.splitlines()[2])
    S92 | D80 | not recorded |  | sham | Soviet application | the document's
    """
    typed = [" ".join(str(word).replace("’", "'").split()) for word in words]
    wanted = list(dict.fromkeys(filter(re.compile(r"\w").search, typed)))
    if not wanted:
        raise CaseError(f"There is no word to look for; give one or several between quotation marks: {_EXAMPLE}.")
    passages = list(_passages(case))
    rows, missing = list[tuple[str, ...]](), list[str]()
    for word in wanted:
        found = sorted(_rows(passages, _pattern(word)), key=lambda row: natural(row[0]))
        rows += [row for row in found if row not in rows]
        missing += [] if found else [word]
    title = f"Where the words stand: {listed([show(word) for word in wanted])}"
    notes = [_not_found(word, passages) for word in missing] + _limits(case, rows[0][0] if rows else "")
    text = [title, " | ".join(HEADS), *(" | ".join(row) for row in rows)] if rows else [title]
    return Sheet(_html(title, rows, notes), "\n".join([*text, *notes]))


def _passages(case: Case) -> Iterator[Passage]:
    """Give all words that we hold, each once: paragraphs of texts, then words and glosses of other documents."""
    when = {str(key): str(words) for key, words in statements(case)["when"].items()}
    told = {
        str(key): ", ".join(filter(None, [OWN, in_language(case, dict(row))]))
        for key, row in case.statements.iterrows()
    }
    for document, paragraphs in case.texts.items():
        rows = case.statements[case.statements["document"] == document]
        printed = str(case.documents.loc[document, "date_published"])
        for number, words in enumerate(paragraphs):
            here = rows.loc[rows["paragraph"] == number, ["exact", "prefix", "suffix"]]
            spans = {
                (key, when[key], told[key]): place
                for key, *selector in here.itertuples(name=None)
                for place in find(words, *selector)[:1]
            }
            yield Passage(words, f"{document} ¶{number}", document, parse(printed).words if printed else "", OWN, spans)
    columns = case.statements[["document", "exact", "gloss", "language"]]
    for key, document, exact, gloss, language in columns.itertuples(name=None):
        if document not in case.texts:
            yield Passage(exact, key, document, when[key], told[key], {})
            yield Passage(gloss, key, document, when[key], f"our gloss of the {language}", {})


def _rows(passages: list[Passage], pattern: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    """Give a row for every place of a pattern, in the order of `HEADS`."""
    for one in passages:
        for found in pattern.finditer(one.words):
            start, end = found.span()
            inside = [about for about, (first, last) in one.spans.items() if first <= start and end <= last]
            key, when, whose = inside[0] if inside else (one.key, one.when, one.whose)
            before, after = one.words[:start].strip(), one.words[end:].strip()
            yield (
                key,
                one.document,
                when or NOT_RECORDED,
                before if len(before) <= BESIDE else "…" + re.sub(r"^\S*", "", before[-BESIDE:]),
                found[0],
                after if len(after) <= BESIDE else re.sub(r"\S*$", "", after[:BESIDE]) + "…",
                whose,
            )


def _pattern(word: str) -> re.Pattern[str]:
    """Write the pattern of whole words, quotation marks between them or not; a star stands for any ending."""
    parts = [re.escape(part).replace(r"\*", r"\w*").replace("'", "['’]") for part in word.split()]
    return re.compile(r"(?<!\w)" + r"[^\w.;!?]+".join(parts) + r"(?!\w)", re.IGNORECASE)


def _not_found(word: str, passages: list[Passage]) -> str:
    near = nearest(word.rstrip("*"), {one for passage in passages for one in re.findall(r"\w+", passage.words)})
    return f"{show(word)} was not found{f'; a word like it is {show(near)}' if near else ''}."


def _limits(case: Case, example: str) -> list[str]:
    """Say what such a list is for, and what it cannot tell."""
    whole = f"the whole text of {listed(list(case.texts))}" if case.texts else "no whole text"
    card = f'; card(case, "{example.split()[0]}") shows its caution' if example else ""
    return [
        "This finds passages; it does not count them. Words of several languages, translations and kinds of paper "
        "cannot be counted together.",
        f"We hold {whole}, and of other documents a few short words or none: what is not found may stand in the rest.",
        f"Read a passage in its document before you use it{card}.",
    ]


def _html(title: str, rows: list[tuple[str, ...]], notes: list[str]) -> str:
    sides = ["left", "left", "left", "right", "left", "left", "left"]
    heads = "".join(
        f'<th scope="col" style="{_CELL};text-align:{side}">{escape(head)}</th>'
        for head, side in zip(HEADS, sides, strict=True)
    )
    body = []
    for key, *cells in rows:
        shown = [f"<b>{safe(cell)}</b>" if place == 3 else safe(cell) for place, cell in enumerate(cells)]
        inside = "".join(
            f'<td style="{_CELL};text-align:{side}">{cell}</td>' for side, cell in zip(sides[1:], shown, strict=True)
        )
        head = f'<th scope="row" style="{_CELL};text-align:left">{escape(key)}</th>'
        body.append(f'<tr style="background:none;border-top:1px solid #999">{head}{inside}</tr>')
    caption = f'<caption style="caption-side:top;text-align:left;padding:.3em 0"><b>{escape(title)}</b></caption>'
    table = (
        f'<div style="overflow-x:auto;max-width:72em"><table style="border-collapse:collapse;font-size:inherit;'
        f'line-height:1.4">{caption}<thead><tr style="background:none">{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
    said = "".join(f"<p>{safe(note)}</p>" for note in notes)
    return f'{table if rows else f"<p><b>{escape(title)}</b></p>"}<div style="max-width:46em">{said}</div>'
