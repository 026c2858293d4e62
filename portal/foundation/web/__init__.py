"""The web's glue: whose portal is this, in which language, who may enter, one commit a request.

A view reads, calls one verb and answers. Everything else a request needs happens here, so that
no page can forget it.
"""

from __future__ import annotations

from portal.foundation.web.answers import (
    content_security_policy,
    personal,
    tagged,
    unchanged,
    with_map,
    with_worker,
)
from portal.foundation.web.devices import device, know_device, owner
from portal.foundation.web.doorway import Doorway, Finder
from portal.foundation.web.glue import csrf, forms_refused, install, keep, undo
from portal.foundation.web.requests import (
    actor,
    freshly_proved,
    here_and_now,
    open_to,
    other_language_address,
    profile,
    profile_or_none,
    room,
    sender,
)

__all__ = [
    "Doorway",
    "Finder",
    "actor",
    "content_security_policy",
    "csrf",
    "device",
    "forms_refused",
    "freshly_proved",
    "here_and_now",
    "install",
    "keep",
    "know_device",
    "open_to",
    "other_language_address",
    "owner",
    "personal",
    "profile",
    "profile_or_none",
    "room",
    "sender",
    "tagged",
    "unchanged",
    "undo",
    "with_map",
    "with_worker",
]
