"""Ties judgements on claims to the rows that hold them, when they are made and again after a recoding.

After a recoding a judgement goes to the claim of the same content id; where there is none, to one of the same type whose cue
overlaps the old one in the same sentence; else it stays unattached, and is listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from sqlalchemy import Connection

from khabar.ledger import corrections, judgements, rows, tables
from khabar.ledger.engine import insert, next_id
from khabar.ledger.stored import ClaimVerdict, Judgement
from khabar.records.claim import Claim

Rows = Sequence[tuple[int, Claim]]
VERDICTS: tuple[ClaimVerdict, ...] = get_args(ClaimVerdict)


def reattach(connection: Connection, article: str, coded: Rows, under: rows.Under) -> None:
    """Tie the standing judgements on an article's claims to the rows of its new coding."""
    for one, fitting in fits(list(judgements.of_article(connection, article, VERDICTS)), coded):
        for key, claim in fitting:
            attach(connection, one, (key, claim), under)


def fits(made: Sequence[Judgement], coded: Rows) -> list[tuple[Judgement, Rows]]:
    """Each judgement on a claim of an article with the claims of its coding to which it goes; none where no claim fits."""
    exact = {j.id: [pair for pair in coded if pair[1].id == j.body["claim"]] for j in made}
    taken = {key for pairs in exact.values() for key, _ in pairs}
    free = [pair for pair in coded if pair[0] not in taken]
    return [(one, exact[one.id] or like(one.body, free)[:1]) for one in made]


def like(about: Mapping[str, Any], coded: Rows) -> Rows:
    """Claims of the type judged whose cue and sentence overlap those judged, the longest common cue first, else in the order given."""
    start, end = about["quote"]
    first, last = about["cue"]
    found = []
    for key, claim in coded:
        common = min(last, claim.event.cue.end) - max(first, claim.event.cue.start)
        if claim.event.type == about["type"] and common > 0 and claim.quote.start < end and start < claim.quote.end:
            found.append((-common, key, claim))
    return [(key, claim) for _, key, claim in sorted(found, key=lambda item: item[0])]


def attach(connection: Connection, made: Judgement, coded: tuple[int, Claim], under: rows.Under) -> None:
    """Tie a judgement to a row; a correction writes the corrected claim beside it."""
    replacement = None
    if made.kind == "correct":
        fields = made.body["fields"]
        assert isinstance(fields, dict)
        corrected = corrections.apply(coded[1], fields)
        (replacement,) = rows.write(connection, [corrected], replace(under, correction=made.id, learned=max(under.learned, made.recorded)))
    row = {"id": next_id(connection, tables.attachment), "judgement": made.id, "claim": coded[0], "replacement": replacement}
    insert(connection, tables.attachment, [row])
