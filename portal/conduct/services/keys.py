"""Who holds a key: named for what comes, entrusted with what is there, shut out again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from portal.conduct import acts, policy
from portal.conduct.events import RecipientsChanged
from portal.conduct.lifecycle import Meant, Verb
from portal.conduct.models import ConductKey, ConductMatter, ConductRecipients
from portal.conduct.policy import Accused
from portal.conduct.queries import recipients
from portal.conduct.services import moving
from portal.conduct.services.moving import Move
from portal.foundation import audit, outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor


def name_recipients(actor: Actor, person_ids: Collection[int], why: str, *, at: datetime) -> None:
    """Name who reads what comes in from now on. It opens nothing that is there already.

    Those named before and those named now are told; the change is kept for good.
    """
    if not policy.may_name(actor):
        raise Forbidden(lazy("Only the clerk and the mayor name the recipients."))
    known = {one.person_id for one in recipients.candidates()}
    chosen = sorted(set(person_ids))
    wrong: dict[str, object] = {}
    if not chosen or not known.issuperset(chosen):
        wrong["people"] = lazy("Choose one or more people from the list")
    if not why.strip():
        wrong["why"] = lazy("Say why, for those who read this later")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    before = {one.person_id for one in recipients.named()}
    if before == set(chosen):
        raise OutOfOrder(lazy("They are the recipients already."))
    change = ConductRecipients(
        person_ids=chosen, why=why.strip()[:500], named_by=actor.person_id, at=at
    )
    session.add(change)
    session.flush()
    audit.note(acts.RECIPIENTS_NAMED, "conduct", change.id, by=actor, at=at, people=chosen)
    for person_id in sorted(before | set(chosen)):
        outbox.record(RecipientsChanged(person_id, change.id), at)


def entrust(actor: Actor, matter_id: int, person_id: int, *, seen: int, at: datetime) -> None:
    """Give one more person a key to this matter; whoever told it sees that."""
    matter = moving.reader_loads(actor, matter_id, seen)
    accused = Accused(Meant(matter.meant), matter.accused, matter.accused_unit_id)
    found = {one.person_id: one for one in recipients.candidates()}.get(person_id)
    if found is None:
        raise Invalid(fields={"person": lazy("Choose a person from the list")})
    if policy.is_meant(found, accused):
        raise Invalid(fields={"person": lazy("This may be the person it is about.")})
    if person_id in moving.keys(matter_id):
        raise Invalid(fields={"person": lazy("This person may read it already.")})
    _give(matter, person_id, actor, at)


def withhold(actor: Actor, matter_id: int, person_id: int, *, seen: int, at: datetime) -> None:
    """Take somebody's key to this matter away: they are meant by it, or leave the office."""
    matter = moving.reader_loads(actor, matter_id, seen)
    held = moving.keys(matter_id)
    if person_id not in held:
        raise Invalid(fields={"person": lazy("Choose a person from the list")})
    if len(held) == 1:
        raise Invalid(
            fields={
                "person": lazy("Nobody could read it any more. Let another person read it first.")
            }
        )
    session.execute(
        update(ConductKey)
        .where(
            ConductKey.matter_id == matter_id,
            ConductKey.person_id == person_id,
            ConductKey.ended_at.is_(None),
        )
        .values(ended_at=at)
    )
    moving.make(matter, Move(actor, Verb.WITHHOLD, at, details={"person": person_id}))


def hand_over(at: datetime) -> int:
    """Give today's recipients the matters whose readers have all left; how many there were.

    For the operator's command alone: every reader and whoever told it sees that it was done.
    """
    active = {one.person_id for one in recipients.candidates()}
    done = 0
    for matter in session.scalars(select(ConductMatter).order_by(ConductMatter.id)):
        if active.intersection(moving.keys(matter.id)):
            continue
        accused = Accused(Meant(matter.meant), matter.accused, matter.accused_unit_id)
        for reader in recipients.readers_of(accused):
            _give(matter, reader.person_id, None, at)
            done += 1
    return done


def _give(matter: ConductMatter, person_id: int, actor: Actor | None, at: datetime) -> None:
    session.add(
        ConductKey(
            matter_id=matter.id,
            person_id=person_id,
            given_at=at,
            given_by=actor.person_id if actor else None,
        )
    )
    moving.make(matter, Move(actor, Verb.ENTRUST, at, details={"person": person_id}))
