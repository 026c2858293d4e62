"""Ask for an alert, confirm it, end it; find what it asks for and tell it."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select, update

from portal.accounts import queries as accounts
from portal.accounts.keys import sealed
from portal.accounts.services.addresses import tidy_email
from portal.alerts import queries, rendering
from portal.alerts.models import Alert, AlertFind, AlertLook
from portal.alerts.terms import (
    CODE_LIVES,
    LOOKED_BACK,
    MORNING,
    MOST_OF_ONE,
    RADII,
    STOP_CODE_LENGTH,
    UNCONFIRMED_LIVES,
    Cadence,
)
from portal.channels import services as channels
from portal.channels.lifecycle import ALERT_SEAL, Medium, Occasion
from portal.channels.rendering import Rendered
from portal.channels.services import NewNotice
from portal.complaints.numbering import ALPHABET
from portal.complaints.queries import choices
from portal.foundation import clock, limits
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, TooMany
from portal.foundation.i18n import lazy, speaking
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.foundation.thai import arabic_digits

TO_ONE: Final = Limit("alert-to", 5, 24 * 60)
FROM_ONE: Final = Limit("alert-from", 20, 60)
TRIES: Final = Limit("alert-code", 5, 30)
STOPS: Final = Limit("alert-stop", 20, 60)


@dataclass(frozen=True, slots=True)
class NewAlert:
    """What somebody asks for."""

    email: str
    language: str
    cadence: Cadence
    category_id: int | None = None
    area_id: int | None = None
    point: tuple[float, float] | None = None
    radius: int | None = None


def ask(actor: Actor, new: NewAlert, *, who: str, secret_key: str, at: datetime) -> int:
    """Keep what is asked for and send a code to its address; returns the id to confirm it by.

    `who` is the sender's keyed name. An address that its account has proved needs no code.

    Raises:
        Invalid: naming the fields.
        TooMany: too many were asked for from here, or for this address.

    """
    email = tidy_email(new.email)
    _check(new)
    if not limits.count(FROM_ONE, who) or not limits.count(TO_ONE, email):
        raise TooMany(lazy("Too many alerts were asked for. Try again tomorrow."))
    lat, lon = new.point or (None, None)
    row = Alert(
        email=email,
        language=new.language,
        person_id=actor.person_id,
        category_id=new.category_id,
        area_id=None if new.point else new.area_id,
        lat=lat,
        lon=lon,
        radius=new.radius if new.point else None,
        cadence=new.cadence.value,
        asked_at=at,
        stop_code="".join(secrets.choice(ALPHABET) for _ in range(STOP_CODE_LENGTH)),
    )
    session.add(row)
    session.flush()
    is_own = actor.role is Role.RESIDENT and accounts.email_of(actor.person_id or 0) == email
    if is_own and queries.count_of(email) < MOST_OF_ONE:
        row.confirmed_at = at
    else:
        _send_code(row, secret_key, at)
    return row.id


def _check(new: NewAlert) -> None:
    wrong: dict[str, object] = {}
    category = choices.category(new.category_id)
    if new.category_id is not None and (category is None or not category.is_active):
        wrong["category"] = lazy("Choose a category from the list")
    if new.area_id is not None and choices.area_title(new.area_id) is None:
        wrong["area"] = lazy("Choose an area from the list")
    if new.point is not None and new.radius not in RADII:
        wrong["radius"] = lazy("Choose how far around the place")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _send_code(row: Alert, secret_key: str, at: datetime) -> None:
    code = f"{secrets.randbelow(10**6):06d}"
    row.code_hash = _hash(secret_key, row.id, code)
    body = sealed(secret_key, code.encode(), ALERT_SEAL)
    channels.write(
        NewNotice(
            Occasion.ALERT_CODE,
            Medium.EMAIL,
            f"alert:{row.id}",
            row.email,
            row.language,
            Rendered("", body),
        ),
        at,
    )


def _hash(secret_key: str, alert_id: int, code: str) -> str:
    said = f"alert:{alert_id}:{code}".encode()
    return hmac.new(secret_key.encode(), said, "sha256").hexdigest()


def confirm(alert_id: int, code: str, *, secret_key: str, at: datetime) -> None:
    """Let the alert begin: whoever typed the code reads the address.

    Raises:
        NotFound: there is no such alert, or it was not confirmed in time.
        Invalid: not the code, or too old; or the address has as many alerts as it may have.
        TooMany: wrong codes were typed too often.

    """
    row = session.scalar(select(Alert).where(Alert.id == alert_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such alert. Ask for it again."))
    if row.confirmed_at is not None:
        return
    name = str(alert_id)
    if limits.is_reached(TRIES, name):
        raise TooMany(lazy("The code was wrong too often. Ask for the alert again."))
    typed = re.sub(r"\D", "", arabic_digits(code[:60]))
    right = hmac.compare_digest(_hash(secret_key, row.id, typed), row.code_hash)
    if not right or at - row.asked_at > CODE_LIVES:
        limits.count_apart((TRIES, name))
        wrong = lazy("The code is not right or too old. Check it, or ask for another.")
        raise Invalid(fields={"code": wrong})
    if queries.count_of(row.email) >= MOST_OF_ONE:
        full = lazy("This address has %(most)s alerts, the most there can be.", most=MOST_OF_ONE)
        raise Invalid(fields={"code": full})
    row.confirmed_at, row.code_hash = at, ""


def stop(code: str, *, who: str) -> None:
    """End the alert of this code.

    Raises:
        Invalid: no alert has it.
        TooMany: too many wrong ones came from here.

    """
    if limits.is_reached(STOPS, who):
        raise TooMany(lazy("Too many wrong codes. Try again in an hour."))
    typed = re.sub(r"[^A-Z0-9]", "", arabic_digits(code[:60]).upper())
    row = session.scalar(select(Alert).where(Alert.stop_code == typed)) if typed else None
    if row is None:
        limits.count_apart((STOPS, who))
        raise Invalid(
            fields={"code": lazy("No alert has this code, or it has been ended already.")}
        )
    session.delete(row)


def stop_own(email: str, alert_id: int) -> None:
    """End one of the alerts of an address that its reader has signed in with."""
    row = session.get(Alert, alert_id)
    if row is None or not email or row.email != email:
        raise NotFound(lazy("There is no such alert."))
    session.delete(row)


def look(at: datetime) -> int:
    """Compare what has become public with every alert; returns how many finds there are."""
    alerts = queries.confirmed()
    if not alerts:
        return 0
    finds = 0
    for one in queries.news(alerts, at):
        session.add(AlertLook(complaint_id=one.complaint_id, looked_at=at))
        for alert in alerts:
            if queries.matches(alert, one):
                found = AlertFind(alert_id=alert.id, complaint_id=one.complaint_id, found_at=at)
                session.add(found)
                finds += 1
    session.flush()
    return finds


def tell(at: datetime) -> int:
    """Write what is to be told now; returns how many messages."""
    written = sum(_tell(alert, at) for alert in queries.untold(Cadence.AT_ONCE, None))
    morning = clock.local(at).replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    if at >= morning:
        written += sum(_tell(alert, at) for alert in queries.untold(Cadence.DAILY, morning))
    return written


def _tell(alert: Alert, at: datetime) -> bool:
    """One message with all that was found; what is no longer public is not told."""
    ids = queries.found_for(alert.id)
    session.execute(
        update(AlertFind)
        .where(AlertFind.alert_id == alert.id, AlertFind.told_at.is_(None))
        .values(told_at=at)
    )
    with speaking(alert.language):
        lines = queries.still_public(ids)
        if not lines:
            return False
        message = rendering.of_news(queries.line(alert), lines, len(ids), alert.stop_code)
    alert.told_at = at
    key = f"alert:{alert.id}:{ids[-1]}"
    new = NewNotice(Occasion.ALERT, Medium.EMAIL, key, alert.email, alert.language, message)
    return channels.write(new, at)


def tidy(at: datetime) -> None:
    """Forget what nobody confirmed, and what has been told long ago."""
    old = at - UNCONFIRMED_LIVES
    session.execute(delete(Alert).where(Alert.confirmed_at.is_(None), Alert.asked_at < old))
    done = at - 2 * LOOKED_BACK
    session.execute(delete(AlertFind).where(AlertFind.told_at < done))
    session.execute(delete(AlertLook).where(AlertLook.looked_at < done))


def erase(person_id: int | None, addresses: tuple[str, ...]) -> int:
    """End all alerts of a person or of these addresses; returns how many there were."""
    gone = session.execute(delete(Alert).where(queries.belonging_to(person_id, addresses)))
    return int(gone.rowcount)  # type: ignore[attr-defined]
