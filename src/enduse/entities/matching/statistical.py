"""A statistical look at candidate pairs (extra ``[splink]``): how probable it is, by all pairs together, that two parties are one.

Splink estimates how often each agreement is seen among random pairs (u, from a seeded sample) and among pairs of one body (m, from what
people have judged the same, or by EM over the candidates where they judged too few), and weighs every candidate pair by them. One thread
over tables in an order of ours: the same parties, pairs and versions give the same figures.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from enduse.engine.sql import open_sql
from enduse.entities.matching.statistical_extra import Look, installed, load_look
from enduse.entities.matching.statistical_tables import JUDGED, PAIR, PAIRED, RECORDS, Row, lay, lay_judged, stated
from enduse.entities.matching.thresholds import StatisticalRules, load_thresholds

MEMORY = "1GB"
_AT_ONCE = 100_000
"""Pairs whose outcome is in memory as rows at a time."""
_RULE = f"l.{PAIR} = r.{PAIR}"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the look says of a pair: ``agree`` and ``differ`` are names of levels and of what differs (statistical.yml)."""

    probability: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    trained: int
    """Pairs that trained the model."""
    judged: bool
    """Whether people had judged those."""


@dataclass(frozen=True, slots=True)
class Model:
    """The settings Splink is given, with every m and u, and what trained them."""

    settings: dict[str, Any]
    trained: int
    judged: bool


def look_at(
    rows: Sequence[Row],
    pairs: Sequence[tuple[int, int]],
    *,
    matches: int,
    judged: Sequence[tuple[int, int]] = (),
    temporary: Path | None = None,
) -> list[Opinion]:
    """An opinion on each pair, in their order; none at all where there are too few pairs to estimate anything from.

    ``rows``: the columns of each party; ``pairs``: positions among them. ``matches``: how many of the pairs names and identifiers alone
    take for one body. ``judged``: pairs of positions that people have judged the same.

    Raises:
        UsageError: the extra is not installed.
    """
    installed()
    rules = load_thresholds().statistical
    if len(pairs) < rules.least_pairs:
        return []
    with tempfile.TemporaryDirectory(dir=temporary) as folder, open_sql(Path(folder) / "spill", memory=MEMORY) as connection:
        lay(connection, rows, pairs, Path(folder))
        if len(judged) >= rules.least_judged:
            lay_judged(connection, judged, Path(folder))
        model = _train(connection, _prior(len(rows), matches, rules), len(pairs), len(judged), rules)
        return list(_opinions(connection, model, load_look())) if model.settings["comparisons"] else []


def _prior(parties: int, matches: int, rules: StatisticalRules) -> float:
    """The probability that two parties taken at random are one; of few parties nearly all of whom match, half."""
    return min(max(matches, 1) / rules.recall / (parties * (parties - 1) / 2), 0.5)


def _train(connection: duckdb.DuckDBPyConnection, prior: float, pairs: int, judged: int, rules: StatisticalRules) -> Model:
    """Estimate u, then m, then leave out what could not be estimated."""
    by_people = judged >= rules.least_judged
    settings = _settings(connection, prior, rules)
    sampled = _linker(connection, RECORDS, settings)
    sampled.training.estimate_u_using_random_sampling(max_pairs=rules.sampled, seed=rules.seed, min_count_per_level=None)
    if by_people:
        sampled.training.estimate_m_from_pairwise_labels(JUDGED)
        learned = sampled.misc.save_model_to_json()
    else:
        learned = _by_sessions(connection, _complete(sampled.misc.save_model_to_json(), ("u_probability",), rules))
    kept = [each for each in learned["comparisons"] if any("m_probability" in level for level in each["comparison_levels"])]
    settings = _complete({**learned, "comparisons": kept}, ("u_probability", "m_probability"), rules)
    return Model({**settings, "probability_two_random_records_match": prior}, judged if by_people else pairs, by_people)


def _by_sessions(connection: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> dict[str, Any]:
    """m by EM over the candidates, once for each rule that leaves any."""
    from splink.internals.exceptions import EMTrainingException

    linker = _linker(connection, PAIRED, settings)
    for session in load_look().sessions:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(f"{_RULE} AND {session}")
        except EMTrainingException:  # no pair is left by this rule
            continue
    learned: dict[str, Any] = linker.misc.save_model_to_json()
    return learned


def _settings(connection: duckdb.DuckDBPyConnection, prior: float, rules: StatisticalRules) -> dict[str, Any]:
    """What Splink is asked: the comparisons that enough pairs say something for."""
    comparisons = []
    for name, each in load_look().comparisons.items():
        if stated(connection, each.columns) >= rules.least_stated:
            silent = " OR ".join(f"({' AND '.join(f'{column}_{side} IS NULL' for column in each.columns)})" for side in "lr")
            levels: list[dict[str, Any]] = [{"sql_condition": silent, "label_for_charts": "silent", "is_null_level": True}]
            levels += [{"sql_condition": level.when, "label_for_charts": level.called} for level in each.levels]
            levels.append({"sql_condition": "ELSE", "label_for_charts": "else"})
            comparisons.append({"output_column_name": name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "comparisons": comparisons,
        "probability_two_random_records_match": prior,
        "max_iterations": rules.iterations,
    }


def _complete(settings: dict[str, Any], shares: Sequence[str], rules: StatisticalRules) -> dict[str, Any]:
    """The settings with ``unseen`` for the shares of levels that no pair of the training showed; else Splink takes a guess of its own."""
    for each in settings["comparisons"]:
        for level in each["comparison_levels"]:
            if not level.get("is_null_level"):
                for share in shares:
                    level.setdefault(share, rules.unseen)
    return settings


def _linker(connection: duckdb.DuckDBPyConnection, table: str, settings: dict[str, Any]) -> Any:
    """Splink over a table of the connection. It is loaded only here: importing it takes a second."""
    from splink import DuckDBAPI, Linker

    rule = "l.unique_id = r.unique_id" if table == RECORDS else _RULE
    asked: dict[str, Any] = {"blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "sql_dialect": "duckdb"}]}
    asked |= {"retain_matching_columns": True, "additional_columns_to_retain": [] if table == RECORDS else [PAIR]}
    return Linker(DuckDBAPI(connection).register(table), {**settings, **asked}, log_level=logging.CRITICAL)


def _opinions(connection: duckdb.DuckDBPyConnection, model: Model, look: Look) -> Iterator[Opinion]:
    """The opinions in the order of the pairs; pairs that agree and differ alike share one."""
    predicted = _linker(connection, PAIRED, model.settings).inference.predict(warning_mode="never")
    names = [each["output_column_name"] for each in model.settings["comparisons"]]
    columns = ", ".join(["round(match_probability, 4)", *(f"gamma_{name}" for name in names)])
    known: dict[tuple[Any, ...], Opinion] = {}
    start = 0
    within = f"FROM {predicted.physical_name} WHERE {PAIR}_l >= ? AND {PAIR}_l < ? ORDER BY {PAIR}_l"
    while rows := connection.execute(f"SELECT {columns} {within}", [start, start + _AT_ONCE]).fetchall():
        for row in rows:
            if row not in known:
                known[row] = _opinion(row[0], dict(zip(names, row[1:], strict=True)), model, look)
            yield known[row]
        start += _AT_ONCE


def _opinion(probability: float, reached: dict[str, int], model: Model, look: Look) -> Opinion:
    """``reached``: for each comparison the number Splink gives its levels: -1 where it says nothing, 0 where the sides differ, the closest
    the highest."""
    agree, differ = [], []
    for name, value in reached.items():
        compared = look.comparisons[name]
        if value > 0:
            agree.append(compared.levels[len(compared.levels) - value].called)
        elif value == 0:
            differ.append(compared.differ)
    return Opinion(probability, tuple(agree), tuple(differ), model.trained, model.judged)
