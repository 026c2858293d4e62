"""Everything the portal keeps of somebody, as one file to take along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime

from portal.foundation import clock
from portal.foundation.i18n import _
from portal.foundation.personal import Copy, Subject
from portal.rights.rooms import ROOMS

README = "READ-ME.txt"


def bundle(subject: Subject, title: str, at: datetime) -> bytes:
    """A zip file: `data.json` with all records by kind, the photos, and a page that explains it."""
    copies = [room.export(subject) for room in ROOMS]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(copies, title, at):
            entry = zipfile.ZipInfo(name, clock.local(at).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _files(copies: Iterable[Copy], title: str, at: datetime) -> Iterable[tuple[str, bytes]]:
    copies = list(copies)
    records: dict[str, object] = {"municipality": title, "made": at}
    for copy in copies:
        records |= copy.records
    words = json.dumps(records, ensure_ascii=False, indent=2, default=_plain)
    yield README, _explained(title, at).encode()
    yield "data.json", words.encode()
    for copy in copies:
        yield from copy.files.items()


def _plain(value: object) -> str:
    """Moments as people here read a clock; whatever else has no JSON form as text."""
    return clock.local(value).isoformat() if isinstance(value, datetime) else str(value)


def _explained(title: str, at: datetime) -> str:
    made = clock.local(at).strftime("%Y-%m-%d %H:%M")
    lines = (
        _("What %(municipality)s keeps of you in this portal", municipality=title),
        _("Made %(moment)s, time of Thailand", moment=made),
        "",
        _("data.json: all records, by kind. Any text editor opens it, and other programs read it."),
        _("photos: the photos of your complaints, as they are kept."),
        _(
            "Not in here: passwords and codes, which are kept as hashes only, and notes that staff"
            " wrote for themselves. You may ask the data protection officer for those notes."
        ),
        "",
    )
    return "\n".join(str(line) for line in lines)
