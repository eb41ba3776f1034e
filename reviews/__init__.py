"""The work on claims: queue, review, verdict, export. Imports claims and factcheck."""
