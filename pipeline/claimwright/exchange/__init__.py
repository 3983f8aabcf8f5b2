"""Claims and documents in and out of the program, one file a format."""
