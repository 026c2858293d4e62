"""Your data: see what there is, take it along, correct it, erase it; with an account or a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for
from flask_login import logout_user

from portal.accounts.queries import personal as accounts
from portal.accounts.services import forgetting as account_services
from portal.complaints import keys
from portal.complaints.services import Key, correcting
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.personal import Subject
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import (
    actor,
    forms_refused,
    freshly_proved,
    open_to,
    personal,
    profile,
)
from portal.rights.forms.mine import CorrectAccount, CorrectContact, Erase, Press
from portal.rights.queries import requests
from portal.rights.services import erasing, giving
from portal.rights.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from flask_wtf import FlaskForm

DONE = {"corrected": lazy("Your data has been corrected.")}


# ── with an account ──


@blueprint.get("/account/my-data")
@open_to(Role.RESIDENT)
def my_data() -> ResponseReturnValue:
    """What the portal keeps of somebody with an account."""
    name, language = accounts.profile_of(actor().person_id or 0)
    return _account_page(CorrectAccount(formdata=None, name=name, language=language))


@blueprint.post("/account/my-data/file")
@open_to(Role.RESIDENT)
@freshly_proved()
def my_file() -> ResponseReturnValue:
    """All of it as a file."""
    return _file(requests.subject_of(actor().person_id or 0))


@blueprint.post("/account/my-data")
@open_to(Role.RESIDENT)
def correct_mine() -> ResponseReturnValue:
    """Correct name and language."""
    form = CorrectAccount()
    if form.validate():
        try:
            account_services.correct(actor(), form.name.data or "", form.language.data or "")
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".my_data", done="corrected"), 303)
    return _account_page(form), 422


@blueprint.get("/account/my-data/erase")
@open_to(Role.RESIDENT)
@freshly_proved()
def erasing_mine() -> ResponseReturnValue:
    """Tell what goes and what stays, before anything does."""
    return _plan_page(requests.subject_of(actor().person_id or 0), Erase(formdata=None))


@blueprint.post("/account/my-data/erase")
@open_to(Role.RESIDENT)
@freshly_proved()
def erase_mine() -> ResponseReturnValue:
    """Erase what can go, and sign out for good."""
    form = Erase()
    if not form.validate():
        return _plan_page(requests.subject_of(actor().person_id or 0), form), 422
    reference = erasing.erase_mine(actor(), clock.now())
    logout_user()
    return _erased_page(reference)


# ── with number and code ──


@blueprint.get("/track/<int:year>/<int:running>/my-data")
@open_to(*ANYONE)
def case_data(year: int, running: int) -> ResponseReturnValue:
    """What the portal keeps of whoever reported this complaint."""
    key = keys.key((year, running))
    if key is None:
        return redirect(url_for("complaints.track"), 303)
    known = correcting.reachable(key)
    return _case_page(key, (year, running), CorrectContact(formdata=None, obj=known))


@blueprint.post("/track/<int:year>/<int:running>/my-data")
@open_to(*ANYONE)
def correct_case(year: int, running: int) -> ResponseReturnValue:
    """Correct how the reporter can be reached."""
    key, form = _opened(year, running), CorrectContact()
    if form.validate():
        wanted = correcting.Reachable(
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            language=form.language.data or "",
            shows_name=form.shows_name.data,
        )
        try:
            correcting.correct_contact(key, wanted)
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            here = url_for(".case_data", year=year, running=running, done="corrected")
            return redirect(here, 303)
    return _case_page(key, (year, running), form), 422


@blueprint.post("/track/<int:year>/<int:running>/my-data/file")
@open_to(*ANYONE)
def case_file(year: int, running: int) -> ResponseReturnValue:
    """All of it as a file."""
    key = _opened(year, running)
    correcting.must_be_theirs(key)
    return _file(Subject(complaint_ids=(key.complaint_id,)))


@blueprint.get("/track/<int:year>/<int:running>/my-data/erase")
@open_to(*ANYONE)
def erasing_case(year: int, running: int) -> ResponseReturnValue:
    """Tell what goes and what stays, before anything does."""
    key = keys.key((year, running))
    if key is None:
        return redirect(url_for("complaints.track"), 303)
    return _plan_page(Subject(complaint_ids=(key.complaint_id,)), Erase(formdata=None))


@blueprint.post("/track/<int:year>/<int:running>/my-data/erase")
@open_to(*ANYONE)
def erase_case(year: int, running: int) -> ResponseReturnValue:
    """Erase the contact of this complaint."""
    key, form = _opened(year, running), Erase()
    if not form.validate():
        return _plan_page(Subject(complaint_ids=(key.complaint_id,)), form), 422
    return _erased_page(erasing.erase_by_key(key, clock.now()))


def _opened(year: int, running: int) -> Key:
    key = keys.key((year, running))
    if key is None:
        raise NotFound(lazy("Open the complaint with its number and code first."))
    return key


def _account_page(form: FlaskForm) -> str:
    personal()
    subject = requests.subject_of(actor().person_id or 0)
    return render_template(
        "rights/my_data.html",
        form=form,
        press=Press(formdata=None),
        subject=subject,
        cases=requests.names_of(subject.complaint_ids),
        case=None,
        base=url_for(".my_data"),
        notice=DONE.get(request.args.get("done", "")),
    )


def _case_page(key: Key, number: tuple[int, int], form: FlaskForm) -> str:
    personal()
    year, running = number
    return render_template(
        "rights/my_data.html",
        form=form,
        press=Press(formdata=None),
        subject=Subject(complaint_ids=(key.complaint_id,)),
        cases=[],
        case=requests.names_of([key.complaint_id])[0],
        base=url_for(".case_data", year=year, running=running),
        notice=DONE.get(request.args.get("done", "")),
    )


def _plan_page(subject: Subject, form: FlaskForm) -> str:
    personal()
    plan = requests.plan_of(subject)
    return render_template("rights/erase.html", form=form, plan=plan)


def _erased_page(reference: str) -> str:
    personal()
    return render_template("rights/erased.html", reference=reference)


def _file(subject: Subject) -> ResponseReturnValue:
    at = clock.now()
    answer = make_response(giving.bundle(subject, str(profile().title), at))
    answer.mimetype = "application/zip"
    day = clock.local(at).date().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="my-data-{day}.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
