"""What staff set up, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

PROFILE_CHANGED = Act("set_up.profile", lazy("Profile of the municipality changed"))
LOGO_CHANGED = Act("set_up.logo", lazy("Logo changed"))
UNIT_ADDED = Act("set_up.unit_added", lazy("Unit added"))
UNIT_RENAMED = Act("set_up.unit_renamed", lazy("Unit renamed"))
UNIT_MOVED = Act("set_up.unit_moved", lazy("Unit moved in the order"))
UNIT_CLOSED = Act("set_up.unit_closed", lazy("Unit closed"))
UNIT_REOPENED = Act("set_up.unit_reopened", lazy("Unit opened again"))
GROUND_CHANGED = Act("set_up.ground", lazy("Boundary or areas taken from a file"))
BOUNDARY_REMOVED = Act("set_up.boundary_removed", lazy("Boundary taken away"))
AREA_RENAMED = Act("set_up.area_renamed", lazy("Area renamed"))
AREA_CLOSED = Act("set_up.area_closed", lazy("Area closed"))
AREA_REOPENED = Act("set_up.area_reopened", lazy("Area opened again"))
AREA_REMOVED = Act("set_up.area_removed", lazy("Area removed"))
SYNONYMS_CHANGED = Act("set_up.synonyms", lazy("Words of the search changed"))
TEXT_CHANGED = Act("set_up.text", lazy("Text of a notice changed"))
FILE_TAKEN_OUT = Act("set_up.file_out", lazy("Set-up taken out as a file"))
FILE_TAKEN_OVER = Act("set_up.file_in", lazy("Set-up taken over from a file"))
