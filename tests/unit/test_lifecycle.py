"""The table of moves: every arrow leads where it says, everything else is refused in words."""

from __future__ import annotations

import pytest

from portal.complaints import lifecycle
from portal.complaints.lifecycle import DONE, OPEN, STATE_WORDS, STEPS, State, Verb
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import speaking

EVERY_PAIR = [(verb, state) for verb in Verb for state in State]


@pytest.mark.parametrize(("verb", "state"), EVERY_PAIR)
def test_a_move_leads_where_the_table_says_or_is_refused(verb: Verb, state: State) -> None:
    arrow = STEPS[verb]
    if state in arrow.sources:
        assert lifecycle.after(verb, state) is (arrow.target or state)
        assert verb in lifecycle.allowed(state)
    else:
        assert verb not in lifecycle.allowed(state)
        with pytest.raises(OutOfOrder) as refusal:
            lifecycle.after(verb, state)
        with speaking("en"):
            assert str(arrow.words) in str(refusal.value)
            assert str(STATE_WORDS[state]) in str(refusal.value)


def test_nothing_leads_out_of_what_is_settled() -> None:
    verbs = lifecycle.allowed(State.SETTLED)
    assert {Verb.NOTE, Verb.REVIEW, Verb.RATE} <= set(verbs)
    assert [verb for verb in verbs if STEPS[verb].target is not None] == []


def test_what_is_merged_can_only_be_let_go_again() -> None:
    verbs = lifecycle.allowed(State.MERGED)
    assert [verb for verb in verbs if STEPS[verb].target is not None] == [Verb.UNMERGE]
    assert not {Verb.RATE, Verb.REPLY, Verb.REOPEN, Verb.ADD_INFORMATION} & set(verbs)


def test_two_moves_lead_back_to_where_it_was() -> None:
    assert lifecycle.after(Verb.UNMERGE, State.MERGED, State.ON_HOLD) is State.ON_HOLD
    assert lifecycle.after(Verb.UNMERGE, State.MERGED, State.CLOSED) is State.RECEIVED
    asked, out = State.WAITING, State.REFERRED
    assert lifecycle.after(Verb.ANSWER_QUESTION, asked, out) is out
    assert lifecycle.after(Verb.ANSWER_QUESTION, asked) is State.IN_PROGRESS
    assert lifecycle.after(Verb.START, out, out) is State.IN_PROGRESS


def test_what_is_done_is_owed_no_more() -> None:
    assert not OPEN & DONE
    assert set(State) == OPEN | DONE


def test_who_waits_for_the_reporter_can_only_be_answered_corrected_or_closed() -> None:
    moves = set(lifecycle.allowed(State.WAITING))
    assert {Verb.ANSWER_QUESTION, Verb.CLOSE, Verb.WITHDRAW, Verb.REPLY} <= moves
    assert not moves & {Verb.RESOLVE, Verb.START, Verb.ASSIGN, Verb.HOLD, Verb.REFER, Verb.ASK}


def test_a_complaint_can_be_opened_again_from_either_end() -> None:
    assert lifecycle.after(Verb.REOPEN, State.RESOLVED) is State.IN_PROGRESS
    assert lifecycle.after(Verb.REOPEN, State.CLOSED) is State.IN_PROGRESS
