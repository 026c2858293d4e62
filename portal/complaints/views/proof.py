"""That the steps of one complaint are bound: for anyone, and for its reporter."""

from __future__ import annotations

import json
from collections.abc import Collection

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from portal.complaints import keys
from portal.complaints.queries import binding, public_page
from portal.complaints.services import Key
from portal.complaints.views.door import blueprint
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, personal
from portal.response_times.queries import proofs


@blueprint.get("/complaints/<int:year>/<int:running>/proof")
@open_to(*ANYONE)
def public_proof(year: int, running: int) -> ResponseReturnValue:
    """The proofs of the public steps of a public complaint."""
    return _page(_public(year, running), (year, running), "public_case", "public_proof_file")


@blueprint.get("/complaints/<int:year>/<int:running>/proof.json")
@open_to(*ANYONE)
def public_proof_file(year: int, running: int) -> ResponseReturnValue:
    """The same as a file."""
    return _file(_public(year, running), (year, running))


@blueprint.get("/track/<int:year>/<int:running>/proof")
@open_to(*ANYONE)
def reporter_proof(year: int, running: int) -> ResponseReturnValue:
    """The proofs of the steps that its reporter may read, public or not."""
    key = keys.key((year, running))
    if key is None:
        return redirect(url_for(".track"), 303)
    return _page(_own(key), (year, running), "follow", "reporter_proof_file")


@blueprint.get("/track/<int:year>/<int:running>/proof.json")
@open_to(*ANYONE)
def reporter_proof_file(year: int, running: int) -> ResponseReturnValue:
    """The same as a file, for the reporter alone."""
    key = keys.key((year, running))
    if key is None:
        return redirect(url_for(".track"), 303)
    response = _file(_own(key), (year, running))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _public(year: int, running: int) -> Collection[int]:
    known = public_page.head(year, running)
    if known is None or not known.is_shown:
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    return binding.public_numbers(known.row.id)


def _own(key: Key) -> Collection[int]:
    personal()
    return binding.reporter_numbers(key.complaint_id)


def _page(numbers: Collection[int], number: tuple[int, int], back: str, file: str) -> str:
    year, running = number
    return render_template(
        "response_times/proof_matter.html",
        proof=proofs.proof_of(numbers),
        step_words=binding.ComplaintSteps().step_words,
        year=year,
        running=running,
        back=url_for(f".{back}", year=year, running=running),
        file=url_for(f".{file}", year=year, running=running),
    )


def _file(numbers: Collection[int], number: tuple[int, int]) -> Response:
    content = proofs.proof_of(numbers).published(f"{number[0]}-{number[1]:06d}")
    text = json.dumps(content, ensure_ascii=False)
    response = current_app.response_class(text, mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
