"""Sources as they were, at the desk: kept from the claim page, proved while one types, shown."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from claims.status import Status
from factcheck.accounts.rights import Right
from factcheck.errors import DomainError, FieldError, Invalid
from reviews import drafts, queries, snapshots
from reviews.desk import second
from reviews.desk.claim import show
from reviews.desk.doors import act, actor_of, page
from reviews.desk.forms import ReviewForm
from reviews.fetching import fetch_snapshot
from reviews.proving.excerpts import Level, Proof, prove
from reviews.proving.extract import check_size
from reviews.snapshot_api import attachment
from reviews.snapshot_rows import Snapshot
from reviews.words import SnapshotKind

FILLED = ("title", "author", "publisher", "date")  # of a citation, where they are empty


def _number_of(request: HttpRequest, name: str) -> str:
    given = request.POST.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise Invalid.field(name, "number", "The page is broken. Reload it.")
    return given


def _for_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _refused(request: HttpRequest, error: DomainError, *, claim_id: uuid.UUID) -> HttpResponse:
    """The sentence for the script, or the form again with every word of it."""
    said = " ".join(one.message for one in error.errors) or error.message
    if _for_script(request):
        return JsonResponse({"detail": said, "code": error.code}, status=error.status)
    error.errors = (*error.errors, FieldError("citations", error.code, said))
    if queries.conflicts().filter(pk=claim_id).exists():
        return second.again(request, error, claim_id=claim_id)
    form = ReviewForm.posted(request.POST)
    form.refuse(error)
    return show(request, claim_id, form=form, refusal=error)


@act(_refused)
def take(request: HttpRequest, claim_id: uuid.UUID) -> HttpResponse:
    """Keeps the source of one citation: its pasted text, its file, or (`fetch`) what its link
    gives. What a page says of itself goes into the fields that are empty. Without script the whole
    form becomes the draft."""
    row = _number_of(request, "fetch" if "fetch" in request.POST else "snapshot")
    actor_of(request).must(Right.REVIEW)
    claim = queries.claim_or_missing(claim_id, actor_of(request).person)
    made = _taken(request, row)
    data = request.POST.copy()
    data[f"citations[{row}].snapshot"] = str(made.id)
    data[f"snapshot_text[{row}]"] = ""
    filled = {}
    for name in FILLED:
        at = f"citations[{row}].{name}"
        if made.meta.get(name) and not data.get(at, "").strip():
            data[at] = filled[name] = made.meta[name]
    if not _for_script(request):
        drafts.keep(
            actor=actor_of(request),
            claim_id=claim_id,
            version=int(_number_of(request, "draft_version")),
            content=ReviewForm.posted(data).content(),
        )
        back = "desk:conflict" if claim.status == Status.CONFLICT else "desk:claim"
        return redirect(back, claim_id)
    return JsonResponse(
        {
            "snapshot": str(made.id),
            "href": reverse("desk:snapshot", args=[made.id]),
            "held": f"· kept {made.taken_at:%H:%M}, {made.size:,} bytes, {made.sha256[:8]}",
            "filled": filled,
            "mark": _mark(data.get(f"citations[{row}].excerpt", ""), made),
        },
        status=201,
    )


def _taken(request: HttpRequest, row: str) -> Snapshot:
    file = request.FILES.get(f"snapshot_file[{row}]")
    text = request.POST.get(f"snapshot_text[{row}]", "")
    url = request.POST.get(f"citations[{row}].url", "")
    actor = actor_of(request)
    if "fetch" in request.POST:
        if file is not None or text.strip():
            raise Invalid.field(
                "file", "both", "Take out the pasted text and the file, or press “Keep the source”."
            )
        return fetch_snapshot(actor=actor, url=url)
    if file is not None and text.strip():
        raise Invalid.field("file", "both", "Paste the text or choose a file, not both.")
    if file is not None:
        check_size(file.size or 0)
        name = file.name or "file"
        return snapshots.take_snapshot(actor=actor, url=url, data=file.read(), name=name)
    return snapshots.take_snapshot(
        actor=actor,
        url=url,
        data=text.encode("utf-8", "surrogatepass"),
        kind=SnapshotKind.TEXT,
    )


def _mark(excerpt: str, snapshot: Snapshot) -> str:
    """The proof of an excerpt as the page shows it."""
    proof = prove(excerpt, snapshot.text) if excerpt.strip() else Proof(Level.UNCHECKED)
    return render_to_string("desk/_proof.html", {"proof": proof.as_json()})


def _unproved(request: HttpRequest, error: DomainError, **_: Any) -> HttpResponse:
    return JsonResponse({"detail": error.message, "code": error.code}, status=error.status)


@act(_unproved)
def proved(request: HttpRequest, snapshot_id: uuid.UUID) -> HttpResponse:
    """How an excerpt stands in a snapshot: asked for while one types it. Keeps nothing."""
    actor = actor_of(request)
    actor.must(Right.READ)
    found = snapshots.snapshot_or_missing(snapshot_id, actor.person)
    return JsonResponse({"mark": _mark(request.POST.get("excerpt", "")[:5000], found)})


@page()
def snapshot(request: HttpRequest, snapshot_id: uuid.UUID) -> HttpResponseBase:
    """A source as it was, with the excerpt marked and what drifted since the snapshot before."""
    reader = actor_of(request).person
    found = snapshots.snapshot_or_missing(snapshot_id, reader)
    start, end = (_place(request.GET.get(name, "")) for name in ("start", "end"))
    end = min(end, len(found.text))
    start = min(start, end)
    earlier, drifted = snapshots.drift_of(found, reader)
    context = {
        "section": "verdicts",
        "snapshot": found,
        "before": found.text[:start],
        "excerpt": found.text[start:end],
        "after": found.text[end:],
        "earlier": earlier,
        "drifted": drifted,
    }
    return render(request, "desk/snapshot.html", context)


def _place(given: str) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


@page()
def raw(request: HttpRequest, snapshot_id: uuid.UUID) -> HttpResponseBase:
    """The file as it came, to be saved; never shown by the desk."""
    return attachment(*snapshots.raw_of(snapshot_id, actor_of(request).person))
