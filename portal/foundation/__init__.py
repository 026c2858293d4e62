"""Plumbing without a subject of its own: every room may lean on it."""
