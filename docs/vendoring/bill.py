"""`make sbom`: the bill of materials (docs/sbom.json) and the licences (docs/licences.md).

Both are made of requirements/run.txt, of what its packages say of themselves where they are
installed, and of portal/foundation/static/vendor/VENDOR.md. The same locks give the same files:
neither bears a date or a random number.
"""

from __future__ import annotations

import re
import uuid
from importlib.metadata import metadata
from pathlib import Path
from typing import NamedTuple

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "run.txt"
VENDOR = ROOT / "portal" / "foundation" / "static" / "vendor" / "VENDOR.md"
SBOM, LICENCES = ROOT / "docs" / "sbom.json", ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(.*(?:\n +.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]+)` (\S+) \(npm\) \| ([^,|]+)", re.MULTILINE)
SPACE = uuid.UUID("5a7d0f3e-0d2f-4b8e-9a43-6c1f5f0d2569")
"""Where numbers of our bills come from: the same lock gives the same number."""
ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0", "pysqlite3": "Zlib"}
"""Of packages that are not installed on every machine, or that do not say it in a word."""
LONGEST_WORD = 60
"""Characters; some packages put their whole licence where its name belongs."""


class Package(NamedTuple):
    """One thing of others that the portal is made of."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...]
    kind: str


def locked() -> list[Package]:
    """The Python packages of the lock."""
    return [
        Package(name, version, licence_of(name), tuple(sorted(HASH.findall(rest))), "pypi")
        for name, version, rest in PINNED.findall(LOCK.read_text(encoding="utf-8"))
    ]


def vendored() -> list[Package]:
    """The front-end files of others that stand in the repository."""
    rows = ROW.findall(VENDOR.read_text(encoding="utf-8"))
    return [Package(name, version, licence, (), "npm") for _folder, name, version, licence in rows]


def licence_of(name: str) -> str:
    """What a package says of its licence: the expression, the classifiers, or the word it uses."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    told = metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [
        each.rsplit(" :: ", 1)[1]
        for each in told.get_all("Classifier") or ()
        if each.startswith("License ::") and not each.endswith("OSI Approved")
    ]
    words = (told.get("License") or "").strip()
    return " / ".join(classified) or (words if 0 < len(words) < LONGEST_WORD else "see the package")


def bill(packages: list[Package]) -> str:
    """The bill of materials as CycloneDX JSON."""
    bom = Bom(serial_number=uuid.uuid5(SPACE, LOCK.read_text(encoding="utf-8")))
    bom.metadata.timestamp = None  # type: ignore[assignment]
    for each in packages:
        address = PackageURL(each.kind, _scope(each.name), each.name.split("/")[-1], each.version)
        bom.components.add(
            Component(
                name=each.name,
                version=each.version,
                type=ComponentType.LIBRARY,
                bom_ref=str(address),
                purl=address,
                licenses=[DisjunctiveLicense(name=each.licence)],
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in each.hashes],
            )
        )
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _scope(name: str) -> str | None:
    return name.split("/", maxsplit=1)[0] if "/" in name else None


def table(packages: list[Package]) -> str:
    """Packages with their licences."""
    lines = [f"| {each.name} | {each.version} | {each.licence} |" for each in packages]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *lines])


def main() -> None:
    """Write both files."""
    python, front = locked(), vendored()
    SBOM.write_text(bill([*python, *front]), encoding="utf-8")
    LICENCES.write_text(
        "# Licences of what others made\n\n"
        "Made by `make sbom` from the lock and from what the packages say of themselves; do not"
        " edit.\nThe same in machine-readable form is `docs/sbom.json` (CycloneDX 1.6).\n\n"
        "## Files in the repository\n\n"
        f"{table(front)}\n\n"
        "Each folder of `portal/foundation/static/vendor/` has its LICENSE, and `VENDOR.md` says"
        " what was\ntaken and changed. For tests only: `axe-core`, MPL-2.0, in `tests/vendor/`.\n\n"
        "## Python packages that the portal runs on\n\n"
        f"{table(python)}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
