"""What a ledger holds, corroborated: whatever the order in which it was filled, as of any day, by reviewers' word, remembered or worked out anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import delete, event, select, update

from khabar.corroboration.memory import program
from khabar.corroboration.standing import Standing, excerpt, standing
from khabar.ledger import derived, reviews
from khabar.ledger.engine import LedgerError, reading, writing
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer, running
from khabar.pipeline import Coded
from khabar.records.capture import Capture
from khabar.records.claim import Claim, Link, Status
from tests.ledger.pages import claim, page, party, recode, store, uid

BY = Reviewer("نور", "قرأت الصفحة")


def fill(writer: Writer, coded: Sequence[Coded]) -> None:
    for one in coded:
        task = writer.task(one.capture)
        assert task is not None
        writer.store(task, one.article, one.claims)


def same(first: Standing, second: Standing) -> bool:
    """Whether two hold the same, whenever each was learned."""
    return (
        (dict(first.told), first.reuses, dict(first.copies), first.occurrences)
        == (dict(second.told), second.reuses, dict(second.copies), second.occurrences)
        and set(first.articles) == set(second.articles)
        and [first.contradictions(one) for one in first.occurrences] == [second.contradictions(one) for one in second.occurrences]
    )  # fmt: skip


def forget(ledger: Reader) -> None:
    with writing(ledger.engine) as connection:
        connection.execute(delete(derived.derived))


def raid(name: str, day: str, *, status: Status = "occurred", speaker: str | None = None) -> tuple[Capture, Claim]:
    """A page on a raid: by the army, on the fishermen of Tyre; with a speaker in other words, so that it is no copy of one without."""
    of = page(f"قال {speaker} يوم {day} إن من في صور من الصيادين هاجم بيوتهم الجيش." if speaker else f"الجيش هاجم الصيادين في صور يوم {day}.", name)
    army, men = party(of, "الجيش", "lebanon.army", "lebanon"), party(of, "الصيادين")
    link = Link(None, speaker, "organisation", of.text.index(speaker), of.text.index(speaker) + len(speaker)) if speaker else None
    return of, claim(of, "هاجم", "ASSAULT", army, men, status=status, speaker=link, time=(day, day))


def test_a_ledger_is_corroborated(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded)
    held = standing(ledger)
    name = {one.capture: key for key, one in held.articles.items()}
    assert len(held.articles) == len(coded)
    assert held.copies == {name["10-truce-reprint.txt"]: name["01-truce.html"]}
    assert {one.id for one in ledger.every(Query())} == set(held.told) == set(held.occurrence_of)
    truce = next(one for one in coded if one.article.capture == "01-truce.html")
    told = held.told[truce.claims[0].id]
    assert (told.claim, told.article, told.outlet, told.published) == (
        truce.claims[0], name["01-truce.html"], truce.article.outlet, truce.article.published,
    )  # fmt: skip


def test_an_excerpt_is_corroborated_as_if_there_were_nothing_else(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded)
    pinned = ledger.pin()
    every = list(pinned.every(Query()))
    whole = excerpt(pinned, every)
    with reading(ledger.engine) as connection:
        assert not connection.execute(select(derived.derived)).all(), "an excerpt leaves nothing in the ledger"
    assert same(whole, standing(ledger))
    (reprint,) = whole.copies
    some = [one for one in every if one.article != whole.copies[reprint]]
    held = excerpt(pinned, some)
    assert set(held.told) == set(held.occurrence_of) == {one.id for one in some}
    assert set(held.articles) == {one.article for one in some}
    assert (reprint in held.articles, held.copies) == (True, {}), "the article that it reprints is not among them"


def test_a_reprint_is_no_witness_and_contradicts_nobody(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded)
    held = standing(ledger)
    (reprint,) = held.copies
    mixed = [one for one in held.occurrences if {reprint, held.copies[reprint]} <= {held.told[c].article for c in one.claims}]
    assert mixed
    for one in mixed:
        assert {carrier.copy_of for w in held.witnesses(one) for o in w.origins for carrier in o.carriers if carrier.article == reprint} == {
            held.copies[reprint]
        }
        assert "outlet دروب الشام" not in {origin.key for found in held.witnesses(one) for origin in found.origins}
        conflicts = {claim for conflict in held.contradictions(one) for claim in (conflict.first, conflict.second)}
        assert reprint not in {held.told[claim].article for claim in conflicts}


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3)], ids=["backwards", "mixed"])
def test_neither_order_nor_batches_matter(made: Path, tmp_path: Path, coded: tuple[Coded, ...], order: tuple[int, ...]) -> None:
    """The second ledger is asked after every page, so that it answers from what it remembers."""
    found = []
    for name, batches in (("whole", [coded]), ("batches", [[coded[at]] for at in order])):
        ledger = open_ledger(str(shutil.copy(made, tmp_path / f"{name}.db")))
        with running(ledger.engine, "coder-1", "test") as writer:
            for batch in batches:
                fill(writer, batch)
                found.append(standing(ledger))
        ledger.engine.dispose()
    assert same(found[0], found[-1])
    assert not same(found[0], found[-2])


def test_what_is_remembered_is_what_would_be_worked_out(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded[:4])
    fresh, again = standing(ledger), standing(ledger)
    assert same(fresh, again)
    fill(writer, coded[4:])
    grown = standing(ledger)
    forget(ledger)
    assert same(grown, standing(ledger))
    assert not same(grown, again)
    claim = grown.occurrences[0].claims[0]
    for kind, fields in (("correct", ["time=2011-01-01"]), ("reject", [])):
        reviews.judge(writer, claim, kind, BY, fields)  # type: ignore[arg-type]
        judged = standing(ledger)
        forget(ledger)
        assert same(judged, standing(ledger))
        assert not same(judged, grown)


def test_only_what_is_new_is_read_and_aligned(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded[:4])
    standing(ledger)
    before = {kind: derived.held(ledger.engine, program(), kind) for kind in ("page", "pair", "reprints", "occurrences")}
    fill(writer, coded[4:])
    standing(ledger)
    standing(ledger)
    after = {kind: derived.held(ledger.engine, program(), kind) for kind in before}
    assert {kind: len(after[kind]) - len(before[kind]) for kind in before if kind != "pair"} == {"page": 1, "reprints": 1, "occurrences": 1}
    assert before["pair"].items() <= after["pair"].items()
    assert before["pair"]


def test_a_remembered_answer_is_taken_from_the_table(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    """So that the tests above are of the table, and not of working it out twice."""
    fill(writer, coded[:1])
    standing(ledger)
    values = {kind: derived.held(ledger.engine, program(), kind) for kind in ("reprints", "occurrences")}
    fill(writer, coded[1:])
    whole = standing(ledger)
    with writing(ledger.engine) as connection:
        for kind, ((_, value),) in ((kind, held.items()) for kind, held in values.items()):
            connection.execute(update(derived.derived).where(derived.derived.c.kind == kind).values(value=value))
    stale = standing(ledger)
    assert len(stale.occurrences) < len(whole.occurrences)
    assert len(stale.reuses) < len(whole.reuses)


def test_what_another_program_made_is_left_aside_and_goes(ledger: Reader, writer: Writer, coded: tuple[Coded, ...]) -> None:
    fill(writer, coded[:1])
    derived.keep(ledger.engine, "another", "occurrences", {"1 0": b"nothing that can be read"})
    assert standing(ledger).occurrences
    with reading(ledger.engine) as connection:
        kept = select(derived.derived.c.program).where(derived.derived.c.kind == "occurrences")
        assert connection.execute(kept).scalars().all() == [program()]


def test_only_the_last_answers_are_kept(ledger: Reader) -> None:
    for number in range(7):
        derived.keep(ledger.engine, "p", "whole", {str(number): b""}, most=4)
    assert sorted(derived.held(ledger.engine, "p", "whole")) == ["3", "4", "5", "6"]


def test_who_may_only_read_gets_the_same_answer(made: Path, tmp_path: Path, coded: tuple[Coded, ...]) -> None:
    path = shutil.copy(made, tmp_path / "khabar.db")
    ledger = open_ledger(str(path))
    with running(ledger.engine, "coder-1", "test") as writer:
        fill(writer, coded)
    readonly = open_ledger(str(path))
    readonly.engine.dispose()
    event.listen(readonly.engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    with pytest.raises(LedgerError, match="readonly"):
        derived.keep(readonly.engine, "p", "whole", {"1": b""})
    answer = standing(readonly)
    assert derived.held(ledger.engine, program(), "occurrences") == {}
    assert same(answer, standing(ledger))
    assert derived.held(ledger.engine, program(), "occurrences")


def test_as_of_a_day_only_what_was_known_counts(ledger: Reader, writer: Writer) -> None:
    first, second = raid("a.txt", "2016-05-01"), raid("b.txt", "2016-05-01", status="denied", speaker="قيادة الجيش")
    store(writer, first[0], first[1], day="2016-05-02")
    store(writer, second[0], second[1], day="2016-05-03")
    learned = ledger.claim(first[1].id)
    assert learned is not None
    now = standing(ledger)
    reviews.judge(writer, first[1].id, "reject", BY)
    then = standing(ledger.as_of(learned.learned))
    assert (set(then.told), set(now.told), set(standing(ledger).told)) == ({first[1].id}, {first[1].id, second[1].id}, {second[1].id})
    assert [[conflict.kind for conflict in now.contradictions(one)] for one in now.occurrences] == [["status"]]
    assert [then.contradictions(one) for one in then.occurrences] == [()]


def groups(held: Standing) -> set[frozenset[str]]:
    return {frozenset(one.claims) for one in held.occurrences}


def test_reviewers_join_and_part_claims(ledger: Reader, writer: Writer) -> None:
    raids = [raid("a.txt", "2016-05-01"), raid("b.txt", "2016-05-01", speaker="اتحاد الصيادين"), raid("c.txt", "2017-08-09")]
    for (of, made), day in zip(raids, ("2016-05-02", "2016-05-02", "2017-08-10"), strict=True):
        store(writer, of, made, day=day)
    a, b, c = (made.id for _, made in raids)
    assert groups(standing(ledger)) == {frozenset((a, b)), frozenset((c,))}
    reviews.relate(writer, "same", c, a, BY)
    assert groups(standing(ledger)) == {frozenset((a, b, c))}
    reviews.relate(writer, "different", a, b, BY)
    assert groups(standing(ledger)) in ({frozenset((a, c)), frozenset((b,))},)
    reviews.relate(writer, "different", a, c, BY)
    assert groups(standing(ledger)) == {frozenset((a,)), frozenset((b,)), frozenset((c,))}
    reviews.relate(writer, "same", a, b, BY)
    assert groups(standing(ledger)) == {frozenset((a, b)), frozenset((c,))}


def test_what_reviewers_joined_and_parted_stays_so_when_claims_get_other_ids(ledger: Reader, writer: Writer) -> None:
    raids = [raid("a.txt", "2016-05-01"), raid("b.txt", "2016-05-01", speaker="اتحاد الصيادين"), raid("c.txt", "2017-08-09")]
    for of, made in raids:
        store(writer, of, made)
    a, b, c = (made for _, made in raids)
    reviews.relate(writer, "same", a.id, c.id, BY)
    reviews.relate(writer, "different", a.id, b.id, BY)
    before = standing(ledger)
    assert groups(before) == {frozenset((a.id, c.id)), frozenset((b.id,))}
    other = [replace(made, id=f"{n}" * 16) for n, made in enumerate((a, b))]
    with running(ledger.engine, "coder-2", "test") as newer:
        recode(newer, *other, c)
    assert groups(standing(ledger)) == {frozenset((other[0].id, c.id)), frozenset((other[1].id,))}
    reviews.judge(writer, other[0].id, "reject", BY)
    assert groups(standing(ledger)) == {frozenset((other[1].id,)), frozenset((c.id,))}


def test_corrections_are_applied_and_rejected_claims_left_out(ledger: Reader, writer: Writer) -> None:
    first, second = raid("a.txt", "2016-05-01"), raid("b.txt", "2016-05-01", speaker="اتحاد الصيادين")
    store(writer, first[0], first[1])
    store(writer, second[0], second[1])
    reviews.judge(writer, first[1].id, "correct", BY, ["status=denied"])
    held = standing(ledger)
    assert {held.told[one[1].id].claim.status for one in (first, second)} == {"denied", "occurred"}
    assert held.told[first[1].id].claim.status == "denied"
    reviews.judge(writer, second[1].id, "reject", BY)
    assert set(standing(ledger).told) == {first[1].id}


def test_merged_actors_are_read_as_one_and_split_ones_as_two(ledger: Reader, writer: Writer) -> None:
    of = page("قصف لواء الساحل الميناء يوم الأحد.", "a.txt")
    other = page("قصف حرس المرفأ الميناء يوم الأحد نفسه.", "b.txt")
    claims = []
    for text, doer in ((of, "لواء الساحل"), (other, "حرس المرفأ")):
        said = Link(None, doer, "organisation", text.text.index(doer), text.text.index(doer) + len(doer))
        made = claim(text, "قصف", "ASSAULT", party(text, doer), party(text, "الميناء"), speaker=said, time=("2016-05-01", "2016-05-01"))
        claims.append(made)
        store(writer, text, made)
    before = standing(ledger)
    assert {before.told[one.id].claim.actor[0].name for one in claims} == {"لواء الساحل", "حرس المرفأ"}
    reviews.relate(writer, "merge", "لواء الساحل", "حرس المرفأ", BY)
    merged = standing(ledger)
    assert {merged.told[one.id].claim.actor[0].name for one in claims} == {"حرس المرفأ"}
    assert {merged.told[one.id].claim.actor[0].mention for one in claims} == {"لواء الساحل", "حرس المرفأ"}
    assert [[found.most for found in merged.witnesses(one)] for one in merged.occurrences] == [[1]]
    reviews.relate(writer, "split", "لواء الساحل", "حرس المرفأ", BY)
    split = standing(ledger)
    assert {split.told[one.id].claim.actor[0].name for one in claims} == {"لواء الساحل", "حرس المرفأ"}
    value = {feature.name: feature.value for feature in split.explain(*(one.id for one in claims)).features}
    assert value["side_clash"] == 0.5
    assert {feature.name: feature.value for feature in merged.explain(*(one.id for one in claims)).features}["side_clash"] == 0.0


def test_a_claim_of_two_captures_of_one_page_is_told_once(ledger: Reader, writer: Writer) -> None:
    """A page that was fetched again, with a line more, carries the same claim under the same name."""
    of, made = raid("a.txt", "2016-05-01")
    again = replace(of, sha256="0" * 64, text=of.text + "\nسطر آخر.")
    store(writer, again, made, day="2016-05-03")
    store(writer, of, made, day="2016-05-02")
    held = standing(ledger)
    assert [(one.article, one.published.start) for one in held.told.values() if one.published] == [(uid(of), "2016-05-02")]


def test_a_new_coding_takes_the_place_of_the_old(ledger: Reader, writer: Writer) -> None:
    of, made = raid("a.txt", "2016-05-01")
    store(writer, of, made)
    assert set(standing(ledger).told) == {made.id}
    with running(ledger.engine, "coder-2", "test") as later:
        recode(later, replace(made, id="f" * 16))
    assert set(standing(ledger).told) == {"f" * 16}


def test_an_empty_ledger_stands_empty(ledger: Reader) -> None:
    held = standing(ledger)
    assert (dict(held.told), held.occurrences, held.reuses, dict(held.copies)) == ({}, (), (), {})


def test_what_is_written_meanwhile_is_not_seen(ledger: Reader, writer: Writer) -> None:
    pages = [raid(f"{day}.txt", f"2016-05-0{day}") for day in (1, 2, 3)]
    seen = []
    for of, made in pages:
        store(writer, of, made)
        seen.append(ledger.pin())
    assert [len(standing(one).told) for one in seen] == [1, 2, 3]
    assert all(set(standing(one).told) < set(standing(other).told) for one, other in pairwise(seen))


SHARED = "وصلت إلى المدينة القديمة صباحا قافلة من عشر شاحنات تحمل الطحين والدواء والوقود وكانت قد تأخرت يومين عند الحاجز الشمالي بسبب إصلاح الطريق"
OWN = [
    "فتحت المدارس أبوابها بعد عطلة دامت أسبوعين كاملين وعاد إليها معظم التلاميذ والمعلمين من القرى المجاورة وسط أجواء هادئة وطقس معتدل",
    "أعلنت البلدية خطة لتوسيع السوق المغطى وترميم سقفه الخشبي ونقل بائعي السمك مؤقتا إلى الساحة الخلفية حتى نهاية الصيف وفق جدول نشر",
]  # fmt: skip


def test_of_an_excerpt_only_the_sentences_in_its_passages_are_anothers(ledger: Reader, writer: Writer) -> None:
    first = page(f"{OWN[0]}. {SHARED}.", "first.txt")
    later = page(f"{OWN[1]}. {SHARED}. {OWN[1]} مرة أخرى.", "later.txt")
    convoy = [claim(of, "وصلت", "AID", party(of, "قافلة"), party(of, "المدينة القديمة")) for of in (first, later)]
    plan = claim(later, "أعلنت", "AGREE", party(later, "البلدية"), party(later, "السوق"))
    store(writer, first, convoy[0], day="2016-05-01")
    store(writer, later, convoy[1], plan, day="2016-05-02")
    held = standing(ledger)
    assert [(one.relation, one.direction.basis) for one in held.reuses] == [("excerpt", "date")]
    assert held.copies == {convoy[1].id: uid(first)}
    together, alone = (held.occurrence_of[one.id] for one in (convoy[0], plan))
    assert convoy[1].id in together.claims
    assert [[found.most for found in held.witnesses(one)] for one in (together, alone)] == [[1], [1]]


def test_the_example_of_the_documentation_runs(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shutil.copy(made, tmp_path / "khabar.db")
    ledger = open_ledger(str(path))
    of, told = raid("a.txt", "2016-05-01")
    with running(ledger.engine, "coder-1", "test") as writer:
        store(writer, of, told)
    text = (Path(__file__).parents[2] / "docs/corroboration.md").read_text(encoding="utf-8")
    example = next(block for block in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) if "standing" in block)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/corroboration.md", "exec"), {})  # noqa: S102 - an example of our own
    assert capsys.readouterr().out == f"{standing(ledger).occurrences[0].id} 1 1 0\n"
