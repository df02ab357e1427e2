"""Whose words they were first, and where nothing tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.corroboration import names
from khabar.corroboration.direction import direction, origin
from khabar.records.article import Article
from khabar.records.capture import Capture

Make = Callable[..., tuple[Capture, Article]]
BODY = "أعلنت الحكومة أمس وقف إطلاق النار في المدينة."
EVEN = (0.8, 0.8)
CASES = [
    # what, first page, second page, shares, source, basis
    ("by its furniture", {"outlet": "البيدر"}, {"outlet": "الضحى", "around": "المصدر: صحيفة البيدر"}, EVEN, "first", "credit"),
    ("by its text", {"outlet": "الضحى", "text": f"{BODY} نقلا عن صحيفة البيدر"}, {"outlet": "البيدر"}, EVEN, "second", "credit"),
    ("as its reader found it", {"outlet": "الضحى", "origin": "البيدر"}, {"outlet": "البيدر"}, EVEN, "second", "credit"),
    ("an agency's other name", {"outlet": "وكالة فرانس برس"}, {"outlet": "الضحى", "origin": "أ ف ب"}, EVEN, "first", "credit"),
    ("an agency's host", {"outlet": "afp.com"}, {"outlet": "الضحى", "origin": "الصحافة الفرنسية"}, EVEN, "first", "credit"),
    ("a link to the source", {"outlet": "البيدر"}, {"outlet": "الضحى", "around": "انقر هنا لقراءة الخبر من مصدره"}, EVEN, "first", "credit"),
    ("credit against the days", {"day": "2018-05-02", "outlet": "البيدر"}, {"day": "2018-05-01", "origin": "البيدر"}, EVEN, "first", "credit"),
    ("another is credited", {"outlet": "البيدر"}, {"outlet": "الضحى", "origin": "السنديان"}, EVEN, None, "unknown"),
    ("a person who spoke", {"outlet": "البيدر"}, {"outlet": "الضحى", "text": "وأوضح المصدر لصحيفة البيدر أن النار توقفت."}, EVEN, None, "unknown"),
    ("both took it from a third", {"outlet": "البيدر", "origin": "رويترز"}, {"outlet": "الضحى", "origin": "رويترز"}, EVEN, None, "shared-source"),
    ("each credits the other", {"outlet": "البيدر", "origin": "الضحى"}, {"outlet": "الضحى", "origin": "البيدر"}, EVEN, None, "unknown"),
    ("the earlier", {"day": "2018-05-02"}, {"day": "2018-05-01"}, EVEN, "second", "date"),
    ("one day", {"day": "2018-05-01"}, {"day": "2018-05-01"}, EVEN, None, "unknown"),
    ("one without a day", {"day": "2018-05-01"}, {}, EVEN, None, "unknown"),
    ("the longer", {}, {}, (0.3, 0.95), "first", "containment"),
    ("the longer, by little", {}, {}, (0.7, 0.95), None, "unknown"),
]


@pytest.mark.parametrize(("one", "other", "shares", "source", "basis"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_direction(article: Make, one: dict[str, str], other: dict[str, str], shares: tuple[float, float], source: str | None, basis: str) -> None:
    pages = [article(name, page.get("text", BODY), **{k: v for k, v in page.items() if k != "text"}) for name, page in (("a", one), ("b", other))]
    origins = origin(*pages[0]), origin(*pages[1])
    found = direction(origins, ("", ""), shares)
    assert (found.source, found.basis) == (source, basis), found.reason
    turned = direction((origins[1], origins[0]), ("", ""), (shares[1], shares[0]))
    assert turned.source == {"first": "second", "second": "first", None: None}[source]


SAME = [("صحيفة الضحى", "الضحى"), ("وكالة رويترز", "رويترز للأنباء"), ("للضحى", "موقع الضحى")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_outlet(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_other_outlets() -> None:
    assert names.key("صوت الوادي") != names.key("صوت الضحى")
    assert names.key(None) == frozenset()
