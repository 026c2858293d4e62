"""A plan from a file: what it would do is shown, then it is taken over whole."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from portal.foundation import clock
from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.participation.plans import acts, sheets
from portal.participation.plans.forms import PlanFileForm
from portal.participation.plans.services import importing
from portal.participation.plans.views.desk import BASE
from portal.participation.plans.views.door import Spot, blueprint
from portal.participation.plans.views.items import writable

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.plans.services.importing import Preview

MOST_SHOWN = 200


@blueprint.get(f"{BASE}/import")
@open_to(*acts.SETS)
def plan_file(number: int) -> ResponseReturnValue:
    """Choose a file."""
    return _page(writable(number), PlanFileForm(formdata=None))


@blueprint.post(f"{BASE}/import")
@open_to(*acts.SETS, checks_form=True)
def look_at_plan(number: int) -> ResponseReturnValue:
    """Show what it would do; nothing is saved yet."""
    here, form = writable(number), PlanFileForm()
    sent = request.files.get("file")
    if is_fresh(form) and form.validate():
        content = sent.read(sheets.MOST_BYTES + 1) if sent else b""
        strategy = form.strategy.data or ""
        try:
            preview = importing.look_at(actor(), here.project.id, content, strategy=strategy)
        except (Invalid, TooLarge) as refusal:
            form.file.errors = [refusal.message]
        else:
            return _preview(here, preview, packed(content), strategy)
    undo()
    return _page(here, form), 422


@blueprint.post(f"{BASE}/import/take")
@open_to(*acts.SETS)
def take_plan(number: int) -> ResponseReturnValue:
    """Take it over, looked at once more."""
    here, form = writable(number), PlanFileForm()
    strategy = form.strategy.data or ""
    try:
        content = unpacked(request.form.get("content", ""))
        preview = importing.look_at(actor(), here.project.id, content, strategy=strategy)
        if preview.wrong:
            return _preview(here, preview, "", strategy), 422
        importing.take_over(actor(), here.project.id, content, strategy=strategy, at=clock.now())
    except (Invalid, TooLarge) as refusal:
        undo()
        if isinstance(refusal, Invalid) and refusal.fields:
            forms_refused(form, refusal)
        form.file.errors = [*form.file.errors, refusal.message] if refusal.message else []
        return _page(here, form), 422
    return redirect(here.address("desk_plan", done="taken"), 303)


def packed(content: bytes) -> str:
    """A file as the preview carries it to the next press."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(carried: str) -> bytes:
    """The file again; raises `Invalid` for what is none."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(
            base64.b64decode(carried, validate=True), sheets.MOST_BYTES + 1
        )
    except (binascii.Error, ValueError, zlib.error) as error:
        raise Invalid(lazy("Send the file once more.")) from error
    if not content:
        raise Invalid(lazy("Send the file once more."))
    return content


def _page(here: Spot, form: PlanFileForm) -> str:
    return render_template("plans/import.html", spot=here, form=form)


def _preview(here: Spot, preview: Preview, content: str, strategy: str) -> str:
    return render_template(
        "plans/preview.html",
        spot=here,
        preview=preview,
        years=range(preview.first_year, preview.first_year + 5),
        content=content,
        strategy=strategy,
        most=MOST_SHOWN,
    )
