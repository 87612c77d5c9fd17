"""From extractions to findings: the tasks of the three stages that join what documents say.

A small case is one task a stage. Of a large one every stage is many tasks, each over a part of the statements or by one rule, and a last
task that puts their outputs together; what comes out is the same bytes. The order of the papers never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from enduse.engine.task import Input, Task
from enduse.entities.statement_parts import MENTIONS, read_parts
from enduse.findings.rules import chosen_rules
from enduse.statements.merge import deal, weight

MERGE = ("model", "evidence", "statements")
RESOLVE = ("model", "vocabulary", "language", "decisions", "entities")
FIND = (*RESOLVE, "sources", "findings")

STEPS = ("merged", "joined", "parts", "entities", "proposed", "findings")
"""Where the tasks of these stages write, those of large cases too."""

GATHER = "enduse.entities.statement_parts:gather_task"
"""What makes the entities of a large case."""

Run = Callable[[Sequence[Task]], None]
"""Runs tasks that everything later needs; raises where one could not run."""


def merge(folder: Path, extractions: Sequence[tuple[str, Input]], run: Run) -> tuple[Task, ...]:
    """Make the tables of all statements. ``extractions``, each with its document's hash; shards, each with the name of its stretch."""
    size = sum(weight(each.path) for _, each in extractions)
    tables = []
    for given in deal(extractions, size) or [[]]:  # of nothing there is an empty table
        inputs = tuple(sorted(given, key=lambda each: each.digest))
        tables.append(Task("merged", "enduse.statements.merge:merge_task", inputs, {}, folder, MERGE, ".parquet"))
    run(tables)
    return tuple(tables)


def resolve(folder: Path, tables: Sequence[Task], logs: Iterable[Input], run: Run, *, statistical: str = "") -> Task:
    """Make the entities from tables of statements and every reviewer's judgements.

    ``statistical``: what the second look of the extra ``[splink]`` is made of, where the case asks for it.
    """
    asked = {"statistical": statistical} if statistical else {}
    inputs = tuple(table.as_input() for table in tables)
    if len(tables) == 1:
        whole = Task("entities", "enduse.entities.resolve:resolve_task", (*inputs, *logs), asked, folder, RESOLVE, suffix="")
        run([whole])
        return whole
    joined = Task("joined", "enduse.entities.resolve:join_task", (*inputs, *logs), asked, folder, RESOLVE, suffix="")
    run([joined])
    mentions = Input(joined.output / MENTIONS, f"{joined.id}-mentions")
    parts = []
    for part in read_parts(joined.output):
        params = {"schema": part.schema, "properties": list(part.properties)}
        parts.append(Task("parts", "enduse.entities.statement_parts:part_task", (mentions, *inputs), params, folder, RESOLVE, ".parquet"))
    run(parts)
    made = tuple(task.as_input() for task in (joined, *parts))
    whole = Task("entities", GATHER, made, {}, folder, RESOLVE, suffix="")
    run([whole])
    return whole


def find(folder: Path, entities: Task, rules: Sequence[str], run: Run) -> Task:
    """Make the findings of these rules, all where none is named."""
    proposals = []
    if entities.function == GATHER:
        for rule in chosen_rules(list(rules)):
            params = {"rules": [rule.name]}
            proposals.append(Task("proposed", "enduse.findings.find:propose_task", (entities.as_input(),), params, folder, FIND))
        run(proposals)
    inputs = tuple(task.as_input() for task in (entities, *proposals))
    found = Task("findings", "enduse.findings.find:find_task", inputs, {"rules": list(rules)}, folder, FIND)
    run([found])
    return found
