"""The spaCy side: load, pipe, DocBin, several processes."""

import spacy
from spacy.tokens import DocBin

import claimwright.nlp
from claimwright.extractor import find_model

TEXTS = [
    "Brightwater Bank has appointed Adaeze Nwosu as chief financial officer.",
    "The weather was fine.",
    "Rafael Monteiro has quit as head of design at Oakline Motors, the carmaker confirmed.",
]


def people(doc):
    return [claim.values("person") for claim in doc._.claims]


def test_both_ways_to_load_give_the_same_claims():
    ours, theirs = claimwright.nlp.load("default"), spacy.load(find_model("default"))
    assert ours.pipe_names == theirs.pipe_names == list(claimwright.nlp.COMPONENTS)
    assert people(ours(TEXTS[0])) == people(theirs(TEXTS[0])) == [("Adaeze Nwosu",)]


def test_a_doc_carries_entities_spans_and_claims():
    doc = claimwright.nlp.load("default")(TEXTS[2])
    assert "Rafael Monteiro" in [ent.text for ent in doc.ents if ent.label_ == "person"]
    assert [(span.text, span.label_) for span in doc.spans["triggers"]] == [("quit", "departure")]
    assert doc.spans["mentions"]
    [claim] = doc._.claims
    assert claim.mentions[0].trigger.text == "quit"
    assert [span.label_ for span in doc.spans["claims"]] == ["departure"]


def test_pipe_keeps_order_and_agrees_with_single_calls():
    nlp = claimwright.nlp.load("default")
    assert [people(doc) for doc in nlp.pipe(TEXTS)] == [people(nlp(text)) for text in TEXTS]


def test_several_processes():
    nlp = claimwright.nlp.load("default")
    assert [people(doc) for doc in nlp.pipe(TEXTS, n_process=2)] == [people(doc) for doc in nlp.pipe(TEXTS)]


def test_a_docbin_brings_the_claims_back():
    nlp = claimwright.nlp.load("default")
    stored = DocBin(docs=list(nlp.pipe(TEXTS)), store_user_data=True).to_bytes()
    back = list(DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab))
    assert [people(doc) for doc in back] == [people(doc) for doc in nlp.pipe(TEXTS)]


def test_components_are_registered_by_entry_points():
    nlp = spacy.blank("en")
    for component in claimwright.nlp.COMPONENTS:
        nlp.add_pipe(component)
    assert people(nlp(TEXTS[0])) == [("Adaeze Nwosu",)]
