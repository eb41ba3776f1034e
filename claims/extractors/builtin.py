"""The built-in reader as an extractor."""

from __future__ import annotations

from typing import Any

from claims.extractors.protocol import Context, Reading
from claims.page import parts_of
from claims.reading import READER_VERSION, judge, read
from claims.reading.story import Story, as_json


class BuiltinReader:
    """Offline, pure, the same answer each time."""

    name = "reader"
    version = READER_VERSION

    def extract(self, text: str, context: Context) -> Reading:
        """See `claims.reading`."""
        story = read(
            text,
            url=context.url,
            received=context.received,
            published=context.published,
            language=context.language,
            parts=parts_of(context.raw, context.encoding),
        )
        kept = as_json(story)
        assert isinstance(kept, dict)
        # The text stands in the revision, the sentences follow from it.
        shown: dict[str, Any] = {
            name: value for name, value in kept.items() if name not in {"text", "sentences"}
        }
        shown["sentence_count"] = len(story.sentences)
        judged = judge(story)
        shown["left_out"] = as_json(judged.left_out)
        return Reading(judged.candidates, shown, _found(story))


def _found(story: Story) -> dict[str, str]:
    parts = {
        "headline": story.headline,
        "outlet": story.outlet,
        "source_url": story.source_url,
    }
    found = {name: " ".join(span.text.split()) for name, span in parts.items() if span}
    if story.language != "und":
        found["language"] = story.language
    return found
