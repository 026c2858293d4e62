"""Laws of what others made: every locked package and vendored folder is in the bill and listed."""

from __future__ import annotations

import json
import re

from tests.laws import project

DOCS = project.ROOT / "docs"
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def locked() -> set[tuple[str, str]]:
    """Name and version of every package the portal runs on."""
    text = (project.ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    return set(PINNED.findall(text))


def test_the_bill_names_exactly_what_is_locked_with_its_hashes() -> None:
    bill = json.loads((DOCS / "sbom.json").read_text(encoding="utf-8"))
    parts = [part for part in bill["components"] if part["purl"].startswith("pkg:pypi/")]
    assert {(part["name"], part["version"]) for part in parts} == locked(), "run: make sbom"
    assert all(part["hashes"] for part in parts)
    assert all(part["licenses"][0]["license"]["name"] for part in parts)
    assert "timestamp" not in bill.get("metadata", {}), "the same lock is to give the same bill"


def test_the_licences_list_all_of_it() -> None:
    text = (DOCS / "licences.md").read_text(encoding="utf-8")
    missing = [name for name, version in locked() if f"| {name} | {version} | " not in text]
    assert not missing, f"run: make sbom; missing: {missing}"
    assert "see the package" not in text


def test_every_vendored_folder_is_listed_and_has_its_licence() -> None:
    listed = (DOCS / "licences.md").read_text(encoding="utf-8")
    told = ""
    for root in project.VENDORED:
        notes = project.ROOT / root / "VENDOR.md"
        told += notes.read_text(encoding="utf-8") if notes.exists() else ""
        for folder in (each for each in (project.ROOT / root).iterdir() if each.is_dir()):
            name, version = folder.name.rsplit("-", 1)
            assert (folder / "LICENSE").exists(), folder.name
            assert folder.name in told, f"{folder.name} is not in VENDOR.md"
            assert name.removeprefix("@") in listed, folder.name
            assert version in told
