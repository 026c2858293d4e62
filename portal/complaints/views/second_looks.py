"""The weekly second look: what was drawn, one of them, and how many are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints import policy, verdicts
from portal.complaints.forms.second_looks import SecondLookForm, SecondLookSettingsForm
from portal.complaints.lifecycle import Verb
from portal.complaints.queries import case as cases
from portal.complaints.queries import second_looks as queries
from portal.complaints.queries.pictures import numbered
from portal.complaints.services import second_looks as services
from portal.complaints.verdicts import VERDICT_WORDS, Verdict
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.response_times.figures import periods
from portal.response_times.figures.periods import Span
from portal.response_times.forms.calendar import WEEKDAYS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

YEAR = 365
SAVED = lazy("The second look is saved.")
SET = lazy("The setting is saved. It holds from the next draw on.")


@blueprint.get("/desk/second-looks")
@open_to(Role.HEAD, Role.CLERK, Role.MAYOR)
def second_looks() -> ResponseReturnValue:
    """What waits for a second look, or what was found."""
    at, reader = clock.now(), actor()
    period = periods.last_days(Span.YEAR_TO_DAY, YEAR, clock.local(at).date())
    may_look = reader.role in policy.LOOKERS
    shows_found = not may_look or request.args.get("show") == "found"
    ask = queries.looked_at if shows_found else queries.to_look_at
    unit_id = 0 if reader.role in policy.LOOKS_EVERYWHERE else reader.unit_id or -1
    return render_template(
        "complaints/second_looks.html",
        at=at,
        page=ask(reader, request.args.get("from")),
        shows_found=shows_found,
        may_look=may_look,
        may_set=reader.role in policy.SETS_LOOKS,
        waiting=queries.still_waiting(reader, at),
        looks=queries.figure(period, unit_id, at),
        custom=queries.custom(),
        weekdays=WEEKDAYS,
        verdict_words=VERDICT_WORDS,
        own=url_for(".second_looks"),
    )


@blueprint.get("/desk/second-looks/<int:look_id>")
@open_to(Role.HEAD, Role.CLERK, Role.MAYOR)
def second_look(look_id: int) -> ResponseReturnValue:
    """One complaint as it was reported and as it was finished, and what was found."""
    return _drawn(look_id, SecondLookForm(formdata=None))


@blueprint.post("/desk/second-looks/<int:look_id>")
@open_to(*policy.LOOKERS, checks_form=True)
def say_what_was_found(look_id: int) -> ResponseReturnValue:
    """Keep what was found."""
    form, refusal = SecondLookForm(), None
    if is_fresh(form) and form.validate():
        try:
            services.say(actor(), look_id, form.found(), form.note.data or "", at=clock.now())
        except Invalid as invalid:
            forms_refused(form, invalid)
        except OutOfOrder as late:
            refusal = late.message
        else:
            return redirect(url_for(".second_look", look_id=look_id, saved=1), 303)
    undo()
    return _drawn(look_id, form, refusal), 409 if refusal else 422


def _drawn(look_id: int, form: SecondLookForm, refusal: object = None) -> str:
    at, reader = clock.now(), actor()
    look = queries.find(reader, look_id)
    case = cases.case(reader, cases.find(reader, look.year, look.running), at)
    results = (line for line in case.history if line.verb is Verb.RESOLVE)
    return render_template(
        "complaints/second_look.html",
        at=at,
        look=look,
        case=case,
        result=next((line for line in results if line.at <= look.finished_at), None),
        before=numbered(case.before),
        after=numbered(case.after),
        form=form,
        refusal=refusal,
        may_look=look.verdict is None and policy.may_look_again(reader, look),
        may_reopen=look.verdict is Verdict.NOT_DONE and Verb.REOPEN in case.moves,
        verdict_words=VERDICT_WORDS,
        notice=SAVED if "saved" in request.args else None,
        own=url_for(".second_look", look_id=look_id),
        case_address=url_for(".case", year=look.year, running=look.running),
    )


@blueprint.get("/settings/second-looks")
@open_to(*policy.SETS_LOOKS)
def second_look_settings() -> ResponseReturnValue:
    """How many complaints are drawn each week, and on which day."""
    custom = queries.custom()
    form = SecondLookSettingsForm(formdata=None, size=str(custom.size), day=str(custom.day))
    notice = SET if "saved" in request.args else None
    return _settings_drawn(form, notice)


@blueprint.post("/settings/second-looks")
@open_to(*policy.SETS_LOOKS, checks_form=True)
def set_second_looks() -> ResponseReturnValue:
    """Keep the setting."""
    form = SecondLookSettingsForm()
    if is_fresh(form) and form.validate():
        try:
            services.change_custom(actor(), form.custom())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".second_look_settings", saved=1), 303)
    undo()
    return _settings_drawn(form, None), 422


def _settings_drawn(form: SecondLookSettingsForm, notice: object) -> str:
    return render_template(
        "complaints/second_look_settings.html",
        form=form,
        notice=notice,
        usual=verdicts.USUAL_SIZE,
        most=verdicts.MOST,
    )
