"""The findings task: every rule over one resolved case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from enduse.model.storage import read_json, write_json


def find(resolved: Resolved, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """All findings of these rules, sorted by id, each once.

    Raises:
        UsageError: invented and real papers meet in a finding.
    """
    return conclude(propose(resolved, rules), resolved)


def propose(resolved: Resolved, rules: Iterable[Rule]) -> list[Finding]:
    """What each rule finds by itself, rule by rule."""
    graph = Graph(resolved)
    return [finding for rule in rules for finding in rule.find(graph, rule)]


def conclude(proposed: Sequence[Finding], resolved: Resolved) -> tuple[Finding, ...]:
    """The findings, with what does not depend on a rule: needed names, marks, whom they name, gaps of likeness."""
    needed = with_needed_aliases(proposed, resolved.connection)
    given = with_named_organisations(marked(needed, resolved.connection), resolved)
    found = {each.id: each for each in with_likeness_gaps(given, resolved)}
    return tuple(found[each] for each in sorted(found))


def propose_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write what ``params["rules"]`` propose over ``inputs`` (the folder of the entities stage). A few rules ask few questions, so that the
    tables stay files: to load them takes longer than all but the dearest rule.

    Raises:
        UsageError: a name in ``rules`` is no rule.
    """
    rules = chosen_rules(params["rules"])
    with Resolved(inputs[0], memory=str(params.get("memory", "1GB")), loaded=False) as resolved:
        write_json(output, propose(resolved, rules))


def find_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Read the folder of the entities stage, and what ``propose_task`` wrote for each rule where that was done; write the findings.

    ``params``: ``rules`` by name (all where absent).

    Raises:
        UsageError: a name in ``rules`` is no rule, or invented and real papers meet in a finding.
    """
    folder, *proposals = inputs
    rules = chosen_rules(params.get("rules"))
    with Resolved(folder, memory=str(params.get("memory", "1GB"))) as resolved:
        proposed = [finding for path in proposals for finding in read_json(path, tuple[Finding, ...])]
        write_json(output, conclude(proposed if proposals else propose(resolved, rules), resolved))
