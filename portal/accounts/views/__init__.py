"""The pages of this room: the doors, the second factor, one's own account."""

from __future__ import annotations

from portal.accounts.views import account, doors, second
from portal.accounts.views.door import blueprint, install

__all__ = ["account", "blueprint", "doors", "install", "second"]
