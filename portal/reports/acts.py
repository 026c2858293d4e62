"""What staff do with reports, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

ISSUED = Act("reports.issued", lazy("Report issued"))
ASKED = Act("reports.asked", lazy("Question about a report asked"))
ANSWERED = Act("reports.answered", lazy("Question about a report answered"))
POPULATION_LOADED = Act("reports.population", lazy("Table of the population loaded"))
POSTED = Act("reports.posted", lazy("Posting of the plan’s result recorded"))
