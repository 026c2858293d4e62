"""What people are reminded of by the clock, tool by tool. Each is for one municipality."""

from __future__ import annotations

from portal.participation.forums.jobs import remind_guests
from portal.participation.projects.jobs import remind_of_closing
from portal.participation.results.jobs import remind_caretakers
from portal.participation.tasks.jobs import remind_volunteers

__all__ = ["remind_caretakers", "remind_guests", "remind_of_closing", "remind_volunteers"]
