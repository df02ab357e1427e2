"""The who's who: what it holds, what dates do to it, and what the linter says of its tables."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest

from khabar.knowledge import actors, actors_lint
from khabar.knowledge.actors_files import Row


def test_the_tables_have_no_faults() -> None:
    assert actors.check() == []


def test_it_is_broad() -> None:
    types: Counter[str] = Counter(actor.type for actor in actors.load())
    least = {
        "state": 190,
        "person": 450,
        "armed-group": 120,
        "party": 70,
        "intergovernmental-organisation": 45,
        "outlet": 80,
        "agency": 35,
        "monitor": 20,
    }
    assert {kind: types[kind] for kind in least if types[kind] < least[kind]} == {}


@pytest.mark.parametrize(
    ("actor", "canonical", "country", "kind"),
    [
        pytest.param("islamic-state", "تنظيم الدولة الإسلامية", None, "ORG", id="group"),
        pytest.param("al-qaeda", "تنظيم القاعدة", None, "ORG", id="group-without-country"),
        pytest.param("ayman-al-zawahiri", "أيمن الظواهري", "EGY", "PER", id="person"),
        pytest.param("united-states", "الولايات المتحدة", "USA", "GPE", id="state"),
        pytest.param("syria.army", "الجيش السوري", "SYR", "ORG", id="composed-force"),
        pytest.param("united-states.foreign-ministry", "وزارة الخارجية الأميركية", "USA", "ORG", id="composed-ministry"),
        pytest.param("jordan.foreign-minister", "وزير الخارجية الأردني", "JOR", "PER", id="composed-office"),
        pytest.param("egypt.people", "الشعب المصري", "EGY", "NOM", id="composed-people"),
    ],
)
def test_an_id_gives_the_actor(actor: str, canonical: str, country: str | None, kind: str) -> None:
    found = actors.load().get(actor)
    assert found is not None
    assert (found.canonical, found.country, found.kind) == (canonical, country, kind)


@pytest.mark.parametrize("unknown", ["nobody", "syria.no-such-office", "nobody.army", ""])
def test_an_unknown_id_gives_none(unknown: str) -> None:
    assert actors.load().get(unknown) is None


@pytest.mark.parametrize(
    ("person", "on", "of"),
    [
        pytest.param("bashar-al-assad", "2012-06-01", ["syria"], id="office-stands-for-its-state"),
        pytest.param("ahmed-al-sharaa", "2014-01-01", ["nusra-front"], id="first-group"),
        pytest.param("ahmed-al-sharaa", "2020-01-01", ["hayat-tahrir-al-sham"], id="later-group"),
        pytest.param("ahmed-al-sharaa", "2025-06-01", ["syria"], id="later-state"),
        pytest.param("ahmed-al-sharaa", None, ["syria"], id="without-a-day-the-latest"),
        pytest.param("osama-bin-laden", None, ["al-qaeda"], id="without-a-day-the-last-that-ended"),
        pytest.param("bashar-al-assad", "2025-06-01", [], id="no-longer"),
        pytest.param("nobody", "2025-06-01", [], id="unknown"),
    ],
)
def test_whom_a_person_acts_for_depends_on_the_day(person: str, on: str | None, of: list[str]) -> None:
    assert [actor.id for actor in actors.load().of_at(person, on)] == of


@pytest.mark.parametrize(
    ("office", "on", "holder"),
    [
        pytest.param("united-states.president", "2008-05-01", "george-w-bush", id="one"),
        pytest.param("united-states.president", "2012-05-01", "barack-obama", id="the-next"),
        pytest.param("united-states.president", "1960-05-01", None, id="before-the-tables"),
        pytest.param("al-qaeda", "2015-01-01", "ayman-al-zawahiri", id="leader-of-a-group"),
        pytest.param("chad.oil-minister", "2015-01-01", None, id="unknown-office-holder"),
    ],
)
def test_the_holder_of_an_office(office: str, on: str, holder: str | None) -> None:
    found = actors.load().holder_at(office, on)
    assert (found.id if found else None) == holder


@pytest.mark.parametrize(
    ("period", "day", "holds"),
    [
        pytest.param(("2013-04", "2014-06-29"), "2013-04-01", True, id="month-starts"),
        pytest.param(("2013-04", "2014-06-29"), "2013-03-31", False, id="day-before"),
        pytest.param(("2013", "2014"), "2014-12-31", True, id="year-ends-inclusive"),
        pytest.param((None, "2014-06-29"), "2014-06-30", False, id="day-after"),
        pytest.param((None, None), "1999-01-01", True, id="undated"),
    ],
)
def test_partial_dates_are_inclusive(period: tuple[str | None, str | None], day: str, holds: bool) -> None:
    assert actors.covers(*period, day) is holds


def test_renaming_keeps_the_id_and_merging_makes_a_new_one() -> None:
    nusra = actors.load().get("nusra-front")
    assert nusra is not None
    assert {"جبهة النصرة", "جبهة فتح الشام"} <= {name.text for name in nusra.names}
    assert ("merged-into", "hayat-tahrir-al-sham") in {(r.fact, r.target) for r in nusra.relations}


_GOOD = Row("x.tsv:2", "some-group", "name.alias", "جماعة ما", "2013-04", "2014", "common")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({}, "", id="good"),
        pytest.param({"fact": "name.pet"}, "unknown fact", id="fact"),
        pytest.param({"id": "Some Group"}, "is no id", id="id"),
        pytest.param({"start": "April 2013"}, "no period", id="date"),
        pytest.param({"start": "2015"}, "no period", id="ends-before-it-starts"),
        pytest.param({"source": ""}, "missing", id="source"),
        pytest.param({"fact": "type", "value": "gang"}, "unknown type", id="type"),
    ],
)
def test_the_linter_sees_a_row_that_breaks_the_schema(changes: dict[str, str], fault: str) -> None:
    found = list(actors_lint.schema_faults([dataclasses.replace(_GOOD, **changes)]))
    assert [fault in sentence for sentence in found] == ([True] if fault else [])


def test_the_linter_sees_an_unsettled_shared_name() -> None:
    other = dataclasses.replace(_GOOD, id="other-group")
    assert any("does not settle" in sentence for sentence in actors_lint.collision_faults([_GOOD, other]))
    assert not any("جماعه ما" in sentence for sentence in actors_lint.collision_faults([_GOOD]))


def test_the_linter_sees_a_reference_to_nobody() -> None:
    row = dataclasses.replace(_GOOD, fact="of.part-of", value="nobody")
    assert any("nobody" in sentence for sentence in actors_lint.reference_faults([row], actors.load()))


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        pytest.param("egypt.foreign-minister", "2004-07-13", "ahmed-maher-el-sayed", id="before-the-known-day"),
        pytest.param("egypt.foreign-minister", "2004-07-14", "ahmed-aboul-gheit", id="on-the-known-day"),
        pytest.param("egypt.foreign-minister", "2004-07-20", "ahmed-aboul-gheit", id="in-the-month-in-which-the-other-ended"),
        pytest.param("lebanon.prime-minister", "1998-12-10", None, id="nobody-known"),
        pytest.param("algeria.foreign-minister", "2013-09-15", None, id="two-of-whom-neither-day-is-known"),
        pytest.param("saudi-arabia.prime-minister", "2017-05-01", "king-salman", id="the-king-heads-the-government"),
        pytest.param("libya.prime-minister", "2018-05-29", "fayez-al-sarraj", id="government-of-national-accord"),
    ],
)
def test_a_post_is_his_who_took_it_over(office: str, day: str, holder: str | None) -> None:
    found = actors.load().holder_at(office, day)
    assert (found.id if found else None) == holder
