"""Does a sentence say through whom it has what it tells, and on what condition it was said?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.argued import TELLING, Argued, Remark, at, listed
from helpers.argument_text import Sentence, without_brackets
from helpers.receipts import Source
from helpers.review_wording import unseen

_TELLERS = (
    r"according to|as (?:\w+ ){1,4}(?:says?|tells?|has it|reports?|writes?|remembers?|recalls?|quotes?|puts? it)",
    r"(?:is|are|was|were|been|be)(?: only)? (?:said|reported|alleged|credited|supposed|quoted|told|remembered|retold)",
    r"report(?:edly|s|ed)?|as (?:quoted|printed|reported|retold|read out) by|allege[sd]?|allegedly|hearsay",
    r"by (?:its|his|her|their|the \w+['’]s|one|that|\w+['’]s?) (?:own )?(?:account|report|telling|reading)",
    r"summar(?:y|ies|ise[sd]?)|paraphras\w+|retell\w*|retold|telegrams?|memoirs?|articles?|columns?|dispatch(?:es)?",
    r"newspapers?|magazines?|editors?|repost|biograph\w+|translat\w+|versions?|dossier|official report|Hansard|record",
)
"""Words by which a sentence tells that it has something through somebody else."""
_TELLER = re.compile(rf"\b(?:{'|'.join(_TELLERS)})\b", re.I)
_HAS_SAY = re.compile(r"\bhas [A-Z]\w+ [a-z]+")
_THROUGH = re.compile(r"summary|paraphrase|back-translat|rendering|interpreted|indirect")
_COUNTED = re.compile(r"\b(?:one|same|single) (?:\w+ )?(?:witness|source|telegram|chain|note|paper|document)\b", re.I)
_GOES_ON = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")
_ABOUT_A_RECEIPT = re.compile(r"\s*\[[^\[\]]*\](?:[;,]? (?:and )?\[[^\[\]]*\])* [a-z]")
_PLACES = "North|South|East|West|Western|Eastern|Atlantic|Foreign|State|Council|Government|Ministry|Department|Union"
_PEOPLES = "Soviet|Russian|American|British|French|English|Italian|German|NATO|USSR|The|Note|Ambassador"
_NO_TELLER = set(f"{_PLACES}|{_PEOPLES}".split("|"))

_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|condition\w*|proviso|only when|(?:so|as) long as|in (?:the )?(?:case|event)"
    r"|on (?:these |its |such )?terms|must|should it|counterfactual)\b",
    re.I,
)
_KEEP_CONDITION = re.compile(r"\b(?:without (?:the|its)|keep|goes on with a|always) [^.;]{0,20}condition", re.I)
_LITTLE = re.compile(
    r"(?:that|this|with|from|also|would|have|been|were|which|will|what|when|into|their|there|they|than|more|most|only"
    r"|some|such|then|very|about|said|says)"
)


def who_tells(argued: Argued) -> Iterator[Remark]:
    """Ask through whom we have a statement that comes through somebody else ("who tells it").

    Looked at are statements at a remove of 1 or more and summaries, paraphrases and the like. It is enough that a
    sentence names the teller of one of its receipts, or says "report", "telegram", "memoirs", "according to". What is
    asked by "told as if seen" is not asked again; nor is what a sentence says of its receipts, as in "[S57] is older".
    """
    for sentence in argued.text.of(*TELLING):
        if not _tells(sentence) or _COUNTED.search(sentence.own):
            continue
        cited = [one for one in argued.of(argued.ids(sentence)) if one.table == "statements"]
        own = _with_what_it_goes_on_from(argued, sentence)
        if _TELLER.search(own) or _HAS_SAY.search(own) or any(_named(argued, own, one) for one in cited):
            continue
        through = [one for one in cited if _is_told_by_another(one)]
        through = [one for one in through if not unseen(one) or argued.hedged(sentence, one)]
        if through:
            first = through[0]
            name = re.sub(r"^as S\d+: |\s*\(.*", "", first["attribution"]) or argued.sources[first.writers[0]]["name"]
            words = f"Through whom do we have {listed(one.key for one in through)}? Name who tells it: "
            yield at(sentence, "who tells it", f"{words}[{first.key}] is “{name}”.", [one.key for one in through])


def condition(argued: Argued) -> Iterator[Remark]:
    """Ask for the condition on which something was said, where the sentence leaves it out ("condition")."""
    rungs = " ".join(str(rung.get("words", "")) for rung in argued.sources.case.about.get("rungs", []))
    for sentence in argued.text.of(*TELLING):
        said = without_brackets(sentence.text)
        if not _tells(sentence) or _CONDITION.search(said):
            continue
        told = _stems(said)
        for source in argued.of(argued.ids(sentence)):
            terms = source["conditions"]
            if source.table != "statements" or not (terms or _KEEP_CONDITION.search(source["caution"])):
                continue
            wanted = _stems(terms)
            given = wanted and len(wanted & told) * 2 >= len(wanted)
            if not given and told & _stems(f"{source['exact']} {source['gloss']} {rungs}"):
                words = f"On what condition is it said in [{source.key}]? Tell it in the same sentence: "
                yield at(sentence, "condition", f"{words}{terms or 'see its caution'}.", [source.key])
                break


def _tells(sentence: Sentence) -> bool:
    """Say whether a sentence tells something: it has words of its own, asks nothing, and is not about its receipts."""
    return (
        len(re.findall(r"[^\W\d_]{2,}", sentence.own)) > 2
        and not sentence.text.endswith("?")
        and not _ABOUT_A_RECEIPT.match(sentence.text)
    )


def _with_what_it_goes_on_from(argued: Argued, sentence: Sentence) -> str:
    """Give a sentence's own words; of one that begins with "He" or "It" also those of the sentence before it."""
    before = argued.text.sentences[sentence.number - 1] if sentence.number and _GOES_ON.match(sentence.text) else None
    near = before and (before.part, before.block) == (sentence.part, sentence.block)
    return f"{before.own} {sentence.own}" if before and near else sentence.own


def _is_told_by_another(source: Source) -> bool:
    """Say whether a statement came to us through somebody else."""
    return bool(source.remove or _THROUGH.search(source["form"]))


def _named(argued: Argued, own: str, source: Source) -> bool:
    """Say whether a sentence names who tells a statement: its reporter, or its speaker, or the document's maker."""
    people = argued.sources
    writers = [people[key] for key in source.writers if key in people]
    strangers = {
        word
        for key in [*argued.names.values(), *source["speaker"].split()]
        if key not in source.writers
        for word in _capitals(people[key]["name"])
    }
    attribution = re.sub(r"\b(?:on|of|from) [^,(]+", "", source["attribution"])
    creator = people[source.document]["creator"] if source.document else ""
    names = [re.sub(r"\s*\(.*", "", one["name"]) for one in writers]
    words = {word for text in [*names, attribution, creator] for word in _capitals(text)} - _NO_TELLER
    words -= strangers - {word for name in names for word in _capitals(name)}
    folded = own.casefold()
    whole = [name.removeprefix("The ").casefold() for name in names]
    return any(re.search(rf"\b{re.escape(word)}\b", own) for word in words) or any(
        re.search(rf"\b{re.escape(name)}\b", folded) for name in whole if name
    )


def _capitals(text: str) -> list[str]:
    return re.findall(r"(?<!\w)[A-Z][\w-]{2,}", re.sub(r"\b[A-Z]\d+\b", "", text))


def _stems(text: str) -> set[str]:
    """Give the plain words of a text without endings, so that "enter" meets "entered"; names are no plain words."""
    words = re.findall(r"(?<![\w-])[a-z]{4,}", text)
    return {re.sub(r"(?:ing|ed|es|s|e)$", "", word)[:5] for word in words if not _LITTLE.fullmatch(word)}
