"""What can go wrong, in words a person can act on.

PortalError
├── Invalid (422)        what was typed cannot be taken; `fields` names where
├── SignInNeeded (401)
├── ProofNeeded (401)    somebody is signed in, but proved who they are too long ago for this
├── Forbidden (403)
├── NotFound (404)
├── OutOfOrder (409)     the move is not possible in this state
├── Outdated (409)       somebody else changed it meanwhile
├── TooLarge (413)
└── TooMany (429)
"""

from __future__ import annotations

from typing import ClassVar


class PortalError(Exception):
    """A refusal. The message is shown to the person, in their language, by one handler."""

    status: ClassVar[int] = 400

    def __init__(self, message: object = "", **context: object) -> None:
        """Keep the message as given: a lazy text is put into words when it is shown."""
        super().__init__(message)
        self.message = message
        self.context = context

    def __str__(self) -> str:
        return str(self.message)


class Invalid(PortalError):
    """What was typed cannot be taken. `fields` maps a field's name to its message."""

    status = 422

    def __init__(self, message: object = "", *, fields: dict[str, object] | None = None) -> None:
        """Keep which fields are meant beside the message."""
        super().__init__(message)
        self.fields = fields or {}


class SignInNeeded(PortalError):
    """Nobody is signed in, and the page is not for everyone."""

    status = 401


class ProofNeeded(PortalError):
    """Somebody is signed in; what they want asks them to prove once more who they are."""

    status = 401


class Forbidden(PortalError):
    """Somebody is signed in, but may not do this."""

    status = 403


class NotFound(PortalError):
    """There is no such thing here, or not for this person."""

    status = 404


class OutOfOrder(PortalError):
    """The move is not possible in the matter's present state."""

    status = 409


class Outdated(PortalError):
    """The matter changed after this person's page was made."""

    status = 409


class TooLarge(PortalError):
    """More was sent than can be taken."""

    status = 413


class TooMany(PortalError):
    """Too many tries in too short a time."""

    status = 429
