"""What is a page of the reading edition? A title and a body, made clean: no style in a tag, every part to be found."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import mistune
from lxml import html
from lxml.html import HtmlElement

from helpers.reading import GROUNDS

HEADINGS = ("h1", "h2", "h3")
UNLINKED = ("a", "code", "pre", *HEADINGS, "summary", "label", "select", "figcaption", "caption")
"""Elements in which an id leads nowhere: code, what is a link or opens something already, and headings."""
_HEADINGS = " | ".join(f".//{name}" for name in HEADINGS)
_TO_LINK = f"{_HEADINGS} | .//text()[not({' or '.join(f'ancestor::{name}' for name in UNLINKED)})]"
_ID = re.compile(r"(?<![\w/¶])[A-Z]\d{1,3}(?!\w)")
_OPTIONS, _SCROLLS, _SMALL = "list-style:none", "overflow-x:auto", re.compile(r"font-size:\d\d%")


@dataclass(frozen=True, eq=False)
class Page:
    """One page.

    Attributes
    ----------
    name : str
        Its file, such as "people.html".
    title : str
        What its tab and its `h1` say.
    body : str
        HTML, the `h1` first.
    about : dict of str to str
        What the home page says of it.
    pictures : dict of str to bytes
        Path to the bytes of each picture on it.
    source : str
        The file of the course that it was made from, such as "notebooks/01_the_article.ipynb"; "" where there is none.
    """

    name: str
    title: str
    body: str
    about: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page that a search can find: its id, "" for the top of the page, its heading, and its words."""

    key: str
    heading: str
    words: str


def markdown(text: str) -> str:
    """Write Markdown as HTML; what looks like HTML in it is shown as it stands."""
    return str(mistune.create_markdown(plugins=["table", "strikethrough", "footnotes"])(text))


def parse(text: str) -> HtmlElement:
    """Read HTML into one element that holds it all."""
    return html.fragment_fromstring(text, create_parent="div")


def inside(root: HtmlElement) -> str:
    """Write what stands in an element as HTML."""
    text = html.tostring(root, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("<")].replace("</wbr>", "")  # which lxml takes for a pair of tags


def with_files(shown: str, picture: str, pictures: dict[str, bytes]) -> str:
    """Put the pictures that stand within HTML into files, each with a link to it below.

    Parameters
    ----------
    shown : str
        A sheet or a chart, as a notebook stores it.
    picture : str
        How the names of its files begin, such as "pictures/03_chronology-chart".
    pictures : dict of str to bytes
        The picture files found so far; those in `shown` are added, byte for byte.

    Returns
    -------
    str
        HTML.
    """
    if "<img" not in shown:
        return shown
    root = parse(shown)
    for image in list(root.iter("img")):
        _move(image, picture, pictures)
    return inside(root)


def finish(
    body: str, places: Mapping[str, str], here: str, leads: Callable[[str], str | None]
) -> tuple[str, list[Section]]:
    """Make what the helpers show a page: classes for styles, whole tables, ids and links that lead where they belong.

    Parameters
    ----------
    body : str
        HTML of a page.
    places : mapping of str to str
        Id to address; empty where the page's ids belong to another case.
    here : str
        The page's own file.
    leads : callable
        Gives the address on the site of a relative link, or None where it leads to nothing that is there.

    Returns
    -------
    tuple of (str, list of Section)
        HTML; and the parts that a search can find, from each heading with an id to the next.
    """
    root = parse(body)
    _restyle(root)
    for link in root.xpath(".//a[@href]"):
        if not re.match(r"(?:[a-z]+:|#)", link.get("href")):
            address = leads(link.get("href"))
            if address is None:
                link.drop_tag()
            else:
                link.set("href", address)
    _name_headings(root)
    _mend_tables(root)
    _link_ids(root, places, here)
    return inside(root), list(_sections(root))


def _sections(root: HtmlElement) -> Iterator[Section]:
    """Cut a page into parts; those without words are left out. The page is spent by it."""
    # Not what stands twice, and not hints and answers: nobody should find those before trying.
    twice = ".//pre | .//form | .//nav | .//label | .//script | .//figure//details"
    for hidden in [*root.xpath(twice), *(fold for box in root.find_class("exercise") for fold in box.iter("details"))]:
        hidden.drop_tree()
    key, heading, words = "", "", list[str]()
    for node in root.xpath(f"{_HEADINGS} | .//text()[normalize-space()]"):
        if isinstance(node, str):
            words.append(_plain(node))
            continue
        if words:
            yield Section(key, heading, " ".join(words))
        own = node if node.get("id") else node.getparent()
        key, heading, words = "" if node.tag == "h1" else own.get("id", ""), _text(node), []
    if words:
        yield Section(key, heading, " ".join(words))


def _move(image: HtmlElement, picture: str, pictures: dict[str, bytes]) -> None:
    """Put a picture that stands in the page into a file, and a link to it below."""
    from PIL import Image

    data = base64.b64decode(image.get("src").partition(",")[2])
    path = f"{picture}{f'-{len(pictures) + 1}' if f'{picture}.png' in pictures else ''}.png"
    pictures[path] = data
    wide, high = Image.open(io.BytesIO(data)).size
    image.attrib.update({"src": path, "width": str(wide), "height": str(high)})
    place = html.Element("p", {"class": "whole"})
    whole = html.Element("a", href=path)
    whole.text = "Picture at full size"
    place.append(whole)
    image.addnext(place)


def _restyle(root: HtmlElement) -> None:
    """Put classes in the place of styles in tags."""
    for tag in root.xpath(".//*[@style]"):
        style = tag.attrib.pop("style")
        if tag.tag == "mark":
            tag.attrib.pop("title", None)  # the ids stand before the words already
            _classify(tag, "several" if GROUNDS[1] in style else "")
        elif tag.tag in ("th", "td"):
            _classify(tag, "right" if "right" in style else "")
        else:
            small = "small" if _SMALL.search(style) else ""
            _classify(tag, "scroll" if _SCROLLS in style else "options" if _OPTIONS in style else small)


def _classify(tag: HtmlElement, name: str) -> None:
    if name:
        tag.set("class", name)


def _name_headings(root: HtmlElement) -> None:
    """Give every heading below the first an id that no other part of the page has."""
    taken = set(root.xpath(".//@id"))
    for heading in root.iter(HEADINGS[1:]):
        if heading.get("id") or heading.getparent().tag == "article":
            continue
        plain = "-".join(re.findall(r"\w+", _text(heading).lower())) or "part"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        heading.set("id", name)


def _mend_tables(root: HtmlElement) -> None:
    """Say of every table what it is and what its header cells head; let wide ones scroll, with the keyboard too."""
    heading = "Table"
    for tag in list(root.iter(*HEADINGS, "table")):
        if tag.tag == "table":
            _mend_table(tag, heading)
        else:
            heading = _text(tag)
    for box in root.find_class("scroll"):
        caption = box.find(".//caption")
        box.attrib.update({"tabindex": "0", "role": "group", "aria-label": f"Table: {_text(caption)}"})


def _mend_table(table: HtmlElement, heading: str) -> None:
    for cell in table.xpath(".//th[not(@scope)]"):
        if _text(cell):
            cell.set("scope", "col" if next(cell.iterancestors("thead"), None) is not None else "row")
        else:
            cell.tag = "td"  # an empty corner heads nothing
    if table.find(".//caption") is None:
        caption = html.Element("caption", {"class": "unseen"})
        caption.text = heading
        table.insert(0, caption)
    if table.find(".//thead") is None:
        _classify(table, "listing")
    elif not table.xpath("ancestor::div[@class='scroll']"):
        box = html.Element("div", {"class": "scroll"})
        table.addprevious(box)
        box.tail, table.tail = table.tail, None
        box.append(table)


def _link_ids(root: HtmlElement, places: Mapping[str, str], here: str) -> None:
    """Make ids in running words lead to their places: the first of each under a heading, so that Tab passes no crowd.

    An entry's own id leads nowhere.
    """
    seen = set[str]()
    for node in root.xpath(_TO_LINK):
        if not isinstance(node, str):
            around = node.getparent()
            seen = {around.get("id")} if around.tag == "article" else set()
        elif _ID.search(node):
            _link(node, places, here, seen)


def _link(words: Any, places: Mapping[str, str], here: str, seen: set[str]) -> None:
    """Cut a text where ids stand that were not seen yet, and put links there."""
    links, between, end = [], [], 0
    for found in _ID.finditer(words):
        if found[0] in places and found[0] not in seen:
            seen.add(found[0])
            link = html.Element("a", {"class": "id", "href": places[found[0]].removeprefix(here)})
            link.text = found[0]
            links.append(link)
            between.append(words[end : found.start()])
            end = found.end()
    if not links:
        return
    first, *tails = [*between, words[end:]]
    for link, tail in zip(links, tails, strict=True):
        link.tail = tail
    beside = words.getparent()
    if words.is_tail:
        beside.tail = first
        around = beside.getparent()
        place = around.index(beside) + 1
        around[place:place] = links
    else:
        beside.text = first
        beside[:0] = links


def _text(tag: HtmlElement | None) -> str:
    return "" if tag is None else _plain(" ".join(tag.itertext()))


def _plain(text: str) -> str:
    return " ".join(text.split())
