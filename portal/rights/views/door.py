"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.foundation.web import room
from portal.rights.queries import settings
from portal.rights.queries.settings import Set
from portal.rights.terms import CAUSE_WORDS, FROM_WHEN, KEPT_WORDS, RISK_WORDS, STANDING_WORDS

blueprint = room("rights", "portal.rights")


@blueprint.app_template_global("privacy_settings")
def privacy_settings() -> Set:
    """What this municipality has set about personal data, for the notice."""
    return settings.now()


@blueprint.app_template_global("rights_words")
def rights_words() -> dict[str, object]:
    """The words of this room's lists."""
    return {
        "kept": KEPT_WORDS,
        "from_when": FROM_WHEN,
        "risk": RISK_WORDS,
        "standing": STANDING_WORDS,
        "cause": CAUSE_WORDS,
    }
