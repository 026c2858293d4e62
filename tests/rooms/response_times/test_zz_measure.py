import time
from datetime import timedelta
from sqlalchemy import text, select, event
from portal.foundation.database import session, db
from portal.response_times import services, jobs_escalation
from portal.response_times.facts import Course, Labels, Told
from portal.response_times.queries.escalations import may_have_come
from portal.response_times.services.escalating import escalate
from portal.response_times.services.importing import PastMatter, promise_many
from tests.rooms.response_times.filed import *


def test_measure(town):
    N = 50_000
    with town.work():
        escalate(MONDAY - timedelta(days=1))
    t = time.process_time()
    with town.work():
        rows = [
            PastMatter(Matter("complaint", 10_000 + n), USUAL, MONDAY - timedelta(minutes=n))
            for n in range(N)
        ]
        promise_many(rows, MONDAY)
        labels = Labels(None, None, None, None, "web")
        services.tell(
            "complaint", (Told(r.matter.id, labels, Course(filed_at=r.started_at)) for r in rows)
        )
    print("\nmade", time.process_time() - t)

    def run(at):
        n = [0]

        def hear(*_a):
            n[0] += 1

        event.listen(db_engine, "before_cursor_execute", hear)
        t = time.perf_counter()
        c = time.process_time()
        with town.app.app_context():
            jobs_escalation.escalate(at)
        event.remove(db_engine, "before_cursor_execute", hear)
        print(
            "  wall %.3f cpu %.3f statements %d"
            % (time.perf_counter() - t, time.process_time() - c, n[0])
        )

    with town.app.app_context():
        db_engine = db.engine
    print("first look")
    run(MONDAY)
    print("nothing due")
    run(MONDAY)
    run(MONDAY)
    for m in (5, 10, 15):
        print("5 minutes later")
        run(MONDAY + timedelta(minutes=m))
    with town.look() as s:
        kind = s.get_bind().dialect.name
        if kind == "postgresql":
            pass
        pre = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN "
        stmts = []

        def hear(c, cur, st, par, ctx, many):
            stmts.append((st, par))

        event.listen(db_engine, "before_cursor_execute", hear)
        may_have_come(MONDAY)
        event.remove(db_engine, "before_cursor_execute", hear)
        for st, par in stmts:
            if st.lower().startswith("select") and "look_at" in st:
                print(st[:60])
                for r in s.connection().exec_driver_sql(pre + st, par):
                    print("   ", *r)
    with town.work() as s:
        stmts = []
        event.listen(db_engine, "before_cursor_execute", hear)
        from portal.response_times.services import escalating

        escalating._promises(MONDAY + timedelta(minutes=25))
        escalating._matters(MONDAY + timedelta(minutes=25))
        event.remove(db_engine, "before_cursor_execute", hear)
        for st, par in stmts:
            if st.lower().startswith("select"):
                print(st[:60])
                for r in s.connection().exec_driver_sql(pre + st, par):
                    print("   ", *r)
