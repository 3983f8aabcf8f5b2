import gzip
import json
import tarfile

import pytest

from claimwright.evaluation.pages import PageCounts, compare_page, main, mean_scores, measure_pages


def test_shingles_of_four_words():
    counts = compare_page("one two three four five", "one two three four six")
    assert counts == PageCounts(1 / 3, 1 / 3, 1 / 3)
    assert (counts.precision, counts.recall) == (0.5, 0.5)


def test_equal_and_disjoint_and_empty():
    assert compare_page("a b c d e", "a, b; c d\ne") == PageCounts(1.0, 0.0, 0.0)
    assert compare_page("a b", "c d").recall == 0.0
    assert compare_page("a b", "").precision is None
    assert compare_page("", "") == PageCounts(0.0, 0.0, 0.0)


def test_repeated_text_counts_against_precision():
    once, twice = "a b c d e f g h", "a b c d e f g h a b c d e f g h"
    assert compare_page(once, twice).precision == pytest.approx(5 / 13)
    assert compare_page(once, twice).recall == 1.0


def test_means_weigh_each_page_the_same():
    pages = [PageCounts(1.0, 0.0, 0.0), PageCounts(0.25, 0.25, 0.5), PageCounts(0.0, 0.0, 1.0)]
    f1, precision, recall = mean_scores(pages)
    assert precision == pytest.approx(0.75)
    assert recall == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert mean_scores([]) == (0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def benchmark(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    with tarfile.open(shared / "html" / "article-extraction-benchmark.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return next(folder.rglob("ground-truth.json")).parent


@pytest.mark.shared
@pytest.mark.slow
def test_the_bars_of_the_page_benchmark(benchmark, capsys):
    report = measure_pages(benchmark)
    assert report.pages == 181
    assert report.broken == 0
    assert report.unmapped <= 0.002 * report.lines
    assert report.f1 >= 0.95
    # 1.5 is the bar on a quiet machine; tests run beside others.
    assert report.seconds <= 2.0 * report.trafilatura_seconds


def test_the_command_prints_its_measures(tmp_path, capsys):
    story = (
        "Larkspur Foods has hired Mira Holt as its chief engineer, the company said on Monday in a note. " * 3
    )
    page = (
        f"<html><head><title>Holt moves</title></head><body><article><p>{story}</p></article></body></html>"
    )
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": story}}))
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "pages 1  F1 1.0000" in printed
    assert "unmapped 0  broken pages 0" in printed
