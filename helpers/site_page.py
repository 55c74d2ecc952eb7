"""What is a page of the reading edition? A title and a body, made clean: no style in a tag, every part to be found."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag

from helpers.reading import GROUNDS

UNLINKED = ("a", "code", "pre", "h1", "h2", "h3", "summary", "label", "select", "figcaption", "caption")
"""Elements in which an id leads nowhere: code, what is a link or opens something already, and headings."""
HEADINGS = ("h1", "h2", "h3")
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


def clean(html: str, picture: str, pictures: dict[str, bytes]) -> str:
    """Rewrite what the helpers show in a notebook for a page with a style sheet of its own.

    Parameters
    ----------
    html : str
        A sheet or a chart, as a notebook stores it.
    picture : str
        How files of pictures in it begin, such as "pictures/03_chronology-chart".
    pictures : dict of str to bytes
        The picture files found so far; those in `html` are added, byte for byte.

    Returns
    -------
    str
        The same words; classes in place of styles, files in place of pictures within the page.
    """
    if not re.search(r"<img|<table", html):
        return html  # what is left to do, `finish` does
    soup = BeautifulSoup(html, "html.parser")
    for image in soup.find_all("img"):
        _move(image, soup, picture, pictures)
    _restyle(soup)
    for table in soup.find_all("table"):
        if not table.find("thead"):
            _classify(table, "listing")
    return str(soup)


def finish(
    body: str, places: Mapping[str, str], here: str, leads: Callable[[str], str | None]
) -> tuple[str, list[Section]]:
    """Make a page's parts findable, its tables whole, and its ids and links lead to where they belong.

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
    soup = BeautifulSoup(body, "html.parser")
    _restyle(soup)
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        if not re.match(r"(?:[a-z]+:|#)", href):
            address = leads(href)
            if address is None:
                link.unwrap()
            else:
                link["href"] = address
    _name_headings(soup)
    for table in soup.find_all("table"):
        _mend_table(table, soup)
    for box in soup.find_all(class_="scroll"):
        caption = box.find("caption")
        box.attrs |= {"tabindex": "0", "role": "group", "aria-label": f"Table: {_text(caption)}"}
    if places:
        _link_ids(soup, places, here, set())
    return str(soup), list(_sections(soup))


def _sections(soup: BeautifulSoup) -> Iterator[Section]:
    """Cut a page into parts; those without words are left out. The soup is spent by it."""
    # Not what stands twice, and not hints and answers: nobody should find those before trying.
    for hidden in soup.find_all(["pre", "form", "nav", "label", "script"]):
        hidden.decompose()
    for box in [*soup.find_all("figure"), *soup.find_all(class_="exercise")]:
        for hidden in box.find_all("details"):
            hidden.decompose()
    key, heading, words = "", "", list[str]()
    for node in soup.descendants:
        if isinstance(node, Tag) and node.name in HEADINGS:
            if words:
                yield Section(key, heading, " ".join(words))
            own = node if node.get("id") else node.parent
            key, heading, words = "" if node.name == "h1" or not own else str(own.get("id", "")), _text(node), []
        elif isinstance(node, NavigableString) and node.strip():
            words.append(" ".join(node.split()))
    if words:
        yield Section(key, heading, " ".join(words))


def _move(image: Tag, soup: BeautifulSoup, picture: str, pictures: dict[str, bytes]) -> None:
    """Put a picture that stands in the page into a file, and a link to it below."""
    from PIL import Image

    data = base64.b64decode(str(image["src"]).partition(",")[2])
    path = f"{picture}{f'-{len(pictures) + 1}' if f'{picture}.png' in pictures else ''}.png"
    pictures[path] = data
    wide, high = Image.open(io.BytesIO(data)).size
    image.attrs |= {"src": path, "width": str(wide), "height": str(high)}
    whole = soup.new_tag("a", href=path)
    whole.string = "Picture at full size"
    place = soup.new_tag("p", attrs={"class": "whole"})
    place.append(whole)
    image.insert_after(place)


def _restyle(soup: BeautifulSoup) -> None:
    """Put classes in the place of styles in tags."""
    for tag in soup.find_all(style=True):
        style = str(tag.attrs.pop("style"))
        if tag.name == "mark":
            tag.attrs.pop("title", None)  # the ids stand before the words already
            _classify(tag, "several" if GROUNDS[1] in style else "")
        elif tag.name in ("th", "td"):
            _classify(tag, "right" if "right" in style else "")
        else:
            small = "small" if _SMALL.search(style) else ""
            _classify(tag, "scroll" if _SCROLLS in style else "options" if _OPTIONS in style else small)


def _classify(tag: Tag, name: str) -> None:
    if name:
        tag["class"] = name


def _name_headings(soup: BeautifulSoup) -> None:
    """Give every heading below the first an id that no other part of the page has."""
    taken = {str(tag["id"]) for tag in soup.find_all(id=True)}
    for heading in soup.find_all(HEADINGS[1:]):
        if heading.get("id") or (heading.parent and heading.parent.name == "article"):
            continue
        plain = "-".join(re.findall(r"\w+", _text(heading).lower())) or "part"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        heading["id"] = name


def _mend_table(table: Tag, soup: BeautifulSoup) -> None:
    """Say what every header cell heads, and what the table is where it does not say so itself."""
    for cell in table.find_all("th", scope=False):
        if _text(cell):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
        else:
            cell.name = "td"  # an empty corner heads nothing
    if not table.caption:
        heading = table.find_previous(HEADINGS)
        caption = soup.new_tag("caption", attrs={"class": "unseen"})
        caption.string = _text(heading) if heading else "Table"
        table.insert(0, caption)
    if not table.find_parent(class_="scroll") and "listing" not in (table.get("class") or ""):
        table.wrap(soup.new_tag("div", attrs={"class": "scroll"}))


def _link_ids(part: Tag, places: Mapping[str, str], here: str, seen: set[str]) -> None:
    """Make ids in running words lead to their places: the first of each under a heading, so that Tab passes no crowd.

    An entry's own id leads nowhere.
    """
    for node in list(part.children):
        if isinstance(node, Tag):
            if node.name in HEADINGS:
                seen.clear()
                seen |= {str(part.get("id"))} if part.name == "article" else set()
            if node.name not in UNLINKED:
                _link_ids(node, places, here, seen)
        elif isinstance(node, NavigableString) and _ID.search(node):
            pieces = list(_linked(node, places, here, seen))
            if pieces[1:]:
                node.replace_with(*pieces)


def _linked(text: str, places: Mapping[str, str], here: str, seen: set[str]) -> Iterator[NavigableString | Tag]:
    """Cut a text into what stands between ids, and links."""
    end = 0
    for found in _ID.finditer(text):
        if found[0] in places and found[0] not in seen:
            seen.add(found[0])
            yield NavigableString(text[end : found.start()])
            link = Tag(name="a", attrs={"class": "id", "href": places[found[0]].removeprefix(here)})
            link.string = found[0]
            yield link
            end = found.end()
    yield NavigableString(text[end:])


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""
