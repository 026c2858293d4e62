"""Writes the demo: the municipality, its people, its complaints with their past and photos."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from portal.accounts import queries as accounts
from portal.accounts import services as account_services
from portal.accounts.services import NewPerson
from portal.attachments import recording as photos
from portal.attachments.cleaning import Photo
from portal.complaints.queries import doubt_rules
from portal.complaints.services import recording
from portal.foundation import database, tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.municipalities.kinds import Kind
from portal.municipalities.profiles import Details, Profile
from portal.operations import setup
from portal.operations.demo import (
    album,
    drafts,
    forums,
    furnishing,
    plans,
    projects,
    repeats,
    reports,
    results,
    second_looks,
    tasks,
    votes,
    works,
)
from portal.operations.demo.cast import gather
from portal.operations.demo.moments import is_weekend
from portal.operations.demo.people import PASSWORD, PEOPLE
from portal.operations.demo.planning import plan
from portal.response_times import queries as response_times
from portal.response_times.calendar import OfficeCalendar

DETAILS = Details(
    slug="khonkaen",
    kind=Kind.CITY,
    title=Bilingual("เทศบาลนครขอนแก่น (ตัวอย่าง)", "Khon Kaen City (demo)"),
    letters=Bilingual("ขก", "KK"),
    phone="043 000 000",
    address=Bilingual(
        "สำนักงานเทศบาล (ตัวอย่าง) อำเภอเมืองขอนแก่น จังหวัดขอนแก่น 40000",
        "Municipal office (demo), Mueang Khon Kaen, Khon Kaen 40000",
    ),
    demo=True,
)
COMPLAINTS = 3000
FIRST = "first"
"""The seeding that makes the demo; later ones only add complaints."""
LOOKED_LONGER = timedelta(days=2)
SPAN = timedelta(days=548)
"""Eighteen months."""


def is_needed() -> bool:
    """Whether the install is empty, or holds a demo that was begun and not finished."""
    found = municipalities.all_profiles()
    return not found or any(profile.demo and not _is_begun(profile) for profile in found)


def ensure(at: datetime, complaints: int = COMPLAINTS, *, is_brisk: bool = True) -> Profile | None:
    """Make the demo municipality in an empty install, or finish one that was interrupted.

    Returns its profile; None when the install has municipalities and none of them is a demo.
    """
    found = municipalities.all_profiles()
    demo = next((profile for profile in found if profile.demo), None)
    if demo is None:
        if found:
            return None
        setup.found(DETAILS, at=at)
        demo = next(profile for profile in municipalities.all_profiles() if profile.demo)
    if not _is_begun(demo):
        fill(demo, complaints, FIRST, at, is_brisk=is_brisk)
    return demo


def _is_begun(profile: Profile) -> bool:
    """People and complaints are written together, so who has the first has the second."""
    with tenancy.acting_for(profile.id):
        return accounts.demo_exists()


def fill(
    profile: Profile, complaints: int, run: str, at: datetime, *, is_brisk: bool = False
) -> int:
    """Add the demo's people, where missing, and planned complaints; return how many.

    All in one transaction, so that an interrupted seeding leaves nothing. `run` tells one seeding
    from another: the same run twice is refused by the complaints' own ids.
    """
    drawn: dict[str, Photo] = {}
    with tenancy.acting_for(profile.id), database.writing():
        add_people(at)
        cast = gather(run)
        calendar = response_times.calendar_of(profile.id)
        day_off = partial(is_day_off, calendar)
        name = f"{profile.slug}-{run}"
        drawn_up = plan(complaints, name, at - SPAN, at, day_off, is_brisk=is_brisk)
        planned = repeats.repeating(drawn_up, at)
        ids = recording.record_many(cast.past_of(one) for one in planned)
        fresh_from = at - doubt_rules.PERIOD - LOOKED_LONGER
        photos.record_many(album.photos_of(cast, planned, ids, drawn, fresh_from=fresh_from))
        second_looks.look_back(cast.actors[Role.CLERK], name, at)
        projects.begin(cast.actors[Role.CLERK], at)
        votes.begin(cast.actors[Role.CLERK], at)
        plans.begin(cast.actors[Role.CLERK], at)
        drafts.begin(cast.actors[Role.CLERK], at)
        works.begin(cast.actors[Role.CLERK], at)
        results.begin(cast.actors[Role.CLERK], at)
        forums.begin(cast.actors[Role.CLERK], at)
        tasks.begin(cast.actors[Role.CLERK], at)
        if run == FIRST:
            furnishing.furnish(cast, planned, ids, at)
            reports.begin(cast.actors, at)
    return len(ids)


def is_day_off(calendar: OfficeCalendar, day: date) -> bool:
    """Whether the office is shut; in years that are not entered yet, by the weekday alone."""
    return not calendar.is_open_on(day) if day.year in calendar.years else is_weekend(day)


def add_people(at: datetime) -> None:
    """Add the demo's people to the present municipality, where they are missing."""
    known = {line.email for line in accounts.demo_people()}
    units = municipalities.unit_ids()
    for person in PEOPLE:
        if person.email in known:
            continue
        unit_id = units[person.unit] if person.unit else None
        account_services.add(
            NewPerson(person.email, person.name.th, person.role, unit_id, PASSWORD, is_demo=True),
            at,
        )
