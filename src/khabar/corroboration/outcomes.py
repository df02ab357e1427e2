"""Reviewers' words on what came of predictions, tied to the claims that hold: by id, else as judgements on claims are after a recoding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from khabar.ledger.attach import fits
from khabar.ledger.stored import Judgement as Made
from khabar.records.claim import Claim
from khabar.records.occurrence import Told
from khabar.records.prediction import VERDICTS, Judgement, Verdict


def outcomes(made: Iterable[Made], told: Iterable[Told]) -> dict[str, Judgement]:
    """Claim id → the reviewer's word, from standing judgements of kind `outcome`; those taken back (`by-rule`) are left out."""
    by_article: dict[str, list[Made]] = defaultdict(list)
    for one in made:
        by_article[str(one.body["article"])].append(one)
    coded: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for at, each in enumerate(sorted(told, key=lambda each: (each.claim.quote.start, each.claim.id))):
        if each.article in by_article:
            coded[each.article].append((at, each.claim))
    found: dict[str, Judgement] = {}
    for article, words in by_article.items():
        for one, fitting in fits(words, coded[article]):
            verdict: Verdict | None = next((known for known in VERDICTS if known == one.body["verdict"]), None)
            if verdict is not None:
                found |= {claim.id: Judgement(verdict, one.reviewer, one.reason) for _, claim in fitting}
    return found
