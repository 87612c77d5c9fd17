"""Spark as engine, through Spark Connect: bundles are the rows of a table, and ``mapInArrow`` runs them where the partitions lie."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import grpc
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.connect.client.retries import DefaultPolicy

from enduse.engine.bundle import run_bundle
from enduse.engine.cluster import Carried, Carry
from enduse.model.errors import EngineUnavailable

if TYPE_CHECKING:
    import pyarrow

_A_QUERY = 2000
"""Bundles of one query: its table travels in one message."""
_PORT = 15002
_START_SECONDS = 30
_RETRIES = 8
"""How often the client asks again, waiting longer each time: some three minutes in all, for a server that is started anew."""
_SLOTS = 16
"""Spark does not tell a client how many cores its executors have; ``--workers`` does."""


@contextmanager
def connected(address: str, workers: int | None) -> Iterator[tuple[Carry, int]]:
    """A connection to the Spark Connect server at ``address`` (``sc://host:15002``), and how many tasks are planned for at a time.

    Raises:
        EngineUnavailable: no server answers.
    """
    place = address.partition("/;")[0]  # SPARK_REMOTE may hold a token behind it, which no message shows
    try:
        _knock(place)
        session = SparkSession.builder.remote(address).appName("enduse").getOrCreate()
        session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES)])
        session.range(1).count()
    except (PySparkException, grpc.RpcError, OSError) as error:
        raise EngineUnavailable(
            f"No Spark Connect server answers at {place} ({_first_line(error)}). Is it running, and can this machine reach it?"
        ) from error
    try:
        yield lambda lines: _carry(session, place, lines, workers), workers or _SLOTS
    except EngineUnavailable:
        raise  # nobody is there to say goodbye to
    except BaseException:
        session.interruptAll()
        session.stop()
        raise
    else:
        session.stop()


def _knock(place: str) -> None:
    """Whether anybody listens: the client itself would try for ten minutes."""
    parts = urlsplit(place)
    socket.create_connection((parts.hostname or "", parts.port or _PORT), timeout=_START_SECONDS).close()


def _carry(session: Any, place: str, lines: Sequence[str], workers: int | None) -> Iterator[Carried]:
    for start in range(0, len(lines), _A_QUERY):
        waiting = dict(enumerate(lines[start : start + _A_QUERY], start))
        table = session.createDataFrame(list(waiting.items()), "number int, line string")
        answers = table.repartition(workers or len(waiting)).mapInArrow(_run_rows, "number int, answer string")
        why = "it gave no answer"
        try:
            for row in answers.toLocalIterator():
                del waiting[row.number]
                yield Carried(row.number, row.answer)
        except (PySparkException, grpc.RpcError) as error:
            why = _first_line(error)
            _still_there(place, why)
        yield from (Carried(number, None, why) for number in waiting)


def _still_there(place: str, why: str) -> None:
    """A query that failed is lost work where the server lives, and the end where it does not."""
    try:
        _knock(place)
    except OSError as error:
        says = f"The Spark Connect server at {place} has gone ({why})."
        raise EngineUnavailable(f"{says} What is done is kept: build again once it is there.") from error


def _run_rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """On an executor: run the bundle of each row."""
    import pyarrow

    for batch in batches:
        for number, line in zip(batch["number"].to_pylist(), batch["line"].to_pylist(), strict=True):
            yield pyarrow.RecordBatch.from_pydict(
                {"number": pyarrow.array([number], pyarrow.int32()), "answer": pyarrow.array([run_bundle(line)], pyarrow.string())}
            )


def _first_line(error: BaseException) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
