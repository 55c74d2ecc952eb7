"""How do the few marks of Markdown that the course uses look as HTML? Stress, code, links and lists."""

from __future__ import annotations

import re
from html import escape

_STRONG = re.compile(r"\*\*(?! )([^*\n]+)(?<! )\*\*")
_STRESS = re.compile(r"\*(?! )([^*\n]+)(?<! )\*")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_ITEM = re.compile(r"^(?:[-*]|\d+\.) ", re.MULTILINE)


def inline(text: str) -> str:
    """Write a line as HTML; a link keeps its words only, since paper has none.

    Parameters
    ----------
    text : str
        Words with ``*stress*``, ``**weight**``, code between backticks and links.

    Returns
    -------
    str
        Escaped HTML.
    """
    html = escape(_LINK.sub(r"\1", " ".join(text.split())), quote=False)
    html = _CODE.sub(r"<code>\1</code>", html)
    return _STRESS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))


def blocks(text: str) -> str:
    """Write paragraphs and lists as HTML.

    Parameters
    ----------
    text : str
        Markdown; an empty line parts blocks, and a block whose lines all begin with a dash or a number is a list.

    Returns
    -------
    str
        Paragraphs and lists.
    """
    html = []
    for block in re.split(r"\n\s*\n", text.strip()):
        first = _ITEM.search(block)
        if first:
            lead, items = block[: first.start()].strip(), _ITEM.split(block[first.start() :])[1:]
            tag = "ol" if first[0][0].isdigit() else "ul"
            html.append(f"<p>{inline(lead)}</p>" if lead else "")
            html.append(f"<{tag}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{tag}>")
        elif block.strip():
            html.append(f"<p>{inline(block)}</p>")
    return "".join(html)
