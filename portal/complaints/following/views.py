"""Follow a complaint from its public page, read how it goes on, and end it by the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, session, url_for

from portal.accounts import queries as accounts
from portal.complaints.following import queries, services
from portal.complaints.following.forms import CodeForm, FollowForm
from portal.complaints.following.services import Following
from portal.complaints.queries import public_page
from portal.complaints.queries.public_page import PublicHead
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, PortalError
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, forms_refused, open_to, personal, sender, undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

ENDED = lazy("You follow it no longer. No more messages come.")
KEPT = "following"
"""Under this name the browser's session keeps what it followed last."""


@blueprint.app_template_global("followers_of_case")
def followers_of_case(complaint_id: int) -> tuple[int, list[queries.Added]]:
    """How many follow a complaint, and what they added, for the desk."""
    return queries.count_of(complaint_id), queries.added_to(complaint_id)


@blueprint.get("/complaints/<int:year>/<int:running>/follow")
@open_to(*ANYONE)
def follow_case(year: int, running: int) -> ResponseReturnValue:
    """Where somebody with the same trouble asks to hear of it."""
    form = FollowForm(formdata=None, notices_to=own_email())
    form.identifier()
    return _page(form, _head(year, running))


@blueprint.post("/complaints/<int:year>/<int:running>/follow")
@open_to(*ANYONE, checks_form=True)
def begin_following(year: int, running: int) -> ResponseReturnValue:
    """Follow it."""
    form, head = FollowForm(), _head(year, running)
    refusal: object = ""
    if is_fresh(form) and form.validate():
        asked = Following(form.identifier(), language(), form.notices_to.data or "")
        try:
            return kept(services.follow(actor(), head.row.id, asked, who=sender(), at=clock.now()))
        except Invalid as wrong:
            forms_refused(form, wrong)
        except PortalError as wrong:
            refusal = wrong.message
    undo()
    return _page(form, head, refusal), 422


def kept(follower_id: int) -> ResponseReturnValue:
    """Let this browser see the receipt, and go there."""
    session[KEPT] = follower_id
    return redirect(url_for("complaints.following"), 303)


@blueprint.get("/track/following")
@open_to(*ANYONE)
def following() -> ResponseReturnValue:
    """What this browser follows, with its code; else where the code is typed in."""
    personal()
    followed = queries.by_id(session.get(KEPT, 0))
    ended = request.args.get("done") == "ended"
    if followed is None or ended:
        return render_template(
            "following/code.html", form=CodeForm(formdata=None), notice=ENDED if ended else None
        )
    return render_template("following/followed.html", followed=followed)


@blueprint.post("/track/following")
@open_to(*ANYONE, checks_form=True)
def open_following() -> ResponseReturnValue:
    """Open what is followed with this code."""
    form = CodeForm()
    if is_fresh(form) and form.validate():
        try:
            return kept(services.find(form.code.data, who=sender()))
        except Invalid as refusal:
            forms_refused(form, refusal)
    return render_template("following/code.html", form=form), 422


@blueprint.post("/track/following/end")
@open_to(*ANYONE)
def end_following() -> ResponseReturnValue:
    """Follow it no longer."""
    if session.get(KEPT):
        services.end(session.pop(KEPT))
    return redirect(url_for(".following", done="ended"), 303)


def own_email() -> str:
    """The address of a resident who is signed in; nothing of anybody else's."""
    me = actor()
    is_resident = me.role is Role.RESIDENT and me.person_id is not None
    return accounts.email_of(me.person_id) if is_resident and me.person_id else ""


def _head(year: int, running: int) -> PublicHead:
    head = public_page.head(year, running)
    if head is None or not head.is_shown or head.first_id is not None:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    return head


def _page(form: FollowForm, head: PublicHead, refusal: object = "") -> str:
    case = public_page.read(head, clock.now())
    return render_template("following/follow.html", form=form, case=case, refusal=refusal)
