"""The portal's addresses, as tests that open every page look at them."""

from __future__ import annotations

from flask import Flask

from portal.foundation.policy import Role

# What machines and the pages' own scripts ask for: no whole page, so no title and no heading.
NO_PAGES = frozenset({"/health", "/ready", "/metrics", "/report/near", "/field/day"})


def pages(app: Flask, role: Role) -> list[str]:
    """The addresses without a number or a file's ending that a role may open."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and "." not in rule.rule
        and rule.rule not in NO_PAGES
        and role in getattr(app.view_functions[rule.endpoint], "open_to", ())
    )
