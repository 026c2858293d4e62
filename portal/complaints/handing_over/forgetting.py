"""What outside bodies wrote about a complaint goes when its own words go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from portal.attachments import services as attachments
from portal.complaints.handing_over.models import OutsideReply
from portal.complaints.handing_over.replying import REPLY
from portal.foundation.database import session


def forget_replies(complaint_ids: Sequence[int], at: datetime) -> int:
    """Blank the answers, and drop their photos; returns how many answers there were."""
    of_these = OutsideReply.complaint_id.in_(complaint_ids)
    replies = list(session.scalars(select(OutsideReply.id).where(of_these)))
    if replies:
        session.execute(update(OutsideReply).where(of_these).values(words="", their_number=""))
        attachments.erase(REPLY, replies, at=at)
    return len(replies)
