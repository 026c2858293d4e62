"""The keeper of the catalogues: what it finds missing, and what it writes."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from tests.laws import project


@pytest.fixture(scope="module")
def strings() -> ModuleType:
    path = project.ROOT / "translations" / "strings.py"
    specification = importlib.util.spec_from_file_location("strings", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_missing_and_uncertain_thai_is_found(strings: ModuleType) -> None:
    catalogue = Catalog(locale="th")
    catalogue.add("Send", "ส่ง")
    catalogue.add("Stop", "")
    catalogue.add(("%(n)s day", "%(n)s days"), ("",))
    catalogue.add("Go", "ไป", flags={"fuzzy"})
    assert len(strings.faults(catalogue)) == 3


def test_a_catalogue_shows_words_and_no_dates(strings: ModuleType) -> None:
    catalogue = Catalog(locale="th")
    catalogue.add("Send", "ส่ง", locations=[("a.py", 3)])
    text = strings.written(catalogue, header=True)
    assert "POT-Creation-Date" not in text
    assert 'msgid "Send"' in text


def test_a_difference_is_shown(strings: ModuleType) -> None:
    assert strings.differences(strings.TEMPLATE, "something else")
    there = strings.TEMPLATE.read_text(encoding="utf-8")
    assert not strings.differences(strings.TEMPLATE, there)
