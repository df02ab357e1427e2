"""Borders between types that a frame decides: each rule beside the sentence most like it that it must leave alone."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.arabic.words import words
from khabar.claims import boundaries
from khabar.claims.decode import Outputs
from khabar.claims.evidence import signs
from khabar.claims.labels import MODES, TYPES
from khabar.knowledge import cues
from khabar.records.spans import Span


def of(text: str, at: int = 0) -> list[str]:
    surfaces = [text[span.start : span.end] for span in words(text)]
    return signs(surfaces, Span(at, at + 1), Span(0, len(surfaces)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("طردت الخارجية القائم بالأعمال", "diplomats", id="diplomat-expelled"),
        pytest.param("طردت البلدية عشرات اللاجئين", "deported", id="refugees-expelled"),
        pytest.param("طردت الكتيبة خصومها", None, id="enemies-driven-out"),
        pytest.param("أسقط الجيش طائرة مسيرة", "shot down", id="drone-shot-down"),
        pytest.param("أسقط الجيش مروحية", None, id="helicopter-shot-down"),
        pytest.param("أدانت المحكمة التاجر", "court", id="court-convicts"),
        pytest.param("أدانت الوزارة تفجير السوق", "condemned", id="deed-condemned"),
        pytest.param("استدعت الوزارة سفيرها للتشاور", "own ambassador", id="ambassador-recalled"),
        pytest.param("استدعت الوزارة السفير احتجاجا", None, id="ambassador-summoned"),
        pytest.param("هدد القائد بقصف الميناء", "threat of violence", id="threat-of-shelling"),
        pytest.param("هدد الاتحاد بالإضراب", None, id="threat-of-a-strike"),
        pytest.param("طعن الحزب في قرار اللجنة", "appeal", id="appeal"),
        pytest.param("طعن ملثم الحارس بسكين", None, id="stabbing"),
    ],
)
def test_a_rule_is_drawn_by_lemma_and_frame(text: str, name: str | None) -> None:
    rule = boundaries.drawn(of(text))
    assert (rule.name if rule else None) == name


@pytest.mark.parametrize(("lead", "kind"), [(2.0, "SANCTION"), (4.0, "COERCE")])
def test_a_rule_outweighs_a_doubtful_model_alone(lead: float, kind: str) -> None:
    types, modes, none = np.zeros(len(TYPES), np.float32), np.zeros(len(MODES), np.float32), np.zeros(0, np.float32)
    types[TYPES.index("COERCE")] = lead
    found = boundaries.bounded(Outputs(0.0, types, modes, none, none, none, none), of("طردت الخارجية السفير"))
    assert TYPES[int(found.type.argmax())] == kind
    assert MODES[int(found.mode.argmax())] == ("SANCTION", "expel")


def test_rules_are_written_in_lemmas_of_the_lexicon() -> None:
    lemmas = {f"lemma {entry.lemma}/{entry.form}" for entry in cues.load().entries}
    for rule in boundaries.load():
        assert rule.lemmas & lemmas
        assert (rule.type, rule.mode) in MODES
