"""What does a cell say to somebody who does not write Python? One sentence where Python would show a page of its own.

In a notebook, a word without quotation marks in a call of the course is read as if it had them, as long as nothing has
that name: ``check(case, "0.4", D01)`` asks what ``check(case, "0.4", "D01")`` asks.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable
from types import TracebackType
from typing import Any

from helpers.tables import nearest

CURLY = "“”„«»‘’"
ENDINGS = ("html", "csv", "docx")
"""What the files end in that the course writes for others."""


def listen(shell: Any, names: Collection[str]) -> None:
    """Let a notebook answer slips in sentences.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The notebook's IPython.
    names : collection of str
        The names of the course's helpers: in their calls bare words are read as words.
    """
    mine = [one for one in shell.ast_transformers if type(one).__name__ != BareWords.__name__]
    shell.ast_transformers[:] = [*mine, BareWords(names, shell.user_ns)]

    def answer(
        shell: Any,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        tb_offset: object = None,
    ) -> list[str]:
        said = [sentence(error, [*names, *(name for name in shell.user_ns if not name.startswith("_"))])]
        shell._showtraceback(kind, error, said)
        return said

    shell.set_custom_exc((NameError, SyntaxError), answer)


class BareWords(ast.NodeTransformer):
    """Read names that nothing has as words, where they stand in a call of the course.

    Parameters
    ----------
    names : collection of str
        The functions in whose calls it is done.
    known : mapping
        What the notebook has names for.
    """

    def __init__(self, names: Collection[str], known: Collection[str]) -> None:
        self.names, self.known = names, known
        self.made: set[str] = set()

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Look first for the names that the cell itself makes."""
        self.made = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Put words in place of bare names among what a helper is given, also in a list."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self.names:
            node.args = [*node.args[:1], *map(self._word, node.args[1:])]
            for keyword in node.keywords:
                keyword.value = self._word(keyword.value)
        return node

    def _word(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            node.elts = list(map(self._word, node.elts))
        if isinstance(node, ast.Attribute) and node.attr in ENDINGS:  # a file's name, such as my_answers.html
            name = self._word(node.value)
            if isinstance(name, ast.Constant) and name is not node.value:
                return ast.copy_location(ast.Constant(f"{name.value}.{node.attr}"), node)
            return node
        if not isinstance(node, ast.Name) or node.id in {*self.made, *self.names} or node.id in self.known:
            return node
        return node if hasattr(builtins, node.id) else ast.copy_location(ast.Constant(node.id), node)


def sentence(error: BaseException, names: Iterable[str]) -> str:
    """Say what is wrong with a cell and how to mend it.

    Parameters
    ----------
    error : NameError or SyntaxError
        What Python found.
    names : iterable of str
        The names that there are.

    Returns
    -------
    str
        One or two sentences.
    """
    if isinstance(error, NameError):
        return _unknown(getattr(error, "name", None) or str(error), names)
    text, place = getattr(error, "text", None) or "", getattr(error, "lineno", None)
    where = f"Line {place} of this cell cannot be read: " if place else "This cell cannot be read: "
    return where + _unreadable(str(getattr(error, "msg", error)), text.strip())


def _unknown(name: str, names: Iterable[str]) -> str:
    near = nearest(name, list(names)) if len(name) > 3 else None
    if near:
        return f"Nothing here is called {name}; did you mean {near}?"
    return (
        f'Nothing here is called {name}. If it is a word or an id, put quotation marks around it: "{name}". '
        "If the notebook makes it, run the notebook from its first cell."
    )


def _unreadable(said: str, text: str) -> str:
    """Find the likeliest slip of somebody who types an answer."""
    straight = text.count('"')
    if "triple-quoted" in said or text.count('"""') % 2:
        return 'the three quotation marks that end a long text are missing; put """ on a line of its own at its end.'
    if "unterminated string" in said or "EOL while" in said:
        if straight > 3:  # the first two are around the id
            return "a quotation inside an answer needs other marks than the answer: write \"It says 'join' in S09\"."
        return "a quotation mark is opened and not closed; an answer stands on one line, between two straight marks."
    if re.search(f"[{CURLY}]", text) and re.search(r"invalid character|invalid syntax", said):
        return 'it has curly or pointed marks where Python wants straight ones: write "D01".'
    if "never closed" in said or "incomplete input" in said or "EOF" in said:
        return "a bracket is opened and not closed; the line ends with )."
    if "unmatched" in said or "does not match" in said:
        return "it has a bracket too many, or one of another kind."
    if straight > 4:
        return (
            "put a comma between the parts; and a quotation inside an answer needs other marks than the answer: "
            "write \"It says 'join' in S09\"."
        )
    return "compare it with the line as it stood: a comma between the parts, words between quotation marks."
