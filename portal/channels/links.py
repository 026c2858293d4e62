"""Links inside texts, taken out of everything that leaves the house.

State bodies send no links by e-mail or SMS (cabinet resolution of 18 November 2025) and tell
people to take any such message for fraud. So not only addresses with a scheme go, but everything
a mail reader would make a link of.
"""

from __future__ import annotations

import re

from portal.foundation.i18n import _

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DOT = "[.\uff0e\u3002\uff61]"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
_REST = r"(?:(?::\d{1,5})?[/?#][^\s\u0e00-\u0e7f]*)"
# Endings under which links are sent in Thailand. Short English words among the endings count
# only before a slash: «finished.To be sure» is a forgotten space.
_ENDINGS = (
    "com|net|org|info|biz|edu|gov|mil|int|th|asia|app|dev|xyz|top|site|online|shop|store|club|live"
    "|link|page|click|vip|win|fun|cc|tv|gg|io|co|ly|gl|ee|ai|cn|hk|jp|kr|la|mm|my|kh|vn|sg|uk|de"
    "|ru|pw|tk|ml|ga|cf|gq|icu|work|world|space|website|tech|pro|mobi|name|cloud|blog|news|one"
)
_SCHEMED = r"\b[a-z][a-z0-9+-]{1,20}[:\uff1a]//[^\s\u0e00-\u0e7f]*"
_WWW = rf"(?<![a-z0-9])www\d?{_DOT}[^\s\u0e00-\u0e7f]*"
_DOMAIN = rf"(?<![a-z0-9@._-])(?:{_LABEL}{_DOT})+(?:{_ENDINGS})(?![a-z0-9-]|{_DOT}[a-z0-9]){_REST}?"
_SHORTENED = rf"(?<![a-z0-9@._-])(?:{_LABEL}{_DOT})+[a-z]{{2,24}}{_REST}"
_THAI_DOMAIN = rf"(?<!\S)\S+{_DOT}ไทย(?![\u0e00-\u0e7f])"
_LINK = re.compile(
    f"{_SCHEMED}|{_WWW}|{_DOMAIN}|{_SHORTENED}|{_THAI_DOMAIN}", re.IGNORECASE | re.ASCII
)


def without_links(text: str) -> str:
    """The text with each link replaced by words, in the language of the moment."""
    plain = _INVISIBLE.sub("", text)
    if not _LINK.search(plain):
        return text
    return _LINK.sub(lambda _found: _("[link removed]"), plain)


def has_link(text: str) -> bool:
    """Whether anything in the text would become a link."""
    return _LINK.search(_INVISIBLE.sub("", text)) is not None
