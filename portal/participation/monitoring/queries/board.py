"""Everything about the work of one project, finished for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.attachments import queries as attachments
from portal.complaints.queries.said import Said
from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.models import ChainLink
from portal.participation.chain.terms import Kind
from portal.participation.monitoring.models import (
    Contract,
    ContractDay,
    Finding,
    Inspection,
    Milestone,
    MoneyYear,
    WorkFollower,
)
from portal.participation.monitoring.progress import Money, Progress, progress
from portal.participation.monitoring.queries import findings
from portal.participation.monitoring.queries.findings import FindingLine
from portal.participation.monitoring.terms import (
    MATTER,
    Check,
    ContractStep,
    Mark,
    Verdict,
    read_checks,
)

MOST = 50
"""Reports on one page."""


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone."""

    id: int
    title: Bilingual
    weight: int
    planned_from: date
    planned_to: date
    first_to: date
    begun_on: date | None
    done_on: date | None
    reason: Bilingual
    version: int

    def is_late(self, today: date) -> bool:
        """Whether it is not done though its planned day is over."""
        return self.done_on is None and self.planned_to < today


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract with the days of its steps: planned, and as it was."""

    id: int
    reference: str
    title: Bilingual
    company: str
    days: dict[ContractStep, tuple[date | None, date | None]]
    version: int

    @property
    def reached(self) -> ContractStep | None:
        """The last step that was made."""
        made = [step for step in ContractStep if self.days.get(step, (None, None))[1]]
        return made[-1] if made else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo."""

    id: UUID
    n: int
    of: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An inspection report."""

    id: int
    running: int
    verdict: Verdict
    marks: dict[Check, Mark]
    words: Said
    landmark: Said
    filed_at: datetime
    photos: tuple[Picture, ...]
    photos_wait: bool
    is_hidden: bool
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The work of a project."""

    milestones: tuple[MilestoneLine, ...]
    progress: Progress | None
    contracts: tuple[ContractLine, ...]
    money: tuple[Money, ...]
    reports: tuple[ReportLine, ...]

    @property
    def total(self) -> Money:
        """The money of all years."""
        return Money(
            0,
            sum(one.approved for one in self.money),
            sum(one.contracted for one in self.money),
            sum(one.paid for one in self.money),
        )


def board(project_id: int, today: date, *, staff: bool = False) -> Board:
    """The work of a project; staff see hidden reports and photos that nobody has looked at."""
    lines = milestones(project_id)
    return Board(
        tuple(lines),
        progress(lines, today),
        tuple(contracts(project_id)),
        tuple(money(project_id)),
        tuple(reports(project_id, staff=staff)),
    )


def milestones(project_id: int) -> list[MilestoneLine]:
    """The milestones of a project, by the day they are planned for."""
    rows = session.scalars(
        select(Milestone)
        .where(Milestone.project_id == project_id)
        .order_by(Milestone.planned_to, Milestone.id)
    )
    return [
        MilestoneLine(
            row.id,
            Bilingual(row.title_th, row.title_en),
            row.weight,
            row.planned_from,
            row.planned_to,
            row.first_to,
            row.begun_on,
            row.done_on,
            Bilingual(row.reason_th, row.reason_en),
            row.version,
        )
        for row in rows
    ]


def contracts(project_id: int) -> list[ContractLine]:
    """The contracts of a project with their steps; two questions."""
    rows = session.scalars(
        select(Contract).where(Contract.project_id == project_id).order_by(Contract.id)
    ).all()
    days: dict[int, dict[ContractStep, tuple[date | None, date | None]]] = {}
    if rows:
        ids = [row.id for row in rows]
        for day in session.scalars(select(ContractDay).where(ContractDay.contract_id.in_(ids))):
            mine = days.setdefault(day.contract_id, {})
            mine[ContractStep(day.step)] = (day.planned_on, day.done_on)
    return [
        ContractLine(
            row.id,
            row.reference,
            Bilingual(row.title_th, row.title_en),
            row.company,
            days.get(row.id, {}),
            row.version,
        )
        for row in rows
    ]


def money(project_id: int) -> list[Money]:
    """The money of a project, year by year."""
    rows = session.scalars(
        select(MoneyYear).where(MoneyYear.project_id == project_id).order_by(MoneyYear.year)
    )
    return [Money(row.year, row.approved, row.contracted, row.paid) for row in rows]


def reports(project_id: int, *, staff: bool = False) -> list[ReportLine]:
    """The newest inspection reports with photos and findings; three questions."""
    wanted = select(Inspection).where(Inspection.project_id == project_id)
    if not staff:
        wanted = wanted.where(Inspection.hidden_at.is_(None))
    rows = session.scalars(wanted.order_by(Inspection.running.desc()).limit(MOST)).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    pictures = attachments.of_many(MATTER, ids)
    found: dict[int, list[FindingLine]] = {}
    for line in findings.of_reports(ids):
        found.setdefault(line.report, []).append(line)
    return [
        ReportLine(
            row.id,
            row.running,
            Verdict(row.verdict),
            read_checks(row.checks),
            Said(row.public_text, row.language),
            Said(row.landmark, thai.language_of(row.landmark)),
            row.filed_at,
            shown(pictures.get(row.id, []), staff=staff),
            row.photos_wait,
            row.hidden_at is not None,
            tuple(found.get(row.running, ())),
        )
        for row in rows
    ]


def shown(photos: Sequence[attachments.AttachmentLine], *, staff: bool) -> tuple[Picture, ...]:
    """Photos as a page shows them: to everyone those that were looked at, to staff all."""
    seen = [photo for photo in photos if staff or photo.reviewed_at is not None]
    return tuple(
        Picture(photo.id, n, len(seen), photo.width, photo.height)
        for n, photo in enumerate(seen, 1)
    )


def waiting_photos() -> list[tuple[int, int]]:
    """Reports whose photos nobody has looked at: (project, running number)."""
    rows = session.execute(
        select(Inspection.project_id, Inspection.running)
        .where(Inspection.photos_wait.is_(True))
        .order_by(Inspection.id)
        .limit(MOST)
    )
    return [(row.project_id, row.running) for row in rows]


def follows(project_id: int, person_id: int | None) -> bool:
    """Whether this person follows the work."""
    return person_id is not None and bool(
        session.scalar(
            select(WorkFollower.id).where(
                WorkFollower.project_id == project_id, WorkFollower.person_id == person_id
            )
        )
    )


def counts(project_id: int) -> tuple[int, int]:
    """How many reports everyone can read, and how many findings are open."""
    read = select(func.count()).where(
        Inspection.project_id == project_id, Inspection.hidden_at.is_(None)
    )
    still = select(func.count()).where(
        Finding.project_id == project_id, Finding.closed_at.is_(None)
    )
    return session.scalar(read) or 0, session.scalar(still) or 0


def budget_of(contract_id: int) -> int | None:
    """The budget line that pays for a contract, if one was named."""
    asked = select(ChainLink.from_id).where(
        ChainLink.from_kind == Kind.BUDGET_LINE.value,
        ChainLink.to_kind == Kind.CONTRACT.value,
        ChainLink.to_id == contract_id,
    )
    return session.scalar(asked)
