"""Addresses of the desk's pages."""

from __future__ import annotations

from django.urls import path, re_path

from reviews.desk import acts, article, claim, pages, people, typed, verdict
from reviews.urls import CLAIM_VERBS

app_name = "desk"
urlpatterns = [
    path("", pages.board, name="board"),
    path("login/", pages.Login.as_view(), name="login"),
    path("logout/", pages.Logout.as_view(), name="logout"),
    path("help/keys/", pages.keys_help, name="keys-help"),
    path("take/", acts.take_next, name="take-next"),
    path("claims/", claim.claims, name="claims"),
    path("claims/<uuid:claim_id>/", claim.claim, name="claim"),
    *(
        path(f"claims/<uuid:claim_id>/{name}/", getattr(acts, name), name=name)
        for name in CLAIM_VERBS
    ),
    path("claims/<uuid:claim_id>/draft/", typed.draft, name="draft"),
    path("claims/<uuid:claim_id>/comment/", typed.comment, name="comment"),
    path("articles/", article.articles, name="articles"),
    path("articles/new/", article.new, name="new"),
    path("articles/submit/", article.submit, name="submit"),
    path("articles/<uuid:article_id>/", article.article, name="article"),
    path("articles/<uuid:article_id>/withdraw/", article.withdraw, name="withdraw"),
    path("articles/<uuid:article_id>/restore/", article.restore, name="restore"),
    path("verdicts/", verdict.verdicts, name="verdicts"),
    re_path(r"^verdicts\.(?P<name>csv|jsonl)$", verdict.export, name="export"),
    path("users/", people.users, name="users"),
    path("users/add/", people.add, name="add-user"),
    path("users/<uuid:user_id>/role/", people.role, name="role"),
    path("users/<uuid:user_id>/switch/", people.switch, name="switch"),
    path("keys/", people.keys, name="keys"),
    path("keys/make/", people.make, name="make-key"),
    path("keys/<uuid:key_id>/revoke/", people.revoke, name="revoke-key"),
    path("password/", people.password, name="password"),
]
