"""The law of the table in docs/security.md: every test it names is there, every chapter told."""

from __future__ import annotations

import re

import pytest

from tests.laws import project

PAGE = project.ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^def (test_\w+)", re.MULTILINE)
LINE = re.compile(
    r"^\| (?:V\d+[^|]*)?\| [^|]*\| (?P<met>yes|partly|no|–) \| (?P<how>.+) \|$", re.MULTILINE
)
CHAPTERS = 17

pytestmark = pytest.mark.no_database


def written() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_test_that_is_named_is_there() -> None:
    there = {
        name
        for path in project.python("tests/")
        for name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }
    named = set(NAMED.findall(written()))
    assert len(named) > 60
    assert not named - there, sorted(named - there)


def test_every_chapter_is_told() -> None:
    told = {int(number) for number in re.findall(r"^\| V(\d+) ", written(), re.MULTILINE)}
    assert told == set(range(1, CHAPTERS + 1))


def test_what_is_met_names_its_test_or_says_why_none_is_needed() -> None:
    bare = [
        line["how"]
        for line in LINE.finditer(written())
        if line["met"] == "yes"
        and not NAMED.search(line["how"])
        and "there are none" not in line["how"]
    ]
    assert not bare, bare
    assert len(list(LINE.finditer(written()))) > 60
