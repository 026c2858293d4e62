"""Whether the portal serves from this instance folder just now, by a lock its processes share."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

NAME = "running.lock"
_held: dict[Path, int] = {}


def hold(folder: Path) -> bool:
    """Say that this process serves, for as long as it lives. The system forgets it with it.

    Returns whether it is the first of its portal.
    """
    is_first = not is_running(folder)
    if folder not in _held:
        _held[folder] = _open(folder)
        fcntl.flock(_held[folder], fcntl.LOCK_SH)
    return is_first


def is_running(folder: Path) -> bool:
    """Whether any process serves from this folder."""
    handle = _open(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def _open(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
