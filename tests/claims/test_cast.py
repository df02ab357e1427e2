"""The cast of an article: small made-up sets of mentions, resolved with the project's own who's who."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khabar import mentions
from khabar.claims.cast import Cast, Identity
from khabar.claims.names import Names
from khabar.claims.reading import Party
from khabar.records.mention import Kind
from khabar.records.spans import Quote

NAMES: Names = mentions
Said = tuple[str, Kind]


def parties_of(sentences: Sequence[Sequence[Said]], gap: str = " … ") -> list[Party]:
    """One party a mention, in text order with `gap` between them, numbered by sentence."""
    found, at, before = [], 0, ""
    for number, said in enumerate(sentences):
        for words, kind in said:
            found.append(Party(Quote(at, at + len(words), words), words, kind, number, 1.0, (before + gap)[-4:] if before else ""))
            at += len(words) + len(gap)
            before += words + gap
    return found


def identities(sentences: Sequence[Sequence[Said]], published: str | None = "2015-06-01", gap: str = " … ") -> list[Identity]:
    found = parties_of(sentences, gap)
    cast = Cast(found, NAMES, published)
    return [cast.identity(party) for party in found]


def who(identity: Identity) -> list[str]:
    """Ids, or names where there is no id."""
    return [entity.id or entity.name for entity in identity.entities]


# --- names

NAMED: dict[str, tuple[Said, list[str]]] = {
    "known organisation": (("حزب الله", "ORG"), ["hezbollah"]),
    "another spelling": (("حزبُ اللّه", "ORG"), ["hezbollah"]),
    "known state": (("مصر", "GPE"), ["egypt"]),
    "joint mention": (("تنظيمي داعش والقاعدة", "ORG"), ["islamic-state", "al-qaeda"]),
    "unknown person": (("سلوى المنقوشية", "PER"), ["سلوى المنقوشية"]),
    "unknown organisation": (("رابطة هواة الطوابع", "ORG"), ["رابطة هواة الطوابع"]),
    "a time is nobody": (("أمس", "TIME"), ["أمس"]),
    "a town is nobody": (("تدمر", "LOC"), ["تدمر"]),
}


def test_a_capital_that_is_a_place_is_no_state_unless_it_is_visited() -> None:
    london, second = parties_of([[("لندن", "GPE"), ("لندن", "GPE")]], " … ")
    cast = Cast([london, second], NAMES, None, [london.quote.span])
    assert [who(cast.identity(one)) for one in (london, second)] == [["لندن"], ["united-kingdom"]]
    assert who(cast.identity(london, visited=True)) == ["united-kingdom"]


@pytest.mark.parametrize(("said", "expected"), NAMED.values(), ids=NAMED)
def test_who_a_mention_is(said: Said, expected: list[str]) -> None:
    (identity,) = identities([[said]])
    assert who(identity) == expected
    assert identity.rule


def test_a_joint_mention_is_two_entities_of_one_place() -> None:
    (identity,) = identities([[("تنظيمي داعش والقاعدة", "ORG")]])
    assert {(e.mention, e.start, e.end) for e in identity.entities} == {("تنظيمي داعش والقاعدة", 0, 20)}
    assert len({e.name for e in identity.entities}) == 2


def test_unnamed_people_keep_their_words_and_act_for_somebody() -> None:
    (identity,) = identities([[("عناصر داعش", "NOM")]])
    (entity,) = identity.entities
    assert (entity.id, entity.name, [owner.id for owner in entity.of]) == (None, "عناصر داعش", ["islamic-state"])


def test_nobody_acts_for_himself() -> None:
    for identity in identities([[("مصر", "GPE"), ("حزب الله", "ORG"), ("حسن نصر الله", "PER")]]):
        assert all(owner.id != entity.id for entity in identity.entities for owner in entity.of)


# --- leaning on what was said before

BEFORE: dict[str, tuple[list[list[Said]], list[str]]] = {
    "surname after the full name": ([[("مرزوق العقربي", "PER")], [("العقربي", "PER")]], ["مرزوق العقربي"]),
    "surname of another": ([[("مرزوق العقربي", "PER")], [("الحمدون", "PER")]], ["الحمدون"]),
    "surname before the full name": ([[("العقربي", "PER")], [("مرزوق العقربي", "PER")]], ["مرزوق العقربي"]),
    "the group by its first noun": ([[("حركة أبناء السهل", "ORG")], [("الحركة", "ORG")]], ["حركة أبناء السهل"]),
    "the source by its noun": ([[("مصدر طبي في تدمر", "NOM")], [("المصدر", "NOM")]], ["مصدر طبي في تدمر"]),
    "the source itself": ([[("مصدر طبي في تدمر", "NOM")], [("المصدر ذاته", "NOM")]], ["مصدر طبي في تدمر"]),
    "another source": ([[("مصدر طبي في تدمر", "NOM")], [("مصدر", "NOM")]], ["مصدر"]),
    "a source of another kind": ([[("مصدر طبي في تدمر", "NOM")], [("المصدر الأمني", "NOM")]], ["المصدر الأمني"]),
    "a source after it was named again": ([[("مصدر طبي", "NOM")], [("مصدر أمني", "NOM")], [("المصدر", "NOM")]], ["مصدر أمني"]),
    "«الأخير» is the last named": ([[("تركيا", "GPE"), ("حزب الله", "ORG")], [("الأخير", "NOM")]], ["hezbollah"]),
    "«التنظيم» is the last armed group": ([[("داعش", "ORG"), ("الأمم المتحدة", "ORG")], [("التنظيم", "NOM")]], ["islamic-state"]),
    "«الوكالة» is the last agency": ([[("رويترز", "ORG"), ("حزب الله", "ORG")], [("الوكالة", "NOM")]], ["reuters"]),
    "«الطرفان» are the two": ([[("تركيا", "GPE"), ("روسيا", "GPE")], [("الطرفان", "NOM")]], ["russia", "turkey"]),
    "«الطرفين» after a particle": ([[("تركيا", "GPE"), ("روسيا", "GPE")], [("للطرفين", "NOM")]], ["russia", "turkey"]),
    "«كلا الجانبين»": ([[("تركيا", "GPE"), ("روسيا", "GPE")], [("كلا الجانبين", "NOM")]], ["russia", "turkey"]),
    "«بينهما»": ([[("تركيا", "GPE"), ("روسيا", "GPE")], [("بينهما", "NOM")]], ["russia", "turkey"]),
    "«التنظيمين» are organisations": (
        [[("داعش", "ORG"), ("القاعدة", "ORG"), ("تركيا", "GPE"), ("تركيا", "GPE")], [("التنظيمين", "NOM")]],
        ["al-qaeda", "islamic-state"],
    ),
    "«البلدان» are states": (
        [[("تركيا", "GPE"), ("روسيا", "GPE"), ("حزب الله", "ORG"), ("داعش", "ORG")], [("البلدان", "NOM")]],
        ["russia", "turkey"],
    ),
    "of three the two most spoken of": (
        [[("تركيا", "GPE"), ("روسيا", "GPE"), ("إيران", "GPE")], [("تركيا", "GPE"), ("إيران", "GPE")], [("الطرفان", "NOM")]],
        ["iran", "turkey"],
    ),
    "of three the two latest": (
        [[("إيران", "GPE")], [], [], [("تركيا", "GPE")], [("روسيا", "GPE")], [("الطرفان", "NOM")]],
        ["russia", "turkey"],
    ),
    "those whom persons act for": (
        [[("أيمن الظواهري", "PER"), ("أبو بكر البغدادي", "PER")], [("التنظيمين", "NOM")]],
        ["al-qaeda", "islamic-state"],
    ),
}


@pytest.mark.parametrize(("said", "expected"), BEFORE.values(), ids=BEFORE)
def test_who_the_last_mention_stands_for(said: list[list[Said]], expected: list[str]) -> None:
    identity = identities(said)[-1]
    words = said[-1][-1][0]
    assert sorted(who(identity)) == expected
    assert {entity.mention for entity in identity.entities} == {words}
    assert all(entity.end - entity.start == len(words) for entity in identity.entities)


ALONE: dict[str, list[list[Said]]] = {
    "two, but only one was named": [[("تركيا", "GPE")], [("الطرفان", "NOM")]],
    "two, but nobody was named": [[("الطرفان", "NOM")]],
    "two, but both are named later": [[("الطرفان", "NOM")], [("تركيا", "GPE"), ("روسيا", "GPE")]],
    "two, but a time and a place were named": [[("أمس", "TIME"), ("تدمر", "LOC")], [("الطرفان", "NOM")]],
    "one group, but a state was named": [[("تركيا", "GPE")], [("التنظيم", "NOM")]],
    "one agency, but a party was named": [[("حزب الله", "ORG")], [("الوكالة", "NOM")]],
}


@pytest.mark.parametrize("said", ALONE.values(), ids=ALONE)
def test_who_stands_for_nobody_stays_words(said: list[list[Said]]) -> None:
    flat = [one for sentence in said for one in sentence]
    at = next(n for n, (_, kind) in enumerate(flat) if kind == "NOM")
    identity = identities(said)[at]
    assert who(identity) == [flat[at][0]]
    assert "stands for nobody" in identity.rule


@pytest.mark.parametrize("words", ["أحد الطرفين", "وأحد الجانبين", "إحدى الحركتين"])
def test_one_of_two_is_left_open(words: str) -> None:
    assert who(identities([[("تركيا", "GPE"), ("روسيا", "GPE")], [(words, "NOM")]])[-1]) == [words]


# --- an office and the name after it

APPOSITION = {
    "comma": ("، ", True),
    "quotation mark": (" «", True),
    "nothing but a space": (" ", True),
    "a word between": (" عن ", False),
    "a full stop": (". ", False),
}


@pytest.mark.parametrize(("gap", "one"), APPOSITION.values(), ids=APPOSITION)
def test_an_office_is_the_one_who_is_named_after_it(gap: str, one: bool) -> None:
    office, _ = identities([[("رئيس رابطة الطوابع", "PER"), ("مرزوق العقربي", "PER")]], gap=gap)
    assert (who(office) == ["مرزوق العقربي"]) is one
    assert {entity.mention for entity in office.entities} == {"رئيس رابطة الطوابع"}


def test_an_office_before_an_organisation_stays_itself() -> None:
    office, _ = identities([[("رئيس الرابطة", "PER"), ("رابطة هواة الطوابع", "ORG")]], gap="، ")
    assert who(office) == ["رئيس الرابطة"]


def test_two_named_people_side_by_side_stay_two() -> None:
    one, other = identities([[("الرئيس الفلسطيني محمود عباس", "PER"), ("الملك الأردني عبد الله الثاني", "PER")]], gap=" ")
    assert (who(one), who(other)) == (["mahmoud-abbas"], ["abdullah-ii"])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("الطبطبائي", "وزير الإعلام", ["الطبطبائي", "وزير الإعلام"], id="a surname before somebody else's office"),
        pytest.param("نائب رئيس الرابطة", "وزير الطوابع مرزوق العقربي", ["وزير الطوابع مرزوق العقربي"] * 2, id="two offices of one man"),
        pytest.param("المتحدث", "العميد مرزوق العقربي", ["العميد مرزوق العقربي"] * 2, id="a rank belongs to the name"),
    ],
)
def test_an_office_after_a_name_is_somebody_elses(first: str, second: str, expected: list[str]) -> None:
    assert [who(one)[0] for one in identities([[(first, "PER"), (second, "PER")]], gap=" ")] == expected


def test_the_mention_is_the_words_of_the_page_and_the_name_is_clean() -> None:
    written = "رابطة&nbsp;هواة الطوابع"
    party = Party(Quote(0, len(written), written), "رابطة هواة الطوابع", "ORG", 0, 1.0)
    (entity,) = Cast([party], NAMES, None).identity(party).entities
    assert (entity.mention, entity.name) == (written, "رابطة هواة الطوابع")


# --- what is somebody's own

MINISTER: Said = ("وزير الخارجية التركي", "PER")
SPOKESMAN: Said = ("سامي أبو زهري", "PER")
OWN: dict[str, tuple[list[Said], list[int], list[str]]] = {
    "his country": ([MINISTER, ("بلاده", "NOM")], [0], ["turkey"]),
    "her country, with a particle": ([("المستشارة الألمانية أنغيلا ميركل", "PER"), ("لبلادها", "NOM")], [0], ["germany"]),
    "his government": ([MINISTER, ("حكومته", "NOM")], [0], ["turkey.government"]),
    "his party, of whom the article speaks itself": ([("رجب طيب أردوغان", "PER"), ("حزبه", "NOM")], [], ["akp"]),
    "our movement": ([SPOKESMAN, ("حركتنا", "NOM")], [0], ["hamas"]),
    "we": ([SPOKESMAN, ("نحن", "NOM")], [0], ["sami-abu-zuhri"]),
    "and we": ([SPOKESMAN, ("فنحن", "NOM")], [0], ["sami-abu-zuhri"]),
    "we, said by nobody": ([SPOKESMAN, ("نحن", "NOM")], [], ["نحن"]),
    "an agency has no country of its own here": ([("وكالة الأناضول", "ORG"), ("الرئيس الروسي", "PER"), ("بلاده", "NOM")], [0], ["russia"]),
    "of somebody unknown": ([("سلوى المنقوشية", "PER"), ("بلادها", "NOM")], [0], ["بلادها"]),
    "his party, of somebody who is known in none": ([MINISTER, ("حزبه", "NOM")], [0], ["حزبه"]),
}


@pytest.mark.parametrize(("said", "speakers", "expected"), OWN.values(), ids=OWN)
def test_what_is_somebodys_own(said: list[Said], speakers: list[int], expected: list[str]) -> None:
    found = parties_of([said])
    cast = Cast(found, NAMES, "2015-06-01")
    identity = cast.identity(found[-1], [found[n] for n in speakers])
    assert who(identity) == expected
    assert {e.mention for e in identity.entities} == {found[-1].words}


def test_his_country_is_of_nobody_two_sentences_before() -> None:
    (*_, identity) = identities([[MINISTER], [("تونس", "GPE")], [("بلاده", "NOM")]])
    assert who(identity) == ["بلاده"]


# --- order and repeats


def test_the_order_in_which_parties_are_handed_in_does_not_matter() -> None:
    found = parties_of([[("تركيا", "GPE"), ("روسيا", "GPE")], [("الطرفان", "NOM")], [("الأخير", "NOM")]])
    forth, back = (Cast(order, NAMES, "2015-06-01") for order in (found, found[::-1]))
    assert [forth.identity(party) for party in found] == [back.identity(party) for party in found]


def test_a_mention_handed_in_twice_counts_once() -> None:
    found = parties_of([[("إيران", "GPE"), ("تركيا", "GPE")], [("روسيا", "GPE")], [("الطرفان", "NOM")]])
    once, often = (Cast(parties, NAMES, None) for parties in (found, [*found, *[found[0]] * 5]))
    assert once.identity(found[-1]) == often.identity(found[-1])


def test_a_page_of_its_own_outlet_and_agencies_are_neither_of_the_two_parties() -> None:
    said: list[Sequence[Said]] = [
        [("كتائب وادي الزيتون", "ORG"), ("لواء الضفتين", "ORG")],
        [("البيدر", "ORG"), ("رويترز", "ORG"), ("البيدر", "ORG"), ("رويترز", "ORG"), ("الطرفين", "NOM")],
    ]
    found = parties_of(said)
    cast = Cast(found, NAMES, None, outlet="صحيفة «البيدر»")
    assert sorted(who(cast.identity(found[-1]))) == sorted(["كتائب وادي الزيتون", "لواء الضفتين"])
    assert "البيدر" in who(Cast(found, NAMES, None).identity(found[-1]))
