"""`python -m training.train`: trains the coder from the encoder and the corpus. See training/MODEL_CARD.md."""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from khabar.claims.pieces import Speller
from training import data, press
from training.batch import alike, collate
from training.known import reader
from training.loss import WEIGHTS, losses
from training.model import PIECES, Coder
from training.renaming import Renaming


@dataclass(frozen=True, slots=True)
class Options:
    encoder: Path
    corpus: Path
    out: Path
    start: Path | None
    epochs: int
    encoder_rate: float
    head_rate: float
    batch: int
    join: float
    share: float
    short: bool
    rehearse: float
    renamed: int
    hide: float
    vowels: Path
    bfloat16: bool
    seed: int

    def precise(self) -> torch.autocast:
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bfloat16)


Copies = dict[str, list[data.Example]]
"""Copies of items under other names, by the item's id."""


def copies(items: list[data.Example], read: data.Reader, options: Options) -> Copies:
    """Copies of those of the items that have names to change."""
    renaming, rng = Renaming(), random.Random(options.seed)
    found: Copies = {}
    trained = {item.id: item for item in items}
    for item in (line for line in press.items(options.corpus) if line["id"] in trained):
        changed = [copy for copy in (renaming.renamed(item, rng) for _ in range(options.renamed)) if copy is not item]
        if changed:
            found[item["id"]] = [as_labelled(trained[item["id"]], read.item(copy)) for copy in changed]
    return found


def as_labelled(source: data.Example, target: data.Example) -> data.Example:
    """A copy with the labels of what it was copied from."""
    return target if source.vowels is None else replace(target, vowels=data.carried(source.vowels, source.surfaces, target.surfaces))


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on: items, and copies of them under other names."""

    items: list[data.Example]
    copies: Copies

    def chosen(self, item: data.Example, rng: random.Random) -> data.Example:
        """The item, or as often one of its copies."""
        return rng.choice(self.copies[item.id]) if item.id in self.copies and rng.random() < 0.5 else item


def batches(material: Material, speller: Speller, options: Options, rng: random.Random) -> Iterator[list[data.Spelled]]:
    """One epoch: items, of the short ones a share, renamed, respelled, some joined in pairs, sorted by length within chunks, in random order."""
    order = [
        material.chosen(item, rng)
        for item in material.items
        if options.rehearse == 1 or not data.is_short(item.id) or rng.random() < options.rehearse
    ]
    rng.shuffle(order)
    windows: list[data.Example] = []
    while order:
        item = order.pop()
        if order and rng.random() < options.join and len(item.words) + len(order[-1].words) < 150:
            item = data.joined(item, order.pop())
        windows.append(item)
    yield from grouped(windows, speller, options, rng)


def grouped(windows: list[data.Example], speller: Speller, options: Options, rng: random.Random) -> Iterator[list[data.Spelled]]:
    """Batches of windows, respelled, of like lengths, in random order."""
    prepared = [data.spelled(w, speller, data.respelled(w.text, rng)) for w in windows]
    yield from alike(prepared, options.batch, lambda s: len(s.pieces.ids), rng)


class Averaged:
    """Exponential moving average of the weights: what is saved and scored."""

    def __init__(self, model: Coder, decay: float) -> None:
        self.decay, self.model = decay, copy.deepcopy(model).eval()
        for parameter in self.model.parameters():
            parameter.requires_grad_(requires_grad=False)

    @torch.no_grad()
    def update(self, model: Coder, step: int) -> None:
        decay = min(self.decay, (step + 1) / (step + 10))
        pairs = [(a, p) for a, p in zip(self.model.parameters(), model.parameters(), strict=True) if p.requires_grad]
        torch._foreach_lerp_([a for a, _ in pairs], [p.detach() for _, p in pairs], 1 - decay)  # type: ignore[attr-defined]


def scheduled(best: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Rates rise over the first steps and fall to the last."""
    return torch.optim.lr_scheduler.LambdaLR(best, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps))


def optimiser(model: Coder, options: Options) -> torch.optim.AdamW:
    """The encoder's layers learn slowly, those that read pieces at half that rate, the heads fast, the embeddings not at all."""
    for part in (model.word, model.pos, model.ln):
        part.requires_grad_(requires_grad=False)
    lowest = list(model.shared[:PIECES].parameters())
    slow = [p for part in (model.shared[PIECES:], model.top, model.judging) for p in part.parameters()]
    known = {id(p) for p in (*lowest, *slow)}
    fast = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    rates = ((lowest, options.encoder_rate / 2), (slow, options.encoder_rate), (fast, options.head_rate))
    return torch.optim.AdamW([{"params": part, "lr": rate} for part, rate in rates], weight_decay=0.01, fused=True)


def weighed(found: Mapping[str, torch.Tensor]) -> torch.Tensor:
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def train(model: Coder, material: Material, speller: Speller, options: Options) -> Coder:
    rng = random.Random(options.seed)
    steps = options.epochs * len(list(batches(material, speller, options, random.Random(options.seed))))
    best = optimiser(model, options)
    schedule = scheduled(best, steps)
    averaged, step, began = Averaged(model, 0.99), 0, time.time()
    for epoch in range(options.epochs):
        model.train()
        sums: dict[str, float] = {}
        for group in batches(material, speller, options, rng):
            with options.precise():
                found = losses(model, collate(group, rng, drop=0.25, hide=options.hide), rng)
            weighed(found).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
            best.step()
            best.zero_grad()
            schedule.step()
            averaged.update(model, step)
            step += 1
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if step % 50 == 0:
                print(f"step {step}/{steps} {time.time() - began:.0f} s", flush=True)
        torch.save(averaged.model.state_dict(), options.out)
        print(f"epoch {epoch + 1}", {n: round(v * options.epochs / steps, 3) for n, v in sums.items()}, f"{time.time() - began:.0f} s", flush=True)
    return averaged.model


def parsed() -> Options:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--join", type=float, default=0.2)
    parser.add_argument("--share", type=float, default=1.0, help="how much of the corpus to train on")
    parser.add_argument("--short", action="store_true", help="only the files with short items")
    parser.add_argument("--rehearse", type=float, default=1.0, help="how many of the short items are seen in an epoch")
    parser.add_argument("--renamed", type=int, default=3, help="copies of an item under other names, of which epochs choose")
    parser.add_argument("--hide", type=float, default=0.0, help="the share of words that one window in two does not show")
    parser.add_argument("--vowels", type=Path, default=here / "build/vowels.jsonl", help="labels of a further task; without the file it is left out")
    parser.add_argument("--bfloat16", action="store_true", help="twice as fast where the processor has it (AVX512_BF16, AMX); other bytes come out")
    parser.add_argument("--seed", type=int, default=1)
    return Options(**vars(parser.parse_args()))


def main() -> None:
    options = parsed()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    speller = Speller(Tokenizer.from_file(str(options.encoder / "tokenizer.json")))
    read = reader()
    told = data.told_vowels(options.vowels)
    items, held = data.split([data.vowelled(item, told) for item in data.examples(press.items(options.corpus), read, short=options.short)])
    random.Random(options.seed).shuffle(items)
    items = items[: round(len(items) * options.share)]
    print(f"{len(items)} training items, {len(held)} held out, {sum(len(i.events) for i in items)} events", flush=True)
    model = Coder(options.encoder)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    train(model, Material(items, copies(items, read, options)), speller, options)


if __name__ == "__main__":
    main()
