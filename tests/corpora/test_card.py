"""The data card says what there is."""

from __future__ import annotations

import pytest

from claimwright.corpora.build import build
from claimwright.corpora.card import card_file, counts_section, main, update_card
from claimwright.corpora.stats import corpus_stats
from claimwright.errors import InputError
from tests.corpora.conftest import move_annotation


def test_counts_are_written_between_their_marks(project):
    project.annotate("x00", {"n/move.md": move_annotation()})
    project.annotate("x00B", {"n/move.md": move_annotation()})
    build(project.annotations, project.root / "annotations")
    stats = corpus_stats()
    section = counts_section(stats)
    assert "| news/test | 1 | 1 | 1 | 1 | 1 | 3 |" in section
    assert "| all | 1 | 0 | 1.000" in section
    card_file().write_text("# Card\n")
    with pytest.raises(InputError, match="E501"):
        update_card(stats)
    card_file().write_text(
        "# Card\n<!-- counts: python -m claimwright.corpora.card -->\nold\n<!-- end of counts -->\nrest\n"
    )
    assert main([]) == 0
    text = card_file().read_text()
    assert section in text
    assert "old" not in text
    assert text.endswith("rest\n")
    assert update_card(stats) == text


@pytest.mark.shared
def test_the_card_of_the_project_is_up_to_date(shared):
    assert update_card(corpus_stats(shared)) == card_file().read_text(encoding="utf-8")
