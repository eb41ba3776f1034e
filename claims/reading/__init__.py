"""Placeholder until the reader lands."""
from datetime import datetime
from claims.reading.story import Candidate, LeftOut, Story
LANGUAGES = ("en",)
READER_VERSION = "1"
def normalise(raw: str) -> str:
    return raw.replace("\r\n", "\n").replace("\r", "\n")
def read(text: str, *, url: str | None = None, received: datetime | None = None, published: datetime | None = None, language: str | None = None) -> Story:
    return Story(text, "en", (), ())
def candidates(story: Story) -> tuple[Candidate, ...]:
    return ()
def left_out(story: Story) -> tuple[LeftOut, ...]:
    return ()
