"""One matter: everything for those with a key, what was written to them for whoever told it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.attachments import queries as attachments
from portal.attachments.queries import AttachmentLine
from portal.conduct import policy
from portal.conduct.lifecycle import SHOWN, STEPS, Meant, Outcome, Sort, State, Verb
from portal.conduct.models import (
    MATTER,
    ConductContact,
    ConductKey,
    ConductMatter,
    ConductOpening,
    ConductStep,
)
from portal.conduct.policy import Candidate
from portal.conduct.queries import recipients
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the history."""

    words: Lazy
    at: datetime
    who: str
    """Empty for whoever told it."""
    note: str
    outcome: Outcome | None
    person: str
    """Whose key it was about."""
    by_reporter: bool


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """Who read it, when, and whether in a file."""

    who: str
    at: datetime
    in_file: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach whoever told it."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter for those with a key."""

    id: int
    year: int
    running: int
    sort: Sort
    meant: Meant
    accused: str
    unit: Bilingual | None
    text: str
    language: str
    happened: str
    place: str
    evidence: str
    state: State
    outcome: Outcome | None
    filed_at: datetime
    answer_by: datetime
    version: int
    contact: Contact
    steps: list[StepLine]
    openings: list[OpeningLine]
    readers: list[Candidate]
    others: list[Candidate]
    """Who could be given a key."""
    photos: list[AttachmentLine]
    moves: list[Verb]


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter for whoever told it."""

    id: int
    year: int
    running: int
    tracking_code: str
    state: State
    outcome: Outcome | None
    filed_at: datetime
    answer_by: datetime
    has_email: bool
    steps: list[StepLine]
    readers: list[recipients.Office]


def by_number(year: int, running: int) -> int | None:
    """The id of the matter with this number. What it opens is decided elsewhere."""
    return session.scalar(
        select(ConductMatter.id).where(ConductMatter.year == year, ConductMatter.running == running)
    )


def readable(actor: Actor, year: int, running: int) -> int | None:
    """The id of the matter with this number if this person may open it."""
    return session.scalar(
        select(ConductMatter.id).where(
            ConductMatter.year == year,
            ConductMatter.running == running,
            policy.readable_by(actor),
        )
    )


def filed_with(form_id: object) -> int | None:
    """The id of what was filed with this form."""
    return session.scalar(select(ConductMatter.id).where(ConductMatter.form_id == form_id))


def matter(actor: Actor, matter_id: int) -> Matter | None:
    """Everything about a matter; None for whoever may not open it."""
    row = session.scalar(
        select(ConductMatter).where(ConductMatter.id == matter_id, policy.readable_by(actor))
    )
    if row is None:
        return None
    names = _names()
    titles = {unit.id: unit.title for unit in municipalities.every_unit()}
    readers = _readers(matter_id)
    return Matter(
        id=row.id,
        year=row.year,
        running=row.running,
        sort=Sort(row.sort),
        meant=Meant(row.meant),
        accused=row.accused,
        unit=titles.get(row.accused_unit_id or 0),
        text=row.text,
        language=row.language,
        happened=row.happened,
        place=row.place,
        evidence=row.evidence,
        state=State(row.state),
        outcome=Outcome(row.outcome) if row.outcome else None,
        filed_at=row.filed_at,
        answer_by=row.answer_by,
        version=row.version,
        contact=_contact(matter_id),
        steps=_steps(matter_id, names),
        openings=_openings(matter_id, names),
        readers=readers,
        others=_others(row, {one.person_id for one in readers}),
        photos=attachments.of(MATTER, matter_id),
        moves=[
            verb
            for verb, arrow in STEPS.items()
            if State(row.state) in arrow.sources and verb not in {Verb.ANSWER, Verb.ADD}
        ],
    )


def _others(row: ConductMatter, held: Collection[int]) -> list[Candidate]:
    """Who could be given a key, too: nobody who may be meant."""
    accused = policy.Accused(Meant(row.meant), row.accused, row.accused_unit_id)
    return [
        one
        for one in recipients.candidates()
        if one.person_id not in held and not policy.is_meant(one, accused)
    ]


def followed(matter_id: int) -> Followed | None:
    """What whoever told it sees: where it stands, what was written to them, who may read it."""
    row = session.scalar(select(ConductMatter).where(ConductMatter.id == matter_id))
    if row is None:
        return None
    shown = {verb.value for verb in SHOWN}
    return Followed(
        id=row.id,
        year=row.year,
        running=row.running,
        tracking_code=row.tracking_code,
        state=State(row.state),
        outcome=Outcome(row.outcome) if row.outcome else None,
        filed_at=row.filed_at,
        answer_by=row.answer_by,
        has_email=bool(_contact(matter_id).email),
        steps=_steps(matter_id, {}, shown),
        readers=recipients.offices(_readers(matter_id)),
    )


def told(matter_id: int) -> tuple[str, str]:
    """Where to tell whoever told it that there is news, and in which language."""
    row = session.get(ConductContact, matter_id)
    return (row.email, row.language) if row is not None else ("", "th")


def reader_addresses(matter_id: int) -> list[tuple[str, str]]:
    """E-mail and language of everyone with a key."""
    rows = session.execute(
        select(Person.email, Person.language)
        .join(ConductKey, ConductKey.person_id == Person.id)
        .where(
            ConductKey.matter_id == matter_id,
            ConductKey.ended_at.is_(None),
            Person.is_active.is_(True),
        )
        .order_by(Person.id)
    )
    return [(row.email, row.language) for row in rows]


def address_of(person_id: int) -> tuple[str, str]:
    """E-mail and language of one of staff."""
    row = session.execute(
        select(Person.email, Person.language).where(Person.id == person_id)
    ).one_or_none()
    return (row.email, row.language) if row is not None else ("", "th")


def _readers(matter_id: int) -> list[Candidate]:
    rows = session.execute(
        select(Person.id, Person.role, Person.unit_id, Person.name)
        .join(ConductKey, ConductKey.person_id == Person.id)
        .where(
            ConductKey.matter_id == matter_id,
            ConductKey.ended_at.is_(None),
            Person.is_active.is_(True),
        )
        .order_by(Person.id)
    )
    return [Candidate(row.id, Role(row.role), row.unit_id, row.name) for row in rows]


def _names() -> dict[int, str]:
    return {row.id: row.name for row in session.execute(select(Person.id, Person.name))}


def _contact(matter_id: int) -> Contact:
    row = session.get(ConductContact, matter_id)
    return Contact(row.name, row.phone, row.email) if row is not None else Contact("", "", "")


def _steps(matter_id: int, names: dict[int, str], only: set[str] | None = None) -> list[StepLine]:
    asked = select(ConductStep).where(ConductStep.matter_id == matter_id)
    if only is not None:
        asked = asked.where(ConductStep.verb.in_(sorted(only)))
    lines = []
    for row in session.scalars(asked.order_by(ConductStep.id.desc())):
        outcome = (row.details or {}).get("outcome")
        lines.append(
            StepLine(
                STEPS[Verb(row.verb)].done,
                row.at,
                names.get(row.actor_id or 0, ""),
                row.note,
                Outcome(outcome) if outcome else None,
                names.get((row.details or {}).get("person", 0), ""),
                Verb(row.verb) in {Verb.FILE, Verb.ANSWER, Verb.ADD},
            )
        )
    return lines


def _openings(matter_id: int, names: dict[int, str]) -> list[OpeningLine]:
    rows = session.scalars(
        select(ConductOpening)
        .where(ConductOpening.matter_id == matter_id)
        .order_by(ConductOpening.id.desc())
    )
    return [
        OpeningLine(names.get(row.person_id, "–"), row.at, row.how == "carried") for row in rows
    ]
