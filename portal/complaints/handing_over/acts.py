"""What is done when complaints are handed over, as the log calls it, and who may."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS_BODIES = frozenset({Role.CLERK, Role.ADMINISTRATOR})
HANDS_OVER = frozenset({Role.DISPATCHER, Role.HEAD, Role.CLERK})
"""Whoever does the work does not also pass it on to another municipality."""

HANDED_OVER = Act("hand_over.out", lazy("Complaint handed over to another municipality"))
TAKEN_OVER = Act("hand_over.in", lazy("Complaint taken over from another municipality"))
TOLD_BACK = Act("hand_over.told", lazy("Answer of another municipality written down"))
CODE_MADE = Act("reply_code.made", lazy("Reply code made for an outside body"))
CODE_ENDED = Act("reply_code.ended", lazy("Reply code ended"))
REPLY_DECIDED = Act("outside_reply.decided", lazy("Answer of an outside body decided on"))
BODY_SAVED = Act("outside_body.saved", lazy("Outside body written into the directory"))
