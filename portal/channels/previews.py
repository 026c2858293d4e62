"""A notice before it is sent: the same facts, the same templates, the same way out."""

from __future__ import annotations

from flask import current_app

from portal.channels import queries, rendering
from portal.channels.lifecycle import Occasion
from portal.complaints.lifecycle import Verb
from portal.complaints.replying.previewing import Message
from portal.foundation.i18n import lazy

OCCASIONS = {
    Verb.REPLY: Occasion.ANSWER,
    Verb.ASK: Occasion.QUESTION,
    Verb.RESOLVE: Occasion.RESOLVED,
    Verb.CLOSE: Occasion.CLOSED,
}
BY_MAIL = lazy("The reporter gets this e-mail:")
BY_SMS = lazy("The reporter gets this short message, and reads the words on the portal:")
BY_CALL = lazy("The reporter left only a telephone. Somebody calls and reads this out:")


def write(complaint_id: int, step_id: int, verb: Verb) -> Message | None:
    """What the reporter would get of this step; None when they left no way to be told."""
    told = queries.told(complaint_id, step_id)
    if told is None:
        return None
    occasion, profile, language = OCCASIONS[verb], rendering.here(), told.reader.language
    if told.reader.email:
        mail = rendering.mail(occasion, profile, told.facts, language)
        return Message(BY_MAIL, mail.subject, mail.body)
    if current_app.config["PORTAL"].sms_address:
        short = rendering.sms(occasion, profile, told.facts, language)
        return Message(BY_SMS, short.subject, short.body)
    return Message(BY_CALL, "", rendering.spoken(occasion, profile, told.facts, language))
