"""The settings pages of prepared texts, and of what follows an unanswered question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from portal.complaints.queries import choices
from portal.complaints.replying import rules, services, templates
from portal.complaints.replying.acts import SETS_REPLIES
from portal.complaints.replying.forms import RuleForm, TemplateForm
from portal.complaints.replying.placeholders import PLACEHOLDERS
from portal.complaints.views.door import blueprint
from portal.complaints.views.freshness import is_fresh
from portal.foundation import clock
from portal.foundation.errors import Invalid, Outdated
from portal.foundation.fields import offered
from portal.foundation.i18n import lazy
from portal.foundation.web import actor, forms_refused, open_to, profile, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from portal.complaints.replying.templates import Template

DONE = {
    "added": lazy("The template is added. It is offered from now on."),
    "changed": lazy("Saved. It holds from now on."),
    "removed": lazy("It is taken away."),
}


@blueprint.get("/settings/reply-templates")
@open_to(*SETS_REPLIES)
def reply_templates() -> ResponseReturnValue:
    """Every prepared text."""
    return render_template(
        "replying/templates.html",
        lines=[(line, choices.category(line.category_id)) for line in templates.every()],
        moves=templates.MOVES,
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/settings/reply-templates/new")
@open_to(*SETS_REPLIES)
def new_template() -> ResponseReturnValue:
    """A text that is not prepared yet."""
    return _page(TemplateForm(formdata=None, move="reply"), None)


@blueprint.post("/settings/reply-templates/new")
@open_to(*SETS_REPLIES, checks_form=True)
def add_template() -> ResponseReturnValue:
    """Offer it from now on."""
    form = TemplateForm()
    refused = _refusal(form, lambda: services.add(actor(), _draft(form), clock.now()))
    if refused is None:
        return redirect(url_for(".reply_templates", done="added"), 303)
    return _page(form, None, refused), 422


@blueprint.get("/settings/reply-templates/<int:template_id>")
@open_to(*SETS_REPLIES)
def reply_template(template_id: int) -> ResponseReturnValue:
    """One of them, to be changed or taken away."""
    found, form = templates.template(template_id), TemplateForm(formdata=None)
    form.seen.data, form.move.data = str(found.version), found.move.value
    form.category.data = str(found.category_id or "")
    form.title_th.data, form.title_en.data = found.title.th, found.title.en
    form.text_th.data, form.text_en.data = found.text.th, found.text.en
    return _page(form, found)


@blueprint.post("/settings/reply-templates/<int:template_id>/change")
@open_to(*SETS_REPLIES, checks_form=True)
def change_template(template_id: int) -> ResponseReturnValue:
    """Change it."""
    found, form = templates.template(template_id), TemplateForm()

    def act() -> None:
        seen = form.version()
        services.change(actor(), template_id, _draft(form), seen=seen, at=clock.now())

    refused = _refusal(form, act)
    if refused is None:
        return redirect(url_for(".reply_templates", done="changed"), 303)
    return _page(form, found, refused), 409 if refused else 422


@blueprint.post("/settings/reply-templates/<int:template_id>/remove")
@open_to(*SETS_REPLIES)
def remove_template(template_id: int) -> ResponseReturnValue:
    """Offer it no longer."""
    services.remove(actor(), template_id, clock.now())
    return redirect(url_for(".reply_templates", done="removed"), 303)


@blueprint.get("/settings/unanswered-questions")
@open_to(*SETS_REPLIES)
def asking_rule() -> ResponseReturnValue:
    """What follows when a reporter does not answer."""
    rule = rules.rule_of(profile().settings.get(rules.SETTING))
    form = RuleForm(formdata=None, days=str(rule.days), then=rule.then.value)
    return _rule_page(form)


@blueprint.post("/settings/unanswered-questions")
@open_to(*SETS_REPLIES, checks_form=True)
def set_asking_rule() -> ResponseReturnValue:
    """Keep the rule for questions asked from now on."""
    form = RuleForm()
    if is_fresh(form) and form.validate():
        try:
            services.set_rule(actor(), form.rule(), clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".asking_rule", done="changed"), 303)
    undo()
    return _rule_page(form), 422


def _draft(form: TemplateForm) -> services.Draft:
    return services.Draft(*form.chosen(), *form.words())


def _refusal(form: TemplateForm, act: Callable[[], object]) -> object | None:
    """None where it was done; else what stands above the form, which may be nothing."""
    _offer(form)
    late: object = ""
    if is_fresh(form) and form.validate():
        try:
            act()
        except Invalid as refusal:
            forms_refused(form, refusal)
        except Outdated as refusal:
            late = refusal.message
        else:
            return None
    undo()
    return late


def _offer(form: TemplateForm) -> None:
    form.move.choices = offered((each.value, words) for each, words in templates.MOVES.items())
    lines = [(str(line.id), line.title.here) for line in choices.every_category()]
    form.category.choices = offered([("", lazy("Every category")), *lines])


def _page(form: TemplateForm, found: Template | None, refusal: object = "") -> str:
    _offer(form)
    return render_template(
        "replying/template.html",
        form=form,
        template=found,
        refusal=refusal,
        placeholders=PLACEHOLDERS,
    )


def _rule_page(form: RuleForm) -> str:
    return render_template(
        "replying/rule.html",
        form=form,
        least=rules.LEAST_DAYS,
        most=rules.MOST_DAYS,
        notice=DONE.get(request.args.get("done", "")),
    )
