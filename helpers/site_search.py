"""Where does a word stand on the site? The list of parts that the search page looks through, on the reader's side."""

from __future__ import annotations

import json
from collections.abc import Iterable

from helpers.site_page import Page, Section

NAME = "search-index.js"


def index(found: Iterable[tuple[Page, Iterable[Section]]]) -> bytes:
    """Write the words of every part of every page.

    Parameters
    ----------
    found : iterable of tuple of (Page, iterable of Section)
        Pages, each with its parts.

    Returns
    -------
    bytes
        A script that sets ``courseParts``: one list a part, of its address, the page's title, its heading and its
        words. It is a script, not a plain file, because a page opened from a folder may load nothing else.
    """
    lines = [
        [f"{page.name}#{part.key}" if part.key else page.name, page.title, part.heading, part.words]
        for page, parts in found
        for part in parts
    ]
    return f"window.courseParts = {json.dumps(lines, ensure_ascii=False, separators=(',', ':'))};\n".encode()
