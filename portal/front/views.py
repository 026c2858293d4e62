"""The front page, and what every portal must tell about itself."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.attachments.addresses import period
from portal.complaints.queries import public
from portal.complaints.queries.public import Wanted
from portal.foundation import clock
from portal.foundation.navigation import settings_for
from portal.foundation.policy import ANYONE, Role
from portal.foundation.web import actor, open_to, profile_or_none, room, tagged, unchanged
from portal.front import queries
from portal.municipalities.queries import all_profiles, public_version
from portal.places import hexmap
from portal.places import queries as places

blueprint = room("front", __name__)

MINUTE = 60


@blueprint.get("/")
@open_to(*ANYONE, anywhere=True)
def home() -> ResponseReturnValue:
    """Can I tell them, did they answer, are they any good?"""
    if profile_or_none() is None:
        return render_template("front/choose.html", municipalities=all_profiles())
    at = clock.now()
    kept = unchanged(public_version(), int(at.timestamp()) // MINUTE, period(at))
    if kept is not None:
        return kept
    return tagged(
        render_template(
            "front/home.html",
            lately=queries.lately(at),
            fixed=queries.last_fixed(),
            map=hexmap.draw(places.ground(), public.cells(Wanted(is_open=True))),
        )
    )


@blueprint.get("/privacy")
@open_to(*ANYONE)
def privacy() -> ResponseReturnValue:
    """What is kept about whom, why and how long."""
    return render_template("front/privacy.html")


@blueprint.get("/accessibility")
@open_to(*ANYONE)
def accessibility() -> ResponseReturnValue:
    """What works for whom, and whom to tell when it does not."""
    return render_template("front/accessibility.html")


@blueprint.get("/health")
@open_to(*ANYONE, anywhere=True)
def health() -> ResponseReturnValue:
    """Whether this process answers."""
    return {"status": "ok"}


@blueprint.get("/settings")
@open_to(Role.CLERK, Role.ADMINISTRATOR, Role.DISPATCHER)
def settings() -> ResponseReturnValue:
    """What can be set and overseen, and where."""
    return render_template("front/settings.html", pages=settings_for(actor().role))
