"""The page of a gate: scores side by side, every changed claim, and nothing that runs."""

from claimwright.evaluation.comparison import compare
from claimwright.evaluation.matching import Pairing, Prediction
from claimwright.records import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, Range
from claimwright.report.gate_page import Account, Side, build_gate_page

TEXT = "Ann Low joined <b>Acme</b> on Monday."
LABEL = GoldClaim("hire", Modality.ASSERTED, False, {"person": ("Ann Low",)}, (Range(0, len(TEXT)),))
RIGHT = Prediction("hire", "asserted", 0.91, {"person": (("Ann Low",),)}, (Range(0, len(TEXT)),))
WRONG = Prediction("departure", "asserted", 0.77, {"person": (("Bo Roe",),)}, (Range(0, len(TEXT)),))


def page(passed=True):
    old = {"a.md": Pairing((), (), (WRONG,), (LABEL,))}
    new = {"a.md": Pairing(((LABEL, RIGHT),), (), (), ())}
    document = GoldDocument("news", "a.md", "0" * 64, "test", "", (LABEL,), TEXT)
    side = Side("the <frozen> test", "A note.", compare(old, new, ["hire"]), old, new, [document])
    account = Account("Conflicts", (("Hire: <script>alert(1)</script>", "ann: accepted, ben: rejected"),))
    return build_gate_page("default: 2 against 1", passed, ["Claim F1 rises."], [side], [account])


def test_the_page_shows_scores_changes_and_accounts():
    html = page()
    assert "Passed the gate" in html
    assert "Claim F1 rises." in html
    assert "+1.000" in html
    assert "Newly right <small>1</small>" in html
    assert "No longer wrong <small>1</small>" in html
    assert "Newly wrong <small>0</small>" in html
    assert "0.91" in html
    assert "Bo Roe" in html
    assert "ann: accepted, ben: rejected" in html


def test_a_refusal_is_said():
    assert "kept as a candidate" in page(passed=False)


def test_nothing_of_an_article_becomes_markup():
    html = page()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b>Acme" not in html
    assert "default-src 'none'" in html
