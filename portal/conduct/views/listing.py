"""What somebody holds keys to: a list without words of it, a search, a file."""

from __future__ import annotations

import csv
import io

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from portal.conduct import numbering, services
from portal.conduct.forms.handling import SearchForm
from portal.conduct.lifecycle import OUTCOME_WORDS, READER_WORDS, SORT_WORDS
from portal.conduct.policy import may_name
from portal.conduct.queries import listing
from portal.conduct.views.door import blueprint, reader
from portal.foundation import clock
from portal.foundation.i18n import _, language
from portal.foundation.policy import STAFF
from portal.foundation.web import open_to, profile
from portal.foundation.web.freshness import is_fresh

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


@blueprint.get("/desk/conduct")
@open_to(*STAFF)
def matters() -> ResponseReturnValue:
    """The newest of what this person may open."""
    reader()
    return _drawn(SearchForm(formdata=None))


@blueprint.post("/desk/conduct")
@open_to(*STAFF, checks_form=True)
def search() -> ResponseReturnValue:
    """What holds these words, or a further page."""
    reader()
    form = SearchForm()
    fresh = is_fresh(form) and form.validate()
    return _drawn(form), 200 if fresh else 422


@blueprint.post("/desk/conduct/export")
@open_to(*STAFF)
def export() -> ResponseReturnValue:
    """Everything this person may open, as a table; each matter is written down as opened."""
    lines = services.carry_away(reader(), at=clock.now())
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [
            _("Number"), _("Received"), _("What is told"), _("State"), _("Outcome"), _("About"),
            _("What happened?"), _("When?"), _("Where?"), _("Evidence"), _("Decided"),
        ]
    )  # fmt: skip
    letters, tongue = profile().letters, language()
    for line in lines:
        cells = (
            numbering.formatted(letters, line.year, line.running, tongue),
            clock.local(line.filed_at).isoformat(timespec="minutes"),
            str(SORT_WORDS[line.sort]),
            str(READER_WORDS[line.state]),
            str(OUTCOME_WORDS[line.outcome]) if line.outcome else "",
            line.accused,
            line.text,
            line.happened,
            line.place,
            line.evidence,
            clock.local(line.closed_at).isoformat(timespec="minutes") if line.closed_at else "",
        )
        table.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells])
    answer: Response = make_response("\ufeff" + out.getvalue())
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = "attachment; filename=confidential.csv"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _drawn(form: SearchForm) -> str:
    who = reader()
    number = form.page.data or 1
    page = listing.listed(who, form.text.data or "", max(1, min(number, 10_000)))
    return render_template(
        "conduct/matters.html",
        page=page,
        form=form,
        at=clock.now(),
        state_words=READER_WORDS,
        sort_words=SORT_WORDS,
        may_name=may_name(who),
    )
