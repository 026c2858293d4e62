"""What staff do with notices and emergencies, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

NOTICE_MADE = Act("site_notice.made", lazy("Site notice written"))
NOTICE_ENDED = Act("site_notice.ended", lazy("Site notice ended"))
EMERGENCY_BEGUN = Act("emergency.begun", lazy("Emergency mode begun"))
EMERGENCY_CHANGED = Act("emergency.changed", lazy("Emergency mode changed"))
EMERGENCY_ENDED = Act("emergency.ended", lazy("Emergency mode ended"))
