"""The declared claim types and their roles, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ClaimType", "Declarations", "Role"]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a claim type.

    Attributes:
        name: as it is written out.
        entity_types: which mentions may fill it.
        key: whether a claim of the type is compared by it (CLAIMS.md section 4).
        normalize: ``date`` or ``amount`` where values are normalised so, else None.
        distinguishes: whether two different values make two facts ("joined in 1998", "became head in 2007").
        inherits: whether a telling that leaves the role out may take its value from the rest of the article.
        tense: where a date without a year lies: ``future``, ``any`` (the nearest), or None: ahead for what is
            planned or possible, else past.
        side: ``before`` or ``after`` the trigger: where a type the model was not trained on looks for it.
    """

    name: str
    entity_types: tuple[str, ...]
    key: bool = False
    normalize: str | None = None
    distinguishes: bool = False
    inherits: bool = False
    tense: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimType:
    """A claim type.

    Attributes:
        name: as it is written out.
        label: for people.
        description: one sentence.
        identity: role names a claim must have; ``a|b`` means one of them.
        one_claim_per: the role whose every value makes a claim of its own (``a|b``: the first that is there).
        roles: by name, in the order they are written out.
        triggers: words that express the event, lower case.
        prior: confidence given while no model was trained on the type.
    """

    name: str
    label: str
    description: str
    identity: tuple[str, ...]
    one_claim_per: str
    roles: Mapping[str, Role]
    triggers: tuple[str, ...]
    prior: float = 0.25

    def has_identity(self, roles: set[str]) -> bool:
        """Whether the given role names satisfy every entry of ``identity``."""
        return all(any(name in roles for name in entry.split("|")) for entry in self.identity)


@dataclass(frozen=True, slots=True)
class Declarations:
    """All that is declared, as loaded from one file.

    Attributes:
        entity_types: name to description.
        modalities: in the order of the model's outputs.
        claim_types: by name.
        cues: modality to its cue words, lower case.
        pronouns: entity type to the pronouns that can stand for it, lower case.
        short_name_titles: titles dropped before names are compared, lower case.
    """

    entity_types: Mapping[str, str]
    modalities: tuple[str, ...]
    claim_types: Mapping[str, ClaimType]
    cues: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, tuple[str, ...]]
    short_name_titles: tuple[str, ...]
