"""The graph in two forms: GraphML, and GEXF 1.3 (https://gexf.net) for Gephi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from enduse.atlas.exporters.graph import EDGE, NODE, Attributes, Drawn, declared, graph_of
from enduse.atlas.exporters.tables import Tables
from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation

FILES = ("parties.graphml", "parties.gexf")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 (section 2.2) has no sign for."""


def write(tables: Tables, folder: Path) -> None:
    """Write ``parties.graphml`` and ``parties.gexf``."""
    graph, says = graph_of(tables), f"{tables.press.context.title}. {not_an_accusation('en')}"
    for name, lines in zip(FILES, (_graphml(graph, says), _gexf(graph, says)), strict=True):
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", visible(text))


def _q(text: str) -> str:
    return quoteattr(_clean(text))


def _graphml(graph: Drawn, says: str) -> Iterator[str]:
    yield _HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield f"<desc>{escape(_clean(says))}</desc>"
    for domain, names in (("node", NODE), ("edge", EDGE)):
        for name, type_ in declared(names):
            yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>'
    yield '<graph id="parties" edgedefault="directed">'
    for ident, attributes in graph.nodes.items():
        yield f"<node id={_q(ident)}>{_data('node', attributes)}</node>"
    for ident, source, target, attributes in graph.edges:
        yield f'<edge id="{ident}" source={_q(source)} target={_q(target)}>{_data("edge", attributes)}</edge>'
    yield "</graph></graphml>"


def _data(domain: str, attributes: Attributes) -> str:
    return "".join(f'<data key="{domain}-{name}">{escape(_clean(value))}</data>' for name, value in attributes.items() if value)


def _gexf(graph: Drawn, says: str) -> Iterator[str]:
    yield _HEAD + '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield f"<meta><creator>Enduse</creator><description>{escape(_clean(says))}</description></meta>"
    yield '<graph mode="static" defaultedgetype="directed">'
    for domain, names in (("node", NODE), ("edge", EDGE)):
        listed = "".join(f'<attribute id="{name}" title="{name}" type="{type_}"/>' for name, type_ in declared(names) if name != "label")
        yield f'<attributes class="{domain}">{listed}</attributes>'
    yield "<nodes>"
    for ident, attributes in graph.nodes.items():
        yield f"<node id={_q(ident)} label={_q(attributes['label'])}>{_values(attributes)}</node>"
    yield "</nodes><edges>"
    for ident, source, target, attributes in graph.edges:
        ends = f"source={_q(source)} target={_q(target)}"
        # Parallel edges of several kinds: `kind` is what GEXF 1.3 parts them by.
        yield f'<edge id="{ident}" {ends} kind={_q(attributes["relation"])} label={_q(attributes["relation"])}>{_values(attributes)}</edge>'
    yield "</edges></graph></gexf>"


def _values(attributes: Attributes) -> str:
    held = "".join(f'<attvalue for="{name}" value={_q(value)}/>' for name, value in attributes.items() if value and name != "label")
    return f"<attvalues>{held}</attvalues>"
