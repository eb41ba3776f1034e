"""The columns of every export of verdicts, in one order. PURE."""

from __future__ import annotations

# Each column and what it holds; `docs/exporting.md` prints this.
MEANINGS = {
    "verdict_id": "the version's id; it survives an import",
    "claim_id": "the claim's id",
    "statement": "what the verdict answers: the desk's wording",
    "quote": "the words of the story, to the letter",
    "start": "where the quote begins in the revision's text, in code points",
    "end": "where it ends",
    "claimant": "who says it",
    "chain": "through whom the claimant's words came, nearest last",
    "proposed_by": "machine, caller or person",
    "verdict": "verified, disputed or unverifiable",
    "state": "draft, published, superseded, retracted or withdrawn",
    "version": "counts the claim's versions from 1",
    "round": "the claim's round in which it was decided",
    "rationale": "why",
    "citations": "every source with all its fields, and its proof where there is one",
    "reviewer": "everybody whose review it rests on, in order",
    "reviewed_at": "when each of them reviewed",
    "decided_at": "when the version was made",
    "published_at": "when readers found it first; empty: never",
    "ended_at": "when it stood no longer; empty: it stands",
    "undo_until": "until when its reviewer can still take it back; empty: no longer",
    "article_id": "the article's id",
    "headline": "the article's headline",
    "outlet": "who published it",
    "source_url": "where it stood",
    "language": "the article's language",
    "revision": "the number of the text that quote and span belong to",
    "article_withdrawn": "whether the article was withdrawn",
    "sha256": "of the version's content in canonical JSON",
}
COLUMNS = tuple(MEANINGS)
