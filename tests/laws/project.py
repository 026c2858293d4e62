"""The project's files, as the laws look at them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "portal"
VENDORED = ("portal/foundation/static/vendor/", "tests/vendor/")
TEXT = frozenset(
    {".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".po", ".pot", ".cfg", ".yaml", ".tsv"}
)


@lru_cache(maxsize=1)
def kept() -> tuple[Path, ...]:
    """Every file of the project that is kept or about to be, without what others made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = listed.stdout.decode().split("\0")
    ours = (name for name in names if name and not name.startswith(VENDORED))
    return tuple(path for path in map(ROOT.joinpath, sorted(ours)) if path.is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file of ours."""
    for path in kept():
        if path.suffix in TEXT or path.name in {"Makefile", "run"}:
            yield short(path), path.read_text(encoding="utf-8")


def short(path: Path) -> str:
    """A path as it is shown in findings."""
    return str(path.relative_to(ROOT))


def python(*folders: str) -> list[Path]:
    """Python files of ours, or those below these folders."""
    found = [path for path in kept() if path.suffix == ".py"]
    return [p for p in found if not folders or short(p).startswith(folders)]


def templates() -> list[Path]:
    """The portal's templates."""
    return [p for p in kept() if p.suffix in {".html", ".txt"} and "templates" in p.parts]


def rooms() -> list[str]:
    """The names of the rooms, the foundation among them."""
    return sorted(path.name for path in PORTAL.iterdir() if (path / "__init__.py").exists())
