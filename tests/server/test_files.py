"""Files over HTTP: taken in, followed, fetched in every form with the bytes of the command, and forgotten."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from enduse.case.layout import Case
from tests.conftest import run_enduse
from tests.server.conftest import PATIENT, Client, started, wait_for

ROWS = "Customer,Country,Ship date\nMegvii Technology,CN,2019-10-08\nMegvii Technology,CN,2019-10-09\nSpecimen Bakery Ltd,FR,2022-05-01\n"


def send(client: Client, text: str, query: str = "file=orders.csv") -> str:
    got = client.ask("POST", f"/screen?{query}", text.encode())
    assert (got.status, got.headers["location"]) == (202, f"/screen/{got.json['id']}"), got.body
    return str(got.json["id"])


def done(client: Client, job: str) -> None:
    wait_for(lambda: client.get(f"/screen/{job}").json["state"] == "done")


def test_a_file_is_screened_as_the_command_does_it(client: Client, case: Case, tmp_path: Path) -> None:
    job = send(client, ROWS)
    done(client, job)
    said = client.get(f"/screen/{job}").json
    assert (said["done"], said["rows"], said["columns"]["date"]) == (3, 3, "Ship date")
    assert said["verdicts"] == {"match to check": 2, "none": 1}
    assert said["build"] == client.get("/catalog").json["build"]
    (tmp_path / "orders.csv").write_text(ROWS)
    outs = [part for form in said["results"] for part in ("--out", str(tmp_path / f"orders-screened.{form}"))]
    ran = run_enduse("screen", case.root, tmp_path / "orders.csv", *outs)
    assert ran.returncode == 0, ran.stderr
    for form, path in said["results"].items():
        got = client.get(path)
        assert got.status == 200
        assert got.body == (tmp_path / f"orders-screened.{form}").read_bytes(), form
        assert f'filename="orders-screened.{form}"' in got.headers["content-disposition"]
        assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in client.get(f"/screen/{job}/html").headers["content-security-policy"]


def test_a_removed_job_leaves_nothing_behind(client: Client) -> None:
    job = send(client, ROWS)
    done(client, job)
    folders = [path for path in Path(tempfile.gettempdir()).glob("enduse-serve-*") if (path / job).exists()]
    assert len(folders) == 1
    assert client.ask("DELETE", f"/screen/{job}").status == 204
    assert client.get(f"/screen/{job}").status == 404
    assert not (folders[0] / job).exists()


def test_only_so_many_files_are_kept_and_all_go_with_the_server(case: Case) -> None:
    with started(case, limits=replace(PATIENT, jobs=1)) as client:
        job = send(client, "name\n" + "Megvii Technology\n" * 400, "file=a.csv&on=2020-01-01")
        refused = client.ask("POST", "/screen?file=b.csv&on=2020-01-01", b"name\nx\n")
        assert (refused.status, refused.headers["retry-after"]) == (429, "1")
        not_yet = client.get(f"/screen/{job}/csv")
        assert not_yet.status in (200, 409)
        (folder,) = [path for path in Path(tempfile.gettempdir()).glob("enduse-serve-*") if (path / job).exists()]
    assert not folder.exists()


def test_a_workbook_of_answers_opens(client: Client, tmp_path: Path) -> None:
    job = send(client, '{"name": "=HYPERLINK(1)", "date": "2020-01-01"}\n', "file=names.jsonl")
    done(client, job)
    (tmp_path / "a.xlsx").write_bytes(client.get(f"/screen/{job}/xlsx").body)
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert book.testzip() is None
