"""The four stages in a row: documents in, claims out, without spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimwright.claims import Calibrator, ClaimDraft, assemble, emit
from claimwright.encoder import DocumentScores, EncoderSession
from claimwright.encoder.layout import Layout, load_layout
from claimwright.encoder.reading import read_triggers
from claimwright.entities import AntecedentScorer, DocumentEntities, recognise, resolve
from claimwright.errors import DocumentError
from claimwright.records import Claim, Document, ModelReference
from claimwright.records.explanation import Explanation
from claimwright.relations import DocumentRelations, EventScorer, find_relations
from claimwright.schema import Declarations, load_declarations
from claimwright.settings import BackendName, EncoderSettings, ExtractSettings
from claimwright.versions import find_model

__all__ = ["Analysis", "Extractor", "find_model"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the stages made of one document, before claims are written out."""

    entities: DocumentEntities
    relations: DocumentRelations
    drafts: tuple[ClaimDraft, ...]


class Extractor:
    """Extracts claims with one model.

    Args:
        model: a name, of which the version in use is taken, ``NAME@NUMBER``, or a folder.
        threads: threads of the encoder; 0 lets the runtime choose.
        backend: what runs the networks.
        declarations: path of a declarations file; None for the model's own (``claims.json`` in its folder), else the
            shipped one.

    Raises:
        ModelError: E401, E402, E403 or E412.
    """

    def __init__(
        self,
        model: str | Path = "default",
        *,
        threads: int = 0,
        declarations: str | Path | None = None,
        backend: BackendName = BackendName.AUTO,
    ) -> None:
        folder = find_model(model)
        own = folder / "claims.json"
        self.folder = folder
        self.declarations: Declarations = load_declarations(declarations or (own if own.is_file() else None))
        self.layout = load_layout(folder)
        settings = EncoderSettings(threads=threads, backend=backend)
        self.encoder = EncoderSession(folder, len(self.layout.labels), len(self.layout.role_labels), settings)
        self.antecedents = AntecedentScorer(folder)
        self.relations = EventScorer(folder, self.layout)
        self._calibrator: Calibrator | None = None

    def use(self, layout: Layout) -> None:
        """Takes other thresholds, as training does while it chooses them."""
        self.layout = layout
        self.relations.layout = layout

    @property
    def name(self) -> str:
        """The model's name."""
        return self.layout.name

    @property
    def version(self) -> str:
        """The model's version."""
        return self.layout.version

    @property
    def calibrator(self) -> Calibrator:
        """Read when first needed: training analyses documents before there is one."""
        if self._calibrator is None:
            self._calibrator = Calibrator.load(self.folder / "calibrator.json")
        return self._calibrator

    @property
    def threshold(self) -> float:
        """Least probability of a relation that is used."""
        return self.layout.thresholds.get("relation", 0.5)

    def score(self, documents: Sequence[Document], *, whole: bool = False) -> list[DocumentScores]:
        """Both encoder passes over a chunk of documents: all of the text, then every candidate trigger.

        Args:
            documents: cleaned.
            whole: score the text of documents that triage passes over, too, for their entities; their triggers are
                not read.
        """
        known = self.declarations.claim_types.keys() <= set(self.layout.claim_types)
        least = self.layout.thresholds.get("triage") if known else None
        texts = ((document.text, document.blocks) for document in documents)
        scores = list(self.encoder.score(texts, least, whole=whole))
        return read_triggers(self.encoder, documents, scores, self.layout)

    def find_entities(self, document: Document, scores: DocumentScores) -> DocumentEntities:
        """The entities stage."""
        mentions = recognise(document.text, scores, self.layout, self.declarations)
        return resolve(mentions, scores, self.antecedents, self.declarations)

    def find_relations(
        self, document: Document, scores: DocumentScores, entities: DocumentEntities
    ) -> DocumentRelations:
        """The relations stage."""
        return find_relations(document.text, scores, entities, self.relations, self.declarations)

    def analyse(self, document: Document, scores: DocumentScores) -> Analysis:
        """All stages up to assembled facts."""
        entities = self.find_entities(document, scores)
        relations = self.find_relations(document, scores, entities)
        return Analysis(entities, relations, tuple(self.assemble(document, entities, relations)))

    def assemble(
        self, document: Document, entities: DocumentEntities, relations: DocumentRelations
    ) -> list[ClaimDraft]:
        """The claims stage up to assembled facts."""
        key = self.layout.thresholds.get("key_relation", self.threshold)
        least = dict.fromkeys(self.layout.claim_types, self.threshold)
        least |= {f"{name}.key": key for name in self.layout.claim_types}
        also = self.layout.thresholds.get("also", 0.7)
        least |= {f"{name}.also": also for name in self.layout.claim_types}
        return assemble(document, entities, relations, self.declarations, least)

    def emit(self, drafts: Iterable[ClaimDraft], document: Document) -> tuple[Claim, ...]:
        """Claims of drafts; of two with one id the surer one stays."""
        reference = ModelReference(self.name, self.version)
        claims: dict[str, Claim] = {}
        least = self.layout.thresholds.get("confidence", 0.0)
        for draft in drafts:
            passes = least if draft.claim_type.name in self.layout.claim_types else 0.0
            claim = emit(draft, document, self.calibrator, reference, passes)
            kept = claims.get(claim.id)
            if claim.confidence >= passes and (kept is None or claim.confidence > kept.confidence):
                claims[claim.id] = claim
        return tuple(claims.values())

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Claims of each document, in order.

        Raises:
            DocumentError: E203 for a document that breaks a stage; none of its chunk is yielded after it.
        """
        stream = iter(documents)
        while chunk := list(islice(stream, ExtractSettings().chunk)):
            for document, scores in zip(chunk, self.score(chunk), strict=True):
                try:
                    claims = self.emit(self.analyse(document, scores).drafts, document)
                except (ValueError, KeyError, IndexError) as error:
                    raise DocumentError("E203", document.path, f"{type(error).__name__}: {error}") from error
                yield document, claims

    def explain(self, document: Document) -> Explanation:
        """What every stage saw of a document."""
        [scores] = self.score([document], whole=True)
        analysis = self.analyse(document, scores)
        return Explanation(
            document=document,
            mentions=analysis.entities.mentions,
            entities=tuple(entity.canonical for entity in analysis.entities.entities),
            triggers=analysis.relations.triggers,
            relations=analysis.relations.relations,
            claims=self.emit(analysis.drafts, document),
            threshold=self.threshold,
            passed_over=scores.passed_over,
        )
