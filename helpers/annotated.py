"""What would an annotation tool show beside a text? Statements and judgements as W3C Web Annotations.

Web Annotation Data Model and Vocabulary (W3C Recommendations of 23 February 2017), written as JSON-LD.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from helpers.origin import Origin
from helpers.placed import held, place

if TYPE_CHECKING:
    import pandas as pd

    from helpers.case import Case

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PLAIN_TEXT_FRAGMENT = "http://tools.ietf.org/rfc/rfc5147"
STATEMENTS = "annotations.jsonld"

Json = dict[str, Any]


def statement_annotations(case: Case, origin: Origin) -> Json:
    """Annotate every statement that stands in a text which the case holds.

    Parameters
    ----------
    case : Case
        An open case; not changed.
    origin : Origin
        Who made it, and what may be done with it.

    Returns
    -------
    dict
        An AnnotationCollection with one page. The id of an annotation is its statement's, its target is the file
        ``texts/ID.txt``. Certainty and caution stand in one body, the first, so that neither is shown alone.
    """
    items = [
        {
            "id": f"#{name}",
            "type": "Annotation",
            "motivation": ["commenting", "classifying"],
            **_made(origin),
            "body": list(_of_statement(case, row)),
            "target": {"source": f"texts/{document}.txt", "selector": _selectors(case.text(document), row)},
        }
        for document in case.texts
        for name, row in held(case.statements, document).iterrows()
    ]
    return _collection(f"{case.title} The statements", items, origin)


def judgement_annotations(case: Case, origin: Origin) -> Json:
    """Annotate those statements with what each is judged to say of a claim.

    Parameters
    ----------
    case : Case
        An open case; not changed.
    origin : Origin
        As in `statement_annotations`.

    Returns
    -------
    dict
        An AnnotationCollection with one page; the target of an annotation is the annotation of its statement.
    """
    annotated = [name for document in case.texts for name in held(case.statements, document).index]
    items = [
        {
            "id": f"#{name}",
            "type": "Annotation",
            "motivation": "assessing",
            **_made(origin),
            "body": list(_of_judgement(case, row)),
            "target": f"{STATEMENTS}#{row['statement']}",
        }
        for name, row in case.judgements[case.judgements["statement"].isin(annotated)].iterrows()
    ]
    return _collection(f"{case.title} The judgements", items, origin)


def _collection(label: str, items: list[Json], origin: Origin) -> Json:
    page = {"id": "#page", "type": "AnnotationPage", "partOf": "#collection", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": "#collection",
        "type": "AnnotationCollection",
        "label": label,
        "dc:rights": origin.notice,
        **_made(origin),
        "total": len(items),
        "first": page,
        "last": "#page",
    }


def _made(origin: Origin) -> Json:
    made: Json = {"creator": {"type": "Organization", "name": origin.creator}}
    return made | ({"rights": origin.licence} if origin.licence else {})


def _selectors(paragraphs: list[str], row: pd.Series) -> list[Json]:
    """Select a passage in three ways that agree: its words, its place, and its paragraph and words in that."""
    at = place(paragraphs, row)
    length = len(paragraphs[at.paragraph])
    low, high = at.offset, at.offset + length
    quote = {"type": "TextQuoteSelector", "exact": row["exact"]}
    inside = {"prefix": at.prefix[-at.start :] if at.start else "", "suffix": at.suffix[: length - at.end]}
    return [
        {**quote, "prefix": at.prefix, "suffix": at.suffix},
        {"type": "TextPositionSelector", "start": low + at.start, "end": low + at.end},
        {
            "type": "FragmentSelector",
            "conformsTo": PLAIN_TEXT_FRAGMENT,
            "value": f"char={low},{high}",
            "refinedBy": {**quote, **inside},
        },
    ]


def _of_statement(case: Case, row: pd.Series) -> Iterator[Json]:
    certainty = f"Certainty: {row['certainty']}"
    yield _body("commenting", f"{certainty.rstrip('.')}. Caution: {row['caution']}" if row["caution"] else certainty)
    yield _body("describing", f"Speaker: {_names(case, row['speaker'])}")
    if row["reported_by"]:
        yield _body("describing", f"Reported by: {_names(case, row['reported_by'])}")
    if row["gloss"]:
        yield _body("describing", f"Gloss (ours, not a quotation): {row['gloss']}")
    if row["conditions"]:
        yield _body("describing", f"Conditions: {row['conditions']}")
    yield _body("tagging", row["speech_act"])
    words = {one["level"]: one["words"] for one in case.about.get("rungs", [])}[row["rung"]]
    note, caveat = row["rung_note"], case.about.get("ladder_caveat", "")
    yield _body("classifying", f"Rung {row['rung']}: {words}{note and f' ({note})'}.{caveat and f' {caveat}'}")
    yield _body("identifying", f"{row['document']} ¶{row['paragraph']}")


def _of_judgement(case: Case, row: pd.Series) -> Iterator[Json]:
    claim = case.claims.loc[row["claim"]]
    limits = claim["limits"] and f" Limits: {claim['limits']}"
    yield _body("identifying", f"{row['claim']} ({claim['kind']}): {claim['text'].rstrip('.')}.{limits}")
    yield _body("classifying", row["relation"])
    yield _body("commenting", f"Reason: {row['reason'].rstrip('.')}. Confidence: {row['confidence']}")
    if row["same_source"]:
        yield _body("commenting", f"Counts as one witness with: {row['same_source']}")


def _names(case: Case, ids: str) -> str:
    return ", ".join(f"{case.people.at[one, 'name']} ({one})" for one in ids.split())


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}
