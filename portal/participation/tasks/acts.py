"""What staff do with tasks, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

TASK_SAVED = Act("tasks.saved", lazy("Task of work together recorded"))
TASK_CANCELLED = Act("tasks.cancelled", lazy("Task of work together called off"))
NEED_SAVED = Act("tasks.need", lazy("Thing that is needed recorded"))
NEED_REMOVED = Act("tasks.need_removed", lazy("Thing that is needed taken out"))
SIGNED_UP = Act("tasks.signed_up", lazy("Somebody taken down for a task"))
ATTENDED = Act("tasks.attended", lazy("Attendance of a task recorded"))
GIFT_RECORDED = Act("tasks.gift", lazy("Gift for work together recorded"))
GIFT_SETTLED = Act("tasks.gift_settled", lazy("Gift for work together received or declined"))
ENTRY_HIDDEN = Act("tasks.entry_hidden", lazy("Entry of a diary hidden"))
PHOTOS_SHOWN = Act("tasks.photos", lazy("Photos of a diary shown"))
