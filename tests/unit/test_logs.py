"""The log tells where something failed, not what was in somebody's letter."""

from __future__ import annotations

import pytest
import structlog

from portal.foundation import logs


def _fail(code: str) -> None:
    raise KeyError(len(code))


def test_a_failure_is_logged_without_the_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.install()
    secret = "-".join(map(str, range(9)))
    try:
        _fail(secret)
    except KeyError:
        structlog.get_logger().exception("outbox_failed", row=7)
    written = capsys.readouterr().out
    assert "outbox_failed" in written
    assert "KeyError" in written
    assert secret not in written
