"""How is a file written whole or not at all? Beside its place first, then put in it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

PART = ".part"
"""The ending of a file that is not yet in its place; one that stays behind was cut short."""

_PATIENCE = (0.02, 0.05, 0.1, 0.2, 0.4)  # Windows lends a file to one program at a time, for moments


def write_whole(path: Path, contents: bytes) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile sees the old one, and a crash leaves the old one.

    Parameters
    ----------
    path : pathlib.Path
        The file; one that is there is replaced.
    contents : bytes
        What it is to hold.

    Raises
    ------
    OSError
        If the folder cannot be written or is full; nothing is left behind.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=PART, delete=False) as file:
        part = Path(file.name)
        try:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            part.unlink()
            raise
    try:
        part.chmod(0o644)
        for pause in _PATIENCE:
            try:
                part.replace(path)
                return
            except PermissionError:
                time.sleep(pause)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
