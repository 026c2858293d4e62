"""Verbs on drafts."""
