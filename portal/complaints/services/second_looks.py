"""The weekly second look: draw lots, and say what was found."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.complaints import policy, verdicts
from portal.complaints.lifecycle import Verb
from portal.complaints.models import Complaint, SecondLook, SecondLookDraw
from portal.complaints.queries import second_looks as queries
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.complaints.verdicts import Custom, Verdict
from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.municipalities import services as municipalities

if TYPE_CHECKING:
    from portal.foundation.policy import Actor

BYTES_OF_A_SEED = 16
DAYS = range(1, 8)


def draw_due(custom: Custom, at: datetime) -> int:
    """Draw lots for the last whole week, once and when the day has come; returns how many."""
    first_day = verdicts.week_before(at)
    if not verdicts.is_due(custom, at) or queries.draw_of(first_day) is not None:
        return 0
    return draw(first_day, custom.size, secrets.token_hex(BYTES_OF_A_SEED), at)


def draw(first_day: date, size: int, seed: str, at: datetime) -> int:
    """Draw lots among what was finished in this week and still is; returns how many."""
    finished = queries.finished_in(first_day)
    made = SecondLookDraw(
        first_day=first_day, seed=seed, finished=len(finished), size=size, drawn_at=at
    )
    session.add(made)
    session.flush()
    chosen = verdicts.drawn(seed, finished, size)
    units = _units(chosen)
    session.add_all(
        SecondLook(
            draw_id=made.id,
            complaint_id=number,
            unit_id=units[number],
            finisher_id=finished[number].actor_id,
            finished_at=finished[number].at,
            due_at=verdicts.answer_by(at),
        )
        for number in chosen
    )
    session.flush()
    return len(chosen)


def _units(ids: list[int]) -> dict[int, int | None]:
    asked = select(Complaint.id, Complaint.unit_id).where(Complaint.id.in_(ids))
    return {row.id: row.unit_id for row in session.execute(asked)}


def say(looker: Actor, look_id: int, verdict: Verdict, note: str, *, at: datetime) -> None:
    """Say what the second look found; the words are needed unless it is really done.

    Raises `NotFound` and `Forbidden` by the rule, `OutOfOrder` when it was said before.
    """
    database.lock(f"second_look:{look_id}")
    look = session.scalar(select(SecondLook).where(SecondLook.id == look_id).with_for_update())
    if look is None or not policy.may_see_looks(looker, look):
        raise NotFound(lazy("There is no such second look."))
    if not policy.may_look_again(looker, look):
        raise Forbidden(lazy("Somebody else has to look at what you finished yourself."))
    if look.verdict:
        raise OutOfOrder(lazy("Somebody has answered this already."))
    if verdict is not Verdict.DONE or note.strip():
        note = words("note", note)
    complaint = moving.staff_loads(looker, look.complaint_id, Verb.NOTE, None)
    details = {verdicts.IN_HISTORY: verdict.value}
    step = moving.make(complaint, Move(looker, Verb.NOTE, at, note, details=details))
    look.verdict, look.step_id = verdict.value, step.id
    look.looked_at, look.looker_id = at, looker.person_id
    session.flush()


def record(look_id: int, verdict: Verdict, looker_id: int, at: datetime) -> None:
    """Keep what was found long ago, for the demo: without a line in the history, without asking."""
    look = session.get_one(SecondLook, look_id)
    look.verdict, look.looked_at, look.looker_id = verdict.value, at, looker_id


def change_custom(actor: Actor, custom: Custom) -> None:
    """Set how many are drawn each week, and on which day; it holds from the next draw on."""
    if actor.role not in policy.SETS_LOOKS or actor.municipality_id != tenancy.municipality_id():
        raise Forbidden(lazy("You do not have permission to change this."))
    wrong: dict[str, object] = {}
    if not 0 <= custom.size <= verdicts.MOST:
        wrong["size"] = lazy("Enter a number from 0 to %(most)s", most=verdicts.MOST)
    if custom.day not in DAYS:
        wrong["day"] = lazy("Choose a day of the week")
    if wrong:
        raise Invalid(fields=wrong)
    municipalities.keep_setting(verdicts.SETTING, {"size": custom.size, "day": custom.day})
