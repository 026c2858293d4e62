"""How the log calls what something was done to, and what its details are."""

from __future__ import annotations

from portal.foundation.i18n import Lazy, lazy

KINDS: dict[str, Lazy] = {
    "complaint": lazy("a complaint"),
    "conduct": lazy("Complaints against conduct"),
    "filing_block": lazy("Block"),
    "member": lazy("a person"),
    "page": lazy("a form"),
    "person": lazy("a person"),
}
"""What a matter is called where its number must not be told, or it has none."""

FORMS: dict[str, Lazy] = {
    "accounts.add_member": lazy("Add a member of staff"),
    "accounts.add_passkey": lazy("Add a passkey"),
    "accounts.ask_new_passkey": lazy("Begin to add a passkey"),
    "accounts.ask_proof_passkey": lazy("Begin to show a passkey once more"),
    "accounts.begin_authenticator": lazy("Begin to set up an authenticator"),
    "accounts.change_member": lazy("Change a member of staff"),
    "accounts.change_password": lazy("Change one’s own password"),
    "accounts.check_proof": lazy("Show once more who one is"),
    "accounts.check_proof_passkey": lazy("Show a passkey once more"),
    "accounts.close_member": lazy("Close an account of staff"),
    "accounts.confirm_authenticator": lazy("Set up an authenticator"),
    "accounts.end_others": lazy("Sign out in all other browsers"),
    "accounts.end_session": lazy("Sign out in another browser"),
    "accounts.new_recovery_codes": lazy("Make new recovery codes"),
    "accounts.remove_authenticator": lazy("Remove one’s own authenticator"),
    "accounts.remove_passkey": lazy("Remove a passkey"),
    "accounts.restore_member": lazy("Open an account of staff again"),
    "accounts.send_proof_code": lazy("Ask for a code to show who one is"),
    "channels.call_again": lazy("Call again at another time"),
    "channels.call_done": lazy("Call made"),
    "channels.call_unanswered": lazy("Call not answered"),
    "channels.show_phone": lazy("Show the number to call"),
    "channels.try_again": lazy("Try a notice again"),
    "complaints.block": lazy("Block a sender"),
    "complaints.lift": lazy("Lift a block"),
    "complaints.look": lazy("Decide on what is held"),
    "complaints.make_move": lazy("Move a complaint"),
    "complaints.open_contact": lazy("Open a reporter’s contact"),
    "complaints.say_what_was_found": lazy("Answer a second look"),
    "complaints.set_second_looks": lazy("Set the second looks"),
    "complaints.settle": lazy("Decide on readers’ reports"),
    "complaints.take_in": lazy("Take in a complaint"),
    "conduct.export": lazy("Take confidential matters out as a file"),
    "conduct.make_move": lazy("Work on a confidential matter"),
    "conduct.name_recipients": lazy("Name who reads complaints against conduct"),
    "conduct.open_matter": lazy("Open a confidential matter"),
    "conduct.search": lazy("Search confidential matters"),
    "oversight.export": lazy("Take the log out as a file"),
    "response_times.add_day": lazy("Add a holiday"),
    "response_times.change_again": lazy("Change a response standard, once more"),
    "response_times.check_standard": lazy("Check a new response standard"),
    "response_times.confirm_year": lazy("Calendar of a year"),
    "response_times.enter_standard": lazy("Change a response standard"),
    "response_times.set_hours": lazy("Office hours"),
    "response_times.shut_on_day": lazy("Close the office on a day"),
    "response_times.work_on_day": lazy("Work on a holiday"),
}
"""Every form of staff: how the log calls it when its verb wrote no line, or it was refused."""

DETAILS: dict[str, Lazy] = {
    "role": lazy("Role"),
    "before": lazy("Before"),
    "after": lazy("After"),
    "rows": lazy("Lines"),
    "person": lazy("Person"),
    "act": lazy("Act"),
    "since": lazy("From day"),
    "until": lazy("Up to day"),
    "matter": lazy("Matter"),
    "people": lazy("People"),
    "matters": lazy("Matters"),
    "way": lazy("Way"),
}
"""What a detail is called; one that is not named here stands by its code."""
