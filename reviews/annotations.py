"""An article's verdicts as W3C Web Annotations: which words, and what the desk says of them.

Called by REST. Each annotation points at the revision's text in two ways: the quote with the words
around it, and its position in code points. What a reader may not read is not among `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claims.models import Article
from reviews.models import Verdict

# The terms of the recommendation, and ours beside them.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"factcheck": "urn:factcheck:"}]
AROUND = 32  # characters before and after the quote, as the recommendation's examples have


def page_of_annotations(
    article: Article, texts: dict[int, str], verdicts: Iterable[Verdict], *, address: str
) -> dict[str, Any]:
    """An AnnotationPage. `texts` are the revisions by number; `address` is the article's own."""
    items = [_annotation(article, texts, one, address) for one in verdicts]
    return {
        "@context": CONTEXT,
        "id": f"{address}annotations/",
        "type": "AnnotationPage",
        "items": [one for one in items if one],
    }


def _annotation(
    article: Article, texts: dict[int, str], verdict: Verdict, address: str
) -> dict[str, Any] | None:
    content = verdict.content
    text = texts.get(content["revision"])
    start, end = content.get("start"), content.get("end")
    if text is None or start is None or end is None:
        return None
    cited = [
        {
            "type": "SpecificResource",
            "source": one["url"],
            "purpose": "linking",
            "factcheck:stance": one["stance"],
        }
        for one in content["citations"]
    ]
    said = {
        "type": "TextualBody",
        "purpose": "commenting",
        "format": "text/plain",
        "value": content["rationale"],
    }
    return {
        "id": f"urn:uuid:{verdict.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": verdict.created_at.isoformat(),
        "creator": [{"type": "Person", "nickname": name} for name in content["reviewers"]],
        "factcheck:verdict": verdict.value,
        "factcheck:state": verdict.state,
        "factcheck:version": verdict.version,
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": verdict.value},
            {"type": "TextualBody", "purpose": "classifying", "value": verdict.state},
            said,
            *cited,
        ],
        "target": {
            "source": address,
            "factcheck:revision": content["revision"],
            "factcheck:statement": content["statement"],
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }
