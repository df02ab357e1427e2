"""Where the events of an article took place: each mention of a place, read in its sentence and beside the article's other places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khabar.arabic.markup import clean
from khabar.claims.cast import Cast
from khabar.claims.reading import Draft, Party
from khabar.knowledge import actors, places
from khabar.knowledge.places import Found, Near
from khabar.records.claim import Place
from khabar.records.sentence import Sentence
from khabar.records.spans import Span

Placed = Mapping[tuple[int, int], Found]
"""Offsets of a mention → the place that it names."""


def placed(drafts: Sequence[Draft], sentences: Sequence[Sentence], cast: Cast) -> Placed:
    """The places of all drafts. Each is looked for twice: alone, then beside what the others were found to be."""
    parties = {_at(p): p for draft in drafts for p in draft.sides.get("place", ())}
    if not parties:
        return {}
    of_sides = tuple(dict.fromkeys(country for draft in drafts for country in _countries(draft, cast)))
    around = {at: _around(party, sentences[party.sentence], of_sides) for at, party in parties.items()}
    alone = {at: places.find(party.words, around[at]).place for at, party in parties.items()}
    beside = {at: _beside(around[at], (place for other, place in alone.items() if other != at)) for at in parties}
    return {at: places.find(party.words, beside[at]) for at, party in parties.items()}


def where(draft: Draft, found: Placed) -> Found | None:
    """The first of the draft's places that is known, or else the first; None where it names none."""
    told = [found[_at(party)] for party in draft.sides["place"]]
    return next((one for one in told if one.place.precision != "none"), told[0] if told else None)


def _at(party: Party) -> tuple[int, int]:
    return party.quote.start, party.quote.end


def _around(party: Party, sentence: Sentence, of_sides: tuple[str, ...]) -> Near:
    """States and places that the rest of the sentence names, and the states of the article's sides."""
    text = clean(sentence.quote.text, Span(0, len(sentence.quote.text))).text.replace(party.words, " ، ")
    return Near(places.states(text), of_sides, places.named(text))


def _beside(near: Near, others: Iterable[Place]) -> Near:
    return Near(near.sentence, near.article, (*near.places, *(place for place in others if place.country)))


def _countries(draft: Draft, cast: Cast) -> Iterable[str]:
    """ISO 3166-1 alpha-3 of the states of a draft's sides, or for which they act."""
    whoswho = actors.load()
    for role in ("actor", "recipient"):
        for party in draft.sides.get(role, ()):
            for entity in cast.identity(party).entities:
                known = [whoswho.get(identity) for identity in (entity.id, *(owner.id for owner in entity.of)) if identity]
                yield from (actor.country for actor in known if actor and actor.country)
