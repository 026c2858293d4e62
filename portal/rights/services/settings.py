"""Set how long personal data is kept, and whom people ask about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.personal import Kept
from portal.foundation.policy import Actor
from portal.rights import acts, policy
from portal.rights.models import PrivacySettings
from portal.rights.terms import DEFAULT_MONTHS, LEAST_MONTHS, MOST_MONTHS

LONGEST_LINE = 120
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to hold from now on."""

    months: Mapping[Kept, int]
    officer_name: str
    officer_phone: str
    officer_email: str
    recipients: Bilingual
    measures: Bilingual
    names_openers: bool


def change(actor: Actor, wanted: Wanted, *, seen: int, at: datetime) -> None:
    """Replace what is set. Raises `Invalid`, naming the fields, and `Outdated`."""
    if not policy.may_keep_books(actor):
        raise Forbidden(lazy("Only the clerk or an administrator may change this."))
    _check(wanted)
    row = session.scalars(select(PrivacySettings).with_for_update()).first()
    if (row.version if row else 0) != seen:
        raise Outdated(lazy("Somebody else changed this meanwhile. Please look again."))
    if row is None:
        row = PrivacySettings(version=0)
        session.add(row)
    row.months = {kind.value: wanted.months[kind] for kind in DEFAULT_MONTHS}
    row.officer_name = wanted.officer_name.strip()
    row.officer_phone = wanted.officer_phone.strip()
    row.officer_email = wanted.officer_email.strip()
    for name in ("recipients", "measures"):
        text: Bilingual = getattr(wanted, name)
        setattr(row, f"{name}_th", text.th.strip())
        setattr(row, f"{name}_en", text.en.strip())
    row.names_openers = wanted.names_openers
    row.version += 1
    row.changed_at, row.changed_by = at, actor.person_id
    audit.note(acts.SETTINGS_CHANGED, by=actor, at=at)
    session.flush()


def _check(wanted: Wanted) -> None:
    wrong: dict[str, object] = {
        kind.value: lazy(
            "Enter a whole number of months from %(least)s to %(most)s.",
            least=LEAST_MONTHS,
            most=MOST_MONTHS,
        )
        for kind in DEFAULT_MONTHS
        if not LEAST_MONTHS <= wanted.months.get(kind, 0) <= MOST_MONTHS
    }
    lines = {name: getattr(wanted, name) for name in ("officer_name", "officer_email")}
    texts = {
        "recipients_th": wanted.recipients.th,
        "recipients_en": wanted.recipients.en,
        "measures_th": wanted.measures.th,
        "measures_en": wanted.measures.en,
    }
    too_long = [name for name, line in lines.items() if len(line.strip()) > LONGEST_LINE]
    too_long += [name for name, text in texts.items() if len(text.strip()) > LONGEST_TEXT]
    if len(wanted.officer_phone.strip()) > 40:  # noqa: PLR2004 - the column's width
        too_long.append("officer_phone")
    wrong |= dict.fromkeys(too_long, lazy("This is too long."))
    if wanted.officer_email.strip() and "@" not in wanted.officer_email:
        wrong["officer_email"] = lazy("Enter an e-mail like name@example.go.th")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
