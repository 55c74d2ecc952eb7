"""How is an argument written as a Word file with real footnotes, the same bytes every time?

python-docx (MIT) makes the file; it has no footnotes of its own, so their part is added here as the format asks
(ECMA-376, part 1, 17.11).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from helpers.argument_page import Line, NoteMark, Paper
from helpers.runs import Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can carry


def docx_bytes(paper: Paper) -> bytes:
    """Write an argument as a Word file.

    Parameters
    ----------
    paper : Paper
        What to set.

    Returns
    -------
    bytes
        A .docx file (Office Open XML) with a footnote for every note, headings that a reader can jump to, and neither
        author nor date in its properties; the same for the same paper.
    """
    from docx import Document as new_document

    document = new_document()
    _prepare(document, paper)
    document.add_heading(paper.title, 0)
    for name, lines in paper.parts:
        if name:
            document.add_heading(name, 1)
        for line in lines:
            _add(document, line)
    if paper.bibliography:
        document.add_heading("Bibliography", 1)
    for work in paper.bibliography:
        _runs(document.add_paragraph(style="Bibliography"), work)
    _runs(document.add_paragraph(), [Run(paper.last, italic=True)])
    if paper.notes:
        _add_footnotes(document, paper)
    kept = io.BytesIO()
    document.save(kept)
    return _without_time(kept.getvalue())


def _prepare(document: Document, paper: Paper) -> None:
    """Name the language, empty the properties, and add the styles that are wanted."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    properties: Any = document.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title, properties.language = paper.title, paper.language
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), paper.language)
    note: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.base_style, note.font.size, note.paragraph_format.space_after = document.styles["Normal"], Pt(9.5), Pt(3)
    mark: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    works: Any = document.styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    works.base_style = document.styles["Normal"]
    works.paragraph_format.left_indent, works.paragraph_format.first_line_indent = Cm(1), Cm(-1)


def _add(document: Document, line: Line) -> None:
    """Add a line of the argument, its notes called where they stand."""
    from docx.oxml import parse_xml

    styles = {"heading": "Heading 2", "quotation": "Quote", "paragraph": "Normal"}
    style = styles.get(line.kind) or ("List Bullet" if line.mark in ("", "•") else "Normal")
    paragraph = document.add_paragraph(style=style)
    if line.kind == "item" and style == "Normal":
        paragraph.add_run(f"{line.mark} ")
    for piece in line.pieces:
        if isinstance(piece, NoteMark):
            run: Any = paragraph.add_run(style="footnote reference")
            run._r.append(parse_xml(f'<w:footnoteReference xmlns:w="{NAMESPACE}" w:id="{piece.number}"/>'))
        else:
            _runs(paragraph, [piece])


def _runs(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for one in runs:
        run = paragraph.add_run(one.text)
        run.italic, run.bold = one.italic or None, one.bold or None


def _add_footnotes(document: Document, paper: Paper) -> None:
    """Add the part with the footnotes; numbers 0 and -1 are the lines that part them from the text."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    notes = "".join(_footnote(number, note) for number, note in enumerate(paper.notes, 1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    whole = f'{head}<w:footnotes xmlns:w="{NAMESPACE}">{lines}{notes}</w:footnotes>'
    package: Any = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, whole.encode(), package)
    document.part.relate_to(part, RELATION)


def _footnote(number: int, note: Iterable[Run]) -> str:
    runs = "".join(_run(run) for run in note if run.text)
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{_run(Run(" "))}{runs}</w:p></w:footnote>'


def _run(run: Run) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    look += f"<w:lang w:val={quoteattr(run.language)}/>" if run.language else ""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def _without_time(contents: bytes) -> bytes:
    """Write a zip file again with one fixed time for all that is in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return written.getvalue()
