"""A report as an official memorandum on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portal.complaints.documents import parts
from portal.foundation import dates
from portal.foundation.clock import local
from portal.foundation.documents import (
    NO_LANGUAGE,
    Bars,
    Block,
    Document,
    Facts,
    Heading,
    Memo,
    Paragraph,
    Table,
    Words,
)
from portal.foundation.i18n import _, language
from portal.municipalities.queries import Profile
from portal.reports.content import Content, Figure, Section
from portal.reports.content import Table as ReportTable
from portal.reports.queries.issued import QuestionLine, ReportLine
from portal.reports.rendering import cells


def document(
    line: ReportLine,
    content: Content,
    questions: Iterable[QuestionLine],
    office: Profile,
    *,
    thai_numerals: bool,
) -> Document:
    """The whole report in the language of the moment."""
    version = _("version %(n)s", n=line.version)
    return Document(
        title=f"{content.title.here}: {content.about.here}",
        language=language(),
        made_at=line.issued_at,
        memo=Memo(
            title=_("Memorandum"),
            office=(_("Government office"), office.title.here),
            number=(_("No."), parts.BLANK),
            date=(_("Date"), dates.date_long(local(line.issued_at).date(), language())),
            subject=(_("Subject"), f"{content.title.here}, {content.about.here}"),
            to=(_("To"), _("The chair of the local council")),
        ),
        blocks=list(_blocks(line, content, list(questions))),
        foot=f"{content.title.here}, {content.about.here}, {version}",
        page=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        thai_numerals=thai_numerals,
    )


def _blocks(line: ReportLine, content: Content, questions: list[QuestionLine]) -> Iterable[Block]:
    yield Paragraph(_plain(_counted(line.counted_at)))
    if line.because:
        words = _("Version %(n)s, because: %(why)s", n=line.version, why=line.because)
        yield Paragraph(_plain(words))
    for warning in content.warnings:
        yield Paragraph(_plain(warning.here))
    for section in content.sections:
        yield from _section(section)
    if questions:
        yield Heading(_("Questions of the council"))
        yield from _asked(content, questions)
    yield Heading(_("What the figures mean"))
    yield Facts(list(_meanings(content)))
    yield from parts.sealed()
    yield Facts([(_("Fingerprint of this report"), Words(_in_groups(line.hash), NO_LANGUAGE))])
    yield from parts.signature()


def _counted(at: datetime) -> str:
    return _(
        "All figures were counted on %(moment)s and have not changed since.",
        moment=dates.moment(at, language()),
    )


def _section(section: Section) -> Iterable[Block]:
    yield Heading(section.label.here)
    if section.figures:
        head = [_("Figure"), _("Value"), _("Of what")]
        yield Table(head, [_line(one) for one in section.figures], numeric=[1])
    for table in section.tables:
        yield Heading(table.label.here, level=3)
        if not table.rows:
            yield Paragraph(_plain(_("There is nothing to tell of.")))
            continue
        yield _table(table)
        if len(table.columns) <= 2 and any(cells.lengths(table)):  # noqa: PLR2004 - a chart beside more would repeat it
            yield _bars(table)


def _line(one: Figure) -> list[str]:
    about = one.remark.here if one.value is None else cells.behind(one)
    return [one.label.here, cells.shown(one.value, one.unit), about]


def _table(table: ReportTable) -> Table:
    head = [table.head.here, *(one.label.here for one in table.columns)]
    rows = [
        [
            row.label.here,
            *(
                cells.in_cell(value, column.unit)
                for value, column in zip(row.cells, table.columns, strict=True)
            ),
        ]
        for row in table.rows
    ]
    return Table(head, rows, numeric=list(range(1, len(head))))


def _bars(table: ReportTable) -> Bars:
    place = next(at for at, one in enumerate(table.columns) if one.key == table.bars)
    column = table.columns[place]
    rows = [
        (row.label.here, length, cells.in_cell(row.cells[place], column.unit))
        for row, length in zip(table.rows, cells.lengths(table), strict=True)
    ]
    return Bars([table.head.here, column.label.here], rows)


def _asked(content: Content, questions: list[QuestionLine]) -> Iterable[Block]:
    for one in questions:
        figure = content.figure(one.about)
        about = figure.label.here if figure else _("The whole report")
        answer = one.answer if one.answered_at else None
        lines = [
            (_("About"), _plain(about)),
            (_("Question"), Words(one.words.text, one.words.language)),
            (
                _("Answer"),
                Words(answer.text, answer.language) if answer else _plain(_("Not answered yet")),
            ),
        ]
        yield Facts(lines)


def _meanings(content: Content) -> Iterable[tuple[str, Words]]:
    for section in content.sections:
        for figure in section.figures:
            yield figure.label.here, _plain(figure.note.here)
        for table in section.tables:
            yield table.label.here, _plain(table.note.here)


def _in_groups(hash_: str) -> str:
    """A fingerprint that can be read aloud and that breaks at the end of a line."""
    return " ".join(hash_[at : at + 8] for at in range(0, len(hash_), 8))


def _plain(words: str) -> Words:
    return Words(words)
