"""What staff do with documents, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

DOCUMENT_MADE = Act("complaint.document_made", lazy("Document of a complaint made"))
