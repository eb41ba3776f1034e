"""Verdicts as files, streamed: one row a version, each with its state."""
