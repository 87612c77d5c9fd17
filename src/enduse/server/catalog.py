"""What is served: the case and its lists with their versions, and whether the server is well."""

from __future__ import annotations

from starlette.responses import Response

from enduse import __version__
from enduse.server.operations import WHOLE, Call, Operation, answer
from enduse.server.shapes import Catalog, Dataset, Status


async def catalog(call: Call) -> Response:
    """The case as one data set, and each list as one of its children."""
    desk, worker = call.desk, call.worker
    stale = bool(desk.versions.trouble)
    lists = [Dataset(key, key, day, load=False, index_current=not stale, children=[], entries=n) for key, (day, n) in worker.lists.items()]
    children = [each.name for each in lists]
    entries = sum(each.entries for each in lists)
    whole = [
        Dataset(name, desk.title, worker.build, load=True, index_current=not stale, children=children, entries=entries)
        for name in dict.fromkeys((WHOLE, desk.name))
    ]
    names = [each.name for each in (*whole, *lists)]
    return answer(
        Catalog(
            datasets=[*whole, *lists],
            current=[] if stale else names,
            outdated=names if stale else [],
            index_stale=stale,
            trouble=desk.versions.trouble,
            build=worker.build,
            software=f"enduse {__version__}",
        )
    )


async def healthy(_call: Call) -> Response:
    """The process answers."""
    return answer(Status())


async def ready(_call: Call) -> Response:
    """An index is open: the port is not opened before one is."""
    return answer(Status())


OPERATIONS = (
    Operation("GET", "/catalog", catalog, "The case and its lists, with the version of each and of the index that answers.", (), Catalog),
    Operation("GET", "/healthz", healthy, "Whether the process answers.", (), Status, open=True),
    Operation("GET", "/readyz", ready, "Whether an index is open and names can be asked.", (), Status, open=True),
)
