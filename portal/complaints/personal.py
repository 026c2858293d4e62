"""Personal duties: who reported what, in which words, and who looked at it."""

from __future__ import annotations

from datetime import datetime

from portal.complaints.following import queries as followings
from portal.complaints.following import services as following
from portal.complaints.marking import forgetting as marks
from portal.complaints.queries import personal as queries
from portal.complaints.services import forgetting
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

KEEPS = (Kept.CONTACT, Kept.WORDS, Kept.PHOTOS, Kept.LOOKS, Kept.REVIEWS)
COLUMNS = {
    "complaint": (
        *("title", "text", "public_text", "landmark", "lat", "lon", "rating_reason"),
        "officer_id",
    ),
    "complaint_step": ("note", "details", "actor_id"),
    "complaint_contact": (
        *("name", "phone", "mobile", "email", "shows_name", "person_id"),
        "device",
    ),
    "complaint_follower": ("person_id",),
    "case_follower": ("email", "person_id", "words"),
    "duplicate_pair": ("person_id",),
    "complaint_answer": ("answer", "words_th", "words_en"),
    "case_mark": ("person_id", "remind_note"),
    "case_mention": ("person_id", "by_person_id"),
    "saved_filter": ("person_id", "title"),
    "contact_view": ("person_id",),
    "hand_over": ("person_id",),
    "misuse_report": ("words",),
    "outside_reply": ("words", "their_number", "person_id"),
    "reply_code": ("body", "person_id"),
    "staff_away": ("person_id",),
    "text_review": ("person_id", "before", "after"),
}
NOT_PERSONAL = {
    "duplicate_pair.words": "a share in per cent",
    "complaint.reason": "one word of a list",
    "outside_body.email": "an agency's, not a person's",
    "outside_body.phone": "an agency's, not a person's",
    "category_stop.telephone": "the number of an office to call",
    "category.title_th": "what matters are called",
    "category.title_en": "what matters are called",
}


def export(subject: Subject) -> Copy:
    """Give the complaints with their steps, the contacts, and who opened them."""
    kept = queries.records(subject.complaint_ids, subject.person_id)
    return Copy({**kept, "case_follower": followings.records(subject.person_id, subject.addresses)})


def erase(subject: Subject, ground: str, at: datetime) -> list[Gone]:
    """Take away who reported the complaints. Their words stay until somebody has looked at them."""
    who = subject.person_id
    gone = forgetting.forget_contact(subject.complaint_ids, ground, at, person_id=who)
    if who is not None:
        gone += forgetting.unfollow(who)
    gone += marks.forget_person(who)
    return [*gone, *following.forget(who, subject.addresses)]


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    gone = forgetting.expire(limit, at)
    ids = [complaint_id for one in gone for complaint_id in one.subjects]
    if ids and not limit.dry and limit.kind is Kept.CONTACT:
        following.forget_contacts(ids)
    if ids and not limit.dry and limit.kind is Kept.WORDS:
        following.forget_words(ids)
        marks.forget_words(ids)
    return gone
