"""Filters under a name: own and shared ones, their counts in one query, by each reader's rights."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, event

from portal.complaints import services as complaints
from portal.complaints.lifecycle import State
from portal.complaints.queries.filters import Filters, Lateness
from portal.complaints.saved_filters import acts, queries, services
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests.cases import DAY, HOUR, does, filed, row
from tests.makers import MONDAY


def save(actor: Any, title: str = "ค้างนาน", *, shared: bool = False, **chosen: str) -> int:
    """Keep filters."""
    chosen = chosen or {"lateness": "late"}
    return services.save(actor, title, chosen, is_shared=shared, at=MONDAY)


def test_own_ones_and_those_of_ones_unit_are_seen(inside: Any) -> None:
    officer, head, clerk = (inside.actor(one) for one in (Role.OFFICER, Role.HEAD, Role.CLERK))
    save(officer, "ของฉัน")
    save(head, "ของหน่วย", shared=True)
    save(head, "ของหัวหน้า")
    assert [str(one.title) for one in queries.saved(officer)] == ["ของฉัน", "ของหน่วย"]
    assert [one.is_mine for one in queries.saved(officer)] == [True, False]
    assert queries.saved(clerk) == []


def test_the_same_name_once_more_replaces_it(inside: Any) -> None:
    clerk = inside.actor(Role.CLERK)
    first = save(clerk, "  งานด่วน ", priority="urgent")
    assert save(clerk, "งานด่วน", state="received") == first
    assert [dict(one.chosen) for one in queries.saved(clerk)] == [{"state": "received"}]


def test_all_counts_come_in_one_query_by_the_readers_own_rights(inside: Any) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    ids = [filed(), filed(), filed()]
    for each in ids[:2]:
        row(each).unit_id = officer.unit_id
    row(ids[2]).unit_id = municipalities.unit_ids()["health"]
    session.flush()
    does(clerk, complaints.acknowledge, ids[0], at=MONDAY + HOUR)
    wanted = [
        Filters(),
        Filters(state=State.RECEIVED),
        Filters(lateness=Lateness.LATE),
        Filters(category=10**6),
    ]
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        mine = queries.counted(clerk, wanted, MONDAY + 90 * DAY)
        assert len(asked) == 1
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert mine == [3, 2, 3, 0]
    assert queries.counted(officer, wanted, MONDAY) == [2, 1, 0, 0]
    assert queries.counted(clerk, [], MONDAY) == []


def test_what_cannot_be_saved_is_refused_in_words(
    inside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    for title in ("", "   ", "ก" * 61):
        with pytest.raises(Invalid):
            save(clerk, title)
    with pytest.raises(Invalid):
        services.save(clerk, "ว่าง", {}, is_shared=False, at=MONDAY)
    with pytest.raises(Invalid) as refused:
        save(clerk, "ไม่มีหน่วย", shared=True)
    assert "unit" in str(refused.value.fields["title"])
    with pytest.raises(Forbidden):
        save(inside.actor(Role.ADMINISTRATOR))
    monkeypatch.setattr(services, "MOST", 1)
    assert acts.MOST > 1
    save(officer, "หนึ่ง", shared=True)
    with pytest.raises(Invalid):
        save(officer, "สอง")
    with pytest.raises(Invalid):
        save(inside.actor(Role.HEAD), "สาม", shared=True)


def test_only_whose_it_is_shares_it_and_the_head_may_remove_what_the_unit_sees(
    inside: Any,
) -> None:
    officer, head, clerk = (inside.actor(one) for one in (Role.OFFICER, Role.HEAD, Role.CLERK))
    one = save(officer)
    for somebody in (head, clerk):
        with pytest.raises(NotFound):
            services.share(somebody, one, on=True, at=MONDAY)
        with pytest.raises(NotFound):
            services.remove(somebody, one, MONDAY)
    services.share(officer, one, on=True, at=MONDAY)
    assert [each.unit_id for each in queries.saved(head)] == [officer.unit_id]
    services.share(officer, one, on=False, at=MONDAY)
    assert queries.saved(head) == []
    services.share(officer, one, on=True, at=MONDAY)
    services.remove(head, one, MONDAY)
    assert queries.saved(officer) == []
