"""The pages of budget votes: for voters, for everybody afterwards, for those who set them up."""

from __future__ import annotations

from portal.participation.ballots.views import paper, publication, setting_up, vote, withdrawing
from portal.participation.ballots.views.door import blueprint

__all__ = ["blueprint", "paper", "publication", "setting_up", "vote", "withdrawing"]
