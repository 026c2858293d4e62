"""What staff do with projects, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

KIND = "project"

MADE = Act("project.made", lazy("Project made"))
CHANGED = Act("project.changed", lazy("Project changed"))
STAGES_SET = Act("project.stages", lazy("Stages of a project set"))
PUBLISHED = Act("project.published", lazy("Project published"))
CLOSED = Act("project.closed", lazy("Project closed with its statement"))
