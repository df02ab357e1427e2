"""PLOVER's contexts of a claim: terms of its sentence, of its paragraph and of the article, its actors' sectors, its own mode.

A context's score is a sum of weights from visible tables (`knowledge.contexts`); each term counts once, where it stands nearest to the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from khabar.arabic.markup import clean
from khabar.arabic.words import words
from khabar.knowledge import actors, contexts
from khabar.knowledge.contexts import Term
from khabar.records.capture import Media
from khabar.records.claim import Entity
from khabar.records.sentence import Sentence

Given = tuple[tuple[str, str], ...]
"""Contexts, each with the sentence that says why."""


class Topics:
    """The terms of one article, found when the first claim asks."""

    def __init__(self, text: str, media: Media, sentences: Sequence[Sentence]) -> None:
        self._text, self._media, self._sentences = text, media, sentences

    @cached_property
    def _terms(self) -> list[list[Term]]:
        """Of each sentence."""
        found = []
        for sentence in self._sentences:
            text = clean(self._text, sentence.quote.span, self._media).text
            found.append(contexts.find([text[w.start : w.end] for w in words(text)]))
        return found

    @cached_property
    def _of_article(self) -> dict[Term, None]:
        return dict.fromkeys(term for terms in self._terms for term in terms)

    @cached_property
    def _of_paragraph(self) -> dict[int, dict[Term, None]]:
        found: dict[int, dict[Term, None]] = {}
        for sentence, terms in zip(self._sentences, self._terms, strict=True):
            found.setdefault(sentence.paragraph, {}).update(dict.fromkeys(terms))
        return found

    def of(self, sentence: int, kind: str, mode: str | None, sides: Sequence[Entity]) -> Given:
        """The contexts of an event of this type and mode in that sentence, in POLECAT's order."""
        sums: dict[str, float] = {}
        said: dict[str, list[str]] = {}
        for context, weight, why in (*self._told(sentence), *_hints(kind, mode, sides)):
            sums[context] = sums.get(context, 0.0) + weight
            said.setdefault(context, []).append(why)
        bar = contexts.scope("bar") - 1e-9
        return tuple((c, f"context: {c}, {sums[c]:.2f}: {', '.join(said[c])}") for c in contexts.names() if sums.get(c, 0.0) >= bar)

    def _told(self, sentence: int) -> list[tuple[str, float, str]]:
        seen: set[Term] = set()
        told = []
        near = self._of_paragraph[self._sentences[sentence].paragraph]
        for name, terms in (("sentence", self._terms[sentence]), ("paragraph", near), ("article", self._of_article)):
            weight = contexts.scope(name)
            told += [(term.context, weight * term.weight, f"«{term.words}» in the {name}") for term in terms if term not in seen]
            seen.update(terms)
        return told


def _hints(kind: str, mode: str | None, sides: Sequence[Entity]) -> list[tuple[str, float, str]]:
    """What the claim's mode and the sectors of its sides say, each sector once."""
    weight = contexts.scope("hint")
    found = [(context, weight * w, f"{kind}/{mode}") for context, w in contexts.rules("event").get(f"{kind}/{mode}", ())]
    known = [actors.load().get(one.id) for one in sides if one.id]
    sectors = dict.fromkeys(actor.sector for actor in known if actor and actor.sector)
    return found + [(context, weight * w, f"sector {sector}") for sector in sectors for context, w in contexts.rules("sector").get(sector, ())]
