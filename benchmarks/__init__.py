"""Measurements of speed, memory and size, each one command; see docs/benchmarks.md."""
