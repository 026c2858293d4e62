"""The boundary and the areas: what is there, a file to look at, one area."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.complaints.queries import holdings
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, OutOfOrder, TooLarge
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh
from portal.places import geometry, hexmap, queries
from portal.places.ground import AreaLine, Ground
from portal.set_up.forms.places import FileForm, TitleForm
from portal.set_up.policy import SETTERS
from portal.set_up.services import ground as services
from portal.set_up.views.door import blueprint

DONE = {
    "taken": lazy("The file is taken. Complaints filed from now on lie in these areas."),
    "dropped": lazy("The file is dropped. Nothing has changed."),
    "renamed": lazy("The area is renamed."),
    "closed": lazy("The area is closed. What lies in it keeps its name."),
    "opened": lazy("The area is open again."),
    "removed": lazy("It is removed."),
}
EXAMPLE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature",'
    ' "properties": {"code": "ward-1", "title_th": "เขต 1", "title_en": "Ward 1"},'
    ' "geometry": {"type": "Polygon", "coordinates": [[[102.80, 16.40], …]]}}]}'
)


@blueprint.get("/settings/areas")
@open_to(*SETTERS)
def areas() -> ResponseReturnValue:
    """The picture, the list, and a form for a file."""
    return _page(FileForm(formdata=None))


@blueprint.post("/settings/areas/<any(boundary,areas):kind>")
@open_to(*SETTERS, checks_form=True)
def send_ground(kind: str) -> ResponseReturnValue:
    """Read a file, and show what it would make of the ground."""
    form = FileForm()
    sent = request.files.get("file")
    if is_fresh(form):
        if sent is None or not sent.filename:
            form.file.errors = [lazy("Choose a file")]
        else:
            try:
                services.send(actor(), kind, sent.read(), at=clock.now())
            except (Invalid, TooLarge) as refusal:
                form.file.errors = [refusal.message]
            else:
                return redirect(url_for(".look_at_ground", kind=kind), 303)
    undo()
    return _page(form, kind), 422


@blueprint.get("/settings/areas/<any(boundary,areas):kind>")
@open_to(*SETTERS)
def look_at_ground(kind: str) -> ResponseReturnValue:
    """What the file would make of the ground."""
    preview = services.preview(kind)
    if preview is None:
        return redirect(url_for(".areas"), 303)
    outline = preview.ground.outline
    return render_template(
        "set_up/ground_preview.html",
        kind=kind,
        preview=preview,
        map=_drawn(preview.ground),
        size=f"{geometry.area(outline):,.1f}" if outline else "",
    )


@blueprint.post("/settings/areas/<any(boundary,areas):kind>/take")
@open_to(*SETTERS)
def take_ground(kind: str) -> ResponseReturnValue:
    """Take the file."""
    services.take(actor(), kind, at=clock.now())
    return redirect(url_for(".areas", done="taken"), 303)


@blueprint.post("/settings/areas/<any(boundary,areas):kind>/drop")
@open_to(*SETTERS)
def drop_ground(kind: str) -> ResponseReturnValue:
    """Forget the file."""
    services.drop(actor(), kind)
    return redirect(url_for(".areas", done="dropped"), 303)


@blueprint.post("/settings/areas/boundary/remove")
@open_to(*SETTERS)
def remove_boundary() -> ResponseReturnValue:
    """Let every place be inside."""
    services.remove_boundary(actor(), at=clock.now())
    return redirect(url_for(".areas", done="removed"), 303)


@blueprint.get("/settings/areas/<int:area_id>")
@open_to(*SETTERS)
def area(area_id: int) -> ResponseReturnValue:
    """One area."""
    line = _line(area_id)
    form = TitleForm(formdata=None, title_th=line.title.th, title_en=line.title.en)
    return _area_page(line, form)


@blueprint.post("/settings/areas/<int:area_id>/rename")
@open_to(*SETTERS, checks_form=True)
def rename_area(area_id: int) -> ResponseReturnValue:
    """Call it something else."""
    line, form = _line(area_id), TitleForm()
    if is_fresh(form):
        try:
            services.rename(actor(), area_id, form.title(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".areas", done="renamed", _anchor=f"area-{area_id}"), 303)
    undo()
    return _area_page(line, form), 422


@blueprint.post("/settings/areas/<int:area_id>/<any(close,open,remove):deed>")
@open_to(*SETTERS)
def settle_area(area_id: int, deed: str) -> ResponseReturnValue:
    """Close it, open it again, or remove it for good."""
    line = _line(area_id)
    verbs = {"close": services.close, "open": services.reopen, "remove": services.remove}
    try:
        verbs[deed](actor(), area_id, at=clock.now())
    except OutOfOrder as refusal:
        undo()
        form = TitleForm(formdata=None, title_th=line.title.th, title_en=line.title.en)
        return _area_page(line, form, refusal.message), 409
    done = {"close": "closed", "open": "opened", "remove": "removed"}[deed]
    return redirect(url_for(".areas", done=done), 303)


def _line(area_id: int) -> AreaLine:
    found = next((line for line in queries.every_area() if line.id == area_id), None)
    if found is None:
        raise NotFound(lazy("There is no such area."))
    return found


def _drawn(ground: Ground) -> hexmap.Drawing | None:
    return hexmap.draw(ground.sketch) if ground.box is not None else None


def _page(form: FileForm, failed: str = "") -> str:
    ground = queries.ground()
    return render_template(
        "set_up/areas.html",
        form=form,
        failed=failed,
        errors=[(message, f"file-{failed}") for message in form.file.errors if failed],
        map=_drawn(ground),
        size=f"{geometry.area(ground.outline):,.1f}" if ground.outline else "",
        lines=ground.areas,
        closed=ground.closed,
        counts=holdings.in_areas(),
        example=EXAMPLE,
        notice=DONE.get(request.args.get("done", "")),
    )


def _area_page(line: AreaLine, form: TitleForm, refusal: object = None) -> str:
    closed = {area.id for area in queries.ground().closed}
    return render_template(
        "set_up/area.html",
        line=line,
        form=form,
        refusal=refusal,
        is_closed=line.id in closed,
        lies_in=holdings.in_areas().get(line.id, 0),
        map=_drawn(Ground(line.shape, ())) if line.shape else None,
    )
