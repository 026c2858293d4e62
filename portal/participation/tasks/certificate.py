"""The certificate of thanks for those who worked on a project, on paper."""

from __future__ import annotations

from datetime import date, datetime

from portal.complaints.documents import parts
from portal.foundation import dates
from portal.foundation.clock import local
from portal.foundation.documents import Block, Document, Facts, Paragraph, Words
from portal.foundation.i18n import Bilingual, _, language
from portal.municipalities.queries import Profile
from portal.participation.tasks.queries.people import Worked
from portal.participation.tasks.terms import hours_of


def document(
    work: Worked, project: Bilingual, office: Profile, at: datetime, *, thai_numerals: bool
) -> Document:
    """The certificate in the language of the moment, to be signed."""
    blocks: list[Block] = [
        Paragraph(Words(_("This is to thank"))),
        Paragraph(Words(work.name, "th")),
        Paragraph(Words(_("who gave time and strength to the work of the community."))),
        Facts(
            [
                (_("Project"), Words(project.here)),
                (_("Tasks"), Words(str(work.tasks))),
                (_("Hours"), Words(str(hours_of(work.minutes)))),
                (_("When"), Words(_days(work))),
            ]
        ),
        Paragraph(Words(_("Given on %(day)s", day=_day(local(at).date())))),
        *parts.signature(),
    ]
    return Document(
        title=_("Certificate of thanks"),
        language=language(),
        made_at=at,
        above=office.title.here,
        blocks=blocks,
        page=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        thai_numerals=thai_numerals,
    )


def _day(day: date) -> str:
    return dates.date_long(day, language())


def _days(work: Worked) -> str:
    if work.first == work.last:
        return _day(work.first)
    return _("%(begin)s to %(end)s", begin=_day(work.first), end=_day(work.last))
