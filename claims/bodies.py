"""What REST takes of an article: each field named, checked and refused in one place.

Called by `claims.api` for one and by `claims.batches` for each line of a file, so that both refuse
the same with the same words.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.spans import Words
from factcheck.rest import Body, Text
from factcheck.rest.moments import Moment


class WordsBody(Body):
    """Words of a text: by `quote` (and what stands beside it, where it stands twice), or by
    `start` and `end` in code points."""

    quote = Text(required=False, allow_blank=True)
    prefix = Text(required=False, allow_blank=True, help_text="what stands right before it")
    suffix = Text(required=False, allow_blank=True, help_text="what stands right behind it")
    start = serializers.IntegerField(min_value=0, required=False)
    end = serializers.IntegerField(min_value=1, required=False)


WORDS = ("quote", "prefix", "suffix", "start", "end")


def words_of(given: dict[str, Any]) -> Words:
    """Takes the words' fields out of a checked body."""
    return Words(**{name: given.pop(name) for name in WORDS if name in given})


class MarkedBody(WordsBody):
    """A claim that comes with its article."""

    claimant = Text(required=False, allow_blank=True, help_text="Empty: as the reader finds")
    statement = Text(required=False, allow_blank=True, help_text="Empty: the words themselves")


class StoryBody(Body):
    """A story and what its sender says of it."""

    text = Text(required=False, allow_blank=True, help_text="The story as it came; UTF-8.")
    html = Text(required=False, allow_blank=True, help_text="A page's source, in place of text")
    url = Text(required=False, allow_blank=True, help_text="A link to ask for the story")
    source_url = Text(required=False, allow_blank=True)
    outlet = Text(required=False, allow_blank=True)
    headline = Text(required=False, allow_blank=True)
    published_at = Moment(required=False)
    language = Text(required=False, allow_blank=True, help_text="BCP 47, like en")
    external_id = Text(required=False, allow_blank=True, help_text="Your own id for the story")


class ArticleBody(StoryBody):
    """`POST articles/`, and a line of `articles/bulk/`."""

    claims = MarkedBody(
        many=True,
        required=False,
        help_text="Your own claims: they join the queue, what the reader finds is proposed",
    )


class FileBody(StoryBody):
    """`POST articles/` as a form with a file in it."""

    file = serializers.FileField(required=False, allow_empty_file=True, max_length=None)
    encoding = Text(
        required=False, allow_blank=True, help_text="Of a text whose bytes do not tell it"
    )


class ReadBody(Body):
    """`POST read/`."""

    text = Text(required=False, allow_blank=True)
    html = Text(required=False, allow_blank=True, help_text="A page's source, in place of text")
    source_url = Text(required=False, allow_blank=True)
    published_at = Moment(required=False)
    language = Text(required=False, allow_blank=True)
