"""`python -m training.pretrain`: goes on with the encoder's own schooling on the text of the press, before anything is coded.

The encoder comes from weights of four bits and was last taught to compare whole sentences. Here it learns again what words mean beside one another:
a fifth of the words of each passage are hidden, and their outermost pieces are to be guessed (masked language modelling, Devlin et al., 2019,
arXiv:1810.04805; on the text of the field, Gururangan et al., 2020, arXiv:2004.10964), while the short vowels of all words are to be read. All layers
learn, and those above the pieces learn on words, as the coder uses them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from khabar.claims.features import COLUMNS
from khabar.claims.pieces import PAD, UNK, Speller
from training import data
from training.batch import alike, rounded
from training.data import IGNORED, PLACES
from training.model import Coder
from training.train import scheduled

HIDDEN = 0.2
"""How many of the words are hidden. Of these a tenth stays as it is, so that words in sight are read too."""
KEPT = 0.1
MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of a window, the outermost of each word, and the words' vowels."""

    ids: list[int]
    first: list[int]
    last: list[int]
    vowels: list[list[int]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """B passages of L pieces and W words; `start` and `end` are the outermost pieces to be guessed of hidden words, IGNORED elsewhere."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    start: Tensor
    end: Tensor
    vowels: Tensor


class Guesser(nn.Module):
    """The coder's layers under two heads, which name a word's first and last piece by the embeddings that the encoder reads them with."""

    def __init__(self, coder: Coder) -> None:
        super().__init__()
        width = coder.word.embedding_dim
        self.coder = coder
        self.looks = nn.ModuleList(nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width)) for _ in range(2))
        self.bias = nn.Parameter(torch.zeros(2, coder.word.num_embeddings))

    def forward(self, batch: Hidden) -> dict[str, Tensor]:
        hints = torch.zeros(*batch.first.shape, len(COLUMNS))
        lower = self.coder.lower(batch.ids, batch.mask, batch.first, batch.last, hints, batch.word_mask)
        _, high = self.coder.upper(lower, hints, batch.word_mask)
        hidden = batch.start != IGNORED
        states = high[..., : self.coder.word.embedding_dim][hidden]
        found = {}
        for n, (name, labels) in enumerate((("start", batch.start), ("end", batch.end))):
            scores = F.linear(self.looks[n](states), self.coder.word.weight, self.bias[n])
            found[name] = F.cross_entropy(scores.float(), labels[hidden])
        vowels = self.coder.vowels(lower[:, 1:])
        found["vowels"] = F.cross_entropy(vowels.float().flatten(0, -2), batch.vowels.flatten(), ignore_index=IGNORED)
        return found


WEIGHTS = {"start": 1.0, "end": 0.5, "vowels": 0.5}


def passages(path: Path, speller: Speller) -> list[Passage]:
    """Of the archive and of the corpus, without its held-out tenth."""
    found = []
    for line in data.lines(path):
        if data.is_held_out(line["id"]):
            continue
        text = line["text"]
        cut = [text[w.start : w.end] for w in data.words(text)][:MOST_WORDS]
        pieces = speller.spell(cut)
        vowels = [list(v) for v in line["vowels"][: len(pieces.first)]]
        if len(vowels) > 5:
            found.append(Passage(pieces.ids.tolist(), pieces.first.tolist(), pieces.last.tolist(), vowels))
    return found


def hidden(group: list[Passage], rng: random.Random) -> Hidden:
    length, count = (max(len(x) for x in each) for each in ([p.ids for p in group], [p.first for p in group]))
    length, count = rounded(length, 16), rounded(count, 8)
    ids, shape = np.full((len(group), length), PAD), (len(group), count)
    first, last, word_mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    start, end = np.full(shape, IGNORED), np.full(shape, IGNORED)
    vowels = np.full((*shape, len(PLACES)), IGNORED)
    for k, p in enumerate(group):
        n = len(p.first)
        ids[k, : len(p.ids)] = p.ids
        first[k, :n], last[k, :n], word_mask[k, :n], vowels[k, :n] = p.first, p.last, True, p.vowels
        for at in rng.sample(range(n), max(1, round(HIDDEN * n))):
            start[k, at], end[k, at] = p.ids[p.first[at]], p.ids[p.last[at]]
            if rng.random() >= KEPT:
                ids[k, p.first[at] : p.last[at] + 1] = UNK
                vowels[k, at] = IGNORED
    tensor = torch.from_numpy
    return Hidden(tensor(ids), tensor(ids != PAD), tensor(first), tensor(last), tensor(word_mask), tensor(start), tensor(end), tensor(vowels))


def batches(found: list[Passage], size: int, rng: random.Random) -> Iterator[Hidden]:
    """One pass over all passages: batches of like lengths, in random order."""
    groups = alike(rng.sample(found, len(found)), size, lambda p: len(p.ids), rng)
    yield from (hidden(group, rng) for group in groups)


def pretrain(coder: Coder, found: list[Passage], options: argparse.Namespace) -> None:
    """Changes the coder in place; saved after each pass."""
    model, rng = Guesser(coder), random.Random(options.seed)
    for part in (coder.word, coder.pos):
        part.requires_grad_(requires_grad=False)
    slow = [p for part in (coder.ln, coder.shared, coder.top) for p in part.parameters()]
    fast = [*model.looks.parameters(), model.bias, *coder.vowel.parameters()]
    best = torch.optim.AdamW([{"params": slow, "lr": options.encoder_rate}, {"params": fast, "lr": options.head_rate}], weight_decay=0.01, fused=True)
    steps = options.epochs * -(-len(found) // options.batch)
    schedule = scheduled(best, steps)
    step, began, sums = 0, time.time(), dict.fromkeys(WEIGHTS, 0.0)
    for _ in range(options.epochs):
        model.train()
        for batch in batches(found, options.batch, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bfloat16):
                losses = model(batch)
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_([*slow, *fast], 1.0)
            best.step()
            best.zero_grad()
            schedule.step()
            step += 1
            sums = {name: sums[name] + losses[name].item() for name in sums}
            if step % 50 == 0:
                means = {name: round(value / 50, 3) for name, value in sums.items()}
                print(f"step {step}/{steps}", means, f"{time.time() - began:.0f} s", flush=True)
                sums = dict.fromkeys(WEIGHTS, 0.0)
        coder.judging.load_state_dict(coder.top.state_dict())
        torch.save(coder.state_dict(), options.out)


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--texts", type=Path, default=here / "build/vowels.jsonl", help="what `training.vowels` wrote")
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--out", type=Path, default=here / "build/schooled.pt")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--bfloat16", action="store_true", help="twice as fast where the processor has it; other bytes come out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    found = passages(options.texts, Speller(Tokenizer.from_file(str(options.encoder / "tokenizer.json"))))
    print(f"{len(found)} passages, {sum(len(p.first) for p in found)} words", flush=True)
    coder = Coder(options.encoder)
    if options.start:
        coder.load_state_dict(torch.load(options.start))
    pretrain(coder, found, options)


if __name__ == "__main__":
    main()
