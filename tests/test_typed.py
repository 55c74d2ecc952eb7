"""Can every command that the tools print be copied, and does a Python without the packages say so in a sentence?"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import CaseError, needs, open_case
from helpers.__main__ import main
from helpers.new_case import begin
from helpers.typed import command, quoted, typed

ROOT = Path(__file__).resolve().parent.parent


def test_the_interpreter_is_named_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    python = str(tmp_path / ".venv" / "bin" / "python")
    assert command("check", "my case", executable=python, windows=False) == (
        ".venv/bin/python -m helpers check 'my case'"
    )
    windows = str(tmp_path / ".venv" / "Scripts" / "python.exe")
    assert command("check", "my case", executable=windows, windows=True) == (
        '.venv\\Scripts\\python -m helpers check "my case"'
    )
    assert command("check", executable="/usr/no where/python", windows=False) == (
        "'/usr/no where/python' -m helpers check"
    )


def test_a_python_that_its_bare_name_finds_is_called_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert command(executable="/usr/bin/python3", windows=False) == "python3 -m helpers"


def test_a_text_says_each_command_once_and_with_its_folder() -> None:
    assert typed("python -m helpers tidy mends it; python -m helpers new x begins one", "my case") == (
        f"{command('tidy', 'my case')} mends it; {command()} new x begins one"
    )


def test_every_command_that_check_and_tidy_print_runs_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my case"
    begin(folder)
    (folder / "events.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "events.csv").read_bytes())
    assert main(["check", str(folder)]) == 1
    assert main(["tidy", str(folder)]) == 0
    printed = capsys.readouterr().out
    said = [line.rpartition(": ")[2] for line in printed.splitlines() if line.startswith(("To mend", "Next"))]
    assert len(said) == 2
    assert f"{command('tidy', str(folder))} mends it" in printed
    for line in said:
        done = subprocess.run(shlex.split(line), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_a_notebook_says_the_same_on_every_machine(tmp_path: Path) -> None:
    folder = tmp_path / "my case"
    begin(folder)
    (folder / "case.toml").unlink()
    with pytest.raises(CaseError) as stopped:
        open_case(folder)
    assert str(stopped.value).endswith(f'run python -m helpers check "{folder}")')
    assert quoted("mycase") == "mycase"


@pytest.mark.parametrize("words", [["-c", "import helpers"], ["-m", "helpers"], ["-m", "helpers", "check"]])
def test_a_python_without_the_packages_gets_one_sentence(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-S", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(
        "This Python has no pandas, which the course needs: use the course’s own Python, .venv"
    )


def test_a_fresh_checkout_is_told_to_set_up_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    monkeypatch.setattr(needs, "ROOT", tmp_path)
    monkeypatch.setitem(sys.modules, "IPython", sys)  # as in a notebook, whichever tests ran before
    with pytest.raises(needs.NotSetUp, match=r"once `.* start.py setup` has made it") as stopped:
        needs.see_that_it_is_set_up()
    assert stopped.value._render_traceback_() == [str(stopped.value)]
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.delattr(sys, "ps1", raising=False)
    with pytest.raises(SystemExit, match="This Python has no pandas"):
        needs.see_that_it_is_set_up()


def test_a_notebook_without_the_packages_gets_one_sentence_and_goes_on() -> None:
    code = (
        "import sys; sys.ps1 = ''\n"
        "try:\n    import helpers\n"
        "except ModuleNotFoundError as error:\n    print(error._render_traceback_()[0])"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("This Python has no pandas")
    assert done.stdout.count("\n") == 1
