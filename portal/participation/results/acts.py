"""What staff do with results, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

RESULT_SAVED = Act("results.saved", lazy("Result of a project recorded"))
BENEFIT_SAVED = Act("results.benefit", lazy("Those who benefit recorded"))
BENEFIT_REMOVED = Act("results.benefit_removed", lazy("Those who benefit taken out"))
PACT_SAVED = Act("results.pact", lazy("Pact of caretakers recorded"))
PACT_ENDED = Act("results.pact_ended", lazy("Pact of caretakers ended"))
PHOTOS_ADDED = Act("results.photos", lazy("Photos of a result added"))
PHOTO_REMOVED = Act("results.photo_removed", lazy("Photo of a result taken away"))
CHECK_HIDDEN = Act("results.check_hidden", lazy("Report of caretakers hidden"))
