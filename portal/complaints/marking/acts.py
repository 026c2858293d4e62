"""What staff do for themselves with a complaint, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

READ = Act("complaint.read", lazy("Complaint marked as read"))
WATCHED = Act("complaint.watched", lazy("Complaint watched"))
UNWATCHED = Act("complaint.unwatched", lazy("Complaint no longer watched"))
LISTED = Act("complaint.listed", lazy("Complaint put on one’s own list"))
UNLISTED = Act("complaint.unlisted", lazy("Complaint taken off one’s own list"))
ORDERED = Act("complaint.ordered", lazy("Order of one’s own list changed"))
REMINDED = Act("complaint.reminder_set", lazy("Reminder of a complaint set"))
FORGOTTEN = Act("complaint.reminder_gone", lazy("Reminder of a complaint taken away"))
MENTION_READ = Act("complaint.mention_read", lazy("Mention in a note read"))
