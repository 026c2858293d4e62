"""Links are taken out whoever wrote them; SMS are counted as operators do."""

from __future__ import annotations

import pytest

from portal.channels import segments
from portal.channels.links import has_link, without_links
from portal.channels.queries import masked
from portal.foundation.i18n import speaking


@pytest.mark.parametrize(
    "text",
    [
        "ดูที่https://example.com/a?b=1 ครบถ้วน",
        "HTTP://EXAMPLE.COM",
        "line://ti/p/abc",
        "www.example.com",
        "ดูwww.example.go.thได้",
        "bit.ly/abc",
        "กดที่lin.ee/xyz",
        "kkmuni.go.th",
        "example。com",
        "exam\u200bple.com/x",
        "go to example.to/abc",
        "เทศบาล.ไทย",
    ],
)
def test_a_link_is_taken_out(text: str) -> None:
    assert has_link(text)
    with speaking("en"):
        left = without_links(text)
    assert "[link removed]" in left
    assert not has_link(left)


@pytest.mark.parametrize(
    "text",
    [
        "วันที่ 24 พ.ย. 2569 เวลา 14.05 น.",
        "The lamp is finished.To be sure, look again.",
        "โทร 0 4322 1202 ต่อ 12.5 ม.",
        "เลขที่ ขก 2569/000123",
        "somsri@example.com",
        "e.g. No.5, approx. 3.5 m",
        "และ/หรือ",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert without_links(text) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("ก" * 70, 1), ("ก" * 71, 2), ("ก" * 135, 3), ("€" * 81, 2)],
)
def test_parts_of_an_sms(text: str, parts: int) -> None:
    assert segments.count(text) == parts


def test_an_address_is_masked() -> None:
    assert masked("somsri@example.com") == "s•••@example.com"
    assert masked("081 234 5678") == "•••678"
