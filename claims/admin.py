"""Back office: articles and claims."""

from claims.models import Appearance, Article, Claim, Extraction, Revision
from factcheck.readonly import browse

browse(
    Article,
    "headline",
    "outlet",
    "language",
    "created_at",
    "withdrawn_at",
    search_fields=("headline", "outlet"),
    list_filter=("language",),
)
browse(Appearance, "article", "outlet", "source_url", "seen_at", list_select_related=("article",))
browse(
    Revision,
    "article",
    "number",
    "received_at",
    "text_sha256",
    list_select_related=("article",),
    hidden=("raw", "salt"),
)
browse(
    Extraction,
    "revision",
    "extractor",
    "version",
    "status",
    "attempt",
    "found",
    list_select_related=("revision",),
    list_filter=("status",),
)
browse(
    Claim,
    "statement",
    "status",
    "claimant",
    "worthiness",
    "priority",
    "holder",
    list_select_related=("holder",),
    search_fields=("statement", "claimant"),
    list_filter=("status", "kind"),
)
