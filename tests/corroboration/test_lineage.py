"""Of which article each copy is: one origin each, without circles, whatever the order of the pairs."""

from __future__ import annotations

from itertools import permutations

import pytest

from khabar.corroboration.lineage import lineage
from khabar.records.copy import Direction, DirectionBasis, Relation, Reuse, Side

DAYS = {"a": "2016-05-01", "b": "2016-05-02", "c": "2016-05-03", "d": "2016-05-03"}


def reuse(pair: str, source: str = "", basis: DirectionBasis = "unknown", relation: Relation = "copy") -> Reuse:
    """A pair such as `ab`, taken from `source`; from neither for none."""
    sides: dict[str, Side] = {pair[0]: "first", pair[1]: "second"}
    return Reuse(pair[0], pair[1], relation, "", (), (), Direction(sides.get(source), basis, ""))


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        pytest.param([reuse("ab", "a", "date")], {"b": "a"}, id="a-copy"),
        pytest.param([reuse("ab", "b", "credit")], {"a": "b"}, id="credit-against-the-days"),
        pytest.param([reuse("ab", "a", "date", "rewrite")], {"b": "a"}, id="a-rewrite"),
        pytest.param([reuse("ab", "a", "date", "excerpt")], {}, id="an-excerpt-is-its-own"),
        pytest.param([reuse("cd")], {"d": "c"}, id="of-one-day-by-id"),
        pytest.param([reuse("bc")], {"c": "b"}, id="nothing-tells-by-day"),
        pytest.param([reuse("ab", basis="shared-source")], {"b": "a"}, id="both-from-a-third"),
        pytest.param([reuse("xy")], {"y": "x"}, id="undated-by-id"),
        pytest.param([reuse("ax")], {"x": "a"}, id="dated-before-undated"),
        pytest.param([reuse("ac", "a", "date"), reuse("bc", "b", "credit")], {"c": "b"}, id="credit-before-date"),
        pytest.param([reuse("ac", "a", "date"), reuse("bc", "b", "date")], {"c": "a"}, id="of-two-the-oldest"),
        pytest.param([reuse("ab", "a", "date"), reuse("bc", "b", "date")], {"b": "a", "c": "b"}, id="a-line"),
        pytest.param([reuse("ab", "b", "credit"), reuse("bc", "b", "date"), reuse("ac", "a", "date")], {"a": "b", "c": "a"}, id="both-lead-to-one"),
        pytest.param(
            [reuse("ab", "b", "credit"), reuse("bc", "c", "credit"), reuse("ac", "a", "credit")], {"a": "b", "c": "a"}, id="a-circle-is-left-open"
        ),
        pytest.param([reuse("bd", "b", "date"), reuse("cd")], {"c": "d", "d": "b"}, id="a-twin-of-a-copy"),
        pytest.param([], {}, id="none"),
    ],
)  # fmt: skip
def test_lineage(pairs: list[Reuse], found: dict[str, str]) -> None:
    assert [lineage(order, DAYS) for order in permutations(pairs)] == [found] * len(list(permutations(pairs)))
