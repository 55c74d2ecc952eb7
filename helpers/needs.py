"""Are the course's packages in this Python? If not, one sentence says which Python has them."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class NotSetUp(ModuleNotFoundError):
    """A Python without pandas, on which every helper works; one sentence says what to do."""

    def _render_traceback_(self) -> list[str]:
        """Give what IPython shows of it: the sentence, without a stack trace."""
        return [str(self)]


def see_that_it_is_set_up() -> None:
    """See that pandas can be imported.

    Raises
    ------
    NotSetUp
        In a notebook or at a prompt, which goes on, where it cannot.
    SystemExit
        In a script and on the command line, which ends with the sentence.
    """
    if find_spec("pandas") is not None:
        return
    if hasattr(sys, "ps1") or "IPython" in sys.modules:
        raise NotSetUp(_sentence()) from None
    sys.exit(_sentence())


def _sentence() -> str:
    start, python = (
        ("py start.py", r".venv\Scripts\python") if os.name == "nt" else ("python3 start.py", ".venv/bin/python")
    )
    first = "" if (ROOT / ".venv").is_dir() else f", once `{start} setup` has made it"
    return f"This Python has no pandas, which the course needs: use the course’s own Python, {python}{first}."
