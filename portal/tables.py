"""Every room's tables, so that the factory and the migrations know them all."""

from __future__ import annotations

from portal.accounts import models as accounts
from portal.alerts import models as alerts
from portal.announcements import models as announcements
from portal.attachments import models as attachments
from portal.channels import models as channels
from portal.complaints import models as complaints
from portal.complaints.asking import models as asking
from portal.complaints.duplicates import models as duplicates
from portal.complaints.following import models as following
from portal.complaints.handing_over import models as handing_over
from portal.complaints.marking import models as marking
from portal.complaints.replying import models as replying
from portal.complaints.routing import models as routing
from portal.complaints.saved_filters import models as saved_filters
from portal.complaints.suggesting import models as suggesting
from portal.conduct import models as conduct
from portal.field import models as field
from portal.foundation import audit, jobs, limits, outbox
from portal.municipalities import models as municipalities
from portal.oversight import models as oversight
from portal.participation.ballots import models as ballots
from portal.participation.chain import models as chain
from portal.participation.drafts import models as drafts
from portal.participation.forums import models as forums
from portal.participation.ideas import models as ideas
from portal.participation.ledger import models as ledger
from portal.participation.monitoring import models as monitoring
from portal.participation.plans import models as plans
from portal.participation.projects import models as projects
from portal.participation.residents import models as residents
from portal.participation.results import models as results
from portal.participation.tasks import models as tasks
from portal.places import models as places
from portal.reports import models as reports
from portal.response_times import models as response_times
from portal.rights import models as rights
from portal.set_up import models as set_up

__all__ = [
    "accounts",
    "alerts",
    "announcements",
    "asking",
    "attachments",
    "audit",
    "ballots",
    "chain",
    "channels",
    "complaints",
    "conduct",
    "drafts",
    "duplicates",
    "field",
    "following",
    "forums",
    "handing_over",
    "ideas",
    "jobs",
    "ledger",
    "limits",
    "marking",
    "monitoring",
    "municipalities",
    "outbox",
    "oversight",
    "places",
    "plans",
    "projects",
    "replying",
    "reports",
    "residents",
    "response_times",
    "results",
    "rights",
    "routing",
    "saved_filters",
    "set_up",
    "suggesting",
    "tasks",
]
