"""What staff do with likely duplicates, as the log calls it, and who sets how near is near."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS_RADII = frozenset({Role.CLERK, Role.ADMINISTRATOR})

CONFIRMED = Act("duplicate.confirmed", lazy("Likely duplicate confirmed"))
TOLD_APART = Act("duplicate.apart", lazy("Likely duplicate told apart"))
RADII_SET = Act("duplicate.radii", lazy("Set how near counts as the same place"))
