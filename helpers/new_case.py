"""How does a teacher begin a case? With a small one, made up for practice, to be replaced line by line."""

from __future__ import annotations

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
