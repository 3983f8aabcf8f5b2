"""From torch to a model folder: ONNX (the encoder in int8), half-precision weights, tokenizer, layout."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from claimwright.encoder.layout import Layout
from claimwright.training.model import ClaimModel
from claimwright.training.quantize import quantize_weights

__all__ = ["export", "write_pipeline"]


class _EncoderGraph(nn.Module):
    """The encoder with tuple outputs, as the exporter wants it."""

    def __init__(self, model: ClaimModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: Tensor, shape_ids: Tensor, prime_ids: Tensor, attention_mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        encoded = self.model(input_ids, shape_ids, prime_ids, attention_mask)
        return encoded.hidden, encoded.tag_logits, encoded.role_logits


def export(
    model: ClaimModel, layout: Layout, tokenizer: Path, folder: Path, *, quantize: bool = True
) -> None:
    """Writes everything but the calibrator and the card.

    Args:
        model: trained.
        layout: goes into ``config.json``.
        tokenizer: the ``tokenizer.json`` of the encoder.
        folder: made if missing; files of the same names are replaced.
        quantize: int8 weights for the encoder; else fp32.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.nn.Module.to(model, "cpu", torch.float32)
    torch.nn.Module.train(model, False)
    model.config.claimwright = layout.as_dict()
    _export_encoder(model, folder / "encoder.onnx", quantize=quantize)
    _export_heads(model, layout, folder)
    half = {name: value.half() for name, value in model.state_dict().items()}
    model.save_pretrained(folder, state_dict=half)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["claimwright"] = layout.as_dict()
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _export_encoder(model: ClaimModel, path: Path, *, quantize: bool) -> None:
    ids = torch.ones((2, 16), dtype=torch.long)
    names = ["input_ids", "shape_ids", "prime_ids", "attention_mask"]
    outputs = ["hidden", "tag_logits", "role_logits"]
    axes = {name: {0: "windows", 1: "pieces"} for name in (*names, *outputs)}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "encoder.onnx"
        _to_onnx(_EncoderGraph(model), (ids, ids * 0, ids * 0, ids), plain, names, outputs, axes)
        if not quantize:
            shutil.copyfile(plain, path)
            return
        quantize_weights(plain, path)


def _export_heads(model: ClaimModel, layout: Layout, folder: Path) -> None:
    width = model.config.hidden_size
    pair, single, number = torch.zeros(2, 2 * width), torch.zeros(2, width), torch.zeros(2, dtype=torch.long)
    heads: list[tuple[str, nn.Module, tuple[Tensor, ...], list[str]]] = [
        ("events", model.events, (pair, single, number), ["trigger", "sentence", "trigger_type"]),
        ("antecedents", model.antecedents, (pair, pair, number), ["anaphor", "candidate", "distance"]),
    ]
    for name, head, inputs, input_names in heads:
        axes = {key: {0: "rows"} for key in (*input_names, "logits")}
        _to_onnx(head, inputs, folder / f"{name}.onnx", input_names, ["logits"], axes)


def _to_onnx(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    input_names: list[str],
    output_names: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module.eval(),
        inputs,
        str(path),
        input_names=input_names,
        output_names=output_names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def write_pipeline(folder: Path) -> None:
    """Makes a model folder loadable by ``spacy.load``: pipeline configuration, vocabulary, tokenizer rules."""
    from claimwright.nlp import new_pipeline

    new_pipeline().to_disk(folder)
