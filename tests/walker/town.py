"""Two municipalities full of words that must not be read where they do not belong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from portal.accounts import services as accounts
from portal.accounts.models import Person
from portal.attachments.models import Attachment
from portal.channels.models import CallTask, Notice
from portal.complaints import services
from portal.complaints.lifecycle import State, Visibility
from portal.complaints.models import Category, Complaint
from portal.conduct import services as conduct
from portal.conduct.lifecycle import Meant
from portal.conduct.models import ConductMatter
from portal.conduct.policy import Accused
from portal.conduct.services import Telling
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Role
from portal.places.models import Area
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Case
from tests.makers import MONDAY

NEXT_DOOR = "กระเจี๊ยบ"
"""In everything of the municipality beside."""
PRIVATE = "มะตูม"
"""In a case that no resident, no council member and no administrator may read."""
CONDUCT = "ระกำ"
"""In what was told about somebody's conduct: only the clerk and the auditor hold a key."""
CONTACT = "สะเดา"
"""A reporter's name: on no page without a press that is written down."""
RESIDENT = "somchai@example.org"
PLANTED = audit.Act("test.planted", lazy("Signed in"))


@dataclass
class Ground:
    """What there is, by the numbers an address may name."""

    here: Town
    beside: Town
    numbers: dict[str, list[str]] = field(default_factory=dict)
    """Values for the named parts of an address: ours, and the neighbour's."""
    people: dict[Role, int] = field(default_factory=dict)


def prepare(town: Town, life: dict[State, Case]) -> Ground:
    """Fill both municipalities; the first has a complaint in each state already."""
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    ground = Ground(town, Town(town.app, founded))
    _fill_beside(ground.beside)
    with town.work("th"):
        _plant_private()
        _plant_conduct()
        resident = accounts.NewPerson(RESIDENT, "สมชาย", Role.RESIDENT)
        ground.people[Role.RESIDENT] = accounts.add(resident, MONDAY)
    with town.look():
        for row in session.scalars(select(Person).order_by(Person.id)):
            ground.people.setdefault(Role(row.role), row.id)
    ground.numbers = _numbers(ground)
    return ground


def _fill_beside(beside: Town) -> None:
    with beside.work("th") as current:
        for row in current.scalars(select(Person)):
            row.name = f"{NEXT_DOOR} {row.role}"
        current.add(Area(code="n", kind="x", title_th=NEXT_DOOR, title_en=NEXT_DOOR, position=1))
        contact = services.Contact(NEXT_DOOR, "081 234 5679", "next@example.org")
        receipt = makers.complaint(f"{NEXT_DOOR} รกริมทาง", contact=contact)
        clerk = beside.actor(Role.CLERK)
        at = MONDAY + timedelta(minutes=1)
        services.acknowledge(clerk, receipt.complaint_id, seen=1, at=at)
        services.reply(clerk, receipt.complaint_id, f"{NEXT_DOOR} ตัดแล้ว", seen=2, at=at)
        _tell(NEXT_DOOR)


def _plant_private() -> None:
    contact = services.Contact(CONTACT, "081 234 5678", "")
    category = session.scalar(
        select(Category.id).where(Category.visibility == Visibility.PRIVATE.value).limit(1)
    )
    makers.complaint(f"{PRIVATE} ในบ้านของฉัน", contact=contact, category_id=category)


def _plant_conduct() -> None:
    _tell(CONDUCT)


def _tell(words: str) -> None:
    accused = Accused(Meant.STAFF, "ช่างคนหนึ่ง", None)
    conduct.file(Telling(form_id=uuid4(), text=f"{words} เรียกเงิน", accused=accused), MONDAY)


def _numbers(ground: Ground) -> dict[str, list[str]]:
    """Real numbers for the addresses' parts: a few of ours and all kinds of the neighbour's."""
    found: dict[str, list[str]] = {"year": [str(MONDAY.year)], "running": ["1", "2", "5", "11"]}
    for town in (ground.here, ground.beside):
        with town.look():
            for name, column in (
                ("complaint_id", Complaint.id),
                ("call_id", CallTask.id),
                ("notice_id", Notice.id),
                ("matter_id", ConductMatter.id),
                ("attachment_id", Attachment.id),
            ):
                some = session.scalars(select(column).order_by(column.desc()).limit(2))
                found.setdefault(name, []).extend(map(str, some))
    return found
