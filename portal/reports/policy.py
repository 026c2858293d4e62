"""Who may do what with reports. Everyone reads what was issued."""

from __future__ import annotations

from typing import Final

from portal.foundation.policy import STAFF, Role

DRAFTERS: Final = frozenset({Role.CLERK, Role.MAYOR, Role.HEAD, Role.DISPATCHER})
"""Who sees how a report would look now."""
ISSUERS: Final = frozenset({Role.CLERK, Role.MAYOR})
"""Who issues it."""
ASKERS: Final = frozenset({Role.COUNCIL})
"""Who asks the administration about a figure."""
ANSWERERS: Final = frozenset({Role.CLERK, Role.MAYOR})
READERS: Final = STAFF
"""Who sees the desk of reports."""
LOADERS: Final = frozenset({Role.CLERK, Role.ADMINISTRATOR})
"""Who loads the table of the population."""
POSTERS: Final = frozenset({Role.CLERK, Role.MAYOR})
"""Who records the days of the yearly posting."""
