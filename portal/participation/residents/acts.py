"""What staff do with residents, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

KIND = "verification"

VERIFIED = Act("resident.verified", lazy("Resident verified at the counter"))
ENDED = Act("resident.unverified", lazy("Verification of a resident ended"))
