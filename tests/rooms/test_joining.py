"""Complaints are merged, and that is undone; one is split: clocks, figures, photos, histories."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.attachments import queries as photographs
from portal.attachments.models import Attachment
from portal.complaints import services
from portal.complaints.lifecycle import State, Verb
from portal.complaints.models import MATTER, Category, ComplaintContact, ComplaintStep
from portal.complaints.services import Contact, Part
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.response_times import queries as promised
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind
from portal.response_times.versions import Priority
from tests.cases import (
    DAY,
    HOUR,
    does,
    fact,
    filed,
    open_dues,
    row,
    steps,
    told_of,
    verbs,
    with_photo,
)
from tests.makers import MONDAY

# Merging


def test_a_merged_complaint_leaves_the_figures_and_its_first_counts_from_the_earliest(inside):
    clerk = inside.actor(Role.CLERK)
    early, late = filed(at=MONDAY - 3 * DAY), filed(at=MONDAY)
    own = open_dues(late)
    does(clerk, services.merge, early, late, at=MONDAY + HOUR)
    assert (fact(early).outcome, fact(early).ended_at) == ("merged", MONDAY + HOUR)
    assert not open_dues(early)
    assert row(early).next_due_at is None
    assert fact(late).filed_at == MONDAY - 3 * DAY
    assert fact(late).outcome == ""
    assert row(late).filed_at == MONDAY, "the filing itself is what it was"
    moved = open_dues(late)
    assert moved[PromiseKind.ACKNOWLEDGE] == own[PromiseKind.ACKNOWLEDGE] - 3 * DAY
    assert moved[PromiseKind.ANSWER] == own[PromiseKind.ANSWER] - 3 * DAY
    assert row(late).next_due_at == min(moved.values())
    replaced = [
        line
        for line in promised.promises_of(Matter(MATTER, late))
        if line.superseded_at is not None
    ]
    assert {line.due_at for line in replaced} == set(own.values()), "they stay in the history"


def test_a_later_filing_changes_no_promise_of_the_first(inside):
    first, other = filed(at=MONDAY), filed(at=MONDAY + HOUR)
    before = open_dues(first)
    does(inside.actor(Role.CLERK), services.merge, other, first, at=MONDAY + 2 * HOUR)
    assert open_dues(first) == before
    assert row(first).counted_from is None


def test_both_histories_say_so_and_their_numbers_have_no_gap(inside):
    first, other = filed(), filed()
    does(inside.actor(Role.CLERK), services.merge, other, first, at=MONDAY + HOUR)
    merged, taken = steps(other)[-1], steps(first)[-1]
    assert (merged.verb, merged.details["with"], merged.state) == ("merge", first, "merged")
    assert (taken.verb, taken.details["merged"], taken.state) == ("absorb", other, "received")
    numbers = sorted(session.scalars(select(ComplaintStep.number)))
    assert numbers == list(range(1, len(numbers) + 1))
    told = told_of(other)
    assert told == ["ComplaintMerged"] * 2, "the reporter's listener and the followers'"


def test_photos_go_along_and_come_back(inside):
    first, other = filed(), filed()
    with_photo(other)
    does(inside.actor(Role.CLERK), services.merge, other, first, at=MONDAY + HOUR)
    (photo,) = photographs.of(MATTER, first)
    assert photographs.of(MATTER, other) == []
    assert [one.id for one in photographs.sent_with(MATTER, other)] == [photo.id]
    assert photographs.from_elsewhere(MATTER, first) == {photo.id}
    assert (row(first).photos_wait, row(first).cover_id) == (True, photo.id)
    does(inside.actor(Role.CLERK), services.unmerge, other, at=MONDAY + 2 * HOUR)
    assert [one.id for one in photographs.of(MATTER, other)] == [photo.id]
    assert photographs.of(MATTER, first) == []
    assert row(first).cover_id is None
    assert session.get_one(Attachment, photo.id).came_from_id is None


def test_undone_in_one_step_it_is_what_it_was(inside):
    clerk = inside.actor(Role.CLERK)
    early, late = filed(at=MONDAY - 3 * DAY), filed(at=MONDAY)
    does(clerk, services.start, early, at=MONDAY + HOUR)
    was, dues, others = row(early).is_public, open_dues(early), open_dues(late)
    does(clerk, services.merge, early, late, at=MONDAY + 2 * HOUR)
    assert not row(early).is_public
    does(clerk, services.unmerge, early, at=MONDAY + 5 * HOUR)
    again = row(early)
    assert (again.state, again.first_id, again.closed_at) == ("in_progress", None, None)
    assert again.is_public is was
    assert open_dues(early) == dues, "the clock has gone on meanwhile"
    assert again.next_due_at == min(dues.values())
    assert open_dues(late) == others
    assert row(late).counted_from is None
    assert fact(early).outcome == ""
    assert fact(late).filed_at == MONDAY
    assert verbs(early)[-2:] == [Verb.MERGE, Verb.UNMERGE]
    assert verbs(late)[-2:] == [Verb.ABSORB, Verb.LET_GO]
    assert told_of(early)[-1] == "ComplaintUnmerged"


def test_of_two_that_were_merged_the_earlier_still_counts_when_one_goes(inside):
    clerk = inside.actor(Role.CLERK)
    first, second, third = (filed(at=MONDAY - n * DAY) for n in (0, 2, 4))
    does(clerk, services.merge, second, first, at=MONDAY + HOUR)
    does(clerk, services.merge, third, first, at=MONDAY + HOUR)
    assert fact(first).filed_at == MONDAY - 4 * DAY
    does(clerk, services.unmerge, third, at=MONDAY + 2 * HOUR)
    assert fact(first).filed_at == MONDAY - 2 * DAY


def test_a_question_that_waits_when_it_is_merged_waits_again_afterwards(inside):
    clerk = inside.actor(Role.CLERK)
    first, other = filed(), filed()
    does(clerk, services.ask, other, "ซอยใด", at=MONDAY + HOUR)
    does(clerk, services.merge, other, first, at=MONDAY + 2 * HOUR)
    does(clerk, services.unmerge, other, at=MONDAY + 5 * HOUR)
    assert row(other).state == State.WAITING
    assert row(other).next_due_at is None
    assert promised.limits_of(Matter(MATTER, other))
    services.answer_question(
        services.Key(clerk, other, by_code=True), "ซอย 5", at=MONDAY + 25 * HOUR
    )
    due = {
        line.promise_kind: line.due_at - line.first_due_at
        for line in promised.promises_of(Matter(MATTER, other))
    }
    assert due[PromiseKind.ANSWER] == 24 * HOUR, "from the question to its answer, all of it once"


def test_an_urgent_one_makes_the_first_urgent(inside):
    clerk = inside.actor(Role.CLERK)
    first, other = filed(), filed()
    does(clerk, services.make_urgent, other, "ไฟรั่ว", at=MONDAY + HOUR)
    does(clerk, services.merge, other, first, at=MONDAY + 2 * HOUR)
    assert row(first).priority == Priority.URGENT
    assert verbs(first)[-2:] == [Verb.ABSORB, Verb.MAKE_URGENT]


def test_what_cannot_be_merged_is_refused_in_words(inside):
    clerk = inside.actor(Role.CLERK)
    first, other, third = filed(), filed(), filed()
    refuses(clerk, other, other, "with itself")
    refuses(clerk, other, 12345, "no complaint with this number")
    does(clerk, services.start, third, at=MONDAY + HOUR)
    does(clerk, services.resolve, third, "แล้ว", no_photo_because="–", at=MONDAY + 2 * HOUR)
    refuses(clerk, other, third, "closed")
    does(clerk, services.merge, other, first, at=MONDAY + 3 * HOUR)
    fourth = filed()
    refuses(clerk, fourth, other, "itself merged")
    with pytest.raises(OutOfOrder, match="not possible while"):
        does(clerk, services.merge, other, fourth, at=MONDAY + 4 * HOUR)
    with pytest.raises(OutOfOrder, match="Other complaints were merged"):
        does(clerk, services.merge, first, fourth, at=MONDAY + 4 * HOUR)
    with pytest.raises(OutOfOrder, match="not possible while"):
        does(clerk, services.unmerge, fourth, at=MONDAY + 4 * HOUR)
    with pytest.raises(Outdated):
        services.merge(clerk, fourth, first, seen=77, at=MONDAY + 4 * HOUR)


def refuses(officer, complaint_id, first_id, words):
    """Merging says why not, at the field of the other number."""
    with pytest.raises(Invalid) as refusal:
        does(officer, services.merge, complaint_id, first_id, at=MONDAY + 3 * HOUR)
    assert words in str(refusal.value.fields["other"])


def test_only_the_desk_merges_and_only_what_it_may_read(inside):
    first, other = filed(), filed()
    with pytest.raises((Forbidden, NotFound)):
        does(inside.actor(Role.OFFICER), services.merge, other, first, at=MONDAY)
    with pytest.raises(NotFound):
        does(inside.actor(Role.COUNCIL), services.merge, other, first, at=MONDAY)
    head = inside.actor(Role.HEAD)
    row(other).unit_id, row(first).unit_id = head.unit_id, None
    session.flush()
    refuses(head, other, first, "no complaint with this number")


# Splitting


def category(code):
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def unit(code):
    return municipalities.unit_ids()[code]


def two_parts():
    return [
        Part("ท่อระบายน้ำอุดตัน", category("drain"), unit("works")),
        Part("ขยะไม่เก็บ", category("waste")),
    ]


def test_parts_keep_the_moment_of_the_filing_and_are_answered_each_by_itself(inside):
    clerk = inside.actor(Role.CLERK)
    contact = Contact("สมศรี ใจดี", "081 234 5678", "somsri@example.com")
    whole = filed("ท่ออุดตันและขยะไม่เก็บ", at=MONDAY - 2 * DAY, contact=contact)
    does(clerk, services.acknowledge, whole, at=MONDAY - DAY)
    made = does(clerk, services.split, whole, two_parts(), at=MONDAY)
    assert [one.running for one in made] == [row(whole).running + 1, row(whole).running + 2]
    for receipt, unit_code in zip(made, ("works", "health"), strict=True):
        part = row(receipt.complaint_id)
        assert (part.filed_at, part.recorded_at) == (MONDAY - 2 * DAY, MONDAY)
        assert (part.state, part.unit_id, part.split_from_id) == (
            "assigned",
            unit(unit_code),
            whole,
        )
        assert fact(part.id).filed_at == MONDAY - 2 * DAY
        assert fact(part.id).acknowledged_at == MONDAY - DAY, "that the whole was accepted"
        assert verbs(part.id) == [Verb.FILE, Verb.ASSIGN]
        assert session.get_one(ComplaintContact, part.id).email == "somsri@example.com"
        lines = promised.promises_of(Matter(MATTER, part.id))
        assert {line.started_at for line in lines} == {MONDAY - 2 * DAY}
    assert steps(whole)[-1].details["parts"] == [one.complaint_id for one in made]
    assert row(whole).state == State.ACKNOWLEDGED
    does(clerk, services.reply, made[0].complaint_id, "จะลอกท่อพรุ่งนี้", at=MONDAY + HOUR)
    answered = [
        fact(one).answered_at for one in (made[0].complaint_id, made[1].complaint_id, whole)
    ]
    assert answered == [MONDAY + HOUR, None, None]
    numbers = sorted(session.scalars(select(ComplaintStep.number)))
    assert numbers == list(range(1, len(numbers) + 1))
    assert told_of(whole) == ["ComplaintSplit"]


def test_the_time_the_whole_stood_still_counts_for_its_parts(inside):
    clerk = inside.actor(Role.CLERK)
    whole = filed(at=MONDAY)
    does(clerk, services.ask, whole, "ซอยใด", at=MONDAY + HOUR)
    services.answer_question(services.Key(clerk, whole, by_code=True), "ซอย 5", at=MONDAY + DAY)
    (made, _other) = does(clerk, services.split, whole, two_parts(), at=MONDAY + 2 * DAY)
    part = Matter(MATTER, made.complaint_id)
    (pause,) = promised.pauses_of(part)
    assert (pause.began_at, pause.ended_at) == (MONDAY + HOUR, MONDAY + DAY)
    assert open_dues(part.id)[PromiseKind.ANSWER] == open_dues(whole)[PromiseKind.ANSWER]


def test_a_part_is_no_more_public_than_the_whole(inside):
    whole = filed()
    row(whole).visibility, row(whole).is_public = "review", False
    session.flush()
    for made in does(inside.actor(Role.CLERK), services.split, whole, two_parts(), at=MONDAY):
        assert (row(made.complaint_id).visibility, row(made.complaint_id).is_public) == (
            "review",
            False,
        )


def test_a_split_says_what_is_missing_in_which_part(inside):
    clerk, whole = inside.actor(Role.CLERK), filed()
    wrong = [Part("", 0, unit("works")), Part("ขยะ", category("waste"), 77)]
    with pytest.raises(Invalid) as refusal:
        does(clerk, services.split, whole, wrong, at=MONDAY)
    assert set(refusal.value.fields) == {"text_1", "category_1", "unit_2"}
    with pytest.raises(Invalid, match="at most 10 parts"):
        does(clerk, services.split, whole, two_parts() * 5, at=MONDAY)
    with pytest.raises(Invalid) as nothing:
        does(clerk, services.split, whole, [], at=MONDAY)
    assert "text_1" in nothing.value.fields
    assert len(does(clerk, services.split, whole, (two_parts() * 5)[:9], at=MONDAY)) == 9
    with pytest.raises((Forbidden, NotFound)):
        does(inside.actor(Role.OFFICER), services.split, whole, two_parts(), at=MONDAY)


def test_a_part_can_be_merged_back(inside):
    clerk, whole = inside.actor(Role.CLERK), filed()
    made, _other = does(clerk, services.split, whole, two_parts(), at=MONDAY + HOUR)
    does(clerk, services.merge, made.complaint_id, whole, at=MONDAY + 2 * HOUR)
    assert fact(made.complaint_id).outcome == "merged"
    assert row(whole).counted_from is None
