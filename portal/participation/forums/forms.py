"""What people type about forums, cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.complaints.forms.filing import kept, no_longer_than
from portal.complaints.queries import choices
from portal.foundation import thai
from portal.foundation.dates import parse_date
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.forums.queries.room import GuestLine
from portal.participation.forums.services import DecisionPlan, Guest
from portal.participation.forums.terms import (
    HOW_WORDS,
    LONGEST_AGENDA,
    LONGEST_DECISION,
    LONGEST_NAME,
    LONGEST_TEXT,
    How,
)
from portal.participation.ledger.forms import AboutForm
from portal.participation.monitoring.forms import LINE, Versioned, a_day, whole
from portal.participation.projects.forms import a_time
from portal.participation.tasks.forms import moment_on

AGENDA = [no_longer_than(LONGEST_AGENDA)]
MINUTES = [no_longer_than(LONGEST_TEXT)]
DECISION = [no_longer_than(LONGEST_DECISION)]


class ForumForm(Versioned):
    """A forum."""

    title_th = StringField(lazy("What the forum is about, in Thai"), LINE, [kept])
    title_en = StringField(lazy("What the forum is about, in English"), LINE, [kept])
    place_th = StringField(lazy("Where people meet, in Thai"), LINE, [kept])
    place_en = StringField(lazy("Where people meet, in English"), LINE, [kept])
    agenda_th = TextAreaField(lazy("Agenda in Thai"), AGENDA, [kept])
    agenda_en = TextAreaField(lazy("Agenda in English"), AGENDA, [kept])
    starts_on = StringField(lazy("Day"), [a_day], [kept])
    starts_time = StringField(lazy("Begins at"), [a_time], [kept])
    ends_time = StringField(lazy("Ends at"), [a_time], [kept])
    area = SelectField(lazy("For residents of"), choices=[], validate_choice=False)
    announced_on = StringField(lazy("Composition announced on"), [a_day], [kept])

    def offer(self) -> ForumForm:
        """The areas to choose from."""
        self.area.choices = offered(choices.area_choices(lazy("The whole municipality")))
        return self

    def area_id(self) -> int | None:
        """The area chosen; zero, which nobody has, for nonsense."""
        return (whole(self.area.data) or 0) if self.area.data else None

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Its beginning and its end; None where they were not typed."""
        day = parse_date(self.starts_on.data or "")
        return moment_on(day, self.starts_time.data), moment_on(day, self.ends_time.data)


class GroupForm(Versioned):
    """A group that is invited."""

    title_th = StringField(lazy("Group in Thai"), LINE, [kept])
    title_en = StringField(lazy("Group in English"), LINE, [kept])
    seats = StringField(lazy("How many people"), LINE, [kept])


class GuestForm(AboutForm):
    """Somebody who registers."""

    name = StringField(lazy("Your name"), [no_longer_than(LONGEST_NAME)], [kept])
    group = SelectField(lazy("You come for"), choices=[], validate_choice=False)
    area = None

    def offer(self, groups: Iterable[tuple[int, Bilingual]]) -> GuestForm:
        """The groups of the forum."""
        named = [_choice(one, title) for one, title in groups]
        self.group.choices = [*offered([("", lazy("None of these groups"))]), *named]
        return self

    def guest(self) -> Guest:
        """What was said."""
        group = (whole(self.group.data) or 0) if self.group.data else None
        return Guest(self.name.data or "", group, self.stated_age(), self.stated_sex())


class HeadsForm(GuestForm):
    """People counted at the door."""

    name = StringField(lazy("Name, if it is one person"), [no_longer_than(LONGEST_NAME)], [kept])
    n = StringField(lazy("How many people"), LINE, [kept], default="1")


def _choice(number: int, title: Bilingual) -> SelectChoice:
    words = title.here
    return SelectChoice(str(number), words, {"lang": thai.language_of(words)})


class AttendanceForm(FlaskForm):
    """Who of those registered came."""

    came = SelectMultipleField(lazy("Came"), choices=[], validate_choice=False)

    def offer(self, guests: Sequence[GuestLine]) -> AttendanceForm:
        """Everybody who registered."""
        self.came.choices = [(str(one.id), one.name) for one in guests if one.has_account]
        return self

    def ids(self) -> set[int]:
        """The lines ticked."""
        return {number for one in self.came.data or () if (number := whole(one)) is not None}


class MinutesForm(Versioned):
    """The minutes."""

    minutes_th = TextAreaField(lazy("Minutes in Thai"), MINUTES, [kept])
    minutes_en = TextAreaField(lazy("Minutes in English"), MINUTES, [kept])


class DecisionForm(Versioned):
    """A decision."""

    text_th = TextAreaField(lazy("What was decided, in Thai"), DECISION, [kept])
    text_en = TextAreaField(lazy("What was decided, in English"), DECISION, [kept])
    how = RadioField(
        lazy("How did the room decide?"),
        choices=offered((one.value, words) for one, words in HOW_WORDS.items()),
        validate_choice=False,
    )
    votes_for = StringField(lazy("Votes for it"), LINE, [kept])
    votes_against = StringField(lazy("Votes against it"), LINE, [kept])
    abstained = StringField(lazy("Abstentions"), LINE, [kept])

    def plan(self) -> DecisionPlan:
        """What was typed; an empty number is nought."""
        votes = [
            whole(field.data) if field.data else 0
            for field in (self.votes_for, self.votes_against, self.abstained)
        ]
        how = How(self.how.data) if self.how.data in set(How) else None
        return DecisionPlan(self.words("text"), how, *votes)


class IdeaForm(FlaskForm):
    """An idea that was talked about."""

    idea = StringField(lazy("Number of the idea"), LINE, [kept])
