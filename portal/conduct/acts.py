"""What staff do here, as the log calls it. What is done with a matter stays off the log's page."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

OPENED = Act("conduct.opened", lazy("Confidential matter opened"), confidential=True)
CARRIED = Act("conduct.carried", lazy("Confidential matters taken as a file"), confidential=True)
MOVED = Act("conduct.moved", lazy("Confidential matter worked on"), confidential=True)
RECIPIENTS_NAMED = Act("conduct.recipients", lazy("Readers of complaints against conduct named"))
