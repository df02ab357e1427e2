"""Invented pages with claims made by hand, so that a test says what it expects."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from khabar.ledger.recoding import Selection, stale
from khabar.ledger.wanted import uid_of
from khabar.ledger.writer import Result, Task, Writer
from khabar.records.article import Article, Published, Supplied
from khabar.records.capture import Capture, Media
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, Owner, Place, Status
from khabar.records.spans import Quote, Span

TOWN = "اتهم مجلس البلدة شركة الماء بقطع الخدمة يوم الأحد. ونفت شركة الماء ذلك، وقالت إن عمالا من لجنة الحي أغلقوا الخزان."
PORT = "أضرب عمال الميناء في صور احتجاجا على قرار الوزارة. ودعت الوزارة عمال الميناء إلى الحوار."


def page(text: str, name: str = "page.txt", *, media: Media = "text", source: str | None = None, **told: str | None) -> Capture:
    """`told`: url and published."""
    return Capture(name, hashlib.sha256(text.encode()).hexdigest(), text, media, source or f"pages/{name}", "utf-8", **told)


def article(of: Capture, day: str | None = None, outlet: str | None = "النشرة") -> Article:
    published = Published(day, day, "line", None) if day else None
    return Article(of.id, of.sha256, "ar", None, None, (Span(0, len(of.text)),), (), (), outlet, None, None, published, of.url)


def party(of: Capture, words: str, actor: str | None = None, owner: str | None = None) -> Entity:
    start = of.text.index(words)
    return Entity(actor, words, words, start, start + len(words), (Owner(owner, owner),) if owner else ())


def claim(
    of: Capture, cue: str, kind: str = "ACCUSE", actor: Entity | None = None, recipient: Entity | None = None, *, status: Status = "occurred",
    mode: str | None = None, speaker: Link | None = None, time: tuple[str | None, str | None] | None = None, place: Place | None = None,
    score: float = 0.9,
) -> Claim:  # fmt: skip
    """A claim of the sentence that holds the cue."""
    at = of.text.index(cue)
    start = of.text.rfind(". ", 0, at) + 2 if ". " in of.text[:at] else 0
    end = of.text.index(".", at) + 1
    outlet = Link(None, "النشرة", "outlet", None, None)
    identity = hashlib.sha256(f"{of.sha256}{of.id}{cue}{kind}{status}{actor}{recipient}".encode()).hexdigest()[:16]
    when = EventTime(*time, "day", "explicit", "words") if time else None
    sides = ((actor,) if actor else (), (recipient,) if recipient else ())
    return Claim(
        identity, of.id, Quote.of(of.text, start, end), Event(kind, mode, (), Quote.of(of.text, at, at + len(cue))), *sides, status,
        (speaker, outlet) if speaker else (outlet,), when, place, None, Coder("khabar", "hand", score), (f"cue: «{cue}»",),
    )  # fmt: skip


def store(writer: Writer, of: Capture, *claims: Claim, day: str | None = "2016-05-01") -> Result | None:
    """Add a page with its claims; None where the ledger knows it."""
    task = writer.task(of)
    return writer.store(task, article(of, day), claims) if task else None


def complete(task: Task, day: str | None = None) -> Article:
    return task.supplied.complete(article(task.page, day)) if task.supplied != Supplied() else article(task.page, day)


def recode(writer: Writer, *claims: Claim, **selected: object) -> int:
    """Code stale articles anew with these claims (each its own); gives their number."""
    done = 0
    for task in stale(writer, replace(Selection(), **selected)):  # type: ignore[arg-type]
        writer.store(task, complete(task), [one for one in claims if one.capture == task.page.id])
        done += 1
    return done


def town(name: str = "town.txt") -> tuple[Capture, tuple[Claim, ...]]:
    """A page with an accusation, a denial and a closure."""
    of = page(TOWN, name)
    council, company = party(of, "مجلس البلدة"), party(of, "شركة الماء")
    workers = party(of, "عمالا من لجنة الحي", owner="quarter-committee")
    said = Link(None, "شركة الماء", "organisation", of.text.index("شركة الماء"), of.text.index("شركة الماء") + 10)
    return of, (
        claim(of, "اتهم", "ACCUSE", council, company, mode="disapprove"),
        claim(of, "بقطع", "SANCTION", company, council, status="denied", mode="discontinue", time=("2016-05-01", "2016-05-01")),
        claim(of, "أغلقوا", "COERCE", workers, company, speaker=said, score=0.4),
    )


def port(name: str = "port.txt") -> tuple[Capture, tuple[Claim, ...]]:
    of = page(PORT, name)
    workers, ministry = party(of, "عمال الميناء"), party(of, "الوزارة", "lebanon.interior", "lebanon")
    tyre = Place("صور", "geonames:267008", "LBN", 33.27, 35.2, "town")
    return of, (
        claim(of, "أضرب", "PROTEST", workers, ministry, mode="strike", place=tyre, time=("2017-02-01", "2017-02-28")),
        claim(of, "ودعت", "REQUEST", ministry, workers, time=(None, "2017-01-15")),
    )


def uid(of: Capture) -> str:
    return uid_of(of)
