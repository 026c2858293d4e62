"""What one can do with reports: draw up, issue, ask, answer, load the population, post."""

from __future__ import annotations

from portal.reports.services.asking import answer, ask
from portal.reports.services.issuing import drawn_up, issue, scope_of
from portal.reports.services.population import load_population
from portal.reports.services.posting import Posting, post

__all__ = ["Posting", "answer", "ask", "drawn_up", "issue", "load_population", "post", "scope_of"]
