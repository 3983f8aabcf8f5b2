"""From a draft to claims as they are stored."""

from __future__ import annotations

from collections.abc import Iterable

from claimwright.errors import DocumentError
from claimwright.exchange.article import of_document
from claimwright.exchange.marks import mark
from claimwright.exchange.offsets import offset_faults
from claimwright.exchange.rebuild import rebuild
from claimwright.records import Action, Claim, Document
from claimwright.review.editing.draft import Draft
from claimwright.schema import Declarations

__all__ = ["build_claims"]


def build_claims(
    draft: Draft, document: Document, claims: Iterable[Claim], declarations: Declarations
) -> tuple[Claim, ...]:
    """The claims that a draft makes, values normalised, every offset proved against text and source.

    Args:
        draft: what is right.
        document: where it stands.
        claims: of the document: what did not move is taken over from the claim a part was made from, and names
            from any.
        declarations: what makes a claim.

    Raises:
        ValueError: if a part has no trigger, nothing was changed, or two parts are the same.
        InputError: E703 if a role that makes a claim what it is is missing.
        DocumentError: E201 if a span does not hold.
    """
    article = of_document(document, claims)
    originals = {claim.id: claim for claim in article.claims}
    for number, part in enumerate(draft.parts, start=1):
        if not part.triggers:
            which = f"Claim {number}: s" if len(draft.parts) > 1 else "S"
            raise ValueError(f"{which}elect the words that tell the event, and make them the trigger.")
    if draft.action is Action.CORRECT and draft.targets[0] in originals:
        before = mark(originals[draft.targets[0]], article)
        if draft.current.says_the_same(before):
            raise ValueError("Nothing was changed. Accept the claim if it is right.")
    made = tuple(
        rebuild(part, article, originals.get(part.claim_id or ""), declarations, "") for part in draft.parts
    )
    if len({claim.id for claim in made}) < len(made):
        raise ValueError("Two of the claims say the same: take from each what belongs to the other.")
    faults = [fault for claim in made for fault in offset_faults(document, claim)]
    if faults:
        raise DocumentError("E201", document.path, faults[0])
    return made
