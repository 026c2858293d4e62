"""Thai text: one spelling for what people type, its smallest readable pieces, and its order.

Thai writes words without spaces and stacks vowels and tone marks on consonants. Phones and old
programs store those stacks in several orders, so the same word has many spellings. Everything that
compares text (search, sorting, numbers typed by hand) goes through `normalise` first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LEADING: Final = "\u0e40-\u0e44"  # vowels written before the consonant they belong to
_CONSONANT: Final = "\u0e01-\u0e2e"
_MARK: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # everything stacked above or below
_TONE: Final = "\u0e48-\u0e4b"
_FOLLOWING: Final = "\u0e30\u0e32\u0e33\u0e45"  # vowels written after the consonant
_SARA_AA: Final = "\u0e32"
_SARA_AM: Final = "\u0e33"
_NIKHAHIT: Final = "\u0e4d"

_TO_ARABIC: Final = {0x0E50 + digit: 0x30 + digit for digit in range(10)}
_TO_THAI: Final = {0x30 + digit: 0x0E50 + digit for digit in range(10)}

_LINE_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EMOJI: Final = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINER: Final = 0x200D  # holds emoji families together; after anything else it is dirt
_STRAY_JOINER: Final = re.compile(f"(?<![{_EMOJI}])\u200d")


def _invisible() -> dict[int, str | None]:
    """Characters nobody sees: controls, format marks, lone surrogates. Odd spaces become a space.

    Private-use characters stay: LINE writes its own emoji with them. So do the tag characters of
    flag emoji and the variation selectors, which are no format marks.
    """
    table: dict[int, str | None] = {}
    for code in (*range(0x3000 + 1), *range(0xD800, 0xE000), 0xFEFF, *range(0xFFF9, 0xFFFC)):
        category = unicodedata.category(chr(code))
        if category in {"Cc", "Cf", "Cs"}:
            table[code] = None
        elif category in {"Zs", "Zl", "Zp"}:
            table[code] = " "
    return table


_INVISIBLE: Final = _invisible()
_FOR_STORING: Final = {
    code: kept for code, kept in _INVISIBLE.items() if code not in {0x09, 0x0A, _JOINER}
}
_FOR_COMPARING: Final = (
    _INVISIBLE
    | dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85"), " ")
    | {code: chr(to) for code, to in _TO_ARABIC.items()}
)

_ODD: Final = re.compile(
    f"[{re.escape(''.join(chr(code) for code in _FOR_COMPARING if code != ord(' ')))}]"
)

# Places where a stack may be out of order: two marks or more, a nikhahit before a long vowel (the
# two halves of sara am), a tone typed after the long vowel that should carry it.
_STACK: Final = re.compile(
    f"(?<=[{_CONSONANT}])([{_MARK}]*)([{_SARA_AA}{_SARA_AM}])([{_TONE}]+)"
    f"|([{_MARK}]*{_NIKHAHIT}[{_MARK}]*)([{_SARA_AA}{_SARA_AM}])"
    f"|[{_MARK}]{{2,}}"
)
# The same, but for a vowel with one mark above it, as it should be. Most texts have none of these,
# and to look for them is five times as fast as to look for stacks.
_OUT_OF_ORDER: Final = re.compile(
    f"[{_MARK}{_SARA_AA}{_SARA_AM}](?:"
    f"(?<=[\u0e31\u0e34-\u0e39])(?=[{_MARK}])(?![\u0e47-\u0e4e](?![{_MARK}]))"
    f"|(?<=[\u0e3a\u0e47-\u0e4e])[{_MARK}]"
    f"|(?<={_NIKHAHIT})[{_SARA_AA}{_SARA_AM}]|(?<=[{_SARA_AA}{_SARA_AM}])[{_TONE}])"
)

_CLUSTER: Final = re.compile(
    f"[{_LEADING}]?[{_CONSONANT}][{_MARK}]*[{_FOLLOWING}]?"
    f"|[{_LEADING}]|[{_FOLLOWING}]|[{_MARK}]+|[\u0e2f\u0e46]|[a-z0-9]+"
)
_ACCENTED: Final = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENT: Final = re.compile("[\u0300-\u036f]")
_SWAPPED_FOR_SORTING: Final = re.compile(f"([{_LEADING}])([{_CONSONANT}])")
_WEIGHTLESS: Final = re.compile("[\u0e47-\u0e4e]")
_THAI_LETTER: Final = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LATIN_LETTER: Final = re.compile("[A-Za-z]")
# From this share of Thai letters a text is read as Thai: Thai writers mix in Latin names of
# shops and streets, English writers only rarely add a Thai word.
_THAI_FROM: Final = 0.2

_THAI_PIECE: Final = re.compile(
    f"[{_LEADING}]*[{_CONSONANT}][{_MARK}]*[{_FOLLOWING}]?[{_MARK}]*|[{_FOLLOWING}][{_MARK}]*"
)
_FLAG_LETTER: Final = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAG_LETTERS: Final = re.compile("[\U0001f1e6-\U0001f1ff]+$")


def _in_order(match: re.Match[str]) -> str:
    """The same stack, each mark once and in the order of the alphabet (vowel, tone, silencer)."""
    before, vowel, tones, halves, end = match.groups()
    marks = set(before or "") | set(tones or "") | set(halves or "")
    if vowel is None and end is None:
        return "".join(sorted(set(match[0])))
    vowel = vowel or end
    if _NIKHAHIT in marks:
        marks.discard(_NIKHAHIT)
        vowel = _SARA_AM
    return "".join(sorted(marks)) + vowel


def _spelled(text: str) -> str:
    """Composed (NFC, never NFKC, which would split sara am) and with every stack in order."""
    composed = unicodedata.normalize("NFC", text).replace("\u0e40\u0e40", "\u0e41")
    return _STACK.sub(_in_order, composed) if _OUT_OF_ORDER.search(composed) else composed


def cleaned(text: str) -> str:
    """The text as it is kept: what the person wrote, without invisible dirt and broken stacks.

    Case, digits and line breaks stay (as newlines); spaces at the ends go. Idempotent.
    """
    visible = _LINE_BREAKS.sub("\n", text).translate(_FOR_STORING)
    return _spelled(_STRAY_JOINER.sub("", visible)).strip()


def normalise(text: str) -> str:
    """The text as it is compared: tidy, lower case, Arabic digits, one kind of space. Idempotent.

    Sara am stays one character; private-use characters (LINE's emoji) stay.
    """
    lowered = text.lower()
    return _spelled(lowered.translate(_FOR_COMPARING) if _ODD.search(lowered) else lowered)


def clusters(text: str) -> list[str]:
    """The smallest readable pieces: a Thai consonant with all that hangs on it.

    The text is normalised first. Runs of Latin letters (without their accents) and digits are one
    piece each; everything else is left out. A piece holds Thai letters and marks only, or a-z and
    0-9 only.
    """
    spelled = normalise(text)
    if _ACCENTED.search(spelled):
        spelled = _ACCENT.sub("", unicodedata.normalize("NFD", spelled))
    return _CLUSTER.findall(spelled)


def sort_key(text: str) -> str:
    """A string whose code point order is the order of a Thai dictionary.

    Leading vowels step behind their consonant; tone marks count only between equal words, an
    earlier mark weighing more. Holds no NUL, which PostgreSQL refuses. A column that keeps it needs
    `COLLATE "C"` on PostgreSQL, since other collations weigh Thai letters by their own rules.
    """
    swapped = _SWAPPED_FOR_SORTING.sub(r"\2\1", normalise(text))
    marks = "".join(
        f"{len(swapped) - match.start():03d}{match[0]}" for match in _WEIGHTLESS.finditer(swapped)
    )
    return f"{_WEIGHTLESS.sub('', swapped)}\x01{marks}"


def thai_digits(text: str | int) -> str:
    """The same text with ๐-๙ for 0-9, as printed notices and letters may want it."""
    return str(text).translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """The same text with 0-9 for ๐-๙; no character moves."""
    return text.translate(_TO_ARABIC)


def language_of(text: str, otherwise: str = "th") -> str:
    """'th' or 'en', by the letters used; `otherwise` for a text without letters of either."""
    thai, latin = len(_THAI_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    if not thai and not latin:
        return otherwise
    return "th" if thai >= _THAI_FROM * (thai + latin) else "en"


def first_line(text: str, limit: int) -> str:
    """The first line with something on it, at most `limit` characters, `…` when shortened.

    Cuts at a space when one is near the end, else between two pieces: never inside a stack of
    Thai, between a leading vowel and its consonant, or inside an emoji.
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= limit:
        return line
    border = _border(line, limit - 1)
    space = line.rfind(" ", limit * 3 // 4, border + 1)
    return line[: space if space > 0 else border].rstrip() + "…"


def _border(line: str, at: int) -> int:
    """The last place at or before `at` where a reader would let the line be cut."""
    for match in _THAI_PIECE.finditer(line, max(at - 40, 0)):
        if match.start() < at < match.end():
            at = match.start()
            break
        if match.start() >= at:
            break
    while at > 0 and (_holds_on(line[at]) or line[at - 1] == chr(_JOINER)):
        at -= 1
    flags = _FLAG_LETTERS.search(line, 0, at)
    return at - 1 if flags and len(flags[0]) % 2 and _FLAG_LETTER.match(line, at) else at


@lru_cache(maxsize=4096)
def _holds_on(character: str) -> bool:
    """Does this character belong to the one before it?"""
    return (
        character == chr(_JOINER)
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags that make a flag of a region
    )
