"""Reads an export of FollowTheMoney with the real library and says what it makes of it. Run by the library's own interpreter:

python ftm_reader.py FOLDER        (FTM_MODEL_PATH names the schemata, where they are not the stock ones)
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

from followthemoney import model
from followthemoney.dataset import Dataset
from followthemoney.statement import Statement, StatementEntity


def main(folder: Path) -> None:
    """Print one JSON object: numbers of what was read, and a list of whatever the library would drop or change."""
    wrong: list[str] = []
    entities = [json.loads(line) for line in (folder / "entities.jsonl").read_text("utf-8").splitlines()]
    known = {entity["id"]: entity for entity in entities}
    edges = 0
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=True)  # raises InvalidData for a schema it does not know
        edges += proxy.schema.edge
        missing = [prop for prop in proxy.schema.required if not proxy.get(prop)]
        wrong += [f"{entity['id']}: lacks {prop}" for prop in missing]
        for name, values in entity["properties"].items():
            prop = proxy.schema.get(name)
            if prop is None or prop.stub:
                wrong.append(f"{proxy.schema.name}: no property {name}")
                continue
            for value in values:
                if prop.type.clean(value, format=prop.format, proxy=proxy) != value and prop.type.name != "url":
                    wrong.append(f"{proxy.schema.name}:{name} ({prop.type.name}) does not keep {value!r}")
                if prop.type.name == "entity":
                    if value not in known:
                        wrong.append(f"{proxy.schema.name}:{name} names {value}, which is in no file")
                    elif prop.range and not model.get(known[value]["schema"]).is_a(prop.range):
                        wrong.append(f"range {proxy.schema.name}:{name} names a {known[value]['schema']}")
        back = proxy.to_dict()["properties"]
        if {name: sorted(values) for name, values in back.items()} != entity["properties"]:
            wrong.append(f"{entity['id']}: read back otherwise")
    lines = [json.loads(line) for line in (folder / "statements.jsonl").read_text("utf-8").splitlines()]
    statements = [Statement.from_dict(line) for line in lines]
    wrong += [f"id of {s.id}" for s in statements if s.generate_key() != s.id]
    put_together = 0
    for canonical, of in groupby(statements, key=lambda s: s.canonical_id):
        members = list(of)
        whole = StatementEntity.from_statements(Dataset({"name": members[0].dataset, "title": "test"}), members)
        put_together += 1
        of_file = known[canonical]
        made = {name: sorted(set(values)) for name, values in whole.to_dict()["properties"].items()}
        if made != of_file["properties"] or whole.schema.name != of_file["schema"]:
            wrong.append(f"{canonical}: statements make another entity than the file")
    json.dump({"entities": len(entities), "edges": edges, "statements": len(statements), "whole": put_together, "wrong": wrong}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
