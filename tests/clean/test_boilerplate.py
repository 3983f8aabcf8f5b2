import json
from importlib.resources import files

import pytest

from claimwright.clean.boilerplate import mark
from claimwright.clean.passages import Fragment, Passage
from claimwright.clean.patterns import load_patterns
from claimwright.records import BlockKind, SourceFormat
from tests.clean.build import STORY, cleaned, dropped, markdown, plain, texts

MORE = "A spokesman said that the firm was glad to have her and that the robot will come in May as planned."


def kept(source, authors=()):
    """The paragraphs of a Markdown body that stay."""
    front = "---\ntitle: Holt moves\nauthors: [" + ", ".join(authors) + "]\n---\n"
    return texts(markdown(front + source))[1:]


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("date", "Published May 26, 2025, 4:51 PM EST"),
        ("date", "Updated"),
        ("date", "3 hours ago"),
        ("date", "5 min read"),
        ("byline", "By Ann Ash and Bo Birch, Kitchen Daily"),
        ("byline", "— Kitchen Daily's Ann Ash contributed to this report."),
        ("credit", "Image Credits: Ann Ash / Larkspur"),
        ("credit", "Ann Ash | Larkspur | Getty Images"),
        ("credit", "Photo by Ann Ash/Reuters"),
        ("credit", "The ovens of the firm at work. Credit: Getty Images"),
        ("credit", "Mira Holt, engineer at Larkspur. Ann Ash/REUTERS"),
        ("advert", "Oven Academy: Tired of cold bread? Learn how to bake it. Register Now"),
        ("navigation", "placeholder"),
        ("disclaimer", "Have a tip? Contact this reporter by email or Signal."),
        ("other-script", "作者:Ann Ash"),
        (
            "other-script",
            "关于《Larkspur has hired Mira Holt from its rival Bramble as chief engineer of its kitchens》的评论",
        ),
        ("paywall", "Subscribe to unlock this article"),
        ("newsletter", "Sign up for our free newsletter and get more in your inbox"),
        ("newsletter", "Email (required)"),
        ("share", "Share this article on Facebook"),
        ("share", "Facebook · Twitter · Email · Copy link"),
        ("comments", "12 Comments"),
        ("comments", "Your email address will not be published. Required fields are marked *"),
        ("cookies", "We use cookies to make this site work for you and our partners."),
        ("advert", "Story continues below advertisement"),
        ("ticker", "LRKS +2.3%"),
        ("ticker", "LRKS 12.40 -1.2%, BRMB 3.10 +0.4%"),
        ("navigation", "Skip to content"),
        ("navigation", "View Bio"),
        ("navigation", "Open in app"),
        ("navigation", "[Find out why](https://example.org)"),
        ("teaser", "Read more: Bramble sells its ovens"),
        ("teaser", "WATCH: The ovens of Bramble"),
        ("teaser", "[Bramble sells its ovens to a rival](https://example.org/b)"),
        ("teaser", "Most read stories"),
        ("disclaimer", "© 2025 Kitchen Media, LLC. A Hearth company."),
        (
            "disclaimer",
            "Disclaimer: the views in this article are its author's own and not those of the site.",
        ),
        ("disclaimer", "When you buy through links on our pages, we may earn a commission."),
        ("other-script", "公司周一宣布聘请了新的总工程师"),
    ],
)
def test_lines_that_are_not_the_article(reason, line):
    document = markdown(f"{STORY}\n\n{line}\n\n{MORE}\n")
    assert texts(document) == [STORY, MORE]
    assert dropped(document) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Holt had left Bramble.",
        "By Tuesday, Holt had left Bramble.",
        "By Holt, who left Bramble in May.",
        "Photographs of the robot were shown to the press on Monday.",
        "Sign up was slow, said Holt, who left Bramble for Larkspur.",
        "Share prices of Larkspur rose by 2.3% after Holt was hired.",
        "Read the room, Holt told the board, and then she quit.",
        "More than 40 engineers have left Bramble since May.",
        "The editor of Kitchen Daily, Ann Ash, has resigned.",
        "Ann Ash is the editor of Kitchen Daily, which hired her from a rival.",
        "Copyright law is why Larkspur delayed the robot, its lawyers said.",
        "Related costs rose to £4m, Larkspur said.",
        "Cookies are what Larkspur's robot bakes best.",
        "Left Bramble: February 2025",
        "Larkspur: hired four engineers",
        "She joined 李宁 in 2024.",
        "Trending down: sales of ovens fell again, the firm said.",
        "Advertising chief Bo Birch is to leave.",
    ],
)
def test_sentences_that_look_like_it_stay(line):
    assert line in texts(plain(f"{STORY}\n{line}\n{MORE}"))


def test_lists_of_links_go_and_career_lists_stay():
    links = "- [Bramble sells](https://e.org/1)\n- [Ovens in May](https://e.org/2)\n"
    career = "- Left [Bramble](https://e.org/b): February 2025\n- Now: Larkspur\n"
    assert kept(f"{STORY}\n\n{links}\n{MORE}\n\nMira Holt\n\n{career}") == [
        STORY,
        MORE,
        "Mira Holt",
        "Left Bramble: February 2025",
        "Now: Larkspur",
    ]


def test_a_heading_over_other_stories_takes_them_with_it_but_no_sentences():
    source = f"{STORY}\n\n## Read more kitchen news\n\n- Bramble sells its ovens\n- Ovens in May\n\n{MORE}\n"
    assert kept(source) == [STORY, MORE]


def test_a_heading_whose_content_is_gone_goes_too():
    assert kept(f"{STORY}\n\n## Join us\n\nSign up for our newsletter\n\n## The plan\n\n{MORE}\n") == [
        STORY,
        "The plan",
        MORE,
    ]


def test_a_paywall_takes_what_follows_it():
    offers = "## Premium\n\nComplete coverage\n\n$75 per month\n\nSee why a million readers pay.\n"
    assert kept(f"{STORY}\n\nSubscribe to unlock this article\n\n{offers}") == [STORY]


def test_captions_stand_between_picture_and_credit():
    source = f"{STORY}\n\n![](a.jpg)\n\nMira Holt at work in Leeds.\n\nAnn Ash | Getty Images\n\n{MORE}\n"
    assert kept(source) == [STORY, MORE]
    assert kept(f"Mira Holt speaks in Leeds, May 5, 2025.\n\nAnn Ash | Getty Images\n\n{MORE}\n") == [MORE]
    fact = (
        "Mira Holt is leaving Bramble Systems for good, after nine years of work on ovens and on much else."
    )
    assert kept(f"{fact}\n\nAnn Ash | Getty Images\n\n{MORE}\n") == [fact, MORE]
    without_picture = f"{STORY}\n\n{MORE}\n\nAnn Ash | Getty Images\n"
    assert kept(without_picture) == [STORY, MORE]


def test_biographies_go_from_the_end_only():
    bio = "Ann Ash is a senior reporter at Kitchen Daily. She joined from Oven Weekly in 2019."
    contact = "You can reach Ann at ann@example.org."
    assert kept(f"{STORY}\n\n{bio}\n\n{MORE}\n") == [STORY, bio, MORE]
    assert kept(f"{STORY}\n\n{MORE}\n\n{bio}\n\n{contact}\n") == [STORY, MORE]


def test_the_author_is_known_by_name():
    last = "Ash has worked for Kitchen Daily since 2011. She joined it after three years at Oven Weekly."
    source = f"Ann Ash\n\n{STORY}\n\n{MORE}\n\n{last}\n"
    assert kept(source, ["Ann Ash"]) == [STORY, MORE]
    assert kept(source) == ["Ann Ash", STORY, MORE, last]


def test_titles_and_summaries_are_never_taken_for_lines_around():
    document = markdown(f"---\ntitle: Share\nsummary: Sign up for our newsletter\n---\n{STORY}\n")
    assert texts(document) == ["Share", "Sign up for our newsletter", STORY]


def test_an_article_in_another_script_is_kept_whole_for_the_language_check():
    source = "公司周一宣布聘请了新的总工程师。\n\nLarkspur\n\n这两家公司自成立以来一直是竞争对手。\n"
    document = cleaned(source, SourceFormat.MARKDOWN)
    assert document.metadata.language == "zh"
    assert ("other-script", "Larkspur") in dropped(document)


KEYS = {"reason", "about", "longest", "where", "kinds", "whole", "start", "rest", "contains", "offers"}


def test_every_rule_of_the_data_file_is_used_and_valid():
    data = json.loads(files("claimwright.clean").joinpath("boilerplate.json").read_text("utf-8"))
    patterns = load_patterns()
    assert [rule.reason for rule in patterns.rules] == [rule["reason"] for rule in data["rules"]]
    for rule in data["rules"]:
        assert set(rule) <= KEYS
        assert all(text == text.lower() for text in rule.get("contains", ()))


def test_long_lines_cost_little():
    text = "By " + "a" * 100_000 + " (" * 50_000
    passage = Passage(BlockKind.PARAGRAPH, 0, (Fragment(text, 0, len(text)),), 0, len(text))
    assert mark([passage])[0].reason is None


def test_nothing_gives_nothing():
    assert mark([]) == []
