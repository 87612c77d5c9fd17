"""``/screen``: a file of counterparties taken in, worked on between other requests, its answers fetched in every form."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from starlette.responses import FileResponse, Response

from enduse.screening.table_files import FORMS as TABLES
from enduse.server.errors import Refused
from enduse.server.jobs import COLUMNS, FORMS, Work
from enduse.server.operations import Call, Operation, answer
from enduse.server.parameters import Parameter
from enduse.server.shapes import Job

_NAME = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,99}")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
    "html": "text/html; charset=utf-8",
}
JOB = {"job": "the id of a job"}
_REPORT = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For a report opened in a browser: it may show itself and nothing else."""


async def start(call: Call) -> Response:
    """Take a file in."""
    name = call.given["file"]
    if not _NAME.fullmatch(name) or Path(name).suffix.lower() not in TABLES:
        raise Refused(400, "file", f"file: {name[:60]!r}: expected a plain file name that ends in {', '.join(sorted(TABLES))}")
    data = await call.body(call.desk.limits.file)
    if not data:
        raise Refused(400, "body", "body: it is empty; send the file as the body of the request")
    columns = {role: call.given[given] for given, role in COLUMNS.items() if call.given[given]}
    work = await asyncio.to_thread(call.desk.jobs.start, name, data, call.given["on"], columns)
    return answer(_job(work), 202, {"location": f"/screen/{work.id}"})


async def show(call: Call) -> Response:
    """Where a job stands."""
    return answer(_job(call.desk.jobs.get(call.path["job"])))


async def fetch(call: Call) -> Response:
    """The answers of a job that is done."""
    form = call.path["form"]
    if form not in FORMS:
        raise Refused(404, "form", f"form: {form[:20]!r}; expected one of {', '.join(FORMS)}")
    work = call.desk.jobs.get(call.path["job"])
    path = await asyncio.to_thread(call.desk.jobs.written, work, form)
    return FileResponse(path, media_type=MEDIA[form], filename=path.name, headers={"content-security-policy": _REPORT})


async def remove(call: Call) -> Response:
    """Stop a job and forget it."""
    call.desk.jobs.remove(call.path["job"])
    return Response(status_code=204)


def _job(work: Work) -> Job:
    return Job(
        id=work.id,
        state=work.state,
        file=work.table.path.name,
        done=work.done,
        rows=work.rows,
        columns=dict(work.plan.columns),
        day=work.plan.day,
        verdicts=dict(work.verdicts),
        build=work.build,
        error=work.error,
        results={form: f"/screen/{work.id}/{form}" for form in FORMS} if work.state == "done" else {},
    )


OPERATIONS = (
    Operation(
        "POST",
        "/screen",
        start,
        "Take in a table of counterparties (the body is the file itself); the answer names the job, whose progress can be asked.",
        (
            Parameter(
                "file", "text", "the name of the file, which says what it is: .csv, .xlsx, .jsonl …", required=True, example="orders.csv"
            ),
            Parameter("on", "day", "the day asked of every row; without it the row's own, else that of the newest copy of a list", ""),
            *(Parameter(each, "text", f"the column that holds the {role}; guessed without it", "") for each, role in COLUMNS.items()),
        ),
        Job,
        status=202,
        body=bytes,
        body_media="application/octet-stream",
        example="Customer,Country,Ship date\nMegvii Technology,CN,2019-10-09\n",
        upload=True,
    ),
    Operation("GET", "/screen/{job}", show, "Where a job stands, and where its answers are once it is done.", (), Job, paths=JOB),
    Operation(
        "GET",
        "/screen/{job}/{form}",
        fetch,
        "The answers of a job: csv, xlsx, jsonl, or a page to file (html).",
        media="application/octet-stream",
        paths={**JOB, "form": "csv, xlsx, jsonl or html"},
        upload=True,
    ),
    Operation("DELETE", "/screen/{job}", remove, "Stop a job and remove its files.", (), status=204, media="", paths=JOB),
)
