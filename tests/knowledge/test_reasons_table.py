"""The table of reasons: both sides have the same places, a row with more words of its own goes first, and what no row tells stays in English."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from khabar.knowledge import reasons
from khabar.knowledge.reasons import Said, check, said

Row = dict[str, str]


def named(kind: str, name: str) -> str | None:
    """Stands for the desk: it knows one status and one basis, and every actor."""
    return name if kind == "actor" else {"denied": "منفي", "relative": "نسبي"}.get(name)


def test_the_table_has_no_faults() -> None:
    assert check() == []


GOOD: Row = {"what": "reason", "english": "time: «{words}» is {day}", "arabic": "الزمن: «{words}» أي {day}"}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param([GOOD, GOOD], "stands twice", id="twice"),
        pytest.param([GOOD, GOOD | {"english": "a {day} «{words}»"}], "not sorted", id="not-sorted"),
        pytest.param([GOOD | {"arabic": "الزمن: «{words}»"}], "other places", id="a-place-is-lost"),
        pytest.param([GOOD | {"arabic": "الزمن: «{words}» أي {day} {day2}"}], "other places", id="a-place-too-many"),
        pytest.param([GOOD | {"english": "{moon}: «{words}» {day}", "arabic": "{moon}: «{words}» {day}"}], "no row tells moon", id="unknown-place"),
        pytest.param([GOOD | {"arabic": "الزمـن: «{words}» أي {day}"}], "tatweel", id="tatweel"),
        pytest.param([GOOD | {"english": GOOD["english"] + " "}], "blanks", id="blank-at-the-end"),
        pytest.param([GOOD, {"what": "unasked", "english": "x", "arabic": "س"}], "no place holds unasked", id="rows-for-no-place"),
    ],
)
def test_the_linter_names_a_bad_row(monkeypatch: pytest.MonkeyPatch, rows: list[Row], fault: str) -> None:
    def given(_: str) -> Iterator[Row]:
        return iter(rows)

    monkeypatch.setattr(reasons, "rows", given)
    assert any(fault in one for one in check()), check()


@pytest.mark.parametrize(
    ("english", "told"),
    [
        pytest.param(
            "time: «أمس» is 2016-05-17..2016-05-17 (relative)", Said("الزمن: «أمس» أي 2016-05-17 (نسبي)"), id="a-place-twice-holds-the-same"
        ),
        pytest.param(
            "time: «مايو» is 2016-05-01..2016-05-31 (relative)", Said("الزمن: «مايو» أي من 2016-05-01 إلى 2016-05-31 (نسبي)"), id="and-two-do-not"
        ),
        pytest.param(
            "cue: «أرسل»; lexicon: أرسل (verb, send (an envoy)), أرسل (verb, send), بعث (verb, send, dispatch)",
            Said("الفعل: «أرسل»؛ في المعجم: أرسل (فعل)، بعث (فعل)"),
            id="glosses-of-one-lemma-are-left-out-together",
        ),
        pytest.param("cue: «أرسل»; lexicon: none", Said("الفعل: «أرسل»؛ ليس في المعجم"), id="more-words-of-its-own-go-first"),
        pytest.param("status: denied", Said("الحال: منفي"), id="a-name-that-others-know"),
        pytest.param("status: doubted", Said("الحال: doubted", ("doubted",)), id="a-name-that-nobody-knows"),
        pytest.param(
            "actor: the words themselves; by moonlight", Said("actor: الكلمات نفسها؛ by moonlight", ("actor", "by moonlight")), id="a-part-that-stays"
        ),
        pytest.param("the moon was full", Said("the moon was full", ("the moon was full",)), id="a-reason-that-stays"),
        pytest.param("attribution: the article itself; signs: ", Said("الإسناد: المقال نفسه، بلا قرينة"), id="an-empty-list"),
    ],
)
def test_a_reason_is_told_by_its_rows(english: str, told: Said) -> None:
    assert said(english, named) == told


def test_a_list_may_be_long() -> None:
    found = said("context: military, 9.00: " + ", ".join(["«حرب» in the article"] * 2000), named)
    assert (found.left, found.text.count("«حرب» في المقال")) == ((), 2000)


def test_no_page_can_be_written_to_take_long() -> None:
    began = time.process_time()
    said("actor: «" + "» (PER, 0.50) is a: b (0.50)" * 160 + "x", named)
    said("cue: «" + "», score 0.50; lexicon: (a, b), " * 160 + "»x", named)
    assert time.process_time() - began < 5
