"""Every room's tables, so that the factory and the migrations know them all."""

from __future__ import annotations

from portal.accounts import models as accounts
from portal.attachments import models as attachments
from portal.channels import models as channels
from portal.complaints import models as complaints
from portal.conduct import models as conduct
from portal.foundation import audit, jobs, limits, outbox
from portal.municipalities import models as municipalities
from portal.places import models as places
from portal.response_times import models as response_times
from portal.rights import models as rights

__all__ = [
    "accounts",
    "attachments",
    "audit",
    "channels",
    "complaints",
    "conduct",
    "jobs",
    "limits",
    "municipalities",
    "outbox",
    "places",
    "response_times",
    "rights",
]
