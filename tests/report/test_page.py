"""The page shows every claim and article, and nothing an article says can become markup or run."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from claimwright.report.page import build_page
from claimwright.report.segments import Mark
from claimwright.report.view import build_view
from claimwright.schema import load_declarations
from tests.fakes import claims_of, outcome
from tests.report.samples import FIRST, Maker, sample_claims

ATTACKS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "{{ 7 * 7 }}{% raw %}",
    "--><script>alert(1)</script>",
    "\u2028\u2029</style><script>alert(1)</script>",
]


class Reader(HTMLParser):
    """What a browser would see: elements with attributes, and the text outside script and style."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.text, self._open = [], "", []
        self.inline = {"script": [], "style": []}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if self._open and self._open[-1] in self.inline:
            self.inline[self._open[-1]].append(data)
        else:
            self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page():
    first = Maker(FIRST, "articles/acme.txt").document
    return Reader(build_page(sample_claims(), {first.sha256: first}, title="Claims of the week"))


def test_every_claim_is_a_row_with_what_filters_need(page):
    rows = [row for row in page.all("tr") if "data-id" in row]
    assert [row["data-type"] for row in rows] == ["departure", "hire", "compensation", "delay", "hire"]
    assert [row["data-modality"] for row in rows] == ["asserted", "asserted", "planned", "denied", "possible"]
    assert [row["data-confidence"] for row in rows] == ["0.97", "0.91", "0.78", "0.55", "0.34"]
    assert "mara quill" in rows[0]["data-search"]
    assert [row["data-article"] for row in rows] == ["0", "0", "0", "0", "1"]
    boxes = {(box["name"], box["value"]) for box in page.all("input") if box.get("type") == "checkbox"}
    assert ("type", "delay") in boxes
    assert ("modality", "denied") in boxes


def test_a_found_article_is_shown_in_full_and_another_by_its_evidence(page):
    assert "Left Acme: February 2025" in page.text
    assert "Initech said that Pavel Ost" in page.text
    assert page.text.count("only the sentences with evidence are shown") == 1
    assert "1 of 2 articles shown in full" in page.text


def test_marks_carry_claim_and_kind_and_labels_stand_at_their_ends(page):
    marks = [mark["data-marks"] for mark in page.all("mark")]
    assert any("0:trigger" in mark and "0:evidence" in mark for mark in marks)
    assert any("2:argument" in mark and "2:evidence" in mark for mark in marks)
    labels = [label for label in page.all("small") if "data-claim" in label]
    assert {label["class"] for label in labels} == {"trigger", "argument", "attribution"}
    claims = sample_claims()
    for number, claim in enumerate(claims[:4]):
        wanted = len(claim.arguments) + 1 + (claim.attribution is not None)
        assert sum(label["data-claim"] == str(number) for label in labels) == wanted


def test_normalised_values_are_for_people(page):
    assert "USD up to 12,000,000 over 4 years" in page.text


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_an_article_says_becomes_markup(attack):
    text = f"Jane Roe joined Acme {attack}."
    document = outcome(text).document
    [claim] = claims_of(text)
    plain = Reader(build_page([claim], {document.sha256: document}))
    hostile = replace(
        claim,
        id=attack,
        type=attack,
        arguments=(replace(claim.arguments[0], role=attack, canonical=attack, normalized=attack),),
        attribution=claim.arguments[1].span,
        document=replace(
            claim.document, title=attack, path=attack, url=f"https://x.example/{attack}", published=attack
        ),
        model=replace(claim.model, name=attack),
    )
    made = Reader(build_page([hostile], {document.sha256: document}, title=attack))
    assert len(made.all("script")) == len(made.all("style")) == 1
    assert made.inline == plain.inline
    assert not made.all("img")
    assert not made.all("svg")
    allowed = {name for _, attributes in plain.elements for name in attributes} | {"href", "rel", "target"}
    assert {name for _, attributes in made.elements for name in attributes} <= allowed
    assert "alert(1)" not in attack or "alert(1)" in made.text
    assert "49" not in made.text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " javascript:x"]
)
def test_only_web_addresses_become_links(url):
    [claim] = claims_of("Jane Roe joined Acme.")
    page = Reader(build_page([replace(claim, document=replace(claim.document, url=url))]))
    assert all(link["href"].startswith("#") for link in page.all("a"))


def test_the_policy_allows_just_our_style_and_script(page):
    [policy] = [item["content"] for item in page.all("meta") if item.get("http-equiv")]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        [content] = page.inline[tag]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"


def test_the_page_loads_nothing(page):
    assert not [
        tag
        for tag, _ in page.elements
        if tag in {"link", "img", "iframe", "object", "embed", "video", "base"}
    ]
    assert all("src" not in attributes and "style" not in attributes for _, attributes in page.elements)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "url(" not in page.inline["style"][0]
    assert not re.search(
        r"fetch\(|XMLHttpRequest|import\(|innerHTML|document\.write|eval\(", page.inline["script"][0]
    )


def test_ids_are_unique(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_no_claims_no_table():
    page = Reader(build_page([]))
    assert "The file holds no claims." in page.text
    assert not page.all("table")


def test_types_nobody_declared_are_shown_by_their_name():
    [claim] = claims_of("Jane Roe joined Acme.")
    view = build_view([replace(claim, type="acquisition"), claim], {}, load_declarations(), "x")
    assert [entry[:2] for entry in view.types] == [("hire", "Hire"), ("acquisition", "acquisition")]


def test_evidence_keeps_its_marks_without_the_article():
    [claim] = claims_of("👩‍🚀👩‍🚀 was first. On Monday Jane Roe joined Acme.")
    view = build_view([claim], {}, load_declarations(), "x")
    [block] = view.articles[0].blocks
    shown = {piece.text: {mark.kind for mark in piece.marks} for piece in block.segments}
    assert shown["Jane Roe"] == {"evidence", "argument"}
    assert shown["joined"] == {"evidence", "trigger"}
    assert all(isinstance(mark, Mark) for piece in block.segments for mark in piece.marks)


def test_control_characters_do_not_reach_the_page():
    [claim] = claims_of("Jane Roe joined Acme.")
    title = "a\x00b\x1b[2Jc\u202ed"
    assert not re.search(
        "[\x00\x1b\u202e]", build_page([replace(claim, document=replace(claim.document, title=title))])
    )
