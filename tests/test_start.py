"""start.py: what it understands, what it installs and when, and what it says when it cannot."""

import ast
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "start.py"


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """A copy of start.py in a folder of its own, with a space and an accent in its name."""
    root = tmp_path / "mein Kurs é"
    for folder in ("tests", "notebooks"):
        (root / folder).mkdir(parents=True)
    shutil.copy(SOURCE, root)
    (root / "requirements.txt").write_text("# made by a machine\nalpha==1.0\nbeta==2.0 ; sys_platform == 'win32'\n")
    (root / "tests" / "requirements.txt").write_text("alpha==1.0\ngamma==3.0\n")
    (root / "notebooks" / "00_start_here.ipynb").write_text("{}")
    spec = importlib.util.spec_from_file_location("start_in_a_copy", root / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """Stands in for venv, pip and every other child process, and keeps a record of them."""

    def __init__(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.start, self.made, self.installed = start, 0, []
        self.calls: list[tuple[list[str], dict[str, str]]] = []
        self.codes: dict[str, int] = {}
        self.fault = "no longer works"
        monkeypatch.setattr(start, "fault", lambda: self.fault)
        monkeypatch.setattr(start, "make_venv", self.make_venv)
        monkeypatch.setattr(start, "pip_install", self.pip_install)
        monkeypatch.setattr(start, "call_together", self.call_together)
        monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, "", ""))

    def make_venv(self) -> None:
        self.made, self.fault = self.made + 1, ""
        shutil.rmtree(self.start.VENV, ignore_errors=True)
        self.start.packages_folder().mkdir(parents=True)

    def pip_install(self, files: list[str]) -> None:
        self.installed.append(files)

    def call_together(self, commands: list[list[str]], variables: dict[str, str]) -> list[int]:
        self.calls += [(command, variables) for command in commands]
        return [next((code for word, code in self.codes.items() if word in command), 0) for command in commands]


@pytest.fixture
def machine(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(start, monkeypatch)


# The file itself


def test_an_old_python_can_read_the_file_and_so_say_that_it_is_too_old() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert futures == []  # `annotations` is not known before 3.7
    first = next(node for node in tree.body if not isinstance(node, (ast.Expr, ast.Import, ast.ImportFrom)))
    assert ast.unparse(first).startswith("if sys.version_info < (3, 11):\n    sys.exit(")


def test_nothing_but_the_standard_library_is_imported() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert len(names) > 10
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == set()


# What was asked for


@pytest.mark.parametrize(
    ("line", "verb", "rest"),
    [
        ("", "open", []),
        ("--no-browser --port 9999", "open", ["--no-browser", "--port", "9999"]),
        ("setup", "setup", []),
        ("test", "test", []),
        ("test -k dates", "test", ["-k", "dates"]),
        ("test --help", "test", ["--help"]),
        ("refresh", "refresh", []),
        ("--help", "help", []),
        ("setup --help", "help", []),
    ],
)
def test_the_words_of_the_command_line_reach_the_right_tool(
    start: ModuleType, line: str, verb: str, rest: list[str]
) -> None:
    assert start.split(line.split()) == (verb, rest)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("tset", "did you mean `test`?"),
        ("xyzzy", "--help"),
        ("setup now", "leave out now"),
        ("--ip=0.0.0.0", "leave out --ip=0.0.0.0"),
        ("--no-browser --ServerApp.token=", "leave out --ServerApp.token="),
        ("--IdentityProvider.token abc", "leave out --IdentityProvider.token"),
    ],
)
def test_a_slip_gets_one_sentence_and_starts_nothing(
    start: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    assert start.main(line.split()) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
    assert (machine.made, machine.calls) == (0, [])


def test_help_names_every_command(start: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"start.py {verb} " in text for verb in start.VERBS)


@pytest.mark.parametrize("name", ["requirements.txt", "notebooks/00_start_here.ipynb"])
def test_a_missing_file_is_named(
    start: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (start.ROOT / name).unlink()
    assert start.main([]) == 1
    assert f"The file {name} is missing" in capsys.readouterr().err
    assert machine.calls == []


# What is installed, and when


def test_a_second_run_installs_nothing(start: ModuleType, machine: Machine) -> None:
    assert start.main(["setup"]) == 0
    assert start.main(["setup"]) == 0
    assert (machine.made, machine.installed) == (1, [["requirements.txt"]])


def test_the_test_tools_come_only_with_the_tests(start: ModuleType, machine: Machine) -> None:
    start.main(["setup"])
    start.main(["test", "-k", "dates"])
    start.main(["refresh"])
    assert machine.installed == [["requirements.txt"], ["tests/requirements.txt"]]


def test_a_changed_lock_is_installed_and_a_changed_comment_is_not(start: ModuleType, machine: Machine) -> None:
    lock = start.ROOT / "requirements.txt"
    start.main(["setup"])
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n") + b"# a remark\r\n")
    start.main(["setup"])
    assert len(machine.installed) == 1
    lock.write_text("alpha==1.1\n")
    start.main(["setup"])
    assert len(machine.installed) == 2


def test_another_python_is_another_state(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    before = start.fingerprint("requirements.txt")
    monkeypatch.setattr(start.sys, "version", "3.99.0")
    assert start.fingerprint("requirements.txt") != before


@pytest.mark.parametrize("ending", [KeyboardInterrupt, "Stop", OSError])
def test_an_installation_cut_short_is_done_again(
    start: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ending: Any,
) -> None:
    start.main(["setup"])
    (start.ROOT / "requirements.txt").write_text("alpha==1.1\n")

    def cut_short(files: list[str]) -> None:
        assert json.loads(start.STAMP.read_text()) == {}
        raise start.Stop("pip broke off") if ending == "Stop" else ending

    with monkeypatch.context() as patch:
        patch.setattr(start, "pip_install", cut_short)
        assert start.main(["setup"]) == (130 if ending is KeyboardInterrupt else 1)
    assert "Traceback" not in capsys.readouterr().err
    assert start.main(["setup"]) == 0
    assert len(machine.installed) == 2


def test_a_torn_stamp_counts_as_none(start: ModuleType, machine: Machine) -> None:
    start.main(["setup"])
    start.STAMP.write_text('{"requirements.txt": "12')
    start.main(["setup"])
    assert len(machine.installed) == 2


def test_a_package_left_half_unpacked_is_forgotten_so_that_pip_installs_it_again(
    start: ModuleType, machine: Machine
) -> None:
    machine.make_venv()
    whole, half = (start.packages_folder() / f"{name}-1.dist-info" for name in ("whole", "half"))
    for record in (whole, half):
        record.mkdir()
        (record / "METADATA").touch()
    (whole / "INSTALLER").touch()
    assert start.installed_packages() == 1
    start.main(["setup"])
    assert (whole.exists(), half.exists()) == (True, False)


# Which .venv is sound


@pytest.fixture
def whole_venv(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make something that looks like a .venv: where it says it was made, and what its Python answers."""

    def make(made_at: Path, answer: Any = start.THIS_PYTHON) -> None:
        (start.packages_folder() / "pip-1.dist-info").mkdir(parents=True)
        (start.packages_folder() / "pip-1.dist-info" / "INSTALLER").touch()
        (start.VENV / "pyvenv.cfg").write_text(f"command = /bin/python3 -m venv {made_at}\n", encoding="utf-8")

        def run(*_: object, **__: object) -> "subprocess.CompletedProcess[str]":
            if isinstance(answer, OSError):
                raise answer
            return subprocess.CompletedProcess([], 0 if answer else 1, f"{answer}\n", "")

        monkeypatch.setattr(start.subprocess, "run", run)

    return make


def test_a_whole_venv_is_kept(start: ModuleType, whole_venv: Callable[..., None]) -> None:
    whole_venv(start.VENV)
    assert start.fault() == ""


@pytest.mark.parametrize(
    ("answer", "said"),
    [("3.99", "belongs to Python 3.99"), ("", "no longer works"), (FileNotFoundError("gone"), "no longer works")],
)
def test_a_venv_whose_python_is_gone_or_another_is_found_out(
    start: ModuleType, whole_venv: Callable[..., None], answer: Any, said: str
) -> None:
    whole_venv(start.VENV, answer)
    assert said in start.fault()


def test_a_copied_folder_does_not_use_the_venv_of_the_original(
    start: ModuleType, whole_venv: Callable[..., None], tmp_path: Path
) -> None:
    original = tmp_path / "original" / ".venv"
    whole_venv(original)
    assert start.fault() == "was made for another folder"
    original.mkdir(parents=True)
    assert start.fault() == "was made for another folder"


def test_a_venv_left_without_pip_is_found_out(start: ModuleType, whole_venv: Callable[..., None]) -> None:
    whole_venv(start.VENV)
    (start.packages_folder() / "pip-1.dist-info" / "INSTALLER").unlink()
    assert start.fault() == "is not complete"


def test_a_broken_venv_is_made_again_with_a_sentence(
    start: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    start.main(["setup"])
    assert "made again" not in capsys.readouterr().out
    machine.fault = "was made for another folder"
    assert start.main(["setup"]) == 0
    assert "The folder .venv was made for another folder, so it is made again." in capsys.readouterr().out
    assert (machine.made, len(machine.installed)) == (2, 2)


# What is said when it cannot be done


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [WinError 112] Es steht nicht genug Speicherplatz zur Verfügung", "disk is full"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "may not write in"),
        ("[WinError 5] Zugriff verweigert", "may not write in"),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by NewConnectionError\n"
            "ERROR: No matching distribution found for alpha==1.0",
            "no connection to the internet",
        ),
        ("Could not fetch URL: SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "certificate"),
        ("ERROR: No matching distribution found for alpha==1.0", "not offered for Python"),
        ("HINT: This error might have occurred since this system does not have Windows Long Path support", "too long"),
        ("because ensurepip is not available", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"),
        ("something\nERROR: the sky fell\nnotice: a new pip", "ERROR: the sky fell"),
        ("", "no reason was given"),
    ],
)
def test_trouble_is_told_in_plain_words(start: ModuleType, output: str, said: str) -> None:
    sentence = start.in_plain_words(output)
    assert said in sentence
    assert "\n" not in sentence


def test_a_python_without_venv_names_the_package_and_removes_nothing(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (start.VENV / "mine").mkdir(parents=True)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert start.main(["setup"]) == 1
    assert f"sudo apt install python{start.THIS_PYTHON}-venv" in capsys.readouterr().err
    assert (start.VENV / "mine").exists()


def fake_pip(start: ModuleType, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let a short program play pip."""
    real = start.subprocess.Popen
    monkeypatch.setattr(start.subprocess, "Popen", lambda _, **options: real([sys.executable, "-c", body], **options))
    start.packages_folder().mkdir(parents=True)


def test_pip_shows_how_far_it_is(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = start.packages_folder() / "alpha-1.0.dist-info"
    lines = ["Ignoring beta: markers don't match", "Collecting alpha==1.0", "  Downloading alpha-1.0.whl (9 kB)"]
    body = f"print({chr(10).join(lines)!r}); import pathlib; p = pathlib.Path({str(record)!r}); p.mkdir()"
    fake_pip(start, monkeypatch, body + "; (p / 'INSTALLER').touch()")
    start.pip_install(["requirements.txt"])
    assert "of 1 packages: 1 found, 1 fetched, 1 installed" in capsys.readouterr().out.splitlines()[-1]


def test_a_pip_that_fails_leaves_its_words_in_a_file(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pip(start, monkeypatch, "print('ERROR: No matching distribution found for é'); raise SystemExit(1)")
    with pytest.raises(start.Stop, match=r"not offered for Python .*\.venv/course-pip\.log"):
        start.pip_install(["requirements.txt"])
    assert "found for é" in start.PIP_LOG.read_text(encoding="utf-8")


# What is run, and with which settings


def test_jupyterlab_stays_on_this_computer_and_gets_further_options(start: ModuleType, machine: Machine) -> None:
    assert start.main(["--no-browser", "--port", "9999"]) == 0
    [(command, _)] = machine.calls
    assert command[:3] == [str(start.PYTHON), "-m", "jupyterlab"]
    assert {"--ip=127.0.0.1", f"--ServerApp.root_dir={start.ROOT}"} < set(command)
    assert command[-3:] == ["--no-browser", "--port", "9999"]


def test_every_check_runs_even_if_the_first_fails_and_the_exit_code_says_so(
    start: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.codes = {"ruff": 1}
    assert start.main(["test"]) == 1
    assert [command[2] for command, _ in machine.calls] == ["ruff", "ruff", "pyrefly", *["slipcover"] * 3]
    summary = [line.split()[:-2] for line in capsys.readouterr().out.splitlines()[-5:]]
    assert summary == [
        ["ruff", "check", "failed"],
        ["ruff", "format", "failed"],
        ["pyrefly", "passed"],
        ["pytest", "passed"],
        ["coverage", "passed"],
    ]
    *halves, floor = [command for command, _ in machine.calls[3:]]
    assert all({"pytest", "--nbval"} < set(half) for half in halves)
    assert "--fail-under=95" in floor
    assert [half[half.index("--out") + 1] for half in halves] == floor[floor.index("--merge") + 1 :][:2]
    machine.codes = {"tests": 1}
    assert start.main(["test"]) == 1
    assert "pytest       failed" in capsys.readouterr().out, "the half that ended first hides the other"
    machine.codes = {"slipcover": 2}
    assert start.main(["test"]) == 1
    machine.codes = {}
    assert start.main(["test"]) == 0


def test_the_two_halves_of_the_tests_are_all_of_them(start: ModuleType) -> None:
    shown, rest = start.HALVES
    assert [path for path in shown if not (SOURCE.parent / path).exists()] == []
    assert rest == ["tests", *(f"--ignore={path}" for path in shown if path != "notebooks")]


def test_what_runs_beside_is_shown_when_both_have_ended(start: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    say = (
        "import sys, time; time.sleep({}); print('{} é', flush=True); print('to stderr', file=sys.stderr); sys.exit({})"
    )
    commands = [[sys.executable, "-c", say.format(*one)] for one in ((0.2, "first", 0), (0, "beside", 3))]
    assert start.call_together(commands, dict(os.environ)) == [0, 3]
    said = capfd.readouterr()
    assert said.out.splitlines() == ["first é", "beside é", "to stderr", ""]
    assert said.err == "to stderr\n"


def test_words_after_test_run_pytest_alone_without_the_coverage_floor(start: ModuleType, machine: Machine) -> None:
    machine.codes = {"pytest": 5}
    assert start.main(["test", "-k", "dates"]) == 5
    [(command, _)] = machine.calls
    assert command[2:6] == ["pytest", "--nbval", "--nbval-current-env", "--nbval-sanitize-with"]
    assert command[-2:] == ["-k", "dates"]
    assert "slipcover" not in command


def test_a_readers_own_settings_cannot_change_a_test(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = {
        "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH",
        "IPYTHONDIR", "MPLCONFIGDIR", "MATPLOTLIBRC", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "COURSE_ANSWERS",
    }  # fmt: skip
    for name in outside | {"PYTHONHASHSEED", "MPLBACKEND"}:
        monkeypatch.setenv(name, "7")
    variables = start.environment(for_tests=True)
    assert {name for name in outside if not variables.get(name, str(start.VENV)).startswith(str(start.VENV))} == set()
    assert (variables["PYTHONHASHSEED"], variables["MPLBACKEND"]) == ("7", "7")
    assert variables["PATH"].split(os.pathsep)[0] == str(start.PYTHON.parent)


def test_modules_are_compiled_once_and_not_by_every_process(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (switches := {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}):
        monkeypatch.setenv(name, "1")
    assert not switches & set(start.environment())


# Ctrl-C


def test_ctrl_c_ends_without_a_traceback(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "make_ready", interrupted)
    assert start.main([]) == 130
    said = capsys.readouterr()
    assert said.out.startswith("\nStopped.")
    assert said.err == ""


def test_ctrl_c_leaves_no_child_behind(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[str]] = []

    class Interrupted(subprocess.Popen):  # type: ignore[type-arg]
        def wait(self, timeout: float | None = None) -> int:
            if self not in children:
                children.append(self)
                raise KeyboardInterrupt
            return super().wait(min(timeout or 0.2, 0.2))

    monkeypatch.setattr(start.subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        start.call([sys.executable, "-c", "import time; time.sleep(60)"], dict(os.environ))
    assert children[0].poll() is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals between processes")
def test_ctrl_c_on_the_real_program_exits_with_130(start: ModuleType) -> None:
    bin_folder = start.PYTHON.parent
    bin_folder.mkdir(parents=True)
    # A stub interpreter: asked for its version, it takes its time.
    start.PYTHON.write_text('#!/bin/sh\ntouch "$0.asked"\nexec sleep 60\n')
    start.PYTHON.chmod(0o755)
    (start.VENV / "pyvenv.cfg").touch()
    command = [sys.executable, str(start.ROOT / "start.py"), "setup"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )
    asked, patience = Path(f"{start.PYTHON}.asked"), time.monotonic() + 60
    while not asked.exists() and time.monotonic() < patience:
        time.sleep(0.02)
    time.sleep(0.2)  # the stub runs before its caller waits for it
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (130, "")
    assert "Stopped." in out


def test_jupyterlab_does_not_ask_whether_it_may_fetch_news(machine: Machine) -> None:
    assert machine.start.main(["--no-browser"]) == 0
    assert json.loads(machine.start.LAB_SETTINGS.read_text(encoding="utf-8")) == {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
    }
