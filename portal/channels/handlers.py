"""Facts become notices, or calls where there is only a telephone."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import current_app

from portal.accounts.events import CodeAsked, EmailChanged
from portal.channels import briefing, queries, rendering, services
from portal.channels.lifecycle import CALLED_ABOUT, TOLD_TO_ALL, Medium, Occasion
from portal.channels.queries import Reader, Told, staffing
from portal.channels.services import NewNotice
from portal.complaints.events import (
    ComplaintAnswered,
    ComplaintClosed,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintReopened,
    ComplaintResolved,
    ComplaintSplit,
    ComplaintUnmerged,
    ReporterAsked,
)
from portal.foundation import limits
from portal.foundation.limits import Limit
from portal.foundation.outbox import listens
from portal.response_times.events import LevelReached

CODES = {"sign_in": Occasion.CODE, "new_email": Occasion.EMAIL_CODE}
RECEIPTS_OF_HELD = Limit("receipts of held complaints", 1, minutes=60)


@listens(ComplaintFiled)
def send_receipt(fact: ComplaintFiled, at: datetime) -> None:
    """Number and code to whoever filed it."""
    _tell(Occasion.RECEIPT, fact.complaint_id, fact.step_id, at)


@listens(ReporterAsked)
def send_question(fact: ReporterAsked, at: datetime) -> None:
    """The question, and until when to answer."""
    _tell(Occasion.QUESTION, fact.complaint_id, fact.step_id, at)


@listens(ComplaintAnswered)
def send_answer(fact: ComplaintAnswered, at: datetime) -> None:
    """The answer."""
    _tell(Occasion.ANSWER, fact.complaint_id, fact.step_id, at)


@listens(ComplaintResolved)
def send_result(fact: ComplaintResolved, at: datetime) -> None:
    """What was done, and until when to ask for more."""
    _tell(Occasion.RESOLVED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintClosed)
def send_closing(fact: ComplaintClosed, at: datetime) -> None:
    """Why it was closed; whoever withdrew it gets it in writing."""
    _tell(Occasion.CLOSED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintReopened)
def send_reopening(fact: ComplaintReopened, at: datetime) -> None:
    """That an officer opened it again; reporters who did so themselves know."""
    _tell(Occasion.REOPENED, fact.complaint_id, fact.step_id, at, by_staff_only=True)


@listens(ComplaintMerged)
def send_merging(fact: ComplaintMerged, at: datetime) -> None:
    """With which it was merged, and that its own number goes on opening it."""
    _tell(Occasion.MERGED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintUnmerged)
def send_unmerging(fact: ComplaintUnmerged, at: datetime) -> None:
    """That it goes on by itself."""
    _tell(Occasion.UNMERGED, fact.complaint_id, fact.step_id, at)


@listens(ComplaintSplit)
def send_parts(fact: ComplaintSplit, at: datetime) -> None:
    """The number and the code of each part."""
    _tell(Occasion.SPLIT, fact.complaint_id, fact.step_id, at)


@listens(LevelReached)
def tell_staff(fact: LevelReached, at: datetime) -> None:
    """That a promise or a complaint has come to a level, to whoever answers for it."""
    told = staffing.escalated(fact.escalation_id)
    if told is None:
        return
    for person in told.recipients:
        services.write(
            NewNotice(
                Occasion.ESCALATION,
                Medium.EMAIL,
                f"level:{fact.escalation_id}",
                person.email,
                person.language,
                briefing.of_level(told, person.language, at),
                told.complaint_id,
            ),
            at,
        )


@listens(CodeAsked)
def send_code(fact: CodeAsked, at: datetime) -> None:
    """The code to sign in. It stays sealed in the notice; it is put into words when it leaves."""
    medium = Medium.SMS if fact.is_phone else Medium.EMAIL
    key = hashlib.sha256(fact.sealed_code.encode()).hexdigest()
    sealed = rendering.Rendered("", fact.sealed_code)
    occasion = CODES[fact.purpose]
    services.write(NewNotice(occasion, medium, key, fact.address, fact.language, sealed), at)


@listens(EmailChanged)
def tell_both_addresses(fact: EmailChanged, at: datetime) -> None:
    """That the account has another address: to the former one, in case it is theft, and the new."""
    words = rendering.email_changed_mail(rendering.here(), fact.new, fact.language)
    for address in filter(None, (fact.former, fact.new)):
        key = f"email:{fact.person_id}:{fact.moment}"
        new = NewNotice(Occasion.EMAIL_CHANGED, Medium.EMAIL, key, address, fact.language, words)
        services.write(new, at)


def _tell(
    occasion: Occasion,
    complaint_id: int,
    step_id: int,
    at: datetime,
    *,
    by_staff_only: bool = False,
) -> None:
    _tell_one(occasion, queries.told(complaint_id, step_id), at, by_staff_only=by_staff_only)
    if occasion in TOLD_TO_ALL:
        for merged_id in queries.merged_with(complaint_id):
            told = queries.told(merged_id, step_id)
            _tell_one(occasion, told, at, by_staff_only=by_staff_only)


def _tell_one(occasion: Occasion, told: Told | None, at: datetime, *, by_staff_only: bool) -> None:
    if told is None or (by_staff_only and not told.by_staff):
        return
    if occasion is Occasion.RECEIPT and told.is_held and _is_flooded(told.reader):
        return
    if told.reader.email:
        _write(told, occasion, Medium.EMAIL, at)
    elif current_app.config["PORTAL"].sms_address:
        _write(told, occasion, Medium.SMS, at)
    elif occasion in CALLED_ABOUT and told.by_staff:
        services.ask_for_call(services.call_about(told, occasion), at)


def _is_flooded(reader: Reader) -> bool:
    """Whether this address was sent a receipt of a held complaint within the hour.

    Whoever files many in somebody else's name must not make the portal write to them each time.
    Number and code stand on the page anyway.
    """
    return not limits.count(RECEIPTS_OF_HELD, reader.email or reader.phone)


def _write(told: Told, occasion: Occasion, medium: Medium, at: datetime) -> None:
    reader, profile = told.reader, rendering.here()
    put_into_words = rendering.mail if medium is Medium.EMAIL else rendering.sms
    services.write(
        NewNotice(
            occasion,
            medium,
            f"step:{told.step_id}",
            reader.email if medium is Medium.EMAIL else reader.phone,
            reader.language,
            put_into_words(occasion, profile, told.facts, reader.language),
            told.complaint_id,
            told.step_id,
        ),
        at,
    )
