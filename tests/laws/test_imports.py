"""Laws of leaning that the import linter cannot say: whose models are whose."""

from __future__ import annotations

import fnmatch
from functools import lru_cache

import grimp
import pytest

RULES = (
    ("portal.*.models", ("portal.tables", "portal.*.queries", "portal.*.queries.*")),
    ("portal.*.views", ("portal.factory",)),
    ("portal.*.jobs", ("portal.factory", "portal.operations.*")),
)
"""What another room may not import, but for these."""


@lru_cache(maxsize=1)
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("portal", cache_dir=None)


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def is_one_of(module: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(module, pattern) for pattern in patterns)


def broken(importer: str, imported: str) -> bool:
    """Whether this import reaches into another room's inner files."""
    return room_of(imported) not in {room_of(importer), "portal.foundation"} and any(
        (is_one_of(imported, (pattern, f"{pattern}.*")) and not is_one_of(importer, but))
        for pattern, but in RULES
    )


def test_each_room_keeps_its_inner_files_to_itself() -> None:
    modules = graph()
    found = [
        f"{importer} imports {imported}"
        for importer in sorted(modules.modules)
        for imported in sorted(modules.find_modules_directly_imported_by(importer))
        if broken(importer, imported)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("importer", "imported", "expected"),
    [
        ("portal.front.views", "portal.complaints.models", True),
        ("portal.complaints.services.filing", "portal.places.models", True),
        ("portal.front.queries", "portal.complaints.models", False),
        ("portal.complaints.services.filing", "portal.complaints.models", False),
        ("portal.tables", "portal.complaints.models", False),
    ],
)
def test_the_law_knows_whose_is_whose(importer: str, imported: str, expected: bool) -> None:
    assert broken(importer, imported) is expected
