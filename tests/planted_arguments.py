"""Arguments with one fault each, and their sound twins: the same with the fault mended, of which nothing is asked."""

from __future__ import annotations

from typing import NamedTuple

SOUND = {
    "Claim": "The Soviet note of March 1954 was more probably a move against the European Defence Community than a plain "
    "wish to join [H3].",
    "Evidence": "The text of Molotov's internal memorandum, in an English translation, argues “from the point of view of "
    "the interests of the struggle against the European Defense Community” [S105]. By Roberts's account, Molotov took out "
    "of the drafts that the USSR would join on certain conditions [S57].",
    "Reasoning": "A paper for colleagues had less need to please readers abroad than the note had.",
    "Counter-evidence": "As Roberts quotes it, the same memorandum treats a yes as possible, and as a change of the pact "
    "[S59; S60]. Roberts also finds Molotov “open to persuasion about the value of NATO as a defensive organization” "
    "[S103].",
    "Confidence": "Likely, perhaps 70 %: the memorandum was read only in part.",
    "What would change my mind": "The Presidium's decision, or a paper that plans for a place inside NATO.",
}
MORE_EVIDENCE = SOUND["Evidence"] + " "


class Plant(NamedTuple):
    """A fault: its kind, the part that is changed, the faulty words, and words that are sound in their place."""

    name: str
    kind: str
    part: str
    faulty: str
    sound: str


def whole(part: str, words: str) -> dict[str, str]:
    """Put words in the place of a part of the sound argument; "+" adds them to it."""
    words = f"{SOUND[part]} {words[1:]}" if words.startswith("+") else words
    return {name: text for name, text in (SOUND | {part: words}).items() if text}


PLANTS = [
    Plant("a statement that is not there", "unknown receipt", "Evidence", "+It was well timed [S650].", "+By Merchant it was well timed [S65]."),
    Plant("a letter for a figure", "unknown receipt", "Evidence", "+Merchant calls it well timed [S6O].", "+Merchant calls it well timed [S60; S65]."),
    Plant("a document past the last", "unknown receipt", "Evidence", "+Merchant calls it well timed [D106].", "+Merchant calls it well timed [D44]."),
    Plant("a paragraph that the text has not", "unknown receipt", "Evidence", "+The article speaks of a note [D01 ¶12].", "+The article speaks of a note [D01 ¶2]."),
    Plant("a paragraph of a text not held", "unknown receipt", "Evidence", "+Merchant calls it well timed [D44 ¶2].", "+Merchant calls it well timed [D44]."),
    Plant("a table that is not there", "unknown receipt", "Evidence", "+Merchant calls it well timed [X12].", "+Merchant calls it well timed [S65]."),
    Plant("a receipt in round brackets", "receipt form", "Evidence", "+Merchant calls it well timed (S65).", "+Merchant calls it well timed [S65]."),
    Plant("a receipt with no brackets", "receipt form", "Evidence", "+Merchant calls it well timed, see S65.", "+Merchant calls it well timed [see S65]."),
    Plant("other words in the brackets", "receipt form", "Evidence", "+Merchant calls it well timed [S65, a memorandum].", "+Merchant, in a memorandum, calls it well timed [S65]."),
    Plant("no receipt at all", "no receipt", "Evidence", "Molotov's memorandum argues against the Community.", SOUND["Evidence"]),
    Plant("a sentence of the evidence without one", "no receipt", "Evidence", "+On 31 March 1954 Molotov gave Bohlen the note.", "+On 31 March 1954 Molotov gave Bohlen the note [E48]."),
    Plant("a quotation without one", "no receipt", "Reasoning", "+It was “designed for propaganda purpose” after all.", "+By a US telegram the Council held that the note was “designed for propaganda purpose” [S73]."),
    Plant("a year that nothing cited is of", "no receipt", "Reasoning", "+After all, much had changed by 1963.", "+After all, much had changed by 1954."),
    Plant("an explanation as evidence", "not evidence", "Evidence", "+The aim was a wedge [H3].", "+The archive's summary names such an aim [S58]."),
    Plant("no counter-evidence that is cited", "one side", "Counter-evidence", "Some people see it in another way.", SOUND["Counter-evidence"]),
    Plant("counter-evidence that supports the claim", "one side", "Counter-evidence", "The archive's summary names an aim [S58].", "By Gromyko's memoirs the offer was made again in 1955 [S80]."),
    Plant("the evidence again as counter-evidence", "one side", "Counter-evidence", "By Roberts's account a condition was struck out [S57].", "By Roberts's account Molotov was open to persuasion [S103]."),
    Plant("evidence that says nothing either way", "one side", "Evidence", "By the article the government was prepared to consider the question [S15], and the Lords were told of a reservation [S72].", SOUND["Evidence"]),
    Plant("many receipts, one note", "one witness", "Evidence", "Merchant, La Stampa and FRUS editors all report it [S64; S69; S62].", "Merchant, La Stampa and FRUS editors all report one note [S64; S69; S62], and Molotov's memorandum names an aim [S105]."),
    Plant("one laugh in two languages", "one witness", "Evidence", "By the column he laughed [S05]. By its Russian version he laughed too [S23].", "By the column he laughed [S05; S23]. In 1949 he challenged Kelly, as Kirk reports [S39]."),
    Plant("agreement of what hangs together", "one witness", "Evidence", "+Two sources report a readiness to consider it: Merchant and FRUS editors [S64; S62].", "+Merchant and FRUS editors report it from one telegram [S64; S62]."),
    Plant("a word changed in a quotation", "quotation", "Evidence", "+By the archive's summary it was “intended to prevent the formation of the European Defense Community” [S58].", "+By the archive's summary it was “intended to disrupt the formation of the European Defense Community” [S58]."),
    Plant("a quotation from nowhere", "quotation", "Evidence", "+By the archive's summary “we shall never be let in anyway” [S58].", "+By the archive's summary there was another aim [S58]."),
    Plant("the right words, another receipt", "quotation", "Evidence", "+The Council held the note “designed for propaganda purpose” [S70].", "+Hughes reports that the Council held the note “designed for propaganda purpose” [S73]."),
    Plant("our English as if it were the words", "quotation", "Evidence", "+As Roberts quotes it, a yes “this will mean a great success for the Soviet Union” [S59].", "+As Roberts quotes it, a yes would mean a great success [S59]."),
    Plant("words left out with dots, and one more changed", "quotation", "Evidence", "+Merchant writes “The Soviet move is badly timed … H-Bomb tests” [S65].", "+Merchant writes “The Soviet move is well timed … H-Bomb tests” [S65]."),
    Plant("a quotation that is too long", "long quotation", "Evidence", "+The article has “An analysis of numerous projects and memorandums, in short everything which was going on behind the scenes, testifies that the Soviet intention to join NATO was not a propaganda ploy” [D01 ¶3].", "+The article has “An analysis of numerous projects and memorandums” [D01 ¶3]."),
    Plant("a document cited only", "told as if seen", "Evidence", "+The note offered to study the question [D42].", "+According to the article the note offered to study the question [D42; S15]."),
    Plant("a retelling told as fact", "told as if seen", "Evidence", "+Stalin laughed in August 1952 [S05].", "+Stalin is reported to have laughed in August 1952 [S05]."),
    Plant("a newspaper's verb told as fact", "told as if seen", "Evidence", "+The Soviet Union asked for a seat [S68].", "+Time wrote that the Soviet Union asked for a seat [S68]."),
    Plant("a claim with no known route", "told as if seen", "Evidence", "+Stalin privately had an interest already in 1949 [S42].", "+Glinski-Vassiliev claims an interest of Stalin's in 1949, without a source [S42]."),
    Plant("a memoir told as fact", "told as if seen", "Evidence", "+At Geneva the Soviet delegation declared its readiness to join [S80].", "+According to Gromyko's memoirs the Soviet delegation declared its readiness to join [S80]."),
    Plant("an uncertain event told as fact", "told as if seen", "Evidence", "+Vyshinsky offered London talks [E04].", "+Vyshinsky is alleged to have offered London talks [E04]."),
    Plant("indirect speech as his words", "words in a mouth", "Evidence", "+By the column Stalin said: “Stalin laughed and asked Vyshinsky” [S05].", "+By the column, Stalin “laughed and asked Vyshinsky” [S05]."),
    Plant("invented words in a mouth", "words in a mouth", "Evidence", "+Stalin asked Vyshinsky: “Should we join it then?” [S05]", "+Stalin is reported to have asked Vyshinsky whether to join it [S05]."),
    Plant("an editor's verb in a mouth", "words in a mouth", "Evidence", "+Molotov said “the proposal of Soviet adherence to NATO” [S63].", "+FRUS editors wrote “the proposal of Soviet adherence to NATO” [S63]."),
    Plant("another speaker's words", "words in a mouth", "Evidence", "+Dulles wrote “It costs Soviets nothing” [S70].", "+The State Department wrote “It costs Soviets nothing” [S70]."),
    Plant("words in a mouth, name last", "words in a mouth", "Evidence", "+“the U.S.S.R. should join it then”, said Stalin, by the column [S05].", "+By the column it was asked “whether the U.S.S.R. should join it then” [S05]."),
    Plant("no word of confidence", "confidence", "Confidence", "I have read every document twice.", "I cannot tell yet: I have read every document twice."),
    Plant("the memorandum proves it", "absolute word", "Reasoning", "+The memorandum proves it.", "+The memorandum does not prove it, but it suggests it."),
    Plant("certainly", "absolute word", "Claim", "The note was certainly a move against the European Defence Community [H3].", "The note was almost certainly a move against the European Defence Community [H3]."),
    Plant("everyone knows", "absolute word", "Reasoning", "+Everyone knows what such notes were for.", "+Hardly anyone now knows what such notes were for."),
    Plant("a hundred per cent", "absolute word", "Confidence", "I am 100 % sure.", "I am 70 % sure."),
    Plant("a later event as a cause", "hindsight", "Reasoning", "+Moscow sent the note because West Germany had joined NATO [E68].", "+Moscow sent the note after the treaty on the Community was signed, and perhaps because of it [E31]."),
    Plant("a later year as a cause", "hindsight", "Reasoning", "+The note was written in response to the accession of May 1955.", "+The accession of May 1955 came after the note."),
    Plant("a dead man's claim", "after death", "Claim", "Stalin wanted to divide the West [H3].", "Stalin's successors wanted to divide the West [H3]."),
    Plant("silence of an opening", "silence", "Evidence", "+Kennan's letter says nothing on NATO [D30].", "+In the part read, Kennan's letter says nothing on NATO [D30]."),
    Plant("one version of a verdict", "other version", "Evidence", "+By the English column Kochkin saw irony [S07].", "+By the English column Kochkin saw irony [S07], by the Russian one more than that [S24]."),
    Plant("applied for considered", "stronger verb", "Evidence", "+By the article the USSR applied for entry [S15].", "+By the article the USSR was prepared to consider its entry [S15]."),
    Plant("proposed for considered", "stronger verb", "Evidence", "+By Merchant Moscow proposed to enter [S64].", "+By the FRUS editors Moscow proposed to enter [S78]."),
    Plant("asked to join", "stronger verb", "Evidence", "+By Merchant Moscow asked to join [S64].", "+By Merchant Moscow did not ask to join; it would consider it [S64]."),
    *(Plant(f"no {part}", "part missing", part, "", words) for part, words in SOUND.items()),
    Plant("a part with nothing but dots", "part missing", "Confidence", "...", SOUND["Confidence"]),
]  # fmt: skip
