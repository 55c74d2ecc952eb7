"""What is in a case? Its tables, texts, exercises and references, opened from a folder in which all is sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.checks import inspect
from helpers.package import COURSE, TABLES
from helpers.slips import Slip
from helpers.tables import nearest_id
from helpers.typed import quoted


class CaseError(Slip):
    """A case that cannot be opened, an id or a column that it does not have; one sentence for a teacher or student."""


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """One case. Every table is a DataFrame indexed by ``id``.

    Text columns are of dtype ``str`` with "" where nothing is recorded, whole numbers of dtype ``Int64`` with
    ``<NA>``. The columns are those of the folder's datapackage.json, or else the course's own, empty where the folder
    does not have them. No helper changes a table.

    Attributes
    ----------
    folder : pathlib.Path
        Where it was read from.
    about : dict
        case.toml: ``title``, ``question``, ``language``, ``version``, ``lanes`` (in order), ``rungs`` (``level`` and
        ``words`` each), ``not_claimed`` and what else stands there.
    documents, statements, events, people, claims : pandas.DataFrame
    judgements, transmission, readings, puzzles, glossary, rubric : pandas.DataFrame
        The tables.
    texts : dict of str to list of str
        Document id to its paragraphs, of every text that the folder holds; use `text`.
    exercises : list of dict
        The exercises in the order of exercises.toml.
    references : dict of str to dict
        Key to CSL-JSON item.
    """

    folder: Path
    about: dict[str, Any]
    documents: pd.DataFrame
    statements: pd.DataFrame
    events: pd.DataFrame
    people: pd.DataFrame
    claims: pd.DataFrame
    judgements: pd.DataFrame
    transmission: pd.DataFrame
    readings: pd.DataFrame
    puzzles: pd.DataFrame
    glossary: pd.DataFrame
    rubric: pd.DataFrame
    texts: dict[str, list[str]]
    exercises: list[dict[str, Any]]
    references: dict[str, dict[str, Any]]

    def __repr__(self) -> str:
        """Say what the case is, without its folder, so that the line is the same on every machine."""
        counts = (f"{len(getattr(self, name))} {name}" for name in ("documents", "statements", "events"))
        return f"{self.title} {', '.join(counts)}."

    @property
    def title(self) -> str:
        """The case's title."""
        return self.about["title"]

    @property
    def question(self) -> str:
        """The case's question."""
        return self.about["question"]

    def text(self, document: str) -> list[str]:
        """Give the text of a document that the folder holds.

        Parameters
        ----------
        document : str
            A document's id, such as "D01".

        Returns
        -------
        list of str
            The paragraphs; the title is paragraph 0, so that paragraph n is ``text[n]``.

        Raises
        ------
        CaseError
            If there is no such document, or the folder does not hold its text.
        """
        if document not in self.documents.index:
            guess = nearest_id(str(document), list(self.documents.index))
            raise CaseError(f"There is no document {document}; the nearest is {guess}.")
        if document not in self.texts:
            held = ", ".join(self.texts) or "none"
            raise CaseError(
                f"We do not hold the text of {document}, only the short words quoted from it; texts held: {held}."
            )
        return list(self.texts[document])


def open_case(folder: Path | str | None = None) -> Case:
    """Open a case, if everything in its folder is sound.

    Parameters
    ----------
    folder : path, optional
        The case folder, from the working directory or else beside the course's ``data/``, so that a notebook finds
        "mycase" there; without it, ``data/`` itself.

    Returns
    -------
    Case
        The tables, texts, exercises and references.

    Raises
    ------
    CaseError
        With the first problem (file, row, column, what is wrong, what to do), how many more there are, and the command
        that lists them all. What loses nothing does not stop it: a byte order mark, Windows line ends, semicolons.
    """
    contents, found = inspect(COURSE if folder is None else folder)
    stops = [problem for problem in found if problem.blocks]
    if stops:
        more = f"{len(stops) - 1} more; " if stops[1:] else ""
        place = "" if folder is None else f" {quoted(folder)}"
        raise CaseError(f"{stops[0]} ({more}to see all, run python -m helpers check{place})")
    return Case(
        folder=contents.folder,
        about=contents.about or {},
        texts=contents.texts,
        exercises=contents.exercises,
        references=contents.references or {},
        **{name: contents.tables[name].frame() for name in TABLES},
    )
