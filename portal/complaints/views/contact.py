"""The reporter's contact behind a press: each look is written down, and lasts ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import redirect, session, url_for

from portal.complaints import services
from portal.complaints.queries import case as queries
from portal.complaints.queries import contact
from portal.complaints.views.door import blueprint
from portal.foundation import clock
from portal.foundation.policy import DESK
from portal.foundation.web import actor, open_to

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.queries.case import Case
    from portal.complaints.queries.contact import ContactLine

MARK = "contact"
LASTS = timedelta(minutes=10)
"""How long a look may last: long enough to write the number down and to call."""


@blueprint.post("/desk/<int:year>/<int:running>/contact")
@open_to(*DESK)
def open_contact(year: int, running: int) -> ResponseReturnValue:
    """Write the look down and lead back to the page, where a reload is no second look."""
    officer, at = actor(), clock.now()
    found = queries.find(officer, year, running)
    services.open_contact(officer, found.row.id, at=at)
    session[MARK] = [found.row.id, officer.person_id, at.isoformat()]
    return redirect(url_for(".case", year=year, running=running), 303)


def still_open(case: Case, at: datetime) -> ContactLine | None:
    """The contact this person opened here a short while ago, if they may still see it."""
    officer = actor()
    complaint_id, person_id, moment = session.get(MARK) or (None, None, "")
    if (complaint_id, person_id) != (case.id, officer.person_id) or not case.may_see_contact:
        return None
    opened_at = datetime.fromisoformat(moment)
    if not timedelta(0) <= at - opened_at < LASTS:
        return None
    return contact.opened(officer, case.id, opened_at)
