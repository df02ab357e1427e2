"""How two articles stand to each other: what is taken over beside what only looks so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq
from stories import BRIDGE, MUSEUM, STRIKE

from khabar.arabic.folding import fold
from khabar.corroboration import copies
from khabar.corroboration.candidates import Index
from khabar.corroboration.shingles import Words, fingerprints
from khabar.records.copy import RELATIONS

MakeWords = Callable[..., Words]
OTHER_WORDS = ("قنطرة", "الأسبوع", "العمدة", "مجددا", "كثيرا", "الناحية", "أشهر", "أيضا", "مليونين", "القرية")


def joined(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


def reworded(paragraphs: tuple[str, ...], every: int) -> str:
    """Each `every`-th word replaced."""
    made, at = [], 0
    for paragraph in paragraphs:
        held = paragraph.split()
        for place in range(len(held)):
            at += 1
            if at % every == 0:
                held[place] = OTHER_WORDS[at // every % len(OTHER_WORDS)]
        made.append(" ".join(held))
    return "\n".join(made)


def spelled(text: str) -> str:
    return text.translate(str.maketrans("أإآةى", "اااهي"))


PRICES = "بلغ سعر الطن من القمح اليوم {} دينارا ومن الشعير {} دينارا، فيما بيع الزيت بـ{} دينارا للصفيحة والسكر بـ{} دينارا للكيس، وفق نشرة الغرفة."
LOST = "تمكن أعوان المركز أمس بعد كمين محكم من إلقاء القبض على شخص مفتش عنه في قضايا مختلفة، وفق مصدر أمني بالجهة. "
SPEECH = "«لن نغادر هذه الساحة قبل أن يجلس معنا الوزير ويوقع أمام أعيننا على ما وعد به النقابة منذ ثلاث سنوات كاملة بلا نقصان»"
LONG_SPEECH = SPEECH[:-1] + "، وسنبيت هنا مع عائلاتنا ما دامت الأبواب مغلقة في وجوهنا وما دام صوتنا لا يصل إلى من بيده القرار»"
CASES = [
    ("the same text", joined(*BRIDGE), joined(*BRIDGE), "copy"),
    ("another spelling", joined(*BRIDGE), spelled(joined(*BRIDGE)), "copy"),
    ("a waw parted from its word", joined(*BRIDGE), joined(*BRIDGE).replace("\nو", "\nو "), "copy"),
    ("every twentieth word changed", joined(*BRIDGE), reworded(BRIDGE, 20), "copy"),
    ("names swapped", joined(*BRIDGE), joined(*BRIDGE).replace("نبيل العكاري", "سامي القروي"), "copy"),
    ("paragraphs in another order", joined(*BRIDGE), joined(BRIDGE[3], BRIDGE[1], BRIDGE[4], BRIDGE[0], BRIDGE[2]), "copy"),
    ("the last paragraph cut", joined(*BRIDGE), joined(*BRIDGE[:4]), "copy"),
    ("a paragraph put to it", joined(*BRIDGE), joined(*BRIDGE, STRIKE[2]), "copy"),
    ("its first paragraph alone", joined(*BRIDGE), BRIDGE[0] + " " + BRIDGE[1], "excerpt"),
    ("one paragraph in another report", joined(*BRIDGE), joined(STRIKE[0], BRIDGE[1], *STRIKE[1:]), "excerpt"),
    ("a long speech in both", joined(*BRIDGE, f"وقال: {LONG_SPEECH}"), joined(*STRIKE, f"وأضاف {LONG_SPEECH}"), "excerpt"),
    ("every fourth word changed", joined(*BRIDGE), reworded(BRIDGE, 4), "rewrite"),
    ("other reports", joined(*BRIDGE), joined(*STRIKE), "none"),
    ("a short speech in both", joined(*BRIDGE, f"وقال: {SPEECH}"), joined(*STRIKE, f"وأضاف {SPEECH}"), "none"),
    ("a long name in both", joined(*BRIDGE[:2], LOST[:60]), joined(*STRIKE, LOST[:60]), "none"),
    ("prices of two days", PRICES.format(61, 44, 130, 87), PRICES.format(63, 47, 128, 90), "none"),
    ("nothing", "", joined(*BRIDGE), "none"),
]


@pytest.mark.parametrize(("one", "other", "relation"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_relation(words: MakeWords, one: str, other: str, relation: str) -> None:
    found = copies.compare(words("a", one), words("b", other))
    assert found.relation == relation, (found.reason, found.features)
    assert bool(found.passages) == (relation != "none")


def test_every_relation_has_a_case() -> None:
    assert {case[3] for case in CASES} == set(RELATIONS)


def test_prices_that_stay_the_same_are_a_copy(words: MakeWords) -> None:
    text = PRICES.format(61, 44, 130, 87)
    assert copies.compare(words("a", text), words("b", text)).relation == "copy"


def test_a_rewrite_within_days_and_a_habit_across_months(words: MakeWords) -> None:
    one, other = joined(*BRIDGE[:2]), reworded(BRIDGE[:2], 5)
    near = copies.compare(words("a", one, "2018-05-01"), words("b", other, "2018-05-03"))
    far = copies.compare(words("a", one, "2018-05-01"), words("b", other, "2018-11-03"))
    assert (near.relation, far.relation) == ("rewrite", "none")


def test_formulas_do_not_make_an_excerpt(words: MakeWords) -> None:
    """A phrase of many days; the same phrase where nothing is known of it."""
    phrase = LOST
    one, other = words("a", joined(*BRIDGE, phrase)), words("b", joined(*STRIKE, phrase))
    formulas = set(fingerprints(words("c", phrase))[0].tolist())
    alone = copies.compare(one, other)
    known = copies.compare(one, other, lambda held: np.array([h in formulas for h in fingerprints(held)[0].tolist()], dtype=np.bool_))
    assert (alone.relation, known.relation) == ("excerpt", "none")
    assert known.reason == "what they share comes back on many days"


def test_every_feature_explains_itself(words: MakeWords) -> None:
    found = copies.compare(words("a", joined(*BRIDGE)), words("b", reworded(BRIDGE, 9)))
    assert all(len(feature.reason.split()) > 3 for feature in found.features)
    assert len({feature.name for feature in found.features}) == len(found.features)


PARAGRAPHS = st.lists(st.sampled_from((*BRIDGE, *STRIKE, *MUSEUM)), min_size=1, max_size=6)
EDITS = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(OTHER_WORDS)), max_size=12)


def edited(paragraphs: list[str], edits: list[tuple[int, str]]) -> str:
    text = joined(*paragraphs).split(" ")
    for at, word in edits:
        text[at % len(text)] = word
    return " ".join(text)


@given(PARAGRAPHS, PARAGRAPHS, EDITS)
def test_passages_agree_but_for_their_edits(words: MakeWords, one: list[str], other: list[str], edits: list[tuple[int, str]]) -> None:
    first, second = joined(*one), edited(other, edits)
    for passage in copies.compare(words("a", first), words("b", second)).passages:
        held = [fold(text).replace("،", "").replace(".", "").replace("»", "").replace("«", "").split() for text in
                (first[passage.first.start : passage.first.end], second[passage.second.start : passage.second.end])]  # fmt: skip
        assert LCSseq.similarity(held[0], held[1]) >= passage.words
        assert max(map(len, held)) == passage.words + passage.edits


@given(PARAGRAPHS, PARAGRAPHS, EDITS)
def test_symmetric(words: MakeWords, one: list[str], other: list[str], edits: list[tuple[int, str]]) -> None:
    a, b = words("a", joined(*one)), words("b", edited(other, edits))
    assert copies.compare(a, b) == copies.compare(b, a)


@given(st.permutations(range(6)))
def test_what_is_found_hangs_on_the_set_and_not_on_its_order(words: MakeWords, order: list[int]) -> None:
    texts = [joined(*BRIDGE), reworded(BRIDGE, 15), joined(STRIKE[0], BRIDGE[2], *STRIKE[1:]), joined(*STRIKE), joined(*MUSEUM), joined(*MUSEUM[:3])]
    made = [words(f"{at}", text, f"2018-05-{at + 1:02}") for at, text in enumerate(texts)]

    def found(places: list[int]) -> list[object]:
        index = Index()
        for place in places:
            index.add(made[place])
        return list(copies.find(index, {}))

    assert found(order) == found(list(range(6)))


def test_pairs_of_asked_articles_alone(words: MakeWords) -> None:
    index = Index()
    for name, text in (("a", joined(*BRIDGE)), ("b", joined(*BRIDGE)), ("c", joined(*STRIKE)), ("d", joined(*STRIKE))):
        index.add(words(name, text))
    assert [(r.first, r.second) for r in copies.find(index, {})] == [("a", "b"), ("c", "d")]
    assert [(r.first, r.second) for r in copies.find(index, {}, ["d"])] == [("c", "d")]
    assert not any(list(copies.find(index, {}, [name])) != list(copies.find(index, {}, [other])) for name, other in permutations("ab", 2))
