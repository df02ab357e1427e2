"""The words of both sides beside those that people marked."""

from __future__ import annotations

from typing import Any

import pytest

from bench import spans
from bench.spans import Marked, Sentence, among_people, closest, f1, folded, pairs, side_of

TEXT = "قصفت الطائرات مواقع المسلحين وقتل سبعة منهم قرب القرية."


def claim(cue: str, actor: list[str], score: float = 0.5) -> dict[str, Any]:
    def at(words: str) -> dict[str, int]:
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words)}

    return {"event": {"cue": at(cue)}, "actor": [at(a) for a in actor], "recipient": [], "coder": {"score": score}}


def marked(verb: str, actor: str) -> Marked:
    return Marked(folded(verb), {"actor": folded(actor), "recipient": folded("")})


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        pytest.param("الطائرات", "الطائرات", 1.0, id="the same"),
        pytest.param("المُسلّحين،", "المسلحين", 1.0, id="marks and vowels are no words"),
        pytest.param("سبعة مسلحين", "مسلحين", 2 / 3, id="one word more"),
        pytest.param("الطائرات", "", 0.0, id="one saw nobody"),
        pytest.param("", "", None, id="nobody saw anybody"),
    ],
)
def test_words_agree_as_bags(one: str, other: str, agreed: float | None) -> None:
    assert f1(folded(one), folded(other)) == (pytest.approx(agreed) if agreed is not None else None)


def test_a_mention_counts_with_the_particle_written_on_it() -> None:
    assert side_of(claim("قتل", ["قتل"]), "actor", TEXT) == folded("وقتل")


def test_the_claim_of_the_marked_verb_is_compared() -> None:
    raid, death = claim("قصفت", ["الطائرات"]), claim("وقتل", ["المسلحين"], score=0.9)
    assert closest([raid, death], marked("قصفت", ""), TEXT) is raid
    assert closest([raid, death], marked("هاجمت", ""), TEXT) is death


def test_sentences_without_a_claim_do_not_count() -> None:
    people = (marked("قصفت", "الطائرات"), marked("قصفت", "المسلحين"), marked("قصفت", ""))
    found = [Sentence(TEXT, True, people, (claim("قصفت", ["الطائرات"]),)), Sentence(TEXT, True, people, ())]
    assert list(pairs(found, "actor")) == [1.0, 0.0, 0.0]
    assert list(among_people(found, "actor")) == [0.0, 0.0, 0.0] * 2
    assert spans.mean(pairs(found, "actor")) == pytest.approx(1 / 3)
    assert list(pairs(found, "recipient")) == []


def test_what_was_not_trained_on_is_told_apart() -> None:
    held, trained = (Sentence(TEXT, held, (), ()) for held in (True, False))
    assert dict(spans.parts([held, trained])) == {"": [held, trained], ", held out": [held]}
