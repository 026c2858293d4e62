"""Photos of before and after: staff add them, and take one away that must not be shown."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from portal.attachments import queries, services
from portal.attachments.queries import Purpose
from portal.foundation import audit
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.results import acts
from portal.participation.results.services.loading import recorded
from portal.participation.results.terms import PHOTOS

CORRECT = lazy("There is something to correct")
MOST: Final = 20
"""Photos of one project's result."""


def add_photos(
    actor: Actor, project_id: int, form_id: UUID, purpose: Purpose | None, *, at: datetime
) -> None:
    """Keep the photos that wait under a form's id, for everyone to see.

    The same form again is the same photos. Raises `Forbidden`, `NotFound`, and `Invalid`, naming
    the fields.
    """
    recorded(actor, project_id)
    wrong: dict[str, object] = {}
    if purpose not in {Purpose.BEFORE, Purpose.AFTER}:
        wrong["purpose"] = lazy("Say whether they show it before or after")
    if len(queries.of_form(form_id)) + len(queries.of(PHOTOS, project_id)) > MOST:
        wrong["photos"] = lazy("%(most)s photos at most: take one away first", most=MOST)
    if wrong or purpose is None:
        raise Invalid(CORRECT, fields=wrong)
    lines = services.claim(form_id, PHOTOS, project_id, at, purpose=purpose)
    if not lines:
        raise Invalid(CORRECT, fields={"photos": lazy("Choose a photo")})
    services.release(actor, [one.id for one in lines], at=at)
    audit.note(acts.PHOTOS_ADDED, "project", project_id, by=actor, at=at, photos=len(lines))


def remove_photo(actor: Actor, project_id: int, photo_id: UUID, *, at: datetime) -> None:
    """Take a photo away for good. Raises `Forbidden`, `NotFound`."""
    recorded(actor, project_id)
    if photo_id not in {one.id for one in queries.of(PHOTOS, project_id)}:
        raise NotFound(lazy("There is no such photo."))
    services.remove(actor, photo_id, at=at)
    audit.note(acts.PHOTO_REMOVED, "project", project_id, by=actor, at=at)
