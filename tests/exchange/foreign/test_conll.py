"""CoNLL columns: offsets and tags that say what the claims say, and what is lost."""

import io
from dataclasses import replace

from hypothesis import given
from hypothesis import settings as profile

from claimwright.exchange.foreign.conll import ConllWriter, conll_lines
from claimwright.exchange.marks import mark
from tests.exchange.foreign.articles import DECLARATIONS, Sample, articles


def sentences(lines):
    """The rows of each sentence and the ids of its claims, as a user's script would read them."""
    rows, claims = [], []
    for line in lines:
        if line.startswith("# claim = "):
            claims.append(line.removeprefix("# claim = ").split("\t")[0])
        elif not line:
            yield rows, claims
            rows, claims = [], []
        elif not line.startswith("# "):
            rows.append(line.split("\t"))
    assert not rows


def spans(rows, column):
    """What a BIO column marks: label, first and last offset."""
    found = []
    for row in rows:
        tag = row[column]
        if tag.startswith("B-"):
            found.append([tag[2:], int(row[2]), int(row[3])])
        elif tag.startswith("I-"):
            assert found[-1][0] == tag[2:]
            found[-1][2] = int(row[3])
        else:
            assert tag == "O"
    return [tuple(item) for item in found]


@given(articles())
@profile(max_examples=60)
def test_every_row_shows_its_token(article):
    lines = list(conll_lines(article, DECLARATIONS))
    assert all(line.splitlines() == [line] for line in lines if line)
    forms = []
    for rows, claims in sentences(lines):
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        for row in rows:
            assert len(row) == 8 + len(claims)
            start, end = int(row[2]), int(row[3])
            assert article.text[start:end] == row[1]
            assert article.alignment.to_source(start, end) == (int(row[4]), int(row[5]))
            forms.append(row[1])
    assert "".join("".join(forms).split()) == "".join(article.text.split())


def test_columns_say_what_the_claims_say():
    article = Sample().article
    lines = list(conll_lines(article, DECLARATIONS))
    found = {claim.id: [] for claim in article.claims}
    for rows, claims in sentences(lines):
        for column, name in enumerate(claims, start=8):
            found[name] += spans(rows, column)
    for claim in article.claims:
        marked = mark(claim, article)
        expected = [*marked.arguments, *(("TRIGGER", place) for place in marked.triggers)]
        if marked.attribution:
            expected.append(("ATTRIBUTION", marked.attribution))
        assert sorted(found[claim.id]) == sorted((label, *place) for label, place in expected)


def test_comments_tell_document_and_claims():
    lines = list(conll_lines(Sample().article, DECLARATIONS))
    assert lines[:3] == ["# newdoc id = d_1", f"# sha256 = {'cd' * 32}", "# path = a/news.txt"]
    told = "# claim = c_0000000000000003\tcompensation\tplanned\tconfidence=0.75\tattribution=Courier"
    assert told in lines
    assert [line for line in lines if line.startswith("# sent_id")] == [
        f"# sent_id = {number}" for number in range(1, 5)
    ]


def test_entities_and_triggers_have_columns_of_their_own():
    [rows, *_] = [rows for rows, _ in sentences(conll_lines(Sample().article, DECLARATIONS))]
    assert [label for label, _, _ in spans(rows, 6)] == ["person", "organization", "organization", "position"]
    assert [label for label, _, _ in spans(rows, 7)] == ["departure", "hire"]


def test_of_overlapping_spans_the_longer_stays():
    sample = Sample("Ann joined the Acme bank board.")
    claim = sample.claim(
        1, "hire", ["joined"], {"person": "Ann", "employer": "Acme bank", "position": "bank board"}
    )
    lines = conll_lines(replace(sample.bare, claims=(claim,)), DECLARATIONS)
    [(rows, _)] = sentences(lines)
    assert [label for label, _, _ in spans(rows, 8)] == ["person", "TRIGGER", "position"]


def test_a_span_inside_a_token_is_widened_to_it():
    sample = Sample("Ann joined Foobarcorp.")
    claim = sample.claim(1, "hire", ["join"], {"person": "Ann", "employer": "bar"})
    [(rows, _)] = sentences(conll_lines(replace(sample.bare, claims=(claim,)), DECLARATIONS))
    assert spans(rows, 8) == [("person", 0, 3), ("TRIGGER", 4, 10), ("employer", 11, 21)]


def test_the_file_names_its_columns():
    stream = io.BytesIO()
    writer = ConllWriter(stream, DECLARATIONS)
    writer.write(Sample().article)
    writer.close()
    text = stream.getvalue().decode("utf-8")
    assert text.startswith(
        "# columns = ID FORM START END SOURCE_START SOURCE_END ENTITY TRIGGER CLAIM...\n# newdoc"
    )
    assert text.endswith("\n\n")
