"""What the portal does with personal data: the record that a controller must keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.foundation.i18n import Lazy, lazy
from portal.foundation.personal import Kept


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: whose data, which, what for, on what ground, how long, who sees it."""

    title: Lazy
    purpose: Lazy
    ground: Lazy
    people: Lazy
    data: Lazy
    kept: tuple[Kept, ...]
    readers: Lazy


TASK = lazy("Public task, PDPA section 24 (4); no consent is asked")
ACTIVITIES: Final = (
    Activity(
        title=lazy("Complaints and requests"),
        purpose=lazy("To deal with what is reported, to answer, and to show what became of it"),
        ground=TASK,
        people=lazy("Whoever reports something; people who are named or seen in it"),
        data=lazy("Words, place, photos, name, telephone and e-mail, as far as they are given"),
        kept=(Kept.CONTACT, Kept.WORDS, Kept.PHOTOS, Kept.ORIGINALS, Kept.REVIEWS),
        readers=lazy(
            "Staff of the unit that works on it; the public reads a copy without contact and with"
            " numbers masked"
        ),
    ),
    Activity(
        title=lazy("Showing the reporter’s name"),
        purpose=lazy("To show a name beside a complaint, where its reporter wants that"),
        ground=lazy("Consent, PDPA section 19; it is taken back on the page “Your data”"),
        people=lazy("Whoever ticked the box"),
        data=lazy("Name"),
        kept=(Kept.CONTACT,),
        readers=lazy("The public"),
    ),
    Activity(
        title=lazy("Complaints against conduct"),
        purpose=lazy("To look into how staff behaved, and into corruption"),
        ground=TASK,
        people=lazy("Whoever tells it; those it is about"),
        data=lazy("What is told, and the contact if one is given"),
        kept=(Kept.CONDUCT,),
        readers=lazy("Only the few recipients named for it; each opening is written down"),
    ),
    Activity(
        title=lazy("Messages and calls"),
        purpose=lazy("To send receipts, questions and answers"),
        ground=TASK,
        people=lazy("Whoever left a contact"),
        data=lazy("E-mail or telephone, and the words of the message"),
        kept=(Kept.NOTICES,),
        readers=lazy("Staff who make calls; the providers of e-mail and text messages"),
    ),
    Activity(
        title=lazy("Alerts about new complaints"),
        purpose=lazy("To tell people who ask for it what is published near them"),
        ground=lazy("Consent, PDPA section 19; it is taken back with the code in each message"),
        people=lazy("Whoever asks for an alert"),
        data=lazy("E-mail, and the place around which they want to hear of complaints"),
        kept=(Kept.NOTICES,),
        readers=lazy("Nobody but the provider of e-mail"),
    ),
    Activity(
        title=lazy("Accounts of residents"),
        purpose=lazy("To show people what they reported, without number and code"),
        ground=TASK,
        people=lazy("Whoever signs in"),
        data=lazy("E-mail or telephone, name if given, where they are signed in"),
        kept=(Kept.ACCOUNTS,),
        readers=lazy("The person alone"),
    ),
    Activity(
        title=lazy("Accounts and acts of staff"),
        purpose=lazy("To know who may do what, and who did what"),
        ground=lazy("Legal duty and public task: security of the data, PDPA section 37 (1)"),
        people=lazy("Staff"),
        data=lazy("Name, e-mail, role, sign-ins, acts"),
        kept=(Kept.LOOKS, Kept.DELETIONS),
        readers=lazy("The clerk and the administrator"),
    ),
)
