"""How many (name, day) questions a second are answered against all lists at hand.

    python benchmarks/list_questions.py [--questions 100000] [--lists FOLDER] [--json]

Questions are drawn with a fixed seed: half are names as the lists write them, a quarter the same with a letter missing, a quarter names no
list has (words of listed names put together anew); days are drawn from 1997 to 2026, one in ten a month, one in fifty unreadable. Every
different name is looked for by likeness too. The floor is one dictionary look-up of the folded name a question: what a screen on exact
names alone would cost. Lists are those in FOLDER, read as `enduse list --list` reads them; where it has none, the samples of the sources.

Processor time of this process, the loading of the lists apart.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from enduse.case.list_files import open_lists
from enduse.entities.resolved import Resolved
from enduse.findings.listed.answer import Question
from enduse.findings.listed.ask import Listings
from enduse.language.scripts import fold_name

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared" / "data" / "lists"
FILES = {
    "us-bis-entity-list": "us_lists_2026-07/bis_entity_list.json",
    "us-bis-military-end-user-list": "us_lists_2026-07/bis_meu.json",
    "us-bis-unverified-list": "csl_watchman_2023-11_subset.csv",
    "us-cbp-withhold-release-orders": "us_lists_2026-07/cbp_wro.json",
    "us-dhs-uflpa-entity-list": "us_lists_2026-07/dhs_uflpa.json",
    "us-dod-section-1260h-list": "us_lists_2026-07/dow_1260h.json",
    "us-dod-section-1286-list": "us_lists_2026-07/dow_1286.json",
    "us-fcc-covered-list": "us_lists_2026-07/fcc_covered.json",
    "us-ofac-eo-14032-annex": "us_lists_2026-07/ofac_eo14032_annex.json",
    "us-ofac-ns-cmic-list": "us_lists_2026-07/ofac_nscmic.json",
    "us-state-nonproliferation-sanctions": "csl_watchman_2023-11_subset.csv",
}


def lists_in(folder: Path) -> list[tuple[str, Path]]:
    """(source, file) of every list in the folder; the samples of the sources where it has none."""
    return [(name, folder / file) for name, file in FILES.items() if (folder / file).is_file()] or list(_samples())


def _samples() -> Iterator[tuple[str, Path]]:
    for name in FILES:
        folder = ROOT / "src" / "enduse" / "sources" / name.replace("-", "_") / "sample"
        yield name, min(path for path in folder.iterdir() if path.suffix != ".expected")


def names_of(resolved: Resolved) -> list[str]:
    """The names of the lists' organisations, sorted."""
    query = "SELECT DISTINCT value FROM statements WHERE property IN ('name', 'alias') AND schema <> 'LegalEntity' ORDER BY value"
    return [row[0] for row in resolved.connection.execute(query).fetchall()]


def questions(names: list[str], number: int, seed: int = 8) -> list[Question]:
    """The questions, by a fixed seed."""
    drawn = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    words = sorted({word for name in names for word in name.split()})
    found = []
    for at in range(number):
        name = drawn.choice(names)
        if at % 4 == 2:
            cut = drawn.randrange(len(name))
            name = name[:cut] + name[cut + 1 :]
        elif at % 4 == 3:
            name = " ".join(drawn.choice(words) for _ in range(drawn.randint(2, 5)))
        found.append(Question(name, _day(drawn)))
    return found


def _day(drawn: random.Random) -> str:
    year, month, day = drawn.randint(1997, 2026), drawn.randint(1, 12), drawn.randint(1, 28)
    kind = drawn.random()
    if kind < 0.02:
        return f"{year}-13-{day:02}"
    return f"{year}-{month:02}" if kind < 0.12 else f"{year}-{month:02}-{day:02}"


def measure(lists: list[tuple[str, Path]], number: int) -> dict[str, object]:
    """Load, ask, count."""
    with open_lists(lists, partial=True) as resolved:
        began = time.process_time()
        listings = Listings.of(resolved)
        entries = sum(number_of for _, _, number_of in listings.copies())
        loaded = time.process_time() - began
        names = names_of(resolved)
        asked = questions(names, number)
        began = time.process_time()
        answers = listings.ask(asked)
        spent = time.process_time() - began
        known = {fold_name(name) for name in names}
        began = time.process_time()
        exact = sum(fold_name(question.name) in known for question in asked)
        floor = time.process_time() - began
    outcomes: dict[str, int] = {}
    for answer in answers:
        outcomes[answer.outcome] = outcomes.get(answer.outcome, 0) + 1
    return {
        "lists": len(lists),
        "entries": entries,
        "questions": number,
        "different_names": len({question.name for question in asked}),
        "exact_names": exact,
        "load_seconds": round(loaded, 1),
        "seconds": round(spent, 1),
        "questions_a_second_and_core": round(number / spent),
        "floor_a_second_and_core": round(number / floor),
        "outcomes": dict(sorted(outcomes.items())),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--questions", type=int, default=100_000)
    options.add_argument("--lists", type=Path, default=LISTS)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    figures = measure(lists_in(given.lists), given.questions)
    print(json.dumps(figures, sort_keys=True) if given.json else "\n".join(f"{name:28} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
