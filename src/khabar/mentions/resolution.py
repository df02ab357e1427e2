"""Resolves the words of a mention that somebody else found: whom they name, or for whom the unnamed people in them act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from khabar.knowledge import actors
from khabar.mentions.composing import COMMAS, Found, is_office, named_after
from khabar.mentions.context import Surroundings
from khabar.mentions.finding import select, surroundings
from khabar.mentions.keys import KeyWords, key_words
from khabar.mentions.patterns import Hit
from khabar.mentions.quotations import quotations
from khabar.mentions.scores import score
from khabar.mentions.settling import has_begun, settle
from khabar.records.mention import Kind
from khabar.records.spans import Span

_AND = "و"


@dataclass(frozen=True, slots=True)
class Resolution:
    """`ids` are the actors that the words name, one for each in a list; `of` those for which the actor acts, nearest first.

    Unnamed people («عناصر داعش») have no `ids` and an `of`.
    """

    ids: tuple[str, ...]
    of: tuple[str, ...]
    rule: str

    @property
    def score(self) -> float:
        """How sure it is, 0 to 1, by the rule."""
        return score(self.rule)


@dataclass(frozen=True, slots=True)
class _Reading:
    words: KeyWords
    around: Surroundings
    found: tuple[Found, ...]
    adjectives: tuple[str, ...]
    published: str | None

    def ids(self, *, persons: bool) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.id for one in self.found if one.id and _is_person(one.id) is persons))


def resolve(words: str, kind: Kind | None = None, published: str | None = None, home: str | None = None) -> Resolution | None:
    """Whom `words` name; None when nothing in them is in the who's who.

    `published` (ISO day) decides who held an office; `home` is the id of the state that the article is about, to which an office
    without any owner («وزارة الداخلية») then belongs.

    >>> resolve("عناصر داعش").of
    ('islamic-state',)
    """
    reading = _read(words, published)
    for rule in (_list_of_actors, _regime, _persons, _one_actor, _led):
        resolution = rule(reading, kind)
        if resolution is not None:
            return resolution
    return _unnamed(reading) or (_at_home(reading, home) if home is not None else None)


def _at_home(reading: _Reading, home: str) -> Resolution | None:
    """The office that the words begin with, in the state that the article is about."""
    for hit in reading.around.hits_starting.get(0, ()):
        for entry in hit.of_role("office"):
            if entry.fact == "definite" and hit.last == len(reading.words):
                return Resolution((f"{home}.{entry.id}",), (home,), f"office without an owner, of {home} by the article")
    return None


def _read(text: str, published: str | None) -> _Reading:
    words = key_words(text, [Span(0, len(text))])
    span = [Span(0, len(text))]
    around = surroundings(words, published, quotations(text, span, words), text=text)
    found = _without_offices(tuple(_whole_word(words, around) or select(around)), around)
    covered = {index for one in found for index in range(one.first, one.last)}
    adjectives = []
    for first in range(len(words)):
        for hit in around.hits_starting.get(first, ()):
            if hit.of_role("adjective") and not hit.cut and first not in covered:
                owner, _ = settle(hit, around, "adjective")
                adjectives += [owner] if owner else []
    return _Reading(words, around, found, tuple(dict.fromkeys(adjectives)), published)


def _without_offices(found: tuple[Found, ...], around: Surroundings) -> tuple[Found, ...]:
    """Without the office whose holder is named after a comma: «نائب الرئيس، فلان» is one person."""
    dropped = {
        left
        for left, right in pairwise(found)
        if is_office(left)
        and right.kind == "PER"
        and not is_office(right)
        and left.last + 1 == right.first
        and around.words.keys[left.last] in COMMAS
    }
    return tuple(one for one in found if one not in dropped)


def _whole_word(words: KeyWords, around: Surroundings) -> list[Found]:
    """The name that the whole mention is: whoever found the mention has already judged that an ambiguous word is a name here."""
    for hit in around.hits_starting.get(0, ()):
        if hit.last == len(words) and hit.known.names:
            if around.published is not None and not any(has_begun(entry, around.published) for entry in hit.known.names):
                continue
            actor, rule = settle(hit, around)
            found = actors.load().get(actor) if actor else None
            entry = next((entry for entry in hit.known.names if entry.id == actor), None)
            rule = f"{entry.fact} name; {rule}" if entry else rule
            rule = f"{rule}, by its consonants" if hit.spelled else rule
            return [Found(0, hit.last, hit.cut, found.id, found.kind, rule)] if found else []
    return []


def _is_person(actor: str) -> bool:
    found = actors.load().get(actor)
    return found is not None and found.kind == "PER"


def _persons(reading: _Reading, kind: Kind | None) -> Resolution | None:
    """A known person at the end of titles, offices and organisations, or an office alone."""
    people = [one for one in reading.found if one.id and _is_person(one.id) and "." not in one.id]
    named = [one for one in people if not one.rule.startswith("holder of")] or people
    if not named or kind == "ORG" or _headed_by(reading, "member", "same"):
        return None
    if any(one.rule.startswith("holder of") for one in named) and _unknown_name_after(reading, named[-1]):
        return None
    ids = tuple(dict.fromkeys(one.id for one in named if one.id))
    return Resolution(ids, _acts_for(ids, reading), "person: " + named[-1].rule)


def _regime(reading: _Reading, kind: Kind | None) -> Resolution | None:
    """«نظام بشار الأسد»: the government of the state in which the person held an office."""
    people = [actor for actor in reading.ids(persons=True) if "." not in actor] or reading.ids(persons=True)
    if kind == "PER" or len(people) != 1 or not _headed_by(reading, "regime"):
        return None
    states = [owner.id for owner in actors.load().of_at(people[0], reading.published) if owner.type == "state"]
    if "." in people[0]:
        states = [people[0].partition(".")[0]]
    return Resolution((f"{states[0]}.government",), (states[0],), f"the government of {people[0]}") if states else None


def _unknown_name_after(reading: _Reading, one: Found) -> bool:
    """Words after an office, a comma between allowed, are somebody's name, and not the known holder's."""
    if one.last + 1 < len(reading.words) and reading.words.keys[one.last] in COMMAS:
        return named_after(one.last, reading.around)
    if any(hit.of_role("epithet") for hit in reading.around.hits_starting.get(one.last, ())):
        return False
    return one.last < len(reading.words) and reading.words.keys[one.last].isalpha()


def _acts_for(ids: Sequence[str], reading: _Reading) -> tuple[str, ...]:
    whoswho = actors.load()
    owners = [owner.id for actor in ids for owner in whoswho.of_at(actor, reading.published)]
    offices = [one.id.partition(".")[0] for one in reading.found if one.id and "." in one.id and _is_person(one.id)]
    return tuple(dict.fromkeys(owners or [*reading.ids(persons=False), *offices]))


def _list_of_actors(reading: _Reading, kind: Kind | None) -> Resolution | None:
    """«تنظيمي داعش والقاعدة»: two or more actors joined by «و», with nothing before them but their type noun."""
    found = [one for one in reading.found if one.id]
    if len(found) < 2 or (kind == "PER" and any(one.kind != "PER" for one in found)):
        return None
    if not _starts_with(reading, found[0].first, "same", "pair"):
        return None
    joined = all(_joined(reading, left, right) for left, right in pairwise(found))
    ids = tuple(dict.fromkeys(one.id for one in found if one.id))
    return Resolution(ids, _owners(ids), "list of actors") if joined and len(ids) > 1 else None


def _joined(reading: _Reading, left: Found, right: Found) -> bool:
    between = reading.words.keys[left.last : right.first + 1]
    return bool(between) and (between[0].startswith(_AND) or between[0] in ("،", ",")) and len(between) <= 3


def _one_actor(reading: _Reading, kind: Kind | None) -> Resolution | None:
    """The words are a name, perhaps with its type noun before it and epithets after it."""
    found = next((one for one in reading.found if one.id), None)
    if found is None or found.id is None or not _starts_with(reading, found.first, "same", "title", "epithet"):
        return None
    if found.first and found.kind != "PER" and _headed_by(reading, "leader"):
        return None
    if is_office(found) and _unknown_name_after(reading, found):
        office = found.id if "." in found.id else found.rule.removeprefix("holder of ").partition(" ")[0]
        return Resolution((), (office.partition(".")[0],), f"an unknown person; {found.rule}")
    if kind == "PER" and found.kind != "PER":
        return None
    return Resolution((found.id,), _owners((found.id,)), found.rule)


def _owners(ids: Sequence[str]) -> tuple[str, ...]:
    """What composed actors belong to."""
    return tuple(dict.fromkeys(actor.partition(".")[0] for actor in ids if "." in actor))


def _starts_with(reading: _Reading, until: int, *roles: str) -> bool:
    """Whether the words before `until` are only heads of these roles."""
    at = 0
    while at < until:
        hits = [hit for hit in reading.around.hits_starting.get(at, ()) if hit.last <= until and any(entry.role in roles for entry in hit.entries)]
        if not hits:
            return False
        at = max(hit.last for hit in hits)
    return True


def _headed_by(reading: _Reading, *roles: str) -> Hit | None:
    for hit in reading.around.hits_starting.get(0, ()):
        if any(entry.role in roles for entry in hit.entries):
            return hit
    return None


def _led(reading: _Reading, kind: Kind | None) -> Resolution | None:
    """«زعيم تنظيم القاعدة»: the one who led it on the day, or an unnamed leader of it."""
    head = _headed_by(reading, "leader", "officer")
    found = next((one for one in reading.found if one.id), None)
    if head is None or found is None or found.id is None or kind in ("ORG", "GPE"):
        return None
    top = any(entry.role == "leader" for entry in head.entries)
    person = actors.load().holder_at(found.id, reading.published) if top and reading.published else None
    if person is not None and found.last == len(reading.words):
        return Resolution((person.id,), (found.id,), f"leader of {found.id} on {reading.published}")
    return Resolution((), (found.id, *_owners((found.id,))), f"an unnamed leader or officer of {found.id}")


def _unnamed(reading: _Reading) -> Resolution | None:
    """People or things that belong to a known actor: «عناصر داعش», «مسؤولون أميركيون», «غارات أميركية»."""
    ids = tuple(dict.fromkeys([*(one.id for one in reading.found if one.id and one.kind != "PER"), *reading.adjectives]))
    if not ids:
        ids = tuple(one.id for one in reading.found if one.id)
    if not ids:
        return None
    return Resolution((), tuple(dict.fromkeys([*ids, *_owners(ids)])), f"unnamed; belongs to {', '.join(ids)}")
