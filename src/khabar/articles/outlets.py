"""What a page calls itself where no line says so in words: beside its headline, at its head, in the signature of an agency's item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.arabic.folding import fold
from khabar.articles import mastheads
from khabar.articles.lines import Line, line_of
from khabar.articles.page import functional_share, self_names
from khabar.articles.phrases import match_phrases
from khabar.knowledge import actors, pages, places
from khabar.records.spans import Span

_PARTS = re.compile(r"\s+[|\-–—:»«]+\s+|\s*[|»]\s*")
_EDGE = " \t|-–—:»«ـ•"
_ENDS, _BEGINS = re.compile(r"[|\-–—:»]\s*$"), re.compile(r"\s*[|\-–—»«]")
_SLASHED = re.compile(rf"{_PARTS.pattern}|\s*/\s*")
_SPOKEN = re.compile(r"(?<!\w)لـ?\s?[«\"“”](?P<name>[^«»\"“”\n]{2,24})[»\"“”]")
_STEPS = re.compile(r"\s*[|»>›/]\s*")
_LONGEST_DESCRIBED, _OFTEN = 4, 2
_FIRST_WORDS = {count: re.compile(rf"\W*\w+(?:\W+\w+){{{count - 1}}}") for count in range(1, _LONGEST_DESCRIBED + 1)}
_PATH = re.compile(r"[/>›]")
HEAD = 8
"""Lines of furniture above the headline among which the site's name is looked for."""
_LONGEST = 5
_DATELINE = re.compile(r"\s*(?P<place>[^()\n:.]{2,50})\((?P<name>[^\W\d_][^()\d\n:.،]{1,24})\)(?P<dash>\s*[-–—ـ:])?")
_YEAR = re.compile(r"(?:19|20)\d\d\s*$")
_DATELINE_WORDS = 6
_SIGNED_OFF = re.compile(r"\W*\((?P<name>[^\W\d_][^()\d\n]{1,24})\)\W*$")
_AGENCY = fold("وكالة")
_PRESS = frozenset({*map(fold, ("أنباء", "الأنباء", "للأنباء", "أخبار", "الإخبارية", "الإخباري", "الإلكترونية"))})


def core(name: str) -> str:
    """The name without the nouns that say what bears it, folded: «وكالة الضحى للأنباء» and «الضحى» are one.

    >>> core("صحيفة الضحى") == core("وكالة الضحى للأنباء") == "الضحي"
    True
    """
    words = line_of(name, Span(0, len(name))).words
    kept = [word for word in words if word not in _PRESS and word not in pages.outlet_nouns()]
    return " ".join(kept or words)


def same(one: str, other: str) -> bool:
    """Whether two names are of one outlet: one's core holds the other's."""
    return _within(core(one), core(other)) or _within(core(other), core(one))


def _within(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def mentions(name: str, folded: str) -> int:
    """How often the folded text has the name's core, clitics before it allowed."""
    bare = core(name)
    joined = rf"|(?:[وف]?لل){re.escape(bare[2:])}" if bare.startswith("ال") else ""
    return len(re.findall(rf"(?<!\w)(?:[وف]?[بلك]?{re.escape(bare)}{joined})(?!\w)", folded))


def beside_title(written: str, title: str, folded: str) -> str | None:
    """The name in «name | title» or «title - name»: the part that is not the title and comes again in the page (`folded`), in other words than these.

    >>> beside_title("الضحى | وزير يزور بلدة", "وزير يزور بلدة", fold("الضحى | وزير يزور بلدة. وقال للضحى إنه سعيد"))
    'الضحى'
    """
    headline = line_of(title, Span(0, len(title))).words
    line = line_of(written, Span(0, len(written)))
    if not headline or not len(headline) < len(line.words) <= len(headline) + 2 * _LONGEST:
        return None
    repeated = max(1, folded.count(fold(written)))
    for piece in _around(written, title, headline):
        if _is_name(line_of(piece, Span(0, len(piece)))) and mentions(piece, folded) > repeated * mentions(piece, fold(written)):
            return piece
    return None


def _around(written: str, title: str, headline: tuple[str, ...]) -> list[str]:
    """The pieces of «name | title» that are not the title, the outermost first; none where the title is no piece, or only a step of a path."""
    at = written.find(title)
    before, after = (written[:at], written[at + len(title) :]) if at >= 0 else ("", "")
    if at >= 0 and (before.strip() == "" or _ENDS.search(before)) and (after.strip() == "" or _BEGINS.match(after)):
        pieces = [*_PARTS.split(before), *reversed(_PARTS.split(after))]
    else:
        split = _PARTS.split(written)
        said = [line_of(piece, Span(0, len(piece))).words for piece in split]
        pieces = [piece for piece, words in zip(split, said, strict=True) if words != headline] if headline in said else []
    return [] if _PATH.search(" ".join(pieces)) else [piece.strip(_EDGE) for piece in pieces if piece.strip(_EDGE)]


def _is_name(line: Line) -> bool:
    if not 1 <= len(line.words) <= _LONGEST or any(word[0].isdigit() for word in line.words):
        return False
    return match_phrases(line).covered.get("menu", 0) < len(line.words) and " ".join(line.words) not in pages.cities() | pages.pooled()


def at_head(lines: Sequence[Line], others: Sequence[Line], folded: str) -> str | None:
    """The name at the head of the page: the line there that a line of rights or of self-description repeats, or «صحيفة X» where X comes again.

    `lines` are the furniture above the title, `others` all that could repeat it.
    """
    known = self_names([*lines, *others])
    for at, line in enumerate(lines[:HEAD]):
        piece = _PARTS.split(line.text)[0].strip(_EDGE)
        found = line_of(piece, Span(0, len(piece)))
        if not _is_name(found):
            continue
        whole = line.words == found.words
        if whole and (found.words in known or " ".join(found.words) in mastheads.known() or (at == 0 and _heads_sections(found, lines[1:]))):
            return piece
        if found.words[0] in pages.outlet_nouns() and len(found.words) > 1 and mentions(piece, folded) > mentions(piece, fold(line.text)):
            return piece
    return _opens_page(lines)


def _heads_sections(name: Line, others: Sequence[Line]) -> bool:
    """Whether two lines of the menu or more are a word and the name: «بريد الفنار», «ملفات الفنار»."""
    return sum(line.words[1:] == name.words for line in others) > 1


def _opens_page(lines: Sequence[Line]) -> str | None:
    """«صحيفة X» as the first line of the page, or as the first step of the path that is that line."""
    if not lines:
        return None
    piece = _STEPS.split(lines[0].text)[0].strip(_EDGE)
    found = line_of(piece, Span(0, len(piece)))
    named = 1 < len(found.words) <= _LONGEST and found.words[0] in pages.outlet_nouns()
    return piece if named and _is_name(found) and match_phrases(found).furniture * 2 < len(found.words) else None


def described(lines: Sequence[Line], folded: str) -> str | None:
    """The name in «X جريدة إلكترونية …», the site's word on itself, where the page has the name twice more."""
    for line in lines:
        at = next((at for at, word in enumerate(line.words) if word in pages.outlet_nouns()), 0)
        if not 1 <= at <= _LONGEST_DESCRIBED or len(line.words) < at + 2:
            continue
        name = _FIRST_WORDS[at].match(line.text)
        piece = name[0].strip(_EDGE) if name else ""
        found = line_of(piece, Span(0, len(piece)))
        if _is_name(found) and not functional_share(found.words) and mentions(piece, folded) > _OFTEN:
            return piece
    return None


def on_line(lines: Sequence[Line]) -> str | None:
    """The name on the first line that holds nothing else but a city."""
    return next(filter(None, (mastheads.name_of(line.text) for line in lines)), None)


def of_filing(lines: Sequence[Line], folded: str) -> str | None:
    """The name in «name - خاص», «name - city» or «city / name» under the headline, where the page has the name elsewhere too."""
    for line in lines:
        first, *rest = [part.strip(_EDGE) for part in _SLASHED.split(line.text)]
        last = fold(rest[-1]) if rest else ""
        if len(rest) == 1 and (last in pages.pooled() or last in pages.cities()):
            name = first
        elif rest and mastheads.is_place(first) and not mastheads.is_place(last):
            name = rest[-1]
        else:
            continue
        if _is_name(line_of(name, Span(0, len(name)))) and mentions(name, folded) > 1:
            return name
    return None


def spoken_to(text: str, lines: Sequence[Line]) -> str | None:
    """The name in «قال لـ"X"», where the furniture has it too: to whom one speaks without a word for what it is, is who publishes."""
    furniture = fold("\n".join(line.text for line in lines))
    for match in _SPOKEN.finditer(text):
        name = match["name"].strip()
        if _is_name(line_of(name, Span(0, len(name)))) and not _is_agency(name) and mentions(name, furniture):
            return name
    return None


def signature(opening: str, closing: Sequence[str], folded: str) -> str | None:
    """The agency that signs: «place, date (name) - » before the first words, or a last line that is only «(name)» or «وكالة …»."""
    match = _DATELINE.match(opening)
    filed = match and (match["dash"] or _YEAR.search(match["place"])) and len(match["place"].split()) <= _DATELINE_WORDS
    if match and filed and _signs(match["name"]):
        return match["name"].strip()
    for text in closing:
        off = _SIGNED_OFF.match(text)
        if off and _signs(off["name"]) and (mentions(off["name"], folded) > 1 or _is_agency(off["name"])):
            return off["name"].strip()
        words = line_of(text, Span(0, len(text))).words
        if 2 <= len(words) <= _LONGEST and words[0] == _AGENCY:
            return text.strip(" .()")
    return None


def _signs(name: str) -> bool:
    words = fold(name).split()
    if not 1 <= len(words) <= 3 or not set(words).isdisjoint(pages.pooled()) or " ".join(words) in pages.cities():
        return False
    return places.find(name).place.precision == "none" or _is_agency(name)


def _is_agency(name: str) -> bool:
    return any(fold(known) == fold(name).strip() for known in _agencies())


def _agencies() -> Iterator[str]:
    return (name.text for actor in actors.load() if actor.type == "agency" for name in actor.names)


def fuller(name: str, lines: Sequence[Line]) -> str:
    """«وكالة X للأنباء» for «X», where a line of the page is that."""
    for line in lines:
        if 1 < len(line.words) <= _LONGEST and line.words[0] in pages.outlet_nouns() and core(line.text) == core(name):
            return line.text.strip(_EDGE)
    return name
