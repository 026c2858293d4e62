"""Somebody tells of conduct or corruption; keys are given to those who may read it.

Nothing of the sender is kept that they did not type: no account, no address of their network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update

from portal.attachments import services as attachments
from portal.attachments.queries import Purpose
from portal.complaints import numbering
from portal.complaints.services.filing import identifier
from portal.conduct.events import RecipientsTold
from portal.conduct.lifecycle import Meant, Sort, State, Verb
from portal.conduct.models import MATTER, ConductBook, ConductContact, ConductKey, ConductMatter
from portal.conduct.policy import Accused, Candidate
from portal.conduct.queries import recipients
from portal.conduct.services import moving
from portal.foundation import clock, database, outbox, tenancy, thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities
from portal.response_times import queries as promised
from portal.response_times import services as times
from portal.response_times.calendar import due
from portal.response_times.facts import Course, Labels, Told
from portal.response_times.standards import PromiseKind, Standard, Unit

LONGEST_TEXT = 10_000
LONGEST_LINE = 500
SHORTEST_TEXT = 3
ANSWER = Standard(PromiseKind.ANSWER, 15, Unit.CALENDAR_DAYS)
"""A first answer within 15 days, as for every complaint."""

_FILED = select(
    ConductMatter.id, ConductMatter.year, ConductMatter.running, ConductMatter.tracking_code
).where(ConductMatter.form_id == bindparam("form_id"))
_NEXT = (
    update(ConductBook)
    .where(ConductBook.year == bindparam("of_year"))
    .values(last=ConductBook.last + 1)
    .returning(ConductBook.last)
)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach whoever tells it. All of it may be left out."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "th"


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody tells, and whom it is about."""

    form_id: UUID
    text: str
    accused: Accused
    sort: Sort = Sort.CONDUCT
    happened: str = ""
    place: str = ""
    evidence: str = ""
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever told it gets: the number's parts and the code."""

    matter_id: int
    year: int
    running: int
    tracking_code: str
    is_new: bool


def check(telling: Telling) -> list[Candidate]:
    """Who would read it; raises `Invalid`, naming every wrong field, where it cannot be taken."""
    wrong: dict[str, object] = {}
    if len(thai.cleaned(telling.text)) < SHORTEST_TEXT:
        wrong["text"] = lazy("Tell us what happened")
    if len(telling.text) > LONGEST_TEXT:
        wrong["text"] = lazy(
            "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
            length=f"{len(telling.text):,}",
            most=f"{LONGEST_TEXT:,}",
        )
    about = telling.accused
    if about.unit_id is not None and about.unit_id not in municipalities.unit_ids().values():
        wrong["unit"] = lazy("Choose a unit from the list")
    if about.meant is Meant.STAFF and about.unit_id is None and not about.words.strip():
        wrong["accused"] = lazy(
            "Say who it is about: a name, a position, how they looked, or the unit"
        )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    found = recipients.readers_of(about)
    if not found:
        raise Invalid(
            lazy(
                "Everybody here who could read it is meant by it. Nothing was kept. Please tell the"
                " Damrongdhama Centre (1567), the PACC (1206) or the NACC (1205) instead."
            )
        )
    return found


def file(telling: Telling, at: datetime) -> Receipt:
    """Take it in, give it a number, and give keys to those who may read it.

    The same form sent again gives the first receipt again. Raises `Invalid` as `check` does.
    """
    database.lock(f"conduct:{tenancy.municipality_id()}:{telling.form_id}")
    known = database.run(_FILED, {"form_id": telling.form_id}).one_or_none()
    if known is not None:
        return Receipt(known.id, known.year, known.running, known.tracking_code, is_new=False)
    readers = check(telling)
    matter = _draft(telling, at)
    database.write_now(matter, _contact(matter, telling.contact))
    for reader in readers:
        database.write_now(
            ConductKey(matter_id=matter.id, person_id=reader.person_id, given_at=at, given_by=None)
        )
    attachments.claim(telling.form_id, MATTER, matter.id, at, purpose=Purpose.DOCUMENT)
    times.begin(MATTER, Told(matter.id, Labels(is_counted=False), Course(at)))
    step = moving.write(matter, moving.Move(None, Verb.FILE, at))
    outbox.record(RecipientsTold(matter.id, step.id), at)
    return Receipt(matter.id, matter.year, matter.running, matter.tracking_code, is_new=True)


def _draft(telling: Telling, at: datetime) -> ConductMatter:
    calendar = promised.calendar_of(tenancy.municipality_id())
    year = clock.local(at).year
    text = thai.cleaned(telling.text)
    return ConductMatter(
        id=identifier(at, telling.form_id),
        form_id=telling.form_id,
        year=year,
        running=_next_number(year),
        tracking_code=numbering.new_code(),
        sort=telling.sort.value,
        meant=telling.accused.meant.value,
        accused=thai.cleaned(telling.accused.words)[:LONGEST_LINE],
        accused_unit_id=telling.accused.unit_id,
        text=text,
        happened=thai.cleaned(telling.happened)[:LONGEST_LINE],
        place=thai.cleaned(telling.place)[:LONGEST_LINE],
        evidence=thai.cleaned(telling.evidence)[:LONGEST_TEXT],
        language=thai.language_of(text),
        state=State.RECEIVED.value,
        outcome=None,
        filed_at=at,
        answer_by=due(ANSWER, at, calendar),
        changed_at=at,
        closed_at=None,
        version=1,
    )


def _contact(matter: ConductMatter, contact: Contact) -> ConductContact:
    return ConductContact(
        matter_id=matter.id,
        name=contact.name.strip(),
        phone=contact.phone.strip(),
        email=contact.email.strip().lower(),
        language=contact.language,
    )


def _next_number(year: int) -> int:
    last = database.run(_NEXT, {"of_year": year}).scalar_one_or_none()
    if last is None:
        last = 1
        database.write_now(ConductBook(year=year, last=last))
    return last
