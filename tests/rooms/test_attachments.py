"""Photos on their way: sent, claimed, dropped, shown, removed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.attachments import addresses, handlers, jobs, personal, queries, services
from portal.attachments.events import AttachmentDropped
from portal.attachments.models import Attachment, Purpose
from portal.attachments.queries import AttachmentLine, Size
from portal.attachments.storage import Disk, name, store
from portal.foundation import database as foundation
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooLarge
from portal.foundation.personal import Subject, total
from portal.foundation.policy import Actor, Role, visitor
from tests import pictures
from tests.fixtures.portal import MONDAY, Town

FORM, OTHER_FORM = UUID(int=11), UUID(int=12)
PHOTO = services.prepare(io.BytesIO(pictures.jpeg(exif=pictures.notes(place=pictures.HERE))))
LATER = MONDAY + timedelta(minutes=10)


def send(
    town: Town, photo_id: UUID | None = None, form: UUID = FORM, **more: Any
) -> AttachmentLine:
    given = {"photo": PHOTO, "at": MONDAY, **more}
    return services.take(
        visitor(town.id),
        given["photo"],
        attachment_id=photo_id or uuid4(),
        form_id=form,
        at=given["at"],
    )


def officer(town: Town) -> Actor:
    return Actor(Role.OFFICER, town.id, person_id=1)


def files(town: Town) -> list[Path]:
    root = town.app.config["PORTAL"].instance_dir / "files" / str(town.id)
    return sorted(path for path in root.glob("*/*") if path.is_file())


@pytest.fixture(autouse=True)
def _no_files(town: Town) -> Iterator[None]:
    yield
    for path in files(town):
        path.unlink()


def test_a_photo_is_kept_in_two_sizes_with_its_place_until_it_is_claimed(inside: Town) -> None:
    line = send(inside)
    assert (line.width, line.height, line.kind, line.position) == (640, 480, "jpeg", 1)
    assert line.place == pytest.approx(pictures.HERE, abs=1e-5)
    assert len(files(inside)) == 2
    assert queries.of_form(FORM) == [line]
    assert queries.of("complaint", 7) == []
    (claimed,) = services.claim(FORM, "complaint", 7, LATER)
    assert claimed.place is None
    assert (claimed.owner_id, claimed.filed_at) == (7, LATER)
    assert queries.of("complaint", 7) == [claimed]
    assert queries.of_form(FORM) == []


def test_the_same_photo_sent_again_is_the_same_photo(inside: Town) -> None:
    first = send(inside, UUID(int=1))
    assert send(inside, UUID(int=1), at=LATER) == first
    assert len(queries.of_form(FORM)) == 1


def test_a_sixth_photo_is_refused_and_room_is_made_by_dropping_one(inside: Town) -> None:
    sent = [send(inside) for _ in range(5)]
    assert [line.position for line in sent] == [1, 2, 3, 4, 5]
    with pytest.raises(Invalid, match="up to 5 photos"):
        send(inside)
    services.drop(FORM, sent[1].id, at=LATER)
    assert send(inside).position == 6
    assert len(queries.of_form(FORM)) == 5
    assert send(inside, form=OTHER_FORM).position == 1


def test_who_drops_and_sends_for_ever_is_stopped(inside: Town) -> None:
    for _ in range(services.MOST_SENT):
        services.drop(FORM, send(inside).id, at=LATER)
    with pytest.raises(Invalid, match="Too many photos"):
        send(inside)


def test_so_is_who_sends_too_many_bytes(inside: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_SENT_BYTES", PHOTO.received * 2)
    send(inside)
    send(inside)
    with pytest.raises(Invalid, match="Too many photos"):
        send(inside)


def test_only_the_holder_of_the_form_reaches_its_photos(inside: Town) -> None:
    line = send(inside)
    with pytest.raises(Invalid, match="another form"):
        send(inside, line.id, OTHER_FORM)
    services.drop(OTHER_FORM, line.id, at=LATER)
    assert services.claim(OTHER_FORM, "complaint", 8, LATER) == []
    assert queries.of_form(FORM) == [line]


def test_claiming_twice_gives_the_same_and_another_matter_gets_nothing(inside: Town) -> None:
    send(inside)
    claimed = services.claim(FORM, "complaint", 7, LATER, purpose=Purpose.AFTER)
    assert claimed[0].purpose is Purpose.AFTER
    assert services.claim(FORM, "complaint", 7, LATER) == claimed
    assert services.claim(FORM, "complaint", 8, LATER) == []
    assert queries.of_many("complaint", [7, 8]) == {7: claimed}
    assert queries.of_many("complaint", []) == {}


def test_after_the_form_was_sent_its_photos_stay_as_they_are(inside: Town) -> None:
    line = send(inside)
    services.claim(FORM, "complaint", 7, LATER)
    assert send(inside, line.id).id == line.id
    with pytest.raises(OutOfOrder, match="already sent"):
        services.drop(FORM, line.id, at=LATER)
    with pytest.raises(OutOfOrder, match="already sent"):
        send(inside)


def test_a_dropped_photo_does_not_come_back_by_itself(inside: Town) -> None:
    line = send(inside)
    services.drop(FORM, line.id, at=LATER)
    services.drop(FORM, line.id, at=LATER)
    assert queries.of_form(FORM) == []
    with pytest.raises(OutOfOrder, match="taken away"):
        send(inside, line.id)
    assert services.claim(FORM, "complaint", 7, LATER) == []


def test_only_the_desk_shows_hides_and_removes(inside: Town) -> None:
    send(inside)
    (line,) = services.claim(FORM, "complaint", 7, LATER)
    for verb in (services.review, lambda *a, **_k: services.hide(*a)):
        with pytest.raises(Forbidden):
            verb(visitor(inside.id), "complaint", 7, at=LATER)
    with pytest.raises(Forbidden):
        services.release(visitor(inside.id), [line.id], at=LATER)
    with pytest.raises(Forbidden):
        services.remove(visitor(inside.id), line.id, at=LATER)
    services.review(officer(inside), "complaint", 7, at=LATER)
    assert queries.of("complaint", 7)[0].reviewed_at == LATER
    services.hide(officer(inside), "complaint", 7)
    assert queries.of("complaint", 7)[0].reviewed_at is None
    services.release(officer(inside), [line.id], at=LATER)
    assert queries.of("complaint", 7)[0].reviewed_at == LATER
    services.remove(officer(inside), line.id, at=LATER)
    assert queries.of("complaint", 7) == []
    with pytest.raises(NotFound):
        services.remove(officer(inside), line.id, at=LATER)


def test_a_refused_file_is_named(inside: Town) -> None:
    with pytest.raises(Invalid, match=r"^IMG_1\.jpg: This is a PDF"):
        services.prepare(io.BytesIO(pictures.PDF), "C:\\photos\\IMG_1\u202e.jpg")
    with pytest.raises(TooLarge, match=r"^This photo is larger than 15 MB"):
        services.prepare(io.BytesIO(bytes(16 * 1024 * 1024)))
    assert files(inside) == []


def test_files_go_when_the_dropping_is_certain(inside: Town) -> None:
    line = send(inside)
    services.drop(FORM, line.id, at=LATER)
    assert len(files(inside)) == 2
    for _ in range(2):
        handlers.remove_files(AttachmentDropped(str(line.id)), LATER)
    assert files(inside) == []


def test_what_nobody_claimed_goes_after_two_days(town: Town) -> None:
    with town.work():
        kept, left = send(town), send(town, form=OTHER_FORM)
        services.claim(FORM, "complaint", 7, MONDAY)
    with town.app.app_context():
        assert jobs.remove_unclaimed(MONDAY + timedelta(hours=47)) == 0
        jobs.remove_unclaimed(MONDAY + timedelta(hours=49))
    with town.look():
        assert queries.of_form(OTHER_FORM) == []
        assert [line.id for line in queries.of("complaint", 7)] == [kept.id]
        rows = set(foundation.session.scalars(select(Attachment.id)))
        assert rows == {kept.id, left.id}
    with town.work():
        services.remove_unclaimed(MONDAY + timedelta(days=9), at=LATER)
        assert set(foundation.session.scalars(select(Attachment.id))) == {kept.id}


def test_files_without_a_photo_go_too_but_not_the_others(town: Town) -> None:
    with town.work():
        kept = send(town)
        stray = uuid4()
        for size in Size:
            store().put(name(town.id, stray, size), b"left by a refused request")
        half = files(town)[0].parent / ".broken.part"
        half.write_bytes(b"half")
        assert services.remove_strays(MONDAY - timedelta(days=400)) == 0
        assert services.remove_strays(MONDAY + timedelta(days=400)) == 1
    assert {path.stem.removesuffix("-small") for path in files(town)} == {str(kept.id)}


def test_personal_duties(inside: Town) -> None:
    send(inside)
    send(inside)
    services.claim(FORM, "complaint", 7, LATER)
    hers = Subject(complaint_ids=(7,))
    copy = personal.export(hers)
    assert [photo["complaint_id"] for photo in copy.records["photos"]] == ["7", "7"]
    assert all(content.startswith(b"\xff\xd8") for content in copy.files.values())
    assert {photo["file"] for photo in copy.records["photos"]} == set(copy.files)
    assert total(personal.erase(hers, "asked for", LATER)) == 2
    assert personal.export(hers).records["photos"] == []
    send(inside, form=OTHER_FORM)
    assert services.remove_unclaimed(LATER + timedelta(days=3), at=LATER) == 1


def test_the_store_writes_whole_files_and_leaves_its_folder_never(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "files")
    here = name(3, UUID(int=255), Size.SMALL)
    assert here == "3/ff/00000000-0000-0000-0000-0000000000ff-small.jpg"
    assert disk.read(here) is None
    disk.put(here, b"one")
    disk.put(here, b"two")
    assert disk.read(here) == b"two"
    assert [path.name for path in (tmp_path / "files/3/ff").iterdir()] == [here.split("/")[-1]]
    disk.remove(here)
    disk.remove(here)
    for bad in ("../x.jpg", "/etc/passwd", "3/ff/../../x.jpg", "3/ff/x.jpg", f"{here}\n"):
        for do in (disk.read, disk.remove, lambda bad: disk.put(bad, b"")):
            with pytest.raises(ValueError):
                do(bad)


def test_nothing_half_written_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(tmp_path)
    here = name(3, UUID(int=1), Size.LARGE)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        disk.put(here, b"bytes")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_address_is_the_same_all_day_and_good_until_the_next_ends() -> None:
    secret, photo = "s" * 32, uuid4()
    midnight = MONDAY.replace(hour=0)
    evening = midnight + timedelta(hours=23, minutes=59)

    def written(at: Any, size: Size = Size.LARGE) -> str:
        return addresses.write((5, photo), size, secret=secret, at=at)

    token = written(midnight)
    assert written(evening) == token
    assert written(midnight + timedelta(days=1)) != token
    assert written(midnight, Size.SMALL) != token
    ticket = addresses.read(token, secret=secret, at=evening + timedelta(days=1))
    assert ticket is not None
    assert (ticket.municipality_id, ticket.attachment_id, ticket.size) == (5, photo, Size.LARGE)
    assert ticket.until == midnight + timedelta(days=2)
    assert addresses.read(token, secret=secret, at=midnight + timedelta(days=2)) is None
    assert addresses.read(token, secret="t" * 32, at=midnight) is None
    for at in range(len(token)):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert addresses.read(changed, secret=secret, at=midnight) is None
    for bad in ("", "a", "ก", "a" * 500, token[:-4], token + "AAAA"):
        assert addresses.read(bad, secret=secret, at=midnight) is None
