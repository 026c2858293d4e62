"""What staff set here, as the log calls it, and who may."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy
from portal.foundation.policy import Role

SETS_MAPS = frozenset({Role.CLERK, Role.ADMINISTRATOR})

MAPS_SET = Act("field.maps", lazy("Map for ways in the field set"))
