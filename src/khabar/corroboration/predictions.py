"""Predictions with their horizons, and what the ledger holds of them once these have passed.

A claim bears on a prediction when it tells of the same type (or close kin) between the same sides, in the same place where both name one, of
the same result where the prediction names one («سقوط المدينة» is not the fight for it), and in time: what happened must begin after the
prediction was said and by its horizon; that it did not happen must be said after the horizon, or of days within it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.corroboration.days import iso, ordinal
from khabar.corroboration.likeness import View, aligned, view
from khabar.knowledge import calendar
from khabar.knowledge import occurrences as knowledge
from khabar.records.occurrence import Told
from khabar.records.prediction import VERDICTS, Evidence, Judgement, Prediction, Record, Verdict

_KIN = 0.5
_SIDES = 0.4
"""Likeness of each known side from which a claim can bear on a prediction."""


def predictions(told: Iterable[Told], asof: str, judged: Mapping[str, Judgement] | None = None) -> tuple[Prediction, ...]:
    """Every predicted claim, judged by what was published up to the ISO day `asof`; in the order of publication and id.

    `judged` maps a claim's id to a reviewer's judgement, which goes before the rule.
    """
    day = ordinal(asof)
    views = [view(one) for one in told if one.published is None or ordinal(one.published.start) <= day]
    foretold = sorted((v for v in views if v.status == "predicted"), key=lambda v: (v.published or (0, 0), v.id))
    others = [v for v in views if v.status in ("occurred", "denied")]
    by_party: dict[str, list[View]] = defaultdict(list)
    for one in others:
        for key in _keys(one):
            by_party[key].append(one)
    return tuple(_prediction(one, _near(one, by_party), day, (judged or {}).get(one.id)) for one in foretold)


def records(found: Iterable[Prediction]) -> tuple[Record, ...]:
    """The record of every speaker, in the order of their keys; the outlets' own predictions have none."""
    of: dict[str, list[Prediction]] = defaultdict(list)
    for one in found:
        if one.speaker is not None:
            of[one.speaker].append(one)
    return tuple(Record(speaker, tuple(p.claim for p in of[speaker]), _counts(of[speaker])) for speaker in sorted(of))


def horizon(told: Told) -> str | None:
    """The last day by which a prediction should have come about: of its time, else of the last time in its sentence that ends after it was said."""
    if told.published is None:
        return told.claim.time.end if told.claim.time else None
    said = told.published.end
    if told.claim.time and told.claim.time.end and told.claim.time.end > said:
        return told.claim.time.end
    text = knowledge.read_ahead(told.claim.quote.text)
    found = calendar.find(text, (told.published.start, said))
    return max((t.last for t in found if t.last and t.last > said), default=None)


def _counts(found: Sequence[Prediction]) -> tuple[tuple[Verdict, int], ...]:
    counts = Counter(p.verdict for p in found)
    return tuple((verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict])


def _keys(one: View) -> set[str]:
    return {
        key for party in (*one.actor, *one.recipient) for key in (*(i for i, _ in party.reach), *("~" + w for w in party.words if not party.known))
    }


def _near(foretold: View, by_party: Mapping[str, Sequence[View]]) -> list[View]:
    found = {one.id: one for key in _keys(foretold) for one in by_party.get(key, ())}
    return [found[i] for i in sorted(found)]


def _prediction(foretold: View, others: Sequence[View], asof: int, judged: Judgement | None) -> Prediction:
    last = horizon(foretold.told)
    said = iso(foretold.published[1]) if foretold.published else None
    negative = _is_negative(foretold)
    evidence = tuple(e for one in others if last and foretold.published and (e := _evidence(foretold, one, foretold.published[1], ordinal(last))))
    return Prediction(foretold.id, foretold.speaker, said, last, negative, _rule(evidence, last, asof, negative=negative), evidence, judged)


def _rule(evidence: Sequence[Evidence], last: str | None, asof: int, *, negative: bool) -> Verdict:
    """Open until the horizon passes, whatever is known before; a negative prediction came about when nothing of the kind is held to have happened."""
    if last is None or asof <= ordinal(last):
        return "open"
    happened, failed = any(e.holds for e in evidence), any(not e.holds for e in evidence)
    if happened and failed:
        return "unclear"
    if not happened and not failed:
        return "undecided"
    return "came-about" if happened != negative else "did-not"


def _is_negative(foretold: View) -> bool:
    """Whether the speaker rules the event out: «استبعد»."""
    text = foretold.told.claim.quote.text
    return any(knowledge.rules_out(fold(text[w.start : w.end])) for w in words(text))


def _evidence(foretold: View, one: View, said: int, last: int) -> Evidence | None:
    if not _same_matter(foretold, one):
        return None
    happened = one.status == "occurred"
    if one.days is None or one.published is None:
        return None
    begins = one.days.start if one.days.said else one.published[0]
    within = said < begins <= last
    if happened and within:
        return Evidence(one.id, holds=True, why=f"{one.type} is said to have happened on {iso(begins)}, within the horizon")
    if not happened and one.published[1] > said and (one.published[1] > last or (one.days.said and within)):
        return Evidence(one.id, holds=False, why=f"{one.type} is said not to have happened, after the prediction or of days within its horizon")
    return None


def _same_matter(foretold: View, one: View) -> bool:
    """The same type, sides, place and act, as far as both name them."""
    actor, recipient, _ = aligned(foretold, one)
    known = [v for v in (actor, recipient) if v is not None]
    if knowledge.kin(foretold.type, one.type) < _KIN or not known or min(known) < _SIDES:
        return False
    if foretold.place and one.place and foretold.place != one.place:
        return False
    results = foretold.sentence_acts & knowledge.results()
    return not results or bool(results & one.sentence_acts)
