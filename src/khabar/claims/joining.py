"""Mends the model's mentions with what is known: names of the who's who are not broken, a number goes with what it counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from khabar.arabic.clitics import PREFIXES
from khabar.arabic.folding import fold
from khabar.claims.decode import Found
from khabar.claims.features import touched
from khabar.knowledge import cues, phrases, speech, tolls
from khabar.records.mention import Kind
from khabar.records.spans import Span

Name = tuple[Span, Kind]
"""A known name or time, in characters of the window."""


def joined(found: Sequence[Found], names: Sequence[Name], words: Sequence[Span], text: str, count: int) -> list[Found]:
    """Mentions in text order, an outer one before those in it; `count` is how many words the model read."""
    surfaces = [text[w.start : w.end] for w in words[:count]]
    known = [touched(words, span) for span, kind in names]
    kept = _trimmed(_continued(_attached(found, surfaces), surfaces), known, surfaces)
    kept = _pointing(_counting(_naming(kept, surfaces), surfaces), surfaces)
    kept = _parted(kept, names, words)
    for span, kind in names:
        at = touched(words, span)
        if len(at) and at.end <= count:
            kept = _with_name(kept, Found(at, kind, span.start - words[at.start].start, nested=False, score=1.0))
    kept.sort(key=lambda f: (f.words.start, -f.words.end))
    groups = {touched(words, span) for span, kind in names if kind in ("ORG", "GPE")}
    return _with_owners(_with_nouns(kept, words, text), groups, words, text)


def within(found: Sequence[Found], sentences: Sequence[Span]) -> list[Found]:
    """Mentions that end where their sentence does: the last name of a kicker does not go on in the headline."""
    ends = {at: sentence.end for sentence in sentences for at in range(sentence.start, sentence.end)}
    return [replace(one, words=Span(one.words.start, min(one.words.end, ends.get(one.words.start, one.words.end)))) for one in found]


def _attached(found: Sequence[Found], surfaces: Sequence[str]) -> list[Found]:
    """Mentions with no more letters before them than are particles: of «نزل» none is, whatever the model says."""
    return [one if not one.clitic else replace(one, clitic=_particles(surfaces[one.words.start], one.clitic)) for one in found]


def _particles(word: str, most: int) -> int:
    return next((n for n in range(most, 0, -1) if fold(word[:n]).removesuffix("لل") in PREFIXES), 0)


def _naming(found: Sequence[Found], surfaces: Sequence[str]) -> list[Found]:
    """Mentions that are more than particles, without those at their end: «كل من» names nobody, «وكالة الأنباء عن» an agency."""
    kept: list[Found] = []
    for one in found:
        start, end = one.words.start, one.words.end
        while end > start and one.kind != "TIME" and phrases.is_loose(surfaces[end - 1]):
            end -= 1
        if end > start:
            kept.append(one if end == one.words.end else replace(one, words=Span(start, end)))
    return kept


def _continued(found: Sequence[Found], surfaces: Sequence[str]) -> list[Found]:
    """Mentions that end with «من» go on with the one right after, hedges between or not: «مجموعة من» and «حوالي ثلاثين طالبا» are one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.words.start, -f.words.end)):
        last = kept[-1] if kept else None
        if last is not None and one.kind != "TIME" and last.kind == "NOM" and not one.clitic and _runs_on(last.words, one.words, surfaces):
            kept[-1] = replace(last, words=Span(last.words.start, one.words.end))
        else:
            kept.append(one)
    return kept


def _runs_on(first: Span, second: Span, surfaces: Sequence[str]) -> bool:
    return surfaces[first.end - 1] == "من" and second.start >= first.end and all(map(phrases.is_hedge, surfaces[first.end : second.start]))


def _trimmed(found: Sequence[Found], known: Sequence[Span], surfaces: Sequence[str]) -> list[Found]:
    """Mentions without what is left of a hedge before them: «من عشرين» of «أكثر من عشرين». Pieces of hedges, weapons and lone adjectives go."""
    kept: list[Found] = []
    held = {at for one in found for at in range(one.words.start, one.words.end)}
    for one in found:
        if one.kind == "TIME" or any(at.overlaps(one.words) for at in known):
            kept.append(one)
            continue
        start, end = _after_hedge(one.words, surfaces), one.words.end
        if start < end and not _is_means(Span(start, end), one, surfaces) and not _is_attribute(one, held, surfaces):
            kept.append(replace(one, words=Span(start, end), clitic=one.clitic if start == one.words.start else 0))
    return kept


def _after_hedge(words: Span, surfaces: Sequence[str]) -> int:
    """Where the mention begins behind a hedge that it breaks: one that began before it, or that goes on behind it. A whole one may stand."""
    begins, ends = tolls.hedges_beginning("before"), []
    longest = len(tolls.hedges("before")[0].words)
    for first in range(max(0, words.start - longest + 1), words.start + 1):
        for hedge in begins.get(fold(surfaces[first]), ()):
            last = first + len(hedge.words)
            broken = first < words.start < last or (first == words.start and words.end < last)
            if broken and tuple(map(fold, surfaces[first:last])) == hedge.words:
                ends.append((last - first, last))
    return max(ends)[1] if ends else words.start


def _is_means(words: Span, one: Found, surfaces: Sequence[str]) -> bool:
    """Whether the mention's head is a weapon, or all of it the adjective of the deed before it: «هجوم انتحاري», but not «تفجير انتحاري نفسه»."""
    head = next((w for w in surfaces[words.start : words.end] if not phrases.is_quantity(w)), "")
    if one.kind == "NOM" and phrases.is_weapon(head[one.clitic if head == surfaces[one.words.start] else 0 :]):
        return True
    alone = len(words) == 1 and words.start > 0 and not (words.end < len(surfaces) and fold(surfaces[words.end]).startswith("نفس"))
    return alone and one.kind == "NOM" and phrases.describes_deed(surfaces[words.start - 1], head)


def _is_attribute(one: Found, held: Collection[int], surfaces: Sequence[str]) -> bool:
    """Whether the mention is only the adjective of the noun right before it: «عقوبات دولية», «التضامن العربي», «تطهير عرقي».

    `held` are the words of all mentions: where the noun is somebody, what follows may be another («أبلغت الوزارة البلدية»). So it may where the
    noun is what is done to somebody («مهاجمة دورية»), but for the lexicon's own phrases.
    """
    at = one.words.start
    if one.kind != "NOM" or len(one.words) > 1 or one.clitic or at == 0 or not phrases.is_relation(surfaces[at]):
        return False
    noun, adjective = surfaces[at - 1], surfaces[at]
    if any(hit.entry.form == "idiom" for hit in cues.load().match([noun, adjective])):
        return True
    forms = {hit.entry.form for hit in cues.load().match([noun])}
    governs = "verb" in forms if not noun.endswith("ة") else "masdar" in forms and not adjective.startswith("ال")
    return not governs and at - 1 not in held and phrases.is_attribute(noun, adjective)


def _counting(found: Sequence[Found], surfaces: Sequence[str]) -> list[Found]:
    """A bare number goes with what it counts, also where the model saw the number alone: «17» is «17 متظاهرا», «7» and «مسلحين» are one mention."""
    kept: list[Found] = []
    counted: list[Span] = []
    ends = {one.words.start: one.words.end for one in sorted(found, key=lambda f: f.words.end) if one.kind != "TIME"}
    for one in sorted(found, key=lambda f: (f.words.start, -f.words.end)):
        if any(span.covers(one.words) for span in counted):
            continue
        if one.kind != "TIME" and _is_number(one, surfaces):
            counted.append(Span(one.words.start, _counted(surfaces, one.words.end, ends)))
            kept.append(replace(one, words=counted[-1]))
        else:
            kept.append(one)
    return kept


def _is_number(one: Found, surfaces: Sequence[str]) -> bool:
    first, *rest = surfaces[one.words.start : one.words.end]
    return all(map(phrases.is_quantity, (first[one.clitic :], *rest)))


def _counted(surfaces: Sequence[str], end: int, ends: Mapping[int, int]) -> int:
    """The end of what is counted by a number that ends at `end`: further numbers, then the mention that begins there, else a noun."""
    while end < len(surfaces) and phrases.is_quantity(surfaces[end]):
        end += 1
    noun = surfaces[end] if end < len(surfaces) else ""
    is_noun = noun.isalpha() and not phrases.is_edge(noun) and not (noun.startswith("و") and not noun.endswith("ا"))
    return ends.get(end, end + 1) if is_noun else end


def _pointing(found: Sequence[Found], surfaces: Sequence[str]) -> list[Found]:
    """«هذه» and the noun that it points to are one mention, also where the model saw the first word alone: «هذه المجموعة»."""
    begun = {one.words.start: one for one in found if not one.nested}
    nouns = {one: begun.get(one.words.end) for one in found if _points(one, surfaces)}
    return [_with_noun(one, nouns[one]) if one in nouns else one for one in found if one not in nouns.values()]


def _points(one: Found, surfaces: Sequence[str]) -> bool:
    """Whether the mention is a demonstrative alone, before a definite noun."""
    word, after = surfaces[one.words.start][one.clitic :], one.words.end
    return len(one.words) == 1 and phrases.is_demonstrative(word) and after < len(surfaces) and surfaces[after].startswith("ال")


def _with_noun(one: Found, noun: Found | None) -> Found:
    words = Span(one.words.start, noun.words.end if noun else one.words.end + 1)
    return replace(one, words=words, kind=noun.kind if noun else one.kind)


def _parted(found: Sequence[Found], names: Sequence[Name], words: Sequence[Span]) -> list[Found]:
    """«الظواهري للبغدادي» is two mentions: a known name with a particle on it does not go on with the name before it."""
    known = [(touched(words, span), span) for span, kind in names if kind != "TIME"]
    parted: list[Found] = []
    for one in found:
        inside = [(at, span) for at, span in known if len(at) and one.words.covers(at)]
        cut = next((at for n, (at, span) in enumerate(inside) if n and span.start - words[at.start].start == 1 and at.start > one.words.start), None)
        if cut is None or one.kind not in ("PER", "ORG"):
            parted.append(one)
        else:
            parted.append(Found(Span(one.words.start, cut.start), one.kind, one.clitic, one.nested, one.score))
    return parted


def _with_name(found: list[Found], name: Found) -> list[Found]:
    """The name whole: a mention that holds it stays, mentions that it holds go, one that it crosses grows by it."""
    near = [f for f in found if f.words.overlaps(name.words)]
    if any(f.words.covers(name.words) for f in near):
        return found
    start, end = min([name, *near], key=lambda f: f.words.start), max(f.words.end for f in [name, *near])
    whole = Found(Span(start.words.start, end), name.kind, start.clitic, nested=False, score=name.score)
    return [f for f in found if f not in near] + [whole]


def _with_nouns(found: list[Found], words: Sequence[Span], text: str) -> list[Found]:
    """A noun of the press is no witness of its own beside the name that follows it: «وكالة مدار» is one mention, also where the model saw two."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is not None and one.kind in ("ORG", "GPE") and not one.clitic and _is_noun_of(last, one, words, text):
            whole = Found(Span(last.words.start, one.words.end), "ORG", last.clitic, last.nested, max(last.score, one.score))
            merged[-1:] = [one] if any(other.words.covers(whole.words) for other in merged[:-1]) else [whole]
        else:
            merged.append(one)
    return merged


def _is_noun_of(noun: Found, name: Found, words: Sequence[Span], text: str) -> bool:
    """Whether all that stands from the one to the other is such a noun; of «وكالة أنباء» the model may have seen the first word."""
    if noun.kind not in ("ORG", "NOM") or noun.words.end > name.words.start:
        return False
    between = [text[at.start : at.end] for at in words[noun.words.start : name.words.start]]
    return fold(" ".join(between)[noun.clitic :]) in speech.media_nouns()


def _with_owners(found: list[Found], known: set[Span], words: Sequence[Span], text: str) -> list[Found]:
    """People and the organisation they belong to are one mention: «متمردي حزب العمال», «56 مسلحا من حركة طالبان وتنظيم داعش»."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is not None and last.kind in ("NOM", "PER") and one.words in known and not last.words.overlaps(one.words):
            link = _between(last.words, one, words, text)
            of_people = last.kind == "NOM" and not one.clitic and (link in ("", "من") or (link == "في" and one.kind == "ORG"))
            if of_people or (not one.clitic and link == "" and last.kind == "PER" and len(last.words) == 1) or (link == "و" and last.words in known):
                merged[-1] = Found(Span(last.words.start, one.words.end), last.kind, last.clitic, last.nested, last.score)
                known.add(merged[-1].words)
                continue
        merged.append(one)
    return merged


def _between(left: Span, right: Found, words: Sequence[Span], text: str) -> str:
    """The word between two mentions, «و» where it is written on the right one, empty where they touch; «…» for anything longer."""
    gap = words[left.end : right.words.start]
    if len(gap) == 1:
        return text[gap[0].start : gap[0].end]
    if gap:
        return "…"
    return "و" if right.clitic and text[words[right.words.start].start] == "و" else ""
