"""How fast the server answers /match: requests a second and core, and how long one waits, at 16 clients.

    python benchmarks/server_speed.py [--requests N] [--clients N] [--data DIR] [--json]

Every list of the material folder and the parties of the register beside it are made into one index (about 26,000 bodies) and served by a
process of its own over loopback. The clients keep their connections and send one query a request: a third of the names as they stand, a
third with a character missing, a third put together of words of names. As many other names go round before anything is measured. Seconds
and core are the server's own processor time, all its threads together; waiting is measured by the clients, who share the machine with it.
Cold start is from starting the process to its first answer. Requests that are wrong or too much are refused one by one afterwards, each the
first of its kind: the milliseconds hold whatever has to be loaded for it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from enduse.case.list_files import open_lists
from enduse.screening.index_written import write_index
from enduse.server.limits import LIMITS
from enduse.server.serving import application_over, check_access, listen, run
from enduse.server.versions import Versions
from list_questions import lists_in
from matching_speed import DATA, parties
from screening_speed import add_bodies, rows_of

HOST = "127.0.0.1"


def serve(folder: Path) -> None:
    """Serve an index until told to end; the port is printed."""
    with (
        listen(HOST, 0) as opened,
        application_over(Versions(lambda: folder, lambda: 0, LIMITS), "b", "b", check_access(HOST, "", ())) as app,
    ):
        print(opened.getsockname()[1], flush=True)
        run(app, opened)


def request_of(name: str) -> bytes:
    """One query as a client sends it."""
    body = json.dumps({"queries": {"q": {"schema": "Company", "properties": {"name": [name]}}}}).encode()
    head = f"POST /match/default HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def client(port: int, requests: list[bytes], waited: list[float], failed: list[bytes]) -> None:
    """Send requests one after the other over one connection."""
    reader, writer = await asyncio.open_connection(HOST, port)
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        waited.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 200"):
            failed.append(head)
    writer.close()


async def ask(port: int, requests: list[bytes], clients: int) -> tuple[list[float], list[bytes]]:
    """All requests by so many clients at once."""
    waited: list[float] = []
    failed: list[bytes] = []
    await asyncio.gather(*(client(port, requests[at::clients], waited, failed) for at in range(clients)))
    return waited, failed


def refusals() -> dict[str, tuple[int, bytes]]:
    """Requests that are wrong or too much, with the status they get."""

    def sent(path: str, body: bytes, method: str = "POST") -> bytes:
        return f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    query = {"schema": "Company", "properties": {"name": ["Specimen Ltd"]}}
    noise = random.Random(7).randbytes(1 << 20)  # noqa: S311 - a benchmark, no secret
    return {
        "a query of 1 MB": (413, sent("/match/default", json.dumps({"queries": {"q": {**query, "x": "x" * (1 << 20)}}}).encode())),
        "a query of 1 MB in the address": (414, sent(f"/search/default?q={'x' * (1 << 20)}", b"", "GET")),
        "100,000 queries": (413, sent("/match/default", json.dumps({"queries": {str(n): query for n in range(100_000)}}).encode())),
        "a file of 100,000 rows": (413, sent("/screen?file=a.csv&on=2021-01-01", b"name\n" + b"Specimen Ltd\n" * 100_000)),
        "a file of 21 MB": (413, sent("/screen?file=a.csv&on=2021-01-01", b"name\n" + b"x" * (21 << 20))),
        "malformed JSON": (400, sent("/match/default", b'{"queries": {"q": ')),
        "malformed JSON lines": (422, sent("/screen?file=a.jsonl&on=2021-01-01", b'{"name": "a"}\n' * 40_000 + b"[\n")),
        "a wrong date": (400, sent("/match/default?on=2021-02-30", json.dumps({"queries": {"q": query}}).encode())),
        "a workbook of 1 MB of text": (422, sent("/screen?file=a.xlsx&on=2021-01-01", b"x" * (1 << 20))),
        "a workbook of 1 MB of noise": (422, sent("/screen?file=a.xlsx&on=2021-01-01", noise)),
        "a workbook cut short": (422, sent("/screen?file=b.xlsx&on=2021-01-01", b"PK\x03\x04" + noise)),
        "a page of 1 MB called .xls": (422, sent("/screen?file=a.xls&on=2021-01-01", b"<html>" + b"word " * 200_000)),
    }


async def refuse(port: int) -> dict[str, float]:
    """Milliseconds until each is refused, over a connection of its own.

    Raises:
        SystemExit: one gets another status.
    """
    found = {}
    for name, (status, request) in refusals().items():
        reader, writer = await asyncio.open_connection(HOST, port)
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        found[name] = round(1000 * (time.perf_counter() - began), 1)
        writer.close()
        if not head.startswith(f"HTTP/1.1 {status} ".encode()):
            raise SystemExit(f"{name}: expected {status}, got {head[:80]!r}")
    return found


def spent(process: int) -> float:
    """Processor seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Megabytes of memory a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def measure(data: Path, number: int, clients: int) -> dict[str, object]:
    """Write an index, serve it, and ask."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "index"
        folder.mkdir()
        with open_lists(lists_in(data / "lists"), partial=True) as resolved:
            names = add_bodies(resolved, parties(data))
            write_index(resolved, (), {}, "benchmark", folder)
        weight = sum(path.stat().st_size for path in folder.iterdir())
        drawn = [request_of(row.name) for row in rows_of(names, 2 * number)]
        random.Random(9).shuffle(drawn)  # noqa: S311 - a benchmark, no secret
        first, requests = drawn[:number], drawn[number:]
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, __file__, "--serve", str(folder)], stdout=subprocess.PIPE, text=True)
        try:
            port = int((process.stdout or sys.stdin).readline())
            asyncio.run(ask(port, first[:1], 1))
            cold = time.perf_counter() - began
            cold_core = spent(process.pid)
            asyncio.run(ask(port, first, clients))
            before, began = spent(process.pid), time.perf_counter()
            waited, failed = asyncio.run(ask(port, requests, clients))
            elapsed, used = time.perf_counter() - began, spent(process.pid) - before
            memory = resident(process.pid)
            refused = asyncio.run(refuse(port))
        finally:
            process.terminate()
            process.wait(20)
    waited.sort()
    return {
        "names": len(names),
        "requests": number,
        "clients": clients,
        "failed": len(failed),
        "index_mb": round(weight / 1e6, 1),
        "cold_start_seconds": round(cold, 2),
        "cold_start_processor_seconds": round(cold_core, 2),
        "requests_a_second_and_core": round(number / used),
        "requests_a_second": round(number / elapsed),
        "waited_ms_median": round(1000 * waited[len(waited) // 2], 1),
        "waited_ms_p99": round(1000 * waited[len(waited) * 99 // 100], 1),
        "waited_ms_most": round(1000 * waited[-1], 1),
        "memory_mb": memory,
        "refused_ms_most": max(refused.values()),
        "refused_ms": refused,
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=6_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        serve(given.serve)
        return
    found = measure(given.data, given.requests, given.clients)
    print(json.dumps(found) if given.json else "\n".join(f"{name:<30} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
