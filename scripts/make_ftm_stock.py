"""Write the names and types of FollowTheMoney's stock schemata that exports are checked against.

Run with an interpreter that has the library (it is no dependency of this project):

    python scripts/make_ftm_stock.py

The facts come from the installed library's own model (licence MIT); its version is written beside them.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from followthemoney import model
from followthemoney.types import registry

TARGET = Path(__file__).parents[1] / "src" / "enduse" / "atlas" / "exporters" / "followthemoney" / "stock.json"
USED = [
    "Address",
    "Article",
    "CallForTenders",
    "Company",
    "Contract",
    "ContractAward",
    "Document",
    "Event",
    "LegalEntity",
    "Note",
    "Organization",
    "Ownership",
    "Person",
    "Project",
    "ProjectParticipant",
    "PublicBody",
    "Sanction",
    "Succession",
    "Territory",
    "Thing",
]


def main() -> None:
    """Write ``stock.json``: all schemata by name, those that are exported with their properties, and the codes of countries."""
    schemata = {
        name: {
            "required": sorted(schema.required),
            "edge": [schema.edge_source, schema.edge_target] if schema.edge else [],
            "properties": {
                prop.name: prop.type.name + (f":{prop.format}" if prop.format else "")
                for _, prop in sorted(schema.properties.items())
                if not prop.stub
            },
        }
        for name, schema in ((name, model.schemata[name]) for name in USED)
    }
    facts = {
        "source": f"followthemoney {version('followthemoney')} (MIT), read by scripts/make_ftm_stock.py",
        "countries": sorted(registry.country.codes),
        "names": sorted(model.schemata),
        "schemata": schemata,
    }
    TARGET.write_text(json.dumps(facts, separators=(",", ":"), sort_keys=True, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
