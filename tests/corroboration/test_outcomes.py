"""Reviewers' words on predictions: tied to the claim of the id, else to the like claim of the article, and taken back by `by-rule`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import story

from khabar.corroboration.outcomes import outcomes
from khabar.ledger.stored import Judgement
from khabar.records.occurrence import Told

TOLD = story("a1 p ASSAULT islamic-state>syria f - @تدمر <~خبير | توقع خبير [سقوط] تدمر في غضون أسبوع").told["01.a1"]


def word(verdict: str, told: Told = TOLD, **body: object) -> Judgement:
    claim = told.claim
    about = {
        "article": told.article, "claim": claim.id, "type": claim.event.type, "quote": [claim.quote.start, claim.quote.end],
        "cue": [claim.event.cue.start, claim.event.cue.end], "verdict": verdict,
    }  # fmt: skip
    return Judgement(1, "2016-01-01T00:00:00.000000Z", "نور", "قرأت", "outcome", f"outcome:{claim.id}", about | body)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        pytest.param(word("came-about"), "came-about", id="of-this-id"),
        pytest.param(word("by-rule"), None, id="taken-back"),
        pytest.param(word("did-not", claim="1" * 16), "did-not", id="the-like-claim-after-a-recoding"),
        pytest.param(word("did-not", claim="1" * 16, type="AGREE"), None, id="another-type"),
        pytest.param(word("did-not", claim="1" * 16, cue=[0, 1]), None, id="another-cue"),
        pytest.param(word("did-not", article="another"), None, id="another-article"),
    ],
)
def test_words_are_tied_to_their_predictions(made: Judgement, found: str | None) -> None:
    judged = outcomes([made], [TOLD]).get(TOLD.claim.id)
    assert (judged.verdict if judged else None) == found
    assert judged is None or (judged.reviewer, judged.reason) == ("نور", "قرأت")


def test_a_claim_of_the_id_goes_before_a_like_one() -> None:
    other = replace(TOLD, claim=replace(TOLD.claim, id="2" * 16))
    assert set(outcomes([word("came-about")], [other, TOLD])) == {TOLD.claim.id}
