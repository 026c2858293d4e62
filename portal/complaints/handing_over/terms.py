"""The words of handing over: how it goes, how the reporter agreed, what a body answers."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy


class Direction(StrEnum):
    """Which half of a hand-over this is."""

    OUT = "out"
    IN = "in"


class Mode(StrEnum):
    """Whether the case ends here or stays open here meanwhile."""

    SHARED = "shared"
    MOVED = "moved"


MODE_WORDS: dict[Mode, Lazy] = {
    Mode.SHARED: lazy("Share it: it stays open here until we record the result"),
    Mode.MOVED: lazy("Move it: it is closed here and goes on there"),
}


class Consent(StrEnum):
    """How the reporter agreed that name, telephone and e-mail go along."""

    NONE = ""
    PHONE = "phone"
    COUNTER = "counter"
    WRITING = "writing"


CONSENT_WORDS: dict[Consent, Lazy] = {
    Consent.NONE: lazy("Not asked, or said no: nothing of it goes along"),
    Consent.PHONE: lazy("Said yes on the telephone"),
    Consent.COUNTER: lazy("Said yes at the counter"),
    Consent.WRITING: lazy("Said yes in writing"),
}


class Kind(StrEnum):
    """What an outside body answers."""

    ANSWER = "answer"
    NOT_OURS = "not_ours"


KIND_WORDS: dict[Kind, Lazy] = {
    Kind.ANSWER: lazy("We answer"),
    Kind.NOT_OURS: lazy("It is not ours"),
}


class Decision(StrEnum):
    """What an officer made of an answer."""

    OPEN = ""
    PASSED = "passed"
    KEPT = "kept"


class Heard(StrEnum):
    """What came from the other side, as the history says it."""

    OPENED = "opened"
    ANSWERED = "answered"
    NOT_OURS = "not_ours"
    CODE = "code"
    ENDED = "ended"
    SPOKE = "spoke"


HEARD_WORDS: dict[Heard, Lazy] = {
    Heard.OPENED: lazy("The reply form was opened"),
    Heard.ANSWERED: lazy("It answered on the reply form"),
    Heard.NOT_OURS: lazy("It says that the matter is not its own"),
    Heard.CODE: lazy("A reply code was made"),
    Heard.ENDED: lazy("The reply code was ended"),
    Heard.SPOKE: lazy("It told the reporter itself"),
}
