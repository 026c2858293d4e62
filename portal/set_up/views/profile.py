"""The profile and the logo."""

from __future__ import annotations

import io

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from portal.complaints.queries import holdings
from portal.foundation import clock
from portal.foundation.errors import Invalid, NotFound, Outdated, TooLarge
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, forms_refused, open_to, profile, undo
from portal.foundation.web.freshness import is_fresh
from portal.municipalities import colours, queries
from portal.municipalities.profiles import Details
from portal.set_up.forms.office import LogoForm, ProfileForm
from portal.set_up.policy import OWNERS
from portal.set_up.services import profile as services
from portal.set_up.views.door import blueprint

YEAR = 31_536_000
DONE = {
    "changed": lazy("The profile is changed. Every page shows it within seconds."),
    "logo": lazy("The logo is changed."),
}


@blueprint.get("/settings/profile")
@open_to(*OWNERS)
def edit_profile() -> ResponseReturnValue:
    """Names, letters, telephone, addresses, colour, logo."""
    return _page(_filled(), LogoForm(formdata=None))


@blueprint.post("/settings/profile")
@open_to(*OWNERS, checks_form=True)
def change_profile() -> ResponseReturnValue:
    """Change it."""
    form, late = ProfileForm(), None
    if is_fresh(form):
        wanted = Details(
            slug=profile().slug,
            kind=profile().kind.value,
            title=form.title(),
            letters=form.letters(),
            colour=(form.colour.data or "").lower(),
            phone=form.phone.data or "",
            address=form.address(),
        )
        try:
            services.change(actor(), wanted, seen=form.seen(), at=clock.now())
        except Invalid as refusal:
            forms_refused(form, refusal)
        except Outdated as refusal:
            late = refusal.message
        else:
            return redirect(url_for(".edit_profile", done="changed"), 303)
    undo()
    return _page(form, LogoForm(formdata=None), late), 409 if late else 422


@blueprint.post("/settings/profile/logo")
@open_to(*OWNERS, checks_form=True)
def change_logo() -> ResponseReturnValue:
    """Take a picture as the logo."""
    form = LogoForm()
    sent = request.files.get("logo")
    if is_fresh(form):
        try:
            services.put_logo(actor(), sent.read() if sent else b"", at=clock.now())
        except (Invalid, TooLarge) as refusal:
            form.logo.errors = [refusal.message]
        else:
            return redirect(url_for(".edit_profile", done="logo", _anchor="seal"), 303)
    undo()
    return _page(_filled(), form), 422


@blueprint.post("/settings/profile/logo/remove")
@open_to(*OWNERS)
def remove_logo() -> ResponseReturnValue:
    """Show the letters instead."""
    services.remove_logo(actor(), at=clock.now())
    return redirect(url_for(".edit_profile", done="logo", _anchor="seal"), 303)


@blueprint.get("/settings/logo/<string(length=64):digest>.png")
@open_to(*ANYONE)
def logo(digest: str) -> ResponseReturnValue:
    """The logo, at an address of its own for each picture."""
    picture = queries.logo(digest)
    if picture is None:
        raise NotFound(lazy("There is no such page."))
    response = send_file(io.BytesIO(picture), mimetype="image/png", etag=False)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def _filled() -> ProfileForm:
    """The form with what is so now."""
    here = services.here()
    return ProfileForm(
        formdata=None,
        version=str(here.version),
        title_th=here.title.th,
        title_en=here.title.en,
        letters_th=here.letters.th,
        letters_en=here.letters.en,
        phone=here.phone,
        address_th=here.address.th,
        address_en=here.address.en,
        colour=here.colour,
    )


def _page(form: ProfileForm, logo_form: LogoForm, refusal: object = None) -> str:
    here = services.here()
    wanted = (form.colour.data or "").lower()
    passing = colours.nearest_passing(wanted) if colours.is_colour(wanted) else ""
    return render_template(
        "set_up/profile.html",
        form=form,
        logo_form=logo_form,
        refusal=refusal,
        letters_are_fixed=holdings.has_numbers(),
        passing=passing if passing != wanted else "",
        contrast=f"{colours.contrast_on_white(here.colour):.1f}",
        picture=here.settings.get("logo"),
        notice=DONE.get(request.args.get("done", "")),
    )
