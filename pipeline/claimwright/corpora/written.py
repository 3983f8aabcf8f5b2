"""The articles of ``corpora/written``, compiled when they are read."""

from __future__ import annotations

from pathlib import Path

from claimwright.corpora.collections import project_root
from claimwright.corpora.inline import Written, compile_inline
from claimwright.errors import InputError
from claimwright.records.gold import GoldDocument

__all__ = ["compile_folder", "read_written", "written_articles"]

_SUFFIXES = {".md", ".txt"}


def written_articles(folder: str | Path | None = None) -> list[Written]:
    """Every written article, compiled, in the order of file names.

    Args:
        folder: where the files are; None for ``corpora/written`` of the project.

    Raises:
        InputError: E501 with file and line for the first article that does not compile, E105 if it is not UTF-8.
    """
    articles, faults = compile_folder(folder)
    if faults:
        raise faults[0]
    return articles


def compile_folder(folder: str | Path | None = None) -> tuple[list[Written], list[InputError]]:
    """The written articles that compile, and what is wrong with the others."""
    root = Path(folder) if folder else project_root() / "corpora" / "written"
    articles: list[Written] = []
    faults: list[InputError] = []
    for path in sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES):
        name = path.relative_to(root).as_posix()
        try:
            articles.append(compile_inline(path.read_bytes().decode("utf-8"), name))
        except UnicodeDecodeError as error:
            faults.append(InputError("E105", str(path), str(error)))
        except InputError as error:
            faults.append(error)
    return articles, faults


def read_written(folder: str | Path | None = None) -> list[GoldDocument]:
    """Their labelled documents."""
    return [article.document for article in written_articles(folder)]
