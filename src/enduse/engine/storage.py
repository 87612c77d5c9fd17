"""Shared storage: a folder any machine can reach by an address, where an input or output lies under its digest.

For clusters whose machines share no file system. The case stays a folder on the machine that builds: what a task needs is put into the
storage once, a worker fetches it to a temporary folder, runs the task there and puts the one output back. Files are named by digests (hash
of the content, or id of the task that makes them), so nothing in the storage is ever changed and an output that is there is whole.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from enduse.engine.run import Ran, run_task
from enduse.engine.task import Input, Task
from enduse.model.errors import EngineUnavailable, UsageError

_WHOLE_BY_NATURE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"})
"""Object stores: an object appears when it is whole, and there is no rename. Elsewhere a file is put aside and moved."""
_AT_ONCE = 16


class Storage:
    """Files by digest below an address such as ``s3://bucket/folder``, ``hdfs://host/folder`` or ``file:///mnt/shared``.

    Credentials come from where the storage's own library looks for them in the environment, never from the address.
    """

    def __init__(self, address: str) -> None:
        """Raises:
        UsageError: fsspec, or the package it needs for this kind of address, is not installed; the address holds a password.
        EngineUnavailable: the storage does not answer.
        """
        self.address = without_secrets(address, "--storage")
        fsspec = _fsspec()
        with self._answering():
            try:
                self._files, self._root = fsspec.core.url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
            except (ImportError, ValueError) as error:
                raise UsageError(f"--storage {address}: {error}. Install the extra: pip install 'enduse[object-storage]'") from error
        protocol = self._files.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        self._whole_by_nature = bool(names & _WHOLE_BY_NATURE)

    def digests(self) -> set[str]:
        """Everything that is there."""
        with self._answering():
            try:
                return {PurePosixPath(path).name for path in self._files.find(self._root)}
            except FileNotFoundError:
                return set()

    def has(self, digest: str) -> bool:
        """Whether a file is there, whole."""
        with self._answering():
            return bool(self._files.exists(self._place(digest)))

    def put(self, path: Path, digest: str) -> None:
        """Put a file there under its digest; a reader sees all of it or nothing."""
        place = self._place(digest)
        with self._answering():
            if self._whole_by_nature:
                self._files.put_file(str(path), place)
                return
            aside = f"{self._root}/aside/{secrets.token_hex(8)}"
            self._files.makedirs(f"{self._root}/aside", exist_ok=True)
            self._files.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
            self._files.put_file(str(path), aside)
            self._files.mv(aside, place)

    def get(self, digest: str, path: Path) -> None:
        """Fetch a file to ``path``; a reader of ``path`` sees all of it or nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            with self._answering():
                self._files.get_file(self._place(digest), str(aside))
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)

    def put_missing(self, inputs: Iterable[Input], there: set[str]) -> None:
        """Put the inputs that are not among ``there``, several at a time, and add them to it."""
        missing = {each.digest: each.path for each in inputs if each.digest not in there}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda item: self.put(item[1], item[0]), missing.items()))
        there |= missing.keys()

    def get_outputs(self, tasks: Iterable[Task]) -> None:
        """Fetch outputs to where the build wants them, several at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda task: self.get(task.id, task.output), tasks))

    def _place(self, digest: str) -> str:
        return f"{self._root}/files/{digest[:2]}/{digest}"

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except (FileNotFoundError, UsageError):
            raise
        except Exception as error:
            says = str(error).strip() or type(error).__name__
            raise EngineUnavailable(
                f"The storage {self.address} did not do what was asked: {says}\n"
                "Check its address, the network, the credentials in the environment and its space, then build again: what is done is kept."
            ) from error


def run_with(storage: Storage, task: Task) -> Ran:
    """Run a task whose inputs lie in ``storage``, in a temporary folder, and put its output there."""
    if storage.has(task.id):
        return Ran(task, skipped=True)
    with tempfile.TemporaryDirectory(prefix="enduse-") as temporary:
        folder = Path(temporary)
        inputs = []
        for number, each in enumerate(task.inputs):
            path = folder / str(number) / each.path.name
            storage.get(each.digest, path)
            inputs.append(Input(path, each.digest))
        here = replace(task, inputs=tuple(inputs), folder=folder / "out")
        ran = run_task(here)
        storage.put(here.output, task.id)
    return replace(ran, task=task)


def without_secrets(address: str, option: str) -> str:
    """The address, if it names nobody and holds no token.

    Raises:
        UsageError: it holds a password or a token; command lines are seen by others and kept by shells.
    """
    place = address.partition("://")[2].split("/", 1)[0]
    if "@" in place or "token=" in address or "password=" in address:
        raise UsageError(
            f"{option}: the address holds a name, password or token. Take it out and set it in the environment (docs/how-to/operator.md)."
        )
    return address


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise UsageError("--storage needs fsspec. Install the extra: pip install 'enduse[object-storage]'") from error
    return fsspec
