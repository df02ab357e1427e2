"""The signs of a speaker: each is there where it should be, and not beside its opposite."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khabar.claims import hearing
from khabar.claims.reading import Draft, Party
from khabar.claims.speakers import Floor
from khabar.claims.voices import Candidate
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote
from khabar.sentences.quotation import quoted_stretches


class Page:
    """Sentences in one paragraph, a draft at the cue `قصفت`, and the floor on which its speaker is sought."""

    def __init__(self, sentences: Sequence[str], mentions: dict[str, tuple[Kind, float]], cue: str = "قصفت") -> None:
        text, laid, at = " ".join(sentences), [], 0
        for one in sentences:
            quoted = tuple(q for q in quoted_stretches(text) if at <= q.start and q.end <= at + len(one))
            laid.append(Sentence(Quote(at, at + len(one), one), "body", 0, quoted))
            at += len(one) + 1
        self.parties = {}
        for words, (kind, _) in mentions.items():
            start = text.index(words)
            number = next(n for n, s in enumerate(laid) if s.quote.start <= start < s.quote.end)
            self.parties[words] = Party(Quote(start, start + len(words), words), words, kind, number, 1.0, text[max(0, start - 4) : start])
        place = text.index(cue)
        number = next(n for n, s in enumerate(laid) if s.quote.start <= place < s.quote.end)
        sides: dict[str, tuple[Party, ...]] = dict.fromkeys(("actor", "recipient", "by", "time", "place"), ())
        voices = tuple((self.parties[words], chance) for words, (_, chance) in mentions.items())
        self.draft = Draft(
            number, Quote(place, place + len(cue), cue), cue, cue, "ASSAULT", None, "occurred", sides, None, 0.9, 0.9, 0.9, voices=voices
        )
        self.floor = Floor(text, "text", laid, list(self.parties.values()))
        self.floor.learn([self.draft])

    def candidate(self, words: str | None) -> Candidate:
        found = self.floor.candidates(self.draft, self.floor.place(self.draft))
        return next(c for c in found if (c.party.words if c.party else None) == words)

    def nearest(self, words: str | None) -> list[str]:
        return hearing.nearest(self.candidate(words), self.draft, self.floor.place(self.draft))

    def further(self, words: str | None, *nearer: str) -> list[str]:
        return hearing.further(self.candidate(words), [self.parties[n] for n in nearer], self.draft, self.floor.place(self.draft))


CHAIN = Page(
    ["نقلت وكالة الموج عن نادر السهيل أن الكتيبة قصفت الجسر."], {"وكالة الموج": ("ORG", 0.9), "نادر السهيل": ("PER", 0.95), "الكتيبة": ("ORG", 0.0)}
)
AFTER = Page(["قصفت الكتيبة الجسر، بحسب نادر السهيل."], {"الكتيبة": ("ORG", 0.0), "نادر السهيل": ("PER", 0.9)})
CARRIED = Page(["قال نادر السهيل إن الجو هادئ.", "وأضاف أن الكتيبة قصفت الجسر."], {"نادر السهيل": ("PER", 0.4), "الكتيبة": ("ORG", 0.0)})
PLAIN = Page(["قال نادر السهيل إن الجو هادئ.", "الكتيبة قصفت الجسر مساء."], {"نادر السهيل": ("PER", 0.4), "الكتيبة": ("ORG", 0.0)})
QUOTED = Page(["قال نادر السهيل «الجو هادئ».", "«الكتيبة قصفت الجسر أمس مساء»."], {"نادر السهيل": ("PER", 0.4), "الكتيبة": ("ORG", 0.0)})


@pytest.mark.parametrize(
    ("page", "words", "has", "lacks"),
    [
        pytest.param(CHAIN, "وكالة الموج", ["rules say content last", "hears after عن"], ["heard after عن"], id="agency-hears"),
        pytest.param(
            CHAIN, "نادر السهيل", ["heard after عن", "lead near عن", "best near"], ["hears after عن", "subject near say"], id="source-is-heard"
        ),
        pytest.param(CHAIN, "الكتيبة", ["chance near 0"], ["heard after ان", "best near"], id="side-is-silent"),
        pytest.param(AFTER, "نادر السهيل", ["speaks after according-to", "lead near حسب"], ["others between 0"], id="source-after-the-cue"),
        pytest.param(CARRIED, "نادر السهيل", ["holder goes on", "away 1", "holder first اضاف"], ["holder none"], id="goes-on"),
        pytest.param(PLAIN, "نادر السهيل", ["holder none", "away 1"], ["holder goes on"], id="does-not-go-on"),
        pytest.param(QUOTED, "نادر السهيل", ["holder quoted whole"], ["holder goes on"], id="direct-speech"),
        pytest.param(CARRIED, None, ["nobody ruled continue unnamed", "nobody ruled holder"], ["nobody no report"], id="nobody-where-a-verb-goes-on"),
        pytest.param(PLAIN, None, ["nobody no report"], ["nobody ruled holder"], id="nobody-without-a-verb"),
    ],
)
def test_signs_of_the_nearest(page: Page, words: str | None, has: list[str], lacks: list[str]) -> None:
    found = page.nearest(words)
    assert set(has) <= set(found), found
    assert not set(lacks) & set(found)
    assert found == sorted(set(found))


def test_signs_of_who_quotes_the_nearest() -> None:
    agency, end = CHAIN.further("وكالة الموج", "نادر السهيل"), CHAIN.further(None, "نادر السهيل")
    assert {"names him", "to before 2"} <= set(agency)
    assert {"end named before", "end depth 1", "end lead عن"} <= set(end)
    assert not any(hearing.of_model(sign) for sign in agency)


def test_a_mention_that_the_judge_did_not_see_has_no_chance() -> None:
    page = Page(["قال نادر السهيل إن الجو هادئ.", "وأضاف أن الكتيبة قصفت الجسر."], {"نادر السهيل": ("PER", 0.4)})
    unseen = Candidate(page.parties["نادر السهيل"], None, "holder")
    assert "chance far -" in hearing.nearest(unseen, page.draft, page.floor.place(page.draft))
    assert "chance far 5" not in hearing.nearest(unseen, page.draft, page.floor.place(page.draft))


@pytest.mark.parametrize(
    ("sign", "told"), [("chance near 9", True), ("silent before chance 0", True), ("said before 3", True), ("lead near قال", False)]
)
def test_signs_of_the_model_are_known(sign: str, told: bool) -> None:
    assert hearing.of_model(sign) is told


def test_platforms_and_datelines_are_no_candidates() -> None:
    page = Page(
        ["القاهرة (وكالة الموج) - كتب على تويتر أن الكتيبة قصفت الجسر."],
        {"وكالة الموج": ("ORG", 0.9), "تويتر": ("NOM", 0.9), "الكتيبة": ("ORG", 0.0)},
    )
    found = [c.party.words for c in page.floor.candidates(page.draft, page.floor.place(page.draft)) if c.party]
    assert found == ["الكتيبة"]
