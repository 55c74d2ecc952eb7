"""What every test shares: the case, and a closed door to the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_socket import disable_socket, enable_socket

from helpers.case import Case, open_case


@pytest.fixture(scope="session")
def case() -> Case:
    return open_case()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Close sockets in every ordinary test; nbval's cells talk to their kernels and are not fixtures' business."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
