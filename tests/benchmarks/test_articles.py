import pytest
from benchmarks.articles import documents_in, gather


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMWRIGHT_SHARED", str(tmp_path / "nowhere"))


def filled(folder, count):
    folder.mkdir()
    return gather(folder, count)


@pytest.mark.usefixtures("nowhere")
def test_without_the_news_the_written_articles_serve(tmp_path):
    articles = filled(tmp_path / "a", 3)
    assert articles.count == len(list(articles.folder.iterdir())) == 3
    assert "corpora/written" in articles.origin


@pytest.mark.usefixtures("nowhere")
def test_the_choice_is_the_same_every_time_and_all_can_be_extracted(tmp_path):
    one, two = filled(tmp_path / "a", 4), filled(tmp_path / "b", 4)
    assert [p.read_bytes() for p in sorted(one.folder.iterdir())] == [
        p.read_bytes() for p in sorted(two.folder.iterdir())
    ]
    texts = [document.text for document in documents_in(one.folder)]
    assert len(texts) == 4
    assert sum(map(len, texts)) == one.characters


@pytest.mark.shared
def test_the_news_are_taken_where_they_are(shared, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMWRIGHT_SHARED", str(shared))
    articles = filled(tmp_path / "a", 2)
    assert (articles.count, articles.origin) == (2, "news articles")
