"""Reads an article's sentences and known mentions; writes attributed claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic.markup import clean
from khabar.claims import model, worded
from khabar.claims.cast import Cast, places_of
from khabar.claims.coder import Coding
from khabar.claims.coding import Setting, claim, distinct
from khabar.claims.contexts import Topics
from khabar.claims.model import version
from khabar.claims.names import Names
from khabar.claims.numbers import numbered
from khabar.claims.packaged import WEIGHTS
from khabar.claims.placing import placed
from khabar.claims.reading import Draft, Page, Party, read
from khabar.claims.reports import is_headline, reported
from khabar.claims.speakers import Floor
from khabar.claims.topic import on_topic
from khabar.claims.windows import windows
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.claim import Claim
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence

__all__ = ["WEIGHTS", "Learned", "Names", "drafted", "read_all", "version"]


@dataclass(frozen=True, slots=True)
class Learned:
    """The packaged model as a coder. With `background` it codes of a lone sentence, too, what that does not report but only speaks of."""

    background: bool = False

    def code(self, capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names) -> Coding:
        """The claims of one article, in page order. The same input and model give the same bytes."""
        told = distinct([made for _, made in drafted(capture, article, sentences, mentions, names, background=self.background)])
        return Coding(numbered(told, sentences, capture.text, capture.media))


def drafted(
    capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names, *, background: bool = False
) -> list[tuple[Draft, Claim]]:
    """Claims with the drafts that they were made of, what the model is surest of first; repeats are not folded yet. `background` as of `Learned`."""
    day = article.published
    drafts, parties = read_all(capture, article, sentences, mentions, background=background)
    if not drafts:
        return []
    floor = Floor(capture.text, capture.media, sentences, parties)
    floor.learn(drafts)
    everybody = parties + [p for d in drafts for p in floor.heard(d).parties]
    cast = Cast(everybody, names, day.end if day else None, places_of(mentions), article.outlet)
    topics = Topics(capture.text, capture.media, sentences)
    setting = Setting(article, sentences, cast, floor, version(), placed(drafts, sentences, cast), topics)
    surest = sorted(drafts, key=lambda d: -round(d.score * d.type_score, 4))
    return [(d, c) for d in surest if (c := claim(d, setting))]


def read_all(
    capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, background: bool = False
) -> tuple[list[Draft], list[Party]]:
    """The drafts of an article that stand, and all mentions that the model sees in what it reads. `background` as of `Learned`."""
    coder = model.load()
    day = article.published
    page = Page(capture.text, sentences, mentions, (day.start, day.end) if day else None)
    drafts, parties = [], []
    for window in windows(capture.text, capture.media, sentences, mentions, coder.thresholds.skim):
        found, seen = read(page, window, coder)
        drafts += found
        parties += seen + [p for d in found for side in d.sides.values() for p in side]
    texts = [clean(capture.text, s.quote.span, capture.media).text for s in sentences]
    drafts = on_topic(drafts, texts)
    if len(texts) == 1 and not background and not is_headline(texts[0]):
        drafts = reported(worded.heard(drafts, texts[0]), coder.thresholds.reports)
    return drafts, parties
