"""How does a hand-out look on paper? One HTML file that prints on A4 and on letter, black on white, nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from helpers.case import Case

SMALLEST = 9.0
"""Points: no letter of a hand-out is smaller in print, but for those inside the pictures."""

SHEETS = {"A4": "210mm 297mm", "letter": "8.5in 11in"}
"""Sizes of paper, as style sheets write them."""

FOR_WHOM = {"student": "one each", "each": "one each", "teacher": "for the teacher", "group": "one for a group"}
"""How many copies of a hand-out a class needs, by its audience."""

WRITE = '<div class="write" role="presentation"></div>'
"""One line to write on."""


@dataclass(frozen=True)
class Handout:
    """One hand-out.

    Attributes
    ----------
    name : str
        Its file without the ending.
    title : str
        Its heading.
    body : str
        What stands under the heading, as HTML.
    sides : int
        The most sides of paper that it may take; 0 where it may take any number.
    audience : str
        Who it is for: student (one each, with a line for the name), each (one each), teacher, or group (one copy for
        a table).
    """

    name: str
    title: str
    body: str
    sides: int
    audience: str


def page(case: Case, one: Handout) -> bytes:
    """Write a hand-out as a page that stands alone.

    Parameters
    ----------
    case : Case
        The case, for its title and language.
    one : Handout
        The hand-out.

    Returns
    -------
    bytes
        HTML in UTF-8; the same for the same hand-out.
    """
    fields = (
        '<p class="name">Name <span class="gap"></span> Date <span class="gap short"></span></p>'
        if one.audience == "student"
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="{escape(str(case.about.get("language", "en")))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(one.title)}: {escape(case.title)}</title>
<style>
{CSS}</style>
</head>
<body class="{escape(one.audience)}">
<main>
<header>
<h1>{escape(one.title)}</h1>
{fields}</header>
{one.body}
<footer><p>{escape(_foot(case, one))}</p></footer>
</main>
</body>
</html>
""".encode()


def _foot(case: Case, one: Handout) -> str:
    """Say below a hand-out what it is from, and for whom it is."""
    version = case.about.get("version")
    return f"{case.title}{f' Version {version}.' if version else ''} Hand-out {one.name}, {FOR_WHOM[one.audience]}."


def table(caption: str, heads: list[str], rows: list[list[str]], widths: str = "", kind: str = "") -> str:
    """Write a table with a caption, and headers that say what they head.

    Parameters
    ----------
    caption : str
        What it is, in words.
    heads : list of str
        The names of the columns, in words.
    rows : list of list of str
        Cells as HTML; the first of each row heads it.
    widths : str, optional
        Widths of the columns, such as "20% 80%".
    kind : str, optional
        A class of the style sheet: ``fill`` for a table to write in.

    Returns
    -------
    str
        HTML.
    """
    columns = "".join(f'<col style="width:{width}">' for width in widths.split())
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return (
        f"<table{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}><caption>{escape(caption)}</caption>"
        f"{f'<colgroup>{columns}</colgroup>' if columns else ''}"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


CSS = """@page { margin: 9mm 11mm; }
@page picture { margin: 6mm; }
* { box-sizing: border-box; }
html { color-scheme: light; font-size-adjust: .519; }
body { margin: 0; background: #fff; color: #000; font: 9.25pt/1.24 Arial, "Liberation Sans", Helvetica, sans-serif; }
main { max-width: 194mm; margin: 0 auto; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 4mm; }
header { border-bottom: 1.2pt solid #000; }
h1 { font-size: 14pt; line-height: 1.15; margin: 0 0 1mm; }
h2 { font-size: 10.5pt; margin: 2.2mm 0 .8mm; border-top: .6pt solid #000; padding-top: .8mm; }
h3 { font-size: 9.25pt; margin: 1.4mm 0 .4mm; }
h2, h3, caption { break-after: avoid; break-inside: avoid; }
p { margin: .5mm 0; orphans: 2; widows: 2; }
ul, ol { margin: .5mm 0; padding-left: 4.5mm; }
li { margin: .2mm 0; }
code { font-family: inherit; font-weight: bold; }
.name { margin: 0; white-space: nowrap; }
.gap { display: inline-block; width: 45mm; border-bottom: .6pt solid #000; }
.gap.short { width: 22mm; }
.two { columns: 2; column-gap: 6mm; }
.two > :first-child > h2:first-child, .two > h2:first-child { margin-top: .5mm; }
.ask { break-inside: avoid; margin: 1.2mm 0; }
.ask ul { list-style: none; padding-left: 0; }
.ask li { padding-left: 4.6mm; text-indent: -4.6mm; margin: .5mm 0; }
.box { display: inline-block; width: 2.9mm; height: 2.9mm; border: .7pt solid #000; margin-right: 1.7mm; }
.box { text-indent: 0; vertical-align: -.3mm; }
.place { display: inline-block; white-space: nowrap; margin: 1mm 3mm 1mm 0; }
.place span { display: inline-block; width: 8mm; height: 5mm; border-bottom: .6pt solid #000; }
.write { height: 6.6mm; border-bottom: .5pt solid #555; }
.said { margin: .8mm 0; padding-left: 2mm; border-left: 1.6pt solid #000; break-inside: avoid; }
p:has(> .gap) { margin: 1.6mm 0; }
.card { break-inside: avoid; margin: .7mm 0; }
table { border-collapse: collapse; width: 100%; margin: 1mm 0; }
caption { text-align: left; font-weight: bold; padding: .6mm 0; }
th, td { border: .5pt solid #555; padding: .6mm 1mm; text-align: left; vertical-align: top; font-weight: normal; }
thead th, tbody th { font-weight: bold; }
tbody th span:not(.box) { font-weight: normal; }
tr { break-inside: avoid; }
.fill td { height: 6.2mm; }
.tall td { height: 17mm; }
.rubric td { height: 27mm; }
.strips td { padding: 2mm 1mm; }
.alone { page: picture; break-after: page; }
.alone img { max-height: 265mm; }
header:has(+ .alone) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
figure { margin: 0; }
figure img { display: block; max-width: 100%; max-height: 245mm; margin: 0 auto; }
figcaption { margin-top: 1mm; }
.sheet { break-before: page; }
.body { font-size: 11.5pt; line-height: 1.5; }
.body p { margin: 1.6mm 0; }
.body u { text-decoration: underline .4pt #555; text-underline-offset: 2.5pt; }
.tag { font-size: 9pt; }
.number { font-weight: bold; margin-right: 1.5mm; }
footer { margin-top: 1.5mm; border-top: .5pt solid #555; font-size: 9pt; }
.shown { margin-bottom: 3mm; }
.shown:has(img) { break-inside: avoid; }
.shown img { max-height: 222mm; }
.shown thead { break-after: avoid; }
.shown tbody { break-inside: avoid; }
.when { break-after: avoid; }
.key { margin: 1mm 0; }
.shown details > summary { display: none; }
.shown table, .shown div, .shown td, .shown th { font-size: 9.25pt !important; }
@media screen { body { padding: 6mm; } }
"""
