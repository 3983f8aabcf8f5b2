"""Claims as tools draw them: labelled runs of text, and labelled lines from triggers to the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimwright.errors import InputError
from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.marks import MarkedClaim, mark
from claimwright.schema import Declarations

__all__ = ["ATTRIBUTION", "MENTION", "SOURCE", "Edge", "Graph", "Node", "draw", "read_graph"]

MENTION = "mention"
"""Label of the line from a claim's first trigger to its others."""
ATTRIBUTION = "attribution"
"""Label of the line from a claim's first trigger to who says so."""
SOURCE = "source"
"""Label of the words that tell who says so."""


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled run of text.

    Attributes:
        id: unique in its graph.
        label: a claim type (then it is a trigger), an entity type, or ``SOURCE``.
        place: where.
        modality: of a claim's first trigger, where it is told.
        claim_id: of a trigger, the claim it was drawn for.
        confidence: of a claim's first trigger the claim's, of an argument the greatest of those it stands for.
    """

    id: str
    label: str
    place: Place
    modality: str | None = None
    claim_id: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a claim's first trigger; ``label`` is a role, ``MENTION`` or ``ATTRIBUTION``."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes by id, and the edges."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def draw(article: AnnotatedText, declarations: Declarations) -> Graph:
    """The claims of an article as a graph: triggers for each claim, other nodes shared between claims.

    Raises:
        InputError: E702 if a claim's type or a role is not declared.
    """
    graph = Graph()
    shared: dict[tuple[str, Place], str] = {}
    for claim in article.claims:
        claim_type = declarations.claim_types.get(claim.type)
        if claim_type is None:
            raise InputError("E702", article.reference.path, f"no claim type is called {claim.type!r}")
        marked = mark(claim, article)
        head = f"{claim.id}.1"
        for number, place in enumerate(marked.triggers, start=1):
            name = f"{claim.id}.{number}"
            first = number == 1
            graph.nodes[name] = Node(
                name,
                claim.type,
                place,
                marked.modality if first else None,
                claim.id,
                claim.confidence if first else None,
            )
            if not first:
                graph.edges.append(Edge(head, name, MENTION))
        sure = {(item.role, article.place(item.span)): item.confidence for item in claim.arguments}
        for role, place in marked.arguments:
            if role not in claim_type.roles:
                raise InputError("E702", article.reference.path, f"{claim.type} has no role {role!r}")
            label = claim_type.roles[role].entity_types[0]
            _join(graph, shared, Edge(head, "", role), label, place, sure[role, place])
        if marked.attribution is not None:
            _join(graph, shared, Edge(head, "", ATTRIBUTION), SOURCE, marked.attribution, None)
    return graph


def _join(
    graph: Graph,
    shared: dict[tuple[str, Place], str],
    edge: Edge,
    label: str,
    place: Place,
    confidence: float | None,
) -> None:
    """Add an edge to the node with that label and place, which is made if it is not there."""
    name = shared.setdefault((label, place), f"m{len(shared) + 1}")
    node = graph.nodes.setdefault(name, Node(name, label, place))
    sure = [value for value in (node.confidence, confidence) if value is not None]
    graph.nodes[name] = replace(node, confidence=max(sure, default=None))
    graph.edges.append(replace(edge, end=name))


def read_graph(graph: Graph, declarations: Declarations, where: str) -> list[MarkedClaim]:
    """The claims that a graph draws, in the order of their first triggers' nodes.

    A line may be drawn from either end, as only one of its ends is a claim's first trigger.

    Raises:
        InputError: E702 if a label is not declared, E703 if a line joins what it cannot join.
    """
    known = {*declarations.claim_types, *declarations.entity_types, SOURCE}
    for node in graph.nodes.values():
        if node.label not in known:
            raise InputError("E702", where, f"no claim type or entity type is called {node.label!r}")
    edges = [_directed(edge, graph.nodes, declarations, where) for edge in graph.edges]
    later = {edge.end for edge in edges if edge.label == MENTION}
    chained = sorted(later & {edge.start for edge in edges})
    if chained:
        raise InputError("E703", where, f"{chained[0]} is a further mention, and has roles of its own")
    claims = []
    for node in graph.nodes.values():
        if node.label in declarations.claim_types and node.id not in later:
            own = [edge for edge in edges if edge.start == node.id]
            claims.append(_claim(node, own, graph.nodes, where))
    return claims


def _directed(edge: Edge, nodes: Mapping[str, Node], declarations: Declarations, where: str) -> Edge:
    """The edge from trigger to the rest, if its ends fit its label."""
    ends = [nodes.get(edge.start), nodes.get(edge.end)]
    start, end = ends
    if start is None or end is None:
        raise InputError("E703", where, f"a line labelled {edge.label!r} has a loose end")
    types = declarations.claim_types
    if edge.label == MENTION:
        if start.label != end.label or start.label not in types:
            raise InputError("E703", where, f"{MENTION!r} joins {start.label!r} and {end.label!r}")
        return edge
    if start.label not in types and end.label in types:
        start, end = end, start
    if start.label not in types or end.label in types:
        raise InputError("E703", where, f"{edge.label!r} joins {start.label!r} and {end.label!r}")
    role = types[start.label].roles.get(edge.label)
    fitting: Iterable[str] = (SOURCE,) if edge.label == ATTRIBUTION else role.entity_types if role else ()
    if role is None and edge.label != ATTRIBUTION:
        raise InputError("E702", where, f"{start.label} has no role {edge.label!r}")
    if end.label not in fitting:
        raise InputError("E703", where, f"{edge.label!r} of a {start.label} cannot be a {end.label}")
    return Edge(start.id, end.id, edge.label)


def _claim(head: Node, edges: Iterable[Edge], nodes: Mapping[str, Node], where: str) -> MarkedClaim:
    triggers, arguments, sources = [head.place], [], []
    for edge in edges:
        place = nodes[edge.end].place
        if edge.label == MENTION:
            triggers.append(place)
        elif edge.label == ATTRIBUTION:
            sources.append(place)
        else:
            arguments.append((edge.label, place))
    if len(set(sources)) > 1:
        raise InputError("E703", where, f"a {head.label} has more than one {ATTRIBUTION}")
    return MarkedClaim(
        type=head.label,
        modality=head.modality,
        triggers=tuple(dict.fromkeys(triggers)),
        arguments=tuple(dict.fromkeys(arguments)),
        attribution=sources[0] if sources else None,
        claim_id=head.claim_id,
    )
