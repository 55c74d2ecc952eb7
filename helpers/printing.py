"""Is there a browser that can print a page as PDF, and what does it print? Nothing is fetched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from helpers.handout_page import SHEETS

BROWSERS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
)
"""Browsers that print without a window, by the names of their commands; first those that have none and start sooner."""

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
)
"""Where they stand on macOS and Windows."""

QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
NO_BROWSER = (
    "No PDF was made, because no Chrome, Chromium or Edge was found: open a page in a browser and print it there."
)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")


def browser() -> str | None:
    """Find a browser that can print.

    Returns
    -------
    str or None
        Its command, None where there is none.
    """
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        path = re.sub(r"\{(.+?)\}", lambda name: os.environ.get(name[1], ""), place)
        if Path(path).is_file():
            return path
    return None


def pdf(command: str, html: bytes, paper: str) -> bytes | None:
    """Print a page.

    Parameters
    ----------
    command : str
        The browser.
    html : bytes
        A page that stands alone.
    paper : str
        "A4" or "letter".

    Returns
    -------
    bytes or None
        The PDF, without the hour of its making; None where the browser made none.
    """
    sized = html.replace(b"@page {", f"@page {{ size: {SHEETS[paper]};".encode(), 1)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(sized)
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        line = [command, *QUIET, *root, f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={target}"]
        try:
            subprocess.run([*line, source.as_uri()], capture_output=True, timeout=120, check=False)
            made = target.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None
    return _DATE.sub(lambda found: _blank_date(found[0]), made)


def _blank_date(written: bytes) -> bytes:
    """Put a fixed date of the same length in the place of one, so that nothing in the file moves."""
    return re.sub(rb"\d", b"0", written)


def sides(made: bytes) -> int:
    """Count the pages of a PDF.

    Parameters
    ----------
    made : bytes
        The PDF.

    Returns
    -------
    int
        Sides of paper.
    """
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", made))
