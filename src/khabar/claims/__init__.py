"""Reads an article's sentences and known mentions; writes attributed claims."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims import model
from khabar.claims.cast import Cast
from khabar.claims.coding import Setting, claim, distinct
from khabar.claims.contexts import Topics
from khabar.claims.model import version
from khabar.claims.names import Names
from khabar.claims.placing import placed
from khabar.claims.reading import Page, read
from khabar.claims.reports import reported
from khabar.claims.speakers import Floor
from khabar.claims.windows import windows
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.claim import Claim
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence

__all__ = ["Names", "code", "version"]


def code(capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names) -> tuple[Claim, ...]:
    """The claims of one article, in page order. The same input and model give the same bytes."""
    coder = model.load()
    day = article.published
    page = Page(capture.text, sentences, mentions, (day.start, day.end) if day else None)
    drafts, parties = [], []
    for window in windows(capture.text, capture.media, sentences, mentions, coder.thresholds.skim):
        found, seen = read(page, window, coder)
        drafts += found
        parties += seen + [p for d in found for side in d.sides.values() for p in side]
    if len(sentences) == 1:
        drafts = reported(drafts, coder.thresholds.reports)
    floor = Floor(capture.text, capture.media, sentences, parties)
    floor.learn(drafts)
    everybody = parties + [p for d in drafts for p in floor.heard(d).parties]
    cast = Cast(everybody, names, day.end if day else None)
    setting = Setting(article, sentences, cast, floor, coder.version, placed(drafts, sentences, cast), Topics(capture.text, capture.media, sentences))
    return distinct([c for d in drafts if (c := claim(d, setting))])
