"""The page of a complaint for its reporter, and what opens it."""

from __future__ import annotations

from uuid import uuid4

from flask import render_template, request
from flask_wtf import FlaskForm

from portal.complaints import services
from portal.complaints.forms.tracking import (
    AnswerForm,
    InformationForm,
    RateForm,
    ReopenForm,
    WithdrawForm,
)
from portal.complaints.keys import Number, key
from portal.complaints.lifecycle import STATE_WORDS, State, Verb, allowed
from portal.complaints.queries import reporter
from portal.complaints.queries.contact import looks
from portal.complaints.queries.said import said
from portal.complaints.services import Key
from portal.complaints.views import uploads
from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role
from portal.foundation.web import personal
from portal.places import hexmap
from portal.places import queries as places
from portal.response_times.wording import until

DONE = {
    "add-information": lazy("Thank you. We have what you added."),
    "answer": lazy("Thank you. We have your answer."),
    "withdraw": lazy("The complaint is withdrawn."),
    "rate": lazy("Thank you for your rating."),
    "ask-to-reopen": lazy("The complaint is open again."),
    "keep": lazy("The complaint is now under “My complaints”."),
}
"""What the page says after a verb; its name stands in the address."""


def must_be_open(number: Number) -> Key:
    """The same for a verb: `NotFound` where nothing opens it."""
    found = key(number)
    if found is None:
        raise NotFound(lazy("Open the complaint with its number and code first."))
    return found


def page(opened: Key, failed: FlaskForm | None = None) -> str:
    """The complaint's page; `failed` is a form to be shown again as it was typed."""
    personal()
    at = clock.now()
    complaint = reporter.followed(opened.complaint_id, at)
    if complaint is None:
        raise NotFound(lazy("There is no such complaint."))
    forms = _forms(complaint, failed)
    return render_template(
        "complaints/follow.html",
        complaint=complaint,
        forms=forms,
        failed=failed,
        photos=_waiting(failed),
        state_words=STATE_WORDS,
        may_keep=_may_keep(opened),
        looks=looks(complaint.id),
        drawing=_drawing(complaint),
        notice=DONE.get(request.args.get("done", "")) if failed is None else None,
        said=said,
        until=until,
        at=at,
    )


def _drawing(complaint: reporter.Followed) -> hexmap.Drawing | None:
    if complaint.lat is None or complaint.lon is None:
        return None
    return hexmap.locate(places.ground().sketch, complaint.lat, complaint.lon)


def _waiting(failed: FlaskForm | None) -> list[object]:
    """Photos that wait for the form that is shown again."""
    form_id = failed.identifier() if isinstance(failed, (InformationForm, AnswerForm)) else None
    return [*uploads.waiting(form_id)] if form_id else []


def _may_keep(opened: Key) -> bool:
    is_resident = opened.actor.role is Role.RESIDENT
    return is_resident and not services.is_mine(opened.actor, opened.complaint_id)


def _forms(complaint: reporter.Followed, failed: FlaskForm | None) -> dict[str, FlaskForm]:
    """The forms of what can be done now; the one that failed as it was typed."""
    verbs = set(allowed(complaint.state))
    offered: dict[str, type[FlaskForm]] = {}
    if Verb.ANSWER_QUESTION in verbs:
        offered["answer"] = AnswerForm
    elif Verb.ADD_INFORMATION in verbs:
        offered["add_information"] = InformationForm
    if Verb.RATE in verbs and complaint.rating is None:
        offered["rate"] = RateForm
    if complaint.state in {State.RESOLVED, State.CLOSED} and complaint.may_object(clock.now()):
        offered["ask_to_reopen"] = ReopenForm
    if Verb.WITHDRAW in verbs:
        offered["withdraw"] = WithdrawForm
    return {
        name: failed if isinstance(failed, kind) else kind(formdata=None, **_fresh(kind))
        for name, kind in offered.items()
    }


def _fresh(kind: type[FlaskForm]) -> dict[str, str]:
    return {"form_id": str(uuid4())} if kind in {AnswerForm, InformationForm} else {}
