"""The pages about personal data: for people, for officers who look, for those who answer for it."""

from __future__ import annotations

from portal.rights.views import incidents, keeping, looking, mine, processing
from portal.rights.views.door import blueprint

__all__ = ["blueprint", "incidents", "keeping", "looking", "mine", "processing"]
