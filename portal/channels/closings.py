"""Whoever owes a project's closing statement is reminded of it."""

from __future__ import annotations

from datetime import datetime

from portal.channels import rendering, services
from portal.channels.lifecycle import Medium, Occasion
from portal.channels.links import without_links
from portal.channels.rendering import Rendered, one_line, written
from portal.channels.services import NewNotice
from portal.foundation.i18n import Lazy, lazy, speaking
from portal.foundation.outbox import listens
from portal.participation.projects.events import ClosingOwed
from portal.participation.projects.owing import Reminder
from portal.participation.projects.queries.reminders import owed

SUBJECTS: dict[Reminder, Lazy] = {
    Reminder.COMING: lazy("Project %(number)s ends soon: a closing statement will be due"),
    Reminder.OWED: lazy("Project %(number)s has ended: write its closing statement"),
    Reminder.LATE: lazy("Project %(number)s: the closing statement is late"),
}


@listens(ClosingOwed)
def remind_officer(fact: ClosingOwed, at: datetime) -> None:
    """To the officer who owes it; to the clerks, too, when it is late."""
    told = owed(fact.reminder_id)
    if told is None:
        return
    profile = rendering.here()
    for address, language in told.readers:
        with speaking(language):
            words = str(SUBJECTS[told.step]) % {"number": told.number}
            message = Rendered(
                one_line(without_links(f"{words} – {profile.title.here}")),
                written("channels/closing_owed.txt", profile, told),
            )
        key = f"closing:{fact.reminder_id}"
        new = NewNotice(Occasion.OWED, Medium.EMAIL, key, address, language, message)
        services.write(new, at)
