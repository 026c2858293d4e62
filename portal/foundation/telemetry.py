"""Figures for the operator's own watch, as Prometheus reads them.

Numbers of requests, times and waits; never a person, an address or a municipality. Several server
processes count into files of one folder, and each of them tells the sum.
"""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from werkzeug.wrappers import Response

from config import Config, tell_library
from portal.foundation.database import engines

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds."""
FOLDER = "figures"


class Counters:
    """What every process counts."""

    def __init__(self, folder: Path | None) -> None:
        """Count into files of this folder; without one, in this process alone."""
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            tell_library("PROMETHEUS_MULTIPROC_DIR", str(folder))
        # The library chooses its way to count when it is first imported.
        import prometheus_client as prometheus  # noqa: PLC0415 - only after the line above

        self.folder = folder
        self.library: Any = prometheus
        self.own = prometheus.CollectorRegistry()
        self.requests = prometheus.Counter(
            "portal_requests_total",
            "Requests answered.",
            ["route", "method", "status"],
            registry=self.own,
        )
        self.seconds = prometheus.Histogram(
            "portal_request_seconds",
            "Seconds from the first byte to the answer.",
            ["route"],
            buckets=BUCKETS,
            registry=self.own,
        )
        self.lock_waits = prometheus.Counter(
            "portal_write_lock_waits_total",
            "Writers that waited for another's transaction (SQLite).",
            registry=self.own,
        )
        self.lock_seconds = prometheus.Counter(
            "portal_write_lock_wait_seconds_total", "Seconds they waited.", registry=self.own
        )

    def waited(self, seconds: float) -> None:
        """A writer waited."""
        self.lock_waits.inc()
        self.lock_seconds.inc(seconds)

    def told(self, gauges: list[tuple[str, str, dict[str, float]]]) -> bytes:
        """Everything, in Prometheus' own text, with figures that are true of the whole portal.

        `gauges` are name, help and values by label (`""` for none).
        """
        counted = self.own
        if self.folder is not None:
            from prometheus_client import multiprocess  # noqa: PLC0415 - as above

            counted = self.library.CollectorRegistry()
            library: Any = multiprocess
            library.MultiProcessCollector(counted, path=str(self.folder))
        now = self.library.CollectorRegistry()
        for name, help_, values in gauges:
            labelled = "" not in values
            gauge = self.library.metrics_core.GaugeMetricFamily(
                name, help_, labels=["name"] if labelled else []
            )
            for label, value in values.items():
                gauge.add_metric([label] if labelled else [], value)
            now.register(_Once(gauge))
        texts: list[bytes] = [self.library.generate_latest(each) for each in (counted, now)]
        return b"".join(texts)


class _Once:
    """A figure that was asked for just now."""

    def __init__(self, family: object) -> None:
        self.family = family

    def collect(self) -> list[object]:
        """The figure."""
        return [self.family]


@lru_cache(maxsize=1)
def counters(folder: Path | None) -> Counters:
    """This process’s counters."""
    return Counters(folder)


def install(app: Flask, config: Config) -> None:
    """Count every request."""
    counting = counters(None if config.testing else config.instance_dir / FOLDER)
    app.extensions["portal.counters"] = counting
    engines.on_wait(counting.waited)
    app.before_request(_begin)

    def end(response: Response) -> Response:
        rule = request.endpoint or "none"
        counting.requests.labels(rule, request.method, str(response.status_code)).inc()
        counting.seconds.labels(rule).observe(time.perf_counter() - g.get("began", 0.0))
        return response

    app.after_request(end)


def _begin() -> None:
    g.began = time.perf_counter()


def sweep(folder: Path) -> None:
    """Forget what former servers counted, before the first process of a new one counts."""
    for file in (folder / FOLDER).glob("*.db"):
        file.unlink(missing_ok=True)
