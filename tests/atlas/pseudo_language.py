"""Makes a language out of English, each text between ⟦ and ⟧: whatever stands bare on a page was not said through files of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from enduse.atlas.counts import asked
from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.geography import load_geography
from enduse.atlas.words import load_words
from enduse.findings.rules import load_rules
from enduse.model.kinds import load_kinds
from enduse.release.states import State, state_words
from enduse.vocabulary.load import vocabularies, vocabulary

CODE = "x-test"
KEPT = frozenset({"language", "figures", "page", "anchor"})
"""What is no text: formats, addresses and anchors."""


def marked(value: Any) -> Any:
    """The texts of a block, each between marks."""
    if isinstance(value, dict):
        return {key: each if key in KEPT else marked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [marked(each) for each in value]
    return f"⟦{value}⟧"


def write_language(folder: Path) -> None:
    """Write ``x-test.yml``: the one file by which a language is added."""
    words = marked(load_words("en"))
    words["language"] = {"name": "⟦test⟧", "tag": CODE, "label": "⟦language⟧", "order": "letters"}
    words["figures"] = words["figures"] | {"months": marked(words["figures"]["months"]), "span": "⟦{first} to {last}⟧"}
    kinds = load_kinds()
    words["labels"] = {f"{kind.name}.{name}": f"⟦{p.label}⟧" for kind in kinds.values() for name, p in kind.properties.items()}
    words["kinds"] = {name: f"⟦{kind.label['en']}⟧" for name, kind in kinds.items()}
    words["terms"] = {name: {term.id: f"⟦{term.label['en']}⟧" for term in vocabulary(name).terms} for name in vocabularies()}
    geography = load_geography()
    words["country_names"] = {code: f"⟦{geography.name(code)}⟧" for code in geography.codes}
    words["states"] = {kind: {s.value: f"⟦{getattr(state_words(), kind)[s.value]['en']}⟧" for s in State} for kind in ("labels", "short")}
    words["counts"] = {each["id"]: marked({key: each[key] for key in ("label", "unit", "rule")}) for each in asked()}
    words["downloads"]["tables"] = {name: f"⟦{exporter.DESCRIPTION}⟧" for name, exporter in EXPORTERS.items()}
    words["downloads"]["said"] = {name: {c: f"⟦{says}⟧" for c, says in exporter.COLUMNS.items()} for name, exporter in EXPORTERS.items()}
    words["rules_named"] = {name: f"⟦{name}⟧" for name in load_rules()}
    words["relations"] = {name: f"⟦{name}⟧" for name in load_words("zh")["relations"]}
    words["note"] = "⟦note⟧"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{CODE}.yml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
