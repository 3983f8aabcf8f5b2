"""The claim model in torch: an encoder that also sees letter case and the trigger it reads for, and four heads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PreTrainedConfig, PreTrainedModel

from claimwright.encoder.layout import Layout
from claimwright.encoder.shapes import Shape
from claimwright.entities.antecedents import DISTANCES

__all__ = ["AntecedentHead", "ClaimModel", "Encoded", "EventHead", "new_model"]

_HEAD = 192


@dataclass(frozen=True)
class Encoded:
    """Output of the encoder for a batch of windows.

    Attributes:
        hidden: ``(windows, pieces, width)``.
        tag_logits: ``(windows, pieces, labels * 3)``; outside, begin, inside for each label.
        role_logits: ``(windows, pieces, role labels * 3)``; they mean something only where a trigger is primed.
    """

    hidden: Tensor
    tag_logits: Tensor
    role_logits: Tensor


class EventHead(nn.Module):
    """Logits of the modalities of a primed trigger in its sentence, and of there being no event, which comes last."""

    def __init__(self, width: int, claim_types: int, modalities: int) -> None:
        super().__init__()
        self.trigger = nn.Linear(2 * width, _HEAD)
        self.sentence = nn.Linear(width, _HEAD)
        self.trigger_type = nn.Embedding(claim_types, _HEAD)
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(_HEAD, modalities + 1)

    def forward(self, trigger: Tensor, sentence: Tensor, trigger_type: Tensor) -> Tensor:
        """Logits, shape ``(triggers, modalities + 1)``."""
        joined = self.trigger(trigger) + self.sentence(sentence) + self.trigger_type(trigger_type)
        logits: Tensor = self.out(self.dropout(nn.functional.gelu(joined)))
        return logits


class AntecedentHead(nn.Module):
    """Log-odds that a candidate is the antecedent of an anaphor, against 0 for none."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.anaphor = nn.Linear(2 * width, _HEAD)
        self.candidate = nn.Linear(2 * width, _HEAD)
        self.distance = nn.Embedding(DISTANCES, _HEAD)
        self.dropout = nn.Dropout(0.2)
        self.norm = nn.LayerNorm(2 * _HEAD)
        self.out = nn.Linear(2 * _HEAD, 1)

    def forward(self, anaphor: Tensor, candidate: Tensor, distance: Tensor) -> Tensor:
        """Log-odds, shape ``(pairs,)``."""
        left, right = self.anaphor(anaphor), self.candidate(candidate)
        joined = self.norm(torch.cat((left + right + self.distance(distance), left * right), dim=-1))
        logits: Tensor = self.out(self.dropout(nn.functional.gelu(joined))).squeeze(-1)
        return logits


class ClaimModel(PreTrainedModel):
    """Encoder and heads; ``config.claimwright`` holds the layout."""

    supports_gradient_checkpointing = False

    def __init__(self, config: PreTrainedConfig) -> None:
        super().__init__(config)
        layout = config.claimwright
        width = config.hidden_size
        labels = len(layout["entity_types"]) + len(layout["claim_types"]) + 1
        claim_types = len(layout["claim_types"])
        # Dropout inside the layers costs more than half of a step on a CPU; it is kept at the input and the output.
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
        self.encoder = AutoModel.from_config(config)
        self.shapes = nn.Embedding(len(Shape), width)
        self.primes = nn.Embedding(claim_types + 1, width)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, labels * 3)
        roles = len({role for _, role in layout["roles"]})
        self.roles = nn.Linear(width, roles * 3)
        self.events = EventHead(width, claim_types, len(layout["modalities"]))
        self.antecedents = AntecedentHead(width)
        self.post_init()
        # Nearly every piece is outside of nearly every label; starting there saves the first epoch.
        with torch.no_grad():
            self.tags.bias.view(labels, 3)[:, 0] = 4.0
            self.roles.bias.view(roles, 3)[:, 0] = 3.0

    @classmethod
    def from_pretrained(  # type: ignore[override]
        cls,
        folder: str | Path,
        **options: Any,  # noqa: ANN401 - handed on as they are
    ) -> ClaimModel:
        """The model of a folder that ``save_pretrained`` wrote; the encoder's own configuration class is taken.

        Raises:
            OSError: if there is no model in the folder.
        """
        options.setdefault("config", AutoConfig.from_pretrained(folder))
        model: ClaimModel = super().from_pretrained(folder, **options)
        return model

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)

    def forward(
        self, input_ids: Tensor, shape_ids: Tensor, prime_ids: Tensor, attention_mask: Tensor
    ) -> Encoded:
        """Encodes ``(windows, pieces)`` integers; ``prime_ids`` is 0 but on a trigger that is read for."""
        words = self.dropout(self.encoder.get_input_embeddings()(input_ids))
        embeddings = words + self.shapes(shape_ids) + self.primes(prime_ids)
        output = self.encoder(inputs_embeds=embeddings, attention_mask=attention_mask)
        hidden = output.last_hidden_state
        kept = self.dropout(hidden)
        return Encoded(hidden, self.tags(kept), self.roles(kept))


def new_model(encoder: str | Path, layout: Layout) -> ClaimModel:
    """A model with a pretrained encoder and untrained heads.

    Args:
        encoder: a folder or name that ``transformers`` loads.
        layout: the labels.

    Raises:
        OSError: if there is no such encoder.
    """
    config = AutoConfig.from_pretrained(encoder)
    config.claimwright = layout.as_dict()
    model = ClaimModel(config)
    pretrained = (
        AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        if config.model_type == "bert"
        else AutoModel.from_pretrained(encoder)
    )
    missing = model.encoder.load_state_dict(pretrained.state_dict(), strict=False)
    lacking = [name for name in missing.missing_keys if "pooler" not in name]
    if lacking:
        raise OSError(f"{encoder} lacks {lacking[0]}")
    nn.init.zeros_(model.shapes.weight)
    with torch.no_grad():
        model.primes.weight[0] = 0.0
    return model
