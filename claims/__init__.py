"""Texts and what is claimed in them. Imports the kernel `factcheck`, nothing above it."""
