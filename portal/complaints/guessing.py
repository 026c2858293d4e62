"""What a reporter seems to want, guessed from their words and shown before anything is sent.

A guess is an offer: the check page says what was understood, and one press changes it. Where
nothing speaks clearly for another kind, it is a problem to be fixed, which is what most are.
"""

from __future__ import annotations

import re

from portal.complaints.lifecycle import Kind
from portal.foundation.thai import normalise

_CONDUCT = re.compile(
    r"ทุจริต|เรียกรับ(?:เงิน|ผลประโยชน์)|รับสินบน|สินบน|โกงกิน|ฮั้วประมูล"
    r"|(?:เจ้าหน้าที่|พนักงาน|จนท\.?|ข้าราชการ|ลูกจ้าง).{0,60}(?:ไม่สุภาพ|หยาบคาย|พูดจา(?:ไม่ดี|แย่)"
    r"|ละเลย|ละเว้น|เลือกปฏิบัติ|ข่มขู่|ด่า|ใช้อำนาจ)"
    r"|\bbrib|\bcorrupt|\b(?:officer|official|staff|clerk)s?\b.{0,60}\b(?:rude|shout|threat|insult)"
)
_SIGNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.COMPLIMENT,
        re.compile(
            r"ขอชื่นชม|ขอชมเชย|ชื่นชมการ(?:ทำงาน|บริการ)|(?:บริการ|ทำงาน)ดี(?:มาก|เยี่ยม)|ประทับใจ"
            r"|\bwell done\b|\bcompliment|\bgreat (?:job|work|service)\b"
        ),
    ),
    (
        Kind.SUGGESTION,
        re.compile(
            r"^(?:ขอ)?(?:เสนอ|เสนอแนะ|ข้อเสนอ)|(?:ขอ)?เสนอแนะ|ข้อเสนอแนะ|ขอเสนอให้|อยากเสนอ|น่าจะ(?:มี|จัด|ทำ)"
            r"|\bi (?:would like to )?suggest|\bsuggestion\b|\bhow about\b"
        ),
    ),
    (
        Kind.ENQUIRY,
        re.compile(
            r"^(?:ขอ)?สอบถาม|ขอสอบถาม|อยากทราบ|อยากสอบถาม|ต้องใช้เอกสารอะไร|ติดต่อได้ที่ไหน|ได้ที่ไหน(?:ครับ|คะ|ค่ะ)?$"
            r"|\bi would like to (?:know|ask)\b|\bwhere can i\b|\bhow (?:do|can) i\b"
        ),
    ),
)


def kind_of(text: str) -> Kind:
    """The kind of matter these words seem to be about; a problem to be fixed when in doubt."""
    words = normalise(text).strip()
    return next((kind for kind, sign in _SIGNS if sign.search(words)), Kind.RELIEF)


def is_about_conduct(text: str) -> bool:
    """Whether these words seem to accuse somebody: they belong on the form for that."""
    return _CONDUCT.search(normalise(text)) is not None
