"""Does a slip of somebody who does not write Python get one sentence, and a bare word its quotation marks?"""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import __all__ as names
from helpers.cell_slips import listen


@pytest.fixture
def notebook() -> InteractiveShell:
    """Give a shell in which `check` and `card` keep what they are given."""
    shell = InteractiveShell.instance(history_length=0)
    given: list[Any] = []
    shell.user_ns |= {"case": "the case", "mine": "S01", "given": given}
    shell.user_ns |= dict.fromkeys(
        ["check", "card", "export", "transmission"], lambda *words, **more: given.append((words, more))
    )
    listen(shell, names)
    return shell


def answer(shell: InteractiveShell, cell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert not shell.run_cell(cell).success
    said = capsys.readouterr()
    return (said.out + said.err).strip()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('check(case, "0.4", D01)', "D01"),
        ('check(case, "0.2", b)', "b"),
        ("card(case, D48)", "D48"),
        ('check(case, "0.2", [a, "c"])', ["a", "c"]),
        ('check(case, "0.2", mine)', "S01"),
        ("export(case, my_answers.html)", "my_answers.html"),
        ('x = "S09"\ncheck(case, "0.2", x)', "S09"),
        ('check(case, "0.2", ...)', ...),
        ('check(case, "0.2", sum)', sum),
    ],
)
def test_a_bare_word_is_read_as_a_word_and_a_name_as_a_name(notebook: Any, cell: str, words: object) -> None:
    assert notebook.run_cell(cell).success
    assert notebook.user_ns["given"][-1][0][-1] == words


def test_a_bare_word_after_an_equals_sign_is_read_too(notebook: Any) -> None:
    notebook.run_cell("transmission(case, S05, lanes=USSR)")
    assert notebook.user_ns["given"] == [(("the case", "S05"), {"lanes": "USSR"})]


def test_calls_that_are_not_of_the_course_are_left_alone(notebook: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing here is called D01." in answer(notebook, "print(case, D01)", capsys)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("D01", 'Nothing here is called D01. If it is a word or an id, put quotation marks around it: "D01".'),
        ("chek(case)", "Nothing here is called chek; did you mean check?"),
        ('check(case, "0.2", “b”)', 'curly or pointed marks where Python wants straight ones: write "D01".'),
        ('check(case, "0.2", "b"', "Line 1 of this cell cannot be read: a bracket is opened and not closed"),
        ('check(case, "0.2", "b"))', "a bracket too many"),
        ('check(case, "3.6", "One.\nTwo.")', "an answer stands on one line, between two straight marks"),
        ('check(case, "2.13", "It says "join" in S09")', "a quotation inside an answer needs other marks"),
        ('check(case, "2.13", "I think "yes" is not enough.)', "a quotation inside an answer needs other marks"),
        (
            'mine = """\n## Claim\nA (brief) word [S05].\nprint(1)',
            "the three quotation marks that end a long text are missing",
        ),
        ('check(case, "0.4" D01)', "a comma between the parts, words between quotation marks"),
        ('case = open_case()\ncheck(case, "0.4", D 01)', "Line 2 of this cell"),
    ],
)
def test_a_slip_gets_one_sentence_and_no_page_of_python(
    notebook: Any, cell: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = answer(notebook, cell, capsys)
    assert said in heard
    assert len(heard.splitlines()) == 1
    assert "Traceback" not in heard


def test_other_errors_are_shown_as_python_shows_them(notebook: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert "ZeroDivisionError" in answer(notebook, "1 / 0", capsys)


def test_listening_twice_reads_once(notebook: Any) -> None:
    listen(notebook, names)
    assert [type(one).__name__ for one in notebook.ast_transformers].count("BareWords") == 1
