"""The log to Label Studio and back: untouched it is the same log, and changes there are new decisions."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.errors import InputError, StoreError
from claimwright.exchange.conversion import Format
from claimwright.exchange.foreign.review import Settings
from claimwright.records import Action, Alignment, ModelReference, Piece
from claimwright.store import open_store
from claimwright.store.label_studio_reader import read_task_log
from claimwright.store.standing import standing_claims
from claimwright.store.transfer import read_decisions
from tests.exchange.foreign.articles import DECLARATIONS, Sample
from tests.store.make import claim, decide, undo
from tests.store.tasks import (
    annotation_of,
    cases,
    document_of,
    handed_back,
    import_tasks,
    lines,
    store_of,
    tasks_of,
    without,
)

SAMPLE = Sample()
LEFT, JOIN, GETS, DELAYED = SAMPLE.claims
AT = "2026-03-02T10:00:00.500000+00:00"


@given(cases(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_log_comes_back_the_same(tmp_path_factory, case, through):
    """Every action, emoji and every kind of line end, several people; also of a document that is not here."""
    article, log = case
    place = tmp_path_factory.mktemp("tasks")
    elsewhere = [decide("accept", claim("c_1"), by="bo"), decide("nothing_missed", sha256="b" * 64)]
    with store_of(place / "a.db", [elsewhere[0], *log, elsewhere[1]], document_of(article)) as store:
        before = lines(store)
        tasks, done = tasks_of(store)
        assert (done.decisions, done.documents, done.without_text) == (len(log) + 2, 3, 2)
        tasks = handed_back(tasks) if through else tasks
        assert import_tasks(store, place / "tasks.json", tasks) == (0, len(log) + 2)
    with open_store(place / "b.db", create=True) as store:
        assert import_tasks(store, place / "tasks.json", tasks) == (len(log) + 2, 0)
        assert lines(store) == before


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_claim_that_is_removed_no_longer_stands_for_that_reviewer_alone(tmp_path_factory, case, chance):
    article, log = case
    place = tmp_path_factory.mktemp("tasks")
    with store_of(place / "a.db", log, document_of(article)) as store:
        [task], done = tasks_of(store)
        assert done.unshown == 0
        before = {one["name"]: one["claims"] for one in task["data"]["claimwright"]["reviewers"]}
        drawn = [(name, key) for name, keys in before.items() for key in keys]
        if not drawn:
            return
        name, key = chance.choice(drawn)
        without(annotation_of(task, name), key)
        new, known = import_tasks(store, place / "tasks.json", [task])
        assert new > 0
        assert known == len(log)
        decisions = [logged.decision for logged in store.decisions()][len(log) :]
        assert {one.reviewer for one in decisions} == {name}
        [after], _ = tasks_of(store)
        left = {one["name"]: set(one["claims"]) for one in after["data"]["claimwright"]["reviewers"]}
        assert left[name] == set(before[name]) - {key}
        # Others now see what was rejected, where they had not been asked about it.
        assert all(left[other] >= set(keys) for other, keys in before.items() if other != name)
        assert import_tasks(store, place / "tasks.json", [task]) == (0, known + new)


class Story:
    """The sample's article with a log of its own, and its task as Label Studio hands it back."""

    def __init__(self, place, *log, document=None):
        self.place = place
        self.log = log
        self.store = store_of(place / "s.db", log, document or document_of(SAMPLE.article))
        [self.task] = handed_back(tasks_of(self.store)[0])
        self.annotation = self.task["annotations"][0]

    def region(self, claim_or_words, annotation=None):
        """The regions of a trigger (by claim) or of some words."""
        wanted = getattr(claim_or_words, "id", None)
        for item in (annotation or self.annotation)["result"]:
            if item["type"] == "labels" and (
                item["id"] == f"{wanted}.1" or item["value"]["text"] == claim_or_words
            ):
                return item
        return None

    def move(self, words, to, annotation=None):
        value = self.region(words, annotation)["value"]
        start = SAMPLE.text.index(to)
        value |= {"start": start, "end": start + len(to), "text": to}

    def choose(self, claim_, modality):
        for item in self.annotation["result"]:
            if item["type"] == "choices" and item["id"] == f"{claim_.id}.1":
                item["value"]["choices"] = [modality]

    def add(self):
        """Draw a hire of Pavel Ost by Initech."""
        for name, label, words in (
            ("t", "hire", "joined"),
            ("p", "person", "Pavel Ost"),
            ("o", "organization", "Initech"),
        ):
            start = SAMPLE.text.index(words)
            value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
            self.annotation["result"].append({"id": name, "type": "labels", "value": value})
        for to, role in (("p", "person"), ("o", "employer")):
            line = {"type": "relation", "from_id": "t", "to_id": to, "labels": [role]}
            self.annotation["result"].append(line)

    def new(self):
        """What an import adds; a second one adds nothing, and what was drawn is what then stands."""
        count, known = import_tasks(self.store, self.place / "tasks.json", [self.task])
        assert known == len(self.log)
        assert import_tasks(self.store, self.place / "tasks.json", [self.task]) == (0, known + count)
        found = [logged.decision for logged in self.store.decisions()]
        assert found[: len(self.log)] == list(self.log)
        return found[len(self.log) :]

    def standing(self, reviewer="ann"):
        log = [logged.decision for logged in self.store.decisions()]
        return [one.claim for one in standing_claims(log, reviewer).values()]


def said(decisions):
    return [(one.action, one.targets, len(one.results), one.reviewer) for one in decisions]


def test_a_task_shows_what_stands_for_each_reviewer(tmp_path):
    right = replace(JOIN, id="c_right")
    log = [
        decide("accept", LEFT),
        decide("reject", LEFT, by="bo"),
        decide("correct", JOIN, results=[right], by="bo"),
        decide("unsure", GETS),
        decide("reject", DELAYED),
        decide("add", results=[replace(DELAYED, id="c_added")], by="bo"),
    ]
    with store_of(tmp_path / "s.db", [*log, undo(log[4], by="bo")], document_of(SAMPLE.article)) as store:
        [task], done = tasks_of(store)
    assert (done.decisions, done.documents, done.without_text, done.unshown) == (7, 1, 0, 0)
    data = task["data"]
    assert (data["text"], data["title"]) == (SAMPLE.text, SAMPLE.reference.title)
    assert [one["id"] for one in data["claimwright"]["claims"]] == [
        one.id for one in (LEFT, JOIN, GETS, DELAYED)
    ]
    assert [one["place"] for one in data["claimwright"]["decisions"]] == [1, 2, 3, 4, 5, 6, 7]
    assert data["claimwright"]["reviewers"] == [
        {"name": "ann", "claims": [LEFT.id, GETS.id, JOIN.id, DELAYED.id]},
        {"name": "bo", "claims": ["c_right", "c_added", GETS.id, DELAYED.id]},
    ]
    assert len(task["predictions"]) == 1
    assert [sorted(one) for one in task["annotations"]] == [["id", "result"]] * 2
    assert [one["id"] for one in task["annotations"]] == [1, 2]
    for annotation, claims in zip(task["annotations"], data["claimwright"]["reviewers"], strict=True):
        triggers = {one["id"].rpartition(".")[0] for one in annotation["result"] if "choices" in str(one)}
        assert triggers == set(claims["claims"])


def test_a_changed_choice_puts_right_what_was_accepted_or_left_open(tmp_path):
    story = Story(tmp_path, decide("accept", LEFT), decide("accept", JOIN, by="bo"))
    story.choose(LEFT, "planned")
    story.choose(JOIN, "possible")
    first, second = story.new()
    assert said([first, second]) == [
        (Action.CORRECT, (LEFT,), 1, "ann"),
        (Action.CORRECT, (JOIN,), 1, "ann"),
    ]
    assert [one.results[0].modality for one in (first, second)] == ["planned", "possible"]
    assert (first.at, first.seconds, first.note) == (AT, 7.5, "imported from label-studio")
    assert (first.shown.model, first.shown.queue) == (LEFT.model, "label-studio")


def test_a_moved_region_puts_right_and_the_rest_is_kept(tmp_path):
    story = Story(tmp_path, decide("accept", DELAYED), decide("accept", LEFT))
    story.move("Orion", "Acme's Orion")
    [one] = story.new()
    assert said([one]) == [(Action.CORRECT, (DELAYED,), 1, "ann")]
    assert one.results[0].values("product") == ("Acme's Orion",)
    assert one.results[0].arguments[1] == DELAYED.arguments[1]


def test_removed_marks_reject_and_new_ones_add(tmp_path):
    story = Story(tmp_path, decide("accept", LEFT), decide("unsure", JOIN), decide("reject", GETS, by="bo"))
    for gone in (LEFT, JOIN, GETS):
        without(story.annotation, gone.id)
    story.add()
    found = story.new()
    assert said(found) == [
        *((Action.REJECT, (gone,), 0, "ann") for gone in (LEFT, JOIN, GETS)),
        (Action.ADD, (), 1, "ann"),
    ]
    assert found[3].results[0].values("employer") == ("Initech",)
    assert found[3].shown is None
    assert story.standing() == list(found[3].results)


def test_a_changed_correction_replaces_it(tmp_path):
    right = replace(DELAYED, id="c_right", model=ModelReference("reviewer", ""))
    before = decide("correct", DELAYED, results=[right], final=True)
    story = Story(tmp_path, before)
    story.choose(right, "asserted")
    [one] = story.new()
    assert said([one]) == [(Action.CORRECT, (DELAYED,), 1, "ann")]
    assert one.final
    assert story.standing() == list(one.results)
    assert story.store.rulings(DELAYED.document.sha256).decisions == (one,)


def test_a_changed_merge_or_split_keeps_what_was_not_changed(tmp_path):
    both, one, other = (replace(LEFT, id="c_both"), replace(JOIN, id="c_one"), replace(DELAYED, id="c_other"))
    log = [decide("merge", LEFT, JOIN, results=[both]), decide("split", DELAYED, results=[one, other])]
    story = Story(tmp_path, *log)
    story.choose(both, "possible")
    story.choose(one, "denied")
    merged, cut = story.new()
    assert said([merged, cut]) == [
        (Action.MERGE, (LEFT, JOIN), 1, "ann"),
        (Action.SPLIT, (DELAYED,), 2, "ann"),
    ]
    assert (merged.results[0].modality, cut.results[0].modality) == ("possible", "denied")
    assert cut.results[1] == other
    assert story.standing() == [*merged.results, *cut.results]


def test_a_split_that_is_changed_twice_is_said_anew_once(tmp_path):
    one, other = replace(JOIN, id="c_one"), replace(DELAYED, id="c_other")
    story = Story(tmp_path, decide("split", LEFT, results=[one, other]))
    story.choose(one, "denied")
    story.choose(other, "asserted")
    [cut] = story.new()
    assert said([cut]) == [(Action.SPLIT, (LEFT,), 2, "ann")]
    assert story.standing() == list(cut.results)


def test_a_claim_that_two_corrections_made_is_changed_in_both(tmp_path):
    right = replace(DELAYED, id="c_right")
    story = Story(tmp_path, *(decide("correct", one, results=[right]) for one in (LEFT, JOIN)))
    without(story.annotation, right.id)
    assert said(story.new()) == [(Action.REJECT, (one,), 0, "ann") for one in (LEFT, JOIN)]
    assert story.standing() == []


def test_a_merge_or_split_whose_results_are_removed_is_taken_apart(tmp_path):
    both, one, other = (replace(LEFT, id=LEFT.id), replace(JOIN, id="c_one"), replace(DELAYED, id="c_other"))
    log = [decide("merge", LEFT, JOIN, results=[both]), decide("split", DELAYED, results=[one, other])]
    story = Story(tmp_path, *log)
    without(story.annotation, both.id)
    without(story.annotation, one.id)
    assert said(story.new()) == [
        (Action.REJECT, (LEFT,), 0, "ann"),
        (Action.REJECT, (JOIN,), 0, "ann"),
        (Action.CORRECT, (DELAYED,), 1, "ann"),
    ]
    assert story.standing() == [other]


def test_an_added_claim_is_put_right_or_rejected(tmp_path):
    added = [decide("add", results=[one]) for one in (LEFT, DELAYED)]
    story = Story(tmp_path, *added, *(decide("accept", one, by="bo") for one in (LEFT, DELAYED)))
    story.choose(LEFT, "planned")
    without(story.annotation, DELAYED.id)
    found = story.new()
    assert said(found) == [(Action.CORRECT, (LEFT,), 1, "ann"), (Action.REJECT, (DELAYED,), 0, "ann")]
    assert story.standing() == list(found[0].results)


def test_a_result_decided_on_by_itself_stands_as_that_says(tmp_path):
    right = replace(JOIN, id="c_right")
    story = Story(tmp_path, decide("correct", JOIN, results=[right]), decide("accept", right))
    story.choose(right, "possible")
    [one] = story.new()
    assert said([one]) == [(Action.CORRECT, (right,), 1, "ann")]
    assert story.standing() == list(one.results)


def test_a_skipped_annotation_is_unsure_of_what_it_showed(tmp_path):
    right = replace(JOIN, id="c_right")
    log = [decide("accept", LEFT), decide("correct", JOIN, results=[right]), decide("unsure", GETS)]
    story = Story(tmp_path, *log, decide("reject", DELAYED))
    story.annotation["was_cancelled"] = True
    assert said(story.new()) == [(Action.UNSURE, (LEFT,), 0, "ann"), (Action.UNSURE, (JOIN,), 0, "ann")]


def test_only_the_annotation_that_was_changed_says_something(tmp_path):
    story = Story(tmp_path, decide("accept", LEFT), decide("accept", LEFT, by="bo"), decide("reject", JOIN))
    without(annotation_of(story.task, "bo"), LEFT.id)
    assert said(story.new()) == [(Action.REJECT, (LEFT,), 0, "bo")]


def test_a_deleted_annotation_says_nothing(tmp_path):
    story = Story(tmp_path, decide("accept", LEFT), decide("accept", JOIN, by="bo"))
    del story.task["annotations"][0]
    assert story.new() == []


def test_the_same_change_in_a_later_export_is_a_new_decision(tmp_path):
    """Taken back on the review page and made once more, in a file that tells no times."""
    first = decide("accept", LEFT)
    story = Story(tmp_path, first)
    with story.store as store:
        for count in (1, 3):
            [task], _ = tasks_of(store)
            without(task["annotations"][0], LEFT.id)
            assert import_tasks(store, tmp_path / "tasks.json", [task]) == (1, count)
            [*_, last] = [logged.decision for logged in store.decisions()]
            assert said([last]) == [(Action.REJECT, (LEFT,), 0, "ann")]
            store.append_decisions([undo(last)])


@pytest.mark.parametrize(
    "known",
    [
        {"id": 1, "import_id": None, "completed_by": {"email": "cy@desk.example"}},
        {"id": 1, "completed_by": {"email": "cy@desk.example"}},  # a release that keeps no import id
        {"id": 9, "import_id": 7, "completed_by": {"email": "cy@desk.example"}},
        {"id": 9, "completed_by": {"email": "cy@desk.example"}, "import_id": True},
    ],
)
def test_an_annotation_of_somebody_else_is_an_answer_of_its_own(tmp_path, known):
    story = Story(tmp_path, decide("reject", LEFT), decide("accept", JOIN))
    result = story.task["predictions"][0]["result"]
    story.task["annotations"] = [{**known, "updated_at": AT, "result": result}]
    assert said(story.new()) == [
        (Action.ACCEPT, (LEFT,), 0, "cy@desk.example"),
        (Action.ACCEPT, (JOIN,), 0, "cy@desk.example"),
    ]


def test_nothing_missed_is_said_of_others_annotations_only(tmp_path):
    story = Story(tmp_path, decide("accept", LEFT))
    story.task["annotations"].append({"id": 5, "import_id": None, "result": story.annotation["result"]})
    (tmp_path / "t.json").write_text(json.dumps([story.task]), "utf-8")
    log = read_task_log(tmp_path / "t.json", Settings(declarations=DECLARATIONS, complete=True), "cy")
    assert [(one.action, one.reviewer) for _, one in log.decisions] == [
        *((Action.ACCEPT, "ann"), (Action.ACCEPT, "cy"), (Action.NOTHING_MISSED, "cy")),
    ]


# What cannot be shown.


def cleaned_again():
    """The sample's article once a cleaner leaves out its first word, and no claim with "Zoë" stands any more."""
    article = SAMPLE.article
    size = len(article.text) - 4
    return replace(
        document_of(article), text=article.text[4:], alignment=Alignment((Piece(0, 11, size, size),))
    )


def test_claims_in_another_text_are_shown_where_the_map_puts_them_or_counted(tmp_path):
    log = [decide("accept", LEFT), decide("accept", DELAYED), decide("reject", GETS, by="bo")]
    with store_of(tmp_path / "s.db", log, cleaned_again()) as store:
        [task], done = tasks_of(store)
        assert (done.decisions, done.unshown) == (3, 1)
        assert [one["id"] for one in task["data"]["claimwright"]["claims"]] == [DELAYED.id, GETS.id]
        [ann, _] = task["data"]["claimwright"]["reviewers"]
        assert ann["claims"] == [DELAYED.id, GETS.id]
        region = next(item for item in task["annotations"][0]["result"] if item["value"]["text"] == "delayed")
        assert region["value"]["start"] == SAMPLE.text.index("delayed") - 4
        assert import_tasks(store, tmp_path / "t.json", [task]) == (0, 3)
        without(task["annotations"][0], DELAYED.id)
        assert import_tasks(store, tmp_path / "t.json", [task]) == (1, 3)
        [*_, last] = [logged.decision for logged in store.decisions()]
        assert said([last]) == [(Action.REJECT, (DELAYED,), 0, "ann")]


def test_what_is_not_declared_or_cannot_be_marked_is_counted(tmp_path):
    odd = [replace(LEFT, id="c_x", type="merger"), replace(JOIN, id="c_y#1")]
    log = [decide("accept", one) for one in (*odd, DELAYED)]
    with store_of(tmp_path / "s.db", log, document_of(SAMPLE.article)) as store:
        before = lines(store)
        tasks, done = tasks_of(store)
        assert (done.decisions, done.unshown) == (3, 2)
    with open_store(tmp_path / "b.db", create=True) as other:
        assert import_tasks(other, tmp_path / "t.json", tasks) == (3, 0)
        assert lines(other) == before


def test_only_one_reviewer(tmp_path):
    log = [decide("accept", LEFT), decide("reject", LEFT, by="bo"), decide("accept", claim("c_1"))]
    with store_of(tmp_path / "s.db", log, document_of(SAMPLE.article)) as store:
        [task], done = tasks_of(store, reviewer="bo")
    assert (done.decisions, done.documents) == (1, 1)
    assert task["data"]["claimwright"]["reviewers"] == [{"name": "bo", "claims": []}]
    assert task["annotations"] == [{"id": 1, "result": []}]


def test_a_log_without_decisions_is_no_tasks(tmp_path):
    with open_store(tmp_path / "s.db", create=True) as store:
        assert tasks_of(store)[0] == []
        assert import_tasks(store, tmp_path / "t.json", []) == (0, 0)


# Files that are damaged: nothing is taken.


def spoil(task, change):
    ours = task["data"]["claimwright"]
    changes = {
        "line": lambda: ours["decisions"][0].update(line="{"),
        "no line": lambda: ours["decisions"][0].pop("line"),
        "document": lambda: ours["document"].update(sha256="b" * 64),
        "claims": lambda: ours["reviewers"][0]["claims"].append("c_nobody"),
        "reviewers": lambda: ours.pop("reviewers"),
        "text": lambda: task["data"].update(text="Something else."),
        "label": lambda: task["annotations"][0]["result"][0]["value"].update(labels=["merger"]),
        "span": lambda: task["annotations"][0]["result"][0]["value"].update(text="quit"),
    }
    changes[change]()


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        ("line", "E804", r"task 1, decision 1: .*not JSON"),
        ("no line", "E701", "KeyError"),
        ("document", "E804", "another document"),
        ("claims", "E701", "our own part is damaged"),
        ("reviewers", "E701", "KeyError"),
        ("text", "E704", "code points"),
        ("label", "E702", "annotation 1: .*merger"),
        ("span", "E704", "annotation 1: .*quit"),
    ],
)
def test_a_damaged_task_imports_nothing(tmp_path, change, code, told):
    story = Story(tmp_path, decide("accept", LEFT))
    spoil(story.task, change)
    whole = {**story.task, "data": {"text": "Nothing."}, "annotations": []}
    with open_store(tmp_path / "b.db", create=True) as other:
        with pytest.raises((InputError, StoreError), match=told) as caught:
            import_tasks(other, tmp_path / "t.json", [story.task, whole])
        assert caught.value.code == code
        assert lines(other) == []


def test_an_undo_without_what_it_undoes_is_told_with_its_task(tmp_path):
    first = decide("accept", LEFT)
    story = Story(tmp_path, first, undo(first))
    del story.task["data"]["claimwright"]["decisions"][0]
    with (
        open_store(tmp_path / "b.db", create=True) as other,
        pytest.raises(StoreError, match=r"E805 .*t\.json: task 1, decision 1: "),
    ):
        import_tasks(other, tmp_path / "t.json", [story.task | {"annotations": []}])


def test_files_are_recognised_and_may_be_named(tmp_path):
    first = decide("accept", LEFT)
    story = Story(tmp_path, first)
    tasks, log = tmp_path / "tasks.json", tmp_path / "log.jsonl"
    tasks.write_text("\ufeff \n" + json.dumps([story.task]), "utf-8")
    log.write_text("".join(f"{line}\n" for line in lines(story.store)), "utf-8")
    assert [one for _, one in read_decisions([tasks, log])] == [first, first]
    one = tmp_path / "one.json"
    one.write_text(json.dumps(story.task), "utf-8")
    assert [found for _, found in read_decisions([one], Format.LABEL_STUDIO)] == [first]
    with pytest.raises(StoreError, match="E804"):
        read_decisions([one])
    with pytest.raises(InputError, match="E102"):
        read_decisions([tmp_path / "none.json"])
