"""What more schooling has changed reaches the layers that it teaches, and the judge's copies of them, and nothing else."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs torch, which is no part of the package")

import torch

from training.carry import carried


def state(**weights: float) -> dict[str, torch.Tensor]:
    return {name.replace("__", "."): torch.tensor([value]) for name, value in weights.items()}


CODER = state(word__weight=1.0, shared__0__weight=2.0, top__0__weight=3.0, judging__0__weight=4.0, event__weight=5.0)
BEFORE = state(word__weight=0.0, shared__0__weight=1.0, top__0__weight=1.0, judging__0__weight=1.0, event__weight=0.0)
AFTER = state(word__weight=9.0, shared__0__weight=2.0, top__0__weight=3.0, judging__0__weight=9.0, event__weight=9.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("word.weight", 1.0, id="embeddings are not schooled"),
        pytest.param("shared.0.weight", 2.5, id="half of the change"),
        pytest.param("top.0.weight", 4.0, id="half of a larger change"),
        pytest.param("judging.0.weight", 5.0, id="the judge's layer takes the change of the one it was copied from"),
        pytest.param("event.weight", 5.0, id="a head stays"),
    ],
)
def test_a_share_of_the_change_is_added(name: str, expected: float) -> None:
    assert carried(CODER, BEFORE, AFTER, 0.5)[name].item() == expected


def test_weights_of_another_encoder_are_refused() -> None:
    with pytest.raises(KeyError, match=r"shared\.0\.weight"):
        carried(CODER, state(top__0__weight=1.0), AFTER, 0.5)
