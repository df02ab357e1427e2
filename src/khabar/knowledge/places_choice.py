"""Which of the places that bear a name is meant: by the noun beside it, the states and places around it, and its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from khabar.knowledge import places_files
from khabar.knowledge.gazetteer import Known, distance
from khabar.records.claim import Place, PlacePrecision

IN_SENTENCE, IN_ARTICLE, SAME_COUNTRY, CLOSE, NOT_FAR = 3.0, 2.0, 1.0, 1.5, 0.8
"""What context adds to a place's weight, whose unit is a power of ten of its population."""
CLOSE_KM, NOT_FAR_KM, SEAT_KM = 60.0, 250.0, 80.0
_WIDER: Mapping[PlacePrecision, PlacePrecision] = {"town": "district"}


@dataclass(frozen=True, slots=True)
class Near:
    """What stands around a mention: states by ISO 3166-1 alpha-3, and places found elsewhere in the article.

    `sentence` holds the states that its sentence names; `article` those that the article names or its sides belong to.
    """

    sentence: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


NOWHERE = Near()


@dataclass(frozen=True, slots=True)
class Found:
    """A place, and the rule that found it, in a sentence."""

    place: Place
    rule: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words beside a name have said so far: the level of the place, that a part or the surroundings are meant, its states."""

    level: str | None = None
    part: bool = False
    around: bool = False
    states: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def said(self, step: str) -> Asked:
        return replace(self, steps=(*self.steps, step))

    def told(self, level: str, step: str) -> Asked:
        return replace(self.said(step), level=level)

    def of_state(self, country: str, word: str) -> Asked:
        """A state that is named beside the place; a second one leaves no place."""
        states = (country,) if not self.states or country in self.states else ("none",)
        return replace(self.said(f"«{word}» decides for {country}"), states=states)

    def noun(self, role: str, word: str) -> Asked:
        """What a word of that role asks for."""
        if role == "direction":
            return replace(self.said(f"«{word}» is a part of it"), part=True)
        if role == "around":
            return replace(self.said(f"«{word}» is around it"), around=True)
        if role in ("inside", "any"):
            return self if self.level else self.told("any", f"«{word}» is before a name")
        return self if self.level == "rural" else self.told(role, f"«{word}» asks for {role}")


def unknown(words: str) -> Found:
    return Found(Place(words, None, None, None, None, "none"), f"«{words}» is no place that is known")


def chosen(name: str, known: Sequence[Known], asked: Asked, near: Near) -> Found | None:
    """The place of that name that what is asked allows and that weighs most in its context; None where none is allowed."""
    allowed = [one for one in known if not asked.states or one.country in asked.states]
    fitting = _LEVELS.get(asked.level or ("part" if asked.part else "bare"), _any)(allowed)
    if not fitting:
        return None
    weighed = sorted(((one.weight + _context(one, near)[0] + _default(name, one), one) for one in fitting), key=lambda w: (-w[0], w[1].id))
    best = weighed[0][1]
    why = "the only one of that name" if len(fitting) == 1 else f"of {len(fitting)} of that name {_context(best, near)[1]}"
    precision = _precision(best, asked)
    rule = "; ".join([*asked.steps, f"«{name}» is {best.id}, {why}"])
    return Found(Place(name, best.id, best.country, best.lat, best.lon, precision), rule)


def _precision(best: Known, asked: Asked) -> PlacePrecision:
    """A part of a town or its surroundings are less sure than the town; the district or province of a town's name than the town itself."""
    own = best.precision
    if best.kind in ("town", "camp") and asked.level in ("province", "district"):
        return "province" if asked.level == "province" else "district"
    if asked.part or asked.around or (asked.level in ("rural", "camp") and best.kind == "town"):
        return _WIDER.get(own, own)
    return own


def _default(name: str, one: Known) -> float:
    return IN_SENTENCE + 1.0 if places_files.defaults().get(name) == one.id else 0.0


def _context(one: Known, near: Near) -> tuple[float, str]:
    """What the article adds to a place's weight, and the strongest reason for it."""
    told: list[tuple[float, str]] = [(0.0, "the one most spoken of")]
    if one.country in near.sentence:
        told.append((IN_SENTENCE, "the one in a state that the sentence names"))
    elif one.country in near.article:
        told.append((IN_ARTICLE, "the one in a state that the article names"))
    if any(place.country == one.country for place in near.places):
        told.append((SAME_COUNTRY, "the one in the country of another place of the article"))
    away = min((distance(one, p.lat, p.lon) for p in near.places if p.lat is not None and p.lon is not None), default=float("inf"))
    if away <= NOT_FAR_KM:
        told.append((CLOSE if away <= CLOSE_KM else NOT_FAR, f"the one {round(away)} km from another place of the article"))
    return sum(weight for weight, _ in told), max(told)[1]


def _of_kinds(*kinds: str) -> Callable[[Sequence[Known]], list[Known]]:
    return lambda known: [one for one in known if one.kind in kinds]


def _first(*choices: Callable[[Sequence[Known]], list[Known]]) -> Callable[[Sequence[Known]], list[Known]]:
    """The first choice that leaves something."""
    return lambda known: next((kept for choice in choices if (kept := choice(known))), [])


def _bare(known: Sequence[Known]) -> list[Known]:
    """A name that a province and its seat share is the seat."""
    towns = [one for one in known if one.kind == "town"]
    return [one for one in known if one.kind != "province" or not any(_is_seat(town, one) for town in towns)]


def _is_seat(town: Known, province: Known) -> bool:
    if town.id == province.seat:
        return True
    near = province.lat is not None and province.lon is not None and distance(town, province.lat, province.lon) <= SEAT_KM
    return town.country == province.country and near


def _any(known: Sequence[Known]) -> list[Known]:
    return list(known)


_PROVINCE, _TOWN = _of_kinds("province", "region"), _of_kinds("town", "camp")
_LEVELS: Mapping[str, Callable[[Sequence[Known]], list[Known]]] = {
    "bare": _bare,
    "any": _first(_of_kinds("region", "province", "district", "water"), _bare),
    "town": _first(_TOWN, _of_kinds("quarter", "site", "province")),
    "province": _first(_of_kinds("province"), _of_kinds("region"), _TOWN),
    "district": _first(_of_kinds("district"), _TOWN, _of_kinds("quarter", "region")),
    "rural": _first(_PROVINCE, _TOWN, _of_kinds("district")),
    "part": _first(_of_kinds("country", "province", "region"), _bare),
    "quarter": _of_kinds("quarter"),
    "camp": _first(_of_kinds("camp"), _of_kinds("town")),
    "site": _first(_of_kinds("site"), _of_kinds("town"), _of_kinds("district", "region", "province")),
    "named": _of_kinds("site", "quarter"),
    "country": _of_kinds("country", "region"),
}
