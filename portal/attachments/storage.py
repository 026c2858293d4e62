"""Where the files stand: a folder on this machine now; any store that keeps bytes by name later."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from flask import current_app

_NAME = re.compile(r"(\d+)/[0-9a-f]{2}/([0-9a-f-]{36})(-small|-original)?\.jpg")


class Size(StrEnum):
    """The pictures kept of each photo: 1600 and 320 pixels at most.

    `ORIGINAL` is what was there before parts of it were covered. No address leads to it.
    """

    LARGE = "large"
    SMALL = "small"
    ORIGINAL = "original"


class Store(Protocol):
    """Keeps bytes by name. Names are made by `name` alone, never from what somebody typed."""

    def put(self, name: str, content: bytes) -> None:
        """Keep the bytes for good, whole or not at all."""

    def link(self, names: Mapping[str, str]) -> None:
        """Keep under each of these names what is kept under the other one, too."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes, None when there are none."""

    def remove(self, name: str) -> None:
        """Take the bytes away; it is no error when there are none."""

    def older_than(self, municipality_id: int, moment: datetime) -> Iterator[UUID]:
        """Find the photos of a municipality whose files were written before a moment."""


def name(municipality_id: int, attachment_id: UUID, size: Size) -> str:
    """Return a file's name. The last two digits of the id spread files over 256 folders."""
    text = str(attachment_id)
    tail = "" if size is Size.LARGE else f"-{size.value}"
    return f"{int(municipality_id)}/{text[-2:]}/{text}{tail}.jpg"


def store() -> Store:
    """Return the store that the settings name."""
    return Disk(current_app.config["PORTAL"].instance_dir / "files")


class Disk:
    """Files under one folder, readable by the portal alone."""

    def __init__(self, root: Path) -> None:
        """Remember the folder; it is made with the first file."""
        self.root = root

    def put(self, name: str, content: bytes) -> None:
        """Write beside, force to disk, then rename: a reader sees all of it or nothing."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(beside).unlink()
            raise
        _force(path.parent)

    def link(self, names: Mapping[str, str]) -> None:
        """Give files second names; taking one name away leaves the other."""
        for name, kept in names.items():
            path = self._path(name)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                os.link(self._path(kept), path)
            except FileExistsError:
                continue
            except OSError:  # a disk without links, or with too many of one file
                self.put(name, self._path(kept).read_bytes())
        for folder in {self._path(name).parent for name in names}:
            _force(folder)

    def read(self, name: str) -> bytes | None:
        """Return the bytes, None when there are none."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Take the file away; it is no error when there is none."""
        self._path(name).unlink(missing_ok=True)

    def older_than(self, municipality_id: int, moment: datetime) -> Iterator[UUID]:
        """Find photos by the age of their large file; half-written files are taken away."""
        limit = moment.timestamp()
        for path in (self.root / str(int(municipality_id))).glob("??/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime >= limit:
                    continue
                if path.suffix == ".part":
                    path.unlink()
                elif found := _NAME.fullmatch(path.relative_to(self.root).as_posix()):
                    yield UUID(found[2])

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.root / name


def _force(folder: Path) -> None:
    """Force a rename to disk: it is the folder that remembers it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
