"""Decides whether words that are also common words name an actor, and which actor a shared name means. Every decision can say why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from khabar.arabic.clitics import peelings
from khabar.knowledge import actors, actors_files
from khabar.knowledge.actors_files import Cue
from khabar.knowledge.speech import opens_content
from khabar.mentions.keys import KeyWords, keys
from khabar.mentions.lexicon import Entry, Hit, Pattern, Role
from khabar.mentions.quotations import Quotations, is_things_name

_PRESS = frozenset({"outlet", "agency"})
_SPEAKER = 7
"""Words within which a verb, with its subject, stands before the outlet to which it is said."""
_GROUPS = frozenset({"armed-group", "party", "coalition"})
_DESCENT_BEFORE = ("بن", "ابن", "بنت")
"""Words after which a name is the father's: «خالد بن سلمان بن عبد العزيز» is not the king."""
_DESCENT = ("بن", "ابن", "بنت", "ال", "ولد")
_PARTITIVE = {"في": 9, "من": 5}
"""Weights of a noun of people with a preposition before the name: «مسؤول في أمل», «مسلحون من الشباب»."""
_ALI, _ON = "علي", "على"
"""The name and the preposition, as they are folded and as the preposition is written."""
_LAST_YEH = re.compile(r"ي\b")
_SHORTEST_GIVEN = 3
"""Letters: foreign first names of fewer are also particles («آن», «إن»)."""
_SHORTEST_NISBA = 5
_DEED, _DEED_OF_GIVEN = 5, 2
"""Weights of a verb of saying or meeting right before a surname, and before one that is a given name too: «قال صالح» may be anybody."""
NEAR = 12
"""Words before and after within which a `near` cue counts."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person named in full: `last` is the index after the name, `actor` None for one whom the who's who does not have."""

    last: int
    actor: str | None


@dataclass(frozen=True)
class Surroundings:
    """What a decision may look at: all words of the article, every hit in it, and what is sure already."""

    words: KeyWords
    hits_ending: Mapping[int, Sequence[Hit]]
    """By the index after their last word."""
    hits_starting: Mapping[int, Sequence[Hit]]
    """By the index of their first word, in text order; longest first."""
    known: frozenset[str]
    """Ids of actors that the article names without doubt."""
    countries: Mapping[str, int] = field(default_factory=dict)
    """How often the article names each state (ISO alpha-3), in names and adjectives."""
    published: str | None = None
    quoted: Quotations = field(default_factory=dict)
    outlet: frozenset[int] = frozenset()
    """Indices of the words that are the article's own outlet."""
    others: frozenset[str] = frozenset()
    """Patterns that in this article are short for a fuller name which the who's who does not have."""
    bearers: Mapping[str, Sequence[Bearer]] = field(default_factory=dict)
    """By surname: the persons whom the article names in full by it, in text order."""
    text: str = ""
    """Of which the words are, with their offsets."""

    @cached_property
    def is_dotted(self) -> bool:
        """Whether the text writes «ي» at the end of words, so that its «ى» is another letter."""
        return _LAST_YEH.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """One addend of a score and the sentence that explains it."""

    value: int
    why: str


_NOTHING = Reason(0, "")


@cache
def cues_by_name() -> Mapping[str, tuple[Cue, ...]]:
    gathered: dict[str, list[Cue]] = defaultdict(list)
    cues = actors_files.cues()
    for cue, name, word in zip(cues, keys([cue.name for cue in cues]), keys([cue.word for cue in cues]), strict=True):
        gathered[name].append(Cue(name, cue.side, word, cue.weight))
    return {name: tuple(found) for name, found in gathered.items()}


@cache
def _near(name: str) -> frozenset[str]:
    return frozenset(cue.word for cue in cues_by_name()[name] if cue.side == "near")


@cache
def defaults() -> Mapping[str, str | None]:
    """For each shared name its default id, or None where an article must decide."""
    collisions = actors_files.collisions()
    return dict(zip(keys([one.name for one in collisions]), (one.default for one in collisions), strict=True))


@cache
def given_names() -> frozenset[str]:
    """Keys of common given names and of the first names of everybody in the who's who."""
    titles = set(keys([head.word for head in actors_files.heads()]))
    full = keys([actor.canonical for actor in actors.load() if actor.type == "person" and " " in actor.canonical])
    first = {name.partition(" ")[0] for name in full}
    return frozenset([*keys(actors_files.given_names()), *(name for name in first - titles if len(name) > _SHORTEST_GIVEN), *_DESCENT])


def is_other_persons(hit: Hit, around: Surroundings) -> bool:
    """A surname of a known person right after a given name: with the person's own it would have been found as the full name."""
    return not hit.cut and hit.first > 0 and _is_surname(hit.known) and _is_given(hit.first - 1, around)


def is_on(at: int, around: Surroundings) -> bool:
    """Whether the word is «على», the preposition, and not «علي»: by its dots or, where the text has none, by what stands before it."""
    words = around.words
    if not words.keys[at].endswith(_ALI) or not around.text[words.starts[at] : words.ends[at]].endswith(_ON):
        return False
    named = at > 0 and (words.keys[at - 1] in given_names() or any(before.of_role("title") for before in around.hits_ending.get(at, ())))
    return around.is_dotted or not named


def _is_given(at: int, around: Surroundings) -> bool:
    """A given name, proclitics before it allowed; or a word between a title and the surname that is nothing else that is known."""
    word = around.words.keys[at]
    if not given_names().isdisjoint(_readings(word)):
        return not is_on(at, around)
    titled = any(before.of_role("title", "private") and not before.of_role("office") for before in around.hits_ending.get(at, ()))
    return titled and at not in around.hits_starting and word.isalpha() and not word.startswith("ال") and len(word) > 2


@cache
def _is_surname(known: Pattern) -> bool:
    return all("person" in entry.types and entry.fact == "short" for entry in known.names)


@cache
def _is_persons(known: Pattern) -> bool:
    return all("person" in entry.types for entry in known.names)


def is_no_person(hit: Hit, around: Surroundings) -> bool:
    """A person's name that here is the article's outlet's, or an ambiguous surname that is part of a thing's name."""
    if not _is_persons(hit.known):
        return False
    if _goes_on(hit, around):
        return True
    if not hit.cut and hit.first and (around.words.keys[hit.first - 1] in _DESCENT_BEFORE or _is_private(hit, around)):
        return True
    doubtful = is_ambiguous(hit.pattern) or hit.last - hit.first > 1
    return hit.first in around.outlet or (doubtful and is_things_name(hit, around.words, around.quoted))


def _is_private(hit: Hit, around: Surroundings) -> bool:
    """After a rank or trade that nobody known has: «الملازم جلال طالباني» is a namesake; «اللواء المتقاعد» is a longer title."""
    before = around.hits_ending.get(hit.first, ())
    size = max((one.known.size for one in before if one.of_role("private")), default=0)
    return size > 0 and not any(one.of_role("title") and one.known.size > size for one in before)


def _goes_on(hit: Hit, around: Surroundings) -> bool:
    """«محمود عباس الحربي»: a name of given names, with a surname after it, is somebody else's."""
    keys = around.words.keys
    if hit.last - hit.first < 2 or hit.last >= len(keys) or hit.last in around.hits_starting or keys[hit.last - 1] not in given_names():
        return False
    return is_of_relation(hit.last, around)


def is_of_relation(at: int, around: Surroundings) -> bool:
    """Whether a word can be an adjective of relation or a surname of that form: «العراقي», but not «القوى», whose «ى» is no yeh."""
    words = around.words
    key = words.keys[at]
    if len(key) <= _SHORTEST_NISBA or not key.startswith("ال") or not key.endswith("ي"):
        return False
    return not (around.text[words.starts[at] : words.ends[at]].endswith("ى") and around.is_dotted)


def bearer(hit: Hit, around: Surroundings) -> Bearer | None:
    """Whom the article has named in full by this surname, last before the hit."""
    if hit.last - hit.first > 1 or not _is_persons(hit.known):
        return None
    return next((one for one in reversed(around.bearers.get(hit.pattern, ())) if one.last <= hit.first), None)


def is_ambiguous(pattern: str) -> bool:
    """Whether the key words are also common words, so that their surroundings must decide."""
    return pattern in cues_by_name()


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
    persons = all("person" in entry.types for entry in known.names)
    some = any("person" in entry.types for entry in known.names)
    press = all(set(entry.types) & _PRESS for entry in known.names)
    qualified = not persons and known.key.startswith("ال")
    asked = (
        (_headed, True), (_titled, persons), (_acting, True), (_told, press), (_qualified, qualified), (_in_brackets, True),
        (_paired, True), (_after_country, some), (_known, True), (_related, True),
    )  # fmt: skip
    return tuple(judge for judge, whether in asked if whether)


def is_meant(hit: Hit, around: Surroundings) -> bool:
    """Whether the addends speak for the name."""
    return sum(reason.value for reason in reasons(hit, around)) > 0


@lru_cache(maxsize=16384)
def _readings(word: str) -> frozenset[str]:
    return frozenset(stem for _, stem in peelings(word))


def _cue_reasons(hit: Hit, around: Surroundings) -> list[Reason]:
    keys = around.words.keys
    before = _readings(keys[hit.first - 1]) if hit.first else frozenset()
    after = _readings(keys[hit.last]) if hit.last < len(keys) else frozenset()
    cues = cues_by_name()[hit.pattern]
    near: set[str] = set()
    sought = _near(hit.pattern)
    if sought:
        for readings in map(_readings, (*keys[max(0, hit.first - NEAR) : hit.first], *keys[hit.last : hit.last + NEAR])):
            if not sought.isdisjoint(readings):
                near |= readings
    places = {"before": before, "after": after, "near": near}
    found = []
    for cue in cues:
        if cue.side == "prior":
            found.append(Reason(cue.weight, "what the word mostly is"))
        elif cue.word in places[cue.side]:
            found.append(Reason(cue.weight, f"«{cue.word}» {cue.side}"))
    return found


def head_before(hit: Hit, around: Surroundings) -> tuple[Hit, Entry] | None:
    """The common noun that heads the name («حركة», «عناصر», «زعيم»), if it fits one of the name's actors."""
    if hit.cut or hit.first not in around.hits_ending:
        return None
    types = {kind for entry in hit.known.names for kind in entry.types}
    for before in around.hits_ending[hit.first]:
        for entry in before.of_role("same", "pair", "member", "leader", "officer"):
            if not entry.types or types & set(entry.types):
                return before, entry
    return None


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
    if hit.cut or not _is_persons(hit.known):
        return _NOTHING
    for before in around.hits_ending.get(hit.first, ()):
        if before.of_role("office", "leader", "title"):
            return Reason(4 if before.of_role("office", "leader") else 2, f"after «{before.pattern}»")
    return _NOTHING


def _paired(hit: Hit, around: Surroundings) -> Reason:
    """Joined by «و» to a group, the more telling if that is no common word: «داعش والقاعدة», «حماس وفتح»."""
    neighbours = [other for other in around.hits_ending.get(hit.first, ()) if hit.preposition[:1] == "و"]
    neighbours += [other for other in around.hits_starting.get(hit.last, ()) if other.preposition[:1] == "و"]
    for other in neighbours:
        names = other.known.names
        if names and other.pattern != hit.pattern and {"armed-group", "party", "coalition"} & set(names[0].types):
            return Reason(4, f"joined to «{other.pattern}»")
    return _NOTHING


def _after_country(hit: Hit, around: Surroundings) -> Reason:
    """A person right after the adjective of the person's own state: «الرئيس الباكستاني مشرف»."""
    whoswho = actors.load()
    people = [found for entry in hit.known.names if "person" in entry.types and (found := whoswho.get(entry.id)) is not None]
    for before in around.hits_ending.get(hit.first, ()):
        for owner in before.of_role("adjective"):
            state = whoswho.get(owner.id)
            if not hit.cut and state is not None and any(person.country == state.country for person in people):
                return Reason(5, f"after «{before.pattern}», an adjective of the person's state")
    return _NOTHING


def _acting(hit: Hit, around: Surroundings) -> Reason:
    """Right after what only organisations do, «دعت فتح», «نقلت وام»; a surname after what people do, «التقى بري»."""
    if hit.cut or not hit.first:
        return _NOTHING
    before = around.words.keys[hit.first - 1]
    if _is_persons(hit.known):
        does = not _deeds().isdisjoint(_readings(before))
        return Reason(_DEED_OF_GIVEN if hit.pattern in given_names() else _DEED, f"after «{before}»") if does else _NOTHING
    weight = max((_agents().get(stem, 0) for stem in _readings(before)), default=0)
    return Reason(weight, f"after «{before}»") if weight else _NOTHING


def _told(hit: Hit, around: Surroundings) -> Reason:
    """An outlet to which somebody says something, «قال الوزير لـ«الحياة»», «قالت للحرة إن»; or one in quotation marks after what it says."""
    if not all(set(entry.types) & _PRESS for entry in hit.known.names):
        return _NOTHING
    keys, quoted = around.words.keys, around.quoted.get(hit.first) == (hit.first, hit.last)
    to = hit.preposition.endswith("ل") or (hit.first > 0 and not hit.cut and keys[hit.first - 1] == "ل")
    if not to:
        return Reason(3 if quoted and _acting(hit, around).value else 0, "in quotation marks")
    said = hit.last < len(keys) and opens_content(keys[hit.last])
    spoken = any(not _deeds().isdisjoint(_readings(word)) or _is_agent(word) for word in keys[max(0, hit.first - _SPEAKER) : hit.first])
    return Reason(12 if spoken and (quoted or said) else 0, "to whom it was said")


def _is_agent(word: str) -> bool:
    return not _agents().keys().isdisjoint(_readings(word))


@cache
def _deeds() -> frozenset[str]:
    return frozenset(keys(actors_files.deeds()))


@cache
def _agents() -> Mapping[str, int]:
    agents = actors_files.agents()
    return dict(zip(keys([word for word, _ in agents]), (weight for _, weight in agents), strict=True))


def _qualified(hit: Hit, around: Surroundings) -> Reason:
    """A noun with the article before an adjective of relation that is no state's: «النهضة الصناعية»."""
    after = around.words.keys[hit.last] if hit.last < len(around.words) else ""
    feminine = len(after) > _SHORTEST_NISBA and after.startswith("ال") and after.endswith("يه")
    adjective = bool(after) and (feminine or is_of_relation(hit.last, around)) and hit.last not in around.hits_starting
    return Reason(-3, f"before «{after}»") if adjective and hit.pattern.startswith("ال") and not _is_persons(hit.known) else _NOTHING


def _in_brackets(hit: Hit, around: Surroundings) -> Reason:
    """Alone in brackets after a name or noun: «وكالة الأنباء الألمانية (د ب أ)»."""
    words = around.words.keys
    if hit.first < 2 or words[hit.first - 1] != "(" or words[hit.last : hit.last + 1] != [")"]:
        return _NOTHING
    named = any(entry.role in ("name", "same") for before in around.hits_ending.get(hit.first - 1, ()) for entry in before.entries)
    return Reason(6, "in brackets after a name") if named else _NOTHING


def _related(hit: Hit, around: Surroundings) -> Reason:
    """The article names without doubt somebody who leads it, belongs to it, or to whom it belongs."""
    for entry in hit.known.names:
        near = actors.load().related(entry.id) & around.known
        if near:
            return Reason(3, f"the article names {min(near)}")
    return _NOTHING


def _known(hit: Hit, around: Surroundings) -> Reason:
    one = bearer(hit, around)
    if one is not None and one.actor is not None:
        return Reason(6, "surname of a person whom the article names in full")
    known = any(entry.id in around.known for entry in hit.known.names)
    return Reason(3, "named in full elsewhere in the article") if known else _NOTHING


def settle(hit: Hit, around: Surroundings, role: Role = "name") -> tuple[str | None, str]:
    """(id, rule) of a name or adjective that one or several actors share; id None where nothing decides."""
    one = bearer(hit, around) if role == "name" else None
    if one is not None and one.actor is not None:
        return one.actor, "surname of a person whom the article names in full"
    if role == "name" and around.published is None and len(hit.known.names) == 1:
        return hit.known.names[0].id, "who's who"
    entries = _fitting(hit, around) if role == "name" else hit.of_role(role)
    ids = list(dict.fromkeys(entry.id for entry in entries))
    if len(ids) == 1:
        return ids[0], "who's who"
    known = [actor for actor in ids if actor in around.known]
    if len(known) == 1:
        return known[0], "shared name; the article names this one in full"
    by_country = _by_country(ids, around)
    if by_country:
        return by_country, "shared name; the article speaks mostly of this one's country"
    default = defaults().get(hit.pattern)
    return (default, "shared name; the best known one") if default in ids else (None, "shared name; nothing in the article decides")


def _fitting(hit: Hit, around: Surroundings) -> tuple[Entry, ...]:
    """The entries that fit the head before the name and, where any does, the day of publication."""
    entries = hit.known.names
    head = head_before(hit, around)
    if head and head[1].types:
        entries = tuple(entry for entry in entries if set(entry.types) & set(head[1].types)) or entries
    state = _state_after(hit, around)
    if state is not None:
        entries = tuple(entry for entry in entries if _country_of(entry) == state) or entries
    day = around.published
    if day is not None:
        entries = tuple(entry for entry in entries if has_begun(entry, day))
        entries = tuple(entry for entry in entries if actors.covers(entry.start, entry.end, day)) or entries
    return entries


def is_of_another_state(hit: Hit, around: Surroundings) -> bool:
    """«حركة النهضة الأردنية»: a group's whole name before the adjective of a state that is not its own."""
    if hit.last not in around.hits_starting or not _is_groups(hit.known):
        return False
    state = _state_after(hit, around)
    return state is not None and all(_country_of(entry) not in (None, state) for entry in hit.known.names)


@cache
def _is_groups(known: Pattern) -> bool:
    return all(set(entry.types) & _GROUPS for entry in known.names)


def _state_after(hit: Hit, around: Surroundings) -> str | None:
    """The country of a state's adjective, with the article, right after a name."""
    for after in around.hits_starting.get(hit.last, ()):
        if not after.cut and after.pattern.startswith("ال"):
            for entry in after.of_role("adjective"):
                if entry.fact in ("m", "f"):
                    return _country_of(entry)
    return None


def _country_of(entry: Entry) -> str | None:
    found = actors.load().get(entry.id)
    return found.country if found is not None else None


def has_begun(entry: Entry, day: str) -> bool:
    """Whether a name was in use on the day or had been; what came out of use is still said of its bearer."""
    return actors.covers(entry.start, None, day)


def _by_country(ids: list[str], around: Surroundings) -> str | None:
    whoswho = actors.load()
    counts = []
    for actor in ids:
        found = whoswho.get(actor)
        counts.append((around.countries.get(found.country or "", 0) if found else 0, actor))
    counts.sort(reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else None
