"""The reply form of outside bodies: a code opens one complaint, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, session, url_for

from portal.complaints.handing_over import queries, replying
from portal.complaints.handing_over.forms import OutsideReplyForm, ReplyCodeForm
from portal.complaints.handing_over.terms import Kind
from portal.complaints.views import uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import forms_refused, keep, open_to, personal, sender, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

KEY = "reply_code"
SENT = lazy("Thank you. The municipality has your answer.")


@blueprint.get("/reply")
@open_to(*ANYONE)
def reply_door() -> ResponseReturnValue:
    """Where a body types the code of its letter."""
    notice = SENT if "sent" in request.args else None
    return render_template("handing_over/door.html", form=ReplyCodeForm(), notice=notice)


@blueprint.post("/reply")
@open_to(*ANYONE, checks_form=True)
def open_reply_form() -> ResponseReturnValue:
    """Open the complaint of this code for this browser."""
    form = ReplyCodeForm()
    if is_fresh(form) and form.validate():
        try:
            code_id = replying.open_form(form.code.data or "", who=sender(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            session[KEY] = code_id
            return redirect(url_for(".reply_form"), 303)
    return render_template("handing_over/door.html", form=form), 422


@blueprint.get("/reply/form")
@open_to(*ANYONE)
def reply_form() -> ResponseReturnValue:
    """The complaint as far as the body needs it, and the form for its answer."""
    shown = _shown()
    if shown is None:
        return redirect(url_for(".reply_door"), 303)
    form = OutsideReplyForm(formdata=None)
    form.identifier()
    return _page(shown, form)


@blueprint.post("/reply/form")
@open_to(*ANYONE, checks_form=True)
def send_outside_reply() -> ResponseReturnValue:
    """Keep the answer for an officer."""
    parcel, shown, form = uploads.opened(), _shown(), OutsideReplyForm()
    if shown is None:  # the code was never typed, or has ended meanwhile
        return render_template("handing_over/door.html", form=ReplyCodeForm(formdata=None)), 422
    if is_fresh(form) and uploads.wants_removal():
        uploads.remove(form.identifier())
        keep()
        return _page(shown, form)
    refusal, status = None, 422
    if is_fresh(form) and form.validate():
        form.photos.errors = uploads.keep(form.identifier(), parcel)
        if not form.photos.errors:
            try:
                _answer(shown, form)
            except Invalid as invalid:
                undo()
                forms_refused(form, invalid)
            except OutOfOrder as late:
                undo()
                refusal, status = late.message, 409
            else:
                return redirect(url_for(".reply_door", sent=1), 303)
    return _page(shown, form, refusal), status


def _answer(shown: queries.Shown, form: OutsideReplyForm) -> None:
    given = replying.Answer(
        Kind(form.kind.data), form.words.data or "", form.their_number.data or "", form.day()
    )
    replying.answer(shown.code_id, given, form_id=form.identifier(), at=clock.now())


def _shown() -> queries.Shown | None:
    code_id = session.get(KEY)
    return queries.shown(code_id, clock.now()) if isinstance(code_id, int) else None


def _page(shown: queries.Shown, form: OutsideReplyForm, refusal: object = None) -> str:
    personal()
    return render_template(
        "handing_over/form.html",
        shown=shown,
        form=form,
        photos=uploads.waiting(form.identifier()),
        refusal=refusal,
    )
