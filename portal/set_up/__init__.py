"""The set-up pages: what an administrator and the clerk change without a restart."""
