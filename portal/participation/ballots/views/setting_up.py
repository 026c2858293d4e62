"""Staff set a vote up: rules, pots, projects, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flask import redirect, render_template, request

from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.web import actor, open_to, undo
from portal.foundation.web.doing import is_done
from portal.participation.ballots import acts, papers, queries
from portal.participation.ballots.forms import OptionForm, PairForm, PotForm, RulesForm
from portal.participation.ballots.services import setting_up
from portal.participation.ballots.views.door import Place, blueprint, place
from portal.participation.ideas.queries import chained as ideas
from portal.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from portal.participation.ballots.queries import Vote

Thing = TypeVar("Thing")
BASE = "/desk/projects/<int:number>/votes/<int:stage_id>"
DONE = {
    "begun": lazy("The vote is begun. Say how it is cast, then add pots and projects."),
    "saved": lazy("Saved."),
    "removed": lazy("Removed."),
    "withdrawn": lazy("The project is withdrawn."),
    "paper": lazy("All paper ballots are declared entered. The count follows by itself."),
}


@blueprint.get(BASE)
@open_to(*acts.SEES)
def set_up(number: int, stage_id: int) -> ResponseReturnValue:
    """Everything about a vote on one page, with what is still missing."""
    here = place(number, stage_id, published=False)
    return _overview(here, PairForm(formdata=None))


@blueprint.post(f"{BASE}/begin")
@open_to(*acts.SETS)
def begin(number: int, stage_id: int) -> ResponseReturnValue:
    """Begin the vote of this stage."""
    here = place(number, stage_id, published=False)
    setting_up.begin(actor(), here.stage, at=clock.now())
    return redirect(here.address("set_up", done="begun"), 303)


@blueprint.get(f"{BASE}/rules")
@open_to(*acts.SETS)
def rules(number: int, stage_id: int) -> ResponseReturnValue:
    """How the vote is cast and counted."""
    here, form = place(number, stage_id, published=False), RulesForm(formdata=None)
    form.begin(queries.vote(here.stage).paper.rules)
    return render_template("ballots/rules.html", spot=here, form=form)


@blueprint.post(f"{BASE}/rules")
@open_to(*acts.SETS, checks_form=True)
def set_rules(number: int, stage_id: int) -> ResponseReturnValue:
    """Set it."""
    here, form = place(number, stage_id, published=False), RulesForm()

    def act(at: datetime) -> None:
        setting_up.set_rules(actor(), here.stage, form.rules(), at=at)

    if is_done(form, act):
        return redirect(here.address("set_up", done="saved"), 303)
    return render_template("ballots/rules.html", spot=here, form=form), 422


@blueprint.get(f"{BASE}/pots/<int:pot>")
@open_to(*acts.SETS)
def pot(number: int, stage_id: int, pot: int) -> ResponseReturnValue:
    """One pot; number 0 is a new one."""
    here, form = place(number, stage_id, published=False), _pot_form(PotForm(formdata=None))
    if pot:
        form.begin(_known(pot, {one.number: one for one in queries.vote(here.stage).paper.pots}))
    return render_template("ballots/pot.html", spot=here, form=form, pot=pot)


@blueprint.post(f"{BASE}/pots/<int:pot>")
@open_to(*acts.SETS, checks_form=True)
def save_pot(number: int, stage_id: int, pot: int) -> ResponseReturnValue:
    """Add or change it."""
    here, form = place(number, stage_id, published=False), _pot_form(PotForm())

    def act(at: datetime) -> None:
        setting_up.save_pot(actor(), here.stage, form.pot(pot), at=at)

    if is_done(form, act):
        return redirect(here.address("set_up", done="saved", _anchor="pots"), 303)
    return render_template("ballots/pot.html", spot=here, form=form, pot=pot), 422


@blueprint.post(f"{BASE}/pots/<int:pot>/remove")
@open_to(*acts.SETS)
def remove_pot(number: int, stage_id: int, pot: int) -> ResponseReturnValue:
    """Remove it; a pot with projects stays."""
    here = place(number, stage_id, published=False)
    try:
        setting_up.remove_pot(actor(), here.stage, pot, at=clock.now())
    except Invalid as refusal:
        undo()
        return _overview(here, PairForm(formdata=None), refusal.message), 422
    return redirect(here.address("set_up", done="removed", _anchor="pots"), 303)


@blueprint.get(f"{BASE}/options/<int:option>")
@open_to(*acts.SETS)
def option(number: int, stage_id: int, option: int) -> ResponseReturnValue:
    """One project on the paper; number 0 is a new one."""
    here = place(number, stage_id, published=False)
    vote = queries.vote(here.stage)
    form = _option_form(vote, OptionForm(formdata=None))
    if option:
        form.begin(_known(option, vote.paper.by_number))
    return render_template("ballots/option.html", spot=here, form=form, option=option)


@blueprint.post(f"{BASE}/options/<int:option>")
@open_to(*acts.SETS, checks_form=True)
def save_option(number: int, stage_id: int, option: int) -> ResponseReturnValue:
    """Add or change it."""
    here = place(number, stage_id, published=False)
    vote = queries.vote(here.stage)
    form = _option_form(vote, OptionForm())

    def act(at: datetime) -> None:
        setting_up.save_option(actor(), here.stage, form.option(option), at=at)

    if is_done(form, act):
        return redirect(here.address("set_up", done="saved", _anchor="options"), 303)
    return render_template("ballots/option.html", spot=here, form=form, option=option), 422


@blueprint.post(f"{BASE}/options/<int:option>/remove")
@open_to(*acts.SETS)
def remove_option(number: int, stage_id: int, option: int) -> ResponseReturnValue:
    """Take it off the paper."""
    here = place(number, stage_id, published=False)
    setting_up.remove_option(actor(), here.stage, option, at=clock.now())
    return redirect(here.address("set_up", done="removed", _anchor="options"), 303)


@blueprint.post(f"{BASE}/pairs")
@open_to(*acts.SETS, checks_form=True)
def add_pair(number: int, stage_id: int) -> ResponseReturnValue:
    """Let two projects exclude each other."""
    here, form = place(number, stage_id, published=False), PairForm()

    def act(at: datetime) -> None:
        setting_up.add_pair(actor(), here.stage, *form.numbers(), at=at)

    if is_done(form, act):
        return redirect(here.address("set_up", done="saved", _anchor="pairs"), 303)
    return _overview(here, form), 422


@blueprint.post(f"{BASE}/pairs/<int:one>-<int:other>/remove")
@open_to(*acts.SETS)
def remove_pair(number: int, stage_id: int, one: int, other: int) -> ResponseReturnValue:
    """Let both win."""
    here = place(number, stage_id, published=False)
    setting_up.remove_pair(actor(), here.stage, one, other, at=clock.now())
    return redirect(here.address("set_up", done="removed", _anchor="pairs"), 303)


def _overview(here: Place, form: PairForm, refusal: object = "") -> str:
    row = queries.row_of(here.stage.id)
    vote = queries.vote(here.stage) if row is not None else None
    at = clock.now()
    if vote is not None:
        form.offer((str(one.number), _named(one)) for one in vote.paper.options)
    problems = papers.problems(vote.paper) if vote is not None else ()
    return render_template(
        "ballots/set_up.html",
        spot=here,
        vote=vote,
        form=form,
        refusal=refusal,
        problems=problems,
        is_changeable=vote is not None
        and vote.frozen_at is None
        and (at < here.stage.starts_at or bool(problems)),
        may_set=actor().role in acts.SETS,
        at=at,
        areas={area.id: area.title for area in places.every_area()},
        notice=DONE.get(request.args.get("done", "")),
    )


def _named(option: papers.Option) -> Bilingual:
    return Bilingual(f"{option.number}. {option.title_th}", f"{option.number}. {option.title_en}")


def _known(number: int, things: Mapping[int, Thing]) -> Thing:
    if number not in things:
        raise NotFound(lazy("There is no such thing on this ballot paper."))
    return things[number]


def _pot_form(form: PotForm) -> PotForm:
    form.offer((str(area.id), area.title) for area in places.areas())
    return form


def _option_form(vote: Vote, form: OptionForm) -> OptionForm:
    form.offer(
        ((str(one.number), one.title) for one in vote.paper.pots),
        choices.category_choices(lazy("None of these")),
        [("", lazy("No idea of this project")), *_ideas(vote)],
    )
    return form


def _ideas(vote: Vote) -> list[tuple[str, object]]:
    return [(str(id_), title) for id_, title in ideas.may_lead_on(vote.stage.project_id)]
