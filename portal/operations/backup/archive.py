"""The archive: a tar whose last member tells what all others must be.

    backup.json                          what this is, and its format
    tables/<table>/<municipality>/<n>.jsonl.gz    rows, one a line
    files/<municipality>/<..>/<id>.jpg   photos
    members.tsv                          SHA-256, bytes and name of everything before
    manifest.json                        schema, moment, counts, SHA-256 of members.tsv, seal

It is written and read from front to back, a member at a time, so a large one needs no more memory
than a small one. The seal is an HMAC under SECRET_KEY: nobody without it can alter an archive.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Self, cast

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

KIND = "ruammueang-backup"
FORMAT = 1
FIRST, LIST, LAST = "backup.json", "members.tsv", "manifest.json"
LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes; a part of a table has a few million, a photo less than one."""
SPOOL = 8 * 1024 * 1024
"""Bytes of the list of members that are kept in memory; the rest waits on the disk."""


@dataclass(frozen=True, slots=True)
class TableNote:
    """What an archive holds of a table: its columns with the kind of each, and how many rows."""

    columns: dict[str, str]
    rows: int


@dataclass(slots=True)
class Manifest:
    """What an archive says of itself."""

    revision: str
    """The schema its rows belong to."""
    at: str
    """When its snapshot was taken, in UTC."""
    database: str
    release: str
    tables: dict[str, TableNote] = field(default_factory=dict)
    files: int = 0
    gone: list[str] = field(default_factory=list)
    """Photos that the database names and the folder did not have."""
    kind: str = KIND
    format: int = FORMAT
    members: int = 0
    members_sha256: str = ""

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(table.rows for table in self.tables.values())

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Read it from JSON. Raises TypeError or KeyError when it is something else."""
        known = {name: told[name] for name in cls.__slots__}
        known["tables"] = {name: TableNote(**note) for name, note in known["tables"].items()}
        return cls(**known)


class Writer:
    """Writes an archive to a file or a pipe."""

    def __init__(self, target: IO[bytes]) -> None:
        """Begin: say first what this is."""
        self._tar = tarfile.open(fileobj=target, mode="w|")  # noqa: SIM115 - `finish` closes
        self._listed = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - the same
        self._members = 0
        self.add(FIRST, _json({"kind": KIND, "format": FORMAT}))

    def add(self, name: str, content: bytes) -> None:
        """Add a member."""
        self._write(name, io.BytesIO(content), len(content))
        self._members += 1
        self._listed.write(_line(name, content))

    def finish(self, manifest: Manifest, secret: str) -> None:
        """Add the list and the manifest, sealed."""
        size = self._listed.tell()
        self._listed.seek(0)
        manifest.members = self._members
        manifest.members_sha256 = hashlib.file_digest(self._listed, "sha256").hexdigest()
        self._listed.seek(0)
        self._write(LIST, self._listed, size)
        told = asdict(manifest)
        content = _json(told | {"seal": seal(told, secret)})
        self._write(LAST, io.BytesIO(content), len(content))
        self._listed.close()
        self._tar.close()

    def _write(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size = size
        member.mode = 0o600
        self._tar.addfile(member, content)
        cast("Any", self._tar).members.clear()  # it would remember every one


def seal(told: Mapping[str, Any], secret: str) -> str:
    """Only who knows SECRET_KEY can make this of a manifest."""
    key = hmac.digest(secret.encode(), b"backup", "sha256")
    return hmac.new(key, _json(told), "sha256").hexdigest()


def members(source: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every member from front to back, without the list of them.

    Raises:
        Invalid: this is no archive, or it ends too early.

    """
    source.seek(0)
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for member in tar:
                cast("Any", tar).members.clear()
                if member.name != LIST:
                    yield member.name, _content(tar, member)
    except (tarfile.TarError, EOFError) as error:
        raise Invalid(
            lazy("This file is no backup, or only a part of one: it cannot be read to its end.")
        ) from error


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member) if member.size <= LARGEST_MEMBER else None
    if file is None:
        raise Invalid(lazy("This file is no backup made by this portal."))
    return file.read()


def verified(source: IO[bytes], secret: str, *, other_secret: bool = False) -> Manifest:
    """Read an archive to its end and compare all of it with what it says of itself.

    `other_secret` takes an archive that was made under another SECRET_KEY, where the seal cannot
    be checked.

    Raises:
        Invalid: it is cut off, altered, of another kind or of a newer format.

    """
    told: dict[str, Any] = {}
    seen, found = hashlib.sha256(), 0
    for name, content in members(source):
        if told:
            raise Invalid(lazy("The backup was altered: something follows its end."))
        if not found:
            _recognise(name, content)
        if name == LAST:
            told = _told(content)
            continue
        found += 1
        seen.update(_line(name, content))
    if not told:
        raise Invalid(lazy("The backup is cut off: its end is missing."))
    return _agreed(told, found, seen.hexdigest(), "" if other_secret else secret)


def _agreed(told: dict[str, Any], found: int, seen: str, secret: str) -> Manifest:
    sealed = str(told.pop("seal", ""))
    try:
        manifest = Manifest.of(told)
    except (KeyError, TypeError, AttributeError) as error:
        raise Invalid(lazy("This file is no backup made by this portal.")) from error
    if (manifest.members, manifest.members_sha256) != (found, seen):
        raise Invalid(lazy("The backup was altered: its contents are not what was written."))
    if secret and not hmac.compare_digest(sealed, seal(told, secret)):
        raise Invalid(
            lazy(
                "The backup was altered, or made under another SECRET_KEY. Set the SECRET_KEY it"
                " was made under, or add --other-secret-key if that one is lost."
            )
        )
    return manifest


def _recognise(name: str, content: bytes) -> None:
    told = _told(content) if name == FIRST else {}
    if told.get("kind") != KIND:
        raise Invalid(lazy("This file is no backup made by this portal."))
    if told.get("format") != FORMAT:
        raise Invalid(lazy("A newer portal made this backup. Install that version, then restore."))


def _told(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {}


def _line(name: str, content: bytes) -> bytes:
    return f"{hashlib.sha256(content).hexdigest()}\t{len(content)}\t{name}\n".encode()


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
