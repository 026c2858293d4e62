"""Tests stay on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.fixtures.sockets import ShutSocket, is_here


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "", None, b"localhost"])
def test_this_machine_may_be_reached(host: object) -> None:
    assert is_here(host)


def test_another_machine_may_not() -> None:
    with pytest.raises(ShutSocket):
        socket.create_connection(("example.org", 80), timeout=1)
    with pytest.raises(ShutSocket), socket.socket() as other:
        other.connect(("192.0.2.1", 80))
