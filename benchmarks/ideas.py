"""Times the pages of a project with many ideas, over those of one with few."""

from __future__ import annotations

import random
from datetime import timedelta
from statistics import median
from time import process_time
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import event, insert

from benchmarks.databases import Base
from portal.accounts import queries as people
from portal.foundation import clock, database, tenancy, thai
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.operations.demo import seed
from portal.participation.ideas.models import Idea, IdeaSupport
from portal.participation.projects import queries as projects
from portal.participation.projects import services
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.services import Details, StagePlan
from portal.participation.projects.terms import ProjectForm, Tool, Who

FEW, MANY = (50, 500), (5_000, 50_000)
"""Ideas and supports."""
MOST_RATIO, MOST_QUERIES = 1.3, 10
TIMES = 60
WARM = 5
"""Turns that only fill what is kept."""
HOME = f"/{seed.DETAILS.slug}"


def measure(place: Base) -> None:
    """Print CPU and queries of both pages, few and many ideas, and what that makes."""
    app = place.app()
    with app.app_context():
        profile = municipalities.profile_by("", seed.DETAILS.slug)
        if profile is None:
            raise RuntimeError("The measured municipality is missing.")
        with tenancy.acting_for(profile.id), database.writing():
            made = [filled(profile.id, *size) for size in (FEW, MANY)]
        asked: list[str] = []
        event.listen(database.db.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    print("\nIdeas", flush=True)
    for name, tail in (("project", ""), ("ideas", "/ideas")):
        few, many = (f"{HOME}/projects/{one.number}{tail}" for one in made)
        _compare(app.test_client(), name, (few, many), asked)
    with app.app_context():
        database.db.engine.dispose()


def _compare(browser: FlaskClient, name: str, pages: tuple[str, str], asked: list[str]) -> None:
    """The two pages in turn, so that the machine's mood is the same for both."""
    costs: dict[str, list[float]] = {address: [] for address in pages}
    queries = 0
    for _turn in range(TIMES):
        for address in pages:
            asked.clear()
            began = process_time()
            answer = browser.get(address)
            costs[address].append(process_time() - began)
            if answer.status_code != 200:  # noqa: PLR2004 - HTTP
                raise RuntimeError(f"{address} answered {answer.status_code}")
            queries = max(queries, len(asked)) if len(costs[address]) > WARM else 0
    before, after = (median(costs[address][WARM:]) for address in pages)
    missed = [f"more than {MOST_RATIO}"] if after / before > MOST_RATIO else []
    missed += [f"more than {MOST_QUERIES} queries"] if queries > MOST_QUERIES else []
    print(
        f"  {name:<9}{before * 1000:>7.2f} ms with {FEW[0]:,}, {after * 1000:.2f} ms with"
        f" {MANY[0]:,}: {after / before:.2f} x, {queries} queries  {', '.join(missed)}",
        flush=True,
    )


def filled(here: int, ideas: int, supports: int) -> ProjectLine:
    """A project with so many ideas, as their verbs would have left them."""
    at = clock.now()
    project = _project(here)
    stage = project.stages[0]
    draw = random.Random(ideas)
    session = database.session
    given = [0] * ideas
    for n in range(supports):
        given[min(int(draw.expovariate(6 / ideas)), ideas - 1) if n % 2 else n % ideas] += 1
    rows = [_idea(here, stage.project_id, stage.id, n, given[n], at) for n in range(ideas)]
    session.connection().execute(insert(Idea.__table__), rows)  # type: ignore[arg-type]
    ids = [
        row.id
        for row in session.query(Idea.id).filter_by(project_id=project.id).order_by(Idea.running)
    ]
    seats = [
        {
            "municipality_id": here,
            "idea_id": ids[n],
            "stage_id": stage.id,
            "person_id": None,
            "slot": 1,
            "given_at": at,
        }
        for n in range(ideas)
        for _k in range(given[n])
    ]
    session.connection().execute(insert(IdeaSupport.__table__), seats)  # type: ignore[arg-type]
    return project


def _project(here: int) -> ProjectLine:
    at = clock.now()
    who = next(one for one in people.staff() if one.role is Role.CLERK)
    clerk = Actor(Role.CLERK, here, who.id, None, who.name)
    title = Bilingual("แผนพัฒนาตำบล", "Development plan")
    made = services.create_from_template(
        clerk,
        ProjectForm.CONSULTATION,
        Details(title, title, officer_id=who.id),
        clock.local(at).date(),
        at,
    )
    plan = StagePlan(Tool.IDEAS, title, at - timedelta(days=1), at + timedelta(days=30), Who.ANYONE)
    services.set_stages(clerk, made.id, [plan], seen=made.version, at=at)
    made = projects.project_by_id(made.id)
    services.publish(clerk, made.id, seen=made.version, at=at)
    return projects.project_by_id(made.id)


def _idea(
    here: int, project_id: int, stage_id: int, n: int, supports: int, at: object
) -> dict[str, object]:
    title = f"ปลูกต้นไม้ริมทางสายที่ {n} ของหมู่บ้าน"
    text = "เด็กนักเรียนและผู้สูงอายุเดินได้โดยไม่ต้องตากแดด และน้ำไม่ท่วมขังในฤดูฝน"
    return {
        "municipality_id": here,
        "form_id": uuid4(),
        "project_id": project_id,
        "stage_id": stage_id,
        "running": n + 1,
        "code": f"{n:010d}",
        "channel": "web",
        "title": title,
        "text": text,
        "public_text": text,
        "language": "th",
        "searched": thai.normalise(f"{title} {text}"),
        "landmark": "",
        "email": "",
        "answers_in": "th",
        "created_at": at,
        "standing": "shown",
        "is_public": True,
        "photos_wait": False,
        "supports": supports,
        "comments": 0,
        "answer": "",
        "version": 1,
    }
