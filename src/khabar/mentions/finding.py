"""Finds every name of the who's who in spans of a text: longest match, proclitics peeled, ambiguous words judged by their surroundings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, takewhile
from operator import attrgetter

from khabar.arabic.clitics import PREFIXES, forms, may_peel
from khabar.arabic.folding import fold_with_offsets
from khabar.knowledge import actors, actors_files
from khabar.knowledge.speech import opens_content
from khabar.mentions.ambiguity import reasons
from khabar.mentions.composing import COMMAS, Found, composed, is_office, may_have_owner, named_after
from khabar.mentions.context import Bearer, Surroundings, bearer, given_names, head_before, is_on
from khabar.mentions.cues import cues_by_name
from khabar.mentions.keys import QUOTES, KeyWords, key, key_words
from khabar.mentions.lexicon import lexicon
from khabar.mentions.namesakes import is_no_person, is_other_persons
from khabar.mentions.patterns import Hit, kind_of
from khabar.mentions.quotations import NO_QUOTATIONS, Quotations, indices_of, part_of_fuller, quotations
from khabar.mentions.scores import score
from khabar.mentions.settling import has_begun, is_of_another_state, settle
from khabar.mentions.standing import standing
from khabar.mentions.variants import consonants, is_foreign
from khabar.records.mention import Mention
from khabar.records.spans import Quote, Span

_SHORTEST_SURNAME = 4
_SUBJECT = 6
"""Words within which a verb's subject, with its titles, stands before the object."""
_MARK = re.compile("[«“\"']")
_PLAIN = frozenset(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
"""Letters each of which folds to one letter."""


@cache
def _place_nouns() -> frozenset[str]:
    return _with_proclitics(actors_files.place_nouns())


def find(text: str, spans: Sequence[Span], published: str | None = None, outlet: str | None = None, *, nouns: bool = True) -> tuple[Mention, ...]:
    """The names of the who's who inside `spans` of `text`, ordered; `published` (ISO day) settles dated names and who held an office.

    The words of `outlet`, the article's own, never name a person. `nouns` asks for nouns too that stand for somebody («التنظيم»).

    A mention's span leaves proclitics out, but «للقاعدة» stays whole, because its article is not a letter of its own.
    """
    words = key_words(text, spans)
    around = surroundings(words, published, quotations(text, spans, words), indices_of(outlet, words), text)
    found = _merged(select(around), around)
    found += _surnames(around, found)
    if nouns:
        found += standing(words, found, around)
    return tuple([_mention(text, words, one) for one in sorted(found, key=attrgetter("first"))])


def surroundings(
    words: KeyWords, published: str | None, quoted: Quotations = NO_QUOTATIONS, outlet: frozenset[int] = frozenset(), text: str = ""
) -> Surroundings:
    """One scan of the words, indexed by first and last word, with what is sure of the whole article."""
    starting, ending = lexicon().hits(words)
    names = [hit for hit in chain.from_iterable(starting.values()) if hit.known.is_name]
    people = [hit for hit in names if hit.known.is_persons]
    return Surroundings(
        words=words,
        hits_starting=starting,
        hits_ending=ending,
        known=_known(names),
        published=published,
        quoted=quoted,
        outlet=outlet,
        others=_others(words, starting, quoted),
        bearers=_bearers(people, Surroundings(words, ending, starting, frozenset(), text=text)) if people else {},
        text=text,
    )


def _bearers(people: Iterable[Hit], around: Surroundings) -> Mapping[str, Sequence[Bearer]]:
    """Persons named in full, by surname: known ones, and others by a given name before a known person's surname."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    free = 0
    for hit in people:
        if hit.first < free:
            continue
        full = hit.known.person
        if full is not None and not is_no_person(hit, around):
            found[hit.pattern.rpartition(" ")[2]].append(Bearer(hit.last, full))
            free = hit.last
        elif full is None and is_other_persons(hit, around):
            found[hit.pattern].append(Bearer(hit.last, None))
    return found


def _others(words: KeyWords, starting: Mapping[int, Sequence[Hit]], quoted: Quotations) -> frozenset[str]:
    """Patterns that open a fuller quoted name, and what is short for one: «الكتائب» beside «كتائب الوادي».

    A longer pattern of the who's who that is the whole quotation outweighs them.
    """
    found = set()
    for first, last in zip(*quoted, strict=True):
        if last - first < 2:
            continue
        hits = [hit for hit in starting.get(first, ()) if hit.known.is_name]
        if last in [hit.last for hit in hits]:
            continue
        found.add(f"ال{words.keys[first]}")
        for hit in hits:
            own = any(after.of_role("adjective") for after in starting.get(hit.last, ()))
            if not own and part_of_fuller(hit, words, quoted):
                found.add(hit.pattern)
    return frozenset(found)


def _known(names: Iterable[Hit]) -> frozenset[str]:
    """Actors named by words that mean nothing else."""
    return frozenset([hit.known.owner for hit in names if hit.known.size > 1 and hit.known.owner is not None])


def select(around: Surroundings) -> list[Found]:
    """The longest names from left to right, without overlap."""
    chosen: list[Found] = []
    free = 0
    for first, hits in around.hits_starting.items():
        if first < free:
            continue
        candidates: list[Found] = []
        for hit in hits:
            if hit.known.is_name and (named := _named(hit, around)) is not None:
                candidates.append(named)
            if hit.known.is_office and may_have_owner(hit, around):
                candidates += composed(hit, around)
        if candidates:
            best = max(candidates, key=_preference) if len(candidates) > 1 else candidates[0]
            if free == first and chosen and _describes(chosen[-1], best):
                chosen.pop()
            chosen.append(best)
            free = best.last
    return chosen


def _describes(one: Found, after: Found) -> bool:
    """«القيادي الحوثي محمد البخيتي»: a surname right before another's full name, whose words follow it, is what that one belongs to."""
    adjacent = not after.cut and one.kind == after.kind == "PER" and not is_office(one) and not is_office(after)
    return adjacent and one.last - one.first == 1 < after.last - after.first


def _preference(one: Found) -> tuple[int, int, bool]:
    return one.last, -one.cut, one.id is not None


def _named(hit: Hit, around: Surroundings) -> Found | None:
    known, day = hit.known, around.published
    one = bearer(hit, around) if known.is_persons else None
    if known.key in around.others or ((known.is_persons or known.is_groups) and _is_anothers(hit, one, around)):
        return None
    sure = known.sure if one is None and not hit.spelled else None
    if sure is not None and (day is None or not known.is_dated):
        return Found(hit.first, hit.last, hit.cut, *sure)
    if day is not None and not any(has_begun(entry, day) for entry in known.names):
        return None
    if not known.is_ambiguous:
        return _settled(hit, around, "")
    scored = reasons(hit, around)
    if sum([reason.value for reason in scored]) <= 0:
        return None
    return _settled(hit, around, "; ".join([reason.why for reason in scored if reason.value > 0]))


def _is_anothers(hit: Hit, one: Bearer | None, around: Surroundings) -> bool:
    """Whether the words, a person's or a group's name, name one that the who's who does not have."""
    known = hit.known
    if known.is_persons and (is_other_persons(hit, around) or is_no_person(hit, around)):
        return True
    if one is not None and one.actor is None:
        return True
    return known.is_groups and is_of_another_state(hit, around)


def _settled(hit: Hit, around: Surroundings, why: str) -> Found:
    actor, rule = settle(hit, around)
    entry = hit.known.name_of(actor)
    if entry.fact == "capital" and _is_place(hit, around):
        return Found(hit.first, hit.last, hit.cut, None, "GPE", "a capital, as a place")
    rule = "capital that stands for its state" if entry.fact == "capital" else f"{entry.fact} name; {rule}"
    rule = f"{rule}, by its consonants" if hit.spelled else rule
    return Found(hit.first, hit.last, hit.cut, actor, kind_of(actor or entry.id), f"{rule}; {why}" if why else rule)


def _is_place(hit: Hit, around: Surroundings) -> bool:
    """A capital after «ب», «في», or a noun of what happens or stands in a place; «اتفاق دمشق وأنقرة» is one of governments."""
    if hit.preposition.endswith("ب"):
        return True
    if hit.cut or not hit.first:
        return False
    keys, before = around.words.keys, around.words.keys[hit.first - 1]
    if _is_goal(hit, keys):
        return True
    if before not in _place_nouns():
        return False
    prepositions, addresses = _addresses()
    if before in prepositions and not addresses.isdisjoint(keys[max(0, hit.first - 5) : hit.first - 1]):
        return False
    return not any(other.preposition == "و" and other.known.names for other in around.hits_starting.get(hit.last, ()))


def _led(one: Found, around: Surroundings) -> Found:
    """«الأمين العام للأمم المتحدة»: who leads a group on the day, where no name follows the title."""
    if around.published is None or one.id is None or one.kind not in ("ORG", "GPE") or named_after(one.last, around):
        return one
    for before in around.hits_ending.get(one.first, ()):
        if before.of_role("leader") and one.kind == "ORG":
            person = actors.load().holder_at(one.id, around.published)
            if person is not None:
                return Found(before.first, one.last, before.cut, person.id, "PER", f"holder of {one.id} on {around.published}")
    return one


def _merged(found: Sequence[Found], around: Surroundings) -> list[Found]:
    """Type nouns taken into the name («تنظيم داعش»), and an office together with the person named after it."""
    merged: list[Found] = []
    for one in found:
        free = merged[-1].last if merged else 0
        led = _led(one, around) if around.published is not None else one
        after_name = bool(merged) and merged[-1].kind == "PER" and merged[-1].last == led.first
        widened = led if led is not one and led.first >= free and not after_name else _with_type_noun(one, around, free)
        before = merged[-1] if merged else None
        if before is None or widened.kind != "PER" or widened.cut or not is_office(before) or is_office(widened):
            merged.append(widened)
        elif before.last == widened.first and (holder := _held_by_another(before, widened, around)) is not None:
            merged[-1] = Found(before.first, before.last, before.cut, holder, "PER", f"holder of {before.id} on {around.published}")
            merged.append(widened)
        elif before.last == widened.first and _of_one_state(before, widened):
            merged[-1] = Found(before.first, widened.last, before.cut, widened.id, "PER", f"{widened.rule}; named after the office")
        else:
            if before.last + 1 == widened.first and around.words.keys[before.last] in COMMAS:
                merged[-1] = Found(before.first, before.last, before.cut, widened.id, "PER", "office of the person named after the comma")
            merged.append(widened)
    return merged


def _held_by_another(office: Found, person: Found, around: Surroundings) -> str | None:
    """«هنأ الرئيس العراقي نوري المالكي»: who held the office on the day, where the person named after it never did."""
    if around.published is None or office.id is None or person.id is None or not office.rule.startswith("office of") or "not held" in office.rule:
        return None
    whoswho = actors.load()
    holder = whoswho.holder_at(office.id, around.published)
    ever = {one.id for one, _ in whoswho.holders.get(office.id, ())}
    return holder.id if holder is not None and person.id not in ever else None


def _of_one_state(office: Found, person: Found) -> bool:
    """«التقى الرئيس الفلسطيني الملك عبد الله الثاني» is two people: an office is not a person's of another country."""
    state, known = (actors.load().get((one.id or "").partition(".")[0]) for one in (office, person))
    return state is None or known is None or state.country is None or known.country is None or state.country == known.country


def _is_goal(hit: Hit, keys: Sequence[str]) -> bool:
    """«زار الوزير بيروت»: where a verb of going or besieging goes, with its subject between."""
    before = keys[max(0, hit.first - _SUBJECT) : hit.first]
    if _place_verbs().isdisjoint(before):  # nearly always, and asked in one step
        return False
    clause = takewhile(str.isalpha, reversed(before))
    return not _place_verbs().isdisjoint(clause)


@cache
def _addresses() -> tuple[frozenset[str], frozenset[str]]:
    """(prepositions, words): what is asked «من» a capital or sent «إلى» it is asked of its government."""
    return frozenset(map(key, ("من", "إلى"))), frozenset(map(key, actors_files.addresses()))


@cache
def _place_verbs() -> frozenset[str]:
    return _with_proclitics(actors_files.place_verbs())


def _with_proclitics(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(key(word)))


def _with_type_noun(one: Found, around: Surroundings, free: int) -> Found:
    if one.cut or one.first not in around.hits_ending:
        return one
    hit = next((hit for hit in around.hits_starting.get(one.first, ()) if hit.last == one.last and not hit.cut and hit.known.is_name), None)
    head = head_before(hit, around) if hit is not None else None
    if head is None or head[1].role != "same" or head[0].first < free:
        return one
    return Found(head[0].first, one.last, head[0].cut, one.id, one.kind, f"{one.rule}; with its type noun")


def _surnames(around: Surroundings, found: Sequence[Found]) -> list[Found]:
    """Later surnames of persons whom the article has named in full, of names in text order; a foreign one may be spelled otherwise."""
    keys = around.words.keys
    people: dict[str, tuple[Found, int]] = {}
    bones: dict[str, Found] = {}
    for one in found:
        surname = keys[one.last - 1]
        if one.kind != "PER" or not one.id or "." in one.id or one.last - one.first < 2 or len(surname) < _SHORTEST_SURNAME:
            continue
        servant = surname.startswith("عبد") and surname in given_names()
        if surname not in cues_by_name() and not servant and keys[one.last - 2] != "بن":
            for prefix in PREFIXES:
                if may_peel(prefix, surname):
                    people.setdefault(prefix + surname, (one, len(prefix)))
            if is_foreign(one.id) and len(consonants(surname)) >= _SHORTEST_SURNAME:
                bones.setdefault(consonants(surname), one)
    if not people:
        return []
    taken, given = {index for one in found for index in range(one.first, one.last)}, given_names()
    extra = []
    for index in _named_again(keys, people, bones):
        person, cut = people.get(keys[index]) or (bones[consonants(keys[index])], 0)
        alone = keys[index][cut:] not in given or (index + 1 < len(keys) and opens_content(keys[index + 1]))
        if index >= person.last and index not in taken and alone and (keys[index - 1] not in given or is_on(index - 1, around)):
            extra.append(Found(index, index + 1, cut, person.id, "PER", "surname of a person whom the article names in full"))
    return extra


def _named_again(keys: Sequence[str], people: Mapping[str, tuple[Found, int]], bones: Mapping[str, Found]) -> list[int]:
    """The indices of the words that are one of the people's surnames or have its consonants, from where the first of them was named."""
    first = min(one.last for one, _ in people.values())
    words, letters = enumerate(keys[first:], first), {surname[0] for surname in bones}
    if not letters:
        return [index for index, word in words if word in people]
    return [index for index, word in words if word in people or (word[0] in letters and consonants(word) in bones)]


def _mention(text: str, words: KeyWords, found: Found) -> Mention:
    start, end = words.starts[found.first], words.ends[found.last - 1]
    if found.cut:
        plain = _PLAIN.issuperset(text[start : start + found.cut + 1])
        start += found.cut if plain else fold_with_offsets(text[start : words.ends[found.first]]).offsets[found.cut]
    if _MARK.search(text, start, end) is not None:
        end = _closed(text, start, end)
    return Mention(Quote(start, end, text[start:end]), found.kind, found.id, found.rule, score(found.rule))


def _closed(text: str, start: int, end: int) -> int:
    """The end after a closing quotation mark whose opening mark stands inside the mention."""
    inside = text[start:end]
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"'), ("'", "'")):
        opened = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        at = end
        while at < len(text) and text[at] == " ":
            at += 1
        if opened and text[at : at + 1] == closing and closing in QUOTES:
            return at + 1
    return end
