"""Words that govern whether what they speak of is so: «لم», «نفى», «يعتزم», «إذا», and how they nest.

Tables, written for this project: `data/markers/operators.tsv` (`lemma, form, present, class, scope`), `data/markers/nesting.tsv` (`outer, inner,
status, weight`: what an operator makes of a plain event, of one that another class already governs, or of a status; and how surely), and
`data/markers/clauses.tsv` (`word, role`: words at which a scope ends, those through which it passes, exceptions that lift a negation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from khabar.arabic.clitics import CONJUNCTIONS, peelings
from khabar.arabic.folding import fold
from khabar.knowledge import cues, plover
from khabar.knowledge.cues import CueLexicon
from khabar.knowledge.tables import rows

REACHES = ("next", "content", "complement", "attached", "before", "around", "beside", "condition", "content-present")
"""What an operator governs: the word after it; what its clause goes on to tell; that after a preposition or «أن»; that or the word after a noun;
what its clause told before it; both; the noun beside which it stands; the clause to which it is the condition; and, of «قد», what its clause
goes on to tell if a verb in the present follows."""
ROLES = ("stop", "contrast", "light", "auxiliary", "perfect", "relative", "link", "except")


@dataclass(frozen=True, slots=True)
class Operator:
    """`words[start:end]` is an operator of class `effect` that governs by `reach`."""

    start: int
    end: int
    effect: str
    reach: str


@cache
def _lexicon() -> CueLexicon:
    """All operators but the particles, which take no article or pronoun: «لأي» is no «لا»."""
    inflected = [row for row in rows("markers/operators.tsv") if row["form"] != "particle"]
    return CueLexicon({}, [({**row, "scope": ""}, (row["scope"], row["class"])) for row in inflected])


@cache
def _particles() -> dict[str, tuple[str, str]]:
    return {fold(row["lemma"]): (row["scope"], row["class"]) for row in rows("markers/operators.tsv") if row["form"] == "particle"}


def operators(words: Sequence[str]) -> tuple[Operator, ...]:
    """The operators among the words of a sentence, in text order; of those that overlap the first, of those that begin together the longest."""
    found: list[Operator] = []
    hits = [Operator(hit.start, hit.end, hit.value, hit.kind) for hit in _lexicon().markers(words)]
    for hit in sorted([*hits, *_found_particles(words)], key=lambda o: (o.start, -o.end)):
        if (not found or hit.start >= found[-1].end) and (hit.end - hit.start > 1 or role(words, hit.start) in (None, "perfect", "link")):
            found.append(hit)
    return tuple(found)


def _found_particles(words: Sequence[str]) -> Iterator[Operator]:
    for at, word in enumerate(words):
        bare = fold(word)
        reach, effect = _particles().get(bare) or _particles().get(bare[1:] if bare.startswith(CONJUNCTIONS) else "", ("", ""))
        if reach == "content-present":
            if at + 1 < len(words) and cues.load().is_present(words[at + 1]) and not cues.load().may_be_past(words[at + 1]):
                yield Operator(at, at + 1, effect, "content")
        elif effect:
            yield Operator(at, at + 1, effect, reach)


Pair = tuple[str, str]
"""The class of an operator, and what it governs: `plain`, the class of the operator between, or the status that it made."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a pair makes of an event, and the log-odds that it does, as counted in the corpus (`python -m training.scopes`)."""

    status: str
    weight: float


@cache
def _nesting() -> dict[Pair, Made]:
    return {(row["outer"], row["inner"]): Made(row["status"], float(row["weight"])) for row in rows("markers/nesting.tsv")}


def nested(pair: Pair) -> Made | None:
    """What the pair makes of an event; None where no row says.

    >>> nested(("deny", "plain")).status, nested(("not", "deny")).status, nested(("may", "may"))
    ('denied', 'possible', None)
    """
    return _nesting().get(pair)


@cache
def _roles() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for row in rows("markers/clauses.tsv"):
        first, *rest = fold(row["word"]).split()
        found[first] = (*found.get(first, ()), (tuple(rest), row["role"]))
    return found


def role(words: Sequence[str], at: int) -> str | None:
    """What `words[at]`, with the words after it, does to a scope that reaches it; one of `ROLES`, or nothing.

    >>> role(["ولكن"], 0), role(["بعد", "أن"], 0), role(["يكون"], 0), role(["الجيش"], 0)
    ('stop', 'stop', 'auxiliary', None)
    """
    for _, stem in peelings(fold(words[at])):
        for rest, name in _roles().get(stem, ()):
            if tuple(fold(w) for w in words[at + 1 : at + 1 + len(rest)]) == rest:
                return name
    return None


def check() -> list[str]:
    """Faults of the tables, one sentence each; empty when all is well."""
    return [*_faults_of_operators(), *_faults_of_nesting(), *_faults_of_clauses()]


def _classes() -> set[str]:
    return {row["class"] for row in rows("markers/operators.tsv")}


def _faults_of_operators() -> Iterator[str]:
    for row in rows("markers/operators.tsv"):
        if row["scope"] not in REACHES:
            yield f"markers/operators.tsv: {row['lemma']}: scope {row['scope']}"
        if row["class"] not in {outer for outer, _ in _nesting()}:
            yield f"markers/operators.tsv: {row['lemma']}: nesting.tsv does not say what {row['class']} makes of an event"


def _faults_of_nesting() -> Iterator[str]:
    known = _classes()
    for outer, inner in _nesting():
        if outer not in known or inner not in {*known, *plover.STATUSES, "plain"}:
            yield f"markers/nesting.tsv: no operator is of the class {outer} or {inner}"
    yield from (f"markers/nesting.tsv: status {status}" for status in {made.status for made in _nesting().values()} - set(plover.STATUSES))


def _faults_of_clauses() -> Iterator[str]:
    table = [(fold(row["word"]), row["role"]) for row in rows("markers/clauses.tsv")]
    yield from (f"markers/clauses.tsv: {word}: role {name}" for word, name in table if name not in ROLES)
    words = [word for word, _ in table]
    if words != sorted(set(words)):
        yield "markers/clauses.tsv: not sorted after folding, or a word stands twice"
