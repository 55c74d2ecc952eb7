"""Is an argument as sure as its sources allow, and no surer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.argued import TELLING, Argued, Remark, at, listed, negated
from helpers.receipts import Source

_SURE = re.compile(
    r"\b(?:\d{1,3}|certain|likely|likelihood|unlikely|probab\w+|improbable|possibl[ey]|perhaps|plausibl[ey]"
    r"|sure|unsure|confident|confidence|cannot tell|can['’]t tell|rather|low|medium|moderate|high"
    r"|even chance|doubt\w*|tentative\w*)\b",
    re.I,
)
_ABSOLUTE = re.compile(
    r"\b(?:pro(?:ve[sdn]?|ving|of)|certainly|definitely|undoubtedly|undeniabl[ey]|indisputabl[ey]|unquestionabl[ey]"
    r"|obviously|of course|without (?:a |any )?doubt|no doubt|beyond (?:any |all )?doubt|every(?:one|body) knows"
    r"|all historians|as is well known|it is a fact|must be (?:true|right)|impossible"
    r"|100 ?%|hundred per ?cent|I am (?:sure|certain)"
    r"|(?:absolutely|completely|totally) (?:sure|certain))(?!\w)",
    re.I,
)
_SILENT = re.compile(
    r"\b(?:silent|silence|(?:says|said|say) nothing|no(?:where)? (?:word|mention|trace|sign)|nowhere|never mentions?"
    r"|(?:does|do|did) not mention|makes? no mention|(?:is|are) not mentioned)\b",
    re.I,
)
_PART_READ = re.compile(r"\b(?:opening|(?:part|parts|pages?) (?:that (?:was|were|we) )?(?:read|seen))\b", re.I)


def as_if_seen(argued: Argued) -> Iterator[Remark]:
    """Ask about what is unseen, retold or uncertain, and told without a hedge ("told as if seen")."""
    for sentence in argued.text.of(*TELLING):
        if sentence.text.endswith("?"):
            continue
        why: dict[str, str] = {}
        for source in argued.of(argued.ids(sentence)):
            if argued.hedged(sentence, source):
                continue
            if reason := unseen(source):
                why[source.key] = reason
        if why:
            words = f"{'; '.join(why.values())}: say “according to …”, or name who tells it."
            yield at(sentence, "told as if seen", words[0].upper() + words[1:], why)


def unseen(source: Source) -> str:
    """Say why a receipt must not be told as seen: unseen, retold, uncertain, its way not recorded; "" where it may."""
    if source.seen == "cited only":
        return f"[{source.key}] is known only because others cite it"
    if source.table == "statements" and source.remove is None:
        return f"how [{source.key}] came to us is not recorded"
    if source.remove and source.remove > 1:
        return f"[{source.key}] is retold (remove {source.remove})"
    if source.table in ("statements", "events") and re.match(r"(?:medium-)?low\b", source["certainty"], re.I):
        return f"[{source.key}] is uncertain ({source['certainty']})"
    return ""


def confidence(argued: Argued) -> Iterator[Remark]:
    """Ask for a word or a number that says how sure the writer is ("confidence")."""
    sentences = argued.text.of("Confidence")
    if sentences and not any(_SURE.search(sentence.own) for sentence in sentences):
        words = "No word says how sure you are: write one such as “likely”, “perhaps” or “cannot tell”, or a number."
        yield Remark("Confidence", "", "confidence", words)


def absolute(argued: Argued) -> Iterator[Remark]:
    """Question words that leave no room for doubt ("absolute word"), unless they are taken back."""
    for sentence in argued.text.of(*TELLING, "Confidence"):
        own = sentence.own
        found = [one for one in _ABSOLUTE.finditer(own) if not negated(own[: one.start()])]
        found = [one for one in found if not re.match(r" (?:nothing|neither|little|no)\b", own[one.end() :])]
        if found:
            words = f"“{found[0][0]}” leaves no room for doubt: is there none, or is “suggests” or “likely” enough?"
            yield at(sentence, "absolute word", words, argued.ids(sentence))


def silence(argued: Argued) -> Iterator[Remark]:
    """Ask about the silence of what was not read to the end ("silence")."""
    for sentence in argued.text.of(*TELLING):
        if _SILENT.search(sentence.own) and not _PART_READ.search(sentence.own):
            unread = [one.key for one in argued.of(argued.ids(sentence)) if one.seen in ("opening", "cited only")]
            if unread:
                words = f"{listed(unread)} was not read to the end; its silence proves nothing: say “in the part read”."
                yield at(sentence, "silence", words, unread)


def stronger_verb(argued: Argued) -> Iterator[Remark]:
    """Ask about a verb of the ladder's upper rungs that nothing cited reaches ("stronger verb")."""
    verbs = _top_verbs(argued)
    for sentence in argued.text.of(*TELLING):
        keys = argued.ids(sentence) if sentence.part != "Claim" else argued.cited(evidence=True)
        rungs = {one.key: int(one["rung"] or 0) for one in argued.of(keys) if one.table == "statements"}
        said = " ".join(one["exact"] + " " + one["gloss"] for one in argued.of(rungs))
        if not rungs or (not all(rungs.values()) and sentence.part != "Claim"):
            continue
        for level, pattern in verbs:
            found = pattern.search(sentence.own)
            if (
                found
                and max(rungs.values()) < level
                and not pattern.search(said)
                and not negated(sentence.own[: found.start()])
            ):
                high = max(rungs, key=lambda key: rungs[key])
                words = f"“{found[0]}” is rung {level} of the ladder, [{high}] is rung {rungs[high]}: use its own verb."
                yield at(sentence, "stronger verb", words, [high])
                break


def _top_verbs(argued: Argued) -> list[tuple[int, re.Pattern[str]]]:
    """Read the verbs of the ladder's rungs that are named by verbs alone, such as "asks / applies"."""
    found = []
    for rung in argued.sources.case.about.get("rungs", []):
        words = [word.strip() for word in str(rung.get("words", "")).split("/")]
        for word in words if all(re.fullmatch(r"[a-z]+s", word) for word in words) else []:
            stem = re.sub(r"(?:ie)?s$", "", word).removesuffix("e")
            ending = r"(?:s|ed|ing)?\s+(?:for|to)" if len(stem) < 4 else r"(?:y|ies|ied|ications?|e|es|ed|ing|als?|s)"
            found.append((int(rung["level"]), re.compile(rf"\b{stem}{ending}\b", re.I)))
    return sorted(found, key=lambda one: -one[0])
