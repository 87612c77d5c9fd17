"""``enduse trace``: where goods and ties lead from one name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enduse.cli.output import as_json, case_option, print_json, say
from enduse.model.errors import UsageError

if TYPE_CHECKING:
    from enduse.entities.resolved import Resolved
    from enduse.findings.trace import Edge


@click.command("trace")
@case_option
@click.option("--to", "target", metavar="NAME", help="Only ways that end there.")
@click.option("--depth", type=click.IntRange(1, 8), default=4, show_default=True, help="Most edges in a way.")
@click.argument("origin", metavar="FROM")
@as_json
def command(case_folder: Path, target: str | None, depth: int, origin: str, as_json: bool) -> None:
    """Follow goods and ties from FROM (a name or an entity id) over every recorded edge, each with its passage.

    A trace claims nothing beyond its single edges: two edges in a row need not concern the same goods.

    \b
    Example:
      enduse trace --case examples/surveillance-trade "Thermo Fisher Scientific" --to "Korla police"
    """
    from enduse.case.layout import open_case
    from enduse.case.state import read_state
    from enduse.findings.trace import trace

    with read_state(open_case(case_folder)).resolved() as resolved:
        start = _one(resolved, origin)
        found = trace(resolved, start, _one(resolved, target) if target else None, depth)
        paths = [[_edge(resolved, edge) for edge in path] for path in found.paths]
    if as_json:
        print_json({"from": start, "paths": paths, "cut": found.cut})
        return
    if not paths:
        say("These papers show no way. That is not proof that there is none.")
    for number, path in enumerate(paths, 1):
        click.echo(f"{number}. " + path[0]["origin"]["name"])
        for edge in path:
            mark = " (specimen)" if any(passage["specimen"] for passage in edge["passages"]) else ""
            click.echo(f"   — {edge['relation']} → {edge['target']['name']}{mark}")
            for passage in edge["passages"]:
                click.echo(
                    f"       “{passage['quote']}”  {passage['document'][:12]} {passage['start']}:{passage['end']}, {passage['source']}"
                )
    if found.cut:
        say("There were more ways than are shown; name an end with --to, or lower --depth.")


def _one(resolved: Resolved, text: str) -> str:
    from enduse.findings.trace import named

    ids = named(resolved, text)
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise UsageError(
            f"Nothing in this case is called {text!r}. Names must be whole; look one up in the atlas or with:  enduse export --format csv"
        )
    raise UsageError(f"{text!r} names {len(ids)} entities; use one of their ids: {', '.join(ids[:10])}")


def _edge(resolved: Resolved, edge: Edge) -> dict[str, Any]:
    statements = resolved.statements(edge.statements)
    fields = ("document", "start", "end", "quote", "source", "specimen")
    return {
        "origin": {"id": edge.origin, "name": _name(resolved, edge.origin)},
        "target": {"id": edge.target, "name": _name(resolved, edge.target)},
        "relation": edge.relation,
        "via": edge.via,
        "passages": [{"statement": each, **{field: getattr(s, field) for field in fields}} for each, s in statements.items()],
    }


def _name(resolved: Resolved, id: str) -> str:
    try:
        return resolved.entity(id).caption or id
    except KeyError:
        return id
