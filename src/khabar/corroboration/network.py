"""The network of claimed relations on a day: actors as nodes, what is claimed between them as edges, and its GraphML."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Xml

from khabar.corroboration.days import ordinal
from khabar.corroboration.relations import Deed, as_known, dealings, deeds
from khabar.knowledge import actors
from khabar.records.claim import Status
from khabar.records.occurrence import Occurrence, Told
from khabar.records.relation import Edge, Network, Node

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", float: "double"}
_NODE = {"name": str, "type": str, "country": str, "witnesses": int}
_EDGE = {"quad": str, "occurrences": int, "witnesses": int, "score": float}


def network(
    found: Iterable[Occurrence], told: Mapping[str, Told], copies: Mapping[str, str], asof: str, days: int = 90, status: Status = "occurred"
) -> Network:
    """Who is said to deal with whom in the `days` days up to the ISO day `asof`, by claims of one status published by then.

    Only actors of the who's who are nodes, each as its name stands: a minister is not rolled up to his state. An occurrence between joint
    sides is an edge for each pair.
    """
    last = ordinal(asof)
    cells: dict[tuple[str, str, str], dict[str, Deed]] = defaultdict(dict)
    for deed in deeds(as_known(found, told, asof), told, copies):
        if deed.status == status and last - days < deed.day <= last:
            for first, second in _pairs(deed):
                cells[first, second, deed.quad][deed.occurrence] = deed
    edges = tuple(_edge(key, cells[key].values()) for key in sorted(cells))
    return Network(asof, days, _nodes(edges), edges)


def graphml(net: Network) -> str:
    """The network as GraphML (graphml.graphdrawing.org), UTF-8, nodes and edges in their order."""
    Xml.register_namespace("", GRAPHML)
    root = Xml.Element(f"{{{GRAPHML}}}graphml")
    for domain, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields.items():
            attributes = {"id": f"{domain}.{name}", "for": domain, "attr.name": name, "attr.type": _TYPES[kind]}
            Xml.SubElement(root, f"{{{GRAPHML}}}key", attributes)
    graph = Xml.SubElement(root, f"{{{GRAPHML}}}graph", {"id": f"khabar-{net.asof}", "edgedefault": "undirected"})
    for node in net.nodes:
        _data(Xml.SubElement(graph, f"{{{GRAPHML}}}node", {"id": node.id}), "node", {name: getattr(node, name) for name in _NODE})
    for edge in net.edges:
        ends = {"id": f"{edge.first} {edge.second} {edge.quad}", "source": edge.first, "target": edge.second}
        _data(Xml.SubElement(graph, f"{{{GRAPHML}}}edge", ends), "edge", {name: getattr(edge, name) for name in _EDGE})
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _data(element: Xml.Element, domain: str, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if value is not None:
            Xml.SubElement(element, f"{{{GRAPHML}}}data", {"key": f"{domain}.{name}"}).text = str(value)


def _pairs(deed: Deed) -> set[tuple[str, str]]:
    ids = ((one.id, other.id) for told in deed.claims for one, other in dealings(told))
    return {(min(a, b), max(a, b)) for a, b in ids if a and b and a != b}


def _edge(key: tuple[str, str, str], cell: Iterable[Deed]) -> Edge:
    found = sorted(cell, key=lambda deed: deed.occurrence)
    weight = sum(deed.weight for deed in found)
    score = sum(deed.weight * deed.score for deed in found) / weight
    return Edge(*key, len(found), weight, round(score, 6))


def _nodes(edges: Iterable[Edge]) -> tuple[Node, ...]:
    weight: Counter[str] = Counter()
    for edge in edges:
        weight.update({edge.first: edge.witnesses, edge.second: edge.witnesses})
    whoswho, found = actors.load(), []
    for one in sorted(weight):
        actor = whoswho.get(one)
        found.append(Node(one, actor.canonical if actor else one, actor.type if actor else "", actor.country if actor else None, weight[one]))
    return tuple(found)
