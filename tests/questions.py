"""A category with questions of every kind and two stop messages, as tests need it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.complaints.asking import questioning, stopping
from portal.complaints.asking.drafting import QuestionDraft, StopDraft
from portal.complaints.asking.reading import Condition, Kind
from portal.complaints.queries import choices
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests.fixtures.portal import Town
from tests.makers import MONDAY

HURT = Bilingual("มีผู้บาดเจ็บหรือไม่", "Is somebody hurt?")
YES, NO = Bilingual("มี", "Yes"), Bilingual("ไม่มี", "No")
POLE = Bilingual("เลขที่เสา", "Number on the pole")
LAMPS = Bilingual("ดับกี่ดวง", "How many lamps?")
COLOURS = Bilingual("สีของแสง", "Colour of the light")
SINCE = Bilingual("ดับตั้งแต่วันใด", "Dark since when?")
CALL = Bilingual("มีผู้บาดเจ็บ โปรดโทร 1669 ทันที", "Somebody is hurt: call 1669 now")


@dataclass(frozen=True)
class Asked:
    """The ids of what was set up."""

    category: int
    hurt: int
    pole: int
    lamps: int
    colours: int
    since: int
    stop: int


def set_up(town: Town, code: str = "streetlight", *, required: bool = True) -> Asked:
    """Ask five questions in a category; whoever says that somebody is hurt is told to call."""
    clerk = town.actor(Role.CLERK)
    category = next(line.id for line in choices.categories() if line.code == code)

    def ask(draft: QuestionDraft) -> int:
        return questioning.add(clerk, category, draft, MONDAY)

    hurt = ask(QuestionDraft(Kind.LIST, HURT, options=(YES, NO), is_required=required))
    pole = ask(QuestionDraft(Kind.TEXT, POLE, is_public=True))
    lamps = ask(
        QuestionDraft(
            Kind.NUMBER,
            LAMPS,
            measure=Bilingual("ดวง", "lamps"),
            least=1,
            most=50,
            is_public=True,
            is_required=required,
            when=Condition(hurt, frozenset({"a2"})),
        )
    )
    lights = (Bilingual("ขาว", "White"), Bilingual("ส้ม", "Orange"))
    colours = ask(QuestionDraft(Kind.MULTI, COLOURS, options=lights))
    since = ask(QuestionDraft(Kind.DATE, SINCE))
    stop = stopping.add(
        clerk, category, StopDraft(CALL, "1669", when=Condition(hurt, frozenset({"a1"}))), MONDAY
    )
    return Asked(category, hurt, pole, lamps, colours, since, stop)
