"""What staff do with residents, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

KIND = "verification"

VERIFIED = Act("resident.verified", lazy("Resident verified at the counter"))
ENDED = Act("resident.unverified", lazy("Verification of a resident ended"))
CODES_MADE = Act("resident.codes", lazy("One-time codes printed"))
CODES_ENDED = Act("resident.codes_ended", lazy("Printed codes ended"))
DOUBLE_DECIDED = Act("resident.double", lazy("Likely double of a resident decided"))
ACTED_FOR = Act("resident.acted_for", lazy("Act taken down for somebody else"))
