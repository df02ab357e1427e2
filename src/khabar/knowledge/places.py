"""Places by their Arabic names: what a mention names, with a precision, by the words beside the name and by what else the article names.

The steps are tried in the order of `_STEPS`, on what the step before has left of the mention. Each says in a sentence what it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.knowledge import gazetteer, places_files
from khabar.knowledge.gazetteer import Known
from khabar.knowledge.places_choice import NOWHERE, Asked, Found, Near, chosen, unknown
from khabar.records.claim import Place

__all__ = ["NOWHERE", "Found", "Near", "check", "find", "named", "states"]

_STRIPPED = "\"'«»“”‘’()[].:؛;!؟?…"
_LANDS = ("any", "around", "country", "direction", "inside", "province", "rural", "town")
"""Roles of nouns that say, with the adjective of a state and no name, that it was somewhere in the state: «المدينة الليبية», not «الجسر الياباني»."""
_IN_TOWNS = ("quarter", "site", "named")
"""Levels of what stands in a town: an unknown hospital in Idlib is in the town, an unknown village in Idlib is in the province."""
_LONGEST = 5
"""Words of the longest names that are looked for in running text."""


def find(words: str, near: Near = NOWHERE) -> Found:
    """The place that a mention names, as the article around it (`near`) decides; precision `none` where its name is not known."""
    parts = fold(words.replace("،", " ، ")).split()
    parts = [part for part in (part.strip(_STRIPPED) for part in parts) if part]
    found = _resolved(parts, Asked(), near) if parts else None
    return Found(replace(found.place, name=words), f"«{words}»: {found.rule}") if found else unknown(words)


def states(text: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 of the states that a text names by name, capital or adjective, in text order, each once."""
    table = gazetteer.states()
    found = [table[name] for name, _ in _runs(text) if name in table]
    return tuple(dict.fromkeys(country for country in found if country))


def named(text: str) -> tuple[Place, ...]:
    """Places of our own rows that a text names beyond doubt: all that bear the name lie in one country. In text order."""
    found: list[Place] = []
    until = -1
    for name, span in _runs(text):
        known = [one for one in gazetteer.ours(name) if one.kind not in ("country", "wide")] if span[0] >= until else []
        if known and name not in places_files.commons() and len({one.country for one in known}) == 1:
            one = min(known, key=gazetteer.order)
            found.append(Place(name, one.id, one.country, one.lat, one.lon, one.precision))
            until = span[1]
    return tuple(dict.fromkeys(found))


def check() -> list[str]:
    """Faults of the data files, one sentence each; empty when there are none."""
    from khabar.knowledge.places_lint import faults  # noqa: PLC0415 - the linter reads what this module loads

    return faults()


def _runs(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Runs of a folded text's words, longest first at each word, with and without proclitics; with the words' numbers."""
    words = [word.strip(_STRIPPED + "،,") for word in fold(text).split()]
    for at, first in enumerate(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            rest = words[at + 1 : end]
            for length, stem in peelings(first):
                if length == 0 or len(stem) > 2:
                    yield " ".join([stem, *rest]), (at, end)


def _resolved(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    for step in _STEPS if parts else ():
        found = step(parts, asked, near)
        if found is not None:
            return found
    return None


def _whole(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """All that is left is a name."""
    name = " ".join(parts)
    known = gazetteer.known(name)
    if places_files.commons().get(name) == "always" and asked.level in (None, "any") and not asked.states:
        known = tuple(one for one in known if asked.level and one.country in near.sentence)
    return chosen(name, known, asked, near)


def _after_noun(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«محافظة حلب», «شمالي حلب», «العاصمة صنعاء»: the first word says what kind of place the rest names."""
    role = _role(parts[0])
    rest = parts[1:]
    if role is None or role in ("link", "epithet", "side"):
        return None
    if role == "capital":
        return _capital(parts, asked, near)
    if role == "home":
        return _home(near) if not rest else _resolved(rest, asked.told("country", f"«{parts[0]}» asks for a state"), near)
    if not rest:
        return None
    while role in ("direction", "around", "inside") and len(rest) > 1 and _role(rest[0]) in ("direction", "link"):
        rest = rest[1:]
    if len(rest) > 1 and rest[0] in gazetteer.adjectives():
        asked = asked.of_state(gazetteer.adjectives()[rest[0]], rest[0])
        return _resolved(rest[1:], asked.noun(role, parts[0]), near)
    found = _resolved(rest, asked.noun(role, parts[0]), near)
    return found or (_only_the_state(rest, asked, parts[0]) if role in _LANDS else None)


def _only_the_state(rest: Sequence[str], asked: Asked, noun: str) -> Found | None:
    """«الأراضي السورية», «الجنوب اللبناني»: nothing but the adjective of one state."""
    left = [word for word in rest if _role(word) not in ("side", "epithet")]
    countries = {gazetteer.adjectives()[word] for word in left if word in gazetteer.adjectives()}
    if len(countries) != 1 or any(word not in gazetteer.adjectives() for word in left):
        return None
    (country,) = countries
    if asked.states and country not in asked.states:
        return None
    return _state(country, f"«{noun} {' '.join(rest)}» says no more than the state")


def _state(country: str, rule: str) -> Found | None:
    identity = gazetteer.state_ids().get(country)
    return Found(Place("", identity, country, None, None, "country"), rule) if identity else None


def _capital(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«العاصمة السورية», «عاصمة اليمن», «العاصمة» in a sentence that names one state; «العاصمة صنعاء» is the town."""
    rest = [word for word in parts[1:] if _role(word) != "epithet"]
    table = gazetteer.adjectives() if parts[0].startswith("ال") else gazetteer.states()
    if rest and rest[0] in gazetteer.adjectives() and len(rest) > 1:
        return _resolved(rest[1:], asked.of_state(table[rest[0]], rest[0]).noun("town", parts[0]), near)
    name = " ".join(rest)
    if rest and name not in table:
        return _resolved(rest, asked.noun("town", parts[0]), near)
    countries = (table[name],) if rest else asked.states or near.sentence
    if len(set(countries)) != 1:
        return None
    towns = gazetteer.capitals().get(countries[0], ())
    why = "named beside it" if rest else "that the sentence names"
    return Found(_placed(towns[0]), f"the capital of {countries[0]}, the state {why}") if towns else None


def _placed(one: Known) -> Place:
    return Place("", one.id, one.country, one.lat, one.lon, one.precision)


def _home(near: Near) -> Found | None:
    """«البلاد» is the one state that the sentence names, or else the article."""
    for countries in (near.sentence, near.article):
        if len(countries) == 1:
            return _state(countries[0], f"the only state named is {countries[0]}")
    return None


def _without_last(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«الموصل العراقية», «ريف حلب الشمالي», «الجولان المحتل»: the last word is an adjective."""
    last, rest = parts[-1], parts[:-1]
    if not rest:
        return None
    if last in gazetteer.adjectives():
        return _resolved(rest, asked.of_state(gazetteer.adjectives()[last], last), near)
    if fold(last) in _words("epithet"):
        return _resolved(rest, asked.said(f"«{last}» is an epithet"), near)
    if fold(last) in _words("side"):
        return _resolved(rest, asked.noun("direction", last), near)
    return None


def _held(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«مدينة الباب في محافظة حلب»: the place before, in the country and near the place after; the place after where the first is not known."""
    for at in range(1, len(parts)):
        begin = _holder(parts, at)
        holder = _resolved(parts[begin:], Asked(), near) if begin else None
        if holder is None or holder.place.precision == "none":
            continue
        country = holder.place.country
        inside = replace(near, places=(holder.place, *near.places))
        within = asked.of_state(country, " ".join(parts[begin:])) if country else asked
        head = _resolved(parts[:at], within, inside)
        if head and _finer(head.place, holder.place):
            return head
        loose = holder if asked.level in _IN_TOWNS else _resolved(parts[begin:], Asked(part=True), near) or holder
        return Found(loose.place, f"«{' '.join(parts[:at])}» is not known; it is in «{' '.join(parts[begin:])}»: {loose.rule}")
    return None


def _holder(parts: Sequence[str], at: int) -> int:
    """Where the name of what holds the place before word `at` begins; 0 where word `at` ties nothing to it."""
    word = parts[at]
    if _role(word) == "link":
        return at + 1 if at + 1 < len(parts) else 0
    if _role(word) in ("direction", "around") and at + 1 < len(parts):
        return at
    tied = any(length and word[0] in "بل" and (_role(stem) or gazetteer.known(stem)) for length, stem in peelings(word))
    return at if tied and not gazetteer.known(word) else 0


def _finer(head: Place, holder: Place) -> bool:
    scale = ("town", "district", "province", "country", "none")
    return head.id != holder.id and scale.index(head.precision) <= scale.index(holder.precision)


def _peeled(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«بحلب», «وبغداد», «للموصل»: proclitics, only where the word with them is no name."""
    for length, stem in peelings(parts[0]):
        name = " ".join([stem, *parts[1:]])
        if length and len(stem) > 2 and places_files.commons().get(name) != "always":
            if _role(stem) is None and not any(_known_start(stem, parts[1:])):
                continue
            found = _resolved([stem, *parts[1:]], asked.said(f"«{parts[0][:length]}» is a particle"), near)
            if found:
                return found
    return None


def _known_start(stem: str, rest: Sequence[str]) -> Iterator[bool]:
    """Whether the stem, alone or with words after it, is a name."""
    return (bool(gazetteer.known(" ".join([stem, *rest[:more]]))) for more in range(len(rest) + 1))


def _first_of_list(parts: Sequence[str], asked: Asked, near: Near) -> Found | None:
    """«ريفي إدلب وحماة»: the first of several."""
    for at in range(1, len(parts)):
        if parts[at].startswith("و") and gazetteer.known(parts[at][1:]):
            return _resolved(parts[:at], asked.said("the first of several"), near)
    return None


def _role(word: str) -> str | None:
    roles = places_files.roles()
    return roles.get(word) or (roles.get(word[2:]) if word.startswith("ال") and roles.get(word[2:]) != "link" else None)


def _words(role: str) -> frozenset[str]:
    return frozenset(word for word, of_role in places_files.roles().items() if of_role == role)


_STEPS = (_whole, _after_noun, _without_last, _held, _peeled, _first_of_list)
