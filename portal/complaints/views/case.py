"""The complaint's page for staff: everything about it and the moves allowed now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for

from portal.complaints import policy
from portal.complaints.forms.case import ReplyForm
from portal.complaints.lifecycle import CHANNEL_WORDS, KIND_WORDS, STEPS, VISIBILITY_WORDS, Verb
from portal.complaints.marking import on_case
from portal.complaints.marking import services as marking
from portal.complaints.queries import case as queries
from portal.complaints.queries import misuse
from portal.complaints.queries.contact import looks
from portal.complaints.queries.said import said
from portal.complaints.replying import on_case as replying
from portal.complaints.terms import WITHHELD_WORDS, Withheld
from portal.complaints.views import contact, joining, moves, uploads
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.complaints.views.moves import WAYS, Typed
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Role
from portal.foundation.web import actor, forms_refused, keep, open_to, undo
from portal.places import hexmap
from portal.places import queries as places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.complaints.queries.case import Case, Found
    from portal.foundation.policy import Actor
    from portal.places.hexmap import Drawing

VERBS = ",".join(f'"{moves.slug(verb)}"' for verb in WAYS)
DONE = 303


@blueprint.app_template_filter("language_of")
def language_of(typed: str | None) -> str:
    """The language of what somebody typed, for `lang=` on its field."""
    return said(typed or "").language


@dataclass(slots=True)
class Page:
    """What is drawn beside the case itself."""

    verb: Verb | None = None
    form: Typed = None
    status: int = 422
    seen: int | None = None
    """The version that somebody's refused page showed, when another was faster."""
    refusal: object = ""
    more: dict[str, object] = field(default_factory=dict)


@blueprint.get("/desk/<int:year>/<int:running>")
@open_to(*DESK, Role.MAYOR)
def case(year: int, running: int) -> ResponseReturnValue:
    """Everything about one complaint; `move` opens a form, `done` says what was just done."""
    found = queries.find(actor(), year, running)
    verb = moves.verb_of(request.args.get("move"))
    done = moves.verb_of(request.args.get("done"))
    page = Page(verb=verb)
    if done is not None:
        page.more["notice"] = STEPS[done].done
    return _drawn(found, page, clock.now())


@blueprint.post(f"/desk/<int:year>/<int:running>/<any({VERBS}):move>")
@open_to(*DESK, checks_form=True)
def make_move(year: int, running: int, move: str) -> ResponseReturnValue:
    """Make one move; a refused one shows the page again with everything typed."""
    parcel = uploads.opened()
    verb = moves.verb_of(move)
    if verb is None:
        raise NotFound(lazy("There is no such page."))
    officer, at = actor(), clock.now()
    found = queries.find(officer, year, running)
    complaint_id = found.row.id
    page = Page(verb=verb, form=WAYS[verb].form())
    _offer(page.form, verb, found)
    is_ready = is_fresh(page.form) and _kept(page, parcel, found)
    if is_ready and replying.fills(page.form, verb, found):
        page.status = 200
    elif is_ready and page.form.validate():
        _try(page, WAYS[verb], officer, complaint_id, at)
        if page.status == DONE:
            marking.see(officer, complaint_id, at)
            return redirect(url_for(".case", year=year, running=running, done=move), 303)
    undo()
    return _drawn(queries.find(officer, year, running), page, at), page.status


def _kept(page: Page, parcel: uploads.Parcel, found: Found) -> bool:
    """Keep the photos that came with the form, whatever becomes of it; false when it ends there."""
    if page.verb in {Verb.MERGE, Verb.SPLIT} and not joining.is_ready(page.verb, page.form, found):
        page.status = 200
        return False
    if page.verb is not Verb.RESOLVE:
        return True
    form_id = page.form.photo_form()
    if uploads.wants_removal():
        uploads.remove(form_id)
        keep()
        page.status = 200
        return False
    page.form.photos.errors = uploads.keep(form_id, parcel)
    return not page.form.photos.errors


def _try(page: Page, way: moves.Way, officer: Actor, complaint_id: int, at: datetime) -> None:
    replying.keeps(page.form, page.verb)
    try:
        way.make(officer, complaint_id, page.form, at)
    except Invalid as refusal:
        forms_refused(page.form, refusal)
    except Outdated as refusal:
        page.seen, page.refusal, page.status = page.form.version(), refusal.message, refusal.status
    except OutOfOrder as refusal:
        page.refusal, page.status = refusal.message, refusal.status
    else:
        page.more["preview"] = replying.previewed(complaint_id, page.verb)
        page.status = 200 if page.more["preview"] else DONE


def _drawn(found: Found, page: Page, at: datetime) -> str:
    """The page. A refused form stays on it even where its move is no longer possible."""
    shown = queries.case(actor(), found, at)
    if page.form is None and page.verb is not None:
        page.verb = page.verb if page.verb in shown.moves else None
        if page.verb is not None:
            page.form = WAYS[page.verb].form()
            _offer(page.form, page.verb, found)
            moves.begin(page.form, page.verb, shown)
    verb, opened = page.verb, contact.still_open(shown, at)
    asks = "contact" in request.args or opened is not None
    config = current_app.config["PORTAL"]
    return render_template(
        "complaints/case.html",
        at=at,
        case=shown,
        page=page,
        open_verb=verb.value if verb else "",
        open_words=STEPS[verb].words if verb else "",
        open_slug=moves.slug(verb) if verb else "",
        moves=_links(shown, verb),
        primary=moves.primary(shown) if verb is None else None,
        reply=ReplyForm(formdata=None) if verb is None and Verb.REPLY in shown.moves else None,
        changed=shown.since(page.seen) if page.seen is not None else (),
        public_only=request.args.get("steps") == "public",
        contact=opened,
        contact_until=opened.opened_at + contact.LASTS if opened else None,
        looks=looks(shown.id) if asks else [],
        locator=_locator(shown),
        **on_case.marked(shown),
        **_words(shown),
        cause=misuse.cause_of(shown.id) if shown.withheld else None,
        may_hold_back=policy.may_hold_back(actor()),
        may_cover=policy.may_work(actor(), found.row, Verb.COVER_PHOTO, found.co_units),
        sides=joining.sides(page.form, shown, found) if verb is Verb.MERGE else None,
        photos=uploads.waiting(page.form.photo_form()) if verb is Verb.RESOLVE else [],
        tiles=config.tile_address,
        attribution=config.tile_attribution,
        **page.more,
    )


def _offer(form: Typed, verb: Verb, found: Found) -> None:
    moves.offer(form, verb)
    if verb is Verb.NOTE:
        form.mentions.choices = on_case.readers_of(found)


def _words(shown: Case) -> dict[str, object]:
    """What it is, how it came, and who sees it, in words."""
    seen: object = VISIBILITY_WORDS[shown.visibility]
    return {
        "channel_words": CHANNEL_WORDS[shown.channel],
        "kind_words": KIND_WORDS[shown.kind],
        "visibility_words": WITHHELD_WORDS[Withheld(shown.withheld)] if shown.withheld else seen,
    }


def _locator(shown: Case) -> Drawing | None:
    """Where it is on the municipality's ground; nothing where either is not known."""
    ground = places.ground().sketch
    if shown.point is None or ground.box is None:
        return None
    return hexmap.locate(ground, *shown.point)


def _links(shown: Case, opened: Verb | None) -> list[tuple[object, str, str, bool, bool]]:
    """The moves allowed now: words, verb, address part, made by one press, open now."""
    return [
        (STEPS[verb].words, verb.value, moves.slug(verb), WAYS[verb].is_pressed, verb is opened)
        for verb in shown.moves
        if verb in WAYS
    ]
