"""What every test gets: shut sockets, a fresh database of either kind, the portal on it.

The fixtures stand in `tests/fixtures/`. Rooms are tested on SQLite and PostgreSQL; everything else
that needs a database uses SQLite, unless `--database=postgresql` is asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from portal.foundation.i18n import DEFAULT_LANGUAGE, speak

pytest_plugins = [
    "tests.fixtures.run",
    "tests.fixtures.sockets",
    "tests.fixtures.statements",
    "tests.fixtures.databases",
    "tests.fixtures.portal",
]

settings.register_profile("untimed", deadline=None)  # no test is timed: machines are shared
settings.load_profile("untimed")

KINDS = ("sqlite", "postgresql")
ON_BOTH = ("rooms", "migrations")
"""Folders whose tests run on both kinds of database."""
HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=[*KINDS, "both"],
        default="both",
        help="which databases the tests run on (rooms: both of them by default)",
    )


@pytest.fixture(autouse=True)
def first_language() -> None:
    """Begin in Thai, whatever the last page of the test before was in."""
    speak(DEFAULT_LANGUAGE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a database once for each kind of database it is meant for."""
    if "database" not in metafunc.fixturenames:
        return
    wanted = metafunc.config.getoption("--database")
    allowed = set(KINDS if wanted == "both" else [wanted])
    folder = Path(metafunc.definition.path).relative_to(HERE).parts[0]
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "on_postgresql" in marks:
        meant = ["postgresql"]
    elif "both_databases" in marks or folder in ON_BOTH:
        meant = list(KINDS)
    else:
        meant = ["sqlite"] if wanted == "both" else [wanted]
    metafunc.parametrize("database", [k for k in meant if k in allowed], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs no database, so that `make check` can run it alone."""
    for item in items:
        if "database" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.no_database)
