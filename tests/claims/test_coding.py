"""From drafts to claims: sides, chains, times, places, and which fields make two claims the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from khabar import mentions
from khabar.claims import coding, confidence
from khabar.claims.cast import Cast
from khabar.claims.coding import Setting, distinct
from khabar.claims.contexts import Topics
from khabar.claims.placing import placed
from khabar.claims.reading import Draft, Party
from khabar.claims.speakers import Floor
from khabar.records.article import Article, Published
from khabar.records.claim import Claim, Entity
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

TEXT = (
    "وقال مرزوق العقربي إن داعش قصفت مواقع حزب الله في مدينة حلب أمس إذا صحت الأنباء. "
    "وطالب مرزوق العقربي، رئيس رابطة السهل، تركيا وروسيا بالانسحاب، بحسب وكالة رويترز. "
    "وأفاد بيان النقابة ومصادر في البلدة أن داعش خطفت الصيادين."
)
ENDS = [TEXT.index("الأنباء.") + 8, TEXT.index("رويترز.") + 7, len(TEXT)]
SENTENCES = [Sentence(Quote.of(TEXT, a, b), "body", 0, ()) for a, b in zip((0, ENDS[0] + 1, ENDS[1] + 1), ENDS, strict=True)]
ARTICLE = Article(
    "page.txt", "ab" * 32, "ar", None, None, (Span(0, len(TEXT)),), (), (), "جريدة الموج", None, None,
    Published("2015-06-02", "2015-06-02", "line", None), None,
)  # fmt: skip


def party(words: str, kind: Kind, sentence: int = 0) -> Party:
    at = TEXT.index(words, SENTENCES[sentence].quote.start)
    return Party(Quote(at, at + len(words), words), words, kind, sentence, 0.9, TEXT[max(0, at - 4) : at])


MARZUQ, ISIS, HEZBOLLAH = party("مرزوق العقربي", "PER"), party("داعش", "ORG"), party("حزب الله", "ORG")
ASKS, TURKEY, RUSSIA = party("مرزوق العقربي", "PER", 1), party("تركيا", "GPE", 1), party("روسيا", "GPE", 1)
REUTERS = party("وكالة رويترز", "ORG", 1)


def draft(cue: str, kind: str, sides: Mapping[str, Sequence[Party]], sentence: int = 0, status: str = "occurred", score: float = 0.9) -> Draft:
    at = TEXT.index(cue, SENTENCES[sentence].quote.start)
    roles = {role: tuple(sides.get(role, ())) for role in ("actor", "recipient", "by", "time", "place")}
    return Draft(sentence, Quote(at, at + len(cue), cue), cue, cue, kind, None, status, roles, None, score, 1.0, 1.0)


def code(*drafts: Draft, article: Article = ARTICLE) -> list[Claim | None]:
    parties = [p for d in drafts for side in d.sides.values() for p in side]
    floor = Floor(TEXT, "text", SENTENCES, parties)
    floor.learn(drafts)
    day = article.published
    cast = Cast(parties + [p for d in drafts for p in floor.heard(d).parties], mentions, day.end if day else None)
    setting = Setting(article, SENTENCES, cast, floor, "v1", placed(drafts, SENTENCES, cast), Topics(TEXT, "text", SENTENCES))
    return [coding.claim(d, setting) for d in drafts]


def one(*args: Draft, article: Article = ARTICLE) -> Claim:
    (found,) = code(*args, article=article)
    assert found is not None
    return found


def names(side: Sequence[Entity]) -> list[str]:
    return [e.id or e.name for e in side]


ATTACK = draft("قصفت", "ASSAULT", {"actor": [ISIS], "recipient": [HEZBOLLAH]})


# --- sides


def test_a_draft_becomes_a_claim() -> None:
    found = one(ATTACK)
    assert (found.event.type, found.status, found.capture) == ("ASSAULT", "occurred", "page.txt")
    assert (names(found.actor), names(found.recipient)) == (["islamic-state"], ["hezbollah"])
    assert (found.quote, found.event.cue.text) == (SENTENCES[0].quote, "قصفت")
    assert (found.coder.name, found.coder.version, found.coder.score) == (
        "khabar",
        "v1",
        confidence.score(confidence.signs(ATTACK, found.actor, found.recipient)),
    )


SIDES: dict[str, tuple[Mapping[str, Sequence[Party]], tuple[list[str], list[str]] | None]] = {
    "two recipients": ({"recipient": [RUSSIA, TURKEY]}, ([], ["turkey", "russia"])),
    "actor alone": ({"actor": [TURKEY]}, (["turkey"], [])),
    "recipient alone": ({"recipient": [TURKEY]}, ([], ["turkey"])),
    "neither side": ({"by": [ASKS]}, None),
    "the same on both sides stays the actor": ({"actor": [TURKEY], "recipient": [party("تركيا", "ORG", 1), RUSSIA]}, (["turkey"], ["russia"])),
    "the same twice on one side": ({"actor": [TURKEY, TURKEY]}, (["turkey"], [])),
    "a mention inside another adds nothing": (
        {"actor": [party("رئيس رابطة السهل", "NOM", 1), party("رابطة السهل", "ORG", 1)]},
        (["رئيس رابطة السهل"], []),
    ),
}


@pytest.mark.parametrize(("sides", "expected"), SIDES.values(), ids=SIDES)
def test_who_stands_on_which_side(sides: Mapping[str, Sequence[Party]], expected: tuple[list[str], list[str]] | None) -> None:
    (found,) = code(draft("طالب", "REQUEST", sides, 1))
    assert (None if found is None else (names(found.actor), names(found.recipient))) == expected


# --- the chain

CHAINS: dict[str, tuple[Draft, list[tuple[str, str]]]] = {
    "the article itself": (draft("خطفت", "ASSAULT", {"actor": [ISIS]}), [("جريدة الموج", "outlet")]),
    "a person": (draft("قصفت", "ASSAULT", {"actor": [ISIS], "by": [MARZUQ]}), [("مرزوق العقربي", "person"), ("جريدة الموج", "outlet")]),
    "an agency": (draft("الانسحاب", "RETREAT", {"actor": [TURKEY], "by": [REUTERS]}, 1), [("رويترز", "agency"), ("جريدة الموج", "outlet")]),
    "a document": (
        draft("خطفت", "ASSAULT", {"actor": [ISIS], "by": [party("بيان النقابة", "NOM", 2)]}, 2),
        [("بيان النقابة", "document"), ("جريدة الموج", "outlet")],
    ),
    "nobody with a name": (
        draft("خطفت", "ASSAULT", {"actor": [ISIS], "by": [party("مصادر في البلدة", "NOM", 2)]}, 2),
        [("مصادر في البلدة", "anonymous"), ("جريدة الموج", "outlet")],
    ),
    "a group": (
        draft("خطفت", "ASSAULT", {"actor": [ISIS], "by": [party("النقابة", "ORG", 2)]}, 2),
        [("النقابة", "organisation"), ("جريدة الموج", "outlet")],
    ),
    "a speech act's own actor needs no link": (
        draft("طالب", "REQUEST", {"actor": [ASKS], "recipient": [TURKEY], "by": [ASKS]}, 1),
        [("جريدة الموج", "outlet")],
    ),
    "but whoever reports it does": (
        draft("طالب", "REQUEST", {"actor": [ASKS], "recipient": [TURKEY], "by": [ASKS, REUTERS]}, 1),
        [("رويترز", "agency"), ("جريدة الموج", "outlet")],
    ),
    "a deed's own actor is a witness of it": (
        draft("قصفت", "ASSAULT", {"actor": [ISIS], "by": [ISIS]}),
        [("تنظيم الدولة الإسلامية", "organisation"), ("جريدة الموج", "outlet")],
    ),
}


@pytest.mark.parametrize(("spoken", "chain"), CHAINS.values(), ids=CHAINS)
def test_the_chain_of_witnesses_ends_with_the_outlet(spoken: Draft, chain: list[tuple[str, str]]) -> None:
    found = one(spoken)
    assert [(link.name, link.kind) for link in found.attribution] == chain
    for link in found.attribution[:-1]:
        assert link.start is not None
        assert link.end is not None
        assert TEXT[link.start : link.end]
    assert (found.attribution[-1].start, found.attribution[-1].end) == (None, None)


def test_an_unknown_outlet_has_no_link() -> None:
    assert one(draft("خطفت", "ASSAULT", {"actor": [ISIS]}), article=replace(ARTICLE, outlet=None)).attribution == ()


# --- times and places


def test_a_relative_time_leans_on_the_articles_day() -> None:
    time = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "time": [party("أمس", "TIME")]})).time
    assert time is not None
    assert (time.start, time.end, time.precision, time.basis, time.text) == ("2015-06-01", "2015-06-01", "day", "relative", "أمس")


def test_without_the_articles_day_it_waits() -> None:
    undated = replace(ARTICLE, published=None)
    time = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "time": [party("أمس", "TIME")]}), article=undated).time
    assert time is not None
    assert (time.start, time.end, time.text) == (None, None, "أمس")


def test_words_that_are_no_time_are_kept_as_they_are() -> None:
    time = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "time": [party("صحت", "TIME")]})).time
    assert time is not None
    assert (time.start, time.precision, time.text) == (None, "unknown", "صحت")


@pytest.mark.parametrize("words", ["أيام", "ثلاثة أيام", "لمدة أسبوعين"])
def test_how_long_it_lasted_is_no_time(words: str) -> None:
    found = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "time": [replace(party("أمس", "TIME"), words=words)]}))
    assert found.time is None
    assert f"time: «{words}» says how long, not when" in found.why


def test_a_place_is_looked_up() -> None:
    place = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "place": [party("مدينة حلب", "LOC")]})).place
    assert place is not None
    assert (place.name, place.country, place.precision) == ("مدينة حلب", "SYR", "town")


def test_the_claim_says_by_which_rule_its_place_was_found() -> None:
    why = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "place": [party("مدينة حلب", "LOC")]})).why
    assert why[-2] == "place: «مدينة حلب»: «مدينه» asks for town; «حلب» is geonames:170063, the only one of that name"


def test_nothing_said_is_null() -> None:
    found = one(ATTACK)
    assert (found.time, found.place, found.condition) == (None, None, None)


# --- rules of the codebook

STANCES: dict[str, tuple[str, str, str, tuple[list[str], list[str]]]] = {
    "«ضدهم» is against those spoken of": ("ضدهم", "REJECT", "REJECT", (["hassan-nasrallah"], ["islamic-state"])),
    "«نحن ضدهم», with the pronoun": ("نحن ضدهم", "REJECT", "REJECT", (["hassan-nasrallah"], ["islamic-state"])),
    "«معهم» is with them": ("معهم", "SUPPORT", "SUPPORT", (["hassan-nasrallah"], ["islamic-state"])),
    "«معهم» of another type has its own sides": ("معهم", "CONSULT", "CONSULT", (["turkey"], [])),
}
WORDS = "وقال حسن نصر الله عن داعش إن تركيا معهم ونحن ضدهم."


@pytest.mark.parametrize(("cue", "said", "kind", "sides"), STANCES.values(), ids=STANCES)
def test_we_are_with_them_or_against_them(cue: str, said: str, kind: str, sides: tuple[list[str], list[str]]) -> None:
    found = _of_one_sentence(WORDS, cue, said, {"actor": [("تركيا", "GPE")], "by": [("حسن نصر الله", "PER")]}, [("داعش", "ORG")])
    assert found is not None
    assert found.event.type == kind
    assert (names(found.actor), names(found.recipient)) == sides


ADJECTIVES: dict[str, tuple[str, str, list[str]]] = {
    "of a state": ("وأصابت غارات أميركية مواقع داعش.", "غارات أميركية", ["united-states"]),
    "of nobody": ("وأصابت غارات عنيفة مواقع داعش.", "غارات عنيفة", []),
}


@pytest.mark.parametrize(("text", "phrase", "actor"), ADJECTIVES.values(), ids=ADJECTIVES)
def test_the_adjective_of_a_state_beside_the_cue_is_the_actor(text: str, phrase: str, actor: list[str]) -> None:
    found = _of_one_sentence(text, "غارات", "ASSAULT", {"recipient": [("داعش", "ORG")]}, [], phrase)
    assert found is not None
    assert (names(found.actor), names(found.recipient)) == (actor, ["islamic-state"])


def _of_one_sentence(
    text: str, cue: str, kind: str, sides: Mapping[str, Sequence[tuple[str, Kind]]], others: Sequence[tuple[str, Kind]], phrase: str = ""
) -> Claim | None:
    def made(words: str, of_kind: Kind) -> Party:
        at = text.index(words)
        return Party(Quote(at, at + len(words), words), words, of_kind, 0, 0.9)

    roles = {role: tuple(made(*one) for one in sides.get(role, ())) for role in ("actor", "recipient", "by", "time", "place")}
    at = text.index(cue)
    quote = Quote(at, at + len(cue), cue)
    said = Draft(0, quote, cue, phrase or cue, kind, None, "occurred", roles, None, 0.9, 1.0, 1.0)
    parties = [p for side in roles.values() for p in side] + [made(*one) for one in others]
    sentences = [Sentence(Quote(0, len(text), text), "body", 0, ())]
    cast = Cast(parties, mentions, "2015-06-02")
    return coding.claim(said, Setting(ARTICLE, sentences, cast, Floor(text, "text", sentences, parties), "v1", {}, Topics(text, "text", sentences)))


def test_a_party_of_silent_letters_alone_breaks_nothing() -> None:
    found = _of_one_sentence("وقال ـــ إن داعش قصفت", "قصفت", "ASSAULT", {"actor": [("داعش", "ORG")], "by": [("ـــ", "ORG")]}, [])
    assert found is not None
    assert found.attribution[0].name == "ـــ"


# --- which fields make a claim the same

SAME = {
    "another score": replace(ATTACK, score=0.3),
    "another cue in the sentence": draft("مواقع", "ASSAULT", {"actor": [ISIS], "recipient": [HEZBOLLAH]}),
    "another mode": replace(ATTACK, mode="aerial"),
    "a time": draft("قصفت", "ASSAULT", {"actor": [ISIS], "recipient": [HEZBOLLAH], "time": [party("أمس", "TIME")]}),
    "a place": draft("قصفت", "ASSAULT", {"actor": [ISIS], "recipient": [HEZBOLLAH], "place": [party("مدينة حلب", "LOC")]}),
}
OTHER = {
    "another type": replace(ATTACK, type="COERCE"),
    "another status": replace(ATTACK, status="denied"),
    "another speaker": draft("قصفت", "ASSAULT", {"actor": [ISIS], "recipient": [HEZBOLLAH], "by": [party("الأنباء", "NOM")]}),
    "sides exchanged": draft("قصفت", "ASSAULT", {"actor": [HEZBOLLAH], "recipient": [ISIS]}),
    "no recipient": draft("قصفت", "ASSAULT", {"actor": [ISIS]}),
    "another sentence": draft("خطفت", "ASSAULT", {"actor": [party("داعش", "ORG", 2)], "recipient": [HEZBOLLAH]}, 2),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_what_does_not_make_another_claim(other: Draft) -> None:
    assert one(other).id == one(ATTACK).id


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_what_makes_another_claim(other: Draft) -> None:
    assert one(other).id != one(ATTACK).id


PAGES = {
    "other bytes": replace(ARTICLE, sha256="cd" * 32),
    "another name": replace(ARTICLE, capture="other.txt"),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_another_page_makes_another_claim(page: Article) -> None:
    assert one(ATTACK, article=page).id != one(ATTACK).id


@pytest.mark.parametrize("page", [replace(ARTICLE, outlet=None), replace(ARTICLE, published=None)], ids=["outlet", "day"])
def test_what_else_is_known_of_the_article_does_not(page: Article) -> None:
    assert one(ATTACK, article=page).id == one(ATTACK).id


def test_the_order_of_a_side_does_not_matter() -> None:
    forth, back = (draft("طالب", "REQUEST", {"actor": [ASKS], "recipient": order}, 1) for order in ([TURKEY, RUSSIA], [RUSSIA, TURKEY]))
    assert one(forth).id == one(back).id


def test_an_id_is_sixteen_hexadecimal_digits() -> None:
    assert len(one(ATTACK).id) == 16
    assert set(one(ATTACK).id) <= set("0123456789abcdef")


# --- repeats


def test_of_repeats_the_first_is_kept() -> None:
    weak, strong = one(replace(ATTACK, score=0.4)), one(replace(ATTACK, score=0.8))
    assert distinct([weak, strong]) == (weak,)
    assert distinct([strong, weak]) == (strong,)


def test_distinct_claims_come_in_page_order() -> None:
    late = one(draft("خطفت", "ASSAULT", {"actor": [party("داعش", "ORG", 2)]}, 2))
    early, denied = one(ATTACK), one(replace(ATTACK, status="denied"))
    found = distinct([late, denied, early])
    assert set(found) == {late, denied, early}
    assert [c.quote.start for c in found] == [0, 0, SENTENCES[2].quote.start]
    assert distinct([]) == ()


# --- why


def test_every_field_has_its_reason() -> None:
    why = one(draft("قصفت", "ASSAULT", {"actor": [ISIS], "by": [MARZUQ], "time": [party("أمس", "TIME")]}, status="possible")).why
    for part in ("cue: «قصفت»", "type: ASSAULT", "status: possible", "actor: «داعش»", "by: «مرزوق العقربي»", "attribution: ", "time: «أمس»"):
        assert any(line.startswith(part) for line in why), part
    assert "قصف (verb" in why[0]


@pytest.mark.parametrize(
    ("nearer", "farther", "again"), [("المصدر ذاته", "مصدر طبي", True), ("مصدر طبي", "المصدر", False), ("الوزير", "وزير", False)]
)
def test_an_unnamed_witness_with_the_article_is_the_one_before(nearer: str, farther: str, again: bool) -> None:
    assert coding._again(nearer, farther) is again
