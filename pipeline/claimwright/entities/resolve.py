"""Document entities: names grouped by their words, pronouns and nominals by the antecedent model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from claimwright.encoder import DocumentScores
from claimwright.entities.antecedents import AntecedentScorer
from claimwright.entities.document import DocumentEntities, Entity
from claimwright.entities.names import MentionKind, kind_of, name_tokens, same_entity
from claimwright.records import EntityMention
from claimwright.schema import Declarations

__all__ = ["CANDIDATES", "REFERRING", "candidates_for", "group_names", "resolve"]

# Entities of these types have antecedents; all others (dates, sums, posts) are what their words say.
REFERRING = ("person", "organization", "product")
CANDIDATES = 12
"""How many entities are weighed as antecedent of one mention: the nearest before it, else the first after it."""


def resolve(
    mentions: Sequence[EntityMention],
    scores: DocumentScores,
    antecedents: AntecedentScorer,
    declarations: Declarations,
) -> DocumentEntities:
    """Groups the mentions of a document into entities.

    Args:
        mentions: in text order.
        scores: of the document's windows, for the antecedent model.
        antecedents: the model.
        declarations: pronoun lists and titles.
    """
    kinds = [kind_of(mention.text, mention.type, declarations) for mention in mentions]
    groups = group_names(mentions, kinds, declarations)
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    links = _link(mentions, kinds, group_of, scores, antecedents)
    for index, mention in enumerate(mentions):
        if index in links:
            group_of[index] = links[index]
        elif index not in group_of and not (
            kinds[index] is MentionKind.PRONOUN and mention.type in REFERRING
        ):
            group_of[index] = len(groups)
            groups.append([index])
    entities = tuple(
        _entity(number, [mentions[index] for index in group], [kinds[index] for index in group], declarations)
        for number, group in enumerate(groups)
    )
    resolved = tuple(replace(mention, entity=group_of.get(index)) for index, mention in enumerate(mentions))
    return DocumentEntities(resolved, entities)


def group_names(
    mentions: Sequence[EntityMention], kinds: Sequence[MentionKind], declarations: Declarations
) -> list[list[int]]:
    """Groups of indexes of names; longer names found groups, shorter ones join the nearest that fits."""
    groups: list[list[int]] = []
    tokens_of = [name_tokens(mention.text, declarations.short_name_titles) for mention in mentions]
    names = [
        index
        for index, mention in enumerate(mentions)
        if kinds[index] is MentionKind.NAME and mention.type in REFERRING
    ]
    exact: dict[tuple[str, tuple[str, ...]], int] = {}
    for index in sorted(names, key=lambda i: (-len(tokens_of[i]), mentions[i].start)):
        mention, tokens = mentions[index], tokens_of[index]
        number = exact.get((mention.type, tokens))
        if number is None:
            number = _nearest_group(index, groups, mentions, tokens_of)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(index)
        exact.setdefault((mention.type, tokens), number)
    return groups


def _nearest_group(
    index: int,
    groups: Sequence[Sequence[int]],
    mentions: Sequence[EntityMention],
    tokens_of: Sequence[tuple[str, ...]],
) -> int | None:
    mention = mentions[index]
    fits = [
        number
        for number, group in enumerate(groups)
        if mentions[group[0]].type == mention.type
        and same_entity(tokens_of[index], tokens_of[group[0]], mention.type)
    ]
    # The antecedent of a short name is the last one named before it; one named only later is the second choice.
    return min(fits, key=lambda n: _reach(mention, [mentions[i] for i in groups[n]]), default=None)


def _reach(mention: EntityMention, group: Sequence[EntityMention]) -> tuple[bool, int]:
    before = [mention.start - other.start for other in group if other.start <= mention.start]
    return (not before, min(before) if before else min(other.start for other in group))


def candidates_for(index: int, mentions: Sequence[EntityMention], group_of: Mapping[int, int]) -> list[int]:
    """Indexes of the mentions weighed as antecedents of mention ``index``: the nearest earlier one of each entity.

    Where no entity of the type stands before it, the first ones after it are weighed (headlines name late).
    """
    anaphor = mentions[index]
    nearest: dict[int, int] = {}
    for other in range(index - 1, -1, -1):
        if (
            mentions[other].type == anaphor.type
            and other in group_of
            and mentions[other].end <= anaphor.start
        ):
            nearest.setdefault(group_of[other], other)
            if len(nearest) == CANDIDATES:
                break
    if len(nearest) < 2:
        for other in range(index + 1, len(mentions)):
            if mentions[other].type == anaphor.type and other in group_of:
                nearest.setdefault(group_of[other], other)
                if len(nearest) >= CANDIDATES // 2:
                    break
    return list(nearest.values())


def _link(
    mentions: Sequence[EntityMention],
    kinds: Sequence[MentionKind],
    group_of: Mapping[int, int],
    scores: DocumentScores,
    antecedents: AntecedentScorer,
) -> dict[int, int]:
    """Group number for each pronoun or nominal that has an antecedent."""
    pairs = [
        (index, candidate)
        for index, mention in enumerate(mentions)
        if kinds[index] is not MentionKind.NAME and mention.type in REFERRING
        for candidate in candidates_for(index, mentions, group_of)
    ]
    logits = antecedents.score(scores, [(mentions[index], mentions[candidate]) for index, candidate in pairs])
    best: dict[int, tuple[float, int]] = {}
    for (index, candidate), logit in zip(pairs, logits.tolist(), strict=True):
        # A pronoun must stand for somebody; a nominal may be an entity of its own (log-odds 0 for "none").
        floor = -np.inf if kinds[index] is MentionKind.PRONOUN else 0.0
        if logit > max(floor, best.get(index, (floor, 0))[0]):
            best[index] = (logit, candidate)
    return {index: group_of[candidate] for index, (_, candidate) in best.items()}


def _entity(
    number: int, group: Sequence[EntityMention], kinds: Sequence[MentionKind], declarations: Declarations
) -> Entity:
    names = [mention for mention, kind in zip(group, kinds, strict=True) if kind is MentionKind.NAME]
    titles = declarations.short_name_titles
    # Fullest: most words; among equals the one seen most often, then the first.
    counts: dict[str, int] = {}
    for mention in names or group:
        counts[mention.text] = counts.get(mention.text, 0) + 1
    fullest = max(counts, key=lambda text: (len(name_tokens(text, titles)), counts[text]))
    return Entity(number, group[0].type, fullest, bool(names))
