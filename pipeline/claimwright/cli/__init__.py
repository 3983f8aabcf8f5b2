"""The command: one small file a subcommand."""
