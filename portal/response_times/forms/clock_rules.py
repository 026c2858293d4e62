"""What a clerk chooses to say what stops the clock."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField

from portal.foundation.fields import offered
from portal.foundation.i18n import lazy

GOES_ON = "goes_on"
STANDS_STILL = "stands_still"


class ClockRuleForm(FlaskForm):
    """One choice."""

    outside_body = RadioField(
        lazy("While an outside body has a complaint"),
        choices=offered(
            [
                (GOES_ON, lazy("the clock goes on")),
                (STANDS_STILL, lazy("the clock stands still")),
            ]
        ),
        validate_choice=False,
    )

    @property
    def stops(self) -> bool | None:
        """What was chosen; None for nothing."""
        return {GOES_ON: False, STANDS_STILL: True}.get(self.outside_body.data or "")
