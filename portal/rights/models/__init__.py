"""What a municipality has set about personal data, and the books it must keep."""

from __future__ import annotations

from portal.rights.models.books import DeletionEntry, LegalHold, RightsRequest
from portal.rights.models.incidents import Incident, IncidentEntry
from portal.rights.models.settings import PrivacySettings

__all__ = [
    "DeletionEntry",
    "Incident",
    "IncidentEntry",
    "LegalHold",
    "PrivacySettings",
    "RightsRequest",
]
