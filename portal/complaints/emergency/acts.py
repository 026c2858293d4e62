"""What staff do with many complaints at once, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

ACCEPTED_MANY = Act("emergency.accepted_many", lazy("Many complaints accepted at once"))
