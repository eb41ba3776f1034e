"""Addresses of the doors of other shapes, as others' clients build them."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reviews.compat import claimbuster, google


class AnyText(StringConverter):
    """A text in an address: slashes and line ends belong to it."""

    regex = r"(?s:.+)"


register_converter(AnyText, "any")

SCORE = "claimbuster/api/v2/score/text"
app_name = "compat"
urlpatterns = [
    path("google/v1alpha1/claims:search", google.search, name="google-search"),
    path("google/<path:rest>", google.nothing, name="google-nothing"),
    # With a slash at the end and without: a redirect would lose what was posted.
    path(f"{SCORE}/sentences", claimbuster.score_sentences, name="sentences-bare"),
    path(f"{SCORE}/sentences/", claimbuster.score_sentences, name="sentences"),
    path(f"{SCORE}/sentences/<any:text>", claimbuster.score_sentences, name="sentences-of"),
    path(SCORE, claimbuster.score_text, name="text-bare"),
    path(f"{SCORE}/", claimbuster.score_text, name="text"),
    path(f"{SCORE}/<any:text>", claimbuster.score_text, name="text-of"),
    path("claimbuster/<any:text>", claimbuster.nothing, name="claimbuster-nothing"),
]
