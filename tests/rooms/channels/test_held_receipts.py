"""Mails that somebody else may have caused: receipts of a flood, codes for one thing only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.accounts.events import SEAL, CodeAsked
from portal.accounts.keys import sealed
from portal.channels import handlers
from portal.complaints.terms import Cause
from portal.foundation import outbox
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.notices import BOTH, MAIL, deliver, notices
from tests.post import Post


def test_an_address_gets_one_receipt_of_held_complaints_an_hour(town: Town, clock: Clock) -> None:
    def told() -> int:
        with town.app.app_context():
            outbox.deliver(clock.now)
        return len(notices(town))

    def files(held: Cause | None, n: int) -> int:
        """Notices there are after so many filings."""
        with town.work():
            for _one in range(n):
                makers.complaint(at=clock.now(), contact=MAIL, held=held)
            makers.complaint(at=clock.now())  # nobody to tell
        return told()

    assert files(Cause.LIMIT, 5) == 1
    assert files(None, 2) == 3, "what is not held is told each time"
    assert files(Cause.NO_WORK, 3) == 3
    clock.pass_(minutes=61)
    assert files(Cause.NO_WORK, 3) == 4
    with town.work():
        makers.complaint(at=clock.now(), held=Cause.LIMIT, contact=BOTH)
    assert told() == 4, "however the person is called"


@pytest.mark.parametrize(
    ("purpose", "language", "words"),
    [
        ("sign_in", "en", "123456 is your code to sign in"),
        ("new_email", "en", "123456 is your code to confirm this e-mail"),
        ("new_email", "th", "123456 คือรหัสยืนยันอีเมลนี้ของท่าน"),
    ],
)
def test_a_code_says_what_it_is_for(  # noqa: PLR0917 - three fixtures, three values
    town: Town, clock: Clock, post: Post, set_mail: Callable[..., None], purpose: str,
    language: str, words: str,
) -> None:  # fmt: skip
    set_mail(mail=post.settings())
    seal = sealed(makers.SECRET, b"123456", SEAL)
    with town.work():
        handlers.send_code(CodeAsked("a@example.com", seal, language, purpose=purpose), MONDAY)
    (notice,) = notices(town)
    assert "123456" not in notice.subject + notice.body
    assert deliver(town, clock) == 1
    assert words in str(post.log[0].mail["Subject"])
    assert "123456" in post.log[0].text
