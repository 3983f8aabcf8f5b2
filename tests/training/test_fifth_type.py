"""A fifth claim type: declared, annotated in sixty examples, trained, found; no code of the pipeline changes."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest

from claimwright.clean import from_text
from claimwright.corpora.inline import compile_inline
from claimwright.encoder import WindowBuilder
from claimwright.evaluation.matching import values_match
from claimwright.extractor import Extractor, find_model
from claimwright.records import Modality
from claimwright.records.gold import GoldDocument
from claimwright.schema import load_declarations

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.slow

SENTENCES = Path(__file__).parent / "data" / "acquisitions.txt"
ACQUISITION = {
    "label": "Acquisition",
    "description": "an organisation buys another, or control of it",
    "identity": ["acquirer", "target"],
    "one_claim_per": "target",
    "roles": {
        "acquirer": {"entity_types": ["organization"], "key": True},
        "target": {"entity_types": ["organization"], "key": True},
        "amount": {"entity_types": ["money"], "normalize": "amount"},
        "date": {"entity_types": ["date"], "normalize": "date", "distinguishes": True},
    },
    "triggers": ["acquired"],
}


class Annotated(NamedTuple):
    learn: list[GoldDocument]
    unseen: list[GoldDocument]


class Trained(NamedTuple):
    extractor: Extractor
    lines: list[str]


@pytest.fixture(scope="module")
def declared(tmp_path_factory) -> Path:
    """The shipped declarations with one entry more: all that a user writes besides annotations."""
    data = json.loads((resources.files("claimwright.schema") / "claims.json").read_text(encoding="utf-8"))
    data["claim_types"]["acquisition"] = ACQUISITION
    path = tmp_path_factory.mktemp("declared") / "claims.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def annotated(declared) -> Annotated:
    """The marked sentences, compiled as any written article is."""
    declarations = load_declarations(declared)
    found = Annotated([], [])
    _, *examples = re.split(r"^---( test)?\n", SENTENCES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for number, (unseen, source) in enumerate(zip(examples[::2], examples[1::2], strict=True)):
        written = compile_inline(f"{source}style: wire\n", f"acquisition-{number:02}", declarations)
        (found.unseen if unseen else found.learn).append(written.document)
    return found


def started_from(start, layout, scratch):
    """An untrained model for the layout, with what a trained one already knows of letter case and of names."""
    from claimwright.training.model import ClaimModel, new_model

    known = json.loads((start / "config.json").read_text(encoding="utf-8"))["claimwright"]
    labels = [*known["entity_types"], *known["claim_types"], "attribution"]
    old = ClaimModel.from_pretrained(start)
    old.encoder.save_pretrained(scratch)
    model = new_model(scratch, layout)
    with torch.no_grad():
        model.shapes.weight.copy_(old.shapes.weight)
        for name in set(labels) & set(layout.labels):
            new_rows, old_rows = (
                slice(3 * i, 3 * i + 3) for i in (layout.labels.index(name), labels.index(name))
            )
            model.tags.weight[new_rows] = old.tags.weight[old_rows]
            model.tags.bias[new_rows] = old.tags.bias[old_rows]
    return model


@pytest.fixture(scope="module")
def trained(declared, annotated, tmp_path_factory) -> Trained:
    """The default model, trained on with the sixty examples by the functions that every training uses."""
    from claimwright.training.examples import ExampleBuilder
    from claimwright.training.export import export
    from claimwright.training.fit import FitConfig, new_layout
    from claimwright.training.readings import Lexicon, ReadingBuilder
    from claimwright.training.trainer import TrainSettings, train

    start, declarations = find_model("default"), load_declarations(declared)
    layout = new_layout(FitConfig("fifth", "0", "", ""), declarations)
    windows = WindowBuilder(start / "tokenizer.json")
    readings = ReadingBuilder(layout, declarations, Lexicon.of(annotated.learn), windows.settings)
    builder = ExampleBuilder(windows, layout, declarations, readings)
    examples = [builder.build(from_text(gold.text), gold) for gold in annotated.learn]
    torch.manual_seed(5)
    model = started_from(start, layout, tmp_path_factory.mktemp("start"))
    lines: list[str] = []
    settings = TrainSettings(epochs=8, pieces=640, encoder_rate=1.5e-4, head_rate=3e-3, seed=5)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # threads that wait for each other cost minutes where tests run side by side
    try:
        train(model, examples, settings, lines.append)
    finally:
        torch.set_num_threads(threads)
    folder = tmp_path_factory.mktemp("fifth")
    export(model, layout, start / "tokenizer.json", folder, quantize=False)
    (folder / "claims.json").write_text(declared.read_text(encoding="utf-8"), encoding="utf-8")
    return Trained(Extractor(folder, threads=2), lines)


@pytest.fixture(scope="module")
def found(trained, annotated):
    """The acquisitions assembled from each text that was not learnt from, with its labels."""
    documents = [from_text(gold.text) for gold in annotated.unseen]
    scores = trained.extractor.score(documents)
    analysed = [trained.extractor.analyse(d, s).drafts for d, s in zip(documents, scores, strict=True)]
    return [
        (gold, [draft for draft in drafts if draft.claim_type.name == "acquisition"])
        for gold, drafts in zip(annotated.unseen, analysed, strict=True)
    ]


def hits(found):
    """Each labelled acquisition with the draft at its trigger."""
    for gold, drafts in found:
        for claim in gold.claims:
            places = [mention.trigger for mention in claim.mentions]
            for draft in drafts:
                told = [mention.event.trigger for mention in draft.mentions]
                if any(t.start < place.end and place.start < t.end for t in told for place in places):
                    yield claim, draft
                    break


def loss_of(line, name):
    return float(line.split(f"{name} ")[1].split()[0].rstrip(","))


def test_sixty_examples_are_annotated_and_others_kept_apart(annotated):
    assert len(annotated.learn) == 60
    assert not {gold.text for gold in annotated.learn} & {gold.text for gold in annotated.unseen}
    assert sum(len(gold.claims) for gold in annotated.unseen) == 20
    assert all(claim.type == "acquisition" for gold in annotated.unseen for claim in gold.claims)


def test_training_takes_the_new_type_from_the_declaration(trained):
    assert "acquisition" in trained.extractor.layout.claim_types
    assert {"acquirer", "target"} <= set(trained.extractor.layout.role_labels)
    for name in ("tags", "roles", "events"):
        assert loss_of(trained.lines[-1], name) < 0.5 * loss_of(trained.lines[0], name)


def test_acquisitions_are_found_in_sentences_not_learnt_from(found):
    assert len(list(hits(found))) >= 16  # of 20


def test_the_words_found_are_more_than_the_declared_ones(found):
    words = {mention.event.trigger.text.lower() for _, draft in hits(found) for mention in draft.mentions}
    assert len(words - set(ACQUISITION["triggers"])) >= 5


def test_who_buys_whom_is_right_most_of_the_time(found):
    right = [
        all(
            values_match(claim.arguments[role], [draft.canonical.get(role, "")])
            for role in ("acquirer", "target")
        )
        for claim, draft in hits(found)
    ]
    assert sum(right) >= 14  # of 20


def test_how_it_is_told_is_right_more_often_than_by_calling_all_asserted(found):
    told = [draft.mentions[0].modality is claim.modality for claim, draft in hits(found)]
    asserted = [claim.modality is Modality.ASSERTED for claim, _ in hits(found)]
    assert sum(told) > sum(asserted)


def test_sentences_that_only_sound_alike_give_none(found):
    quiet = [(gold.text, drafts) for gold, drafts in found if not gold.claims]
    assert len(quiet) == 6
    assert sum(bool(drafts) for _, drafts in quiet) <= 1
