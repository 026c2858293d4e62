"""The report of who took part and what came of it."""

from __future__ import annotations

from datetime import timedelta

from portal.foundation.clock import local
from portal.foundation.dates import date_short
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.reports.content import Content, Records, both
from portal.reports.counting import forums, ideas, together, who, works
from portal.reports.counting.naming import about
from portal.reports.queries import population
from portal.reports.queries.population import Living
from portal.reports.scope import Scope

OLD = timedelta(days=2 * 365 + 1)


def count(scope: Scope) -> tuple[Content, dict[str, Records]]:
    """Count everything anew; returns the report and what is behind its figures."""
    living = population.living(scope.last, scope.area_id)
    parts = [
        who.section(scope, living),
        ideas.section(scope, living),
        forums.section(scope),
        works.votes(scope),
        together.section(scope),
        works.works(scope),
        works.results(scope, living),
        works.fairness(scope),
    ]
    content = Content(
        both(lazy("Who took part and what came of it")),
        about(scope),
        tuple(section for section, _records in parts),
        tuple(_warnings(scope, living)),
    )
    return content, {key: one for _section, records in parts for key, one in records.items()}


def _warnings(scope: Scope, living: Living) -> list[Bilingual]:
    """What a reader must know before they read on."""
    said: list[Bilingual] = []
    if scope.last >= local(scope.at).date():
        said.append(both(lazy("The period is not over yet: everything is counted up to now.")))
    if living.as_of is None:
        said.append(both(who.NO_POPULATION))
        return said
    if living.people == 0:
        said.append(both(lazy("The table of the population tells nothing of this area.")))
    days = [date_short(living.as_of, language) for language in ("th", "en")]
    source = Bilingual(*(f"{day} ({living.source})" if living.source else day for day in days))
    words: Lazy = lazy("Registered residents as of %(day)s.", day=source)
    said.append(both(words))
    if scope.last - living.as_of > OLD:
        said.append(
            both(
                lazy(
                    "The table of the population is more than two years older than the period:"
                    " read the rates with care."
                )
            )
        )
    return said
