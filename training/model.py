"""The network in torch, as it is trained. transforms/language/network.py runs the same arithmetic in numpy."""

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from transforms.language.features import PLACES, PREFIXES, SHAPES, SUFFIXES
from transforms.language.labels import ENTITY_TYPES, Labels, bilou_classes

WIDTH, HEADS, INNER = 384, 12, 768
ARC, REL, LINK = 160, 48, 96
DISTANCE = 48


class Scan(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + (1 - f[t]) * x[t] along dimension 0."""

    @staticmethod
    def forward(ctx, f: Tensor, x: Tensor) -> Tensor:
        """Walks the words once."""
        u = x - f * x
        c = torch.empty_like(x)
        last = torch.zeros_like(x[0])
        for t in range(len(x)):
            last = torch.addcmul(u[t], f[t], last, out=c[t])
        ctx.save_for_backward(f, x, c)
        return c

    @staticmethod
    def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor]:
        """Walks back."""
        f, x, c = ctx.saved_tensors
        total = torch.empty_like(grad)
        last = grad[-1]
        total[-1] = last
        for t in range(len(x) - 2, -1, -1):
            last = torch.addcmul(grad[t], f[t + 1], last, out=total[t])
        before = torch.cat([torch.zeros_like(c[:1]), c[:-1]])
        return total * (before - x), total * (1 - f)


class Layout:
    """Where the words of a batch stand: packed one after the other, or padded into windows."""

    def __init__(self, mask: Tensor) -> None:
        self.mask = mask
        self.window = mask.nonzero()[:, 0]

    def pad(self, x: Tensor) -> Tensor:
        """Packed words, put into their windows."""
        padded = x.new_zeros((*self.mask.shape, x.shape[-1]))
        padded[self.mask] = x
        return padded

    def drop(self, x: Tensor, rate: float, training: bool) -> Tensor:
        """Dropout with one mask a window, which is cheap to draw and the better regularizer of the two."""
        if not training or not rate:
            return x
        kept = torch.empty(len(self.mask), x.shape[-1]).bernoulli_(1 - rate).div_(1 - rate)
        return x * kept[self.window]


class Attention(nn.Module):
    """One layer of MiniLM or MPNet, its feed-forward part cut to `inner` units."""

    def __init__(self, dropout: float, inner: int = INNER, width: int = WIDTH) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.dropout, self.width = dropout, width

    def forward(self, x: Tensor, at: Layout, nearness: Tensor | None = None) -> Tensor:
        """Packed words to packed words. `nearness`, heads x t x t, is added to what a word sees of each other."""
        b, t = at.mask.shape
        q, k, v = (y.view(b, t, HEADS, -1).transpose(1, 2) for y in at.pad(self.qkv(x)).split(self.width, -1))
        # spelt out: torch's own, fused, is five times slower on a CPU in bfloat16
        scores = (q * (self.width // HEADS) ** -0.5) @ k.transpose(2, 3)
        if nearness is not None:
            scores = scores + nearness.to(scores.dtype)
        y = scores.masked_fill(~at.mask[:, None, None], -1e4).softmax(-1).to(v.dtype) @ v
        y = y.transpose(1, 2).reshape(b, t, self.width)[at.mask]
        x = self.norm(x + at.drop(self.out(y), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + at.drop(inner, self.dropout, self.training))


class Recurrent(nn.Module):
    """A simple recurrent layer in both directions: gates see the word, the state sees all words before (after) it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.gates = nn.Linear(WIDTH, 3 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-6)
        self.dropout = dropout
        with torch.no_grad():
            self.gates.bias[:WIDTH] = torch.linspace(-1.0, 3.0, WIDTH // 2).repeat(2)

    def forward(self, x: Tensor, at: Layout) -> Tensor:
        """Packed words to packed words."""
        f, o, z = self.gates(x).split(WIDTH, -1)
        # padding comes out as f = z = 0, which leaves the state of the way back at its zero start
        f, z = (at.pad(y).transpose(0, 1) for y in (torch.sigmoid(f), z))
        half = WIDTH // 2
        ahead = Scan.apply(f[..., :half].contiguous(), z[..., :half].contiguous())
        back = Scan.apply(f[..., half:].flip(0), z[..., half:].flip(0)).flip(0)
        c = torch.cat([ahead, back], -1).transpose(0, 1)[at.mask]
        return self.norm(x + at.drop(torch.sigmoid(o) * c, self.dropout, self.training))


class Mlp(nn.Module):
    """One layer with dropout."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.linear, self.drop = nn.Linear(WIDTH, width), nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """Words x `WIDTH` to words x the narrower width."""
        return self.drop(F.leaky_relu(self.linear(x), 0.1))


class Network(nn.Module):
    """Encoder and heads. Word-piece rows come in from outside: only the rows of a batch are ever touched."""

    def __init__(self, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(128, WIDTH))
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.prefix = nn.Embedding(PREFIXES, WIDTH)
        self.suffix = nn.Embedding(SUFFIXES, WIDTH)
        self.place = nn.Embedding(PLACES, WIDTH)
        for table in (self.shape, self.prefix, self.suffix, self.place):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-6)
        self.dropout = dropout
        self.layers = nn.ModuleList([Attention(dropout), Attention(dropout), Recurrent(dropout), Recurrent(dropout)])
        n_entity = len(bilou_classes(ENTITY_TYPES))
        self.sent = nn.Linear(WIDTH, 1)
        self.tag = nn.Linear(WIDTH, len(labels.tags))
        self.morph = nn.Linear(WIDTH, len(labels.morphs))
        self.ner = nn.Linear(WIDTH, n_entity)
        self.role = nn.Linear(WIDTH, 15)
        self.arc_dep, self.arc_head = Mlp(ARC, 0.25), Mlp(ARC, 0.25)
        self.rel_dep, self.rel_head = Mlp(REL, 0.25), Mlp(REL, 0.25)
        n_rel = len(labels.deps)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_distance = nn.Parameter(torch.zeros(2 * DISTANCE + 1))
        self.root = nn.Linear(WIDTH, 1)
        self.rel = nn.Parameter(torch.zeros(n_rel, REL, REL))
        self.rel_dep_bias, self.rel_head_bias = nn.Linear(REL, n_rel), nn.Linear(REL, n_rel, bias=False)
        self.link_cue, self.link_content, self.link_source = Mlp(LINK, 0.2), Mlp(LINK, 0.2), Mlp(LINK, 0.2)
        self.link = nn.Parameter(torch.zeros(2, LINK, LINK))
        self.link_bias = nn.Parameter(torch.full((2,), -1.5))
        self.link_distance = nn.Parameter(torch.zeros(2, 2 * DISTANCE + 1))
        for p in (self.arc, self.rel, self.link):
            nn.init.normal_(p, std=1 / p.shape[-1])

    def encode(self, rows: Tensor, piece_index: Tensor, piece_weight: Tensor, features: Tensor, at: Layout) -> Tensor:
        """Words x `WIDTH`, packed. `rows`: embeddings of the batch's pieces; `piece_index` words x 4 into them."""
        x = (rows[piece_index] * piece_weight[..., None]).sum(1)
        x = x + self.shape(features[..., 0]) + self.prefix(features[..., 1]) + self.suffix(features[..., 2])
        x = x + self.place(features[..., 3]) + self.position[at.mask.nonzero()[:, 1]]
        x = at.drop(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, at)
        return x

    def arcs(self, x: Tensor) -> Tensor:
        """b x dependent x head; the diagonal is the root."""
        dep, head = self.arc_dep(x), self.arc_head(x)
        scores = (dep @ self.arc) @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None]
        scores = scores + self.arc_distance[distances(x.shape[1])]
        diagonal = torch.eye(x.shape[1], dtype=torch.bool)
        return torch.where(diagonal, self.root(x), scores)

    def rels(self, x: Tensor, heads: Tensor) -> Tensor:
        """b x word x relation, each word with the given head."""
        dep, head = self.rel_dep(x), self.rel_head(x)
        head = head.gather(1, heads[..., None].expand(-1, -1, REL))
        both = torch.einsum("bti,rij,btj->btr", dep, self.rel, head)
        return both + self.rel_dep_bias(dep) + self.rel_head_bias(head)

    def links(self, x: Tensor, cues: Tensor, cue_at: Tensor, window_of: Tensor) -> Tensor:
        """Scores 2 x cues x words; `cue_at` the cue's place in its window, `window_of` the window's row."""
        cue = self.link_cue(x)[window_of, cue_at]
        out = []
        t = x.shape[1]
        offset = (torch.arange(t)[None] - cue_at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        for k, mlp in enumerate((self.link_content, self.link_source)):
            words = mlp(x)[window_of]
            scores = ((cue @ self.link[k])[:, None] @ words.transpose(1, 2))[:, 0]
            out.append(scores + self.link_bias[k] + self.link_distance[k][offset])
        return torch.stack(out)


def distances(t: int) -> Tensor:
    """Signed distance from each word to each other, from 0 up, far ones alike."""
    at = torch.arange(t)
    return (at[None] - at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE


def start_from_minilm(network: Network, weights: dict[str, Tensor]) -> Tensor:
    """Copies MiniLM's two lowest layers (the most used feed-forward units) in; returns its word-piece table."""
    with torch.no_grad():
        table = weights["embeddings.word_embeddings.weight"].float()
        network.position.copy_(weights["embeddings.position_embeddings.weight"][1:129])
        network.place.weight += weights["embeddings.token_type_embeddings.weight"][0]
        network.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        network.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for i in range(2):
            layer = network.layers[i]
            old = {
                k.removeprefix(f"encoder.layer.{i}."): v.float()
                for k, v in weights.items()
                if k.startswith(f"encoder.layer.{i}.")
            }
            for kind in ("weight", "bias"):
                parts = [old[f"attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(old[f"attention.output.dense.{kind}"])
                getattr(layer.norm, kind).copy_(old[f"attention.output.LayerNorm.{kind}"])
                getattr(layer.norm2, kind).copy_(old[f"output.LayerNorm.{kind}"])
            used = old["intermediate.dense.weight"].norm(dim=1) * old["output.dense.weight"].norm(dim=0)
            keep = used.topk(INNER).indices.sort().values
            layer.up.weight.copy_(old["intermediate.dense.weight"][keep])
            layer.up.bias.copy_(old["intermediate.dense.bias"][keep])
            layer.down.weight.copy_(old["output.dense.weight"][:, keep])
            layer.down.bias.copy_(old["output.dense.bias"])
    return table
