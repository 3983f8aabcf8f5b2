"""Training at small scale: losses fall, the export opens, the calibrator is right on average."""

import json
from dataclasses import replace

import pytest

from claimwright.clean import from_text
from claimwright.encoder import WindowBuilder
from claimwright.errors import ModelError
from claimwright.extractor import Extractor
from claimwright.schema import load_declarations
from claimwright.training.calibration import Judged, JudgedRole, fit_calibrator
from claimwright.training.corpus import divide, labelled_documents
from claimwright.training.examples import ExampleBuilder
from claimwright.training.export import export, write_pipeline
from claimwright.training.fit import FitConfig, new_layout, read_config
from claimwright.training.model import ClaimModel, new_model
from claimwright.training.readings import Lexicon, ReadingBuilder
from claimwright.training.trainer import TrainSettings, train

DECLARED = load_declarations()


def examples_of(encoder, layout, count):
    windows = WindowBuilder(encoder / "tokenizer.json")
    chosen = labelled_documents(["written"], "train")[:count]
    lexicon = Lexicon.of(item.gold for item in chosen)
    readings = ReadingBuilder(layout, DECLARED, lexicon, windows.settings)
    builder = ExampleBuilder(windows, layout, DECLARED, readings)
    return [builder.build(item.document, item.gold) for item in chosen]


@pytest.fixture(scope="module")
def trained(tiny_encoder, tmp_path_factory):
    """A tiny model after a few epochs on some written articles, its layout and the lines it reported."""
    layout = new_layout(FitConfig("tiny", "0", "", ""), DECLARED)
    examples = examples_of(tiny_encoder, layout, 24)
    lines: list[str] = []
    model = new_model(tiny_encoder, layout)
    settings = TrainSettings(epochs=4, pieces=2048, encoder_rate=1e-3, head_rate=2e-3)
    train(model, examples, settings, lines.append)
    folder = tmp_path_factory.mktemp("model")
    export(model, layout, tiny_encoder / "tokenizer.json", folder)
    write_pipeline(folder)
    return model, layout, lines, folder


def loss_of(line, name):
    return float(line.split(f"{name} ")[1].split(",")[0])


def test_losses_fall(trained):
    _, _, lines, _ = trained
    assert len(lines) == 4
    assert loss_of(lines[-1], "tags") < 0.9 * loss_of(lines[0], "tags")
    assert loss_of(lines[-1], "roles") < 0.9 * loss_of(lines[0], "roles")


def test_the_exported_model_opens_and_runs(trained):
    *_, folder = trained
    extractor = Extractor(folder, threads=1)
    [scores] = extractor.score([from_text("Ana Ruiz left Quillon on Monday.")])
    assert scores.windows[0].tags.shape[1:] == (len(extractor.layout.labels), 3)


def test_half_precision_weights_load_again(trained):
    model, _, _, folder = trained
    again = ClaimModel.from_pretrained(folder)
    name, weight = next(iter(model.state_dict().items()))
    assert again.state_dict()[name].float().allclose(weight.float(), atol=1e-2)


def test_training_again_from_the_same_seed_gives_the_same_losses(tiny_encoder, trained):
    layout = trained[1]
    examples = examples_of(tiny_encoder, layout, 6)
    runs: list[list[str]] = []
    for _ in range(2):
        import torch

        torch.manual_seed(1)
        lines: list[str] = []
        train(new_model(tiny_encoder, layout), examples, TrainSettings(epochs=1), lines.append)
        runs.append([line.split(" (")[0] for line in lines])
    assert runs[0] == runs[1]


class BrokenOffError(Exception):
    pass


def test_a_training_that_was_broken_off_goes_on_to_the_same_end(tiny_encoder, trained, tmp_path):
    import torch

    from claimwright.training.checkpoint import Checkpoint

    layout = trained[1]
    examples = examples_of(tiny_encoder, layout, 6)
    settings = TrainSettings(epochs=2)

    def run(report, checkpoint=None):
        torch.manual_seed(1)
        return train(new_model(tiny_encoder, layout), examples, settings, report, checkpoint)

    def stop_after_first(line):
        if line.startswith("epoch 2/"):
            raise BrokenOffError

    whole = run(lambda line: None)
    kept = Checkpoint(tmp_path / "training.ckpt", "one")
    with pytest.raises(BrokenOffError):
        run(stop_after_first, kept)
    told: list[str] = []
    resumed = run(told.append, kept)
    assert len(told) == 2
    for name, weight in whole.state_dict().items():
        assert resumed.state_dict()[name].equal(weight), name
    other = Checkpoint(kept.path, "two")
    told.clear()
    run(told.append, other)
    assert len(told) == 2  # another training's state is not taken: both epochs were run
    other.remove()
    assert not kept.path.exists()


def judged(claim_type: str, best: float, right: bool) -> Judged:
    from claimwright.claims import FEATURES

    return Judged(claim_type, tuple(best if name == "trigger_best" else 1.0 for name in FEATURES), right)


def test_calibration_is_right_on_average_and_by_type():
    claims = [judged("hire", x / 10, x % 10 < x / 10) for x in range(-50, 50)]
    claims += [judged("delay", x / 10, True) for x in range(-50, 50)]
    calibrator = fit_calibrator(claims, [JudgedRole(0.9, True), JudgedRole(0.2, False)])
    from claimwright.claims import FEATURES

    def mean(claim_type):
        chosen = [c for c in claims if c.claim_type == claim_type]
        given = [
            calibrator.confidence(claim_type, dict(zip(FEATURES, c.features, strict=True))) for c in chosen
        ]
        return sum(given) / len(given), sum(c.right for c in chosen) / len(chosen)

    for claim_type in ("hire", "delay"):
        given, true = mean(claim_type)
        assert given == pytest.approx(true, abs=0.1)  # a type's own shift is shrunk, so never quite 1.0
    assert calibrator.confidence("acquisition", {}) is None


def test_calibration_without_both_outcomes_is_refused():
    with pytest.raises(ValueError, match="both right and wrong"):
        fit_calibrator([judged("hire", 1.0, True)], [])


def test_written_articles_never_calibrate():
    items = labelled_documents(["written"], "train")[:20]
    learn, hold = divide(items, 0.5)
    assert (len(learn), len(hold)) == (20, 0)
    as_news = [replace(item, gold=replace(item.gold, source="news")) for item in items]
    learn, hold = divide(as_news, 0.5)
    assert len(learn) + len(hold) == 20
    assert hold
    assert divide(as_news, 0.5)[1] == hold


def test_the_shipped_configuration_is_valid():
    from pathlib import Path

    config = read_config(Path(__file__).parents[2] / "models" / "configs" / "default.toml")
    assert config.output == "models/default"
    assert config.train.epochs > 0


def test_an_unknown_entry_of_a_configuration_is_an_error(tmp_path):
    path = tmp_path / "c.toml"
    path.write_text('name = "x"\nspeed = 3\n', encoding="utf-8")
    with pytest.raises(ModelError, match="E402"):
        read_config(path)
    with pytest.raises(ModelError, match="E401"):
        read_config(tmp_path / "none.toml")


def test_the_layout_lists_every_declared_role(trained):
    _, layout, _, folder = trained
    stored = json.loads((folder / "config.json").read_text(encoding="utf-8"))["claimwright"]
    assert ("delay", "new_date") in layout.roles
    assert stored["roles"] == [list(pair) for pair in layout.roles]
