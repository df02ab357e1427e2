"""Relations: what is claimed between two actors by period, weighted by witnesses; where it changes; and the network on a day."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest
from telling import story

from bench.occurrences.gold import Story
from khabar.corroboration.network import GRAPHML, graphml, network
from khabar.corroboration.occurrences import group
from khabar.corroboration.relations import Deed, as_known, change_points, deeds, period, series, unlisted
from khabar.records.relation import Period, Point, Scope

BOMB = "ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة"


def deeds_of(told: Story) -> list[Deed]:
    claims = {one.claim.id: one for one in told.told.values()}
    return list(deeds(group(claims.values()), claims, told.copies))


def test_ten_pages_of_one_agency_weigh_as_one() -> None:
    told = story("\n".join(f"{letter}1 x {BOMB} <afp | [انفجار] سيارة في الحسكة" for letter in "abcd") + "\ncopy e a")
    (point,) = series(("islamic-state", "syria"), deeds_of(told))
    assert (point.witnesses, len(point.claims), point.quad, point.score, point.start) == (1, 5, "material-conflict", -10, "2015-03-01")


def test_what_occurred_stands_apart_from_what_is_planned() -> None:
    told = story(f"a1 x {BOMB} | [انفجار] سيارة\nc1 y AGREE islamic-state>syria p 03-20 | [عرض] التنظيم هدنة")
    found = series(("syria", "islamic-state"), deeds_of(told))
    assert [(p.status, p.quad) for p in found] == [("occurred", "material-conflict"), ("proposed", "verbal-cooperation")]


@pytest.mark.parametrize(
    ("pair", "scope", "found"),
    [
        (("islamic-state", "syria"), Scope(), 1),
        (("islamic-state", "syria"), Scope(roll_up=False), 0),
        (("islamic-state", "syria.army"), Scope(roll_up=False), 1),
        (("islamic-state", "iraq"), Scope(), 0),
        (("al-qaeda", "syria.army"), Scope(), 0),
        (("al-qaeda", "syria.army"), Scope(split=True), 1),
        (("al-qaeda", "syria.army"), Scope(merged=True), 0),
    ],
)
def test_who_counts_as_an_actor(pair: tuple[str, str], scope: Scope, found: int) -> None:
    assert len(series(pair, deeds_of(story(f"a1 x {BOMB} | [انفجار] سيارة")), scope)) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("AGREE syria+turkey>- o 03-01 | [اتفقت] الدولتان", 1),
        ("ASSAULT syria+turkey>- o 03-01 | [اشتبك] الجيشان", 1),
        ("ACCUSE syria+turkey>- o 03-01 | [اتهم] الوزيران", 0),
        ("CONSULT syria+turkey>iran o 03-01 | [التقى] الوزراء", 0),
    ],
    ids=["a joint treaty", "a joint fight", "both accuse somebody", "both meet a third"],
)
def test_parties_of_the_only_side_deal_with_each_other(line: str, found: int) -> None:
    assert len(series(("turkey", "syria"), deeds_of(story(f"a1 x {line}")))) == found


def test_a_name_that_the_whos_who_does_not_list_is_a_side_too() -> None:
    told = story("a1 x ASSAULT ~لواء_الضفتين>syria.army o 03-01 | [هاجم] اللواء الجيش")
    name = next(iter(told.told.values())).claim.actor[0].name
    assert len(series((unlisted(name), "syria"), deeds_of(told))) == 1
    assert series((unlisted("لواء آخر"), "syria"), deeds_of(told)) == ()


def test_what_merged_goes_on_as_what_it_merged_into() -> None:
    told = story("a1 x ASSAULT al-qaeda-in-iraq>iraq.army o 03-01 | [هاجم]")
    assert series(("islamic-state", "iraq"), deeds_of(told)) == ()
    assert len(series(("islamic-state", "iraq"), deeds_of(told), Scope(merged=True))) == 1


@pytest.mark.parametrize(("by", "start"), [("month", "2015-03-01"), ("week", "2015-02-23")])
def test_periods(by: Period, start: str) -> None:
    assert period(735658, by) == start  # Sunday, 1 March 2015


def point(month: int, score: float, witnesses: int = 2) -> Point:
    return Point(f"{2010 + month // 12}-{month % 12 + 1:02}-01", "occurred", "verbal-conflict", (), witnesses, score, ())


@pytest.mark.parametrize(
    ("scores", "changes"),
    [
        ([4, 5, 4, 5, 4, 5, -6, -7, -6, -7, -6, -7], ["2010-07-01"]),
        ([4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5], []),
        ([4, 5, 4, 5, 4, -6, 4, 5, 4, 5, 4, 5], []),
        ([4, 5, 4, 5, -8, -7, -8, -7, 4, 5, 4, 5], ["2010-05-01", "2010-09-01"]),
        ([4, -6], []),
        ([], []),
        ([3, 3, 3, 3, 3, 3], []),
    ],
    ids=["one change", "noise", "one odd month", "there and back", "too short", "nothing", "constant"],
)
def test_change_points(scores: list[float], changes: list[str]) -> None:
    assert [c.start for c in change_points([point(n, score) for n, score in enumerate(scores)])] == changes


def test_a_change_says_from_what_to_what() -> None:
    (change,) = change_points([point(n, 4.0 if n < 6 else -6.0) for n in range(12)])
    assert (change.before, change.after) == (4, -6)
    assert "from 4.0 in 6 periods to -6.0 in 6" in change.why


NET = f"""
a1 x {BOMB} <afp | [انفجار] سيارة في الحسكة
b1 x {BOMB} <sana | [انفجار] سيارة في الحسكة
c1 y CONSULT turkey+russia>iran o 03-02 | [التقى] الوزراء
d1 z ASSAULT/aerial turkey>ypg p 03-10 | [تستعد] تركيا لقصف
e1 w ASSAULT/aerial turkey>~مدنيون o 08-30 | [قصفت] تركيا قرية
"""


def test_the_network_of_a_day() -> None:
    told = story(NET)
    claims = {one.claim.id: one for one in told.told.values()}
    found = network(group(claims.values()), claims, {}, "2015-03-31")
    assert [(e.first, e.second, e.witnesses, e.score) for e in found.edges] == [
        ("iran", "russia", 1, 1),
        ("iran", "turkey", 1, 1),
        ("islamic-state", "syria.army", 2, -10),
    ]
    assert {n.id: n.witnesses for n in found.nodes} == {"iran": 2, "russia": 1, "turkey": 1, "islamic-state": 2, "syria.army": 2}
    assert network(group(claims.values()), claims, {}, "2015-03-01").edges == ()
    assert network(group(claims.values()), claims, {}, "2015-12-31").edges == ()


def test_what_is_published_later_is_not_known_yet() -> None:
    told = story(NET)
    claims = {one.claim.id: one for one in told.told.values()}
    early = as_known(group(claims.values()), claims, "2015-03-02")
    assert {told.claim.id for key, told in told.told.items() if key[3:] in ("a1", "b1")} == {claim for one in early for claim in one.claims}


def test_graphml_reads_back() -> None:
    told = story(NET)
    claims = {one.claim.id: one for one in told.told.values()}
    found = network(group(claims.values()), claims, {}, "2015-03-31")
    root = Xml.fromstring(graphml(found))  # noqa: S314 - written by ourselves
    names = {"g": GRAPHML}
    assert [n.get("id") for n in root.findall(".//g:node", names)] == [n.id for n in found.nodes]
    assert [(e.get("source"), e.get("target")) for e in root.findall(".//g:edge", names)] == [(e.first, e.second) for e in found.edges]
    declared = {key.get("id") for key in root.findall("g:key", names)}
    assert {data.get("key") for data in root.iter(f"{{{GRAPHML}}}data")} <= declared
