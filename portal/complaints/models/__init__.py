"""A complaint, its history, who reported it, and the books kept beside it."""

from __future__ import annotations

from portal.complaints.models.books import ComplaintCoUnit, MapCount, RegisterBook
from portal.complaints.models.categories import Category
from portal.complaints.models.complaints import MATTER, Complaint, ComplaintStep
from portal.complaints.models.misuse import ComplaintHold, FilingBlock, MisuseReport
from portal.complaints.models.people import ComplaintContact, ComplaintFollower, ContactView
from portal.complaints.models.reviews import TextReview
from portal.complaints.models.second_looks import SecondLook, SecondLookDraw

__all__ = [
    "MATTER",
    "Category",
    "Complaint",
    "ComplaintCoUnit",
    "ComplaintContact",
    "ComplaintFollower",
    "ComplaintHold",
    "ComplaintStep",
    "ContactView",
    "FilingBlock",
    "MapCount",
    "MisuseReport",
    "RegisterBook",
    "SecondLook",
    "SecondLookDraw",
    "TextReview",
]
