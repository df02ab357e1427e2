"""The signs that speak for a candidate as the speaker of a claim: the model's word, the words around it, reports, quotation marks, distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.arabic.stems import stem
from khabar.claims.reading import Draft, Party
from khabar.claims.reporting import Told
from khabar.claims.voices import Candidate, Place, governs
from khabar.knowledge import phrases, speech

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types that are themselves words: their actor needs no link in the chain (codebook, Attribution)."""
_CHANCES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.92)
_COARSE = (0.05, 0.3, 0.7)
_SAID = (0.02, 0.2, 0.5, 0.8)
_LESS = (0.02, 0.1, 0.3, 0.6)
_STEPS = (1, 3, 6, 11, 21)
_TOUCH = 3
"""Characters between a name and its apposition, at most: a comma and spaces."""


def nearest(candidate: Candidate, draft: Draft, place: Place) -> list[str]:
    """The signs that a candidate is who says it, or, of nobody, that the article itself does; each once, sorted."""
    party = candidate.party
    if party is None:
        return sorted({"nobody", *(f"nobody {sign}" for sign in _of_nobody(draft, place))})
    found = [*_of_party(candidate, party, draft), *_of_chances(candidate, party, draft, place)]
    if party.sentence == draft.sentence:
        found += [*_of_words(party, place, "near"), *_here(candidate, party, draft, place)]
    else:
        found += [*_of_words(party, place, "far"), *_elsewhere(candidate, party, draft, place)]
    return sorted(set(found))


def further(candidate: Candidate, nearer: Sequence[Party], draft: Draft, place: Place) -> list[str]:
    """The signs that a candidate quotes the last of `nearer`, or, of nobody, that the chain ends with him."""
    last, party = nearer[-1], candidate.party
    told = place.told[last.sentence]
    if party is None:
        return sorted({"end", *(f"end {sign}" for sign in _of_end(nearer, told, draft))})
    found = {*_of_party(candidate, party, draft), *_of_quoting(party, last, told, draft, place)}
    return sorted(sign for sign in found if not of_model(sign))


def of_model(sign: str) -> bool:
    """Whether a sign tells what the model says of a mention."""
    return "chance" in sign or sign.startswith(("acts ", "best ", "less ", "said "))


def _bucket(value: float | None, bounds: Sequence[float]) -> str:
    """How many of the bounds a value reaches; `-` for one that nobody knows."""
    return "-" if value is None else str(sum(value >= b for b in bounds))


def _of_nobody(draft: Draft, place: Place) -> Iterator[str]:
    own, before, cue = place.own, place.before, draft.cue.start
    yield f"status {draft.status}"
    if draft.type in SPEECH_ACTS:
        yield "speech act"
    yield f"reports before {min(2, len(before))}"
    if place.ruling:
        last = place.ruling[-1]
        yield f"ruled {last.kind} {last.named}"
        yield f"ruled by {last.stem}"
        if last.kind == "continue" and not last.speaker and place.holder:
            yield "ruled holder"
    elif before:
        yield f"after {before[-1].kind} {before[-1].named}"
    after = [r for r in own.reports if r.at.start >= draft.cue.end]
    if after and not place.ruling:
        yield f"before {after[0].kind} {after[0].named}"
    if 0 <= own.aside <= place.cue:
        yield "aside"
    if not own.reports:
        yield "no report"
    if own.all_quoted:
        yield "quoted whole"
    elif own.in_quotes(cue):
        yield "quoted"
    yield f"first {own.first}"
    if not place.holder:
        yield "nobody before"
    if place.sentence == 0:
        yield "first sentence"
    elif place.told[place.sentence - 1].paragraph != own.paragraph:
        yield "new paragraph"
    yield from (f"word {word}" for word in own.stems[max(0, place.cue - 2) : place.cue])


def _of_party(candidate: Candidate, party: Party, draft: Draft) -> Iterator[str]:
    where = "near" if party.sentence == draft.sentence else "far"
    yield f"how {candidate.how} {where}"
    yield f"chance {where} {_bucket(candidate.chance, _CHANCES)}"
    yield f"kind {where} {party.kind}"
    first = party.words.split()[0]
    yield f"head {stem(first)}"
    witness = speech.witness(first)
    if witness:
        yield f"witness {witness} {where}"
    if len(party.words) <= 2 or phrases.is_edge(first):
        yield "particle"
    if any(p.quote == party.quote for p in draft.sides["actor"]):
        yield f"actor {'speech' if draft.type in SPEECH_ACTS else 'deed'} {where}"
    if any(p.quote == party.quote for p in draft.sides["recipient"]):
        yield f"recipient {where}"


def _of_chances(candidate: Candidate, party: Party, draft: Draft, place: Place) -> Iterator[str]:
    """What the model says of the mention in other drafts, and of other mentions in this one."""
    where = "near" if party.sentence == draft.sentence else "far"
    if place.beside:
        yield f"said beside {where} {_bucket(place.said.get(party.quote.span, 0.0), _SAID)}"
    if where == "far":
        yield f"said before {_bucket(place.said_before.get(party.quote.span, 0.0), _SAID)}"
    if candidate.chance is not None:
        yield f"best {where}" if candidate.chance >= place.best else f"less {where} {_bucket(place.best - candidate.chance, _LESS)}"


def _of_words(party: Party, place: Place, where: str) -> Iterator[str]:
    """The words beside a mention, the particle on it, the verbs of which it is the subject, what it touches."""
    told = place.told[party.sentence]
    at, end = told.word(party.quote.start), told.word(party.quote.end)
    yield f"lead {where} {told.stems[at - 1] if at else '^'}"
    if at > 1:
        yield f"leads {where} {told.stems[at - 2]} {told.stems[at - 1]}"
    clitic = told.clitic(party)
    if clitic:
        yield f"clitic {where} {clitic}"
    yield f"tail {where} {told.stems[end] if end < len(told.stems) else '$'}"
    if end < len(told.surfaces) and told.surfaces[end] == ":" and at <= _TOUCH:
        yield f"before colon {where} {party.kind} {min(2, at)}"
    for other in told.parties:
        if 0 < party.quote.start - other.quote.end <= _TOUCH:
            yield f"follows {other.kind} {told.capture[other.quote.end : party.quote.start].strip()}"
        if 0 < other.quote.start - party.quote.end <= _TOUCH:
            yield f"precedes {other.kind} {told.capture[party.quote.end : other.quote.start].strip()}"
    for report in told.of(party):
        yield f"subject {where} {report.kind}"
        yield f"subject {where} of {report.stem}"


def _here(candidate: Candidate, party: Party, draft: Draft, place: Place) -> Iterator[str]:
    """How a candidate of the same sentence stands to the cue."""
    told, cue = place.own, draft.cue.start
    before = party.quote.end <= cue
    side = "before" if before else "after"
    yield f"{side} {_bucket(abs(place.cue - told.word(party.quote.start)), _STEPS)}"
    yield from _of_rule(candidate, party, side, place, cue)
    if any(p.quote == party.quote for p in draft.sides["actor"]):
        yield f"acts {draft.status} {_bucket(candidate.chance, _COARSE)}"
    yield from _of_hearsay(party, told)
    if before:
        later = [r for r in told.reports if r.speaker is not None and party.quote.end <= r.speaker.quote.start and r.at.end <= cue]
        yield f"others between {min(2, len(later))}"
        yield from _between(told, told.word(party.quote.end), place.cue)
    inside, spoken = told.in_quotes(party.quote.start), told.in_quotes(cue)
    if inside or spoken:
        yield f"quotes {'in' if inside else 'out'} {'in' if spoken else 'out'} {side}"
    for beside in place.beside:
        if beside.cue.start < cue and any(p.quote == party.quote for p in beside.sides["actor"]):
            yield f"does before {beside.type}"
        if any(p.quote == party.quote for p in beside.sides["recipient"]):
            yield f"suffers {side}"


def _of_rule(candidate: Candidate, party: Party, side: str, place: Place, cue: int) -> Iterator[str]:
    """Whether it is the subject of a verb that opens what the cue tells, of another verb, or of none."""
    chance, subject = _bucket(candidate.chance, _COARSE), place.own.of(party)
    rules = [r for r in subject if governs(r, cue)]
    if rules:
        last = "last" if rules[-1] is place.ruling[-1] else "earlier"
        yield f"rules {rules[-1].kind} {'colon' if rules[-1].opens else 'content'} {last}"
        yield f"rules {last} of {min(3, len(place.ruling))}"
        yield f"rules {last} chance {chance}"
        if rules[-1].asks:
            yield "rules asks"
    elif subject:
        content = subject[-1].content
        yield f"speaks {side} {subject[-1].kind}"
        yield f"speaks {side} {'closed' if content >= place.own.end else 'later' if content > cue else 'open'}"
        yield f"speaks {side} chance {chance}"
    else:
        yield f"silent {side} chance {chance}"
        if place.ruling:
            yield f"silent {side} while {place.ruling[-1].kind} {place.ruling[-1].named}"


def _of_hearsay(party: Party, told: Told) -> Iterator[str]:
    """«نقلت الوكالة عن أطباء أن»: who hears whom, and by which word, within what one verb opens."""
    for report in told.reports:
        speaker = report.speaker
        if speaker is None or report.opens:
            continue
        named = [p for p in told.parties if max(speaker.quote.end, report.at.end) <= p.quote.start < report.content][:2]
        if speaker.quote == party.quote:
            yield from (f"hears after {told.lead(p)}" for p in named)
        elif party in named:
            yield f"heard after {told.lead(party)}"


def _between(told: Told, start: int, end: int) -> Iterator[str]:
    """What stands between two words that parts or ties them."""
    roles = set(told.roles[start:end])
    yield from (f"between {role}" for role in ("contrast", "relative", "content") if role in roles)
    between = told.surfaces[start:end]
    if "؛" in between:
        yield "between semicolon"
    if ":" in between:
        yield "between colon"


def _elsewhere(candidate: Candidate, party: Party, draft: Draft, place: Place) -> Iterator[str]:
    """How a candidate of another sentence stands to the cue: whether he had the floor, and whether the cue's sentence goes on."""
    own, away, before = place.own, draft.sentence - party.sentence, place.before
    is_holder = place.holder is not None and place.holder.quote == party.quote
    who = "holder" if is_holder else "once" if any(h.quote == party.quote for h in place.holders) else "other"
    state = _state(place)
    yield f"away {max(-1, min(3, away))}"
    yield f"{who} {state}"
    yield f"{who} {state} chance {_bucket(candidate.chance, _COARSE)}"
    if before:
        yield f"{who} after {before[-1].stem} {before[-1].named}"
    yield f"{who} first {own.first}"
    if own.all_quoted:
        yield f"{who} quoted whole"
    elif own.in_quotes(draft.cue.start):
        yield f"{who} quoted"
    if place.told[party.sentence].paragraph != own.paragraph:
        yield f"{who} other paragraph"
    if own.aside >= 0:
        yield f"{who} aside"
    if any(r.himself for r in own.reports if r.at.start >= draft.cue.end):
        yield f"{who} himself"
    if away > 0 and place.told[party.sentence].in_quotes(party.quote.start):
        yield "far in quotes"


def _state(place: Place) -> str:
    """Whether a verb before the cue goes on with somebody's speech, names a speaker, says something without one, or there is none."""
    goes_on = [r for r in place.before if not r.speaker and (r.kind == "continue" or r.opens)]
    named = [r for r in place.before if r.speaker]
    if goes_on and (not named or goes_on[-1].at.start > named[-1].at.start):
        return "goes on"
    return "named" if named else "unnamed" if any(r.kind == "say" for r in place.before) else "none"


def _of_end(nearer: Sequence[Party], told: Told, draft: Draft) -> Iterator[str]:
    last = nearer[-1]
    yield f"depth {len(nearer)}"
    yield f"kind {last.kind}"
    yield f"head {stem(last.words.split()[0])}"
    yield "near" if last.sentence == draft.sentence else "far"
    at = told.word(last.quote.start)
    yield f"lead {told.stems[at - 1] if at else '^'}"
    yield from (f"subject {report.kind}" for report in told.of(last))
    others = [r for r in told.reports if r.speaker is not None and r.speaker.quote != last.quote]
    if any(r.at.end <= last.quote.start < r.content for r in others):
        yield "named before"


def _of_quoting(party: Party, last: Party, told: Told, draft: Draft, place: Place) -> Iterator[str]:
    """How a candidate stands to the speaker whom he may quote."""
    if party.sentence != last.sentence:
        yield f"from {max(-2, min(2, last.sentence - party.sentence))} sentences"
        yield from _of_words(party, place, "far")
        return
    yield from _of_words(party, place, "near")
    at, there = told.word(party.quote.start), told.word(last.quote.start)
    before = party.quote.end <= last.quote.start
    side = "before" if before else "after"
    yield f"to {side} {_bucket(abs(there - at), _STEPS)}"
    gap = (told.word(party.quote.end), there) if before else (told.word(last.quote.end), at)
    yield from (f"to {side} {sign}" for sign in _between(told, *gap))
    own = told.of(party)
    if any(r.at.end <= r.content <= last.quote.start for r in own):
        yield "quotes him"
    elif any(r.at.end <= last.quote.start < r.content for r in own):
        yield "names him"
    elif own:
        yield f"speaks {side}"
    if any(r.at.start <= party.quote.start < r.content and party.quote.start > last.quote.start for r in told.of(last)):
        yield "hears him"
    if (party.quote.end <= draft.cue.start) != (last.quote.end <= draft.cue.start):
        yield "beyond the cue"
