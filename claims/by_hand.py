"""add_claim: words that a person or a caller marked become a claim, or are found to be one.

Called by the desk, by REST and, for claims that come with an article, by `intake` and `pipeline`.
Like the reading it gives a claim its first status; it moves nothing else in the queue.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.given import Given
from claims.models import Article, Claim, Extraction, Proposal, Revision
from claims.page import parts_of
from claims.ranking import place, rank
from claims.reading import normalise, read
from claims.reading.asked import asked
from claims.reading.story import Candidate, as_json
from claims.recording import record_claim
from claims.spans import Words, locate, same_words
from claims.status import By, Status
from factcheck.accounts.actor import Actor
from factcheck.accounts.rights import Right
from factcheck.clock import now
from factcheck.errors import Conflict, FieldError, Invalid, Missing
from factcheck.verbs import verb

CLAIMANT_LIMIT = 500
MOST_MARKED = 200  # claims that come with one article
FACTS = ("claimant", "quotes", "numbers", "dates", "places", "names")


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim that came with an article: its words, and who says it where the sender knows."""

    words: Words
    claimant: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """The claim, and what became of the marking: created, promoted (it was proposed) or known."""

    claim: Claim
    outcome: str

    @property
    def pk(self) -> uuid.UUID:
        """The claim's id."""
        return self.claim.id


def read_spans(
    revision: Revision, article: Article, spans: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Candidate]:
    """What the reader makes of these stretches of the revision's text. Takes as long as reading
    the story: call it outside every transaction."""
    if not spans:
        return {}
    story = read(
        revision.text,
        url=article.source_url or None,
        received=revision.received_at,
        published=article.published_at,
        language=article.language or None,
        parts=parts_of(bytes(revision.raw), revision.origin.get("encoding", "")),
    )
    return dict(zip(spans, asked(story, spans), strict=True))


def add_claim(
    *, actor: Actor, article_id: uuid.UUID, words: Words, claimant: str = "", statement: str = ""
) -> Added:
    """Marks words of the article's newest revision as a claim to review.

    Known words (the same span, or the same but for marks around them) are that claim, and the
    actor is named beside who proposed it; a proposed one joins the queue. Locks the article.
    Records `claim.added` or `claim.named`, and `claim.promoted`.

    Raises:
        Missing: no such article. Invalid: the words are not there, or stand there twice. Conflict:
        withdrawn, dismissed before, or a new revision came in meanwhile.
    """
    actor.must(Right.REVIEW)
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise Missing("There is no such article.")
    revision = _newest(article)
    start, end = locate(revision.text, words)
    claimant, statement = check_wording(claimant=claimant, statement=statement)
    found = read_spans(revision, article, [(start, end)])
    done = _add(
        actor=actor,
        article_id=article_id,
        revision=revision,
        candidate=found[start, end],
        claimant=claimant,
        statement=statement,
    )
    assert isinstance(done, Added)
    return done


def read_marked(
    given: Given, claims: Sequence[Marked], *, sent: str
) -> list[tuple[Marked, Candidate]]:
    """The claims that came with an article, read. Offsets count the text as it was `sent`.

    Raises:
        Invalid: with the place in the list and the field.
    """
    if len(claims) > MOST_MARKED:
        raise Invalid.field("claims", "too_many", f"At most {MOST_MARKED} claims with an article.")
    errors: list[FieldError] = []
    spans: list[tuple[int, int]] = []
    checked: list[Marked] = []
    for number, one in enumerate(claims):
        at = f"claims[{number}]"
        try:
            words = _as_kept(sent, one.words)
            spans.append(locate(given.text, words, field=f"{at}.quote"))
            claimant, statement = check_wording(
                claimant=one.claimant, statement=one.statement, at=f"{at}."
            )
            checked.append(Marked(words, claimant, statement))
        except Invalid as error:
            errors += error.errors
    if errors:
        raise Invalid.fields(errors)
    revision, article = _unsaved(given)
    found = read_spans(revision, article, spans)
    return [(one, found[span]) for one, span in zip(checked, spans, strict=True)]


def _as_kept(sent: str, words: Words) -> Words:
    """Offsets into the text as it was sent, led to the text as it is kept."""
    if words.start is None or words.end is None or not 0 <= words.start < words.end <= len(sent):
        return words
    start, end = (len(normalise(sent[:at])) for at in (words.start, words.end))
    return replace(words, start=start, end=end)


def _unsaved(given: Given) -> tuple[Revision, Article]:
    """The rows that the reader asks for what it must know beside the text."""
    revision = Revision(text=given.text, raw=given.raw, origin=given.origin, received_at=now())
    article = Article(
        source_url=given.source_url, published_at=given.published_at, language=given.language
    )
    return revision, article


def propose_marked(
    actor: Actor, article: Article, text: str, claims: Sequence[tuple[Marked, Candidate]]
) -> None:
    """The claims that came with an article, on its newest revision; inside the verb that locked
    the article. Words that the desk dismissed before stay dismissed."""
    revision = _newest(article)
    for one, found in claims:
        candidate = found
        if revision.text != text:  # the same story with other white space
            span = locate(revision.text, Words(found.text))
            candidate = read_spans(revision, article, [span])[span]
        known = _known(revision, candidate.start, candidate.end)
        if known is None or known.status != Status.DISMISSED:
            propose(
                actor,
                article,
                revision,
                candidate,
                claimant=one.claimant,
                statement=one.statement,
            )


def check_wording(*, claimant: str, statement: str, at: str = "") -> tuple[str, str]:
    """Both on one line each.

    Raises:
        Invalid: one is too long or holds what no text holds.
    """
    wanted = {"claimant": (claimant, CLAIMANT_LIMIT), "statement": (statement, 10_000)}
    for field, (value, limit) in wanted.items():
        if len(value) > limit:
            raise Invalid.field(at + field, "too_long", f"At most {limit:,} characters.")
        if "\x00" in value:
            raise Invalid.field(at + field, "nul", "This holds a NUL character. Take it out.")
    return " ".join(claimant.split()), " ".join(statement.split())


def _newest(article: Article) -> Revision:
    return article.revisions.order_by("-number")[0]


def _add_apply(
    *,
    actor: Actor,
    article_id: uuid.UUID,
    revision: Revision,
    candidate: Candidate,
    claimant: str,
    statement: str,
) -> Added:
    # Two people who mark the same words at once: the second waits here and finds the claim.
    article = Article.objects.select_for_update(of=("self",)).get(pk=article_id)
    if article.withdrawn_at is not None:
        raise Conflict("This article was withdrawn. An editor can restore it.", code="withdrawn")
    if article.revisions.filter(number__gt=revision.number).exists():
        raise Conflict(
            "A new revision of the text came in a moment ago. Reload the page and mark it there.",
            code="new_revision",
        )
    return propose(actor, article, revision, candidate, claimant=claimant, statement=statement)


_add = verb(_add_apply)


def propose(
    actor: Actor,
    article: Article,
    revision: Revision,
    candidate: Candidate,
    *,
    claimant: str = "",
    statement: str = "",
) -> Added:
    """The claim of these words, made or found; call it inside a verb that locked the article."""
    by = By.CALLER if actor.key is not None else By.PERSON
    known = _known(revision, candidate.start, candidate.end)
    if known is None:
        claim = new_claim(article, revision, candidate, claimant=claimant, statement=statement)
        claim.proposed_by, claim.status = by, Status.PENDING
        rank(claim)
        claim.save(force_insert=True)
        _named(actor, claim, by)
        record_claim(actor, claim, "claim.added", by=by.value, after=claim.status)
        return Added(claim, "created")
    if known.status == Status.DISMISSED:
        raise Conflict(
            "These words were dismissed as no claim for this desk. An editor can reopen it: "
            f"{known.statement[:80]!r}.",
            code="dismissed",
        )
    if _named(actor, known, by):
        record_claim(actor, known, "claim.named", by=by.value)
    # Guarded: who promoted it a moment ago has done what was wanted.
    if Claim.objects.filter(pk=known.pk, status=Status.PROPOSED).update(status=Status.PENDING):
        known.status = Status.PENDING
        record_claim(actor, known, "claim.promoted", before=Status.PROPOSED, after=Status.PENDING)
        return Added(known, "promoted")
    return Added(known, "known")


def _known(revision: Revision, start: int, end: int) -> Claim | None:
    """The claim of the revision with these words, but for marks around them."""
    rows = Claim.objects.filter(revision=revision, start__lt=end, end__gt=start).order_by("start")
    quote = revision.text[start:end]
    return next((row for row in rows if same_words(row.quote, quote)), None)


def _named(actor: Actor, claim: Claim, by: By) -> bool:
    """Notes that the actor proposed it too; False where that is known."""
    _row, made = Proposal.objects.get_or_create(
        claim=claim, person=actor.person, defaults={"by": by, "at": now()}
    )
    return made


def new_claim(
    article: Article,
    revision: Revision,
    candidate: Candidate,
    *,
    extraction: Extraction | None = None,
    claimant: str = "",
    statement: str = "",
) -> Claim:
    """The row of a candidate, proposed and not saved; `rank` it once its standing is known."""
    claim = Claim(
        article=article,
        revision=revision,
        extraction=extraction,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.text,
        statement=statement or candidate.statement or " ".join(candidate.text.split()),
        claimant=claimant,
        status=Status.PROPOSED,
        withdrawn=article.withdrawn_at is not None,
        created_at=now(),
    )
    fill_in(claim, candidate)
    place(claim, revision.text)
    return claim


def fill_in(claim: Claim, candidate: Candidate) -> None:
    """Sets what the reader found in the claim's words; a claimant that was given stays."""
    facts = as_json(candidate)
    assert isinstance(facts, dict)
    claim.kind = candidate.kind
    claim.claimant = claim.claimant or (candidate.claimant.name if candidate.claimant else "")
    claim.facts = {name: facts[name] for name in FACTS}
    claim.worthiness = min(1.0, max(0.0, candidate.worthiness))
    claim.reasons = facts["terms"]
