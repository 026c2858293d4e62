"""What happened to somebody's account, for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class CodeAsked(Event):
    """Somebody asked for a code to sign in; it goes to this e-mail in this language."""

    email: str
    code: str
    language: str
