"""Reporters follow their complaint: by number and code, or signed in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from portal.complaints import numbering, services
from portal.complaints.forms.tracking import (
    AnswerForm,
    InformationForm,
    KeepForm,
    RateForm,
    ReopenForm,
    TrackForm,
    WithdrawForm,
)
from portal.complaints.lifecycle import STATE_WORDS, State, Verb, allowed
from portal.complaints.queries import reporter
from portal.complaints.queries.said import said
from portal.complaints.services import Key
from portal.complaints.views import uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to, profile, sender
from portal.response_times.wording import until

MOST_OPENED = 12
"""Complaints one browser keeps open by code; the oldest makes room."""
DONE = {
    "add-information": lazy("Thank you. What you added is with the municipality."),
    "answer": lazy("Thank you. Your answer is with the municipality."),
    "withdraw": lazy("The complaint is withdrawn."),
    "rate": lazy("Thank you for your rating."),
    "ask-to-reopen": lazy("The complaint is open again."),
    "keep": lazy("The complaint is now under “My complaints”."),
}
"""What the page says after a verb; its name stands in the address."""


@blueprint.get("/track")
@open_to(*ANYONE)
def track() -> ResponseReturnValue:
    """Where number and code are typed in."""
    form = TrackForm(formdata=None, number=request.args.get("number", "")[:60])
    return _door(form)


@blueprint.post("/track")
@open_to(*ANYONE, checks_form=True)
def open_by_code() -> ResponseReturnValue:
    """Open the complaint of this number and code for this browser."""
    form = TrackForm()
    if is_fresh(form) and form.validate():
        letters = profile().letters
        number = numbering.parsed(form.number.data, letters.th, letters.en)
        try:
            found = services.find_by_code(number, form.code.data, who=sender(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            _remember(found)
            year, running = reporter.number_of(found) or (0, 0)
            return redirect(url_for(".follow", year=year, running=running), 303)
    return _door(form), 422


@blueprint.get("/my-complaints")
@open_to(Role.RESIDENT)
def mine() -> ResponseReturnValue:
    """What this person reported or keeps, newest first."""
    page = reporter.mine(actor(), request.args.get("from"))
    return render_template(
        "complaints/mine.html",
        page=page,
        state_words=STATE_WORDS,
        at=clock.now(),
    )


@blueprint.get("/track/<int:year>/<int:running>")
@open_to(*ANYONE)
def follow(year: int, running: int) -> ResponseReturnValue:
    """Where the complaint stands, what was promised, and what its reporter can do now."""
    key = _key(year, running)
    if key is None:
        return redirect(url_for(".track"), 303)
    return _page(key)


@blueprint.post("/track/<int:year>/<int:running>/add-information")
@open_to(*ANYONE, checks_form=True)
def add_information(year: int, running: int) -> ResponseReturnValue:
    """Tell the municipality more."""
    form = InformationForm()
    return _with_photos(
        form,
        (year, running),
        lambda key: services.add_information(
            key, form.information.data or "", form_id=form.identifier(), at=clock.now()
        ),
    )


@blueprint.post("/track/<int:year>/<int:running>/answer")
@open_to(*ANYONE, checks_form=True)
def answer(year: int, running: int) -> ResponseReturnValue:
    """Answer what was asked."""
    form = AnswerForm()
    return _with_photos(
        form,
        (year, running),
        lambda key: services.answer_question(
            key, form.answer.data or "", form_id=form.identifier(), at=clock.now()
        ),
    )


@blueprint.post("/track/<int:year>/<int:running>/withdraw")
@open_to(*ANYONE, checks_form=True)
def withdraw(year: int, running: int) -> ResponseReturnValue:
    """No longer wanted."""
    form = WithdrawForm()
    return _plain(
        form,
        (year, running),
        lambda key: services.withdraw(key, form.withdrawal.data or "", at=clock.now()),
    )


@blueprint.post("/track/<int:year>/<int:running>/rate")
@open_to(*ANYONE, checks_form=True)
def rate(year: int, running: int) -> ResponseReturnValue:
    """Say how well it was done, and accept it."""
    form = RateForm()
    return _plain(
        form,
        (year, running),
        lambda key: services.rate(
            key,
            int(form.stars.data),
            form.reason.data or "",
            accepts=form.accepts.data,
            at=clock.now(),
        ),
    )


@blueprint.post("/track/<int:year>/<int:running>/ask-to-reopen")
@open_to(*ANYONE, checks_form=True)
def ask_to_reopen(year: int, running: int) -> ResponseReturnValue:
    """Not done yet."""
    form = ReopenForm()
    return _plain(
        form,
        (year, running),
        lambda key: services.ask_to_reopen(key, form.why.data or "", at=clock.now()),
    )


@blueprint.post("/track/<int:year>/<int:running>/keep")
@open_to(*ANYONE, checks_form=True)
def keep(year: int, running: int) -> ResponseReturnValue:
    """Keep it under «my complaints»."""
    return _plain(KeepForm(), (year, running), lambda key: services.follow(key, clock.now()))


Number = tuple[int, int]


def _door(form: TrackForm) -> str:
    letters, now = profile().letters.here, clock.local(clock.now())
    example = numbering.formatted(letters, now.year, 123, language())
    return render_template("complaints/track.html", form=form, example=example)


def _with_photos(
    form: InformationForm | AnswerForm, number: Number, act: Callable[[Key], None]
) -> ResponseReturnValue:
    """Do it with the photos that came along; one whose photo is refused is asked again."""
    fresh = is_fresh(form)
    parcel = uploads.opened() if fresh else uploads.NOTHING
    key = _must_be_open(number)
    form_id = form.identifier()
    if not fresh or form_id is None:
        return _page(key, form), 422
    if uploads.wants_removal():
        uploads.remove(form_id)
        return _page(key, form)
    refused = uploads.keep(form_id, parcel)
    form.validate()
    form.photos.errors = refused
    return _done(form, key, act)


def _plain(form: FlaskForm, number: Number, act: Callable[[Key], None]) -> ResponseReturnValue:
    key = _must_be_open(number)
    if is_fresh(form):
        form.validate()
    return _done(form, key, act)


def _done(form: FlaskForm, key: Key, act: Callable[[Key], None]) -> ResponseReturnValue:
    """Do it if nothing is to be corrected, and show the page either way."""
    if not form.errors:
        try:
            act(key)
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            year, running = reporter.number_of(key.complaint_id) or (0, 0)
            done = request.path.rsplit("/", 1)[1]
            return redirect(url_for(".follow", year=year, running=running, done=done), 303)
    return _page(key, form), 422


def _remember(complaint_id: int) -> None:
    """Note in the session that this browser showed the code of this complaint."""
    others = [known for known in session.get("opened", []) if known != complaint_id]
    session["opened"] = [*others, complaint_id][-MOST_OPENED:]


def _key(year: int, running: int) -> Key | None:
    """What opens this complaint here; None where nothing does, or where there is none."""
    complaint_id = reporter.by_number(year, running)
    if complaint_id is None:
        return None
    shown = [*session.get("opened", []), session.get("receipt")]
    key = Key(actor(), complaint_id, by_code=complaint_id in shown)
    return key if key.by_code or services.is_mine(key.actor, complaint_id) else None


def _must_be_open(number: Number) -> Key:
    key = _key(*number)
    if key is None:
        raise NotFound(lazy("Open the complaint with its number and code first."))
    return key


def _page(key: Key, failed: FlaskForm | None = None) -> str:
    at = clock.now()
    complaint = reporter.followed(key.complaint_id, at)
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
        may_keep=_may_keep(key),
        notice=DONE.get(request.args.get("done", "")) if failed is None else None,
        said=said,
        until=until,
        at=at,
    )


def _waiting(failed: FlaskForm | None) -> list[object]:
    """Photos that wait for the form that is shown again."""
    form_id = failed.identifier() if isinstance(failed, (InformationForm, AnswerForm)) else None
    return [*uploads.waiting(form_id)] if form_id else []


def _may_keep(key: Key) -> bool:
    is_resident = key.actor.role is Role.RESIDENT
    return is_resident and not services.is_mine(key.actor, key.complaint_id)


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
