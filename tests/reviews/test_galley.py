"""A story's paragraphs on the page: each once, named by its part, its claims marked."""

from __future__ import annotations

from reviews.desk.galley import blocks

TEXT = "Smoke over the mill.\n\nBo Lee/Arden Post\n\nThe mill burnt (Vale)."


def test_a_credit_on_a_line_of_its_own_is_no_prose() -> None:
    parts = [
        {"name": "caption", "start": 0, "end": 20},
        {"name": "credit", "start": 22, "end": 39},
        {"name": "body", "start": 41, "end": len(TEXT)},
    ]
    assert [block.part for block in blocks(TEXT, parts, [])] == ["caption", "credit", "body"]


def test_a_credit_at_the_end_of_a_caption_stays_in_it() -> None:
    parts = [
        {"name": "caption", "start": 0, "end": 14},
        {"name": "credit", "start": 15, "end": 20},
    ]
    (block, _, _) = blocks(TEXT, parts, [])
    assert block.part == "caption"
    assert [piece.part for piece in block.pieces] == ["", "credit"]
