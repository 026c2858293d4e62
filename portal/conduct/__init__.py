"""Complaints against conduct and corruption tip-offs: a house of their own, with few keys."""
