"""How does a librarian or a digital editor take a case over? In the standard formats of their field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.annotated import STATEMENTS, judgement_annotations, statement_annotations
from helpers.biblatex import biblatex
from helpers.case import Case
from helpers.exported_readme import JUDGEMENTS, ZIP, readme
from helpers.origin import origin
from helpers.package import REFERENCES
from helpers.placed import plain_text
from helpers.ris import ris
from helpers.tei import tei
from helpers.zipped import zipped


def exported(case: Case) -> dict[str, bytes]:
    """Make every file that is exported.

    Parameters
    ----------
    case : Case
        An open case; not changed.

    Returns
    -------
    dict of str to bytes
        Path to contents, README.md first; only of what the case has. The same bytes from the same case.
    """
    source = origin(case)
    files: dict[str, bytes] = {ZIP: zipped(case.folder)}
    if case.texts:
        files |= {STATEMENTS: _json(statement_annotations(case, source))}
        files |= {JUDGEMENTS: _json(judgement_annotations(case, source))}
    for document in case.texts:
        files[f"texts/{document}.txt"] = plain_text(case.text(document)).encode()
        files[f"texts/{document}.xml"] = tei(case, document, source)
    if case.references:
        labels = dict(zip(case.documents["reference"], case.documents["link_label"], strict=True))
        files[REFERENCES] = (case.folder / REFERENCES).read_bytes()
        files["references.bib"] = biblatex(case.references, labels).encode()
        files["references.ris"] = ris(case.references, labels).encode()
    return {"README.md": readme(case, source, files).encode()} | files


def write(case: Case, folder: Path | str) -> list[str]:
    """Write every file that is exported into a new folder.

    Parameters
    ----------
    case : Case
        An open case; not changed.
    folder : path
        A folder that is not there yet, or is empty.

    Returns
    -------
    list of str
        The files written, by name.

    Raises
    ------
    OSError
        If the folder is not empty (FileExistsError, with a sentence for its owner), or cannot be written.
    """
    folder = Path(folder)
    if folder.is_file():
        raise FileExistsError(f"{folder.name} is a file, not a folder; choose another name. Nothing was written")
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"the folder {folder.name} is not empty; choose another name. Nothing was written")
    files = exported(case)
    for name, contents in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(contents)
    return list(files)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
