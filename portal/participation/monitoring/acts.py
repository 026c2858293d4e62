"""What staff do with works that are followed, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

MILESTONE_SAVED = Act("monitoring.milestone", lazy("Milestone recorded"))
CONTRACT_SAVED = Act("monitoring.contract", lazy("Contract and its steps recorded"))
MONEY_SAVED = Act("monitoring.money", lazy("Money of a project recorded"))
FINDING_CLOSED = Act("monitoring.closed", lazy("Finding of an inspection closed"))
FINDING_PASSED_ON = Act("monitoring.complaint", lazy("Finding made into a complaint"))
REPORT_HIDDEN = Act("monitoring.hidden", lazy("Inspection report hidden"))
PHOTOS_SHOWN = Act("monitoring.photos", lazy("Photos of an inspection let through"))
SEATED = Act("monitoring.seated", lazy("Member of the monitoring committee entered"))
TERM_ENDED = Act("monitoring.term_ended", lazy("Term on the monitoring committee ended"))
