"""Do quotations stand in what is cited, and does who is said to speak them speak them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.argued import Argued, Remark, at, listed
from helpers.argument_text import Quotation, Sentence, without_brackets
from helpers.quotes import count_words, nearest

LONGEST_QUOTATION = 25

_NO_DIRECT_WORDS = re.compile(r"paraphrase|indirect|summary|back-translat|rendering|interpreted|heading")

_SAYING = (
    r"(?:sa(?:id|ys)|ask(?:ed|s)|t(?:old|ells)|declare[sd]|state[sd]|wrote|writes|repli(?:ed|es)|answer(?:ed|s)"
    r"|announce[sd]|exclaim(?:ed|s)|joke[sd]|remark(?:ed|s)|insist(?:ed|s)|argue[sd]|claim(?:ed|s)|warn(?:ed|s)"
    r"|promise[sd]|admit(?:ted|s)|add(?:ed|s)|laughed)"
)

_SAID_BEFORE = re.compile(rf"\b{_SAYING}\b(?:\s+(?:to\s+)?[\w’'.]+){{0,3}}\s*[,:]?\s*(?:that\s+)?$", re.I)

_GLOSS = re.compile(r"\b(?:gloss|our translation|in English)\b", re.I)
_INDIRECT = re.compile(r"(?:whether|if|that|how|why)\b")
_SAID_AFTER = re.compile(
    rf"^[,.]?\s*(?:{_SAYING}\s+(?:[\w.]+\s+){{0,2}}?(?P<a>[A-Z]\w+)|(?P<b>[A-Z]\w+)\s+{_SAYING}\b)"
)


def quotations(argued: Argued) -> Iterator[Remark]:
    """Look for every quotation of two words or more in what its sentence cites, else in all that the case holds.

    Parameters
    ----------
    argued : Argued
        The argument.

    Yields
    ------
    Remark
        "quotation", "long quotation" or "words in a mouth"; of one quotation, only the last where it is that.
    """
    for sentence in argued.text.sentences:
        ids = argued.ids(sentence)
        for quotation in sentence.quotations:
            if sum(count_words(piece) for piece in _pieces(quotation.words)) < 2:
                continue
            length = count_words(quotation.words)
            if length > LONGEST_QUOTATION:
                words = f"{length} words are quoted, {LONGEST_QUOTATION} are allowed: quote less, and tell the rest."
                yield at(sentence, "long quotation", words, ids)
            in_a_mouth = list(_in_a_mouth(argued, sentence, quotation))
            cited = argued.sources.words_of(ids)
            if not in_a_mouth and not any(stands(quotation.words, text) for text in cited.values()):
                yield from _misquoted(argued, sentence, quotation.words, cited)
            yield from in_a_mouth


def _misquoted(argued: Argued, sentence: Sentence, quoted: str, cited: dict[str, str]) -> Iterator[Remark]:
    """Say where words stand that do not stand in what is cited, or what was probably meant."""
    glosses = [source.key for source in argued.of(cited) if stands(quoted, source["gloss"])]
    if glosses and not _GLOSS.search(sentence.text):
        words = f"These words are our English for [{glosses[0]}]: leave out the marks, or add “(gloss)”."
        yield at(sentence, "quotation", words, glosses)
    if glosses or is_ours(argued, quoted):
        return
    here = listed(cited, "or") if cited else ""
    everything = argued.sources.words
    elsewhere = [key for key, text in everything.items() if stands(quoted, text)]
    if elsewhere and cited:
        words = f"These words stand in [{elsewhere[0]}], not in {here}: change the receipt."
        yield at(sentence, "quotation", words, elsewhere[:1])
    if elsewhere or (not cited and count_words(quoted) < 4):
        return
    found = ((*nearest(text, quoted), key) for key, text in (cited or everything).items())
    near, likeness, key = max(found, key=lambda one: one[1])
    if likeness > 0.6:
        words = f"These words do not stand so in [{key}]; the nearest there is “{near.strip(' .,;:')}”: quote that."
        yield at(sentence, "quotation", words, [key])
    elif cited:
        words = f"These words do not stand in what we hold of {here}: leave out the marks."
        yield at(sentence, "quotation", words, argued.ids(sentence))
    else:
        words = "These words stand in no text and no statement that we hold: leave out the marks, or cite their source."
        yield at(sentence, "quotation", words)


def _in_a_mouth(argued: Argued, sentence: Sentence, quotation: Quotation) -> Iterator[Remark]:
    """Ask about words that are said to be spoken where none are recorded, or by somebody else."""
    cited = [source for source in argued.of(argued.ids(sentence)) if source.table == "statements"]
    who = _who_says(argued, quotation) if cited else None
    holding = [source for source in cited if stands(quotation.words, source["exact"])] or cited
    told = bool(_INDIRECT.match(quotation.words)) and any(argued.hedged(sentence, source) for source in holding)
    if who is None or told or (who and any(who in source.writers for source in holding)):
        return
    mine = [source for source in holding if who in ("", *source["speaker"].split())]
    indirect = [source for source in mine if _NO_DIRECT_WORDS.search(source["form"])]
    told = who == "" and all(argued.hedged(sentence, one) or not one["reported_by"] for one in indirect)
    if indirect and len(indirect) == len(mine) and not told:
        words = f"[{indirect[0].key}] is “{indirect[0]['form']}”; no direct words are recorded: tell it without “said”"
        yield at(sentence, "words in a mouth", f"{words} and quotation marks.", [indirect[0].key])
    elif who and not mine and argued.sources[who]["kind"] == "person":
        speaker, named = argued.sources[holding[0]["speaker"]]["name"], argued.sources[who]["name"]
        words = f"[{holding[0].key}] gives words of {speaker}, not of {named}: correct who speaks."
        yield at(sentence, "words in a mouth", words, [holding[0].key])


def _who_says(argued: Argued, quotation: Quotation) -> str | None:
    """Give the id of who is said to speak the words, "" where it is nobody of the case, None where nobody says them."""
    after = _SAID_AFTER.match(quotation.after)
    if after:
        return argued.names.get(after["a"] or after["b"], "")
    before = without_brackets(quotation.before)
    said = _SAID_BEFORE.search(before)
    return ["", *argued.people(before[: said.start()])][-1] if said else None


def stands(words: str, text: str) -> bool:
    """Say whether words stand in a text, piece by piece and in order where some are left out (…, [the]).

    Parameters
    ----------
    words, text : str
        Kinds of quotation mark and dash, capitals, spaces and the sign at either end do not count.

    Returns
    -------
    bool
        False also where only a part of a word stands there.
    """
    place, folded = 0, _fold(text)
    for piece in _pieces(words):
        found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(folded, place)
        if not found:
            return False
        place = found.end()
    return True


def _pieces(words: str) -> list[str]:
    """Give what must stand in a text, piece by piece: words left out (…, [the]) part them."""
    pieces = (piece.strip(" .,;:!?-") for piece in re.split(r"…|\.{3}|\[[^\[\]]*\]", words))
    return [folded for piece in pieces if (folded := _fold(piece))]


def _fold(text: str) -> str:
    """Fold what does not count in a quotation: marks, capitals, spaces, kinds of dash."""
    text = re.sub(r"[\"'`´‘’‚‛“”„«»‹›]", "", text.casefold())
    return " ".join(re.sub(r"[‐‑–—−]", "-", text).split())


def is_ours(argued: Argued, words: str) -> bool:
    """Say whether words are the case's own and may stand between marks: a title, a claim, a rung, a term.

    Parameters
    ----------
    argued : Argued
        The argument, with its case.
    words : str
        What stands between quotation marks.

    Returns
    -------
    bool
        True also for what the case says may safely be said.
    """
    case = argued.sources.case
    ours = [case.title, case.question, *(str(rung.get("words", "")) for rung in case.about.get("rungs", []))]
    columns = [
        case.documents["title"],
        case.claims["text"],
        case.claims.get("can_be_said", []),
        case.puzzles["safe_to_say"],
    ]
    columns += [case.puzzles["question"], case.glossary["term"], case.events["label"]]
    return any(stands(words, str(text)) for text in [*ours, *(cell for column in columns for cell in column)])
