"""A form is sent: do what it asks, or let its page say what is to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask_wtf import FlaskForm

from portal.foundation import clock
from portal.foundation.errors import Invalid
from portal.foundation.web.freshness import is_fresh
from portal.foundation.web.glue import forms_refused, undo


def is_done(form: FlaskForm, act: Callable[[datetime], object]) -> bool:
    """Do it, with the present time, when the form is sound; a refusal is shown on the form."""
    if is_fresh(form) and form.validate():
        try:
            act(clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return True
    undo()
    return False
