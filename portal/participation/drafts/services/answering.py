"""What staff do with comments: let through, hide, show again, answer one or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal.foundation import audit, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.participation.drafts import acts
from portal.participation.drafts.acts import Answered, News
from portal.participation.drafts.events import CommentNews
from portal.participation.drafts.models import DraftAnswer, DraftComment, DraftFlag
from portal.participation.ideas.terms import Ground, Standing, after
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind

KIND = "draft_comment"


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What the municipality answers, and to which comments."""

    comment_ids: Sequence[int]
    state: Answered
    reason: Bilingual


def answer(officer: Actor, stage_id: int, new: NewAnswer, *, at: datetime) -> DraftAnswer:
    """Answer comments of a stage together; the answer is published with its reason.

    Raises `Invalid` without a comment or a reason, `OutOfOrder` where one is answered or hidden.
    """
    _refuse_others(officer)
    reason = Bilingual(thai.cleaned(new.reason.th), thai.cleaned(new.reason.en))
    _refuse_little(new, reason)
    found = session.scalars(
        select(DraftComment)
        .where(DraftComment.stage_id == stage_id, DraftComment.id.in_(set(new.comment_ids)))
        .order_by(DraftComment.id)
        .with_for_update()
    ).all()
    if len(found) != len(set(new.comment_ids)):
        raise NotFound(lazy("There is no such comment."))
    if any(row.answer_id or row.standing != Standing.SHOWN.value for row in found):
        raise OutOfOrder(lazy("One of these comments is answered or hidden already. Look again."))
    made = DraftAnswer(
        stage_id=stage_id,
        state=new.state.value,
        reason_th=reason.th,
        reason_en=reason.en,
        unit_id=officer.unit_id or municipalities.fallback_unit_id(),
        answered_at=at,
    )
    session.add(made)
    session.flush()
    for row in found:
        row.answer_id = made.id
        outbox.record(CommentNews(row.id, News.ANSWERED.value, made.id), at)
    session.flush()
    audit.note(
        acts.ANSWERED, "stage", stage_id, by=officer, at=at, comments=len(found), state=made.state
    )
    return made


def _refuse_little(new: NewAnswer, reason: Bilingual) -> None:
    wrong: dict[str, object] = {}
    if not new.comment_ids:
        wrong["comments"] = lazy("Tick the comments that this answers")
    if not reason.th:
        wrong["reason_th"] = lazy("Give the reason in Thai: everyone reads it")
    for name, words in (("reason_th", reason.th), ("reason_en", reason.en)):
        if len(words) > acts.LONGEST_REASON:
            wrong[name] = lazy("Shorten it to %(most)s characters", most=acts.LONGEST_REASON)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def let_through(officer: Actor, comment_id: int, *, at: datetime) -> None:
    """Let through what waited to be looked at."""
    row = _loaded(officer, comment_id)
    row.standing = after("publish", Standing(row.standing)).value
    audit.note(acts.LET_THROUGH, KIND, row.id, by=officer, at=at)


def hide(officer: Actor, comment_id: int, ground: Ground, why: str, *, at: datetime) -> None:
    """Hide it from everyone; its author reads why. Raises `Invalid` without a reason."""
    row = _loaded(officer, comment_id)
    said = thai.cleaned(why)
    if not said or len(said) > acts.LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Tell the author why, in a sentence or two")})
    row.standing = after("hide", Standing(row.standing)).value
    row.ground, row.why_hidden = ground.value, said
    ledger.hide(ActKind.DRAFT_COMMENT, row.id)
    settle(comment_id, at)
    audit.note(acts.HIDDEN, KIND, row.id, by=officer, at=at, ground=ground.value)
    _tell(row, News.HIDDEN, at)


def restore(officer: Actor, comment_id: int, *, at: datetime) -> None:
    """Show again what was hidden by mistake."""
    row = _loaded(officer, comment_id)
    row.standing = after("restore", Standing(row.standing)).value
    row.ground = row.why_hidden = ""
    ledger.show(ActKind.DRAFT_COMMENT, row.id)
    audit.note(acts.RESTORED, KIND, row.id, by=officer, at=at)
    _tell(row, News.RESTORED, at)


def _tell(row: DraftComment, news: News, at: datetime) -> None:
    outbox.record(CommentNews(row.id, news.value, int(at.timestamp())), at)


def settle(comment_id: int, at: datetime) -> None:
    """Note that somebody has looked at the flags of a comment."""
    session.execute(
        update(DraftFlag)
        .where(DraftFlag.comment_id == comment_id, DraftFlag.settled_at.is_(None))
        .values(settled_at=at)
    )


def leave(officer: Actor, comment_id: int, *, at: datetime) -> None:
    """Leave flagged words as they are."""
    row = _loaded(officer, comment_id)
    settle(comment_id, at)
    audit.note(acts.LET_THROUGH, KIND, row.id, by=officer, at=at)


def _loaded(officer: Actor, comment_id: int) -> DraftComment:
    _refuse_others(officer)
    row = session.get(DraftComment, comment_id, with_for_update=True)
    if row is None:
        raise NotFound(lazy("There is no such comment."))
    return row


def _refuse_others(officer: Actor) -> None:
    if officer.role not in acts.WORKS:
        raise Forbidden(lazy("You do not have permission to work on comments."))
