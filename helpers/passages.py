"""Do the quotations of a case stand where they say, and the texts that they are from?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from helpers.folder import Contents
from helpers.quotes import count_words, find, unseen_difference
from helpers.quotes import nearest as nearest_passage
from helpers.tables import Problem, near_id, show

LONGEST_QUOTATION = 25  # words


def quotations(contents: Contents) -> Iterator[Problem]:
    """Find quotations that are too long, do not stand where they say, or lack their gloss."""
    file = contents.tables["statements"].file
    columns = ("document", "paragraph", "exact", "prefix", "suffix", "language", "gloss")
    for number, (document, paragraph, exact, prefix, suffix, language, gloss) in contents.cells("statements", *columns):
        words = count_words(exact)
        if words > LONGEST_QUOTATION:
            message = f"has {words} words, and a quotation at most {LONGEST_QUOTATION}; keep the words that matter"
            yield Problem(file, number, "exact", message)
        if language and language != "English" and not gloss:
            yield Problem(file, number, "gloss", f"is empty, and the words are {language}; add our own English gloss")
        if exact and (text := contents.texts.get(document)):
            column, message = _misquoted(text, document, paragraph, exact, prefix, suffix)
            if message:
                yield Problem(file, number, column, message)


def _misquoted(text: list[str], document: str, paragraph: str, exact: str, prefix: str, suffix: str) -> tuple[str, str]:
    """Say in which column a quotation goes wrong against the text we hold, and how; "" where it is right."""
    where = [n for n, words in enumerate(text) if find(words, exact)]
    if not where:
        return "exact", f"{show(exact)} does not stand in {document}; {nearest_words(text, exact)}"
    n = int(paragraph) if paragraph.isdecimal() else -1
    if n not in where:
        wrong = f"is {n}, but" if paragraph else f"is empty; we hold the text of {document}, and"
        return "paragraph", f"{wrong} the words stand in paragraph {' or '.join(map(str, where))}; write that"
    places = find(text[n], exact, prefix, suffix)
    if len(places) > 1:
        return "exact", f"{show(exact)} stands {len(places)} times in {document} ¶{n}; add words to prefix or suffix"
    if places:
        return "exact", ""
    start, end = find(text[n], exact)[0]
    before, after = text[n][max(0, start - 30) : start], text[n][end : end + 30]
    column = "suffix" if find(text[n], exact, prefix) else "prefix"
    return column, f"is not beside the words in {document} ¶{n}; they stand between {show(before)} and {show(after)}"


def nearest_words(passages: Sequence[str], exact: str) -> str:
    """Name the passage most like words that stand nowhere."""
    passage, _ = max((nearest_passage(words, exact) for words in passages), key=lambda found: found[1])
    if passage and (unseen := unseen_difference(exact, passage)):
        return f"the document has the same words, but for a sign that is not seen: {unseen}; copy them from there"
    return f"nearest is {show(passage, 300)}" if passage else "nothing in it is like them"


def texts(contents: Contents) -> Iterator[Problem]:
    """Find texts of no document, texts without words, and texts that statements cite by paragraph and nobody holds."""
    known = contents.tables["documents"].ids
    cited = Counter(
        document for _, [document, paragraph] in contents.cells("statements", "document", "paragraph") if paragraph
    )
    for document, times in sorted(cited.items()):
        file = f"texts/{document}.md"
        lost = document in (known or ()) and document not in contents.texts
        if lost and not contents.faulty(file) and not contents.faulty("texts"):
            cites = "statement cites" if times == 1 else "statements cite"
            message = f"this file is missing, and {times} {cites} its paragraphs; put it back"
            yield Problem(contents.label(file), None, "", message)
    for document, paragraphs in contents.texts.items():
        file = contents.label(f"texts/{document}.md")
        if known is not None and document not in known:
            guess = near_id(document, known)
            cure = f"rename it, nearest is {guess}.md" if guess else "add the document, or take the text out"
            yield Problem(file, None, "", f"no document has the id {show(document)}; {cure}")
        if not paragraphs:
            yield Problem(file, None, "", "has no words; put the text back, paragraphs separated by a blank line")
