"""The datasets of complaints, with the dictionary of their columns."""

from __future__ import annotations

from portal.foundation.i18n import lazy
from portal.reports.open_data import columns as of
from portal.reports.open_data.terms import Dataset, Field, Kind
from portal.reports.queries import open_complaints as queries

COMPLAINTS = Dataset(
    "complaints",
    lazy("Complaints"),
    lazy(
        "Every complaint that everyone may read, with its state, place and words as they stand on"
        " its page: telephones, e-mails and identity numbers are masked, and there is no name."
        " Confidential matters, and what was hidden or merged, are not in it."
    ),
    (
        of.YEAR,
        of.RUNNING,
        of.code("kind", lazy("Kind of matter")),
        of.code("state", lazy("Present state")),
        of.PRIORITY,
        of.CATEGORY,
        *of.CATEGORY_TITLES,
        of.AREA,
        *of.AREA_TITLES,
        of.UNIT,
        *of.UNIT_TITLES,
        of.text("title", lazy("The first line of what was written")),
        of.text("text", lazy("What was written, masked")),
        of.LANGUAGE,
        of.moment("filed_at", lazy("When it was filed")),
        of.moment("resolved_at", lazy("When it was resolved; empty where it is not")),
        of.moment("closed_at", lazy("When it was closed; empty where it is not")),
        of.moment("due_at", lazy("The next promised moment; empty where nothing is owed")),
        of.REOPENED,
        of.number("rating", lazy("Stars given by the reporter, 1 to 5; empty where none were")),
        *of.PLACE,
        of.ADDRESS,
    ),
    queries.complaints,
    queries.stamp,
    queries.changed_at,
)
TIMES = Dataset(
    "response-times",
    lazy("Response times"),
    lazy(
        "The course of the same complaints: when each was acknowledged, answered and ended, and"
        " the office time until then, counted by the office calendar. The figures of the portal"
        " are counted from these and from what is not public."
    ),
    (
        of.YEAR,
        of.RUNNING,
        of.CATEGORY,
        of.AREA,
        of.UNIT,
        of.PRIORITY,
        Field(
            "is_timed",
            Kind.FLAG,
            lazy("false where the moments come from a register that did not keep them"),
        ),
        of.moment("filed_at", lazy("When it was filed")),
        of.moment("acknowledged_at", lazy("When somebody took it on")),
        of.moment("answered_at", lazy("When the first answer came")),
        of.moment("ended_at", lazy("When it ended; empty while it is open")),
        of.code("outcome", lazy("How it ended; empty while it is open")),
        of.number("acknowledged_office", lazy("Seconds of office time until it was taken on")),
        of.number("answered_office", lazy("Seconds of office time until the first answer")),
        of.number("ended_office", lazy("Seconds of office time until it ended")),
        of.REOPENED,
    ),
    queries.times,
    queries.stamp,
    queries.changed_at,
)
