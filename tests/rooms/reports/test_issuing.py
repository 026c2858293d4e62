"""Reports are frozen when issued, asked about and answered; the December posting is watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.complaints import services as complaints
from portal.complaints.models import Category, Complaint
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.policy import Role
from portal.participation.ideas import services as ideas
from portal.participation.ideas.services import Target
from portal.participation.ideas.terms import Ground
from portal.participation.projects.terms import Tool
from portal.reports import acts, services
from portal.reports.content import as_json
from portal.reports.models import Population, PopulationGroup, Report, ReportQuestion
from portal.reports.queries import issued, population, posting
from portal.reports.queries.posting import Duty, PostingLine
from portal.reports.services import Posting
from portal.reports.services.issuing import hash_of
from portal.reports.terms import ReportKind
from portal.response_times.models import Promise
from tests import makers, projects
from tests.fixtures.portal import Town
from tests.ideas import a_stage, an_idea, nobody, resident
from tests.makers import MONDAY
from tests.rooms.reports.test_counting_acts import value

DAY = timedelta(days=1)
PERIOD = "fy-2027"
EVERYBODY_ELSE = (Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.COUNCIL, Role.ADMINISTRATOR)


def an_issued(town: Town, at: Any = MONDAY, because: str = "", role: Role = Role.CLERK) -> Report:
    scope = services.scope_of(ReportKind.PARTICIPATION, PERIOD, 0, at)
    return services.issue(town.actor(role), ReportKind.PARTICIPATION, scope, because)


def lines(act: audit.Act) -> int:
    rows = session.scalars(select(audit.AuditLine).where(audit.AuditLine.act == act.code))
    return len(rows.all())


def test_an_issued_report_does_not_change_when_the_town_does(inside: Town) -> None:
    stage = a_stage()
    an_idea(stage)
    first = an_issued(inside, MONDAY + DAY)
    before = as_json(issued.content_of(first.id))
    an_idea(stage, by=resident("another"), at=MONDAY + 2 * DAY)
    assert as_json(issued.content_of(first.id)) == before
    assert value(issued.content_of(first.id), "ideas") == 1
    assert issued.report(first.id).hash == hash_of(before)
    with pytest.raises(Invalid) as refused:
        an_issued(inside, MONDAY + 3 * DAY)
    assert list(refused.value.fields) == ["because"]
    second = an_issued(inside, MONDAY + 3 * DAY, "นับข้อเสนอของวันที่ 25")
    assert (second.version, second.because) == (2, "นับข้อเสนอของวันที่ 25")
    assert value(issued.content_of(second.id), "ideas") == 2
    assert value(issued.content_of(first.id), "ideas") == 1
    newest = issued.reports()
    assert [one.id for one in newest] == [second.id]
    assert [one.version for one in issued.versions(newest[0])] == [2, 1]
    assert lines(acts.ISSUED) == 2


def test_what_is_hidden_later_cannot_be_read_in_an_old_list(inside: Town) -> None:
    """Figures stay; the title of a hidden idea and a complaint that is private now do not."""
    idea = an_idea(a_stage(), title="ร้านของนายสมชายบ้านเลขที่ 12")
    filed = [makers.complaint(f"ไฟดับ {n}", category_id=lamp()) for n in range(2)]
    report = an_issued(inside, MONDAY + 30 * DAY)
    scope = services.scope_of(ReportKind.COMPLAINTS, PERIOD, 0, MONDAY + 30 * DAY)
    late = services.issue(inside.actor(Role.CLERK), ReportKind.COMPLAINTS, scope)
    assert issued.records_of(report.id, "ideas").rows[0][1].th == idea.title
    assert len([one for one in issued.records_of(late.id, "overdue").links if one]) == 2
    ideas.hide(inside.actor(Role.CLERK), Target(idea.id), Ground.PERSONAL, "มีชื่อ", at=MONDAY)
    row = session.get_one(Complaint, filed[0].complaint_id)
    officer = inside.actor(Role.DISPATCHER)
    complaints.hide(officer, row.id, "มีข้อมูลส่วนบุคคล", seen=row.version, at=MONDAY)
    found = issued.records_of(report.id, "ideas")
    assert (found.rows[0][1].en, found.links) == ("no longer shown", ("",))
    assert found.rows[0][0].en == f"1-{idea.running}"
    shown, n = issued.part_of(late.id, "overdue", 0, 200)
    assert n == len(shown.rows) == 2
    secret = [row for row, link in zip(shown.rows, shown.links, strict=True) if not link]
    assert [[cell.en for cell in row[:3]] for row in secret] == [["Not public"] * 3]
    everything = repr(issued.lists(late.id)) + repr(issued.lists(report.id))
    assert "สมชาย" not in everything
    assert f"{filed[0].year}/{filed[0].running}" not in everything
    assert f"{filed[1].year}/{filed[1].running}" in everything


def lamp() -> int:
    """A category that everyone reads at once."""
    return session.scalars(select(Category.id).where(Category.code == "streetlight")).one()


def test_a_version_that_says_the_same_is_none(inside: Town) -> None:
    a_stage()
    an_issued(inside, MONDAY + DAY)
    with pytest.raises(Invalid) as refused:
        an_issued(inside, MONDAY + DAY + timedelta(hours=1), "อีกครั้ง")
    assert "Nothing differs" in str(refused.value.fields["because"])
    assert len(issued.reports()) == 1


def test_clerk_and_mayor_issue_and_nobody_else(inside: Town) -> None:
    for role in EVERYBODY_ELSE:
        with pytest.raises(Forbidden):
            an_issued(inside, role=role)
    assert session.scalar(select(func.count()).select_from(Report)) == 0
    an_issued(inside, role=Role.MAYOR)


@pytest.mark.parametrize(
    ("kind", "period", "project", "field"),
    [
        (ReportKind.PARTICIPATION, "fy-2040", 0, "period"),
        (ReportKind.PARTICIPATION, "2026-11", 0, "period"),
        (ReportKind.PARTICIPATION, "last-30", 0, "period"),
        (ReportKind.PARTICIPATION, "", 0, "period"),
        (ReportKind.PARTICIPATION, "ปีที่แล้ว", 0, "period"),
        (ReportKind.PARTICIPATION, PERIOD, 99, "project"),
        (ReportKind.COMPLAINTS, PERIOD, 1, "project"),
    ],
)
def test_a_report_about_nothing_that_is_there_is_refused(
    inside: Town, kind: ReportKind, period: str, project: int, field: str
) -> None:
    a_stage()
    with pytest.raises(Invalid) as refused:
        services.scope_of(kind, period, project, MONDAY)
    assert list(refused.value.fields) == [field]


def test_a_project_has_a_report_of_all_its_time(inside: Town) -> None:
    stage = a_stage()
    an_idea(stage)
    other = projects.a_project(
        inside.actor(Role.CLERK), projects.stage(Tool.IDEAS, MONDAY - DAY, 30), at=MONDAY
    )
    an_idea(other.stages[0].id, by=resident("other"))
    scope = services.scope_of(ReportKind.PARTICIPATION, "", 1, MONDAY + DAY)
    content, _records = services.drawn_up(ReportKind.PARTICIPATION, scope)
    assert value(content, "ideas") == 1
    assert content.about.en.startswith("The road behind the school, from its beginning")


def test_the_council_asks_and_the_administration_answers_once(inside: Town) -> None:
    council, clerk = inside.actor(Role.COUNCIL), inside.actor(Role.CLERK)
    report = an_issued(inside)
    asked = services.ask(council, report.id, "rate", "เหตุใดจึงน้อย โทร 081 234 5678", at=MONDAY)
    assert "081" not in asked.text
    due = session.scalars(select(Promise).where(Promise.matter_kind == "report_question")).one()
    assert due.due_at == asked.due_at
    assert issued.open_questions()[0].id == asked.id
    services.answer(clerk, asked.id, "จะจัดเวทีวันเสาร์", at=MONDAY + 3 * DAY)
    session.refresh(due)
    assert due.met_at == MONDAY + 3 * DAY
    assert issued.open_questions() == []
    (line,) = issued.questions(report.id)
    assert (line.answer.text, line.answered_at) == ("จะจัดเวทีวันเสาร์", MONDAY + 3 * DAY)
    with pytest.raises(OutOfOrder):
        services.answer(clerk, asked.id, "อีกคำตอบ", at=MONDAY + 4 * DAY)
    assert (lines(acts.ASKED), lines(acts.ANSWERED)) == (1, 1)


def test_who_may_not_ask_or_answer_and_what_cannot_be_asked(inside: Town) -> None:
    council, report = inside.actor(Role.COUNCIL), an_issued(inside)
    for stranger in (nobody(), resident("me"), inside.actor(Role.CLERK), inside.actor(Role.MAYOR)):
        with pytest.raises(Forbidden):
            services.ask(stranger, report.id, "", "เหตุใดจึงน้อยเช่นนี้", at=MONDAY)
    for about, text, field in (
        ("", "", "text"),
        ("", "x" * 5000, "text"),
        ("nothing", "เหตุใดจึงน้อยเช่นนี้", "about"),
    ):
        with pytest.raises(Invalid) as refused:
            services.ask(council, report.id, about, text, at=MONDAY)
        assert list(refused.value.fields) == [field]
    with pytest.raises(NotFound):
        services.ask(council, 999, "", "เหตุใดจึงน้อยเช่นนี้", at=MONDAY)
    asked = services.ask(council, report.id, "", "เหตุใดจึงน้อยเช่นนี้", at=MONDAY)
    for role in (Role.OFFICER, Role.COUNCIL, Role.HEAD):
        with pytest.raises(Forbidden):
            services.answer(inside.actor(role), asked.id, "คำตอบ", at=MONDAY)
    for text in ("", "ก" * 6000):
        with pytest.raises(Invalid):
            services.answer(inside.actor(Role.MAYOR), asked.id, text, at=MONDAY)
    with pytest.raises(NotFound):
        services.answer(inside.actor(Role.MAYOR), 999, "คำตอบ", at=MONDAY)
    assert session.scalars(select(ReportQuestion)).one().answered_at is None


CSV = "area,age,sex,people\n,18-29,F,{n}\n,60+,M,10\n"


def test_a_table_of_the_population_replaces_that_of_the_same_day_alone(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    for day, n in ((date(2024, 12, 31), 5), (date(2025, 12, 31), 20), (date(2025, 12, 31), 30)):
        services.load_population(clerk, day, "ทะเบียนราษฎร", CSV.format(n=n), at=MONDAY)
    assert [(one.as_of.year, one.people) for one in population.tables()] == [(2025, 40), (2024, 15)]
    assert session.scalar(select(func.count()).select_from(PopulationGroup)) == 4
    assert population.living(date(2025, 6, 1)).people == 15, "the newest up to the day"
    assert population.living(date(2020, 1, 1)).people == 15, "else the first after it"
    assert population.living(date(2026, 1, 1), area_id=1).people == 0
    assert lines(acts.POPULATION_LOADED) == 3


def test_a_table_without_day_or_source_or_from_somebody_else_is_refused(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    for day, source, text, fields in (
        (None, "x", CSV.format(n=1), {"as_of"}),
        (MONDAY.date() + DAY, "x", CSV.format(n=1), {"as_of"}),
        (date(1989, 1, 1), "", CSV.format(n=1), {"as_of", "source"}),
        (date(2025, 1, 1), "x" * 201, CSV.format(n=1), {"source"}),
        (date(2025, 1, 1), "x", "", {"file"}),
    ):
        with pytest.raises(Invalid) as refused:
            services.load_population(clerk, day, source, text, at=MONDAY)
        assert set(refused.value.fields) == fields
    for role in (Role.MAYOR, Role.OFFICER, Role.COUNCIL, Role.HEAD, Role.DISPATCHER):
        with pytest.raises(Forbidden):
            services.load_population(
                inside.actor(role), date(2025, 1, 1), "x", CSV.format(n=1), at=MONDAY
            )
    assert session.scalars(select(Population)).all() == []


NEW = Posting(2026, None, None, None, None, "")
SHOWN = replace(
    NEW, presented_on=date(2026, 11, 2), posted_on=date(2026, 11, 9), place="ศาลาประชาคม"
)


def test_the_days_of_the_posting_are_kept_in_their_order(inside: Town) -> None:
    mayor, report = inside.actor(Role.MAYOR), an_issued(inside)
    for new, fields in (
        (replace(SHOWN, presented_on=None), {"presented_on"}),
        (replace(SHOWN, posted_on=date(2026, 11, 1)), {"posted_on"}),
        (replace(SHOWN, posted_on=date(2027, 1, 1)), {"posted_on"}),
        (replace(SHOWN, place=""), {"place"}),
        (replace(SHOWN, posted_until=date(2026, 11, 3)), {"posted_until"}),
        (replace(NEW, posted_until=date(2026, 11, 3)), {"posted_on"}),
    ):
        with pytest.raises(Invalid) as refused:
            services.post(mayor, new, at=MONDAY)
        assert set(refused.value.fields) == fields
    with pytest.raises(NotFound):
        services.post(mayor, replace(SHOWN, report_id=999), at=MONDAY)
    services.post(mayor, replace(SHOWN, report_id=report.id), at=MONDAY)
    services.post(mayor, replace(SHOWN, posted_until=date(2027, 1, 20)), at=MONDAY)
    (line,) = posting.postings()
    assert (line.posted_on, line.posted_until) == (date(2026, 11, 9), date(2027, 1, 20))
    assert lines(acts.POSTED) == 2
    for role in EVERYBODY_ELSE:
        with pytest.raises(Forbidden):
            services.post(inside.actor(role), SHOWN, at=MONDAY)


OPEN = PostingLine(2026, None, None, None, None, "")
PRESENTED = replace(OPEN, presented_on=date(2026, 12, 9))
POSTED = replace(PRESENTED, posted_on=date(2026, 12, 20))


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("line", "today", "duty"),
    [
        (OPEN, date(2026, 10, 31), Duty.NOT_YET),
        (OPEN, date(2026, 11, 1), Duty.SOON),
        (OPEN, date(2026, 12, 31), Duty.SOON),
        (OPEN, date(2027, 1, 1), Duty.LATE),
        (PRESENTED, date(2026, 12, 24), Duty.TO_POST),
        (PRESENTED, date(2026, 12, 25), Duty.LATE),
        (POSTED, date(2026, 12, 21), Duty.HANGS),
        (replace(POSTED, posted_on=date(2026, 12, 25)), date(2027, 3, 1), Duty.LATE),
        (replace(POSTED, posted_until=date(2027, 1, 18)), date(2027, 3, 1), Duty.SHORT),
        (replace(POSTED, posted_until=date(2027, 1, 19)), date(2027, 1, 19), Duty.HANGS),
        (replace(POSTED, posted_until=date(2027, 1, 19)), date(2027, 1, 20), Duty.DONE),
    ],
)
def test_what_the_regulation_asks_of_a_year(line: PostingLine, today: date, duty: Duty) -> None:
    assert posting.duty(line, today) is duty
    assert posting.wanted_year(date(2026, 11, 1)) == 2026
    assert posting.wanted_year(date(2026, 9, 30)) == 2025
