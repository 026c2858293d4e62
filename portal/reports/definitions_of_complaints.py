"""What each figure of the report of complaints means."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy

COMPLAINTS: dict[str, tuple[Lazy, Lazy]] = {
    "c_received": (
        lazy("Complaints received"),
        lazy("Every complaint filed on a day of the period, through whatever channel."),
    ),
    "c_acknowledged": (
        lazy("Acknowledged in time"),
        lazy("Promises to acknowledge that were due in the period and were met by then, of all."),
    ),
    "c_in_time": (
        lazy("Resolved in time"),
        lazy(
            "Promises to resolve that were due in the period and were met by then, of all. Pauses"
            " have moved the moment."
        ),
    ),
    "c_half": (
        lazy("Half are resolved within"),
        lazy(
            "Days by the calendar, by the method of Kaplan and Meier: what is still open counts"
            " with the time it has waited so far. There is no average."
        ),
    ),
    "c_ninety": (lazy("Nine in ten are resolved within"), lazy("The same for nine in ten.")),
    "c_reopened": (
        lazy("Opened again"),
        lazy("Complaints of the period that were opened again at least once."),
    ),
    "c_rated": (
        lazy("Content with the answer"),
        lazy("Four or five stars, of all complaints of the period that were rated."),
    ),
    "c_by": (
        lazy("Complaints by group"),
        lazy(
            "A dash stands where fewer than ten complaints say nothing, or where too many are"
            " still open to tell."
        ),
    ),
    "c_open": (lazy("Open now"), lazy("Neither resolved nor closed at the moment of the figures.")),
    "c_overdue": (
        lazy("Overdue now"),
        lazy("Open, and the next promised moment has passed. Each stands in the list behind it."),
    ),
    "c_forwarded": (
        lazy("Forwarded and not back"),
        lazy("With another agency at the moment of the figures."),
    ),
    "c_waiting": (
        lazy("Waiting, by reason"),
        lazy("Complaints whose clock stands still. One that waits for two reasons counts twice."),
    ),
}
