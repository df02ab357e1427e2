"""A language model as a second coder: it reads an article window by window; what it says is checked, resolved and told as the packaged model's is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.claims.cast import Cast
from khabar.claims.coder import Coding
from khabar.claims.coding import Setting, claim, distinct
from khabar.claims.contexts import Topics
from khabar.claims.llm.endpoint import Endpoint, UnansweredError, ask
from khabar.claims.llm.schema import answer
from khabar.claims.llm.verifying import REASONS, RefusedError, Shown
from khabar.claims.names import Names
from khabar.claims.numbers import numbered
from khabar.claims.placing import placed
from khabar.claims.reading import Draft
from khabar.claims.speakers import Floor
from khabar.claims.windows import whole
from khabar.knowledge import prompts
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.claim import Claim, Coder
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence

__all__ = ["REASONS", "Endpoint", "LanguageModel"]

NAME = "llm"
MOST_WORDS = 600
"""Words in a window: enough for most articles, little enough that small models do not lose sentences."""
_SCORE = re.compile(r", (?:score )?\d\.\d\d(?=[;)]|$)")


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Codes claims by asking an endpoint. Its claims have no calibrated score, so theirs is 0."""

    endpoint: Endpoint

    @property
    def version(self) -> str:
        return f"{self.endpoint.model}, prompt {prompts.version()}"

    def code(self, capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names) -> Coding | Fault:
        """Claims in page order, with those that were not taken; a fault that names the article where one window gets no answer."""
        del mentions  # known names are the who's who's, and sides are resolved against it by their words
        drafts: list[Draft] = []
        dropped: list[Dropped] = []
        try:
            for one in self._said(capture, sentences):
                if isinstance(one, Draft):
                    drafts.append(one)
                else:
                    dropped.append(one)
        except UnansweredError as error:
            return Fault(capture.source, capture.place, error.reason, error.mend)
        told = distinct(self._claims(capture, article, sentences, drafts, names))
        return Coding(numbered(told, sentences, capture.text, capture.media), tuple(dropped))

    def _said(self, capture: Capture, sentences: Sequence[Sentence]) -> Iterator[Draft | Dropped]:
        endpoint = self.endpoint
        for window in whole(capture.text, capture.media, sentences, MOST_WORDS):
            found, endpoint = ask(endpoint, prompts.prompt(), window.text, answer())
            shown = Shown(capture.text, window)
            for said in found["claims"]:
                try:
                    yield shown.draft(said)
                except RefusedError as error:
                    yield Dropped(capture.id, error.reason, f"«{error.detail}»: {REASONS[error.reason]}")

    def _claims(self, capture: Capture, article: Article, sentences: Sequence[Sentence], drafts: Sequence[Draft], names: Names) -> list[Claim]:
        parties = [party for draft in drafts for side in draft.sides.values() for party in side]
        floor = Floor(capture.text, capture.media, sentences, parties)
        floor.learn(drafts)
        everybody = parties + [party for draft in drafts for party in floor.heard(draft).parties]
        cast = Cast(everybody, names, article.published.end if article.published else None, outlet=article.outlet)
        setting = Setting(
            article, sentences, cast, floor, self.version, placed(drafts, sentences, cast), Topics(capture.text, capture.media, sentences)
        )
        return [self._own(made) for draft in drafts if (made := claim(draft, setting))]

    def _own(self, made: Claim) -> Claim:
        """The claim as this coder's: no score is told that it does not have."""
        why = (f"coded by {self.endpoint.model}; quote, cue and names were found in the page", *(_SCORE.sub("", told) for told in made.why[:-1]))
        return replace(made, coder=Coder(NAME, self.version, 0.0), why=why)
