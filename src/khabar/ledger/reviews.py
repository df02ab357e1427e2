"""Judgements of readers and reviewers: what they supply of an article, what they say of a claim, of two actors, of two claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Row, exists, select

from khabar.ledger import attach, audit, codec, corrections, judgements, pairs, rows, tables, whole
from khabar.ledger.corrections import Desk, Resolve
from khabar.ledger.engine import LedgerError, writing
from khabar.ledger.naming import Unknown, meant
from khabar.ledger.periods import period
from khabar.ledger.reader import Reader
from khabar.ledger.stored import ArticleVerdict, ClaimVerdict, Judgement, OutcomeVerdict, PairVerdict
from khabar.ledger.wanted import key_of
from khabar.ledger.writer import Writer
from khabar.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges, and why; and how and from where, for the audit."""

    name: str
    reason: str
    way: audit.Way = "command"
    address: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise LedgerError("a judgement needs its reason", "give it with --because")
        if not self.name.strip():
            raise LedgerError("a judgement needs its reviewer", "give a name with --by")


def supply(writer: Writer, kind: ArticleVerdict, article: str, value: str | None, by: Reviewer) -> Judgement:
    """What a page lacks or has wrong: its day, its outlet, or from where it was taken. None takes an earlier judgement back.

    The article is to be coded again afterwards: `stale` gives the task.
    """
    told: Any = value
    if kind == "date" and value is not None:
        days = period(value)
        if days.first is None or days.last is None:
            raise LedgerError(f"{value!r} is open on a side", "give a day, a month, a year or a closed stretch")
        told = [days.first, days.last]
    with writing(writer.engine) as connection:
        if key_of(connection, article) is None:
            raise LedgerError(f"there is no article {article}", "take the id from `khabar claims` or `khabar add`")
        return _record(connection, writer, by, (kind, f"{kind}:{article}", {"article": article, "value": told}))


def _record(connection: Connection, writer: Writer, by: Reviewer, told: tuple[Any, str, dict[str, Any]], earlier: Sequence[int] = ()) -> Judgement:
    """Write a judgement (kind, subject, body) and its line of the audit."""
    kind, subject, body = told
    made = judgements.record(connection, writer.run, Judgement(0, "", by.name, by.reason, kind, subject, body), earlier)
    audit.note(connection, audit.Origin(by.name, by.way, by.address), audit.Act(kind, subject), made.id)
    return made


def judge(writer: Writer, claim: str, kind: ClaimVerdict, by: Reviewer, assignments: Sequence[str] = (), resolve: Resolve | None = None) -> Judgement:
    """Accept, reject or correct a claim of the current coding. A correction adds to one that stands; accepting takes both back."""
    if bool(assignments) != (kind == "correct"):
        raise LedgerError("only a correction has fields, and it needs one", "give --field field=value with correct")
    with writing(writer.engine) as connection:
        found = _rows(connection, claim)
        if not found:
            raise LedgerError(f"there is no claim {claim} in the current codings", "take the id from `khabar claims`")
        before = _standing_on(connection, [row.id for row in found])
        coded = codec.claim_of(found[0].record)
        body = pairs.about(coded, found[0].article_uid)
        if kind == "correct":
            old: dict[str, Any] = next((one.body["fields"] for one in reversed(before) if one.kind == "correct"), {})
            page = whole.capture(connection, found[0].article_uid)
            assert page is not None
            held = corrections.apply(coded, old)
            body["fields"] = old | corrections.parse(Desk(held, page.text, resolve or _nobody, found[0].published_end or None), list(assignments))
        made = _record(connection, writer, by, (kind, f"claim:{claim}", body), [one.id for one in before])
        for row in found:
            under = rows.Under(row.article, row.coding, row.learned, row.media, row.outlet or None, (row.published_start, row.published_end))
            attach.attach(connection, made, (row.id, codec.claim_of(row.record)), under)
    return made


def settle(writer: Writer, claim: str, verdict: str, by: Reviewer) -> Judgement:
    """What came of a prediction, by a reviewer's word, which goes before the rule; `by-rule` takes an earlier word back."""
    if verdict not in get_args(OutcomeVerdict):
        raise LedgerError(f"{verdict!r} is no outcome", f"give one of {', '.join(get_args(OutcomeVerdict))}")
    with writing(writer.engine) as connection:
        found = _rows(connection, claim)
        if not found:
            raise LedgerError(f"there is no claim {claim} in the current codings", "take the id from `khabar predictions`")
        coded = codec.claim_of(found[0].record)
        if _held(coded, _standing_on(connection, [row.id for row in found])).status != "predicted":
            raise LedgerError(f"claim {claim} predicts nothing", "only a claim of status predicted has an outcome; correct its status first")
        article = found[0].article_uid
        before = attach.fits(list(judgements.of_article(connection, article, ("outcome",))), pairs.coded(connection, (article,))[article])
        earlier = [one.id for one, fitting in before if any(row.id == coded.id for _, row in fitting)]
        body = pairs.about(coded, article) | {"verdict": verdict}
        return _record(connection, writer, by, ("outcome", f"outcome:{claim}", body), earlier)


def _held(coded: Claim, made: Sequence[Judgement]) -> Claim:
    """The claim with the correction that stands on it."""
    fields: dict[str, Any] = next((one.body["fields"] for one in reversed(made) if one.kind == "correct"), {})
    return corrections.apply(coded, fields)


def _nobody(_: str) -> None:
    return None


def _rows(connection: Connection, claim: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """The coder's own rows of a claim in the codings that hold."""
    c, coding, article = tables.claim.c, tables.coding, tables.article.c
    newer = coding.alias()
    joined = tables.claim.join(tables.claim_record).join(coding, coding.c.id == c.coding)
    joined = joined.join(tables.article, article.id == c.article).join(tables.capture)
    columns = (
        c.id, c.article, c.coding, c.published_start, c.published_end, coding.c.learned, coding.c.outlet, tables.capture.c.media,
        tables.claim_record.c.record, article.uid.label("article_uid"),
    )  # fmt: skip
    latest = ~exists(select(newer.c.id).where(newer.c.article == c.article, newer.c.id > c.coding))
    return connection.execute(
        select(*columns).select_from(joined).where(c.uid == codec.cell(claim), c.correction.is_(None), latest).order_by(c.id)
    ).all()


def _standing_on(connection: Connection, found: Sequence[int]) -> list[Judgement]:
    """The standing judgements that are tied to some rows."""
    tied = select(tables.attachment.c.judgement).where(tables.attachment.c.claim.in_(found))
    made = select(tables.judgement).where(tables.judgement.c.id.in_(tied), judgements.stands(tables.judgement.c.id, judgements.FOREVER))
    return [judgements.judgement_of(row) for row in connection.execute(made.order_by(tables.judgement.c.id))]


def relate(writer: Writer, kind: PairVerdict, first: str, second: str, by: Reviewer) -> Judgement:
    """Two actors are one (merge) or not (split); two claims speak of the same occurrence, or of different ones.

    Raises LedgerError for two actors of whom nobody has heard, and for a claim that is not there.
    """
    if first == second:
        raise LedgerError(f"{first} is named twice", "name two")
    if kind not in pairs.KINDS:
        _require_an_actor([meant(Reader(writer.engine), one) for one in (first, second)])
    with writing(writer.engine) as connection:
        if kind in pairs.KINDS:
            return _paired(connection, writer, by, kind, (first, second))
        return _record(connection, writer, by, (kind, judgements.actors_subject(first, second), {"first": first, "second": second}))


def _require_an_actor(named: Sequence[str | Unknown]) -> None:
    """One of the two must be somebody; the other may be a name under which pages to come will have him. A judgement stays for good."""
    unknown = [one for one in named if isinstance(one, Unknown)]
    if len(unknown) == len(named):
        near = [one.near for one in unknown if one.near]
        mend = f"did you mean {' and '.join(near)}?" if near else "take a name from `khabar claims` or `khabar who`"
        raise LedgerError(f"nobody in the ledger or the who's who is called {' or '.join(one.written for one in unknown)}", mend)


def _paired(connection: Connection, writer: Writer, by: Reviewer, kind: PairVerdict, claims: tuple[str, str]) -> Judgement:
    """A judgement on two claims; it supersedes earlier ones on what were these claims before a recoding."""
    ends = []
    for claim in claims:
        found = _rows(connection, claim)
        if not found:
            raise LedgerError(f"there is no claim {claim} in the current codings", "take the id from `khabar claims`")
        ends.append(pairs.about(codec.claim_of(found[0].record), found[0].article_uid))
    named = frozenset(end["claim"] for end in ends)
    before = [one.made.id for one in pairs.pairs(connection) if one.ends == named and not one.lost]
    body = {"first": claims[0], "second": claims[1], "ends": ends}
    return _record(connection, writer, by, (kind, judgements.occurrence_subject(*claims), body), before)


def unattached(connection: Connection) -> list[Judgement]:
    """Standing judgements on claims, pairs of claims and outcomes that the current codings no longer hold."""
    apart = [one.made for one in pairs.pairs(connection) if one.lost]
    return sorted([*_loose(connection), *_lost(connection), *apart], key=lambda one: one.id)


def _lost(connection: Connection) -> list[Judgement]:
    """Outcomes whose prediction no current coding holds: they are read with the claims, and tied to no row."""
    by_article: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements.of_kinds(connection, ("outcome",)):
        by_article[str(one.body["article"])].append(one)
    coded = pairs.coded(connection, by_article)
    return [one for article, made in by_article.items() for one, fitting in attach.fits(made, coded.get(article, ())) if not fitting]


def _loose(connection: Connection) -> list[Judgement]:
    """Judgements on claims that are tied to no row of a current coding."""
    claim, newer = tables.claim.c, tables.coding.alias()
    current = ~exists(select(newer.c.id).where(newer.c.article == claim.article, newer.c.id > claim.coding))
    joined = tables.attachment.join(tables.claim, claim.id == tables.attachment.c.claim)
    carried = exists(select(claim.id).select_from(joined).where(tables.attachment.c.judgement == tables.judgement.c.id, current))
    made = select(tables.judgement).where(
        tables.judgement.c.kind.in_(attach.VERDICTS), judgements.stands(tables.judgement.c.id, judgements.FOREVER), ~carried
    )
    return [judgements.judgement_of(row) for row in connection.execute(made.order_by(tables.judgement.c.id))]
