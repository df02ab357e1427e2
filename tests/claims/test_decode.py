"""From the model's scores to mentions and judged cues, on small arrays made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.claims import decode
from khabar.claims.decode import Neighbourhood, Outputs, Scores, Thresholds
from khabar.claims.labels import CUE_TAGS, KINDS, MODES, ROLES, STATUSES, TAGS, TYPES
from khabar.records.spans import Span

SURE = 8.0


def tagged(tags: str, labels: Sequence[str] = TAGS) -> Scores:
    """Logits that are sure of each tag in `tags` (parted by spaces)."""
    scores = np.zeros((len(tags.split()), len(labels)), np.float32)
    for row, tag in enumerate(tags.split()):
        scores[row, labels.index(tag)] = SURE
    return scores


def nothing(count: int) -> Scores:
    return tagged(" ".join(["O"] * count))


def particles(*lengths: int) -> Scores:
    scores = np.zeros((len(lengths), 4), np.float32)
    scores[range(len(lengths)), lengths] = SURE
    return scores


# --- mentions

RUNS: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "none": ("O O O", []),
    "one word": ("O B-PER O", [(1, 2, "PER")]),
    "several words": ("B-ORG I-ORG I-ORG O", [(0, 3, "ORG")]),
    "up to the last word": ("O B-GPE I-GPE", [(1, 3, "GPE")]),
    "two side by side": ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
    "of two kinds side by side": ("B-PER I-PER B-ORG", [(0, 2, "PER"), (2, 3, "ORG")]),
    "begins without a beginning": ("O I-NOM I-NOM", [(1, 3, "NOM")]),
    "kinds differ inside: the likelier one": ("B-ORG I-ORG I-PER", [(0, 3, "ORG")]),
    "a word between parts them": ("B-LOC O I-LOC", [(0, 1, "LOC"), (2, 3, "LOC")]),
}


@pytest.mark.parametrize(("tags", "expected"), RUNS.values(), ids=RUNS)
def test_runs_of_tags_are_mentions(tags: str, expected: list[tuple[int, int, str]]) -> None:
    count = len(tags.split())
    found = decode.mentions(tagged(tags), nothing(count), particles(*[0] * count), 0.5)
    assert [(f.words.start, f.words.end, f.kind) for f in found] == expected
    assert not any(f.nested for f in found)


LAYERS: dict[str, tuple[str, str, list[tuple[int, int, bool]]]] = {
    "inside": ("B-NOM I-NOM I-NOM", "O O B-ORG", [(0, 3, False), (2, 3, True)]),
    "two inside": ("B-NOM I-NOM I-NOM", "B-PER O B-ORG", [(0, 3, False), (0, 1, True), (2, 3, True)]),
    "outside of all": ("B-NOM O O", "O O B-ORG", [(0, 1, False)]),
    "across the edge": ("B-NOM I-NOM O", "O B-ORG I-ORG", [(0, 2, False)]),
    "the same words again": ("B-NOM I-NOM O", "B-ORG I-ORG O", [(0, 2, False)]),
    "an outer one alone": ("B-NOM I-NOM O", "O O O", [(0, 2, False)]),
}


@pytest.mark.parametrize(("outer", "inner", "expected"), LAYERS.values(), ids=LAYERS)
def test_an_inner_mention_lies_within_an_outer_one(outer: str, inner: str, expected: list[tuple[int, int, bool]]) -> None:
    found = decode.mentions(tagged(outer), tagged(inner), particles(0, 0, 0), 0.5)
    assert [(f.words.start, f.words.end, f.nested) for f in found] == expected


def test_attached_particles_are_those_of_the_first_word() -> None:
    found = decode.mentions(tagged("B-ORG I-ORG B-PER"), nothing(3), particles(2, 1, 0), 0.5)
    assert [f.clitic for f in found] == [2, 0]


def test_a_mention_below_the_threshold_is_none() -> None:
    weak = np.zeros((1, len(TAGS)), np.float32)
    weak[0, 0] = 3.5
    assert decode.mentions(weak, weak, particles(0), 0.5) == []
    assert len(decode.mentions(weak, nothing(1), particles(0), 0.2)) == 1


@given(st.lists(st.integers(0, len(TAGS) - 1), min_size=1, max_size=12), st.lists(st.integers(0, len(TAGS) - 1), min_size=12, max_size=12))
def test_any_tags_give_mentions_in_order_that_do_not_cross(outer: list[int], inner: list[int]) -> None:
    scores = [SURE * np.eye(len(TAGS), dtype=np.float32)[layer[: len(outer)]] for layer in (outer, inner)]
    found = decode.mentions(scores[0], scores[1], particles(*[0] * len(outer)), 0.5)
    assert [(f.words.start, -f.words.end) for f in found] == sorted((f.words.start, -f.words.end) for f in found)
    for one in found:
        assert 0 <= one.words.start < one.words.end <= len(outer)
        for other in found:
            assert not one.words.overlaps(other.words) or one.words.covers(other.words) or other.words.covers(one.words)


# --- cues

CUES: dict[str, tuple[str, list[tuple[int, int]]]] = {
    "none": ("O O", []),
    "two side by side": ("B B O", [(0, 1), (1, 2)]),
    "several words": ("O B I O B", [(1, 3), (4, 5)]),
    "begins without a beginning": ("O I I", [(1, 3)]),
}


@pytest.mark.parametrize(("tags", "expected"), CUES.values(), ids=CUES)
def test_runs_of_tags_are_cues(tags: str, expected: list[tuple[int, int]]) -> None:
    found = decode.cues(tagged(tags, CUE_TAGS), 0.5)
    assert [(span.start, span.end) for span, _ in found] == expected
    assert all(score > 0.99 for _, score in found)


def test_a_cue_scores_as_its_likeliest_word() -> None:
    scores = np.array([[0, 1, 0], [0, 0, 4]], np.float32)
    ((span, score),) = decode.cues(scores, 0.5)
    likeliest = float(1 - np.exp(0) / (np.exp(0) * 2 + np.exp(4)))
    assert len(span) == 2
    assert score == pytest.approx(likeliest, abs=1e-5)


# --- roles

THRESHOLD = Thresholds(role=0.4, beside=1.5, elsewhere=0.7)


def around(near: Sequence[bool], joined: Sequence[int | None] | None = None, words: Sequence[Span] | None = None) -> Neighbourhood:
    apart = [Span(n, n + 1) for n in range(len(near))]
    return Neighbourhood(tuple(words or apart), tuple(near), tuple(joined or [None] * len(near)))


def chances(**of_mentions: list[float]) -> Scores:
    """Chances of each mention in each named role, (mentions, 5)."""
    count = max(map(len, of_mentions.values()))
    found = np.zeros((count, len(ROLES)), np.float32)
    for role, values in of_mentions.items():
        found[:, ROLES.index(role)] = values
    return found


SIDES: dict[str, tuple[dict[str, list[float]], dict[str, list[int]]]] = {
    "nobody above the threshold": ({"actor": [0.3, 0.39]}, {}),
    "the best one": ({"actor": [0.45, 0.8, 0.2]}, {"actor": [1]}),
    "a second, far less likely, stays out": ({"actor": [0.9, 0.66]}, {"actor": [0]}),
    "a second, hardly less likely, joins": ({"actor": [0.9, 0.67]}, {"actor": [0, 1]}),
    "likely, but far less than the first": ({"actor": [0.99, 0.9]}, {"actor": [0]}),
    "three, best first": ({"recipient": [0.7, 0.9, 0.8]}, {"recipient": [1, 2, 0]}),
    "nobody is on both sides": ({"actor": [0.9, 0.2], "recipient": [0.8, 0.5]}, {"actor": [0], "recipient": [1]}),
    "only on the likelier side": ({"actor": [0.7], "recipient": [0.8]}, {"recipient": [0]}),
    "the actor where both are alike": ({"actor": [0.8], "recipient": [0.8]}, {"actor": [0]}),
    "who would be either leaves a side to the next": ({"actor": [0.7, 0.6], "recipient": [0.8, 0.1]}, {"actor": [1], "recipient": [0]}),
    "also where the next would rather be on the other side": ({"actor": [0.95, 0.8], "recipient": [0.3, 0.7]}, {"actor": [0], "recipient": [1]}),
    "of two actors one is the recipient, if nobody else is": ({"actor": [0.9, 0.8], "recipient": [0.2, 0.5]}, {"actor": [0], "recipient": [1]}),
    "both stay actors where neither may be the recipient": ({"actor": [0.9, 0.8], "recipient": [0.2, 0.3]}, {"actor": [0, 1]}),
    "a side may also speak": ({"actor": [0.9], "by": [0.8]}, {"actor": [0], "by": [0]}),
    "several speakers": ({"by": [0.9, 0.8]}, {"by": [0, 1]}),
    "one time only": ({"time": [0.9, 0.95]}, {"time": [1]}),
    "one place only": ({"place": [0.95, 0.9]}, {"place": [0]}),
    "of equals the first": ({"time": [0.5, 0.5]}, {"time": [0]}),
}


@pytest.mark.parametrize(("given_chances", "expected"), SIDES.values(), ids=SIDES)
def test_who_has_which_role(given_chances: dict[str, list[float]], expected: dict[str, list[int]]) -> None:
    count = max(map(len, given_chances.values()))
    found = decode.sides(chances(**given_chances), around([True] * count), THRESHOLD)
    assert set(found) == set(ROLES)
    assert {role: [m for m, _ in ranked] for role, ranked in found.items() if ranked} == expected


JOINED: dict[str, tuple[list[float], list[int | None], list[int]]] = {
    "a second that «و» joins to the first": ([0.9, 0.45], [None, 0], [0, 1]),
    "a second that «و» does not join": ([0.9, 0.45], [None, None], [0]),
    "joined, but below the threshold": ([0.9, 0.39], [None, 0], [0]),
    "the first joined to a likelier second": ([0.45, 0.9], [None, 0], [1, 0]),
    "a chain of three": ([0.9, 0.5, 0.45], [None, 0, 1], [0, 1, 2]),
    "joined to one who is not of the side": ([0.9, 0.1, 0.45], [None, None, 1], [0]),
}


@pytest.mark.parametrize(("values", "joined", "expected"), JOINED.values(), ids=JOINED)
def test_coordinated_mentions_share_a_role(values: list[float], joined: list[int | None], expected: list[int]) -> None:
    found = decode.sides(chances(actor=values), around([True] * len(values), joined), THRESHOLD)
    assert [m for m, _ in found["actor"]] == expected


@pytest.mark.parametrize(("near", "chance", "taken"), [(True, 0.5, True), (False, 0.5, False), (False, 0.75, True), (True, 0.3, False)])
def test_a_mention_of_another_sentence_must_be_surer(near: bool, chance: float, taken: bool) -> None:
    assert bool(decode.sides(chances(by=[chance]), around([near]), THRESHOLD)["by"]) is taken


COORDINATED: dict[str, tuple[str, list[tuple[int, int]], list[int], list[int | None]]] = {
    "و on the second": ("تركيا وروسيا", [(0, 1), (1, 2)], [0, 1], [None, 0]),
    "و before a particle": ("لتركيا ولروسيا", [(0, 1), (1, 2)], [1, 2], [None, 0]),
    "و that is a letter of the name": ("تركيا واشنطن", [(0, 1), (1, 2)], [0, 0], [None, None]),
    "a comma": ("تركيا ، روسيا", [(0, 1), (2, 3)], [0, 0], [None, 0]),
    "a verb between": ("تركيا قصفت روسيا", [(0, 1), (2, 3)], [0, 0], [None, None]),
    "a quotation mark between": ("تركيا « وروسيا", [(0, 1), (2, 3)], [0, 1], [None, 0]),
    "three in a row": ("تركيا ، روسيا وإيران", [(0, 1), (2, 3), (3, 4)], [0, 0, 1], [None, 0, 1]),
    "one inside the other": ("رئيس تركيا", [(0, 2), (1, 2)], [0, 0], [None, None]),
}


@pytest.mark.parametrize(("text", "spans", "clitics", "expected"), COORDINATED.values(), ids=COORDINATED)
def test_what_joins_two_mentions(text: str, spans: list[tuple[int, int]], clitics: list[int], expected: list[int | None]) -> None:
    assert decode.coordination([Span(*span) for span in spans], clitics, text.split()) == tuple(expected)


def test_two_mentions_that_share_a_word_are_no_pair() -> None:
    scores = chances(actor=[0.9, 0.1], recipient=[0.1, 0.8])
    found = decode.sides(scores, around([True, True], words=[Span(0, 3), Span(2, 3)]), THRESHOLD)
    assert [m for m, _ in found["actor"]] == [0]
    assert not found["recipient"]


def test_without_mentions_nobody_has_a_role() -> None:
    assert set(decode.sides(np.zeros((0, len(ROLES)), np.float32), around([]), THRESHOLD).values()) == {()}


@given(st.lists(st.lists(st.integers(0, 20), min_size=5, max_size=5), max_size=6))
def test_nobody_is_ever_on_both_sides(rows: list[list[int]]) -> None:
    found = decode.sides((np.array(rows).reshape(-1, 5) / 20).astype(np.float32), around([True] * len(rows)), THRESHOLD)
    assert not {m for m, _ in found["actor"]} & {m for m, _ in found["recipient"]}
    assert len(found["time"]) <= 1
    assert all(chance >= THRESHOLD.role for ranked in found.values() for _, chance in ranked)


# --- one cue's outputs


def said(kind: str, status: str = "occurred", *, mode: str | None = None, event: float = 5.0) -> Outputs:
    """What a model sure of everything says of one cue, over four words and no mention."""
    types = SURE * np.eye(len(TYPES), dtype=np.float32)[TYPES.index(kind)]
    modes = SURE * np.eye(len(MODES), dtype=np.float32)[MODES.index((kind, mode))]
    statuses = SURE * np.eye(len(STATUSES), dtype=np.float32)[STATUSES.index(status)]
    return Outputs(event, types, modes, statuses, np.zeros(4, np.float32), np.zeros((0, 5), np.float32), np.zeros(len(TYPES), np.float32))


def test_type_mode_and_status_are_the_likeliest() -> None:
    found = decode.judged(Span(1, 2), 0.9, said("COERCE", "denied", mode="arrest"), around([]), Thresholds())
    assert (found.type, found.mode, found.status, found.cue) == ("COERCE", "arrest", "denied", Span(1, 2))
    assert min(found.type_score, found.status_score) > 0.99


def test_the_mode_is_one_of_the_type() -> None:
    """Even where a mode of another type is likelier."""
    outputs = said("SANCTION", mode="convict")
    outputs.mode[MODES.index(("COERCE", "arrest"))] = 2 * SURE
    assert decode.judged(Span(0, 1), 0.9, outputs, around([]), Thresholds()).mode == "convict"


def test_likelihood_grows_with_each_of_its_parts() -> None:
    weights = (-0.5, 0.5, 0.5, 0.25)
    base = decode.likelihood(0.5, 0.0, 0.0, weights)
    assert base == pytest.approx(1 / (1 + np.exp(0.5)))
    assert all(decode.likelihood(*more, weights) > base for more in ((0.9, 0.0, 0.0), (0.5, 1.0, 0.0), (0.5, 0.0, 1.0)))
    assert 0 < decode.likelihood(0.0, 0.0, 0.0, weights) < decode.likelihood(1.0, 0.0, 0.0, weights) < 1


def test_the_gate_is_that_of_the_cues_type() -> None:
    outputs = said("AID", event=0.0)
    outputs.gates[TYPES.index("AID")] = 6.0
    other = said("AID", event=0.0)
    other.gates[TYPES.index("ASSAULT")] = 6.0
    blend = Thresholds(blend=(0.0, 0.5, 0.5, 0.25))
    assert decode.judged(Span(0, 1), 0.5, outputs, around([]), blend).score > 0.8
    assert decode.judged(Span(0, 1), 0.5, other, around([]), blend).score == pytest.approx(0.5)


@pytest.mark.parametrize(("weight", "kind"), {0.0: "REJECT", 0.5: "ACCUSE"}.items())
def test_the_gates_help_to_choose_the_type(weight: float, kind: str) -> None:
    """The judge slightly prefers one type, the sentence clearly holds an event of the other."""
    outputs = said("REJECT")
    outputs.type[TYPES.index("ACCUSE")] = outputs.type[TYPES.index("REJECT")] - 1
    outputs.gates[TYPES.index("ACCUSE")] = 4.0
    assert decode.judged(Span(0, 1), 0.9, outputs, around([]), Thresholds(gates=weight)).type == kind


def test_masks_mark_the_words_of_each_span() -> None:
    assert decode.sentence_masks([Span(0, 2), Span(2, 3)], 4).tolist() == [[1, 1, 0, 0], [0, 0, 1, 0]]


def test_labels_are_complete() -> None:
    assert len(TAGS) == 1 + 2 * len(KINDS)
    assert len(MODES) == len(set(MODES))
    assert {name for name, mode in MODES if mode is None} == set(TYPES)
