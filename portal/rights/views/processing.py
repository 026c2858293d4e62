"""The record of processing activities (PDPA, section 39), as it is kept and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from portal.foundation import clock
from portal.foundation.web import open_to
from portal.rights.activities import ACTIVITIES
from portal.rights.policy import KEEPERS
from portal.rights.queries import settings
from portal.rights.views.door import blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/settings/processing")
@open_to(*KEEPERS)
def processing() -> ResponseReturnValue:
    """What is done with personal data, why, for how long, and who receives it."""
    return render_template(
        "rights/processing.html", activities=ACTIVITIES, set=settings.now(), at=clock.now()
    )
