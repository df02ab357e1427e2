"""Where events took place: mentions of places in their sentences, beside the sides and the other places of the article."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khabar import mentions
from khabar.claims.cast import Cast
from khabar.claims.placing import placed, where
from khabar.claims.reading import Draft, Party
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote


def party(text: str, words: str, kind: Kind, sentence: int, start: int) -> Party:
    at = text.index(words, start)
    return Party(Quote(at, at + len(words), words), words, kind, sentence, 0.9, text[max(0, at - 4) : at])


def of(*told: tuple[str, str | None, str]) -> list[str | None]:
    """The countries of the places of drafts, each a sentence, its actor (a state) and its place."""
    text = " ".join(sentence for sentence, _, _ in told)
    sentences, drafts, parties = [], [], []
    start = 0
    for number, (words, actor, place) in enumerate(told):
        sentences.append(Sentence(Quote(start, start + len(words), words), "body", number, ()))
        sides: dict[str, tuple[Party, ...]] = dict.fromkeys(("actor", "recipient", "by", "time", "place"), ())
        sides["place"] = (party(text, place, "LOC", number, start),)
        sides["actor"] = (party(text, actor, "GPE", number, start),) if actor else ()
        cue = Quote(start, start + 2, words[:2])
        drafts.append(Draft(number, cue, cue.text, cue.text, "ASSAULT", None, "occurred", sides, None, 0.9, 1.0, 1.0))
        parties += [p for side in sides.values() for p in side]
        start += len(words) + 1
    found = placed(drafts, sentences, Cast(parties, mentions, None))
    return [one.place.country if (one := where(draft, found)) else None for draft in drafts]


QUIET = "دوت انفجارات في طرابلس ليلا."
ARTICLES: dict[str, tuple[Sequence[tuple[str, str | None, str]], list[str | None]]] = {
    "alone: the larger": ([(QUIET, None, "طرابلس")], ["LBY"]),
    "the sentence names a state": ([("قال الجيش اللبناني إن انفجارات دوت في طرابلس.", None, "طرابلس")], ["LBN"]),
    "the place's own capital is no witness": ([("دوت انفجارات في طرابلس ورد لبنان.", None, "طرابلس")], ["LBN"]),
    "a side's state, in another sentence": ([(QUIET, None, "طرابلس"), ("وحشد لبنان قوات في صيدا.", "لبنان", "صيدا")], ["LBN", "LBN"]),
    "another place, in another sentence": ([(QUIET, None, "طرابلس"), ("ثم وقعت اشتباكات في عكار.", None, "عكار")], ["LBN", "LBN"]),
    "another place, far off": ([(QUIET, None, "طرابلس"), ("ثم وقعت اشتباكات في طوكيو.", None, "طوكيو")], ["LBY", "JPN"]),
    "a place that is not known": ([("وقعت اشتباكات في وادي الزعفران المنسي.", None, "وادي الزعفران المنسي")], [None]),
}


@pytest.mark.parametrize(("told", "countries"), ARTICLES.values(), ids=ARTICLES)
def test_the_article_decides_where_a_place_is(told: Sequence[tuple[str, str | None, str]], countries: list[str | None]) -> None:
    assert of(*told) == countries


def test_of_several_places_the_first_that_is_known() -> None:
    text = "وقعت اشتباكات في وادي الزعفران قرب منبج."
    both = (party(text, "وادي الزعفران", "LOC", 0, 0), party(text, "منبج", "LOC", 0, 0))
    sides: dict[str, tuple[Party, ...]] = {"actor": (), "recipient": (), "by": (), "time": (), "place": both}
    cue = Quote(0, 4, text[:4])
    draft = Draft(0, cue, cue.text, cue.text, "ASSAULT", None, "occurred", sides, None, 0.9, 1.0, 1.0)
    found = placed([draft], [Sentence(Quote(0, len(text), text), "body", 0, ())], Cast(both, mentions, None))
    first = where(draft, found)
    assert first is not None
    assert (first.place.name, first.place.country) == ("منبج", "SYR")


def test_no_place_is_none() -> None:
    cue = Quote(0, 4, "وقعت")
    sides: dict[str, tuple[Party, ...]] = {"actor": (), "recipient": (), "by": (), "time": (), "place": ()}
    draft = Draft(0, cue, cue.text, cue.text, "ASSAULT", None, "occurred", sides, None, 0.9, 1.0, 1.0)
    assert where(draft, placed([draft], [], Cast([], mentions, None))) is None
