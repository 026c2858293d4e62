"""Ways out of the house that a test may set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.portal import Town
from tests.post import Post, serving


@pytest.fixture
def post() -> Iterator[Post]:
    with serving(Post()) as running:
        yield running


@pytest.fixture
def set_mail(town: Town) -> Iterator[Callable[..., None]]:
    """Change the portal's settings for one test."""
    former = town.app.config["PORTAL"]

    def change(**settings: Any) -> None:
        town.app.config["PORTAL"] = replace(town.app.config["PORTAL"], **settings)

    yield change
    town.app.config["PORTAL"] = former
