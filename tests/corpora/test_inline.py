"""Written articles compile to text and labels, or are refused with the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimwright.corpora.inline import compile_inline, main
from claimwright.corpora.written import compile_folder, written_articles
from claimwright.errors import InputError
from claimwright.records.gold import MentionKind, Range

ARTICLE = """---
title: "{Orla Quist|p1} to {leave|t1} {Halden|o1} in {March|d1}"
---

The {robot maker|~o1} {loses|t2} its {chief scientist|job1}. {Orla Quist|p1} {may|t3.cue} {go|t3}, {Dagny Voss|p2 t3.by}
said. {She|p1@t4} told {her|p1} board she {joined|t4} from {Brightfen|o2} in {2019|d2}.

- {Amadou Sy|p3} and {Bo Lund|p4}: {hired|t5} on {$90,000|m1} {pay|comp1 t6}

%%%
style: wire
rules: planned departure, headline , list
story: quist
# a comment

departure planned t1 t2/asserted t3/possible person=p1 employer=o1 position=job1 date=d1
hire asserted t4 person=p1 employer=o1 previous_employer=o2 date=d2
hire asserted t5 person=p3 employer=o1
hire asserted t5 person=p4 employer=o1 optional
compensation asserted t6 recipient=p4 payer=o1 amount=m1 component=comp1
d1 := 2025-03
m1 := {"min": 90000, "max": 90000, "currency": "USD", "per": null}
"""


def words(text: str, place: Range | None) -> str | None:
    return " ".join(text[slice(*place)].split()) if place else None


def test_an_article():
    written = compile_inline(ARTICLE, "x.md")
    text, claims = written.document.text, written.document.claims
    assert "{" not in text
    assert "|" not in text
    assert "%%%" not in text
    assert (written.style, written.story) == ("wire", "quist")
    assert written.rules == ("planned departure", "headline", "list")
    departure, joined, _, low, pay = claims
    assert departure.arguments == {
        "person": ("Orla Quist",),
        "employer": ("Halden", "robot maker"),
        "position": ("chief scientist",),
        "date": ("March",),
    }
    told = [
        (
            words(text, m.trigger),
            m.modality.value,
            {role: words(text, place) for role, place in m.arguments.items()},
        )
        for m in departure.mentions
    ]
    assert told == [
        ("leave", "planned", {"person": "Orla Quist", "employer": "Halden", "date": "March"}),
        (
            "loses",
            "asserted",
            {"person": "Orla Quist", "employer": "robot maker", "position": "chief scientist"},
        ),
        (
            "go",
            "possible",
            {"person": "Orla Quist", "employer": "robot maker", "position": "chief scientist"},
        ),
    ]
    assert words(text, departure.mentions[0].quote) == "Orla Quist to leave Halden in March"
    assert words(text, departure.mentions[2].quote) == "Orla Quist may go, Dagny Voss said."
    assert words(text, departure.mentions[2].cue) == "may"
    assert words(text, departure.mentions[2].attribution) == "Dagny Voss"
    assert [(kind, words(text, place)) for kind, place in departure.mentions[2].others] == [
        ("person", "Dagny Voss")
    ]
    assert words(text, joined.mentions[0].arguments["person"]) == "She"
    assert low.optional
    assert departure.normalized == {"date": "2025-03"}
    assert pay.normalized["amount"]["min"] == 90000


def test_entities_carry_who_they_are():
    written = compile_inline(ARTICLE, "x.md").document
    of_quist = [m for m in written.entities if m.entity == written.entities[0].entity]
    found = [(words(written.text, m.range), m.kind) for m in of_quist]
    assert found == [
        ("Orla Quist", MentionKind.NAME),
        ("Orla Quist", MentionKind.NAME),
        ("She", MentionKind.PRONOUN),
        ("her", MentionKind.PRONOUN),
    ]
    kinds = {words(written.text, m.range): m.kind for m in written.entities}
    assert kinds["robot maker"] is MentionKind.NOMINAL
    assert [m.range for m in written.entities] == sorted(m.range for m in written.entities)


def test_a_story_stays_in_one_split():
    one = compile_inline(ARTICLE, "x.md").document.split
    assert all(compile_inline(ARTICLE, f"{n}.md").document.split == one for n in range(20))
    alone = ARTICLE.replace("story: quist\n", "")
    assert {compile_inline(alone, f"{n}.md").document.split for n in range(60)} == {"train", "test"}


BROKEN = {
    "no labels": (r"(?s)%%%.*", "", 2, "no line %%%"),
    "no style": ("style: wire", "", 11, "style: expected one of"),
    "unknown style": ("style: wire", "style: poem", 11, "style: expected one of"),
    "unbalanced": (r"\{2019\|d2\}", "{2019|d2", 6, "not closed"),
    "trigger twice": (r"\{She\|p1@t4\}", "{She|p1@t4 t4}", 6, "t4 is marked twice"),
    "trigger unused": (r"hire asserted t4.*\n", "", 6, "t4 is marked but no claim has it"),
    "claim without trigger": (r"asserted t4 ", "asserted ", 17, "the claim has no trigger"),
    "trigger not marked": (r"asserted t4 ", "asserted t4 t9 ", 17, "t9 is not marked"),
    "unknown type": (r"hire asserted t4", "merger asserted t4", 17, "'merger' is neither"),
    "unknown modality": (r"hire asserted t4", "hire sure t4", 17, "unknown modality 'sure'"),
    "unknown modality of a mention": (r"t2/asserted", "t2/sure", 16, "unknown modality 'sure'"),
    "unknown role": (r"previous_employer=", "boss=", 17, "hire has no role 'boss'"),
    "role twice": (r"date=d2", "date=d2 date=d1", 17, "'date' is given twice"),
    "role not marked": (r"date=d2", "date=d7", 17, "d7 is not marked"),
    "role of a wrong kind": (r"date=d2", "date=o1", 17, "a organization cannot be the date"),
    "stray word": (r"date=d2", "date=d2 yesterday", 17, "'yesterday' is neither"),
    "person missing": (r"t4 person=p1", "t4", 17, "needs person"),
    "same fact twice": (
        r"t5 person=p4 employer=o1 optional",
        "t5 person=p3 employer=o1",
        19,
        "one fact labelled twice",
    ),
    "name not in the text": (r"d1 := .*", "p1 = Orla B. Quist", 21, "not in the article"),
    "name of nobody": (r"d1 := .*", "p9 = Orla Quist", 21, "p9 is named but never marked"),
    "value of nothing": (r"d1 := .*", "d9 := 2025", 21, "d9 has a value but is never marked"),
    "value is no date": (r"d1 := .*", "d1 := 2024-Q4", 21, "is no ISO 8601"),
    "value is not JSON": (r"m1 := .*", "m1 := {min: 3}", 22, "not JSON"),
    "value lacks a key": (r"m1 := .*", 'm1 := {"min": 3}', 22, "expected the keys"),
    "cut word": (r"\{2019\|d2\}", "{201|d2}9", 6, "cuts a word"),
    "forgotten tilde": (r"~o1", "o1", 2, "mark what only stands for it with ~"),
    "cue twice": (r"\{her\|p1\}", "{her|t3.cue}", 6, "t3.cue is marked twice"),
    "tie to nothing": (r"@t4", "@t8", 2, "@t8 ties to a trigger that is not marked"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_faults_are_told_with_their_line(case):
    pattern, put, line, expected = BROKEN[case]
    source, count = re.subn(pattern, lambda _: put, ARTICLE, count=1)
    assert count == 1
    with pytest.raises(InputError) as caught:
        compile_inline(source, "x.md")
    assert caught.value.code == "E501"
    assert caught.value.where.startswith("x.md:")
    assert f"line {line}: " in caught.value.detail
    assert expected in caught.value.detail


def test_a_hard_negative_needs_a_style_only():
    written = compile_inline("{Ann Tor|p1}, the former chief, spoke.\n%%%\nstyle: blog\n", "n.txt")
    assert written.document.claims == ()
    assert written.document.text == "Ann Tor, the former chief, spoke.\n"


def test_the_example_of_the_documentation_compiles():
    page = Path(__file__).resolve().parents[2] / "docs" / "corpora.md"
    example = re.search(r"```\n(---.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    claims = compile_inline(example.group(1), "example.md").document.claims
    assert [claim.type for claim in claims] == ["departure", "hire", "compensation", "hire"]


def test_the_checker_prints_a_line_a_file(tmp_path, capsys):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(ARTICLE, encoding="utf-8")
    bad.write_text("{x", encoding="utf-8")
    assert main([str(good)]) == 0
    assert main([str(good), str(bad), str(tmp_path / "none.md")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert "5 claims, 7 mentions" in lines[0]
    assert "E501" in lines[2]


def test_a_folder_tells_all_that_is_wrong(tmp_path):
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").write_text("{x", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "notes.py").write_text("no article")
    articles, faults = compile_folder(tmp_path)
    assert [article.document.path for article in articles] == ["a.md"]
    assert [fault.code for fault in faults] == ["E501", "E105"]
    with pytest.raises(InputError):
        written_articles(tmp_path)


def test_every_written_article_of_the_project_compiles():
    articles = written_articles()
    assert all(article.document.text for article in articles)
    for article in articles:
        for claim in article.document.claims:
            assert claim.mentions
            assert all(told.quote.contains(told.trigger) for told in claim.mentions)
