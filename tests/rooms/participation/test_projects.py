"""Projects: set up, published, opened and closed by the clock; who is let into a stage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role, visitor
from portal.participation.projects import queries, services
from portal.participation.projects.terms import ProjectForm, Tool, Who
from portal.participation.residents import queries as residents
from portal.participation.residents import services as counter
from portal.participation.residents.terms import Proof
from tests import projects
from tests.fixtures.portal import Town
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
