"""The judge of names: what is right, missed, false, or not for it to judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.names import Verdict, figures, from_the_text, given_the_words, read


def _verdicts(tmp_path: Path, text: str, names: str, judge: str = "from the text", kind: str = "clitic") -> list[Verdict]:
    path = tmp_path / "cases.yaml"
    path.write_text(f'- {{id: one, kind: {kind}, hard: 1, "on": 2015-06-01, text: "{text}", names: {names}}}', encoding="utf-8")
    case = read(path)[0]
    return list((from_the_text if judge == "from the text" else given_the_words)(case))


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        pytest.param("نفت حماس الخبر", '[["حماس", hamas]]', [(True, False)], id="right"),
        pytest.param("نفت حماس الخبر", '[["حماس", fatah]]', [(False, True)], id="another"),
        pytest.param("نفت حماس الخبر", '[["حماس", null]]', [(False, True)], id="none"),
        pytest.param("نفت حماس الخبر", "[]", [(False, True)], id="nothing-there"),
        pytest.param("نفى فلان الخبر", '[["فلان", hamas]]', [(False, False)], id="missed"),
        pytest.param("نفى زعيم القاعدة أيمن الظواهري الخبر", '[["زعيم القاعدة أيمن الظواهري", ayman-al-zawahiri]]', [(True, False)], id="inside"),
        pytest.param("عاد اللاجئون إلى تركيا", "[]", [], id="a-country-that-is-a-place"),
    ],
)
def test_names_from_the_text(tmp_path: Path, text: str, names: str, told: list[tuple[bool, bool]]) -> None:
    assert [(one.right, one.false) for one in _verdicts(tmp_path, text, names)] == told


def test_a_short_name_given_its_words_is_the_fuller_one_before_it(tmp_path: Path) -> None:
    names = '[["محمد السنوار", mohammed-sinwar], ["السنوار", mohammed-sinwar]]'
    told = _verdicts(tmp_path, "قاد محمد السنوار لواء ثم غاب السنوار", names, "given the words")
    assert [(one.right, one.false) for one in told] == [(True, False), (True, False)]


def test_a_trap_has_no_words_to_be_given(tmp_path: Path) -> None:
    assert _verdicts(tmp_path, "استقبلوه بحماس", '[["حماس", null]]', "given the words", "trap") == []


def test_figures_count_false_ones_by_mentions(tmp_path: Path) -> None:
    verdicts = _verdicts(tmp_path, "نفت حماس الخبر وأكده داعش", '[["حماس", hamas], ["داعش", hamas]]')
    assert figures(verdicts) == {"accuracy": 0.5, "false_per_100": 50.0, "known": 2, "mentions": 2}


def test_words_that_are_not_in_the_text_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        _verdicts(tmp_path, "نفت حماس الخبر", '[["فتح", fatah]]')
