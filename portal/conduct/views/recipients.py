"""The municipality names who reads what comes in; every change stays on this page."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.conduct import services
from portal.conduct.forms.handling import RecipientsForm
from portal.conduct.policy import NAMING, Candidate
from portal.conduct.queries import recipients as queries
from portal.conduct.views.door import blueprint, namer
from portal.foundation import clock, thai
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import ROLE_WORDS
from portal.foundation.web import forms_refused, freshly_proved, open_to, undo
from portal.foundation.web.freshness import is_fresh

NAMED = lazy("The recipients are named. They and those before them are told.")


@blueprint.get("/settings/conduct")
@open_to(*NAMING)
@freshly_proved()
def recipients() -> ResponseReturnValue:
    """Who they are, who could be, and every change there was."""
    namer()
    return _drawn(RecipientsForm(formdata=None))


@blueprint.post("/settings/conduct")
@open_to(*NAMING, checks_form=True)
@freshly_proved()
def name_recipients() -> ResponseReturnValue:
    """Name others, for what comes from now on."""
    who = namer()
    form = RecipientsForm()
    if is_fresh(form) and form.validate():
        try:
            services.name_recipients(who, form.chosen(), form.why.data or "", at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        except OutOfOrder as refusal:
            form.people.errors = [refusal.message]
        else:
            return redirect(url_for(".recipients", done=1), 303)
        undo()
    return _drawn(form), 422


def _drawn(form: RecipientsForm) -> str:
    named = queries.named()
    people = queries.candidates()
    form.people.choices = [(str(one.person_id), _label(one)) for one in people]
    if not form.is_submitted():
        form.people.data = [str(one.person_id) for one in named]
    return render_template(
        "conduct/recipients.html",
        form=form,
        named=named,
        role_words=ROLE_WORDS,
        is_default=queries.is_default(),
        changes=queries.changes(),
        notice=NAMED if "done" in request.args else None,
    )


def _label(one: Candidate) -> Markup:
    """A name in its own language, and the role in that of the page."""
    name = Markup('<span lang="{}">{}</span>').format(thai.language_of(one.name), one.name)
    return Markup("{} ({})").format(name, ROLE_WORDS[one.role])
