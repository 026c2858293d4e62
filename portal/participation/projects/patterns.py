"""The four usual projects, with the stages each begins with.

Contents, not interface: in both languages here, to be changed by whoever sets a project up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.foundation.clock import BANGKOK
from portal.foundation.i18n import Bilingual
from portal.participation.projects.terms import Influence, ProjectForm, Tool, Who


@dataclass(frozen=True, slots=True)
class UsualStage:
    """A stage of a pattern: days after the project's first day, and for how many days."""

    tool: Tool
    title: Bilingual
    begins: int
    days: int
    who: Who

    def moments(self, first: date) -> tuple[datetime, datetime]:
        """Its first moment, and the first one after it, when the project begins on this day."""
        start = datetime.combine(first + timedelta(days=self.begins), time(), BANGKOK)
        return start, start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A usual project: how much influence it promises, and its stages."""

    influence: Influence
    stages: tuple[UsualStage, ...]


def _stage(tool: Tool, th: str, en: str, days: tuple[int, int], who: Who) -> UsualStage:
    return UsualStage(tool, Bilingual(th, en), *days, who)


PATTERNS: dict[ProjectForm, Pattern] = {
    ProjectForm.DEVELOPMENT_PLAN: Pattern(
        Influence.INVOLVE,
        (
            _stage(
                Tool.IDEAS,
                "เสนอปัญหาและความต้องการของแต่ละหมู่บ้านและชุมชน",
                "Tell us what your village or community needs",
                (0, 45),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.FORUM,
                "ประชาคมหมู่บ้าน ชุมชน และประชาคมท้องถิ่น",
                "Village, community and local forums",
                (30, 45),
                Who.ANYONE,
            ),
            _stage(
                Tool.DRAFT,
                "ร่างแผนพัฒนาท้องถิ่น: ให้ความเห็นทีละข้อ",
                "The draft plan: comment on it line by line",
                (80, 30),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.SURVEY,
                "แบบสำรวจจัดลำดับความสำคัญของโครงการ",
                "Survey: which projects matter most",
                (80, 30),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.MONITORING,
                "ติดตามและประเมินผลตามแผน",
                "Follow how the plan is carried out",
                (300, 1826),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.RESULT,
                "ผลตามแผนและการดูแลร่วมกัน",
                "What the plan brought, and who takes care of it",
                (665, 1461),
                Who.SIGNED_IN,
            ),
        ),
    ),
    ProjectForm.PARTICIPATORY_BUDGET: Pattern(
        Influence.EMPOWER,
        (
            _stage(Tool.IDEAS, "เสนอโครงการ", "Propose projects", (0, 30), Who.SIGNED_IN),
            _stage(
                Tool.DRAFT,
                "ตรวจความเป็นไปได้และประมาณราคา",
                "Feasibility and prices",
                (30, 30),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.BALLOT,
                "ลงคะแนนเลือกโครงการ",
                "Vote for projects",
                (65, 14),
                Who.VERIFIED,
            ),
            _stage(
                Tool.TASKS,
                "ร่วมลงมือทำโครงการที่ได้รับเลือก",
                "Carry out the chosen projects together",
                (100, 240),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.MONITORING,
                "ติดตามโครงการที่ได้รับเลือก",
                "Follow the chosen projects",
                (100, 300),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.RESULT,
                "ผลของโครงการและการดูแลร่วมกัน",
                "Results, and who takes care of them",
                (340, 90),
                Who.SIGNED_IN,
            ),
        ),
    ),
    ProjectForm.CONSTRUCTION: Pattern(
        Influence.COLLABORATE,
        (
            _stage(
                Tool.FORUM,
                "ประชุมร่วมกับผู้ที่อยู่ใกล้โครงการ",
                "Meeting with those who live nearby",
                (0, 21),
                Who.ANYONE,
            ),
            _stage(
                Tool.TASKS,
                "ร่วมดำเนินการระหว่างก่อสร้าง",
                "Work together during construction",
                (21, 180),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.MONITORING,
                "ติดตามงวดงานและตรวจหน้างาน",
                "Follow the works and inspect the site",
                (21, 210),
                Who.SIGNED_IN,
            ),
            _stage(
                Tool.RESULT,
                "ผลที่ได้และข้อตกลงดูแลรักษา",
                "The result, and who looks after it",
                (231, 60),
                Who.SIGNED_IN,
            ),
        ),
    ),
    ProjectForm.CONSULTATION: Pattern(
        Influence.CONSULT,
        (_stage(Tool.SURVEY, "ตอบแบบสอบถาม", "Answer the questions", (0, 14), Who.ANYONE),),
    ),
}
