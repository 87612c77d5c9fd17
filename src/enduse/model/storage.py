"""How records of the model are written to disk: canonical JSON, written aside and renamed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from enduse.model.errors import DamagedBuild

T = TypeVar("T")


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` (dataclasses, tuples, dicts) with sorted keys, atomically: a reader never sees half a file."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(msgspec.json.encode(value, order="sorted"))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)  # on a full disk what was written of it is in the way


def read_json(path: Path, type: type[T]) -> T:
    """Read what ``write_json`` wrote, checked against ``type``.

    Raises:
        DamagedBuild: the file is not what was written (cut by a full disk or a power failure, or changed by hand).
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=type)
    except msgspec.MsgspecError as error:
        raise DamagedBuild(
            f"{path.parent.name}/{path.name} is not as it was written ({error}). Delete the folder build and build again."
        ) from error
