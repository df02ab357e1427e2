"""`bench/false_claims_read.tsv`: what a reader found each claim of sport, shows, weather and prices to be, and what follows for those not read.

A row holds the article's id; where in its text (title, empty line, text) the cue stands; the event's type and status; where the mentions of actor
and recipient stand, `start:end` in order, `-` for none; and the verdict, a word of `VERDICTS`. It holds no words of the article. Offsets count
characters, ends are exclusive. A claim that differs in any of these is another claim, and not read; a side that changes its canonical name alone
goes unnoticed. Verdicts go by the codebook and `training/corpus/GUIDE.md`, and by what the ledger would show: where a claim has several faults, by
the first in the order of `VERDICTS`.

To add readings: `python -m bench.false_claims --unread > FILE` prints the claims without a verdict as rows, with their words in lines of `#` above
each; write the verdict behind the last tab; `python -m bench.false_claims --add FILE` puts the filled rows where they belong, without the words.
Half of the articles are held back from training: say what a reading teaches in items of your own, never in sentences of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar.records.claim import Claim, Entity
from khabar.records.spans import Span

READ = Path(__file__).with_suffix(".tsv")
COLUMNS = ("article", "start", "end", "type", "status", "actor", "recipient", "verdict")
RIGHT = "right"
VERDICTS = {
    RIGHT: "the text reports it, with this type and status, by and against these; a side that is missing or badly cut, beside a right one, will do",
    "no event": "a metaphor, a verb of manner, water that besieges, a match taken for a fight",
    "type": "something happened, but not this: a player suspended is not one arrested",
    "side": "a wrong, swapped or invented actor or recipient, also beside a right one, or under another's name",
    "status": "denied, planned or possible and coded as done, or the other way round",
    "repeat": "the same event as another claim of the sentence, which is as good or better",
    "uncoded": "told and recorded truly, but of a kind that the guide leaves out: sport bodies among themselves, tours of inspection",
}
"""What a verdict says. All but the first are false."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What makes a claim the one that was read."""

    article: str
    cue: Span
    type: str
    status: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]

    @classmethod
    def of(cls, article: str, claim: Claim) -> Known:
        return cls(article, claim.event.cue.span, claim.event.type, claim.status, _spans(claim.actor), _spans(claim.recipient))


Readings = Mapping[Known, str]
"""The verdict of each claim that was read."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the claims of so many articles have been read, and as what."""

    articles: int
    claims: int
    verdicts: Counter[str]

    @property
    def read(self) -> int:
        return self.verdicts.total()

    @property
    def false(self) -> int:
        return self.read - self.verdicts[RIGHT]

    @property
    def unread(self) -> int:
        return self.claims - self.read

    @property
    def share(self) -> float | None:
        """False claims among those read; None where none is."""
        return self.false / self.read if self.read else None

    @property
    def estimate(self) -> float | None:
        """False claims a hundred articles, if those not read are false as often as those read. None where claims were made and none is read."""
        if self.share is None and self.claims:
            return None
        return 100 * (self.false + self.unread * (self.share or 0.0)) / max(1, self.articles)

    def __str__(self) -> str:
        kinds = ", ".join(f"{self.verdicts[kind]} {kind}" for kind in VERDICTS if kind != RIGHT)
        read = f"{'read':10} {self.read:5} of {self.claims} claims: {self.verdicts[RIGHT]} right, {self.false} false ({kinds})"
        return f"{read}\n{'false':10} {self._estimated()}"

    def _estimated(self) -> str:
        if self.estimate is None or self.share is None:
            return "no estimate, since none of the claims is read" if self.claims else "none, since no claim is made"
        rate = f"{self.estimate:5.1f} a hundred articles: {self.false} claims that were read"
        if not self.unread:
            return f"{rate}, and none is unread"
        return f"{rate}, and by estimate {self.unread * self.share:.1f} of the {self.unread} unread, if these are false as often ({self.share:.0%})"


def tally(articles: int, claims: Sequence[Known], readings: Readings) -> Tally:
    return Tally(articles, len(claims), Counter(readings[claim] for claim in claims if claim in readings))


def row(claim: Known, verdict: str = "") -> str:
    cells = (claim.article, str(claim.cue.start), str(claim.cue.end), claim.type, claim.status, _cell(claim.actor), _cell(claim.recipient), verdict)
    return "\t".join(cells)


def rows(readings: Readings) -> str:
    """The file's text: a header, and the readings in order."""
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *(row(claim, readings[claim]) for claim in sorted(readings))))


def load(path: Path = READ) -> dict[Known, str]:
    """The readings of a file; none where there is no file. Raises ValueError, with file, line and the mend, where a line does not read."""
    if not path.is_file():
        return {}
    header, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    if header != "\t".join(COLUMNS):
        raise ValueError(f"{path}:1: «{header}» is not the header; write {', '.join(COLUMNS)}, with one tab between")
    return _readings(enumerate(lines, 2), path)


def add(drafts: Path, path: Path = READ) -> int:
    """Put the filled rows of `drafts` into the file, instead of earlier verdicts on the same claims; how many. Raises ValueError as `load` does."""
    lines = enumerate(drafts.read_text(encoding="utf-8").splitlines(), 1)
    new = _readings(((number, line) for number, line in lines if line and not line.startswith("#") and not line.endswith("\t")), drafts)
    path.write_text(rows(load(path) | new), encoding="utf-8")
    return len(new)


def _readings(lines: Iterable[tuple[int, str]], source: Path) -> dict[Known, str]:
    found: dict[Known, str] = {}
    for number, line in lines:
        try:
            claim, verdict = _reading(line)
        except ValueError as error:
            raise ValueError(f"{source}:{number}: {error}") from error
        if claim in found:
            raise ValueError(f"{source}:{number}: this claim was found {found[claim]} further up; keep one of the two rows")
        found[claim] = verdict
    return found


def _reading(line: str) -> tuple[Known, str]:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells where there should be {len(COLUMNS)}; write {', '.join(COLUMNS)}, with one tab between")
    article, start, end, kind, status, actor, recipient, verdict = cells
    if verdict not in VERDICTS:
        raise ValueError(f"«{verdict}» is no verdict; write one of {', '.join(VERDICTS)}")
    return Known(article, _span(f"{start}:{end}"), kind, status, _side(actor), _side(recipient)), verdict


def _span(written: str) -> Span:
    try:
        start, end = map(int, written.split(":"))
        return Span(start, end)
    except ValueError as error:
        raise ValueError(f"«{written}» is no place in a text; write the numbers of its first character and of the one behind its last") from error


def _side(cell: str) -> tuple[Span, ...]:
    return () if cell == "-" else tuple(map(_span, cell.split(" ")))


def _cell(side: tuple[Span, ...]) -> str:
    return " ".join(f"{span.start}:{span.end}" for span in side) or "-"


def _spans(side: Sequence[Entity]) -> tuple[Span, ...]:
    return tuple(sorted(Span(entity.start, entity.end) for entity in side))
