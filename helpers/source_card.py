"""Who made a document, when and for whom, and how much of it was read? Its source card."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from helpers.case import Case, CaseError
from helpers.dates import parse
from helpers.sheet import Sheet, rows_html
from helpers.tables import nearest_id

STYLE = "max-width:45em;font-family:system-ui,sans-serif;line-height:1.5"
"""Style of a sheet's outermost box: no colours, so that it is as readable on a dark ground as on a light one."""

SEEN = {
    "full": "The whole text was read.",
    "opening": "Only the opening was read; nothing is claimed about the rest.",
    "cited only": "The document itself was not seen; it is known only because others cite it.",
}
LABELS = {"object of study": "object of study, not an authority"}


def card(case: Case, document: str) -> Sheet:
    """Show a document's source card: the questions to ask before reading.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id, such as "D12".

    Returns
    -------
    Sheet
        One row a question: who made it, for whom, what kind of document and of witness, the four dates apart (what it
        tells of, written, published, declassified), language, who could read it then, how much of it was read, archive
        reference, summary, limits, rights and links. "not recorded" where the case says nothing.

    Raises
    ------
    CaseError
        If there is no such document; it names the nearest.
    """
    row = find_document(case, document)
    pairs = list(_answers(row))
    label = row.get("link_label", "")
    note = f" ({LABELS.get(label, label)})" if label else ""
    links = row["url"].split()
    shown = "<br>".join(_link(link) + escape(note) for link in links) or "none given"
    heading = f"Source card of {document}: {row['title']}"
    table = rows_html([*((name, escape(value)) for name, value in pairs), ("Links", shown)], heading)
    lines = [f"{name}: {value}" for name, value in [*pairs, ("Links", "; ".join(f"{link}{note}" for link in links))]]
    return Sheet(f'<div style="{STYLE}">{table}</div>', "\n".join([heading, *lines]) + ("" if links else "none given"))


def find_document(case: Case, document: str) -> dict[str, str]:
    """Give a document's row.

    Parameters
    ----------
    case : Case
        The case.
    document : str
        A document's id.

    Returns
    -------
    dict of str to str
        Column to cell; a copy.

    Raises
    ------
    CaseError
        If there is no such document; it names the nearest.
    """
    if document not in case.documents.index:
        guess = nearest_id(str(document), list(case.documents.index)) or case.documents.index[0]
        raise CaseError(f"There is no document {document}; the nearest is {guess}.")
    return {str(column): str(cell) for column, cell in case.documents.loc[[document]].iloc[0].items()}


def how_read(row: dict[str, str]) -> str:
    """Say in plain sentences how much of a document was read.

    Parameters
    ----------
    row : dict of str to str
        The document's row, as `find_document` gives it.

    Returns
    -------
    str
        What its ``seen`` means, and its ``seen_note`` where there is one.
    """
    note = row.get("seen_note", "")
    return f"{SEEN[row['seen']]}{f' Exactly: {note}' if note else ''}"


def _answers(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Answer a card's questions, in order; those that few documents raise only where there is an answer."""
    witness, note = row["witness"], row.get("witness_note", "")
    yield "Who made it", _or_not(row["creator"])
    yield "For whom", _or_not(row["addressee"])
    yield "What kind of document", _or_not(row["genre"])
    yield "What kind of witness", _or_not(note if note.startswith(witness) else f"{witness}: {note}".removesuffix(": "))
    yield "Date of what it tells", _words(row["date_event"])
    yield "Written", _words(row["date_created"])
    yield "Published", _words(row["date_published"])
    yield "Declassified, if it was secret", _words(row.get("date_declassified", ""))
    if row.get("dates_note"):
        yield "On the dates", row["dates_note"]
    yield "Language of the text read", _or_not(row["language"])
    if row["original_language"]:
        yield "Original language", row["original_language"]
    yield "Secrecy then", _or_not(row["secrecy"])
    yield "How much was read", how_read(row)
    yield "Archive reference", _or_not(row["archive_ref"])
    yield "What it says, in our words", _or_not(row["summary"])
    yield "Limits", _or_not(row["limits"])
    yield "Rights", _or_not(row["rights"])


def _or_not(cell: str) -> str:
    return cell or "not recorded"


def _words(date: str) -> str:
    return parse(date).words if date else "not recorded"


def _link(address: str) -> str:
    """Write an address as a link, if it is one to the web; whatever else stands there is text."""
    shown = escape(address)
    if not address.startswith(("https://", "http://")):
        return shown
    return f'<a href="{shown}" rel="noopener" style="overflow-wrap:anywhere">{shown}</a>'
