"""Addresses of the desk's pages."""

from __future__ import annotations

from django.urls import path, re_path

from reviews.desk import (
    acts,
    amend,
    article,
    claim,
    exports,
    figures,
    keys,
    pages,
    paper,
    people,
    publish,
    second,
    sources,
    table,
    typed,
    verdict,
    why,
)
from reviews.urls import CLAIM_VERBS, EDITOR_VERBS

app_name = "desk"
urlpatterns = [
    path("", pages.board, name="board"),
    path("login/", pages.Login.as_view(), name="login"),
    path("logout/", pages.Logout.as_view(), name="logout"),
    path("help/keys/", pages.keys_help, name="keys-help"),
    path("take/", acts.take_next, name="take-next"),
    path("take/leave/", acts.leave, name="leave"),
    path("claims/", claim.claims, name="claims"),
    path("claims/<uuid:claim_id>/", claim.claim, name="claim"),
    *(
        path(f"claims/<uuid:claim_id>/{name}/", getattr(acts, name), name=name)
        for name in CLAIM_VERBS
    ),
    *(
        path(f"claims/<uuid:claim_id>/{name}/", getattr(why, name), name=name)
        for name in EDITOR_VERBS
    ),
    path("claims/<uuid:claim_id>/priority/", why.priority, name="priority"),
    path("queue/", table.table, name="queue"),
    path("queue/preview/", table.preview, name="bulk-preview"),
    path("queue/bulk/", table.run, name="bulk"),
    path("queue/bulk/<uuid:batch_id>/undo/", table.undo, name="bulk-undo"),
    path("queue/views/", table.save_view, name="view-save"),
    path("queue/views/<uuid:view_id>/delete/", table.delete_view, name="view-delete"),
    path("figures/", figures.charts, name="figures"),
    path("claims/<uuid:claim_id>/draft/", typed.draft, name="draft"),
    path("claims/<uuid:claim_id>/comment/", typed.comment, name="comment"),
    path("claims/<uuid:claim_id>/second/", second.ask, name="second"),
    path("claims/<uuid:claim_id>/adjudicate/", second.adjudicate, name="adjudicate"),
    path("claims/<uuid:claim_id>/snapshot/", sources.take, name="snapshot-take"),
    path("snapshots/<uuid:snapshot_id>/", sources.snapshot, name="snapshot"),
    path("snapshots/<uuid:snapshot_id>/raw/", sources.raw, name="snapshot-raw"),
    path("snapshots/<uuid:snapshot_id>/prove/", sources.proved, name="snapshot-prove"),
    path("conflicts/", second.conflicts, name="conflicts"),
    path("conflicts/<uuid:claim_id>/", second.conflict, name="conflict"),
    path("agreement/", second.agreement, name="agreement"),
    path("agreement.csv", second.agreement_csv, name="agreement-csv"),
    path("claims/<uuid:claim_id>/edit/", amend.edit, name="edit"),
    path("claims/<uuid:claim_id>/split/", amend.split, name="split"),
    path("claims/<uuid:claim_id>/merge/", amend.merge, name="merge"),
    path("articles/<uuid:article_id>/mark/", amend.mark, name="mark"),
    path("articles/", article.articles, name="articles"),
    path("articles/new/", article.new, name="new"),
    path("articles/submit/", article.submit, name="submit"),
    path("articles/<uuid:article_id>/", article.article, name="article"),
    path("articles/<uuid:article_id>/galley/", paper.paper, name="galley"),
    path("articles/<uuid:article_id>/withdraw/", article.withdraw, name="withdraw"),
    path("articles/<uuid:article_id>/restore/", article.restore, name="restore"),
    path("articles/<uuid:article_id>/reread/", article.reread, name="reread"),
    path("verdicts/", verdict.verdicts, name="verdicts"),
    path("verdicts/<uuid:verdict_id>/", publish.version, name="verdict"),
    *(
        path(f"verdicts/<uuid:verdict_id>/{name}/", getattr(publish, name), name=name)
        for name in ("revise", "publish", "correct", "retract", "override")
    ),
    path("claims/<uuid:claim_id>/contacts/", publish.contact, name="contact"),
    re_path(r"^verdicts\.(?P<name>csv|jsonl)$", verdict.export, name="export"),
    path("exports/", exports.exports, name="exports"),
    path("exports/ask/", exports.ask, name="export-ask"),
    path("exports/<uuid:export_id>/", exports.export, name="made-export"),
    path("exports/<uuid:export_id>/file/", exports.file, name="export-file"),
    path("users/", people.users, name="users"),
    path("users/add/", people.add, name="add-user"),
    path("users/<uuid:user_id>/role/", people.role, name="role"),
    path("users/<uuid:user_id>/switch/", people.switch, name="switch"),
    path("keys/", keys.keys, name="keys"),
    path("keys/make/", keys.make, name="make-key"),
    path("keys/<uuid:key_id>/revoke/", keys.revoke, name="revoke-key"),
    path("keys/<uuid:key_id>/rotate/", keys.rotate, name="rotate-key"),
    path("password/", keys.password, name="password"),
]
