"""Evidence for who acts and who is acted on: the signs of a mention beside a cue, and what they add to the model's word."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.arabic.words import words
from khabar.claims import roles
from khabar.claims.decode import Found, Outputs
from khabar.claims.labels import ROLES
from khabar.claims.roles import ALWAYS, BIAS, SIDES, Stage, Table, heard, load
from khabar.records.spans import Span

TEXT = "هاجم مسلحون نقطة للشرطة قرب البلدة وأصيب جنديان ."
GUNMEN = Found(Span(1, 2), "NOM", 0, nested=False, score=1.0)
POLICE = Found(Span(3, 4), "ORG", 1, nested=False, score=1.0)
SOLDIERS = Found(Span(7, 8), "NOM", 0, nested=False, score=1.0)
ATTACKED, WOUNDED = Span(0, 1), Span(6, 7)


def stage(text: str = TEXT, sentence: Span | None = None) -> Stage:
    surfaces = [text[w.start : w.end] for w in words(text)]
    return Stage.of(surfaces, sentence or Span(0, len(surfaces)), (GUNMEN, POLICE, SOLDIERS))


def of(cue: Span, one: Found) -> list[str]:
    scene = stage()
    return scene.signs(cue)[scene.found.index(one)]


@pytest.mark.parametrize(
    ("cue", "one", "held"),
    [
        pytest.param(
            ATTACKED, GUNMEN, (ALWAYS, "far after gap0 NOM none", "rank after0 هاجم", "head مسلح", "followed نقطه"), id="the word after the cue"
        ),
        pytest.param(ATTACKED, POLICE, ("rank after1 هاجم", "particle after ل هاجم", "between after verb مسلحون نقطه"), id="one party between"),
        pytest.param(ATTACKED, SOLDIERS, ("rank after2 هاجم", "rank after2 1 NOM verb"), id="another cue between"),
        pytest.param(WOUNDED, GUNMEN, ("rank before1 اصيب", "first before1 0 verb وا-"), id="before the cue, at the head of the sentence"),
        pytest.param(
            WOUNDED, SOLDIERS, ("frame /subject after0 marked none", "between after verb none", "type ASSAULT head جندي"), id="by the lexicon's frame"
        ),
    ],
)
def test_signs_tell_how_a_mention_stands_to_the_cue(cue: Span, one: Found, held: tuple[str, ...]) -> None:
    found = of(cue, one)
    assert set(held) <= set(found)
    assert found == sorted(set(found))


def test_a_mention_of_another_sentence_has_nothing_between() -> None:
    found = stage(sentence=Span(0, 6)).signs(ATTACKED)[2]
    assert "rank after-elsewhere2 هاجم" in found
    assert not any(sign.startswith("between") for sign in found)


def test_a_preposition_is_seen_attached_or_alone_and_through_marks() -> None:
    surfaces = ["هجوم", "على", "«", "القافلة", "»"]
    one = Found(Span(3, 4), "NOM", 0, nested=False, score=1.0)
    assert "particle after علي هجوم" in Stage.of(surfaces, Span(0, 5), (one,)).signs(Span(0, 1))[0]


def said(actor: float, recipient: float) -> Outputs:
    """A model that gives every mention the same logits of both sides."""
    logits = np.zeros((3, len(ROLES)), np.float32)
    logits[:, ROLES.index("actor")], logits[:, ROLES.index("recipient")] = actor, recipient
    none = np.zeros(0, np.float32)
    return Outputs(0.0, none, none, none, none, logits, none)


def test_evidence_is_added_to_both_sides_and_to_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "load", lambda: Table({"rank after2 هاجم": (-2.0, 0.5)}))
    found = heard(said(1.0, 0.0), stage(), ATTACKED).roles
    assert found[:, ROLES.index("actor")].tolist() == pytest.approx([1 + BIAS, 1 + BIAS, BIAS - 1])
    assert found[:, ROLES.index("recipient")].tolist() == pytest.approx([BIAS, BIAS, BIAS + 0.5])
    assert found[:, ROLES.index("by")].tolist() == [0.0] * 3


def test_the_packaged_table_knows_the_frame_of_a_common_verb() -> None:
    near, _, far = map(load().weighed, stage().signs(ATTACKED))
    assert near[SIDES.index("actor")] > far[SIDES.index("actor")]
    wounded = load().weighed(of(WOUNDED, SOLDIERS))
    assert wounded[SIDES.index("recipient")] > wounded[SIDES.index("actor")]
