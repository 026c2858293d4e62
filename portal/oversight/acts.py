"""What is done with the log itself."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

EXPORTED = Act("oversight.exported", lazy("Log exported"))
