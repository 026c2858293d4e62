"""The pages of this room: the doors, the second factor, one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts.views import (
    account,
    door,
    doors,
    factors,
    first_passkey,
    keys,
    new_email,
    outside,
    proof,
    second,
    staff,
)
from portal.accounts.views.door import blueprint

if TYPE_CHECKING:
    from flask import Flask

__all__ = [
    "account",
    "blueprint",
    "doors",
    "factors",
    "first_passkey",
    "install",
    "keys",
    "new_email",
    "outside",
    "proof",
    "second",
    "staff",
]


def install(app: Flask) -> None:
    """Let the portal know who is signed in, and ask them to prove it."""
    door.install(app, proof.ask_proof)
