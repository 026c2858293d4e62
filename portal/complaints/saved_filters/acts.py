"""What staff do with saved filters, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

SAVED = Act("filter.saved", lazy("Filters saved under a name"))
SHARED = Act("filter.shared", lazy("Saved filters shared with a unit"))
UNSHARED = Act("filter.unshared", lazy("Saved filters no longer shared"))
REMOVED = Act("filter.removed", lazy("Saved filters removed"))

MOST = 20
"""Of one person, and of one unit: all of them are counted each time the desk is opened."""
LONGEST_TITLE = 60
