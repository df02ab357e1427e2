"""Evidence for types and modes: the signs of a cue, their weights, and what they add to the model's word."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.arabic.words import words
from khabar.claims import evidence
from khabar.claims.decode import Outputs
from khabar.claims.evidence import ANSWERS, Table, heard, signs
from khabar.claims.labels import MODES, TYPES
from khabar.records.spans import Span


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in words(text)]


def of(text: str, cue: str) -> list[str]:
    surfaces = cut(text)
    first = surfaces.index(cue.split(maxsplit=1)[0])
    return signs(surfaces, Span(first, first + len(cue.split())), Span(0, len(surfaces)))


def test_signs_tell_of_cue_frame_lexicon_and_neighbours() -> None:
    found = of("وقد طردت الخارجية ثلاثة دبلوماسيين من البلاد", "طردت")
    for sign in ("cue طرد", "next خارج", "previous وقد", "frame طرد من", "lemma طرد/verb", "entry SANCTION/expel", "after دبلوماسي", "always"):
        assert sign in found
    assert found == sorted(set(found))


def test_signs_end_with_the_sentence() -> None:
    surfaces = cut("انسحب الجيش . قصفت الطائرات القرية")
    inside = signs(surfaces, Span(0, 1), Span(0, 3))
    assert not any("قصف" in sign or "قري" in sign for sign in inside)


def test_an_idiom_may_end_after_the_cue() -> None:
    assert "idiom أطلق سراح" in of("أطلقت السلطات سراح السجين", "أطلقت")
    assert not any(sign.startswith("idiom") for sign in of("أطلقت السلطات حملة", "أطلقت"))


def said(kind: str, mode: str | None) -> Outputs:
    """A model that holds one type and one mode by a logit of one."""
    types, modes = np.zeros(len(TYPES), np.float32), np.zeros(len(MODES), np.float32)
    types[TYPES.index(kind)], modes[MODES.index((kind, mode))] = 1, 1
    none = np.zeros(0, np.float32)
    return Outputs(0.0, types, modes, none, none, none, none)


@pytest.mark.parametrize(("weight", "kind"), [(0.5, "COERCE"), (1.5, "ASSAULT")])
def test_evidence_is_added_and_overrules_only_what_is_weaker(monkeypatch: pytest.MonkeyPatch, weight: float, kind: str) -> None:
    table = Table({"cue اسر": [(ANSWERS.index("ASSAULT"), weight)]})
    monkeypatch.setattr(evidence, "load", lambda: table)
    surfaces = cut("أسر المسلحون جنديا")
    found = heard(said("COERCE", "arrest"), signs(surfaces, Span(0, 1), Span(0, 3)))
    assert TYPES[int(found.type.argmax())] == kind


def test_a_mode_has_weights_of_its_own() -> None:
    table = Table({"after طايرت": [(ANSWERS.index("ASSAULT/aerial"), 2.0)]})
    found = table.weighed(["after طايرت", "unknown"])
    assert MODES[int(found.mode.argmax())] == ("ASSAULT", "aerial")
    assert not found.type.any()


def test_the_strongest_signs_are_named() -> None:
    table = Table({"cue قصف": [(0, 2.0)], "next قري": [(0, 0.5)], "after سلم": [(0, -1.0)], "always": [(0, 3.0)]})
    assert table.strongest(["after سلم", "always", "cue قصف", "next قري"], ANSWERS[0]) == [("cue قصف", 2.0), ("next قري", 0.5)]


@pytest.mark.parametrize(
    ("text", "cue", "kind", "against"),
    [
        pytest.param("طردت وزارة الخارجية السفير", "طردت", "SANCTION", "COERCE", id="ambassador-expelled"),
        pytest.param("رحلت السلطات عشرات المهاجرين", "رحلت", "COERCE", "SANCTION", id="migrants-deported"),
        pytest.param("أسر المقاتلون سبعة جنود", "أسر", "ASSAULT", "COERCE", id="soldiers-captured"),
        pytest.param("أوقفت الشرطة ثلاثة مشتبه بهم", "أوقفت", "COERCE", "ASSAULT", id="suspects-arrested"),
    ],
)
def test_the_packaged_table_knows_the_borders(text: str, cue: str, kind: str, against: str) -> None:
    found = evidence.load().weighed(of(text, cue)).type
    assert found[TYPES.index(kind)] > found[TYPES.index(against)]


@pytest.mark.parametrize(
    ("tells", "cue", "idle", "word"),
    [
        pytest.param("قصف الجيش البلدة", "قصف", "بلغ عدد السكان مليونا", "عدد", id="shelling-against-a-count"),
        pytest.param("اعتقلت الشرطة ثلاثة", "اعتقلت", "أي جماعة تابعة للجيش", "تابعة", id="arrest-against-belonging"),
    ],
)
def test_the_packaged_table_knows_what_tells_of_an_event(tells: str, cue: str, idle: str, word: str) -> None:
    assert evidence.load().weighed(of(tells, cue)).event > evidence.load().weighed(of(idle, word)).event


def test_the_evidence_of_an_event_is_added_to_the_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table({"cue قصف": [(ANSWERS.index(evidence.EVENT), 1.5)], "next قري": [(ANSWERS.index(evidence.EVENT), -0.5)]})
    monkeypatch.setattr(evidence, "load", lambda: table)
    nothing = np.zeros(0, np.float32)
    said = Outputs(0.25, np.zeros(len(TYPES), np.float32), np.zeros(len(MODES), np.float32), nothing, nothing, nothing, nothing)
    assert heard(said, ["cue قصف", "next قري"]).event == pytest.approx(1.25)
    assert not heard(said, ["cue قصف"]).type.any()
