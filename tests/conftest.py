"""What every test shares: the case, and a closed door to the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket

from helpers.case import Case, open_case

settings.register_profile("quick", max_examples=30, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=500, deadline=None)  # pytest --hypothesis-profile=thorough
settings.load_profile("quick")


@pytest.fixture(scope="session")
def case() -> Case:
    return open_case()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Close sockets in every ordinary test; nbval's cells talk to their kernels and are not fixtures' business."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
