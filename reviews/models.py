"""Reviews, citations, verdicts and what stands around them: rows, and what is never false of them.

Written by `decide` (reviews, citations, verdicts), `queue` (skips), `drafts`, `comments`
(comments, notices), `bulk` (batches) and `saved` (views). No behaviour lives here.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Claim
from factcheck.events.digests import salted
from factcheck.ids import new_id
from reviews import export_model, foreign_rows, models_editors, models_publish  # noqa: F401 - their tables are ours
from reviews.snapshot_rows import Snapshot, WithSnapshot
from reviews.words import SkipReason, SourceKind, Stance, State, Turn, Value


class Review(models.Model):
    """One person's judgement of a claim in one round. Append-only but for `withdrawn_at`.

    `picked` is the review whose verdict the editor of a conflict took over; `reason` says why it
    was settled by an admin who had reviewed it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveIntegerField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    turn = models.PositiveSmallIntegerField(default=Turn.FIRST.value)
    verdict = models.CharField(max_length=12)
    rationale = models.TextField()
    picked = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(default="")
    lease_no = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)
    COVERED_TOO = ("citations",)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "round", "reviewer"),
                condition=Q(withdrawn_at=None, turn__lt=Turn.EDITOR.value),
                name="review_once_a_round",
            ),
            models.UniqueConstraint(
                fields=("claim", "round", "turn"),
                condition=Q(withdrawn_at=None),
                name="review_one_a_turn",
            ),
            models.CheckConstraint(
                condition=Q(turn__in=[turn.value for turn in Turn]), name="review_turn_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[value.value for value in Value]),
                name="review_verdict_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict} by {self.reviewer_id}"

    def digest(self) -> str:
        """Salted SHA-256 of the review with its citations, for the ledger."""
        content = {
            "claim": str(self.claim_id),
            "round": self.round,
            "reviewer": str(self.reviewer_id),
            "verdict": self.verdict,
            "rationale": self.rationale,
            "citations": [citation.covered() for citation in self.citations.all()],
            "turn": int(self.turn),
            "picked": self.picked_id,
            "reason": self.reason,
        }
        return salted(self.salt, content)

    def state_digest(self) -> str:
        """Salted SHA-256 of when it was given, and taken back."""
        return salted(self.salt, [self.created_at, self.lease_no, self.withdrawn_at])


class Citation(models.Model):
    """A source for a review: who, what, when, where, its stance, the words that matter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    url = models.CharField(max_length=2000)
    title = models.TextField(default="")
    publisher = models.TextField(default="")
    author = models.TextField(default="")
    kind = models.CharField(max_length=10, default=SourceKind.SECONDARY)
    published_on = models.DateField(null=True)
    stance = models.CharField(max_length=10, default=Stance.SUPPORTS)
    excerpt = models.TextField(default="")
    snapshot = models.ForeignKey(
        Snapshot, null=True, on_delete=models.PROTECT, related_name="citations"
    )
    proof = models.JSONField(default=dict)  # how the excerpt stood in it; {} was not checked

    objects = WithSnapshot()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("review", "position"), name="citation_position"),
            models.CheckConstraint(
                condition=Q(stance__in=[stance.value for stance in Stance]),
                name="citation_stance_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in SourceKind]),
                name="citation_kind_known",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.url

    def as_json(self) -> dict[str, Any]:
        """The citation as every door shows it; names are Zotero's where it has one."""
        shown = self.covered()
        shown["date"] = shown.pop("published_on")
        if self.snapshot:
            shown["accessDate"] = self.snapshot.taken_at.isoformat()
        return shown

    def covered(self) -> dict[str, Any]:
        """The citation as a review's digest has always covered it: names here never change."""
        held = {"snapshot": self.snapshot.named(), "proof": self.proof} if self.snapshot else {}
        return {
            "url": self.url,
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "kind": self.kind,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "stance": self.stance,
            "excerpt": self.excerpt,
            **held,
        }


class Verdict(models.Model):
    """One version of the desk's answer for a claim. Its content never changes, its state does.

    `published_at` and `ended_at` bound the time in which it stood for readers. `remind_on`: the
    day on which the desk looks at it again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="verdicts")
    version = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.DRAFT)
    value = models.CharField(max_length=12)
    reviews = models.ManyToManyField(Review, related_name="verdicts")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    remind_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("-published_at",),
                condition=Q(state=State.PUBLISHED),
                name="verdict_published",
            ),
            models.Index(
                fields=("remind_on",), condition=Q(remind_on__isnull=False), name="verdict_remind"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("claim", "version"), name="verdict_version"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PUBLISHED, State.SUPERSEDED, State.RETRACTED])
                | Q(published_at__isnull=False),
                name="verdict_published_when",
            ),
            models.UniqueConstraint(
                fields=("claim",), condition=Q(state=State.DRAFT), name="verdict_one_draft"
            ),
            models.UniqueConstraint(
                fields=("claim",), condition=Q(state=State.PUBLISHED), name="verdict_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="verdict_state_known"
            ),
            models.CheckConstraint(
                condition=Q(value__in=[value.value for value in Value]), name="verdict_value_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} (version {self.version}, {self.state})"

    def digest(self) -> str:
        """Salted SHA-256 of the canonical content, for the ledger."""
        return salted(self.salt, self.content)

    def state_digest(self) -> str:
        """Salted SHA-256 of where it stands: the columns beside the content."""
        named = [self.claim_id, self.version, self.round, self.value, self.sha256]
        made = [self.created_by_id, self.created_at]
        out = [self.published_by_id, self.published_at, self.ended_at, self.remind_on]
        return salted(self.salt, [*named, *made, str(self.state), *out])


class Reopening(models.Model):
    """Why an editor opened a settled claim again; begins the claim's round of that number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="reopenings")
    round = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("claim", "round"), name="reopening_of_round"),
        )

    def __str__(self) -> str:
        return f"round {self.round}"

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        return salted(self.salt, [self.claim_id, self.round, self.by_id, self.at, self.reason])


class SecondLook(models.Model):
    """Why an editor asked for a second pair of eyes on a claim; holds for later rounds too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="second_look")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.reason[:80]

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        return salted(self.salt, [self.claim_id, self.by_id, self.at, self.reason])


class Skip(models.Model):
    """A reviewer passed over a claim in a round."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="skips")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    round = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, default=SkipReason.NOT_NOW)
    language = models.CharField(max_length=35, default="")
    until = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("claim", "reviewer", "round"), name="skip_once"),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in SkipReason]),
                name="skip_reason_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer_id} skipped {self.claim_id}"


class Draft(models.Model):
    """What a reviewer has typed and not submitted: one a claim and reviewer, no lease needed.

    `version` rises with every save and never restarts, so that a page that is older than what is
    kept is told apart. Cleared on submit, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="drafts")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts"
    )
    version = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)
        constraints = (models.UniqueConstraint(fields=("claim", "reviewer"), name="draft_once"),)
        indexes = (
            models.Index(
                fields=("reviewer", "-saved_at"),
                condition=~Q(content={}),
                name="draft_of_reviewer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer_id} on {self.claim_id}, version {self.version}"


class Comment(models.Model):
    """What somebody says about a claim, in its thread. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField()
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:80]

    def digest(self) -> str:
        """Salted SHA-256 of the comment, for the ledger."""
        return salted(self.salt, [self.claim_id, self.author_id, self.at, self.text])


class Notice(models.Model):
    """Somebody is to look at a claim: named in a comment, or `claim`, assigned to them, was taken
    over `by` another. Counted on the board until read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    comment = models.ForeignKey(
        Comment, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="notices")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("person", "comment"), name="notice_once"),
            models.CheckConstraint(
                condition=Q(comment__isnull=False, claim=None, by=None)
                | Q(comment=None, claim__isnull=False, by__isnull=False),
                name="notice_of_one",
            ),
        )
        indexes = (
            models.Index(fields=("person",), condition=Q(read_at=None), name="notice_unread"),
        )

    def __str__(self) -> str:
        return f"to {self.person_id}"
