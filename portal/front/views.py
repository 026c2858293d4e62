"""The front page, and what every portal must tell about itself."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, room

blueprint = room("front", __name__)


@blueprint.get("/")
@open_to(*ANYONE)
def home() -> ResponseReturnValue:
    """Can I tell them, did they answer, are they any good?"""
    return render_template("front/home.html")


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
@open_to(*ANYONE)
def health() -> ResponseReturnValue:
    """Whether this process answers."""
    return {"status": "ok"}
