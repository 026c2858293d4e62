"""Step numbers run without gaps, and every step becomes a leaf in their order."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import ComplaintStep
from portal.foundation.policy import Role
from portal.response_times.models import ProofLeaf
from portal.response_times.proof import leaves, merkle
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.queries import proofs
from portal.response_times.services import proving
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

AT_ONCE = 4
PRIVATE = "เจ้าหน้าที่เรียกรับเงิน โทร 0812345678"


def at_once(act: Callable[[int], None]) -> None:
    """Let several threads do it at the same moment."""
    ready = Barrier(AT_ONCE)

    def one(number: int) -> None:
        ready.wait(timeout=30)
        act(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(AT_ONCE)))


def acknowledged(town: Town) -> services.Receipt:
    receipt = makers.complaint()
    services.acknowledge(town.actor(Role.CLERK), receipt.complaint_id, seen=1, at=MONDAY)
    return receipt


def test_numbers_follow_the_steps(inside: Town) -> None:
    acknowledged(inside)
    makers.complaint()
    session = proofs.session
    numbers = session.scalars(select(ComplaintStep.number).order_by(ComplaintStep.id)).all()
    assert numbers == [1, 2, 3]
    assert proofs.given() == 3


def test_a_step_that_is_undone_gives_its_number_back(town: Town) -> None:
    with town.work():
        makers.complaint()

    def file_and_fail() -> None:
        with town.work():
            makers.complaint()
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        file_and_fail()
    with town.work():
        assert proofs.given() == 1
        makers.complaint()
        assert proofs.given() == 2


def test_numbers_have_no_gaps_when_many_file_at_once(town: Town) -> None:
    def file_three(_number: int) -> None:
        for _time in range(3):
            with town.work():
                makers.complaint()

    at_once(file_three)
    with town.look() as current:
        numbers = current.scalars(select(ComplaintStep.number).order_by(ComplaintStep.number)).all()
        assert numbers == list(range(1, 3 * AT_ONCE + 1))


def test_every_step_becomes_a_leaf_once(inside: Town) -> None:
    acknowledged(inside)
    assert proving.bind(limit=1) == 1
    assert proving.bind() == 1
    assert proving.bind() == 0
    rows = proofs.session.scalars(select(ProofLeaf).order_by(ProofLeaf.position)).all()
    assert [(row.position, row.kind, row.number) for row in rows] == [
        (0, "step", 1),
        (1, "step", 2),
    ]
    hashes = [
        merkle.leaf_hash(leaves.as_leaf(leaves.salt_of(row.secrets), row.content)) for row in rows
    ]
    assert proofs.tree().root() == merkle.root_of(hashes)
    said = json.loads(rows[1].content)
    assert said["verb"] == "acknowledge"
    assert said["at"] == "2026-11-23T03:00:00.000000Z"
    assert said["step"] == 2
    assert said["state"] == "acknowledged"


def test_two_workers_bind_every_step_once(town: Town) -> None:
    with town.work():
        for _time in range(6):
            makers.complaint()

    def bind(_number: int) -> None:
        for _time in range(3):
            with town.work():
                proving.bind(limit=1)

    at_once(bind)
    with town.look() as current:
        numbers = current.scalars(select(ProofLeaf.number).order_by(ProofLeaf.position)).all()
        assert numbers == [1, 2, 3, 4, 5, 6]
        assert proofs.extent().size == 6


def test_a_leaf_tells_nothing_of_its_words(inside: Town) -> None:
    receipt = makers.complaint(PRIVATE)
    officer = inside.actor(Role.CLERK)
    services.note(officer, receipt.complaint_id, "โทร 0812345678", seen=1, at=MONDAY)
    proving.bind()
    row = proofs.session.scalars(select(ProofLeaf).where(ProofLeaf.number == 2)).one()
    assert "081" not in row.content
    assert officer.name not in row.content
    assert len(row.secrets) == leaves.SECRET_BYTES
    assert len({row.secrets[at : at + 16] for at in range(0, 64, 16)}) == 4


def test_two_equal_steps_have_different_hashes(inside: Town) -> None:
    makers.complaint()
    makers.complaint()
    proving.bind()
    tree = proofs.tree()
    assert tree.leaf(0) != tree.leaf(1)


def test_steps_of_the_past_are_said_to_be_that(inside: Town) -> None:
    assert list(proving.take_past_numbers(3)) == [1, 2, 3]
    assert [notice.content for notice in proofs.of_kind(LeafKind.PAST)] == [
        {"leaf": "past", "steps": [[1, 3]]}
    ]
    assert list(proving.take_past_numbers(0)) == []


def test_a_step_that_is_gone_before_it_is_bound_leaves_a_leaf(inside: Town) -> None:
    acknowledged(inside)
    step = proofs.session.scalars(select(ComplaintStep).where(ComplaintStep.number == 1)).one()
    proofs.session.delete(step)
    proofs.session.flush()
    proving.bind()
    kinds = proofs.session.execute(
        select(ProofLeaf.number, ProofLeaf.kind).order_by(ProofLeaf.position)
    ).all()
    assert [tuple(row) for row in kinds] == [(1, "missing"), (2, "step")]


def test_many_leaves_are_added_in_several_rounds(inside: Town) -> None:
    for minute in range(12):
        makers.complaint(at=MONDAY + timedelta(minutes=minute))
    while proving.bind(limit=5):
        pass
    assert proofs.extent().size == 12
    assert proofs.count_leaves() == 12
