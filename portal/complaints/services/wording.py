"""What the public reads of a text: what the portal covers by itself, and what an officer changed.

Every change is kept, under the permission to take personal data out, until its time is over.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from portal.complaints.models import Complaint, TextReview
from portal.foundation import masking, thai
from portal.foundation.database import session
from portal.foundation.masking import Kind
from portal.foundation.policy import Actor


def reword(
    officer: Actor, complaint: Complaint, typed: str, *, as_written: bool, at: datetime
) -> None:
    """Let the public read this; what looks personal is covered unless it is meant as written.

    National ids are covered in any case.
    """
    text = thai.cleaned(typed)
    always = masking.masked(text, {Kind.NATIONAL_ID})
    before, after = complaint.public_text, always if as_written else masking.masked(text)
    if after == before:
        return
    covered = Counter(found.kind.value for found in masking.finds(complaint.text))
    shown = Counter(found.kind.value for found in masking.finds(after))
    session.add(
        TextReview(
            complaint_id=complaint.id,
            at=at,
            person_id=officer.person_id,
            before=before,
            after=after,
            found={"found": dict(covered), "shown": dict(shown)},
        )
    )
    complaint.public_text = after
