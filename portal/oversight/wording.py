"""How the log calls what something was done to, and what its details are."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy

KINDS: dict[str, Lazy] = {
    "complaint": lazy("a complaint"),
    "person": lazy("a person"),
    "page": lazy("a form"),
}
"""What a matter is called where its number must not be told, or it has none."""

FORMS: dict[str, Lazy] = {
    "channels.try_again": lazy("Try a notice again"),
    "response_times.add_day": lazy("Add a holiday"),
    "response_times.shut_on_day": lazy("Close the office on a day"),
    "response_times.work_on_day": lazy("Work on a holiday"),
    "response_times.set_hours": lazy("Office hours"),
    "response_times.confirm_year": lazy("Calendar of a year"),
    "response_times.enter_standard": lazy("Change a response standard"),
    "response_times.change_again": lazy("Change a response standard, once more"),
    "response_times.check_standard": lazy("Check a new response standard"),
}
"""Forms of staff whose verbs write no line of their own: the log knows them by their page."""

DETAILS: dict[str, Lazy] = {
    "role": lazy("Role"),
    "before": lazy("Before"),
    "after": lazy("After"),
    "rows": lazy("Lines"),
    "person": lazy("Person"),
    "act": lazy("Act"),
    "since": lazy("From day"),
    "until": lazy("Up to day"),
    "matter": lazy("Matter"),
}
"""What a detail is called; one that is not named here stands by its code."""
