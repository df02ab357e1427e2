"""Evidence for who acts and who is acted on: the signs of a mention beside a cue, and what they add to the model's word."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.arabic.words import words
from khabar.claims import roles
from khabar.claims.decode import Found, Outputs
from khabar.claims.labels import ROLES
from khabar.claims.roles import MODEL, SIDES, Stage, Table, heard, load, signs
from khabar.records.spans import Span

TEXT = "هاجم مسلحون نقطة للشرطة قرب البلدة وأصيب جنديان ."
GUNMEN = Found(Span(1, 2), "NOM", 0, nested=False, score=1.0)
POLICE = Found(Span(3, 4), "ORG", 1, nested=False, score=1.0)
SOLDIERS = Found(Span(7, 8), "NOM", 0, nested=False, score=1.0)
ATTACKED, WOUNDED = Span(0, 1), Span(6, 7)


def stage(text: str = TEXT) -> Stage:
    surfaces = [text[w.start : w.end] for w in words(text)]
    return Stage(surfaces, Span(0, len(surfaces)), (GUNMEN, POLICE, SOLDIERS), (ATTACKED, WOUNDED))


@pytest.mark.parametrize(
    ("cue", "one", "held"),
    [
        pytest.param(
            ATTACKED, GUNMEN, ("after", "after NOM", "touches NOM", "after parties 0", "ASSAULT after", "head مسلح"), id="the word after the cue"
        ),
        pytest.param(ATTACKED, POLICE, ("after parties 1", "after cues 0", "after particle ل"), id="one party between"),
        pytest.param(ATTACKED, SOLDIERS, ("after parties 2", "after cues 1"), id="another cue between"),
        pytest.param(WOUNDED, GUNMEN, ("before", "before parties 1", "before cues 0"), id="before the cue"),
    ],
)
def test_signs_tell_how_a_mention_stands_to_the_cue(cue: Span, one: Found, held: tuple[str, ...]) -> None:
    found = signs(stage(), cue, "ASSAULT", one)
    assert set(held) <= set(found)
    assert found == sorted(set(found))


def test_a_mention_of_another_sentence_has_no_gap() -> None:
    scene = stage()
    found = signs(Stage(scene.surfaces, Span(0, 6), scene.found, scene.cues), ATTACKED, "ASSAULT", SOLDIERS)
    assert "later" in found
    assert not any("gap" in sign or "parties" in sign for sign in found if not sign.startswith(("root", "shape", "verb")))


def said(actor: float, recipient: float) -> Outputs:
    """A model that gives every mention the same logits of both sides."""
    logits = np.zeros((3, len(ROLES)), np.float32)
    logits[:, ROLES.index("actor")], logits[:, ROLES.index("recipient")] = actor, recipient
    none = np.zeros(0, np.float32)
    return Outputs(0.0, none, none, none, none, logits, none)


def test_evidence_is_added_to_both_sides_and_to_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "load", lambda: Table({"after cues 1": [(SIDES.index("actor"), -2.0)]}))
    found = heard(said(1.0, 0.0), stage(), ATTACKED, "ASSAULT").roles
    actor = found[:, ROLES.index("actor")]
    assert actor[0] == actor[1] == pytest.approx(roles.BIAS + MODEL)
    assert actor[2] == pytest.approx(roles.BIAS + MODEL - 2.0)
    assert found[:, ROLES.index("by")].tolist() == [0.0] * 3


def test_the_packaged_table_knows_the_frame_of_a_common_verb() -> None:
    near, far = (load().weighed(signs(stage(), ATTACKED, "ASSAULT", one)) for one in (GUNMEN, SOLDIERS))
    assert near[SIDES.index("actor")] > far[SIDES.index("actor")]
    wounded = load().weighed(signs(stage(), WOUNDED, "ASSAULT", SOLDIERS))
    assert wounded[SIDES.index("recipient")] > wounded[SIDES.index("actor")]
