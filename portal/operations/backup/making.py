"""Backups as files: written beside, forced to disk, renamed; the oldest deleted."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from portal.operations.backup import dumping
from portal.operations.backup.archive import Manifest

NAME = re.compile(r"ruammueang-(\d{8}T\d{6}Z)\.backup")
STAMP = "%Y%m%dT%H%M%SZ"


def make(path: Path, at: datetime) -> Manifest:
    """Write a backup to this path: all of it or nothing. Readable by this user alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            manifest = dumping.dump(file, at)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    return manifest


def make_in(folder: Path, at: datetime, keep: int) -> Path:
    """Write the backup of this moment into a folder and delete the oldest beyond `keep`."""
    path = folder / f"ruammueang-{at.astimezone(UTC).strftime(STAMP)}.backup"
    make(path, at)
    for former in kept(folder)[keep:]:
        former.unlink(missing_ok=True)
    return path


def kept(folder: Path) -> list[Path]:
    """The backups of a folder, newest first, by the moments in their names."""
    if not folder.is_dir():
        return []
    return sorted((p for p in folder.iterdir() if NAME.fullmatch(p.name)), reverse=True)


def last_at(folder: Path) -> datetime | None:
    """When the newest backup of a folder was made."""
    newest = next(iter(kept(folder)), None)
    found = NAME.fullmatch(newest.name) if newest else None
    return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC) if found else None


def sweep(folder: Path) -> None:
    """Take away what a killed backup has left half."""
    for half in folder.glob(".ruammueang-*.part") if folder.is_dir() else ():
        half.unlink(missing_ok=True)
