"""The measured set of copies: articles that were edited by program, with what they were made from, and hard negatives. Texts stay in memory."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from bench.gold import ROOT
from bench.speed import articles as archive
from khabar import articles, pipeline
from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.records.article import Article, Published
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.copy import Relation
from khabar.records.spans import Span

LEAST_WORDS, LEAST_SENTENCES = 90, 4
DENSE = 0.86
"""Words of the source among those of the stretch that was made from it, under which it is a rewrite."""
LEAST_OWN = 24
"""Words that a made article must have of its source."""
LATER = (0, 0, 1, 1, 2, 3, 30)
"""Days between a source and what is made of it; each as likely as it stands here."""
_END = re.compile(r"(?<=[.؟!])\s+")
_TASHKEEL = "\u064e\u064f\u0650\u0652\u0651"
_MARGIN = 0.07
"""A made pair is left out if a share is so near the half that parts copy from excerpt."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as sentences of words."""

    id: str
    day: str
    topic: str
    title: str
    sentences: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a made article: which word of which source it is, or stands for; `-1` if it is of none."""

    text: str
    source: str = ""
    at: int = -1
    kept: bool = True
    """Whether it is the source's word, after folding."""


Paragraphs = list[list[Token]]


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its capture; `places` are the offsets of its tokens, in order."""

    capture: Capture
    article: Article
    tokens: tuple[Token, ...]
    places: tuple[Span, ...]


@dataclass
class Pool:
    """Pages in which reuse is looked for, and what is known of their pairs: each pair that is not in `known` is unrelated."""

    pages: list[Page] = field(default_factory=list)
    known: dict[tuple[str, str], tuple[Relation, str]] = field(default_factory=dict)
    """Pair of captures, in order → relation, and the kind of edit."""
    hard: dict[tuple[str, str], str] = field(default_factory=dict)
    """Unrelated pairs that look alike, by kind."""

    def relate(self, one: str, other: str, relation: Relation, kind: str) -> None:
        self.known[min(one, other), max(one, other)] = relation, kind

    def differ(self, one: str, other: str, kind: str) -> None:
        self.hard[min(one, other), max(one, other)] = kind


def sources() -> list[Source]:
    """The archive's articles, once each; undated ones left out."""
    found: dict[str, Source] = {}
    for item in archive(None):
        title, _, text = item["text"].partition("\n\n")
        day = "-".join(reversed(item["published"].split("/"))) if "/" in item["published"] else item["published"]
        if len(day) == 10 and text.strip():
            found.setdefault(item["id"], Source(item["id"], day, item["id"].split("-")[1], title, _sentences(text)))
    return [found[key] for key in sorted(found)]


def samples() -> list[Source]:
    """The sample pages, as the article stage reads them."""
    found = []
    for page in pipeline.read([str(ROOT / "samples")]):
        article = page if isinstance(page, Fault) else articles.extract(page)
        if isinstance(page, Capture) and isinstance(article, Article):
            text = "\n".join(clean(page.text, span, page.media).text for span in article.body)
            day = article.published.end if article.published else "2018-01-01"
            found.append(Source(page.id, day, "samples", article.title.text if article.title else "", _sentences(text)))
    return sorted(found, key=lambda source: source.id)


def _sentences(text: str) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(part.split()) for line in text.splitlines() for part in _END.split(line)]
    return tuple(row for row in rows if row)


def is_held(source: Source) -> bool:
    """Half of the articles, by a hash of the id: thresholds were set on the others."""
    return hashlib.sha256(source.id.encode()).digest()[0] % 2 == 1


def families(found: Sequence[Source], run: int = 8) -> dict[str, int]:
    """A number for each article, the same for articles that have a run of eight words in common, directly or by others.

    Exact and plain on purpose, so that the set does not rest on what it measures.
    """
    parent: dict[str, str] = {source.id: source.id for source in found}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    first: dict[int, str] = {}
    for source in found:
        words = [re.sub(r"\W", "", fold(word)) for word in source.words]
        words = [word for word in words if word]
        for at in range(len(words) - run + 1):
            key = hash(tuple(words[at : at + run]))
            parent[root(first.setdefault(key, source.id))] = root(source.id)
    numbers: dict[str, int] = {}
    return {source.id: numbers.setdefault(root(source.id), len(numbers)) for source in found}


def page(name: str, day: str, paragraphs: Paragraphs) -> Page:
    """A tag-less capture, one paragraph a line."""
    parts, places, spans, at = [], [], [], 0
    for paragraph in paragraphs:
        begun = at
        for token in paragraph:
            places.append(Span(at, at + len(token.text)))
            at += len(token.text) + 1
        parts.append(" ".join(token.text for token in paragraph))
        spans.append(Span(begun, at - 1))
    text = "\n".join(parts)
    capture = Capture(name, hashlib.sha256(text.encode()).hexdigest(), text, "text", name, "utf-8")
    article = Article(name, capture.sha256, "ar", None, None, tuple(spans), (), (), None, None, None, Published(day, day, "envelope", None), None)
    return Page(capture, article, tuple(token for paragraph in paragraphs for token in paragraph), tuple(places))


def tokens(source: Source) -> Paragraphs:
    """The source itself, two sentences a paragraph."""
    numbered, at = [], 0
    for sentence in source.sentences:
        numbered.append([Token(word, source.id, at + i) for i, word in enumerate(sentence)])
        at += len(sentence)
    return [[token for sentence in numbered[i : i + 2] for token in sentence] for i in range(0, len(numbered), 2)]


def shelled(name: str, day: str, paragraphs: Paragraphs, title: str) -> Page | None:
    """The article in another outlet's page, read by the article stage; None if that stage leaves any of it out."""
    rows = "\n".join(f"<p>{' '.join(t.text for t in paragraph)}</p>" for paragraph in paragraphs)
    text = (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>الرئيسية</a><a href='/s'>رياضة</a></nav><article><h1>{title}</h1>\n"
        f"{rows}\n</article><aside><a href='/1'>الأكثر قراءة</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>"
    )
    capture = Capture(name, hashlib.sha256(text.encode()).hexdigest(), text, "html", name, "utf-8", None, day)
    article = articles.extract(capture)
    if isinstance(article, Dropped):
        return None
    places, at = [], 0
    flat = [token for paragraph in paragraphs for token in paragraph]
    at = text.index("</h1>")
    for token in flat:
        at = text.index(token.text, at)
        places.append(Span(at, at + len(token.text)))
        at += len(token.text)
    return Page(capture, article, tuple(flat), tuple(places))


class Editor:
    """Edits with one seed. Each method makes the paragraphs of a new article."""

    def __init__(self, seed: int, found: Sequence[Source]) -> None:
        self.random = random.Random(seed)
        self.vocabulary = sorted({word for source in found for word in source.words if word.isalpha() and len(word) > 3})

    def word(self) -> str:
        return self.random.choice(self.vocabulary)

    def changed(self, paragraphs: Paragraphs, share: float) -> Paragraphs:
        """`share` of the words replaced, dropped, or given a neighbour, in the proportion 3 : 1 : 1."""
        return [[new for token in paragraph for new in (self._edit(token) if self.random.random() < share else [token])] for paragraph in paragraphs]

    def _edit(self, token: Token) -> list[Token]:
        kind = self.random.randrange(5)
        if kind == 3:
            return []
        return [token, Token(self.word())] if kind == 4 else [Token(self.word(), token.source, token.at, kept=False)]

    def light(self, source: Source, _: Source) -> Paragraphs:
        return self.changed(tokens(source), self.random.uniform(0.04, 0.1))

    def shelled(self, source: Source, other: Source) -> Paragraphs:
        return self.light(source, other)

    def names(self, source: Source, _: Source) -> Paragraphs:
        """A few words of the article, wherever they stand, replaced by others."""
        swapped = {word: self.word() for word in self.random.sample(sorted(set(source.words)), 6)}
        return [[Token(swapped[t.text], t.source, t.at, kept=False) if t.text in swapped else t for t in p] for p in tokens(source)]

    def cut(self, source: Source, _: Source) -> Paragraphs:
        return _first(tokens(source), self.random.uniform(0.62, 0.95))

    def reordered(self, source: Source, _: Source) -> Paragraphs:
        made = tokens(source)
        self.random.shuffle(made)
        return made

    def appended(self, source: Source, other: Source) -> Paragraphs:
        return tokens(source) + _foreign(_first(tokens(other), 0.5))

    def prepended(self, source: Source, other: Source) -> Paragraphs:
        return _foreign(_first(tokens(other), 0.4)) + self.changed(tokens(source), 0.03)

    def spelling(self, source: Source, _: Source) -> Paragraphs:
        """Another outlet's habits: final yeh without dots, no hamza, «و» parted from its word."""
        made = [[Token(t.text.translate(str.maketrans("أإآى", "اااي")).replace("ة ", "ه "), t.source, t.at) for t in p] for p in tokens(source)]
        return [[new for t in p for new in self._parted(t)] for p in made]

    def _parted(self, token: Token) -> list[Token]:
        if token.text.startswith("و") and len(token.text) > 5 and self.random.random() < 0.5:
            return [Token("و"), Token(token.text[1:], token.source, token.at)]
        return [token]

    def diacritics(self, source: Source, _: Source) -> Paragraphs:
        return [[Token("".join(c + self._mark(c) for c in t.text), t.source, t.at) for t in p] for p in tokens(source)]

    def _mark(self, character: str) -> str:
        return self.random.choice(_TASHKEEL) if "ب" <= character <= "ي" and character != "\u0640" and self.random.random() < 0.3 else ""

    def stripped(self, source: Source, _: Source) -> Paragraphs:
        return [[Token(re.sub(r"[\u064b-\u0652\u0640]", "", t.text) or t.text, t.source, t.at) for t in p] for p in tokens(source)]

    def brief(self, source: Source, _: Source) -> Paragraphs:
        return _first(tokens(source), self.random.uniform(0.25, 0.4), least=24)

    def inside(self, source: Source, other: Source) -> Paragraphs:
        """One to three sentences of the source between the paragraphs of another article."""
        host, flat = _foreign(tokens(other)), [t for p in tokens(source) for t in p]
        ends = list(accumulate(map(len, source.sentences), initial=0))
        first = self.random.randrange(len(ends) - 1)
        last = next((n for n in range(first + 1, min(first + 3, len(ends) - 1) + 1) if ends[n] - ends[first] >= 24), len(ends) - 1)
        place = self.random.randrange(len(host) + 1)
        return [*host[:place], flat[ends[first] : ends[last]], *host[place:]]

    def inside_edited(self, source: Source, other: Source) -> Paragraphs:
        return self.changed(self.inside(source, other), 0.06)

    def merged(self, source: Source, other: Source) -> Paragraphs:
        """Most of one report, then a part of another: a relation with each."""
        return _first(tokens(source), 0.75) + _first(tokens(other), 0.35, least=24)

    def reworded(self, source: Source, _: Source) -> Paragraphs:
        return self.changed(tokens(source), self.random.uniform(0.27, 0.4))

    def reworded_cut(self, source: Source, _: Source) -> Paragraphs:
        return self.changed(_first(tokens(source), 0.8), self.random.uniform(0.27, 0.36))


KINDS: dict[str, Callable[[Editor, Source, Source], Paragraphs]] = {
    name: getattr(Editor, name)
    for name in (
        "light", "shelled", "names", "cut", "reordered", "appended", "prepended", "spelling", "diacritics", "stripped",
        "brief", "inside", "inside_edited", "merged", "reworded", "reworded_cut",
    )
}  # fmt: skip


def _first(paragraphs: Paragraphs, share: float, least: int = 0) -> Paragraphs:
    """The first `share` of the words, in whole, and at least `least`."""
    left = max(least, int(share * sum(map(len, paragraphs))))
    kept: Paragraphs = []
    for paragraph in paragraphs:
        if left > 0:
            kept.append(paragraph[:left])
        left -= len(paragraph)
    return kept


def _foreign(paragraphs: Paragraphs) -> Paragraphs:
    return [[Token(token.text) for token in paragraph] for paragraph in paragraphs]


def truth(made: Paragraphs, source: Source) -> Relation | None:
    """The relation by the definitions of `records.copy`, from what the words come from; None if it is too near a half to say."""
    flat = [token for paragraph in made for token in paragraph]
    mine = [at for at, token in enumerate(flat) if token.source == source.id]
    places = {flat[at].at for at in mine}
    if len(mine) < LEAST_OWN:
        return None
    kept = sum(flat[at].kept for at in mine)
    between = max(mine[-1] + 1 - mine[0], max(places) + 1 - min(places))
    least = kept / max(len(flat), len(source.words))
    if abs(kept / between - DENSE) < _MARGIN / 2 or abs(least - 0.5) < _MARGIN:
        return None
    if kept / between < DENSE:
        return "rewrite" if len(mine) / max(len(flat), len(source.words)) > 0.5 + _MARGIN else None
    return "copy" if least > 0.5 else "excerpt"


HOSTED = frozenset({"appended", "prepended", "inside", "inside_edited", "merged"})
"""Kinds that need a second article."""
Relations = list[tuple[str, str, Relation, str]]


def made(editor: Editor, found: list[Source], each: int, kinds: Iterable[str] = KINDS) -> Iterator[tuple[list[Page], Relations, list[str]]]:
    """For each kind of edit `each` articles from sources that nothing else uses: the pages, their relations, the articles that were used."""
    fit = [s for s in found if len(s.words) >= LEAST_WORDS and len(s.sentences) >= LEAST_SENTENCES]
    editor.random.shuffle(fit)
    for kind in kinds:
        edit, left = KINDS[kind], each
        while left and len(fit) > 1:
            source = fit.pop()
            other = fit.pop() if kind in HOSTED else source
            paragraphs = edit(editor, source, other)
            name = f"{kind}-{source.id}"
            day = (date.fromisoformat(source.day) + timedelta(days=editor.random.choice(LATER))).isoformat()
            new = shelled(name, day, paragraphs, "عنوان آخر للخبر نفسه") if kind == "shelled" else page(name, day, paragraphs)
            parents = [source, other] if kind == "merged" else [source]
            relations = [truth(paragraphs, parent) for parent in parents]
            if new is None or None in relations:
                yield [], [], [source.id, other.id]
                continue
            left -= 1
            pages = [new, *(page(parent.id, parent.day, tokens(parent)) for parent in parents)]
            related = [(name, parent.id, relation, kind) for parent, relation in zip(parents, relations, strict=True) if relation]
            yield pages, related, [source.id, other.id]
