"""Promises of the pure reader: no Django, no network, invented stories."""
