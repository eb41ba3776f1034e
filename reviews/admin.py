"""Back office: reviews and verdicts."""

from factcheck.readonly import browse
from reviews.models import Citation, Reopening, Review, Skip, Verdict

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
    hidden=("salt",),
)
browse(Citation, "title", "url", "stance", "review", list_select_related=("review",))
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
)
browse(Reopening, "claim", "round", "by", "at", list_select_related=("claim", "by"))
browse(Skip, "claim", "reviewer", "reason", "until", list_select_related=("claim", "reviewer"))
