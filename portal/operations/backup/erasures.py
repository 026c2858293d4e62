"""What was erased on request, written beside the backups, so that it outlives each of them.

A backup holds what was erased after it was made. Whoever restores it must erase that again; the
database itself has forgotten it by then. The list holds a reference, a moment and numbers of rows:
nothing of a person. Each line bears a seal under SECRET_KEY, so that nobody can add one.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from portal.foundation import database, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities
from portal.rights.queries.erasures import Erasure, erasures
from portal.rights.services import replaying

NAME = "erasures.jsonl"
KEPT = timedelta(days=5 * 365)
"""Longer than anybody should keep a backup with personal data."""

Line = tuple[str, Erasure]
"""The municipality by its slug, and what was erased there."""


def here() -> list[Line]:
    """Everything the present database knows of; nothing where it cannot be read."""
    try:
        database.session.remove()
        found = []
        for profile in municipalities.all_profiles():
            with tenancy.acting_for(profile.id):
                found += [(profile.slug, each) for each in erasures()]
                database.session.remove()
    except SQLAlchemyError:
        database.session.remove()
        return []
    return found


def keep(folder: Path, at: datetime) -> int:
    """Add what is new to the list in a folder; returns how many it holds.

    Raises `Invalid` where the list there was altered: it is not written over.
    """
    path = folder / NAME
    known = {(slug, each.reference): (slug, each) for slug, each in read(path)}
    known |= {(slug, each.reference): (slug, each) for slug, each in here()}
    lines = [line for line in known.values() if line[1].asked_at > at - KEPT]
    _write(path, sorted(lines, key=lambda line: (line[1].asked_at, line[1].reference)))
    return len(lines)


def read(path: Path, *, other_secret: bool = False) -> list[Line]:
    """The list in a file; empty where there is none. Raises `Invalid` for one that was altered."""
    if not path.exists():
        return []
    try:
        return [_read(line, other_secret) for line in path.read_text("utf-8").splitlines()]
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(
            lazy(
                "The list of erasures was altered, or made under another SECRET_KEY: %(file)s. Set"
                " the SECRET_KEY it was made under, or add --other-secret-key if that one is lost.",
                file=path.name,
            )
        ) from error


def replay(lines: Iterable[Line], at: datetime) -> int:
    """Erase again in the restored database what it does not know to be erased; returns how many."""
    wanted: dict[str, list[Erasure]] = {}
    for slug, erasure in lines:
        wanted.setdefault(slug, []).append(erasure)
    count = 0
    for profile in municipalities.all_profiles():
        database.session.remove()
        with tenancy.acting_for(profile.id), database.writing():
            count += len(replaying.replay(_once(wanted.get(profile.slug, [])), at))
    return count


def _once(erasures: list[Erasure]) -> list[Erasure]:
    return list({each.reference: each for each in erasures}.values())


def _write(path: Path, lines: list[Line]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(_written(line) for line in lines)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _written(line: Line) -> str:
    slug, erasure = line
    told = {"municipality": slug, **asdict(erasure), "asked_at": erasure.asked_at.isoformat()}
    return json.dumps({**told, "seal": _seal(told)}) + "\n"


def _read(line: str, other_secret: bool) -> Line:  # noqa: FBT001 - handed on
    told = json.loads(line)
    seal = told.pop("seal")
    if not other_secret and not hmac.compare_digest(seal, _seal(told)):
        message = "the seal does not fit"
        raise ValueError(message)
    slug = told.pop("municipality")
    told["asked_at"] = datetime.fromisoformat(told["asked_at"])
    told["complaint_ids"] = tuple(told["complaint_ids"])
    return slug, Erasure(**told)


def _seal(told: dict[str, object]) -> str:
    secret = str(current_app.config["SECRET_KEY"])
    key = hmac.digest(secret.encode(), b"erasures", "sha256")
    return hmac.new(key, json.dumps(told, sort_keys=True).encode(), "sha256").hexdigest()
