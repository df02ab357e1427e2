"""The reader of HTML captures: finds title, body, comments and furniture, each as a span of the page's source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from khabar.articles.html_metadata import Metadata, metadata
from khabar.articles.html_outline import Block, Outline, outline
from khabar.articles.html_roles import Reading, body_numbers, compact, is_subheading, readings
from khabar.articles.html_site import site_name
from khabar.articles.html_trafilatura import body_blocks, publication_day, usable
from khabar.articles.page import stops
from khabar.articles.parts import Parts
from khabar.records.capture import Capture, Dropped
from khabar.records.spans import Quote, Span

_SITE = re.compile(r"\s+[|\-–—:»]+\s+|\s*[|»]\s*")
_REVISED = re.compile(r"modif|updat|expir|edit", re.I)
"""Before a day that is not the day of publication."""
_NEAR = 12
"""Blocks between the title and what belongs to it: more stand only between things that have nothing to do with each other."""
_AFTER = 6
"""Blocks after the body in which credits and tags are looked for."""
_FEW_LINKS = 10
_OVER = 5
"""Blocks above the first paragraph among which an undeclared headline is looked for."""
_FEW_TEASERS = 5
_FEW_WORDS = 3
_WRAPPED = 60
"""Characters: a shorter line before a `br` was not broken for lack of room."""


def read(capture: Capture) -> Parts | Dropped:
    """The parts of an HTML capture, or why it has no article. Spans are of `capture.text`, the source."""
    source = capture.text
    page = outline(source)
    page.blocks = _unwrapped(source, page.blocks)
    said = metadata(source)
    title = _title(page, said)
    blocks = readings(page, title)
    good = usable(source, page)
    second = body_blocks(source, page.blocks) if good else frozenset()
    body = body_numbers(page, blocks, second, 0 if title is None else title + 1)
    if not body:
        return _nothing(capture, blocks)
    if title is None:
        title = _printed_title(blocks, body)
        body = [n for n in body if n != title]
    teasers = _teasers(blocks, body)
    if teasers:
        return Dropped(capture.id, "list-of-links", f"{teasers} linked headlines, each with a line or two on its page")
    reach = _reach(blocks, body[0] if title is None else title, body)
    parts = _parts(source, blocks, title, body, said)
    return replace(parts, declared_dates=_dates(source, said, reach, htmldate=good))


def _unwrapped(source: str, blocks: Sequence[Block]) -> list[Block]:
    """Lines that a single `br` parts in mid-sentence made one block again."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.after_break and last.size >= _WRAPPED and block.element == last.element and _one_break(source, last, block):
            both = replace(
                last,
                span=Span(last.span.start, block.span.end),
                text=f"{last.text} {block.text}",
                size=last.size + block.size,
                linked=last.linked + block.linked,
                bold=last.bold + block.bold,
            )
            joined[-1] = both
        else:
            joined.append(block)
    return joined


def _one_break(source: str, before: Block, after: Block) -> bool:
    between = source[before.span.end : after.span.start].lower()
    return not stops(before.text) and not before.text.endswith((":", "،")) and between.count("<br") == 1 and before.bold < before.size


def _title(page: Outline, said: Metadata) -> int | None:
    """Number of the block that is the headline: the one that the page's metadata repeats, a top heading first; else the first `h1`."""
    declared = [compact(part) for title in said.titles for part in (title, _without_site(title))]
    declared = [title for title in declared if len(title) >= 8]
    best: tuple[float, int] | None = None
    for number, block in enumerate(page.blocks):
        level = _level(page, block)
        words = compact(block.text)
        if not words or len(words) > 300 or (level == 0 and (len(words) < 8 or _is_step(block))):
            continue
        same = max((_likeness(words, title, closely=level > 0) for title in declared), default=0.0)
        score = same * 3 + (1.0 if level == 1 else 0.5 if level else 0.0) - (0.8 if _boxed(page, block) else 0.0) - (0.6 if block.linked else 0.0)
        if (same >= 0.8 or level == 1) and (best is None or score > best[0] + 1e-9):
            best = (score, number)
    return best[1] if best else None


def _is_step(block: Block) -> bool:
    """Whether it is a short link and nothing else, as the names of the site and of its sections are."""
    return block.linked >= 0.9 * block.size and len(block.text.split()) <= _FEW_WORDS


def _printed_title(blocks: Sequence[Reading], body: Sequence[int]) -> int | None:
    """Number of the block that looks like a headline at or just above the first paragraph, on a page that declares none."""
    first = body[0]
    if len(body) > 1 and _looks_headline(blocks[first]) and not stops(blocks[first].block.text):
        return first
    return next((n for n in range(first - 1, max(-1, first - 1 - _OVER), -1) if _looks_headline(blocks[n])), None)


def _looks_headline(reading: Reading) -> bool:
    strong = reading.bold or "heading" in reading.boxes
    return strong and 3 <= reading.words <= 25 and not (reading.linked or reading.sign or reading.outside)


def _likeness(words: str, declared: str, *, closely: bool) -> float:
    """1 for the same letters, less for a part of the other or, if looked at closely, nearly the same."""
    if words == declared:
        return 1.0
    if min(len(words), len(declared)) < 0.5 * max(len(words), len(declared)):
        return 0.0
    if words in declared or declared in words:
        return 0.95
    if not closely:
        return 0.0
    matcher = SequenceMatcher(None, words, declared, autojunk=False)
    return float(matcher.ratio()) if matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 else 0.0


def _without_site(title: str) -> str:
    """The longest piece of a title such as «headline - site»."""
    return max(_SITE.split(title), key=len)


def _level(page: Outline, block: Block) -> int:
    """Level of the heading that the block is; 0 for none."""
    element = page.elements[block.element].block if block.element >= 0 else -1
    name = page.elements[element].name if element >= 0 else ""
    return int(name[1]) if re.fullmatch("h[1-6]", name) else 0


def _boxed(page: Outline, block: Block) -> bool:
    element, steps = block.element, 0
    while element >= 0 and steps < 64:
        if page.elements[element].marks & {"nav", "related", "comment", "aside"}:
            return True
        element, steps = page.elements[element].parent, steps + 1
    return False


def _teasers(blocks: Sequence[Reading], body: Sequence[int]) -> int:
    """How many linked headlines stand among the paragraphs, if they are those of a front page: one to every paragraph or two; else 0."""
    linked = sum(1 for n in range(max(0, body[0] - 1), body[-1]) if _is_linked_headline(blocks[n]) and not blocks[n].outside)
    paragraphs = sum(blocks[n].prose for n in body)
    return linked if linked >= _FEW_TEASERS and linked * 2 >= paragraphs else 0


def _is_linked_headline(reading: Reading) -> bool:
    return reading.linked > 0.8 and reading.words >= 4


def _nothing(capture: Capture, blocks: Sequence[Reading]) -> Dropped:
    links = sum(map(_is_linked_headline, blocks))
    if links >= _FEW_LINKS:
        return Dropped(capture.id, "list-of-links", f"{links} linked headlines, and no paragraph of prose")
    return Dropped(capture.id, "no-article", f"{len(blocks)} stretches of text, none of them a paragraph of prose")


def _parts(source: str, blocks: Sequence[Reading], title: int | None, body: list[int], said: Metadata) -> Parts:
    kicker = _kicker(blocks, title)
    first = title if title is not None else body[0]
    taken = {*body, first, kicker}
    comments = _comments(blocks, body[-1])
    byline = _byline(blocks, first, body, said)
    around = range(max(0, first - 3), min(len(blocks), body[-1] + 1 + _AFTER))
    furniture = [n for n in around if n not in taken and n not in comments and _near_article(blocks[n])]
    spans = tuple(blocks[n].block.span for n in body)
    if kicker is not None:
        spans = (blocks[kicker].block.span, *spans)
    return Parts(
        title=_quote(source, blocks[title].block.span) if title is not None else _written_title(source, said),
        kicker=_quote(source, blocks[kicker].block.span) if kicker is not None else None,
        body=spans,
        subheadings=tuple(blocks[n].block.span for n in body if is_subheading(blocks[n])),
        comments=tuple(blocks[n].block.span for n in comments),
        byline=_quote(source, blocks[byline].block.span) if byline is not None else None,
        furniture=tuple(blocks[n].block.span for n in furniture),
        outlet=said.site or site_name(blocks, blocks[title].block.text if title is not None else "", said),
    )


def _quote(source: str, span: Span) -> Quote:
    return Quote.of(source, span.start, span.end)


def _written_title(source: str, said: Metadata) -> Quote | None:
    """The title element's headline, for pages that print none; without the site's name behind it."""
    if said.title_element is None:
        return None
    written = said.title_element.text
    piece = _without_site(written)
    start = said.title_element.start + max(0, written.find(piece))
    return Quote.of(source, start, start + len(piece))


def _kicker(blocks: Sequence[Reading], title: int | None) -> int | None:
    """The line above the headline that is neither a section's name nor a link: marked as such, or a lower heading."""
    if not title:
        return None
    above = blocks[title - 1]
    if above.linked or above.sign or above.boxes & {"nav", "related", "share", "date", "byline", "aside"}:
        return None
    if not 3 <= above.words <= 20 or not {"kicker", "heading"} & above.boxes:
        return None
    return title - 1


def _comments(blocks: Sequence[Reading], last: int) -> tuple[int, ...]:
    """The blocks after the body that readers wrote, their names and headings with them."""
    found: list[int] = []
    headed = False
    for n in range(last + 1, len(blocks)):
        reading = blocks[n]
        if reading.boxes & {"aside", "nav"}:
            headed = False
        elif reading.heads_readers:
            headed = True
        elif (headed and "related" in reading.boxes) or "related" in reading.sign or "about" in reading.sign:
            headed = False
        elif ("comment" in reading.boxes or headed) and not _is_control(reading):
            found.append(n)
    return tuple(found) if any(blocks[n].words >= 3 for n in found) else ()


def _is_control(reading: Reading) -> bool:
    """Buttons, counters and forms of a comments box."""
    if reading.boxes & {"form", "share", "date"} or reading.sign & {"form", "share", "published"} or reading.match.furniture * 2 > reading.words:
        return True
    return not any(c.isalpha() for c in reading.block.text) or (reading.linked > 0.8 and "byline" not in reading.boxes)


def _byline(blocks: Sequence[Reading], first: int, body: list[int], said: Metadata) -> int | None:
    """The short line that names the author: marked as a byline, opening as one, or naming whom the metadata names."""
    authors = [compact(author) for author in said.authors if len(compact(author)) >= 5]
    near: list[int] = [
        *range(first + 1, min(len(blocks), body[0] + 1)),
        *range(body[-1], min(len(blocks), body[-1] + 4)),
        *range(max(0, first - 2), first),
    ]
    for n in near:
        reading = blocks[n]
        if reading.words > 10 or (n in body and reading.prose) or "comment" in reading.boxes:
            continue
        named = any(author in compact(reading.block.text) for author in authors)
        if named or "byline" in reading.sign or ("byline" in reading.boxes and not reading.sign):
            return n + 1 if _only_introduces(reading) and n + 1 < len(blocks) and _names_author(blocks[n + 1]) else n
    return None


def _only_introduces(reading: Reading) -> bool:
    """«بواسطة», «كتب:»: the name is in an element of its own."""
    return reading.match.covered.get("byline", 0) == reading.words <= 2


def _names_author(reading: Reading) -> bool:
    return reading.words <= 10 and "byline" in reading.boxes and not reading.prose


def _near_article(reading: Reading) -> bool:
    """Furniture that may say something of the article (dateline, credit, tags), not a menu or a box of other pages."""
    return not reading.boxes & {"nav", "aside", "related", "comment", "form"} and reading.block.size <= 400


def _reach(blocks: Sequence[Reading], first: int, body: list[int]) -> Span:
    """The stretch of the source where a date speaks of the article: from just above the title to the first paragraphs."""
    start = blocks[max(0, first - 2)].block.span.start
    return Span(start, blocks[min(body[0], first + _NEAR) if body[0] >= first else body[0]].block.span.end)


def _dates(source: str, said: Metadata, reach: Span, *, htmldate: bool) -> tuple[tuple[str, Quote | None], ...]:
    """The declared days, most trusted first. A `time` element counts where it alone says so, or stands by the title: else it is a clock."""
    found: dict[str, Quote | None] = {}
    for day, quote in said.dates:
        found.setdefault(day, quote)
    sure = {time.day for time in said.times if time.sure}
    for time in said.times:
        if reach.start <= time.quote.start < reach.end or (time.sure and len(sure) == 1):
            found.setdefault(time.day, time.quote)
    if not found and htmldate:
        guess = publication_day(source)
        evidence = _evidence(source, guess, reach) if guess else None
        if guess and evidence:
            found[guess] = evidence
    return tuple(found.items())


def _evidence(source: str, day: str, reach: Span) -> Quote | None:
    """Where the head of the page, or the stretch by its title, writes the day in digits."""
    year, month, date = (int(part) for part in day.split("-"))
    forms = (rf"{year}\W0?{month}\W0?{date}(?!\d)", rf"(?<!\d)0?{date}\W0?{month}\W{year}", rf"(?<!\d){year}{month:02}{date:02}(?!\d)")
    head = re.search(r"</head|<body", source, re.I)
    for start, end in ((0, head.start() if head else 0), (reach.start, reach.end)):
        for form in forms:
            match = re.compile(form).search(source, start, end)
            if match and not _REVISED.search(source, max(source.rfind("<", 0, match.start()), match.start() - 120), match.start()):
                return Quote.of(source, match.start(), match.end())
    return None
