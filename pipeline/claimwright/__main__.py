"""``python -m claimwright``: the command."""

from __future__ import annotations

from claimwright.cli.app import main

if __name__ == "__main__":
    main()
