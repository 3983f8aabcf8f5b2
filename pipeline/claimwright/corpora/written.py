"""The articles of ``corpora/written``, compiled when they are read."""

from __future__ import annotations

from pathlib import Path

from claimwright.corpora.collections import project_root
from claimwright.corpora.inline import Written, compile_inline
from claimwright.errors import InputError
from claimwright.records.gold import GoldDocument

__all__ = ["read_written", "written_articles"]

_SUFFIXES = {".md", ".txt"}


def written_articles(folder: str | Path | None = None) -> list[Written]:
    """Every written article, compiled, in the order of file names.

    Args:
        folder: where the files are; None for ``corpora/written`` of the project.

    Raises:
        InputError: E501 with file and line for the first article that does not compile, E105 if it is not
            UTF-8.
    """
    root = Path(folder) if folder else project_root() / "corpora" / "written"
    articles = []
    for path in sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES):
        name = path.relative_to(root).as_posix()
        try:
            source = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError("E105", str(path), str(error)) from error
        articles.append(compile_inline(source, name))
    return articles


def read_written(folder: str | Path | None = None) -> list[GoldDocument]:
    """Their labelled documents."""
    return [article.document for article in written_articles(folder)]
