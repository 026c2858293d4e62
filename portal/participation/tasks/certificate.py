"""The certificate of thanks for those who worked on a project, on paper."""

from __future__ import annotations

from datetime import date, datetime

from portal.complaints.documents import parts
from portal.foundation import dates, thai
from portal.foundation.clock import local
from portal.foundation.documents import Block, Document, Heading, Paragraph, Words
from portal.foundation.i18n import Bilingual, _, language, ngettext
from portal.municipalities.queries import Profile
from portal.participation.tasks.queries.people import Worked
from portal.participation.tasks.terms import hours_shown


def document(
    work: Worked, project: Bilingual, office: Profile, at: datetime, *, thai_numerals: bool
) -> Document:
    """The certificate in the language of the moment, to be signed."""
    tasks = ngettext("%(n)s task", "%(n)s tasks", work.tasks)
    hours = _("%(n)s hours of work", n=hours_shown(work.minutes))
    blocks: list[Block] = [
        Paragraph(Words(_("This is to thank"))),
        Heading(work.name, language=thai.language_of(work.name)),
        Paragraph(Words(_("who gave time and strength to the work of the community."))),
        Paragraph(Words(f"{project.here}\n{tasks} · {hours}\n{_days(work)}")),
        Paragraph(Words(_("Given on %(day)s", day=_day(local(at).date())))),
        *[one for one in parts.signature() if not isinstance(one, Heading)],
    ]
    return Document(
        title=_("Certificate of thanks"),
        language=language(),
        made_at=at,
        above=office.title.here,
        blocks=blocks,
        page="",
        is_framed=True,
        thai_numerals=thai_numerals,
    )


def _day(day: date) -> str:
    return dates.date_long(day, language())


def _days(work: Worked) -> str:
    if work.first == work.last:
        return _day(work.first)
    return _("%(begin)s to %(end)s", begin=_day(work.first), end=_day(work.last))
