"""The receipt of what this browser filed last."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.complaints import numbering
from portal.complaints.queries import reporter
from portal.complaints.views.door import blueprint
from portal.foundation import clock, qr
from portal.foundation.i18n import _
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, personal, profile


@blueprint.get("/report/receipt")
@open_to(*ANYONE)
def receipt() -> ResponseReturnValue:
    """The receipt of what this browser filed last; the same after a reload."""
    personal()
    at = clock.now()
    complaint = reporter.followed(session.get("receipt", 0), at)
    if complaint is None:
        return redirect(url_for(".track"), 303)
    return render_template(
        "complaints/receipt.html",
        complaint=complaint,
        drawing=_qr(complaint),
        again="again" in request.args,
        at=at,
    )


def show_receipt(complaint_id: int, *, again: bool = False) -> ResponseReturnValue:
    """Let this browser see the receipt, and go there; `again`: the form had been sent before."""
    session["receipt"] = complaint_id
    return redirect(url_for(".receipt", again=1 if again else None), 303)


def _qr(complaint: reporter.Followed) -> Markup:
    """Number and code as text, in Latin letters, which every scanner reads."""
    number = numbering.formatted(profile().letters.en, complaint.year, complaint.running, "en")
    text = f"{number} {complaint.tracking_code}"
    return qr.drawing(text, _("Number and code as a QR code"))
