"""What is typed about drafts."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectMultipleField, TextAreaField

from portal.complaints.forms.filing import kept, no_longer_than
from portal.foundation.errors import Invalid
from portal.foundation.fields import offered
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.identified import Identified
from portal.participation.drafts.acts import (
    ANSWER_WORDS,
    LONGEST_COMMENT,
    LONGEST_REASON,
    Answered,
)
from portal.participation.drafts.services.answering import NewAnswer
from portal.participation.ideas.terms import GROUND_WORDS, Ground


class DraftForm(FlaskForm):
    """An edition of the draft."""

    text_th = TextAreaField(lazy("Draft in Thai"))
    text_en = TextAreaField(lazy("Draft in English"))
    checks_first = BooleanField(lazy("Somebody looks at comments before everyone reads them"))

    def text(self) -> Bilingual:
        """As it was typed."""
        return Bilingual(self.text_th.data or "", self.text_en.data or "")


class ParagraphForm(Identified):
    """What somebody says of a paragraph."""

    text = TextAreaField(lazy("Your comment"), [no_longer_than(LONGEST_COMMENT)], [kept])


class GroundForm(FlaskForm):
    """What is wrong with a comment; staff add what its author is told."""

    ground = RadioField(
        lazy("What is wrong with it?"),
        choices=offered((each.value, words) for each, words in GROUND_WORDS.items()),
        default=Ground.INSULT.value,
        validate_choice=False,
    )
    why = TextAreaField(lazy("What the author is told"), [no_longer_than(LONGEST_REASON)], [kept])

    def chosen(self) -> Ground:
        """The reason chosen; the last of them for nonsense."""
        return Ground(self.ground.data) if self.ground.data in set(Ground) else Ground.OTHER


class AnswerForm(FlaskForm):
    """One answer for one comment or several."""

    comments = SelectMultipleField(lazy("Comments"), choices=[], validate_choice=False)
    state = RadioField(
        lazy("Answer"),
        choices=offered((each.value, words) for each, words in ANSWER_WORDS.items()),
        validate_choice=False,
    )
    reason_th = TextAreaField(lazy("Reason in Thai"), [no_longer_than(LONGEST_REASON)], [kept])
    reason_en = TextAreaField(lazy("Reason in English"), [no_longer_than(LONGEST_REASON)], [kept])

    def answer(self) -> NewAnswer:
        """What is answered, and to which; raises `Invalid` where nothing was chosen."""
        if self.state.data not in set(Answered):
            raise Invalid(fields={"state": lazy("Choose one of these")})
        typed = [one for one in self.comments.data or [] if one.isascii() and one.isdecimal()]
        ids = tuple(int(one[:18]) for one in typed)
        reason = Bilingual(self.reason_th.data or "", self.reason_en.data or "")
        return NewAnswer(ids, Answered(self.state.data), reason)
