"""Addresses of the public pages; those of verdicts never change."""

from __future__ import annotations

from django.urls import path

from reviews.public import feeds, pages

app_name = "public"
urlpatterns = [
    path("", pages.verdicts, name="verdicts"),
    path("corrections/", pages.corrections, name="corrections"),
    path("feed.atom", feeds.atom, name="atom"),
    path("claimreviews.json", feeds.data_feed, name="data-feed"),
    path("<uuid:claim_id>/", pages.verdict, name="verdict"),
    path("<uuid:claim_id>/claimreview.json", feeds.claim_review, name="claim-review"),
    path("<uuid:claim_id>/proof.json", feeds.proof, name="proof"),
]
