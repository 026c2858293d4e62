"""What people of the demo keep at the desk: lists, filters, likely duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from portal.complaints.duplicates import queries as likely
from portal.complaints.duplicates import services as duplicates
from portal.complaints.handing_over import directory, replying
from portal.complaints.handing_over.replying import Answer, Request
from portal.complaints.handing_over.terms import Kind
from portal.complaints.lifecycle import State
from portal.complaints.marking import services as marking
from portal.complaints.marking.terms import Watch
from portal.complaints.queries import desk
from portal.complaints.queries.desk import Filters, QueueLine
from portal.complaints.saved_filters import services as saved_filters
from portal.foundation import clock
from portal.foundation.policy import Actor, Role
from portal.operations.demo.cast import Cast

ON_LIST = 5
_NAMES = UUID("0b7f4d0e-52b4-4c6e-8a3c-7c2f6f1b9a11")


def keep(cast: Cast, repeats: Sequence[int], at: datetime) -> None:
    """Let the demo's people have worked with all of it for a while."""
    officer, head = cast.actors[Role.OFFICER], cast.actors[Role.HEAD]
    known = desk.offered()
    lines = list(desk.queue(officer, Filters(), known, cursor=None, at=at).items)
    _save_filters(cast, at)
    _list(officer, head, lines, at)
    _ask_outside(officer, lines, at)
    _look_for_duplicates(cast.actors[Role.DISPATCHER], repeats, at)


def _save_filters(cast: Cast, at: datetime) -> None:
    officer, head = cast.actors[Role.OFFICER], cast.actors[Role.HEAD]
    dispatcher = cast.actors[Role.DISPATCHER]
    lamps = str(cast.categories["streetlight"].id)
    for who, title, chosen, is_shared in (
        (officer, "เกินกำหนดของฉัน", {"lateness": "late", "person": "me"}, False),
        (officer, "รอผู้แจ้งตอบ", {"waiting": "reporter"}, False),
        (head, "ไฟฟ้าสาธารณะที่ยังไม่เสร็จ", {"category": lamps}, True),
        (dispatcher, "เรื่องใหม่ รอรับเรื่อง", {"state": State.RECEIVED.value}, False),
    ):
        saved_filters.save(who, title, chosen, is_shared=is_shared, at=at)


def _list(officer: Actor, head: Actor, lines: Sequence[QueueLine], at: datetime) -> None:
    """Some wait on the own list; one is watched, one comes back, one names the officer."""
    for line in lines[:ON_LIST]:
        marking.keep_on_list(officer, line.id, on=True, at=at)
    for line in lines[:1]:
        marking.watch(officer, line.id, Watch.MORNING, at=at)
        words = "ช่วยดูเรื่องนี้ก่อนเรื่องอื่น ผู้แจ้งโทรมาสองครั้งแล้ว"
        marking.note(head, line.id, words, [officer.person_id or 0], seen=line.version, at=at)
    for line in lines[1:2]:
        day = clock.local(at).date() + timedelta(days=3)
        marking.remind(officer, line.id, day, "โทรถามผู้รับเหมาว่าเข้าพื้นที่วันไหน", at=at)


def _ask_outside(officer: Actor, lines: Sequence[QueueLine], at: datetime) -> None:
    """One matter was passed to a body of the directory, whose answer waits for a look."""
    body = next(iter(directory.bodies()), None)
    line = next((one for one in lines[2:] if one.state is State.IN_PROGRESS), None)
    if body is None or line is None:
        return
    request = Request(body.title.th, asked_by=at + timedelta(days=14))
    code = replying.ask_body(officer, line.id, request, seen=line.version, at=at)
    words = "ได้รับหนังสือแล้ว จะส่งช่างเข้าตรวจสอบภายในสัปดาห์นี้"
    day = clock.local(at).date() + timedelta(days=5)
    answer = Answer(Kind.ANSWER, words, "ตย. 117/2569", day)
    opened = replying.open_form(code, who="demo", at=at)
    replying.answer(opened, answer, form_id=uuid5(_NAMES, f"outside/{line.id}"), at=at)


def _look_for_duplicates(dispatcher: Actor, repeats: Sequence[int], at: datetime) -> None:
    """One pair is merged, one is told apart, the others wait."""
    for complaint_id in repeats:
        duplicates.note(complaint_id, at)
    pairs = [pair for pair in likely.waiting(dispatcher, None).items if pair.may_decide]
    for pair in pairs[:1]:
        seen = pair.later.version
        duplicates.confirm(dispatcher, pair.later.id, pair.first.id, seen=seen, at=at)
    for pair in pairs[1:2]:
        duplicates.tell_apart(dispatcher, pair.later.id, pair.first.id, at=at)
