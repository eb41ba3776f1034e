"""Articles, their revisions and runs, claims, who proposed them: rows, what must never be false.

Written by `intake` (articles), `pipeline` (extractions, new claims) and, above this app, by
`reviews.queue` and `reviews.decide` (a claim's status and lease) and `reviews.assign` (for whom it
is, and an editor's push). No behaviour lives here.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from claims import batch_rows, feed_rows  # noqa: F401 - their tables are ours
from claims.status import OPEN, By, Run, Status
from factcheck.events.digests import salted
from factcheck.ids import new_id


def _in(name: str, values: type[Status | Run | By]) -> Q:
    return Q(**{f"{name}__in": [value.value for value in values]})


class Article(models.Model):
    """One text from one outlet. `text_hash` is the identity of its current revision's text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    headline = models.TextField(default="")
    outlet = models.CharField(max_length=200, default="")
    source_url = models.CharField(max_length=2000, default="")
    language = models.CharField(max_length=35, default="")
    published_at = models.DateTimeField(null=True)
    text_hash = models.CharField(max_length=64, unique=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(default="")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.headline or str(self.id)


class Appearance(models.Model):
    """Where the article stood and under which names it is known: each name belongs to one article.

    The first appearance is the article's own; a later one is the same text at another place.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="appearances")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    external_id = models.CharField(max_length=200, default="")
    source_url = models.CharField(max_length=2000, default="")
    outlet = models.CharField(max_length=200, default="")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "external_id"),
                condition=~Q(external_id=""),
                name="appearance_external_id",
            ),
            models.UniqueConstraint(
                fields=("source_url",), condition=~Q(source_url=""), name="appearance_source_url"
            ),
        )

    def __str__(self) -> str:
        return self.source_url or self.external_id or self.outlet


class Revision(models.Model):
    """One text of an article, for good: as received, and as the reader's offsets count it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    raw = models.BinaryField()
    raw_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    # How it came: door, file, kind, encoding, fetched, batch and line, feed; what is known of them.
    origin = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="revision_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_from_one"),
        )

    def __str__(self) -> str:
        return f"revision {self.number}"

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        raw = hashlib.sha256(bytes(self.raw)).hexdigest()
        kept = [self.raw_sha256, self.text_sha256, self.received_at]
        came = [self.origin] if self.origin else []
        return salted(self.salt, [self.article_id, self.number, raw, self.text, *kept, *came])


class Extraction(models.Model):
    """One run of one extractor version over one revision; a result counts only for its attempt."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="extractions")
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    status = models.CharField(max_length=10, default=Run.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    attempts_before = models.PositiveIntegerField(default=0)  # until somebody asked for it again
    in_bulk = models.BooleanField(default=False)  # read when nothing that came alone waits
    running_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(default="")
    found = models.PositiveIntegerField(default=0)
    story = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "extractor", "version"), name="extraction_once"
            ),
            models.CheckConstraint(condition=_in("status", Run), name="extraction_status_known"),
        )
        indexes = (
            models.Index(
                fields=("in_bulk", "queued_at"),
                condition=Q(finished_at=None),
                name="extraction_owed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.extractor} {self.version}: {self.status}"


class Claim(models.Model):
    """Something that a story says is so.

    `quote` is the span of the revision's text, to the letter, never edited; `statement` is the
    desk's wording of it, which the verdict answers. `is_open` is kept by the database: SQLite
    cannot use a partial index on a list of statuses. For whom it is (`assignee`) lies on this row
    for the lease's reason: who takes the next one must see it under the row's own lock.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="claims")
    extraction = models.ForeignKey(
        Extraction, null=True, on_delete=models.SET_NULL, related_name="claims"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    statement = models.TextField()
    kind = models.CharField(max_length=20)
    claimant = models.TextField(default="")
    proposed_by = models.CharField(max_length=8, default=By.MACHINE)
    wording = models.PositiveIntegerField(default=1)  # rises with every edit, split and merge
    facts = models.JSONField(default=dict)
    worthiness = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    status = models.CharField(max_length=10)
    withdrawn = models.BooleanField(default=False)
    round = models.PositiveIntegerField(default=1)
    priority = models.FloatField(default=0)
    priority_terms = models.JSONField(default=list)
    prominence = models.FloatField(default=0)
    told_key = models.CharField(max_length=32, default="")
    repeats = models.PositiveIntegerField(default=0)
    push = models.SmallIntegerField(default=0)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="assigned",
        db_index=False,  # claim_assigned is smaller
    )
    due_at = models.DateTimeField(null=True)
    # What a dismissed claim repeats: the verdict of that one answers it, too.
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="repetitions"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="held"
    )
    held_until = models.DateTimeField(null=True)
    lease_no = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    is_open = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(status__in=[status.value for status in OPEN]) & Q(withdrawn=False),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=_in("status", Status), name="claim_status_known"),
            models.CheckConstraint(condition=_in("proposed_by", By), name="claim_by_known"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_span"),
            models.CheckConstraint(
                condition=Q(holder=None, held_until=None)
                | Q(holder__isnull=False, held_until__isnull=False),
                name="claim_lease_whole",
            ),
            models.CheckConstraint(
                condition=Q(holder=None)
                | (Q(status__in=[status.value for status in OPEN]) & Q(withdrawn=False)),
                name="claim_lease_only_open",
            ),
            models.CheckConstraint(
                condition=Q(worthiness__gte=0, worthiness__lte=1), name="claim_worthiness"
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(assignee__isnull=False), name="claim_due_assigned"
            ),
            models.UniqueConstraint(fields=("revision", "start", "end"), name="claim_span_once"),
        )
        indexes = (
            models.Index(F("priority").desc(), "id", condition=Q(is_open=True), name="claim_queue"),
            models.Index(  # what the next person is handed: nobody's in particular, best first
                F("priority").desc(),
                "id",
                condition=Q(is_open=True, assignee=None),
                name="claim_free",
            ),
            models.Index(
                fields=("created_at", "id"), condition=Q(is_open=True), name="claim_open_age"
            ),
            models.Index(fields=("holder",), condition=Q(holder__isnull=False), name="claim_held"),
            models.Index(
                fields=("assignee",), condition=Q(assignee__isnull=False), name="claim_assigned"
            ),
            models.Index(fields=("told_key",), condition=~Q(told_key=""), name="claim_told"),
            models.Index(fields=("article", "start"), name="claim_of_article"),
            models.Index(fields=("status", "-id"), name="claim_by_status"),
            models.Index(fields=("status", "decided_at"), name="claim_decided"),
        )

    def __str__(self) -> str:
        return self.statement[:80]


class Proposal(models.Model):
    """Somebody marked these words as a claim, at the desk or with a program."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    by = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("claim", "person"), name="proposal_once"),
            models.CheckConstraint(condition=_in("by", By), name="proposal_by_known"),
        )

    def __str__(self) -> str:
        return f"{self.by} {self.person_id}"


class Wording(models.Model):
    """How a claim stood before an edit: its span, statement and claimant, and who changed them.

    `number` counts a claim's wordings from 1; the present one stands on the claim itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    statement = models.TextField()
    claimant = models.TextField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("claim", "number"), name="wording_number"),)

    def __str__(self) -> str:
        return f"wording {self.number}"

    def digest(self) -> str:
        """Salted SHA-256 of what never changes, for the ledger."""
        words = [self.start, self.end, self.quote, self.statement, self.claimant]
        changed = [self.changed_by_id, self.changed_at]
        return salted(self.salt, [self.claim_id, self.number, *words, *changed])
