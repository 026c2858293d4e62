"""Reads and writes elections as `.pb` files (pabulib.org): three tables with semicolons between.

Amounts are kept as whole numbers of the smallest unit that the file uses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TextIO

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.participation.counting.elections import (
    APPROVING,
    Ballot,
    Election,
    Kind,
    Project,
    gathered,
)

SECTIONS = ("META", "PROJECTS", "VOTES")
_SMALLEST = 100


@dataclass(slots=True)
class _Sheets:
    """The rows of the three tables by name, each with its line number."""

    meta: dict[str, str] = field(default_factory=dict)
    projects: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    votes: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def read(lines: Iterable[str]) -> Election:
    """The election in a file.

    Raises:
        Invalid: something is missing or cannot be read; the words name the line.

    """
    sheets = _sheets(lines)
    kind = _kind(sheets.meta)
    units = _units(sheets)
    projects = tuple(_project(line, row, units) for line, row in sheets.projects)
    places = {project.id: place for place, project in enumerate(projects)}
    reader = _Reader(places, kind, _most_choices(sheets))
    return Election(
        projects=projects,
        ballots=gathered(reader.ballot(line, row) for line, row in sheets.votes),
        budget=_amount(sheets.meta.get("budget", ""), units, 0),
        kind=kind,
        units=units,
        threshold=_whole(sheets.meta.get("min_project_score_threshold") or "0", 0),
        rule=sheets.meta.get("rule", ""),
        notes=sheets.meta,
    )


@dataclass(frozen=True, slots=True)
class Voter:
    """A ballot to be written, with its number and what else is said of its voter, by column."""

    id: str
    ballot: Ballot
    said: Mapping[str, str] = field(default_factory=dict)


def write(election: Election, out: TextIO, voters: Sequence[Voter] = ()) -> None:
    """Write an election; ballots come in the order they are kept, numbered, without persons.

    `voters`: the same ballots one by one, where there is more to say of them.
    """
    sheet = csv.writer(out, delimiter=";", lineterminator="\n")
    meta = {
        **election.notes,
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.cast),
        "budget": _said(election.budget, election.units),
        "vote_type": election.kind.value,
        "rule": election.rule,
    }
    sheet.writerows([["META"], ["key", "value"], *meta.items(), ["PROJECTS"]])
    sheet.writerow(["project_id", "cost", "votes", "score", "name", "selected"])
    rows = zip(election.projects, election.voters, election.scores, strict=True)
    for project, chosen_by, score in rows:
        won = "" if project.was_chosen is None else int(project.was_chosen)
        price = _said(project.price, election.units)
        sheet.writerow([project.id, price, chosen_by, score, project.name, won])
    sheet.writerow(["VOTES"])
    with_points = election.kind in {Kind.POINTS, Kind.SCORES}
    known = voters or [Voter(str(n), ballot) for n, ballot in enumerate(_each(election), 1)]
    columns = list(known[0].said) if known else []
    sheet.writerow(["voter_id", "vote", *(["points"] if with_points else []), *columns])
    for voter in known:
        chosen = ",".join(election.projects[place].id for place, _points in voter.ballot)
        points = [",".join(str(points) for _place, points in voter.ballot)] if with_points else []
        sheet.writerow([voter.id, chosen, *points, *voter.said.values()])


def _each(election: Election) -> Iterator[Ballot]:
    for ballot, times in election.ballots.items():
        for _time in range(times):
            yield ballot


def _sheets(lines: Iterable[str]) -> _Sheets:
    found, section, head = _Sheets(), "", list[str]()
    reader = csv.reader(lines, delimiter=";")
    for row in reader:
        cells = [cell.strip().lstrip("\ufeff") for cell in row]
        if not any(cells):
            continue
        if cells[0] in SECTIONS and len(cells) == 1:
            section, head = cells[0], []
        elif not section:
            raise Invalid(lazy("This is no .pb file: it does not begin with META."))
        elif not head:
            head = cells
        else:
            _keep(found, section, reader.line_num, dict(zip(head, cells, strict=False)))
    if not found.meta or not found.projects:
        raise Invalid(lazy("The file needs the tables META, PROJECTS and VOTES."))
    return found


def _keep(found: _Sheets, section: str, line: int, row: dict[str, str]) -> None:
    if section == "META":
        found.meta[row.get("key", "")] = row.get("value", "")
    elif section == "PROJECTS":
        found.projects.append((line, row))
    else:
        found.votes.append((line, row))


def _kind(meta: Mapping[str, str]) -> Kind:
    try:
        return Kind(meta.get("vote_type", ""))
    except ValueError as error:
        words = lazy("The kind of ballot “%(kind)s” is not known.", kind=meta.get("vote_type", ""))
        raise Invalid(words) from error


def _units(sheets: _Sheets) -> int:
    """1 where every amount is whole, else 100."""
    amounts = [sheets.meta.get("budget", ""), *(row.get("cost", "") for _l, row in sheets.projects)]
    return _SMALLEST if any(set(_after_point(text)) - {"0"} for text in amounts) else 1


def _after_point(text: str) -> str:
    return text.replace(",", ".").partition(".")[2]


def _amount(text: str, units: int, line: int) -> int:
    try:
        amount = Decimal(text.replace(",", ".")) * units
    except InvalidOperation as error:
        raise _unreadable(text, line) from error
    if not amount.is_finite() or amount != int(amount):
        raise _unreadable(text, line)
    return int(amount)


def _said(amount: int, units: int) -> str:
    return str(amount) if units == 1 else f"{Decimal(amount) / units:.2f}"


def _whole(text: str, line: int) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise _unreadable(text, line) from error


def _unreadable(text: str, line: int) -> Invalid:
    return Invalid(lazy("Line %(line)s: “%(text)s” is no number.", line=line, text=text[:40]))


def _no_project(name: str, line: int) -> Invalid:
    said = name[:40]
    return Invalid(
        lazy("Line %(line)s: there is no project “%(project)s”.", line=line, project=said)
    )


def _project(line: int, row: Mapping[str, str], units: int) -> Project:
    chosen = row.get("selected", "")
    return Project(
        id=row.get("project_id", ""),
        price=_amount(row.get("cost", ""), units, line),
        name=row.get("name", ""),
        was_chosen=bool(_whole(chosen, line)) if chosen else None,
    )


def _most_choices(sheets: _Sheets) -> int:
    """How many projects a ranked ballot can name: the first of them gets as many points."""
    said = sheets.meta.get("max_length")
    if said:
        return _whole(said, 0)
    return max((len(_chosen(row)) for _line, row in sheets.votes), default=0)


def _chosen(row: Mapping[str, str]) -> Sequence[str]:
    return [choice.strip() for choice in row.get("vote", "").split(",") if choice.strip()]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a ballot's row."""

    places: Mapping[str, int]
    kind: Kind
    most: int

    def ballot(self, line: int, row: Mapping[str, str]) -> Ballot:
        chosen = _chosen(row)
        unknown = [choice for choice in chosen if choice not in self.places]
        if unknown:
            raise _no_project(unknown[0], line)
        if len(set(chosen)) < len(chosen):
            raise Invalid(lazy("Line %(line)s: a project is chosen twice.", line=line))
        points = self._points(line, row, len(chosen))
        if len(points) != len(chosen):
            raise Invalid(lazy("Line %(line)s: not every choice has its points.", line=line))
        pairs = zip((self.places[choice] for choice in chosen), points, strict=True)
        return tuple(sorted(pairs) if self.kind is not Kind.RANKED else pairs)

    def _points(self, line: int, row: Mapping[str, str], choices: int) -> Sequence[int]:
        if self.kind in APPROVING:
            return [1] * choices
        if self.kind is Kind.RANKED:
            return range(self.most, self.most - choices, -1)
        return [_whole(text, line) for text in row.get("points", "").split(",") if text.strip()]
