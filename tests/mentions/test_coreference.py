"""Short names tied to the full names before them."""

from __future__ import annotations

import pytest

from khabar.mentions import link_short_names
from khabar.mentions.coreference import Named


@pytest.mark.parametrize(
    ("mentions", "links"),
    [
        pytest.param([(0, "منير الكسواني", "PER"), (40, "الكسواني", "PER")], {40: 0}, id="surname"),
        pytest.param([(0, "منير الكسواني", "PER"), (40, "للكسواني", "PER")], {40: 0}, id="surname-after-lam"),
        pytest.param([(0, "الخبير الدكتور منير الكسواني", "PER"), (40, "الكسواني", "PER")], {40: 0}, id="titles-left-out"),
        pytest.param([(0, "نوارة حداد", "PER"), (40, "نوارة", "PER")], {40: 0}, id="given-name"),
        pytest.param([(0, "منير الكسواني", "PER"), (9, "سليم الكسواني", "PER"), (40, "الكسواني", "PER")], {40: 9}, id="latest-of-two"),
        pytest.param([(0, "الكسواني", "PER"), (40, "منير الكسواني", "PER")], {}, id="before-the-full-name"),
        pytest.param([(0, "منير الكسواني", "PER"), (40, "الزيتوني", "PER")], {}, id="other-surname"),
        pytest.param([(0, "حركة الفجر الوطني", "ORG"), (40, "حركة الفجر", "ORG")], {40: 0}, id="organisation-shortened"),
        pytest.param([(0, "حركة الفجر الوطني", "ORG"), (40, "الحركة", "NOM")], {40: 0}, id="organisation-by-its-noun"),
        pytest.param([(0, "حركة الفجر الوطني", "ORG"), (40, "للحركة", "NOM")], {40: 0}, id="organisation-by-its-noun-after-lam"),
        pytest.param([(0, "حركة الفجر الوطني", "ORG"), (40, "الحزب", "NOM")], {}, id="another-noun"),
        pytest.param([(0, "منير الكسواني", "PER"), (40, "الكسواني", "GPE")], {}, id="another-kind"),
    ],
)
def test_short_names(mentions: list[Named], links: dict[int, int]) -> None:
    assert link_short_names(mentions) == links
