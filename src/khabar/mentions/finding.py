"""Finds every name of the who's who in spans of a text: longest match, proclitics peeled, ambiguous words judged by their surroundings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from khabar.arabic.clitics import may_peel, peelings
from khabar.arabic.folding import fold_with_offsets
from khabar.knowledge import actors, actors_files
from khabar.mentions.ambiguity import (
    Surroundings,
    cues_by_name,
    given_names,
    head_before,
    is_ambiguous,
    is_no_person,
    is_other_persons,
    reasons,
    settle,
)
from khabar.mentions.composing import COMMAS, Found, composed, is_office
from khabar.mentions.keys import QUOTES, KeyWord, key, key_words
from khabar.mentions.lexicon import Hit, lexicon
from khabar.mentions.quotations import Quotations, indices_of, part_of_fuller, quotations
from khabar.records.mention import Mention
from khabar.records.spans import Quote, Span

_SHORTEST_SURNAME = 4


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(map(key, actors_files.place_nouns()))


def find(text: str, spans: Sequence[Span], published: str | None = None, outlet: str | None = None) -> tuple[Mention, ...]:
    """The names of the who's who inside `spans` of `text`, ordered; `published` (ISO day) settles dated names and who held an office.

    The words of `outlet`, the article's own, never name a person.

    A mention's span leaves proclitics out, but «للقاعدة» stays whole, because its article is not a letter of its own.
    """
    words = key_words(text, spans)
    around = surroundings(words, published, quotations(text, spans, words), indices_of(outlet, words))
    found = _merged(select(words, around), around)
    found += _surnames(words, found)
    return tuple(_mention(text, words, one) for one in sorted(found, key=lambda one: one.first))


def surroundings(
    words: Sequence[KeyWord], published: str | None, quoted: Quotations | None = None, outlet: frozenset[int] = frozenset()
) -> Surroundings:
    """One scan of the words, indexed by first and last word, with what is sure of the whole article."""
    starting: dict[int, list[Hit]] = defaultdict(list)
    ending: dict[int, list[Hit]] = defaultdict(list)
    for hit in lexicon().hits(words):
        starting[hit.first].append(hit)
        ending[hit.last].append(hit)
    by_start = {index: tuple(hits) for index, hits in starting.items()}
    return Surroundings(
        words=words,
        hits_starting=by_start,
        hits_ending={index: tuple(hits) for index, hits in ending.items()},
        known=_known(by_start),
        countries=_countries(by_start),
        published=published,
        quoted=quoted or {},
        outlet=outlet,
        others=_others(words, by_start, quoted or {}),
    )


def _others(words: Sequence[KeyWord], starting: Mapping[int, tuple[Hit, ...]], quoted: Quotations) -> frozenset[str]:
    """Patterns that open a fuller quoted name; a longer pattern of the who's who that is the whole quotation outweighs them."""
    found = set()
    for first in {place[0] for place in quoted.values()}:
        hits = [hit for hit in starting.get(first, ()) if hit.of_role("name")]
        if any(hit.last == quoted[first][1] for hit in hits):
            continue
        for hit in hits:
            own = any(after.of_role("adjective") for after in starting.get(hit.last, ()))
            if not own and part_of_fuller(hit, words, quoted):
                found.add(hit.pattern)
    return frozenset(found)


def _known(starting: Mapping[int, tuple[Hit, ...]]) -> frozenset[str]:
    """Actors named by words that mean nothing else."""
    known = set()
    for hits in starting.values():
        for hit in hits:
            names = hit.of_role("name")
            if names and not is_ambiguous(hit) and len({entry.id for entry in names}) == 1 and hit.last - hit.first > 1:
                known.add(names[0].id)
    return frozenset(known)


def _countries(starting: Mapping[int, tuple[Hit, ...]]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    whoswho = actors.load()
    for hits in starting.values():
        for hit in hits[:1]:
            owners = {entry.id for entry in hit.of_role("name", "adjective")}
            owner = whoswho.get(next(iter(owners))) if len(owners) == 1 else None
            if owner is not None and owner.country:
                counts[owner.country] += 1
    return counts


def select(words: Sequence[KeyWord], around: Surroundings) -> list[Found]:
    """The longest names from left to right, without overlap."""
    chosen: list[Found] = []
    free = 0
    for first in range(len(words)):
        if first < free:
            continue
        best = max(_candidates(around.hits_starting.get(first, ()), around), key=lambda one: (one.last, -one.cut, one.id is not None), default=None)
        if best is not None:
            chosen.append(best)
            free = best.last
    return chosen


def _candidates(hits: Iterable[Hit], around: Surroundings) -> Iterable[Found]:
    for hit in hits:
        if hit.of_role("name"):
            named = _named(hit, around)
            if named is not None:
                yield named
        if hit.of_role("office"):
            yield from composed(hit, around)


def _named(hit: Hit, around: Surroundings) -> Found | None:
    why = ""
    if is_other_persons(hit, around) or is_no_person(hit, around) or hit.pattern in around.others:
        return None
    if is_ambiguous(hit):
        scored = reasons(hit, around)
        if sum(reason.value for reason in scored) <= 0:
            return None
        why = "; ".join(reason.why for reason in scored if reason.value > 0)
    actor, rule = settle(hit, around)
    entry = next((entry for entry in hit.of_role("name") if actor in (None, entry.id)), hit.of_role("name")[0])
    found = actors.load().get(entry.id)
    kind = found.kind if found else "ORG"
    if entry.fact == "capital" and _is_place(hit, around):
        return Found(hit.first, hit.last, hit.cut, None, "GPE", "a capital, as a place")
    rule = "capital that stands for its state" if entry.fact == "capital" else f"{entry.fact} name; {rule}"
    return Found(hit.first, hit.last, hit.cut, actor, kind, f"{rule}; {why}" if why else rule)


def _is_place(hit: Hit, around: Surroundings) -> bool:
    """A capital after «ب», «في», or a noun of what happens or stands in a place; «اتفاق دمشق وأنقرة» is one of governments."""
    if hit.preposition.endswith("ب"):
        return True
    if hit.cut or not hit.first:
        return False
    joined = any(other.preposition == "و" and other.of_role("name") for other in around.hits_starting.get(hit.last, ()))
    return not joined and not _place_nouns().isdisjoint(stem for _, stem in peelings(around.words[hit.first - 1].key))


def _merged(found: Sequence[Found], around: Surroundings) -> list[Found]:
    """Type nouns taken into the name («تنظيم داعش»), and an office together with the person named after it."""
    merged: list[Found] = []
    for one in found:
        widened = _with_type_noun(one, around, merged[-1].last if merged else 0)
        before = merged[-1] if merged else None
        if before is None or not is_office(before) or widened.kind != "PER" or widened.cut or is_office(widened):
            merged.append(widened)
        elif before.last == widened.first:
            merged[-1] = Found(before.first, widened.last, before.cut, widened.id, "PER", f"{widened.rule}; named after the office")
        else:
            if before.last + 1 == widened.first and around.words[before.last].key in COMMAS:
                merged[-1] = Found(before.first, before.last, before.cut, widened.id, "PER", "office of the person named after the comma")
            merged.append(widened)
    return merged


def _with_type_noun(one: Found, around: Surroundings, free: int) -> Found:
    hit = next((hit for hit in around.hits_starting.get(one.first, ()) if hit.last == one.last and hit.cut == one.cut and hit.of_role("name")), None)
    head = head_before(hit, around) if hit is not None else None
    if head is None or head[1].role != "same" or head[0].first < free:
        return one
    return Found(head[0].first, one.last, head[0].cut, one.id, one.kind, f"{one.rule}; with its type noun")


def _surnames(words: Sequence[KeyWord], found: Sequence[Found]) -> list[Found]:
    """Later surnames of persons whom the article has named in full."""
    taken = {index for one in found for index in range(one.first, one.last)}
    given = given_names()
    people: dict[str, Found] = {}
    extra: list[Found] = []
    by_end = {one.last - 1: one for one in found if one.kind == "PER" and one.id and "." not in one.id}
    for index, word in enumerate(words):
        one = by_end.get(index)
        if one is not None and one.last - one.first > 1:
            if len(word.key) >= _SHORTEST_SURNAME and word.key not in given and words[index - 1].key != "بن":
                people.setdefault(word.key, one)
            continue
        if index in taken or (index and words[index - 1].key in given):
            continue
        for surname, person in people.items():
            cut = len(word.key) - len(surname)
            if word.key.endswith(surname) and may_peel(word.key[:cut], surname) and surname not in cues_by_name():
                extra.append(Found(index, index + 1, cut, person.id, "PER", "surname of a person whom the article names in full"))
                break
    return extra


def _mention(text: str, words: Sequence[KeyWord], found: Found) -> Mention:
    start, end = words[found.first].start, words[found.last - 1].end
    if found.cut:
        start += fold_with_offsets(text[start : words[found.first].end]).offsets[found.cut]
    return Mention(Quote.of(text, start, _closed(text, start, end)), found.kind, found.id, found.rule)


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
