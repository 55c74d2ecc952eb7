"""How is a document cited in full, again, and in a bibliography? In the Chicago note style (16th edition).

Set by citeproc-py from CSL-JSON and the style file beside this module (Citation Style Language 1.0).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.runs import Run

if TYPE_CHECKING:
    from citeproc import CitationStylesBibliography

STYLE = Path(__file__).with_name("chicago-notes-bibliography-16th-edition.csl")
"""The style, unchanged, by the authors named in it (Creative Commons Attribution-ShareAlike 3.0)."""


class Chicago:
    """The notes and the bibliography of one piece of writing; it remembers what was cited before.

    Parameters
    ----------
    references : mapping of str to dict
        Key to CSL-JSON item, as in `Case.references`; not changed.
    """

    def __init__(self, references: Mapping[str, Mapping[str, Any]]) -> None:
        from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        self.references = references
        # each item is copied, since citeproc-py changes it, in no known language, so that titles keep their letters
        items = [json.loads(json.dumps(item)) | {"id": key, "language": "und"} for key, item in references.items()]
        style = CitationStylesStyle(str(STYLE), validate=False, locale="en-GB")
        for test in style.root.iter("{*}if", "{*}else-if"):
            if "ibid" in test.get("position", ""):
                test.set("position", "never")  # a note may name several works: “ibid.” would not say which
        self._set: CitationStylesBibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        self._cited: list[str] = []

    def note(self, key: str) -> list[Run]:
        """Set a note: in full where the work is cited first, short after that.

        Parameters
        ----------
        key : str
            A key of the references.

        Returns
        -------
        list of Run
            The note, with its full stop; the item's own ``note`` follows a full one as a sentence.

        Raises
        ------
        KeyError
            If there is no such reference.
        """
        from citeproc import Citation, CitationItem

        item = self.references[key]
        again = key in self._cited
        self._cited += [] if again else [key]
        citation = Citation([CitationItem(key)])
        self._set.register(citation)
        return _runs(str(self._set.cite(citation, str)), "" if again else str(item.get("note", "")))

    def bibliography(self) -> list[list[Run]]:
        """Set an entry for every work that was cited.

        Returns
        -------
        list of list of Run
            The entries by their first letter, marks and capitals aside.
        """
        entries = [_runs(str(entry), "") for entry in self._set.bibliography()]
        return sorted(entries, key=lambda runs: re.sub(r"[^\w ]", "", "".join(run.text for run in runs)).casefold())


def _runs(text: str, note: str) -> list[Run]:
    """Turn what citeproc-py writes into runs; a sentence of our own may follow."""
    text = re.sub(r"(‘?)(<i>)?(\[[^][]*\])(</i>)?(’?)", _ours, text)
    text = re.sub(r"[,.]? \(?n\.d\.\)?(\.?)(?=,)", "", text)  # what is not recorded here is not undated
    text = re.sub(r"[,.]? \(?n\.d\.\)?\.*", ".", text).replace(", (", " (").replace("?.", "?")
    pieces = re.split(r"<i>(.*?)</i>", " ".join(_sentence(part) for part in (text, note) if part))
    return [
        run
        for place, piece in enumerate(pieces)
        for run in _links(html.unescape(re.sub(r"</?\w+[^>]*>", "", piece)), bool(place % 2))
    ]


def _ours(found: re.Match[str]) -> str:
    """Take the marks of a quotation, or the italics, off a title that we supply."""
    mark, start, title, end, close = (part or "" for part in found.groups())
    return title if (mark and close) or (start and end) else f"{mark}{start}{title}{end}{close}"


def _links(text: str, italic: bool) -> Iterable[Run]:
    for place, piece in enumerate(re.split(r"(https?://\S+?)(?=\.?(?:\s|$))", text)):
        if piece:
            yield Run(piece, italic, address=piece if place % 2 else "")


def _sentence(text: str) -> str:
    """End a sentence with one full stop, or with its own question mark."""
    return re.sub(r"([?!.])\.+$", r"\1", text + ".")
