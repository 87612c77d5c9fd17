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
    from enduse.model.dates import PartialDate


@click.command("trace")
@case_option
@click.option("--to", "target", metavar="NAME", help="Only ways that end there.")
@click.option("--on", "day", metavar="DATE", help="Only edges that hold on that day (2019-10-09), and those of which the dates do not say.")
@click.option("--depth", type=click.IntRange(1, 8), default=4, show_default=True, help="Most edges in a way.")
@click.argument("origin", metavar="FROM")
@as_json
def command(case_folder: Path, target: str | None, day: str | None, depth: int, origin: str, as_json: bool) -> None:
    """Follow goods and ties from FROM (a name or an entity id) over every recorded edge, each with its day and passages.

    A trace claims nothing beyond its single edges: two edges in a row need not concern the same goods. What the papers leave open
    between them stands as an edge of its own, marked "?". Shorter ways come first.

    \b
    Example:
      enduse trace --case examples/surveillance-trade "Thermo Fisher Scientific" --to "Korla police"
    """
    from enduse.case.layout import open_case
    from enduse.case.state import read_state
    from enduse.findings.explain import clean
    from enduse.findings.trace import trace

    on = _day(day)
    with read_state(open_case(case_folder)).resolved() as resolved:
        start = _one(resolved, origin)
        found = trace(resolved, start, _one(resolved, target) if target else None, depth, on=on)
        paths = [[_edge(resolved, edge, on) for edge in path] for path in found.paths]
    if as_json:
        print_json({"from": start, "on": day, "paths": paths, "cut": found.cut})
        return
    if not paths:
        say("These papers show no way. That is not proof that there is none.")
    for number, path in enumerate(paths, 1):
        click.echo(f"{number}. " + path[0]["origin"]["name"])
        for edge in path:
            click.echo("\n".join(clean(line) for line in _lines(edge, on)))
    if found.cut:
        say("There were more ways than are shown; name an end with --to, or lower --depth.")


def _day(text: str | None) -> PartialDate | None:
    from enduse.model.dates import PartialDate
    from enduse.model.errors import AmbiguousValue

    try:
        return PartialDate.parse(text) if text else None
    except AmbiguousValue as error:
        raise UsageError(f"--on {text}: {error}") from error


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


def _edge(resolved: Resolved, edge: Edge, on: PartialDate | None) -> dict[str, Any]:
    from enduse.findings.trace import caption

    statements = resolved.statements(edge.statements)
    fields = ("document", "start", "end", "quote", "property", "source", "specimen")
    validity = edge.validity
    days = [day.text for day in validity.starts]
    return {
        "origin": {"id": edge.origin, "name": caption(resolved, edge.origin)},
        "target": {"id": edge.target, "name": caption(resolved, edge.target)},
        "relation": edge.relation,
        "via": edge.via,
        "gap": {"en": edge.gap.en, "zh": edge.gap.zh} if edge.gap else None,
        "valid": {
            "on": days if validity.event else [],
            "from": [] if validity.event else days,
            "until": [day.text for day in validity.ends],
        },
        "holds": validity.holds(on) if on and not edge.gap else None,
        "passages": [{"statement": each, **{field: getattr(s, field) for field in fields}} for each, s in statements.items()],
    }


def _lines(edge: dict[str, Any], on: PartialDate | None) -> list[str]:
    target = edge["target"]["name"]
    if edge["gap"]:
        return [f"   — ? → {target}: {edge['gap']['en']}"]
    mark = " (specimen)" if any(passage["specimen"] for passage in edge["passages"]) else ""
    unsure = f" [whether on {on.text}: undetermined]" if on and edge["holds"] is None else ""
    lines = [f"   — {edge['relation']} → {target}{_when(edge['valid'])}{unsure}{mark}"]
    for passage in edge["passages"]:
        place = f"{passage['document'][:12]} {passage['start']}:{passage['end']}, {passage['source']}"
        lines.append(f"       “{passage['quote']}”  {place}")
    return lines


def _when(valid: dict[str, list[str]]) -> str:
    """When an edge holds, in words; several dates are sources that differ."""
    said = [f"{word} {' or '.join(valid[key])}" for key, word in (("on", "on"), ("from", "from"), ("until", "until")) if valid[key]]
    return f" ({' '.join(said)})" if said else " (undated)"
