"""The real command, as a process of its own, to be killed and started again."""

from __future__ import annotations

import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.cli.command import ENVIRONMENT, REAL

_ADDRESS = re.compile(r"review at (http://\S+)")


class Server:
    """``claimwright review`` on a free port of this machine.

    Args:
        store: file of the store.
        home: where preferences are kept.
        options: of the command, besides.
    """

    def __init__(self, store: Path, home: Path, *options: str) -> None:
        self.store = store
        self.home = home
        self.options = options
        self.port = 0
        self.address = ""
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it; after ``kill`` on the port it had."""
        log = self.home / "review.log"
        command = [
            *REAL,
            "review",
            str(self.store),
            "--port",
            str(self.port),
            "--no-browser",
            "--reviewer",
            "ann",
        ]
        with log.open("ab") as stream:
            begin = stream.tell()
            environment = {**ENVIRONMENT, "XDG_CONFIG_HOME": str(self.home)}
            self.process = subprocess.Popen([*command, *self.options], stderr=stream, env=environment)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            told = log.read_bytes()[begin:].decode()
            found = _ADDRESS.search(told)
            if found:
                self.address = found[1].rstrip("/")
                self.port = int(self.address.rpartition(":")[2])
                return
            if self.process.poll() is not None:
                raise RuntimeError(f"the command ended: {told}")
            time.sleep(0.02)
        raise RuntimeError("the command did not start in a minute")

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/static/icon.svg", timeout=20).close()
                return
            except (urllib.error.URLError, OSError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def pause(self) -> None:
        """It no longer answers, and has not gone."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """It goes on."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> str:
        """As Ctrl-C does; what it wrote on standard error."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        return (self.home / "review.log").read_text(encoding="utf-8")
