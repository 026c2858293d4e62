"""The demo's photos: drawn once, given to the complaints they belong to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from portal.attachments import services as attachments
from portal.attachments.cleaning import Photo
from portal.attachments.queries import Purpose
from portal.attachments.recording import PastPhoto
from portal.complaints.lifecycle import Verb
from portal.complaints.services.recording import MATTER
from portal.operations.demo import pictures
from portal.operations.demo.cast import Cast
from portal.operations.demo.planned import PlannedComplaint


def photos_of(
    cast: Cast, planned: Sequence[PlannedComplaint], ids: Sequence[int], drawn: dict[str, Photo]
) -> Iterator[PastPhoto]:
    """Return every photo of the planned complaints, whose ids stand in the same order."""
    for one, complaint_id in zip(planned, ids, strict=True):
        looked_at = next((step.at for step in one.steps if step.verb is Verb.REVIEW), None)
        for position, name in enumerate(one.pictures, 1):
            yield PastPhoto(
                id=cast.id_of(one, f"before-{position}"),
                form_id=cast.id_of(one),
                photo=_drawn(name, drawn),
                owner_kind=MATTER,
                owner_id=complaint_id,
                purpose=Purpose.BEFORE,
                position=position,
                filed_at=one.filed_at,
                reviewed_at=looked_at,
            )
        results = (step for step in one.steps if step.verb is Verb.RESOLVE)
        for position, step in enumerate(results, 1):
            if step.picture:
                yield PastPhoto(
                    id=cast.id_of(one, f"after-{position}"),
                    form_id=cast.id_of(one, f"result-{position}"),
                    photo=_drawn(step.picture, drawn),
                    owner_kind=MATTER,
                    owner_id=complaint_id,
                    purpose=Purpose.AFTER,
                    position=1,
                    filed_at=step.at,
                    reviewed_at=step.at,
                )


def _drawn(name: str, drawn: dict[str, Photo]) -> Photo:
    """Draw a picture once and take it in as if somebody had sent it."""
    if name not in drawn:
        drawn[name] = attachments.prepare(io.BytesIO(pictures.draw(name)), f"{name}.jpg")
    return drawn[name]
