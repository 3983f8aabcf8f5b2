"""Relations: triggers, the arguments they license under the schema, modality and attribution."""

from claimwright.relations.declared import declared_relations
from claimwright.relations.relate import EventScorer, relate
from claimwright.relations.stage import DocumentRelations, find_relations

__all__ = ["DocumentRelations", "EventScorer", "declared_relations", "find_relations", "relate"]
