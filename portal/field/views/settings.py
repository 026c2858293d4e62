"""Which map the ways in the field open in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.field import queries, services
from portal.field.acts import SETS_MAPS
from portal.field.forms import MapsForm
from portal.field.views.door import blueprint
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

EXAMPLE = ((16.4322, 102.8236), (16.4402, 102.8311))


@blueprint.get("/settings/field")
@open_to(*SETS_MAPS)
def maps() -> ResponseReturnValue:
    """The addresses as they are, with an example of each."""
    known = queries.maps()
    return _page(MapsForm(formdata=None, one=known.one, many=known.many))


@blueprint.post("/settings/field")
@open_to(*SETS_MAPS)
def set_maps() -> ResponseReturnValue:
    """Set them."""
    form = MapsForm()
    if not form.validate():
        return _page(form), 422
    try:
        services.set_maps(actor(), form.one.data or "", form.many.data or "", at=clock.now())
    except Invalid as refusal:
        undo()
        forms_refused(form, refusal)
        return _page(form), 422
    return redirect(url_for(".maps", saved=1), 303)


def _page(form: MapsForm) -> str:
    known = queries.maps()
    return render_template(
        "field/maps.html",
        form=form,
        one=known.to(EXAMPLE[0]),
        many=known.over(EXAMPLE),
        notice=lazy("The map was set.") if "saved" in request.args else None,
    )
