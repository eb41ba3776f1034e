"""REST addresses, version one."""

from __future__ import annotations

from django.urls import path, re_path

from claims import api as claims_api
from claims import batch_api, feed_api
from factcheck.accounts import api as accounts_api
from factcheck.events.urls import urlpatterns as events_patterns
from reviews import (
    amend_api,
    api,
    api_queue,
    api_table,
    exports_api,
    foreign_api,
    publish_api,
    second_api,
    snapshot_api,
    typed_api,
    withdraw_api,
)

# What is done to one claim; the desk's pages have the same addresses for the same verbs.
CLAIM_VERBS = (
    "take",
    "renew",
    "release",
    "skip",
    "promote",
    "dismiss",
    "review",
    "reopen",
    "undo",
)
# An editor's, whose pages stand in `desk/why.py`.
EDITOR_VERBS = ("assign", "unassign", "push", "recount")

urlpatterns = [
    path("articles/", claims_api.articles, name="articles"),
    path("articles/bulk/", batch_api.bulk, name="bulk-articles"),
    path("feeds/", feed_api.feeds, name="feeds"),
    path("feeds/<uuid:feed_id>/", feed_api.feed, name="feed"),
    path("feeds/<uuid:feed_id>/entries/", feed_api.entries, name="feed-entries"),
    path("feeds/<uuid:feed_id>/change/", feed_api.change, name="feed-change"),
    path("feeds/<uuid:feed_id>/pause/", feed_api.pause, name="feed-pause"),
    path("feeds/<uuid:feed_id>/resume/", feed_api.resume, name="feed-resume"),
    path("feeds/<uuid:feed_id>/ask/", feed_api.ask_now, name="feed-ask"),
    path("feeds/<uuid:feed_id>/unsubscribe/", feed_api.unsubscribe, name="feed-unsubscribe"),
    path("foreign-checks/", foreign_api.checks, name="foreign-checks"),
    path("foreign-feeds/", foreign_api.feeds, name="foreign-feeds"),
    path("foreign-feeds/<uuid:foreign_id>/", foreign_api.feed, name="foreign-feed"),
    path("foreign-feeds/<uuid:foreign_id>/pause/", foreign_api.pause, name="foreign-pause"),
    path("foreign-feeds/<uuid:foreign_id>/resume/", foreign_api.resume, name="foreign-resume"),
    path("foreign-feeds/<uuid:foreign_id>/ask/", foreign_api.ask_now, name="foreign-ask"),
    path(
        "foreign-feeds/<uuid:foreign_id>/unsubscribe/",
        foreign_api.unsubscribe,
        name="foreign-unsubscribe",
    ),
    path("batches/", batch_api.batches, name="batches"),
    path("batches/<uuid:batch_id>/", batch_api.batch, name="batch"),
    path("batches/<uuid:batch_id>/rows/", batch_api.rows, name="batch-rows"),
    path("batches/<uuid:batch_id>/errors.csv", batch_api.errors, name="batch-errors"),
    path("batches/<uuid:batch_id>/cancel/", batch_api.cancel, name="batch-cancel"),
    path("articles/<uuid:article_id>/", claims_api.article, name="article"),
    path("articles/<uuid:article_id>/claims/", api.article_claims, name="article-claims"),
    path("articles/<uuid:article_id>/annotations/", exports_api.annotate, name="annotations"),
    path("articles/<uuid:article_id>/withdraw/", withdraw_api.withdraw, name="withdraw"),
    path("articles/<uuid:article_id>/restore/", withdraw_api.restore, name="restore"),
    path("articles/<uuid:article_id>/reread/", api_queue.reread, name="reread"),
    path("read/", claims_api.read_text, name="read"),
    path("claims/", amend_api.claims, name="claims"),
    path("claims/<uuid:claim_id>/", api.claim, name="claim"),
    path("queue/", api_table.table, name="queue"),
    path("queue/take/", api_queue.take_next, name="take-next"),
    path("queue/bulk/", api_table.bulk, name="bulk"),
    path("queue/bulk/preview/", api_table.preview, name="bulk-preview"),
    path("queue/bulk/<uuid:bulk_id>/undo/", api_table.undo_bulk, name="bulk-undo"),
    path("figures/", api_table.figures, name="figures"),
    path("queue/views/", api_table.views, name="views"),
    path("queue/views/<uuid:view_id>/delete/", api_table.delete_view, name="view-delete"),
    path("claims/<uuid:claim_id>/draft/", typed_api.draft, name="draft"),
    path("claims/<uuid:claim_id>/comments/", typed_api.thread, name="comments"),
    path("claims/<uuid:claim_id>/edit/", amend_api.edit, name="edit"),
    path("claims/<uuid:claim_id>/split/", amend_api.split, name="split"),
    path("claims/<uuid:claim_id>/merge/", amend_api.merge, name="merge"),
    *(
        path(f"claims/<uuid:claim_id>/{name}/", getattr(api, name), name=name)
        for name in CLAIM_VERBS
    ),
    path("claims/<uuid:claim_id>/second/", second_api.second, name="second"),
    path("claims/<uuid:claim_id>/adjudicate/", second_api.adjudicate, name="adjudicate"),
    path("agreement/", second_api.agreement, name="agreement"),
    path("exports/agreement.csv", second_api.export_agreement, name="export-agreement"),
    *(
        path(f"claims/<uuid:claim_id>/{name}/", getattr(api_queue, name), name=name)
        for name in EDITOR_VERBS
    ),
    path("claims/<uuid:claim_id>/priority/", api_queue.priority, name="priority"),
    path("snapshots/", snapshot_api.take, name="snapshots"),
    path("snapshots/<uuid:snapshot_id>/", snapshot_api.snapshot, name="snapshot"),
    path("snapshots/<uuid:snapshot_id>/raw/", snapshot_api.raw, name="snapshot-raw"),
    path("verdicts/", api.verdicts, name="verdicts"),
    path("verdicts/<uuid:verdict_id>/", api.verdict, name="verdict"),
    path("verdicts/<uuid:verdict_id>/revise/", publish_api.revise, name="revise"),
    path("verdicts/<uuid:verdict_id>/publish/", publish_api.publish_, name="publish"),
    path("verdicts/<uuid:verdict_id>/correct/", publish_api.correct, name="correct"),
    path("verdicts/<uuid:verdict_id>/retract/", publish_api.retract, name="retract"),
    path("verdicts/<uuid:verdict_id>/checklist/", publish_api.verdict_checklist, name="checklist"),
    path("verdicts/<uuid:verdict_id>/recall/", publish_api.recall, name="recall"),
    path("claims/<uuid:claim_id>/checklist/", publish_api.review_checklist, name="would-lack"),
    path("claims/<uuid:claim_id>/override/", publish_api.override, name="override"),
    path("claims/<uuid:claim_id>/contacts/", publish_api.contacts, name="contacts"),
    re_path(r"^exports/verdicts\.(?P<name>csv|jsonl)$", api.export_verdicts, name="export"),
    path("exports/verdicts.xlsx", exports_api.export_xlsx, name="export-xlsx"),
    path("exports/claimreview.jsonl", exports_api.claimreview, name="claimreview"),
    path("exports/", exports_api.exports, name="exports"),
    path("exports/<uuid:export_id>/", exports_api.made_export, name="made-export"),
    path("exports/<uuid:export_id>/file/", exports_api.export_file, name="export-file"),
    *events_patterns,
    path("keys/", accounts_api.keys, name="keys"),
    path("keys/<uuid:key_id>/rotate/", accounts_api.rotate, name="key-rotate"),
    path("keys/<uuid:key_id>/revoke/", accounts_api.revoke, name="key-revoke"),
]
