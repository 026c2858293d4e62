"""Search finds what people mean, each municipality by itself, the same ids on every database."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Engine, StaticPool, column, create_engine, func, select, table
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from portal.foundation import database, fulltext
from portal.foundation.fulltext import Document, asking, synonyms, wording
from portal.foundation.thai import normalise
from tests.fixtures import postgresql, run

HERE, THERE = 7, 77
SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _no_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no portal here that could be asked for a municipality's own words."""
    monkeypatch.setattr(wording, "_ask", [])


def engines(wanted: str) -> Iterator[Engine]:
    """The SQLite the portal brings, the one Python brings (older on Debian), and PostgreSQL."""
    if wanted != "postgresql":
        for module in (database.sqlite_module(), sqlite3):
            yield create_engine("sqlite://", module=module, poolclass=StaticPool)
    if wanted != "sqlite":
        server = postgresql.Server(run.folder() / "postgresql")
        server.prepare()
        name = f"fulltext_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        server.make(name)
        yield create_engine(server.url(name, postgresql.OWNER))


@pytest.fixture(scope="module")
def prepared(request: pytest.FixtureRequest) -> Iterator[list[Engine]]:
    made = list(engines(request.config.getoption("--database")))
    for engine in made:
        with engine.begin() as connection:
            for statement in fulltext.ddl(connection.dialect):
                connection.execute(sql(statement))
    yield made
    for engine in made:
        with engine.begin() as connection:
            for statement in fulltext.drop_ddl(connection.dialect):
                connection.execute(sql(statement))
        engine.dispose()


class Libraries:
    """The same texts in every database, asked at once: all of them must agree."""

    def __init__(self, sessions: list[Session]) -> None:
        self.sessions = sessions

    def index(self, *documents: Document | str, municipality: int = HERE) -> None:
        """Index documents; bare texts are public and numbered from 1."""
        rows = [
            Document(number, document, public=True) if isinstance(document, str) else document
            for number, document in enumerate(documents, 1)
        ]
        for session in self.sessions:
            fulltext.index_many(session, municipality, rows)

    def remove(self, number: int, municipality: int = HERE) -> None:
        for session in self.sessions:
            fulltext.remove(session, municipality, number)

    def search(self, query: str, municipality: int = HERE, **wishes) -> list[int] | None:
        wishes = {"public": True, "limit": 1000} | wishes
        answers = [
            fulltext.search(session, municipality, query, **wishes) for session in self.sessions
        ]
        assert all(answer == answers[0] for answer in answers)
        return answers[0]

    def forget(self) -> None:
        for session in self.sessions:
            session.rollback()


@pytest.fixture
def libraries(prepared: list[Engine]) -> Iterator[Libraries]:
    sessions = [Session(engine) for engine in prepared]
    yield Libraries(sessions)
    for session in sessions:
        session.close()


# ── what people type, in all its shapes ─────────────────────────────────────────────────────────

WORDS = [
    *(word for group in synonyms.MATTERS.values() for word in group),
    "หน้าตลาดบางลำภู", "ซอย", "สามารถ", "รถ", "เหมา", "เหมาะ", "ที่", "ทำ", "นํ้า", "เเถว", "๓ วัน",
    "ปิดถนน", "ต่าง ๆ", "ฯลฯ", "The lamps", "branches", "12/34", "PM2.5", "หมู่ 4", "🙏", "\u200b",
    "ท่ีนี่", "กกก", "ๆๆๆ", "5555", "is broken", "companies", "Café",
]  # fmt: skip
phrases = st.lists(st.sampled_from(WORDS), max_size=8)
joined = st.tuples(phrases, st.sampled_from(["", " ", "\n", "-"])).map(lambda p: p[1].join(p[0]))
texts = st.one_of(joined, st.text(max_size=30), st.text(st.sampled_from("กขาิ่ำะเ ab1"), max_size=20))
documents = st.lists(st.tuples(texts, st.booleans(), st.one_of(st.just(""), joined)), max_size=8)
marked = st.one_of(
    texts, joined.map(lambda words: f'"{words}"'), st.tuples(joined, joined).map(" ".join)
)


def holds(found: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether these pieces hold the phrase, or speak of the matter it stands for."""
    if phrase[0].startswith(wording.MATTER):
        return phrase[0].removeprefix(wording.MATTER) in wording.matters_in(found)
    wanted = [piece.removeprefix(wording.PIECE) for piece in phrase]
    return any(found[place : place + len(wanted)] == wanted for place in range(len(found)))


def expected(rows: list[Document], query: str, *, public: bool) -> list[int] | None:
    """What the search should find, thought through piece by piece without a database."""
    parts = asking._parts(query)
    if not parts:
        return None

    def found(row: Document) -> bool:
        readable = [wording.pieces(row.text)] if row.public or not public else []
        readable += [] if public else [wording.pieces(row.staff_text)]
        return all(
            any(
                all(any(holds(pieces, phrase) for pieces in readable) for phrase in alternative)
                for alternative in part
            )
            for part in parts
        )

    return [row.id for row in reversed(rows) if found(row)]


@given(documents, marked, st.booleans())
@SLOW
def test_every_database_gives_the_same_ids(libraries, made, query, public) -> None:
    rows = [
        Document(number * 2**33, words, is_public, staff_words)
        for number, (words, is_public, staff_words) in enumerate(made, 1)
    ]
    libraries.index(*rows)
    try:
        assert libraries.search(query, public=public) == expected(rows, query, public=public)
    finally:
        libraries.forget()


def stands_in(words: str, text: str) -> bool:
    """Whether a reader sees these words in the text: letter by letter, not inside a stack.

    The truth of a plain substring, but for places where a vowel binds to a neighbour (หมา in
    เหมาะ) and for parts of Latin words.
    """
    letter, mark = "[ก-ฮ]", "[ัิ-ฺ็-๎]"
    borders = {"ก-ฮ": "(?<![เ-ไ])", "ะาำๅ": f"(?<!{letter})(?<!{mark})", "a-z0-9": "(?<![a-z0-9])"}
    before = "".join(look for first, look in borders.items() if re.match(f"[{first}]", words))
    ends = {"ก-ฮัิ-ฺ็-๎": f"(?!{mark}|[ะาำๅ])", "เ-ไ": f"(?!{letter})", "a-z0-9": "(?![a-z0-9])"}
    after = "".join(look for last, look in ends.items() if re.match(f"[{last}]", words[-1]))
    return re.search(before + re.escape(words) + after, text) is not None


@given(st.lists(joined, min_size=1, max_size=8), st.data())
@SLOW
def test_nothing_that_holds_the_words_is_missed(libraries, made, data) -> None:
    source = normalise(data.draw(st.sampled_from(made)))
    start = data.draw(st.integers(0, max(len(source) - 1, 0)))
    query = source[start : start + data.draw(st.integers(1, 25))].strip()
    assume(re.fullmatch(r"[ก-ฮเ-ไa-z0-9][^\"\u00c0-\u024f]*", query))
    truth = [number for number, text in enumerate(made, 1) if stands_in(query, normalise(text))]
    assume(truth)
    libraries.index(*made)
    try:
        assert set(truth) <= set(libraries.search(f'"{query}"') or [])
        assert set(truth) <= set(libraries.search(query) or [])
    finally:
        libraries.forget()


# ── what is found ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ไฟส่องสว่าง", "ไฟดับหน้าบ้านมา 3 วัน"),
        ("ไฟถนน", "The street lights are out"),
        ("streetlight", "ไฟทางเสีย"),
        ("street light", "ไฟส่องสว่างเสีย"),
        ("Street Lights", "streetlamps broken"),
        ("street light", "The light at the end of the street"),
        ("broken lamp", "streetlight broken since Monday"),
        ("หาบเร่", "ตั้งขายบนทางเท้า"),
        ("ทางเท้า", "ฟุตบาธแตก"),
        ("footpath", "ฟุตบาทแตก"),
        ("garbage", "ขยะล้น"),
        ("ขยะ", "rubbish not collected"),
        ("trash", "Waste everywhere"),
        ("potholes", "ถนนเป็นหลุม"),
        ("pothole", "many pot holes"),
        ("flood", "น้ำท่วมขัง"),
        ("น้ำท่วม", "flooding after rain"),
        ("น้ำท่วม", "นํ้าท่วมซอย 4"),
        ("สุนัขจรจัด", "หมาจรจัดหลายตัว"),
        ("ไฟถนนดับหน้าวัด", "โคมไฟดับหน้าวัด"),
        ("รถจักรยานยนต์", "รถมอไซจอดขวาง"),
        ("drain", "ฝาท่อหาย"),
        ("ท่อ ตัน", "ตันทั้งท่อ"),
        ("บางลำภู", "หน้าตลาดบางลำภู"),
        ("แถว", "เเถวบ้าน"),
        ("ซอย ๔", "ซอย 4"),
        ("ไฟดับ", "ไฟ ดับ"),
        ("company", "two companies"),
        ("branch", "Branches fell"),
        ("mosquito", "ยุงเยอะ"),
        ('"ไฟทาง"', "ไฟทางเสีย"),
        ("“ไฟทาง” เสีย", "ไฟทางเสีย"),
        ("ไฟทาง ???", "ไฟทางเสีย"),
        ("stray dog", "สุนัขจรจัดกัดคน"),
        ("สุนัขจรจัด", "stray dogs at night"),
        ("ถนนพังน้ำขัง", "Potholes and flooding"),
        ("หมา", "เครื่องหมาย"),
        ("cafe", "หน้า Café"),
    ],
)
def test_found(libraries: Libraries, query: str, text: str) -> None:
    libraries.index("ข้อความอื่น", text, "something else")
    assert libraries.search(query) == [2]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("หมา", "เหมาะสม"),
        ('"ไฟทาง"', "ไฟถนนดับ"),
        ('"street light"', "The light at the end of the street"),
        ("lamp", "lampang"),
        ("dog", "หมายเลข 4"),
        ("สุนัข", "กฎหมาย"),
        ("temple", "จังหวัดขอนแก่น"),
        ("หมายเลข", "dog"),
        ("mosquito", "พยุงไว้"),
        ("ไฟ ถังขยะ", "ไฟดับ"),
        ("ท่อ", "ทอ"),
        ("ปู", "ปู่"),
    ],
)
def test_not_found(libraries: Libraries, query: str, text: str) -> None:
    libraries.index(text)
    assert libraries.search(query) == []


@pytest.mark.parametrize("query", ["", "   ", "!?", "🙏", '""', '"', "\u200b", "()", "-- ;"])
def test_nothing_asked(libraries: Libraries, query: str) -> None:
    libraries.index("ไฟดับ")
    assert libraries.search(query) is None
    assert all(
        fulltext.hits(session, HERE, query, public=True) is None for session in libraries.sessions
    )


@pytest.mark.parametrize(
    "query",
    [
        'ไฟ" OR "ดับ', "ไฟ*", "ไฟ AND NOT ดับ", "words:ไฟ", "^ไฟ", "NEAR(ไฟ ดับ)", "ไฟ & !ดับ",
        "'ไฟ'", "ไฟ:*A", "ไฟ <-> ดับ", "ไฟ); DROP TABLE fulltext_complaint; --", "%ไฟ_", "\\ไฟ\\",
        "{ไฟ}", "+ไฟ -ดับ", "ไฟ|ดับ", "p7xไฟ", "s7xไฟ", "\x00ไฟ", "ไฟ\ud800", ":ไฟ", "%(ไฟ)s",
    ],
)  # fmt: skip
def test_no_syntax_gets_through(libraries: Libraries, query: str) -> None:
    libraries.index("ไฟดับ", Document(2, "ไฟดับ", public=False))
    assert libraries.search(query) in ([], [1])
    assert libraries.search("ไฟดับ") == [1]


# ── for whom, where, in which order ─────────────────────────────────────────────────────────────


def test_the_public_finds_public_words_only(libraries: Libraries) -> None:
    libraries.index(
        Document(1, "ไฟดับ", public=True, staff_text="โทร 0812345678"),
        Document(2, "ไฟดับ", public=False, staff_text="สมชาย"),
        Document(3, "น้ำท่วม", public=True),
    )
    assert libraries.search("ไฟดับ") == [1]
    assert libraries.search("ไฟดับ", public=False) == [2, 1]
    assert libraries.search("0812345678") == []
    assert libraries.search("0812345678", public=False) == [1]
    assert libraries.search("ไฟดับ 0812345678", public=False) == [1]
    assert libraries.search("ไฟ สมชาย", public=False) == [2]


def test_what_changes_is_found_by_its_new_words(libraries: Libraries) -> None:
    libraries.index(Document(5, "ไฟดับ", public=False))
    assert libraries.search("ไฟดับ") == []
    libraries.index(Document(5, "ไฟดับ ซอย 4", public=True))
    assert libraries.search("ไฟดับ") == [5]
    libraries.index(Document(5, "น้ำท่วม", public=True))
    assert libraries.search("ไฟดับ", public=False) == []
    assert libraries.search("น้ำท่วม") == [5]
    for session in libraries.sessions:
        fulltext.index(session, HERE, 5, "ต้นไม้ล้ม", public=True, staff_text="เวร")
    assert libraries.search("น้ำท่วม") == []
    assert libraries.search("ต้นไม้ เวร", public=False) == [5]
    libraries.remove(5)
    libraries.remove(6)
    assert libraries.search("ต้นไม้", public=False) == []


def test_each_municipality_by_itself(libraries: Libraries) -> None:
    libraries.index(Document(1, "ไฟดับ", public=True), municipality=HERE)
    libraries.index(Document(2, "ไฟดับ", public=True), municipality=THERE)
    assert libraries.search("ไฟดับ", HERE) == [1]
    assert libraries.search("ไฟดับ", THERE) == [2]
    assert libraries.search("ไฟดับ", 777) == []


def test_newest_first_and_on_from_there(libraries: Libraries) -> None:
    ids = [number * 2**28 + 1 for number in range(1_700_000_000, 1_700_000_050)]

    libraries.index(*(Document(number, "ไฟดับ", public=True) for number in ids))
    newest = libraries.search("ไฟดับ", limit=20)
    assert newest == ids[:-21:-1]
    assert libraries.search("ไฟดับ", limit=20, before=newest[-1]) == ids[-21:-41:-1]
    assert libraries.search("ไฟดับ", limit=20, before=ids[0]) == []
    assert libraries.search("ไฟดับ", limit=1, before=2**63 - 1) == [ids[-1]]


def test_as_a_subquery(libraries: Libraries) -> None:
    libraries.index("ไฟดับ", "น้ำท่วม", "ไฟดับ ซอย 4")
    libraries.index(Document(4, "ไฟดับ", public=True), municipality=THERE)
    numbers = table("numbers", column("id", BigInteger))
    for session in libraries.sessions:
        session.execute(sql("CREATE TEMPORARY TABLE numbers (id bigint)"))
        session.execute(numbers.insert(), [{"id": number} for number in range(10)])
        found = fulltext.hits(session, HERE, "ไฟดับ", public=True)
        asked = select(func.count()).select_from(numbers).where(numbers.c.id.in_(found))
        assert session.scalar(asked) == 2
        assert set(session.scalars(found)) == {1, 3}


# ── texts out of the ordinary ───────────────────────────────────────────────────────────────────


def test_a_form_is_indexed_to_its_end(libraries: Libraries) -> None:
    longest = ("ที่บ้านไฟดับ " * 500)[:4990] + " ต้นมะม่วง"
    libraries.index(longest)
    assert libraries.search("มะม่วง") == [1]


def test_a_longer_text_is_indexed_to_a_limit(libraries: Libraries) -> None:
    libraries.index(
        "แมว " + "คำ " * 20_000 + "หมา",
        Document(2, "a" * 100_000, public=False, staff_text="b" * 9000),
    )
    assert libraries.search("แมว") == [1]
    assert libraries.search("หมา") == []
    assert libraries.search("a" * 300, public=False) == [2]
    assert libraries.search("b" * 50, public=False) == [2]


def test_one_piece_many_times(libraries: Libraries) -> None:
    many = wording.MOST_POSITIONS
    libraries.index("ๆ" * (many - 1) + "ก" + "ๆ" + "ข" + "ๆ" + "ค", "ๆ" * 2000 + "จบ")
    assert libraries.search("กๆข") == [1]
    assert libraries.search("ขๆค") == []  # the 256th is left out on every database
    assert libraries.search("จบ") == [2]
    assert libraries.search("ๆจบ") == []


def test_stacks_without_end(libraries: Libraries) -> None:
    libraries.index("ก" + "ิ่ีุ" * 3000 + " ไฟดับ", "x" * 5000 + " ไฟดับ", "🙏" * 5000 + " ไฟดับ")
    assert libraries.search("ไฟดับ") == [3, 2, 1]


def test_a_query_without_end(libraries: Libraries) -> None:
    libraries.index("ไฟดับ")
    for endless in (
        "ไฟ " * 5000,
        "ไฟดับ" * 5000,
        '"ไฟ" ' * 5000,
        "street light " * 3000,
        "(" * 9999,
    ):
        libraries.search(endless)
        libraries.search(endless, public=False)
    assert libraries.search("ไฟ " * 5000) == [1]


def test_nothing_to_index(libraries: Libraries) -> None:
    libraries.index("", "🙏", Document(3, "", public=False, staff_text="เวร"))
    assert libraries.search("เวร", public=False) == [3]
    libraries.index()


def test_compact_changes_nothing(libraries: Libraries) -> None:
    libraries.index("ไฟดับ", "ไฟดับ", "น้ำท่วม")
    libraries.index(Document(2, "ต้นไม้", public=True))
    libraries.remove(3)
    for session in libraries.sessions:
        fulltext.compact(session)
    assert libraries.search("ไฟดับ") == [1]
    assert libraries.search("tree") == [2]
    assert libraries.search("น้ำท่วม") == []


def test_in_the_portals_own_table(inside) -> None:
    session = database.session()
    fulltext.index(session, inside.id, 2**60, "ไฟดับ", public=True, staff_text="เวร")
    assert fulltext.search(session, inside.id, "street light", public=True) == [2**60]
    assert fulltext.search(session, inside.id, "เวร", public=True) == []
    assert fulltext.search(session, inside.id, "เวร", public=False) == [2**60]
    fulltext.compact(session)
    fulltext.remove(session, inside.id, 2**60)
    assert fulltext.search(session, inside.id, "ไฟดับ", public=True) == []


# ── the table of synonyms ───────────────────────────────────────────────────────────────────────


def test_every_synonym_finds_every_other(libraries: Libraries) -> None:
    for number, group in enumerate(synonyms.MATTERS.values(), 1):
        libraries.index(
            *(Document(number * 100 + at, word, public=True) for at, word in enumerate(group))
        )
    for number, group in enumerate(synonyms.MATTERS.values(), 1):
        wanted = {number * 100 + at for at in range(len(group))}
        for word in group:
            assert wanted <= set(libraries.search(word) or [])


def test_matters_are_named_in_letters_a_query_can_hold() -> None:
    assert all(re.fullmatch("[a-z]+", matter) for matter in synonyms.MATTERS)


def test_no_synonym_is_empty_or_doubled() -> None:
    for group in synonyms.MATTERS.values():
        members = [tuple(wording.pieces(word)) for word in group]
        assert all(members), group
        assert len(set(members)) == len(members), group
