"""How is a command of the course typed on this machine, from this folder?"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

ANYWHERE = "python -m helpers"
"""How texts that must be the same on every machine write the command."""


def command(*words: str, executable: str | None = None, windows: bool = os.name == "nt") -> str:
    """Write a command so that it can be copied into the terminal from which this one came.

    Parameters
    ----------
    *words : str
        What follows ``python -m helpers``.
    executable : str, optional
        The interpreter; by default the one that runs.
    windows : bool
        Whether the terminal is one of Windows.

    Returns
    -------
    str
        The interpreter, from the working directory where it lies below it (".venv/bin/python"), by its bare name where
        that finds it, else whole; then ``-m helpers`` and the words, quoted where they need it.
    """
    python = executable or sys.executable or "python"
    below = Path.cwd() in Path(python).parents
    name = PurePath(python).name
    if below:
        python = os.path.relpath(python)
    elif shutil.which(name) == python:
        python = name
    if windows:
        python = re.sub(r"\.exe$", "", python.replace("/", "\\"), flags=re.I)
    quote: Callable[[list[str]], str] = subprocess.list2cmdline if windows else shlex.join
    return quote([python, "-m", "helpers", *words])


def typed(text: str, folder: str) -> str:
    """Write the commands in a text as they are typed here.

    Parameters
    ----------
    text : str
        A text with commands as `ANYWHERE` writes them.
    folder : str
        The case folder, as it was typed; put after a command that names none.

    Returns
    -------
    str
        The text.
    """
    return re.sub(
        rf"{ANYWHERE}(?: (check|tidy)(?= (?:mends|says)))?",
        lambda found: command(found[1], folder) if found[1] else command(),
        text,
    )


def quoted(folder: object) -> str:
    """Put a folder's name between quotation marks where a terminal needs them, the same on every machine."""
    return f'"{folder}"' if re.search(r"[^\w./\\:~+-]", str(folder)) else str(folder)
