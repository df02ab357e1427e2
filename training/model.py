"""The joint coder: a reader (mentions, cues, gates) and a judge that looks at one cue at a time (type, status, roles).

The encoder is a post-norm BERT (multilingual-e5-small). Its lowest six layers read pieces; above them the pieces of a word are one state, which
a third shortens what the upper layers read (as Funnel-Transformer does, Dai et al., 2020, arXiv:2006.03236), and the lexicon's hints join.
Three more layers are shared; the next two exist twice: the reader's see the text as it is, the judge's see it once a cue, with that cue marked
(Shi and Lin, 2019, arXiv:1904.05255). The encoder's last layer, made for whole sentences, is left out.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from khabar.claims.features import COLUMNS
from khabar.claims.labels import CLITICS, CUE_TAGS, DISTANCES, KINDS, MODES, REPORTED, ROLES, STATUSES, TAGS, TYPES
from training.data import PLACES, VOWELS

PIECES = 6
"""Layers that read pieces; those above them read words."""
SHARED = 9
TOP = 11


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, ffn: int, eps: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))
        self.f1, self.f2 = nn.Linear(hidden, ffn), nn.Linear(ffn, hidden)
        self.n1, self.n2 = nn.LayerNorm(hidden, eps), nn.LayerNorm(hidden, eps)
        self.heads = heads

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        split = lambda t: t.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)  # noqa: E731
        found = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.n1(x + F.dropout(self.o(found.transpose(1, 2).reshape(batch, length, hidden)), 0.1, self.training))
        return self.n2(x + F.dropout(self.f2(F.gelu(self.f1(x))), 0.1, self.training))


class Encoder(nn.Module):
    """Token and position embeddings and twelve layers, read from `encoder.safetensors`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        c = json.loads((folder / "config.json").read_text())
        self.hidden = c["hidden"]
        self.word = nn.Embedding(c["vocab"], c["hidden"])
        self.pos = nn.Embedding(c["positions"], c["hidden"])
        self.ln = nn.LayerNorm(c["hidden"], c["layer_norm_eps"])
        self.layers = nn.ModuleList([Layer(c["hidden"], c["heads"], c["ffn"], c["layer_norm_eps"]) for _ in range(c["layers"])])
        weights = {k: v.float() for k, v in load_file(folder / "encoder.safetensors").items()}
        renamed = {f"{k}.weight" if k in ("word", "pos") else k: v for k, v in weights.items()}
        self.load_state_dict(renamed)


class Together(nn.Module):
    """Lets the mentions of a window see one another, as they are to one cue, before they are given roles: what a mention gains by that, (N, M, 5).

    Asked one by one, two that could each be the actor are both made so. One attention over the mentions and nobody, beside whom they stand; narrow,
    for its weights are not rounded.
    """

    def __init__(self, hidden: int, width: int = 64, heads: int = 4) -> None:
        super().__init__()
        self.down = nn.Linear(hidden + len(ROLES), width)
        self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.nobody = nn.Parameter(torch.randn(width) * 0.1)
        self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.f1, self.f2 = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.gain = nn.Linear(width, len(ROLES))
        self.heads = heads
        nn.init.zeros_(self.gain.weight)
        nn.init.zeros_(self.gain.bias)

    def forward(self, states: Tensor, alone: Tensor, real: Tensor | None) -> Tensor:
        """States (N, M, H), their chances alone (N, M, 5), which of them are mentions (N, M)."""
        x = F.gelu(self.down(torch.cat([states, alone], -1)))
        x = torch.cat([self.nobody.to(x.dtype).expand(x.shape[0], 1, -1), x], 1)
        attend = None if real is None else F.pad(real, (1, 0), value=True)[:, None, None, :]
        count, length, width = x.shape
        q, k, v = self.qkv(self.n1(x)).view(count, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        found = F.scaled_dot_product_attention(q, k, v, attn_mask=attend)
        x = x + F.dropout(self.o(found.transpose(1, 2).reshape(count, length, width)), 0.1, self.training)
        gain: Tensor = self.gain(x + self.f2(F.gelu(self.f1(self.n2(x)))))
        return gain[:, 1:]


def spans_mean(states: Tensor, masks: Tensor) -> Tensor:
    """Means of word states over spans: (B, W, H), (B, M, W) → (B, M, H)."""
    return torch.matmul(masks, states) / masks.sum(-1, keepdim=True).clamp(min=1)


def marks_of(mentions: Tensor, kinds: Tensor) -> Tensor:
    """Of which kinds a mention begins at each word, and of which one goes over it: spans (N, M, W), kinds (N, M) → (N, W, 12).

    The judge is shown what it will be asked about (typed markers, Zhou and Chen, 2022, arXiv:2102.01373).
    """
    of = F.one_hot(kinds, len(KINDS)).to(mentions.dtype)
    begin = (mentions - F.pad(mentions[..., :-1], (1, 0))).clamp(min=0)
    return torch.cat([torch.matmul(where.transpose(-1, -2), of) for where in (begin, mentions)], -1).clamp(max=1)


class Coder(nn.Module):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        encoder = Encoder(folder)
        hidden = encoder.hidden
        self.word, self.pos, self.ln = encoder.word, encoder.pos, encoder.ln
        self.shared = encoder.layers[:SHARED]
        self.top = encoder.layers[SHARED:TOP]
        self.judging = copy.deepcopy(self.top)
        self.hints = nn.Linear(len(COLUMNS), hidden, bias=False)
        self.marker = nn.Linear(1, hidden, bias=False)
        self.sighted = nn.Linear(2 * len(KINDS), hidden, bias=False)
        nn.init.zeros_(self.hints.weight)
        nn.init.normal_(self.marker.weight, std=0.1)
        nn.init.zeros_(self.sighted.weight)
        wide = hidden + len(COLUMNS)
        self.outer, self.inner = nn.Linear(wide, len(TAGS)), nn.Linear(wide, len(TAGS))
        self.clitic, self.cue = nn.Linear(wide, CLITICS), nn.Linear(wide, len(CUE_TAGS))
        self.vowel = nn.Linear(hidden, len(PLACES) * len(VOWELS))
        self.gate_look, self.gate = nn.Linear(wide, len(TYPES)), nn.Linear(hidden, len(TYPES))
        self.report = nn.utils.skip_init(nn.Linear, 2 * wide + hidden + len(TYPES), len(REPORTED))  # fitted by `training.reports`, not trained
        nn.init.zeros_(self.report.weight)
        nn.init.zeros_(self.report.bias)
        self.ripe = nn.Sequential(nn.Linear(2 * hidden + len(COLUMNS), hidden), nn.GELU(), nn.Dropout(0.1))
        self.is_event, self.event_type = nn.Linear(hidden, 1), nn.Linear(hidden, len(TYPES))
        self.event_mode, self.event_status = nn.Linear(hidden, len(MODES)), nn.Linear(hidden, len(STATUSES))
        self.condition = nn.Linear(hidden, 1)
        near = 64
        self.kind, self.far = nn.Embedding(len(KINDS), near), nn.Embedding(DISTANCES, near)
        self.role_cue, self.role_mention = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.role_near = nn.Linear(near, hidden)
        self.role = nn.Sequential(nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, len(ROLES)))
        self.together = Together(hidden)

    def lower(self, ids: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, hints: Tensor, word_mask: Tensor | None) -> Tensor:
        """Pieces (B, L) with words' outermost pieces (B, W) and features (B, W, F) to word states below the fork, (B, 1 + W, H).

        The window's first border stays as a word before the first, for the heads that rest on it.
        """
        x = self.ln(self.word(ids) + self.pos(torch.arange(ids.shape[1], device=ids.device))[None])
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.shared[:PIECES]:
            x = layer(x, attend)
        x = torch.cat([x[:, :1], self.at_words(x, first, last) + self.hints(hints)], 1)
        attend = self.bordered(word_mask)
        for layer in self.shared[PIECES:]:
            x = layer(x, attend)
        return x

    def upper(self, lower: Tensor, hints: Tensor, word_mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """What `lower` gives to word states below and above the fork, (B, W, H), (B, W, H + F)."""
        x, attend = lower, self.bordered(word_mask)
        for layer in self.top:
            x = layer(x, attend)
        return lower[:, 1:], torch.cat([x[:, 1:], hints], -1)

    def read(self, ids: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, hints: Tensor, word_mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """`lower`, then `upper`."""
        return self.upper(self.lower(ids, mask, first, last, hints, word_mask), hints, word_mask)

    @staticmethod
    def bordered(word_mask: Tensor | None) -> Tensor | None:
        return None if word_mask is None else F.pad(word_mask, (1, 0), value=True)[:, None, None, :]

    @staticmethod
    def at_words(x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        hidden = x.shape[-1]
        pick = lambda at: torch.gather(x, 1, at[..., None].expand(-1, -1, hidden))  # noqa: E731
        return (pick(first) + pick(last)) / 2

    def tags(self, high: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.outer(high), self.inner(high), self.clitic(high), self.cue(high)

    def vowels(self, low: Tensor) -> Tensor:
        """(B, W, H) to how likely each vowel is at each of a word's `PLACES`, (B, W, 3, 5)."""
        return self.vowel(low).unflatten(-1, (len(PLACES), len(VOWELS)))

    def gates(self, high: Tensor, sentences: Tensor) -> Tensor:
        """Does a sentence hold an event of each type: (B, W, H+F), (B, S, W) → (B, S, 16), by one attention a type."""
        look = self.gate_look(high).transpose(1, 2)[:, None]
        look = look.masked_fill(sentences[:, :, None] == 0, -1e4).softmax(-1)
        values = self.gate(high[..., : self.ln.normalized_shape[0]]).transpose(1, 2)[:, None]
        return (look * values).sum(-1)

    @staticmethod
    def summary(low: Tensor, high: Tensor, cue: Tensor, gates: Tensor, sentences: Tensor) -> Tensor:
        """What `report` reads of each sentence, (B, S, 3 H + 2 F + 16).

        The mean of its words, their mean by how likely each is in a cue, the largest of each channel below the fork, the gates.
        """
        inside = sentences * (1 - cue.softmax(-1)[..., 0])[:, None]
        by_cue = torch.matmul(inside, high) / inside.sum(-1, keepdim=True).clamp(min=1e-3)
        peaks = (low[:, None] + (sentences[..., None] - 1) * 1e4).amax(2)
        return torch.cat([spans_mean(high, sentences), by_cue, peaks, gates], -1)

    def judge(self, low: Tensor, mask: Tensor | None, cue: Tensor, hints: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """States with one cue and all mentions marked (N, W, H), and the cue's own vector (N, H).

        `cue` is (N, W), `hints` the cue's features (N, F), `marks` what `marks_of` gives for the mentions, (N, W, 12).
        """
        x = low + self.marker(cue[..., None]) + self.sighted(marks)
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.judging:
            x = layer(x, attend)
        own = spans_mean(x, cue[:, None])[:, 0]
        below = spans_mean(low.expand(cue.shape[0], -1, -1), cue[:, None])[:, 0]
        return x, self.ripe(torch.cat([own, below, hints], -1))

    def roles(self, judged: Tensor, own: Tensor, mentions: Tensor, kinds: Tensor, far: Tensor, real: Tensor | None = None) -> Tensor:
        """(N, W, H), (N, H), spans (N, M, W), kinds (N, M), distance buckets (N, M), which are no padding (N, M) → (N, M, 5)."""
        m = self.role_mention(spans_mean(judged, mentions))
        c = self.role_cue(own)[:, None]
        states = self.role[:-1](m + c + m * c * 0.1 + self.role_near(self.kind(kinds) + self.far(far)))
        alone: Tensor = self.role[-1](states)
        return alone + self.together(states, alone.sigmoid(), real)
