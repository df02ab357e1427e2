"""Scores a model on coded examples, layer by layer: what it finds by itself, and each later layer given the gold of those before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from khabar.claims import decode
from khabar.claims.decode import Judged, Thresholds
from khabar.claims.labels import MODES, ROLES, STATUSES, TYPES
from khabar.records.spans import Span
from training.data import GoldEvent
from training.scores import Scored


class Tally:
    """Right, said and wanted, by name; F1 of each."""

    def __init__(self) -> None:
        self.right, self.said, self.wanted = Counter[str](), Counter[str](), Counter[str]()

    def add(self, name: str, gold: set, said: set) -> None:  # type: ignore[type-arg]
        self.count(name, len(gold & said), len(said), len(gold))

    def count(self, name: str, right: int, said: int, wanted: int) -> None:
        self.right[name] += right
        self.said[name] += said
        self.wanted[name] += wanted

    def f1(self) -> dict[str, float]:
        return {n: round(2 * self.right[n] / max(1, self.said[n] + self.wanted[n]), 4) for n in self.wanted}


def evaluate(windows: Iterable[Scored], thresholds: Thresholds) -> dict[str, float]:
    """F1 of mentions, cues (exact span), cues with type (exact and overlapping), roles, dyads; of roles given the gold; accuracies given cues."""
    tally, right, total, dyads = Tally(), Counter[str](), 0, Counter[str]()
    for window in windows:
        e, n = window.item.example, window.item.count
        events = [v for v in e.events if v.cue.end <= n]
        said = window.judged(thresholds)
        spans = [f.words for f in window.found]
        tally.add("mentions", {(s, k) for s, k in e.mentions.items() if s.end <= n}, {(f.words, f.kind) for f in window.found})
        tally.add("cues", {v.cue for v in events}, {j.cue for j in said})
        tally.add("cues with type", {(v.cue, TYPES[v.type]) for v in events}, {(j.cue, j.type) for j in said})
        pairs = _matched(events, said)
        tally.count("cues with type, overlapping", sum(TYPES[v.type] == j.type for v, j in pairs), len(said), len(events))
        dyads += _dyads(pairs, said, events, spans)
        tally.add(
            "roles",
            {r for v in events for r in _gold_roles(v, n)},
            {(j.cue.start, spans[m], r) for j in said for r, ms in j.roles.items() for m, _ in ms},
        )
        total += len(events)
        right += _given(window, events, tally, thresholds)
    precision, recall = dyads["right"] / max(1, dyads["said"]), dyads["found"] / max(1, dyads["wanted"])
    claims = {"dyads with type": round(2 * precision * recall / max(1e-9, precision + recall), 4)}
    return tally.f1() | claims | {f"{name} accuracy given cues": round(right[name] / max(1, total), 4) for name in ("type", "status", "mode")}


def _gold_roles(event: GoldEvent, count: int) -> list[tuple[int, Span, str]]:
    return [(event.cue.start, s, ROLES[r]) for s, rs in event.roles.items() for r in rs if s.end <= count]


def _matched(events: list[GoldEvent], said: list[Judged]) -> list[tuple[GoldEvent, Judged]]:
    """Each gold event with the first said cue that overlaps it and is not taken."""
    pairs, taken = [], set[int]()
    for event in events:
        near = [n for n, j in enumerate(said) if n not in taken and j.cue.overlaps(event.cue)]
        if near:
            taken.add(near[0])
            pairs.append((event, said[near[0]]))
    return pairs


def _dyads(pairs: list[tuple[GoldEvent, Judged]], said: list[Judged], events: list[GoldEvent], spans: list[Span]) -> Counter[str]:
    """As the claims scorer counts: an event said with an empty side counts only if it is right, and dyads alone are wanted."""
    alike = [(v, j) for v, j in pairs if _alike(v, j, spans)]
    right = {id(j) for _, j in alike}
    counted = sum(id(j) in right or bool(j.roles["actor"] and (j.roles["recipient"] or len(j.roles["actor"]) > 1)) for j in said)
    return Counter(right=len(alike), said=counted, found=sum(_two_sided(v) for v, _ in alike), wanted=sum(map(_two_sided, events)))


def _two_sided(event: GoldEvent) -> bool:
    roles = [r for rs in event.roles.values() for r in rs]
    actors, recipients = roles.count(ROLES.index("actor")), roles.count(ROLES.index("recipient"))
    return bool(actors and recipients) or actors > 1


def _alike(event: GoldEvent, said: Judged, spans: list[Span]) -> bool:
    """Same type, and each side shares a mention with the gold side, or both are empty."""
    if TYPES[event.type] != said.type:
        return False
    for role in ("actor", "recipient"):
        gold = [s for s, rs in event.roles.items() if ROLES.index(role) in rs]
        found = [spans[m] for m, _ in said.roles[role]]
        if bool(gold) != bool(found) or (gold and not any(g.overlaps(f) for g in gold for f in found)):
            return False
    return True


def _given(window: Scored, events: list[GoldEvent], tally: Tally, thresholds: Thresholds) -> Counter[str]:
    """Type, mode, status and roles where the cues and mentions are the gold ones."""
    right = Counter[str]()
    if window.given is None:
        return right
    e, n = window.item.example, window.item.count
    spans = [s for s in e.mentions if s.end <= n]
    for row, gold in enumerate(events):
        around = window.around(gold.cue, spans, [e.clitics.get(s, 0) for s in spans])
        j = decode.judged(gold.cue, 1.0, window.outputs(window.given, row, gold.cue), around, thresholds)
        tally.add(
            "roles given mentions and cues", {(s, r) for _, s, r in _gold_roles(gold, n)}, {(spans[m], r) for r, ms in j.roles.items() for m, _ in ms}
        )
        right["type"] += j.type == TYPES[gold.type]
        right["status"] += j.status == STATUSES[gold.status]
        right["mode"] += (j.type, j.mode) == MODES[gold.mode]
    return right
