"""Which parser and which form: the body's type decides the one, the address the other."""

from __future__ import annotations

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches


class OneForm(BaseContentNegotiation):
    """Each address has one form; what `Accept` wishes does not change it, and is no refusal."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """The parser of the body's type."""
        kind = request.content_type or ""
        return next((one for one in parsers if media_type_matches(one.media_type, kind)), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """The first."""
        return renderers[0], renderers[0].media_type
