"""Settings without which the portal must not start."""

from __future__ import annotations

from pathlib import Path

import pytest

import config


@pytest.mark.parametrize("given", ["", "short", "x" * 31])
def test_no_portal_starts_on_a_guessable_secret(tmp_path: Path, given: str) -> None:
    with pytest.raises(config.MissingSetting):
        config.from_environment({"INSTANCE_DIR": str(tmp_path), "SECRET_KEY": given})


def test_the_demo_makes_its_own_secret_for_its_owner_alone(tmp_path: Path) -> None:
    settings = config.from_environment({"INSTANCE_DIR": str(tmp_path), "DEMO": "1"})
    assert len(settings.secret_key) >= config.SHORTEST_SECRET
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
