"""The findings task: every rule over one resolved case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from enduse.entities.resolved import Resolved
from enduse.findings.graph import Graph
from enduse.findings.identity import with_needed_aliases
from enduse.findings.likeness_gaps import with_likeness_gaps
from enduse.findings.rules import Rule, chosen_rules
from enduse.findings.specimens import marked
from enduse.findings.subjects import with_named_organisations
from enduse.model.finding import Finding
from enduse.model.storage import write_json


def find(resolved: Resolved, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """All findings of these rules, sorted by id, each once.

    Raises:
        UsageError: invented and real papers meet in a finding.
    """
    graph = Graph(resolved)
    proposed = with_needed_aliases([f for rule in rules for f in rule.find(graph, rule)], resolved.connection)
    given = with_named_organisations(marked(proposed, resolved.connection), resolved)
    found = {each.id: each for each in with_likeness_gaps(given, resolved)}
    return tuple(found[each] for each in sorted(found))


def find_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Read ``inputs`` (the folder of the entities stage); write the findings of ``params["rules"]`` (all where absent) to ``output``.

    Raises:
        UsageError: a name in ``rules`` is no rule, or invented and real papers meet in a finding.
    """
    rules = chosen_rules(params.get("rules"))
    with Resolved(inputs[0], memory=str(params.get("memory", "1GB"))) as resolved:
        write_json(output, find(resolved, rules))
