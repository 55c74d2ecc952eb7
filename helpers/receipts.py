"""What does a receipt stand for, and on which witness does it hang?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from helpers.argument_text import Receipt
from helpers.case import Case
from helpers.dates import DateError, When, parse
from helpers.ids import NOUNS
from helpers.tables import ID

NOT_EVIDENCE = {"claims", "judgements", "glossary"}
"""What is argued about, or was concluded by somebody: it is named in an argument, it does not carry one."""

_LOOK_ALIKE = str.maketrans("OoIlСЕНРВТ", "0011CEHPBT")
_CAUTIONS = ("caution", "limits", "safe_to_say", "change", "note", "reason", "certainty")
_TITLES = ("title", "exact", "label", "text", "name", "question", "term", "change", "position", "reason")


@dataclass(frozen=True)
class Source:
    """What an id of the case stands for. Texts are "" where nothing is recorded.

    Attributes
    ----------
    key, table : str
        The id, and the case's table in which it is.
    row : dict of str to str
        Its row, as text.
    document : str
        The document in which it stands (its own id for a document).
    seen : str
        How much of that document was read: "full", "opening" or "cited only".
    remove : int or None
        How far a statement is from the speaker.
    caution : str
        What must be said with it.
    title : str
        What it is, in its own words or ours.
    """

    key: str
    table: str
    row: dict[str, str]
    document: str
    seen: str
    remove: int | None
    caution: str
    title: str

    def __getitem__(self, column: str) -> str:
        """Give a cell of its row, "" where there is no such column."""
        return self.row.get(column, "")

    @property
    def is_evidence(self) -> bool:
        """Whether it can carry an argument."""
        return self.table not in NOT_EVIDENCE

    @property
    def when(self) -> When | None:
        """The date of what it tells of; None where none is recorded."""
        for column in ("date_disputed", "date_event", "date", "date_created", "date_published"):
            if self[column]:
                try:
                    return parse(self[column])
                except DateError:
                    return None
        return None

    @property
    def writers(self) -> list[str]:
        """The people whose words these are: who reports them, or else who speaks."""
        return (self["reported_by"] or self["speaker"]).split()


@lru_cache(maxsize=4)
def sources_of(case: Case) -> Sources:
    """Give the ids of a case; made once for each case, since nobody changes its tables."""
    return Sources(case)


class Sources:
    """The ids of a case: what each stands for, and what hangs on one witness with it.

    Parameters
    ----------
    case : Case
        The case; of its tables those named in `NOUNS` are used.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._tables: dict[str, str] = {}
        for table in NOUNS:
            self._tables |= dict.fromkeys(map(str, getattr(case, table).index), table)
        self._known: dict[str, Source] = {}

    def __contains__(self, key: object) -> bool:
        """Say whether the case has an id."""
        return key in self._tables

    def __getitem__(self, key: str) -> Source:
        """Give what an id of the case stands for."""
        if key not in self._known:
            table = self._tables[key]
            cells: pd.Series = getattr(self.case, table).loc[key]
            row = {str(column): "" if pd.isna(cell) else str(cell) for column, cell in cells.items()}
            document = key if table == "documents" else row.get("document", "")
            seen = row.get("seen") or (str(self.case.documents.loc[document, "seen"]) if document else "")
            caution = next((row[column] for column in _CAUTIONS if row.get(column)), "")
            title = next((row[column] for column in _TITLES if row.get(column)), "")
            remove = int(row["remove"]) if row.get("remove") else None
            self._known[key] = Source(key, table, row, document, seen, remove, caution, title)
        return self._known[key]

    def meant(self, receipt: Receipt) -> list[str]:
        """Give the ids of the case that a receipt means; a run of ids gives each of them.

        Parameters
        ----------
        receipt : Receipt
            As it was written; capitals, a missing nought and letters that look like figures do not count.

        Returns
        -------
        list of str
            Empty where the case has no such id.
        """
        first, last = self._key(receipt.written), self._key(receipt.last)
        if first and last and first[0] == last[0]:
            numbers = range(int(first[1:]), int(last[1:]) + 1)
            return [key for key in self._tables if key[0] == first[0] and int(key[1:]) in numbers][:20]
        return [key for key in (first, last) if key]

    def unknown(self, receipt: Receipt) -> list[str]:
        """Give those ids of a receipt that the case does not have, as they were written."""
        return [one for one in (receipt.written, receipt.last) if one and not self._key(one)]

    def looks_alike(self, receipt: Receipt) -> bool:
        """Say whether a receipt has a sign that only looks like the right one: DO1, or a letter of another alphabet."""
        return receipt.written != receipt.written.translate(_LOOK_ALIKE)

    def near(self, written: str) -> str:
        """Say in half a sentence what could stand there instead of an id that the case does not have."""
        match = ID.fullmatch(written.translate(_LOOK_ALIKE).replace("-", ""))
        letter = match[1].upper() if match else ""
        same = [key for key in self._tables if match and key[0] == letter]
        if not match or not same:
            return f"ids begin with {', '.join(dict.fromkeys(key[0] for key in self._tables))}"
        close = [key for key in same if abs(int(key[1:]) - int(match[2])) <= 2]
        if close:
            return f"the nearest is {min(close, key=lambda key: abs(int(key[1:]) - int(match[2])))}"
        return f"they run from {same[0]} to {same[-1]}"

    def _key(self, written: str) -> str:
        match = ID.fullmatch(written[:1].translate(_LOOK_ALIKE) + written[1:].translate(_LOOK_ALIKE).replace("-", ""))
        number = int(match[2]) if match else -1
        if not match:
            return ""
        return next((key for key in (f"{match[1].upper()}{number:0{w}}" for w in (1, 2, 3)) if key in self), "")

    def common_witness(self, keys: Iterable[str]) -> str:
        """Name the one witness on which everything cited hangs.

        Two receipts hang on one witness where they stand in one document, where the judgements say that they have the
        same source, or where the hops of one telling meet anywhere after the event itself.

        Parameters
        ----------
        keys : iterable of str
            Ids; only documents and statements are looked at.

        Returns
        -------
        str
            The document, its id and title; "" where fewer than two are left, or no one witness carries them all.
        """
        chosen = [key for key in dict.fromkeys(keys) if self._tables[key] in ("documents", "statements")]
        shared = set.intersection(*map(self._witnesses, chosen)) if len(chosen) > 1 else set()
        documents = self.case.documents
        for name in sorted(shared, key=lambda name: (name not in documents.index, name)):
            members = [re.sub(r".* ", "", one) for one in self._groups.get(name, [name])]
            document = next((one for one in members if one in documents.index), "")
            return f"{document}, {documents.loc[document, 'title']}" if document else f"one telling, {members[0]}"
        return ""

    @cached_property
    def words(self) -> dict[str, str]:
        """The words that we hold, by id: of statements, and of documents their title and text."""
        case = self.case
        titles = zip(case.documents.index, case.documents["title"], strict=True)
        return {str(key): str(words) for key, words in case.statements["exact"].items()} | {
            str(key): " ".join([str(title), *case.texts.get(str(key), [])]) for key, title in titles
        }

    def words_of(self, keys: Iterable[str]) -> dict[str, str]:
        """Give the words that we hold of what is cited: of a document also all its statements."""
        keys = list(keys)
        documents = self.case.statements["document"]
        inner = [str(key) for key, document in documents.items() if document in keys]
        return {key: self.words[key] for key in [*keys, *inner] if key in self.words}

    def _witnesses(self, key: str) -> set[str]:
        """Give the document, and the names of the groups in which it or the receipt itself is."""
        document = self[key].document
        own = {name for name, members in self._groups.items() if key in members}
        return {document} | own | {name for name, members in self._twins.items() if document in members}

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        """Group what has the same source: by the judgements, and by the hops of each telling.

        A document in the hops of S05 is written "S05 D01": it is one witness with others for this telling alone.
        """
        pairs = self._same_source_pairs(self.case.judgements)
        columns = ["statement", "source", "target", "wording"]
        hops = self.case.transmission.reindex(columns=columns, fill_value="").to_numpy().tolist()
        reached = {(telling, target) for telling, _, target, _ in hops}
        for telling, source, target, wording in hops:
            inner = f"{telling} {target}"
            if (telling, source) in reached or source in self.case.documents.index:
                pairs.append((f"{telling} {source}", inner))
            pairs += [(wording, inner)] if wording else []
        return {f"group {number:02}": group for number, group in enumerate(_joined(pairs))} | self._twins

    @cached_property
    def _twins(self) -> dict[str, list[str]]:
        """Group documents that are one witness as wholes."""
        judgements = self.case.judgements
        pairs = self._same_source_pairs(judgements[judgements["statement"] == ""])
        groups = _joined(pair for pair in pairs if pair[1] in self.case.documents.index)
        return {f"twins {number:02}": group for number, group in enumerate(groups)}

    def _same_source_pairs(self, judgements: pd.DataFrame) -> list[tuple[str, str]]:
        rows = judgements[["statement", "document", "same_source"]].itertuples(index=False)
        return [(statement or document, one) for statement, document, cell in rows for one in cell.split()]


def _joined(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Join pairs that meet into groups, in the order in which they come."""
    groups: list[list[str]] = []
    for pair in pairs:
        meeting = [group for group in groups if set(group) & set(pair)]
        joined = list(dict.fromkeys([one for group in meeting for one in group] + list(pair)))
        groups = [group for group in groups if group not in meeting] + [joined]
    return groups
