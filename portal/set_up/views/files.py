"""The set-up as one file: out, a look, in."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.foundation import clock
from portal.foundation.errors import Invalid, OutOfOrder, TooLarge
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, profile, undo
from portal.foundation.web.freshness import is_fresh
from portal.set_up.forms.wording import PART_WORDS, SetUpFileForm
from portal.set_up.policy import OWNERS
from portal.set_up.services import files as services
from portal.set_up.views.door import blueprint

USUALLY = ("units", "categories", "response_times", "complaints", "words", "texts")
"""What one municipality's set-up gives the next; the ground, and who answers there, is its own."""
DONE = {
    "taken": lazy("The set-up is taken over."),
    "dropped": lazy("The file is dropped. Nothing has changed."),
}


@blueprint.get("/settings/set-up-file")
@open_to(*OWNERS)
def set_up_file() -> ResponseReturnValue:
    """Take the set-up out, or send a file."""
    return _page(SetUpFileForm(formdata=None, parts=list(USUALLY)))


@blueprint.post("/settings/set-up-file/out")
@open_to(*OWNERS)
def take_out() -> ResponseReturnValue:
    """The file."""
    response = make_response(services.take_out(actor(), at=clock.now()))
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    name = f"set-up-{profile().slug}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/settings/set-up-file")
@open_to(*OWNERS, checks_form=True)
def look_at_file() -> ResponseReturnValue:
    """Show what a file would change."""
    form = SetUpFileForm()
    sent = request.files.get("file")
    if is_fresh(form):
        content = sent.read() if sent else b""
        try:
            services.look_at(actor(), content, form.parts.data or (), at=clock.now())
        except TooLarge as refusal:
            form.file.errors = [refusal.message]
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".file_changes"), 303)
    undo()
    return _page(form), 422


@blueprint.get("/settings/set-up-file/changes")
@open_to(*OWNERS)
def file_changes() -> ResponseReturnValue:
    """What the file that was sent would change."""
    return _changes(None)


@blueprint.post("/settings/set-up-file/take")
@open_to(*OWNERS)
def take_over() -> ResponseReturnValue:
    """Take it over."""
    try:
        services.take_over(actor(), at=clock.now())
    except (Invalid, OutOfOrder) as refusal:
        undo()
        told = [*getattr(refusal, "fields", {}).values()]
        return make_response(_changes(told[0] if told else refusal.message), 409)
    return redirect(url_for(".set_up_file", done="taken"), 303)


@blueprint.post("/settings/set-up-file/drop")
@open_to(*OWNERS)
def drop_file() -> ResponseReturnValue:
    """Forget it."""
    services.drop(actor())
    return redirect(url_for(".set_up_file", done="dropped"), 303)


def _changes(refusal: object) -> ResponseReturnValue:
    draft = services.draft()
    if draft is None:
        return redirect(url_for(".set_up_file"), 303)
    return render_template(
        "set_up/file_changes.html",
        changes=draft.changes,
        parts=[PART_WORDS[part] for part in draft.parts],
        part_words=PART_WORDS,
        sent_at=draft.sent_at,
        refusal=refusal,
    )


def _page(form: SetUpFileForm) -> str:
    return render_template(
        "set_up/file.html",
        form=form,
        waiting=services.draft() is not None,
        notice=DONE.get(request.args.get("done", "")),
    )
