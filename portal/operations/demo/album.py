"""The demo's photos: drawn once, given to the complaints they belong to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from portal.attachments import services as attachments
from portal.attachments.cleaning import Photo
from portal.attachments.notes import Compared
from portal.attachments.queries import Purpose
from portal.attachments.recording import PastPhoto
from portal.complaints.lifecycle import Verb
from portal.complaints.services.recording import MATTER
from portal.operations.demo import pictures
from portal.operations.demo.cast import Cast
from portal.operations.demo.dice import Dice
from portal.operations.demo.planned import PlannedComplaint
from portal.operations.demo.views import Views

COPIES = 0.02
"""Of the photos of results: taken over from another complaint."""
SILENT = 0.3
FAR = 0.015
OLD = 0.01


def photos_of(
    cast: Cast,
    planned: Sequence[PlannedComplaint],
    ids: Sequence[int],
    drawn: dict[str, Photo],
    *,
    fresh_from: datetime | None = None,
) -> Iterator[PastPhoto]:
    """Return every photo of the planned complaints, whose ids stand in the same order.

    Results from `fresh_from` on have photos of their own, for those are looked through for copies;
    older ones share what is drawn, so that the demo is made quickly.
    """
    views = Views()
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
                random = Dice(f"{complaint_id}-{position}")
                own = fresh_from is not None and step.at >= fresh_from
                is_copy = random.chance(COPIES)
                yield PastPhoto(
                    id=cast.id_of(one, f"after-{position}"),
                    form_id=cast.id_of(one, f"result-{position}"),
                    photo=views.of(step.picture, random)
                    if own and not is_copy
                    else _drawn(step.picture, drawn),
                    owner_kind=MATTER,
                    owner_id=complaint_id,
                    purpose=Purpose.AFTER,
                    position=1,
                    filed_at=step.at,
                    reviewed_at=step.at,
                    compared=_compared(random),
                )


def _compared(random: Dice) -> Compared:
    """Most photos are of the place and of the day; many telephones note neither."""
    if random.chance(SILENT):
        return Compared()
    far = random.chance(FAR)
    metres = random.randint(40, 400) * 10 if far else random.randint(0, 9) * 10
    return Compared(metres, random.chance(OLD))


def _drawn(name: str, drawn: dict[str, Photo]) -> Photo:
    """Draw a picture once and take it in as if somebody had sent it."""
    if name not in drawn:
        drawn[name] = attachments.prepare(io.BytesIO(pictures.draw(name)), f"{name}.jpg")
    return drawn[name]
