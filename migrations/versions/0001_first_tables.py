"""The first tables, the full-text index, and row-level security on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
OWNED = (
    "alert",
    "alert_find",
    "alert_look",
    "area",
    "attachment",
    "audit",
    "boundary",
    "budget_ballot",
    "budget_batch",
    "budget_entry",
    "budget_option",
    "budget_pair",
    "budget_pot",
    "budget_run",
    "budget_vote",
    "budget_voter",
    "call_attempt",
    "call_task",
    "caretaker",
    "caretaker_check",
    "caretaker_pact",
    "case_follower",
    "case_mark",
    "case_mention",
    "category",
    "category_question",
    "category_stop",
    "category_title",
    "chain_link",
    "clock_rule",
    "closing_reminder",
    "code_batch",
    "committee_seat",
    "complaint",
    "complaint_answer",
    "complaint_co_unit",
    "complaint_contact",
    "complaint_follower",
    "complaint_hold",
    "complaint_step",
    "conduct_book",
    "conduct_contact",
    "conduct_key",
    "conduct_matter",
    "conduct_opening",
    "conduct_recipients",
    "conduct_step",
    "contact_view",
    "contract_day",
    "deletion_entry",
    "digest_day",
    "draft",
    "draft_answer",
    "draft_comment",
    "draft_flag",
    "draft_paragraph",
    "duplicate_pair",
    "emergency",
    "escalation",
    "escalation_watch",
    "field_report",
    "figure_sheet",
    "filing_block",
    "finding",
    "forecast",
    "forum",
    "forum_decision",
    "forum_group",
    "forum_guest",
    "forum_idea",
    "ground_draft",
    "hand_over",
    "holiday",
    "idea",
    "idea_answer",
    "idea_comment",
    "idea_complaint",
    "idea_flag",
    "idea_hiding",
    "idea_merge",
    "idea_rules",
    "idea_run",
    "idea_support",
    "incident",
    "incident_entry",
    "inspection",
    "legal_hold",
    "likely_double",
    "logo",
    "map_count",
    "matter_fact",
    "milestone",
    "misuse_report",
    "notice",
    "notice_text",
    "office_hours",
    "outside_body",
    "outside_identity",
    "outside_reply",
    "participant",
    "participation_act",
    "passkey",
    "passkey_challenge",
    "pause",
    "person",
    "person_scope",
    "plan",
    "plan_check",
    "plan_item",
    "plan_money",
    "plan_posting",
    "policy_report",
    "population",
    "population_group",
    "printed_code",
    "privacy_settings",
    "project",
    "project_contract",
    "project_money",
    "project_result",
    "project_stage",
    "promise",
    "proof_book",
    "proof_head",
    "proof_leaf",
    "proof_tile",
    "proof_tree",
    "recovery_code",
    "register_book",
    "reply_code",
    "reply_template",
    "report",
    "report_question",
    "report_records",
    "result_benefit",
    "rights_request",
    "routing_firing",
    "routing_rule",
    "satisfaction",
    "saved_filter",
    "second_factor",
    "second_look",
    "second_look_draw",
    "set_up_draft",
    "sign_in_code",
    "sign_in_session",
    "site_notice",
    "staff_away",
    "standard",
    "suggestion_model",
    "text_review",
    "unit",
    "verification",
    "work_diary",
    "work_follower",
    "work_gift",
    "work_need",
    "work_signup",
    "work_task",
)
"""Tables of which a municipality sees only its own rows."""
FULLTEXT_TABLE = (
    "CREATE TABLE fulltext_complaint ("
    " municipality_id bigint NOT NULL, id bigint NOT NULL, words tsvector NOT NULL,"
    " CONSTRAINT pk_fulltext_complaint PRIMARY KEY (municipality_id, id))"
)
FULLTEXT_INDEX = "CREATE INDEX ix_fulltext_complaint_words ON fulltext_complaint USING gin (words)"
FULLTEXT_SQLITE = (
    "CREATE VIRTUAL TABLE fulltext_complaint USING fts5(words, %stokenize='ascii', detail='full')"
)
"""Contentless where the engine can delete from it (SQLite 3.43 and later)."""
HERE = "NULLIF(current_setting('portal.municipality', true), '')::bigint"
"""The municipality of the transaction; none where it works for nobody in particular."""
KEEP_AUDIT = (
    "CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'UPDATE' OR OLD.at > now() - interval '90 days' THEN"
    " RAISE EXCEPTION 'lines of the audit log are kept' USING ERRCODE = 'insufficient_privilege';"
    " END IF; RETURN OLD; END $$"
)
AUDIT_IS_KEPT = (
    "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit"
    " FOR EACH ROW EXECUTE FUNCTION keep_audit()"
)
AUDIT_IS_NOT_CHANGED = (
    "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'lines of the audit log are kept'); END"
)
AUDIT_IS_NOT_REMOVED = (
    "CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit"
    " WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-90 days')"
    " BEGIN SELECT RAISE(ABORT, 'lines of the audit log are kept'); END"
)
"""Lines are never changed, and stay for the 90 days that logs must be kept."""


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("radius", sa.Integer(), nullable=True),
        sa.Column("cadence", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("stop_code", sa.String(length=16), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint(
            "municipality_id", "stop_code", name=op.f("uq_alert_municipality_id_stop_code")
        ),
    )
    op.create_index(
        "ix_alert_confirmed", "alert", ["municipality_id", "confirmed_at"], unique=False
    )
    op.create_index("ix_alert_email", "alert", ["municipality_id", "email"], unique=False)
    op.create_table(
        "alert_look",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_alert_look")),
    )
    op.create_index(
        "ix_alert_look_at", "alert_look", ["municipality_id", "looked_at"], unique=False
    )
    op.create_table(
        "area",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("boundary", JSON, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("municipality_id", "code", name=op.f("uq_area_municipality_id_code")),
    )
    op.create_table(
        "attachment",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("owner_kind", sa.String(length=32), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("was_moving", sa.Boolean(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("dhash", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("metres_off", sa.Integer(), nullable=True),
        sa.Column("is_older", sa.Boolean(), nullable=True),
        sa.Column("boxes", JSON, nullable=True),
        sa.Column("covered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_from_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(
        op.f("ix_attachment_municipality_id_attachment_form_id"),
        "attachment",
        ["municipality_id", "form_id"],
        unique=False,
    )
    op.create_index(
        "ix_attachment_owner",
        "attachment",
        ["municipality_id", "owner_kind", "owner_id", "state"],
        unique=False,
    )
    op.create_index("ix_attachment_state", "attachment", ["municipality_id", "state"], unique=False)
    op.create_table(
        "audit",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(length=14), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_act", "audit", ["municipality_id", "act", "at", "id"], unique=False)
    op.create_index("ix_audit_at", "audit", ["municipality_id", "at", "id"], unique=False)
    op.create_index(
        "ix_audit_person", "audit", ["municipality_id", "person_id", "at", "id"], unique=False
    )
    op.create_index(
        "ix_audit_what", "audit", ["municipality_id", "kind", "what", "at", "id"], unique=False
    )
    op.create_table(
        "boundary",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("geojson", JSON, nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boundary")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_boundary_municipality_id")),
    )
    op.create_table(
        "budget_vote",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("utility", sa.String(length=8), nullable=False),
        sa.Column("completion", sa.String(length=8), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("least_voters", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("takes_paper", sa.Boolean(), nullable=False),
        sa.Column("objection_days", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.Text(), nullable=True),
        sa.Column("frozen_hash", sa.String(length=64), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unlinked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_vote")),
        sa.UniqueConstraint(
            "municipality_id", "stage_id", name=op.f("uq_budget_vote_municipality_id_stage_id")
        ),
    )
    op.create_index(
        "ix_budget_vote_counted", "budget_vote", ["municipality_id", "counted_at"], unique=False
    )
    op.create_table(
        "chain_link",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("from_kind", sa.String(length=16), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("to_kind", sa.String(length=16), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_link")),
        sa.UniqueConstraint(
            "municipality_id",
            "from_kind",
            "from_id",
            "to_kind",
            "to_id",
            name=op.f("uq_chain_link_municipality_id_from_kind_from_id_to_kind_to_id"),
        ),
    )
    op.create_index(
        "ix_chain_link_to", "chain_link", ["municipality_id", "to_kind", "to_id"], unique=False
    )
    op.create_table(
        "clock_rule",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("outside_body_stops", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_rule")),
    )
    op.create_index(
        op.f("ix_clock_rule_municipality_id_clock_rule_entered_at"),
        "clock_rule",
        ["municipality_id", "entered_at"],
        unique=False,
    )
    op.create_table(
        "code_batch",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_batch")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_code_batch_municipality_id_form_id")
        ),
    )
    op.create_table(
        "committee_seat",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("chosen_by", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=10), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_seat")),
    )
    op.create_index(
        "ix_committee_seat", "committee_seat", ["municipality_id", "ends_on"], unique=False
    )
    op.create_table(
        "conduct_book",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_book")),
        sa.UniqueConstraint(
            "municipality_id", "year", name=op.f("uq_conduct_book_municipality_id_year")
        ),
    )
    op.create_table(
        "conduct_recipients",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_ids", JSON, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_recipients")),
    )
    op.create_index(
        "ix_conduct_recipients_at", "conduct_recipients", ["municipality_id", "id"], unique=False
    )
    op.create_table(
        "deletion_entry",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("of_table", sa.String(length=40), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("subjects", JSON, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_entry")),
    )
    op.create_index(
        "ix_deletion_entry_at", "deletion_entry", ["municipality_id", "at"], unique=False
    )
    op.create_table(
        "digest_day",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_day")),
        sa.UniqueConstraint(
            "municipality_id", "day", name=op.f("uq_digest_day_municipality_id_day")
        ),
    )
    op.create_table(
        "emergency",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("reason_th", sa.String(length=200), nullable=False),
        sa.Column("reason_en", sa.String(length=200), nullable=False),
        sa.Column("call_th", sa.String(length=200), nullable=False),
        sa.Column("call_en", sa.String(length=200), nullable=False),
        sa.Column("held_category_ids", JSON, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_by", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency")),
    )
    op.create_index("ix_emergency_ends", "emergency", ["municipality_id", "ends_at"], unique=False)
    op.create_table(
        "escalation",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("promise_kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_in_digest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint(
            "municipality_id",
            "matter_kind",
            "matter_id",
            "promise_id",
            "level",
            name=op.f("uq_escalation_municipality_id_matter_kind_matter_id_promise_id_level"),
        ),
    )
    op.create_index(
        "ix_escalation_told", "escalation", ["municipality_id", "told_at"], unique=False
    )
    op.create_table(
        "escalation_watch",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_watch")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_escalation_watch_municipality_id")),
    )
    op.create_table(
        "figure_sheet",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sheet", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_sheet")),
        sa.UniqueConstraint(
            "municipality_id",
            "matter_kind",
            "first_day",
            "last_day",
            "unit_id",
            "by",
            name=op.f("uq_figure_sheet_municipality_id_matter_kind_first_day_last_day_unit_id_by"),
        ),
    )
    op.create_table(
        "forecast",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Integer(), nullable=False),
        sa.Column("median_seconds", sa.Integer(), nullable=True),
        sa.Column("p90_seconds", sa.Integer(), nullable=True),
        sa.Column("open_share", sa.Double(), nullable=False),
        sa.Column("untimed_share", sa.Double(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withheld", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
    )
    op.create_index(
        "ix_forecast_alike",
        "forecast",
        ["municipality_id", "matter_kind", "category_id", "area_id"],
        unique=False,
    )
    op.create_table(
        "ground_draft",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("geojson", JSON, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground_draft")),
        sa.UniqueConstraint(
            "municipality_id", "kind", name=op.f("uq_ground_draft_municipality_id_kind")
        ),
    )
    op.create_table(
        "holiday",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title_th", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("municipality_id", "day", name=op.f("uq_holiday_municipality_id_day")),
    )
    op.create_table(
        "incident",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("risk", sa.String(length=10), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_regulator_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_people_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("not_told_because", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_incident_municipality_id_number")
        ),
    )
    op.create_index("ix_incident_known", "incident", ["municipality_id", "known_at"], unique=False)
    op.create_table(
        "job_round",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_round")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        "ix_legal_hold_complaint", "legal_hold", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_table(
        "limit_bucket",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_limit_bucket")),
    )
    op.create_table(
        "logo",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logo")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_logo_municipality_id")),
    )
    op.create_table(
        "map_count",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_count")),
        sa.UniqueConstraint(
            "municipality_id",
            "cell",
            "category_id",
            "is_open",
            name=op.f("uq_map_count_municipality_id_cell_category_id_is_open"),
        ),
    )
    op.create_table(
        "matter_fact",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=14), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("is_timed", sa.Boolean(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(length=6), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_office", sa.Integer(), nullable=True),
        sa.Column("answered_office", sa.Integer(), nullable=True),
        sa.Column("ended_office", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(
            "municipality_id", "matter_kind", "matter_id", name=op.f("pk_matter_fact")
        ),
    )
    op.create_index(
        "ix_matter_fact_ended",
        "matter_fact",
        ["municipality_id", "matter_kind", "ended_at"],
        unique=False,
    )
    op.create_index(
        "ix_matter_fact_filed",
        "matter_fact",
        ["municipality_id", "matter_kind", "filed_at"],
        unique=False,
    )
    op.create_index(
        "ix_matter_fact_look",
        "matter_fact",
        ["municipality_id", "look_at"],
        unique=False,
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.create_index(
        "ix_matter_fact_open",
        "matter_fact",
        ["municipality_id", "matter_kind", "next_due_at"],
        unique=False,
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.create_table(
        "municipality",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title_th", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("letters_th", sa.String(length=8), nullable=False),
        sa.Column("letters_en", sa.String(length=8), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address_th", sa.String(length=300), nullable=False),
        sa.Column("address_en", sa.String(length=300), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("settings", JSON, nullable=False),
        sa.Column("public_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("host", name=op.f("uq_municipality_host")),
        sa.UniqueConstraint("slug", name=op.f("uq_municipality_slug")),
    )
    op.create_table(
        "notice",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("medium", sa.String(length=5), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=True),
        sa.Column("step_id", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "municipality_id",
            "occasion",
            "key",
            "medium",
            "address",
            name=op.f("uq_notice_municipality_id_occasion_key_medium_address"),
        ),
    )
    op.create_index("ix_notice_address", "notice", ["municipality_id", "address"], unique=False)
    op.create_index(
        "ix_notice_complaint", "notice", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_index(
        "ix_notice_state", "notice", ["municipality_id", "state", "written_at", "id"], unique=False
    )
    op.create_index("ix_notice_written", "notice", ["municipality_id", "written_at"], unique=False)
    op.create_table(
        "notice_text",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_text")),
        sa.UniqueConstraint(
            "municipality_id",
            "occasion",
            "language",
            name=op.f("uq_notice_text_municipality_id_occasion_language"),
        ),
    )
    op.create_table(
        "office_hours",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_office_hours_weekday")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_hours")),
        sa.UniqueConstraint(
            "municipality_id",
            "weekday",
            "opens_at",
            name=op.f("uq_office_hours_municipality_id_weekday_opens_at"),
        ),
    )
    op.create_table(
        "outbox",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("listener", sa.String(length=160), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], unique=False)
    op.create_table(
        "outside_body",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("category_ids", JSON, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_body")),
    )
    op.create_index(
        "ix_outside_body_active",
        "outside_body",
        ["municipality_id", "is_active", "id"],
        unique=False,
    )
    op.create_table(
        "pause",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_index(
        op.f("ix_pause_municipality_id_pause_matter_kind_pause_matter_id"),
        "pause",
        ["municipality_id", "matter_kind", "matter_id"],
        unique=False,
    )
    op.create_index(
        "uq_pause_open",
        "pause",
        ["municipality_id", "matter_kind", "matter_id", "reason"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "policy_report",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("route", sa.String(length=80), nullable=False),
        sa.Column("directive", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_report")),
        sa.UniqueConstraint(
            "municipality_id",
            "day",
            "route",
            "directive",
            "source",
            name=op.f("uq_policy_report_municipality_id_day_route_directive_source"),
        ),
    )
    op.create_table(
        "privacy_settings",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("officer_name", sa.String(length=120), nullable=False),
        sa.Column("officer_phone", sa.String(length=40), nullable=False),
        sa.Column("officer_email", sa.String(length=254), nullable=False),
        sa.Column("months", JSON, nullable=False),
        sa.Column("recipients_th", sa.Text(), nullable=False),
        sa.Column("recipients_en", sa.Text(), nullable=False),
        sa.Column("measures_th", sa.Text(), nullable=False),
        sa.Column("measures_en", sa.Text(), nullable=False),
        sa.Column("names_openers", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_settings")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_privacy_settings_municipality_id")),
    )
    op.create_table(
        "promise",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("promise_kind", sa.String(length=20), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(
        "ix_promise_look",
        "promise",
        ["municipality_id", "look_at"],
        unique=False,
        sqlite_where=sa.text("met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text(
            "met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"
        ),
    )
    op.create_index(
        op.f("ix_promise_municipality_id_promise_matter_kind_promise_matter_id"),
        "promise",
        ["municipality_id", "matter_kind", "matter_id"],
        unique=False,
    )
    op.create_index(
        "uq_promise_open",
        "promise",
        ["municipality_id", "matter_kind", "matter_id", "promise_kind"],
        unique=True,
        sqlite_where=sa.text("met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text(
            "met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"
        ),
    )
    op.create_table(
        "proof_book",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("given", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_book")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_proof_book_municipality_id")),
    )
    op.create_table(
        "proof_head",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("steps", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_head")),
        sa.UniqueConstraint("municipality_id", "at", name=op.f("uq_proof_head_municipality_id_at")),
    )
    op.create_index("ix_proof_head_size", "proof_head", ["municipality_id", "size"], unique=False)
    op.create_table(
        "proof_leaf",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("matter_kind", sa.String(length=20), nullable=True),
        sa.Column("matter_id", sa.BigInteger(), nullable=True),
        sa.Column("secrets", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("kept", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_leaf")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_proof_leaf_municipality_id_number")
        ),
        sa.UniqueConstraint(
            "municipality_id", "position", name=op.f("uq_proof_leaf_municipality_id_position")
        ),
    )
    op.create_index(
        "ix_proof_leaf_kind", "proof_leaf", ["municipality_id", "kind", "position"], unique=False
    )
    op.create_index(
        "ix_proof_leaf_matter",
        "proof_leaf",
        ["municipality_id", "matter_kind", "matter_id"],
        unique=False,
    )
    op.create_table(
        "proof_tile",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_tile")),
        sa.UniqueConstraint(
            "municipality_id",
            "level",
            "position",
            name=op.f("uq_proof_tile_municipality_id_level_position"),
        ),
    )
    op.create_table(
        "proof_tree",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_tree")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_proof_tree_municipality_id")),
    )
    op.create_table(
        "register_book",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_book")),
        sa.UniqueConstraint(
            "municipality_id", "year", name=op.f("uq_register_book_municipality_id_year")
        ),
    )
    op.create_table(
        "rights_request",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("complaint_ids", JSON, nullable=False),
        sa.Column("looked_at", JSON, nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
        sa.UniqueConstraint(
            "municipality_id", "reference", name=op.f("uq_rights_request_municipality_id_reference")
        ),
    )
    op.create_index(
        "ix_rights_request_state",
        "rights_request",
        ["municipality_id", "state", "due_at"],
        unique=False,
    )
    op.create_table(
        "routing_rule",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("category_ids", JSON, nullable=False),
        sa.Column("area_ids", JSON, nullable=False),
        sa.Column("hours", sa.String(length=8), nullable=False),
        sa.Column("weekdays", JSON, nullable=False),
        sa.Column("since_minute", sa.Integer(), nullable=False),
        sa.Column("until_minute", sa.Integer(), nullable=False),
        sa.Column("keywords", JSON, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("officer_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_rule")),
    )
    op.create_index(
        "ix_routing_rule_position",
        "routing_rule",
        ["municipality_id", "position", "id"],
        unique=False,
    )
    op.create_table(
        "second_look_draw",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_look_draw")),
        sa.UniqueConstraint(
            "municipality_id",
            "first_day",
            name=op.f("uq_second_look_draw_municipality_id_first_day"),
        ),
    )
    op.create_table(
        "set_up_draft",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("file", JSON, nullable=False),
        sa.Column("parts", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_up_draft")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_set_up_draft_municipality_id")),
    )
    op.create_table(
        "sign_in_code",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_today", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "address", name=op.f("pk_sign_in_code")),
    )
    op.create_table(
        "site_notice",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("text_th", sa.String(length=400), nullable=False),
        sa.Column("text_en", sa.String(length=400), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_notice")),
    )
    op.create_index(
        "ix_site_notice_ends", "site_notice", ["municipality_id", "ends_at"], unique=False
    )
    op.create_table(
        "standard",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_kind", sa.String(length=20), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("promise_kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
    )
    op.create_index(
        op.f("ix_standard_municipality_id_standard_matter_kind"),
        "standard",
        ["municipality_id", "matter_kind"],
        unique=False,
    )
    op.create_table(
        "suggestion_model",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("examples", sa.Integer(), nullable=False),
        sa.Column("weights", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_model")),
        sa.UniqueConstraint("municipality_id", name=op.f("uq_suggestion_model_municipality_id")),
    )
    op.create_table(
        "unit",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_th", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("municipality_id", "code", name=op.f("uq_unit_municipality_id_code")),
    )
    op.create_index(
        op.f("ix_unit_municipality_id_unit_position"),
        "unit",
        ["municipality_id", "position"],
        unique=False,
    )
    op.create_table(
        "alert_find",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("alert_id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["alert_id"],
            ["alert.id"],
            name=op.f("fk_alert_find_alert_id_alert"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_find")),
        sa.UniqueConstraint(
            "municipality_id",
            "alert_id",
            "complaint_id",
            name=op.f("uq_alert_find_municipality_id_alert_id_complaint_id"),
        ),
    )
    op.create_index(
        "ix_alert_find_told", "alert_find", ["municipality_id", "told_at", "alert_id"], unique=False
    )
    op.create_table(
        "budget_ballot",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("age", sa.String(length=5), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.String(length=6), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_ballot_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_ballot")),
    )
    op.create_index(
        "ix_budget_ballot_vote", "budget_ballot", ["municipality_id", "vote_id", "id"], unique=False
    )
    op.create_table(
        "budget_batch",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=120), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_by_id", sa.BigInteger(), nullable=True),
        sa.Column("second_by_id", sa.BigInteger(), nullable=True),
        sa.Column("third_by_id", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_batch_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_batch")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "number",
            name=op.f("uq_budget_batch_municipality_id_vote_id_number"),
        ),
    )
    op.create_table(
        "budget_option",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pot", sa.Integer(), nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("idea_id", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_option_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_option")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "number",
            name=op.f("uq_budget_option_municipality_id_vote_id_number"),
        ),
    )
    op.create_index(
        "ix_budget_option_idea", "budget_option", ["municipality_id", "idea_id"], unique=False
    )
    op.create_table(
        "budget_pair",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_pair_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_pair")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "one",
            "other",
            name=op.f("uq_budget_pair_municipality_id_vote_id_one_other"),
        ),
    )
    op.create_table(
        "budget_pot",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("money", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_pot_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_pot")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "number",
            name=op.f("uq_budget_pot_municipality_id_vote_id_number"),
        ),
    )
    op.create_table(
        "budget_run",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("because", sa.String(length=500), nullable=False),
        sa.Column("withdrawn", JSON, nullable=False),
        sa.Column("ballots_hash", sa.String(length=64), nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("result_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_run_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_run")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "number",
            name=op.f("uq_budget_run_municipality_id_vote_id_number"),
        ),
    )
    op.create_table(
        "budget_voter",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("vote_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("receipt", sa.String(length=12), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["budget_vote.id"], name=op.f("fk_budget_voter_vote_id_budget_vote")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_voter")),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "person_id",
            name=op.f("uq_budget_voter_municipality_id_vote_id_person_id"),
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "vote_id",
            "receipt",
            name=op.f("uq_budget_voter_municipality_id_vote_id_receipt"),
        ),
    )
    op.create_index(
        "ix_budget_voter_person", "budget_voter", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "category",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_th", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=False),
        sa.Column("co_unit_ids", JSON, nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("outside_owner_th", sa.Text(), nullable=False),
        sa.Column("outside_owner_en", sa.Text(), nullable=False),
        sa.Column("traffy_types", JSON, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_staff_only", sa.Boolean(), nullable=False),
        sa.Column("near_metres", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_category_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint(
            "municipality_id", "code", name=op.f("uq_category_municipality_id_code")
        ),
    )
    op.create_table(
        "conduct_matter",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("tracking_code", sa.String(length=6), nullable=False),
        sa.Column("sort", sa.String(length=10), nullable=False),
        sa.Column("meant", sa.String(length=10), nullable=False),
        sa.Column("accused", sa.Text(), nullable=False),
        sa.Column("accused_unit_id", IDENTIFIER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accused_unit_id"], ["unit.id"], name=op.f("fk_conduct_matter_accused_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_matter")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_conduct_matter_municipality_id_form_id")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "year",
            "running",
            name=op.f("uq_conduct_matter_municipality_id_year_running"),
        ),
    )
    op.create_index(
        "ix_conduct_matter_filed", "conduct_matter", ["municipality_id", "filed_at"], unique=False
    )
    op.create_table(
        "incident_entry",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("incident_id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_entry_incident_id_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_entry")),
    )
    op.create_index(
        "ix_incident_entry_incident",
        "incident_entry",
        ["municipality_id", "incident_id"],
        unique=False,
    )
    op.create_table(
        "notice_due",
        sa.Column("notice_id", IDENTIFIER, nullable=False),
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_notice_due_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice_due")),
    )
    op.create_index("ix_notice_due_position", "notice_due", ["position", "due_at"], unique=False)
    op.create_table(
        "person",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=14), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "municipality_id", "email", name=op.f("uq_person_municipality_id_email")
        ),
        sa.UniqueConstraint(
            "municipality_id", "phone", name=op.f("uq_person_municipality_id_phone")
        ),
    )
    op.create_table(
        "printed_code",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("batch_id", IDENTIFIER, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["code_batch.id"], name=op.f("fk_printed_code_batch_id_code_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_code")),
        sa.UniqueConstraint(
            "municipality_id", "code_hash", name=op.f("uq_printed_code_municipality_id_code_hash")
        ),
    )
    op.create_index(
        "ix_printed_code_batch",
        "printed_code",
        ["municipality_id", "batch_id", "used_at"],
        unique=False,
    )
    op.create_table(
        "budget_entry",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("batch_id", IDENTIFIER, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("typed", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["budget_batch.id"], name=op.f("fk_budget_entry_batch_id_budget_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_entry")),
        sa.UniqueConstraint(
            "municipality_id",
            "batch_id",
            "turn",
            "position",
            name=op.f("uq_budget_entry_municipality_id_batch_id_turn_position"),
        ),
    )
    op.create_table(
        "category_question",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("category_id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title_th", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("hint_th", sa.Text(), nullable=False),
        sa.Column("hint_en", sa.Text(), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("measure_th", sa.Text(), nullable=False),
        sa.Column("measure_en", sa.Text(), nullable=False),
        sa.Column("least", sa.Double(), nullable=True),
        sa.Column("most", sa.Double(), nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("when_id", IDENTIFIER, nullable=True),
        sa.Column("when_options", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_question_category_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["when_id"],
            ["category_question.id"],
            name=op.f("fk_category_question_when_id_category_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_question")),
    )
    op.create_index(
        "ix_category_question_category",
        "category_question",
        ["municipality_id", "category_id", "position"],
        unique=False,
    )
    op.create_table(
        "category_title",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("category_id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_title_category_id_category")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_title")),
    )
    op.create_index(
        "ix_category_title_category",
        "category_title",
        ["municipality_id", "category_id", "id"],
        unique=False,
    )
    op.create_table(
        "complaint",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("tracking_code", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("is_referred", sa.Boolean(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=True),
        sa.Column("split_from_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", IDENTIFIER, nullable=True),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("officer_id", IDENTIFIER, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.Column("area_id", IDENTIFIER, nullable=True),
        sa.Column("landmark", sa.Text(), nullable=False),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopen_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld", sa.String(length=8), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=True),
        sa.Column("words_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("photos_wait", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(length=6), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rating_reason", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=True),
        sa.Column("source_number", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_complaint_area_id_area")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_complaint_category_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["complaint.id"], name=op.f("fk_complaint_first_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_complaint_officer_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["split_from_id"], ["complaint.id"], name=op.f("fk_complaint_split_from_id_complaint")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_complaint_municipality_id_form_id")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "source",
            "source_number",
            name=op.f("uq_complaint_municipality_id_source_source_number"),
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "year",
            "running",
            name=op.f("uq_complaint_municipality_id_year_running"),
        ),
    )
    op.create_index(
        "ix_complaint_cell", "complaint", ["municipality_id", "cell", "id"], unique=False
    )
    op.create_index(
        "ix_complaint_closed", "complaint", ["municipality_id", "closed_at"], unique=False
    )
    op.create_index(
        "ix_complaint_due",
        "complaint",
        ["municipality_id", "next_due_at", "id", "kind"],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_filed", "complaint", ["municipality_id", "filed_at"], unique=False
    )
    op.create_index(
        "ix_complaint_first",
        "complaint",
        ["municipality_id", "first_id"],
        unique=False,
        sqlite_where=sa.text("first_id IS NOT NULL"),
        postgresql_where=sa.text("first_id IS NOT NULL"),
    )
    op.create_index(
        "ix_complaint_officer_due",
        "complaint",
        ["municipality_id", "officer_id", "next_due_at", "id", "kind"],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_open_area",
        "complaint",
        [
            "municipality_id",
            "area_id",
            "category_id",
            "unit_id",
            "officer_id",
            "state",
            "channel",
            "priority",
            "next_due_at",
        ],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_open_category",
        "complaint",
        [
            "municipality_id",
            "category_id",
            "unit_id",
            "officer_id",
            "state",
            "channel",
            "priority",
            "next_due_at",
        ],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_open_cell",
        "complaint",
        ["municipality_id", "cell", "category_id", "id"],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_public", "complaint", ["municipality_id", "is_public", "id"], unique=False
    )
    op.create_index(
        "ix_complaint_public_category",
        "complaint",
        ["municipality_id", "is_public", "category_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_complaint_reopen_until",
        "complaint",
        ["municipality_id", "reopen_until"],
        unique=False,
        sqlite_where=sa.text("reopen_until IS NOT NULL"),
        postgresql_where=sa.text("reopen_until IS NOT NULL"),
    )
    op.create_index(
        "ix_complaint_resolved", "complaint", ["municipality_id", "resolved_at"], unique=False
    )
    op.create_index(
        "ix_complaint_split_from",
        "complaint",
        ["municipality_id", "split_from_id"],
        unique=False,
        sqlite_where=sa.text("split_from_id IS NOT NULL"),
        postgresql_where=sa.text("split_from_id IS NOT NULL"),
    )
    op.create_index(
        "ix_complaint_state", "complaint", ["municipality_id", "state", "id", "kind"], unique=False
    )
    op.create_index(
        "ix_complaint_unit_due",
        "complaint",
        ["municipality_id", "unit_id", "next_due_at", "id", "kind"],
        unique=False,
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.create_index(
        "ix_complaint_urgent",
        "complaint",
        ["municipality_id", "next_due_at", "id", "kind"],
        unique=False,
        sqlite_where=sa.text("is_open IS 1 AND priority = 'urgent'"),
        postgresql_where=sa.text("is_open IS true AND priority = 'urgent'"),
    )
    op.create_table(
        "conduct_contact",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"],
            ["conduct_matter.id"],
            name=op.f("fk_conduct_contact_matter_id_conduct_matter"),
        ),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_conduct_contact")),
    )
    op.create_index(
        "ix_conduct_contact_matter",
        "conduct_contact",
        ["municipality_id", "matter_id"],
        unique=False,
    )
    op.create_table(
        "conduct_key",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["matter_id"],
            ["conduct_matter.id"],
            name=op.f("fk_conduct_key_matter_id_conduct_matter"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conduct_key_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_key")),
    )
    op.create_index(
        "ix_conduct_key_matter", "conduct_key", ["municipality_id", "matter_id"], unique=False
    )
    op.create_index(
        "ix_conduct_key_person",
        "conduct_key",
        ["municipality_id", "person_id", "ended_at", "matter_id"],
        unique=False,
    )
    op.create_table(
        "conduct_opening",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"],
            ["conduct_matter.id"],
            name=op.f("fk_conduct_opening_matter_id_conduct_matter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_opening")),
    )
    op.create_index(
        "ix_conduct_opening_matter",
        "conduct_opening",
        ["municipality_id", "matter_id", "id"],
        unique=False,
    )
    op.create_table(
        "conduct_step",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"],
            ["conduct_matter.id"],
            name=op.f("fk_conduct_step_matter_id_conduct_matter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_step")),
    )
    op.create_index(
        "ix_conduct_step_matter",
        "conduct_step",
        ["municipality_id", "matter_id", "id"],
        unique=False,
    )
    op.create_table(
        "likely_double",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("first_id", IDENTIFIER, nullable=False),
        sa.Column("second_id", IDENTIFIER, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("is_same", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_id"], ["person.id"], name=op.f("fk_likely_double_first_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name=op.f("fk_likely_double_second_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likely_double")),
        sa.UniqueConstraint(
            "municipality_id",
            "first_id",
            "second_id",
            name=op.f("uq_likely_double_municipality_id_first_id_second_id"),
        ),
    )
    op.create_index(
        "ix_likely_double_open", "likely_double", ["municipality_id", "decided_at"], unique=False
    )
    op.create_table(
        "outside_identity",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("subject_hash", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outside_identity_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_identity")),
        sa.UniqueConstraint(
            "municipality_id",
            "subject_hash",
            name=op.f("uq_outside_identity_municipality_id_subject_hash"),
        ),
    )
    op.create_index(
        "ix_outside_identity_person",
        "outside_identity",
        ["municipality_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "passkey",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint(
            "municipality_id",
            "credential_id",
            name=op.f("uq_passkey_municipality_id_credential_id"),
        ),
    )
    op.create_index("ix_passkey_person", "passkey", ["municipality_id", "person_id"], unique=False)
    op.create_table(
        "passkey_challenge",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passkey_challenge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
    )
    op.create_index(
        "ix_passkey_challenge_asked",
        "passkey_challenge",
        ["municipality_id", "asked_at"],
        unique=False,
    )
    op.create_table(
        "person_scope",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_scope_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_scope")),
        sa.UniqueConstraint(
            "municipality_id",
            "person_id",
            "kind",
            "target_id",
            name=op.f("uq_person_scope_municipality_id_person_id_kind_target_id"),
        ),
    )
    op.create_table(
        "project",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=30), nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("summary_th", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("influence", sa.String(length=12), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("officer_id", IDENTIFIER, nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_th", sa.Text(), nullable=True),
        sa.Column("closing_en", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_project_officer_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_project_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_project_municipality_id_number")
        ),
    )
    op.create_index(
        "ix_project_officer", "project", ["municipality_id", "officer_id"], unique=False
    )
    op.create_index(
        "ix_project_open",
        "project",
        ["municipality_id", "is_published", "closed_at", "number"],
        unique=False,
    )
    op.create_table(
        "recovery_code",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index(
        "ix_recovery_code_person",
        "recovery_code",
        ["municipality_id", "person_id", "code_hash"],
        unique=False,
    )
    op.create_table(
        "reply_template",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("move", sa.String(length=10), nullable=False),
        sa.Column("category_id", IDENTIFIER, nullable=True),
        sa.Column("title_th", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_reply_template_category_id_category")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
    )
    op.create_index(
        "ix_reply_template_move",
        "reply_template",
        ["municipality_id", "move", "category_id"],
        unique=False,
    )
    op.create_table(
        "saved_filter",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_filter_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_saved_filter_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_index(
        "ix_saved_filter_person",
        "saved_filter",
        ["municipality_id", "person_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_saved_filter_unit", "saved_filter", ["municipality_id", "unit_id", "id"], unique=False
    )
    op.create_table(
        "second_factor",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_index(
        "ix_second_factor_person", "second_factor", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "sign_in_session",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint(
            "municipality_id",
            "token_hash",
            name=op.f("uq_sign_in_session_municipality_id_token_hash"),
        ),
    )
    op.create_index(
        "ix_sign_in_session_person",
        "sign_in_session",
        ["municipality_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "staff_away",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_away_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_away")),
    )
    op.create_index(
        "ix_staff_away_person",
        "staff_away",
        ["municipality_id", "person_id", "last_day"],
        unique=False,
    )
    op.create_table(
        "verification",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("likeness", sa.String(length=64), nullable=True),
        sa.Column("batch_id", IDENTIFIER, nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["code_batch.id"], name=op.f("fk_verification_batch_id_code_batch")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_verification_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.create_index(
        "ix_verification_batch", "verification", ["municipality_id", "batch_id"], unique=False
    )
    op.create_index(
        "ix_verification_likeness", "verification", ["municipality_id", "likeness"], unique=False
    )
    op.create_index(
        "ix_verification_person",
        "verification",
        ["municipality_id", "person_id", "ended_at"],
        unique=False,
    )
    op.create_table(
        "call_task",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=5), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_call_task_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_task")),
        sa.UniqueConstraint(
            "municipality_id",
            "complaint_id",
            "step_id",
            name=op.f("uq_call_task_municipality_id_complaint_id_step_id"),
        ),
    )
    op.create_index(
        "ix_call_task_state",
        "call_task",
        ["municipality_id", "state", "due_at", "id"],
        unique=False,
    )
    op.create_table(
        "case_follower",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_case_follower_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_case_follower_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_follower")),
        sa.UniqueConstraint(
            "municipality_id", "code", name=op.f("uq_case_follower_municipality_id_code")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "complaint_id",
            "form_id",
            name=op.f("uq_case_follower_municipality_id_complaint_id_form_id"),
        ),
    )
    op.create_index(
        "ix_case_follower_email", "case_follower", ["municipality_id", "email"], unique=False
    )
    op.create_index(
        "ix_case_follower_person", "case_follower", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "case_mark",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("watch", sa.String(length=8), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("remind_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_case_mark_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_case_mark_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_mark")),
        sa.UniqueConstraint(
            "municipality_id",
            "person_id",
            "complaint_id",
            name=op.f("uq_case_mark_municipality_id_person_id_complaint_id"),
        ),
    )
    op.create_index(
        "ix_case_mark_complaint", "case_mark", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_index(
        "ix_case_mark_watch",
        "case_mark",
        ["municipality_id", "watch", "person_id", "complaint_id"],
        unique=False,
        sqlite_where=sa.text("watch <> ''"),
        postgresql_where=sa.text("watch <> ''"),
    )
    op.create_table(
        "case_mention",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("by_person_id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_case_mention_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_case_mention_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_case_mention_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_mention")),
    )
    op.create_index(
        "ix_case_mention_complaint",
        "case_mention",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_index(
        "ix_case_mention_person",
        "case_mention",
        ["municipality_id", "person_id", "read_at", "id"],
        unique=False,
    )
    op.create_table(
        "category_stop",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("category_id", IDENTIFIER, nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("telephone", sa.String(length=20), nullable=False),
        sa.Column("may_go_on", sa.Boolean(), nullable=False),
        sa.Column("when_id", IDENTIFIER, nullable=True),
        sa.Column("when_options", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_stop_category_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["when_id"],
            ["category_question.id"],
            name=op.f("fk_category_stop_when_id_category_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_stop")),
    )
    op.create_index(
        "ix_category_stop_category",
        "category_stop",
        ["municipality_id", "category_id", "position"],
        unique=False,
    )
    op.create_table(
        "closing_reminder",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_closing_reminder_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_reminder")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "step",
            name=op.f("uq_closing_reminder_municipality_id_project_id_step"),
        ),
    )
    op.create_table(
        "complaint_answer",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("asked_th", sa.Text(), nullable=False),
        sa.Column("asked_en", sa.Text(), nullable=False),
        sa.Column("answer", JSON, nullable=False),
        sa.Column("words_th", sa.Text(), nullable=False),
        sa.Column("words_en", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_answer_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["category_question.id"],
            name=op.f("fk_complaint_answer_question_id_category_question"),
        ),
        sa.PrimaryKeyConstraint("complaint_id", "question_id", name=op.f("pk_complaint_answer")),
    )
    op.create_index(
        "ix_complaint_answer_complaint",
        "complaint_answer",
        ["municipality_id", "complaint_id", "position"],
        unique=False,
    )
    op.create_table(
        "complaint_co_unit",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_co_unit_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_complaint_co_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "unit_id", name=op.f("pk_complaint_co_unit")),
    )
    op.create_index(
        "ix_complaint_co_unit_unit",
        "complaint_co_unit",
        ["municipality_id", "unit_id", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "complaint_contact",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("mobile", sa.String(length=16), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=12), nullable=False),
        sa.Column("notice", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_contact_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_complaint_contact_person_id_person")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_contact")),
    )
    op.create_index(
        "ix_complaint_contact_email",
        "complaint_contact",
        ["municipality_id", "email"],
        unique=False,
    )
    op.create_index(
        "ix_complaint_contact_mobile",
        "complaint_contact",
        ["municipality_id", "mobile"],
        unique=False,
    )
    op.create_index(
        "ix_complaint_contact_person",
        "complaint_contact",
        ["municipality_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "complaint_follower",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_follower_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_complaint_follower_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "complaint_id", name=op.f("pk_complaint_follower")),
    )
    op.create_index(
        "ix_complaint_follower_person",
        "complaint_follower",
        ["municipality_id", "person_id", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "complaint_hold",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_hold_complaint_id_complaint"),
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_hold")),
    )
    op.create_index(
        "ix_complaint_hold_open",
        "complaint_hold",
        ["municipality_id", "looked_at", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "complaint_step",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_role", sa.String(length=14), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_step_complaint_id_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_step")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_complaint_step_municipality_id_number")
        ),
    )
    op.create_index(
        "ix_complaint_step_complaint",
        "complaint_step",
        ["municipality_id", "complaint_id", "id"],
        unique=False,
    )
    op.create_table(
        "contact_view",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_contact_view_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_view")),
    )
    op.create_index(
        "ix_contact_view_complaint",
        "contact_view",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "duplicate_pair",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("same_category", sa.Boolean(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_duplicate_pair_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["complaint.id"], name=op.f("fk_duplicate_pair_first_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint(
            "municipality_id",
            "complaint_id",
            "first_id",
            name=op.f("uq_duplicate_pair_municipality_id_complaint_id_first_id"),
        ),
    )
    op.create_index(
        "ix_duplicate_pair_first", "duplicate_pair", ["municipality_id", "first_id"], unique=False
    )
    op.create_index(
        "ix_duplicate_pair_verdict",
        "duplicate_pair",
        ["municipality_id", "verdict", "id"],
        unique=False,
    )
    op.create_table(
        "field_report",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_field_report_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_report")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_field_report_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_field_report_complaint",
        "field_report",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_index(
        "ix_field_report_taken", "field_report", ["municipality_id", "taken_at"], unique=False
    )
    op.create_table(
        "filing_block",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("put_by", sa.Integer(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_filing_block_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_block")),
    )
    op.create_index(
        "ix_filing_block_mark", "filing_block", ["municipality_id", "mark", "until"], unique=False
    )
    op.create_table(
        "hand_over",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("pair", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(length=6), nullable=False),
        sa.Column("consent", sa.String(length=8), nullable=False),
        sa.Column("path", JSON, nullable=False),
        sa.Column("heard", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_hand_over_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint(
            "municipality_id", "pair", name=op.f("uq_hand_over_municipality_id_pair")
        ),
    )
    op.create_index(
        "ix_hand_over_complaint",
        "hand_over",
        ["municipality_id", "complaint_id", "direction"],
        unique=False,
    )
    op.create_table(
        "milestone",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("planned_from", sa.Date(), nullable=False),
        sa.Column("planned_to", sa.Date(), nullable=False),
        sa.Column("first_to", sa.Date(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("reason_th", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_milestone_weight")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(
        "ix_milestone_project",
        "milestone",
        ["municipality_id", "project_id", "planned_to"],
        unique=False,
    )
    op.create_table(
        "misuse_report",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_misuse_report_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misuse_report")),
    )
    op.create_index(
        "ix_misuse_report_complaint",
        "misuse_report",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_index(
        "ix_misuse_report_open",
        "misuse_report",
        ["municipality_id", "settled_at", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "plan",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_plan_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint(
            "municipality_id", "project_id", name=op.f("uq_plan_municipality_id_project_id")
        ),
    )
    op.create_table(
        "project_contract",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("company", sa.String(length=150), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_contract_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_contract")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "reference",
            name=op.f("uq_project_contract_municipality_id_project_id_reference"),
        ),
    )
    op.create_table(
        "project_money",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("approved", sa.BigInteger(), nullable=False),
        sa.Column("contracted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "approved >= 0 AND contracted >= 0 AND paid >= 0", name=op.f("ck_project_money_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_money_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_money")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "year",
            name=op.f("uq_project_money_municipality_id_project_id_year"),
        ),
    )
    op.create_table(
        "project_stage",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(length=12), nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_stage_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_stage")),
    )
    op.create_index(
        "ix_project_stage_project",
        "project_stage",
        ["municipality_id", "project_id", "position"],
        unique=False,
    )
    op.create_index(
        "ix_project_stage_tool",
        "project_stage",
        ["municipality_id", "tool", "ends_at"],
        unique=False,
    )
    op.create_table(
        "reply_code",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("code_hash", sa.String(length=40), nullable=False),
        sa.Column("shows_photos", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_reply_code_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_code")),
        sa.UniqueConstraint(
            "municipality_id", "code_hash", name=op.f("uq_reply_code_municipality_id_code_hash")
        ),
    )
    op.create_index(
        "ix_reply_code_complaint", "reply_code", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_table(
        "routing_firing",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_routing_firing_complaint_id_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_firing")),
    )
    op.create_index(
        "ix_routing_firing_complaint",
        "routing_firing",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_index(
        "ix_routing_firing_rule",
        "routing_firing",
        ["municipality_id", "rule_id", "at"],
        unique=False,
    )
    op.create_table(
        "text_review",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("found", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_text_review_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_review")),
    )
    op.create_index("ix_text_review_at", "text_review", ["municipality_id", "at"], unique=False)
    op.create_index(
        "ix_text_review_complaint", "text_review", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_table(
        "work_follower",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_follower_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_work_follower_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_follower")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "person_id",
            name=op.f("uq_work_follower_municipality_id_project_id_person_id"),
        ),
    )
    op.create_index(
        "ix_work_follower_person", "work_follower", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "call_attempt",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("call_task_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_task_id"],
            ["call_task.id"],
            name=op.f("fk_call_attempt_call_task_id_call_task"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attempt")),
    )
    op.create_index(
        "ix_call_attempt_task",
        "call_attempt",
        ["municipality_id", "call_task_id", "id"],
        unique=False,
    )
    op.create_table(
        "contract_day",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("contract_id", IDENTIFIER, nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["project_contract.id"],
            name=op.f("fk_contract_day_contract_id_project_contract"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_day")),
        sa.UniqueConstraint(
            "municipality_id",
            "contract_id",
            "step",
            name=op.f("uq_contract_day_municipality_id_contract_id_step"),
        ),
    )
    op.create_table(
        "draft",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("checks_first", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_draft_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "municipality_id",
            "stage_id",
            "edition",
            name=op.f("uq_draft_municipality_id_stage_id_edition"),
        ),
    )
    op.create_table(
        "draft_answer",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason_th", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_draft_answer_stage_id_project_stage")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_draft_answer_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_answer")),
    )
    op.create_index(
        "ix_draft_answer_stage", "draft_answer", ["municipality_id", "stage_id", "id"], unique=False
    )
    op.create_table(
        "idea",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("category_id", IDENTIFIER, nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.Column("area_id", IDENTIFIER, nullable=True),
        sa.Column("landmark", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("answers_in", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("first_id", IDENTIFIER, nullable=True),
        sa.Column("photos_wait", sa.Boolean(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_idea_area_id_area")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_idea_category_id_category")
        ),
        sa.ForeignKeyConstraint(["first_id"], ["idea.id"], name=op.f("fk_idea_first_id_idea")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_idea_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_idea_stage_id_project_stage")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_idea_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_idea_municipality_id_form_id")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "running",
            name=op.f("uq_idea_municipality_id_project_id_running"),
        ),
    )
    op.create_index("ix_idea_due", "idea", ["municipality_id", "next_due_at", "id"], unique=False)
    op.create_index("ix_idea_first", "idea", ["municipality_id", "first_id"], unique=False)
    op.create_index(
        "ix_idea_newest", "idea", ["municipality_id", "project_id", "is_public", "id"], unique=False
    )
    op.create_index("ix_idea_person", "idea", ["municipality_id", "person_id"], unique=False)
    op.create_index(
        "ix_idea_photos", "idea", ["municipality_id", "photos_wait", "id"], unique=False
    )
    op.create_index("ix_idea_stage", "idea", ["municipality_id", "stage_id", "id"], unique=False)
    op.create_index("ix_idea_standing", "idea", ["municipality_id", "standing", "id"], unique=False)
    op.create_index(
        "ix_idea_supported",
        "idea",
        ["municipality_id", "project_id", "is_public", "supports", "id"],
        unique=False,
    )
    op.create_table(
        "idea_rules",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("checks_first", sa.Boolean(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_idea_rules_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_rules")),
        sa.UniqueConstraint(
            "municipality_id", "stage_id", name=op.f("uq_idea_rules_municipality_id_stage_id")
        ),
    )
    op.create_table(
        "inspection",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("checks", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("landmark", sa.Text(), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("photos_wait", sa.Boolean(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_inspection_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_inspection_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_inspection_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_inspection_municipality_id_form_id")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "running",
            name=op.f("uq_inspection_municipality_id_project_id_running"),
        ),
    )
    op.create_index(
        "ix_inspection_filed", "inspection", ["municipality_id", "filed_at"], unique=False
    )
    op.create_index(
        "ix_inspection_person", "inspection", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_inspection_photos", "inspection", ["municipality_id", "photos_wait", "id"], unique=False
    )
    op.create_table(
        "outside_reply",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("code_id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("their_number", sa.String(length=200), nullable=False),
        sa.Column("their_day", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["code_id"], ["reply_code.id"], name=op.f("fk_outside_reply_code_id_reply_code")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_outside_reply_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_reply")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_outside_reply_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_outside_reply_complaint",
        "outside_reply",
        ["municipality_id", "complaint_id", "id"],
        unique=False,
    )
    op.create_table(
        "plan_item",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("plan_id", IDENTIFIER, nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("strategy", sa.String(length=300), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(length=300), nullable=False),
        sa.Column("area_id", IDENTIFIER, nullable=True),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why_withdrawn", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_plan_item_area_id_area")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_item_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint(
            "municipality_id",
            "plan_id",
            "running",
            name=op.f("uq_plan_item_municipality_id_plan_id_running"),
        ),
    )
    op.create_index("ix_plan_item_area", "plan_item", ["municipality_id", "area_id"], unique=False)
    op.create_index(
        "ix_plan_item_strategy",
        "plan_item",
        ["municipality_id", "plan_id", "strategy", "heading"],
        unique=False,
    )
    op.create_table(
        "second_look",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("draw_id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("finisher_id", IDENTIFIER, nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looker_id", IDENTIFIER, nullable=True),
        sa.Column("step_id", IDENTIFIER, nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_second_look_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"],
            ["second_look_draw.id"],
            name=op.f("fk_second_look_draw_id_second_look_draw"),
        ),
        sa.ForeignKeyConstraint(
            ["finisher_id"], ["person.id"], name=op.f("fk_second_look_finisher_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["looker_id"], ["person.id"], name=op.f("fk_second_look_looker_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["complaint_step.id"], name=op.f("fk_second_look_step_id_complaint_step")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_second_look_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_look")),
        sa.UniqueConstraint(
            "municipality_id",
            "draw_id",
            "complaint_id",
            name=op.f("uq_second_look_municipality_id_draw_id_complaint_id"),
        ),
    )
    op.create_index(
        "ix_second_look_complaint", "second_look", ["municipality_id", "complaint_id"], unique=False
    )
    op.create_index(
        "ix_second_look_finished", "second_look", ["municipality_id", "finished_at"], unique=False
    )
    op.create_index(
        "ix_second_look_verdict", "second_look", ["municipality_id", "verdict", "id"], unique=False
    )
    op.create_table(
        "draft_paragraph",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("draft_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_paragraph_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_paragraph")),
        sa.UniqueConstraint(
            "municipality_id",
            "draft_id",
            "position",
            name=op.f("uq_draft_paragraph_municipality_id_draft_id_position"),
        ),
    )
    op.create_table(
        "finding",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("inspection_id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_th", sa.Text(), nullable=False),
        sa.Column("closing_en", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_finding_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_finding_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_finding_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_finding_project_id_project")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(
        "ix_finding_due", "finding", ["municipality_id", "next_due_at", "id"], unique=False
    )
    op.create_index(
        "ix_finding_inspection", "finding", ["municipality_id", "inspection_id"], unique=False
    )
    op.create_index(
        "ix_finding_project", "finding", ["municipality_id", "project_id", "id"], unique=False
    )
    op.create_table(
        "idea_answer",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason_th", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=False),
        sa.Column("news_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_answer_idea_id_idea")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_answer_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_idea_answer_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_answer")),
    )
    op.create_index(
        "ix_idea_answer_idea", "idea_answer", ["municipality_id", "idea_id", "id"], unique=False
    )
    op.create_table(
        "idea_comment",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("parent_id", IDENTIFIER, nullable=True),
        sa.Column("leaning", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_comment_idea_id_idea")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["idea_comment.id"], name=op.f("fk_idea_comment_parent_id_idea_comment")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_comment_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_comment")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_idea_comment_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_idea_comment_idea",
        "idea_comment",
        ["municipality_id", "idea_id", "standing", "id"],
        unique=False,
    )
    op.create_index(
        "ix_idea_comment_person", "idea_comment", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_idea_comment_standing",
        "idea_comment",
        ["municipality_id", "standing", "id"],
        unique=False,
    )
    op.create_index(
        "ix_idea_comment_written", "idea_comment", ["municipality_id", "written_at"], unique=False
    )
    op.create_table(
        "idea_complaint",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("complaint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_idea_complaint_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_complaint_idea_id_idea")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_complaint")),
        sa.UniqueConstraint(
            "municipality_id",
            "idea_id",
            "complaint_id",
            name=op.f("uq_idea_complaint_municipality_id_idea_id_complaint_id"),
        ),
    )
    op.create_index(
        "ix_idea_complaint_complaint",
        "idea_complaint",
        ["municipality_id", "complaint_id"],
        unique=False,
    )
    op.create_table(
        "idea_flag",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_flag_idea_id_idea")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_flag")),
        sa.UniqueConstraint(
            "municipality_id",
            "idea_id",
            "comment_id",
            "sender",
            name=op.f("uq_idea_flag_municipality_id_idea_id_comment_id_sender"),
        ),
    )
    op.create_index(
        "ix_idea_flag_settled", "idea_flag", ["municipality_id", "settled_at", "id"], unique=False
    )
    op.create_table(
        "idea_hiding",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("appeal_words", sa.Text(), nullable=False),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decider_id", IDENTIFIER, nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decider_id"], ["person.id"], name=op.f("fk_idea_hiding_decider_id_person")
        ),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_hiding_idea_id_idea")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_hiding_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_hiding")),
    )
    op.create_index(
        "ix_idea_hiding_appealed",
        "idea_hiding",
        ["municipality_id", "decided_at", "appealed_at"],
        unique=False,
    )
    op.create_index(
        "ix_idea_hiding_what",
        "idea_hiding",
        ["municipality_id", "idea_id", "comment_id", "id"],
        unique=False,
    )
    op.create_table(
        "idea_merge",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("into_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("doubled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_merge_idea_id_idea")),
        sa.ForeignKeyConstraint(["into_id"], ["idea.id"], name=op.f("fk_idea_merge_into_id_idea")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_merge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_merge")),
        sa.UniqueConstraint(
            "municipality_id", "idea_id", name=op.f("uq_idea_merge_municipality_id_idea_id")
        ),
    )
    op.create_index(
        "ix_idea_merge_into", "idea_merge", ["municipality_id", "into_id", "id"], unique=False
    )
    op.create_table(
        "idea_run",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_run_idea_id_idea")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_idea_run_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_run")),
    )
    op.create_index("ix_idea_run_idea", "idea_run", ["municipality_id", "idea_id"], unique=False)
    op.create_index(
        "ix_idea_run_run",
        "idea_run",
        ["municipality_id", "project_id", "run", "idea_id"],
        unique=False,
    )
    op.create_table(
        "idea_support",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_from_id", IDENTIFIER, nullable=True),
        sa.CheckConstraint("slot BETWEEN 1 AND 50", name=op.f("ck_idea_support_slot")),
        sa.ForeignKeyConstraint(
            ["came_from_id"], ["idea.id"], name=op.f("fk_idea_support_came_from_id_idea")
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_support_idea_id_idea")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_idea_support_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_idea_support_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_support")),
        sa.UniqueConstraint(
            "municipality_id",
            "idea_id",
            "person_id",
            name=op.f("uq_idea_support_municipality_id_idea_id_person_id"),
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "stage_id",
            "person_id",
            "slot",
            name=op.f("uq_idea_support_municipality_id_stage_id_person_id_slot"),
        ),
    )
    op.create_index(
        "ix_idea_support_given", "idea_support", ["municipality_id", "given_at"], unique=False
    )
    op.create_index(
        "ix_idea_support_person", "idea_support", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "plan_check",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("item_id", IDENTIFIER, nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("power", sa.String(length=8), nullable=False),
        sa.Column("reason_th", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("unit_id", IDENTIFIER, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_plan_check_cost")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["plan_item.id"], name=op.f("fk_plan_check_item_id_plan_item")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_check_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_check")),
    )
    op.create_index(
        "ix_plan_check_item", "plan_check", ["municipality_id", "item_id", "id"], unique=False
    )
    op.create_table(
        "plan_money",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("item_id", IDENTIFIER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("satang", sa.BigInteger(), nullable=False),
        sa.Column("approved", sa.BigInteger(), nullable=True),
        sa.Column("ordinance", sa.String(length=300), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("approved >= 0", name=op.f("ck_plan_money_given")),
        sa.CheckConstraint("satang >= 0", name=op.f("ck_plan_money_planned")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["plan_item.id"], name=op.f("fk_plan_money_item_id_plan_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_money")),
        sa.UniqueConstraint(
            "municipality_id",
            "item_id",
            "year",
            name=op.f("uq_plan_money_municipality_id_item_id_year"),
        ),
    )
    op.create_index(
        "ix_plan_money_approved",
        "plan_money",
        ["municipality_id", "approved_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_plan_money_year", "plan_money", ["municipality_id", "year", "item_id"], unique=False
    )
    op.create_table(
        "draft_comment",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("paragraph_id", IDENTIFIER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.Column("ground", sa.String(length=10), nullable=False),
        sa.Column("why_hidden", sa.Text(), nullable=False),
        sa.Column("answer_id", IDENTIFIER, nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["draft_answer.id"], name=op.f("fk_draft_comment_answer_id_draft_answer")
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["draft_paragraph.id"],
            name=op.f("fk_draft_comment_paragraph_id_draft_paragraph"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_comment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_draft_comment_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_draft_comment_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_draft_comment_owed",
        "draft_comment",
        ["municipality_id", "stage_id", "standing", "answer_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_draft_comment_paragraph",
        "draft_comment",
        ["municipality_id", "paragraph_id", "standing", "id"],
        unique=False,
    )
    op.create_index(
        "ix_draft_comment_person", "draft_comment", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_draft_comment_written", "draft_comment", ["municipality_id", "written_at"], unique=False
    )
    op.create_table(
        "draft_flag",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("comment_id", IDENTIFIER, nullable=False),
        sa.Column("ground", sa.String(length=10), nullable=False),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["draft_comment.id"],
            name=op.f("fk_draft_flag_comment_id_draft_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_flag")),
        sa.UniqueConstraint(
            "municipality_id",
            "comment_id",
            "sender",
            name=op.f("uq_draft_flag_municipality_id_comment_id_sender"),
        ),
    )
    op.create_index(
        "ix_draft_flag_settled", "draft_flag", ["municipality_id", "settled_at", "id"], unique=False
    )
    op.create_table(
        "caretaker_pact",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("what_th", sa.String(length=150), nullable=False),
        sa.Column("what_en", sa.String(length=150), nullable=False),
        sa.Column("keeper", sa.String(length=120), nullable=False),
        sa.Column("every_months", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("every_months > 0", name=op.f("ck_caretaker_pact_every_months")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_caretaker_pact_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caretaker_pact")),
    )
    op.create_index(
        "ix_caretaker_pact_next", "caretaker_pact", ["municipality_id", "next_on"], unique=False
    )
    op.create_index(
        "ix_caretaker_pact_project",
        "caretaker_pact",
        ["municipality_id", "project_id"],
        unique=False,
    )
    op.create_table(
        "project_result",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("summary_th", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("measure_th", sa.String(length=150), nullable=False),
        sa.Column("measure_en", sa.String(length=150), nullable=False),
        sa.Column("unit_th", sa.String(length=40), nullable=False),
        sa.Column("unit_en", sa.String(length=40), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("in_use_on", sa.Date(), nullable=True),
        sa.Column("ours_th", sa.Text(), nullable=False),
        sa.Column("ours_en", sa.Text(), nullable=False),
        sa.Column("theirs_th", sa.Text(), nullable=False),
        sa.Column("theirs_en", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_result_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_result")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            name=op.f("uq_project_result_municipality_id_project_id"),
        ),
    )
    op.create_table(
        "result_benefit",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("area_id", IDENTIFIER, nullable=True),
        sa.Column("who_th", sa.String(length=150), nullable=False),
        sa.Column("who_en", sa.String(length=150), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_result_benefit_people")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_result_benefit_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_result_benefit_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_benefit")),
    )
    op.create_index(
        "ix_result_benefit_project",
        "result_benefit",
        ["municipality_id", "project_id"],
        unique=False,
    )
    op.create_table(
        "caretaker",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("pact_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pact_id"], ["caretaker_pact.id"], name=op.f("fk_caretaker_pact_id_caretaker_pact")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_caretaker_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caretaker")),
        sa.UniqueConstraint(
            "municipality_id",
            "pact_id",
            "person_id",
            name=op.f("uq_caretaker_municipality_id_pact_id_person_id"),
        ),
    )
    op.create_index(
        "ix_caretaker_person", "caretaker", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "caretaker_check",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("pact_id", IDENTIFIER, nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("condition", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pact_id"],
            ["caretaker_pact.id"],
            name=op.f("fk_caretaker_check_pact_id_caretaker_pact"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_caretaker_check_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caretaker_check")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_caretaker_check_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_caretaker_check_filed", "caretaker_check", ["municipality_id", "filed_at"], unique=False
    )
    op.create_index(
        "ix_caretaker_check_pact",
        "caretaker_check",
        ["municipality_id", "pact_id", "checked_on"],
        unique=False,
    )
    op.create_index(
        "ix_caretaker_check_person",
        "caretaker_check",
        ["municipality_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "satisfaction",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_satisfaction_stars")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_satisfaction_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_satisfaction_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_satisfaction_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
        sa.UniqueConstraint(
            "municipality_id",
            "project_id",
            "person_id",
            name=op.f("uq_satisfaction_municipality_id_project_id_person_id"),
        ),
    )
    op.create_index(
        "ix_satisfaction_filed", "satisfaction", ["municipality_id", "filed_at"], unique=False
    )
    op.create_index(
        "ix_satisfaction_person", "satisfaction", ["municipality_id", "person_id"], unique=False
    )
    op.create_table(
        "population",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
        sa.UniqueConstraint(
            "municipality_id", "as_of", name=op.f("uq_population_municipality_id_as_of")
        ),
    )
    op.create_table(
        "report",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "content",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "municipality_id",
            "kind",
            "period",
            "project_id",
            "version",
            name=op.f("uq_report_municipality_id_kind_period_project_id_version"),
        ),
    )
    op.create_index("ix_report_issued", "report", ["municipality_id", "issued_at"], unique=False)
    op.create_table(
        "plan_posting",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("report_id", IDENTIFIER, nullable=True),
        sa.Column("presented_on", sa.Date(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("posted_until", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_plan_posting_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_posting")),
        sa.UniqueConstraint(
            "municipality_id", "year", name=op.f("uq_plan_posting_municipality_id_year")
        ),
    )
    op.create_table(
        "population_group",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("population_id", IDENTIFIER, nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("age", sa.String(length=5), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["population_id"],
            ["population.id"],
            name=op.f("fk_population_group_population_id_population"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_group")),
    )
    op.create_index(
        "ix_population_group_table",
        "population_group",
        ["municipality_id", "population_id"],
        unique=False,
    )
    op.create_table(
        "report_records",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("report_id", IDENTIFIER, nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column(
            "content",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_records_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_records")),
        sa.UniqueConstraint(
            "municipality_id",
            "report_id",
            "key",
            name=op.f("uq_report_records_municipality_id_report_id_key"),
        ),
    )
    op.create_table(
        "participant",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("age", sa.String(length=5), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_participant_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "municipality_id", "person_id", name=op.f("uq_participant_municipality_id_person_id")
        ),
    )
    op.create_table(
        "report_question",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("report_id", IDENTIFIER, nullable=False),
        sa.Column("about", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_language", sa.String(length=2), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", IDENTIFIER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_report_question_answered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_question_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_question_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_question")),
    )
    op.create_index(
        "ix_report_question_due",
        "report_question",
        ["municipality_id", "due_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_report_question_person",
        "report_question",
        ["municipality_id", "person_id"],
        unique=False,
    )
    op.create_index(
        "ix_report_question_report",
        "report_question",
        ["municipality_id", "report_id", "id"],
        unique=False,
    )
    op.create_table(
        "participation_act",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("participant_id", IDENTIFIER, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("age", sa.String(length=5), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_participation_act_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_participation_act_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_act")),
    )
    op.create_index(
        "ix_participation_act_day", "participation_act", ["municipality_id", "day"], unique=False
    )
    op.create_index(
        "ix_participation_act_participant",
        "participation_act",
        ["municipality_id", "participant_id", "day"],
        unique=False,
    )
    op.create_index(
        "ix_participation_act_project",
        "participation_act",
        ["municipality_id", "project_id", "day"],
        unique=False,
    )
    op.create_index(
        "ix_participation_act_record",
        "participation_act",
        ["municipality_id", "kind", "record_id"],
        unique=False,
    )
    op.create_table(
        "work_diary",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("photos_wait", sa.Boolean(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_diary_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_work_diary_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_diary")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_work_diary_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_work_diary_filed", "work_diary", ["municipality_id", "filed_at"], unique=False
    )
    op.create_index(
        "ix_work_diary_person", "work_diary", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_work_diary_photos", "work_diary", ["municipality_id", "photos_wait", "id"], unique=False
    )
    op.create_index(
        "ix_work_diary_project",
        "work_diary",
        ["municipality_id", "project_id", "filed_at"],
        unique=False,
    )
    op.create_table(
        "work_task",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("details_th", sa.Text(), nullable=False),
        sa.Column("details_en", sa.Text(), nullable=False),
        sa.Column("place_th", sa.String(length=150), nullable=False),
        sa.Column("place_en", sa.String(length=150), nullable=False),
        sa.Column("skills_th", sa.String(length=150), nullable=False),
        sa.Column("skills_en", sa.String(length=150), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.Column("reminded_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_work_task_length")),
        sa.CheckConstraint("people > 0", name=op.f("ck_work_task_people")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_work_task_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_work_task_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_task")),
    )
    op.create_index(
        "ix_work_task_project",
        "work_task",
        ["municipality_id", "project_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        "ix_work_task_starts", "work_task", ["municipality_id", "starts_at"], unique=False
    )
    op.create_table(
        "work_need",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("task_id", IDENTIFIER, nullable=False),
        sa.Column("what_th", sa.String(length=150), nullable=False),
        sa.Column("what_en", sa.String(length=150), nullable=False),
        sa.Column("unit_th", sa.String(length=40), nullable=False),
        sa.Column("unit_en", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wanted > 0", name=op.f("ck_work_need_wanted")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["work_task.id"], name=op.f("fk_work_need_task_id_work_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_need")),
    )
    op.create_index("ix_work_need_task", "work_need", ["municipality_id", "task_id"], unique=False)
    op.create_table(
        "work_signup",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("task_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_work_signup_minutes")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_signup_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["work_task.id"], name=op.f("fk_work_signup_task_id_work_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_signup")),
        sa.UniqueConstraint(
            "municipality_id",
            "task_id",
            "person_id",
            name=op.f("uq_work_signup_municipality_id_task_id_person_id"),
        ),
    )
    op.create_index(
        "ix_work_signup_person", "work_signup", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_work_signup_signed", "work_signup", ["municipality_id", "signed_at"], unique=False
    )
    op.create_index(
        "ix_work_signup_task",
        "work_signup",
        ["municipality_id", "task_id", "signed_at"],
        unique=False,
    )
    op.create_table(
        "work_gift",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("need_id", IDENTIFIER, nullable=True),
        sa.Column("what", sa.String(length=150), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("giver", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_work_gift_quantity")),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_work_gift_value")),
        sa.ForeignKeyConstraint(
            ["need_id"], ["work_need.id"], name=op.f("fk_work_gift_need_id_work_need")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_gift_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_work_gift_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_gift")),
        sa.UniqueConstraint(
            "municipality_id", "form_id", name=op.f("uq_work_gift_municipality_id_form_id")
        ),
    )
    op.create_index(
        "ix_work_gift_offered", "work_gift", ["municipality_id", "offered_at"], unique=False
    )
    op.create_index(
        "ix_work_gift_person", "work_gift", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_work_gift_project",
        "work_gift",
        ["municipality_id", "project_id", "state"],
        unique=False,
    )
    op.create_table(
        "forum",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("project_id", IDENTIFIER, nullable=False),
        sa.Column("stage_id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("place_th", sa.String(length=150), nullable=False),
        sa.Column("place_en", sa.String(length=150), nullable=False),
        sa.Column("agenda_th", sa.Text(), nullable=False),
        sa.Column("agenda_en", sa.Text(), nullable=False),
        sa.Column("area_id", IDENTIFIER, nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("minutes_th", sa.Text(), nullable=False),
        sa.Column("minutes_en", sa.Text(), nullable=False),
        sa.Column("minutes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.Column("reminded_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_forum_length")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_forum_area_id_area")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_forum_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_forum_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum")),
    )
    op.create_index(
        "ix_forum_project", "forum", ["municipality_id", "project_id", "starts_at"], unique=False
    )
    op.create_index("ix_forum_starts", "forum", ["municipality_id", "starts_at"], unique=False)
    op.create_table(
        "forum_decision",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("forum_id", IDENTIFIER, nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstained >= 0",
            name=op.f("ck_forum_decision_votes"),
        ),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forum.id"], name=op.f("fk_forum_decision_forum_id_forum")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_decision")),
    )
    op.create_index(
        "ix_forum_decision_forum", "forum_decision", ["municipality_id", "forum_id"], unique=False
    )
    op.create_table(
        "forum_group",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("forum_id", IDENTIFIER, nullable=False),
        sa.Column("title_th", sa.String(length=150), nullable=False),
        sa.Column("title_en", sa.String(length=150), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("seats > 0", name=op.f("ck_forum_group_seats")),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forum.id"], name=op.f("fk_forum_group_forum_id_forum")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_group")),
    )
    op.create_index(
        "ix_forum_group_forum", "forum_group", ["municipality_id", "forum_id"], unique=False
    )
    op.create_table(
        "forum_idea",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("forum_id", IDENTIFIER, nullable=False),
        sa.Column("idea_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forum.id"], name=op.f("fk_forum_idea_forum_id_forum")
        ),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_forum_idea_idea_id_idea")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_idea")),
        sa.UniqueConstraint(
            "municipality_id",
            "forum_id",
            "idea_id",
            name=op.f("uq_forum_idea_municipality_id_forum_id_idea_id"),
        ),
    )
    op.create_index(
        "ix_forum_idea_idea", "forum_idea", ["municipality_id", "idea_id"], unique=False
    )
    op.create_table(
        "forum_guest",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("forum_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("group_id", IDENTIFIER, nullable=True),
        sa.Column("age", sa.String(length=5), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("n > 0", name=op.f("ck_forum_guest_n")),
        sa.ForeignKeyConstraint(
            ["forum_id"], ["forum.id"], name=op.f("fk_forum_guest_forum_id_forum")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["forum_group.id"], name=op.f("fk_forum_guest_group_id_forum_group")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_forum_guest_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_guest")),
        sa.UniqueConstraint(
            "municipality_id",
            "forum_id",
            "person_id",
            name=op.f("uq_forum_guest_municipality_id_forum_id_person_id"),
        ),
    )
    op.create_index(
        "ix_forum_guest_forum",
        "forum_guest",
        ["municipality_id", "forum_id", "registered_at"],
        unique=False,
    )
    op.create_index(
        "ix_forum_guest_person", "forum_guest", ["municipality_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_forum_guest_registered",
        "forum_guest",
        ["municipality_id", "registered_at"],
        unique=False,
    )

    if op.get_bind().dialect.name == "postgresql":
        op.execute(FULLTEXT_TABLE)
        op.execute(FULLTEXT_INDEX)
        for table in (*OWNED, "fulltext_complaint"):
            _wall(table, f"municipality_id = {HERE}")
        for table in ("outbox", "notice_due"):  # the worker asks for all at once
            _wall(table, f"{HERE} IS NULL OR municipality_id = {HERE}")
        _wall_of_municipalities()
        op.execute(KEEP_AUDIT)
        op.execute(AUDIT_IS_KEPT)
    else:
        version = op.get_bind().dialect.server_version_info or ()
        content = "content='', contentless_delete=1, " if version >= (3, 43) else ""
        op.execute(FULLTEXT_SQLITE % content)
        op.execute(AUDIT_IS_NOT_CHANGED)
        op.execute(AUDIT_IS_NOT_REMOVED)


def _wall(table: str, rule: str) -> None:
    """Let nobody, not even the owner, see or write other rows than the rule's."""
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    op.execute(f'CREATE POLICY own_municipality ON "{table}" USING ({rule}) WITH CHECK ({rule})')


def _wall_of_municipalities() -> None:
    """Everyone may read whose portal this is; only oneself, or nobody's work, may change it."""
    mine = f"{HERE} IS NULL OR id = {HERE}"
    op.execute("ALTER TABLE municipality ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE municipality FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY read_all ON municipality FOR SELECT USING (true)")
    op.execute(f"CREATE POLICY found ON municipality FOR INSERT WITH CHECK ({HERE} IS NULL)")
    op.execute(f"CREATE POLICY change_own ON municipality FOR UPDATE USING ({mine})")
    op.execute(f"CREATE POLICY remove ON municipality FOR DELETE USING ({HERE} IS NULL)")


def downgrade() -> None:
    op.execute("DROP TABLE fulltext_complaint")
    op.drop_index("ix_forum_guest_registered", table_name="forum_guest")
    op.drop_index("ix_forum_guest_person", table_name="forum_guest")
    op.drop_index("ix_forum_guest_forum", table_name="forum_guest")
    op.drop_table("forum_guest")
    op.drop_index("ix_forum_idea_idea", table_name="forum_idea")
    op.drop_table("forum_idea")
    op.drop_index("ix_forum_group_forum", table_name="forum_group")
    op.drop_table("forum_group")
    op.drop_index("ix_forum_decision_forum", table_name="forum_decision")
    op.drop_table("forum_decision")
    op.drop_index("ix_forum_starts", table_name="forum")
    op.drop_index("ix_forum_project", table_name="forum")
    op.drop_table("forum")
    op.drop_index("ix_work_gift_project", table_name="work_gift")
    op.drop_index("ix_work_gift_person", table_name="work_gift")
    op.drop_index("ix_work_gift_offered", table_name="work_gift")
    op.drop_table("work_gift")
    op.drop_index("ix_work_signup_task", table_name="work_signup")
    op.drop_index("ix_work_signup_signed", table_name="work_signup")
    op.drop_index("ix_work_signup_person", table_name="work_signup")
    op.drop_table("work_signup")
    op.drop_index("ix_work_need_task", table_name="work_need")
    op.drop_table("work_need")
    op.drop_index("ix_work_task_starts", table_name="work_task")
    op.drop_index("ix_work_task_project", table_name="work_task")
    op.drop_table("work_task")
    op.drop_index("ix_work_diary_project", table_name="work_diary")
    op.drop_index("ix_work_diary_photos", table_name="work_diary")
    op.drop_index("ix_work_diary_person", table_name="work_diary")
    op.drop_index("ix_work_diary_filed", table_name="work_diary")
    op.drop_table("work_diary")
    op.drop_index("ix_participation_act_record", table_name="participation_act")
    op.drop_index("ix_participation_act_project", table_name="participation_act")
    op.drop_index("ix_participation_act_participant", table_name="participation_act")
    op.drop_index("ix_participation_act_day", table_name="participation_act")
    op.drop_table("participation_act")
    op.drop_index("ix_report_question_report", table_name="report_question")
    op.drop_index("ix_report_question_person", table_name="report_question")
    op.drop_index("ix_report_question_due", table_name="report_question")
    op.drop_table("report_question")
    op.drop_table("participant")
    op.drop_table("report_records")
    op.drop_index("ix_population_group_table", table_name="population_group")
    op.drop_table("population_group")
    op.drop_table("plan_posting")
    op.drop_index("ix_report_issued", table_name="report")
    op.drop_table("report")
    op.drop_table("population")
    op.drop_index("ix_satisfaction_person", table_name="satisfaction")
    op.drop_index("ix_satisfaction_filed", table_name="satisfaction")
    op.drop_table("satisfaction")
    op.drop_index("ix_caretaker_check_person", table_name="caretaker_check")
    op.drop_index("ix_caretaker_check_pact", table_name="caretaker_check")
    op.drop_index("ix_caretaker_check_filed", table_name="caretaker_check")
    op.drop_table("caretaker_check")
    op.drop_index("ix_caretaker_person", table_name="caretaker")
    op.drop_table("caretaker")
    op.drop_index("ix_result_benefit_project", table_name="result_benefit")
    op.drop_table("result_benefit")
    op.drop_table("project_result")
    op.drop_index("ix_caretaker_pact_project", table_name="caretaker_pact")
    op.drop_index("ix_caretaker_pact_next", table_name="caretaker_pact")
    op.drop_table("caretaker_pact")
    op.drop_index("ix_draft_flag_settled", table_name="draft_flag")
    op.drop_table("draft_flag")
    op.drop_index("ix_draft_comment_written", table_name="draft_comment")
    op.drop_index("ix_draft_comment_person", table_name="draft_comment")
    op.drop_index("ix_draft_comment_paragraph", table_name="draft_comment")
    op.drop_index("ix_draft_comment_owed", table_name="draft_comment")
    op.drop_table("draft_comment")
    op.drop_index("ix_plan_money_year", table_name="plan_money")
    op.drop_index("ix_plan_money_approved", table_name="plan_money")
    op.drop_table("plan_money")
    op.drop_index("ix_plan_check_item", table_name="plan_check")
    op.drop_table("plan_check")
    op.drop_index("ix_idea_support_person", table_name="idea_support")
    op.drop_index("ix_idea_support_given", table_name="idea_support")
    op.drop_table("idea_support")
    op.drop_index("ix_idea_run_run", table_name="idea_run")
    op.drop_index("ix_idea_run_idea", table_name="idea_run")
    op.drop_table("idea_run")
    op.drop_index("ix_idea_merge_into", table_name="idea_merge")
    op.drop_table("idea_merge")
    op.drop_index("ix_idea_hiding_what", table_name="idea_hiding")
    op.drop_index("ix_idea_hiding_appealed", table_name="idea_hiding")
    op.drop_table("idea_hiding")
    op.drop_index("ix_idea_flag_settled", table_name="idea_flag")
    op.drop_table("idea_flag")
    op.drop_index("ix_idea_complaint_complaint", table_name="idea_complaint")
    op.drop_table("idea_complaint")
    op.drop_index("ix_idea_comment_written", table_name="idea_comment")
    op.drop_index("ix_idea_comment_standing", table_name="idea_comment")
    op.drop_index("ix_idea_comment_person", table_name="idea_comment")
    op.drop_index("ix_idea_comment_idea", table_name="idea_comment")
    op.drop_table("idea_comment")
    op.drop_index("ix_idea_answer_idea", table_name="idea_answer")
    op.drop_table("idea_answer")
    op.drop_index("ix_finding_project", table_name="finding")
    op.drop_index("ix_finding_inspection", table_name="finding")
    op.drop_index("ix_finding_due", table_name="finding")
    op.drop_table("finding")
    op.drop_table("draft_paragraph")
    op.drop_index("ix_second_look_verdict", table_name="second_look")
    op.drop_index("ix_second_look_finished", table_name="second_look")
    op.drop_index("ix_second_look_complaint", table_name="second_look")
    op.drop_table("second_look")
    op.drop_index("ix_plan_item_strategy", table_name="plan_item")
    op.drop_index("ix_plan_item_area", table_name="plan_item")
    op.drop_table("plan_item")
    op.drop_index("ix_outside_reply_complaint", table_name="outside_reply")
    op.drop_table("outside_reply")
    op.drop_index("ix_inspection_photos", table_name="inspection")
    op.drop_index("ix_inspection_person", table_name="inspection")
    op.drop_index("ix_inspection_filed", table_name="inspection")
    op.drop_table("inspection")
    op.drop_table("idea_rules")
    op.drop_index("ix_idea_supported", table_name="idea")
    op.drop_index("ix_idea_standing", table_name="idea")
    op.drop_index("ix_idea_stage", table_name="idea")
    op.drop_index("ix_idea_photos", table_name="idea")
    op.drop_index("ix_idea_person", table_name="idea")
    op.drop_index("ix_idea_newest", table_name="idea")
    op.drop_index("ix_idea_first", table_name="idea")
    op.drop_index("ix_idea_due", table_name="idea")
    op.drop_table("idea")
    op.drop_index("ix_draft_answer_stage", table_name="draft_answer")
    op.drop_table("draft_answer")
    op.drop_table("draft")
    op.drop_table("contract_day")
    op.drop_index("ix_call_attempt_task", table_name="call_attempt")
    op.drop_table("call_attempt")
    op.drop_index("ix_work_follower_person", table_name="work_follower")
    op.drop_table("work_follower")
    op.drop_index("ix_text_review_complaint", table_name="text_review")
    op.drop_index("ix_text_review_at", table_name="text_review")
    op.drop_table("text_review")
    op.drop_index("ix_routing_firing_rule", table_name="routing_firing")
    op.drop_index("ix_routing_firing_complaint", table_name="routing_firing")
    op.drop_table("routing_firing")
    op.drop_index("ix_reply_code_complaint", table_name="reply_code")
    op.drop_table("reply_code")
    op.drop_index("ix_project_stage_tool", table_name="project_stage")
    op.drop_index("ix_project_stage_project", table_name="project_stage")
    op.drop_table("project_stage")
    op.drop_table("project_money")
    op.drop_table("project_contract")
    op.drop_table("plan")
    op.drop_index("ix_misuse_report_open", table_name="misuse_report")
    op.drop_index("ix_misuse_report_complaint", table_name="misuse_report")
    op.drop_table("misuse_report")
    op.drop_index("ix_milestone_project", table_name="milestone")
    op.drop_table("milestone")
    op.drop_index("ix_hand_over_complaint", table_name="hand_over")
    op.drop_table("hand_over")
    op.drop_index("ix_filing_block_mark", table_name="filing_block")
    op.drop_table("filing_block")
    op.drop_index("ix_field_report_taken", table_name="field_report")
    op.drop_index("ix_field_report_complaint", table_name="field_report")
    op.drop_table("field_report")
    op.drop_index("ix_duplicate_pair_verdict", table_name="duplicate_pair")
    op.drop_index("ix_duplicate_pair_first", table_name="duplicate_pair")
    op.drop_table("duplicate_pair")
    op.drop_index("ix_contact_view_complaint", table_name="contact_view")
    op.drop_table("contact_view")
    op.drop_index("ix_complaint_step_complaint", table_name="complaint_step")
    op.drop_table("complaint_step")
    op.drop_index("ix_complaint_hold_open", table_name="complaint_hold")
    op.drop_table("complaint_hold")
    op.drop_index("ix_complaint_follower_person", table_name="complaint_follower")
    op.drop_table("complaint_follower")
    op.drop_index("ix_complaint_contact_person", table_name="complaint_contact")
    op.drop_index("ix_complaint_contact_mobile", table_name="complaint_contact")
    op.drop_index("ix_complaint_contact_email", table_name="complaint_contact")
    op.drop_table("complaint_contact")
    op.drop_index("ix_complaint_co_unit_unit", table_name="complaint_co_unit")
    op.drop_table("complaint_co_unit")
    op.drop_index("ix_complaint_answer_complaint", table_name="complaint_answer")
    op.drop_table("complaint_answer")
    op.drop_table("closing_reminder")
    op.drop_index("ix_category_stop_category", table_name="category_stop")
    op.drop_table("category_stop")
    op.drop_index("ix_case_mention_person", table_name="case_mention")
    op.drop_index("ix_case_mention_complaint", table_name="case_mention")
    op.drop_table("case_mention")
    op.drop_index(
        "ix_case_mark_watch",
        table_name="case_mark",
        sqlite_where=sa.text("watch <> ''"),
        postgresql_where=sa.text("watch <> ''"),
    )
    op.drop_index("ix_case_mark_complaint", table_name="case_mark")
    op.drop_table("case_mark")
    op.drop_index("ix_case_follower_person", table_name="case_follower")
    op.drop_index("ix_case_follower_email", table_name="case_follower")
    op.drop_table("case_follower")
    op.drop_index("ix_call_task_state", table_name="call_task")
    op.drop_table("call_task")
    op.drop_index("ix_verification_person", table_name="verification")
    op.drop_index("ix_verification_likeness", table_name="verification")
    op.drop_index("ix_verification_batch", table_name="verification")
    op.drop_table("verification")
    op.drop_index("ix_staff_away_person", table_name="staff_away")
    op.drop_table("staff_away")
    op.drop_index("ix_sign_in_session_person", table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index("ix_second_factor_person", table_name="second_factor")
    op.drop_table("second_factor")
    op.drop_index("ix_saved_filter_unit", table_name="saved_filter")
    op.drop_index("ix_saved_filter_person", table_name="saved_filter")
    op.drop_table("saved_filter")
    op.drop_index("ix_reply_template_move", table_name="reply_template")
    op.drop_table("reply_template")
    op.drop_index("ix_recovery_code_person", table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_index("ix_project_open", table_name="project")
    op.drop_index("ix_project_officer", table_name="project")
    op.drop_table("project")
    op.drop_table("person_scope")
    op.drop_index("ix_passkey_challenge_asked", table_name="passkey_challenge")
    op.drop_table("passkey_challenge")
    op.drop_index("ix_passkey_person", table_name="passkey")
    op.drop_table("passkey")
    op.drop_index("ix_outside_identity_person", table_name="outside_identity")
    op.drop_table("outside_identity")
    op.drop_index("ix_likely_double_open", table_name="likely_double")
    op.drop_table("likely_double")
    op.drop_index("ix_conduct_step_matter", table_name="conduct_step")
    op.drop_table("conduct_step")
    op.drop_index("ix_conduct_opening_matter", table_name="conduct_opening")
    op.drop_table("conduct_opening")
    op.drop_index("ix_conduct_key_person", table_name="conduct_key")
    op.drop_index("ix_conduct_key_matter", table_name="conduct_key")
    op.drop_table("conduct_key")
    op.drop_index("ix_conduct_contact_matter", table_name="conduct_contact")
    op.drop_table("conduct_contact")
    op.drop_index(
        "ix_complaint_urgent",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1 AND priority = 'urgent'"),
        postgresql_where=sa.text("is_open IS true AND priority = 'urgent'"),
    )
    op.drop_index(
        "ix_complaint_unit_due",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index("ix_complaint_state", table_name="complaint")
    op.drop_index(
        "ix_complaint_split_from",
        table_name="complaint",
        sqlite_where=sa.text("split_from_id IS NOT NULL"),
        postgresql_where=sa.text("split_from_id IS NOT NULL"),
    )
    op.drop_index("ix_complaint_resolved", table_name="complaint")
    op.drop_index(
        "ix_complaint_reopen_until",
        table_name="complaint",
        sqlite_where=sa.text("reopen_until IS NOT NULL"),
        postgresql_where=sa.text("reopen_until IS NOT NULL"),
    )
    op.drop_index("ix_complaint_public_category", table_name="complaint")
    op.drop_index("ix_complaint_public", table_name="complaint")
    op.drop_index(
        "ix_complaint_open_cell",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index(
        "ix_complaint_open_category",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index(
        "ix_complaint_open_area",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index(
        "ix_complaint_officer_due",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index(
        "ix_complaint_first",
        table_name="complaint",
        sqlite_where=sa.text("first_id IS NOT NULL"),
        postgresql_where=sa.text("first_id IS NOT NULL"),
    )
    op.drop_index("ix_complaint_filed", table_name="complaint")
    op.drop_index(
        "ix_complaint_due",
        table_name="complaint",
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS true"),
    )
    op.drop_index("ix_complaint_closed", table_name="complaint")
    op.drop_index("ix_complaint_cell", table_name="complaint")
    op.drop_table("complaint")
    op.drop_index("ix_category_title_category", table_name="category_title")
    op.drop_table("category_title")
    op.drop_index("ix_category_question_category", table_name="category_question")
    op.drop_table("category_question")
    op.drop_table("budget_entry")
    op.drop_index("ix_printed_code_batch", table_name="printed_code")
    op.drop_table("printed_code")
    op.drop_table("person")
    op.drop_index("ix_notice_due_position", table_name="notice_due")
    op.drop_table("notice_due")
    op.drop_index("ix_incident_entry_incident", table_name="incident_entry")
    op.drop_table("incident_entry")
    op.drop_index("ix_conduct_matter_filed", table_name="conduct_matter")
    op.drop_table("conduct_matter")
    op.drop_table("category")
    op.drop_index("ix_budget_voter_person", table_name="budget_voter")
    op.drop_table("budget_voter")
    op.drop_table("budget_run")
    op.drop_table("budget_pot")
    op.drop_table("budget_pair")
    op.drop_index("ix_budget_option_idea", table_name="budget_option")
    op.drop_table("budget_option")
    op.drop_table("budget_batch")
    op.drop_index("ix_budget_ballot_vote", table_name="budget_ballot")
    op.drop_table("budget_ballot")
    op.drop_index("ix_alert_find_told", table_name="alert_find")
    op.drop_table("alert_find")
    op.drop_index(op.f("ix_unit_municipality_id_unit_position"), table_name="unit")
    op.drop_table("unit")
    op.drop_table("suggestion_model")
    op.drop_index(op.f("ix_standard_municipality_id_standard_matter_kind"), table_name="standard")
    op.drop_table("standard")
    op.drop_index("ix_site_notice_ends", table_name="site_notice")
    op.drop_table("site_notice")
    op.drop_table("sign_in_code")
    op.drop_table("set_up_draft")
    op.drop_table("second_look_draw")
    op.drop_index("ix_routing_rule_position", table_name="routing_rule")
    op.drop_table("routing_rule")
    op.drop_index("ix_rights_request_state", table_name="rights_request")
    op.drop_table("rights_request")
    op.drop_table("register_book")
    op.drop_table("proof_tree")
    op.drop_table("proof_tile")
    op.drop_index("ix_proof_leaf_matter", table_name="proof_leaf")
    op.drop_index("ix_proof_leaf_kind", table_name="proof_leaf")
    op.drop_table("proof_leaf")
    op.drop_index("ix_proof_head_size", table_name="proof_head")
    op.drop_table("proof_head")
    op.drop_table("proof_book")
    op.drop_index(
        "uq_promise_open",
        table_name="promise",
        sqlite_where=sa.text("met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text(
            "met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"
        ),
    )
    op.drop_index(
        op.f("ix_promise_municipality_id_promise_matter_kind_promise_matter_id"),
        table_name="promise",
    )
    op.drop_index(
        "ix_promise_look",
        table_name="promise",
        sqlite_where=sa.text("met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text(
            "met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"
        ),
    )
    op.drop_table("promise")
    op.drop_table("privacy_settings")
    op.drop_table("policy_report")
    op.drop_index(
        "uq_pause_open",
        table_name="pause",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(
        op.f("ix_pause_municipality_id_pause_matter_kind_pause_matter_id"), table_name="pause"
    )
    op.drop_table("pause")
    op.drop_index("ix_outside_body_active", table_name="outside_body")
    op.drop_table("outside_body")
    op.drop_index("ix_outbox_due_at", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("office_hours")
    op.drop_table("notice_text")
    op.drop_index("ix_notice_written", table_name="notice")
    op.drop_index("ix_notice_state", table_name="notice")
    op.drop_index("ix_notice_complaint", table_name="notice")
    op.drop_index("ix_notice_address", table_name="notice")
    op.drop_table("notice")
    op.drop_table("municipality")
    op.drop_index(
        "ix_matter_fact_open",
        table_name="matter_fact",
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.drop_index(
        "ix_matter_fact_look",
        table_name="matter_fact",
        sqlite_where=sa.text("outcome = ''"),
        postgresql_where=sa.text("outcome = ''"),
    )
    op.drop_index("ix_matter_fact_filed", table_name="matter_fact")
    op.drop_index("ix_matter_fact_ended", table_name="matter_fact")
    op.drop_table("matter_fact")
    op.drop_table("map_count")
    op.drop_table("logo")
    op.drop_table("limit_bucket")
    op.drop_index("ix_legal_hold_complaint", table_name="legal_hold")
    op.drop_table("legal_hold")
    op.drop_table("job_round")
    op.drop_index("ix_incident_known", table_name="incident")
    op.drop_table("incident")
    op.drop_table("holiday")
    op.drop_table("ground_draft")
    op.drop_index("ix_forecast_alike", table_name="forecast")
    op.drop_table("forecast")
    op.drop_table("figure_sheet")
    op.drop_table("escalation_watch")
    op.drop_index("ix_escalation_told", table_name="escalation")
    op.drop_table("escalation")
    op.drop_index("ix_emergency_ends", table_name="emergency")
    op.drop_table("emergency")
    op.drop_table("digest_day")
    op.drop_index("ix_deletion_entry_at", table_name="deletion_entry")
    op.drop_table("deletion_entry")
    op.drop_index("ix_conduct_recipients_at", table_name="conduct_recipients")
    op.drop_table("conduct_recipients")
    op.drop_table("conduct_book")
    op.drop_index("ix_committee_seat", table_name="committee_seat")
    op.drop_table("committee_seat")
    op.drop_table("code_batch")
    op.drop_index(
        op.f("ix_clock_rule_municipality_id_clock_rule_entered_at"), table_name="clock_rule"
    )
    op.drop_table("clock_rule")
    op.drop_index("ix_chain_link_to", table_name="chain_link")
    op.drop_table("chain_link")
    op.drop_index("ix_budget_vote_counted", table_name="budget_vote")
    op.drop_table("budget_vote")
    op.drop_table("boundary")
    op.drop_index("ix_audit_what", table_name="audit")
    op.drop_index("ix_audit_person", table_name="audit")
    op.drop_index("ix_audit_at", table_name="audit")
    op.drop_index("ix_audit_act", table_name="audit")
    op.drop_table("audit")
    op.drop_index("ix_attachment_state", table_name="attachment")
    op.drop_index("ix_attachment_owner", table_name="attachment")
    op.drop_index(op.f("ix_attachment_municipality_id_attachment_form_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_table("area")
    op.drop_index("ix_alert_look_at", table_name="alert_look")
    op.drop_table("alert_look")
    op.drop_index("ix_alert_email", table_name="alert")
    op.drop_index("ix_alert_confirmed", table_name="alert")
    op.drop_table("alert")

    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION keep_audit()")
