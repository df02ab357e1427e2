"""Copies of corpus items under other names: the coding has to hold for the copy as for the item."""

from __future__ import annotations

import random
from typing import Any

from bench.passages import CORPUS, bare
from training.data import corpus_lines, locate
from training.renaming import Renaming, is_safe, replaced

NAMES = Renaming()
ITEM: dict[str, Any] = {
    "id": "x-0001",
    "text": "نفى المتحدث سالم الورداني أن تكون حركة الفجر قد هاجمت القرية، وقال الورداني إن حركة الفجر «لا تعرف» من فعل ذلك.",
    "entities": [["المتحدث سالم الورداني", "PER"], ["حركة الفجر", "ORG"], ["القرية", "LOC"], ["الورداني#2", "PER"], ["حركة الفجر#2", "ORG"]],
    "events": [
        {
            "cue": "هاجمت", "type": "ASSAULT", "mode": None, "status": "denied", "actor": ["حركة الفجر"], "recipient": ["القرية"],
            "by": ["المتحدث سالم الورداني"], "time": None, "place": "القرية", "condition": None,
        }
    ],
}  # fmt: skip


def many(item: dict[str, Any], count: int = 40) -> list[dict[str, Any]]:
    rng = random.Random(3)
    return [NAMES.renamed(item, rng) for _ in range(count)]


def test_group_and_person_get_names_of_the_whos_who() -> None:
    texts = [copy["text"] for copy in many(ITEM)]
    assert sum("حركة الفجر" not in text for text in texts) > 20
    assert sum("سالم الورداني" not in text for text in texts) > 20
    assert len(set(texts)) > 20


def test_the_surname_alone_follows_the_full_name() -> None:
    changed = [copy for copy in many(ITEM) if "سالم" not in copy["text"]]
    assert any("وقال الورداني" not in copy["text"] for copy in changed)
    for copy in changed:
        alone = copy["entities"][3][0]
        assert bare(alone) == "الورداني" or copy["entities"][0][0].endswith(bare(alone))


def test_the_item_itself_is_not_touched() -> None:
    before = repr(ITEM)
    many(ITEM)
    assert repr(ITEM) == before


def test_a_change_that_would_move_an_occurrence_is_not_safe() -> None:
    assert is_safe("قالت حركة الفجر إن الجيش وصل", {"حركة الفجر", "الجيش"}, (("حركة الفجر", "حركة الشمس"),))
    assert not is_safe("قالت حركة الفجر إن الجيش وصل", {"حركة الفجر", "الجيش"}, (("حركة الفجر", "أنصار الجيش"),))


def test_a_name_inside_another_word_stays() -> None:
    assert replaced("علي وعلي عليهم", (("علي", "عمر"),)) == "عمر وعمر عليهم"


def test_every_surface_of_every_copy_of_the_corpus_stands_in_its_text() -> None:
    rng, changed = random.Random(1), 0
    for item in corpus_lines(CORPUS):
        copy = NAMES.renamed(item, rng)
        if copy is item:
            continue
        changed += 1
        text = copy["text"]
        named = [surface for surface, _ in copy["entities"]]
        for event in copy["events"]:
            sides = [surface for role in ("actor", "recipient", "by") for surface in event[role]]
            assert set(sides) <= set(named)
            named += [event["cue"], event["condition"] or event["cue"]]
        assert all(locate(text, surface) is not None for surface in named), copy["id"]
    assert changed > 2000
