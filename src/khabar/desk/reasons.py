"""Why a claim was coded so, in the reader's language: by the table of reasons, with the names that the desk and the who's who have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from khabar.desk.words import Language, words
from khabar.knowledge import actors
from khabar.knowledge.reasons import Said, said

_SPEAKER = "by"


def told(reason: str, language: Language) -> str:
    """A reason as records keep it, in a language; parts that the table does not know stay as they are.

    >>> told("type: ASSAULT/aerial, score 0.97", "ar")
    'النوع: اعتداء (من الجو)، بدرجة 0.97'
    """
    return arabic(reason).text if language == "ar" else reason


def arabic(reason: str) -> Said:
    """A reason in Arabic, and what of it the table does not know."""
    return said(reason, _named)


def _named(kind: str, name: str) -> str | None:
    return NAMES[kind](name)


def _word(family: str) -> Callable[[str], str | None]:
    return lambda name: words("ar").table.get(f"{family}.{name}")


def _event(name: str) -> str | None:
    """A type, or a type and its mode: `ASSAULT/aerial`."""
    kind, _, mode = name.partition("/")
    table = words("ar").table
    if f"type.{kind}" not in table or (mode and f"mode.{mode}" not in table):
        return None
    return f"{table[f'type.{kind}']} ({table[f'mode.{mode}']})" if mode else table[f"type.{kind}"]


def _role(name: str) -> str | None:
    return words("ar").table.get(f"role.{'speaker' if name == _SPEAKER else name}")


def _actor(name: str) -> str:
    """The Arabic name of an id; who is not in the who's who is named already."""
    found = actors.load().get(name)
    return found.canonical if found else name


def _country(code: str) -> str:
    return _states().get(code, code)


@cache
def _states() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code → the state's name."""
    return {one.country: one.canonical for one in actors.load() if one.type == "state" and one.country}


NAMES: Mapping[str, Callable[[str], str | None]] = {
    "actor": _actor, "basis": _word("timebasis"), "country": _country, "event": _event, "judgement": _word("judgement"), "name": _word("name"),
    "role": _role, "status": _word("status"),
}  # fmt: skip
"""Of each place that the table leaves to others, who names what stands there; None for what they do not know."""
