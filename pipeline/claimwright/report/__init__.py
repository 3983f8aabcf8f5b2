"""Claims as a self-contained page to read."""
