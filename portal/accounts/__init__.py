"""People: who they are, their roles, and how they sign in."""
