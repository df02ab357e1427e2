"""Nouns that stand for somebody: «التنظيم» for the group named before, «الجيش» for the army of the one country that the article names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from khabar.arabic.folding import fold
from khabar.knowledge import actors, anaphora
from khabar.mentions.composing import Found, named_after
from khabar.mentions.context import Surroundings, is_of_relation
from khabar.mentions.keys import KeyWords, key
from khabar.mentions.patterns import Hit, Pattern

_OFFICES = frozenset({
    "army", "crown-prince", "defence-minister", "defence-ministry", "foreign-minister", "foreign-ministry", "government", "interior-minister",
    "interior-ministry", "parliament", "prime-minister",
})  # fmt: skip
"""Suffixes of what a state has one of, so that the noun alone can mean it."""


def standing(words: KeyWords, found: Sequence[Found], around: Surroundings) -> list[Found]:
    """Further names: of nouns that nothing else qualifies, none of which overlaps what was found."""
    extra = [*_offices(around), *_nouns(words, found, around)]
    taken = {index for one in found for index in range(one.first, one.last)} if extra else set()
    return [one for one in extra if taken.isdisjoint(range(one.first, one.last))]


def _offices(around: Surroundings) -> Iterator[Found]:
    """«الحكومة», «وزارة الداخلية» of the only state of which the article speaks."""
    state = _only_state(around)
    if state is None:
        return
    for hits in around.hits_starting.values():
        hit = hits[0]
        for entry in hit.of_role("office"):
            if entry.id in _OFFICES and hit.pattern == _head(entry.id) and hit.preposition[-1:] != "ل" and _is_bare(hit, around):
                yield from _office(hit, state, entry.id, around)
                break


def _only_state(around: Surroundings) -> str | None:
    only: str | None = None
    for hits in around.hits_starting.values():
        state = _state_of(hits[0].known) if hits[0].known.country else None
        if state is not None and state != only:
            if only is not None:
                return None
            only = state
    return only


def _office(hit: Hit, state: str, suffix: str, around: Surroundings) -> Iterator[Found]:
    """A body of the state; of an office only its known holder, because not every state has each office."""
    found = actors.load().get(f"{state}.{suffix}")
    rule = f"office of {state}, the only state that the article names"
    if found is not None and found.type != "office":
        yield Found(hit.first, hit.last, hit.cut, found.id, found.kind, rule)
    elif around.published is not None:
        person = actors.load().holder_at(f"{state}.{suffix}", around.published)
        if person is not None:
            yield Found(hit.first, hit.last, hit.cut, person.id, "PER", rule)


def _state_of(known: Pattern) -> str | None:
    """The state of the one actor that the words mean; outlets left out, which report on all states."""
    return _states().get(known.country or "") if known.meant is not None and not known.meant.is_press else None


def _is_bare(hit: Hit, around: Surroundings) -> bool:
    """Whether no adjective, owner or name follows."""
    after = around.words.keys[hit.last] if hit.last < len(around.words.keys) else ""
    qualified = after.startswith("لل") or (after.startswith("ال") and (after.endswith(("ه", "ين")) or is_of_relation(hit.last, around)))
    return not qualified and not named_after(hit.last, around) and hit.last not in around.hits_starting


@cache
def _head(suffix: str) -> str:
    return key(actors.load().offices[suffix].head)


@cache
def _states() -> Mapping[str, str]:
    return {actor.country: actor.id for actor in actors.load() if actor.type == "state" and actor.country}


def _nouns(words: KeyWords, found: Sequence[Found], around: Surroundings) -> Iterator[Found]:
    """«الحركة» after «حماس»: the last group named before that is of the noun's type and has the noun in one of its names."""
    nouns = words.where(_anaphors_with_proclitics())
    latest = sorted(found, key=attrgetter("first"), reverse=True) if nouns else ()
    for index in nouns:
        if index + 1 < len(words.keys) and words.keys[index + 1].startswith("ال"):
            continue
        cut, noun = _anaphors()[words.keys[index]]
        group = next((owner for one in latest if one.last <= index and (owner := _group(one, around))), None)
        if group is not None and _is_called(group, noun):
            yield Found(index, index + 1, cut, group, "ORG", f"«{noun}» stands for the last group named before")


def _group(one: Found, around: Surroundings) -> str | None:
    """The group that was named, or the only one for which a named person acts."""
    if one.kind == "ORG" or one.id is None:
        return one.id
    return _only_group(one.id, around.published) if one.kind == "PER" else None


@lru_cache(maxsize=65536)
def _only_group(person: str, on: str | None) -> str | None:
    owners = [owner.id for owner in actors.load().of_at(person, on) if owner.kind == "ORG"]
    return owners[0] if len(owners) == 1 else None


@cache
def _anaphors() -> Mapping[str, tuple[int, str]]:
    """Key → (length of the proclitics, noun)."""
    nouns = [word for word, one in anaphora.load().items() if one.number == "one" and one.group == "organisation"]
    return {prefix + noun: (len(prefix), noun) for noun in nouns for prefix in ("", "و", "ف", "ب")}


@cache
def _anaphors_with_proclitics() -> frozenset[str]:
    return frozenset(_anaphors())


@cache
def _is_called(actor: str, noun: str) -> bool:
    """Whether a group has the noun at the head of a name or, where its names have no such noun, is of the noun's types."""
    found = actors.load().get(actor)
    if found is None:
        return False
    nouns = {word.removeprefix("ال"): one for word, one in anaphora.load().items() if one.group == "organisation"}
    heads = {fold(name.text).partition(" ")[0].removeprefix("ال") for name in found.names} & nouns.keys()
    return noun.removeprefix("ال") in heads if heads else found.type in anaphora.load()[noun].types
