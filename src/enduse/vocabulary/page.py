"""The page of all taxonomies, made from the yml: `python -m enduse.vocabulary.page > docs/vocabulary.md`."""

from __future__ import annotations

import sys

from enduse.vocabulary.load import Term, Vocabulary, vocabularies, vocabulary

_HEAD = """# Vocabulary

Made from `src/enduse/vocabulary/terms/*.yml` by `python -m enduse.vocabulary.page > docs/vocabulary.md`; change the yml, not this page.

Each term keeps the words other sources use for it: `tables` are the words of hand-kept tables, `notices` those of Chinese
procurement notices.
"""


def render() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *(_section(vocabulary(name)) for name in vocabularies())])


def _section(found: Vocabulary) -> str:
    rows = ["| id | English | Chinese | definition | under | words of sources |", "|---|---|---|---|---|---|"]
    return "\n".join([f"## {found.name}", "", found.about, "", *rows, *(_row(term) for term in found.terms), ""])


def _row(term: Term) -> str:
    sources = "; ".join(f"{s.source}: {s.term}" for s in term.source_terms)
    cells = (f"`{term.id}`", term.label["en"], term.label.get("zh", ""), term.definition, term.parent or "", sources)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # standard output is a text file when run as a command
    sys.stdout.write(render())
