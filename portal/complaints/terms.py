"""What is said of a complaint beside its state: its kind, its channel, reasons, who may read it."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy


class Kind(StrEnum):
    """What the reporter wants: relief, to suggest, to ask, to praise.

    To accuse somebody is no kind of complaint: it has a room of its own, with few keys.
    """

    RELIEF = "relief"
    SUGGESTION = "suggestion"
    ENQUIRY = "enquiry"
    COMPLIMENT = "compliment"


class Channel(StrEnum):
    """Through which door a complaint came in."""

    WEB = "web"
    COUNTER = "counter"
    TELEPHONE = "telephone"
    LETTER = "letter"
    SOCIAL = "social"
    IMPORTED = "imported"
    NEIGHBOUR = "neighbour"


class Hold(StrEnum):
    """What a complaint on hold waits for."""

    BUDGET = "budget"
    PROCUREMENT = "procurement"
    LEGAL = "legal"


class Closing(StrEnum):
    """Why a complaint was closed without being fixed."""

    NOT_OURS = "not_ours"
    CANNOT_BE_DONE = "cannot_be_done"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    NO_ANSWER = "no_answer"


class Refusal(StrEnum):
    """Why a complaint is not accepted for consideration."""

    BEFORE_A_COURT = "before_a_court"
    PRIVATE_DISPUTE = "private_dispute"
    NO_USABLE_FACTS = "no_usable_facts"
    MISUSE = "misuse"


class Called(StrEnum):
    """How a call to the reporter ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    LATER = "later"


class Visibility(StrEnum):
    """Who may read complaints of a category: anyone, anyone after a look, nobody else."""

    PUBLIC = "public"
    REVIEW = "review"
    PRIVATE = "private"


class Withheld(StrEnum):
    """Why the public does not see a complaint, whatever its category says."""

    HELD = "held"
    MISUSE = "misuse"
    HIDDEN = "hidden"


class Cause(StrEnum):
    """Why a complaint is held for an officer's look before anything else."""

    LIMIT = "limit"
    NO_WORK = "no_work"
    BLOCKED = "blocked"


class Blocked(StrEnum):
    """By what somebody is known whose complaints are held."""

    DEVICE = "device"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"


class Wrong(StrEnum):
    """What a reader finds wrong with a public page."""

    PERSON = "person"
    PHOTO = "photo"
    INSULT = "insult"
    UNTRUE = "untrue"
    SPAM = "spam"
    OTHER = "other"


KIND_WORDS: dict[Kind, Lazy] = {
    Kind.RELIEF: lazy("A problem to be fixed"),
    Kind.SUGGESTION: lazy("A suggestion"),
    Kind.ENQUIRY: lazy("A question"),
    Kind.COMPLIMENT: lazy("A compliment"),
}
CHANNEL_WORDS: dict[Channel, Lazy] = {
    Channel.WEB: lazy("Website"),
    Channel.COUNTER: lazy("At the counter"),
    Channel.TELEPHONE: lazy("Telephone"),
    Channel.LETTER: lazy("Letter"),
    Channel.SOCIAL: lazy("Social media"),
    Channel.IMPORTED: lazy("Imported"),
    Channel.NEIGHBOUR: lazy("From another municipality"),
}
HOLD_WORDS: dict[Hold, Lazy] = {
    Hold.BUDGET: lazy("Waiting for budget"),
    Hold.PROCUREMENT: lazy("In procurement"),
    Hold.LEGAL: lazy("In a legal procedure"),
}
CLOSING_WORDS: dict[Closing, Lazy] = {
    Closing.NOT_OURS: lazy("Not within our authority"),
    Closing.CANNOT_BE_DONE: lazy("Cannot be done"),
    Closing.NOT_ACCEPTED: lazy("Not accepted for consideration"),
    Closing.WITHDRAWN: lazy("Withdrawn by the reporter"),
    Closing.NO_ANSWER: lazy("No answer from the reporter"),
}
REFUSAL_WORDS: dict[Refusal, Lazy] = {
    Refusal.BEFORE_A_COURT: lazy("The matter is before a court or has been decided by one"),
    Refusal.PRIVATE_DISPUTE: lazy("The matter is a dispute between private persons"),
    Refusal.MISUSE: lazy("The service was misused"),
    Refusal.NO_USABLE_FACTS: lazy("There are not enough facts to act on"),
}
CALLED_WORDS: dict[Called, Lazy] = {
    Called.REACHED: lazy("The reporter was told by telephone"),
    Called.NO_ANSWER: lazy("The reporter was called; nobody answered"),
    Called.LATER: lazy("The reporter was called and asked to be called again"),
}
VISIBILITY_WORDS: dict[Visibility, Lazy] = {
    Visibility.PUBLIC: lazy("Visible to the public"),
    Visibility.REVIEW: lazy("Visible to the public after an officer's look"),
    Visibility.PRIVATE: lazy("Not visible to the public"),
}
WITHHELD_WORDS: dict[Withheld, Lazy] = {
    Withheld.HELD: lazy("Held for a look"),
    Withheld.MISUSE: lazy("Set aside as misuse"),
    Withheld.HIDDEN: lazy("Hidden from the public"),
}
CAUSE_WORDS: dict[Cause, Lazy] = {
    Cause.LIMIT: lazy("Many complaints came from the same place"),
    Cause.NO_WORK: lazy(
        "Many complaints came in, and this browser did not do the short calculation"
    ),
    Cause.BLOCKED: lazy("The sender is blocked"),
}
BLOCKED_WORDS: dict[Blocked, Lazy] = {
    Blocked.DEVICE: lazy("The device it was sent from"),
    Blocked.ACCOUNT: lazy("The account of the sender"),
    Blocked.PHONE: lazy("The telephone number"),
    Blocked.EMAIL: lazy("The e-mail address"),
}
WRONG_WORDS: dict[Wrong, Lazy] = {
    Wrong.PERSON: lazy("A person or their home can be recognised"),
    Wrong.PHOTO: lazy("A photo should not be public"),
    Wrong.INSULT: lazy("It insults or threatens somebody"),
    Wrong.UNTRUE: lazy("It is not true"),
    Wrong.SPAM: lazy("It is advertising or nonsense"),
    Wrong.OTHER: lazy("Something else"),
}
