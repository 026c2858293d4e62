"""Notices: written once, in the reader's language, without links; sent, or tried again."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.channels import handlers, jobs, links
from portal.channels import services as channels
from portal.channels.lifecycle import Outcome, State
from portal.channels.models import CallAttempt, CallTask, NoticeDue
from portal.complaints import services
from portal.complaints.lifecycle import Closing, Verb
from portal.complaints.models import Complaint, ComplaintStep, ContactView
from portal.complaints.queries import history, story
from portal.complaints.queries.said import said
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.policy import Role
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.notices import BOTH, EARLIER, MAIL, PHONE, code_asked, deliver, filed, moved, notices
from tests.post import Holding, Post, free_port, serving


def every_move() -> list[tuple[Any, ...]]:
    words = "เชิญดูที่www.bad.example หรือ bit.ly/abc และ kkmuni.go.th"
    return [
        (services.reply, (f"คำตอบ {words}",), {}),
        (services.resolve, (f"ซ่อมแล้ว {words}",), {"no_photo_because": "มืด"}),
        (services.reopen, ("ยังไม่เรียบร้อย",), {}),
        (services.ask, (f"เสาต้นใด {words}",), {}),
        (services.close, (Closing.NO_ANSWER, f"ไม่มีคำตอบ {words}"), {}),
    ]


@pytest.mark.parametrize("language", ["th", "en"])
def test_each_occasion_is_told_in_the_readers_language_and_without_links(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None], language: str
) -> None:
    set_mail(mail=post.settings())
    number = filed(town, replace(MAIL, language=language))
    moved(town, number, EARLIER, *every_move())
    clock.pass_(hours=2)
    assert deliver(town, clock) == 6
    subjects = [str(one.mail["Subject"]) for one in post.log]
    assert len(set(subjects)) == 6
    assert all(("ขก 2569/" if language == "th" else "KK 2026/") in one for one in subjects)
    with town.look() as looking:
        code = looking.scalars(select(Complaint.tracking_code)).one()
    removed = "[ลิงก์ถูกตัดออก]" if language == "th" else "[link removed]"
    for place, one in enumerate(post.log):
        whole = f"{one.mail['Subject']}\n{one.text}"
        for trace in ("://", "www.", "bit.ly", "kkmuni", "bad.example"):
            assert trace not in whole
        assert not links.has_link(whole)
        assert (code in whole) == (place == 0), "the tracking code stands on the receipt alone"
        assert (removed in whole) == (place != 0)
        assert "0 4322 1202" in whole
        assert ("2569" if language == "th" else "2026") in whole
        assert one.mail["Auto-Submitted"] == "auto-generated"
        assert one.mail["Content-Language"] == language
        assert bool(re.search("[ก-๙]", str(one.mail["Subject"]))) == (language == "th")
    assert "ไฟถนนดับ" not in post.log[0].text, "a receipt repeats nobody's words"
    assert {row.state for row in notices(town)} == {State.SENT}
    assert not any(row.body for row in notices(town))


def test_a_fact_heard_twice_makes_one_notice(town: Town, clock: Clock) -> None:
    with town.work():
        fact = code_asked("somsri@example.com", "123456", "th")
        handlers.send_code(fact, MONDAY)
        handlers.send_code(fact, MONDAY)
    assert len(notices(town)) == 1


def test_a_code_goes_first_and_leaves_no_trace(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None]
) -> None:
    set_mail(mail=post.settings())
    filed(town, MAIL)
    with town.work():
        outbox.record(code_asked("a@example.com", "123456", "en"), MONDAY)
    deliver(town, clock)
    assert "123456" in post.log[0].text
    assert not [row for row in notices(town) if "123456" in row.subject + row.body + row.key]


def test_a_late_code_is_not_sent(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None]
) -> None:
    set_mail(mail=post.settings())
    with town.work():
        handlers.send_code(code_asked("a@example.com", "123456", "en"), MONDAY)
    clock.pass_(minutes=11)
    assert deliver(town, clock) == 0
    assert not post.log
    assert notices(town)[0].state == State.EXPIRED


def test_a_dead_server_loses_nothing(
    town: Town, clock: Clock, set_mail: Callable[..., None]
) -> None:
    post = Post(port=free_port())
    set_mail(mail=post.settings())
    filed(town, MAIL)
    assert deliver(town, clock) == 0
    waits = []
    for _each in range(10):
        clock.pass_(hours=7)
        deliver(town, clock)
        row = notices(town)[0]
        assert row.state == State.WAITING
        assert row.next_at
        waits.append(row.next_at - clock.now())
    assert waits[:2] == [timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-1] == timedelta(hours=6)
    for _each in range(2):
        filed(town, MAIL)
    deliver(town, clock)
    clock.pass_(hours=7)
    with serving(post):
        assert deliver(town, clock) == 3
    assert len({one.id for one in post.log}) == len(post.log) == 3


def test_a_hanging_server_holds_up_no_writer(
    town: Town, clock: Clock, set_mail: Callable[..., None]
) -> None:
    filed(town, MAIL)
    with Holding() as server:
        set_mail(mail=replace(Post(port=server.port).settings(), timeout_seconds=60))
        worker = threading.Thread(target=deliver, args=(town, clock))
        worker.start()
        assert server.came.wait(60), "nothing was sent"
        filed(town, MAIL)
        waited_for = notices(town)[0].attempts
        server.let_go()
        worker.join()
    assert waited_for == 0, "the file was locked while a server was waited for"
    assert notices(town)[0].attempts == 1


def test_a_refused_address_fails_at_once_and_the_others_go(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None]
) -> None:
    set_mail(mail=post.settings())
    post.refuses = lambda address: "550 No such user" if address.startswith("gone") else None
    filed(town, replace(MAIL, email="gone@example.com"))
    filed(town, MAIL)
    assert deliver(town, clock) == 1
    refused = notices(town)[0]
    assert (refused.state, refused.attempts) == (State.FAILED, 1)
    assert "550" in refused.last_error
    post.refuses = lambda _address: None
    with town.work():
        channels.try_again(town.actor(Role.ADMINISTRATOR), refused.id, clock.now())
    assert deliver(town, clock) == 1


def test_a_busy_mailbox_is_tried_again(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None]
) -> None:
    set_mail(mail=post.settings())
    post.refuses = lambda _address: "451 Try later"
    filed(town, MAIL)
    deliver(town, clock)
    assert notices(town)[0].state == State.WAITING
    post.refuses = lambda _address: None
    clock.pass_(minutes=1)
    assert deliver(town, clock) == 1


def test_who_leaves_only_a_telephone_is_called_for_what_matters(town: Town, clock: Clock) -> None:
    number = filed(town, PHONE)
    moved(town, number, EARLIER, *every_move())
    deliver(town, clock)
    assert not notices(town)
    with town.look() as looking:
        calls = list(looking.scalars(select(CallTask).order_by(CallTask.id)))
        assert [c.occasion for c in calls] == ["answer", "resolved", "question", "closed"]
        assert all("เทศบาลนครขอนแก่น" in c.text and not links.has_link(c.text) for c in calls)


def test_sms_goes_where_it_is_set_up(
    town: Town, clock: Clock, set_mail: Callable[..., None], post: Post
) -> None:
    set_mail(sms_address=f"http://127.0.0.1:{free_port()}/send")
    number = filed(town, PHONE)
    moved(town, number, EARLIER, every_move()[0])
    assert deliver(town, clock) == 0
    rows = notices(town)
    assert [row.medium for row in rows] == ["sms", "sms"]
    assert rows[0].state == State.WAITING
    assert not links.has_link(rows[0].body)
    assert len(rows[0].body) < 134


def test_what_does_not_arrive_for_a_day_becomes_a_call(
    town: Town, clock: Clock, set_mail: Callable[..., None]
) -> None:
    post = Post(port=free_port())
    set_mail(mail=post.settings())
    for contact in (BOTH, MAIL):
        moved(town, filed(town, contact), EARLIER, every_move()[0])
    deliver(town, clock)
    clock.pass_(hours=25)
    with town.work():
        assert jobs.call_instead(clock.now()) == 1
        assert jobs.call_instead(clock.now()) == 0
    with town.look() as looking:
        assert len(list(looking.scalars(select(CallTask)))) == 1
        assert len(list(looking.scalars(select(NoticeDue)))) == 3
    assert [row.state for row in notices(town)].count(State.CALLED) == 1


def test_a_call_is_tried_until_somebody_was_told(town: Town, clock: Clock) -> None:
    moved(town, filed(town, PHONE), EARLIER, every_move()[0])
    deliver(town, clock)
    with town.work():
        clerk = town.actor(Role.CLERK)
        task = session.scalars(select(CallTask)).one()
        assert channels.show_phone(clerk, task.id, MONDAY) == "081 234 5678"
        assert len(list(session.scalars(select(ContactView)))) == 1
        channels.note_call(clerk, task.id, Outcome.NO_ANSWER, at=MONDAY)
        assert task.due_at == MONDAY + timedelta(hours=3)
        channels.note_call(clerk, task.id, Outcome.DONE, at=MONDAY)
        assert (task.state, task.text) == ("done", "")
        steps = list(session.scalars(select(ComplaintStep).where(ComplaintStep.verb == Verb.NOTE)))
        assert [step.details for step in steps] == [{"called": "no_answer"}, {"called": "reached"}]
        assert not any(step.note or step.is_public for step in steps)


def test_a_call_leaves_a_line_that_only_the_staff_reads(town: Town, clock: Clock) -> None:
    number = filed(town, PHONE)
    moved(town, number, EARLIER, every_move()[0])
    deliver(town, clock)
    with town.work():
        clerk = town.actor(Role.CLERK)
        task = session.scalars(select(CallTask)).one()
        channels.note_call(clerk, task.id, Outcome.DONE, at=MONDAY)
    with town.look("en"):
        line = history.history(number, ())[0]
        told = story.for_reporter(number, ())
        words = [str(fact) for fact in line.facts]
    assert words == ["The reporter was told by telephone"]
    assert (line.tone, line.note.text, line.by) == ("internal", "", said("สมหมาย Clerk"))
    assert "081" not in str(line)
    assert Verb.NOTE not in {step.verb for step in told}


def test_a_call_and_its_line_are_kept_together_or_not_at_all(town: Town, clock: Clock) -> None:
    moved(town, filed(town, PHONE), EARLIER, every_move()[0])
    deliver(town, clock)
    with suppress(OSError), town.work():
        task = session.scalars(select(CallTask)).one()
        channels.note_call(town.actor(Role.CLERK), task.id, Outcome.DONE, at=MONDAY)
        raise OSError
    with town.look() as looking:
        assert looking.scalars(select(CallTask.state)).one() == "open"
        notes = select(ComplaintStep.id).where(ComplaintStep.verb == Verb.NOTE)
        assert not list(looking.scalars(select(CallAttempt.id)))
        assert not list(looking.scalars(notes))


def test_two_workers_send_each_notice_once(
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None]
) -> None:
    set_mail(mail=post.settings())
    with town.work():
        for n in range(60):
            handlers.send_code(code_asked(f"a{n}@example.com", "123456", "en"), MONDAY)
    workers = [threading.Thread(target=deliver, args=(town, clock)) for _each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one.to for one in post.log) == sorted(f"a{n}@example.com" for n in range(60))


def test_without_a_server_messages_are_kept_as_files(town: Town, clock: Clock) -> None:
    filed(town, MAIL)
    assert deliver(town, clock) == 1
    kept = list((town.app.config["PORTAL"].instance_dir / "outbox").glob("*.eml"))
    assert any(b"notice-" in path.read_bytes() for path in kept)
