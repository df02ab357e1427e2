"""Finding known names in a text: spelling, clitics, quotation marks, offices, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.mentions import find
from khabar.records.spans import Span, assert_span


def _found(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    mentions = find(text, [Span(0, len(text))], published)
    for mention in mentions:
        assert_span(text, mention.quote)
    return [(mention.quote.text, mention.actor) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("هاجم داعش البلدة", [("داعش", "islamic-state")], id="plain"),
        pytest.param("بين النصرة وداعش", [("النصرة", "nusra-front"), ("داعش", "islamic-state")], id="conjunction-peeled"),
        pytest.param("وبداعش", [("داعش", "islamic-state")], id="two-clitics-peeled"),
        pytest.param("سلم أسلحة للحوثيين", [("للحوثيين", "houthis")], id="lam-of-the-article-stays"),
        pytest.param("وللحوثيين مطالب", [("للحوثيين", "houthis")], id="conjunction-before-it-peeled"),
        pytest.param('تنظيم "داعش" الإرهابي', [('تنظيم "داعش"', "islamic-state")], id="quotes-inside"),
        pytest.param("أعلن «حزب الله» موقفه", [("حزب الله", "hezbollah")], id="quotes-around"),
        pytest.param("«تنظيم الدولة الإسلامية» (داعش)", [("تنظيم الدولة الإسلامية", "islamic-state"), ("داعش", "islamic-state")], id="two-names"),
        pytest.param("أيمن الظواهرى", [("أيمن الظواهرى", "ayman-al-zawahiri")], id="egyptian-yeh"),
        pytest.param("مع أبي بكر البغدادي", [("أبي بكر البغدادي", "abu-bakr-al-baghdadi")], id="kunya-in-the-genitive"),
        pytest.param("إن أبا بكر البغدادي", [("أبا بكر البغدادي", "abu-bakr-al-baghdadi")], id="kunya-in-the-accusative"),
        pytest.param("وأبوبكر البغدادي", [("أبوبكر البغدادي", "abu-bakr-al-baghdadi")], id="kunya-without-a-space"),
        pytest.param("عبدالفتاح السيسي", [("عبدالفتاح السيسي", "abdel-fattah-el-sisi")], id="servant-name-without-a-space"),
        pytest.param("حسن نصرالله", [("حسن نصرالله", "hassan-nasrallah")], id="god-name-without-a-space"),
        pytest.param("داعــــش وَدَاعِش", [("داعــــش", "islamic-state"), ("دَاعِش", "islamic-state")], id="tatweel-and-diacritics"),
        pytest.param("وكالة أ.ف.ب. قالت", [("وكالة أ.ف.ب.", "afp")], id="initials"),
        pytest.param("أمريكا وأميركا", [("أمريكا", "united-states"), ("أميركا", "united-states")], id="regional-spelling"),
        pytest.param("داعشية الهوى كداعشيين", [], id="part-of-a-word"),
        pytest.param("بيع الخبز في السوق", [], id="nobody"),
    ],
)
def test_spelling_clitics_and_quotation_marks(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


def test_a_noun_that_is_short_for_a_quoted_name_is_no_other_name() -> None:
    assert _found("قال سامي الجميل إن الكتائب تشارك في الحكومة اللبنانية")[1:2] == [("الكتائب", "kataeb")]
    assert all(actor != "kataeb" for _, actor in _found("قصفت «كتائب وادي الزيتون» قرية لبنانية. وقال الجميل إن الكتائب لا تنفي"))


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        pytest.param("دخل الجيش السوري البلدة", None, [("الجيش السوري", "syria.army")], id="army"),
        pytest.param("دخل الجيش السوري الحر البلدة", None, [("الجيش السوري الحر", "free-syrian-army")], id="longer-name-wins"),
        pytest.param("وزارة الخارجية الأمريكية", None, [("وزارة الخارجية الأمريكية", "united-states.foreign-ministry")], id="ministry"),
        pytest.param("والخارجية الروسية", None, [("الخارجية الروسية", "russia.foreign-ministry")], id="ministry-shortened"),
        pytest.param("جيش مصر", None, [("جيش مصر", "egypt.army")], id="construct"),
        pytest.param("وزير دفاع تركيا", None, [("وزير دفاع تركيا", "turkey.defence-minister")], id="construct-of-two"),
        pytest.param("وزارة الداخلية في إقليم كردستان", None, [("وزارة الداخلية في إقليم كردستان", "kurdistan-region.interior-ministry")], id="in"),
        pytest.param("الرئيس الأميركي", None, [("الرئيس الأميركي", "united-states.president")], id="office"),
        pytest.param("الرئيس الأميركي", "2010-02-01", [("الرئيس الأميركي", "barack-obama")], id="office-on-a-day"),
        pytest.param("الرئيس الأميركي السابق", "2010-02-01", [("الرئيس الأميركي السابق", "united-states.president")], id="former"),
        pytest.param("الرئيس الروسي فلاديمير بوتين", None, [("الرئيس الروسي فلاديمير بوتين", "vladimir-putin")], id="office-and-name"),
        pytest.param("قطعت الإدارة المالية تمويل الفرع", None, [], id="adjective-that-is-another-word"),
        pytest.param("الجيش والشرطة", None, [], id="no-owner"),
    ],
)
def test_offices_are_composed(text: str, published: str | None, found: list[tuple[str, str]]) -> None:
    assert _found(text, published) == found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("نددت طهران بالقرار", "iran", id="stands-for-the-state"),
        pytest.param("وصل إلى طهران وفد", None, id="place-after-to"),
        pytest.param("التقيا بطهران", None, id="place-after-bi"),
    ],
)
def test_a_capital_is_a_state_or_a_place(text: str, actor: str | None) -> None:
    assert [mention.actor for mention in find(text, [Span(0, len(text))]) if mention.kind == "GPE"] == [actor]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("قال مصطفى مدبولي كلمة ثم غادر مدبولي", ["mostafa-madbouly", "mostafa-madbouly"], id="short-name-of-its-own"),
        pytest.param("قال رامي عبد الرحمن كلمة ثم أضاف عبد الرحمن", ["rami-abdulrahman"], id="a-given-name-is-no-surname"),
        pytest.param("قال جورج صبرة كلمة وأضاف صبرة", ["george-sabra", "george-sabra"], id="surname-after-the-full-name"),
        pytest.param("قال صبرة كلمة وأضاف", [], id="surname-alone"),
        pytest.param("قال جورج صبرة كلمة وأضاف سمير صبرة", ["george-sabra"], id="another-given-name"),
    ],
)
def test_surnames_after_the_full_name(text: str, found: list[str]) -> None:
    assert [actor for _, actor in _found(text)] == found


def test_only_the_spans_are_read_and_no_name_reaches_across() -> None:
    text = "داعش وحزب | الله وحماس"
    cut = text.index("|")
    assert [m.actor for m in find(text, [Span(0, cut), Span(cut + 1, len(text))])] == ["islamic-state", "hamas"]
    assert [m.actor for m in find(text, [Span(cut + 1, len(text))])] == ["hamas"]


@settings(deadline=None)
@given(st.text(alphabet='ابتدعشقلوفكه ةىأإ"«»ـًٌ،.()١2a\n', max_size=80))
def test_any_text_gives_true_ordered_offsets(text: str) -> None:
    mentions = find(text, [Span(0, len(text))])
    for mention in mentions:
        assert_span(text, mention.quote)
    assert [m.quote.start for m in mentions] == sorted(m.quote.start for m in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("أعلن «المجلس العسكري للسهوب» في القاهرة وقال المجلس العسكري إنه باق", [("القاهرة", None)], id="fuller-and-later-short"),
        pytest.param("أصدر المجلس العسكري في القاهرة بيانا", [("المجلس العسكري", "egypt-scaf"), ("القاهرة", None)], id="the-known-one"),
        pytest.param("رفضت «الحركة الإسلامية للسهوب» الاتفاق", [], id="fuller-of-nobody"),
        pytest.param("انتخب «الاتحاد الأوروبي» رئيسا", [("الاتحاد الأوروبي", "european-union")], id="the-whole-quotation"),
        pytest.param("قال «الاتحاد الأوروبي يرحب بالهدنة» أمس", [("الاتحاد الأوروبي", "european-union")], id="a-quoted-sentence"),
        pytest.param("حديث لـ«مرسى النوارس» أمس", [], id="surname-in-a-quoted-name"),
        pytest.param("أمام شركة &#8220;مرسى النوارس&#8221; أمس", [], id="quoted-by-entities"),
        pytest.param("أعلن الرئيس محمد مرسي موقفه", [("محمد مرسي", "mohamed-morsi")], id="the-person"),
    ],
)
def test_part_of_another_name_is_not_the_known_one(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [one for one in _found(text) if not (one[1] or "").endswith("president")] == found


def test_the_articles_own_outlet_is_no_person() -> None:
    text = "قال البشير لصحيفة البشير المسائية"
    assert [mention.actor for mention in find(text, [Span(0, len(text))], None, "البشير المسائية")] == ["omar-al-bashir"]
    assert len(find(text, [Span(0, len(text))])) == 2


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("هجمات باريس", None, id="event"),
        pytest.param("وبتفجيرات باريس", None, id="event-with-clitics"),
        pytest.param("مطار باريس", None, id="place"),
        pytest.param("في باريس", None, id="preposition"),
        pytest.param("رفضت باريس", "france", id="acts"),
        pytest.param("اتفاق باريس وموسكو", "france", id="two-governments"),
    ],
)
def test_a_capital_is_a_place_after_an_event_or_place(text: str, actor: str | None) -> None:
    assert _found(text)[0] == ("باريس", actor)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("الرئيس الأميركي", "barack-obama", id="alone"),
        pytest.param("الرئيس الأميركي قال", "barack-obama", id="with-a-verb"),
        pytest.param("الرئيس الأميركي محمود القباني", "united-states.president", id="another's-name"),
        pytest.param("الرئيس الأميركي، محمود القباني،", "united-states.president", id="another's-name-after-a-comma"),
    ],
)
def test_an_office_before_another_name_is_not_its_holders(text: str, actor: str) -> None:
    assert _found(text, "2010-02-01")[0][1] == actor


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param("قال محمد السنوار كلمة ثم غاب السنوار", ["mohammed-sinwar", "mohammed-sinwar"], id="the-one-named-in-full"),
        pytest.param("قال يحيى السنوار كلمة ثم غاب السنوار", ["yahya-sinwar", "yahya-sinwar"], id="the-best-known"),
        pytest.param("شكر المزارع لخضر بوتفليقة جيرانه وقال بوتفليقة إن المطر نزل", [], id="an-unknown-bearer"),
        pytest.param("شكر عبد العزيز بوتفليقة الناخبين وقال بوتفليقة إنه متعب", ["abdelaziz-bouteflika"] * 2, id="a-known-bearer"),
        pytest.param("تسلم الملازم جلال طالباني شهادته", [], id="a-rank-that-nobody-known-has"),
        pytest.param("تسلم الرئيس جلال طالباني الرسالة", ["jalal-talabani"], id="a-rank-that-fits"),
        pytest.param("كرم الشاعر محمود عباس الحربي ضيوفه", [], id="the-name-goes-on"),
        pytest.param("عين خالد بن سلمان بن عبد العزيز سفيرا", ["khalid-bin-salman"], id="the-father-is-not-named"),
        pytest.param("فاز النادي على ملعب الملك فهد", [], id="a-stadium"),
        pytest.param("توفي الملك فهد بعد مرض", ["king-fahd"], id="the-king"),
    ],
)
def test_a_name_is_its_bearers(text: str, actors: list[str]) -> None:
    assert [actor for _, actor in _found(text)] == actors


@pytest.mark.parametrize(
    ("published", "actors"),
    [
        pytest.param("2011-05-01", [], id="before-the-name"),
        pytest.param("2016-05-01", ["popular-mobilisation-forces"], id="in-use"),
        pytest.param(None, ["popular-mobilisation-forces"], id="unknown-day"),
    ],
)
def test_a_dated_name_is_none_before_it_was_in_use(published: str | None, actors: list[str]) -> None:
    assert [actor for _, actor in _found("تقدم الحشد الشعبي", published)] == actors


def test_a_name_out_of_use_is_still_its_bearers() -> None:
    assert [actor for _, actor in _found("كانت جبهة النصرة هناك", "2020-05-01")] == ["nusra-front"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("نقلت وكالة (إفي) الخبر", "efe", id="noun-and-brackets"),
        pytest.param("قالت وكالة الأنباء الألمانية (د ب أ) إنه عاد", "dpa", id="name-and-brackets"),
        pytest.param("رفض حزب ب.ك.ك العرض", "pkk", id="letters-with-dots"),
        pytest.param("حركة النهضة الأردنية تعقد مؤتمرها", None, id="a-group-of-another-state"),
        pytest.param("حركة النهضة التونسية تعقد مؤتمرها", "ennahda", id="the-group-of-its-state"),
    ],
)
def test_names_of_groups_and_agencies(text: str, actor: str | None) -> None:
    named = {one for _, one in _found(text)}
    assert (actor in named) if actor else "ennahda" not in named


@pytest.mark.parametrize(
    ("published", "actor"),
    [
        pytest.param("2007-03-05", "nouri-al-maliki", id="2007"),
        pytest.param("2015-03-05", "haider-al-abadi", id="2015"),
        pytest.param("2023-03-05", "mohammed-shia-al-sudani", id="2023"),
    ],
)
def test_an_office_is_who_held_it(published: str, actor: str) -> None:
    assert _found("قال رئيس الوزراء العراقي إن الخطة ماضية", published) == [("رئيس الوزراء العراقي", actor)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param("التقى الرئيس الفلسطيني الملك عبد الله الثاني", ["palestine.president", "abdullah-ii"], id="of-two-countries"),
        pytest.param("تحدث العاهل الأردني الملك عبد الله الثاني", ["abdullah-ii"], id="of-one-country"),
    ],
)
def test_an_office_and_a_name_side_by_side(text: str, actors: list[str]) -> None:
    assert [actor for _, actor in _found(text)] == actors


def test_an_office_that_nobody_known_held_stays_the_office() -> None:
    assert _found("قال وزير الخارجية الأميركي إن الخطة ماضية", "1901-05-01") == [("وزير الخارجية الأميركي", "united-states.foreign-minister")]


def test_who_leads_a_group_is_named_by_the_title() -> None:
    assert _found("قال الأمين العام للأمم المتحدة إن الوضع صعب", "2015-12-12") == [("الأمين العام للأمم المتحدة", "ban-ki-moon")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("زار الوزير بيروت", None, id="object-of-a-visit"),
        pytest.param("انتقد الوزير بيروت", "lebanon", id="object-of-a-word"),
        pytest.param("طلب الوسيط من بيروت ردا", "lebanon", id="asked-of-it"),
        pytest.param("عاد الوسيط من بيروت", None, id="come-from-it"),
    ],
)
def test_a_capital_that_is_gone_to_is_a_place(text: str, actor: str | None) -> None:
    assert _found(text) == [("بيروت", actor)]


def test_every_mention_has_a_score_and_a_doubtful_one_a_lower() -> None:
    sure, doubtful = find("داعش", [Span(0, 4)])[0], find("التقى وفد فتح قياديين في غزة", [Span(0, 28)])[0]
    assert 0 < doubtful.score < sure.score < 1


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param("رد على نتنياهو في خطاب، ثم تحدث نتنياهو", ["benjamin-netanyahu", "benjamin-netanyahu"], id="on"),
        pytest.param("رد المزارع علي نتنياهو في الحي، ثم تحدث نتنياهو", [], id="a-man-of-the-name-Ali"),
        pytest.param("اعترض على الحريرى نواب الكتلة، وشكر الحريرى النواب", ["saad-hariri", "saad-hariri"], id="on-in-a-text-without-dots"),
        pytest.param("قال السيد على الحريرى ان الحريرى غائب", [], id="Ali-in-a-text-without-dots"),
    ],
)
def test_the_preposition_is_no_given_name(text: str, actors: list[str]) -> None:
    assert [actor for _, actor in _found(text)] == actors


@pytest.mark.parametrize(
    ("text", "published", "actors"),
    [
        pytest.param("اعترض الرئيس السوري على القرار", "2012-01-01", ["bashar-al-assad"], id="before-the-preposition"),
        pytest.param("اعترض الرئيس السوري علي الفلاني على القرار", "2012-01-01", ["syria.president"], id="before-a-name"),
        pytest.param("هنأ الرئيس العراقي نوري المالكي", "2010-11-25", ["jalal-talabani", "nouri-al-maliki"], id="another-held-it"),
        pytest.param("هنأ الرئيس العراقي جلال طالباني", "2010-11-25", ["jalal-talabani"], id="its-holder"),
        pytest.param("هنأ الرئيس العراقي برهم صالح", "2010-11-25", ["barham-salih"], id="held-it-another-day"),
        pytest.param("هنأ الرئيس العراقي نوري المالكي", None, ["nouri-al-maliki"], id="no-day"),
    ],
)
def test_an_office_and_what_follows(text: str, published: str | None, actors: list[str]) -> None:
    assert [actor for _, actor in _found(text, published)] == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("أعلن اللواء المتقاعد خليفة حفتر عملية", "khalifa-haftar", id="a-rank-in-retirement"),
        pytest.param("قال المتقاعد خليفة حفتر إن المعاش قليل", None, id="a-pensioner"),
        pytest.param("دعا الصدر أنصاره إلى المغادرة", "muqtada-al-sadr", id="a-surname-after-what-people-do"),
        pytest.param("شكا من ألم في الصدر فنقل", None, id="the-chest"),
        pytest.param("قال الوزير لـ«الحياة» إن الملف أغلق", "al-hayat", id="told-to-a-newspaper"),
        pytest.param("قال الوزير إن العودة لـ«الحياة» الطبيعية قريبة", None, id="life-in-quotation-marks"),
        pytest.param("وأضافت «الشرق الأوسط» أن الملف أغلق", "asharq-al-awsat", id="a-newspaper-that-says"),
        pytest.param("قال إن السلام ضروري للشرق الأوسط", None, id="the-region"),
    ],
)
def test_words_that_are_names_by_what_is_done(text: str, actor: str | None) -> None:
    assert [found for _, found in _found(text)] == ([actor] if actor else [])
