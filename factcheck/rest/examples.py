"""Examples of the reference: made from the shapes themselves, with one value for each name.

A shape that gains a field gains it in its examples; a name that has no value here gets one by its
type. The house tests hold every example against its shape, and send the bodies through the doors'
own checks.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

ID = "01a2b3c4-0000-7000-8000-00000000000"
# One story, told by every example.
VALUES: dict[str, Any] = {
    "text": "The dam broke in March, the port office says.",
    "quote": "The dam broke in March",
    "statement": "The dam broke in March",
    "headline": "The dam at the port",
    "outlet": "Harbour Post",
    "language": "en",
    "source_url": "https://harbour-post.example/dam",
    "url": "https://port.example/notice",
    "external_id": "wire-4711",
    "claimant": "the port office",
    "verdict": "disputed",
    "value": "disputed",
    "rationale": "The notice of the port gives the second of April.",
    "title": "Notice of the port",
    "publisher": "Port office",
    "author": "R. Ames",
    "excerpt": "broke on 2 April",
    "stance": "refutes",
    "to": "ada",
    "by": "eve",
    "holder": "ada",
    "reviewer": "ada",
    "username": "ada",
    "note": "The day was wrong.",
    "reason": "A reader wrote in.",
    "rule": "primary",
    "who": "the port office",
    "answer": "No answer by noon.",
    "name": "wire import",
    "query": "status=open&kind=statement",
    "due_at": "2026-03-05T12:00:00Z",
    "expires_at": "2027-03-04T10:00:00Z",
    "sha256": "9f2b6a1c" * 8,
    "hash": "9f2b6a1c" * 8,
    "previous": "1c2d3e4f" * 8,
    "filters": {"value": "disputed"},
    "details": {"to": "decided", "from": "pending"},
    "meta": {"title": "Notice of the port"},
    "proof": {},
    "left": {},
    "undo_left": {},
    "format": "xlsx",
    "facts": {"numbers": [], "dates": [{"text": "in March"}], "places": [], "names": []},
    "reasons": [["date", 0.2]],
    "priority_terms": [["worthiness", 0.61]],
    "worthiness": 0.61,
    "priority": 0.61,
    "content": {"statement": "The dam broke in March", "value": "disputed"},
    "scopes": ["read", "submit"],
    "story": {"parts": []},
    "code": "invalid",
    "proposed_by": "machine",
    "person": "ada",
    "changed_by": "eve",
    "created_by": "ada",
    "owner": "ada",
    "actor": "ada",
    "every": 15,
    "secret": "fck_1a2b3c4d_…",
    "prefix": "1a2b3c4d",
}
# In a body one of them says it; the example takes the other.
INSTEAD = {"html", "start", "end", "prefix", "suffix", "file", "duplicate_of", "pick"}
BY_FORMAT = {
    "uuid": ID + "1",
    "date-time": "2026-03-04T10:00:00Z",
    "date": "2026-03-04",
    "uri": "https://desk.example/api/v1/claims/?cursor=bD0x",
    "binary": "…",
}
IN_A_SHAPE: dict[tuple[str, str], Any] = {
    ("WorkClaimOut", "kind"): "statement",
    ("ClaimDetailOut", "kind"): "statement",
    ("WorkClaimOut", "status"): "pending",
    ("ClaimDetailOut", "status"): "decided",
    ("WorkClaimOut", "end"): 22,
    ("ClaimDetailOut", "end"): 22,
    ("WordingOut", "end"): 22,
    ("WorkClaimOut", "withdrawn"): False,
    ("ClaimDetailOut", "withdrawn"): False,
    ("CitationOut", "kind"): "primary",
    ("VersionOut", "state"): "published",
    ("VerdictOut", "state"): "published",
    ("ExtractionOut", "status"): "done",
    ("ExtractionOut", "error"): "",
    ("ArticleOut", "extraction_status"): "done",
    ("ArticleDetailOut", "extraction_status"): "done",
    ("ArticleOut", "withdrawn_at"): None,
    ("ArticleDetailOut", "withdrawn_at"): None,
    ("SubmittedOut", "duplicate"): False,
    ("SubmittedOut", "outcome"): "created",
    ("AddedOut", "outcome"): "created",
    ("EventOut", "kind"): "claim.reviewed",
    ("ExportOut", "state"): "done",
    ("ExportOut", "error"): "",
    ("SnapshotOut", "kind"): "text",
    ("DriftOut", "change"): "added",
    ("ProposalOut", "by"): "person",
    ("DismissBody", "reason"): "not_a_claim",
    ("BulkBody", "act"): "push",
    ("BulkBody", "by"): 1,
    ("PushBody", "by"): 1,
    ("SkipBody", "reason"): "language",
    ("SkipBody", "language"): "es",
    ("CitationBody", "kind"): "primary",
    ("DraftCitationBody", "kind"): "primary",
    ("TakeBody", "kind"): "statement",
}

LEFT_OUT = {("BulkBody", "reason"), ("BulkBody", "to"), ("BulkBody", "due_at")}


def add_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the schema: an example to every body and every answer that has none."""
    maker = _Maker(result["components"]["schemas"])
    for doors in result["paths"].values():
        for door in doors.values():
            for content in door.get("requestBody", {}).get("content", {}).values():
                content.setdefault("examples", {"plain": {"value": maker.body(content["schema"])}})
            for status, answer in door["responses"].items():
                for kind, content in answer.get("content", {}).items():
                    if "examples" in content:
                        continue
                    value = maker.answer(content["schema"], kind)
                    if "x-codes" in answer:
                        value = _refusal(int(status), answer["x-codes"])
                    content["examples"] = {"plain": {"value": value}}
    return result


def _refusal(status: int, codes: list[str]) -> dict[str, Any]:
    preferred = {401: "key", 403: "scope", 400: "json", 422: "invalid"}.get(status, "")
    code = preferred if preferred in codes else codes[0]
    field = {"field": "status", "code": "unknown", "message": "There is no status “foo”."}
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": "A sentence that says what was wrong and what to do.",
        "code": code,
        "errors": [field] if status == 422 else [],
        "request_id": "0190a1b2c3d4e5f6",
    }


class _Maker:
    """Values for shapes."""

    def __init__(self, shapes: dict[str, Any]) -> None:
        self.shapes = shapes

    def body(self, shape: dict[str, Any]) -> Any:
        """What is sent."""
        return self._made(shape, "", sent=True)

    def answer(self, shape: dict[str, Any], kind: str) -> Any:
        """What is answered; a file only says that it is one."""
        if kind not in {"application/json", "application/ld+json"}:
            return "…"
        return self._made(shape, "", sent=False)

    def _made(self, shape: dict[str, Any], name: str, *, sent: bool, within: str = "") -> Any:
        if "$ref" in shape:
            within = shape["$ref"].rpartition("/")[2]
            return self._made(self.shapes[within], name, sent=sent, within=within)
        for word in ("allOf", "oneOf", "anyOf"):
            if word in shape:
                return self._made(shape[word][0], name, sent=sent, within=within)
        if "enum" in shape:
            known = shape["enum"]
            return VALUES[name] if VALUES.get(name) in known and name in VALUES else known[0]
        kinds = shape.get("type", "any")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if kind == "object" and "properties" in shape:
            return self._object(shape, sent=sent, within=within)
        if kind == "array":
            return (
                VALUES[name]
                if isinstance(VALUES.get(name), list)
                else [self._made(shape.get("items", {}), name.rstrip("s"), sent=sent)]
            )
        return self._plain(shape, kind, name)

    def _object(self, shape: dict[str, Any], *, sent: bool, within: str) -> dict[str, Any]:
        made = {}
        for name, inner in shape["properties"].items():
            optional = name not in shape.get("required", ())
            if (within, name) in IN_A_SHAPE:
                made[name] = IN_A_SHAPE[within, name]
            elif sent and optional and (name in INSTEAD or (within, name) in LEFT_OUT):
                continue
            else:
                made[name] = self._made(inner, name, sent=sent)
        return made

    def _plain(self, shape: dict[str, Any], kind: str, name: str) -> Any:
        if shape.get("format") in BY_FORMAT and name not in {"due_at", "expires_at"}:
            return BY_FORMAT[shape["format"]]
        named = VALUES.get(name)
        if kind == "string":
            return named if isinstance(named, str) else "text"
        if kind in {"integer", "number"}:
            least = max(shape.get("minimum", 1), 1)
            whole = isinstance(named, int | float) and kind == "number"
            return named if whole else least
        if kind == "boolean":
            return True
        if kind == "object":
            return named if isinstance(named, dict) else {}
        return named if named is not None else {}
