"""Choosing where tasks run: every name has an answer, and every error says what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from enduse.cli.build import command
from enduse.engine.executors import ENGINES, NAMES, Where, executor
from enduse.model.errors import EngineUnavailable, UsageError
from tests.engine.tasks import make


def test_the_local_one_needs_nothing(tmp_path: Path) -> None:
    with executor(Where(workers=1)) as execute:
        (ran,) = execute([make(tmp_path, "double", 3, by=2)])
    assert ran.task.output.read_text() == "6"


def test_the_command_offers_every_engine() -> None:
    (option,) = (p for p in command.params if p.name == "engine")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == NAMES


@pytest.mark.parametrize(
    ("where", "says"),
    [
        (Where(connect="tcp://host:1"), "add --engine dask or --engine spark"),
        (Where(storage="s3://bucket"), "add --engine"),
        (Where(engine="ray", connect="x"), "no engine is called 'ray'; there are local, dask, spark"),
        (Where(engine="dask"), "DASK_SCHEDULER_ADDRESS"),
        (Where(engine="spark"), "SPARK_REMOTE"),
        (Where(engine="spark", connect="sc://host:15002/;token=abc"), "Take it out and set it in the environment"),
        (Where(engine="dask", connect="tcp://me:secret@host:8786"), "Take it out and set it in the environment"),
    ],
)
def test_what_cannot_be_is_refused(where: Where, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ENGINES.values():
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(UsageError, match=says), executor(where):
        pass


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_extra_is_named(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"enduse.engine.{engine}", None)  # as if its import failed
    with pytest.raises(UsageError, match=rf"enduse\[{engine}\].*make setup-{engine}"), executor(Where(engine, "tcp://host:1")):
        pass


def test_a_token_in_the_environment_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="the extra [spark] is not installed here: make test-engines")
    monkeypatch.setenv("SPARK_REMOTE", "sc://127.0.0.1:1/;token=specimen-secret")
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:1 ") as caught, executor(Where("spark")):
        pass
    assert "secret" not in str(caught.value)
