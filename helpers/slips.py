"""What does a reader see of a slip? One sentence, and never a stack trace."""

from __future__ import annotations


class Slip(ValueError):
    """What a reader, student or teacher typed cannot be used; one sentence says what is wrong and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Give what IPython shows of it: the sentence, without a stack trace."""
        return [str(self)]
