"""How is a source put on paper in few words? A card in short or whole, a statement with its caution, a puzzle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from helpers.cards import LANGUAGES, how_read
from helpers.case import Case
from helpers.dates import parse
from helpers.ids import row_of
from helpers.reading import read

_SEEN = {"full": "read whole", "opening": "read in its opening only", "cited only": "not seen"}


def in_short(case: Case, document: str) -> str:
    """Give a source card in short: what it is, who made it, when, what kind of witness, how much was read.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id.

    Returns
    -------
    str
        One paragraph of HTML.
    """
    row = row_of(case, "documents", document)
    said = [row["creator"], _when(row), row["witness"], _SEEN[row["seen"]]]
    words = "; ".join(part.rstrip(".") for part in said if part)
    return f'<p class="card"><strong>{document}</strong> {escape(row["title"].rstrip("."))}. {escape(words)}.</p>'


def whole(case: Case, document: str) -> str:
    """Give a source card with all that a lesson on paper needs: also what it says, its dates, number and limits.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id.

    Returns
    -------
    str
        A heading and a table of HTML.
    """
    row = row_of(case, "documents", document)
    pairs = [
        ("Who made it", row["creator"]),
        ("For whom", row["addressee"]),
        ("When", "; ".join(part for part in (_when(row), row.get("dates_note", "")) if part)),
        ("What kind", f"{row['genre']}; {row.get('witness_note') or row['witness']}"),
        ("Secrecy then", row["secrecy"]),
        ("Archive reference", row["archive_ref"]),
        ("How much was read", how_read(row)),
        ("What it says, in our words", row["summary"]),
        ("Limits", row["limits"]),
    ]
    words = "".join(f"<p><strong>{name}:</strong> {escape(value)}</p>" for name, value in pairs if value)
    return f"<h2>{document} {escape(row['title'])}</h2>{words}"


def statement(case: Case, key: str, cautioned: bool = True) -> str:
    """Give a statement: its exact words with our gloss, whose they are, how sure one can be, and the caution.

    Parameters
    ----------
    case : Case
        The case.
    key : str
        A statement's id.
    cautioned : bool, optional
        Whether certainty and caution stand here; where not, `cautions` must print them on the same sheet.

    Returns
    -------
    str
        One block of HTML. Nothing that must be said with the words is left out.
    """
    row = row_of(case, "statements", key)
    words = f'<span lang="{LANGUAGES.get(row["language"], "")}">“{escape(row["exact"].strip("“”"))}”</span>'
    teller = row["attribution"] or case.people["name"].get(row["speaker"], "")
    when = parse(row["date"]).words if row["date"] else ""
    about = "; ".join(part for part in (teller, when, row["form"]) if part)
    gloss = f" Our gloss, not a quotation: <em>{escape(row['gloss'].rstrip('.'))}.</em>" if row["gloss"] else ""
    with_them = _must_be_said(row) if cautioned else ""
    return (
        f'<div class="said"><strong>{key}</strong> ({row["document"]}) {words}{gloss} '
        f"{escape(about[:1].upper() + about[1:])}.{with_them}</div>"
    )


def cautions(case: Case, keys: Iterable[str]) -> str:
    """Give what must be said with statements whose words stand further up, when a reader has compared them.

    Parameters
    ----------
    case : Case
        The case.
    keys : iterable of str
        The ids of the statements.

    Returns
    -------
    str
        A heading and a paragraph of HTML; "" for none.
    """
    listed = " ".join(f"<strong>{key}</strong>{_must_be_said(row_of(case, 'statements', key))}" for key in keys)
    return f'<div class="cautions"><h3>What must be said with these words</h3><p>{listed}</p></div>' if listed else ""


def _must_be_said(row: dict[str, str]) -> str:
    sure = f" How sure: {escape(row['certainty'].rstrip('.'))}." if row["certainty"] else ""
    return sure + (f" Caution: {escape(row['caution'])}" if row["caution"] else "")


def tagged(case: Case, document: str) -> Iterator[tuple[int, str]]:
    """Give the paragraphs of a text with the tags of its statements, as `read` shows them, for paper without colours.

    Parameters
    ----------
    case : Case
        The case; it must hold the text.
    document : str
        The document's id.

    Yields
    ------
    tuple of (int, str)
        A paragraph's number, from 0 for the title, and its HTML: tags in bold, the words of statements underlined.
    """
    html = read(case, document).html.partition("<details>")[0]
    for number, words in re.findall(r"<(?:h3|p)><span[^>]*>¶(\d+)</span> (.*?)</(?:h3|p)>", html, re.DOTALL):
        words = re.sub(r"<small[^>]*>(.*?)</small>", r'<b class="tag">\1</b>', words)
        yield int(number), re.sub(r"<mark[^>]*>(.*?)</mark>", r"<u>\1</u>", words, flags=re.DOTALL)


def puzzle(case: Case, key: str) -> str:
    """Give an open case: what each source says, what is safe to say, and what would settle it.

    Parameters
    ----------
    case : Case
        The case.
    key : str
        A puzzle's id.

    Returns
    -------
    str
        A heading and paragraphs of HTML.
    """
    row = row_of(case, "puzzles", key)
    pairs = [
        ("What each source says", row["what_each_says"]),
        ("What is safe to say", row["safe_to_say"]),
        ("What would settle it", row["would_settle_it"]),
    ]
    words = "".join(f"<p><strong>{name}:</strong> {escape(value)}</p>" for name, value in pairs if value)
    return f"<h2>{key} {escape(row['question'])}</h2>{words}"


def _when(row: dict[str, str]) -> str:
    """Say when a document was written and published, as far as that is recorded."""
    written = parse(row["date_created"]).words if row["date_created"] else ""
    published = parse(row["date_published"]).words if row["date_published"] else ""
    if written and published and written != published:
        return f"written {written}, published {published}"
    return f"written {written}" if written else f"published {published}" if published else "date not recorded"
