"""What a monitoring system is told at `/metrics`: is Slack there, do the ticks run, is anything owed too long, how fast are answers.

The names follow https://prometheus.io/docs/practices/naming/. No figure names a person, a unit or a word that anybody wrote.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Thread
from typing import Any, Final
from wsgiref.simple_server import WSGIServer

import structlog
from prometheus_client import CollectorRegistry, GCCollector, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.ports import PortProblem
from jobs.schedule import Pulse
from storage import outstanding
from storage.database import Database

log = structlog.get_logger()

# Slack waits three seconds for an answer; seconds.
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
KINDS: Final = {
    "event_callback": "event",
    "block_actions": "click",
    "view_submission": "form",
    "view_closed": "form",
    "message_action": "shortcut",
}


class Metrics:
    """The figures of one process, served while it is open. `now` is the cadence's clock (aware, UTC)."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        database: Database,
        pulses: Callable[[], Mapping[str, Pulse]],
        is_connected: Callable[[], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._address = (host, port)
        self._registry = CollectorRegistry()
        self._registry.register(Standing(database, pulses, is_connected, now))
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._answers = Histogram(
            "followups_answer_seconds",
            "How long what Slack brings takes until it is acknowledged",
            ["kind", "outcome"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._served: tuple[WSGIServer, Thread] | None = None

    def open(self) -> None:
        """Serve the figures. Raises PortProblem."""
        host, port = self._address
        try:
            self._served = start_http_server(port, host, self._registry)
        except OSError as error:
            raise PortProblem(host, port, error) from error
        log.info("telling figures", url=self.url)

    def close(self) -> None:
        """Serve no more."""
        if self._served is not None:
            server, thread = self._served
            server.shutdown()
            server.server_close()
            thread.join()
            self._served = None

    @property
    def url(self) -> str:
        """Where the figures are, once they are served."""
        port = self._served[0].server_port if self._served else self._address[1]
        return f"http://{self._address[0]}:{port}/metrics"

    def note_answer(self, body: Mapping[str, Any], seconds: float, status: int) -> None:
        """Slack brought something, and was answered with this HTTP status after so long."""
        kind = "command" if "command" in body else KINDS.get(str(body.get("type")), "other")
        self._answers.labels(kind, "failed" if status >= 500 else "taken").observe(seconds)


class Standing(Collector):
    """How things stand at the moment somebody asks."""

    def __init__(
        self,
        database: Database,
        pulses: Callable[[], Mapping[str, Pulse]],
        is_connected: Callable[[], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._pulses = pulses
        self._is_connected = is_connected
        self._now = now

    def collect(self) -> Iterable[Metric]:
        """The figures of the connection, the ticks and the ledger; without the ledger's where the database does not answer."""
        yield GaugeMetricFamily(
            "followups_connected", "1 while Slack can reach this process", value=float(self._is_connected())
        )
        yield from self._of_ticks()
        is_sound = self._database.is_sound()
        yield GaugeMetricFamily(
            "followups_database_sound", "1 while the database answers and fits", value=float(is_sound)
        )
        if is_sound:
            yield from self._of_ledger()

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked of the database before somebody wants to know."""
        return ()

    def _of_ticks(self) -> Iterable[Metric]:
        silence = GaugeMetricFamily(
            "followups_tick_silence_seconds", "How long ago each tick last ended its round", labels=["tick"]
        )
        failures = CounterMetricFamily(
            "followups_tick_failures", "How many rounds of each tick ended in an error", labels=["tick"]
        )
        for name, pulse in self._pulses().items():
            silence.add_metric([name], pulse.silent_seconds)
            failures.add_metric([name], pulse.failures)
        yield silence
        yield failures

    def _of_ledger(self) -> Iterable[Metric]:
        with self._database.reading() as session:
            tally = outstanding.tally(session, self._now())
        owed = GaugeMetricFamily(
            "followups_deliveries", "Messages that are owed or were given up of late", labels=["state"]
        )
        for condition, count in tally.counts.items():
            owed.add_metric([condition], count)
        yield owed
        yield GaugeMetricFamily(
            "followups_oldest_owed_seconds",
            "For how long the oldest message has been owed",
            value=tally.oldest.total_seconds(),
        )
