"""From the model's scores to mentions and judged cues: plain functions on arrays, the same in training and in use."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from khabar.claims.labels import KINDS, MODES, ROLES, STATUSES, TYPES
from khabar.records.mention import Kind
from khabar.records.spans import Span

Scores = npt.NDArray[np.float32]
_SILENT = frozenset("\"'«»“”‘’()[]")
_CONJUNCTIONS = frozenset(("،", ",", "و", "أو", "او", "/"))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities, and weights of logits; what ships is `training/thresholds.json`, carried in the weights' card."""

    skim: float = -math.inf
    """The logit that a sentence's first look must reach for the model to read it."""
    mention: float = 0.5
    cue: float = 0.1
    """Above this a word is put to the judge."""
    event: float = 0.5
    """Above this, after `blend`, a cue is an event."""
    role: float = 0.4
    speaker: float = 0.4
    """A mention speaks only above this: nobody's words are better than the wrong person's."""
    beside: float = 2.0
    """Log-odds that a further mention of a role may lack of the first's, unless it is coordinated with one that has the role («س وص»)."""
    elsewhere: float = 0.5
    """A mention in another sentence than the cue takes a role only above this."""
    blend: tuple[float, float, float, float] = (0.0, 0.5, 0.5, 0.25)
    """Logistic weights: bias, the reader's cue, the judge, the gate of the cue's type over its sentence."""
    gates: float = 0.0
    """Weight of a sentence's gates beside the judge's logits of a cue's type: the judge sees one cue, the gates the whole sentence."""
    reports: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """For a type of `REPORTED`: the logit that a report in a lone sentence must reach, and the weight of the event's own score in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that the model sees: word span, how many letters of its first word are clitics, whether it lies within another."""

    words: Span
    kind: Kind
    clitic: int
    nested: bool
    score: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A cue with what the judge says of it. `roles[role]` holds (mention index, probability), best first."""

    cue: Span
    score: float
    type: str
    mode: str | None
    status: str
    roles: dict[str, tuple[tuple[int, float], ...]]
    condition: Span | None
    """The clause on which a conditional event holds, see `claims.conditions`; the outputs alone do not say it."""
    type_score: float
    status_score: float
    governed: str = ""
    """Which words above the cue speak for its status."""
    gate: float = 0.0
    """The gate of the cue's type over its sentence, as a logit."""
    voices: tuple[float, ...] = ()
    """The chance that each mention speaks, see `claims.voices`."""


def softmax(scores: Scores) -> Scores:
    shifted: Scores = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Scores = (shifted / shifted.sum(-1, keepdims=True)).astype(np.float32)
    return chances


def sigmoid(scores: Scores) -> Scores:
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def mentions(outer: Scores, inner: Scores, clitic: Scores, threshold: float) -> list[Found]:
    """Mentions of both layers, in text order, an outer one before those that it holds. Arguments are (W, 13), (W, 13), (W, 4)."""
    particles = clitic.argmax(-1)
    found = [
        Found(span, kind, int(particles[span.start]), nested, score)
        for nested, scores in ((False, outer), (True, inner))
        for span, kind, score in _runs(softmax(scores), threshold)
    ]
    outermost = [f.words for f in found if not f.nested]
    kept = [f for f in found if not f.nested or any(o.covers(f.words) and o != f.words for o in outermost)]
    return sorted(kept, key=lambda f: (f.words.start, -f.words.end))


def _runs(chances: Scores, threshold: float) -> list[tuple[Span, Kind, float]]:
    """Runs of words that are rather in a mention than not, broken where one begins; the kind is the run's most likely."""
    inside = 1 - chances[:, 0]
    begins, goes_on = chances[:, 1::2], chances[:, 2::2]
    runs: list[tuple[Span, Kind, float]] = []
    at, count = 0, len(chances)
    while at < count:
        if inside[at] < threshold:
            at += 1
            continue
        end = at + 1
        while end < count and inside[end] >= threshold and goes_on[end].sum() >= begins[end].sum():
            end += 1
        kind = KINDS[int((begins[at:end] + goes_on[at:end]).sum(0).argmax())]
        runs.append((Span(at, end), kind, float(inside[at:end].mean())))
        at = end
    return runs


def cues(tags: Scores, threshold: float) -> list[tuple[Span, float]]:
    """Candidate cues and how likely their likeliest word is one. `tags` is (W, 3)."""
    chances = softmax(tags)
    inside = 1 - chances[:, 0]
    found: list[tuple[Span, float]] = []
    at, count = 0, len(chances)
    while at < count:
        if inside[at] < threshold:
            at += 1
            continue
        end = at + 1
        while end < count and inside[end] >= threshold and chances[end, 2] > chances[end, 1]:
            end += 1
        found.append((Span(at, end), float(inside[at:end].max())))
        at = end
    return found


def modes_of(name: str) -> list[int]:
    return [n for n, (of, _) in enumerate(MODES) if of == name]


def likelihood(cue: float, event: float, gate: float, weights: tuple[float, float, float, float]) -> float:
    """How likely a cue is an event, from the reader's probability and the judge's and gate's logits."""
    bias, of_cue, of_event, of_gate = weights
    clipped = min(max(cue, 1e-4), 1 - 1e-4)
    logit = bias + of_cue * float(np.log(clipped / (1 - clipped))) + of_event * event + of_gate * gate
    return float(1 / (1 + np.exp(-logit)))


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the model says of one cue, as logits: (16,), (modes,), (6,), (W,), (M, 5), and the gates of its sentence, (16,)."""

    event: float
    type: Scores
    mode: Scores
    status: Scores
    condition: Scores
    roles: Scores
    gates: Scores


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the judge says of N cues and M mentions, as logits: (N,), (N, 16), (N, modes), (N, 6), (N, W), (N, M, 5)."""

    event: Scores
    type: Scores
    mode: Scores
    status: Scores
    condition: Scores
    roles: Scores

    def of(self, row: int, gates: Scores) -> Outputs:
        """One cue's outputs, beside the gates of its sentence."""
        return Outputs(
            float(self.event[row]), self.type[row], self.mode[row], self.status[row], self.condition[row], self.roles[row], gates
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How the mentions of a window stand to a cue and to one another."""

    words: tuple[Span, ...]
    """Of each mention."""
    near: tuple[bool, ...]
    """Whether each mention is in the cue's sentence."""
    coordinated: tuple[int | None, ...]
    """For each mention, the one before it to which «و» or a comma joins it."""


def coordination(mentions: Sequence[Span], clitics: Sequence[int], words: Sequence[str]) -> tuple[int | None, ...]:
    """For each mention, the earlier one that it is joined to: «س وص», «س، ص»; quotation marks and brackets between do not part them."""
    found: list[int | None] = []
    for n, (span, clitic) in enumerate(zip(mentions, clitics, strict=True)):
        joined = None
        for m in range(n - 1, max(-1, n - 4), -1):
            between = [w for w in words[mentions[m].end : span.start] if w not in _SILENT] if mentions[m].end <= span.start else ["-"]
            conjoined = words[span.start][:clitic].startswith("و")
            if (not between and conjoined) or (len(between) == 1 and between[0] in _CONJUNCTIONS):
                joined = m
                break
        found.append(joined)
    return tuple(found)


def types(said: Outputs, weight: float) -> Scores:
    """How likely a cue is of each type, (16,): by the judge and, with a weight, by the gates of its sentence."""
    return softmax(said.type + weight * said.gates)


def strength(cue_score: float, said: Outputs, threshold: Thresholds) -> tuple[str, float]:
    """The type of a cue, and how likely it is an event."""
    at = int(types(said, threshold.gates).argmax())
    return TYPES[at], likelihood(cue_score, said.event, float(said.gates[at]), threshold.blend)


def judged(cue: Span, cue_score: float, said: Outputs, around: Neighbourhood, threshold: Thresholds) -> Judged:
    """One cue's outputs, read out."""
    kinds, statuses, chances = types(said, threshold.gates), softmax(said.status), sigmoid(said.roles)
    name, score = strength(cue_score, said, threshold)
    roles = sides(chances, around, threshold)
    among = modes_of(name)
    return Judged(
        cue,
        score,
        name,
        MODES[among[int(said.mode[among].argmax())]][1],
        STATUSES[int(statuses.argmax())],
        roles,
        None,
        float(kinds.max()),
        float(statuses.max()),
        gate=float(said.gates[int(kinds.argmax())]),
        voices=tuple(chances[:, ROLES.index("by")].tolist()),
    )


def sides(chances: Scores, around: Neighbourhood, threshold: Thresholds) -> dict[str, tuple[tuple[int, float], ...]]:
    """Who has which role: the first mention of each, those coordinated with it, and those hardly less likely. Nobody is both sides.

    `chances` is (M, 5). The first actor and the first recipient are found together, as the pair whose odds above the bars are best: whoever would be
    either leaves one side to the next.
    """
    if not len(chances):
        return dict.fromkeys(ROLES, ())
    bars = np.array([threshold.speaker if role == "by" else threshold.role for role in ROLES])
    least = np.where(np.array(around.near)[:, None], bars, np.maximum(bars, threshold.elsewhere)).astype(np.float32)
    odds = _log_odds(chances)
    above = odds - _log_odds(least)
    actor, recipient = ROLES.index("actor"), ROLES.index("recipient")
    opposite = {actor: recipient, recipient: actor}
    firsts = dict(zip(opposite, _pair(above[:, actor], above[:, recipient], around.words), strict=True))
    taken: dict[str, tuple[tuple[int, float], ...]] = {}
    for column, role in enumerate(ROLES):
        first = firsts[column] if column in opposite else _first(above[:, column], chances[:, column])
        able = above[:, column] >= 0
        if column in opposite:
            other = opposite[column]
            able &= (chances[:, column] > chances[:, other]) & (np.arange(len(chances)) != firsts[other])
        kept = [] if first is None else [first]
        if first is not None and role not in ("time", "place"):
            kept = _with_further(first, odds[:, column], able, around, threshold.beside)
        taken[role] = tuple((mention, float(chances[mention, column])) for mention in kept)
    return taken


def _log_odds(chances: Scores) -> Scores:
    inside = np.clip(chances, 1e-6, 1 - 1e-6)
    odds: Scores = np.log(inside / (1 - inside)).astype(np.float32)
    return odds


def _first(above: Scores, chances: Scores) -> int | None:
    """The likeliest mention of those that reach the bar."""
    best = int(np.where(above >= 0, chances, -1).argmax())
    return best if above[best] >= 0 else None


def _pair(actor: Scores, recipient: Scores, words: Sequence[Span]) -> tuple[int | None, int | None]:
    """The two mentions, or one, or none, whose log-odds above the bars, (M,) each, add up to most; two that share a word are no pair."""
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    sums = np.append(actor, np.float32(0))[:, None] + np.append(recipient, np.float32(0))[None]
    sums[:-1, :-1][(starts[:, None] < ends) & (starts < ends[:, None])] = -np.inf
    first, second = divmod(int(sums.argmax()), len(words) + 1)
    return (first if first < len(words) else None), (second if second < len(words) else None)


def _with_further(first: int, odds: Scores, able: npt.NDArray[np.bool_], around: Neighbourhood, beside: float) -> list[int]:
    """The first mention of a role, and those of the `able` that share it, likeliest first."""
    kept = [first]
    for mention in map(int, np.argsort(-odds, kind="stable")):
        joined = around.coordinated[mention] in kept or any(around.coordinated[m] == mention for m in kept)
        if mention != first and able[mention] and (joined or odds[mention] >= odds[first] - beside):
            kept.append(mention)
    return kept


def sentence_masks(sentences: Sequence[Span], count: int) -> Scores:
    """(S, W) masks of word spans."""
    masks = np.zeros((len(sentences), count), np.float32)
    for row, span in enumerate(sentences):
        masks[row, span.start : span.end] = 1
    return masks
