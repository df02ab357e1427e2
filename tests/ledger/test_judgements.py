"""Judgements on claims: applied when read, superseded by later ones, carried through a recoding, listed where they no longer fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from khabar.ledger import pairs, reviews, training
from khabar.ledger.checking import check
from khabar.ledger.codec import claim_from
from khabar.ledger.engine import LedgerError, reading
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer
from khabar.ledger.stored import Judgement, PairVerdict
from khabar.ledger.writer import Writer, running
from khabar.records.claim import Claim
from tests.ledger.pages import recode, store, town

BY = Reviewer("نور", "قرأت الصفحة")


@pytest.fixture
def claims(writer: Writer) -> tuple[Claim, ...]:
    of, made = town()
    store(writer, of, *made)
    return made


def ids(ledger: Reader, query: Query | None = None) -> set[str]:
    return {one.id for one in ledger.every(query or Query())}


def test_a_rejected_claim_is_left_out_unless_asked_for(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "reject", BY)
    assert ids(ledger) == {one.id for one in claims[1:]}
    assert ids(ledger, Query(rejected=True)) == {one.id for one in claims}
    found = ledger.claim(claims[0].id)
    assert found is not None
    assert found.judgement is not None
    assert (found.judgement.kind, found.judgement.reviewer, found.judgement.reason) == ("reject", "نور", "قرأت الصفحة")


def test_an_accepted_claim_carries_its_judgement(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "accept", BY)
    (found,) = ledger.claims(Query(types=("ACCUSE",))).claims
    assert found.judgement is not None
    assert found.judgement.kind == "accept"
    assert [one.judgement for one in ledger.every(Query(types=("SANCTION",)))] == [None]


def test_a_corrected_claim_is_found_by_its_new_values_and_shows_both(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=denied", "type=REJECT"])
    assert ids(ledger, Query(types=("ACCUSE",))) == set()
    (found,) = ledger.claims(Query(types=("REJECT",), statuses=("denied",))).claims
    assert (found.id, found.claim.event.mode, found.coded) == (claims[0].id, None, claims[0])
    assert ledger.count(Query()) == len(claims)


def test_a_second_correction_adds_to_the_first_and_accepting_takes_both_back(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=denied"])
    reviews.judge(writer, claims[0].id, "correct", BY, ["mode=investigate"])
    (found,) = ledger.claims(Query(types=("ACCUSE",))).claims
    assert (found.claim.status, found.claim.event.mode) == ("denied", "investigate")
    assert ids(ledger) == {one.id for one in claims}
    reviews.judge(writer, claims[0].id, "accept", BY)
    (found,) = ledger.claims(Query(types=("ACCUSE",))).claims
    assert (found.claim, found.coded) == (claims[0], None)
    assert [one.kind for one in ledger.history(f"claim:{claims[0].id}")] == ["correct", "correct", "accept"]


def test_the_past_is_answered_without_later_judgements(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    first = reviews.judge(writer, claims[0].id, "correct", BY, ["status=possible"])
    then = ledger.as_of(first.recorded.replace("Z", "+00:00"))
    reviews.judge(writer, claims[0].id, "reject", BY)
    reviews.judge(writer, claims[1].id, "reject", BY)
    assert ids(then) == {one.id for one in claims}
    assert [one.id for one in then.every(Query(statuses=("possible",)))] == [claims[0].id]
    (coded,) = {one.learned for one in ledger.every(Query())}
    before = ledger.as_of(coded.replace("Z", "+00:00"))
    assert [one.claim for one in before.every(Query(newest_first=False))] == list(claims)


@pytest.mark.parametrize("kind", ["accept", "reject", "correct"])
def test_judgements_survive_a_recoding_by_content_id(ledger: Reader, writer: Writer, claims: tuple[Claim, ...], kind: str) -> None:
    fields = ["status=denied"] if kind == "correct" else []
    reviews.judge(writer, claims[0].id, kind, BY, fields)  # type: ignore[arg-type]
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, *claims)
    found = ledger.claim(claims[0].id)
    assert found is not None
    assert found.judgement is not None
    assert (found.judgement.kind, found.claim.status) == (kind, "denied" if kind == "correct" else "occurred")
    assert ids(ledger) == {one.id for one in claims[1 if kind == "reject" else 0 :]}
    assert list(check(ledger)) == []


def test_a_judgement_goes_to_the_like_claim_where_its_own_is_gone(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=denied"])
    like = replace(claims[0], id="1" * 16, actor=())
    other = replace(claims[1], id="2" * 16)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, like, other)
    assert {one.id: one.claim.status for one in ledger.every(Query())} == {like.id: "denied", other.id: "denied"}
    assert [one.judgement is not None for one in ledger.every(Query(newest_first=False))].count(True) == 1
    with reading(ledger.engine) as connection:
        assert reviews.unattached(connection) == []
    reviews.judge(writer, like.id, "accept", BY)
    assert {one.id: one.claim.status for one in ledger.every(Query())} == {like.id: "occurred", other.id: "denied"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(1, id="another-type-in-the-sentence"),
        pytest.param(2, id="another-sentence"),
    ],
)
def test_a_judgement_without_a_like_claim_is_listed_and_comes_back(ledger: Reader, writer: Writer, claims: tuple[Claim, ...], other: int) -> None:
    made = reviews.judge(writer, claims[0].id, "reject", BY)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, claims[other])
    with reading(ledger.engine) as connection:
        assert reviews.unattached(connection) == [made]
    assert ids(ledger) == {claims[other].id}
    with running(ledger.engine, "coder-3", "test") as newest:
        recode(newest, *claims)
    with reading(ledger.engine) as connection:
        assert reviews.unattached(connection) == []
    assert ids(ledger) == {one.id for one in claims[1:]}


def test_pairs_of_claims_are_kept_and_the_later_judgement_holds(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.relate(writer, "same", claims[0].id, claims[1].id, BY)
    last = reviews.relate(writer, "different", claims[1].id, claims[0].id, BY)
    assert ledger.judgements(("same", "different")) == (last,)


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        pytest.param(["type=assault", "mode=beat"], ("ASSAULT", "beat"), id="type-and-mode"),
        pytest.param(["type=ASSAULT"], ("ASSAULT", None), id="a-type-drops-the-mode-of-the-old"),
        pytest.param(["mode=none"], ("ACCUSE", None), id="no-mode"),
    ],
)
def test_types_and_modes_are_corrected(ledger: Reader, writer: Writer, claims: tuple[Claim, ...], fields: list[str], value: tuple[str, str]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, fields)
    found = ledger.claim(claims[0].id)
    assert found is not None
    assert (found.claim.event.type, found.claim.event.mode) == value


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        pytest.param("actor=لجنة الحي", [(None, "لجنة الحي")], id="words-of-the-page"),
        pytest.param("actor=لجنة الحي; عمالا", [(None, "لجنة الحي"), (None, "عمالا")], id="two-actors"),
        pytest.param("actor=البلدة@lebanon", [("lebanon", "البلدة")], id="words-with-an-id"),
        pytest.param("actor=البلدة@", [(None, "البلدة")], id="words-without-an-id"),
        pytest.param("actor=none", [], id="nobody"),
    ],
)
def test_sides_are_corrected(ledger: Reader, writer: Writer, claims: tuple[Claim, ...], field: str, seen: list[tuple[str | None, str]]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, [field])
    found = ledger.claim(claims[0].id)
    assert found is not None
    assert [(one.id, one.mention) for one in found.claim.actor] == seen
    assert list(check(ledger)) == []


def test_speakers_times_places_and_conditions_are_corrected(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    fields = ["by=لجنة الحي@@organisation", "time=2016-04", "place=صور", "condition=إذا عاد الماء", "contexts=infrastructure", "cue=البلدة"]
    reviews.judge(writer, claims[0].id, "correct", BY, fields)
    found = ledger.claim(claims[0].id)
    assert found is not None
    one = found.claim
    assert [(link.name, link.kind) for link in one.attribution] == [("لجنة الحي", "organisation"), ("النشرة", "outlet")]
    assert one.time is not None
    assert one.place is not None
    assert (one.time.start, one.time.end, one.time.precision) == ("2016-04-01", "2016-04-30", "month")
    assert (one.place.name, one.condition, one.event.contexts, one.event.cue.text) == ("صور", "إذا عاد الماء", ("infrastructure",), "البلدة")
    assert ids(ledger, Query(speakers=("لجنة الحي",))) == {one.id}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param(["colour=red"], "corrects no field", id="no-such-field"),
        pytest.param(["status"], "corrects no field", id="no-value"),
        pytest.param(["status=gone"], "is none of", id="no-such-status"),
        pytest.param(["mode=strike"], "no mode of ACCUSE", id="a-mode-of-another-type"),
        pytest.param(["actor=الوزارة"], "does not stand on the page", id="words-that-are-not-there"),
        pytest.param(["actor=البلدة@nobody.knows"], "has no nobody", id="no-such-id"),
        pytest.param(["cue=الخزان"], "does not stand in the sentence", id="a-cue-of-another-sentence"),
        pytest.param(["actor=none", "recipient=none"], "neither side", id="no-side-left"),
        pytest.param(["time=soon"], "no day", id="no-such-time"),
        pytest.param([], "only a correction", id="no-field-at-all"),
    ],
)
def test_wrong_corrections_are_refused(ledger: Reader, writer: Writer, claims: tuple[Claim, ...], fields: list[str], reason: str) -> None:
    with pytest.raises(LedgerError, match=reason):
        reviews.judge(writer, claims[0].id, "correct", BY, fields)
    assert [one.judgement for one in ledger.every(Query())] == [None] * len(claims)


def test_a_claim_that_is_not_there_cannot_be_judged(writer: Writer) -> None:
    with pytest.raises(LedgerError, match="no claim"):
        reviews.judge(writer, "0" * 16, "accept", BY)


def test_an_outcome_goes_with_its_prediction_and_the_later_word_holds(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=predicted"])
    reviews.settle(writer, claims[0].id, "unclear", BY)
    last = reviews.settle(writer, claims[0].id, "did-not", BY)
    assert ledger.judgements(("outcome",)) == (last,)
    assert (last.body["claim"], last.body["verdict"]) == (claims[0].id, "did-not")
    (found,) = ledger.claims(Query(statuses=("predicted",))).claims
    assert found.judgement is not None
    assert found.judgement.kind == "correct"
    assert ledger.as_of(last.recorded.replace("Z", "+00:00")).judgements(("outcome",)) == (last,)
    assert list(check(ledger)) == []


def test_an_outcome_whose_prediction_is_gone_is_listed_and_comes_back(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=predicted"])
    made = reviews.settle(writer, claims[0].id, "came-about", BY)
    for version, held, lost in (("coder-2", (claims[2],), True), ("coder-3", (replace(claims[0], id="1" * 16),), False), ("coder-4", claims, False)):
        with running(ledger.engine, version, "test") as newer:
            recode(newer, *held)
        with reading(ledger.engine) as connection:
            assert (made in reviews.unattached(connection)) == lost


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"), [(0, "came-about", "predicts nothing"), (0, "maybe", "is no outcome"), (None, "open", "no claim")]
)
def test_wrong_outcomes_are_refused(writer: Writer, claims: tuple[Claim, ...], claim: int | None, verdict: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason):
        reviews.settle(writer, "0" * 16 if claim is None else claims[claim].id, verdict, BY)


@pytest.mark.parametrize(("name", "reason"), [("", "قرأت"), ("نور", " ")], ids=["no-reviewer", "no-reason"])
def test_a_judgement_needs_who_and_why(name: str, reason: str) -> None:
    with pytest.raises(LedgerError, match="needs its"):
        Reviewer(name, reason)


def moved(claim: Claim, id_: str, **changed: object) -> Claim:
    """The claim as another version codes it: under another id."""
    return replace(claim, id=id_ * 16, actor=(), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("coded", "ends", "lost"),
    [
        pytest.param(lambda a, b, c: (a, b, c), "ab", False, id="both-as-they-were"),
        pytest.param(lambda a, b, c: (moved(a, "1"), b, c), "1b", False, id="one-under-another-id"),
        pytest.param(lambda a, b, c: (moved(a, "1"), moved(b, "2"), c), "12", False, id="both-under-other-ids"),
        pytest.param(lambda a, b, c: (moved(a, "1", event=b.event), b, c), "ab", True, id="one-is-of-another-type-now"),
        pytest.param(lambda a, b, c: (moved(a, "1", event=c.event, quote=c.quote), b, c), "ab", True, id="one-is-of-another-sentence-now"),
        pytest.param(lambda a, b, c: (b, c), "ab", True, id="one-is-gone"),
        pytest.param(lambda a, b, c: (c,), "ab", True, id="both-are-gone"),
    ],
)
@pytest.mark.parametrize("kind", pairs.KINDS)
def test_pairs_of_claims_go_with_their_claims_through_a_recoding(
    ledger: Reader, writer: Writer, claims: tuple[Claim, ...], kind: PairVerdict, coded: Callable[..., tuple[Claim, ...]], ends: str, lost: bool
) -> None:
    ids = {"a": claims[0].id, "b": claims[1].id, "1": "1" * 16, "2": "2" * 16}
    made = reviews.relate(writer, kind, claims[0].id, claims[1].id, BY)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, *coded(*claims))
    assert ledger.claim_pairs() == (pairs.Pair(made, ids[ends[0]], ids[ends[1]], lost),)
    with reading(ledger.engine) as connection:
        assert reviews.unattached(connection) == ([made] if lost else [])
    with running(ledger.engine, "coder-3", "test") as newest:
        recode(newest, *claims)
    assert ledger.claim_pairs() == (pairs.Pair(made, claims[0].id, claims[1].id, lost=False),)
    assert list(check(ledger)) == []


def test_the_two_ends_of_a_pair_never_go_to_one_claim(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    twin = replace(claims[0], id="7" * 16, actor=())
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, claims[0], twin)
    made = reviews.relate(writer, "different", claims[0].id, twin.id, BY)
    with running(ledger.engine, "coder-3", "test") as newer:
        recode(newer, moved(claims[0], "1"))
    assert ledger.claim_pairs() == (pairs.Pair(made, "1" * 16, twin.id, lost=True),)
    with running(ledger.engine, "coder-4", "test") as newest:
        recode(newest, twin, moved(claims[0], "2"))
    assert ledger.claim_pairs() == (pairs.Pair(made, "2" * 16, twin.id, lost=False),)


def test_a_judgement_on_a_pair_supersedes_the_one_on_what_it_was_before(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.relate(writer, "same", claims[0].id, claims[1].id, BY)
    other = reviews.relate(writer, "same", claims[0].id, claims[2].id, BY)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, moved(claims[0], "1"), *claims[1:])
    then = ledger.pin()
    last = reviews.relate(writer, "different", claims[1].id, "1" * 16, BY)
    assert ledger.judgements(pairs.KINDS) == (other, last)
    assert [(one.first, one.second) for one in ledger.claim_pairs()] == [("1" * 16, claims[2].id), (claims[1].id, "1" * 16)]
    assert [one.made.kind for one in then.claim_pairs()] == ["same", "same"]


def test_judged_pairs_are_items_unless_they_are_lost_or_rejected(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[1].id, "correct", BY, ["status=occurred"])
    reviews.relate(writer, "same", claims[0].id, claims[1].id, BY)
    reviews.relate(writer, "different", claims[1].id, claims[2].id, BY)
    same, different = training.pairs(ledger)
    assert isinstance(same, dict)
    assert isinstance(different, dict)
    assert (same["id"], same["same"], different["same"]) == (f"review-{claims[0].id}-{claims[1].id}", True, False)
    assert [claim_from(end["claim"]) for end in same["claims"]] == [claims[0], replace(claims[1], status="occurred")]
    assert [(end["outlet"], end["published"]) for end in same["claims"]] == [("النشرة", ["2016-05-01", "2016-05-01"])] * 2
    reviews.judge(writer, claims[0].id, "reject", BY)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, *claims[:2])
    assert [one.reason for one in training.pairs(ledger) if isinstance(one, training.Left)] == [
        "one of its claims was rejected",
        "no current coding holds both its claims",
    ]


def test_pairs_that_keep_no_ends_go_by_their_ids() -> None:
    made = Judgement(1, "", "نور", "قرأت", "same", "occurrence:a|b", {"first": "a", "second": "b"})
    assert pairs.found([made], {}) == [pairs.Pair(made, "a", "b", lost=False)]


def test_an_outcome_supersedes_the_one_on_what_the_prediction_was_before(ledger: Reader, writer: Writer, claims: tuple[Claim, ...]) -> None:
    reviews.judge(writer, claims[0].id, "correct", BY, ["status=predicted"])
    reviews.settle(writer, claims[0].id, "came-about", BY)
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, moved(claims[0], "1"), *claims[1:])
    last = reviews.settle(writer, "1" * 16, "did-not", BY)
    assert ledger.judgements(("outcome",)) == (last,)
    with reading(ledger.engine) as connection:
        assert reviews.unattached(connection) == []
