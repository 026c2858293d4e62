"""Projects: set up, published, opened and closed by the clock; who is let into a stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.channels.lifecycle import Occasion
from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Outdated,
    OutOfOrder,
    SignInNeeded,
)
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role, visitor
from portal.municipalities import queries as municipalities
from portal.participation.projects import queries, services
from portal.participation.projects.jobs import remind_of_closing
from portal.participation.projects.services import StagePlan
from portal.participation.projects.terms import Influence, ProjectForm, Tool, Who
from portal.participation.residents import queries as residents
from portal.participation.residents import services as counter
from portal.participation.residents.terms import Proof
from tests import makers, projects
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("form", list(ProjectForm))
def test_each_pattern_can_be_published_as_it_is(inside: Town, form: ProjectForm) -> None:
    clerk = inside.actor(Role.CLERK)
    first = (MONDAY + 9 * DAY).date()
    made = services.create_from_template(clerk, form, projects.details(clerk), first, MONDAY)
    assert made.stages
    assert not made.is_published
    assert queries.published() == []
    services.publish(clerk, made.id, seen=made.version, at=MONDAY)
    assert [one.number for one in queries.published()] == [made.number]


def test_the_clock_opens_and_closes_a_stage(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    plan = projects.stage(Tool.IDEAS, MONDAY + DAY, days=1, who=Who.ANYONE)
    (stage,) = projects.a_project(clerk, plan, at=MONDAY).stages
    me = visitor(inside.id)
    with pytest.raises(OutOfOrder, match="opens on Tue 24 Nov 2026, 10:00"):
        services.admit(me, stage.id, Tool.IDEAS, MONDAY + DAY - SECOND)
    assert services.admit(me, stage.id, Tool.IDEAS, MONDAY + DAY) == stage
    assert [one.id for one in queries.open_stages(Tool.IDEAS, MONDAY + DAY)] == [stage.id]
    services.admit(me, stage.id, Tool.IDEAS, MONDAY + 2 * DAY - SECOND)
    with pytest.raises(OutOfOrder, match="closed on Wed 25 Nov 2026, 10:00"):
        services.admit(me, stage.id, Tool.IDEAS, MONDAY + 2 * DAY)
    with pytest.raises(NotFound):
        services.admit(me, stage.id, Tool.SURVEY, MONDAY + DAY)


def test_nobody_acts_in_what_is_not_published(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    day = MONDAY.date()
    made = services.create_from_template(
        clerk, ProjectForm.CONSULTATION, projects.details(clerk), day, MONDAY
    )
    with pytest.raises(NotFound):
        services.admit(visitor(inside.id), made.stages[0].id, Tool.SURVEY, MONDAY)


def test_a_stage_lets_in_whom_it_is_for(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    plans = (
        projects.stage(Tool.IDEAS, MONDAY, who=Who.SIGNED_IN),
        projects.stage(Tool.SURVEY, MONDAY, who=Who.VERIFIED),
    )
    ideas, survey = projects.a_project(clerk, *plans, at=MONDAY).stages
    nobody = visitor(inside.id)
    somebody = Actor(Role.RESIDENT, inside.id, inside.actor(Role.COUNCIL).person_id)
    with pytest.raises(SignInNeeded):
        services.admit(nobody, ideas.id, Tool.IDEAS, MONDAY)
    services.admit(somebody, ideas.id, Tool.IDEAS, MONDAY)
    with pytest.raises(Forbidden, match="verified residents"):
        services.admit(somebody, survey.id, Tool.SURVEY, MONDAY)
    assert somebody.person_id is not None
    counter.verify(clerk, somebody.person_id, Proof.CARD, None, MONDAY)
    assert residents.is_verified(somebody.person_id, MONDAY)
    services.admit(somebody, survey.id, Tool.SURVEY, MONDAY)


def test_two_votes_at_once_are_refused_and_nothing_is_kept(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = projects.a_project(clerk, projects.stage(Tool.IDEAS, MONDAY + DAY), at=MONDAY)
    vote = projects.stage(Tool.BALLOT, MONDAY + 20 * DAY)
    other = projects.stage(Tool.BALLOT, MONDAY + 29 * DAY)
    plans = [*services.plans_of(made.id), vote, other]
    with pytest.raises(Invalid) as refused:
        services.set_stages(clerk, made.id, plans, seen=made.version, at=MONDAY)
    assert str(refused.value.fields["stage-2"]) == "Two votes cannot be open at the same time"
    assert queries.stages_of(made.id) == list(made.stages)


def test_the_closing_statement_comes_after_the_last_stage(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = projects.a_project(clerk, projects.stage(Tool.SURVEY, MONDAY, days=1), at=MONDAY)
    words = Bilingual("ได้ปรับแบบตามความเห็น", "The drawing was changed as you said")
    with pytest.raises(OutOfOrder):
        services.close(clerk, made.id, words, seen=made.version, at=MONDAY)
    services.close(clerk, made.id, words, seen=made.version, at=MONDAY + DAY)
    closed = queries.project(made.number)
    assert closed.closing == words
    assert closed.closed_at == MONDAY + DAY


def test_what_has_begun_cannot_be_undone(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    plans = (
        projects.stage(Tool.SURVEY, MONDAY, days=1),
        projects.stage(Tool.IDEAS, MONDAY + DAY, days=5),
        projects.stage(Tool.BALLOT, MONDAY + 10 * DAY),
    )
    made = projects.a_project(clerk, *plans, at=MONDAY)
    now = MONDAY + 2 * DAY

    def refused(*wanted: StagePlan) -> set[str]:
        with pytest.raises(Invalid) as refusal:
            services.set_stages(clerk, made.id, wanted, seen=made.version, at=now)
        return set(refusal.value.fields)

    survey, ideas, ballot = services.plans_of(made.id)
    assert refused(survey, ballot) == {"stages"}
    assert refused(replace(survey, ends_at=now + DAY), ideas, ballot) == {"stage-0"}
    assert refused(survey, replace(ideas, starts_at=now), ballot) == {"stage-1"}
    assert refused(survey, replace(ideas, who=Who.ANYONE), ballot) == {"stage-1"}
    assert refused(survey, replace(ideas, ends_at=now - SECOND), ballot) == {"stage-1"}
    assert refused(survey, ideas, replace(ballot, starts_at=now - SECOND)) >= {"stage-2"}
    assert queries.stages_of(made.id) == list(made.stages)
    longer = replace(ideas, ends_at=ideas.ends_at + DAY)
    services.set_stages(clerk, made.id, [survey, longer], seen=made.version, at=now)
    assert [one.ends_at for one in queries.stages_of(made.id)][1] == longer.ends_at
    with pytest.raises(Outdated):
        services.set_stages(clerk, made.id, [survey, longer], seen=made.version, at=now)


def test_heads_set_up_projects_of_their_own_unit(inside: Town) -> None:
    head, day = inside.actor(Role.HEAD), MONDAY.date()
    elsewhere = municipalities.unit_ids()["health"]
    form = ProjectForm.CONSULTATION
    foreign = projects.details(head, unit_id=elsewhere)
    with pytest.raises(Forbidden):
        services.create_from_template(head, form, foreign, day, MONDAY)
    own = projects.details(head, unit_id=head.unit_id)
    made = services.create_from_template(head, form, own, day, MONDAY)
    with pytest.raises(Forbidden):
        services.change(head, made.id, foreign, seen=made.version, at=MONDAY)
    officer = inside.actor(Role.OFFICER)
    with pytest.raises(Forbidden):
        services.create_from_template(officer, form, own, day, MONDAY)


def test_a_project_is_published_when_it_is_whole(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = services.create_from_template(
        clerk,
        ProjectForm.CONSULTATION,
        projects.details(clerk, officer_id=None),
        (MONDAY - 60 * DAY).date(),
        MONDAY - 61 * DAY,
    )
    with pytest.raises(Invalid) as refusal:
        services.publish(clerk, made.id, seen=made.version, at=MONDAY)
    assert set(refusal.value.fields) == {"stages", "officer"}
    services.set_stages(clerk, made.id, [], seen=made.version, at=MONDAY)
    with pytest.raises(Invalid, match="something to correct"):
        services.publish(clerk, made.id, seen=made.version + 1, at=MONDAY)
    assert not queries.project(made.number).is_published


def test_the_promise_stays_once_it_is_published(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    made = projects.a_project(clerk, projects.stage(Tool.SURVEY, MONDAY), at=MONDAY)
    weaker = projects.details(clerk, influence=Influence.INFORM)
    with pytest.raises(Invalid) as refusal:
        services.change(clerk, made.id, weaker, seen=made.version, at=MONDAY)
    assert set(refusal.value.fields) == {"influence"}


def test_who_owes_a_closing_statement_is_told_once_for_each_step(town: Town, clock: Clock) -> None:
    with town.work():
        clerk, officer = town.actor(Role.CLERK), town.actor(Role.OFFICER)
        plan = projects.stage(Tool.SURVEY, MONDAY, days=20)
        made = projects.a_project(clerk, plan, at=MONDAY, officer_id=officer.person_id)

    def told(day: int) -> list[str]:
        clock.set(MONDAY + day * DAY)
        with town.work():
            remind_of_closing(clock.now())
        with town.app.app_context():
            outbox.deliver(clock.now)
        with town.look():
            owed = Notice.occasion == Occasion.OWED.value
            return list(session.scalars(select(Notice.address).where(owed).order_by(Notice.id)))

    mine = makers.email(Role.OFFICER)
    assert told(1) == []
    assert told(14) == [mine]
    assert told(15) == [mine]
    assert told(20) == told(21) == [mine] * 2
    assert told(51) == [*[mine] * 3, makers.email(Role.CLERK)]
    assert len(told(80)) == 4
    with town.work():
        seen = queries.project_by_id(made.id)
        assert seen.owes_closing(clock.now())
        words = Bilingual("สรุปแล้ว", "Done")
        services.close(town.actor(Role.OFFICER), made.id, words, seen=seen.version, at=clock.now())
    assert len(told(120)) == 4
