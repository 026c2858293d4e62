"""Against misuse: held complaints, readers' reports, blocks. For those who may hold back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints import services
from portal.complaints.forms.case import MoveForm
from portal.complaints.forms.misuse import BlockForm
from portal.complaints.queries import case as cases
from portal.complaints.queries import misuse as queries
from portal.complaints.queries.said import Said
from portal.complaints.services import blocking
from portal.complaints.terms import Blocked
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role
from portal.foundation.web import actor, forms_refused, open_to, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.queries.case import Found

HOLDERS = (Role.DISPATCHER, Role.HEAD, Role.CLERK)
DONE = {
    "released": lazy("The complaint goes its way."),
    "set-aside": lazy("The complaint is closed as misuse."),
    "settled": lazy("The reports are settled."),
    "lifted": lazy("The block is lifted."),
    "blocked": lazy("The sender is blocked."),
}


@blueprint.get("/desk/held")
@open_to(*HOLDERS)
def held() -> ResponseReturnValue:
    """Complaints that were taken and wait for a look before anything else."""
    page = queries.held(actor(), request.args.get("from"))
    return _list("complaints/held.html", page=page)


@blueprint.post('/desk/held/<int:year>/<int:running>/<any(release,"set-aside"):verdict>')
@open_to(*HOLDERS)
def look(year: int, running: int, verdict: str) -> ResponseReturnValue:
    """Let a held complaint go its way, or set it aside as misuse: one press."""
    found = cases.find(actor(), year, running)
    verb = services.release if verdict == "release" else services.set_aside
    verb(actor(), found.row.id, seen=MoveForm().version(), at=clock.now())
    done = "released" if verdict == "release" else "set-aside"
    return redirect(url_for(".held", done=done), 303)


@blueprint.get("/desk/reports")
@open_to(*HOLDERS)
def reports() -> ResponseReturnValue:
    """Public pages that readers find wrong."""
    return _list("complaints/reports.html", lines=queries.reported(actor()))


@blueprint.post("/desk/reports/<int:year>/<int:running>/settle")
@open_to(*HOLDERS)
def settle(year: int, running: int) -> ResponseReturnValue:
    """Somebody has looked: these reports are done with."""
    found = cases.find(actor(), year, running)
    services.settle(actor(), found.row.id, clock.now())
    return redirect(url_for(".reports", done="settled"), 303)


@blueprint.get("/desk/blocks")
@open_to(*HOLDERS)
def blocks() -> ResponseReturnValue:
    """Whose complaints are held, until when and why."""
    return _list("complaints/blocks.html", lines=queries.blocks(actor(), clock.now()))


@blueprint.post("/desk/blocks/<int:block_id>/lift")
@open_to(*HOLDERS)
def lift(block_id: int) -> ResponseReturnValue:
    """End a block before its day."""
    services.lift(actor(), block_id, clock.now())
    return redirect(url_for(".blocks", done="lifted"), 303)


@blueprint.get("/desk/<int:year>/<int:running>/block")
@open_to(*HOLDERS)
def new_block(year: int, running: int) -> ResponseReturnValue:
    """By what the sender of this complaint is known, why to block them, and how long."""
    return _block_page(cases.find(actor(), year, running), BlockForm(formdata=None))


@blueprint.post("/desk/<int:year>/<int:running>/block")
@open_to(*HOLDERS, checks_form=True)
def block(year: int, running: int) -> ResponseReturnValue:
    """Hold what this sender files from now on."""
    found, form, at = cases.find(actor(), year, running), BlockForm(), clock.now()
    form.offer(blocking.known_by(found.row.id))
    if is_fresh(form) and form.validate():
        try:
            services.block(
                actor(),
                found.row.id,
                Blocked(form.kind.data),
                form.reason.data or "",
                until=form.until(at),
                at=at,
            )
        except Invalid as refusal:
            undo()
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".blocks", done="blocked"), 303)
    return _block_page(cases.find(actor(), year, running), form), 422


def _block_page(found: Found, form: BlockForm) -> str:
    known = blocking.known_by(found.row.id)
    form.offer(known)
    row = found.row
    title = Said(row.title, row.language)
    return render_template(
        "complaints/block.html",
        form=form,
        known=known,
        title=title,
        year=row.year,
        running=row.running,
    )


def _list(template: str, **more: object) -> str:
    """A list of this kind, with how much waits in each."""
    return render_template(
        template,
        waiting=queries.waiting(actor()),
        notice=DONE.get(request.args.get("done", "")),
        at=clock.now(),
        **more,
    )
