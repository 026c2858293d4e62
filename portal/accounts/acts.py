"""What staff do with accounts, as the log calls it."""

from __future__ import annotations

from portal.foundation.audit import Act
from portal.foundation.i18n import lazy

PERSON_ADDED = Act("accounts.added", lazy("Member of staff added"))
MEMBER_CHANGED = Act("accounts.member_changed", lazy("Role or scope of staff changed"))
MEMBER_ENDED = Act("accounts.member_ended", lazy("Account of staff closed"))
MEMBER_RESTORED = Act("accounts.member_restored", lazy("Account of staff opened again"))
SIGNED_IN = Act("accounts.signed_in", lazy("Signed in"))
SIGNED_OUT = Act("accounts.signed_out", lazy("Signed out"))
SESSION_ENDED = Act("accounts.session_ended", lazy("Signed out in another browser"))
SESSIONS_ENDED = Act("accounts.sessions_ended", lazy("Signed out in all other browsers"))
PASSWORD_REFUSED = Act("accounts.password_refused", lazy("Wrong e-mail or password at the door"))
SECOND_REFUSED = Act("accounts.second_refused", lazy("Second factor refused at the door"))
SECOND_SET_UP = Act("accounts.second_set_up", lazy("Second factor set up"))
SECOND_REMOVED = Act("accounts.second_removed", lazy("Second factor taken away"))
PASSWORD_CHANGED = Act("accounts.password_changed", lazy("Own password changed"))
EMAIL_CHANGED = Act("accounts.email_changed", lazy("Own e-mail changed"))
PROOF_REFUSED = Act("accounts.proof_refused", lazy("Not confirmed who it is"))
PASSKEY_ADDED = Act("accounts.passkey_added", lazy("Passkey added"))
PASSKEY_REMOVED = Act("accounts.passkey_removed", lazy("Passkey removed"))
PASSKEY_REFUSED = Act("accounts.passkey_refused", lazy("Passkey refused"))
RECOVERY_CODES_MADE = Act("accounts.recovery_codes_made", lazy("New recovery codes made"))
