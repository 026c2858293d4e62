"""What browsers refused of our pages, counted by the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class PolicyReport(Owned, Base):
    """How often, on one day, browsers kept a page from doing one thing. Nothing of whose browser.

    Neither the address nor what was on the page is kept: the route's own name, the rule that was
    broken, and the host of what was to be loaded.
    """

    __tablename__ = "policy_report"
    __table_args__ = (UniqueConstraint("municipality_id", "day", "route", "directive", "source"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    day: Mapped[date]
    route: Mapped[str] = mapped_column(String(80))
    directive: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(80))
    n: Mapped[int] = mapped_column(default=0)
