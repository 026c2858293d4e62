"""A form that was open for too long keeps what was typed and asks for another press."""

from __future__ import annotations

from flask_wtf import FlaskForm

from portal.foundation.i18n import lazy

EXPIRED = lazy("This page was open for too long. Press the button again.")


def is_fresh(form: FlaskForm) -> bool:
    """Whether the form came from a page of this session; if not, the words stand on top of it."""
    if form.csrf_token.validate(form):
        return True
    form.csrf_token.errors = ()
    form.form_errors.append(EXPIRED)
    return False
