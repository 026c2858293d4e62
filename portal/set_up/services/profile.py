"""Names, letters, addresses, colour and logo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portal.attachments import seals
from portal.complaints.queries import holdings
from portal.foundation import audit, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.municipalities import services as municipality
from portal.municipalities.profiles import Details, Profile
from portal.set_up.acts import LOGO_CHANGED, PROFILE_CHANGED
from portal.set_up.services import must_own


def change(actor: Actor, wanted: Details, *, seen: int, at: datetime) -> None:
    """Change the profile; slug, host and kind stay, and the letters once a number was given.

    Raises `Invalid` by field, `Outdated` where somebody else was faster.
    """
    must_own(actor)
    present = here()
    changed = replace(
        wanted, slug=present.slug, host=present.host, kind=present.kind.value, demo=present.demo
    )
    if changed.letters != present.letters and holdings.has_numbers():
        told = lazy(
            "Complaints bear these letters in their numbers already, on paper too, so they cannot"
            " change any more."
        )
        names = {"letters_th": changed.letters.th != present.letters.th}
        names["letters_en"] = changed.letters.en != present.letters.en
        raise Invalid(
            lazy("There is something to correct"),
            fields={name: told for name, differs in names.items() if differs},
        )
    municipality.change(actor, changed, seen=seen, at=at)
    audit.note(PROFILE_CHANGED, "municipality", present.id, by=actor, at=at)


def put_logo(actor: Actor, content: bytes, *, at: datetime) -> None:
    """Take a picture as the logo: decoded, made small and written anew."""
    must_own(actor)
    digest = municipality.put_logo(seals.clean(content), at=at)
    audit.note(
        LOGO_CHANGED,
        "municipality",
        tenancy.municipality_id(),
        by=actor,
        at=at,
        after=f"sha256:{digest[:8]}",
    )


def remove_logo(actor: Actor, *, at: datetime) -> None:
    """Show the letters instead."""
    must_own(actor)
    municipality.remove_logo()
    audit.note(
        LOGO_CHANGED, "municipality", tenancy.municipality_id(), by=actor, at=at, after="none"
    )


def here() -> Profile:
    """The municipality as it is now, read afresh."""
    municipalities.forget_profiles()
    found = municipalities.profile_of(tenancy.municipality_id())
    if found is None:  # pragma: no cover - a municipality is never removed
        message = "There is no such municipality."
        raise LookupError(message)
    return found
