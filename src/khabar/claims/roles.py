"""Evidence for who acts and who is acted on, beside the model's: how a mention stands to the cue, what both are, and what stands between.

A log-linear table, `weights/roles.tsv` (`sign, actor, recipient`): each sign of a cue and a mention adds its weights to the logits of the two
sides. `python -m training.roles` fits it on the corpus but for its held-out tenth. The model sees more, but gives a cue the sides of another in the
same sentence; the table counts the words, parties and cues between, and knows the lexicon's frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from khabar.arabic.folding import fold
from khabar.arabic.stems import root, stem
from khabar.claims.decode import Found, Outputs
from khabar.claims.frames import MARKS, PARTIES, attached, skipped
from khabar.claims.labels import ROLES
from khabar.claims.packaged import rows
from khabar.knowledge import cues, phrases
from khabar.records.spans import Span

SIDES = ("actor", "recipient")
ALWAYS = "always"
"""The sign that every pair has."""
BIAS = 1.5
"""Added to both logits: most pairs are no pair, which the table says too, and the bars of roles shall mean what they meant."""
_GAPS = (1, 2, 3, 5, 8, 13)
"""Words between cue and mention from which a gap counts as the next longer."""
_IDIOM, _MIDDLE = 4, 3
"""Words from the cue's first in which an idiom may go on; words between that are few enough to be a sign as they are."""
_FEMININE = ("ة", "ات")
_PAUSES = frozenset("،,.:؛-–")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Stage:
    """A sentence with the mentions seen with it, and which of its words begin a cue of the lexicon. All spans are of the window's words."""

    surfaces: Sequence[str]
    sentence: Span
    found: Sequence[Found]
    cues: frozenset[int]

    @classmethod
    def of(cls, surfaces: Sequence[str], sentence: Span, found: Sequence[Found]) -> Stage:
        hits = cues.load().match(surfaces[sentence.start : sentence.end])
        return cls(surfaces, sentence, found, frozenset(sentence.start + hit.start for hit in hits))

    def signs(self, cue: Span) -> list[list[str]]:
        """The signs of each mention beside a cue of the sentence, each once, sorted."""
        told = _Cue(self, cue)
        return [sorted({ALWAYS, *_signs(told, one)}) for one in self.found]


@dataclass(frozen=True)
class _Cue:
    """What of the signs depends on the cue alone."""

    stage: Stage
    cue: Span

    @cached_property
    def hits(self) -> list[cues.CueHit]:
        last = min(self.stage.sentence.end, self.cue.start + max(_IDIOM, len(self.cue)))
        return [hit for hit in cues.load().match(self.stage.surfaces[self.cue.start : last]) if hit.start < len(self.cue)]

    @cached_property
    def form(self) -> str:
        return "/".join(sorted({hit.entry.form for hit in self.hits})) or "?"

    @cached_property
    def entries(self) -> list[str]:
        return sorted({f"{hit.entry.lemma}/{hit.entry.form}" for hit in self.hits})

    @cached_property
    def types(self) -> list[str]:
        return sorted({name for hit in self.hits for name, _ in hit.entry.types})

    @cached_property
    def frames(self) -> list[tuple[str, str]]:
        return sorted({(hit.entry.actor, hit.entry.recipient) for hit in self.hits})

    @cached_property
    def stem(self) -> str:
        return stem(self.stage.surfaces[self.cue.start])

    @cached_property
    def root(self) -> str:
        return root(self.stage.surfaces[self.cue.start])

    @cached_property
    def shape(self) -> str:
        """First and last letter where they may be a verb's: «ت…», «…وا»."""
        word = fold(self.stage.surfaces[self.cue.start])
        bare = word.lstrip("و")
        first = bare[0] if bare[:1] in ("ي", "ت", "ن", "ا") else ""
        last = next((end for end in ("وا", "ون", "ت", "ه") if word.endswith(end)), "")
        return f"{'و' if word != bare else ''}{first}-{last}"

    @cached_property
    def previous(self) -> str:
        at = skipped(self.stage.surfaces, self.cue.start - 1)
        return fold(self.stage.surfaces[at]) if at >= self.stage.sentence.start else "^"

    @cached_property
    def following(self) -> str:
        return fold(self.stage.surfaces[self.cue.end]) if self.cue.end < self.stage.sentence.end else "$"


def _signs(told: _Cue, one: Found) -> Iterator[str]:
    stage, cue, words = told.stage, told.cue, one.words
    here = stage.sentence.covers(words)
    side = "after" if words.start >= cue.end else "before" if words.end <= cue.start else "over"
    gap = Span(cue.end, words.start) if side == "after" else Span(words.end, cue.start) if side == "before" else Span(0, 0)
    parties = min(3, sum(f.kind in PARTIES and not f.nested and f is not one and gap.covers(f.words) for f in stage.found))
    far = f"gap{sum(len(gap) >= n for n in _GAPS)}"
    at = side if here else f"{side}-elsewhere"
    place = f"{at}{parties}"
    told_between = str(min(2, sum(n in stage.cues for n in range(gap.start, gap.end)))) if here else "-"
    kind = f"{one.kind}{'-nested' if one.nested else ''}"
    particle = _particle(stage.surfaces, one)
    yield f"far {at} {far} {told.form} {told.shape}"
    yield f"far {at} {far} {one.kind} {particle}"
    yield f"far {at} {far} then {told.following}"
    yield f"rank {place} {told.form} {kind}"
    yield f"rank {place} {told_between} {_flags(stage, gap) if here else _NONE} {told.form}"
    yield f"rank {place} {told_between} {one.kind} {told.form}"
    yield f"rank {place} {told.stem}"
    yield f"rank {place} root {told.root}"
    yield f"rank {place} previous {told.previous}"
    yield f"side {at} previous {told.previous} {told.form}"
    yield f"side {at} {kind} {told.form}"
    yield f"particle {at} {particle} {told.form} {one.kind}"
    yield f"particle {at} {particle} {told.stem}"
    yield f"particle {at} {particle} root {told.root}"
    yield from _of_lexicon(told, one, at, place, particle)
    yield from _of_words(told, one, place, told_between)
    if here:
        yield from _between(stage, gap, at, told.form, particle)


def _particle(surfaces: Sequence[str], one: Found) -> str:
    """The preposition, particle or pause before a mention, attached to it or not; «^» at the window's start; `_NONE` where another word stands."""
    own = attached(surfaces[one.words.start], one.clitic)
    joined = "و" if one.clitic and surfaces[one.words.start].startswith("و") else ""
    if own:
        return own + joined
    at = skipped(surfaces, one.words.start - 1)
    if at < 0:
        return "^"
    word = fold(surfaces[at])
    bare = word[1:] if word[:1] in ("و", "ف") and phrases.is_particle(word[1:]) else word
    return (bare if phrases.is_particle(bare) or bare in _PAUSES else "") + joined or _NONE


def _flags(stage: Stage, gap: Span) -> str:
    """Which of a comma, «أن», a relative pronoun, a quotation mark, «من» and «على» stand between."""
    between = {fold(word) for word in stage.surfaces[gap.start : gap.end]}
    return "".join(name for name, those in _TELLING if not between.isdisjoint(those)) or _NONE


_TELLING = (
    (",", frozenset("،,؛")),
    ("ان", frozenset(("ان", "انها", "انه", "بان", "انهم"))),
    ("الذي", frozenset(("الذي", "التي", "الذين", "اللذين"))),
    ('"', MARKS),
    ("من", frozenset(("من",))),
    ("علي", frozenset(("علي",))),
)


def _of_lexicon(told: _Cue, one: Found, at: str, place: str, particle: str) -> Iterator[str]:
    """The lexicon's lemmas of the cue, their types, and how they mark their sides."""
    for entry in told.entries:
        yield f"lemma {at} {particle} {entry}"
        yield f"lemma {place} {entry}"
    head = stem(told.stage.surfaces[one.words.start])
    for name in told.types:
        yield f"type {place} {particle} {name} {told.form}"
        yield f"type {place} {one.kind} {name}"
        yield f"type {name} head {head}"
    for actor, recipient in told.frames:
        yield f"frame {actor}/{recipient} {place} {particle} {told.shape}"
        marked = [side for side, marker in zip(SIDES, (actor, recipient), strict=True) if fold(marker) == particle]
        yield f"frame {actor}/{recipient} {place} marked {'/'.join(marked) or _NONE}"


def _of_words(told: _Cue, one: Found, place: str, told_between: str) -> Iterator[str]:
    """The mention's first word, whether it agrees with the verb, where it stands in the sentence, and the word after it."""
    surfaces, words = told.stage.surfaces, one.words
    head = stem(surfaces[words.start])
    yield f"head {head}"
    yield f"head {head} {told.stem}"
    feminine = surfaces[words.start].endswith(_FEMININE) or surfaces[words.end - 1].endswith((*_FEMININE, "ه"))
    yield f"agrees {place} {told.shape} {'f' if feminine else 'm'}"
    if words.start - told.stage.sentence.start <= 1:
        yield f"first {place} {told_between} {told.form} {told.shape}"
    if words.end < told.stage.sentence.end:
        yield f"followed {fold(surfaces[words.end])}"


def _between(stage: Stage, gap: Span, at: str, form: str, particle: str) -> Iterator[str]:
    """The words between: all of them where they are few, the first and the last."""
    middle = [fold(word) for word in stage.surfaces[gap.start : gap.end]]
    if len(middle) <= _MIDDLE:
        yield f"between {at} {form} {' '.join(middle) or _NONE}"
    if middle:
        yield f"between-first {at} {middle[0]}"
        yield f"between-last {at} {middle[-1]} {particle}"


def heard(said: Outputs, stage: Stage, cue: Span) -> Outputs:
    """What the model says of a cue, with the evidence added to its logits of actor and recipient."""
    if not stage.found:
        return said
    table = load()
    evidence = np.array([table.weighed(signs) for signs in stage.signs(cue)], np.float32)
    roles = said.roles.copy()
    roles[:, [ROLES.index(side) for side in SIDES]] += BIAS + evidence
    return replace(said, roles=roles)


class Table:
    """Sign → its weights, in the order of `SIDES`."""

    def __init__(self, weights: Mapping[str, tuple[float, float]]) -> None:
        self._weights = weights

    def weighed(self, found: Iterable[str]) -> tuple[float, float]:
        """What the signs add to the logits of actor and recipient."""
        actor = recipient = 0.0
        for sign in found:
            weights = self._weights.get(sign)
            if weights:
                actor += weights[0]
                recipient += weights[1]
        return actor, recipient


@cache
def load() -> Table:
    """The packaged table, once a process. Raises FileNotFoundError where the package lacks it."""
    return Table({sign: (float(actor), float(recipient)) for sign, actor, recipient in rows("roles.tsv")})
