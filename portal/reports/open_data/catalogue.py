"""The catalogue for machines: DCAT in JSON-LD, with the dictionary of each dataset's columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from portal.foundation.i18n import LANGUAGES, Bilingual, Lazy, speaking
from portal.reports.open_data.datasets import DATASETS
from portal.reports.open_data.terms import KIND_WORDS, Dataset

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "csvw": "http://www.w3.org/ns/csvw#",
}
TYPES: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
}
Address = Callable[[Dataset, str], str]
"""Where a dataset stands in a form, whole; an empty form is its page."""


def catalogue(publisher: Bilingual, home: str, address: Address) -> dict[str, Any]:
    """All datasets with their distributions."""
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": home,
        "dct:title": [
            {"@language": "th", "@value": f"ข้อมูลเปิด {publisher.th}"},
            {"@language": "en", "@value": f"Open data of {publisher.in_('en')}"},
        ],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _bilingual(publisher)},
        "dct:license": {"@id": LICENCE},
        "dct:language": ["th", "en"],
        "dcat:dataset": [_dataset(one, publisher, address) for one in DATASETS.values()],
    }


def forms_of(dataset: Dataset) -> list[str]:
    """The forms a dataset comes in."""
    return [form for form in TYPES if form != "geojson" or dataset.has_places]


def _dataset(one: Dataset, publisher: Bilingual, address: Address) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "@id": address(one, ""),
        "dct:identifier": one.key,
        "dct:title": _said(one.title),
        "dct:description": _said(one.about),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _bilingual(publisher)},
        "dct:license": {"@id": LICENCE},
        "dcat:landingPage": {"@id": address(one, "")},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:format": form,
                "dcat:mediaType": TYPES[form],
                "dcat:downloadURL": {"@id": address(one, form)},
                "dct:license": {"@id": LICENCE},
            }
            for form in forms_of(one)
        ],
        "csvw:tableSchema": {
            "csvw:column": [
                {
                    "csvw:name": column.name,
                    "csvw:datatype": column.kind.value,
                    "dct:description": _said(column.words),
                    "dct:format": _said(KIND_WORDS[column.kind]),
                }
                for column in one.fields
            ]
        },
    }


def _said(words: Lazy) -> list[dict[str, str]]:
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append({"@language": language, "@value": str(words)})
    return said


def _bilingual(words: Bilingual) -> list[dict[str, str]]:
    return [{"@language": language, "@value": words.in_(language)} for language in LANGUAGES]
