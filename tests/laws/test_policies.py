"""The law of permissions: what one matter's rule says, the list's rule says too, for everyone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from portal.complaints import policy
from portal.complaints.lifecycle import Kind, State
from portal.complaints.models import Complaint, ComplaintCoUnit
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Case


def everybody(town: Town) -> Iterator[Actor]:
    """Each role, with and without a unit, of this and of no person."""
    units = [None, *municipalities.unit_ids().values()]
    for role in Role:
        for unit_id in units:
            yield Actor(role, town.id, None, unit_id)
            yield Actor(role, town.id, town.actor(Role.OFFICER).person_id, unit_id)


@pytest.mark.both_databases
def test_the_rule_for_one_complaint_is_the_rule_for_the_list(
    town: Town, life: dict[State, Case]
) -> None:
    with town.work():
        makers.complaint("เจ้าหน้าที่เรียกรับเงิน", kind=Kind.CONDUCT)
        given = session.scalars(select(Complaint)).first()
        assert given is not None
        given.officer_id = town.actor(Role.OFFICER).person_id
    with town.look():
        matters = session.scalars(select(Complaint)).all()
        co_units: dict[int, set[int]] = {}
        for row in session.execute(select(ComplaintCoUnit.complaint_id, ComplaintCoUnit.unit_id)):
            co_units.setdefault(row.complaint_id, set()).add(row.unit_id)
        for actor in everybody(town):
            listed = set(session.scalars(select(Complaint.id).where(policy.readable_by(actor))))
            single = {m.id for m in matters if policy.may_read(actor, m, co_units.get(m.id, ()))}
            assert listed == single, actor
        assert {m.kind for m in matters} >= {Kind.CONDUCT, Kind.RELIEF}
