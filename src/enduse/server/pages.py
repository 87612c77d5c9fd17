"""The page for people without a terminal, and the description for programs; both ask nothing of any other site."""

from __future__ import annotations

from functools import cache
from importlib import resources

import jinja2
from starlette.responses import Response

from enduse import __version__
from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation
from enduse.screening.policy import load_policy
from enduse.screening.table_files import FORMS
from enduse.server.operations import Call, Operation

_OWN = ("script-src", "style-src", "connect-src")
_NONE = ("default-src", "base-uri", "form-action", "frame-ancestors")
_POLICY = "; ".join([*(f"{each} 'none'" for each in _NONE), *(f"{each} 'self'" for each in _OWN)])


async def page(call: Call) -> Response:
    """The page. Without a token it says what the case is; with one, only that there is one."""
    desk, worker = call.desk, call.worker
    guarded = bool(desk.token)
    text = _template().render(
        title="a case" if guarded else desk.title,
        forms=sorted(FORMS),
        newest="" if guarded else worker.day,
        token=guarded,
        note=not_an_accusation("en"),
        words=load_policy().concerns | load_policy().notes,
        software=f"Enduse {__version__}",
        build=worker.build,
        lists=[] if guarded else [(key, day) for key, (day, _) in worker.lists.items()],
    )
    return Response(text, media_type="text/html", headers={"content-security-policy": _POLICY})


async def style(_call: Call) -> Response:
    """The page's style."""
    return Response(_file("page.css"), media_type="text/css")


async def script(_call: Call) -> Response:
    """The page's script."""
    return Response(_file("page.js"), media_type="text/javascript")


@cache
def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["visible"] = lambda value: visible(str(value))
    return environment.from_string(_file("page.html"))


OPERATIONS = (
    Operation("GET", "/", page, "The page to paste names into.", media="text/html", open=True, described=False),
    Operation("GET", "/page.css", style, "Its style.", media="text/css", open=True, described=False),
    Operation("GET", "/page.js", script, "Its script.", media="text/javascript", open=True, described=False),
)
