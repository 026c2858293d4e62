"""By which names the portal is reached, directly and behind a proxy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from config import from_environment
from portal.factory import create_app
from portal.foundation import database, tenancy
from tests import makers
from tests.fixtures.portal import Town


@pytest.fixture
def portal(town: Town, tmp_path: Path) -> Callable[..., Flask]:
    """A second portal on the same database, with other settings."""
    same = {
        "database_url": town.app.config["PORTAL"].database_url,
        "migration_database_url": town.app.config["PORTAL"].migration_database_url,
    }
    return lambda **settings: create_app(makers.config(tmp_path, **same, **settings))


@pytest.fixture
def two_towns(town: Town) -> None:
    """A second municipality with a host of its own."""
    with town.app.app_context(), database.writing():
        number = makers.municipality("elsewhere", host="elsewhere.example")
        with tenancy.acting_for(number):
            assert number != town.id


def test_another_name_is_turned_away(portal: Callable[..., Flask]) -> None:
    client = portal(hosts=frozenset({"report.example"})).test_client()
    assert client.get("/", base_url="http://report.example").status_code == 200
    assert client.get("/", base_url="http://report.example:8000").status_code == 200
    refused = client.get("/", base_url="http://evil.example")
    assert refused.status_code == 421
    assert "evil" not in refused.get_data(as_text=True)
    assert client.get("/health", base_url="http://10.0.0.5").status_code == 200


@pytest.mark.usefixtures("two_towns")
def test_behind_a_proxy_the_visitors_name_counts(portal: Callable[..., Flask]) -> None:
    asked = {"base_url": "http://internal", "headers": {"X-Forwarded-Host": "elsewhere.example"}}
    behind = portal(proxies=1).test_client().get("/complaints", **asked)
    assert behind.status_code == 200
    assert "elsewhere.example" in behind.get_data(as_text=True)
    bare = portal().test_client().get("/complaints", **asked)
    assert "elsewhere.example" not in bare.get_data(as_text=True)


def test_the_names_are_a_setting() -> None:
    read = from_environment({"SECRET_KEY": "k" * 40, "HOSTS": "Report.example, other.example"})
    assert read.hosts == {"report.example", "other.example"}
    assert from_environment({"SECRET_KEY": "k" * 40}).hosts == frozenset()
