"""A thousand wrong codes never get in and never tell whether there is anything to get into."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.accounts import services as accounts
from portal.complaints import services
from portal.complaints.numbering import Number
from portal.foundation.errors import Invalid, PortalError, TooMany
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY

MANY = 500
SIGNS = "34679CDFGHJKMNPQRTVWXY"


def answers(town: Town, number: Number, right: str) -> list[str]:
    """What somebody hears who tries so many codes, each another, from many addresses."""
    heard = []
    with town.work():
        for attempt in range(MANY):
            code = "".join(SIGNS[attempt // 22**place % 22] for place in range(6))
            try:
                services.find_by_code(number, code, who=f"{number.running} {attempt // 50}")
            except PortalError as refusal:
                heard.append(f"{type(refusal).__name__} {refusal.status} {refusal.message}")
            else:
                assert code == right, "a wrong code got in"
    return heard


def test_wrong_codes_tell_nothing(town: Town, clock: Clock) -> None:
    with town.work():
        receipt = makers.complaint()
    known = Number(receipt.year, receipt.running)
    unknown = replace(known, running=999_999)
    first = answers(town, known, receipt.tracking_code)
    second = answers(town, unknown, "")
    assert first == second
    assert len(first) + len(second) == 2 * MANY
    assert sum(line.startswith("Invalid") for line in first) == 10
    with town.work(), pytest.raises(TooMany):
        services.find_by_code(known, receipt.tracking_code, who="the reporter")
    clock.pass_(minutes=16)
    with town.work():
        found = services.find_by_code(known, receipt.tracking_code, who="the reporter")
    assert found == receipt.complaint_id


def test_a_sent_code_and_none_get_the_same_words(town: Town, clock: Clock) -> None:
    heard: dict[str, list[str]] = {}
    with town.work():
        accounts.ask_code("known@example.com", "th", secret_key="k", who="one", at=MONDAY)
    for email in ("known@example.com", "unknown@example.com"):
        heard[email] = []
        for attempt in range(40):
            try:
                with town.work():
                    accounts.check_code(
                        email, f"{attempt:06d}", secret_key="k", who=f"{email}{attempt}", at=MONDAY
                    )
            except (Invalid, TooMany) as refusal:
                heard[email].append(f"{refusal.status} {refusal} {getattr(refusal, 'fields', '')}")
    assert heard["known@example.com"] == heard["unknown@example.com"]
    assert len(heard["known@example.com"]) == 40


def test_an_address_is_closed_much_later_than_what_is_tried(town: Town, clock: Clock) -> None:
    """Behind one address of a mobile network stand thousands of telephones."""
    for attempt in range(99):
        with town.work(), pytest.raises(Invalid):
            services.find_by_code(Number(2026, 100 + attempt), "AAAAAA", who="a network")
    with town.work():
        receipt = makers.complaint()
    number = Number(receipt.year, receipt.running)
    with town.work():
        assert services.find_by_code(number, receipt.tracking_code, who="a network")
    with town.work(), pytest.raises(Invalid):
        services.find_by_code(Number(2026, 500), "AAAAAA", who="a network")
    with town.work(), pytest.raises(TooMany):
        services.find_by_code(number, receipt.tracking_code, who="a network")
