"""What is Thai is marked as Thai on English pages, and nothing typed is markup."""

from __future__ import annotations

import pytest

from portal.foundation.i18n import speaking
from portal.reports.views.door import marked

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ward 1", "Ward 1"),
        ("เขต 1", '<span lang="th">เขต</span> 1'),
        (
            "as of 31 Dec (สถิติ พ.ศ. 2568 ครั้งที่ 2ก)",
            'as of 31 Dec (<span lang="th">สถิติ พ.ศ. 2568 ครั้งที่ 2ก)</span>',
        ),
        ("<b>เขต</b>", '&lt;b&gt;<span lang="th">เขต</span>&lt;/b&gt;'),
        ("", ""),
    ],
)
def test_thai_parts_are_marked(words: str, told: str) -> None:
    with speaking("en"):
        assert str(marked(words)) == told
    with speaking("th"):
        assert "lang" not in marked(words)
        assert "<b>" not in marked(words)
