"""What staff do with routing rules, as the log calls it, and who may."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS_RULES = frozenset({Role.CLERK, Role.ADMINISTRATOR})

RULE_ADDED = Act("routing.added", lazy("Routing rule added"))
RULE_CHANGED = Act("routing.changed", lazy("Routing rule changed"))
RULE_MOVED = Act("routing.moved", lazy("Routing rule moved in the order"))
RULE_ON = Act("routing.on", lazy("Routing rule switched on"))
RULE_OFF = Act("routing.off", lazy("Routing rule switched off"))
RULE_REMOVED = Act("routing.removed", lazy("Routing rule removed"))
AWAY = Act("routing.away", lazy("Absence noted"))
BACK = Act("routing.back", lazy("Absence taken back"))
