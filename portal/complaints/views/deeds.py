"""What reporters do with their complaint: tell more, answer, withdraw, rate, ask for more."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from portal.complaints import services
from portal.complaints.forms.tracking import (
    AnswerForm,
    InformationForm,
    KeepForm,
    RateForm,
    ReopenForm,
    WithdrawForm,
)
from portal.complaints.keys import Number
from portal.complaints.queries import reporter
from portal.complaints.services import Key
from portal.complaints.views import followed, uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, open_to


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


def _with_photos(
    form: InformationForm | AnswerForm, number: Number, act: Callable[[Key], None]
) -> ResponseReturnValue:
    """Do it with the photos that came along; one whose photo is refused is asked again."""
    fresh = is_fresh(form)
    parcel = uploads.opened() if fresh else uploads.NOTHING
    key = followed.must_be_open(number)
    form_id = form.identifier()
    if not fresh or form_id is None:
        return followed.page(key, form), 422
    if uploads.wants_removal():
        uploads.remove(form_id)
        return followed.page(key, form)
    refused = uploads.keep(form_id, parcel)
    form.validate()
    form.photos.errors = refused
    return _done(form, key, act)


def _plain(form: FlaskForm, number: Number, act: Callable[[Key], None]) -> ResponseReturnValue:
    key = followed.must_be_open(number)
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
    return followed.page(key, form), 422
