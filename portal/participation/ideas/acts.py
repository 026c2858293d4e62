"""What staff do with ideas, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

TAKEN_DOWN = Act("idea.taken_down", lazy("Idea taken down for somebody"))
TOPIC_OPENED = Act("idea.topic_opened", lazy("Idea opened from a complaint hotspot"))
ANSWERED = Act("idea.answered", lazy("Idea answered"))
MERGED = Act("idea.merged", lazy("Idea merged with another"))
PUBLISHED = Act("idea.published", lazy("Idea or comment let through"))
HIDDEN = Act("idea.hidden", lazy("Idea or comment hidden"))
RESTORED = Act("idea.restored", lazy("Idea or comment shown again"))
APPEAL_DECIDED = Act("idea.appeal_decided", lazy("Appeal about an idea or comment decided"))
FLAGS_SETTLED = Act("idea.flags_settled", lazy("Flags looked at, nothing hidden"))
PHOTOS_SHOWN = Act("idea.photos_shown", lazy("Photos of an idea let through"))
RULES_SET = Act("idea.rules_set", lazy("Rules of an idea stage set"))
