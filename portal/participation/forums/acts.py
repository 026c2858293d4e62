"""What staff do with forums, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

FORUM_SAVED = Act("forums.saved", lazy("Forum recorded"))
FORUM_CANCELLED = Act("forums.cancelled", lazy("Forum called off"))
GROUP_SAVED = Act("forums.group", lazy("Group of a forum recorded"))
GROUP_REMOVED = Act("forums.group_removed", lazy("Group of a forum taken out"))
ATTENDED = Act("forums.attended", lazy("Attendance of a forum recorded"))
HEADS_ADDED = Act("forums.heads", lazy("People of a forum counted"))
HEADS_REMOVED = Act("forums.heads_removed", lazy("Counted people of a forum taken out"))
MINUTES_SAVED = Act("forums.minutes", lazy("Minutes of a forum published"))
DECISION_SAVED = Act("forums.decision", lazy("Decision of a forum recorded"))
DECISION_REMOVED = Act("forums.decision_removed", lazy("Decision of a forum taken out"))
IDEA_LINKED = Act("forums.idea", lazy("Idea linked with a forum"))
IDEA_UNLINKED = Act("forums.idea_unlinked", lazy("Idea of a forum unlinked"))
