"""What every test shares: the case, and a closed door to the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket

from helpers import answer_file
from helpers.case import Case, open_case
from tests.village import build

settings.register_profile("quick", max_examples=30, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=500, deadline=None)  # pytest --hypothesis-profile=thorough
settings.load_profile("quick")


@pytest.fixture(scope="session")
def case() -> Case:
    return open_case()


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the village's case, for tests that leave it as it is."""
    return build(tmp_path_factory.mktemp("village") / "plum")


@pytest.fixture
def plum(sound: Path, tmp_path: Path) -> Path:
    """Copy the village's case, for a test to damage."""
    return Path(shutil.copytree(sound, tmp_path / "plum"))


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name folders for answers; none is made before it is needed, since thousands take long to make and to remove."""
    return (tmp_path_factory.getbasetemp() / f"answers{number}" for number in count())


@pytest.fixture(autouse=True)
def place_for_answers(places: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give every test a place of its own for answers, so that none reads or writes a reader's."""
    folder = next(places)
    monkeypatch.setenv(answer_file.FOLDERS, str(folder))
    yield folder
    answer_file._unwritten.clear()


@pytest.fixture
def own_answers(place_for_answers: Path) -> Path:
    """Make the folder for the answers of this test."""
    place_for_answers.mkdir()
    return place_for_answers


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Close sockets in every ordinary test; nbval's cells talk to their kernels and are not fixtures' business."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
