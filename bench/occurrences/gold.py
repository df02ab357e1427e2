"""The gold stories: invented articles of several outlets, coded by hand. Stories 1, 3, 5 … are open, 2, 4, 6 … are held: measured, never tuned on.

A story is lines of one kind each:

    story NUMBER NAME
    article LETTER OUTLET DAY               an article; «_» stands for a space in names
    copy LETTER OF                          the first article reprints the second: it has the same claims
    LETTER+N OCCURRENCE TYPE[/MODE] ACTORS>RECIPIENTS STATUS TIME [@PLACE] [<SPEAKER…] | SENTENCE WITH [CUE]
    witnesses OCCURRENCE LEAST[-MOST]       independent origins; a range where unnamed sources leave it open
    conflict KIND CLAIM CLAIM               two claims that cannot both hold
    asof DAY                                the day on which predictions are judged
    outcome CLAIM HORIZON VERDICT           last day of a prediction, and what came of it

Sides are ids of the who's who joined by `+`, `~words` for unknown ones, `-` for nobody. Status is the first letter of o(ccurred), d(enied),
p(roposed), f(oreseen: predicted), m(ay be: possible), c(onditional). Time is `-` or a day, month or range `A..B`; a year that is left out
is the one that brings the day nearest to the article's. Speakers stand nearest first: an id, `~words` (a person), `?words` (unnamed),
`!words` (a document).
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from khabar.claims.numbers import numbered
from khabar.knowledge import actors, places
from khabar.records.article import Published
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, LinkKind, Owner, Status
from khabar.records.occurrence import Told
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote

STORIES = Path(__file__).parent / "stories"
_STATUS: dict[str, Status] = {"o": "occurred", "d": "denied", "p": "proposed", "f": "predicted", "m": "possible", "c": "conditional"}
_KINDS: dict[str, LinkKind] = {"agency": "agency", "outlet": "agency", "person": "person", "office": "person"}
_CLAIM = re.compile(r"([a-z])(\d+) (\S+) (\S+) (\S+) ([odpfmc]) (\S+)(?: @(\S+))?(?: (<\S+))? \| (.+)")


@dataclass(frozen=True)
class Outcome:
    horizon: str
    verdict: str


@dataclass
class Story:
    """One story: its claims by key (`01.a1`), and what is true of them."""

    number: int
    name: str
    told: dict[str, Told] = field(default_factory=dict)
    occurrence: dict[str, str] = field(default_factory=dict)
    """Claim → occurrence, both by key."""
    articles: dict[str, tuple[str, str]] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    """Article → the article that it reprints."""
    witnesses: dict[str, tuple[int, int]] = field(default_factory=dict)
    conflicts: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    asof: str | None = None

    def key(self, local: str) -> str:
        return f"{self.number:02}.{local}"


def load() -> list[Story]:
    """All stories in their order. Raises ValueError naming the line that does not read."""
    return [story for path in sorted(STORIES.glob("*.txt")) for story in parse(path.read_text(encoding="utf-8"), path.name)]


def parse(text: str, source: str = "story") -> list[Story]:
    """The stories of a text in the grammar above. Raises ValueError naming source and line."""
    stories: list[Story] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("story "):
                stories.append(Story(int(line.split()[1]), line.split()[2]))
            else:
                _read(stories[-1], line)
        except (ValueError, LookupError) as error:
            raise ValueError(f"{source}:{number}: {line}: {error}") from error
    for story in stories:
        _reprint(story)
    return stories


def halves() -> dict[str, list[Story]]:
    """Open and held stories: every second one is held."""
    stories = load()
    return {"open": [s for s in stories if s.number % 2], "held": [s for s in stories if not s.number % 2]}


def crowded(stories: list[Story]) -> list[Story]:
    """The same stories, as if all had begun on one day: what tells them apart is then who, where and what, not when."""
    later = []
    for story in stories:
        first = min(date.fromisoformat(day) for _, day in story.articles.values())
        days = (date(2015, 1, 1) - first).days
        later.append(replace(story, told={key: moved(one, days) for key, one in story.told.items()}))
    return later


def moved(one: Told, days: int) -> Told:
    """The claim as if all of it, event and article, had been so many days later."""

    def later(day: str | None) -> str | None:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None

    time = one.claim.time
    claim = replace(one.claim, time=replace(time, start=later(time.start), end=later(time.end)) if time else None)
    day = later(one.published.start) if one.published else None
    return replace(one, claim=claim, published=Published(day, day, "line", None) if day else None)


def written(stories: list[Story]) -> int:
    """How many claims were written, reprints left out."""
    return sum(told.article not in story.copies for story in stories for told in story.told.values())


def _read(story: Story, line: str) -> None:
    words = line.split()
    key = story.key
    match words:
        case ["article", letter, outlet, day]:
            story.articles[key(letter)] = (outlet.replace("_", " "), day)
        case ["copy", letter, of]:
            story.copies[key(letter)] = key(of)
        case ["witnesses", occurrence, count]:
            least, _, most = count.partition("-")
            story.witnesses[key(occurrence)] = (int(least), int(most or least))
        case ["conflict", kind, first, second]:
            story.conflicts.add((kind, frozenset((_known(story, first), _known(story, second)))))
        case ["asof", day]:
            story.asof = day
        case ["outcome", claim, horizon, verdict]:
            story.outcomes[_known(story, claim)] = Outcome(horizon, verdict)
        case _:
            _claim(story, line)


def _known(story: Story, local: str) -> str:
    if story.key(local) not in story.told:
        raise ValueError(f"no claim {local}")
    return story.key(local)


def _claim(story: Story, line: str) -> None:
    found = _CLAIM.fullmatch(line)
    if found is None:
        raise ValueError("neither a claim nor any other kind of line")
    letter, number, occurrence, event, sides, status, time, place, chain, marked = found.groups()
    outlet, day = story.articles[story.key(letter)]
    kind, _, mode = event.partition("/")
    actor, _, recipient = sides.partition(">")
    before, rest = marked.split("[")
    cue, after = rest.split("]")
    sentence = before + cue + after
    if story.key(letter + number) in story.told:
        raise ValueError("written twice")
    links = (*_links((chain or "").split("<")[1:]), Link(None, outlet, "outlet", None, None))
    claim = Claim(
        id=hashlib.sha256(f"{story.key(letter + number)}".encode()).hexdigest()[:16],
        capture=story.key(letter),
        quote=Quote(0, len(sentence), sentence),
        event=Event(kind, mode or None, (), Quote(len(before), len(before) + len(cue), cue)),
        actor=tuple(_entities(actor, sentence, day)),
        recipient=tuple(_entities(recipient, sentence, day)),
        status=_STATUS[status],
        attribution=links,
        time=_time(time, day),
        place=places.find(place.replace("_", " ")).place if place else None,
        condition=None,
        coder=Coder("hand", "1", 1.0),
        why=(),
    )
    (claim,) = numbered([claim], [Sentence(claim.quote, "body", 0, ())], sentence, "text")
    story.told[story.key(letter + number)] = Told(claim, story.key(letter), outlet, Published(day, day, "line", None))
    story.occurrence[story.key(letter + number)] = story.key(occurrence)


def _entities(side: str, sentence: str, day: str) -> Iterator[Entity]:
    whoswho = actors.load()
    for one in [] if side == "-" else side.split("+"):
        if one.startswith("~"):
            yield Entity(None, one[1:].replace("_", " "), "", 0, 0)
            continue
        actor = whoswho.get(one)
        if actor is None:
            raise ValueError(f"no actor {one}")
        of = tuple(Owner(o.id, o.canonical) for o in whoswho.of_at(one, day) if o.id != one)
        at = next((sentence.find(n.text) for n in actor.names if n.text in sentence), 0)
        mention = next((n.text for n in actor.names if n.text in sentence), "")
        yield Entity(one, actor.canonical, mention, at, at + len(mention), of)


def _links(speakers: list[str]) -> Iterator[Link]:
    for one in speakers:
        words = one[1:].replace("_", " ")
        if one[0] in "~?!":
            kind: LinkKind = "person" if one[0] == "~" else "anonymous" if one[0] == "?" else "document"
            yield Link(None, words, kind, 0, 0)
            continue
        actor = actors.load().get(one)
        if actor is None:
            raise ValueError(f"no actor {one}")
        yield Link(one, actor.canonical, _KINDS.get(actor.type, "organisation"), 0, 0)


def _time(written_: str, day: str) -> EventTime | None:
    if written_ == "-":
        return None
    first, _, last = written_.partition("..")
    start, end = _day(first, day, last=False), _day(last or first, day, last=True)
    precision: Literal["day", "range"] = "day" if start == end else "range"
    return EventTime(start, end, precision, "explicit", "")


def _day(written_: str, day: str, *, last: bool) -> str:
    """`05-01`, `2015-05-01` or the month `2015-05` as an ISO day."""
    if re.fullmatch(r"\d\d-\d\d", written_):
        years = (int(day[:4]) + step for step in (-1, 0, 1))
        near = min((date.fromisoformat(f"{year}-{written_}") for year in years), key=lambda d: abs(d - date.fromisoformat(day)))
        return near.isoformat()
    if re.fullmatch(r"\d{4}-\d\d", written_):
        year, month = map(int, written_.split("-"))
        return f"{written_}-{calendar.monthrange(year, month)[1] if last else 1:02}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", written_):
        raise ValueError(f"{written_} is no day")
    return written_


def _reprint(story: Story) -> None:
    """Reprints tell what their originals tell, under their own outlet and day."""
    for article, of in story.copies.items():
        outlet, day = story.articles[article]
        if any(told.article == article for told in story.told.values()):
            raise ValueError(f"{article} is a copy and has claims of its own")
        for key, told in list(story.told.items()):
            if told.article == of:
                again = article + key[len(of) :]
                claim = replace(
                    told.claim,
                    id=hashlib.sha256(again.encode()).hexdigest()[:16],
                    capture=article,
                    attribution=(*told.claim.attribution[:-1], Link(None, outlet, "outlet", None, None)),
                )
                story.told[again] = Told(claim, article, outlet, Published(day, day, "line", None))
                story.occurrence[again] = story.occurrence[key]
