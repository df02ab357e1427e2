"""Decides whether words that are also common words name an actor: a table of small reasons, each with the sentence that explains it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from khabar.arabic.clitics import forms
from khabar.knowledge import actors, actors_files
from khabar.knowledge.actors_records import PRESS
from khabar.knowledge.speech import opens_content
from khabar.mentions.context import SHORTEST_NISBA, Surroundings, bearer, given_names, head_before, is_of_relation
from khabar.mentions.cues import Reason, cues_of
from khabar.mentions.keys import keys
from khabar.mentions.patterns import Hit, Pattern

_SPEAKER = 7
"""Words within which a verb, with its subject, stands before the outlet to which it is said."""
_PARTITIVE = {"في": 9, "من": 5}
"""Weights of a noun of people with a preposition before the name: «مسؤول في أمل», «مسلحون من الشباب»."""
_DEED, _DEED_OF_GIVEN = 5, 2
"""Weights of a verb of saying or meeting right before a surname, and before one that is a given name too: «قال صالح» may be anybody."""
NEAR = 12
"""Words before and after within which a `near` cue counts."""


_NOTHING = Reason(0, "")


def reasons(hit: Hit, around: Surroundings) -> list[Reason]:
    """The addends of the score by which an ambiguous hit is a name (above 0) or not."""
    found = _cue_reasons(hit, around)
    for reason in _judges(hit.known):
        one = reason(hit, around)
        if one.value:
            found.append(one)
    return found


@cache
def _judges(known: Pattern) -> tuple[Callable[[Hit, Surroundings], Reason], ...]:
    """The functions whose addends can be other than nothing, in the order in which the rule tells them."""
    persons = known.is_persons
    some = any("person" in entry.types for entry in known.names)
    press = all(set(entry.types) & PRESS for entry in known.names)
    qualified = not persons and known.key.startswith("ال")
    asked = (
        (_headed, True), (_titled, persons), (_acting, True), (_told, press), (_qualified, qualified), (_in_brackets, True),
        (_paired, True), (_after_country, some), (_known, True), (_related, True),
    )  # fmt: skip
    return tuple(judge for judge, whether in asked if whether)


def is_meant(hit: Hit, around: Surroundings) -> bool:
    """Whether the addends speak for the name."""
    return sum(reason.value for reason in reasons(hit, around)) > 0


def _cue_reasons(hit: Hit, around: Surroundings) -> list[Reason]:
    keys = around.words.keys
    before = keys[hit.first - 1] if hit.first else ""
    after = keys[hit.last] if hit.last < len(keys) else ""
    cues = cues_of(hit.pattern)
    near = keys[max(0, hit.first - NEAR) : hit.first] + keys[hit.last : hit.last + NEAR] if cues.near else ()
    return cues.reasons(before, after, near)


def _headed(hit: Hit, around: Surroundings) -> Reason:
    head = head_before(hit, around)
    if head is None and hit.first and not hit.cut and around.words.keys[hit.first - 1] in _PARTITIVE:
        people = [before for before in around.hits_ending.get(hit.first - 1, ()) if before.of_role("member", "officer")]
        return Reason(_PARTITIVE[around.words.keys[hit.first - 1]], f"after «{people[0].pattern}»") if people else _NOTHING
    if head is None:
        return _NOTHING
    return Reason(6 if head[0].known.size == 1 else 9, f"headed by «{head[1].id}»")


def _titled(hit: Hit, around: Surroundings) -> Reason:
    """A person right after an office or title of those who rule: «الرئيس عون»."""
    if hit.cut:
        return _NOTHING
    for before in around.hits_ending.get(hit.first, ()):
        if before.of_role("office", "leader", "title"):
            return Reason(4 if before.of_role("office", "leader") else 2, f"after «{before.pattern}»")
    return _NOTHING


def _paired(hit: Hit, around: Surroundings) -> Reason:
    """Joined by «و» to a group, the more telling if that is no common word: «داعش والقاعدة», «حماس وفتح»."""
    before = around.hits_ending.get(hit.first, ()) if hit.preposition[:1] == "و" else ()
    after = [other for other in around.hits_starting.get(hit.last, ()) if other.preposition[:1] == "و"]
    for other in (*before, *after):
        names = other.known.names
        if names and other.pattern != hit.pattern and {"armed-group", "party", "coalition"} & set(names[0].types):
            return Reason(4, f"joined to «{other.pattern}»")
    return _NOTHING


def _after_country(hit: Hit, around: Surroundings) -> Reason:
    """A person right after the adjective of the person's own state: «الرئيس الباكستاني مشرف»."""
    if hit.cut or hit.first not in around.hits_ending:
        return _NOTHING
    whoswho = actors.load()
    people = [found for entry in hit.known.names if "person" in entry.types and (found := whoswho.get(entry.id)) is not None]
    for before in around.hits_ending[hit.first]:
        for owner in before.of_role("adjective"):
            state = whoswho.get(owner.id)
            if state is not None and any(person.country == state.country for person in people):
                return Reason(5, f"after «{before.pattern}», an adjective of the person's state")
    return _NOTHING


def _acting(hit: Hit, around: Surroundings) -> Reason:
    """Right after what only organisations do, «دعت فتح», «نقلت وام»; a surname after what people do, «التقى بري»."""
    if hit.cut or not hit.first:
        return _NOTHING
    before = around.words.keys[hit.first - 1]
    if hit.known.is_persons:
        does = before in _deeds()
        return Reason(_DEED_OF_GIVEN if hit.pattern in given_names() else _DEED, f"after «{before}»") if does else _NOTHING
    weight = _agents().get(before, 0)
    return Reason(weight, f"after «{before}»") if weight else _NOTHING


def _told(hit: Hit, around: Surroundings) -> Reason:
    """An outlet to which somebody says something, «قال الوزير لـ«الحياة»», «قالت للحرة إن»; or one in quotation marks after what it says."""
    keys, quoted = around.words.keys, around.quoted.around(hit.first) == (hit.first, hit.last)
    to = hit.preposition.endswith("ل") or (hit.first > 0 and not hit.cut and keys[hit.first - 1] == "ل")
    if not to:
        return Reason(3 if quoted and _acting(hit, around).value else 0, "in quotation marks")
    said = hit.last < len(keys) and opens_content(keys[hit.last])
    spoken = any(word in _deeds() or word in _agents() for word in keys[max(0, hit.first - _SPEAKER) : hit.first])
    return Reason(12 if spoken and (quoted or said) else 0, "to whom it was said")


@cache
def _deeds() -> frozenset[str]:
    """With whatever proclitics, as the agents."""
    return frozenset(form for word in keys(actors_files.deeds()) for form in forms(word))


@cache
def _agents() -> Mapping[str, int]:
    found: dict[str, int] = {}
    agents = actors_files.agents()
    for word, (_, weight) in zip(keys([word for word, _ in agents]), agents, strict=True):
        for form in forms(word):
            found[form] = max(weight, found.get(form, 0))
    return found


def _qualified(hit: Hit, around: Surroundings) -> Reason:
    """A noun with the article before an adjective of relation that is no state's: «النهضة الصناعية»."""
    after = around.words.keys[hit.last] if hit.last < len(around.words.keys) else ""
    feminine = len(after) > SHORTEST_NISBA and after.startswith("ال") and after.endswith("يه")
    adjective = bool(after) and (feminine or is_of_relation(hit.last, around)) and hit.last not in around.hits_starting
    return Reason(-3, f"before «{after}»") if adjective else _NOTHING


def _in_brackets(hit: Hit, around: Surroundings) -> Reason:
    """Alone in brackets after a name or noun: «وكالة الأنباء الألمانية (د ب أ)»."""
    words = around.words.keys
    if hit.first < 2 or words[hit.first - 1] != "(" or words[hit.last : hit.last + 1] != [")"]:
        return _NOTHING
    named = any(entry.role in ("name", "same") for before in around.hits_ending.get(hit.first - 1, ()) for entry in before.entries)
    return Reason(6, "in brackets after a name") if named else _NOTHING


def _related(hit: Hit, around: Surroundings) -> Reason:
    """The article names without doubt somebody who leads it, belongs to it, or to whom it belongs."""
    for actor in hit.known.ids if around.known else ():
        near = actors.load().related(actor) & around.known
        if near:
            return Reason(3, f"the article names {min(near)}")
    return _NOTHING


def _known(hit: Hit, around: Surroundings) -> Reason:
    one = bearer(hit, around)
    if one is not None and one.actor is not None:
        return Reason(6, "surname of a person whom the article names in full")
    known = not around.known.isdisjoint(hit.known.ids)
    return Reason(3, "named in full elsewhere in the article") if known else _NOTHING
