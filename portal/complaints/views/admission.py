"""No complaint is refused for being one of many: it brings a little work, or waits for a look.

Counted are complaints that were filed, in a window of an hour: of the account or the device first,
then of the municipality, and loosely of the address, which in a mobile network stands for
thousands. What is near a limit is asked for work; without it, and over the limit of one sender,
the complaint is taken all the same and held until an officer has looked. Where the counters are
kept elsewhere and do not answer, every complaint is taken as one near a limit.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from flask import current_app

from portal.announcements import queries as announcements
from portal.complaints import services
from portal.complaints.services import Filing, Receipt
from portal.complaints.terms import Cause
from portal.foundation import limits, work
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor
from portal.foundation.web import device, know_device, sender

OF_ONE = Limit("filings of one sender", 20, minutes=60)
NEAR_OF_ONE = 5
OF_ADDRESS = Limit("filings of one address", 60, minutes=60)
OF_TOWN = Limit("filings of a municipality", 600, minutes=60)
"""Of the address and of all: from here on each brings a little work, and none is too many."""
TIMES_IN_EMERGENCY = 5
"""So many times as much as usual may one sender file in an emergency before it is held."""


class Level(IntEnum):
    """How much has come in."""

    CALM = 0
    NEAR = 1
    OVER = 2


def challenge(who: Actor, form_id: UUID, at: datetime) -> str:
    """The work to be asked for with this form; nothing where all is calm."""
    if not current_app.config["PORTAL"].filing_limits or announcements.emergency(at):
        return ""
    know_device()
    if _level(who) is Level.CALM:
        return ""
    return work.ask(form_id, secret=_secret(), at=at).written


def file(who: Actor, filing: Filing, answer: str, at: datetime) -> Receipt:
    """File it, and hold it where it is one of too many; then count it."""
    if not current_app.config["PORTAL"].filing_limits:
        return services.file(who, filing, at)
    held = None
    level = _level_in_emergency(who) if announcements.emergency(at) else _level(who)
    if level is Level.OVER:
        held = Cause.LIMIT
    elif level is Level.NEAR and not work.is_done(answer, filing.form_id, secret=_secret(), at=at):
        held = Cause.NO_WORK
    receipt = services.file(who, replace(filing, device=device(), held=held), at)
    if receipt.is_new:
        with suppress(limits.Uncounted):  # it is taken, counted or not
            for limit, name in _counted(who):
                limits.count(limit, name)
    return receipt


def _level(who: Actor) -> Level:
    try:
        numbers = [(limit, limits.counted(limit, name)) for limit, name in _counted(who)]
    except limits.Uncounted:
        return Level.NEAR
    if any(limit is OF_ONE and n >= OF_ONE.most for limit, n in numbers):
        return Level.OVER
    near = any(n >= (NEAR_OF_ONE if limit is OF_ONE else limit.most) for limit, n in numbers)
    return Level.NEAR if near else Level.CALM


def _level_in_emergency(who: Actor) -> Level:
    """Thousands a day are meant, and nobody calculates; only one sender of very many is held."""
    try:
        numbers = [limits.counted(limit, name) for limit, name in _counted(who) if limit is OF_ONE]
    except limits.Uncounted:
        return Level.CALM
    most = OF_ONE.most * TIMES_IN_EMERGENCY
    return Level.OVER if any(n >= most for n in numbers) else Level.CALM


def _counted(who: Actor) -> list[tuple[Limit, str]]:
    """By what a filing counts, always in this order: rows are locked in it."""
    one = f"account {who.person_id}" if who.person_id is not None else device()
    own = [(OF_ONE, one)] if one else []
    return [*own, (OF_ADDRESS, sender()), (OF_TOWN, "")]


def _secret() -> str:
    return str(current_app.config["PORTAL"].secret_key)
