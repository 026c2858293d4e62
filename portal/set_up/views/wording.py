"""The pages of the search's words and of the notices' texts."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.channels import own_texts, placeholders, rendering
from portal.channels.lifecycle import Occasion
from portal.channels.texts import own_text
from portal.channels.texts import own_texts as all_own_texts
from portal.foundation import clock, fulltext
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import lazy, speaking
from portal.foundation.web import actor, forms_refused, open_to, profile, undo
from portal.foundation.web.freshness import is_fresh
from portal.municipalities import queries as municipalities
from portal.set_up.forms.wording import TextForm, WordsForm
from portal.set_up.policy import SETTERS
from portal.set_up.services import wording as services
from portal.set_up.services.profile import here
from portal.set_up.views.door import blueprint

DONE = {
    "words": lazy("The words are saved. Complaints are indexed anew in the next minutes."),
    "text": lazy("The text is saved. It is sent from now on."),
    "usual": lazy("The usual text is sent again."),
}


@blueprint.get("/settings/words")
@open_to(*SETTERS)
def words() -> ResponseReturnValue:
    """Which words mean the same for the search."""
    groups = municipalities.groups_of(here().id) or fulltext.shipped()
    lines = "\n".join(", ".join(names) for names in groups)
    return _words_page(WordsForm(formdata=None, words=lines))


@blueprint.post("/settings/words")
@open_to(*SETTERS, checks_form=True)
def change_words() -> ResponseReturnValue:
    """Search by these."""
    form = WordsForm()
    if is_fresh(form):
        try:
            services.change_words(actor(), form.groups(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".words", done="words"), 303)
    undo()
    return _words_page(form), 422


@blueprint.post("/settings/words/reset")
@open_to(*SETTERS)
def reset_words() -> ResponseReturnValue:
    """Search by the shipped words again."""
    services.change_words(actor(), None, at=clock.now())
    return redirect(url_for(".words", done="words"), 303)


def _words_page(form: WordsForm) -> str:
    profile_now = here()
    return render_template(
        "set_up/words.html",
        form=form,
        is_own=municipalities.own_words(profile_now.id) is not None,
        is_indexing=profile_now.settings.get(municipalities.INDEXED) is not None,
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/settings/notice-texts")
@open_to(*SETTERS)
def texts() -> ResponseReturnValue:
    """Every notice that can have a text of the municipality's own."""
    return render_template(
        "set_up/texts.html",
        occasions=placeholders.OCCASION_WORDS,
        own=all_own_texts(),
        notice=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/settings/notice-texts/<string:occasion>/<any(th,en):language>")
@open_to(*SETTERS)
def text(occasion: str, language: str) -> ResponseReturnValue:
    """One text, with its placeholders and what the reader gets."""
    which = _occasion(occasion)
    own = own_text(which, language)
    present = own if own is not None else own_texts.usual(which, profile(), language)
    return _text_page(TextForm(formdata=None, text=present), which, language)


@blueprint.post("/settings/notice-texts/<string:occasion>/<any(th,en):language>")
@open_to(*SETTERS, checks_form=True)
def change_text(occasion: str, language: str) -> ResponseReturnValue:
    """Look at it first, or send it from now on."""
    which, form = _occasion(occasion), TextForm()
    if is_fresh(form):
        try:
            if "look" in request.form:
                placeholders.check(which, form.text.data or "")
                undo()
                return _text_page(form, which, language)
            services.change_text(actor(), which, language, form.text.data or "", at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        else:
            return redirect(url_for(".texts", done="text"), 303)
    undo()
    return _text_page(form, which, language), 422


@blueprint.post("/settings/notice-texts/<string:occasion>/<any(th,en):language>/reset")
@open_to(*SETTERS)
def reset_text(occasion: str, language: str) -> ResponseReturnValue:
    """Send the usual text again."""
    services.change_text(actor(), _occasion(occasion), language, None, at=clock.now())
    return redirect(url_for(".texts", done="usual"), 303)


def _occasion(name: str) -> Occasion:
    found = next((one for one in placeholders.ALLOWED if one.value == name), None)
    if found is None:
        raise NotFound(lazy("There is no such notice."))
    return found


def _text_page(form: TextForm, occasion: Occasion, language: str) -> str:
    subject = rendering.SUBJECTS[occasion]
    facts = own_texts.example(occasion, language)
    with speaking(language):
        shown = None if form.errors else own_texts.body(form.text.data or "", profile(), facts)
        title = f"{str(subject) % {'number': facts.number}} – {profile().title.here}"
    return render_template(
        "set_up/text.html",
        form=form,
        occasion=occasion,
        occasion_words=placeholders.OCCASION_WORDS[occasion],
        text_language=language,
        allowed=[(name, placeholders.MEANINGS[name]) for name in placeholders.ALLOWED[occasion]],
        needed=placeholders.NEEDED[occasion],
        is_own=own_text(occasion, language) is not None,
        subject=title,
        shown=shown,
    )
