"""Our archive and our reader behind the shapes that others' clients speak. Thin doors.

Not in the OpenAPI schema: their shapes are described by those who made them, and their errors are
not ours. `docs/compat.md` says what is answered and how.
"""
