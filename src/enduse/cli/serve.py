"""``enduse serve``: a built case over HTTP."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from enduse.cli.output import as_json, atlas_option, case_argument, print_json, say


@click.command("serve")
@case_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others than this machine's own need a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for any that is free.")
@click.option(
    "--origin", "origins", multiple=True, help="A site whose pages may call the server, such as OpenRefine's http://127.0.0.1:3333."
)
@click.option("--on", "day", help="The day asked where a request names none: 2024-03-01. That of the newest copy of a list without it.")
@atlas_option
@as_json
def command(case_folder: Path, host: str, port: int, origins: tuple[str, ...], day: str | None, atlas: str, as_json: bool) -> None:
    """Answer over HTTP from a built CASE: names to match, lists, bodies, files to screen, OpenRefine, and a page to paste names into.

    It speaks the form of yente's clients (/match, /search, /entities, /catalog) and of the Reconciliation API 0.2; /openapi.json describes
    everything. Nothing in the case is changed. Only this machine can ask, unless a token stands in the environment variable ENDUSE_TOKEN.
    A new build is taken up while the server runs. Needs the extra [serve].

    \b
    Example:
      enduse serve examples/surveillance-trade
      ENDUSE_TOKEN=$(openssl rand -hex 24) enduse serve mycase --host 0.0.0.0 --port 8080
    """
    from enduse.case.layout import open_case
    from enduse.model.dates import PartialDate
    from enduse.model.errors import AmbiguousValue, UsageError

    try:
        from enduse.server.serving import TOKEN, application, check_access, listen, run
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise UsageError('The server needs the extra [serve]:  pip install "enduse[serve]"   (in a checkout: make setup-serve)') from error

    try:
        PartialDate.parse(day) if day else None
    except AmbiguousValue as error:
        raise UsageError(f"--on: {error}") from error
    token = os.environ.get(TOKEN, "")
    access = check_access(host, token, origins)
    case = open_case(case_folder)
    with listen(host, port) as opened, application(case, access, token=token, on=day or "", atlas=atlas) as app:
        address = f"http://{f'[{host}]' if ':' in host else host}:{opened.getsockname()[1]}/"
        if as_json:
            print_json({"address": address, "token": bool(token)})
        say(f"{case_folder} is served at {address}  ({'a token is needed' if token else 'this machine only'}); Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            run(app, opened)
