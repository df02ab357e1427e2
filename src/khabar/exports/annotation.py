"""Claims as annotations of the W3C Web Annotation Data Model (Recommendation of 23 February 2017), in JSON-LD.

The target is the sentence in its page: by its words, with those around it, and for pages of plain text by its place too. The source of an HTML
page has no positions that a browser knows, so there the words, without tags, must do.
"""

from __future__ import annotations

import json
from typing import Any

from khabar.arabic.markup import clean
from khabar.knowledge import plover
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.records.capture import Capture
from khabar.records.jsonl import claim_record
from khabar.records.spans import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FORMATS = {"text": "text/plain", "html": "text/html"}
_AROUND = 32
"""Characters of the page before and after the sentence."""


def annotation(stored: StoredClaim, page: Capture) -> dict[str, Any]:
    """The annotation of a claim on its page."""
    claim = stored.claim
    tags = [claim.event.type, *([f"{claim.event.type}/{claim.event.mode}"] if claim.event.mode else []), claim.status, plover.quad(claim.event.type)]
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    record = json.dumps(claim_record(claim), ensure_ascii=False)
    bodies.append({"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": record})
    if stored.judgement:
        made = stored.judgement
        words = f"{made.kind}: {made.reason}"
        bodies.append({"type": "TextualBody", "purpose": "assessing", "value": words, "creator": {"type": "Person", "name": made.reviewer}})
    return {
        "@context": CONTEXT, "id": f"urn:khabar:claim:{claim.id}", "type": "Annotation", "motivation": "classifying", "created": stored.learned,
        "creator": {"type": "Software", "name": f"{claim.coder.name} {claim.coder.version}"},
        "body": bodies, "target": _target(stored, page),
    }  # fmt: skip


def _target(stored: StoredClaim, page: Capture) -> dict[str, Any]:
    claim = stored.claim
    words: dict[str, Any] = {"type": "TextQuoteSelector", "exact": sentence(claim.quote.text, page.media)}
    cue = clean(page.text, Span(claim.event.cue.start, claim.event.cue.end), page.media).text
    selectors: list[dict[str, Any]] = [words]
    if page.media == "text":
        start, end = claim.quote.start, claim.quote.end
        words |= {"exact": claim.quote.text, "prefix": page.text[max(0, start - _AROUND) : start], "suffix": page.text[end : end + _AROUND]}
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    words["refinedBy"] = {"type": "TextQuoteSelector", "exact": cue}
    source = page.url or f"urn:khabar:article:{stored.article}"
    return {"source": source, "selector": selectors, "format": _FORMATS[page.media], "language": "ar"}
