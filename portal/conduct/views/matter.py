"""One matter for those with a key: behind a press that is written down, with its moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from portal.complaints.forms.case import MoveForm
from portal.complaints.queries.said import said
from portal.conduct import services
from portal.conduct.forms.handling import DecideForm, PersonForm, WordsForm
from portal.conduct.lifecycle import (
    MEANT_WORDS,
    OUTCOME_WORDS,
    READER_WORDS,
    SORT_WORDS,
    STEPS,
    Outcome,
    Verb,
)
from portal.conduct.queries import matter as matters
from portal.conduct.queries.matter import Matter
from portal.conduct.services.moving import NOT_HERE
from portal.conduct.views.door import blueprint, reader
from portal.foundation import clock, thai
from portal.foundation.errors import Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.policy import STAFF, Actor
from portal.foundation.web import forms_refused, open_to, undo
from portal.foundation.web.freshness import is_fresh

MARK = "conduct_read"
LASTS = timedelta(minutes=30)
"""How long one opening lasts; after that the next press is written down again."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a move is typed and made."""

    form: type[MoveForm]
    make: Callable[[Actor, int, MoveForm, datetime], None]


def _worded(verb: Callable[..., None]) -> Way:
    def make(actor: Actor, matter_id: int, form: MoveForm, at: datetime) -> None:
        verb(actor, matter_id, form.words.data or "", seen=form.version(), at=at)

    return Way(WordsForm, make)


def _keyed(verb: Callable[..., None]) -> Way:
    def make(actor: Actor, matter_id: int, form: MoveForm, at: datetime) -> None:
        verb(actor, matter_id, int(form.person.data), seen=form.version(), at=at)

    return Way(PersonForm, make)


def _accept(actor: Actor, matter_id: int, form: MoveForm, at: datetime) -> None:
    services.accept(actor, matter_id, seen=form.version(), at=at)


def _close(actor: Actor, matter_id: int, form: MoveForm, at: datetime) -> None:
    outcome = Outcome(form.outcome.data)
    words = form.words.data or ""
    services.close(actor, matter_id, outcome, words, seen=form.version(), at=at)


WAYS: dict[Verb, Way] = {
    Verb.ACCEPT: Way(MoveForm, _accept),
    Verb.ASK: _worded(services.ask),
    Verb.REPLY: _worded(services.reply),
    Verb.NOTE: _worded(services.note),
    Verb.CLOSE: Way(DecideForm, _close),
    Verb.REOPEN: _worded(services.reopen),
    Verb.ENTRUST: _keyed(services.entrust),
    Verb.WITHHOLD: _keyed(services.withhold),
}
VERBS = ",".join(verb.value for verb in WAYS)


@blueprint.post("/desk/conduct/<int:year>/<int:running>/open")
@open_to(*STAFF)
def open_matter(year: int, running: int) -> ResponseReturnValue:
    """Write the opening down and lead to the page."""
    who, at = reader(), clock.now()
    matter_id = _found(who, year, running)
    services.open_matter(who, matter_id, at=at)
    session[MARK] = [matter_id, who.person_id, at.isoformat()]
    return redirect(url_for(".matter", year=year, running=running), 303)


@blueprint.get("/desk/conduct/<int:year>/<int:running>")
@open_to(*STAFF)
def matter(year: int, running: int) -> ResponseReturnValue:
    """Everything about it, if it was opened a short while ago; else the press that opens it."""
    who, at = reader(), clock.now()
    matter_id = _found(who, year, running)
    if not _is_open(who, matter_id, at):
        return render_template("conduct/closed.html", year=year, running=running)
    return _drawn(who, matter_id, None, None)


@blueprint.post(f"/desk/conduct/<int:year>/<int:running>/<any({VERBS}):move>")
@open_to(*STAFF, checks_form=True)
def make_move(year: int, running: int, move: str) -> ResponseReturnValue:
    """Make one move; a refused one shows the page again with everything typed."""
    who, at = reader(), clock.now()
    matter_id = _found(who, year, running)
    if not _is_open(who, matter_id, at):
        return redirect(url_for(".matter", year=year, running=running), 303)
    verb = Verb(move)
    form = WAYS[verb].form()
    _offer(form, verb, who, matter_id)
    refusal: object = ""
    status = 422
    if is_fresh(form) and form.validate():
        try:
            WAYS[verb].make(who, matter_id, form, at)
        except Invalid as refused:
            forms_refused(form, refused)
        except (Outdated, OutOfOrder) as refused:
            refusal, status = refused.message, refused.status
        else:
            return redirect(url_for(".matter", year=year, running=running, done=move), 303)
    undo()
    return _drawn(who, matter_id, verb, form, refusal), status


def _found(who: Actor, year: int, running: int) -> int:
    matter_id = matters.readable(who, year, running)
    if matter_id is None:
        raise NotFound(NOT_HERE)
    return matter_id


def _is_open(who: Actor, matter_id: int, at: datetime) -> bool:
    """Whether this person pressed to open it within the last half hour."""
    opened_id, person_id, moment = session.get(MARK) or (None, None, "")
    if (opened_id, person_id) != (matter_id, who.person_id):
        return False
    return timedelta(0) <= at - datetime.fromisoformat(moment) < LASTS


def _drawn(
    who: Actor, matter_id: int, verb: Verb | None, failed: MoveForm | None, refusal: object = ""
) -> str:
    shown = matters.matter(who, matter_id)
    if shown is None:
        raise NotFound(NOT_HERE)
    wanted = request.args.get("move", "")
    if verb is None and wanted in {each.value for each in WAYS}:
        verb = Verb(wanted) if Verb(wanted) in shown.moves else None
    form = failed
    if form is None and verb is not None:
        form = WAYS[verb].form(formdata=None)
        form.seen.data = str(shown.version)
        _offer(form, verb, who, matter_id, shown)
    done = request.args.get("done", "")
    return render_template(
        "conduct/matter.html",
        matter=shown,
        at=clock.now(),
        verb=verb,
        form=form,
        refusal=refusal,
        steps=STEPS,
        notice=STEPS[Verb(done)].done if done in {each.value for each in WAYS} else "",
        sort_words=SORT_WORDS,
        meant_words=MEANT_WORDS,
        state_words=READER_WORDS,
        outcome_words=OUTCOME_WORDS,
        said=said,
    )


def _offer(
    form: MoveForm, verb: Verb, who: Actor, matter_id: int, shown: Matter | None = None
) -> None:
    """Fill in who can be chosen."""
    if verb not in {Verb.ENTRUST, Verb.WITHHOLD}:
        return
    found = shown or matters.matter(who, matter_id)
    if found is not None:
        people = found.others if verb is Verb.ENTRUST else found.readers
        form.person.choices = [
            SelectChoice(str(one.person_id), one.name, {"lang": thai.language_of(one.name)})
            for one in people
        ]
