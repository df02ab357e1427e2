"""Reviewed sentences as items of the training corpus (training/corpus/GUIDE.md), and reviewed pairs of claims as rows of likeness.

An item codes every event of its text, so a sentence is written only when every claim in it is reviewed, and when all that its events name
stands in it; the others are given back with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from khabar.knowledge import actors
from khabar.ledger.codec import claim_json
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.records.claim import Claim, Entity, Link

_KIND = re.compile(r"^(?:actor|recipient|by): «(?P<words>.+?)» \((?P<kind>PER|ORG|GPE|LOC|NOM),")
_OF_LINK = {"person": "PER", "organisation": "ORG", "agency": "ORG", "document": "NOM", "anonymous": "NOM"}


@dataclass(frozen=True, slots=True)
class Left:
    """A reviewed sentence that makes no item, and why."""

    article: str
    quote: str
    reason: str


@dataclass(slots=True)
class _Item:
    text: str
    entities: dict[str, str] = field(default_factory=dict)

    def surface(self, words: str, kind: str) -> str:
        if words not in self.text:
            raise ValueError(f"«{words}» stands outside the sentence")
        self.entities.setdefault(words, kind)
        return words


def items(reader: Reader) -> Iterator[dict[str, Any] | Left]:
    """Items, and what is left out, in the order in which the ledger learned the sentences."""
    judged = {str(one.body["article"]) for one in reader.judgements(("accept", "reject", "correct"))}
    for article in sorted(judged):
        found = sorted(reader.every(Query(articles=(article,), rejected=True)), key=lambda one: (one.claim.quote.start, one.claim.event.cue.start))
        for _, same in groupby(found, key=lambda one: one.claim.quote.start):
            claims = list(same)
            if any(one.judgement for one in claims):
                yield _item(claims)


def pairs(reader: Reader) -> Iterator[dict[str, Any] | Left]:
    """Pairs of claims that reviewers held to be of one occurrence or of two, for `training.occurrences`; and what is left out."""
    for one in reader.claim_pairs():
        ends = [reader.claim(claim) for claim in (one.first, one.second)]
        held = [end for end in ends if end is not None]
        gone = one.lost or len(held) < 2
        if gone or any(end.judgement is not None and end.judgement.kind == "reject" for end in held):
            reason = "no current coding holds both its claims" if gone else "one of its claims was rejected"
            yield Left(*((held[0].article, held[0].claim.quote.text) if held else ("", one.made.subject)), reason)
        else:
            yield {"id": f"review-{one.first}-{one.second}", "same": one.made.kind == "same", "claims": [_end(end) for end in held]}


def _end(stored: StoredClaim) -> dict[str, Any]:
    day = [stored.published_start, stored.published_end] if stored.published_start else None
    return {"claim": json.loads(claim_json(stored.claim)), "article": stored.article, "outlet": stored.outlet, "published": day}


def _item(claims: list[StoredClaim]) -> dict[str, Any] | Left:
    first = claims[0]
    text = sentence(first.claim.quote.text, first.media)
    waiting = sum(one.judgement is None for one in claims)
    if waiting:
        return Left(first.article, text, f"{waiting} of its {len(claims)} claims are not reviewed")
    item = _Item(text)
    try:
        kept = [one for one in claims if one.judgement and one.judgement.kind != "reject"]
        events = [_event(one, item) for one in kept]
    except ValueError as error:
        return Left(first.article, text, str(error))
    listed = [[words, kind] for words, kind in item.entities.items()]
    return {"id": f"review-{first.article}-{first.claim.quote.start}", "text": text, "entities": listed, "events": events}


def _event(stored: StoredClaim, item: _Item) -> dict[str, Any]:
    claim = stored.claim
    cue = sentence(claim.event.cue.text, stored.media)
    if cue not in item.text:
        raise ValueError(f"the cue «{cue}» does not stand in the sentence as it is read")
    if claim.condition and claim.condition not in item.text:
        raise ValueError(f"the condition «{claim.condition}» does not stand in the sentence as it is read")
    kinds = {match["words"]: match["kind"] for told in claim.why if (match := _KIND.match(told))}
    speakers = [link for link in claim.attribution if link.kind != "outlet"]
    return {
        "cue": cue, "type": claim.event.type, "mode": claim.event.mode, "status": claim.status,
        "actor": [item.surface(one.mention, _kind(one, kinds)) for one in claim.actor],
        "recipient": [item.surface(one.mention, _kind(one, kinds)) for one in claim.recipient],
        "by": [item.surface(_said(one, claim, item), _OF_LINK[one.kind]) for one in speakers],
        "time": item.surface(claim.time.text, "TIME") if claim.time else None,
        "place": item.surface(claim.place.name, "LOC" if claim.place.country is None else "GPE") if claim.place else None,
        "condition": claim.condition,
    }  # fmt: skip


def _kind(entity: Entity, kinds: dict[str, str]) -> str:
    """Of the who's who, else as the coder saw the mention."""
    known = actors.load().get(entity.id) if entity.id else None
    return known.kind if known else kinds.get(entity.mention, "NOM")


def _said(link: Link, claim: Claim, item: _Item) -> str:
    """A witness's words: where it stands in the sentence."""
    if link.start is None or link.end is None:
        raise ValueError(f"the witness «{link.name}» has no place on the page")
    start, end = link.start - claim.quote.start, link.end - claim.quote.start
    words = claim.quote.text[start:end] if 0 <= start < end <= len(claim.quote.text) else link.mention or link.name
    return words if words in item.text else link.name
