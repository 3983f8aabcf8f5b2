"""Articles for the review tests: the samples, and written articles as a newspaper would have them; and their claims."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from claimwright.corpora.inline import compile_inline
from tests.cli.command import ENVIRONMENT, REAL

ROOT = Path(__file__).parents[2]
KINDS, EACH = ("wire", "move", "slip", "pay"), 28
OUTLETS = ("ledgerwire.example", "dialtone.example", "chipticker.example", "secondplayer.example")
EMOJI = "🎉🎉"
HOSTILE = f"""---
title: "{EMOJI} Harbour <script>document.title='owned'</script> & friends"
url: https://dialtone.example/hostile
published: 2026-02-03
---

{EMOJI} The 👩‍💻 desk reports: Mira Osei joined Calder Foods as finance chief on Monday.

<img src=x onerror="document.title='owned'"> Nobody else moved.

Calder Foods said Tomas Reyes left the company in January.
&lt;/article>&lt;/main>&lt;script>document.title='owned'&lt;/script>

"We wish Mr Reyes well," a spokesperson said. 🎉
"""


def write_articles(folder: Path, kinds: tuple[str, ...], each: int) -> None:
    """Write them into a folder.

    Args:
        folder: empty.
        kinds: of the written articles, by the beginning of their names.
        each: how many of each kind.
    """
    shutil.copytree(ROOT / "corpora" / "sample", folder / "sample")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    for kind in kinds:
        for number, path in enumerate(sorted((ROOT / "corpora" / "written").glob(f"{kind}-*.md"))[:each]):
            labelled = path.read_text(encoding="utf-8")
            text = compile_inline(labelled, path.name).document.text
            if not text.startswith("---"):
                dated = re.search(r"^published: \S+$", labelled, re.MULTILINE)
                url = f"url: https://{OUTLETS[number % len(OUTLETS)]}/{path.stem}"
                text = f"---\n{url}\n{dated[0] if dated else ''}\n---\n\n{text}"
            (folder / path.name).write_text(text, encoding="utf-8")


def extract_store(folder: Path) -> Path:
    """A store that ``claimwright extract --store`` makes of the articles; its paths tell nothing of this machine."""
    (folder / "articles").mkdir()
    write_articles(folder / "articles", KINDS, EACH)
    command = [*REAL, "extract", "articles", "--store", "claims.db", "--workers", "2", "-q"]
    subprocess.run(command, check=True, env=ENVIRONMENT, cwd=folder)
    return folder / "claims.db"
