"""The chart of a network: a circle for each actor, a line for each edge."""

from __future__ import annotations

from drawn import links, size, texts

from khabar.exports import drawing
from khabar.exports.network_chart import DRAWN, NAMED, network_chart
from khabar.records.relation import Edge, Network, Node

NAMES = ("لواء الضفتين", "كتائب وادي الزيتون", "اللجنة الأهلية العليا لصيادي الميناء القديم")
NET = Network(
    "2015-03-05",
    90,
    tuple(Node(f"n{at}", name, "group", None, 3 - at) for at, name in enumerate(NAMES)),
    (
        Edge("n0", "n1", "material-conflict", 2, 2, -10.0),
        Edge("n0", "n1", "verbal-cooperation", 1, 1, 4.0),
        Edge("n1", "n2", "verbal-conflict", 1, 1, -0.5),
    ),
)


def link(one: Node | Edge) -> str:
    return f"/actor/{one.id}" if isinstance(one, Node) else f"/dyad/{one.first}/{one.second}/{one.quad}"


def test_every_actor_and_every_edge_is_one_mark_with_its_link() -> None:
    made = links(drawing.svg(network_chart(NET, link)))
    assert sorted(made) == sorted(map(link, (*NET.nodes, *NET.edges)))


def test_actors_are_named_and_the_caption_counts() -> None:
    found = texts(drawing.svg(network_chart(NET)))
    said = " ".join(found)
    assert {"لواء الضفتين", "كتائب وادي الزيتون", "اللجنة الأهلية العليا"} <= set(found)
    assert "الأطراف: 3 · الروابط: 3 · مجموع وقائع الروابط: 4 · مجموع مصادرها المستقلة: 4" in said
    assert "ما نُشر حتى 2015-03-05 عن وقائع 90 يوما قبله" in said
    assert {"تعاون", "بين بين", "صراع"} <= set(found)


def test_a_network_of_nobody_says_so() -> None:
    assert "لا أقوال بين أطراف معروفة في هذه المدة" in texts(drawing.svg(network_chart(Network("2015-03-05", 90, (), ()))))


def test_of_very_many_actors_the_strongest_are_drawn_and_the_caption_counts_all() -> None:
    count = DRAWN + 7
    nodes = tuple(Node(f"n{at:03}", f"طرف {at}", "", None, 2 if at < DRAWN else 1) for at in range(count))
    edges = tuple(Edge("n000", f"n{at:03}", "verbal-conflict", 1, 1, -2.0) for at in range(1, count))
    made = drawing.svg(network_chart(Network("2015-03-05", 90, nodes, edges), link))
    assert len(links(made)) == DRAWN + DRAWN - 1
    assert f"رُسم منها {DRAWN} من أصل {count}، الأكثر مصادر، وما بينها" in texts(made)
    assert any(f"الأطراف: {count}" in one for one in texts(made))


def test_of_many_actors_the_most_told_of_are_named_and_the_caption_says_so() -> None:
    count = NAMED + 20
    nodes = tuple(Node(f"n{at:03}", f"طرف {at}", "", None, count - at) for at in range(count))
    edges = tuple(Edge("n000", f"n{at:03}", "verbal-conflict", 1, 1, -2.0) for at in range(1, count))
    made = drawing.svg(network_chart(Network("2015-03-05", 90, nodes, edges), link))
    found = texts(made)
    assert len(links(made)) == count + len(edges)
    assert f"طرف {NAMED - 1}" in found
    assert f"طرف {NAMED}" not in found
    assert f"سُمّي منها {NAMED} من أصل {count}، الأكثر مصادر" in found
    assert size(made)[0] > 1000


def test_a_chart_without_addresses_has_no_links() -> None:
    assert links(drawing.svg(network_chart(NET))) == []
