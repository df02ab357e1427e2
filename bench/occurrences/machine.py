"""The gold stories from their words: every article is coded by the packaged model, and what it codes is grouped.

For a gold claim stands the coded claim of its sentence that has its type, or else one of close kin, and the highest score; what else the
model codes takes part in the grouping, and is not scored. Reprints are left out.
"""

from __future__ import annotations

from bench.gold import fingerprint
from bench.occurrences import gold, scores
from bench.occurrences.gold import Story
from bench.occurrences.measure import grouped
from khabar import pipeline
from khabar.knowledge import occurrences as knowledge
from khabar.pipeline import Coded
from khabar.records.capture import Capture
from khabar.records.occurrence import Told

CLOSE = 0.5
_TITLE = "أبرز ما جاء في نشرة اليوم"
"""Tells of nothing, so that no claim is coded twice."""


def figures() -> tuple[dict[str, float], str]:
    """B³ and pairwise F1 of both halves, and the share of gold claims for which a claim was coded."""
    found: dict[str, float] = {}
    for name, stories in gold.halves().items():
        told, truth, share = coded(stories)
        groups = grouped(list(told.values()))
        found |= {
            f"{name} pairwise_f1": round(scores.pairwise(groups, truth)[2], 4),
            f"{name} b3_f1": round(scores.b_cubed(groups, truth)[2], 4),
            f"{name} coded": round(share, 4),
        }
    return found, fingerprint(list(gold.STORIES.glob("*.txt")))


def coded(stories: list[Story]) -> tuple[dict[str, Told], dict[str, str], float]:
    """Coded claims by id, the gold occurrence of those that stand for a gold claim, and for what share of the gold claims one stands."""
    told: dict[str, Told] = {}
    truth: dict[str, str] = {}
    for story in stories:
        for article in story.articles:
            wanted = {key: one for key, one in story.told.items() if one.article == article and article not in story.copies}
            found = _code(article, story, wanted)
            told |= {one.claim.id: one for one in found}
            for key, one in wanted.items():
                best = max((f for f in found if _stands(f, one)), key=lambda f: (_kin(f, one), f.claim.coder.score, f.claim.id), default=None)
                if best:
                    truth[best.claim.id] = story.occurrence[key]
    return told, truth, len(truth) / gold.written(stories)


def _kin(found: Told, wanted: Told) -> float:
    return knowledge.kin(found.claim.event.type, wanted.claim.event.type)


def _stands(found: Told, wanted: Told) -> bool:
    sentence, of = wanted.claim.quote.text, found.claim.quote.text
    return (sentence in of or of in sentence) and _kin(found, wanted) >= CLOSE


def _code(article: str, story: Story, wanted: dict[str, Told]) -> list[Told]:
    if not wanted:
        return []
    outlet, day = story.articles[article]
    sentences = [one.claim.quote.text for one in wanted.values()]
    text = "\n".join((outlet, "", _TITLE, "", *(f"{sentence}.\n" for sentence in sentences)))
    found = pipeline.code(Capture(article, article, text, "text", "-", "utf-8", published=day))
    if not isinstance(found, Coded):
        raise ValueError(f"{article}: {found.reason}: {found.detail}")
    return [Told(claim, article, outlet, found.article.published) for claim in found.claims]
