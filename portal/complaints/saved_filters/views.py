"""Saved filters: kept from the desk, looked after on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for

from portal.complaints.queries import desk
from portal.complaints.saved_filters import queries, services
from portal.complaints.saved_filters.forms import SaveForm
from portal.complaints.views import desk_filters
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

DONE = {
    "saved": lazy("The filters are saved."),
    "shared": lazy("Your unit sees them now."),
    "own": lazy("Only you see them now."),
    "removed": lazy("The saved filters are removed."),
}
LONGEST_QUERY = 1000


@blueprint.get("/desk/filters")
@open_to(*DESK, Role.MAYOR)
def saved_filters() -> ResponseReturnValue:
    """One's own and those of one's unit, with their counts."""
    return _page(None)


@blueprint.post("/desk/filters")
@open_to(*DESK, Role.MAYOR, checks_form=True)
def save_filter() -> ResponseReturnValue:
    """Keep the filters of the desk's address under a name."""
    form, officer = SaveForm(), actor()
    chosen = desk_filters.chosen(desk_filters.read((form.query.data or "")[:LONGEST_QUERY]))
    if is_fresh(form) and form.validate():
        try:
            services.save(
                officer,
                form.title.data or "",
                chosen,
                is_shared=bool(form.is_shared.data),
                at=clock.now(),
            )
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            query = urlencode({**chosen, "done": "saved"})
            return redirect(f"{url_for('.desk')}?{query}", 303)
    undo()
    return _page(form), 422


@blueprint.post("/desk/filters/<int:filter_id>/<any(share,unshare):way>")
@open_to(*DESK, Role.MAYOR)
def share_filter(filter_id: int, way: str) -> ResponseReturnValue:
    """Let one's unit see it, or no longer."""
    try:
        services.share(actor(), filter_id, on=way == "share", at=clock.now())
    except Invalid as refusal:
        undo()
        return _page(None, next(iter(refusal.fields.values()))), 422
    return redirect(url_for(".saved_filters", done="shared" if way == "share" else "own"), 303)


@blueprint.post("/desk/filters/<int:filter_id>/remove")
@open_to(*DESK, Role.MAYOR)
def remove_filter(filter_id: int) -> ResponseReturnValue:
    """Take it away."""
    services.remove(actor(), filter_id, clock.now())
    return redirect(url_for(".saved_filters", done="removed"), 303)


def _page(form: SaveForm | None, refusal: object = None) -> str:
    officer, at = actor(), clock.now()
    saved = queries.saved(officer)
    forms = [desk_filters.read(one.chosen) for one in saved]
    known = desk.offered()
    for each in [*forms, *([desk_filters.read(form.query.data or "")] if form else [])]:
        desk_filters.offer(each, officer, known)
    wanted = [desk_filters.filters_of(each, officer) for each in forms]
    path = url_for(".desk")
    lines = [
        (
            one,
            f"{path}?{desk_filters.query_of(each)}",
            desk_filters.shown_number(count),
            [words for words, _without in desk_filters.tags(each, lambda **_changes: "")],
        )
        for one, each, count in zip(saved, forms, queries.counted(officer, wanted, at), strict=True)
    ]
    return render_template(
        "saved_filters/filters.html",
        lines=lines,
        form=form,
        refusal=refusal,
        may_share=officer.unit_id is not None,
        may_remove_all=officer.role is Role.HEAD,
        notice=DONE.get(request.args.get("done", "")),
    )
