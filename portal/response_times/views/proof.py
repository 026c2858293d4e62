"""The proof in public: in words, and as files that anyone can check elsewhere."""

from __future__ import annotations

import json

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile
from portal.response_times.proof.leaves import LeafKind
from portal.response_times.proof.signing import fingerprint
from portal.response_times.queries import proofs
from portal.response_times.views.door import blueprint

HEADS_SHOWN = 30

blueprint.add_app_template_global(proofs.latest_printed, "latest_printed_head")


@blueprint.get("/proof")
@open_to(*ANYONE)
def proof() -> ResponseReturnValue:
    """How anyone can see that no step was changed afterwards, and the newest heads."""
    extent = proofs.extent()
    return render_template(
        "response_times/proof.html",
        extent=extent,
        heads=proofs.heads(HEADS_SHOWN),
        notices=proofs.notices(),
        keys=[(key, fingerprint(key.content["key"])) for key in proofs.of_kind(LeafKind.KEY)],
        files=_files(extent.head.size if extent.head else 0),
        kinds=LeafKind,
        slug=profile().slug,
    )


@blueprint.get("/proof/heads.json")
@open_to(*ANYONE)
def proof_heads() -> ResponseReturnValue:
    """Every signed head, newest first, and how many leaves one file holds."""
    heads = [head.published for head in proofs.heads()]
    return _file({"heads": heads, "leaves_in_a_file": proofs.MOST_LEAVES})


@blueprint.get("/proof/leaves/<int:first>-<int:last>.json")
@open_to(*ANYONE)
def proof_leaves(first: int, last: int) -> ResponseReturnValue:
    """Leaves from one position to another: hashes, and contents of what is public."""
    size = proofs.extent().size
    if not first <= last < size or last - first >= proofs.MOST_LEAVES:
        raise NotFound(lazy("There are no such leaves, or too many for one file."))
    return _file({"from": first, "leaves": proofs.published(first, last)})


@blueprint.get("/proof/consistency/<int:first>-<int:second>.json")
@open_to(*ANYONE)
def proof_consistency(first: int, second: int) -> ResponseReturnValue:
    """That the tree of the first size is the beginning of the tree of the second."""
    try:
        path = proofs.tree().consistency(first, second)
    except ValueError as error:
        raise NotFound(lazy("There are no two trees of these sizes.")) from error
    found = {"first": first, "second": second, "path": [hashed.hex() for hashed in path]}
    return _file(found)


def _files(size: int) -> list[tuple[int, int]]:
    """The files of leaves that one needs to check the newest head."""
    step = proofs.MOST_LEAVES
    return [(first, min(first + step, size) - 1) for first in range(0, size, step)]


def _file(content: dict[str, object]) -> Response:
    text = json.dumps(content, ensure_ascii=False)
    response = current_app.response_class(text, mimetype="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
