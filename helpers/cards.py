"""What is recorded of one id? A card for every document, statement, event, person, claim, puzzle, reading and term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from helpers.case import Case
from helpers.dates import parse
from helpers.ids import call, in_words, locate, mentioned, row_of
from helpers.sheet import STYLE, Sheet, Value, breakable, listing, safe, written
from helpers.tables import natural
from helpers.terms import terms_in
from helpers.timeline import KINDS, kind_of

NOT_RECORDED = "not recorded"

SEEN = {
    "full": "The whole text was read.",
    "opening": "Only the opening was read; nothing is claimed about the rest.",
    "cited only": "The document itself was not seen; it is known only because others cite it.",
}
REMOVES = (
    "the speaker's own text, or a verbatim record",
    "a minute-taker, a telegram or an eyewitness",
    "retold by somebody who had it from another",
    "retold again",
)
LABELS = {"object of study": "object of study, not an authority"}
LANGUAGES = {"English": "en", "French": "fr", "German": "de", "Italian": "it", "Russian": "ru", "Spanish": "es"}
DATES = ("date", "born", "died", "office_from", "office_to")

FIELDS: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "creator": "Who made it",
        "addressee": "For whom",
        "genre": "What kind of document",
        "witness": "What kind of witness",
        "date_event": "Date of what it tells",
        "date_created": "Written",
        "date_published": "Published",
        "date_declassified": "Declassified, if it was secret",
        "dates_note?": "On the dates",
        "language": "Language of the text read",
        "original_language?": "Original language",
        "secrecy": "Secrecy then",
        "seen": "How much was read",
        "archive_ref": "Archive reference",
        "summary": "What it says, in our words",
        "limits": "Limits",
        "rights": "Rights",
        "url": "Links",
        "puzzles?": "Puzzles about it",
    },
    "statements": {
        "exact": "Exact words",
        "gloss?": "Our gloss, not a quotation",
        "speaker": "Who says it",
        "reported_by": "Reported by, first hand first",
        "attribution": "The same in words",
        "document": "Where it stands",
        "language": "Language of these words",
        "remove": "Remove",
        "audience": "For whom",
        "date": "When it was said or written",
        "date_event?": "Date of what it tells",
        "date_note?": "On the dates",
        "form": "Form",
        "speech_act": "What the words do",
        "rung": "Rung of the words, not of the truth behind them",
        "conditions?": "Conditions that it names",
        "certainty": "How sure",
        "caution": "Caution",
        "puzzles?": "Puzzles",
    },
    "events": {
        "description": "What happened",
        "date": "When",
        "kind": "Kind of date",
        "date_basis": "What carries the date",
        "lane": "Lane",
        "known_on": "When and how the public could know it",
        "told": "Sides that took part or were told",
        "documents": "Documents",
        "certainty": "How sure",
        "caution": "Caution",
        "puzzles?": "Puzzles",
    },
    "person": {
        "role": "Office and part in this story",
        "born": "Born",
        "died": "Died",
        "office_from?": "In office from",
        "office_to?": "In office until",
        "note": "Conflicts and cautions",
        "documents": "Documents",
        "certainty": "How sure",
    },
    "body": {
        "role": "Part in this story",
        "note": "Conflicts and cautions",
        "documents": "Documents",
        "certainty": "How sure",
    },
    "claim": {
        "text": "The claim, in our words",
        "parent?": "It belongs under",
        "place": "Where the article says it",
        "statements": "Passages that say it",
        "supports": "What supports it",
        "limits": "What limits it",
        "can_be_said": "What may be said",
        "judgements": "Judgements",
    },
    "explanation": {
        "text": "The explanation, in our words",
        "parent?": "It belongs under",
        "expect": "What we would expect to see if it were right",
        "against": "What would count against it",
        "limits": "Caution",
        "judgements": "Judgements",
    },
    "judgements": {
        "statement?": "Statement",
        "document?": "Document, or its silence",
        "claim": "Claim or explanation",
        "relation": "How it bears on it",
        "strength": "Strength, from 1 weak to 3 strong",
        "reason": "Why",
        "confidence": "How sure",
        "same_source": "One witness with",
    },
    "transmission": {
        "statement": "Statement whose telling is followed",
        "source": "From",
        "target": "To",
        "mode": "How it passed",
        "date": "When",
        "change": "What changed",
        "wording": "Words at the end of the hop",
        "traced": "How the hop is known",
        "certainty": "How sure",
    },
    "readings": {
        "document": "Where it was seen",
        "stance": "Our label for sorting, not the author's word",
        "position": "Position, in our words",
        "bears_on": "Explanations it bears on",
        "certainty": "How sure",
    },
    "puzzles": {
        "status": "Status",
        "what_each_says": "What each source says",
        "safe_to_say": "What is safe to say",
        "would_settle_it": "What would settle it",
        "documents": "Documents",
        "statements": "Statements",
    },
    "glossary": {
        "meaning": "What it means in this course",
    },
}
"""What a card says: of each table, or kind of row, the fields in order and the question that each answers.

A field with "?" is left out where it is empty; the others say then that nothing is recorded.
"""

HEADINGS = {
    "documents": "Source card of {key}: {title}",
    "statements": "Statement {key}",
    "events": "Event {key}: {label}",
    "person": "Person {key}: {name}",
    "body": "Body {key}: {name}",
    "claim": "Claim {key}",
    "explanation": "Explanation {key}",
    "judgements": "Judgement {key}",
    "transmission": "Hop {key}",
    "readings": "Reading {key}: {author}",
    "puzzles": "Puzzle {key}: {question}",
    "glossary": "Term: {term}",
}


def card(case: Case, id: str) -> Sheet:
    """Show what is recorded of one id.

    Parameters
    ----------
    case : Case
        The case.
    id : str
        Any id of the case, such as "D12", "S05", "E48", "B04", "C2", "H3", "J12", "T03", "P15" or "R05", in small
        letters too; or a term of the glossary, such as "EDTF".

    Returns
    -------
    Sheet
        One row a question, "not recorded" where the case says nothing; ids that stand alone are followed by what they
        are. Below it: what the other ids on the card are, and the terms of the glossary that stand on it, but for the
        words with which every card asks.

    Raises
    ------
    CaseError
        If there is no such id or term; it names the nearest where one is near.
    """
    table, key = locate(case, id)
    heading, pairs = answers(case, table, key)
    main = listing(heading, pairs)
    said = "\n".join([heading, *(written(value).text for _, value in pairs)])
    notes = list(_notes(case, key, said))
    html = "".join(f'<div style="font-size:90%">{note.html}</div>' for note in notes)
    return Sheet(f'<div style="{STYLE}">{main.html}{html}</div>', "\n\n".join([main.text, *(n.text for n in notes)]))


def answers(case: Case, table: str, key: str) -> tuple[str, list[tuple[str, Value]]]:
    """Give what a card says of a row.

    Parameters
    ----------
    case : Case
        The case.
    table, key : str
        Where the row stands, as `helpers.ids.locate` gives them.

    Returns
    -------
    tuple of (str, list of tuple of (str, str or Sheet or list of str))
        The card's heading; each question with its answer, "not recorded" where the case says nothing.
    """
    row = row_of(case, table, key)
    kind = row["kind"] if table in ("people", "claims") else table
    pairs: list[tuple[str, Value]] = []
    for name, question in FIELDS[kind].items():
        value = _answer(case, table, key, row, name.rstrip("?"))
        if value or not name.endswith("?"):
            pairs.append((question, value or NOT_RECORDED))
    return HEADINGS[kind].format(key=key, **row), pairs


def how_read(row: Mapping[str, str]) -> str:
    """Say in plain sentences how much of a document was read.

    Parameters
    ----------
    row : mapping of str to str
        The document's row.

    Returns
    -------
    str
        What its ``seen`` means, and its ``seen_note`` where there is one; the note alone where it tells of parts that
        were read whole and of others that were not.
    """
    note = row.get("seen_note", "")
    if re.match(r"full (?:[(/]|or ).*\bopening", note):
        return f"How much was read differs: {note}. Nothing is claimed about the rest."
    return f"{SEEN[row['seen']]}{f' Exactly: {note}' if note else ''}"


def named(case: Case, keys: str) -> list[str]:
    """Give ids, each followed by what it is, one a line."""
    return [f"{key}: {in_words(case, key)}" for key in keys.split()]


def _answer(case: Case, table: str, key: str, row: Mapping[str, str], field: str) -> Value:
    """Answer one question of a card; "" where nothing is recorded."""
    if special := SPECIAL.get((table, field)):
        return special(case, key, row)
    cell = row.get(field, "")
    if cell and field.startswith(DATES) and not field.endswith("note") and field != "date_basis":
        return parse(cell).words
    return named(case, cell) if cell and mentioned(case, cell) == cell.split() else cell


def _notes(case: Case, key: str, said: str) -> Iterator[Sheet]:
    """Say below a card what the ids and the terms in its answers are, as far as the answers do not."""
    others = [one for one in mentioned(case, said) if one != key and not re.search(rf"(?m)^(?:  - )?{one}: ", said)]
    meant = [(one, [in_words(case, one)]) for one in others]
    if meant:
        yield listing(f"Named here; {call(others[0])} opens one", meant)
    questions = "\n".join(
        [*HEADINGS.values(), *(question for fields in FIELDS.values() for question in fields.values())]
    )
    known = dict(terms_in(case.glossary, questions))
    words = "\n".join([said, *(words for _, [words] in meant)])
    terms = [(term, [meaning]) for term, meaning in terms_in(case.glossary, words) if term not in known]
    if terms and key not in case.glossary.index:
        yield listing("Terms used here", terms)


def _witness(case: Case, key: str, row: Mapping[str, str]) -> str:
    witness, note = row.get("witness", ""), row.get("witness_note", "")
    return note if note.startswith(witness) else f"{witness}: {note}".removesuffix(": ")


def _links(case: Case, key: str, row: Mapping[str, str]) -> Value:
    """Write addresses as links where they are of the web, each with its labels."""
    labels = "; ".join(LABELS.get(label, label) for label in row.get("link_label", "").split("; ") if label)
    note = f" ({labels})" if labels else ""
    links = row.get("url", "").split()
    html = "<br>".join(_link(link) + safe(note) for link in links)
    return Sheet(html, "; ".join(f"{link}{note}" for link in links)) if links else "none given"


def _link(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return safe(address)
    return f'<a href="{escape(address)}" rel="noopener" style="overflow-wrap:anywhere">{breakable(address)}</a>'


def _puzzles_of(case: Case, key: str, row: Mapping[str, str]) -> list[str]:
    """List the puzzles in which a document or one of its statements differs from another source."""
    columns = (case.puzzles.index, case.puzzles["documents"], case.puzzles["statements"])
    its = set(case.statements.index[case.statements["document"] == key])
    found = [
        one
        for one, documents, statements in zip(*columns, strict=True)
        if key in documents.split() or its.intersection(statements.split())
    ]
    return named(case, " ".join(found))


def _documents_of(case: Case, documents: str, statements: str) -> list[str]:
    """Give the documents of a puzzle, those of its statements too."""
    of = case.statements["document"]
    return sorted({*documents.split(), *(of[one] for one in statements.split())}, key=natural)


def _exact(case: Case, key: str, row: Mapping[str, str]) -> Sheet:
    return Sheet(f'<span lang="{LANGUAGES.get(row["language"], "")}">{safe(row["exact"])}</span>', row["exact"])


def _place(case: Case, key: str, row: Mapping[str, str]) -> list[str]:
    paragraph = f", ¶{row['paragraph']}" if row.get("paragraph") and row["document"] in case.texts else ""
    return [named(case, row["document"])[0] + paragraph]


def _remove(case: Case, key: str, row: Mapping[str, str]) -> str:
    number, note = row["remove"], row.get("remove_note", "")
    return f"{note or number}: {REMOVES[min(int(number), 3)]}" if number else note


def _rung(case: Case, key: str, row: Mapping[str, str]) -> str:
    words = {str(rung["level"]): rung["words"] for rung in case.about.get("rungs", [])}
    note = f"; {row['rung_note']}" if row.get("rung_note") else ""
    return f"{row['rung']}: {words.get(row['rung'], 'no words recorded')}{note} (a suggestion)" if row["rung"] else ""


def _date(case: Case, key: str, row: Mapping[str, str]) -> str:
    disputed = row.get("date_disputed", "")
    return parse(row["date"]).words + (f"; sources differ: {parse(disputed).words}" if disputed else "")


def _kind(case: Case, key: str, row: Mapping[str, str]) -> str:
    return KINDS[kind_of(parse(row["date"]), bool(row.get("date_disputed")))]


def _known(case: Case, key: str, row: Mapping[str, str]) -> str:
    day, note = row.get("known_on", ""), row.get("known_note", "")
    return "; ".join(part for part in (parse(day).words if day else "", note) if part)


def _judgements(case: Case, key: str, row: Mapping[str, str]) -> list[str]:
    """List the judgements on a claim, each with its reason."""
    out = []
    for one in case.judgements.index[case.judgements["claim"] == key]:
        cells = row_of(case, "judgements", one)
        about = cells["statement"] or cells["document"]
        same = f"; one witness with {', '.join(cells['same_source'].split())}" if cells["same_source"] else ""
        how = f"how sure: {cells['confidence']}{same}"
        out.append(f"{one}: {about} {cells['relation']}: {cells['reason']} ({how})")
    return out


SPECIAL: Mapping[tuple[str, str], Callable[[Case, str, Mapping[str, str]], Value]] = {
    ("documents", "witness"): _witness,
    ("documents", "seen"): lambda case, key, row: how_read(row),
    ("documents", "url"): _links,
    ("documents", "puzzles"): _puzzles_of,
    ("statements", "exact"): _exact,
    ("statements", "document"): _place,
    ("statements", "remove"): _remove,
    ("statements", "rung"): _rung,
    ("events", "date"): _date,
    ("events", "kind"): _kind,
    ("events", "known_on"): _known,
    ("claims", "judgements"): _judgements,
    ("puzzles", "documents"): lambda case, key, row: named(
        case, " ".join(_documents_of(case, row["documents"], row["statements"]))
    ),
}
"""Answers that are made of more than one cell."""
