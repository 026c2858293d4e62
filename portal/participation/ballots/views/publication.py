"""What everybody may see once the ballots are counted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from flask import make_response, render_template, request

from portal.foundation import clock
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile
from portal.participation.ballots import batches, publishing, queries
from portal.participation.ballots.views.door import Place, blueprint, counted, place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.participation.ballots.papers import Pot
    from portal.participation.ballots.queries import Vote


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>/result")
@open_to(*ANYONE)
def result(number: int, stage_id: int) -> ResponseReturnValue:
    """The winners, with the steps that decided, and every computation beside the first."""
    here = place(number, stage_id)
    vote = counted(here)
    return render_template(
        "ballots/result.html",
        spot=here,
        vote=vote,
        runs=list(reversed(queries.runs(vote.id))),
        channels=queries.channels(vote.id),
        spoiled=batches.spoiled(vote.id),
        at=clock.now(),
    )


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>/receipts")
@open_to(*ANYONE)
def receipts(number: int, stage_id: int) -> ResponseReturnValue:
    """The codes of all ballots that count, apart from the ballots."""
    here = place(number, stage_id)
    vote = counted(here)
    codes = queries.receipts(vote.id)
    asked = request.args.get("code", "")[:40].upper().replace(" ", "").replace("-", "")
    return render_template(
        "ballots/receipts.html",
        spot=here,
        vote=vote,
        codes=codes,
        asked=asked,
        is_there=asked in set(codes),
    )


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>/ballots.csv")
@open_to(*ANYONE)
def ballots_csv(number: int, stage_id: int) -> ResponseReturnValue:
    """All ballots, one a line."""
    vote = counted(place(number, stage_id))
    out = io.StringIO()
    out.write("\ufeff")
    publishing.write_csv(vote.paper, queries.published(vote.id), out)
    return _file(out, "text/csv", f"ballots-{number}-{stage_id}.csv")


@blueprint.get("/projects/<int:number>/votes/<int:stage_id>/pot-<int:pot>.pb")
@open_to(*ANYONE)
def ballots_pb(number: int, stage_id: int, pot: int) -> ResponseReturnValue:
    """The ballots of one pot, with which anybody can count it again."""
    here = place(number, stage_id)
    vote = counted(here)
    wanted = next((one for one in vote.paper.pots if one.number == pot), None)
    latest = queries.runs(vote.id)[-1]
    won = next((one for one in latest.pots if one.pot == pot), None)
    if wanted is None or won is None:
        raise NotFound(lazy("There is no such pot."))
    out = io.StringIO()
    notes = _notes(here, vote, wanted)
    ballots = queries.published(vote.id)
    publishing.write_pb(vote.paper, wanted, ballots, won, notes, out)
    return _file(out, "text/plain", f"ballots-{number}-{stage_id}-{pot}.pb")


def _notes(here: Place, vote: Vote, pot: Pot) -> dict[str, str]:
    """What a .pb file says of its election besides ballots and rules."""
    year = str(here.stage.starts_at.year)
    return {
        "description": f"{here.project.title.in_('th')}: {pot.title_th}",
        "country": "Thailand",
        "unit": profile().title.in_("th"),
        "instance": year,
        "date_begin": here.stage.starts_at.date().isoformat(),
        "date_end": vote.closes_at.date().isoformat(),
        "currency": "THB",
        "language": "th",
        "paper_sha256": vote.hash,
    }


def _file(out: io.StringIO, kind: str, name: str) -> ResponseReturnValue:
    answer = make_response(out.getvalue().encode())
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
