"""What do the words of an exported annotation mean? The terms that the export uses, for a JSON-LD processor offline.

Not a copy of the W3C's context file, which no package ships. Each term has the IRI and the type that the Web Annotation
Vocabulary (W3C Recommendation, 23 February 2017) gives it; a term that is not here is lost when the file is expanded.
"""

from __future__ import annotations

from typing import Any

from pyld import jsonld

from helpers.annotated import CONTEXT

FOLDER = "file:///out/"
PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NAMES = {
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "FragmentSelector": "oa:FragmentSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Organization": "schema:Organization",
    "assessing": "oa:assessing",
    "classifying": "oa:classifying",
    "commenting": "oa:commenting",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "value": "rdf:value",
    "label": "rdfs:label",
    "name": "foaf:name",
    "format": "dc:format",
    "language": "dc:language",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
RESOURCES = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "refinedBy": "oa:refinedBy",
    "creator": "dcterms:creator",
    "rights": "dcterms:rights",
    "conformsTo": "dcterms:conformsTo",
    "first": "as:first",
    "last": "as:last",
    "partOf": "as:partOf",
}
NUMBERS = {"start": "oa:start", "end": "oa:end", "total": "as:totalItems", "startIndex": "as:startIndex"}
TERMS: dict[str, Any] = {
    **PREFIXES,
    **NAMES,
    **{term: {"@id": iri, "@type": "@id"} for term, iri in RESOURCES.items()},
    **{term: {"@id": iri, "@type": "xsd:nonNegativeInteger"} for term, iri in NUMBERS.items()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}


def offline(url: str, _options: object) -> dict[str, Any]:
    """Give the one context that an annotation names; nothing is fetched."""
    if url != CONTEXT:
        raise ValueError(f"the annotations name another context: {url}")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


def expand(annotations: Any, name: str) -> Any:
    """Expand a file of annotations; what has no meaning is gone."""
    return jsonld.expand(annotations, {"base": FOLDER + name, "documentLoader": offline})


def compact(expanded: Any, name: str) -> Any:
    """Write what is left in short words again."""
    return jsonld.compact(expanded, CONTEXT, {"base": FOLDER + name, "documentLoader": offline})
