"""A municipality with some life in it: one complaint in each state, filed and moved by verbs."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.attachments import services as attachments
from portal.complaints import services
from portal.complaints.lifecycle import Closing, Hold, State
from portal.complaints.models import Complaint
from portal.complaints.services import Contact, Receipt
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from tests import makers, pictures
from tests.makers import MONDAY, UNIT

TEXTS = {
    State.RECEIVED: "ถนนเป็นหลุมลึกหน้าตลาด รถจักรยานยนต์ล้มเมื่อเช้า\nโปรดซ่อมโดยด่วน",
    State.ACKNOWLEDGED: "The street lamp by the school has been dark for a week",
    State.ASSIGNED: "ขยะไม่มาเก็บสองสัปดาห์แล้ว ส่งกลิ่นเหม็นทั้งซอย",
    State.IN_PROGRESS: "ท่อระบายน้ำอุดตัน น้ำท่วมซอยทุกครั้งที่ฝนตก",
    State.WAITING: "เสียงดังจากร้านอาหารทุกคืน",
    State.REFERRED: "สายไฟฟ้าห้อยต่ำเกือบถึงพื้น",
    State.ON_HOLD: "ขอให้สร้างทางเท้าหน้าโรงพยาบาล",
    State.RESOLVED: "กิ่งไม้ใหญ่หักขวางถนน",
    State.CLOSED: "เพื่อนบ้านจอดรถหน้าบ้าน",
    State.SETTLED: "ฝาท่อหาย อันตรายมาก",
    State.MERGED: "ถนนหน้าตลาดเป็นหลุม",
}


AGES = {State.SETTLED: 40, State.MERGED: 1}
"""In days; two for the others, so that what is merged was filed later than its first."""


@dataclass(frozen=True)
class Case:
    """One of these complaints, as the address names it."""

    state: State
    receipt: Receipt

    @property
    def address(self) -> str:
        """Year and number, as the last parts of an address."""
        return f"{self.receipt.year}/{self.receipt.running}"


class Making:
    """An officer who brings a complaint to a state, a minute after a minute."""

    def __init__(self, officer: Actor, receipt: Receipt, at: datetime) -> None:
        self.officer = officer
        self.receipt = receipt
        self.at = at

    def does(self, verb: Callable[..., object], *words: object, **more: object) -> Making:
        """One move, seen fresh."""
        self.at += timedelta(minutes=7)
        number = self.receipt.complaint_id
        seen = session.scalars(select(Complaint.version).where(Complaint.id == number)).one()
        verb(self.officer, number, *words, seen=seen, at=self.at, **more)
        return self


def a_photo(making: Making, content: bytes | None = None) -> UUID:
    """A photo that waits for the form it came with; the form’s id."""
    form = uuid4()
    photo = attachments.prepare(io.BytesIO(content or pictures.jpeg()))
    attachments.take(making.officer, photo, attachment_id=uuid4(), form_id=form, at=making.at)
    return form


def bring(making: Making, state: State, first: int | None = None) -> None:
    """Walk the arrows to a state; `first` is what is merged with, else a new complaint."""
    unit_id = municipalities.unit_ids()[UNIT]
    soon = making.at + timedelta(days=30)
    if state not in {State.RECEIVED, State.MERGED}:
        making.does(services.acknowledge)
    walks: dict[State, Callable[[], object]] = {
        State.ASSIGNED: lambda: making.does(services.assign, unit_id, None),
        State.IN_PROGRESS: lambda: making.does(services.start).does(
            services.reply, "เจ้าหน้าที่จะเข้าตรวจสอบในวันพรุ่งนี้"
        ),
        State.WAITING: lambda: making.does(services.ask, "ร้านชื่ออะไร และเสียงดังช่วงเวลาใด"),
        State.REFERRED: lambda: making.does(
            services.refer, "การไฟฟ้าส่วนภูมิภาค", their_number="123/2569", asked_by=soon
        ),
        State.ON_HOLD: lambda: making.does(services.hold, Hold.BUDGET, next_news=soon),
        State.RESOLVED: lambda: _resolve(making),
        State.CLOSED: lambda: making.does(
            services.close, Closing.NOT_OURS, "เรื่องนี้อยู่ในอำนาจของตำรวจ"
        ),
        State.SETTLED: lambda: _resolve(making),
        State.MERGED: lambda: making.does(services.merge, first or another(making.at)),
    }
    walks.get(state, lambda: None)()


def another(at: datetime) -> int:
    """One more complaint, of the unit that does the work; its id."""
    row = session.get_one(Complaint, makers.complaint(at=at).complaint_id)
    row.unit_id = municipalities.unit_ids()[UNIT]
    session.flush()
    return row.id


def _resolve(making: Making) -> None:
    making.does(services.start)
    making.does(services.resolve, "ดำเนินการแล้ว", no_photo_because="ไม่มีผู้ถ่ายภาพ")


def begin(officer: Callable[[Role], Actor]) -> dict[State, Case]:
    """One complaint in each state, inside the municipality of the moment."""
    cases: dict[State, Case] = {}
    for number, (state, text) in enumerate(TEXTS.items()):
        at = MONDAY - timedelta(days=AGES.get(state, 2), minutes=number)
        contact = Contact("สมศรี ใจดี", "081 234 5678", "somsri@example.com")
        receipt = makers.complaint(text, at=at, contact=contact)
        making = Making(officer(Role.CLERK), receipt, at)
        first = cases[State.RECEIVED].receipt.complaint_id if cases else None
        bring(making, state, first)
        cases[state] = Case(state, receipt)
    services.settle_due(MONDAY)
    return cases
