"""brat: .txt and .ann files, and what annotators do to them."""

import json
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from claimwright.errors import ClaimwrightError, InputError, OutputError
from claimwright.exchange.anchoring import Anchors
from claimwright.exchange.article import Place
from claimwright.exchange.foreign.brat import SIDECAR, BratWriter, annotation_conf, annotation_lines
from claimwright.exchange.foreign.brat_reader import read_brat
from claimwright.records.decision import Action
from tests.exchange.foreign.articles import DECLARATIONS, Sample, articles, only, settings, untouched

BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@st.composite
def inner_places(draw, text):
    """Places whose first and last characters are no line ends or tabs, if the text has others at all."""
    inner = [index for index, character in enumerate(text) if character not in BREAKS]
    start = draw(st.sampled_from(inner))
    ends = [index + 1 for index in inner if start <= index < start + 14]
    return Place(start, draw(st.sampled_from(ends)))


def write(folder, *written):
    writer = BratWriter(folder, DECLARATIONS)
    for article in written:
        writer.write(article)
    writer.close()
    return folder


def read(folder, **values):
    return list(read_brat(folder, settings(**values)))


@pytest.fixture
def written(tmp_path):
    return write(tmp_path / "out", Sample().article)


def edit(folder, pattern, replacement, count=1):
    path = folder / "news.txt.ann"
    before = path.read_text("utf-8")
    after, done = re.subn(pattern, replacement, before, flags=re.MULTILINE)
    assert done == count, before
    path.write_bytes(after.encode("utf-8"))


@given(st.data())
@profile(max_examples=50)
def test_what_goes_out_comes_back(tmp_path_factory, data):
    usable = articles(place=lambda text: inner_places(text) if text.strip(BREAKS) else st.nothing())
    usable = usable.filter(lambda article: article.text.strip(BREAKS))
    found = {f"{number}.md": data.draw(usable) for number in range(2)}
    for path, article in found.items():
        reference = replace(article.reference, path=path)
        claims = tuple(replace(claim, document=reference) for claim in article.claims)
        found[path] = replace(article, reference=reference, claims=claims)
    folder = write(tmp_path_factory.mktemp("brat") / "out", *found.values())
    for record in read(folder):
        assert untouched(record, found[record.article.reference.path])
    assert len(list(folder.glob("*.txt"))) == len(list(folder.glob("*.ann"))) == 2


@given(articles())
@profile(max_examples=50)
def test_every_line_is_as_brat_wants_it(article):
    with suppress(InputError):  # a span that begins or ends with a line end; tested below
        check_lines(article, list(annotation_lines(article, DECLARATIONS)))


def check_lines(article, lines):
    known = set()
    for line in lines:
        assert line.splitlines() == [line]
        name, rest = line.split("\t", 1)
        assert name not in known
        known.add(name)
        if name.startswith("T"):
            head, quote = rest.split("\t")
            runs = [tuple(map(int, run.split())) for run in head.split(" ", 1)[1].split(";")]
            assert quote == " ".join(article.text[start:end] for start, end in runs)
        for target in re.findall(r":(T\d+|E\d+)", rest if name[0] in "ER" else ""):
            assert target in known


def test_the_files_of_an_article(written):
    assert sorted(path.name for path in written.iterdir()) == [
        *("annotation.conf", "claimwright.jsonl", "news.txt.ann", "news.txt.txt")
    ]
    assert (written / "news.txt.txt").read_bytes() == Sample.text.encode("utf-8")  # CR LF and all
    lines = (written / "news.txt.ann").read_text("utf-8").splitlines()
    place = Sample.text.index("left")
    assert lines[0] == f"T1\tdeparture {place} {place + 4}\tleft"
    assert [line for line in lines if line.startswith("E1")] == [
        "E1\tdeparture:T1 person:T2 employer:T3 next_employer:T4"
    ]
    assert "A3\tModality E3 planned" in lines
    assert "#1\tAnnotatorNotes E1\tc_0000000000000001 confidence 0.75 sample 1" in lines


def test_the_configuration_declares_what_files_use(written):
    config = annotation_conf(DECLARATIONS)
    for line in (written / "news.txt.ann").read_text("utf-8").splitlines():
        if line[0] in "TE":
            label = re.split(r"[ :]", line.split("\t")[1])[0]
            assert re.search(rf"^{label}(\t|$)", config, re.MULTILINE), label
        for role in re.findall(r" (\w+):T", line if line[0] == "E" else ""):
            assert f"{role}*:" in config or f"{role}?:" in config
    assert "Value:asserted|planned|possible|denied" in config


def test_further_mentions_and_second_values(tmp_path):
    sample = Sample()
    hire = sample.claim(1, "hire", ["join", "joined"], {"person": "Pavel Ost", "employer": "Initech"})
    second = sample.claim(2, "hire", ["join"], {"person": "Zoë 👩‍💻 Quill"}).arguments
    article = replace(sample.bare, claims=(replace(hire, arguments=(*second, *hire.arguments)),))
    folder = write(tmp_path / "out", article)
    lines = (folder / "news.txt.ann").read_text("utf-8").splitlines()
    assert "E1\thire:T1 person:T3 person2:T4 employer:T5" in lines
    assert "R1\tmention Arg1:E1 Arg2:E2" in lines
    assert untouched(only(read(folder)), article)


def test_a_changed_attribute_corrects_and_a_removed_event_rejects(written):
    edit(written, r"^(A1\tModality E1) asserted$", r"\1 possible")
    edit(written, r"^([EA#]4\t.*)\n", "", count=3)
    record = only(read(written))
    assert [answer.action for answer in record.answers] == [
        *(Action.CORRECT, Action.ACCEPT, Action.ACCEPT, Action.REJECT)
    ]
    assert record.answers[0].result.modality == "possible"
    assert record.answers[0].answerer.at.endswith("+00:00")


def test_new_events_add_and_windows_line_ends_are_read(written):
    joined, ost, initech = (Sample.text.index(words) for words in ("joined", "Pavel Ost", "Initech"))
    path = written / "news.txt.ann"
    more = (
        f"T90\thire {joined} {joined + 6}\tjoined\nT91\tperson {ost} {ost + 9}\tPavel Ost\n"
        f"T92\torganization {initech} {initech + 7}\tInitech\nE90\thire:T90 person2:T91 employer:T92\n"
        "N1\tReference T91 Wikipedia:1\tPavel\n*\tEquiv T91 T92\nM1\tNegation E1\n#9\tAnnotatorNotes T91\tsure\n\n"
    )
    path.write_bytes((path.read_text("utf-8") + more).replace("\n", "\r\n").encode("utf-8"))
    answer = only(read(written)).answers[-1]
    assert (answer.action, answer.result.values("person")) == (Action.ADD, ("Pavel Ost",))
    assert only(read(written, complete=True)).answers[-1].action is Action.NOTHING_MISSED


def test_a_span_over_a_line_end_is_fragments_and_comes_back(tmp_path):
    sample = Sample("Ann Poe\r\nof Acme joined\tBeta.")
    hire = sample.claim(1, "hire", ["joined"], {"person": "Ann Poe\r\nof Acme", "employer": "Beta"})
    article = replace(sample.bare, claims=(hire,))
    folder = write(tmp_path / "out", article)
    assert "T2\tperson 0 7;9 16\tAnn Poe of Acme" in (folder / "news.txt.ann").read_text("utf-8").splitlines()
    assert untouched(only(read(folder)), article)


def test_a_span_that_ends_with_a_line_end_cannot_be_written(tmp_path):
    sample = Sample("Ann Poe\njoined Beta.")
    hire = sample.claim(1, "hire", ["joined"], {"person": "Ann Poe\n", "employer": "Beta"})
    writer = BratWriter(tmp_path / "out", DECLARATIONS)
    with pytest.raises(InputError, match=r"E705 a/news\.txt.*begins or ends with a line end"):
        writer.write(replace(sample.bare, claims=(hire,)))
    writer.write(sample.bare)  # the rest is written
    writer.close()
    assert only(read(tmp_path / "out")).article == sample.bare


def test_evidence_is_not_marked_so_it_follows_the_trigger(written):
    """What brat cannot show: evidence of an unmoved trigger is kept, of a moved one it is its sentence."""
    joined = Sample.text.index("joined")
    edit(written, r"^T(\d+)\thire \d+ \d+\tjoin$", rf"T\1\thire {joined} {joined + 6}\tjoined")
    answer = only(read(written)).answers[1]
    assert answer.target.mentions[0].evidence.text.startswith("Zoë")
    assert answer.result.mentions[0].evidence.text == "Pavel Ost joined Initech in May."
    assert answer.result.mentions[0].score == 1.0


@pytest.mark.parametrize(
    ("pattern", "replacement", "told"),
    [
        (r"^T1\tdeparture ", "T1\tmerger ", r"E703 .*E1 has no trigger of its type"),
        (r"^E1\tdeparture:T1", "E1\tdeparture:T99", "E703.*no trigger"),
        (r"person:T2 employer:T3 next", "person:T2 employer:T77 next", "E703.*employer of E1 is T77"),
        (
            r"person:T2 employer:T3 next",
            "person:T3 employer:T2 next",
            "E703.*'person' of a departure cannot be",
        ),
        (r"person:T2 employer:T3 next", "boss:T2 employer:T3 next", "E702.*no role 'boss'"),
        (r"person:T2 employer:T3 next", "employer:T3 next", "E703.*needs person, employer"),
        (r"Modality E1 asserted", "Modality E1 hoped", "E702.*'hoped'"),
        (
            r"^(T1\tdeparture \d+ \d+\t)left",
            r"\1quit",
            r"E704 .*news\.txt\.ann:1: .*shows 'left', not 'quit'",
        ),
        (r"^T1\tdeparture (\d+) (\d+)", r"T1\tdeparture 0 3;\1 \2", r"E703 .*ann:1: .*words between"),
        (r"^T1\t", "T1 ", r"E701 .*ann:1: .*not a line of brat's"),
        (r"^A1\t.*$", "Q1\twhat", r"E701 .*ann:\d+.*'Q1"),
    ],
)
def test_broken_lines_are_errors_with_their_place_and_other_articles_are_read(
    tmp_path, pattern, replacement, told
):
    sample = Sample()
    other = replace(sample.bare, reference=replace(sample.reference, path="zz.txt"))
    folder = write(tmp_path / "out", sample.article, other)
    edit(folder, pattern, replacement)
    error, record = read(folder)
    assert isinstance(error, ClaimwrightError)
    assert re.search(told, str(error)), error
    assert record.article == other


def test_a_span_that_moved_is_moved_back_only_when_asked(written):
    edit(written, r"^(T\d+\tproduct )\d+ \d+(\tOrion)$", r"\g<1>3 8\2")
    assert "which occurs once" in str(only(read(written)))
    anchors = Anchors(reanchor=True)
    assert untouched(only(read(written, anchors=anchors)), Sample().article)
    assert anchors.moved == 1


def test_a_text_with_other_line_ends_is_an_error(written):
    path = written / "news.txt.txt"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    assert str(only(read(written))).startswith(f"E704 {path}: ")


def test_a_damaged_sidecar_never_makes_a_new_document(written):
    (written / SIDECAR).write_text("{\n")
    faults = read(written)
    assert [error.code for error in faults] == ["E109", "E701"]


def test_a_collection_of_their_own_adds_its_claims(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("👩‍💻 Ann left Acme", "utf-8")
    (tmp_path / "deep" / "a.ann").write_text(
        "T1\tdeparture 8 12\tleft\nT2\tperson 4 7\tAnn\nT3\torganization 13 17\tAcme\n"
        "E1\tdeparture:T1 person:T2 employer:T3\n",
        "utf-8",
    )
    [answer] = only(read(tmp_path)).answers
    assert (answer.action, answer.result.arguments[0].span.text) == (Action.ADD, "Ann")


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_folders_without_annotations_are_errors(tmp_path, missing):
    with pytest.raises(InputError, match=r"E101|E701"):
        read(tmp_path / missing)


def test_a_missing_text_is_an_error(written):
    (written / "news.txt.txt").unlink()
    assert only(read(written)).code == "E101"


def test_names_are_made_safe_and_never_collide(tmp_path):
    bare = Sample().bare
    paths = ["a/x.md", "b/X.md", "../../etc/passwd", "…", "a/x.md", "x.md-2"]
    articles_ = [replace(bare, reference=replace(bare.reference, path=path)) for path in paths]
    folder = write(tmp_path / "out", *articles_)
    lines = [json.loads(line) for line in (folder / SIDECAR).read_text("utf-8").splitlines()]
    names = [line["file"] for line in lines]
    assert len({name.casefold() for name in names}) == len(paths)
    assert all(re.fullmatch(r"[\w.-]+\.txt", name, re.ASCII) for name in names)
    assert [line["document"]["path"] for line in lines] == paths


def test_a_folder_that_holds_something_is_not_touched(tmp_path):
    (tmp_path / "keep.txt").write_text("x")
    with pytest.raises(OutputError, match=r"E301.*not an empty folder"):
        BratWriter(tmp_path, DECLARATIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["keep.txt"]


def test_what_is_not_finished_leaves_nothing(tmp_path):
    writer = BratWriter(tmp_path / "out", DECLARATIONS)
    writer.write(Sample().article)
    writer.drop()
    assert list(tmp_path.iterdir()) == []
