"""The moves on the case page: which form each has, and which verb it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.accounts import queries as accounts
from portal.complaints import policy, services
from portal.complaints.forms import case as forms
from portal.complaints.forms.joining import MergeForm, SplitForm, UrgencyForm
from portal.complaints.lifecycle import Closing, Hold, Refusal, State, Verb
from portal.complaints.marking import services as marking
from portal.complaints.queries import choices
from portal.complaints.queries.case import Case
from portal.complaints.queries.said import said
from portal.complaints.views import joining
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

Typed = Any
"""One of the forms; the table below pairs each with the verb that reads it."""


def _acknowledge(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.acknowledge(officer, complaint_id, seen=form.version(), at=at)


def _assign(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    unit_id, person_id = form.chosen()
    services.assign(officer, complaint_id, unit_id, person_id, seen=form.version(), at=at)


def _recategorise(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    category_id = int(form.category.data)
    services.recategorise(officer, complaint_id, category_id, seen=form.version(), at=at)


def _move_pin(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    lat, lon = form.point() or (None, None)
    place = services.Place(lat, lon, form.area_id(), form.landmark.data or "")
    services.move_pin(officer, complaint_id, place, seen=form.version(), at=at)


def _start(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.start(officer, complaint_id, seen=form.version(), at=at)


def _ask(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.ask(officer, complaint_id, form.question.data or "", seen=form.version(), at=at)


def _reply(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    text, private = form.reply.data or "", form.private.data or ""
    services.reply(officer, complaint_id, text, private=private, seen=form.version(), at=at)


def _note(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    marking.note(
        officer,
        complaint_id,
        form.note.data or "",
        form.mentioned(),
        seen=form.version(),
        at=at,
    )


def _refer(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.refer(
        officer,
        complaint_id,
        form.body.data or "",
        their_number=form.their_number.data or "",
        asked_by=forms.moment_of(form.asked_by.data),
        seen=form.version(),
        at=at,
    )


def _hold(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.hold(
        officer,
        complaint_id,
        Hold(form.reason.data),
        next_news=forms.moment_of(form.next_news.data),
        note=form.note.data or "",
        seen=form.version(),
        at=at,
    )


def _resolve(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.resolve(
        officer,
        complaint_id,
        form.result.data or "",
        form_id=form.photo_form(),
        no_photo_because=form.no_photo_because.data or "",
        private=form.private.data or "",
        seen=form.version(),
        at=at,
    )


def _close(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    reason = Closing(form.reason.data)
    refused = reason is Closing.NOT_ACCEPTED and form.refusal.data in set(Refusal)
    services.close(
        officer,
        complaint_id,
        reason,
        form.text.data or "",
        refusal=Refusal(form.refusal.data) if refused else None,
        private=form.private.data or "",
        seen=form.version(),
        at=at,
    )


def _reopen(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.reopen(officer, complaint_id, form.why.data or "", seen=form.version(), at=at)


def _hide(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.hide(officer, complaint_id, form.why.data or "", seen=form.version(), at=at)


def _release(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.release(officer, complaint_id, seen=form.version(), at=at)


def _review(officer: Actor, complaint_id: int, form: Typed, at: datetime) -> None:
    services.review(
        officer,
        complaint_id,
        show=form.show.data == "yes",
        public_text=form.public_text.data,
        as_written=form.as_written.data,
        seen=form.version(),
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Way:
    """How a move is made on the page."""

    form: Callable[[], Typed]
    make: Callable[[Actor, int, Typed, datetime], None]
    is_pressed: bool = False
    """One press and nothing to type."""


WAYS: dict[Verb, Way] = {
    Verb.ACKNOWLEDGE: Way(forms.MoveForm, _acknowledge, is_pressed=True),
    Verb.ASSIGN: Way(forms.AssignForm, _assign),
    Verb.RECATEGORISE: Way(forms.RecategoriseForm, _recategorise),
    Verb.MOVE_PIN: Way(forms.MovePinForm, _move_pin),
    Verb.START: Way(forms.MoveForm, _start, is_pressed=True),
    Verb.ASK: Way(forms.AskForm, _ask),
    Verb.REPLY: Way(forms.ReplyForm, _reply),
    Verb.NOTE: Way(forms.NoteForm, _note),
    Verb.REFER: Way(forms.ReferForm, _refer),
    Verb.HOLD: Way(forms.HoldForm, _hold),
    Verb.RESOLVE: Way(forms.ResolveForm, _resolve),
    Verb.CLOSE: Way(forms.CloseForm, _close),
    Verb.REOPEN: Way(forms.ReopenForm, _reopen),
    Verb.REVIEW: Way(forms.ReviewForm, _review),
    Verb.HIDE: Way(forms.HideForm, _hide),
    Verb.RELEASE: Way(forms.MoveForm, _release, is_pressed=True),
    Verb.MAKE_URGENT: Way(UrgencyForm, joining.make_urgent),
    Verb.MAKE_NORMAL: Way(UrgencyForm, joining.make_normal),
    Verb.MERGE: Way(MergeForm, joining.merge),
    Verb.UNMERGE: Way(forms.MoveForm, joining.unmerge, is_pressed=True),
    Verb.SPLIT: Way(SplitForm, joining.split),
}
"""Every verb of the lifecycle that staff may take."""

FIRST: dict[State, Verb] = {
    State.RECEIVED: Verb.ACKNOWLEDGE,
    State.ACKNOWLEDGED: Verb.ASSIGN,
    State.ASSIGNED: Verb.START,
    State.IN_PROGRESS: Verb.RESOLVE,
    State.REFERRED: Verb.RESOLVE,
    State.ON_HOLD: Verb.START,
}
"""The one move most likely next."""


def slug(verb: Verb) -> str:
    """The verb as it stands in addresses."""
    return verb.value.replace("_", "-")


def verb_of(text: str | None) -> Verb | None:
    """The verb that an address names, if it is one of staff's."""
    found = {slug(verb): verb for verb in WAYS}
    return found.get(text or "")


def primary(case: Case) -> Verb | None:
    """The one button that stands out."""
    wanted = FIRST.get(case.state)
    if wanted not in case.moves:
        wanted = Verb.START if Verb.START in case.moves else Verb.RESOLVE
    return wanted if wanted in case.moves else None


def offer(form: Typed, verb: Verb) -> None:
    """Put into a move's form what can be chosen, before it is checked."""
    if verb is Verb.ASSIGN:
        form.unit.choices = units_and_people()
    elif verb is Verb.RECATEGORISE:
        form.category.choices = offered(choices.category_choices(lazy("Choose")))
    elif verb is Verb.MOVE_PIN:
        form.area.choices = offered(choices.area_choices(lazy("Choose an area")))
    elif verb is Verb.SPLIT:
        joining.offer(form)


def units_and_people() -> list[SelectChoice]:
    """Each unit by itself and then its people; who has no unit works for no unit."""
    people = [person for person in accounts.staff() if person.role in policy.WORKING]
    found = [SelectChoice("", str(lazy("Choose")))]
    for unit in choices.units():
        title = str(unit.title)
        found.append(SelectChoice(str(unit.id), title, optgroup=title))
        found += [
            SelectChoice(
                f"{unit.id}:{person.id}",
                person.name,
                {"lang": said(person.name).language},
                title,
            )
            for person in people
            if person.unit_id == unit.id
        ]
    return found


def begin(form: Typed, verb: Verb, case: Case) -> None:
    """Fill a fresh form with what is known, so that it is changed and not typed."""
    form.seen.data = str(case.version)
    match verb:
        case Verb.ASSIGN:
            form.unit.data = _doer(case)
        case Verb.RECATEGORISE:
            form.category.data = str(case.category.id) if case.category else ""
        case Verb.MOVE_PIN:
            _begin_place(form, case)
        case Verb.REVIEW:
            form.public_text.data = case.public_text.text
        case Verb.REFER if case.category:
            form.body.data = str(case.category.outside_owner)
        case Verb.MERGE:
            joining.asked_for(form)
        case Verb.RESOLVE:
            form.photo_form()


def _doer(case: Case) -> str:
    if case.officer_id is not None:
        return f"{case.unit_id}:{case.officer_id}"
    return str(case.unit_id or "")


def _begin_place(form: Typed, case: Case) -> None:
    form.landmark.data = case.landmark.text
    form.area.data = str(case.area_id or "")
    if case.point is not None:
        form.way.data = "coordinates"
        form.coordinates.data = f"{case.point[0]}, {case.point[1]}"
