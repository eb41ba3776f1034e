"""Back office: reviews and verdicts, as far as who looks may read them."""

import functools

from factcheck.readonly import browse
from reviews.access import readable_reviews, readable_verdicts
from reviews.models import Citation, Reopening, Review, SecondLook, Skip, Verdict

browse(
    Review,
    "claim",
    "reviewer",
    "verdict",
    "round",
    "created_at",
    "withdrawn_at",
    list_select_related=("claim", "reviewer"),
    list_filter=("verdict",),
    hidden=("salt", "picked"),
    readable=readable_reviews,
)
browse(
    Citation,
    "title",
    "url",
    "stance",
    "review",
    list_select_related=("review",),
    readable=functools.partial(readable_reviews, at="review__"),
)
browse(
    Verdict,
    "claim",
    "value",
    "state",
    "version",
    "created_at",
    list_select_related=("claim",),
    list_filter=("state", "value"),
    hidden=("salt", "reviews"),
    readable=readable_verdicts,
)
browse(Reopening, "claim", "round", "by", "at", list_select_related=("claim", "by"))
browse(SecondLook, "claim", "by", "at", list_select_related=("claim", "by"), hidden=("salt",))
browse(Skip, "claim", "reviewer", "reason", "until", list_select_related=("claim", "reviewer"))
