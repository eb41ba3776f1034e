"""For machines: an Atom feed, a DataFeed of ClaimReviews, one ClaimReview, one proof."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from factcheck.clock import now
from factcheck.events.models import Event
from reviews import house
from reviews.public import reads
from reviews.public.pages import found_or_404

NEWEST = 50
JSON_LD = "application/ld+json; charset=utf-8"


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The newest verdicts; a corrected one comes up again with its note."""
    feed = Atom1Feed(
        title=f"{house.name()}: verdicts",
        link=house.home() + reverse("public:verdicts"),
        feed_url=house.home() + reverse("public:atom"),
        description="",
        author_name=house.name(),
    )
    for version in reads.published()[:NEWEST]:
        content = version.content
        said = f"{house.word_for(version.value)}: {content['statement']}"
        note = "".join(f"Corrected: {one.text}\n\n" for one in version.notes.all())
        feed.add_item(
            title=said,
            link=house.address_of(version.claim_id),
            unique_id=f"urn:uuid:{version.id}",
            description=note + content["rationale"],
            pubdate=version.published_at,
            updateddate=version.published_at,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@require_safe
def data_feed(request: HttpRequest) -> StreamingHttpResponse:
    """All verdicts that stand, as schema.org's DataFeed, streamed."""
    return StreamingHttpResponse(_data_feed(), content_type=JSON_LD)


def _data_feed() -> Iterator[str]:
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "dateModified": now().isoformat(),
        "name": f"{house.name()}: verdicts",
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataFeedElement": ['
    between = "\n"
    for document in reads.documents(reads.published()):
        item = {
            "@type": "DataFeedItem",
            "dateModified": document["datePublished"],
            "item": document,
        }
        yield between + json.dumps(item, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


@found_or_404
def claim_review(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """The ClaimReview of one claim; 410 where it was retracted."""
    found = reads.shown(claim_id)
    if found.retracted:
        gone = {"detail": "Retracted.", "note": found.retracted.text}
        return JsonResponse(gone, status=410)
    return JsonResponse(found.document(), content_type=JSON_LD)


@found_or_404
def proof(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """What anybody needs to check that the published versions are those of the ledger.

    `versions`: what was published, each with the salt of its digest. `events`: the claim's sealed
    events that cover something, each with all that its hash is made of. `head`: the chain's last
    hash now: kept, it proves later that nothing before it was changed or cut off.
    """
    found = reads.shown(claim_id)
    events = Event.objects.filter(claim_id=claim_id, details__has_key="digests")
    head = Event.objects.exclude(seq=None).order_by("-seq").first()
    shown: dict[str, Any] = {
        "claim": str(claim_id),
        "address": house.address_of(claim_id),
        "versions": [
            {
                "id": str(one.id),
                "version": one.version,
                "state": one.state,
                "published_at": one.published_at.isoformat() if one.published_at else None,
                "sha256": one.sha256,
                "salt": one.salt,
                "content": one.content,
            }
            for one in found.versions
        ],
        "events": [_event(one) for one in events.exclude(seq=None).order_by("seq")],
        "head": {"seq": head.seq, "hash": head.hash} if head else None,
    }
    return JsonResponse(shown, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _event(event: Event) -> dict[str, Any]:
    """What `ledger.digest_of` hashes, with the hash before and the event's own."""
    return {
        "seq": event.seq,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "actor": str(event.actor_id) if event.actor_id else None,
        "key": event.key_prefix,
        "request": event.request_id,
        "article": str(event.article_id) if event.article_id else None,
        "claim": str(event.claim_id) if event.claim_id else None,
        "details": event.details,
        "previous": event.previous,
        "hash": event.hash,
    }
