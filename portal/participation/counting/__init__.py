"""Counting a participatory budget: pure arithmetic on ballots, exact to the last satang.

Nothing here knows of databases, people or pages. Anyone can count a published file again.
"""
