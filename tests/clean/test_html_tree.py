import pytest

from claimwright.clean.html_tree import flattened, parse_tree


def nested(levels, tag="div"):
    return "<html><body>" + f"<{tag}>" * levels + "deep" + f"</{tag}>" * levels + "<p>after</p></body></html>"


def test_flattening_keeps_text_and_outer_elements():
    assert flattened("<div>a<b>c<i>d</i>e</b>f</div>", 2) == "<div>a<b>cde</b>f</div>"
    assert flattened("<div>a</div>", 1) == "<div>a</div>"
    assert flattened("<p>a<p>b<br>c<li>d", 1) == "<p>a<p>b<br>c<li>d"
    assert flattened("</div></div><div>a</div>", 1) == "</div></div><div>a</div>"


@pytest.mark.parametrize("levels", [10, 200, 301, 2_000, 20_000])
@pytest.mark.parametrize("tag", ["div", "span", "table"])
def test_text_below_any_depth_is_in_the_tree(levels, tag):
    tree = parse_tree(nested(levels, tag), 300)
    assert " ".join(tree.text_content().split()) in ("deepafter", "deep after")


@pytest.mark.parametrize("source", ["<?xml version='1.0' encoding='latin-1'?><html><p>é</p>", "<p>é", "é"])
def test_declarations_and_fragments(source):
    assert parse_tree(source, 300).text_content().strip() == "é"
