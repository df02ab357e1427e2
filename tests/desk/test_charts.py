"""Charts as parts of pages: what the policy forbids is gone, links are the page's own and have names, and nothing is drawn twice."""

from __future__ import annotations

import pytest
from lxml import etree

from khabar.desk.charts import Charts, Figure, inline
from khabar.exports.network_chart import network_chart
from khabar.records.relation import Edge, Network, Node

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("<script>alert(1)</script>", "كتائب «الوادي» & غيرها")
NET = Network(
    "2015-03-05",
    90,
    tuple(Node(f"n{at}", name, "group", None, 1) for at, name in enumerate(NAMES)),
    (Edge("n0", "n1", "verbal-conflict", 1, 1, -2.0),),
)


def figure(drawn: list[int]) -> Figure:
    def draw() -> object:
        drawn.append(1)
        return network_chart(NET, lambda one: "/actors/x" if isinstance(one, Node) else "/dyads/x/y")

    return Figure(("network", "1 0"), draw, ("first", "second"), lambda: [("n0", "n1, n2"), ("=1", None)])  # type: ignore[arg-type]


def test_what_the_policy_forbids_is_not_there() -> None:
    found = etree.fromstring(str(Charts().inline(figure([]), "شبكة")))
    for element in found.iter(f"{SVG}*"):
        assert element.tag != f"{SVG}script"
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    assert NAMES[0] in "".join(found.itertext())


def test_every_link_is_the_pages_own_and_has_a_name() -> None:
    found = etree.fromstring(str(Charts().inline(figure([]), "شبكة")))
    made = list(found.iter(f"{SVG}a"))
    assert sorted(one.get("href") for one in made) == ["/actors/x", "/actors/x", "/dyads/x/y"]
    assert all("المصادر المستقلة" in one.get("aria-label") for one in made)
    assert found.get("aria-label") == "شبكة"


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        pytest.param('<g style="x" fill="red"/>', {"fill": "red"}, id="a-style"),
        pytest.param('<g onclick="x" d="M0"/>', {"d": "M0"}, id="a-handler"),
    ],
)
def test_attributes_that_a_page_may_not_have_are_taken_off(hostile: str, kept: dict[str, str]) -> None:
    found = etree.fromstring(str(inline(f'<svg xmlns="http://www.w3.org/2000/svg">{hostile}</svg>', "x")))
    assert dict(found[0].attrib) == kept


def test_a_chart_is_drawn_once_for_a_state_of_the_ledger_and_once_a_form() -> None:
    charts, drawn = Charts(), list[int]()
    for _ in range(3):
        charts.inline(figure(drawn), "x")
        charts.file("png", figure(drawn), "network")
    assert len(drawn) == 2


def test_numbers_are_taken_along_as_csv() -> None:
    answer = Charts().file("csv", figure([]), "network")
    assert bytes(answer.body).decode() == 'first,second\nn0,"n1, n2"\n=1,\n'
    assert answer.headers["content-disposition"] == 'attachment; filename="network.csv"'
