"""Values nobody should send: what a walker puts into addresses and forms."""

from __future__ import annotations

from hypothesis import strategies as st

HUGE = "9" * 40
TEXTS = (
    "",
    " ",
    "\x00",
    "ก\x00ข",
    "\ufeff\u202e\u200b",
    "\ud7ff\uffff",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "๑๒๓๔๕",
    "๒๕๖๙/๐๐๐๐๐๑",
    "-1",
    "0",
    "1e999",
    "NaN",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    HUGE,
    "None",
    "[]",
    "{}",
    "%00%ff",
    "%s%(x)s{0}{{7*7}}",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "//evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "a@b.co\r\nBcc: x@y.co",
    "31/02/2569",
    "2026-13-45",
    "00000000-0000-0000-0000-000000000000",
    "ก" * 70_000,
    "\u0e33" * 300,
)
"""Long ones, odd ones, other scripts' digits, what breaks a query, a template or a spreadsheet."""

texts = st.one_of(
    st.sampled_from(TEXTS),
    st.text(max_size=40),
    st.integers(-(2**70), 2**70).map(str),
)
numbers = st.sampled_from(("0", "1", "2", "7", "2026", "2147483647", "2147483648", HUGE, "-1"))
