"""The task: a pure function of named input files to one named output file.

A task's id is the hash of (code version, function, parameters, digests of its inputs) and names its output, so a
rerun skips what is there: resume, incremental build and retry are one mechanism.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

TaskFunction = Callable[[list[Path], dict[str, Any], Path], None]


@dataclass(frozen=True)
class Input:
    """A file a task reads, with the digest that stands for its content (a content hash, or the id of the task that makes it)."""

    path: Path
    digest: str


@dataclass(frozen=True)
class Task:
    """``function`` is ``package.module:name``; ``rooms`` are the packages of enduse whose code the outcome depends on."""

    stage: str
    function: str
    inputs: tuple[Input, ...]
    params: dict[str, Any]
    folder: Path
    """Where outputs of the build lie."""
    rooms: tuple[str, ...]
    suffix: str = ".json"

    @cached_property
    def id(self) -> str:
        """Hash of everything the output depends on; never of a path, a time or a machine."""
        payload = json.dumps(
            [code_version(self.rooms), self.function, self.params, [i.digest for i in self.inputs]],
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return hashlib.sha256(payload.encode()).hexdigest()

    @cached_property
    def output(self) -> Path:
        """The one file this task writes."""
        return self.folder / self.stage / f"{self.id[:40]}{self.suffix}"

    def as_input(self) -> Input:
        """This task's output as an input of a later one."""
        return Input(self.output, self.id)

    def load(self) -> TaskFunction:
        """The function itself."""
        module, _, name = self.function.partition(":")
        loaded: TaskFunction = getattr(importlib.import_module(module), name)
        return loaded


@cache
def code_version(rooms: tuple[str, ...]) -> str:
    """Hash of all code and data of some rooms of enduse, so that a change of either makes their tasks run again."""
    digest = hashlib.sha256()
    for room in sorted(rooms):
        folder = Path(str(resources.files(f"enduse.{room}")))
        for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{room}/{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
