"""Questions about people. Records come back finished."""

from __future__ import annotations

from portal.accounts.queries.factors import (
    Factors,
    NewFactor,
    PasskeyLine,
    Second,
    factor_begun,
    factors_of,
    needs_second_factor,
)
from portal.accounts.queries.people import (
    RESIDENT_LONGEST,
    PersonLine,
    SessionLine,
    SignedIn,
    demo_exists,
    demo_people,
    email_of,
    person_by,
    phone_of,
    sessions_of,
    signed_in,
    staff,
)
from portal.accounts.queries.staffing import (
    StaffLine,
    member,
    scope_of,
    scopes,
    staff_lines,
)

__all__ = [
    "RESIDENT_LONGEST",
    "Factors",
    "NewFactor",
    "PasskeyLine",
    "PersonLine",
    "Second",
    "SessionLine",
    "SignedIn",
    "StaffLine",
    "demo_exists",
    "demo_people",
    "email_of",
    "factor_begun",
    "factors_of",
    "member",
    "needs_second_factor",
    "person_by",
    "phone_of",
    "scope_of",
    "scopes",
    "sessions_of",
    "signed_in",
    "staff",
    "staff_lines",
]
