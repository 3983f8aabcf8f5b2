"""``python -m claimwright``: the command."""

from __future__ import annotations

if __name__ == "__main__":
    from claimwright.cli.app import main

    main()
