"""What the corpora tests share: a small project of their own, and the way to the real texts."""

from __future__ import annotations

import io
import json
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

DELAY = """---
title: "Orrin Games pushes back Lanternfall"
published: "2026-02-10 09:00:00"
---

The studio’s [new game](https://example.org/x?a=1) was **delayed** from March to the autumn, Orrin said.
It needs more time, the team at Orrin Games wrote.
"""

MOVE = """---
title: "Halden loses its chief scientist"
published: "2026-02-24"
summary: "Orla Quist will leave Halden in March."
---

Orla Quist will leave Halden in March, the company said. She joined in 2019 from Brightfen.

Her deputy Amadou Sy stays. Amadou Sy \N{GRINNING FACE} once left Sollentuna.
"""

QUIET = """# A quiet day

Nothing happened at Halden today, and nobody who works there said a word about it to anyone at all.
"""

MANIFEST = """
[news]
title = "Test news"
origin = "nowhere"
licence = "CC0-1.0"
archive = "news/news.tar.gz"
prefix = "n/"
labels = "annotations/news"

[written]
title = "Test articles"
origin = "here"
licence = "Apache-2.0"
folder = "corpora/written"
"""

WRITTEN = """{Ines Faro|p1} {quit|t1} {Zeta|o1} on {Monday|d1}.

%%%
style: wire
rules: asserted departure
departure asserted t1 person=p1 employer=o1 date=d1
"""

ARTICLES = {"n/delay.md": DELAY, "n/move.md": MOVE, "n/quiet.md": QUIET}


def mention(quote: str, trigger: str, **more: Any) -> dict[str, Any]:
    """An annotator's mention."""
    return {"quote": quote, "trigger": trigger, **more}


def move_annotation() -> dict[str, Any]:
    """What an annotator writes for the article about a move."""
    return {
        "claims": [
            {
                "type": "departure",
                "modality": "planned",
                "optional": False,
                "arguments": {"person": ["Orla Quist", "Quist"], "employer": ["Halden"], "date": ["March"]},
                "mentions": [
                    mention(
                        "Orla Quist will leave Halden in March",
                        "leave",
                        args={"person": "Orla Quist", "employer": "Halden", "date": "March"},
                        cue="will",
                    )
                ],
            },
            {
                "type": "hire",
                "modality": "asserted",
                "optional": True,
                "arguments": {"person": ["Orla Quist"], "employer": ["Halden"], "date": ["2019"]},
                "mentions": [
                    mention(
                        "She joined in 2019 from Brightfen",
                        "joined",
                        args={"person": "She", "employer": "company", "date": "2019"},
                        others={"org": ["Brightfen"]},
                    )
                ],
            },
        ]
    }


@dataclass(frozen=True)
class Project:
    """A project folder with its own manifest, texts and annotations."""

    root: Path
    texts: Path
    annotations: Path

    def annotate(self, batch: str, documents: dict[str, dict[str, Any]]) -> None:
        """Write a batch as annotators leave it."""
        folder = self.annotations / batch
        (folder / "out").mkdir(parents=True, exist_ok=True)
        listing = [{"doc": path, "tag": "random"} for path in documents]
        (folder / "list.json").write_text(json.dumps(listing))
        for number, annotation in enumerate(documents.values()):
            (folder / "out" / f"{number:03d}.json").write_text(json.dumps(annotation))

    def write_texts(self, articles: dict[str, str]) -> None:
        """Put articles into the archive."""
        archive = self.texts / "news" / "news.tar.gz"
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive, "w:gz") as out:
            for path, text in articles.items():
                content = text.encode("utf-8")
                member = tarfile.TarInfo(path)
                member.size = len(content)
                out.addfile(member, io.BytesIO(content))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with three articles, one written article and no labels yet."""
    made = Project(tmp_path / "project", tmp_path / "texts", tmp_path / "annotators")
    written = made.root / "corpora" / "written"
    written.mkdir(parents=True)
    (made.root / "corpora" / "manifest.toml").write_text(MANIFEST)
    (written / "one.md").write_text(WRITTEN, encoding="utf-8")
    made.write_texts(ARTICLES)
    monkeypatch.setenv("CLAIMWRIGHT_PROJECT", str(made.root))
    monkeypatch.setenv("CLAIMWRIGHT_SHARED", str(made.texts))
    return made


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the articles the labels point into, which are not part of the project."""
    root = Path(os.environ.get("CLAIMWRIGHT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    if not root.is_dir():
        pytest.skip(f"{root} is not here")
    return root
