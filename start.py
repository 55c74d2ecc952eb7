#!/usr/bin/env python3
"""Set up the course in the folder .venv and open it. `python3 start.py --help` says more.

Standard library only. This file must parse on any Python from 3.6, so that an old one gets a plain sentence.
"""

import difflib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "This course needs Python 3.11 or newer, and this is Python {}.{}: install a newer one from "
        "https://www.python.org/downloads/ and name it when you start, for example "
        "`python3.13 start.py` (on Windows `py -3.13 start.py`).".format(*sys.version_info[:2])
    )

HELP = """\
Did Stalin Want to Join NATO?  A course in Jupyter notebooks.

  python3 start.py             set the course up (once) and open it in your browser
  python3 start.py setup       set it up, do not open it
  python3 start.py test        check and test everything; with more words (test -k dates) only pytest, with them
  python3 start.py refresh     make the derived files again
  python3 start.py --help      this text

On Windows write py instead of python3. Options such as --no-browser or --port 9999 are handed to JupyterLab.
Everything is installed in the folder .venv beside this file and nowhere else; delete .venv to begin afresh."""

THIS_PYTHON = "{}.{}".format(*sys.version_info[:2])
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "course-stamp.json"  # which requirement files are installed, in which state
PIP_LOG = VENV / "course-pip.log"

FIRST_NOTEBOOK = "notebooks/00_start_here.ipynb"
COURSE = "requirements.txt"
TOOLS = "tests/requirements.txt"
HOLDS = {COURSE: "the course's packages", TOOLS: "the tools that test and refresh the course"}
CHECKED = ["helpers", "tests", "notebooks", "start.py"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/sanitize.cfg"]
PAGES = ["site", "handouts", "chronology", "stemma", "ladder", "boards"]
SHOWN = ["notebooks", *(f"tests/test_{name}.py" for name in PAGES)]
HALVES = [SHOWN, ["tests", *(f"--ignore={path}" for path in SHOWN[1:])]]  # of equal length, tested side by side
VERBS = ["setup", "test", "refresh"]

# JupyterLab stays on this computer and asks nobody for news, updates or extensions.
LAB = [
    "--ip=127.0.0.1",
    "-y",  # one Ctrl-C ends it
    f"--ServerApp.root_dir={ROOT}",
    f"--LabApp.default_url=/lab/tree/{FIRST_NOTEBOOK}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]
LAB_SETTINGS = VENV / "share/jupyter/lab/settings/overrides.json"
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
OPENS_THE_DOOR = re.compile(r"--(\w+\.)?(ip|token|password|hashed_password|allow_unauthenticated_access)(=|$)")

# What pip or venv wrote -> what to tell a teacher. The first that fits is told.
PLAIN_WORDS = [
    (
        r"No space left|Errno 28\b|WinError 112\b|Disk quota|Errno 122\b",
        "the disk is full: free about 1 GB, then start again.",
    ),
    (
        r"long.path|Errno 36\b|WinError 206\b",
        "the folder's path is too long for this system: move the course to a short one such as C:\\course, "
        "then start again.",
    ),
    (
        r"Permission denied|Errno 13\b|Errno 30\b|Read-only file system|WinError (5|32)\b",
        f"this account may not write in {ROOT}, or another program is using it: close other windows of the course, "
        "or copy the course to a folder of your own, then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "the secure connection was refused, as some school networks do: try another network, "
        "or ask whoever runs this one for its certificate (pip's option is called PIP_CERT).",
    ),
    (
        r"Retrying \(Retry|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries|Connection refused"
        r"|Connection reset|Temporary failure in name resolution|getaddrinfo failed|nodename nor servname"
        r"|Network is unreachable",
        "there is no connection to the internet, which is needed this once: connect, then start again.",
    ),
    (
        r"No matching distribution|Could not find a version",
        f"a package is not offered for Python {THIS_PYTHON} on this machine: "
        "use another Python (3.11 to 3.14), then start again.",
    ),
    (
        r"ensurepip|No module named '?pip",
        "this Python was installed without its part `venv`: on Debian, Ubuntu or Mint run "
        f"`sudo apt install python{THIS_PYTHON}-venv`, "
        "elsewhere install Python from https://www.python.org/downloads/, then start again.",
    ),
]


class Stop(Exception):
    """Something the reader can mend; the text is one sentence that says how."""


def say(text: str, end: str = "\n") -> None:
    """Print at once, so that the order holds when a child process prints too."""
    print(text, end=end, flush=True)


def in_plain_words(output: str) -> str:
    """Return the sentence that fits what pip or venv wrote; failing that, its own last words."""
    for pattern, sentence in PLAIN_WORDS:
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    return (errors or lines or ["no reason was given."])[-1]


def environment(for_tests: bool = False) -> dict[str, str]:
    """Return the variables for a child: this .venv first, nothing from outside it, UTF-8, its own settings in tests."""
    dropped = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "MATPLOTLIBRC"}
    dropped |= {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}  # each process would compile every module anew
    variables = {name: value for name, value in os.environ.items() if name not in dropped}
    variables["PATH"] = os.pathsep.join([str(PYTHON.parent), variables.get("PATH", os.defpath)])
    variables |= {
        "VIRTUAL_ENV": str(VENV),
        "PIP_USER": "0",
        "PYTHONUTF8": "1",
        "MPLCONFIGDIR": str(VENV / "settings" / "matplotlib"),
    }
    if for_tests:
        for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
            variables.pop(name, None)
        for name in ("CONFIG", "DATA", "RUNTIME"):
            variables[f"JUPYTER_{name}_DIR"] = str(VENV / "settings" / f"jupyter-{name.lower()}")
        variables["JUPYTER_PREFER_ENV_PATH"] = "1"
        variables["IPYTHONDIR"] = str(VENV / "settings" / "ipython")
        variables["COURSE_ANSWERS"] = str(VENV / "settings" / "answers")  # never a reader's own
    return variables


def end(process: "subprocess.Popen[str]", patience: float) -> None:
    """Let a child end by itself for so many seconds, then ask it to, then make it."""
    for action in (None, process.terminate, process.kill):
        if process.poll() is None:
            if action:
                action()
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                process.wait(5 if action else patience)


def call(command: list[str], variables: dict[str, str]) -> int:
    """Run a command in the course's folder and return its exit code; a Ctrl-C waits for it to end."""
    return call_together([command], variables)[0]


def call_together(commands: list[list[str]], variables: dict[str, str]) -> list[int]:
    """Run commands side by side and return their exit codes; what the first prints is shown at once, the rest after."""
    with ExitStack() as files:
        later = [files.enter_context(tempfile.TemporaryFile()) for _ in commands[1:]]
        processes = []
        try:
            for command, out in zip(commands, [None, *later]):
                error = out and subprocess.STDOUT
                processes.append(
                    subprocess.Popen(command, cwd=ROOT, env=variables, text=True, stdout=out, stderr=error)
                )
            codes = [process.wait() for process in processes]
        except KeyboardInterrupt:
            for process in processes:
                end(process, patience=10)  # it was told of the Ctrl-C too
            raise
        finally:
            for process in processes:
                end(process, patience=0)
        for out in later:
            out.seek(0)
            say(out.read().decode("utf-8", errors="replace"))
    return [code if code >= 0 else 128 - code for code in codes]


def packages_folder() -> Path:
    """Return the folder of .venv that packages are installed in."""
    return Path(sysconfig.get_path("purelib", scheme="venv", vars={"base": str(VENV)}))


def fault() -> str:
    """Say what is wrong with the .venv that is there, or return an empty string."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
        made_at = re.search(r"^command = .* -m venv (?:--\S+ )*(.+)$", settings, re.MULTILINE)
        if made_at and not (Path(made_at[1]).exists() and VENV.samefile(made_at[1])):
            return "was made for another folder"
        version = "import sys; print('%d.%d' % sys.version_info[:2])"
        answer = subprocess.run([PYTHON, "-I", "-c", version], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "no longer works"
    if answer.returncode:
        return "no longer works"
    if answer.stdout.strip() != THIS_PYTHON:
        return f"belongs to Python {answer.stdout.strip()}, and this is Python {THIS_PYTHON}"
    if not any(packages_folder().glob("pip-*.dist-info/INSTALLER")):
        return "is not complete"
    return ""


def make_venv() -> None:
    """Make .venv afresh."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Stop("The folder .venv could not be made: " + in_plain_words("ensurepip"))
    say("Making the folder .venv …")
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
        base = getattr(sys, "_base_executable", None) or sys.executable  # not the Python inside the old .venv
        made = subprocess.run(
            [base, "-m", "venv", str(VENV)], capture_output=True, encoding="utf-8", errors="replace", cwd=ROOT
        )
        trouble = made.stdout + made.stderr if made.returncode else ""
    except OSError as problem:
        trouble = str(problem)
    if trouble:
        raise Stop("The folder .venv could not be made: " + in_plain_words(trouble))


def installed_packages() -> int:
    """Count the packages installed to the end: pip writes INSTALLER when all else is in place."""
    return sum(1 for _ in packages_folder().glob("*.dist-info/INSTALLER"))


def forget_half_installed() -> None:
    """Remove the record of every package whose installation was cut short, so that pip installs it again."""
    for record in packages_folder().glob("*.dist-info"):
        if not (record / "INSTALLER").exists():
            shutil.rmtree(record)


def requirement_lines(files: list[str]) -> set[str]:
    """Return the different requirements in these files."""
    lines = {line.strip() for name in files for line in (ROOT / name).read_text(encoding="utf-8").splitlines()}
    return {line for line in lines if line and not line.startswith(("#", "-"))}


def progress(lines: list[str], wanted: int, installed: int, seconds: float) -> str:
    """Turn what pip has written so far into one line."""

    def count(pattern: str) -> int:
        return len({match[1] for match in map(re.compile(pattern).match, lines) if match})

    total = wanted - count("Ignoring (.*)")
    found = count(r"(?:Collecting|Processing|Requirement already satisfied:) (\S+)")
    fetched = count(r" *(?:Downloading|Using cached|Processing) (\S+)(?<!\.metadata) \(")
    counts = f"{min(found, total)} found, {fetched} fetched, {installed} installed"
    return f"  of {total} packages: {counts} · {seconds:.0f} s"


def pip_install(files: list[str]) -> None:
    """Install requirement files with pip, show how far it is, and say in plain words why it failed."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar=off", "--disable-pip-version-check"]
    command.append("--only-binary=:all:")  # few readers have a compiler: a plain sentence is better than its absence
    for name in files:
        command += ["-r", name]
    lines: list[str] = []
    wanted, before, start, shown = len(requirement_lines(files)), installed_packages(), time.monotonic(), 0.0
    on_screen = sys.stdout.isatty()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:

        def read() -> None:
            for text in process.stdout or []:
                lines.append(text)

        def line() -> str:
            return progress(list(lines), wanted, installed_packages() - before, time.monotonic() - start)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        try:
            while process.poll() is None:
                time.sleep(0.2)
                if time.monotonic() - shown > (0.5 if on_screen else 10):
                    shown = time.monotonic()
                    say("\r" + line() if on_screen else line(), end="" if on_screen else "\n")
        except KeyboardInterrupt:
            end(process, patience=5)
            raise
        finally:
            end(process, patience=0)
            reader.join()
    say("\r" + line() if on_screen else line())
    with suppress(OSError):
        PIP_LOG.write_text("".join(lines), encoding="utf-8")
    if process.returncode:
        where = "" if not PIP_LOG.exists() else f" (Everything pip said is in .venv/{PIP_LOG.name}.)"
        raise Stop("The packages could not be installed: " + in_plain_words("".join(lines)) + where)


def fingerprint(name: str) -> str:
    """Return what the installed state of a requirement file depends on: its lines and the Python version."""
    lines = "\n".join([sys.version, *sorted(requirement_lines([name]))])
    return hashlib.sha256(lines.encode()).hexdigest()


def stamps() -> dict[str, str]:
    """Read which requirement files were installed to the end."""
    try:
        read = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def install(files: list[str]) -> None:
    """Install requirement files in .venv; the stamp is taken away before and set after."""
    kept = {name: stamp for name, stamp in stamps().items() if name not in files}
    say(f"Installing {' and '.join(HOLDS[name] for name in files)} in .venv (this needs the internet, this once) …")
    try:
        STAMP.write_text(json.dumps(kept), encoding="utf-8")
        forget_half_installed()
        pip_install(files)
        say("  trying them out …")
        first_use = "import jupyterlab, pandas, matplotlib.font_manager"  # the last finds the fonts, once
        tried = subprocess.run(
            [PYTHON, "-c", first_use], env=environment(), capture_output=True, encoding="utf-8", errors="replace"
        )
        if tried.returncode:
            raise Stop(f"The packages do not work ({in_plain_words(tried.stderr)}): delete .venv and start again.")
        STAMP.write_text(json.dumps(kept | {name: fingerprint(name) for name in files}), encoding="utf-8")
    except OSError as problem:
        raise Stop("The packages could not be installed: " + in_plain_words(str(problem))) from None


def make_ready(*files: str) -> None:
    """Bring .venv to the state that these requirement files ask for; do nothing if it is in it."""
    for name in files:
        if not (ROOT / name).is_file():
            raise Stop(f"The file {name} is missing: fetch the whole course again, with all its folders.")
    there = VENV.exists() or VENV.is_symlink()
    problem = fault()
    if problem:
        if there:
            say(f"The folder .venv {problem}, so it is made again.")
        make_venv()
    wanting = [name for name in files if stamps().get(name) != fingerprint(name)]
    if wanting:
        install(wanting)


def open_course(options: list[str]) -> int:
    """Open the first notebook in JupyterLab, on this computer only."""
    refused = [option for option in options if OPENS_THE_DOOR.match(option)]
    if refused:
        raise Stop(f"The course opens on this computer only, behind its token: leave out {refused[0]}.")
    if not (ROOT / FIRST_NOTEBOOK).is_file():
        raise Stop(f"The file {FIRST_NOTEBOOK} is missing: fetch the whole course again, with all its folders.")
    make_ready(COURSE)
    with suppress(OSError):  # without it JupyterLab asks once whether it may fetch news
        LAB_SETTINGS.parent.mkdir(parents=True, exist_ok=True)
        LAB_SETTINGS.write_text(json.dumps(NO_NEWS), encoding="utf-8")
    say("The course opens in your browser; if it does not, copy the address with `token=` below into it.")
    say("To stop: press Ctrl-C in this window.")
    return call([str(PYTHON), "-m", "jupyterlab", *LAB, *options], environment())


def run_tests(words: list[str]) -> int:
    """Run every check and the tests, then one line for each; with more words, pytest alone with them."""
    make_ready(COURSE, TOOLS)
    python, pytest = [str(PYTHON), "-m"], ["pytest", *NBVAL]
    reached, *parts = (str(VENV / "settings" / f"coverage{part}.json") for part in ("", *range(len(HALVES))))
    variables = environment(for_tests=True)
    if words:
        return call([*python, *pytest, *words], variables)
    steps = {
        "ruff check": [["ruff", "check", *CHECKED]],
        "ruff format": [["ruff", "format", "--check", *CHECKED]],
        "pyrefly": [["pyrefly", "check", "--python-interpreter-path", str(PYTHON)]],
        "pytest": [["slipcover", "--json", "--out", part, "-m", *pytest, *half] for part, half in zip(parts, HALVES)],
        "coverage": [["slipcover", "--merge", *parts, "--out", reached, "--skip-covered", "--fail-under=95"]],
    }
    results = []
    for name, commands in steps.items():
        say(f"\n── {name}")
        begun = time.monotonic()
        code = max(call_together([[*python, *command] for command in commands], variables))
        results.append((name, code, time.monotonic() - begun))
        say(f"   {time.monotonic() - begun:.1f} s")
    say("")
    for name, code, seconds in results:
        say(f"{name:<12} {'failed' if code else 'passed'} {seconds:7.1f} s")
    return 1 if any(code for _, code, _ in results) else 0


def split(arguments: list[str]) -> tuple[str, list[str]]:
    """Split a command line into what to do and the rest, which is for JupyterLab or pytest."""
    if not arguments:
        return "open", []
    first, rest = arguments[0], arguments[1:]
    if first in ("-h", "--help") or (rest[:1] in (["-h"], ["--help"]) and first in ("setup", "refresh")):
        return "help", []
    if first.startswith("-"):
        return "open", arguments
    if first not in VERBS:
        near = difflib.get_close_matches(first, VERBS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`python3 start.py --help` lists what it knows."
        raise Stop(f"start.py does not know `{first}`: {hint}")
    if rest and first != "test":
        raise Stop(f"`{first}` stands alone: leave out {' '.join(rest)}.")
    return first, rest


def do(verb: str, rest: list[str]) -> int:
    """Do what was asked and return the exit code."""
    if verb == "help":
        say(HELP)
    elif verb == "test":
        return run_tests(rest)
    elif verb == "refresh":
        make_ready(COURSE, TOOLS)
        return call([str(PYTHON), "-m", "tests.derived"], environment(for_tests=True))
    elif verb == "setup":
        make_ready(COURSE)
        say("The course is set up. To open it: python3 start.py")
    else:
        return open_course(rest)
    return 0


def main(arguments: list[str]) -> int:
    """Run start.py; every expected trouble is one sentence, a Ctrl-C is none."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return do(*split(arguments))
    except Stop as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopped. You can start again at any time; a set-up cut short is mended then.")
        return 130


if __name__ == "__main__":
    # Ended from outside (a closing window, a service), take the child along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
