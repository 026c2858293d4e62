"""Thai number plates in free text.

A plate is two or three consonants and one to four digits, for newer ones with a digit in front:
`1กก 1234`, `กข 123`, `1กก 234 ขอนแก่น`; lorries have `70-1234`. Two consonants and a number are
also `กม 12`, `ขก 2569`, `คน 20`; so words that are no plates are named, and without the digit in
front a plate is one only beside a word that says so, or before the name of a province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CONSONANT: Final = "[กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ]"
_GAP: Final = "[ \u00a0]{0,2}-?[ \u00a0]{0,2}"
_WORDS: Final = (
    "คน รถ ชม กม กก ซม มม ตม มล ลบ ตร วน มค กพ มย พค มิย กค สค กย ตค พย ธค พศ คศ จว รพ รร ถน"
    " ชน ดช ดญ นส นาย จน บน ลง มท กท ปณ ตอ ผล พล พบ หก สอง สาม กลม ลบม ตรม ตรว ตรวา กทม ปตท มอก รปภ"
    " ซอย พหล พรบ อบต อบจ ศพด รพสต ผอ สส สว ขส ดล ทล สน สภ"
)
"""Words and short forms of two or three consonants that stand before numbers every day."""
_NO_PLATES: Final = frozenset(_WORDS.split())
_PROVINCES: Final = (
    "กระบี่|กรุงเทพ|กทม|กาญจนบุรี|กาฬสินธุ์|กำแพงเพชร|ขอนแก่น|จันทบุรี|ฉะเชิงเทรา|ชลบุรี|ชัยนาท|ชัยภูมิ|ชุมพร"
    "|เชียงราย|เชียงใหม่|ตรัง|ตราด|นครนายก|นครปฐม|นครพนม|นครราชสีมา|นครศรีธรรมราช|นครสวรรค์|นนทบุรี"
    "|นราธิวาส|น่าน|บึงกาฬ|บุรีรัมย์|ปทุมธานี|ประจวบ|ปราจีนบุรี|ปัตตานี|อยุธยา|พระนครศรีอยุธยา|พะเยา|พังงา|พัทลุง"
    "|พิจิตร|พิษณุโลก|เพชรบุรี|เพชรบูรณ์|ภูเก็ต|มหาสารคาม|มุกดาหาร|แม่ฮ่องสอน|ยโสธร|ยะลา|ร้อยเอ็ด|ระนอง"
    "|ระยอง|ราชบุรี|ลพบุรี|ลำปาง|ลำพูน|ศรีสะเกษ|สกลนคร|สงขลา|สตูล|สมุทรปราการ|สมุทรสงคราม|สมุทรสาคร"
    "|สระแก้ว|สระบุรี|สิงห์บุรี|สุโขทัย|สุพรรณบุรี|สุราษฎร์ธานี|สุรินทร์|หนองคาย|หนองบัวลำภู|อ่างทอง|อำนาจเจริญ|อุดรธานี"
    "|อุตรดิตถ์|อุทัยธานี|อุบลราชธานี"
)
_SAYS_SO: Final = re.compile(
    r"(?:ทะเบียน|ป้ายแดง|เลขรถ|ทบ\.|plate|licen[cs]e|registration)[^\d\n]{0,24}$", re.IGNORECASE
)
_PROVINCE: Final = re.compile(rf"[ \u00a0]{{0,2}}(?:จ\.|จังหวัด)?[ ]?(?:{_PROVINCES})")
_THAI: Final = "\u0e01-\u0e4e"
_PLATE: Final = re.compile(
    rf"(?<![\w{_THAI}/.-])(?P<lead>[1-9])?(?P<letters>{_CONSONANT}{{2,3}}){_GAP}"
    rf"(?P<digits>\d{{1,4}})(?![\d/.,:]|-\d|[ ]?%|{_CONSONANT}{{2,3}}[ -]?\d)"
)
_AFTER_A_WORD: Final = re.compile(
    rf"(?P<lead>[1-9])?(?P<letters>{_CONSONANT}{{2,3}}){_GAP}(?P<digits>\d{{1,4}})(?![\d/.,:]|-\d)"
)
_LORRY: Final = re.compile(r"(?<![\d/.-])[6-9]\d[ ]?-[ ]?\d{4}(?![\d/.-])")
_LOOK_BACK: Final = 44
_SURE_DIGITS: Final = 3


def plates(plain: str) -> Iterator[tuple[int, int]]:
    """Where plates stand, as (start, end), in order and without overlap. Digits must be 0–9."""
    found = sorted({*_with_letters(plain), *_after_the_word(plain), *_lorries(plain)})
    end = 0
    for start, stop in found:
        if start >= end:
            yield start, stop
            end = stop


def _with_letters(plain: str) -> Iterator[tuple[int, int]]:
    for match in _PLATE.finditer(plain):
        if match["letters"] in _NO_PLATES:
            continue
        sure = bool(match["lead"]) and len(match["letters"]) == len("กก")
        enough = sure and len(match["digits"]) >= _SURE_DIGITS
        if enough or _PROVINCE.match(plain, match.end()) or _is_said(plain, match.start()):
            yield match.span()


def _after_the_word(plain: str) -> Iterator[tuple[int, int]]:
    """Right after `ทะเบียน`, written without a space, where the letters begin is not to be seen."""
    for word in re.finditer(r"ทะเบียน(?:รถ)?[ ]{0,2}", plain):
        match = _AFTER_A_WORD.match(plain, word.end())
        if match:
            yield match.span()


def _lorries(plain: str) -> Iterator[tuple[int, int]]:
    for match in _LORRY.finditer(plain):
        if _is_said(plain, match.start()) or _PROVINCE.match(plain, match.end()):
            yield match.span()


def _is_said(plain: str, start: int) -> bool:
    """Whether the words just before say that a plate follows."""
    return _SAYS_SO.search(plain[max(start - _LOOK_BACK, 0) : start]) is not None
