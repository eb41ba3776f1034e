"""Web pages: from HTML to the reader. Called by the doors that take a page."""

from claims.page.story import (
    NoArticle,
    Page,
    decode_page,
    is_page,
    looks_like_html,
    parts_of,
    read_page,
    story_of,
    whole_page,
)

__all__ = [
    "NoArticle",
    "Page",
    "decode_page",
    "is_page",
    "looks_like_html",
    "parts_of",
    "read_page",
    "story_of",
    "whole_page",
]
