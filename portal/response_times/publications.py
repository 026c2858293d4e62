"""What of the proof lives outside of the database: the key, and every head that was published.

Heads are kept line by line in `proof/<municipality id>.jsonl` of the instance folder. They are
written after the commit, so each of them was in the database; one that is not there any more tells
that an older backup was restored.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Iterable
from pathlib import Path

from flask import current_app

from portal.response_times.proof.heads import Head, head_of
from portal.response_times.proof.leaves import canonical
from portal.response_times.proof.signing import SEED_BYTES, Signer

KEY_FILE = "proof-key"


def signer() -> Signer:
    """The key that the settings name; else the instance folder's own, made on first use.

    Raises:
        ValueError: the setting is no key.

    """
    config = current_app.config["PORTAL"]
    return Signer.of(config.proof_key or _kept_seed(config.instance_dir / KEY_FILE))


def known_heads(municipality_id: int) -> list[Head]:
    """The heads of a municipality that were published from this instance folder, oldest first."""
    path = _path(municipality_id)
    return heads_in(path.read_text(encoding="utf-8")) if path.exists() else []


def heads_in(text: str) -> list[Head]:
    """The heads in a file: one a line, or as the portal publishes them in one list.

    Raises:
        ValueError: these are no heads.

    """
    if '"heads"' in text:
        return [head_of(each) for each in reversed(json.loads(text)["heads"])]
    return [head_of(json.loads(line)) for line in text.splitlines() if line.strip()]


def keep(municipality_id: int, heads: Iterable[Head]) -> None:
    """Add those of these heads (oldest first) that are not kept yet."""
    path = _path(municipality_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept = {head.text for head in heads_in(file.read())}
        for head in heads:
            if head.text not in kept:
                file.write(canonical(head.published) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _path(municipality_id: int) -> Path:
    folder: Path = current_app.config["PORTAL"].instance_dir
    return folder / "proof" / f"{int(municipality_id)}.jsonl"


def _kept_seed(path: Path) -> str:
    """The instance folder's own seed. Of two processes that make it at once, one wins."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}-{os.getpid()}")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(os.urandom(SEED_BYTES)).decode())
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text(encoding="ascii").strip()
