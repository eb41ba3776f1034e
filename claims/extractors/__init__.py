"""Extractors: what turns a revision's text into claim candidates. One protocol, one catalogue."""
