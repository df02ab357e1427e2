"""Numbers of claims: how many were killed, wounded, arrested, …: read from the words, and given to the claims that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.arabic.words import words
from khabar.claims.numbers.attaching import Placed, attach, types_with_numbers
from khabar.claims.numbers.count import Count
from khabar.claims.numbers.counts import counts
from khabar.knowledge import tolls
from khabar.records.capture import Media
from khabar.records.claim import Claim
from khabar.records.number import Number
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

__all__ = ["numbered"]

_OPENING = 4
"""Words of a sentence among which one must be of an outcome («وأسفر الهجوم عن …») for its numbers to belong to the sentence before."""


def numbered(claims: Sequence[Claim], sentences: Sequence[Sentence], capture: str, media: Media) -> tuple[Claim, ...]:
    """The claims with the numbers of their sentences, and of a next sentence that tells what came of them. Ids stay as they are."""
    given: dict[int, list[tuple[Number, str]]] = {}
    order = {id(claim): at for at, claim in enumerate(claims)}
    of: dict[int, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.quote.start, []).append(claim)
    for at, sentence in enumerate(sentences):
        own, earlier = of.get(sentence.quote.start, []), of.get(sentences[at - 1].quote.start, []) if at else []
        earlier = earlier if at and sentences[at - 1].part == sentence.part else []
        if any(claim.event.type in types_with_numbers() for claim in (*own, *earlier)):
            for claim, number, why in _of_sentence(sentence, own, earlier, capture, media):
                given.setdefault(order[id(claim)], []).append((number, why))
    return tuple(_with(claim, given.get(at, ())) for at, claim in enumerate(claims))


def _with(claim: Claim, given: Sequence[tuple[Number, str]]) -> Claim:
    if not given:
        return claim
    why = (*claim.why, *(f"number: «{n.words.text}» is {n.kind} {n.told()} ({n.qualifier}, {n.scope}); {reason}" for n, reason in given))
    return replace(claim, numbers=tuple(number for number, _ in given), why=why)


def _of_sentence(
    sentence: Sentence, own: Sequence[Claim], earlier: Sequence[Claim], capture: str, media: Media
) -> Iterator[tuple[Claim, Number, str]]:
    cleaned = clean(capture, sentence.quote.span, media)
    cut = words(cleaned.text)
    folded = [fold(cleaned.text[w.start : w.end]) for w in cut]
    placed = [_placed(count, cut, cleaned.original, capture) for count in counts(folded)]
    if placed:
        outcome = any(tolls.is_result(word) for word in folded[:_OPENING])
        yield from attach(placed, own, earlier if outcome else ())


def _placed(count: Count, cut: Sequence[Span], original: Callable[[int, int], tuple[int, int]], capture: str) -> Placed:
    """The count with its words in the capture."""

    def quote(part: tuple[int, int], clitic: int = 0) -> Quote:
        return Quote.of(capture, *original(cut[part[0]].start + clitic, cut[part[1] - 1].end))

    unit, who = (quote(part, count.clitic if part[0] == count.words[0] else 0) if part else None for part in (count.unit, count.who))
    deed = quote((count.deed, count.deed + 1)) if count.deed is not None else None
    return Placed(count, quote(count.words, count.clitic), unit, who, deed)
