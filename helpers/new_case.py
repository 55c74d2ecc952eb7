"""How does a teacher begin a case? With a small one, made up for practice, to be replaced line by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

PRACTICE = Path(__file__).resolve().parent / "practice"


def begin(folder: Path | str) -> list[str]:
    """Write the practice case into a new folder.

    Parameters
    ----------
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
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"the folder {folder.name} is not empty; choose another name. Nothing was written")
    files = sorted(path for path in PRACTICE.rglob("*") if path.is_file() and not path.name.startswith("."))
    for path in files:
        target = folder / path.relative_to(PRACTICE)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(path.read_bytes())
    return [path.relative_to(PRACTICE).as_posix() for path in files]


def still_practice(folder: Path) -> list[str]:
    """Name the files of a case in which text of the practice case still stands.

    Parameters
    ----------
    folder : pathlib.Path
        A case folder. The practice case itself has none.

    Returns
    -------
    list of str
        The files, by name; such as "case.toml" while the title is still the one made up for practice.
    """
    if folder.resolve() == PRACTICE:
        return []
    found = []
    for path in sorted(PRACTICE.rglob("*")):
        name = path.relative_to(PRACTICE).as_posix()
        if path.suffix in (".csv", ".toml", ".md") and (folder / name).is_file():
            text = " ".join((folder / name).read_bytes().decode("utf-8", "replace").split())
            if any(words in text for words in _practice_words(path)):
                found.append(name)
    return found


def _practice_words(path: Path) -> Iterator[str]:
    """Give the texts of a practice file that nobody else would write: of four words or more."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        parts = [cell for row in list(csv.reader(text.splitlines()))[1:] for cell in row]
    else:
        parts = [line for line in text.splitlines() if not line.lstrip().startswith("#") or path.suffix == ".md"]
        parts = [part for line in parts for part in (line.split('"') if path.suffix == ".toml" else [line])]
    for part in (" ".join(part.split()) for part in parts):
        if len(re.findall(r"[^\W\d_]+", part)) > 3:
            yield part
