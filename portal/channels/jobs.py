"""What comes round for notices: send what is due, call whom no message reaches."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from flask import current_app

from config import Config
from portal.accounts.events import SEAL
from portal.accounts.keys import opened
from portal.channels import adapters, briefing, queries, rendering, services
from portal.channels.adapters import Adapter, Message, Permanent, Temporary, Unreachable
from portal.channels.lifecycle import ALERT_SEAL, SEALED, USELESS_AFTER, Medium, Occasion
from portal.channels.queries import Outgoing, mornings, staffing
from portal.channels.queries.staffing import Colleague
from portal.channels.rendering import Rendered
from portal.channels.services import Leased, NewNotice
from portal.complaints.marking import queries as marks
from portal.complaints.marking import services as marking
from portal.complaints.marking.terms import Watch
from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import speaking
from portal.municipalities import queries as municipalities
from portal.municipalities.queries import Profile

log = structlog.get_logger()

BATCH = 20
MOST = 200
ROUND = timedelta(minutes=1)
"""No message is begun later than this after its lease; well within it, whatever a server does."""
REST = timedelta(seconds=30)
"""How long a way out is left alone after it failed as a whole."""
FAILURES_IN_A_ROW = 2

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Ways:
    """The ways out for one batch, opened when first needed and closed together."""

    config: Config
    stack: ExitStack
    opened: dict[str, Adapter] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    shut: set[str] = field(default_factory=set)

    def name_of(self, notice: Outgoing, profile: Profile) -> str:
        """Which way a notice goes: a demo never leaves the house."""
        if notice.medium is Medium.SMS:
            return "sms" if self.config.sms_address and not profile.demo else "sms-folder"
        return "mail" if self.config.mail.host and not profile.demo else "folder"

    def through(self, name: str) -> Adapter:
        """The way of this name, ready."""
        if name not in self.opened:
            self.opened[name] = self.stack.enter_context(_adapter(name, self.config))
        return self.opened[name]

    def went_well(self, name: str) -> None:
        """Forget former trouble."""
        self.failures[name] = 0

    def went_wrong(self, name: str, *, wholly: bool) -> None:
        """Shut a way that failed as a whole, or twice in a row."""
        self.failures[name] = self.failures.get(name, 0) + 1
        if wholly or self.failures[name] >= FAILURES_IN_A_ROW:
            self.shut.add(name)


def _adapter(name: str, config: Config) -> Adapter:
    folder, show = config.instance_dir / "outbox", adapters.to_terminal if config.demo else None
    match name:
        case "mail":
            return adapters.SmtpAdapter(config.mail)
        case "sms":
            return adapters.SmsAdapter(config.sms_address, config.sms_token)
        case "sms-folder":
            return adapters.FolderAdapter(folder / "sms", config.mail.sender, show)
        case _:
            return adapters.FolderAdapter(folder, config.mail.sender, show)


def send_due(clock: Clock, ending: Callable[[], bool] = lambda: False) -> int:
    """Send what is due in all municipalities, oldest first; returns how many left the house.

    Once `ending` says yes, what is not sent yet is given back. Any number of
    workers may do this at once. Nothing is written while a server is spoken to.
    """
    sent = tried = 0
    while tried < MOST and not ending() and _is_due(clock()):
        with database.writing() as current:
            leased = services.lease(current, BATCH, clock())
        if not leased:
            break
        tried += len(leased)
        with ExitStack() as stack:
            ways = Ways(current_app.config["PORTAL"], stack)
            sent += _send_batch(leased, ways, clock, ending)
        if ways.shut:
            break
    return sent


def _is_due(at: datetime) -> bool:
    try:
        return queries.is_due(at)
    finally:
        session.remove()


def _send_batch(leased: list[Leased], ways: Ways, clock: Clock, ending: Callable[[], bool]) -> int:
    sent, began = 0, clock()
    left: list[Leased] = []
    for one in leased:
        if ending() or clock() > began + ROUND:
            left.append(one)
            continue
        with tenancy.acting_for(one.municipality_id):
            result = _send(one.notice_id, ways, clock)
        if result is None:
            left.append(one)
        else:
            sent += result
    if left:
        with database.writing():
            services.give_back(left, clock() + (REST if ways.shut else timedelta()))
    return sent


def _send(notice_id: int, ways: Ways, clock: Clock) -> int | None:
    """1 when it left, 0 when it did not, None when it was not tried."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    notice = queries.outgoing(notice_id)
    session.remove()
    if notice is None or profile is None:
        with database.writing():
            services.drop(notice_id)
        return 0
    name = ways.name_of(notice, profile)
    if name in ways.shut:
        return None
    if _is_too_late(notice, clock()):
        return 0
    if not _went_out(notice, profile, name, ways, clock):
        return 0
    ways.went_well(name)
    with database.writing():
        services.mark_sent(notice_id, clock())
    return 1


def _is_too_late(notice: Outgoing, at: datetime) -> bool:
    if notice.occasion not in USELESS_AFTER:
        return False
    with database.writing():
        return services.expire_useless(notice.id, at)


def _went_out(notice: Outgoing, profile: Profile, name: str, ways: Ways, clock: Clock) -> bool:
    """Whether the other side has taken it; why not is noted."""
    try:
        ways.through(name).send(_message(notice, profile, ways.config.secret_key))
    except Permanent as error:
        with database.writing():
            services.mark_refused(notice.id, str(error))
        return False
    except Temporary as error:
        ways.went_wrong(name, wholly=isinstance(error, Unreachable))
        _note_trouble(notice.id, str(error), clock())
        return False
    except Exception as error:
        log.exception("notice_failed", notice=notice.id)
        _note_trouble(notice.id, type(error).__name__, clock())
        return False
    return True


def _note_trouble(notice_id: int, error: str, at: datetime) -> None:
    with database.writing():
        services.mark_trouble(notice_id, error, at)


def _message(notice: Outgoing, profile: Profile, secret_key: str) -> Message:
    moment = int(notice.written_at.timestamp())
    words = _words(notice, profile, secret_key)
    with speaking(notice.language):
        name = profile.title.here
    return Message(
        id=f"notice-{profile.id}-{notice.id}-{moment}",
        to=notice.address,
        language=notice.language,
        from_name=name,
        subject=words.subject,
        body=words.body,
        written_at=notice.written_at,
    )


def _words(notice: Outgoing, profile: Profile, secret_key: str) -> Rendered:
    """What it says. A code was kept sealed until this moment."""
    if notice.occasion not in SEALED:
        return Rendered(notice.subject, notice.body)
    is_alert = notice.occasion is Occasion.ALERT_CODE
    code = opened(secret_key, notice.body, ALERT_SEAL if is_alert else SEAL)
    if code is None:
        raise Permanent("The code cannot be opened: SECRET_KEY has changed since it was asked for")
    if is_alert:
        return rendering.alert_code_mail(profile, code.decode(), notice.language)
    if notice.occasion is Occasion.EMAIL_CODE:
        return rendering.email_code_mail(profile, code.decode(), notice.language)
    put = rendering.code_mail if notice.medium is Medium.EMAIL else rendering.code_sms
    return put(profile, code.decode(), notice.language)


def call_instead(at: datetime) -> int:
    """Make calls of notices that could not be delivered for a day, where there is a telephone.

    For one municipality, in the transaction of the caller; returns how many.
    """
    made = 0
    for notice in queries.unreached_for_a_day(at):
        told = queries.told(notice.complaint_id, notice.step_id)
        if told is not None:
            call = services.call_about(told, notice.occasion)
            made += services.replace_by_call(notice.id, call, at)
    return made


def write_digests(at: datetime) -> int:
    """Write the morning's list to everyone of the staff who has something open, once a day.

    For one municipality, in the transaction of the caller; returns how many were written.
    """
    day = mornings.morning(at)
    if day is None or not services.begin_digest(day, at):
        return 0
    return sum(_write_digest(person, f"day:{day}", at) for person in staffing.colleagues())


def _write_digest(person: Colleague, key: str, at: datetime) -> bool:
    with speaking(person.language):
        found = mornings.list_for(person, at)
        if found is None:
            return False
        message = briefing.of_morning(found, at)
    new = NewNotice(Occasion.DIGEST, Medium.EMAIL, key, person.email, person.language, message)
    if found.own.changed:
        marking.told(person.actor.person_id or 0, found.own.versions)
    return services.write(new, at)


def tell_watchers(at: datetime) -> int:
    """Tell those who asked for it at once what others did with a complaint that they watch.

    For one municipality, in the transaction of the caller; returns how many notices were written.
    """
    waiting = marks.watchers(Watch.AT_ONCE)
    people = [one for one in staffing.colleagues() if one.actor.person_id in waiting]
    return sum(_tell_watcher(person, at) for person in people)


def _tell_watcher(person: Colleague, at: datetime) -> int:
    changed = marks.changes(person.actor, Watch.AT_ONCE)
    for one in changed:
        message = briefing.of_change(one, person.language)
        key = f"watched:{one.id}:{one.version}"
        services.write(
            NewNotice(
                Occasion.WATCHED, Medium.EMAIL, key, person.email, person.language, message, one.id
            ),
            at,
        )
    marking.told(person.actor.person_id or 0, {one.id: one.version for one in changed})
    return len(changed)
