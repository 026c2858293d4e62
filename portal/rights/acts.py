"""What staff do about personal data, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

SETTINGS_CHANGED = Act("privacy.settings", lazy("Settings of personal data changed"))
HOLD_PLACED = Act("privacy.hold", lazy("Complaint kept for a court or an inquiry"))
HOLD_LIFTED = Act("privacy.hold_lifted", lazy("Complaint need not be kept any longer"))
LOOKED = Act("privacy.looked", lazy("Personal data taken out on request"))
INCIDENT_OPENED = Act("incident.opened", lazy("Incident written down"))
INCIDENT_CHANGED = Act("incident.changed", lazy("Incident changed"))
INCIDENT_CLOSED = Act("incident.closed", lazy("Incident closed"))
